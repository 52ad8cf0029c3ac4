// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "scenarios/batch.hpp"

using namespace tvilling;
using models::Use;

namespace {

/// 60 schools, 30 offices and 10 clubs.
models::Portfolio town() {
  models::Portfolio portfolio;
  for (std::size_t i = 0; i < 100; ++i) {
    models::BuildingRecord record;
    record.building.building_id = "b" + std::to_string(i);
    record.building.use = i % 10 < 6 ? Use::school : i % 10 < 9 ? Use::office : Use::club;
    portfolio.buildings.push_back(record);
  }
  return portfolio;
}

std::size_t count_of(const models::Portfolio& portfolio, Use use) {
  return static_cast<std::size_t>(std::ranges::count_if(
      portfolio.buildings, [use](const models::BuildingRecord& record) { return record.building.use == use; }));
}

std::set<std::string> ids_of(const models::Portfolio& portfolio) {
  std::set<std::string> ids;
  for (const models::BuildingRecord& record : portfolio.buildings) ids.insert(record.building.building_id);
  return ids;
}

}  // namespace

TEST_CASE("A sample has as many buildings as asked for and every use has its share", "[sample]") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const models::Portfolio sample = scenarios::sample_portfolio(town(), 20, seed);
    REQUIRE(sample.buildings.size() == 20);
    CHECK(count_of(sample, Use::school) == 12);
    CHECK(count_of(sample, Use::office) == 6);
    CHECK(count_of(sample, Use::club) == 2);
  }
}

TEST_CASE("The same seed draws the same buildings in whatever order they stand and another seed draws others", "[sample]") {
  const models::Portfolio forward = town();
  models::Portfolio backward = town();
  std::ranges::reverse(backward.buildings);
  CHECK(ids_of(scenarios::sample_portfolio(forward, 20, 1)) == ids_of(scenarios::sample_portfolio(backward, 20, 1)));
  CHECK(ids_of(scenarios::sample_portfolio(forward, 20, 1)) != ids_of(scenarios::sample_portfolio(forward, 20, 2)));
}

TEST_CASE("A sample keeps the order of the portfolio and one of more buildings than there are is all of them", "[sample]") {
  const models::Portfolio sample = scenarios::sample_portfolio(town(), 7, 4);
  REQUIRE(sample.buildings.size() == 7);
  const auto place = [](const models::BuildingRecord& record) { return std::stoi(record.building.building_id.substr(1)); };
  CHECK(std::ranges::is_sorted(sample.buildings, {}, place));
  CHECK(scenarios::sample_portfolio(town(), 100, 1).buildings.size() == 100);
  CHECK(scenarios::sample_portfolio(town(), 500, 1).buildings.size() == 100);
  CHECK(scenarios::sample_portfolio(town(), 0, 1).buildings.size() == 100);
}
