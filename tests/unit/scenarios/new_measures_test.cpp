// SPDX-License-Identifier: MPL-2.0
// Measures on envelope, plant, controls and roof beyond those of the first version.
#include <catch2/catch.hpp>
#include <string>

#include "scenarios/measure.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/zoned_building.hpp"

using namespace tvilling;
using models::Building;
using scenarios::MeasureParameter;
using scenarios::MeasureType;
using scenarios::ParameterValues;

namespace {

bool apply_next(std::string_view name, Building& b, const Building& base, const ParameterValues& given = {}) {
  const MeasureType* type = scenarios::find_measure_type(name);
  REQUIRE(type != nullptr);
  ParameterValues values;
  for (const MeasureParameter& p : type->parameters) values[std::string(p.variable.name)] = p.default_value;
  for (const auto& [key, value] : given) values[key] = value;
  return scenarios::apply_measure(*type, b, base, values);
}

bool apply(std::string_view name, Building& b, const ParameterValues& given = {}) {
  const Building base = b;
  return apply_next(name, b, base, given);
}

Building listed_school() {
  Building b = tests::example_school();
  b.listed = true;
  return b;
}

}  // namespace

TEST_CASE("A cavity is filled where one is likely and empty") {
  Building b = tests::example_school();
  REQUIRE(apply("cavity_fill", b));
  CHECK(b.wall_u_value_w_m2k == 0.48);
  CHECK(b.q50_l_s_m2 == 3.5);
  for (const double year : {1919.0, 1979.0}) {
    Building other = tests::example_school();
    other.year = year;
    INFO(year);
    CHECK_FALSE(apply("cavity_fill", other));
  }
  for (const double u_value_w_m2k : {0.89, 2.01}) {
    Building other = tests::example_school();
    other.wall_u_value_w_m2k = u_value_w_m2k;
    INFO(u_value_w_m2k);
    CHECK_FALSE(apply("cavity_fill", other));
  }
}

TEST_CASE("What does not show is allowed on listed buildings") {
  for (const char* name : {"cavity_fill", "insulate_wall_inside", "secondary_glazing", "insulate_basement_ceiling", "seal_leaks",
                           "tune_controls", "balance_heating", "hot_water", "district_heating_substation"}) {
    Building b = listed_school();
    INFO(name);
    CHECK(apply(name, b));
  }
}

TEST_CASE("Protection blocks what shows and the study opens it") {
  for (const char* name : {"insulate_wall", "replace_windows", "solar_cells"}) {
    Building b = listed_school();
    INFO(name);
    CHECK_FALSE(apply(name, b));
    CHECK(apply(name, b, {{"include_listed", 1.0}}));
  }
}

TEST_CASE("Walls insulated from inside keep their joints and lose to those insulated from outside") {
  const Building base = tests::example_school();
  Building b = base;
  REQUIRE(apply_next("insulate_wall_inside", b, base));
  CHECK(b.wall_u_value_w_m2k == 0.35);
  CHECK(b.q50_l_s_m2 == base.q50_l_s_m2);
  REQUIRE(apply_next("insulate_wall", b, base));
  CHECK_FALSE(apply_next("insulate_wall_inside", b, base));
  CHECK(b.wall_u_value_w_m2k == 0.18);
}

TEST_CASE("Secondary glazing brings its U-value and its g-value") {
  Building b = tests::example_school();
  REQUIRE(apply("secondary_glazing", b));
  CHECK(b.window_u_value_w_m2k == 1.3);
  CHECK(b.window_g_value == 0.58);
  CHECK(b.q50_l_s_m2 == 3.5);
}

TEST_CASE("Sealed joints leave four fifths of the leakage and do not multiply with new windows") {
  const Building base = tests::example_school();
  Building b = base;
  REQUIRE(apply_next("seal_leaks", b, base));
  CHECK(b.q50_l_s_m2 == Approx(0.8 * 3.5));
  REQUIRE(apply_next("replace_windows", b, base));
  CHECK(b.q50_l_s_m2 == Approx(0.8 * 3.5));
}

TEST_CASE("Balanced ventilation brings the use's flow and stays out of buildings that have a plant") {
  Building b = tests::example_school();
  REQUIRE(apply("ventilation_with_recovery", b));
  CHECK(b.mechanical_ventilation_l_s_m2 == 1.0);
  CHECK(b.heat_recovery_fraction == 0.80);
  CHECK(b.specific_fan_power_kj_m3 == 1.8);
  CHECK_FALSE(apply("ventilation_with_recovery", b));
  Building asked = tests::example_school();
  REQUIRE(apply("ventilation_with_recovery", asked, {{"mechanical_ventilation_l_s_m2", 1.5}}));
  CHECK(asked.mechanical_ventilation_l_s_m2 == 1.5);
}

