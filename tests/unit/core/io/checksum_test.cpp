// SPDX-License-Identifier: MPL-2.0
#include "core/io/checksum.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "core/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace tests = tvilling::tests;

TEST_CASE("The checksum of a file is XXH3 of its bytes", "[checksum]") {
  const tests::TemporaryFolder folder;
  const auto of = [&folder](const std::string& bytes) {
    std::ofstream(folder / "f", std::ios::binary) << bytes;
    return core::checksum_of_file(folder / "f");
  };
  // Check values of xxHash 0.8: XXH3_128bits with seed 0 of nothing.
  CHECK(of("").xxh3 == "99aa06d3014798d86001c324468d497f");
  CHECK(of("").bytes == 0);
  CHECK(of("a").xxh3 == of("a").xxh3);
  CHECK(of("a").xxh3 != of("b").xxh3);
}

TEST_CASE("The checksum of a large file does not depend on the pieces in which it is read", "[checksum]") {
  const tests::TemporaryFolder folder;
  std::string bytes(3'000'001, 'x');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i % 251);
  std::ofstream(folder / "whole", std::ios::binary) << bytes;
  std::ofstream(folder / "behind", std::ios::binary) << std::string(512, '-') << bytes;
  const core::FileChecksum whole = core::checksum_of_file(folder / "whole");
  CHECK(whole.bytes == bytes.size());
  CHECK(core::checksum_of_file(folder / "behind", 512) == whole);
  CHECK(core::checksum_of_file(folder / "behind").xxh3 != whole.xxh3);
  bytes[2'500'000] = static_cast<char>(bytes[2'500'000] ^ 1);
  std::ofstream(folder / "whole", std::ios::binary) << bytes;
  CHECK(core::checksum_of_file(folder / "whole").xxh3 != whole.xxh3);
}

TEST_CASE("A missing file has no checksum", "[checksum]") {
  CHECK_THROWS_AS(core::checksum_of_file("/nowhere/at/all"), core::Error);
}
