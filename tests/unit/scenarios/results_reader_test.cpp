// SPDX-License-Identifier: MPL-2.0
#include <hdf5.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_seal.hpp"
#include "tests/support/results_checks.hpp"
#include "tests/support/small_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace tests = tvilling::tests;
namespace fs = std::filesystem;
using tests::contains;
using tests::error_of;
using tests::small_writer;
using tvilling::scenarios::read_results;
using tvilling::scenarios::Results;

namespace {

core::Error read_error(const fs::path& path) {
  return error_of([&path] { static_cast<void>(read_results(path)); });
}

/// A finished small file that the test then damages through the plain HDF5 library, with a checksum that fits.
template <typename Damage>
void damage(const fs::path& path, const Damage& change) {
  tests::write_small_results(path);
  {
    const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::write);
    change(file.id());
  }
  tvilling::scenarios::seal_results(path);
}

}  // namespace

TEST_CASE("A path without a result file says what is there", "[results]") {
  const tests::TemporaryFolder folder;
  CHECK(read_error(folder / "r.h5").kind() == core::ErrorKind::io);
  CHECK(contains(read_error(folder / "r.h5").message(), "no such file"));
  CHECK(contains(read_error(folder.path()).message(), "folder"));
  std::ofstream(folder / "text.h5") << "building_id;area_m2\n";
  CHECK(contains(read_error(folder / "text.h5").message(), "not an HDF5 file"));

  static_cast<void>(small_writer(folder / "r.h5", tests::small_layout()));
  CHECK(contains(read_error(folder / "r.h5").hint(), "--resume"));
  CHECK(contains(read_error(folder / "r.h5.partial").message(), "unfinished"));
  CHECK(contains(read_error(folder / "r.h5.partial").hint(), "--resume"));
}

TEST_CASE("A result file that is cut off anywhere is refused", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  const std::uintmax_t keep = GENERATE(std::uintmax_t{0}, std::uintmax_t{20}, std::uintmax_t{4096}, std::uintmax_t{100000});
  tests::write_small_results(path);
  REQUIRE(fs::file_size(path) > keep);
  fs::resize_file(path, keep);
  CHECK(read_error(path).kind() == core::ErrorKind::bad_input);
}

TEST_CASE("Another type or version of file is refused by its name", "[results]") {
  const tests::TemporaryFolder folder;
  {
    const core::Hdf5File file = core::create_hdf5_file(folder / "plain.h5");
    const core::Hdf5File plan = core::create_hdf5_file(folder / "plan.h5");
    core::write_attribute(plan.id(), "filetype", "tvilling-plan");
    const core::Hdf5File next = core::create_hdf5_file(folder / "next.h5");
    core::write_attribute(next.id(), "filetype", "tvilling-results");
    const std::array<std::int32_t, 2> version{2, 3};
    core::write_attribute<std::int32_t>(next.id(), "version", version);
  }
  CHECK(contains(read_error(folder / "plain.h5").message(), "names no filetype"));
  CHECK(contains(read_error(folder / "plan.h5").message(), "type \"tvilling-plan\""));
  CHECK(contains(read_error(folder / "next.h5").message(), "version 2.3"));
  CHECK(contains(read_error(folder / "next.h5").hint(), "newer"));
}

TEST_CASE("A table that is missing or has another size or makes no sense is named", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  damage(path, [](hid_t file) { H5Ldelete(file, "/annual/heat_kwh", H5P_DEFAULT); });
  CHECK(contains(read_error(path).message(), "/annual/heat_kwh is missing"));
  damage(path, [](hid_t file) { H5Ldelete(file, "/status", H5P_DEFAULT); });
  CHECK(contains(read_error(path).message(), "/status/task is missing"));
  damage(path, [](hid_t file) {
    H5Ldelete(file, "/monthly/water_m3", H5P_DEFAULT);
    static_cast<void>(core::create_dataset(file, "/monthly/water_m3", {core::Hdf5Type::float64, {2, 3}}));
  });
  CHECK(contains(read_error(path).message(), "/monthly/water_m3 does not have the size"));
  damage(path, [](hid_t file) {
    core::write_slab<std::int32_t>(core::open_dataset(file, "/buildings/ring_count"), {{1}, {1}},
                                   std::array<std::int32_t, 1>{90});
  });
  CHECK(contains(read_error(path).message(), "footprint of building b-002"));
  damage(path, [](hid_t file) {
    core::write_slab<std::uint8_t>(core::open_dataset(file, "/status/task"), {{0, 0}, {1, 1}}, std::array<std::uint8_t, 1>{7});
  });
  CHECK(contains(read_error(path).message(), "unknown state 7"));
}

