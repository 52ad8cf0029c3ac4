// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_seal.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "core/error.hpp"
#include "core/io/checksum.hpp"
#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/reuse.hpp"
#include "tests/support/results_checks.hpp"
#include "tests/support/small_results.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace scenarios = tvilling::scenarios;
namespace tests = tvilling::tests;
namespace fs = std::filesystem;
using tests::bytes_of;
using tests::contains;
using tests::error_of;

namespace {

constexpr std::size_t kPlaces = 200;

void put(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

core::Error read_error(const fs::path& path) {
  return error_of([&path] { static_cast<void>(scenarios::read_results(path)); });
}

/// Places all over the file, and each byte of the HDF5 superblock.
std::vector<std::size_t> places(std::size_t size) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < kPlaces; ++i) out.push_back(i * size / kPlaces);
  for (std::size_t i = 0; i < 64; ++i) out.push_back(scenarios::kSealBytes + i);
  for (std::size_t i = 0; i < 80; ++i) out.push_back(i);
  return out;
}

/// One scenario is written whole, the other not at all.
void write_half(const fs::path& path) {
  const scenarios::ResultsLayout layout = tests::small_layout();
  scenarios::ResultsWriter writer = tests::small_writer(path, layout);
  writer.write(tests::small_block(layout, 0, 0, 3));
  writer.write_city(0, tests::small_city(0));
}

/// Resumes and ends the run.
void end_run(const fs::path& path) {
  const scenarios::ResultsLayout layout = tests::small_layout();
  scenarios::ResultsWriter writer = tests::small_writer(path, layout, true);
  for (std::size_t s = 0; s < 2; ++s) {
    if (writer.complete(s)) {
      static_cast<void>(writer.read_back(s));
      continue;
    }
    writer.write(tests::small_block(layout, s, 0, 3));
    writer.write_city(s, tests::small_city(s));
  }
  writer.finish();
}

}  // namespace

TEST_CASE("A result file begins with its checksum and length in one line", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const std::string bytes = bytes_of(folder / "r.h5");
  const core::FileChecksum sum = core::checksum_of_file(folder / "r.h5", 512);
  const std::string line = "tvilling-results 1 xxh3 " + sum.xxh3 + " " + std::to_string(bytes.size() - 512) + "\n";
  CHECK(bytes.substr(0, line.size()) == line);
  CHECK(bytes.find_first_not_of('\0', line.size()) == 512);
  CHECK(bytes.substr(513, 3) == "HDF");
  CHECK(scenarios::is_result_file(folder / "r.h5"));
}

TEST_CASE("A flipped bit anywhere in a result file is found before HDF5 opens it", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  tests::write_small_results(path);
  const std::string whole = bytes_of(path);
  for (const std::size_t at : places(whole.size())) {
    for (const int bit : {0, 7}) {
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      put(path, flipped);
      INFO("byte " << at << ", bit " << bit);
      REQUIRE(read_error(path).kind() == core::ErrorKind::bad_input);
    }
  }
}

TEST_CASE("A result file that was changed says so", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  tests::write_small_results(path);
  {
    const core::Hdf5File file = core::open_hdf5_file(path, core::Hdf5Access::write);
    core::write_attribute(file.id(), "note", "seen");
  }
  const core::Error error = read_error(path);
  CHECK((contains(error.message(), "changed after it was written") || contains(error.message(), "behind its end")));
  CHECK(error_of([&path] { const scenarios::EarlierRun earlier(path); }).message() == error.message());
}

TEST_CASE("A result file that is cut off or grew is told with its bytes", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  tests::write_small_results(path);
  const std::string whole = bytes_of(path);
  put(path, whole + "x");
  CHECK(contains(read_error(path).message(), "has 1 bytes behind its end"));
  for (const std::size_t keep : {whole.size() - 1, whole.size() / 2, std::size_t{513}, std::size_t{512}, std::size_t{100}}) {
    put(path, whole.substr(0, keep));
    INFO(keep);
    CHECK(contains(read_error(path).message(), "cut off: it has " + std::to_string(keep)));
  }
}

TEST_CASE("A newer file is refused by its first line, without HDF5", "[results]") {
  const tests::TemporaryFolder folder;
  std::string text = "tvilling-results 2 blake3 abc\n";
  text.resize(600, '\0');
  put(folder / "r.h5", text);
  CHECK(contains(read_error(folder / "r.h5").message(), "version 2"));
  CHECK(contains(read_error(folder / "r.h5").hint(), "newer"));
}

TEST_CASE("A result file without a checksum was made by an older version", "[results]") {
  const tests::TemporaryFolder folder;
  const auto make = [&folder](std::int32_t minor) {
    const core::Hdf5File file = core::create_hdf5_file(folder / "old.h5");
    core::write_attribute(file.id(), "filetype", "tvilling-results");
    const std::array<std::int32_t, 2> version{1, minor};
    core::write_attribute<std::int32_t>(file.id(), "version", version);
  };
  make(2);
  CHECK(contains(read_error(folder / "old.h5").message(), "older tvilling (version 1.2"));
  CHECK(contains(read_error(folder / "old.h5").hint(), "again"));
  CHECK(scenarios::is_result_file(folder / "old.h5"));
  make(3);
  CHECK(contains(read_error(folder / "old.h5").message(), "lost its checksum"));
}

TEST_CASE("A damaged unfinished file is resumed to a readable end, or refused with a reason", "[results]") {
  const tests::TemporaryFolder folder;
  const fs::path path = folder / "r.h5";
  const fs::path partial = folder / "r.h5.partial";
  write_half(path);
  const std::string whole = bytes_of(partial);
  std::size_t refused = 0;
  for (const std::size_t at : places(whole.size())) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x55);
    put(partial, flipped);
    fs::remove(path);
    static_cast<void>(scenarios::completed_scenarios(partial));
    INFO("byte " << at);
    try {
      end_run(path);
      static_cast<void>(scenarios::read_results(path));
    } catch (const core::Error& error) {
      CHECK(error.kind() != core::ErrorKind::internal);
      CHECK_FALSE(error.message().empty());
      ++refused;
    }
  }
  CHECK(refused >= 80);  // the first line is checked letter by letter
  for (const std::size_t keep : {std::size_t{0}, std::size_t{100}, std::size_t{600}, whole.size() / 2}) {
    put(partial, whole.substr(0, keep));
    INFO(keep);
    CHECK(error_of([&path] { end_run(path); }).kind() == core::ErrorKind::bad_input);
  }
}

TEST_CASE("A run that was killed between the checksum and the new name goes on", "[results]") {
  const tests::TemporaryFolder folder;
  tests::write_small_results(folder / "r.h5");
  const std::string whole = bytes_of(folder / "r.h5");
  fs::rename(folder / "r.h5", folder / "r.h5.partial");
  CHECK(scenarios::completed_scenarios(folder / "r.h5.partial") == 2);
  end_run(folder / "r.h5");
  const bool same = bytes_of(folder / "r.h5") == whole;
  CHECK(same);
}

TEST_CASE("What is no result file is not taken for one", "[results]") {
  const tests::TemporaryFolder folder;
  put(folder / "letter.h5", "Dear planner");
  {
    static_cast<void>(core::create_hdf5_file(folder / "other.h5"));
  }
  CHECK_FALSE(scenarios::is_result_file(folder / "letter.h5"));
  CHECK_FALSE(scenarios::is_result_file(folder / "other.h5"));
  CHECK(scenarios::completed_scenarios(folder / "none.partial") == 0);
}
