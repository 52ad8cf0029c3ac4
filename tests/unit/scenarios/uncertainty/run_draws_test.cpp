// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/run_draws.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/uncertainty/uncertainty_file.hpp"
#include "scenarios/uncertainty/uncertainty_reader.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using scenarios::KeyFigure;
using scenarios::Shared;
using scenarios::Spread;
using scenarios::UncertainInput;

const models::Weather& weather() {
  static const models::Weather year = models::reference_year();
  return year;
}

models::Portfolio village(int buildings = 12) {
  models::Portfolio city = models::synthetic_city({.buildings = buildings, .seed = 3});
  core::Findings findings;
  models::fill_portfolio(city, findings);
  return city;
}

UncertainInput input(std::string name, Spread spread, double low, double high, Shared shared) {
  UncertainInput made;
  made.name = std::move(name);
  made.spread = spread;
  made.low = low;
  made.high = high;
  made.shared = shared;
  return made;
}

scenarios::Measure measure(std::string type, scenarios::ParameterValues parameters, std::string where = {}) {
  scenarios::Measure m;
  m.type = std::move(type);
  m.parameters = std::move(parameters);
  m.where = std::move(where);
  return m;
}

scenarios::Study study_of(std::vector<UncertainInput> inputs, std::size_t draws) {
  scenarios::Study study;
  study.name = "test";
  study.scenarios = {{"baseline", {}},
                     {"roofs", {measure("insulate_roof", {{"u_value_w_m2k", 0.12}, {"include_listed", 0.0}}, "use <> 'office'")}},
                     {"nights", {measure("night_set_back", {{"night_set_back_k", 5.0}})}}};
  study.uncertainty.draws = draws;
  study.uncertainty.inputs = std::move(inputs);
  return study;
}

struct Ran {
  scenarios::UncertaintyRun run;
  core::Findings findings;
};

Ran draw(const tests::TemporaryFolder& folder, const scenarios::Study& study, const models::Portfolio& city, int threads = 2,
         const std::string& name = "u.h5", bool resume = false) {
  Ran ran;
  core::RunContext context;
  context.threads = threads;
  scenarios::DrawOptions options;
  options.out = folder / name;
  options.reproducible = true;
  options.resume = resume;
  ran.run = scenarios::run_draws(study, city, weather(), options, context, ran.findings);
  return ran;
}

std::vector<UncertainInput> some_inputs() {
  return {input("wall_u_value_w_m2k", Spread::triangular, 0.8, 1.2, Shared::building),
          input("q50_l_s_m2", Spread::lognormal, 0.6, 1.6, Shared::city),
          input("heat_price", Spread::uniform, 0.8, 1.4, Shared::city)};
}

}  // namespace

TEST_CASE("Draws without any spread are the plain run to the last bit") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  std::vector<UncertainInput> sure = some_inputs();
  for (UncertainInput& one : sure) one.low = one.high = 1.0;
  const scenarios::Study study = study_of(sure, 3);
  const Ran ran = draw(folder, study, city);
  for (std::size_t s = 0; s < 3; ++s) {
    for (std::size_t f = 0; f < scenarios::kKeyFigureCount; ++f) {
      const double plain = ran.run.plain.figures[s][f];
      INFO(ran.run.scenarios[s] << " " << scenarios::kKeyFigureVariables[f].name);
      for (const double value : ran.run.spread.scenarios[s].figures[f])
        CHECK((value == plain || (std::isnan(value) && std::isnan(plain))));
    }
  }
  core::Findings findings;
  scenarios::RunOptions options;
  options.out = folder / "r.h5";
  const scenarios::RunSummary summary = scenarios::run_study(study, city, weather(), options, {}, findings);
  for (std::size_t s = 0; s < 3; ++s) {
    const auto& row = summary.totals[s];
    CHECK(ran.run.plain.figures[s][index(KeyFigure::heat)] == row.value[models::index(Annual::heat)]);
    CHECK(ran.run.plain.figures[s][index(KeyFigure::cost)] == row.value[models::index(Annual::cost)]);
    CHECK(ran.run.plain.figures[s][index(KeyFigure::change_co2)] == row.change[models::index(Annual::co2)]);
  }
}

