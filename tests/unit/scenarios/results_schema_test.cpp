// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_schema.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace schema = tvilling::scenarios::schema;
namespace models = tvilling::models;

TEST_CASE("The page about the result file is what the program prints", "[results]") {
  std::ifstream stream(std::string(TVILLING_SOURCE_DIR) + "/docs/reference/results-format.md");
  const std::string page{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  CHECK(page == tvilling::scenarios::results_markdown());  // else: tvilling schema results > docs/reference/results-format.md
}

TEST_CASE("Every dataset has its own path and only known dimensions", "[results]") {
  const std::vector<models::Hourly> hourly{models::Hourly::heat, models::Hourly::water};
  const schema::Lengths lengths = schema::lengths(2, 3, 7, 1, 4);
  std::set<std::string> paths;
  for (const schema::Dataset& d : schema::datasets({hourly, true}, schema::time_units(2025))) {
    CHECK(paths.insert(d.path()).second);
    CHECK(schema::shape(d, lengths).size() == d.dims.size());
    const bool described = !d.values || d.name == schema::kTimeBounds || !d.text("long_name").empty();
    CHECK(described);
  }
  CHECK(paths.contains("annual/heat_kwh"));
  CHECK(paths.contains("hourly/water_m3"));
  CHECK_FALSE(paths.contains("hourly/electricity_kwh"));
  CHECK(paths.contains("halls/evaporation_kg"));
}

TEST_CASE("A unit of time is spelled as CF wants it", "[results]") {
  CHECK(schema::time_units(2025) == "hours since 2025-01-01 00:00:00");
}
