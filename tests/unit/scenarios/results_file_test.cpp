// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_file.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "core/exact.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_layout.hpp"
#include "tests/support/results_checks.hpp"
#include "tests/support/small_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace tests = tvilling::tests;
namespace fs = std::filesystem;
using tests::bytes_of;
using tests::contains;
using tests::error_of;
using tests::small_writer;
using tvilling::scenarios::read_results;
using tvilling::scenarios::Results;
using tvilling::scenarios::ResultsLayout;
using tvilling::scenarios::ResultsWriter;
using tvilling::scenarios::TaskStatus;

namespace {

const std::vector<models::Hourly> kTwoSeries{models::Hourly::heat, models::Hourly::operative_temperature};

}  // namespace

TEST_CASE("What was written is read again to the last bit", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const Results results = read_results(folder / "r.h5");

  CHECK(results.scenario_names == std::vector<std::string>{"baseline", "roofs"});
  CHECK(results.study_name == "Tage på Øen");
  CHECK(results.portfolio.name == "Lille by");
  CHECK(results.provenance == tests::small_layout().provenance);
  REQUIRE(results.results.size() == 2);
  for (std::size_t s = 0; s < 2; ++s) {
    REQUIRE(results.results[s].size() == 3);
    for (std::size_t b = 0; b < 3; ++b) {
      CHECK(results.results[s][b].annual == tests::small_result(s, b).annual);
      CHECK(results.results[s][b].monthly == tests::small_result(s, b).monthly);
      CHECK(results.status[s][b] == TaskStatus::done);
    }
    CHECK(results.city[s] == tests::small_city(s));
  }
}

TEST_CASE("Buildings keep their identity and place and footprint", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const Results results = read_results(folder / "r.h5");
  const models::Portfolio expected = tests::small_portfolio();
  REQUIRE(results.portfolio.buildings.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    const models::Building& a = results.portfolio.buildings[i].building;
    const models::Building& e = expected.buildings[i].building;
    CHECK(a.building_id == e.building_id);
    CHECK(a.name == e.name);
    CHECK(a.property_id == e.property_id);
    CHECK(a.administration == e.administration);
    CHECK(a.use == e.use);
    CHECK(a.listed == e.listed);
    CHECK(a.year == e.year);
    CHECK(a.area_m2 == e.area_m2);
    CHECK(a.storeys * a.storey_height_m == e.storeys * e.storey_height_m);
    CHECK(a.x_m == e.x_m);
    CHECK(a.y_m == e.y_m);
    REQUIRE(a.footprint.size() == e.footprint.size());
    for (std::size_t p = 0; p < a.footprint.size(); ++p) {
      CHECK(a.footprint[p].x_m == e.footprint[p].x_m);
      CHECK(a.footprint[p].y_m == e.footprint[p].y_m);
    }
  }
}

TEST_CASE("A city of points without any footprint is kept", "[results]") {
  const tests::TemporaryFolder folder;
  models::Portfolio portfolio = tests::small_portfolio();
  for (models::BuildingRecord& record : portfolio.buildings) record.building.footprint.clear();
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer(folder / "r.h5", portfolio, layout, false);
  for (std::size_t s = 0; s < 2; ++s) {
    writer.write(tests::small_block(layout, s, 0, 3));
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
  CHECK(read_results(folder / "r.h5").portfolio.buildings[0].building.footprint.empty());
}

TEST_CASE("A failed building is unknown in every table and has its message", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5", kTwoSeries, 1);
  const Results results = read_results(folder / "r.h5");
  CHECK(results.status[1][1] == TaskStatus::failed);
  CHECK(results.messages[1][1] == "the area is not known");
  CHECK(results.messages[1][0].empty());
  for (const double value : results.results[1][1].annual) CHECK(std::isnan(value));
  for (const double value : results.results[1][1].monthly[0]) CHECK(std::isnan(value));
  CHECK(results.status[0][1] == TaskStatus::done);

  const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5", core::Hdf5Access::read);
  const core::Hdf5Dataset heat = core::open_dataset(file.id(), "hourly/heat_kwh");
  CHECK(std::isnan(core::read_slab<double>(heat, {{1, 1, 30}, {1, 1, 1}})[0]));
  CHECK(core::read_slab<double>(heat, {{1, 2, 30}, {1, 1, 1}})[0] == 3.75);
}

TEST_CASE("Only the hourly series that were asked for are kept", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "some.h5", kTwoSeries);
  tests::write_small_results(folder / "none.h5");
  const core::Hdf5File some = core::open_hdf5_file(folder / "some.h5", core::Hdf5Access::read);
  CHECK(core::has_child(some.id(), "hourly/heat_kwh"));
  CHECK(core::has_child(some.id(), "hourly/operative_temperature_degc"));
  CHECK_FALSE(core::has_child(some.id(), "hourly/electricity_kwh"));
  const core::Hdf5File none = core::open_hdf5_file(folder / "none.h5", core::Hdf5Access::read);
  CHECK_FALSE(core::has_child(none.id(), "hourly"));
}

