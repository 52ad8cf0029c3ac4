// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

#include "models/air/psychrometrics.hpp"
#include "models/portfolio/fill_hall.hpp"
#include "models/portfolio/hall_codes.hpp"
#include "models/swimming_hall/evaporation.hpp"
#include "models/swimming_hall/simulate_hall.hpp"
#include "models/swimming_hall/water_surface.hpp"
#include "tests/support/hall_city.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace code = models::hall_code;
using models::Building;
using models::Origin;
using models::Portfolio;
using tvilling::tests::hall_city;
using tvilling::tests::hall_of;

namespace {

core::Findings fill(Portfolio& city) {
  core::Findings findings;
  models::fill_portfolio(city, findings);
  return findings;
}

models::SwimmingHall filled(Portfolio city) {
  fill(city);
  return hall_of(city);
}

std::size_t count(const core::Findings& findings, const core::FindingCode& of) {
  return static_cast<std::size_t>(
      std::count_if(findings.list.begin(), findings.list.end(), [&of](const core::Finding& f) { return f.code == of.code; }));
}

Origin origin_of(const Portfolio& city, std::string_view column) {
  const auto at = static_cast<std::size_t>(models::find_hall_column(column) - models::hall_columns().data());
  return city.buildings.front().hall_origins.hall.at(at);
}

}  // namespace

TEST_CASE("A hall with basins is complete after filling, every number in its range, and can be simulated") {
  for (const double year : {1930.0, 1979.0, 1980.0, 1995.0, 2015.0, 2025.0}) {
    for (const double water_m2 : {8.0, 48.0, 312.5, 1250.0}) {
      Portfolio city = hall_city();
      city.buildings[0].building.year = year;
      city.pools[0].basin.water_area_m2 = water_m2;
      fill(city);
      const models::SwimmingHall& hall = hall_of(city);
      for (const models::HallColumn& column : models::hall_columns()) {
        INFO(column.variable.name);
        CHECK(hall.*column.member >= column.min);
        CHECK(hall.*column.member <= column.max);
      }
      for (const models::Basin& basin : hall.basins) {
        for (const models::BasinColumn& column : models::basin_columns()) {
          INFO(column.variable.name);
          CHECK(basin.*column.member >= column.min);
          CHECK(basin.*column.member <= column.max);
        }
      }
      REQUIRE(hall.week.has_value());
      CHECK_NOTHROW(models::check_hall(city.buildings[0].building));
    }
  }
}

TEST_CASE("A basin is filled from its size, and its plant from what is filled") {
  const models::SwimmingHall hall = filled(hall_city());
  const models::Basin& large = hall.basins[0];
  const models::Basin& small = hall.basins[1];
  CHECK(large.depth_m == 1.8);
  CHECK(small.depth_m == 0.9);
  CHECK(large.volume_m3 == 562.5);
  CHECK(large.water_temperature_degc == 27.0);
  CHECK(small.water_temperature_degc == 32.0);
  CHECK(large.wall_area_m2 == Approx(312.5 + 75.0 * 1.8));  // 25 m x 12.5 m
  CHECK(large.turnover_h == 4.0);
  CHECK(small.turnover_h == 1.5);
  CHECK(large.pump_power_kw == Approx(models::circulation_power_kw(562.5 / 4.0)));
  CHECK(large.bather_share == Approx(312.5 / 412.5));
  CHECK(large.bather_share + small.bather_share == Approx(1.0));
  // Evaporation in use at 30 degC and 55 %, and 0.25 K/h of 562.5 m3: 163.5 kW
  const models::MoistAir air{30.0, 0.55 * models::saturation_pressure_pa(30.0), 101325.0};
  const double evaporation_kw = 312.5 * models::evaporation_vdi_kg_m2h(27.0, air, 28.0) * models::latent_heat_j_kg(27.0) / 3.6e6;
  CHECK(large.heating_capacity_kw == Approx(evaporation_kw + 163.515).epsilon(1e-4));
}

TEST_CASE("Volume, depth and area of a basin follow from each other") {
  models::Basin basin;
  basin.volume_m3 = 500.0;
  basin.depth_m = 2.0;
  CHECK(models::has_water_area(basin));
  CHECK(models::fill_basin(basin).basin.water_area_m2 == 250.0);
  basin.depth_m = models::kMissing;
  CHECK_FALSE(models::has_water_area(basin));
  basin.water_area_m2 = 400.0;
  CHECK(models::fill_basin(basin).basin.depth_m == 1.25);
}

