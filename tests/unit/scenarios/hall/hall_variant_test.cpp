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
  return scenarios::hall_variant(hall, hall, settings).building;
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
      scenarios::hall_variant(hall, hall, std::vector<HallSetting>{{find_hall_key("cover_fraction"), 0.9}}).building;
  CHECK(after.hall->basins[0].cover_fraction == 0.9);
  CHECK(hall.hall->basins[0].cover_fraction == 0.0);
}

TEST_CASE("Varying one parameter of a measure keeps what the start's own measure gave the others") {
  const models::Building base = test::plausibility_hall_building();
  const scenarios::MeasureType* hours = scenarios::find_measure_type("hall_opening_hours");
  const scenarios::MeasureType* water = scenarios::find_measure_type("pool_water_temperature");
  const std::vector<scenarios::HallMeasure> made_by{{hours, {{"opens_later_h", 1.0}, {"closes_earlier_h", 2.0}}},
                                                    {water, {{"water_temperature_change_k", -1.0}, {"air_follows", 1.0}}}};
  models::Building start = base;
  for (const scenarios::HallMeasure& measure : made_by) {
    (void)scenarios::apply_measure(*measure.type, start, base, measure.parameters);
  }
  const auto after = [&](const char* name, double value) {
    return scenarios::hall_variant(start, base, std::vector<HallSetting>{{find_hall_key(name), value}}, made_by).building;
  };
  CHECK(after("opens_later_h", 1.0).hall->week->open == start.hall->week->open);
  models::Building only_earlier = base;
  (void)scenarios::apply_measure(*hours, only_earlier, base, {{"opens_later_h", 0.0}, {"closes_earlier_h", 2.0}});
  CHECK(after("opens_later_h", 0.0).hall->week->open == only_earlier.hall->week->open);
  CHECK(after("water_temperature_change_k", 1.0).hall->air_temperature_degc == base.hall->air_temperature_degc + 1.0);
}

TEST_CASE("A measure that is not applied is named, and one that finds its number there already is not") {
  const models::Building hall = test::plausibility_hall_building();
  const auto not_applied = [&hall](const char* name, double value) {
    return scenarios::hall_variant(hall, hall, std::vector<HallSetting>{{find_hall_key(name), value}}).not_applied;
  };
  using Names = std::vector<std::string_view>;
  CHECK(not_applied("basin", 2.0).empty());
  CHECK(not_applied("basin", 3.0) == Names{"close_basin"});
  CHECK(not_applied("insulate_roof.u_value_w_m2k", 0.1).empty());
  CHECK(not_applied("insulate_roof.u_value_w_m2k", 5.0) == Names{"insulate_roof"});
  CHECK(not_applied("relative_humidity", 0.55).empty());
  CHECK(not_applied("cover_fraction", 0.0).empty());
}
