// SPDX-License-Identifier: MPL-2.0
// Buildings of several zones in a study, among others.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/content_key.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using models::Hourly;
using scenarios::TaskStatus;

/// Every third building has a second use.
models::Portfolio city() {
  models::Portfolio city = models::synthetic_city({.buildings = 12, .seed = 3});
  for (std::size_t i = 0; i < city.buildings.size(); i += 3) {
    Building& b = city.buildings[i].building;
    b.parts = {{b.use == models::Use::sports_hall ? models::Use::office : models::Use::sports_hall, 0.25 * b.area_m2}};
  }
  core::Findings findings;
  models::fill_portfolio(city, findings);
  return city;
}

const models::Weather& weather() {
  static const models::Weather year = models::reference_year();
  return year;
}

scenarios::Study study() {
  scenarios::Study study;
  study.name = "test";
  study.scenarios.push_back({"baseline", {}});
  scenarios::Measure roof;
  roof.type = "insulate_roof";
  roof.parameters = {{"u_value_w_m2k", 0.08}};
  study.scenarios.push_back({"roofs", {roof}});
  scenarios::Measure cool;
  cool.type = "set_point";
  cool.parameters = {{"heating_set_point_degc", 19.0}};
  study.scenarios.push_back({"cool", {cool}});
  return study;
}

scenarios::RunSummary run(const models::Portfolio& portfolio, const std::filesystem::path& out, int threads = 2,
                          std::vector<Hourly> hourly = {}, const std::filesystem::path& reuse = {}) {
  core::RunContext context;
  context.threads = threads;
  scenarios::RunOptions options;
  options.out = out;
  options.reproducible = true;
  options.hourly = std::move(hourly);
  options.reuse = reuse;
  core::Findings findings;
  return scenarios::run_study(study(), portfolio, weather(), options, context, findings);
}

const scenarios::MeasureType& type(std::string_view name) {
  return *scenarios::find_measure_type(name);
}

}  // namespace

TEST_CASE("A study with zoned buildings gives the same bytes on one thread and on three") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  const scenarios::RunSummary summary = run(portfolio, folder / "one.h5", 1);
  CHECK(summary.failed == 0);
  (void)run(portfolio, folder / "three.h5", 3);
  CHECK(core::read_file(folder / "one.h5") == core::read_file(folder / "three.h5"));
}

TEST_CASE("A zoned building has the same results in a study as alone, and the city holds its hours") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  (void)run(portfolio, folder / "r.h5", 2, {Hourly::heat});
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  const models::Environment environment = models::make_environment(weather(), 2025);
  models::HourlySeries series;
  for (std::size_t i = 0; i < portfolio.buildings.size(); i += 3) {
    REQUIRE_FALSE(portfolio.buildings[i].building.zones.empty());
    const models::BuildingResult alone = models::simulate_building(portfolio.buildings[i].building, environment, series);
    for (const Annual v : {Annual::heat_demand, Annual::heat, Annual::electricity, Annual::peak_heat, Annual::storage}) {
      CHECK(results.results[0][i].annual[models::index(v)] == alone.annual[models::index(v)]);
    }
  }
  for (std::size_t s = 0; s < results.results.size(); ++s) {
    double city_kwh = 0.0;
    double sum_kwh = 0.0;
    for (std::size_t h = 0; h < 8760; ++h) city_kwh += results.city[s][models::index(Hourly::heat) * 8760 + h];
    for (const models::BuildingResult& result : results.results[s]) sum_kwh += result.annual[models::index(Annual::heat)];
    CHECK(city_kwh == sum_kwh);
  }
}

TEST_CASE("Buildings without zones keep every bit beside zoned ones") {
  const tests::TemporaryFolder folder;
  const models::Portfolio mixed = city();
  models::Portfolio plain = mixed;
  std::erase_if(plain.buildings, [](const models::BuildingRecord& r) { return !r.building.zones.empty(); });
  (void)run(mixed, folder / "mixed.h5");
  (void)run(plain, folder / "plain.h5");
  const scenarios::Results all = scenarios::read_results(folder / "mixed.h5");
  const scenarios::Results some = scenarios::read_results(folder / "plain.h5");
  std::size_t at = 0;
  for (std::size_t i = 0; i < mixed.buildings.size(); ++i) {
    if (!mixed.buildings[i].building.zones.empty()) continue;
    CHECK(all.results[1][i].annual == some.results[1][at].annual);
    ++at;
  }
  CHECK(at == plain.buildings.size());
}

TEST_CASE("A study with zoned buildings is taken from its earlier results") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  (void)run(portfolio, folder / "old.h5");
  const scenarios::RunSummary again = run(portfolio, folder / "new.h5", 2, {}, folder / "old.h5");
  CHECK(again.simulated == 0);
  CHECK(core::read_file(folder / "new.h5") == core::read_file(folder / "old.h5"));
}

