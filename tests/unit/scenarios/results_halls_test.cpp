// SPDX-License-Identifier: MPL-2.0
// What swimming halls keep in a result file beyond other buildings.
#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_sound.hpp"
#include "scenarios/reuse.hpp"
#include "tests/support/small_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::HallTotal;
using models::HallTotals;
using scenarios::ResultsBlock;
using scenarios::ResultsLayout;
using scenarios::ResultsWriter;
using scenarios::TaskStatus;

/// The small town with a hall at its end and, when asked, at its beginning.
models::Portfolio town(bool two_halls) {
  models::Portfolio portfolio = tests::small_portfolio();
  const auto hall = std::make_shared<const models::SwimmingHall>();
  portfolio.buildings[2].building.hall = hall;
  if (two_halls) portfolio.buildings[0].building.hall = hall;
  return portfolio;
}

HallTotals totals(std::size_t scenario, std::size_t building) {
  HallTotals out;
  for (std::size_t v = 0; v < models::kHallTotalCount; ++v) {
    out.value[v] = 1000.0 * static_cast<double>(scenario) + 100.0 * static_cast<double>(building) + static_cast<double>(v) + 0.25;
  }
  return out;
}

ResultsBlock block(const models::Portfolio& portfolio, const ResultsLayout& layout, std::size_t scenario, std::size_t first,
                   std::size_t count) {
  ResultsBlock out = tests::small_block(layout, scenario, first, count);
  for (std::size_t i = 0; i < count; ++i) {
    if (portfolio.buildings[first + i].building.hall == nullptr) continue;
    out.results[i].hall = std::make_shared<const HallTotals>(totals(scenario, first + i));
  }
  return out;
}

void write_town(const std::filesystem::path& path, const models::Portfolio& portfolio, std::size_t block_size = 3) {
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer(path, portfolio, layout, false);
  for (std::size_t s = 0; s < 2; ++s) {
    for (std::size_t first = 0; first < 3; first += block_size) {
      writer.write(block(portfolio, layout, s, first, std::min(block_size, 3 - first)));
    }
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
}

/// City hours that add up to the buildings' years.
scenarios::CityHourly sound_city(std::size_t scenario) {
  using models::Annual;
  using models::Hourly;
  scenarios::CityHourly city(models::kCityHourlyCount * core::kHoursPerYear, 0.0);
  for (const auto& [hourly, annual] : {std::pair{Hourly::heat_demand, Annual::heat_demand},
                                       {Hourly::hot_water, Annual::hot_water},
                                       {Hourly::heat, Annual::heat},
                                       {Hourly::electricity, Annual::electricity},
                                       {Hourly::water, Annual::water},
                                       {Hourly::occupancy, Annual::occupancy}}) {
    for (std::size_t b = 0; b < 3; ++b) {
      city[models::index(hourly) * core::kHoursPerYear] += tests::small_result(scenario, b).annual[models::index(annual)];
    }
  }
  return city;
}

}  // namespace

TEST_CASE("What a hall had is read again to the last bit, and other buildings have no hall", "[results]") {
  const tests::TemporaryFolder folder;
  write_town(folder / "r.h5", town(true));
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(results.halls == std::vector<std::size_t>{0, 2});
  for (std::size_t s = 0; s < 2; ++s) {
    CHECK(results.results[s][1].hall == nullptr);
    for (const std::size_t b : {0U, 2U}) {
      REQUIRE(results.results[s][b].hall != nullptr);
      CHECK(results.results[s][b].hall->value == totals(s, b).value);
    }
  }
}

TEST_CASE("Halls in blocks of one building are written to their own places", "[results]") {
  const tests::TemporaryFolder folder;
  write_town(folder / "whole.h5", town(true));
  write_town(folder / "parts.h5", town(true), 1);
  CHECK(core::read_file(folder / "whole.h5") == core::read_file(folder / "parts.h5"));
}

TEST_CASE("The hall variables carry units and names and their coordinates", "[results]") {
  const tests::TemporaryFolder folder;
  write_town(folder / "r.h5", town(false));
  const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5", core::Hdf5Access::read);
  CHECK(core::read_text(core::open_dataset(file.id(), "halls/hall")) == std::vector<std::string>{"b-003"});
  CHECK(core::read_text(core::open_dataset(file.id(), "halls/scenario")) == std::vector<std::string>{"baseline", "roofs"});
  for (const core::Variable& v : models::kHallVariables) {
    INFO(v.name);
    const core::Hdf5Dataset dataset = core::open_dataset(file.id(), "halls/" + std::string(v.name));
    CHECK(core::shape_of(dataset) == core::Hdf5Shape{2, 1});
    CHECK(core::read_text_attribute(dataset.id(), "units") == v.unit);
    CHECK(core::read_text_attribute(dataset.id(), "long_name") == v.long_name);
    CHECK(core::has_attribute(dataset.id(), "cell_methods") == !v.cell_methods.empty());
  }
}

