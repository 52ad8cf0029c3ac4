// SPDX-License-Identifier: MPL-2.0
// Swimming halls in a study, among other buildings.
#include <catch2/catch.hpp>
#include <cmath>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/provenance.hpp"
#include "tests/support/hall_fixture.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::HallTotal;
using models::Hourly;
using scenarios::TaskStatus;

constexpr std::size_t kHall = 4;  // place in the city

/// Eight buildings, the hall of the plausibility check among them.
models::Portfolio city() {
  models::Portfolio city = models::synthetic_city({.buildings = 8, .seed = 3});
  core::Findings findings;
  models::fill_portfolio(city, findings);
  models::BuildingRecord& record = city.buildings[kHall];
  record.building = test::plausibility_hall_building();
  record.zones_origin = models::Origin::register_;
  return city;
}

const models::Weather& weather() {
  static const models::Weather year = models::reference_year();
  return year;
}

scenarios::Scenario scenario(const std::string& name, const std::string& type, const scenarios::ParameterValues& parameters) {
  scenarios::Measure measure;
  measure.type = type;
  measure.parameters = parameters;
  return {name, {measure}};
}

scenarios::Study study() {
  scenarios::Study study;
  study.name = "test";
  study.scenarios.push_back({"baseline", {}});
  study.scenarios.push_back(scenario("cover", "pool_cover", {{"cover_fraction", 0.9}}));
  study.scenarios.push_back(scenario("wet", "hall_humidity", {{"relative_humidity", 0.9}}));
  study.scenarios.push_back(
      scenario("too_hot", "pool_water_temperature", {{"water_temperature_change_k", 10.0}, {"air_follows", 1.0}}));
  study.scenarios.back().measures.push_back(study.scenarios.back().measures[0]);
  study.scenarios.back().measures[1].type = "hall_air_temperature";
  study.scenarios.back().measures[1].parameters = {{"air_temperature_change_k", 12.0}};
  study.scenarios.push_back(scenario("roofs", "insulate_roof", {{"u_value_w_m2k", 0.08}}));
  return study;
}

scenarios::RunSummary run(const scenarios::Study& study, const models::Portfolio& portfolio, const std::filesystem::path& out,
                          int threads = 2, std::vector<Hourly> hourly = {}, const std::filesystem::path& reuse = {}) {
  core::RunContext context;
  context.threads = threads;
  scenarios::RunOptions options;
  options.out = out;
  options.reproducible = true;
  options.hourly = std::move(hourly);
  options.reuse = reuse;
  core::Findings findings;
  return scenarios::run_study(study, portfolio, weather(), options, context, findings);
}

double annual(const scenarios::Results& results, std::size_t scenario, Annual variable) {
  return results.results[scenario][kHall].annual[models::index(variable)];
}

}  // namespace

TEST_CASE("A hall has the same results in a study as alone, and the city holds its hours") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  const scenarios::RunSummary summary = run(study(), portfolio, folder / "r.h5", 2, {Hourly::heat});
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(results.halls == std::vector<std::size_t>{kHall});
  CHECK(summary.failed == 1);
  const models::Environment environment = models::make_environment(weather(), 2025);
  models::HourlySeries series;
  const models::BuildingResult alone = models::simulate_building(portfolio.buildings[kHall].building, environment, series);
  REQUIRE(alone.hall != nullptr);
  REQUIRE(results.results[0][kHall].hall != nullptr);
  CHECK(results.results[0][kHall].hall->value == alone.hall->value);
  CHECK(annual(results, 0, Annual::heat) == alone.annual[models::index(Annual::heat)]);
  for (std::size_t s = 0; s < results.results.size(); ++s) {
    double city_kwh = 0.0;
    double sum_kwh = 0.0;
    for (std::size_t h = 0; h < 8760; ++h) city_kwh += results.city[s][models::index(Hourly::heat) * 8760 + h];
    for (std::size_t b = 0; b < results.results[s].size(); ++b) {
      if (results.status[s][b] == TaskStatus::done) sum_kwh += results.results[s][b].annual[models::index(Annual::heat)];
    }
    CHECK(city_kwh == sum_kwh);
  }
}

TEST_CASE("A study with a hall gives the same bytes on one thread and on three") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  (void)run(study(), portfolio, folder / "one.h5", 1);
  (void)run(study(), portfolio, folder / "three.h5", 3);
  CHECK(core::read_file(folder / "one.h5") == core::read_file(folder / "three.h5"));
}

TEST_CASE("A study with a hall is taken from its earlier results with all its terms") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  scenarios::Study sound = study();
  sound.scenarios.erase(sound.scenarios.begin() + 3);
  (void)run(sound, portfolio, folder / "old.h5");
  const scenarios::RunSummary again = run(sound, portfolio, folder / "new.h5", 2, {}, folder / "old.h5");
  CHECK(again.simulated == 0);
  CHECK(again.safety.condensation.size() ==
        scenarios::hall_safety(scenarios::read_results(folder / "old.h5")).condensation.size());
  CHECK(core::read_file(folder / "new.h5") == core::read_file(folder / "old.h5"));
}

