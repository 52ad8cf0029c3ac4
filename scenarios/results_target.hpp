// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/io/file.hpp"

/// Inside of the result file's room: the place on the disk.
namespace tvilling::scenarios {

/// `path` with ".partial" added.
[[nodiscard]] std::filesystem::path partial_path(const std::filesystem::path& path);

/// `partial` with ".new" added: the unfinished file before its tables are there. A run that was killed then leaves it; the next
/// one replaces it.
[[nodiscard]] std::filesystem::path made_path(const std::filesystem::path& partial);

/// Throws Error (io) when `path` could not be put there at the end: no such folder, no permission, a folder of that name, a
/// write-protected file.
void check_target(const std::filesystem::path& path);

/// Keeps every other run from `path` and its `.partial` while the lock lives. Throws Error (io) when another run has it.
[[nodiscard]] core::FileLock lock_target(const std::filesystem::path& path);

/// Throws Error (io) with both numbers when the disk has less than `bytes` for `partial`; touches nothing. What an abandoned
/// `partial` holds counts as free: it is replaced.
void check_room(const std::filesystem::path& partial, std::uint64_t bytes);

/// Sets `bytes` of the disk aside for `partial`, whose length stays. Throws Error (io) when the disk has less; a file system
/// that cannot do this lets the writing itself tell.
void reserve_room(const std::filesystem::path& partial, std::uint64_t bytes);

/// Gives back what was set aside beyond the end of `partial`.
void release_spare_room(const std::filesystem::path& partial);

}  // namespace tvilling::scenarios