TEST_CASE("A town without halls has no group of halls", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5", core::Hdf5Access::read);
  CHECK_FALSE(core::has_child(file.id(), "halls"));
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(results.halls.empty());
  CHECK(results.results[0][2].hall == nullptr);
}

TEST_CASE("A hall that failed has no terms", "[results]") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = town(false);
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer(folder / "r.h5", portfolio, layout, false);
  for (std::size_t s = 0; s < 2; ++s) {
    ResultsBlock b = block(portfolio, layout, s, 0, 3);
    if (s == 1) {
      b.status[2] = TaskStatus::failed;
      b.messages[2] = "the water is too hot";
      b.results[2].hall.reset();
    }
    writer.write(b);
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
  const scenarios::Results results = scenarios::read_results(folder / "r.h5");
  CHECK(results.results[0][2].hall != nullptr);
  CHECK(results.results[1][2].hall == nullptr);
  CHECK(results.halls == std::vector<std::size_t>{2});
}

TEST_CASE("A hall that is done without its terms is a bug and not written", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer(folder / "r.h5", town(false), layout, false);
  CHECK_THROWS_AS(writer.write(tests::small_block(layout, 0, 0, 3)), core::Error);
}

TEST_CASE("A run with halls that was broken off goes on to the same bytes", "[results]") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = town(true);
  const ResultsLayout layout = tests::small_layout();
  write_town(folder / "whole.h5", portfolio);
  {
    ResultsWriter writer(folder / "r.h5", portfolio, layout, false);
    writer.write(block(portfolio, layout, 0, 0, 3));
    writer.write_city(0, tests::small_city(0));
    writer.write(block(portfolio, layout, 1, 0, 1));
  }
  ResultsWriter writer(folder / "r.h5", portfolio, layout, true);
  REQUIRE(writer.complete(0));
  const scenarios::ScenarioResults kept = writer.read_back(0);
  CHECK(kept.results[1].hall == nullptr);
  REQUIRE(kept.results[2].hall != nullptr);
  CHECK(kept.results[2].hall->value == totals(0, 2).value);
  writer.write(block(portfolio, layout, 1, 0, 3));
  writer.write_city(1, tests::small_city(1));
  writer.finish();
  CHECK(core::read_file(folder / "r.h5") == core::read_file(folder / "whole.h5"));
}

TEST_CASE("A run is not resumed with other halls", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  {
    const ResultsWriter writer(folder / "r.h5", town(false), layout, false);
  }
  for (const models::Portfolio& other : {town(true), tests::small_portfolio()}) {
    try {
      const ResultsWriter writer(folder / "r.h5", other, layout, true);
      FAIL("was resumed");
    } catch (const core::Error& error) {
      CHECK(error.message().find("other swimming halls") != std::string::npos);
    }
  }
}

TEST_CASE("An earlier run gives its halls to buildings in another order", "[results]") {
  const tests::TemporaryFolder folder;
  const models::Portfolio portfolio = town(true);
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer(folder / "r.h5", portfolio, layout, false);
  for (std::size_t s = 0; s < 2; ++s) {
    writer.write(block(portfolio, layout, s, 0, 3));
    writer.write_city(s, sound_city(s));
  }
  writer.finish();
  const scenarios::EarlierRun earlier(folder / "r.h5");
  std::vector<scenarios::ContentKey> keys = tests::small_block(layout, 0, 0, 3).keys;
  std::reverse(keys.begin(), keys.end());
  const std::optional<scenarios::ScenarioResults> found = earlier.find(keys);
  REQUIRE(found);
  REQUIRE(found->results[0].hall != nullptr);
  CHECK(found->results[0].hall->value == totals(0, 2).value);
  CHECK(found->results[1].hall == nullptr);
  CHECK(found->results[2].hall->value == totals(0, 0).value);
}

TEST_CASE("A hall term that is no number is not sound", "[results]") {
  std::vector<models::BuildingResult> results{tests::small_result(0, 0)};
  HallTotals broken = totals(0, 0);
  broken[HallTotal::fog] = std::numeric_limits<double>::quiet_NaN();
  results[0].hall = std::make_shared<const HallTotals>(broken);
  const std::vector<TaskStatus> status{TaskStatus::done};
  const std::string wrong = scenarios::unsound(results, status, tests::small_city(0));
  CHECK(wrong.find("fog_kg") != std::string::npos);
}
