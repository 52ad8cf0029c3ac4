// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_variant.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "tests/support/hall_fixture.hpp"

using namespace tvilling;
using scenarios::find_hall_key;
using scenarios::HallSetting;

namespace {

models::Building varied(const std::vector<HallSetting>& settings) {
  const models::Building hall = test::plausibility_hall_building();
  return scenarios::hall_variant(hall, hall, settings);
}

}  // namespace

TEST_CASE("A setting changes its number and nothing else") {
  const models::SwimmingHall before = test::plausibility_hall();
  const models::Building after = varied({{find_hall_key("night_fan_fraction"), 0.3}});
  CHECK(after.hall->night_fan_fraction == 0.3);
  for (const models::HallColumn& column : models::hall_columns()) {
    if (column.variable.name == "night_fan_fraction") continue;
    INFO(column.variable.name);
    CHECK((*after.hall).*(column.member) == before.*(column.member));
  }
}

TEST_CASE("Two parameters of one measure go into one measure") {
  const models::Building hall = test::plausibility_hall_building();
  const std::vector<HallSetting> settings{{find_hall_key("night_outdoor_air_fraction"), 0.07},
                                          {find_hall_key("night_fan_fraction"), 0.3}};
  const std::vector<scenarios::HallMeasure> measures = scenarios::measures_of(settings, hall);
  REQUIRE(measures.size() == 1);
  CHECK(measures[0].type->name == "hall_night_air");
  CHECK(measures[0].parameters.at("night_fan_fraction") == 0.3);
  CHECK(measures[0].parameters.at("night_outdoor_air_fraction") == 0.07);
}

TEST_CASE("The night's humidity is set after the humidity of day and night, in whatever order they are asked for") {
  const models::Building after =
      varied({{find_hall_key("night_relative_humidity"), 0.65}, {find_hall_key("relative_humidity"), 0.6}});
  CHECK(after.hall->relative_humidity == 0.6);
  CHECK(after.hall->night_relative_humidity == 0.65);
}

TEST_CASE("A measure that needs another parameter says so") {
  CHECK_THROWS_WITH(
      scenarios::measures_of(std::vector<HallSetting>{{find_hall_key("air_follows"), 1.0}}, test::plausibility_hall_building()),
      Catch::Contains("water_temperature_change_k"));
}

TEST_CASE("A variant leaves the hall that it is made of as it was") {
  const models::Building hall = test::plausibility_hall_building();
  const models::Building after =
      scenarios::hall_variant(hall, hall, std::vector<HallSetting>{{find_hall_key("cover_fraction"), 0.9}});
  CHECK(after.hall->basins[0].cover_fraction == 0.9);
  CHECK(hall.hall->basins[0].cover_fraction == 0.0);
}
