// SPDX-License-Identifier: MPL-2.0
// Any bytes as a result file, and a whole one with a piece replaced: a core::Error that says why, never a crash. With the
// checksum wrong, HDF5 must not be reached at all; where the fuzzer leaves the file as it was, it must be read.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/io/temporary_folder.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_seal.hpp"
#include "tests/fuzz/require.hpp"
#include "tests/support/small_results.hpp"

using namespace tvilling;
namespace fs = std::filesystem;

namespace {

/// In memory where the system has such a folder.
struct Place {
  Place() {
    if (fs::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 0);
    folder.emplace("fuzz");
    tests::write_small_results(folder->path() / "whole.h5");
    std::ifstream stream(folder->path() / "whole.h5", std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  std::optional<core::TemporaryFolder> folder;
  std::string whole;
};

void require_reason(const core::Error& error) {
  FUZZ_REQUIRE(error.kind() == core::ErrorKind::bad_input || error.kind() == core::ErrorKind::io);
  FUZZ_REQUIRE(!error.message().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Place place;
  if (size < 5) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 5, size - 5);
  std::string text(bytes);
  if (data[0] % 4 != 0) {
    // A piece of a whole file is replaced: in the first line, or anywhere.
    const std::size_t reach = data[0] % 4 == 1 ? scenarios::kSealBytes : place.whole.size();
    const std::size_t at = (data[1] + 256U * data[2] + 65536U * data[3]) % reach;
    text = place.whole;
    text.replace(at, std::min(bytes.size(), text.size() - at), bytes);
    if (data[4] % 8 == 1) text.resize(at + bytes.size());
  }
  const fs::path path = place.folder->path() / "fuzz.h5";
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  try {
    const scenarios::Results results = scenarios::read_results(path);
    FUZZ_REQUIRE(text == place.whole);
    FUZZ_REQUIRE(results.portfolio.buildings.size() == 3);
  } catch (const core::Error& error) {
    FUZZ_REQUIRE(text != place.whole);
    require_reason(error);
  }
  return 0;
}
