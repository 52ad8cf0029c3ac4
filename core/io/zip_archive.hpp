// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace tvilling::core {

/// An archive of files, as .xlsx and .ods are.
class ZipArchive {
 public:
  /// Nothing when the file is no archive. Throws Error (io) when it cannot be read.
  [[nodiscard]] static std::optional<ZipArchive> open(const std::filesystem::path& path);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;
  ZipArchive(ZipArchive&& other) noexcept;
  ZipArchive& operator=(ZipArchive&&) = delete;

  [[nodiscard]] bool has(const std::string& name) const;
  /// Nothing when there is no such file; Error (bad_input) when it is damaged or larger than 2 GiB.
  [[nodiscard]] std::optional<std::string> read(const std::string& name) const;

 private:
  explicit ZipArchive(void* handle) noexcept : handle_(handle) {}
  void* handle_;
};

/// Copies an archive file by file in its order; `change` may give another content for a name. Equal input gives equal bytes.
/// Throws Error (io).
void rewrite_zip(const std::filesystem::path& from, const std::filesystem::path& to,
                 const std::function<void(const std::string& name, std::string& content)>& change);

}  // namespace tvilling::core
