// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "core/error.hpp"
#include "models/building/ground.hpp"
#include "models/building/loads.hpp"
#include "models/swimming_hall/hall_run.hpp"
#include "models/swimming_hall/simulate_hall.hpp"
#include "tests/support/hall_fixture.hpp"

namespace {

using namespace tvilling;
using models::Annual;
using models::Building;
using models::BuildingResult;
using models::HallTotal;
using models::SwimmingHall;

const models::Environment& environment() {
  static const models::Environment made = models::make_environment(models::reference_year(), 2025);
  return made;
}

using Change = std::function<void(Building&, SwimmingHall&)>;

Building changed(const Change& change) {
  Building building = test::plausibility_hall_building();
  SwimmingHall hall = *building.hall;
  change(building, hall);
  building.hall = std::make_shared<const SwimmingHall>(std::move(hall));
  return building;
}

BuildingResult year_of(const Change& change) {
  models::HourlySeries hours;
  return models::simulate_building(changed(change), environment(), hours);
}

void as_it_is(Building& /*building*/, SwimmingHall& /*hall*/) {}

struct Year {
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
  double water_m3 = 0.0;
  double visitors = 0.0;

  explicit Year(const BuildingResult& result)
      : heat_kwh(result.annual[index(Annual::heat)]),
        electricity_kwh(result.annual[index(Annual::electricity)]),
        water_m3(result.annual[index(Annual::water)]),
        visitors(result.annual[index(Annual::visitors)]) {}
  [[nodiscard]] double energy_kwh() const { return heat_kwh + electricity_kwh; }
};

/// Transmission and, in the mean of its open hours, leakage.
double envelope_w_k(const Building& zone, double open_share) {
  const models::Envelope e = models::envelope_of(zone);
  const models::AirFlows air = models::air_flows(zone, e, 0.0);
  const double ground = e.floor_m2 * models::ground_u_value_w_m2k(e.floor_m2, e.perimeter_m, zone.floor_u_value_w_m2k);
  return e.wall_m2() * zone.wall_u_value_w_m2k + e.window_m2() * zone.window_u_value_w_m2k + e.roof_m2 * zone.roof_u_value_w_m2k +
         ground + (e.wall_m2() + e.window_m2() + e.roof_m2) * zone.thermal_bridge_w_m2k + open_share * air.infiltration_open_w_k +
         (1.0 - open_share) * air.infiltration_closed_w_k;
}

void cool_water(SwimmingHall& hall) {
  for (models::Basin& basin : hall.basins) basin.water_temperature_degc -= 1.0;
}
void cover(SwimmingHall& hall) {
  for (models::Basin& basin : hall.basins) basin.cover_fraction = 0.9;
}

}  // namespace

TEST_CASE("The plausibility hall of the tests has the envelope of domain.md A5") {
  const models::HallZones zones = models::hall_zones(changed(as_it_is));
  const double open_share = (15.0 * 5.0 + 9.0 * 2.0) / 168.0;
  CHECK(envelope_w_k(zones.pool_hall, open_share) == Approx(1135.0).epsilon(0.005));
  CHECK(envelope_w_k(*zones.rest, open_share) == Approx(1500.0).epsilon(0.005));
  CHECK(zones.pool_hall.area_m2 * zones.pool_hall.storey_height_m == Approx(7700.0));
}

TEST_CASE("The plausibility hall uses 3,000 to 4,300 kWh per m2 of water and 60 to 150 l per visit") {
  const Year year(year_of(as_it_is));
  const double per_water_kwh_m2 = year.energy_kwh() / 412.5;
  CHECK(per_water_kwh_m2 > 3000.0);
  CHECK(per_water_kwh_m2 < 4300.0);
  const double per_visit_l = 1e3 * year.water_m3 / year.visitors;
  CHECK(per_visit_l > 60.0);
  CHECK(per_visit_l < 150.0);
}

