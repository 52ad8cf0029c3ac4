// SPDX-License-Identifier: MPL-2.0
#include "models/building/zone_run.hpp"

#include <utility>

namespace tvilling::models {

namespace {

constexpr double kStep_s = 3600.0;

}  // namespace

ZonesRun::ZonesRun(const Building& building, const Environment& environment, std::span<const BuildingLoads> loads)
    : environment_(environment),
      zoned_(make_zoned_network(building, environment.outdoor_monthly_degc)),
      plan_(core::make_plan(zoned_.network)),
      stepper_(plan_, zoned_.network, kStep_s),
      boundary_degc_(zoned_.network.boundaries().size(), 0.0),
      driven_w_k_(zoned_.network.driven_links().size(), 0.0),
      source_w_(zoned_.network.sources().size(), 0.0),
      set_point_(zoned_.zones.size()) {
  const std::span<const Building> zones = zones_of(building);
  double heated_m2 = 0.0;
  for (const HeatedZone& heated : zoned_.zones) {
    models_.push_back(model_of(heated, zones[heated.zone], loads[heated.zone]));
    heated_m2 += heated.net.envelope.heated_area_m2;
    for (std::uint32_t node = heated.first_node; node < heated.end_node; ++node) {
      stepper_.reset(static_cast<core::NodeId>(node), zones[heated.zone].heating_set_point_degc);
    }
  }
  for (std::size_t i = 0; i < models_.size(); ++i) {
    models_[i].area_share = zoned_.zones[i].net.envelope.heated_area_m2 / heated_m2;
  }
}

ZonesRun::Model ZonesRun::model_of(const HeatedZone& zone, const Building& building, const BuildingLoads& loads) const {
  Model model;
  model.building = &building;
  model.loads = &loads;
  model.air = air_flows(building, zone.net.envelope, environment_.weather.location.elevation_m);
  model.capacity_w = building.heating_capacity_w_m2 * zone.net.envelope.heated_area_m2;
  const SolarTable& sun = environment_.sun;
  const int horizon = horizon_index(building.horizon_deg);
  for (const SunPlane& plane : zone.net.planes) {
    model.falling.push_back(plane.roof ? sun.roof_w_m2() : sun.wall_w_m2(plane.compass, horizon));
    model.entering.push_back(plane.roof ? std::span<const double>() : sun.window_w_m2(plane.compass, horizon));
  }
  return model;
}

/// What drives one zone in this hour.
void ZonesRun::drive(std::size_t heated, int hour) {
  const std::size_t h = static_cast<std::size_t>(hour);
  const BuildingNetwork& net = zoned_.zones[heated].net;
  const Model& model = models_[heated];
  const double outdoor_degc = environment_.weather.dry_bulb_degc[h];
  const std::size_t month = static_cast<std::size_t>(environment_.axis.clock[h].month);
  boundary_degc_[core::index(net.outdoor)] = outdoor_degc;
  boundary_degc_[core::index(net.sky)] = environment_.weather.sky_temperature_degc[h];
  boundary_degc_[core::index(net.ground)] = net.ground_degc[month];

  const bool open = model.loads->open(hour);
  driven_w_k_[core::index(net.ventilation)] =
      model.air.ventilation_w_k(open, stepper_.temperature_degc(net.air), outdoor_degc, model.building->heating_set_point_degc);
  driven_w_k_[core::index(net.infiltration)] = model.air.infiltration_w_k(open);

  double solar_w = 0.0;
  for (std::size_t p = 0; p < net.planes.size(); ++p) {
    const SunPlane& plane = net.planes[p];
    if (plane.absorbed) source_w_[core::index(*plane.absorbed)] = plane.absorbing_m2 * model.falling[p][h];
    if (!plane.roof) solar_w += plane.aperture_m2 * model.entering[p][h];
  }
  source_w_[core::index(net.solar)] = solar_w;
  source_w_[core::index(net.internal)] = model.loads->internal_w(hour);
  set_point_[heated] = {.heat_to_degc = model.loads->set_point_degc(hour), .heating_capacity_w = model.capacity_w};
}

const core::StepResult& ZonesRun::step(int hour) {
  for (std::size_t heated = 0; heated < models_.size(); ++heated) drive(heated, hour);
  return stepper_.step({boundary_degc_, driven_w_k_, source_w_, set_point_});
}

}  // namespace tvilling::models
