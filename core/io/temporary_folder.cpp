// SPDX-License-Identifier: MPL-2.0
#include "core/io/temporary_folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include "core/error.hpp"

namespace tvilling::core {

TemporaryFolder::TemporaryFolder(std::string_view purpose) {
  constexpr const char* kHint = "Set TMPDIR to a folder that you may write.";
  std::error_code failure;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(failure);
  if (failure) throw Error(ErrorKind::io, fmt::format("no temporary folder: {}", failure.message()), {parent.string()}, kHint);
  std::string pattern = (parent / fmt::format("tvilling-{}-XXXXXX", purpose)).string();
  if (mkdtemp(pattern.data()) == nullptr) {
    const std::string reason = std::generic_category().message(errno);
    throw Error(ErrorKind::io, fmt::format("cannot make a folder in {}: {}", parent.string(), reason), {}, kHint);
  }
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // nothing more can be done for what cannot be removed
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace tvilling::core