TEST_CASE("The plausibility hall keeps its year: a change of physics is seen") {
  const BuildingResult result = year_of(as_it_is);
  const Year year(result);
  CHECK(year.heat_kwh == Approx(1044.3e3).epsilon(0.01));
  CHECK(year.electricity_kwh == Approx(402.3e3).epsilon(0.01));
  CHECK((*result.hall)[HallTotal::evaporation] == Approx(532.3e3).epsilon(0.01));
  CHECK((*result.hall)[HallTotal::unsettled] == 0.0);
  // domain.md A5: 1,141 and 336 MWh, without sun and the fans of the rooms beside.
  CHECK(year.heat_kwh == Approx(1141e3).epsilon(0.12));
  CHECK(year_of([](Building& b, SwimmingHall&) { b.specific_fan_power_kj_m3 = 0.0; }).annual[index(Annual::electricity)] ==
        Approx(336e3).epsilon(0.02));
}

TEST_CASE("A set-back at night saves heat under a cover: it lets the hall cool and does not cool it") {
  const double heat_kwh = Year(year_of([](Building&, SwimmingHall& h) { cover(h); })).heat_kwh;
  CHECK(Year(year_of([](Building&, SwimmingHall& h) {
          cover(h);
          h.night_air_set_back_k = 3.0;
        })).heat_kwh < heat_kwh);
}

TEST_CASE("VDI 2089 in use holds the wet floor already") {
  const auto deck_kg = [](models::EvaporationModel model) {
    return (*year_of([&](Building&, SwimmingHall& h) { h.evaporation_model = model; }).hall)[HallTotal::deck_evaporation];
  };
  CHECK(deck_kg(models::EvaporationModel::vdi2089) == 0.0);
  CHECK(deck_kg(models::EvaporationModel::ashrae) > 0.0);
}

TEST_CASE("The condenser of a heat pump warms a hall whose heater is too small") {
  const auto cold_h = [](double heat_pump_kg_h) {
    return (*year_of([&](Building&, SwimmingHall& h) {
               h.air_heating_capacity_kw = 0.0;
               h.heat_pump_capacity_kg_h = heat_pump_kg_h;
             }).hall)[HallTotal::discomfort];
  };
  CHECK(cold_h(60.0) < 0.8 * cold_h(0.0));
}