TEST_CASE("The money of the unchanged portfolio is that of the run") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  const scenarios::Study study = study_of(some_inputs(), 2);
  const Ran ran = draw(folder, study, city);
  core::Findings findings;
  scenarios::RunOptions options;
  options.out = folder / "r.h5";
  (void)scenarios::run_study(study, city, weather(), options, {}, findings);
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  scenarios::EconomicResult sum{};
  for (const scenarios::EconomicResult& building : results.economics[1]) scenarios::add(sum, building);
  CHECK(sum[index(scenarios::Economic::investment)] > 0.0);
  CHECK(ran.run.plain.figures[1][index(KeyFigure::investment)] == sum[index(scenarios::Economic::investment)]);
  CHECK(ran.run.plain.figures[1][index(KeyFigure::npv)] == sum[index(scenarios::Economic::npv)]);
  CHECK(ran.run.plain.figures[1][index(KeyFigure::saving)] == sum[index(scenarios::Economic::saving)]);
}

TEST_CASE("A bill that is linear in a price has its quantiles where the price has them") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  constexpr std::size_t kDraws = 50;
  const Ran ran = draw(folder, study_of({input("water_price", Spread::uniform, 0.5, 1.5, Shared::city)}, kDraws), city);
  const auto& plain = ran.run.plain.figures[0];
  const auto& cost = ran.run.spread.scenarios[0].figures[index(KeyFigure::cost)];
  const double water_dkk = plain[index(KeyFigure::water)] * scenarios::Tariff{}.water_dkk_m3;
  // A stratum is 1/50 of the width.
  CHECK(cost[1] == Approx(plain[index(KeyFigure::cost)]).margin(0.02 * water_dkk));
  CHECK(cost[0] == Approx(plain[index(KeyFigure::cost)] - 0.4 * water_dkk).margin(0.02 * water_dkk));
  CHECK(cost[2] == Approx(plain[index(KeyFigure::cost)] + 0.4 * water_dkk).margin(0.02 * water_dkk));
  // The heat knows nothing of prices.
  for (const double heat : ran.run.spread.scenarios[0].figures[index(KeyFigure::heat)])
    CHECK(heat == plain[index(KeyFigure::heat)]);
}

TEST_CASE("A building that is the worst by far is among the worst in every draw") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = village(30);
  const auto school = std::ranges::find_if(city.buildings, [](const auto& r) { return r.building.use == models::Use::school; });
  REQUIRE(school != city.buildings.end());
  const std::size_t b = static_cast<std::size_t>(school - city.buildings.begin());
  school->building.process_heat_kwh_m2 = 3000.0;
  scenarios::Study study = study_of(some_inputs(), 8);
  study.uncertainty.worst = 1;
  const Ran ran = draw(folder, study, city);
  CHECK(ran.run.spread.buildings[b].plain_rank == 1);
  CHECK(ran.run.spread.buildings[b].worst_fraction == 1.0);
  CHECK(ran.run.spread.buildings[b].rank_certainty == 1.0);
  double sum = 0.0;
  for (const scenarios::BuildingSpread& one : ran.run.spread.buildings) sum += one.worst_fraction;
  CHECK(sum == 1.0);
}

TEST_CASE("The saving moves with the input that is behind it") {
  const tests::TemporaryFolder folder;
  const std::vector<UncertainInput> inputs{input("heat_price", Spread::uniform, 0.5, 2.0, Shared::city),
                                           input("water_price", Spread::uniform, 0.5, 2.0, Shared::city)};
  const Ran ran = draw(folder, study_of(inputs, 30), village());
  const auto& moves = ran.run.spread.scenarios[1].rank_correlation;
  CHECK(moves[0][1] == Approx(1.0));   // the saving is in heat alone
  CHECK(std::abs(moves[1][1]) < 0.5);  // chance: 1 / sqrt(29)
  CHECK(std::isnan(moves[0][0]));      // the heat itself moves with no price
}

TEST_CASE("A finished file of draws reads back as it was found") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  const scenarios::Study study = study_of(some_inputs(), 5);
  const Ran ran = draw(folder, study, city);
  const scenarios::UncertaintyTables read = scenarios::read_uncertainty(folder / "u.h5");
  CHECK(read.scenarios == ran.run.scenarios);
  CHECK(read.buildings == ran.run.buildings);
  CHECK(read.draws == 5);
  CHECK(read.worst == 20);
  for (std::size_t s = 1; s < 3; ++s) {
    CHECK(read.spread.scenarios[s].figures[index(KeyFigure::npv)] == ran.run.spread.scenarios[s].figures[index(KeyFigure::npv)]);
    CHECK(read.plain.figures[s][index(KeyFigure::saving)] == ran.run.plain.figures[s][index(KeyFigure::saving)]);
    CHECK(read.spread.scenarios[s].npv_positive_fraction == ran.run.spread.scenarios[s].npv_positive_fraction);
    CHECK(read.spread.scenarios[s].profitable_fraction == ran.run.spread.scenarios[s].profitable_fraction);
  }
  for (std::size_t b = 0; b < read.buildings.size(); ++b) {
    CHECK(read.spread.buildings[b].plain_rank == ran.run.spread.buildings[b].plain_rank);
    CHECK(read.spread.buildings[b].rank == ran.run.spread.buildings[b].rank);
    CHECK(read.spread.buildings[b].worst_fraction == ran.run.spread.buildings[b].worst_fraction);
  }
}

