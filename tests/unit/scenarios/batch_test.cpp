// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numeric>
#include <stop_token>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/thermal/isa.hpp"
#include "models/building/lane_group.hpp"
#include "scenarios/economics/bill.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Hourly;
using scenarios::TaskStatus;

/// Two blocks of the batch: 64 and some more buildings.
models::Portfolio small_city() {
  models::Portfolio city = models::synthetic_city({.buildings = 70, .seed = 3});
  core::Findings findings;
  models::fill_portfolio(city, findings);
  return city;
}

const models::Weather& weather() {
  static const models::Weather year = models::reference_year();
  return year;
}

scenarios::Measure measure(std::string type, scenarios::ParameterValues parameters, std::string where) {
  scenarios::Measure m;
  m.type = std::move(type);
  m.parameters = std::move(parameters);
  m.where = std::move(where);
  return m;
}

scenarios::Study study_of(std::vector<scenarios::Scenario> extra) {
  scenarios::Study study;
  study.name = "test";
  study.scenarios.push_back({"baseline", {}});
  study.scenarios.insert(study.scenarios.end(), extra.begin(), extra.end());
  return study;
}

scenarios::Scenario warmer(int number, const std::string& where = "use = 'office' OR use = 'school'") {
  const double set_point_degc = 20.0 + 0.25 * number;
  return {"warmer_" + std::to_string(number), {measure("set_point", {{"heating_set_point_degc", set_point_degc}}, where)}};
}

/// Scenarios that change all buildings, which are run two by two (the first two with the baseline).
std::vector<scenarios::Scenario> nine_groups() {
  std::vector<scenarios::Scenario> many;
  for (int i = 1; i <= 18; ++i) many.push_back(warmer(i, ""));
  return many;
}

struct Ran {
  scenarios::RunSummary summary;
  scenarios::Results results;
  core::Findings findings;
};

Ran run(const tests::TemporaryFolder& folder, const scenarios::Study& study, const models::Portfolio& city, int threads = 2,
        const std::string& name = "r.h5", bool resume = false) {
  Ran ran;
  core::RunContext context;
  context.threads = threads;
  scenarios::RunOptions options;
  options.out = folder / name;
  options.reproducible = true;
  options.resume = resume;
  ran.summary = scenarios::run_study(study, city, weather(), options, context, ran.findings);
  ran.results = scenarios::read_results(options.out);
  return ran;
}

std::size_t first_office(const models::Portfolio& city) {
  const auto is_office = [](const models::BuildingRecord& r) { return r.building.use == models::Use::office; };
  return static_cast<std::size_t>(std::find_if(city.buildings.begin(), city.buildings.end(), is_office) - city.buildings.begin());
}

/// A building-year of a building that is alone in its lanes; a swimming hall has none.
models::BuildingResult alone(const models::Building& building, const models::Environment& environment,
                             models::HourlySeries& series) {
  if (building.hall != nullptr) return models::simulate_building(building, environment, series);
  models::LaneGroup group(environment);
  const auto room = std::make_unique<models::LaneDay>();
  group.keep_hours(group.add(building), series);
  group.warm_up(*room);
  group.run_days(0, 365, *room);
  return group.result(0);
}

/// The city's hours as plain loops over all buildings say them.
scenarios::CityHourly plain_city(const models::Portfolio& city, double set_point_degc) {
  const models::Environment environment = models::make_environment(weather(), 2025);
  scenarios::CityHourly sums(models::kCityHourlyCount * 8760, 0.0);
  models::HourlySeries series;
  for (const models::BuildingRecord& record : city.buildings) {
    models::Building b = record.building;
    b.heating_set_point_degc = set_point_degc;
    (void)alone(b, environment, series);
    for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
      const auto values = series[static_cast<Hourly>(v)];
      for (std::size_t h = 0; h < 8760; ++h) sums[v * 8760 + h] += values[h];
    }
  }
  return sums;
}

}  // namespace

