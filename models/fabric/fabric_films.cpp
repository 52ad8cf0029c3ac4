// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_films.hpp"

#include "models/surface/convection.hpp"
#include "models/surface/radiation.hpp"

namespace tvilling::models {

namespace {

void blend(double value, double relaxation, double& into) {
  into += relaxation * (value - into);
}

}  // namespace

FabricFilms::FabricFilms(const Fabric& fabric, const FabricNetwork& net, std::span<const double> sky_view)
    : fabric_(fabric), net_(net), node_view_(net.inside_faces.size(), 1.0), sky_view_(sky_view.begin(), sky_view.end()) {
  for (const ZoneHandles& zone : net.zones) {
    std::vector<double> areas_m2;
    areas_m2.reserve(zone.faces.size());
    for (const std::size_t f : zone.faces) areas_m2.push_back(net.inside_faces[f].area_m2);
    const std::vector<double> views = carroll_view_factors(areas_m2);
    for (std::size_t i = 0; i < zone.faces.size(); ++i) node_view_[zone.faces[i]] = views[i];
  }
}

double FabricFilms::outside_convection(const OutsideFace& face, double face_degc, const OutdoorState& outdoor) const {
  if (face.fixed_convection_w_m2k) return *face.fixed_convection_w_m2k;
  const double natural = natural_convection_w_m2k(face.tilt_deg, face_degc - outdoor.air_degc, SurfaceSide::outside);
  if (!face.wind) return natural;
  const double wind_m_s = local_wind_m_s(outdoor.wind_m_s, face.height_m, fabric_.terrain);
  const WindSide side = wind_side({face.azimuth_deg, face.tilt_deg}, outdoor.wind_from_deg);
  return outside_convection_w_m2k(natural, wind_m_s, side, face.roughness);
}

void FabricFilms::write_gaps(const core::Stepper& stepper, double relaxation, std::span<double> driven_w_k) const {
  for (const GapDrive& gap : net_.gaps) {
    const Glazing& glazing = fabric_.glazings[fabric_.windows[gap.window].glazing].glazing;
    const GapState state{stepper.temperature_degc(gap.outer), stepper.temperature_degc(gap.inner), gap.tilt_deg};
    const double conductance_w_m2k = gap_conductance_w_m2k(glazing.gaps[gap.gap], glazing.panes[gap.gap].emissivity_back,
                                                           glazing.panes[gap.gap + 1].emissivity_front, state);
    blend(conductance_w_m2k * gap.area_m2, relaxation, driven_w_k[core::index(gap.drive)]);
  }
}

void FabricFilms::write(const core::Stepper& stepper, const OutdoorState& outdoor, std::span<const double> closed,
                        double relaxation, std::span<double> driven_w_k) const {
  for (std::size_t f = 0; f < net_.inside_faces.size(); ++f) {
    const InsideFace& face = net_.inside_faces[f];
    const double face_degc = stepper.temperature_degc(face.node);
    const ZoneHandles& zone = net_.zones[face.zone];
    if (face.convection.driven) {
      const double difference_k = face_degc - stepper.temperature_degc(zone.air);
      const double film_w_m2k = natural_convection_w_m2k(face.tilt_deg, difference_k, SurfaceSide::inside);
      blend(film_w_m2k * face.area_m2, relaxation, driven_w_k[core::index(face.convection.drive)]);
    }
    if (face.radiation.driven) {
      const double mean_degc = 0.5 * (face_degc + stepper.temperature_degc(zone.radiant));
      const double film_w_m2k = node_conductance_w_m2k(face.emissivity, node_view_[f], mean_degc);
      blend(film_w_m2k * face.area_m2, relaxation, driven_w_k[core::index(face.radiation.drive)]);
    }
  }
  write_gaps(stepper, relaxation, driven_w_k);
  for (std::size_t f = 0; f < net_.outside_faces.size(); ++f) {
    const OutsideFace& face = net_.outside_faces[f];
    if (!face.air.driven) continue;
    const double face_degc = stepper.temperature_degc(face.node);
    const OutsideTemperatures at{face_degc, outdoor.sky_degc, outdoor.air_degc, outdoor.air_degc};
    OutsideLongwave longwave;
    if (face.fixed_radiation_w_m2k) {
      const double sky = sky_view_factor(face.tilt_deg);
      longwave = {sky * *face.fixed_radiation_w_m2k, (1.0 - sky) * *face.fixed_radiation_w_m2k, 0.0};
    } else {
      longwave = outside_longwave(face.emissivity, face.tilt_deg, at);
    }
    const double covered = 1.0 - sky_view_[f] * (face.window ? 1.0 - closed[*face.window] : 1.0);
    const double sky_w_m2k = (1.0 - covered) * longwave.sky_w_m2k;
    const double air_w_m2k =
        outside_convection(face, face_degc, outdoor) + longwave.air_w_m2k + longwave.ground_w_m2k + covered * longwave.sky_w_m2k;
    blend(air_w_m2k * face.area_m2, relaxation, driven_w_k[core::index(face.air.drive)]);
    blend(sky_w_m2k * face.area_m2, relaxation, driven_w_k[core::index(face.sky.drive)]);
  }
}

}  // namespace tvilling::models