TEST_CASE("Time is the middle of the hour in UTC and steps over 29 February", "[results]") {
  const tests::TemporaryFolder folder;
  ResultsLayout layout = tests::small_layout();
  layout.axis = core::make_time_axis(2024);
  static_cast<void>(small_writer(folder / "r.h5", layout));
  const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5.partial", core::Hdf5Access::read);
  const core::Hdf5Dataset time = core::open_dataset(file.id(), "city_hourly/time");
  CHECK(core::read_text_attribute(time.id(), "units") == "hours since 2024-01-01 00:00:00");
  const std::vector<double> hours = core::read_all<double>(time);
  CHECK(hours[0] == -0.5);              // 0:30 in Copenhagen is 23:30 UTC of the day before
  CHECK(hours[59 * 24 - 1] == 1414.5);  // the last hour of 28 February
  CHECK(hours[59 * 24] == 1439.5);      // the first one of 1 March, a day later
  const std::vector<double> bounds = core::read_all<double>(core::open_dataset(file.id(), "city_hourly/time_bnds"));
  CHECK(bounds[0] == -1.0);
  CHECK(bounds[1] == 0.0);
  const std::vector<double> months = core::read_all<double>(core::open_dataset(file.id(), "monthly/time_bnds"));
  CHECK(months[2] == 743.0);   // February
  CHECK(months[3] == 1415.0);  // without its 29th
  CHECK(months[4] == 1439.0);  // March
}

TEST_CASE("The order of the blocks leaves no trace in the bytes", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout(kTwoSeries);
  {
    ResultsWriter writer = small_writer(folder / "forward.h5", layout);
    for (std::size_t s = 0; s < 2; ++s) {
      writer.write(tests::small_block(layout, s, 0, 3, 2));
      writer.write_city(s, tests::small_city(s));
    }
    writer.finish();
  }
  {
    ResultsWriter writer = small_writer(folder / "backward.h5", layout);
    for (const std::size_t s : {1U, 0U}) {
      for (const std::size_t b : {2U, 0U, 1U}) writer.write(tests::small_block(layout, s, b, 1, 2));
      writer.write_city(s, tests::small_city(s));
    }
    writer.finish();
  }
  const bool same = bytes_of(folder / "forward.h5") == bytes_of(folder / "backward.h5");
  CHECK(same);
}

TEST_CASE("A block that does not fit is a bug and changes nothing", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer = small_writer(folder / "r.h5", layout);
  const auto kind = [&writer](const tvilling::scenarios::ResultsBlock& block) {
    return error_of([&writer, &block] { writer.write(block); }).kind();
  };
  CHECK(kind(tests::small_block(layout, 2, 0, 1)) == core::ErrorKind::internal);
  CHECK(kind(tests::small_block(layout, 0, 2, 2)) == core::ErrorKind::internal);
  tvilling::scenarios::ResultsBlock block = tests::small_block(layout, 0, 0, 3);
  block.status[1] = TaskStatus::pending;
  CHECK(kind(block) == core::ErrorKind::internal);
  block.status[1] = TaskStatus::done;
  block.messages.pop_back();
  CHECK(kind(block) == core::ErrorKind::internal);
}

TEST_CASE("The hours of a building add up to its year to the last bit", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout({models::Hourly::heat});
  tvilling::scenarios::ResultsBlock block = tests::small_block(layout, 0, 0, 3);
  const std::size_t heat = models::index(models::Annual::heat);
  for (std::size_t b = 0; b < 3; ++b) {
    block.results[b].annual[heat] = 0.0;
    for (std::size_t h = 0; h < core::kHoursPerYear; ++h) {
      double& hour = block.hourly[b * core::kHoursPerYear + h];
      hour = core::to_grid(1234.0 / static_cast<double>(h + b + 3));
      block.results[b].annual[heat] += hour;
    }
  }
  ResultsWriter writer = small_writer(folder / "r.h5", layout);
  writer.write(block);
  writer.write_city(0, tests::small_city(0));
  writer.write(tests::small_block(layout, 1, 0, 3));
  writer.write_city(1, tests::small_city(1));
  writer.finish();

  const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5", core::Hdf5Access::read);
  const core::Hdf5Dataset hours = core::open_dataset(file.id(), "hourly/heat_kwh");
  const core::Hdf5Dataset years = core::open_dataset(file.id(), "annual/heat_kwh");
  for (std::size_t b = 0; b < 3; ++b) {
    double sum = 0.0;
    for (const double hour : core::read_slab<double>(hours, {{0, b, 0}, {1, 1, core::kHoursPerYear}})) sum += hour;
    CHECK(sum == core::read_slab<double>(years, {{0, b}, {1, 1}})[0]);
  }
}

