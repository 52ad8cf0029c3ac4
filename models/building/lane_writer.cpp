// SPDX-License-Identifier: MPL-2.0
#include "models/building/lane_writer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/thermal/star.hpp"
#include "models/building/building_network.hpp"
#include "models/building/loads.hpp"
#include "models/building/operation.hpp"

namespace tvilling::models {

namespace {

constexpr double kStep_s = 3600.0;
constexpr double kRounding_k = 1e-13 * 100.0;  // of a temperature up to 100 K, as in core::Stepper

double conductance_w_k(const core::StarElement& element, core::BoundaryId boundary) {
  double sum = 0.0;
  for (const core::StarElement::Beyond& b : element.beyond) sum += b.boundary == boundary ? b.conductance_w_k : 0.0;
  return sum;
}

/// Writes one building into one lane of a model.
class LaneWriter {
 public:
  LaneWriter(LaneModel& model, std::size_t lane, const Building& building, const Environment& environment)
      : m_(model), lane_(lane), building_(building), zone_(make_building_network(building, environment.outdoor_monthly_degc)) {
    std::optional<core::Star> star = core::star_of(zone_.network, kStep_s);
    if (!star) not_the_shape();
    star_ = std::move(*star);
    total_w_k_ = star_.air_capacity_w_k + star_.pivot_w_k;
    write_zone();
    write_air(air_flows(building, zone_.envelope, environment.weather.location.elevation_m));
    for (const core::StarElement& element : star_.elements) write_element(element);
    m_.rounding_wh[lane] = static_cast<double>(kDayHours) * kRounding_k * total_w_k_;
  }

  void write_sun(LaneLoads& loads, const SolarTable& sun) const {
    const int horizon = horizon_index(building_.horizon_deg);
    std::size_t wall = 0;
    for (std::size_t p = 0; p < zone_.planes.size(); ++p) {
      const SunPlane& plane = zone_.planes[p];
      if (plane.roof) {
        m_.roof_absorbing_m2[lane_] = plane.absorbing_m2 * sun_share_.at(p);
        continue;
      }
      if (wall == 4) not_the_shape();
      loads.falling_w_m2[wall] = sun.wall_w_m2(plane.compass, horizon).data();
      loads.entering_w_m2[wall] = sun.window_w_m2(plane.compass, horizon).data();
      loads.absorptance[wall] = kSolarAbsorptance * sun_share_.at(p);
      loads.aperture_m2[wall] = plane.aperture_m2;
      ++wall;
    }
  }

 private:
  [[noreturn]] void not_the_shape() const {
    throw core::Error(core::ErrorKind::internal,
                      "building " + building_.building_id + ": its network has not the shape of the lanes");
  }

  void write_zone() {
    const core::StarSource& solar = star_.sources[core::index(zone_.solar)];
    const core::StarSource& internal = star_.sources[core::index(zone_.internal)];
    const core::StarSource& heating = star_.sources[core::index(zone_.network.thermostats().front().heating)];
    double radiant_air = 0.0;
    double radiant_r = 0.0;
    for (const core::StarElement& e : star_.elements) {
      radiant_air += e.air_w_k * e.share_k_w;
      radiant_r += e.radiant_w_k * e.share_k_w;
    }
    const double kappa = star_.kappa;
    set(m_.air_capacity_w_k, star_.air_capacity_w_k);
    set(m_.pivot_w_k, star_.pivot_w_k);
    for (const core::StarElement::Beyond& bridge : star_.bridges) {
      if (bridge.boundary != zone_.outdoor) not_the_shape();
      m_.bridge_w_k[lane_] += bridge.conductance_w_k;
    }
    set(m_.kappa, kappa);
    set(m_.inverse_radiant_k_w, star_.inverse_radiant_k_w);
    set(m_.radiant_e, radiant_air + kappa * radiant_r);
    set(m_.radiant_r, radiant_r);
    set(m_.solar_air, solar.air);
    set(m_.solar_radiant, solar.radiant);
    set(m_.internal_air, internal.air);
    set(m_.internal_radiant, internal.radiant);
    set(m_.heating_radiant, heating.radiant);
    const double heating_r = heating.radiant * radiant_r;
    const double heating_e = heating.air + heating.radiant * radiant_air + kappa * heating_r;
    set(m_.heating_r_degc, star_.inverse_radiant_k_w * heating_r);
    set(m_.heating_e, heating_e);
    set(m_.control_air, star_.control_air);
    set(m_.control_radiant, star_.control_radiant);
    const double seen_of_air = star_.control_air + star_.control_radiant * kappa;
    set(m_.seen_of_air, seen_of_air);
    set(m_.slope_fixed_k_w, star_.control_radiant * star_.inverse_radiant_k_w * heating_r);
    set(m_.slope_per_air, seen_of_air * heating_e);
    set(m_.heating_capacity_w, building_.heating_capacity_w_m2 * zone_.envelope.heated_area_m2);
    set(m_.heated, 1.0);
    set(m_.air_degc, building_.heating_set_point_degc);
  }