TEST_CASE("The batch equals plain loops bit for bit, in the first group and in the next") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  const Ran ran = run(folder, study_of(nine_groups()), city);
  CHECK(ran.summary.failed == 0);
  CHECK(ran.results.city[1] == plain_city(city, 20.25));
  CHECK(ran.results.city[9] == plain_city(city, 22.25));
  CHECK(ran.results.city[18] == plain_city(city, 24.5));
  const models::Environment environment = models::make_environment(weather(), 2025);
  models::HourlySeries series;
  models::Building office = city.buildings[first_office(city)].building;
  office.heating_set_point_degc = 22.25;
  models::BuildingResult expected = alone(office, environment, series);
  scenarios::add_economics(expected, office, {}, scenarios::emission_factors("br18", 2025));
  CHECK(ran.results.results[9][first_office(city)].annual == expected.annual);
  CHECK(ran.results.results[9][first_office(city)].monthly == expected.monthly);
}

TEST_CASE("One and three threads write the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  (void)run(folder, study_of({warmer(4)}), city, 1, "one.h5");
  (void)run(folder, study_of({warmer(4)}), city, 3, "three.h5");
  CHECK(core::read_file(folder / "one.h5") == core::read_file(folder / "three.h5"));
}

TEST_CASE("Every instruction set of this machine writes the same bytes") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  city.buildings.resize(20);
  std::vector<std::string> files;
  for (const core::Isa isa : core::available_isas()) {
    scenarios::RunOptions options;
    options.out = folder / (std::string(core::to_string(isa)) + ".h5");
    options.reproducible = true;
    options.isa = isa;
    core::Findings findings;
    (void)scenarios::run_study(study_of({warmer(4)}), city, weather(), options, {}, findings);
    files.push_back(core::read_file(options.out));
  }
  for (const std::string& file : files) CHECK(file == files.front());
}

TEST_CASE("Two equal buildings are simulated once and both count") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  city.buildings.resize(9);
  const Ran single = run(folder, study_of({warmer(4)}), city);
  const std::size_t office = first_office(city);
  REQUIRE(office < 9);
  models::BuildingRecord twin = city.buildings[office];
  twin.building.building_id = "twin";
  twin.building.x_m += 100.0;
  city.buildings.push_back(twin);
  const Ran both = run(folder, study_of({warmer(4)}), city, 2, "both.h5");
  CHECK(both.summary.simulated == single.summary.simulated);
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(both.results.results[s][9].annual == both.results.results[s][office].annual);
    CHECK(both.summary.totals[s].value[0] == single.summary.totals[s].value[0] + both.results.results[s][9].annual[0]);
    const auto sum = [](const scenarios::CityHourly& hours) { return std::accumulate(hours.begin(), hours.begin() + 8760, 0.0); };
    CHECK(sum(both.results.city[s]) == both.summary.totals[s].value[0]);
  }
}

TEST_CASE("A building whose balance fails in July leaves the city as if it had not been there") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  city.buildings.resize(12);
  city.buildings[3].building.heated_fraction = 0.0;  // without rooms that could be too cold
  models::Weather broken = weather();
  broken.sky_temperature_degc[4700] = 1e308;
  scenarios::RunOptions options;
  options.out = folder / "r.h5";
  core::Findings findings;
  const scenarios::RunSummary summary = scenarios::run_study(study_of({warmer(4)}), city, broken, options, {}, findings);
  const auto heated = std::count_if(city.buildings.begin(), city.buildings.end(),
                                    [](const models::BuildingRecord& r) { return r.building.heated_fraction > 0.0; });
  REQUIRE(heated > 0);
  CHECK(summary.failed == 2 * static_cast<std::size_t>(heated));
  const scenarios::Results results = scenarios::read_results(options.out);
  const std::vector<double> demand(results.city[1].begin(), results.city[1].begin() + 8760);
  CHECK(std::all_of(demand.begin(), demand.end(), [](double kwh) { return kwh == 0.0; }));
  for (std::size_t s = 0; s < 2; ++s) {  // of the unheated ones, which share lanes with nobody, all hours stay
    const auto begin = results.city[s].begin() + static_cast<std::ptrdiff_t>(index(Hourly::electricity) * 8760);
    double sound_kwh = 0.0;
    for (std::size_t i = 0; i < city.buildings.size(); ++i) {
      if (results.status[s][i] == TaskStatus::done) sound_kwh += results.results[s][i].annual[index(Annual::electricity)];
    }
    CHECK(sound_kwh > 0.0);
    CHECK(std::accumulate(begin, begin + 8760, 0.0) == sound_kwh);
  }
  CHECK_THAT(results.messages[0][static_cast<std::size_t>(
                 std::find(results.status[0].begin(), results.status[0].end(), TaskStatus::failed) - results.status[0].begin())],
             Catch::Contains("first law") && Catch::Contains("day 196"));
}