TEST_CASE("A stopped study with zoned buildings goes on to the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = city();
  scenarios::Study many = study();
  for (int i = 0; i < 10; ++i) {
    scenarios::Scenario warmer = many.scenarios[2];
    warmer.name = "warmer_" + std::to_string(i);
    warmer.measures[0].parameters["heating_set_point_degc"] = 20.0 + 0.25 * i;
    many.scenarios.push_back(warmer);
  }
  scenarios::RunOptions options;
  options.reproducible = true;
  options.hourly = {Hourly::heat};  // each group simulates its unchanged buildings too
  core::Findings findings;
  core::RunContext context;
  context.threads = 2;
  options.out = folder / "whole.h5";
  const scenarios::RunSummary whole = scenarios::run_study(many, portfolio, weather(), options, context, findings);
  std::stop_source stop;
  core::RunContext stopped = context;
  stopped.stop = stop.get_token();
  stopped.on_progress = [&](const core::Progress& p) {
    if (p.done > 8 * portfolio.buildings.size()) stop.request_stop();
  };
  options.out = folder / "stopped.h5";
  CHECK_THROWS_AS(scenarios::run_study(many, portfolio, weather(), options, stopped, findings), core::Error);
  options.resume = true;
  const scenarios::RunSummary resumed = scenarios::run_study(many, portfolio, weather(), options, context, findings);
  CHECK(resumed.simulated < whole.simulated);
  CHECK(core::read_file(folder / "stopped.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("A stopped run is not resumed after the zones or the protected addresses of its portfolio changed") {
  const tests::TemporaryFolder folder;
  models::Portfolio before = city();
  const std::string id = before.buildings[1].building.building_id;
  models::Property shelter;
  shelter.property_id = "shelter";
  models::Lease lease;
  lease.property_id = "shelter";
  lease.building_id = id;
  before.properties.push_back(shelter);
  before.leases.push_back(lease);
  std::stop_source stop;
  core::RunContext stopped;
  stopped.threads = 2;
  stopped.stop = stop.get_token();
  scenarios::RunOptions options;
  options.reproducible = true;
  options.out = folder / "r.h5";
  core::Findings findings;
  stop.request_stop();
  CHECK_THROWS_AS(scenarios::run_study(study(), before, weather(), options, stopped, findings), core::Error);
  REQUIRE(std::filesystem::exists(folder / "r.h5.partial"));
  options.resume = true;
  core::RunContext context;
  context.threads = 2;
  const auto refused = [&](const models::Portfolio& portfolio) {
    CHECK_THROWS_WITH(scenarios::run_study(study(), portfolio, weather(), options, context, findings),
                      Catch::Matchers::Contains("run_key"));
  };
  models::Portfolio warmer = before;
  REQUIRE_FALSE(warmer.buildings[0].building.zones.empty());
  warmer.buildings[0].building.zones[1].heating_set_point_degc += 1.0;  // as a room's set point does
  refused(warmer);
  models::Portfolio hidden = before;
  hidden.properties.back().protected_address = true;
  refused(hidden);
  CHECK(scenarios::run_study(study(), before, weather(), options, context, findings).failed == 0);
}

TEST_CASE("Zones and what links them are part of a building's key") {
  const Building b = city().buildings[0].building;
  REQUIRE(b.zones.size() == 2);
  const scenarios::ContentKey key = scenarios::content_key(b, "env");
  CHECK(scenarios::content_key(b, "env") == key);
  Building other = b;
  other.zones[1].hot_water_l_m2 += 1.0;
  CHECK(scenarios::content_key(other, "env") != key);
  other = b;
  other.zones[0].share.roof *= 0.5;
  CHECK(scenarios::content_key(other, "env") != key);
  other = b;
  other.zone_links[0].area_m2 += 1.0;
  CHECK(scenarios::content_key(other, "env") != key);
  other = b;
  other.zones.clear();
  other.zone_links.clear();
  CHECK(scenarios::content_key(other, "env") != key);
}

TEST_CASE("A zoned building that cannot be simulated fails alone") {
  const tests::TemporaryFolder folder;
  models::Portfolio portfolio = city();
  portfolio.buildings[3].building.zones[1].window_g_value = 7.0;
  const scenarios::RunSummary summary = run(portfolio, folder / "r.h5");
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(results.status[0][3] == TaskStatus::failed);
  CHECK_THAT(results.messages[0][3], Catch::Matchers::Contains("zone 2") && Catch::Matchers::Contains("window_g_value"));
  CHECK(summary.failed == 3);
}

TEST_CASE("A measure betters every zone of a building") {
  const Building base = city().buildings[0].building;
  Building b = base;
  CHECK(scenarios::apply_measure(type("insulate_roof"), b, base, {{"u_value_w_m2k", 0.08}}));
  for (const Building& zone : b.zones) CHECK(zone.roof_u_value_w_m2k == 0.08);
  CHECK(b.roof_u_value_w_m2k == 0.08);
  CHECK_FALSE(scenarios::apply_measure(type("insulate_roof"), b, base, {{"u_value_w_m2k", 0.08}}));
}

TEST_CASE("A set point reaches only the zones of the building's own use") {
  const Building base = city().buildings[0].building;
  Building b = base;
  CHECK(scenarios::apply_measure(type("set_point"), b, base, {{"heating_set_point_degc", 19.5}}));
  REQUIRE(b.zones[0].use == b.use);
  CHECK(b.zones[0].heating_set_point_degc == 19.5);
  CHECK(b.zones[1].heating_set_point_degc == base.zones[1].heating_set_point_degc);
}

TEST_CASE("The origin of a zoned building's results is at best filled") {
  models::Portfolio portfolio = city();
  for (models::BuildingRecord& record : portfolio.buildings) record.origin.fill(models::Origin::metered);
  scenarios::BatchInputs inputs;
  inputs.portfolio = &portfolio;
  const scenarios::ResultsBlock block = scenarios::empty_block({}, inputs);
  CHECK(block.origin[0] == static_cast<std::uint8_t>(portfolio.buildings[0].zones_origin));
  CHECK(block.origin[0] >= static_cast<std::uint8_t>(models::Origin::filled));
  CHECK(block.origin[1] == static_cast<std::uint8_t>(models::Origin::metered));
}
