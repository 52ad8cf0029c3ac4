// SPDX-License-Identifier: MPL-2.0
#include "models/building/simulate.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "models/building/building_network.hpp"
#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using models::Hourly;
using tests::annual;
using tests::example_school;

models::BuildingResult simulate(const Building& building, models::HourlySeries& hourly) {
  return models::simulate_building(building, tests::reference_environment(), hourly);
}

models::BuildingResult simulate(const Building& building) {
  models::HourlySeries hourly;
  return simulate(building, hourly);
}

double heat_demand_kwh(const Building& building) {
  return annual(simulate(building), Annual::heat_demand);
}

}  // namespace

TEST_CASE("The balance of a year closes: heating, sun and people leave as losses or are stored") {
  const models::BuildingResult r = simulate(example_school());
  const double in_kwh = annual(r, Annual::heat_demand) + annual(r, Annual::solar) + annual(r, Annual::internal);
  const double out_kwh = annual(r, Annual::transmission) + annual(r, Annual::ventilation) + annual(r, Annual::infiltration) +
                         annual(r, Annual::storage);
  CHECK(in_kwh == Approx(out_kwh).margin(0.05));  // 8,760 hours x 7 terms, each rounded to 2^-20 kWh
  CHECK(in_kwh > 50000.0);
}

TEST_CASE("Hours add up to months and months to the year, to the last bit") {
  models::HourlySeries hourly;
  const models::BuildingResult r = simulate(example_school(), hourly);
  for (const Hourly v : {Hourly::heat_demand, Hourly::hot_water, Hourly::heat, Hourly::electricity, Hourly::water}) {
    const auto series = hourly[v];
    CHECK(std::accumulate(series.begin(), series.end(), 0.0) == r.annual[models::index(v)]);
    CHECK(std::accumulate(series.rbegin(), series.rend(), 0.0) == r.annual[models::index(v)]);
    const auto& months = r.monthly[models::index(v)];
    CHECK(std::accumulate(months.begin(), months.end(), 0.0) == r.annual[models::index(v)]);
  }
}

TEST_CASE("A plain old school needs a plausible amount of heat") {
  const models::BuildingResult r = simulate(example_school());
  const double per_m2 = annual(r, Annual::heat) / 1200.0;
  CHECK(per_m2 > 80.0);
  CHECK(per_m2 < 180.0);
  CHECK(annual(r, Annual::unmet) == 0.0);
}

TEST_CASE("Steady winter load agrees with U A and ventilation by hand") {
  Building b = example_school();
  b.window_g_value = 0.05;
  b.shading_fraction = 0.95;
  b.person_heat_w = 0;
  b.appliance_w_m2 = 0;
  b.lighting_w_m2 = 0;
  b.natural_ventilation_per_h = 0;
  b.night_set_back_k = 0;
  models::Environment e = tests::reference_environment();
  std::fill(e.weather.dry_bulb_degc.begin(), e.weather.dry_bulb_degc.end(), 0.0);
  std::fill(e.weather.sky_temperature_degc.begin(), e.weather.sky_temperature_degc.end(), 0.0);
  for (auto* series : {&e.weather.direct_normal_w_m2, &e.weather.diffuse_horizontal_w_m2, &e.weather.global_horizontal_w_m2}) {
    std::fill(series->begin(), series->end(), 0.0);
  }
  e = models::make_environment(e.weather, 2025);
  models::HourlySeries hourly;
  const models::BuildingResult r = models::simulate_building(b, e, hourly);
  // By hand, for 20 K: walls, windows, roof, bridges, leakage, and the floor with its ground (ISO 13370).
  const models::Envelope area = models::envelope_of(b);
  const double envelope_w_k = area.wall_m2() * 0.94 + area.window_m2() * 2.56 + area.roof_m2 * 0.63 +
                              0.05 * (area.wall_m2() + area.window_m2() + area.roof_m2);
  const double open_share =
      static_cast<double>(std::accumulate(e.profiles[b.use].open.begin(), e.profiles[b.use].open.end(), 0)) / 8760.0;
  const double leakage_w_k = 1.2 * 1200.0 * (0.06 * 3.5 + 0.04 * open_share);
  const double lambda = 2.0;
  const double width_m = 600.0 / 55.0;
  const double thickness_m = 0.4 + lambda * (1.0 / 0.60);
  const double floor_u = 2.0 * lambda / (3.14159265 * width_m + thickness_m) * std::log(3.14159265 * width_m / thickness_m + 1.0);
  const double expected_kwh = (envelope_w_k + leakage_w_k + floor_u * 600.0) * 20.0 * 8.76;
  // The controlled temperature is the operative one, so air and surfaces differ a little from 20: a few per cent.
  CHECK(annual(r, Annual::heat_demand) == Approx(expected_kwh).epsilon(0.04));
}

TEST_CASE("More insulation never raises heating") {
  const double before = heat_demand_kwh(example_school());
  for (double Building::* u : {&Building::wall_u_value_w_m2k, &Building::roof_u_value_w_m2k, &Building::floor_u_value_w_m2k,
                               &Building::window_u_value_w_m2k}) {
    Building better = example_school();
    better.*u *= 0.5;
    CHECK(heat_demand_kwh(better) < before);
  }
}