TEST_CASE("Measures change the plausibility hall in the direction and the order of domain.md A6") {
  const Year base(year_of(as_it_is));
  const auto change = [&base](const Change& what) {
    const Year year(year_of(what));
    return std::array{100.0 * (year.heat_kwh / base.heat_kwh - 1.0), 100.0 * (year.electricity_kwh / base.electricity_kwh - 1.0),
                      100.0 * (year.energy_kwh() / base.energy_kwh() - 1.0), 100.0 * (year.water_m3 / base.water_m3 - 1.0)};
  };
  std::map<std::string, std::array<double, 4>> rows;
  rows["water_minus_1k_air_follows"] = change([](Building&, SwimmingHall& h) {
    cool_water(h);
    h.air_temperature_degc -= 1.0;
  });
  rows["water_minus_1k"] = change([](Building&, SwimmingHall& h) { cool_water(h); });
  rows["air_minus_1k"] = change([](Building&, SwimmingHall& h) { h.air_temperature_degc -= 1.0; });
  rows["rh_60"] = change([](Building&, SwimmingHall& h) { h.relative_humidity = h.night_relative_humidity = 0.60; });
  rows["rh_50"] = change([](Building&, SwimmingHall& h) { h.relative_humidity = h.night_relative_humidity = 0.50; });
  rows["rh_night_65"] = change([](Building&, SwimmingHall& h) { h.night_relative_humidity = 0.65; });
  rows["cover_night"] = change([](Building&, SwimmingHall& h) { cover(h); });
  rows["cover_and_night_air"] = change([](Building&, SwimmingHall& h) {
    cover(h);
    h.night_fan_fraction = 0.25;
    h.night_outdoor_air_fraction = 0.05;
  });
  rows["recovery_075"] = change([](Building&, SwimmingHall& h) { h.hall_heat_recovery_fraction = 0.75; });
  rows["recovery_none"] = change([](Building&, SwimmingHall& h) { h.hall_heat_recovery_fraction = 0.0; });
  rows["heat_pump"] = change([](Building&, SwimmingHall& h) { h.heat_pump_capacity_kg_h = 40.0; });
  rows["backwash_30"] = change([](Building&, SwimmingHall& h) { h.backwash_l_visit = 30.0; });
  rows["shower_30"] = change([](Building&, SwimmingHall& h) { h.shower_l_visit = 30.0; });
  rows["grey_water_35"] = change([](Building&, SwimmingHall& h) { h.grey_water_recovery_fraction = 0.35; });
  rows["pumps_night"] = change([](Building&, SwimmingHall& h) {
    for (models::Basin& basin : h.basins) basin.night_pump_fraction = 0.6;
  });
  rows["visitors_plus_20"] = change([](Building& b, SwimmingHall&) { b.visitors_per_year *= 1.2; });

  struct Sign {
    std::string name;
    int heat;
    int electricity;  // 0: A6 says nothing or none
    int total;
    int water;
  };
  for (const Sign& sign : {Sign{"water_minus_1k_air_follows", -1, 1, -1, -1},
                           {"water_minus_1k", -1, -1, -1, -1},
                           {"air_minus_1k", 1, 1, 1, 0},
                           {"rh_60", -1, 0, -1, 0},
                           {"rh_50", 1, 0, 1, 0},
                           {"rh_night_65", -1, 0, -1, 0},
                           {"cover_night", -1, 0, -1, -1},
                           {"cover_and_night_air", -1, -1, -1, 0},
                           {"recovery_075", -1, 0, -1, 0},
                           {"recovery_none", 1, 0, 1, 0},
                           {"heat_pump", -1, 1, -1, 0},
                           {"backwash_30", -1, 0, -1, -1},
                           {"shower_30", -1, 0, -1, -1},
                           {"grey_water_35", -1, 0, -1, 0},
                           {"pumps_night", 1, -1, -1, 0},
                           {"visitors_plus_20", 1, 0, 1, 1}}) {
    CAPTURE(sign.name);
    const std::array<double, 4>& row = rows.at(sign.name);
    const std::array<int, 4> wanted{sign.heat, sign.electricity, sign.total, sign.water};
    for (std::size_t i = 0; i < 4; ++i) {
      CAPTURE(i, row[i]);
      if (wanted[i] != 0) CHECK(row[i] * wanted[i] > 0.0);
    }
  }
  const auto total = [&rows](const char* name) { return rows.at(name)[2]; };
  for (const auto& [name, row] : rows) {
    if (name != "recovery_none") CHECK(row[2] < total("recovery_none"));
  }
  CHECK(total("cover_and_night_air") < total("cover_night"));
  CHECK(total("water_minus_1k") < total("water_minus_1k_air_follows"));
  CHECK(total("rh_60") < total("rh_night_65"));
  CHECK(total("backwash_30") < total("shower_30"));
  CHECK(std::abs(total("pumps_night")) < 1.5);
}

TEST_CASE("Basins at different temperatures each hold their own set point") {
  const Building building = changed([](Building&, SwimmingHall& h) {
    models::Basin spa = h.basins.front();
    spa.pool_id = "spa";
    spa.water_area_m2 = 12.0;
    spa.volume_m3 = 12.0;
    spa.depth_m = 1.0;
    spa.wall_area_m2 = 26.0;
    spa.water_temperature_degc = 38.0;
    spa.pump_power_kw = 2.0;
    h.basins.push_back(spa);
  });
  models::HallRun run(building, environment());
  const std::array wanted_degc{27.0, 32.0, 38.0};
  for (int hour = 0; hour < 24 * 14; ++hour) {
    const models::HallHour& now = run.step(hour);
    REQUIRE(now.settled);
    for (std::size_t i = 0; i < wanted_degc.size(); ++i) {
      CAPTURE(hour, i);
      CHECK(now.basins.at(i).water_degc == Approx(wanted_degc.at(i)).margin(1e-6));
    }
  }
}

TEST_CASE("A hall that its heater cannot keep warm settles every hour: colder air holds less vapour and is ventilated more") {
  const BuildingResult year = year_of([](Building&, SwimmingHall& h) {
    h.basins.front().water_temperature_degc = 30.0;
    h.relative_humidity = h.night_relative_humidity = 0.8;
    h.air_heating_capacity_kw = 20.0;
    h.hall_heat_recovery_fraction = 0.0;
  });
  CHECK((*year.hall)[HallTotal::unsettled] == 0.0);
}

