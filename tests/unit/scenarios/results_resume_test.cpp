// SPDX-License-Identifier: MPL-2.0
#include <fcntl.h>
#include <hdf5.h>
#include <sys/file.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "tests/support/child_process.hpp"
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
using tvilling::scenarios::ResultsLayout;
using tvilling::scenarios::ResultsWriter;
using tvilling::scenarios::TaskStatus;

namespace {

const std::vector<models::Hourly> kTwoSeries{models::Hourly::heat, models::Hourly::operative_temperature};

}  // namespace

TEST_CASE("A run that was killed is resumed and ends with the same bytes", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout(kTwoSeries);
  const tests::ChildEnd end = tests::in_child([&folder, &layout] {
    ResultsWriter writer = small_writer(folder / "r.h5", layout);
    writer.write(tests::small_block(layout, 0, 0, 3));
    writer.write_city(0, tests::small_city(0));
    writer.write(tests::small_block(layout, 1, 0, 2, 0));  // this failure is gone after the second try
    std::raise(SIGKILL);
    return 0;
  });
  REQUIRE(end.signal == SIGKILL);
  REQUIRE(fs::exists(folder / "r.h5.partial"));
  CHECK_FALSE(fs::exists(folder / "r.h5"));
  {
    ResultsWriter writer = small_writer(folder / "r.h5", layout, true);
    CHECK(writer.complete(0));
    CHECK_FALSE(writer.complete(1));
    CHECK_THROWS_AS(writer.read_back(1), core::Error);
    writer.write(tests::small_block(layout, 1, 0, 3));
    writer.write_city(1, tests::small_city(1));
    writer.finish();
  }
  tests::write_small_results(folder / "undisturbed.h5", kTwoSeries);
  const bool same = bytes_of(folder / "r.h5") == bytes_of(folder / "undisturbed.h5");
  CHECK(same);
}

TEST_CASE("Only the same run is resumed", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  const ResultsLayout layout = tests::small_layout(kTwoSeries);
  static_cast<void>(small_writer(path, layout));
  const auto refusal = [&path](const ResultsLayout& other, const models::Portfolio& portfolio) {
    const core::Error error = error_of([&] { const ResultsWriter writer(path, portfolio, other, true); });
    CHECK(error.kind() == core::ErrorKind::bad_input);
    CHECK(contains(error.hint(), "Delete it"));
    return error.message();
  };
  const models::Portfolio portfolio = tests::small_portfolio();

  ResultsLayout other = layout;
  other.scenario_names[1] = "windows";
  CHECK(contains(refusal(other, portfolio), "other scenarios"));
  other = layout;
  other.provenance[1].second = "ffff";
  CHECK(contains(refusal(other, portfolio), "other inputs"));
  other = layout;
  other.hourly.clear();
  CHECK(contains(refusal(other, portfolio), "other hourly series"));
  other.hourly = {models::Hourly::heat};
  CHECK(contains(refusal(other, portfolio), "other hourly series"));
  other.hourly = {models::Hourly::heat, models::Hourly::water};
  CHECK(contains(refusal(other, portfolio), "another layout (see /hourly/water_m3)"));
  models::Portfolio renamed = portfolio;
  renamed.buildings[1].building.building_id = "b-002a";
  CHECK(contains(refusal(layout, renamed), "other buildings"));
  CHECK_FALSE(ResultsWriter(path, portfolio, layout, true).complete(0));  // and the file is as it was
}

TEST_CASE("A damaged unfinished file is not resumed", "[results]") {
  const tests::TemporaryFolder folder;
  static_cast<void>(small_writer(folder / "r.h5", tests::small_layout()));
  fs::resize_file(folder / "r.h5.partial", 5000);
  const core::Error error = error_of([&] { small_writer(folder / "r.h5", tests::small_layout(), true); });
  CHECK(contains(error.message(), "cannot resume: the HDF5 file is cut off"));
  CHECK(error.hint() == "Delete the file to begin anew.");
}

TEST_CASE("A completed scenario is read back as it was written", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  {
    ResultsWriter writer = small_writer(folder / "r.h5", layout);
    writer.write(tests::small_block(layout, 1, 0, 3, 1));
    writer.write_city(1, tests::small_city(1));
  }
  const ResultsWriter writer = small_writer(folder / "r.h5", layout, true);
  const tvilling::scenarios::ScenarioResults back = writer.read_back(1);
  REQUIRE(back.results.size() == 3);
  for (const std::size_t b : {0U, 2U}) {
    CHECK(back.results[b].annual == tests::small_result(1, b).annual);
    CHECK(back.results[b].monthly == tests::small_result(1, b).monthly);
  }
  CHECK(std::isnan(back.results[1].annual[0]));
  CHECK(back.status == std::vector<TaskStatus>{TaskStatus::done, TaskStatus::failed, TaskStatus::done});
  CHECK(back.messages == std::vector<std::string>{"", "the area is not known", ""});
  CHECK(back.city == tests::small_city(1));
}

TEST_CASE("An unfinished file of another version is not resumed", "[results]") {
  const tests::TemporaryFolder folder;
  static_cast<void>(small_writer(folder / "r.h5", tests::small_layout()));
  {
    const core::Hdf5File file = core::open_hdf5_file(folder / "r.h5.partial", core::Hdf5Access::write);
    H5Adelete(file.id(), "version");
    const std::array<std::int32_t, 2> version{1, 0};
    core::write_attribute<std::int32_t>(file.id(), "version", version);
  }
  const core::Error error = error_of([&] { small_writer(folder / "r.h5", tests::small_layout(), true); });
  CHECK(contains(error.message(), "another version of the format"));
}

TEST_CASE("An unfinished file that another program reads is not called damaged", "[results]") {
  const tests::TemporaryFolder folder;
  static_cast<void>(small_writer(folder / "r.h5", tests::small_layout()));
  const core::FileDescriptor reader = core::FileDescriptor::open(folder / "r.h5.partial", O_RDONLY);
  REQUIRE(::flock(reader.get(), LOCK_SH) == 0);
  const core::Error error = error_of([&] { small_writer(folder / "r.h5", tests::small_layout(), true); });
  CHECK(error.kind() == core::ErrorKind::io);
  CHECK(error.hint() == "Another program has the file open: close it there.");
}