TEST_CASE("A stopped study with a hall goes on to the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  scenarios::Study many = study();
  for (int i = 0; i < 8; ++i) {
    many.scenarios.push_back(scenario("cover_" + std::to_string(i), "pool_cover", {{"cover_fraction", 0.1 * (i + 1)}}));
  }
  scenarios::RunOptions options;
  options.reproducible = true;
  options.hourly = {Hourly::heat};  // eight scenarios are run together
  core::Findings findings;
  core::RunContext context;
  context.threads = 2;
  options.out = folder / "whole.h5";
  const scenarios::RunSummary whole = scenarios::run_study(many, portfolio, weather(), options, context, findings);
  std::stop_source stop;
  core::RunContext stopped = context;
  stopped.stop = stop.get_token();
  stopped.on_progress = [&](const core::Progress& p) {
    if (p.done > 8 * portfolio.buildings.size()) stop.request_stop();  // in the second group
  };
  options.out = folder / "stopped.h5";
  CHECK_THROWS_AS(scenarios::run_study(many, portfolio, weather(), options, stopped, findings), core::Error);
  options.resume = true;
  const scenarios::RunSummary resumed = scenarios::run_study(many, portfolio, weather(), options, context, findings);
  CHECK(resumed.simulated < whole.simulated);
  CHECK(resumed.safety.condensation == whole.safety.condensation);
  CHECK(core::read_file(folder / "stopped.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("A stopped run is not resumed after a hall changed") {
  const tests::TemporaryFolder folder;
  const models::Portfolio before = city();
  std::stop_source stop;
  stop.request_stop();
  core::RunContext context;
  context.threads = 2;
  core::RunContext stopped = context;
  stopped.stop = stop.get_token();
  scenarios::RunOptions options;
  options.reproducible = true;
  options.out = folder / "r.h5";
  core::Findings findings;
  CHECK_THROWS_AS(scenarios::run_study(study(), before, weather(), options, stopped, findings), core::Error);
  options.resume = true;
  models::Portfolio warmer = before;
  models::SwimmingHall hall = *before.buildings[kHall].building.hall;
  hall.basins[0].water_temperature_degc += 1.0;
  warmer.buildings[kHall].building.hall = std::make_shared<const models::SwimmingHall>(hall);
  CHECK_THROWS_WITH(scenarios::run_study(study(), warmer, weather(), options, context, findings),
                    Catch::Matchers::Contains("run_key"));
}

TEST_CASE("Where a number of a hall comes from is part of the run's key") {
  const models::Portfolio given = city();
  models::Portfolio filled = given;
  models::HallOrigins& origins = filled.buildings[kHall].hall_origins;
  const auto key = [](const models::Portfolio& portfolio) { return scenarios::run_key(study(), portfolio, weather(), {}); };
  origins.week = models::Origin::default_;
  const std::string of_week = key(filled);
  CHECK(of_week != key(given));
  origins.hall.assign(models::hall_columns().size(), models::Origin::register_);
  const std::string of_register = key(filled);
  origins.hall[0] = models::Origin::filled;
  CHECK(key(filled) != of_register);
  CHECK(of_register != of_week);
}

TEST_CASE("A hall that a measure brings out of range fails alone with a message") {
  const tests::TemporaryFolder folder;
  const scenarios::RunSummary summary = run(study(), city(), folder / "r.h5");
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(summary.failed == 1);
  CHECK(results.status[3][kHall] == TaskStatus::failed);
  CHECK_THAT(results.messages[3][kHall], Catch::Matchers::Contains("air_temperature_degc"));
  CHECK(results.results[3][kHall].hall == nullptr);
  CHECK(results.status[3][kHall + 1] == TaskStatus::done);
}

TEST_CASE("A scenario that keeps the hall damp is told of with its hours, a cover is not") {
  const tests::TemporaryFolder folder;
  const scenarios::RunSummary summary = run(study(), city(), folder / "r.h5");
  CHECK(scenarios::wets(summary.safety, "wet"));
  CHECK_FALSE(scenarios::wets(summary.safety, "cover"));
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(scenarios::hall_safety(results).condensation == summary.safety.condensation);
  CHECK(scenarios::hall_safety(results).mould == summary.safety.mould);
  CHECK(scenarios::hall_safety(results).baseline == summary.safety.baseline);
  CHECK(scenarios::hall_safety(results).halls == summary.safety.halls);
  const double window_h = (*results.results[2][kHall].hall)[HallTotal::window_condensation];
  CHECK(std::ranges::any_of(summary.safety.condensation, [window_h](const scenarios::Dampness& d) {
    return d.scenario == "wet" && d.building_id == "SH1" && d.construction == "windows" && d.hours == window_h;
  }));
}