TEST_CASE("Shuffling buildings permutes results and leaves the city's hours alone") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  models::Portfolio reversed = city;
  std::reverse(reversed.buildings.begin(), reversed.buildings.end());
  const Ran straight = run(folder, study_of({warmer(4)}), city);
  const Ran turned = run(folder, study_of({warmer(4)}), reversed, 2, "turned.h5");
  const std::size_t n = city.buildings.size();
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(straight.results.city[s] == turned.results.city[s]);
    for (std::size_t i = 0; i < n; ++i)
      CHECK(straight.results.results[s][i].annual == turned.results.results[s][n - 1 - i].annual);
  }
}

TEST_CASE("Buildings that a scenario leaves alone are not simulated again") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  const std::vector<scenarios::Scenario> idle(20, scenarios::Scenario{});
  std::vector<scenarios::Scenario> named;
  for (std::size_t i = 0; i < idle.size(); ++i) named.push_back({"same_" + std::to_string(i), {}});
  const Ran ran = run(folder, study_of(named), city);
  CHECK(ran.summary.simulated == city.buildings.size());
  CHECK(ran.summary.reused == 20 * city.buildings.size());
  CHECK(ran.results.city[20] == ran.results.city[0]);
}

TEST_CASE("Measures of buildings without a result are neither done nor paid") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  city.buildings.resize(12);
  for (models::BuildingRecord& record : city.buildings) record.building.listed = false;
  city.buildings[0].building.floor_u_value_w_m2k = 90.0;  // fails in both
  city.buildings[1].building.wall_u_value_w_m2k = 90.0;   // fails in the baseline: new walls mend it
  std::vector<scenarios::Scenario> scenarios{
      {"walls",
       {measure("insulate_wall", {{"u_value_w_m2k", 0.18}, {"air_tightness_factor", 0.6}, {"include_listed", 0.0}}, "")}}};
  const Ran ran = run(folder, study_of(scenarios), city);
  REQUIRE(ran.results.status[0][1] == TaskStatus::failed);
  REQUIRE(ran.results.status[1][1] == TaskStatus::done);
  REQUIRE(ran.results.measures.size() == 1);
  const scenarios::AppliedMeasure& row = ran.results.measures[0];
  CHECK(row.matched == 12.0);
  CHECK(row.failed == 2.0);
  CHECK(row.matched == row.done + row.idle + row.listed + row.replaced + row.failed);
  double paid_dkk = 0.0;
  for (const scenarios::EconomicResult& money : ran.results.economics[1]) {
    const double investment_dkk = money[index(scenarios::Economic::investment)];
    if (!std::isnan(investment_dkk)) paid_dkk += investment_dkk;
  }
  CHECK(paid_dkk > 0.0);
  CHECK(row.investment_dkk == Approx(paid_dkk).epsilon(1e-12));
}

TEST_CASE("A failing building is listed in every scenario and never stops the others") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  const std::size_t broken = first_office(city);
  city.buildings[broken].building.wall_u_value_w_m2k = 90.0;
  std::vector<scenarios::Scenario> many;
  for (int i = 1; i <= 9; ++i) many.push_back(warmer(i));
  const Ran ran = run(folder, study_of(many), city);
  CHECK(ran.summary.failed == 10);
  for (const std::size_t s : {0UL, 9UL}) {
    CHECK(ran.results.status[s][broken] == TaskStatus::failed);
    CHECK_THAT(ran.results.messages[s][broken], Catch::Contains("wall_u_value_w_m2k"));
    CHECK(std::count(ran.results.status[s].begin(), ran.results.status[s].end(), TaskStatus::done) == 69);
    CHECK(std::isnan(ran.results.results[s][broken].annual[models::index(Annual::heat)]));
    double kwh = 0.0;
    for (std::size_t i = 0; i < 70; ++i) kwh += i == broken ? 0.0 : ran.results.results[s][i].annual[models::index(Annual::heat)];
    const auto hours = ran.results.city[s].begin() + static_cast<std::ptrdiff_t>(models::index(Hourly::heat) * 8760);
    CHECK(std::accumulate(hours, hours + 8760, 0.0) == kwh);
  }
}

