// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace tvilling::core {

/// A folder of its own below the system's temporary folder, removed with its content at the end.
class TemporaryFolder {
 public:
  /// Named tvilling-`purpose`-XXXXXX. Throws Error (io).
  explicit TemporaryFolder(std::string_view purpose);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tvilling::core
