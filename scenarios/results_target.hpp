// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>

/// Inside of the result file's room: the place on the disk.
namespace tvilling::scenarios {

/// `path` with ".partial" added.
[[nodiscard]] std::filesystem::path partial_path(const std::filesystem::path& path);

/// Throws Error (io) when `path` could not be put there at the end: no such folder, no permission, a folder of that name, a
/// write-protected file; or when another run is writing its `.partial`.
void check_target(const std::filesystem::path& path);

/// Asks the file system for `bytes` at `partial`, which is left empty. Throws Error (io) with both numbers when the disk has
/// less.
void reserve_room(const std::filesystem::path& partial, std::uint64_t bytes);

/// Waits until the disk has the file, then gives it its name.
void publish(const std::filesystem::path& partial, const std::filesystem::path& path);

}  // namespace tvilling::scenarios