TEST_CASE("Draws of something else than the results are refused with what differs") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  const scenarios::Study study = study_of(some_inputs(), 2);
  core::Findings findings;
  scenarios::RunOptions options;
  options.out = folder / "r.h5";
  (void)scenarios::run_study(study, city, weather(), options, {}, findings);
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  const auto refusal = [&](const scenarios::Study& drawn, const models::Portfolio& of) {
    (void)draw(folder, drawn, of);
    const scenarios::UncertaintyTables read = scenarios::read_uncertainty(folder / "u.h5");
    try {
      scenarios::refuse_other_draws(read, results);
    } catch (const core::Error& error) {
      CHECK_FALSE(error.hint().empty());
      return std::string(error.message());
    }
    return std::string();
  };
  CHECK(refusal(study, city).empty());
  CHECK(refusal(study, village(13)).find("other buildings (13) than the results (12)") != std::string::npos);
  models::Portfolio warmer = city;
  warmer.buildings[0].building.wall_u_value_w_m2k *= 1.1;
  CHECK(refusal(study, warmer).find("another portfolio") != std::string::npos);
  scenarios::Study other = study;
  other.scenarios[1].measures[0].parameters["u_value_w_m2k"] = 0.10;
  CHECK(refusal(other, city).find("another study: without any draw the heat of \"roofs\"") != std::string::npos);
  other = study;
  other.economics.horizon_years = 20;
  CHECK(refusal(other, city).find("net present value of \"roofs\"") != std::string::npos);
  other = study;
  other.base_year = 2024;
  CHECK(refusal(other, city).find("another year") != std::string::npos);
  CHECK_THROWS_AS(scenarios::read_uncertainty(folder / "r.h5"), core::Error);
  CHECK_THROWS_AS(scenarios::read_uncertainty(folder / "none.h5"), core::Error);
}

TEST_CASE("What costs nothing and saves is profitable in each draw in which it saves") {
  const scenarios::EconomicSettings settings;
  scenarios::DrawResult plain;
  plain.figures.resize(1);
  plain.intensity[0] = {100.0, 50.0, std::nan("")};
  std::vector<scenarios::DrawResult> draws(4, plain);
  for (std::size_t d = 0; d < 4; ++d) {
    draws[d].intensity[0] = {100.0, 50.0, std::nan("")};
    draws[d].intensity[1] = draws[d].intensity[2] = {1.0, 1.0, std::nan("")};
    draws[d].figures[0][index(KeyFigure::profitability)] = std::nan("");
    draws[d].figures[0][index(KeyFigure::saving)] = d == 0 ? -1.0 : 1.0;
  }
  const scenarios::UncertaintySpread spread = scenarios::spread_of(plain, draws, {}, 1, settings);
  CHECK(spread.scenarios[0].profitable_fraction == 0.75);
  // A building without a result has no rank, and nothing is sure of it.
  CHECK(spread.buildings[0].rank_certainty == 1.0);
  CHECK(spread.buildings[1].rank_certainty == 1.0);
  CHECK(std::isnan(spread.buildings[2].rank_certainty));
  CHECK(std::isnan(spread.buildings[2].worst_fraction));
}

TEST_CASE("One and three threads write the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village(70);
  (void)draw(folder, study_of(some_inputs(), 4), city, 1, "one.h5");
  (void)draw(folder, study_of(some_inputs(), 4), city, 3, "three.h5");
  CHECK(core::read_file(folder / "one.h5") == core::read_file(folder / "three.h5"));
}