TEST_CASE("The pool hall is filled from its water, its building and its year") {
  const models::SwimmingHall hall = filled(hall_city());
  CHECK(hall.hall_area_m2 == Approx(2.67 * 412.5));
  CHECK(hall.hall_volume_m3 == Approx(7.0 * hall.hall_area_m2));
  CHECK(hall.air_temperature_degc == 29.0);  // 2 K above the largest basin
  CHECK(hall.night_relative_humidity == hall.relative_humidity);
  CHECK(hall.hall_heat_recovery_fraction == 0.5);
  CHECK(hall.hall_lighting_w_m2 == 12.0);
  CHECK(hall.technical_power_kw == Approx(0.015 * 412.5));
  CHECK(hall.inner_wall_w_k == Approx(7.0 * std::sqrt(hall.hall_area_m2)));
  Portfolio young = hall_city();
  young.buildings[0].building.year = 2020.0;
  const models::SwimmingHall later = filled(young);
  CHECK(later.hall_heat_recovery_fraction == 0.75);
  CHECK(later.hall_specific_fan_power_kj_m3 == 2.0);
  CHECK(later.hall_lighting_w_m2 == 8.0);
}

TEST_CASE("The air handling unit of a 25 m basin of 28 degrees has the flow of VDI 2089") {
  Portfolio city = hall_city();
  city.pools.pop_back();
  city.pools[0].basin.water_temperature_degc = 28.0;
  CHECK(filled(city).design_air_flow_kg_h == Approx(17130.0).epsilon(1e-3));  // domain.md A4
}

TEST_CASE("The air heater keeps the hall warm at minus 12 degrees while outdoor air dries it") {
  Portfolio city = hall_city();
  const double usual_kw = filled(city).air_heating_capacity_kw;
  CHECK(usual_kw > 50.0);
  CHECK(usual_kw < 600.0);
  city.swimming_halls.push_back({"H", {}, {}, {}});
  city.swimming_halls[0].hall.hall_heat_recovery_fraction = 0.8;
  CHECK(filled(city).air_heating_capacity_kw < usual_kw);
}

TEST_CASE("Outdoor basins do not count for the hall, closed ones not for bathers") {
  Portfolio city = hall_city();
  city.pools[0].basin.outdoor = true;
  const models::SwimmingHall outdoor = filled(city);
  CHECK(outdoor.hall_area_m2 == Approx(267.0));
  CHECK(outdoor.air_temperature_degc == 31.0);  // 32 + 2, at most 31
  city.pools[0].basin.outdoor = false;
  city.pools[0].basin.closed = true;
  const models::SwimmingHall closed = filled(city);
  CHECK(closed.basins[0].bather_share == 0.0);
  CHECK(closed.basins[1].bather_share == 1.0);
  fill(city);
  CHECK(city.buildings[0].building.visitors_per_year == 29000.0);  // 290 per m2 of the open 100 m2
  city.pools[1].basin.closed = true;
  CHECK(filled(city).basins[1].bather_share == 0.0);
}

TEST_CASE("Given shares of bathers keep their proportion, and one that is not given goes by area") {
  Portfolio city = hall_city();
  city.pools[0].basin.bather_share = 0.25;
  models::SwimmingHall hall = filled(city);
  CHECK(hall.basins[0].bather_share == Approx(312.5 / 412.5));
  city.pools[1].basin.bather_share = 0.25;
  hall = filled(city);
  CHECK(hall.basins[0].bather_share == Approx(0.5));
  city.pools[0].basin.bather_share = 0.0;
  CHECK(filled(city).basins[0].bather_share == 0.0);
}

TEST_CASE("What is given of a hall and its basins stays") {
  Portfolio city = hall_city();
  models::HallRow row;
  row.building_id = "H";
  row.hall.evaporation_model = models::EvaporationModel::ashrae;
  for (const models::HallColumn& column : models::hall_columns()) row.hall.*column.member = 0.5 * (column.min + column.max);
  city.swimming_halls.push_back(row);
  for (const models::BasinColumn& column : models::basin_columns()) {
    if (column.variable.name != "bather_share") city.pools[0].basin.*column.member = 0.5 * (column.min + column.max);
  }
  const core::Findings findings = fill(city);
  const models::SwimmingHall& hall = hall_of(city);
  CHECK(hall.evaporation_model == models::EvaporationModel::ashrae);
  for (const models::HallColumn& column : models::hall_columns()) CHECK(hall.*column.member == row.hall.*column.member);
  for (const models::BasinColumn& column : models::basin_columns()) {
    if (column.variable.name != "bather_share") CHECK(hall.basins[0].*column.member == city.pools[0].basin.*column.member);
  }
  for (const Origin origin : city.buildings[0].hall_origins.hall) CHECK(origin == Origin::register_);
  const std::string all = "relative_humidity";
  CHECK(std::none_of(findings.list.begin(), findings.list.end(),
                     [&all](const core::Finding& f) { return f.code == code::kFilled.code && f.message.starts_with(all); }));
}

