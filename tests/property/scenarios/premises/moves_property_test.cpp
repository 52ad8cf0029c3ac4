// SPDX-License-Identifier: MPL-2.0
// Laws of moving people from building to building.
#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <vector>

#include "core/random.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/premises/indoor_air.hpp"
#include "scenarios/premises/occupancy_change.hpp"
#include "tests/support/example_office.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using scenarios::people_when_full;
using scenarios::person_load;
using scenarios::with_persons;
using tests::annual;
using tests::simulated;

/// Every hour of four years is rounded to a multiple of 2^-20, always the same way where hours are equal.
constexpr double kRounding = 8760.0 * 4.0 * 0x1.0p-21;

/// Heated buildings of a use in the synthetic city.
const std::vector<Building>& buildings_of(models::Use use) {
  static std::map<models::Use, std::vector<Building>> of_use;
  if (of_use.empty()) {
    models::Portfolio city = models::synthetic_city({.buildings = 300, .seed = 11});
    core::Findings findings;
    models::fill_portfolio(city, findings);
    for (const models::BuildingRecord& record : city.buildings) {
      if (record.building.heated_fraction > 0.0) of_use[record.building.use].push_back(record.building);
    }
  }
  return of_use.at(use);
}

double draw(std::string_view what, std::uint64_t k) {
  return core::uniform01({.seed = 5, .entity = "move", .attribute = what, .k = k});
}

/// Two different buildings of a use and a share of the first's people.
void few_moves(const std::function<void(const Building&, const Building&, double)>& law) {
  std::uint64_t k = 0;
  for (const models::Use use : {models::Use::office, models::Use::office, models::Use::nursing_home, models::Use::daycare}) {
    const std::vector<Building>& all = buildings_of(use);
    const std::size_t from = static_cast<std::size_t>(draw("from", ++k) * static_cast<double>(all.size()));
    const std::size_t to = (from + 1) % all.size();
    law(all[from], all[to], draw("share", k) * people_when_full(all[from]));
  }
}

void check_same(const Building& a, const Building& b) {
  const auto zones_a = models::zones_of(a);
  const auto zones_b = models::zones_of(b);
  REQUIRE(zones_a.size() == zones_b.size());
  for (std::size_t z = 0; z < zones_a.size(); ++z) {
    for (const models::BuildingColumn& column : models::building_columns()) {
      const double x = zones_a[z].*column.member;
      const double y = zones_b[z].*column.member;
      if (std::isnan(x) && std::isnan(y)) continue;
      INFO(column.variable.name);
      CHECK(std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y)));
    }
  }
}

}  // namespace

TEST_CASE("Two moves of half the people are one of all") {
  few_moves([](const Building& from, const Building& to, double persons) {
    const scenarios::PersonLoad load = person_load(from);
    const Building there = with_persons(to, persons, load);
    check_same(with_persons(with_persons(to, 0.5 * persons, load), 0.5 * persons, load), there);
    check_same(with_persons(with_persons(from, -0.5 * persons, load), -0.5 * persons, load), with_persons(from, -persons, load));
  });
}

TEST_CASE("Those who go and come back find both buildings as they were") {
  few_moves([](const Building& from, const Building& to, double persons) {
    const scenarios::PersonLoad load = person_load(from);
    check_same(with_persons(with_persons(from, -persons, load), persons, load), from);
    check_same(with_persons(with_persons(to, persons, load), -persons, load), to);
  });
}

TEST_CASE("A move conserves people and the water they draw") {
  few_moves([](const Building& from, const Building& to, double persons) {
    const scenarios::PersonLoad load = person_load(from);
    double before_h = 0.0;
    double after_h = 0.0;
    double before_m3 = 0.0;
    double after_m3 = 0.0;
    for (const auto& [building, change] : {std::pair{&from, -persons}, std::pair{&to, persons}}) {
      const models::BuildingResult without = simulated(*building);
      const models::BuildingResult with = simulated(with_persons(*building, change, load));
      before_h += annual(without, Annual::occupancy);
      after_h += annual(with, Annual::occupancy);
      before_m3 += annual(without, Annual::water);
      after_m3 += annual(with, Annual::water);
    }
    CHECK(std::abs(after_h - before_h) <= kRounding);
    CHECK(std::abs(after_m3 - before_m3) <= kRounding);
  });
}

TEST_CASE("More people never lower carbon dioxide") {
  few_moves([](const Building& from, const Building& to, double persons) {
    const Building after = with_persons(to, persons, person_load(from));
    const scenarios::IndoorAir air = scenarios::indoor_air(after, to, tests::reference_environment());
    const scenarios::IndoorAir before = scenarios::indoor_air(to, tests::reference_environment());
    CHECK(air.co2_max_ppm >= before.co2_max_ppm);
    CHECK(air.co2_above_1000_ppm_h >= before.co2_above_1000_ppm_h);
    CHECK(air.least_l_s_person <= before.least_l_s_person);
  });
}

TEST_CASE("Emptying one part after the other is emptying all") {
  few_moves([](const Building& building, const Building&, double persons) {
    const double fraction = persons / people_when_full(building);
    const Building once = scenarios::emptied(building, fraction, scenarios::EmptyState::handed_over);
    const Building all = scenarios::emptied(once, 1.0 - fraction, scenarios::EmptyState::handed_over);
    const models::BuildingResult year = simulated(all);
    CHECK(annual(year, Annual::heat) == 0.0);
    CHECK(annual(year, Annual::electricity) == 0.0);
  });
}