TEST_CASE("Tuned controls and balanced heating together count as the one that does more") {
  const Building base = tests::example_school();
  Building b = base;
  REQUIRE(apply_next("balance_heating", b, base));
  CHECK(b.set_point_correction_k == -0.5);
  CHECK(b.district_heating_cooling_k == 34.0);
  REQUIRE(apply_next("tune_controls", b, base));
  CHECK(b.set_point_correction_k == -0.9);
  CHECK(b.distribution_loss_fraction == Approx(0.04));
  CHECK(b.appliance_base_fraction == Approx(0.25 * 0.75));
  CHECK_FALSE(apply_next("balance_heating", b, base));
}

TEST_CASE("A new substation changes nothing but the cooling of the district heating water") {
  const Building base = tests::cut_in_two(tests::example_school(), 0.4, 0.0);
  Building b = base;
  REQUIRE(apply_next("district_heating_substation", b, base));
  CHECK(b.district_heating_cooling_k == 35.0);
  CHECK(b.zones[0].district_heating_cooling_k == 30.0);
  models::HourlySeries hourly;
  const auto& environment = tests::reference_environment();
  CHECK(models::simulate_building(b, environment, hourly).annual == models::simulate_building(base, environment, hourly).annual);
}

TEST_CASE("Less hot water is less water by as many litres") {
  Building b = tests::example_school();
  REQUIRE(apply("hot_water", b));
  CHECK(b.hot_water_l_m2 == Approx(85.0));
  CHECK(b.hot_water_circulation_w_m2 == Approx(0.21));
  CHECK(b.water_m3_m2 == Approx(0.22 - 0.015));
}

TEST_CASE("Solar cells follow the roof or what is asked, and cells that are there already count") {
  Building b = tests::example_school();
  REQUIRE(apply("solar_cells", b));
  CHECK(b.pv_capacity_kw == Approx(48.0));
  CHECK_FALSE(apply("solar_cells", b, {{"pv_capacity_kw", 40.0}}));
  REQUIRE(apply("solar_cells", b, {{"pv_capacity_kw", 100.0}}));
  CHECK(b.pv_capacity_kw == 100.0);
}

TEST_CASE("A building with zones gets one set of solar cells") {
  Building b = tests::cut_in_two(tests::example_school(), 0.4, 0.0);
  REQUIRE(apply("solar_cells", b));
  CHECK(b.pv_capacity_kw == Approx(48.0));
  CHECK(b.zones[0].pv_capacity_kw == 0.0);
}

TEST_CASE("Rebound warms rooms where the envelope is bettered, beside what controls save") {
  const Building base = tests::example_school();
  Building b = base;
  CHECK_FALSE(apply_next("rebound", b, base));
  REQUIRE(apply_next("tune_controls", b, base));
  CHECK_FALSE(apply_next("rebound", b, base));
  REQUIRE(apply_next("seal_leaks", b, base));
  REQUIRE(apply_next("rebound", b, base));
  CHECK(b.rebound_k == 0.5);
  CHECK(b.set_point_correction_k == -0.9);
  CHECK_FALSE(apply_next("rebound", b, base));
}

TEST_CASE("Rebound takes back a part of what insulation saves") {
  const Building base = tests::example_school();
  Building insulated = base;
  REQUIRE(apply_next("insulate_wall", insulated, base));
  Building warmer = insulated;
  REQUIRE(apply_next("rebound", warmer, base));
  models::HourlySeries hourly;
  const auto heat = [&hourly](const Building& b) {
    return tests::annual(models::simulate_building(b, tests::reference_environment(), hourly), models::Annual::heat);
  };
  CHECK(heat(warmer) > heat(insulated));
  CHECK(heat(warmer) < heat(base));
}

TEST_CASE("Zones of an uninsulated part rebound only where they were bettered") {
  const Building base = tests::cut_in_two(tests::example_school(), 0.4, 0.0);
  Building b = base;
  b.zones[0].roof_u_value_w_m2k = 0.12;
  REQUIRE(apply_next("rebound", b, base));
  CHECK(b.zones[0].rebound_k == 0.5);
  CHECK(b.zones[1].rebound_k == 0.0);
}