TEST_CASE("Every number that was filled is told once and marked with its origin") {
  Portfolio city = hall_city();
  const core::Findings findings = fill(city);
  CHECK(count(findings, code::kFilled) == models::hall_columns().size() + models::basin_columns().size() - 1);
  CHECK(count(findings, code::kWeek) == 1);
  CHECK(origin_of(city, "hall_area_m2") == Origin::filled);
  CHECK(origin_of(city, "hall_heat_recovery_fraction") == Origin::archetype);
  CHECK(origin_of(city, "shower_l_visit") == Origin::default_);
  CHECK(city.buildings[0].hall_origins.weakest_of_all() == Origin::default_);
  CHECK(models::HallOrigins{}.weakest_of_all() == Origin::metered);
}

TEST_CASE("The rooms around a pool hall are filled as such, and what the hall has itself is 0 there") {
  Portfolio city = hall_city();
  fill(city);
  const Building& b = city.buildings[0].building;
  CHECK(b.heating_set_point_degc == 23.0);
  CHECK(b.mechanical_ventilation_l_s_m2 == 3.0);
  CHECK(b.heat_recovery_fraction == 0.5);  // of 1990: less than 0.7
  CHECK(b.appliance_w_m2 == 2.0);
  CHECK(b.lighting_w_m2 == 7.0);
  CHECK(b.hot_water_l_m2 == 0.0);
  CHECK(b.process_heat_kwh_m2 == 0.0);
  CHECK(b.visitors_per_year == std::round(290.0 * 412.5));
  CHECK(city.buildings[0].origin[static_cast<std::size_t>(models::find_building_column("process_heat_kwh_m2") -
                                                          models::building_columns().data())] == Origin::archetype);
}

TEST_CASE("The rooms around a pool hall recover no more heat than plants of its year and at most 70 percent") {
  Portfolio city = hall_city();
  for (const auto& [year, fraction] : {std::pair{1930.0, 0.5}, std::pair{2000.0, 0.65}, std::pair{2020.0, 0.7}}) {
    Portfolio of_year = city;
    of_year.buildings[0].building.year = year;
    fill(of_year);
    CHECK(of_year.buildings[0].building.heat_recovery_fraction == fraction);
  }
  city.buildings[0].building.mechanical_ventilation_l_s_m2 = 0.0;
  fill(city);
  CHECK(city.buildings[0].building.heat_recovery_fraction == 0.0);
}

TEST_CASE("A swimming hall of whose basins nothing is known stays an ordinary building") {
  Portfolio city = hall_city();
  city.pools.clear();
  const core::Findings findings = fill(city);
  CHECK(city.buildings[0].building.hall == nullptr);
  CHECK(city.buildings[0].building.process_heat_kwh_m2 == 150.0);
  CHECK(count(findings, code::kFilled) == 0);
}

TEST_CASE("Numbers of the building that the hall has itself are told, rooms and further uses are dropped") {
  Portfolio city = hall_city();
  city.buildings[0].building.process_heat_kwh_m2 = 150.0;
  city.buildings[0].building.parts = {{models::Use::office, 300.0}};
  const core::Findings findings = fill(city);
  CHECK(count(findings, code::kOwnNumbers) == 1);
  CHECK(count(findings, code::kNoZones) == 1);
  CHECK(city.buildings[0].building.zones.empty());
  CHECK(city.buildings[0].building.process_heat_kwh_m2 == 150.0);
}

TEST_CASE("Filling a portfolio again changes nothing") {
  Portfolio city = hall_city();
  fill(city);
  Portfolio again = city;
  fill(again);
  for (const models::HallColumn& column : models::hall_columns())
    CHECK(hall_of(again).*column.member == hall_of(city).*column.member);
  CHECK(hall_of(again).week->visits == hall_of(city).week->visits);
  CHECK(again.buildings[0].building.heating_capacity_w_m2 == city.buildings[0].building.heating_capacity_w_m2);
}
