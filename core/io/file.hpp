// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tvilling::core {

/// The whole file as bytes. Throws Error (io) with the system's reason; a folder or a missing file says so.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Writes beside the target and renames: the target is either the old file or the whole new one.
/// Throws Error (io) when the disk is full or the folder may not be written; leaves nothing behind then.
void write_file_atomic(const std::filesystem::path& path, std::string_view content);

/// SHA-256 in lower-case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace tvilling::core
