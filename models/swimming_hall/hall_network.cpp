// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/hall_network.hpp"

#include <utility>

#include "models/building/building_network.hpp"
#include "models/swimming_hall/water_surface.hpp"

namespace tvilling::models {

namespace {

/// The air handling unit heats the air and its thermostat hangs in it.
constexpr ZoneControl kHeatedByAir{.operative = false, .heating_convective_fraction = 1.0};

class Maker {
 public:
  explicit Maker(HallNetwork& hall) : hall_(hall), net_(hall.network) {}

  void add_basin(const Basin& basin, std::size_t place) {
    BasinNode node;
    node.basin = place;
    node.water = net_.add_node("water of " + basin.pool_id, kWaterDensity_kg_m3 * kWaterHeatCapacity_j_kgk * basin.volume_m3);
    node.adjacent = net_.add_boundary("beside " + basin.pool_id);
    net_.connect(node.water, node.adjacent, basin.wall_area_m2 * basin.wall_u_value_w_m2k, hall_.basin_wall_term);
    if (basin.outdoor) {
      const BuildingNetwork& outside = hall_.pool_hall.net;
      node.convection = net_.connect_driven(node.water, outside.outdoor, hall_.outdoor_surface_term);
      node.radiation = net_.connect_driven(node.water, outside.sky, hall_.outdoor_surface_term);
    } else {
      node.convection = net_.connect_driven(node.water, hall_.pool_hall.net.air);
      node.radiation = net_.connect_driven(node.water, hall_.pool_hall.net.radiant);
    }
    node.make_up = net_.connect_driven(node.water, hall_.cold_water, hall_.make_up_term);
    node.evaporation = source(node.water, evaporation_term_);
    node.pumps = source(node.water, pump_term_);
    node.sun = source(node.water, sun_term_);
    const core::SourceId heating = source(node.water, heating_term_);
    net_.add_thermostat({{{node.water, 1.0}}, heating, heating});
    node.thermostat = hall_.thermostats++;
    hall_.basins.push_back(node);
  }

  void add_common() {
    hall_.cold_water = net_.add_boundary("cold water");
    hall_.make_up_term = net_.add_term("make-up water");
    hall_.basin_wall_term = net_.add_term("basin walls");
    hall_.outdoor_surface_term = net_.add_term("outdoor water surface");
    evaporation_term_ = net_.add_term("evaporation");
    pump_term_ = net_.add_term("pumps");
    sun_term_ = net_.add_term("sun on water");
    heating_term_ = net_.add_term("water heating");
    hall_.air_gain = source(hall_.pool_hall.net.air, net_.add_term("hall air"));
  }

 private:
  core::SourceId source(core::NodeId node, core::TermId term) { return net_.add_source({{{node, 1.0}}, term}); }

  HallNetwork& hall_;
  core::ThermalNetwork& net_;
  core::TermId evaporation_term_{};
  core::TermId pump_term_{};
  core::TermId sun_term_{};
  core::TermId heating_term_{};
};

}  // namespace

HallNetwork make_hall_network(const SwimmingHall& hall, const HallZones& zones,
                              const std::array<double, core::kMonths>& outdoor_monthly_degc) {
  HallNetwork made;
  made.pool_hall = append_zone(made.network, make_building_network(zones.pool_hall, outdoor_monthly_degc, kHeatedByAir), 0);
  ++made.thermostats;
  if (zones.rest) {
    made.rest = append_zone(made.network, make_building_network(*zones.rest, outdoor_monthly_degc), 1);
    ++made.thermostats;
    if (hall.inner_wall_w_k > 0.0) made.network.connect(made.pool_hall.net.air, made.rest->net.air, hall.inner_wall_w_k);
  }
  Maker maker(made);
  maker.add_common();
  for (std::size_t b = 0; b < hall.basins.size(); ++b) {
    if (!hall.basins[b].closed) maker.add_basin(hall.basins[b], b);
  }
  return made;
}

}  // namespace tvilling::models
