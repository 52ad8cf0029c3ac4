// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_file.hpp"

#include <fcntl.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <csignal>
#include <fstream>
#include <iterator>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_layout.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/small_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace tests = tvilling::tests;
namespace fs = std::filesystem;
using tvilling::scenarios::read_results;
using tvilling::scenarios::Results;
using tvilling::scenarios::ResultsLayout;
using tvilling::scenarios::ResultsWriter;
using tvilling::scenarios::TaskStatus;

namespace {

const std::vector<models::Hourly> kTwoSeries{models::Hourly::heat, models::Hourly::operative_temperature};

template <typename Work>
core::Error error_of(const Work& work) {
  try {
    work();
  } catch (const core::Error& error) {
    return error;
  }
  throw std::logic_error("no error came");
}

core::Error read_error(const fs::path& path) {
  return error_of([&path] { static_cast<void>(read_results(path)); });
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

ResultsWriter small_writer(const fs::path& path, const ResultsLayout& layout, bool resume = false) {
  return {path, tests::small_portfolio(), layout, resume};
}

/// A finished small file that the test then damages through the plain HDF5 library.
template <typename Damage>
void damage(const fs::path& path, const Damage& change) {
  tests::write_small_results(path);
  const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::write);
  change(file.id());
}

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
  CHECK(std::isnan(core::read_slab<float>(heat, {{1, 1, 30}, {1, 1, 1}})[0]));
  CHECK(core::read_slab<float>(heat, {{1, 2, 30}, {1, 1, 1}})[0] == 3.75F);
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
    std::vector<TaskStatus> status;
    const std::vector<models::BuildingResult> back = writer.read_back(0, status);
    REQUIRE(back.size() == 3);
    CHECK(status == std::vector<TaskStatus>(3, TaskStatus::done));
    CHECK(back[2].annual == tests::small_result(0, 2).annual);
    CHECK(back[2].monthly == tests::small_result(0, 2).monthly);
    CHECK_THROWS_AS(writer.read_back(1, status), core::Error);
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

TEST_CASE("An older result stays whole until the new one is finished", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  std::ofstream(path) << "old";
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter writer = small_writer(path, layout);
  writer.write(tests::small_block(layout, 0, 0, 3));
  writer.write_city(0, tests::small_city(0));
  CHECK(bytes_of(path) == "old");
  CHECK(error_of([&writer] { writer.finish(); }).kind() == core::ErrorKind::internal);  // a scenario is missing
  CHECK(bytes_of(path) == "old");
  writer.write(tests::small_block(layout, 1, 0, 3));
  writer.write_city(1, tests::small_city(1));
  writer.finish();
  CHECK(read_results(path).scenario_names.size() == 2);
  CHECK_FALSE(fs::exists(folder / "r.h5.partial"));
}

TEST_CASE("A place that cannot be written is refused before anything runs", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  const core::Error missing = error_of([&] { small_writer(folder / "no" / "r.h5", layout); });
  CHECK(missing.kind() == core::ErrorKind::io);
  CHECK(contains(missing.message(), "does not exist"));
  CHECK(contains(missing.hint(), "mkdir -p"));
  CHECK(contains(error_of([&] { small_writer(folder.path(), layout); }).message(), "this is a folder"));

  const ResultsWriter first = small_writer(folder / "r.h5", layout);
  CHECK(contains(error_of([&] { small_writer(folder / "r.h5", layout); }).message(), "another run is writing"));
}

TEST_CASE("A folder or a file without permission is refused with a hint", "[results]") {
  const tests::TemporaryFolder folder;
  std::ofstream(folder / "protected.h5") << "old";
  fs::permissions(folder / "protected.h5", fs::perms::owner_read);
  const tests::ChildEnd end = tests::in_child([&folder] {
    if (::geteuid() == 0) {  // root may write everywhere: be nobody, in a folder of nobody's
      if (::chown(folder.path().c_str(), 65534, 65534) != 0 || ::seteuid(65534) != 0) return 1;
    }
    const core::Error file = error_of([&folder] { small_writer(folder / "protected.h5", tests::small_layout()); });
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const core::Error place = error_of([&folder] { small_writer(folder / "new.h5", tests::small_layout()); });
    fs::permissions(folder.path(), fs::perms::owner_all);
    const bool right = file.kind() == core::ErrorKind::io && contains(file.message(), "the file exists and may not be written") &&
                       contains(file.hint(), "chmod") && place.kind() == core::ErrorKind::io &&
                       contains(place.message(), "may not be written") && !place.hint().empty();
    return right ? 42 : 2;
  });
  CHECK(end.exit_code == 42);
}

TEST_CASE("Results that do not fit are refused with their size and leave nothing behind", "[results]") {
  const tests::TemporaryFolder folder;
  const tests::ChildEnd end = tests::in_child([&folder] {
    tests::limit_file_size(100 * 1024);
    const core::Error error = error_of([&folder] { small_writer(folder / "r.h5", tests::small_layout()); });
    return error.kind() == core::ErrorKind::io && contains(error.message(), "MB that the results need: File too large") ? 42 : 1;
  });
  CHECK(end.exit_code == 42);
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("Results larger than any disk name both numbers", "[results]") {
  const tests::TemporaryFolder folder;
  ResultsLayout layout = tests::small_layout(kTwoSeries);
  layout.scenario_names.clear();
  for (int s = 0; s < 200000; ++s) layout.scenario_names.push_back("s" + std::to_string(s));
  models::Portfolio portfolio = tests::small_portfolio();
  for (int b = 0; b < 20000; ++b) portfolio.buildings.push_back(portfolio.buildings[2]);
  const core::Error error = error_of([&] { const ResultsWriter writer(folder / "r.h5", portfolio, layout, false); });
  CHECK(error.kind() == core::ErrorKind::io);
  CHECK(contains(error.message(), "the results need 28"));  // 4e9 building-scenarios, 70 kB each for two series
  CHECK(contains(error.message(), "MB left"));
  CHECK(fs::is_empty(folder.path()));
}

TEST_CASE("The room that is asked for is enough", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5", kTwoSeries);
  CHECK(tvilling::scenarios::results_bytes(tests::small_portfolio(), tests::small_layout(kTwoSeries)) >=
        fs::file_size(folder / "r.h5"));
}

TEST_CASE("A disk that gets full during the run leaves no file that looks whole", "[results]") {
  const tests::TemporaryFolder folder;
  const tests::ChildEnd end = tests::in_child([&folder] {
    const ResultsLayout layout = tests::small_layout();
    ResultsWriter writer = small_writer(folder / "r.h5", layout);
    const int full = ::open("/dev/full", O_RDWR);
    for (const fs::directory_entry& entry : fs::directory_iterator("/proc/self/fd")) {
      std::error_code code;
      if (fs::read_symlink(entry.path(), code).filename() == "r.h5.partial") ::dup2(full, std::stoi(entry.path().filename()));
    }
    const core::Error first = error_of([&] { writer.write(tests::small_block(layout, 0, 0, 3)); });
    const core::Error second = error_of([&] { writer.write_city(0, tests::small_city(0)); });
    const bool right = contains(first.message(), "No space left on device") && contains(first.hint(), "Make room") &&
                       contains(second.message(), "an earlier write failed");
    return right && !writer.complete(0) ? 42 : 1;
  });
  CHECK(end.signal == 0);
  CHECK(end.exit_code == 42);
  CHECK_FALSE(fs::exists(folder / "r.h5"));
  CHECK_FALSE(small_writer(folder / "r.h5", tests::small_layout(), true).complete(0));  // what was there before still opens
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
