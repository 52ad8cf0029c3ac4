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

FabricFilms::FabricFilms(const Fabric& fabric, const FabricNetwork& net)
    : fabric_(fabric), net_(net), node_view_(net.inside_faces.size(), 1.0) {
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
  for (const OutsideFace& face : net_.outside_faces) {
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
    const double covered = face.window ? closed[*face.window] : 0.0;
    const double sky_w_m2k = (1.0 - covered) * longwave.sky_w_m2k;
    const double air_w_m2k =
        outside_convection(face, face_degc, outdoor) + longwave.air_w_m2k + longwave.ground_w_m2k + covered * longwave.sky_w_m2k;
    blend(air_w_m2k * face.area_m2, relaxation, driven_w_k[core::index(face.air.drive)]);
    blend(sky_w_m2k * face.area_m2, relaxation, driven_w_k[core::index(face.sky.drive)]);
  }
}

}  // namespace tvilling::models
