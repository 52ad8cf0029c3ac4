// SPDX-License-Identifier: MPL-2.0
#include "scenarios/bench.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;             // NOLINT(google-build-using-namespace)
using namespace tvilling::scenarios;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Hourly;
using models::index;

/// A small city, run once for all tests here.
struct SmallRun {
  models::Portfolio city = heated_city(24, 3);
  models::Environment environment = models::make_environment(models::reference_year(), 2025);
  Results results;
};

SmallRun run_small() {
  SmallRun run;
  const tests::TemporaryFolder folder;
  Study study;
  study.name = "small";
  study.scenarios.push_back({.name = "baseline", .measures = {}});
  RunOptions options;
  options.out = folder / "results.h5";
  core::Findings findings;
  (void)run_study(study, run.city, models::reference_year(), options, {}, findings);
  run.results = read_results(options.out);
  return run;
}

const SmallRun& small() {
  static const SmallRun run = run_small();
  return run;
}

void require_refused(const Results& results, const std::string& said) {
  try {
    (void)check_results(results, small().city, small().environment);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::internal);
    CHECK_THAT(error.message(), Catch::Contains(said));
    return;
  }
  FAIL("wrong results were let through");
}

}  // namespace

TEST_CASE("A bench city has the wanted number of buildings, all heated and all different") {
  for (const int buildings : {1, 13, 200}) {
    const models::Portfolio city = heated_city(buildings, 1);
    CHECK(std::ssize(city.buildings) == buildings);
    for (const models::BuildingRecord& record : city.buildings) CHECK(record.building.heated_fraction > 0.0);
    CHECK_NOTHROW(check_all_differ(city));
  }
}

TEST_CASE("A bench city keeps every heated use of the whole city") {
  const auto uses = [](const models::Portfolio& city) {
    std::set<models::Use> found;
    for (const models::BuildingRecord& record : city.buildings) found.insert(record.building.use);
    return found;
  };
  std::set<models::Use> expected = uses(models::synthetic_city({.buildings = 700}));
  expected.erase(models::Use::small_building);
  CHECK(uses(heated_city(500, 1)) == expected);
}

TEST_CASE("A bench city has no lease without its building") {
  const models::Portfolio city = heated_city(300, 1);
  std::set<std::string> buildings;
  for (const models::BuildingRecord& record : city.buildings) buildings.insert(record.building.building_id);
  REQUIRE_FALSE(city.leases.empty());
  for (const models::Lease& lease : city.leases) CHECK((lease.building_id.empty() || buildings.contains(lease.building_id)));
}

TEST_CASE("Two buildings that differ by name and place alone are refused as equal") {
  models::Portfolio city = heated_city(13, 1);
  models::BuildingRecord twin = city.buildings[4];
  twin.building.building_id = "twin";
  twin.building.x_m += 100.0;
  city.buildings.push_back(twin);
  CHECK_THROWS_WITH(check_all_differ(city), Catch::Contains("twin") && Catch::Contains("are equal"));
  city.buildings.back().building.area_m2 += 1.0;
  CHECK_NOTHROW(check_all_differ(city));
}

TEST_CASE("Every bench building has at least thirty heat nodes with capacity, and one without heating is refused") {
  models::Portfolio city = small().city;
  CHECK(check_heat_nodes(city, small().environment) >= 30);
  city.buildings[7].building.heated_fraction = 0.0;
  CHECK_THROWS_WITH(check_heat_nodes(city, small().environment), Catch::Contains("is not heated"));
}

TEST_CASE("Right results pass, with the city's heat per floor area") {
  double heat_kwh = 0.0;
  double area_m2 = 0.0;
  for (const models::BuildingResult& r : small().results.results[0]) heat_kwh += r.annual[index(Annual::heat)];
  for (const models::BuildingRecord& record : small().city.buildings) area_m2 += record.building.area_m2;
  CHECK(check_results(small().results, small().city, small().environment) == Approx(heat_kwh / area_m2).epsilon(1e-12));
}

