// SPDX-License-Identifier: MPL-2.0
// Laws for the city's buildings of every use. Those for random ones stand in tests/property/building.
#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <optional>

#include "models/portfolio/portfolio.hpp"
#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using tests::annual;

/// A thermostat is content within 1e-9 K of its set point; over a year that is below this.
constexpr double kContent_kwh = 1e-3;

const models::Portfolio& city() {
  static const models::Portfolio portfolio = []() {
    models::Portfolio p = models::synthetic_city({.buildings = 400, .seed = 11});
    core::Findings findings;
    models::fill_portfolio(p, findings);
    return p;
  }();
  return portfolio;
}

/// The first heated building of each use; sheds and the like (small_building) are not heated.
std::vector<Building> one_of_each_use() {
  std::vector<Building> found;
  for (std::size_t use = 0; use < models::kUseNames.size(); ++use) {
    const auto fits = [use](const models::BuildingRecord& b) {
      return b.building.use == static_cast<models::Use>(use) && b.building.heated_fraction > 0.0 &&
             b.building.heating_capacity_w_m2 > 0.0;
    };
    const auto at = std::find_if(city().buildings.begin(), city().buildings.end(), fits);
    if (at != city().buildings.end()) found.push_back(at->building);
  }
  return found;
}

models::BuildingResult simulate(const Building& building, const models::Environment& environment) {
  models::HourlySeries hourly;
  return models::simulate_building(building, environment, hourly);
}

double heating_kwh(const Building& building) {
  return annual(simulate(building, tests::reference_environment()), Annual::heat_demand);
}

}  // namespace

TEST_CASE("The city has heated buildings of all uses but the small ones") {
  CHECK(one_of_each_use().size() + 1 == models::kUseNames.size());
}

// U-values and leaks fall while nothing else changes. It holds with sun and gains because what the sun gives to the outside of
// a wall is small beside what the wall loses in the same hour of heating; it is not a theorem there.
TEST_CASE("More insulation and fewer leaks never raise heating for any use") {
  for (const Building& building : one_of_each_use()) {
    const double before_kwh = heating_kwh(building);
    for (double Building::* member :
         {&Building::wall_u_value_w_m2k, &Building::roof_u_value_w_m2k, &Building::floor_u_value_w_m2k,
          &Building::window_u_value_w_m2k, &Building::thermal_bridge_w_m2k, &Building::q50_l_s_m2}) {
      Building better = building;
      better.*member *= 0.6;
      INFO(models::to_string(building.use));
      CHECK(heating_kwh(better) <= before_kwh + kContent_kwh);
    }
  }
}

TEST_CASE("A higher heating set point never lowers heating and a deeper set-back never raises it for any use") {
  for (const Building& building : one_of_each_use()) {
    const double before_kwh = heating_kwh(building);
    Building warmer = building;
    warmer.heating_set_point_degc += 1.0;
    Building cooler_nights = building;
    cooler_nights.night_set_back_k += 1.0;
    INFO(models::to_string(building.use));
    CHECK(heating_kwh(warmer) >= before_kwh - kContent_kwh);
    CHECK(heating_kwh(cooler_nights) <= before_kwh + kContent_kwh);
  }
}

TEST_CASE("A larger heating capacity never raises the unmet hours for any use") {
  for (const Building& building : one_of_each_use()) {
    Building small = building;
    small.heating_capacity_w_m2 *= 0.4;
    const double large_h = annual(simulate(building, tests::reference_environment()), Annual::unmet);
    const double small_h = annual(simulate(small, tests::reference_environment()), Annual::unmet);
    INFO(models::to_string(building.use));
    CHECK(large_h <= small_h);
  }
}

TEST_CASE("A warmer sky and air never raise heating for any use") {
  models::Weather warm = tests::reference_environment().weather;
  for (double& degc : warm.dry_bulb_degc) degc += 1.0;
  for (double& degc : warm.sky_temperature_degc) degc += 1.0;
  const models::Environment warmer = models::make_environment(warm, 2025);
  for (const Building& building : one_of_each_use()) {
    INFO(models::to_string(building.use));
    CHECK(annual(simulate(building, warmer), Annual::heat_demand) <= heating_kwh(building) + kContent_kwh);
  }
}
