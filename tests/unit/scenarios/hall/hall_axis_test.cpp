// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_axis.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace tvilling;
using scenarios::parse_axis;

namespace {

std::string message_of(const std::string& text) {
  try {
    (void)parse_axis(text);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::wrong_usage);
    return error.message() + " " + error.hint();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("An axis has its values evenly from end to end, without the noise of adding") {
  const scenarios::SweepAxis axis = parse_axis("relative_humidity=0.45:0.65:5");
  CHECK(axis.values == std::vector<double>{0.45, 0.5, 0.55, 0.6, 0.65});
  CHECK(axis.key.type->name == "hall_humidity");
}

TEST_CASE("An axis may fall, have one value by count, or one by itself") {
  CHECK(parse_axis("air_temperature_change_k=1:-1:3").values == std::vector<double>{1.0, 0.0, -1.0});
  CHECK(parse_axis("cover_fraction=0.9:0.9:1").values == std::vector<double>{0.9});
  CHECK(parse_axis("cover_fraction=0.2:0.9:1").values == std::vector<double>{0.2});
  CHECK(parse_axis("cover_fraction=0.9").values == std::vector<double>{0.9});
}

TEST_CASE("A parameter may be named with its measure") {
  CHECK(parse_axis("pool_cover.cover_fraction=0:0.9:2").key.type->name == "pool_cover");
  CHECK(parse_axis("insulate_roof.u_value_w_m2k=0.1:0.3:3").key.type->name == "insulate_roof");
}

TEST_CASE("An unknown parameter is refused with the nearest one") {
  CHECK(message_of("relative_humidty=0.5:0.6:3").find("Did you mean \"relative_humidity\"") != std::string::npos);
  CHECK(message_of("pool_covr.cover_fraction=0:0.9:2").find("Did you mean \"pool_cover\"") != std::string::npos);
  CHECK(message_of("pool_cover.cover=0:0.9:2").find("no parameter of pool_cover \"cover\"") != std::string::npos);
}

TEST_CASE("A parameter that several measures have must be named with one") {
  CHECK(message_of("u_value_w_m2k=0.1:0.3:3").find("insulate_roof.u_value_w_m2k") != std::string::npos);
}

TEST_CASE("A range is refused that cannot be read, is empty or leaves the parameter's range") {
  for (const std::string text :
       {"relative_humidity", "=0.5:0.6:3", "relative_humidity=", "relative_humidity=0.5:0.6", "relative_humidity=0.5:0.6:3:4",
        "relative_humidity=0.5:x:3", "relative_humidity=0,5:0.6:3", "relative_humidity=0.5:0.6:0",
        "relative_humidity=0.5:0.6:2.5", "relative_humidity=0.5:0.6:-1", "relative_humidity=0.5:0.5:3",
        "relative_humidity=nan:0.6:3", "relative_humidity=0.5:inf:3", "relative_humidity=0.5:0.6:100001",
        "relative_humidity=0.5:1.2:3", "air_follows=0:1:3", "cover_fraction=-0.1:0.9:3"}) {
    INFO(text);
    CHECK(message_of(text) != "accepted");
  }
}

TEST_CASE("A sweep has one to three different parameters and 100,000 combinations at most") {
  const auto axes = [](const std::vector<std::string>& texts) {
    std::vector<scenarios::SweepAxis> made;
    for (const std::string& text : texts) made.push_back(parse_axis(text));
    return made;
  };
  CHECK(scenarios::count_points(axes({"relative_humidity=0.5:0.6:3", "cover_fraction=0:0.9:4"})) == 12);
  CHECK_THROWS_AS(scenarios::count_points({}), core::Error);
  CHECK_THROWS_AS(scenarios::count_points(axes({"relative_humidity=0.5", "hall_humidity.relative_humidity=0.6"})), core::Error);
  CHECK_THROWS_AS(scenarios::count_points(
                      axes({"relative_humidity=0.5", "cover_fraction=0", "night_fan_fraction=0.5", "night_pump_fraction=0.5"})),
                  core::Error);
  CHECK(scenarios::count_points(axes({"relative_humidity=0.5:0.6:1000", "cover_fraction=0:0.9:100"})) == 100'000);
  CHECK_THROWS_AS(scenarios::count_points(axes({"relative_humidity=0.5:0.6:1001", "cover_fraction=0:0.9:100"})), core::Error);
}

TEST_CASE("A range for an optimisation has two ends, the lower first") {
  const scenarios::HallRange range = scenarios::parse_range("cover_fraction=0:0.9");
  CHECK(range.low == 0.0);
  CHECK(range.high == 0.9);
  for (const std::string text :
       {"cover_fraction=0.9:0", "cover_fraction=0.5:0.5", "cover_fraction=0:0.9:3", "cover_fraction=0.9"}) {
    INFO(text);
    CHECK_THROWS_AS(scenarios::parse_range(text), core::Error);
  }
}