  void write_air(const AirFlows& air) {
    set(m_.mechanical_w_k, air.mechanical_w_k);
    set(m_.natural_w_k, air.natural_w_k);
    set(m_.airing_w_k, air.airing_w_k);
    set(m_.recovery, air.recovery_fraction);
    set(m_.bypass_degc, building_.heating_set_point_degc + kBypassAbove_k);
    set(m_.infiltration_closed_w_k, air.infiltration_closed_w_k);
    set(m_.infiltration_open_w_k, air.infiltration_open_w_k - air.infiltration_closed_w_k);
  }

  void write_element(const core::StarElement& element) {
    const auto& planes = zone_.planes;
    const auto plane = std::find_if(planes.begin(), planes.end(),
                                    [&element](const SunPlane& p) { return element.sun && p.absorbed == element.sun; });
    const bool glass = element.nodes.size() == 1 && element.nodes.front().capacity_w_k == 0.0;
    if (plane != planes.end()) {
      sun_share_.at(static_cast<std::size_t>(plane - planes.begin())) = element.sun_share;
      if (plane->roof) {
        write(m_.roof, element);
      } else {
        const auto wall = std::count_if(planes.begin(), plane, [](const SunPlane& p) { return !p.roof; });
        write_wall(static_cast<std::size_t>(wall), element);
      }
      return;
    }
    if (element.beyond.empty()) {
      if (inner_ == 2) not_the_shape();
      write(m_.inner[inner_++], element);
    } else if (glass) {
      add_glass(element);
    } else {
      if (floor_ || element.beyond.size() != 1 || element.beyond.front().boundary != zone_.ground) not_the_shape();
      floor_ = true;
      write(m_.floor, element);
      const double ground_w_k = conductance_w_k(element, zone_.ground);
      for (std::size_t month = 0; month < core::kMonths; ++month)
        m_.ground_w[month][lane_] = ground_w_k * zone_.ground_degc[month];
    }
  }

  template <std::size_t N>
  void write(LaneElement<N>& to, const core::StarElement& element) {
    if (element.nodes.size() != N) not_the_shape();
    for (std::size_t i = 0; i < N; ++i) {
      const core::StarElement::Node& node = element.nodes[i];
      set(to.scaled[i], node.scaled);
      set(to.carry[i], node.carry);
      set(to.lower[i], node.lower);
      set(to.capacity_w_k[i], node.capacity_w_k);
      set(to.temperature_degc[i], building_.heating_set_point_degc);
      total_w_k_ += 2.0 * node.capacity_w_k;
    }
    set(to.to_air, element.to_air);
    set(to.to_radiant, element.to_radiant);
    set(to.share_k_w, element.share_k_w);
    set(to.to_e_w_k, element.air_w_k + star_.kappa * element.radiant_w_k);
    set(to.to_r_w_k, element.radiant_w_k);
    set(to.intake_k_w, element.intake_k_w);
    set(to.outward_w_k, element.outward_w_k);
    set(to.outdoor_w_k, conductance_w_k(element, zone_.outdoor));
    set(to.sky_w_k, conductance_w_k(element, zone_.sky));
  }

