// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <string>

#include "scenarios/economics/economics_text.hpp"
#include "scenarios/provenance.hpp"
#include "tests/support/small_results.hpp"

using namespace tvilling;
using scenarios::Study;

namespace {

Study study() {
  Study study;
  scenarios::Measure roofs;
  roofs.type = "insulate_roof";
  roofs.parameters = {{"u_value_w_m2k", 0.12}};
  study.scenarios = {{"baseline", {}}, {"roofs", {roofs}}};
  study.pathways = {{"plan", 0, {{2027, "roofs", {}}}, {}}};
  return study;
}

std::string key(const Study& of) {
  static const models::Weather weather = models::reference_year();
  return scenarios::run_key(of, tests::small_portfolio(), weather, {});
}

}  // namespace

TEST_CASE("A run is not resumed with another price, cost, plan, title or list of buildings") {
  const std::string plain = key(study());
  CHECK(key(study()) == plain);
  Study other = study();
  other.economics.tariff.heat_dkk_kwh = 0.6;
  CHECK(key(other) != plain);
  other = study();
  other.economics.prices = {{2030, 0.6, models::kMissing, models::kMissing, models::kMissing}};
  CHECK(key(other) != plain);
  other = study();
  other.economics.discount[0].rate_fraction = 0.04;
  CHECK(key(other) != plain);
  other = study();
  other.scenarios[1].measures[0].cost.unit_cost_dkk = 400.0;
  CHECK(key(other) != plain);
  other = study();
  other.scenarios[1].measures[0].buildings = {"b-001"};
  CHECK(key(other) != plain);
  other = study();
  other.scenarios[1].title = "Tage";
  CHECK(key(other) != plain);
  other = study();
  other.pathways[0].steps[0].year = 2028;
  CHECK(key(other) != plain);
}

TEST_CASE("A run records how money is counted") {
  const auto provenance = scenarios::make_provenance(study(), tests::small_portfolio(), models::reference_year(), {}, 1);
  scenarios::Results results;
  results.provenance = provenance;
  const scenarios::MoneyTables money = scenarios::money_of(results);
  CHECK(money.economics.horizon_years == 30);
  REQUIRE(money.pathways.size() == 1);
  CHECK(money.pathways[0].steps.at(0).scenario == "roofs");
}
