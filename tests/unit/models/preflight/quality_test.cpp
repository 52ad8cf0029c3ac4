// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/quality.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <numeric>

#include "models/portfolio/origins.hpp"
#include "tests/unit/models/preflight/town.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using models::Origin;
using tvilling::tests::Town;

namespace {

models::Portfolio filled_town() {
  models::Portfolio portfolio = Town().portfolio;
  for (models::BuildingRecord& record : portfolio.buildings) models::mark_register(record);
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  return portfolio;
}

void set_all(models::Portfolio& portfolio, Origin origin) {
  for (models::BuildingRecord& record : portfolio.buildings) record.origin.fill(origin);
}

}  // namespace

TEST_CASE("A portfolio of which everything is known scores 100, one of archetypes 50, of defaults 0") {
  models::Portfolio portfolio = filled_town();
  const std::array<double, 6> score{100.0, 100.0, 100.0, 50.0, 30.0, 0.0};
  for (std::size_t i = 0; i < score.size(); ++i) {
    set_all(portfolio, static_cast<Origin>(i));
    const models::Quality quality = models::portfolio_quality(portfolio);
    CHECK(quality.score == Approx(score[i]).margin(1e-9));
    CHECK(quality.groups.front().shares[i] == Approx(1.0));
  }
}

TEST_CASE("The shares of a column and of a group add up to one") {
  const models::Quality quality = models::portfolio_quality(filled_town());
  REQUIRE(quality.columns.size() == models::kBuildingColumnCount);
  for (const models::ColumnQuality& column : quality.columns) {
    INFO(column.column);
    CHECK(std::accumulate(column.shares.begin(), column.shares.end(), 0.0) == Approx(1.0));
  }
  REQUIRE(quality.groups.size() == 5);
  for (const models::GroupQuality& group : quality.groups) {
    CHECK(std::accumulate(group.shares.begin(), group.shares.end(), 0.0) == Approx(1.0));
  }
}

TEST_CASE("Every column belongs to one of the five groups") {
  const models::Quality quality = models::portfolio_quality(filled_town());
  for (const models::ColumnQuality& column : quality.columns) {
    const bool known = std::any_of(quality.groups.begin(), quality.groups.end(),
                                   [&column](const models::GroupQuality& group) { return group.group == column.group; });
    INFO(column.column);
    CHECK(known);
  }
}

TEST_CASE("A wall that was measured raises the score of its building by its weight") {
  models::Portfolio portfolio = filled_town();
  const models::Quality before = models::portfolio_quality(portfolio);
  const auto columns = models::building_columns();
  double all = 0.0;
  double wall = 0.0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    all += before.columns[i].weight;
    if (columns[i].member != &models::Building::wall_u_value_w_m2k) continue;
    wall = before.columns[i].weight;
    REQUIRE(portfolio.buildings[0].origin[i] == Origin::archetype);
    portfolio.buildings[0].origin[i] = Origin::metered;
  }
  const models::Quality after = models::portfolio_quality(portfolio);
  CHECK(after.buildings[0].score - before.buildings[0].score == Approx(100.0 * wall * 0.5 / all));
  CHECK(after.buildings[1].score == before.buildings[1].score);
}

TEST_CASE("The portfolio's score weighs buildings by heated area") {
  models::Portfolio portfolio = filled_town();
  set_all(portfolio, Origin::default_);
  portfolio.buildings[0].origin.fill(Origin::register_);
  const models::Quality quality = models::portfolio_quality(portfolio);
  CHECK(quality.score == Approx(100.0 * 3000.0 / 12000.0));
  CHECK(quality.heated_area_m2 == Approx(12000.0));
  CHECK(quality.histogram[0] == 2);
  CHECK(quality.histogram[9] == 1);
}

TEST_CASE("A better origin never lowers a score") {
  const models::Portfolio town = filled_town();
  CHECK(rc::check([&town] {
    models::Portfolio portfolio = town;
    for (models::BuildingRecord& record : portfolio.buildings) {
      for (Origin& origin : record.origin) origin = static_cast<Origin>(*rc::gen::inRange(0, 6));
    }
    const double before = models::portfolio_quality(portfolio).score;
    Origin& one = portfolio.buildings[*rc::gen::inRange<std::size_t>(0, 3)]
                      .origin[*rc::gen::inRange<std::size_t>(0, models::kBuildingColumnCount)];
    if (one != Origin::metered) one = static_cast<Origin>(static_cast<int>(one) - 1);
    RC_ASSERT(models::portfolio_quality(portfolio).score >= before - 1e-12);
  }));
}

TEST_CASE("Metered heat is counted by the heated area that has it") {
  Town town;
  town.meter("B1", models::Carrier::heat, 1000.0);
  town.meter("B2", models::Carrier::heat, models::kMissing);
  const models::Quality quality = models::portfolio_quality(filled_town(), town.metering);
  CHECK(quality.metered_heat_share == Approx(0.25));
  CHECK(quality.metered_electricity_share == 0.0);
}

TEST_CASE("The worst buildings come first, the larger of equal ones before") {
  models::Portfolio portfolio = filled_town();
  set_all(portfolio, Origin::archetype);
  portfolio.buildings[2].origin.fill(Origin::default_);
  const auto worst = models::worst_buildings(models::portfolio_quality(portfolio), 2);
  REQUIRE(worst.size() == 2);
  CHECK(worst[0].building_id == "B3");
  CHECK(worst[1].building_id == "B2");
}

TEST_CASE("A portfolio without buildings has a score of nothing and divides by nothing") {
  const models::Quality quality = models::portfolio_quality({});
  CHECK(quality.score == 0.0);
  CHECK(quality.columns.front().shares[0] == 0.0);
}