TEST_CASE("Draws that were stopped go on and end with the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  const scenarios::Study study = study_of(some_inputs(), 5);
  (void)draw(folder, study, city, 2, "whole.h5");
  std::stop_source stop;
  core::RunContext context;
  context.threads = 2;
  context.stop = stop.get_token();
  context.on_progress = [&stop](const core::Progress& now) {
    if (now.phase.starts_with("draw 4")) stop.request_stop();
  };
  scenarios::DrawOptions options;
  options.out = folder / "stopped.h5";
  options.reproducible = true;
  core::Findings findings;
  CHECK_THROWS_AS(scenarios::run_draws(study, city, weather(), options, context, findings), core::Error);
  // On a busy machine the first word of draw 4 may come when it is done.
  const std::size_t completed = scenarios::completed_draws(folder / "stopped.h5.partial");
  CHECK((completed == 3 || completed == 4));
  const Ran rest = draw(folder, study, city, 2, "stopped.h5", true);
  CHECK(rest.run.kept == completed);
  CHECK(core::read_file(folder / "whole.h5") == core::read_file(folder / "stopped.h5"));
}

TEST_CASE("Other inputs do not go on with unfinished draws") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = village();
  scenarios::Study study = study_of(some_inputs(), 3);
  {
    std::stop_source stop;
    core::RunContext context;
    context.stop = stop.get_token();
    context.on_progress = [&stop](const core::Progress& now) {
      if (now.phase.starts_with("draw 2")) stop.request_stop();
    };
    scenarios::DrawOptions options;
    options.out = folder / "u.h5";
    options.reproducible = true;
    core::Findings findings;
    CHECK_THROWS_AS(scenarios::run_draws(study, city, weather(), options, context, findings), core::Error);
  }
  study.uncertainty.inputs[1].high = 1.7;
  CHECK_THROWS_WITH(draw(folder, study, city, 2, "u.h5", true), Catch::Contains("run_key"));
}

TEST_CASE("A condition on the baseline's results chooses once for all draws") {
  const tests::TemporaryFolder folder;
  scenarios::Study study = study_of(some_inputs(), 4);
  study.scenarios.resize(1);
  study.scenarios.push_back(
      {"worst", {measure("insulate_roof", {{"u_value_w_m2k", 0.12}, {"include_listed", 1.0}}, "heat_kwh_m2 > 100")}});
  study.scenarios.back().measures[0].order_by = "heat_kwh_m2 DESC";
  study.scenarios.back().measures[0].limit = 3;
  const Ran ran = draw(folder, study, village());
  for (const double investment : ran.run.spread.scenarios[1].figures[index(KeyFigure::investment)]) {
    CHECK(investment == ran.run.plain.figures[1][index(KeyFigure::investment)]);
  }
}

TEST_CASE("An input that does nothing here is told") {
  const tests::TemporaryFolder folder;
  UncertainInput idle = input("pv_capacity_kw", Spread::uniform, 0.5, 1.5, Shared::building);
  idle.pos.file = "study.toml";
  models::Portfolio city = village();
  for (models::BuildingRecord& record : city.buildings) record.building.pv_capacity_kw = 0.0;
  const Ran ran = draw(folder, study_of({idle}, 2), city);
  CHECK(std::ranges::any_of(ran.findings.list, [](const core::Finding& f) { return f.code == "TV-3309"; }));
}

TEST_CASE("Numbers at the end of their range are told with their count") {
  const tests::TemporaryFolder folder;
  const Ran ran = draw(folder, study_of({input("shading_fraction", Spread::uniform, 20.0, 30.0, Shared::city)}, 2), village());
  const auto told = std::ranges::find_if(ran.findings.list, [](const core::Finding& f) { return f.code == "TV-3306"; });
  REQUIRE(told != ran.findings.list.end());
  CHECK(told->message.find("in 2 of 2 draws") != std::string::npos);
}

TEST_CASE("A study without inputs draws the usual ones and says so") {
  const tests::TemporaryFolder folder;
  const Ran ran = draw(folder, study_of({}, 2), village());
  CHECK(ran.run.settings.inputs.size() > 20);
  CHECK(std::ranges::any_of(ran.findings.list, [](const core::Finding& f) { return f.code == "TV-3307"; }));
}

TEST_CASE("Only the named scenarios are drawn") {
  const scenarios::Study study = study_of({}, 2);
  const std::vector<scenarios::Scenario> chosen = scenarios::chosen_scenarios(study, {"nights"});
  REQUIRE(chosen.size() == 2);
  CHECK(chosen[0].name == "baseline");
  CHECK(chosen[1].name == "nights");
  CHECK_THROWS_WITH(scenarios::chosen_scenarios(study, {"night"}), Catch::Contains("nights"));
}
