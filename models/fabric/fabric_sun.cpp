// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_sun.hpp"

#include <algorithm>
#include <cmath>

#include "core/time_axis.hpp"
#include "models/weather/solar_position.hpp"
#include "models/window/glazing_heat.hpp"

namespace tvilling::models {

namespace {

constexpr int kPanesOfSimpleGlass = 2;  // the angle dependence of simple glass (see angular_g_ratio)
constexpr std::size_t kNoTable = static_cast<std::size_t>(-1);

void append_fins(const Rectangle& place, const Fins& fins, std::vector<Rectangle>& to) {
  if (!(fins.depth_m > 0.0)) return;
  to.push_back(fin(place, Side::left, fins.depth_m, fins.gap_m, fins.above_m, fins.below_m));
  to.push_back(fin(place, Side::right, fins.depth_m, fins.gap_m, fins.above_m, fins.below_m));
}

void append_overhang(const Rectangle& place, const Overhang& o, std::vector<Rectangle>& to) {
  if (o.depth_m > 0.0) to.push_back(overhang(place, o.depth_m, o.gap_m, o.left_m, o.right_m));
}

void append_own(const Rectangle& place, const Window& window, std::vector<Rectangle>& to) {
  if (window.overhang) append_overhang(place, *window.overhang, to);
  if (window.fins) append_fins(place, *window.fins, to);
}

}  // namespace

FabricSun::FabricSun(const Fabric& fabric, const FabricNetwork& net, const Weather& weather, const RunPeriod& period)
    : fabric_(fabric), net_(net), weather_(weather), period_(period) {
  const std::vector<Rectangle> placed = placed_obstacles();
  outlooks_.reserve(net.outside_faces.size());
  for (const OutsideFace& face : net.outside_faces) outlooks_.push_back(outlook_of(face, placed));
  lights_.resize(outlooks_.size());
  incident_w_m2_.resize(outlooks_.size());
  transmitted_w_m2_.resize(net.glass.size());
  on_planes_.resize(planes_.size());
  for (const GlazingType& type : fabric.glazings) {
    const bool simple = type.glazing.panes.empty() || fabric.options.glass == FabricOptions::Glass::simple;
    simple_g_value_.push_back(type.g_value ? *type.g_value : (type.glazing.panes.empty() ? 0.0 : g_value(type.glazing)));
    glazing_of_.push_back(simple ? kNoTable : glazings_.size());
    if (!simple) glazings_.emplace_back(type.glazing);
  }
  std::vector<const GlazingTable*> of_part;
  of_part.reserve(net.glass.size());
  for (const GlassPart& part : net.glass) {
    const std::size_t table = glazing_of_[fabric.windows[part.window].glazing];
    of_part.push_back(table == kNoTable ? nullptr : &glazings_[table]);
  }
  for (std::size_t z = 0; z < net.zones.size(); ++z) rooms_.emplace_back(fabric, net, z, of_part);
}

/// Everything that shades and has a place in the building.
std::vector<Rectangle> FabricSun::placed_obstacles() const {
  std::vector<Rectangle> all;
  all.reserve(fabric_.obstacles.size());
  for (const Obstacle& obstacle : fabric_.obstacles) all.push_back(obstacle.place);
  for (const Surface& surface : fabric_.surfaces) {
    if (surface.place && surface.overhang) append_overhang(*surface.place, *surface.overhang, all);
  }
  for (const Window& window : fabric_.windows) {
    if (window.place && fabric_.surfaces[window.surface].place) append_own(*window.place, window, all);
  }
  return all;
}

FabricSun::Outlook FabricSun::outlook_of(const OutsideFace& face, std::span<const Rectangle> placed) {
  Outlook outlook;
  const auto same = [&face](const Plane& p) { return p.azimuth_deg == face.azimuth_deg && p.tilt_deg == face.tilt_deg; };
  const auto found = std::find_if(planes_.begin(), planes_.end(), same);
  outlook.plane = static_cast<std::size_t>(found - planes_.begin());
  if (found == planes_.end()) planes_.push_back({face.azimuth_deg, face.tilt_deg});
  const Surface& surface = fabric_.surfaces[face.surface];
  outlook.place = surface.place;
  if (face.window) outlook.place = fabric_.windows[*face.window].place;
  if (!outlook.place) return outlook;
  // A window of a wall without place stands alone: only its own overhang and fins shade it.
  std::vector<Rectangle> obstacles;
  if (surface.place) {
    obstacles.assign(placed.begin(), placed.end());
  } else {
    append_own(*outlook.place, fabric_.windows[*face.window], obstacles);
  }
  if (obstacles.empty()) return outlook;
  outlook.obstacles.emplace(obstacles);
  outlook.view = diffuse_view(*outlook.place, *outlook.obstacles);
  return outlook;
}

std::vector<double> FabricSun::sky_view() const {
  std::vector<double> views;
  views.reserve(outlooks_.size());
  for (const Outlook& outlook : outlooks_) views.push_back(outlook.view.sky);
  return views;
}

FabricSun::Light FabricSun::light_on(const Outlook& outlook) const {
  const PlaneIrradiance& plane = on_planes_[outlook.plane];
  Light light;
  light.cos_incidence = plane.cos_incidence;
  light.beam_w_m2 = plane.beam_w_m2 + plane.circumsolar_w_m2;
  if (outlook.obstacles && light.beam_w_m2 > 0.0) {
    light.beam_w_m2 *= sunlit_fraction(*outlook.place, to_sun_, *outlook.obstacles);
  }
  const double sky_w_m2 = outlook.view.sky * plane.sky_isotropic_w_m2 + outlook.view.horizon * plane.horizon_w_m2;
  // A bright zenith (negative horizon) darkens walls, but never below no light at all.
  light.diffuse_w_m2 = std::max(0.0, sky_w_m2) + outlook.view.ground * plane.ground_w_m2;
  return light;
}

void FabricSun::write_outside(std::span<const double> shut_out, std::span<double> source_w) {
  for (std::size_t f = 0; f < outlooks_.size(); ++f) {
    const OutsideFace& face = net_.outside_faces[f];
    lights_[f] = face.sun ? light_on(outlooks_[f]) : Light{};
    incident_w_m2_[f] = lights_[f].beam_w_m2 + lights_[f].diffuse_w_m2;
    if (face.glass) continue;
    const double open = face.window ? 1.0 - shut_out[*face.window] : 1.0;
    source_w[core::index(face.absorbed)] = face.solar_absorptance * face.area_m2 * incident_w_m2_[f] * open;
  }
}

void FabricSun::write_glass(std::size_t p, double open, std::span<double> source_w) {
  const GlassPart& part = net_.glass[p];
  const Light& light = lights_[part.outside_face];
  const std::size_t type = fabric_.windows[part.window].glazing;
  const std::size_t zone = net_.inside_faces[part.inside_face].zone;
  transmitted_w_m2_[p] = 0.0;
  if (glazing_of_[type] == kNoTable) {
    const bool follows = fabric_.glazings[type].g_follows_angle;
    const double beam = follows ? angular_g_ratio(light.cos_incidence, kPanesOfSimpleGlass) : 1.0;
    const double diffuse = follows ? kDiffuseGRatio : 1.0;
    const double entering_w_m2 = simple_g_value_[type] * (light.beam_w_m2 * beam + light.diffuse_w_m2 * diffuse) * open;
    source_w[core::index(net_.zones[zone].sun)] += part.area_m2 * entering_w_m2;
    transmitted_w_m2_[p] = entering_w_m2;
    return;
  }
  const GlazingTable& glazing = glazings_[glazing_of_[type]];
  const GlazingOptics beam = glazing.at(light.cos_incidence);
  const GlazingOptics& diffuse = glazing.diffuse();
  const double beam_w = light.beam_w_m2 * part.area_m2 * open;
  const double diffuse_w = light.diffuse_w_m2 * part.area_m2 * open;
  for (std::size_t pane = 0; pane < part.panes.size(); ++pane) {
    source_w[core::index(part.panes[pane])] += beam_w * beam.absorbed[pane] + diffuse_w * diffuse.absorbed[pane];
  }
  // The halo comes with the beam; below the horizon there is neither.
  const std::optional<RayScene>& obstacles = outlooks_[part.outside_face].obstacles;
  rooms_[zone].add_beam(p, beam_w * beam.transmittance, to_sun_, obstacles ? *obstacles : nothing_);
  rooms_[zone].add_diffuse(p, diffuse_w * diffuse.transmittance);
  transmitted_w_m2_[p] = (beam_w * beam.transmittance + diffuse_w * diffuse.transmittance) / part.area_m2;
}

void FabricSun::write(std::size_t step, std::size_t hour, std::span<const double> shut_out, std::span<double> source_w) {
  for (const InsideFace& face : net_.inside_faces) {
    if (!face.glass && net_.sun_by_face) source_w[core::index(face.sun)] = 0.0;
  }
  for (const GlassPart& part : net_.glass) {
    for (const core::SourceId pane : part.panes) source_w[core::index(pane)] = 0.0;
  }
  for (const ZoneHandles& zone : net_.zones) source_w[core::index(zone.sun)] = 0.0;

  const Irradiance sun{weather_.direct_normal_w_m2[hour], weather_.diffuse_horizontal_w_m2[hour],
                       weather_.global_horizontal_w_m2[hour]};
  const bool dark = sun.direct_normal_w_m2 <= 0.0 && sun.diffuse_horizontal_w_m2 <= 0.0 && sun.global_horizontal_w_m2 <= 0.0;
  if (dark) {
    std::fill(on_planes_.begin(), on_planes_.end(), PlaneIrradiance{});
  } else {
    const Location& at = weather_.location;
    const double middle_h = period_.middle_h(step);
    const int day = static_cast<int>(middle_h / 24.0);
    const int calendar_day = static_cast<int>(
        (core::calendar_day(period_.year, day) - core::calendar_day(period_.year, 0)).count());  // with 29 February
    const SolarPosition position =
        solar_position(at.latitude_deg, at.longitude_deg, period_.year, calendar_day, middle_h - 24.0 * day - at.utc_offset_h);
    to_sun_ = to_sun(position.elevation_deg, position.azimuth_deg);
    for (std::size_t p = 0; p < planes_.size(); ++p) {
      on_planes_[p] = perez_irradiance(sun, position, planes_[p], fabric_.ground_reflectance);
    }
  }
  write_outside(shut_out, source_w);
  for (std::size_t p = 0; p < net_.glass.size(); ++p) write_glass(p, 1.0 - shut_out[net_.glass[p].window], source_w);
  if (!net_.sun_by_face) return;
  for (RoomLight& room : rooms_) room.write(source_w);
}

}  // namespace tvilling::models