TEST_CASE("A where may ask for the baseline's results") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  const Ran ran =
      run(folder, study_of({{"hungry", {measure("insulate_roof", {{"u_value_w_m2k", 0.1}}, "heat_kwh_m2 > 120")}}}), city);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < city.buildings.size(); ++i) {
    const double before = ran.results.results[0][i].annual[models::index(Annual::heat)];
    const double after = ran.results.results[1][i].annual[models::index(Annual::heat)];
    if (before / city.buildings[i].building.area_m2 <= 120.0) CHECK(after == before);
    changed += after < before ? 1 : 0;
  }
  CHECK(changed > 5);
}

TEST_CASE("A where that is wrong even with results stops before anything is simulated") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  CHECK_THROWS_WITH(run(folder, study_of({{"wrong", {measure("lighting", {}, "heat_kwh_m3 > 120")}}}), city),
                    Catch::Contains("heat_kwh_m3"));
  CHECK_FALSE(std::filesystem::exists(folder / "r.h5.partial"));
}

TEST_CASE("A run that is stopped leaves a partial file that resume ends with the same bytes") {
  const tests::TemporaryFolder folder;
  const models::Portfolio city = small_city();
  const scenarios::Study study = study_of(nine_groups());
  const Ran whole = run(folder, study, city, 2, "whole.h5");

  std::stop_source stop;
  core::RunContext context;
  context.threads = 2;
  context.stop = stop.get_token();
  context.on_progress = [&stop](const core::Progress& p) {
    if (p.done > 9 * 70) stop.request_stop();  // after four groups
  };
  scenarios::RunOptions options;
  options.out = folder / "stopped.h5";
  options.reproducible = true;
  core::Findings findings;
  CHECK_THROWS_AS(scenarios::run_study(study, city, weather(), options, context, findings), core::Error);
  CHECK_FALSE(std::filesystem::exists(folder / "stopped.h5"));
  REQUIRE(std::filesystem::exists(folder / "stopped.h5.partial"));
  const Ran resumed = run(folder, study, city, 2, "stopped.h5", true);
  CHECK(resumed.summary.simulated <= 15 * 70);  // ten scenarios, and the unchanged buildings of five groups: nine were kept
  CHECK(resumed.summary.simulated < whole.summary.simulated);
  CHECK(core::read_file(folder / "stopped.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("Failures in a group that resume skips are counted") {
  const tests::TemporaryFolder folder;
  models::Portfolio city = small_city();
  city.buildings[first_office(city)].building.wall_u_value_w_m2k = 90.0;
  const scenarios::Study study = study_of(nine_groups());
  std::stop_source stop;
  core::RunContext context;
  context.stop = stop.get_token();
  context.on_progress = [&stop](const core::Progress& p) {
    if (p.done > 9 * 70) stop.request_stop();
  };
  scenarios::RunOptions options;
  options.out = folder / "r.h5";
  options.reproducible = true;
  core::Findings findings;
  CHECK_THROWS_AS(scenarios::run_study(study, city, weather(), options, context, findings), core::Error);
  CHECK(run(folder, study, city, 2, "r.h5", true).summary.failed == 19);
}

TEST_CASE("A measure without its parameter is an error and not the end of the program") {
  const tests::TemporaryFolder folder;
  CHECK_THROWS_AS(run(folder, study_of({{"empty", {measure("set_point", {}, "")}}}), small_city()), core::Error);
}

TEST_CASE("A measure that betters no building is told") {
  const tests::TemporaryFolder folder;
  const Ran ran = run(folder, study_of({{"worse", {measure("insulate_roof", {{"u_value_w_m2k", 4.0}}, "")}}}), small_city());
  REQUIRE(ran.findings.count(core::Severity::warns) == 1);
  CHECK_THAT(ran.findings.list.front().message, Catch::Contains("betters none"));
}

TEST_CASE("A portfolio without buildings and an only without a match are refused") {
  const tests::TemporaryFolder folder;
  CHECK_THROWS_AS(run(folder, study_of({}), models::Portfolio{}), core::Error);
  core::Findings findings;
  scenarios::RunOptions options;
  options.out = folder / "r.h5";
  options.only = "area_m2 < 0";
  CHECK_THROWS_WITH(scenarios::run_study(study_of({}), small_city(), weather(), options, {}, findings),
                    Catch::Contains("--only"));
}