TEST_CASE("A basin with too small a heat exchanger gets cold and says so") {
  const BuildingResult year = year_of([](Building&, SwimmingHall& h) { h.basins.front().heating_capacity_kw = 10.0; });
  CHECK((*year.hall)[HallTotal::cold_water] > 1000.0);
  CHECK((*year_of(as_it_is).hall)[HallTotal::cold_water] == 0.0);
}

TEST_CASE("A closed basin takes no heat, no water and no pump") {
  const BuildingResult open = year_of(as_it_is);
  const BuildingResult closed = year_of([](Building&, SwimmingHall& h) { h.basins.back().closed = true; });
  CHECK((*closed.hall)[HallTotal::hall_water_area] == 312.5);
  CHECK((*closed.hall)[HallTotal::pump_electricity] == Approx(10.0 * 8760.0).epsilon(1e-9));
  CHECK((*closed.hall)[HallTotal::evaporation] < (*open.hall)[HallTotal::evaporation]);
  CHECK((*closed.hall)[HallTotal::pool_heating] < (*open.hall)[HallTotal::pool_heating]);
}

TEST_CASE("A hall's water is what its visits and its evaporation need") {
  const BuildingResult year = year_of(as_it_is);
  const models::HallTotals& hall = *year.hall;
  CHECK(hall[HallTotal::shower_water] == Approx(120000.0 * 0.045).epsilon(1e-6));
  CHECK(hall[HallTotal::backwash_water] == Approx(120000.0 * 0.060).epsilon(1e-6));
  const double evaporated_m3 = 1e-3 * (hall[HallTotal::evaporation] + hall[HallTotal::deck_evaporation]);
  CHECK(hall[HallTotal::make_up_water] == Approx(evaporated_m3).epsilon(1e-6));
  CHECK(year.annual[index(Annual::water)] == Approx(hall[HallTotal::waste_water] + evaporated_m3).epsilon(1e-6));
  CHECK(hall[HallTotal::shower_heat] == Approx(120000.0 * 1.3023 * 45.0 / 40.0).epsilon(1e-3));
}

TEST_CASE("Vapour that the windows cannot bear is counted by construction") {
  const BuildingResult cold_glass = year_of([](Building& b, SwimmingHall&) { b.window_u_value_w_m2k = 2.7; });
  CHECK((*cold_glass.hall)[HallTotal::window_condensation] > 100.0);
  CHECK((*cold_glass.hall)[HallTotal::roof_condensation] == 0.0);
  const BuildingResult guarded = year_of([](Building& b, SwimmingHall& h) {
    b.window_u_value_w_m2k = 2.7;
    h.condensation_guard = 1.0;
  });
  CHECK((*guarded.hall)[HallTotal::window_condensation] < 0.1 * (*cold_glass.hall)[HallTotal::window_condensation]);
}

TEST_CASE("Air handling recovers heat, and a heat pump makes the hall's vapour useful") {
  const BuildingResult base = year_of(as_it_is);
  const BuildingResult pump = year_of([](Building&, SwimmingHall& h) { h.heat_pump_capacity_kg_h = 40.0; });
  const models::HallTotals& hall = *pump.hall;
  const double given_kwh = hall[HallTotal::heat_pump_air] + hall[HallTotal::heat_pump_pool] + hall[HallTotal::heat_pump_rejected];
  CHECK(given_kwh == Approx(5.0 * hall[HallTotal::heat_pump_electricity]).epsilon(1e-5));
  CHECK(-hall[HallTotal::heat_pump_water] <= 40.0 * 8760.0);
  CHECK(-hall[HallTotal::heat_pump_water] > 0.25 * (hall[HallTotal::evaporation] + hall[HallTotal::deck_evaporation]));
  CHECK(-hall[HallTotal::outdoor_air_moisture] < -(*base.hall)[HallTotal::outdoor_air_moisture]);
  CHECK(pump.annual[index(Annual::heat)] < base.annual[index(Annual::heat)]);
}

