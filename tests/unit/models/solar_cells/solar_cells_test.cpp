// SPDX-License-Identifier: MPL-2.0
#include "models/solar_cells/solar_cells.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "core/exact.hpp"
#include "models/building/lane_group.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/hall_fixture.hpp"
#include "tests/support/zoned_building.hpp"

using namespace tvilling;
using models::Annual;
using models::Building;
using models::Hourly;
using models::SolarCells;
using tests::annual;

namespace {

const models::Environment& environment() {
  return tests::reference_environment();
}

double year_kwh(const SolarCells& cells) {
  const std::vector<double> hours = models::solar_cell_kwh_kw(environment().weather, 2025, cells);
  return std::accumulate(hours.begin(), hours.end(), 0.0);
}

SolarCells without_losses() {
  SolarCells cells;
  cells.reflected_fraction = cells.system_loss_fraction = cells.shading_loss_fraction = cells.loss_per_k = 0.0;
  return cells;
}

models::BuildingResult year_of(const Building& building, models::HourlySeries& hourly) {
  return models::simulate_building(building, environment(), hourly);
}

/// Used is the same with and without cells, sold and used are what they give, and no hour both buys and sells.
void check_power(const Building& base) {
  Building with = base;
  with.pv_capacity_kw = 40.0;
  models::HourlySeries before;
  models::HourlySeries after;
  const models::BuildingResult a = year_of(base, before);
  const models::BuildingResult b = year_of(with, after);
  CHECK(annual(a, Annual::pv) == 0.0);
  CHECK(annual(a, Annual::electricity_sold) == 0.0);
  CHECK(annual(b, Annual::pv) == Approx(40.0 * year_kwh({})).epsilon(1e-6));
  CHECK(annual(b, Annual::electricity) + annual(b, Annual::pv) - annual(b, Annual::electricity_sold) ==
        annual(a, Annual::electricity));
  CHECK(annual(b, Annual::heat) == annual(a, Annual::heat));
  double sold_kwh = 0.0;
  for (std::size_t h = 0; h < core::kHoursPerYear; ++h) {
    const double pv_kwh = core::to_grid(40.0 * environment().pv_kwh_kw[h]);
    const double own_kwh = before[Hourly::electricity][h] - after[Hourly::electricity][h];
    REQUIRE(own_kwh == std::min(pv_kwh, before[Hourly::electricity][h]));
    sold_kwh += pv_kwh - own_kwh;
  }
  CHECK(annual(b, Annual::electricity_sold) == sold_kwh);
}

}  // namespace

TEST_CASE("Without losses 1 kW gives 1 kWh in an hour of 1,000 W per m2") {
  CHECK(models::solar_cell_power_fraction(without_losses(), 1000.0, 25.0) == 1.0);
  CHECK(models::solar_cell_power_fraction(without_losses(), 500.0, 25.0) == 0.5);
  CHECK(models::solar_cell_power_fraction(without_losses(), 0.0, -10.0) == 0.0);
}

TEST_CASE("Cells are 25 K warmer than 20 degrees in 800 W per m2 and lose 0.37 % per K above 25 degrees") {
  SolarCells cells = without_losses();
  cells.loss_per_k = 0.0037;
  CHECK(models::solar_cell_power_fraction(cells, 800.0, 20.0) == Approx(0.8 * (1.0 - 0.0037 * 20.0)));
  CHECK(models::solar_cell_power_fraction(cells, 800.0, 0.0) == Approx(0.8));
}

TEST_CASE("Losses multiply") {
  SolarCells cells = without_losses();
  cells.reflected_fraction = 0.1;
  cells.system_loss_fraction = 0.2;
  cells.shading_loss_fraction = 0.5;
  CHECK(models::solar_cell_power_fraction(cells, 1000.0, 25.0) == Approx(0.9 * 0.8 * 0.5));
}

TEST_CASE("In the reference year of Copenhagen 1 kW gives about 900 kWh") {
  CHECK(year_kwh({}) == Approx(900.0).epsilon(0.02));
}

TEST_CASE("Cells that face south give more than flat ones and those more than cells that face north") {
  SolarCells south;
  SolarCells flat = south;
  flat.plane.tilt_deg = 0.0;
  SolarCells north = south;
  north.plane.azimuth_deg = 0.0;
  CHECK(year_kwh(south) > year_kwh(flat));
  CHECK(year_kwh(flat) > year_kwh(north));
}

TEST_CASE("No sun gives no power and more sun never less") {
  const models::Weather& weather = environment().weather;
  const std::vector<double> hours = models::solar_cell_kwh_kw(weather, 2025);
  for (std::size_t h = 0; h < hours.size(); ++h) {
    REQUIRE(hours[h] >= 0.0);
    if (weather.global_horizontal_w_m2[h] == 0.0) REQUIRE(hours[h] == 0.0);
  }
  const double colder = models::solar_cell_power_fraction({}, 300.0, 0.0);
  CHECK(models::solar_cell_power_fraction({}, 301.0, 0.0) > colder);
}

TEST_CASE("A school uses its own power first and sells the rest") {
  check_power(tests::example_school());
}

TEST_CASE("A building with zones uses its own power first and sells the rest") {
  check_power(tests::cut_in_two(tests::example_school(), 0.4, 50.0));
}

TEST_CASE("An unheated building uses its own power first and sells the rest") {
  Building shed = tests::example_school();
  shed.heated_fraction = 0.0;
  shed.heating_capacity_w_m2 = 0.0;
  check_power(shed);
}

TEST_CASE("A swimming hall uses its own power first and sells the rest") {
  check_power(test::plausibility_hall_building());
}

TEST_CASE("In a lane solar cells give the same bits as alone and leave the neighbour as it is") {
  const Building base = tests::example_school();
  Building with = base;
  with.pv_capacity_kw = 55.0;
  models::HourlySeries alone;
  models::HourlySeries lane;
  const models::BuildingResult expected = year_of(with, alone);
  models::HourlySeries plain;
  const models::BuildingResult neighbour = year_of(base, plain);
  models::LaneGroup group(environment(), core::best_isa());
  const std::size_t first = group.add(with);
  const std::size_t second = group.add(base);
  group.keep_hours(first, lane);
  const auto room = std::make_unique<models::LaneDay>();
  group.warm_up(*room);
  group.run_days(0, 365, *room);
  for (const Annual variable : {Annual::electricity, Annual::pv, Annual::electricity_sold}) {
    CHECK(annual(group.result(first), variable) == annual(expected, variable));
    CHECK(annual(group.result(second), variable) == annual(neighbour, variable));
  }
  CHECK(std::equal(alone[Hourly::electricity].begin(), alone[Hourly::electricity].end(), lane[Hourly::electricity].begin()));
}
