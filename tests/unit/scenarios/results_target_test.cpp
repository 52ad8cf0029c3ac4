// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_target.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sys/prctl.h>
#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "core/error.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_layout.hpp"
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
using tvilling::scenarios::read_results;
using tvilling::scenarios::ResultsLayout;
using tvilling::scenarios::ResultsWriter;

namespace {

const std::vector<models::Hourly> kTwoSeries{models::Hourly::heat, models::Hourly::operative_temperature};

}  // namespace

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
    const bool root = ::geteuid() == 0;
    if (root) {  // root may write everywhere: be nobody, in a folder of nobody's
      if (::chown(folder.path().c_str(), 65534, 65534) != 0 || ::seteuid(65534) != 0) return 1;
    }
    const core::Error file = error_of([&folder] { small_writer(folder / "protected.h5", tests::small_layout()); });
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
    const core::Error place = error_of([&folder] { small_writer(folder / "new.h5", tests::small_layout()); });
    fs::permissions(folder.path(), fs::perms::owner_all);
    const bool right = file.kind() == core::ErrorKind::io && contains(file.message(), "the file exists and may not be written") &&
                       contains(file.hint(), "chmod") && place.kind() == core::ErrorKind::io &&
                       contains(place.message(), "may not be written") && !place.hint().empty();
    // A process that changed its user may not be traced, and the leak check at its end traces it.
    if (root && (::seteuid(0) != 0 || ::prctl(PR_SET_DUMPABLE, 1) != 0)) return 1;
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
  CHECK_THAT(error.message(),
             Catch::Matchers::Contains("the results need 5653"));  // 4e9 building-scenarios, 141 kB each for two series
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

TEST_CASE("A second run leaves the first one's file whole", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsLayout layout = tests::small_layout();
  ResultsWriter first = small_writer(folder / "r.h5", layout);
  first.write(tests::small_block(layout, 0, 0, 3));
  for (const bool resume : {false, true}) {
    const core::Error error = error_of([&] { small_writer(folder / "r.h5", layout, resume); });
    CHECK(error.kind() == core::ErrorKind::io);
    CHECK(contains(error.message(), "another run is writing"));
  }
  first.write_city(0, tests::small_city(0));
  first.write(tests::small_block(layout, 1, 0, 3));
  first.write_city(1, tests::small_city(1));
  first.finish();
  ResultsWriter second = small_writer(folder / "r.h5", layout);  // though the first one's object still lives
  CHECK(fs::exists(folder / "r.h5.partial.lock"));
  tests::write_small_results(folder / "undisturbed.h5");
  const bool same = bytes_of(folder / "r.h5") == bytes_of(folder / "undisturbed.h5");
  CHECK(same);
}

TEST_CASE("Of runs that start together those that begin also end whole", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "undisturbed.h5");
  const std::string expected = bytes_of(folder / "undisturbed.h5");
  const ResultsLayout layout = tests::small_layout();
  for (int round = 0; round < 10; ++round) {
    std::array<int, 2> gate{};
    REQUIRE(::pipe(gate.data()) == 0);
    std::vector<pid_t> runs;
    for (int run = 0; run < 6; ++run) {
      runs.push_back(tests::start_child([&folder, &layout, &gate] {
        ::close(gate[1]);
        char end = 0;
        if (::read(gate[0], &end, 1) != 0) return 1;  // until the gate opens
        try {
          ResultsWriter writer = small_writer(folder / "r.h5", layout);
          for (std::size_t s = 0; s < 2; ++s) {
            writer.write(tests::small_block(layout, s, 0, 3));
            writer.write_city(s, tests::small_city(s));
          }
          writer.finish();
        } catch (const core::Error& error) {
          return contains(error.message(), "another run is writing") ? 43 : 2;
        }
        return 42;
      }));
    }
    ::close(gate[0]);
    ::close(gate[1]);
    int whole = 0;
    for (const pid_t run : runs) {
      const int code = tests::end_of(run).exit_code;
      CHECK((code == 42 || code == 43));
      whole += code == 42 ? 1 : 0;
    }
    CHECK(whole >= 1);
    const bool same = bytes_of(folder / "r.h5") == expected;
    CHECK(same);
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 2);
    fs::remove(folder / "r.h5");
  }
}

TEST_CASE("A run that does not fit leaves the unfinished one of before", "[results]") {
  const tests::TemporaryFolder folder;
  static_cast<void>(small_writer(folder / "r.h5", tests::small_layout()));
  const std::string before = bytes_of(folder / "r.h5.partial");
  const tests::ChildEnd end = tests::in_child([&folder] {
    tests::limit_file_size(100 * 1024);
    const core::Error error = error_of([&folder] { small_writer(folder / "r.h5", tests::small_layout()); });
    return contains(error.message(), "File too large") ? 42 : 1;
  });
  CHECK(end.exit_code == 42);
  const bool same = bytes_of(folder / "r.h5.partial") == before;
  CHECK(same);
}

TEST_CASE("Room is set aside without a change of the file and given back", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5.partial";
  std::ofstream(path) << "content";
  const auto disk_bytes = [&path] {
    struct stat info{};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return static_cast<std::uint64_t>(info.st_blocks) * 512;
  };
  constexpr std::uint64_t kRoom = 5000000;
  tvilling::scenarios::reserve_room(path, kRoom);
  CHECK(disk_bytes() >= kRoom);
  CHECK(bytes_of(path) == "content");
  tvilling::scenarios::release_spare_room(path);
  CHECK(disk_bytes() < 100000);
  CHECK(bytes_of(path) == "content");
}

TEST_CASE("A file has its whole room on the disk before the first result", "[results]") {
  const tests::TemporaryFolder folder;
  const ResultsWriter writer = small_writer(folder / "r.h5", tests::small_layout(kTwoSeries));
  struct stat info{};
  REQUIRE(::stat((folder / "r.h5.partial").c_str(), &info) == 0);
  CHECK(info.st_blocks * 512 >= info.st_size);
  CHECK(info.st_blocks * 512 < info.st_size + 100000);
  CHECK(static_cast<std::uint64_t>(info.st_size) > 2 * 3 * 2 * 8760 * sizeof(double));
}
