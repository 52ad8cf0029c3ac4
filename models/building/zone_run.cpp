// SPDX-License-Identifier: MPL-2.0
#include "models/building/zone_run.hpp"

#include <utility>

namespace tvilling::models {

namespace {

constexpr double kStep_s = 3600.0;

}  // namespace

ZoneWeather::ZoneWeather(const BuildingNetwork& net, const Building& zone, const Environment& environment) {
  const SolarTable& sun = environment.sun;
  const int horizon = horizon_index(zone.horizon_deg);
  for (const SunPlane& plane : net.planes) {
    falling_.push_back(plane.roof ? sun.roof_w_m2() : sun.wall_w_m2(plane.compass, horizon));
    entering_.push_back(plane.roof ? std::span<const double>() : sun.window_w_m2(plane.compass, horizon));
  }
}

void ZoneWeather::drive(const BuildingNetwork& net, const Environment& environment, int hour, NetworkDrive& drive) const {
  const std::size_t h = static_cast<std::size_t>(hour);
  const std::size_t month = static_cast<std::size_t>(environment.axis.clock[h].month);
  drive.boundary_degc[core::index(net.outdoor)] = environment.weather.dry_bulb_degc[h];
  drive.boundary_degc[core::index(net.sky)] = environment.weather.sky_temperature_degc[h];
  drive.boundary_degc[core::index(net.ground)] = net.ground_degc[month];
  double solar_w = 0.0;
  for (std::size_t p = 0; p < net.planes.size(); ++p) {
    const SunPlane& plane = net.planes[p];
    if (plane.absorbed) drive.source_w[core::index(*plane.absorbed)] = plane.absorbing_m2 * falling_[p][h];
    if (!plane.roof) solar_w += plane.aperture_m2 * entering_[p][h];
  }
  drive.source_w[core::index(net.solar)] = solar_w;
}

ZonesRun::ZonesRun(const Building& building, const Environment& environment, std::span<const BuildingLoads> loads)
    : environment_(environment),
      zoned_(make_zoned_network(building, environment.outdoor_monthly_degc)),
      plan_(core::make_plan(zoned_.network)),
      stepper_(plan_, zoned_.network, kStep_s),
      drive_(zoned_.network) {
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
  return {&building,
          &loads,
          air_flows(building, zone.net.envelope, environment_.weather.location.elevation_m),
          building.heating_capacity_w_m2 * zone.net.envelope.heated_area_m2,
          0.0,
          ZoneWeather(zone.net, building, environment_)};
}

/// What drives one zone in this hour.
void ZonesRun::drive_zone(std::size_t heated, int hour) {
  const BuildingNetwork& net = zoned_.zones[heated].net;
  const Model& model = models_[heated];
  model.weather.drive(net, environment_, hour, drive_);
  const double outdoor_degc = environment_.weather.dry_bulb_degc[static_cast<std::size_t>(hour)];
  const bool open = model.loads->open(hour);
  drive_.driven_w_k[core::index(net.ventilation)] =
      model.air.ventilation_w_k(open, stepper_.temperature_degc(net.air), outdoor_degc, model.building->heating_set_point_degc);
  drive_.driven_w_k[core::index(net.infiltration)] = model.air.infiltration_w_k(open);
  drive_.source_w[core::index(net.internal)] = model.loads->internal_w(hour);
  drive_.set_point[heated] = {.heat_to_degc = model.loads->set_point_degc(hour), .heating_capacity_w = model.capacity_w};
}

const core::StepResult& ZonesRun::step(int hour) {
  for (std::size_t heated = 0; heated < models_.size(); ++heated) drive_zone(heated, hour);
  return stepper_.step(drive_.input());
}

}  // namespace tvilling::models