TEST_CASE("What a hall cannot be simulated with is refused by name") {
  const auto message = [](const Change& change) {
    try {
      models::check_building(changed(change));
    } catch (const core::Error& error) {
      return std::string(error.message());
    }
    return std::string();
  };
  using Catch::Contains;
  CHECK(message(as_it_is).empty());
  CHECK_THAT(message([](Building&, SwimmingHall& h) { h.basins.back().water_temperature_degc = 46.0; }),
             Contains("basin teaching: water_temperature_degc = 46 is outside 4 to 45 degC"));
  CHECK_THAT(message([](Building&, SwimmingHall& h) { h.relative_humidity = 1.1; }), Contains("relative_humidity"));
  CHECK_THAT(message([](Building&, SwimmingHall& h) { h.basins.front().volume_m3 = models::kMissing; }), Contains("volume_m3"));
  CHECK_THAT(message([](Building&, SwimmingHall& h) { h.hall_area_m2 = 300.0; }), Contains("less than the 412.5 m2 of water"));
  CHECK_THAT(message([](Building&, SwimmingHall& h) { h.basins.clear(); }), Contains("without a basin"));
}

TEST_CASE("A hall needs the dew point of the weather, and says so") {
  models::Weather dry = models::reference_year();
  dry.dew_point_degc.clear();
  const models::Environment without = models::make_environment(std::move(dry), 2025);
  models::HourlySeries hours;
  CHECK_THROWS_WITH(models::simulate_building(changed(as_it_is), without, hours), Catch::Contains("no dew point"));
}

TEST_CASE("The terms of a hall's rooms add up to nothing, as those of every building") {
  const BuildingResult year = year_of(as_it_is);
  const auto annual = [&year](Annual v) { return year.annual[index(v)]; };
  const double sum_kwh = annual(Annual::heat_demand) - annual(Annual::transmission) - annual(Annual::ventilation) -
                         annual(Annual::infiltration) + annual(Annual::solar) + annual(Annual::internal) -
                         annual(Annual::storage);
  CHECK(sum_kwh == Approx(0.0).margin(0.1));
  CHECK(annual(Annual::heat) == annual(Annual::heat_demand) + annual(Annual::hot_water) + annual(Annual::plant_loss));
}

TEST_CASE("An evening of the year does not open the rooms beside the pool hall every week, half of the evenings do") {
  const auto rest_kwh = [](double share) {
    const BuildingResult year = year_of([share](Building&, SwimmingHall& h) {
      for (const std::size_t hour : {21U, 22U, 23U}) h.week->open[hour] = share;
    });
    return (*year.hall)[HallTotal::rest_heating];
  };
  const double closed_kwh = rest_kwh(0.0);
  CHECK(rest_kwh(1.0 / 51.0) == Approx(closed_kwh).epsilon(1e-3));
  CHECK(rest_kwh(0.5) > 1.005 * closed_kwh);
}

TEST_CASE("A hall that is all pool hall has no rooms beside it") {
  const BuildingResult year = year_of([](Building& b, SwimmingHall& h) {
    b.area_m2 = h.hall_area_m2;
    h.hall_roof_fraction = h.hall_floor_fraction = h.hall_facade_fraction = 1.0;
  });
  CHECK_THROWS_WITH(models::check_building(changed([](Building& b, SwimmingHall& h) { b.area_m2 = h.hall_area_m2; })),
                    Catch::Contains("not all of its roof"));
  CHECK((*year.hall)[HallTotal::rest_heating] == 0.0);
  CHECK((*year.hall)[HallTotal::air_heating] > 0.0);
}

TEST_CASE("An outdoor basin loses its heat to the sky and wets no hall") {
  const BuildingResult indoors = year_of(as_it_is);
  const BuildingResult outdoors = year_of([](Building&, SwimmingHall& h) {
    h.basins.front().outdoor = true;
    h.basins.front().heating_capacity_kw = 2000.0;
  });
  CHECK((*outdoors.hall)[HallTotal::outdoor_surface] < -100000.0);
  CHECK((*outdoors.hall)[HallTotal::outdoor_evaporation] > 100000.0);
  CHECK((*outdoors.hall)[HallTotal::evaporation] < (*indoors.hall)[HallTotal::evaporation]);
  CHECK((*outdoors.hall)[HallTotal::pool_heating] > (*indoors.hall)[HallTotal::pool_heating]);
}