TEST_CASE("An unknown scenario is answered with the nearest name", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const Results results = read_results(folder / "r.h5");
  CHECK(results.scenario_index("roofs") == 1);
  const core::Error error = error_of([&results] { static_cast<void>(results.scenario_index("rofs")); });
  CHECK(error.kind() == core::ErrorKind::bad_input);
  CHECK(contains(error.hint(), "roofs"));
}

TEST_CASE("An unfinished file under a finished one's name is refused", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  const tvilling::scenarios::ResultsLayout layout = tests::small_layout();
  {
    tvilling::scenarios::ResultsWriter writer = small_writer(path, layout);
    writer.write(tests::small_block(layout, 0, 0, 3));
    writer.write_city(0, tests::small_city(0));
    writer.write(tests::small_block(layout, 1, 0, 2));
  }
  fs::rename(folder / "r.h5.partial", path);
  const core::Error error = read_error(path);
  CHECK(error.kind() == core::ErrorKind::bad_input);
  CHECK(contains(error.message(), "did not finish"));
  CHECK(contains(error.hint(), "--resume"));
}

TEST_CASE("A scenario marked as complete has a result for each building", "[results]") {
  const tests::TemporaryFolder folder;
  damage(folder / "r.h5", [](hid_t file) {
    core::write_slab<std::uint8_t>(core::open_dataset(file, "/status/task"), {{1, 2}, {1, 1}}, std::array<std::uint8_t, 1>{0});
  });
  const core::Error error = read_error(folder / "r.h5");
  CHECK(error.kind() == core::ErrorKind::bad_input);
  CHECK(contains(error.message(), "building b-003 has no result in scenario roofs"));
}

TEST_CASE("A table without any month is refused", "[results]") {
  const tests::TemporaryFolder folder;
  damage(folder / "r.h5", [](hid_t file) {
    H5Ldelete(file, "/monthly/heat_kwh", H5P_DEFAULT);
    static_cast<void>(core::create_dataset(file, "/monthly/heat_kwh", {core::Hdf5Type::float64, {2, 3, 0}}));
  });
  CHECK(contains(read_error(folder / "r.h5").message(), "/monthly/heat_kwh does not have the size"));
}

TEST_CASE("Wanted scenarios are read as they stand in the whole file and nothing else is", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5", {}, 1);
  const Results whole = read_results(folder / "r.h5");
  const Results part = read_results(folder / "r.h5", {{"roofs"}, false});
  REQUIRE(part.scenario_names == std::vector<std::string>{"roofs"});
  REQUIRE(part.results.size() == 1);
  CHECK(part.results[0][0].annual == whole.results[1][0].annual);
  CHECK(part.results[0][2].monthly == whole.results[1][2].monthly);
  CHECK(part.status[0] == whole.status[1]);
  CHECK(part.messages[0] == whole.messages[1]);
  CHECK(part.messages[0][1] == "the area is not known");
  CHECK(part.city.empty());
  CHECK(part.provenance == whole.provenance);
  CHECK(part.portfolio.buildings.size() == 3);

  const Results turned = read_results(folder / "r.h5", {{"roofs", "baseline"}, true});
  CHECK(turned.scenario_names == whole.scenario_names);  // the order of the file
  CHECK(turned.city == whole.city);
  const core::Error error = error_of([&folder] { static_cast<void>(read_results(folder / "r.h5", {{"rofs"}, true})); });
  CHECK(contains(error.message(), "\"rofs\""));
  CHECK(contains(error.hint(), "roofs"));
}

TEST_CASE("A file read scenario by scenario gives the same as the whole", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const Results whole = read_results(folder / "r.h5");
  const tvilling::scenarios::ResultsFile file(folder / "r.h5");
  CHECK(file.head().results.empty());
  CHECK(file.head().scenario_names == whole.scenario_names);
  for (std::size_t s = 0; s < 2; ++s) {
    const tvilling::scenarios::ScenarioResults one = file.scenario(s);
    for (std::size_t b = 0; b < 3; ++b) CHECK(one.results[b].annual == whole.results[s][b].annual);
    CHECK(one.city == whole.city[s]);
    CHECK(file.scenario(s, false).city.empty());
  }
}