  /// Walls of all directions are of one construction: per m2 their numbers must be the same.
  void write_wall(std::size_t w, const core::StarElement& element) {
    if (element.nodes.size() != 5 || w >= zone_.envelope.facades.size()) not_the_shape();
    const double area_m2 = zone_.envelope.facades.at(w).wall_m2;
    auto& to = m_.walls;
    set(to.area_m2[w], area_m2);
    bool same = true;
    const auto common = [this, &same](PerLane& number, double value) {
      same = same && (walls_ == 0 || std::abs(number[lane_] - value) <= 1e-9 * std::abs(value));
      if (walls_ == 0) number[lane_] = value;
    };
    for (std::size_t i = 0; i < 5; ++i) {
      const core::StarElement::Node& node = element.nodes[i];
      common(to.scaled[i], node.scaled);
      common(to.carry[i], node.carry);
      common(to.lower[i], node.lower);
      common(to.capacity_w_m2k[i], node.capacity_w_k / area_m2);
      set(to.temperature_degc[w][i], building_.heating_set_point_degc);
      total_w_k_ += 2.0 * node.capacity_w_k;
    }
    common(to.to_air, element.to_air);
    common(to.to_radiant, element.to_radiant);
    common(to.share_k_w, element.share_k_w);
    common(to.to_e_w_m2k, (element.air_w_k + star_.kappa * element.radiant_w_k) / area_m2);
    common(to.to_r_w_m2k, element.radiant_w_k / area_m2);
    common(to.intake_m2k_w, element.intake_k_w * area_m2);
    common(to.outward_w_m2k, element.outward_w_k / area_m2);
    common(to.outdoor_w_m2k, conductance_w_k(element, zone_.outdoor) / area_m2);
    common(to.sky_w_m2k, conductance_w_k(element, zone_.sky) / area_m2);
    if (!same) not_the_shape();
    ++walls_;
  }

  void add_glass(const core::StarElement& e) {
    const double outdoor_w_k = conductance_w_k(e, zone_.outdoor);
    const double sky_w_k = conductance_w_k(e, zone_.sky);
    const double to_e_w_k = (e.air_w_k + star_.kappa * e.radiant_w_k) * e.intake_k_w;
    const double to_r_w_k = e.radiant_w_k * e.intake_k_w;
    const double kept = 1.0 - e.outward_w_k * e.intake_k_w;
    m_.glass_e_outdoor_w_k[lane_] += to_e_w_k * outdoor_w_k;
    m_.glass_e_sky_w_k[lane_] += to_e_w_k * sky_w_k;
    m_.glass_r_outdoor_w_k[lane_] += to_r_w_k * outdoor_w_k;
    m_.glass_r_sky_w_k[lane_] += to_r_w_k * sky_w_k;
    m_.glass_flow_outdoor_w_k[lane_] += kept * outdoor_w_k;
    m_.glass_flow_sky_w_k[lane_] += kept * sky_w_k;
    m_.glass_flow_air_w_k[lane_] -= e.outward_w_k * e.to_air;
    m_.glass_flow_radiant_w_k[lane_] -= e.outward_w_k * e.to_radiant;
    m_.glass_flow_share[lane_] -= e.outward_w_k * e.share_k_w;
  }

  void set(PerLane& to, double value) const { to[lane_] = value; }

  LaneModel& m_;
  std::size_t lane_;
  const Building& building_;
  BuildingNetwork zone_;
  core::Star star_;
  double total_w_k_ = 0.0;
  std::array<double, 5> sun_share_{};  ///< by plane
  std::size_t inner_ = 0;
  bool floor_ = false;
  std::size_t walls_ = 0;
};

}  // namespace

void write_lane(const Building& building, const Environment& environment, std::size_t lane, LaneModel& model, LaneLoads& loads) {
  LaneWriter(model, lane, building, environment).write_sun(loads, environment.sun);
}

}  // namespace tvilling::models