TEST_CASE("The city's hours tell how many buildings are in them", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5", {}, 1);
  const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5", core::Hdf5Access::read);
  const core::Hdf5Dataset counted = core::open_dataset(file.id(), "city_hourly/buildings_counted");
  CHECK(core::read_all<std::int32_t>(counted) == std::vector<std::int32_t>{3, 2});
}

TEST_CASE("The city's hours come after the last building", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer = small_writer(folder / "r.h5", layout);
  writer.write(tests::small_block(layout, 0, 0, 2));
  CHECK(error_of([&writer] { writer.write_city(0, tests::small_city(0)); }).kind() == core::ErrorKind::internal);
  CHECK_FALSE(writer.complete(0));
  writer.write(tests::small_block(layout, 0, 2, 0));  // a block of nobody changes nothing
  CHECK(error_of([&writer] { writer.write_city(0, tests::small_city(0)); }).kind() == core::ErrorKind::internal);
  writer.write(tests::small_block(layout, 0, 2, 1));
  writer.write_city(0, tests::small_city(0));
  CHECK(writer.complete(0));
}

TEST_CASE("Provenance that is no plain text is refused by its name and leaves nothing behind", "[results]") {
  const tests::TemporaryFolder folder;
  const auto refusal = [&folder](const std::string& text) {
    ResultsLayout layout = tests::small_layout();
    layout.provenance.emplace_back("weather_path", text);
    const core::Error error = error_of([&folder, &layout] { small_writer(folder / "r.h5", layout); });
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(error.pos().file == (folder / "r.h5.partial").string());
    CHECK_FALSE(error.hint().empty());
    CHECK(fs::is_empty(folder.path()));
    return error.message();
  };
  CHECK(refusal(std::string("a\0b.epw", 7)) ==
        "a text for /provenance/weather_path has a zero byte and cannot be stored: \"a\\x00b.epw\"");
  CHECK(refusal("k\xF8.epw") == "a text for /provenance/weather_path is not UTF-8 and cannot be stored: \"k\\xF8.epw\"");
  const std::string longer = std::string(9000, '#') + "\xF8";  // such a text becomes a dataset
  CHECK(contains(refusal(longer), "/provenance/weather_path is not UTF-8"));
}

TEST_CASE("A message that is no plain text is spelled out", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  tvilling::scenarios::ResultsBlock block = tests::small_block(layout, 0, 0, 3, 1);
  block.messages[1] = std::string("k\xF8\0\xC3\xB8: ", 7) + std::string(300, 'x');
  ResultsWriter writer = small_writer(folder / "r.h5", layout);
  writer.write(block);
  writer.write_city(0, tests::small_city(0));
  CHECK(writer.read_back(0).messages[1] == "k\\xF8\\x00\xC3\xB8: " + std::string(187, 'x'));
}

TEST_CASE("A factor of reconciliation is kept with its origin and its metered year", "[results]") {
  const tests::TemporaryFolder folder;
  ResultsLayout layout = tests::small_layout();
  layout.reconciled.assign(3, {});
  layout.reconciled[1][0] = {0.75, models::Origin::metered, 2023};
  layout.reconciled[2][2] = {1.25, models::Origin::filled, 2024};
  ResultsWriter writer = small_writer(folder / "r.h5", layout);
  for (std::size_t s = 0; s < 2; ++s) {
    tvilling::scenarios::ResultsBlock block = tests::small_block(layout, s, 0, 3);
    block.reconciled.assign(3, {});
    writer.write(block);
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
  const Results results = read_results(folder / "r.h5");
  REQUIRE(results.reconciled_factor.size() == 3);
  for (std::size_t b = 0; b < 3; ++b) {
    for (std::size_t c = 0; c < 3; ++c) {
      CHECK(results.reconciled_factor[b][c].factor == layout.reconciled[b][c].factor);
      CHECK(results.reconciled_factor[b][c].origin == layout.reconciled[b][c].origin);
      CHECK(results.reconciled_factor[b][c].year == layout.reconciled[b][c].year);
    }
  }
}

TEST_CASE("A building id of any length is kept whole", "[results]") {
  const tests::TemporaryFolder folder;
  models::Portfolio portfolio = tests::small_portfolio();
  std::string& id = portfolio.buildings[1].building.building_id;
  for (int i = 0; i < 300; ++i) id += "\xC3\x98";
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer(folder / "r.h5", portfolio, layout, false);
  for (std::size_t s = 0; s < 2; ++s) {
    writer.write(tests::small_block(layout, s, 0, 3));
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
  CHECK(read_results(folder / "r.h5").portfolio.buildings[1].building.building_id == id);
  CHECK(tvilling::scenarios::results_bytes(portfolio, layout) >= fs::file_size(folder / "r.h5"));
}