TEST_CASE("Heat recovery saves heat and a higher set point costs heat") {
  Building b = example_school();
  b.mechanical_ventilation_l_s_m2 = 2.0;
  const double without = heat_demand_kwh(b);
  b.heat_recovery_fraction = 0.8;
  const double with_recovery = heat_demand_kwh(b);
  CHECK(with_recovery < 0.9 * without);
  b.heating_set_point_degc = 22.0;
  CHECK(heat_demand_kwh(b) > with_recovery);
}

TEST_CASE("A deeper night set-back saves heat") {
  Building b = example_school();
  b.night_set_back_k = 0;
  const double without = heat_demand_kwh(b);
  b.night_set_back_k = 4;
  CHECK(heat_demand_kwh(b) < without);
}

TEST_CASE("Less light uses less electricity and more heat") {
  const models::BuildingResult before = simulate(example_school());
  Building b = example_school();
  b.lighting_w_m2 = 4.5;
  const models::BuildingResult after = simulate(b);
  CHECK(annual(after, Annual::electricity) < annual(before, Annual::electricity));
  CHECK(annual(after, Annual::heat_demand) > annual(before, Annual::heat_demand));
}

TEST_CASE("An unheated building needs no heat but still its electricity") {
  Building b = example_school();
  const double heated_kwh = annual(simulate(b), Annual::electricity);
  b.heated_fraction = 0;
  const models::BuildingResult r = simulate(b);
  CHECK(annual(r, Annual::heat_demand) == 0.0);
  CHECK(annual(r, Annual::internal) == 0.0);
  CHECK(annual(r, Annual::electricity) == heated_kwh);
}

TEST_CASE("A heated building without any plant is cold and says so") {
  Building b = example_school();
  b.heating_capacity_w_m2 = 0;
  const models::BuildingResult r = simulate(b);
  CHECK(annual(r, Annual::heat_demand) == 0.0);
  CHECK(annual(r, Annual::unmet) > 300.0);
  CHECK(annual(r, Annual::solar) > 0.0);
}

TEST_CASE("Half the heated share leaves light and appliances as they are and warms the rooms with half of them") {
  Building b = example_school();
  b.person_heat_w = 0;
  const models::BuildingResult whole = simulate(b);
  b.heated_fraction = 0.5;
  const models::BuildingResult half = simulate(b);
  CHECK(annual(half, Annual::electricity) == annual(whole, Annual::electricity));
  CHECK(annual(half, Annual::internal) == Approx(0.5 * annual(whole, Annual::internal)).epsilon(1e-6));
}

TEST_CASE("Every number may stand at either end of its range") {
  for (const models::BuildingColumn& column : models::building_columns()) {
    for (const double value : {column.min, column.max}) {
      Building b = example_school();
      b.*column.member = value;
      INFO(column.variable.name << " = " << value);
      models::BuildingResult r;
      REQUIRE_NOTHROW(r = simulate(b));
      CHECK(std::all_of(r.annual.begin(), r.annual.end(), [](double v) { return std::isfinite(v); }));
    }
  }
}

TEST_CASE("Too little heating capacity is seen as unmet hours") {
  Building b = example_school();
  b.heating_capacity_w_m2 = 15;
  const models::BuildingResult r = simulate(b);
  CHECK(annual(r, Annual::unmet) > 100.0);
  models::HourlySeries hourly;
  (void)simulate(b, hourly);
  const auto series = hourly[Hourly::heat_demand];
  CHECK(*std::max_element(series.begin(), series.end()) == 15.0 * 1200.0 * 1e-3);
}

TEST_CASE("A number that is missing or out of range is refused by name") {
  Building b = example_school();
  b.wall_u_value_w_m2k = models::kMissing;
  CHECK_THROWS_WITH(simulate(b), Catch::Contains("wall_u_value_w_m2k"));
  b.wall_u_value_w_m2k = 90;
  CHECK_THROWS_AS(simulate(b), core::Error);
}

TEST_CASE("The network of a building has the nodes of its elements") {
  const models::BuildingNetwork n =
      models::make_building_network(example_school(), tests::reference_environment().outdoor_monthly_degc);
  // Four walls of five nodes and four windows of two, roof, floor, party wall and partition of five, air and mean radiant.
  CHECK(n.network.nodes().size() == 4 * 5 + 4 * 2 + 4 * 5 + 2);
}

TEST_CASE("Weather with a value that is not a number is refused") {
  models::Weather weather = tests::reference_environment().weather;
  weather.dry_bulb_degc[100] = std::nan("");
  CHECK_THROWS_WITH(models::make_environment(weather, 2025), Catch::Contains("dry_bulb_degc"));
  weather.dry_bulb_degc.pop_back();
  CHECK_THROWS_AS(models::make_environment(weather, 2025), core::Error);
}

TEST_CASE("Weather with more sunlight than the sun sends is refused") {
  models::Weather weather = models::reference_year();
  weather.diffuse_horizontal_w_m2[4000] = 1e160;
  CHECK_THROWS_WITH(models::make_environment(weather, 2025),
                    Catch::Contains("diffuse_horizontal_w_m2") && Catch::Contains("hour 4000"));
}