TEST_CASE("One grid step too much in one hour of the city is noticed") {
  Results results = small().results;
  results.city[0][index(Hourly::heat) * core::kHoursPerYear + 100] += 0x1p-20;
  require_refused(results, "heat_kwh: the city's hours add up to");
}

TEST_CASE("A building that needs a millionth more than by the reference stepper is noticed") {
  Results results = small().results;
  results.results[0][0].annual[index(Annual::heat_demand)] *= 1.0 + 1e-6;
  require_refused(results, "by the reference stepper");
}

TEST_CASE("A city that takes no plausible heat is noticed") {
  Results results = small().results;
  for (models::BuildingResult& r : results.results[0]) r.annual[index(Annual::heat)] *= 10.0;
  require_refused(results, "kWh heat per m2");
}

TEST_CASE("A failed building and one without heat demand are noticed") {
  Results failed = small().results;
  failed.status[0][3] = TaskStatus::failed;
  require_refused(failed, "failed");
  Results cold = small().results;
  cold.results[0][3].annual[index(Annual::heat_demand)] = 0.0;
  require_refused(cold, "needs no heat");
}

TEST_CASE("A bench report is consistent in itself") {
  const BenchReport report = run_bench({.buildings = 10, .threads = 1}, {});
  CHECK(report.buildings == 10);
  CHECK(report.threads == 1);
  CHECK(report.isa == core::best_isa());
  CHECK(report.scaling.empty());
  CHECK(report.simulate_runs_s.size() == 3);
  CHECK(report.phases.simulate_s == *std::min_element(report.simulate_runs_s.begin(), report.simulate_runs_s.end()));
  const RunPhases& p = report.phases;
  CHECK(report.total_s >= report.read_s + p.prepare_s + p.simulate_s + p.reduce_s + p.write_s);
  CHECK(report.building_hours_per_s() * p.simulate_s == Approx(87600.0));
  CHECK(report.ns_per_building_hour() * report.building_hours_per_s() == Approx(1e9));
  CHECK(report.fraction_of_ceiling() * report.ceiling_building_hours_per_s == Approx(report.building_hours_per_s()));
  CHECK(report.lane_use == Approx(10.0 / 17.0));  // nine buildings in two groups of eight, and a swimming hall
  CHECK(report.heat_nodes_per_building >= 30.0);
  CHECK(report.peak_rss_mib > 1.0);
}

TEST_CASE("Without a number of threads the bench measures the scaling up to all of them") {
  std::vector<std::string> talk;
  core::RunContext context;
  context.log = [&talk](std::string_view text) { talk.emplace_back(text); };
  const BenchReport report = run_bench({.buildings = 5, .isa = core::Isa::baseline}, context);
  REQUIRE_FALSE(report.scaling.empty());
  CHECK(report.isa == core::Isa::baseline);
  CHECK(report.scaling.front().threads == 1);
  CHECK(report.scaling.front().ratio == 1.0);
  CHECK(report.scaling.back().threads == report.threads);
  CHECK(report.scaling.back().simulate_s == report.phases.simulate_s);
  CHECK_FALSE(talk.empty());
}

TEST_CASE("Impossible bench options are wrong usage, and a bench can be stopped") {
  const auto kind_of = [](const BenchOptions& options, const core::RunContext& context) {
    try {
      (void)run_bench(options, context);
    } catch (const core::Error& error) {
      return error.kind();
    }
    return core::ErrorKind::io;
  };
  CHECK(kind_of({.buildings = 0}, {}) == core::ErrorKind::wrong_usage);
  CHECK(kind_of({.buildings = 500001}, {}) == core::ErrorKind::wrong_usage);
  std::stop_source stop;
  stop.request_stop();
  core::RunContext context;
  context.stop = stop.get_token();
  CHECK(kind_of({.buildings = 5}, context) == core::ErrorKind::interrupted);
}
