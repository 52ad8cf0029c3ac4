// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/io/file.hpp"

namespace tvilling::tests {

/// A file of ../shared/data, or the end of this test as *skipped* (exit code 77) where that folder is absent.
/// CTest runs every test case in a process of its own.
inline std::filesystem::path shared_data_or_skip(const std::string& relative) {
  const std::filesystem::path path = std::filesystem::path(TVILLING_SHARED_DATA) / relative;
  if (!std::filesystem::exists(path)) {
    std::fprintf(stderr, "skipped: %s is not on this machine\n", path.string().c_str());
    std::exit(77);
  }
  return path;
}

/// The same for a file whose content is known: another content is not the reference, and the test is skipped too.
inline std::filesystem::path reference_file_or_skip(const std::string& relative, const std::string& sha256) {
  std::filesystem::path path = shared_data_or_skip(relative);
  if (core::sha256_hex(core::read_file(path)) != sha256) {
    std::fprintf(stderr, "skipped: %s is not the reference file (its SHA-256 differs)\n", path.string().c_str());
    std::exit(77);
  }
  return path;
}

}  // namespace tvilling::tests
