// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace tvilling::core {

/// XXH3 of 128 bits in lower-case hexadecimal: tells damage, not forgery.
struct FileChecksum {
  std::string xxh3;
  std::uint64_t bytes = 0;  ///< that it stands for
  bool operator==(const FileChecksum&) const = default;
};

/// Of the file from byte `from` to its end, read in pieces. Throws Error (io).
[[nodiscard]] FileChecksum checksum_of_file(const std::filesystem::path& path, std::uint64_t from = 0);

}  // namespace tvilling::core
