// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>

/// Inside of the result file's room: the block of text before the HDF5 file proper (an HDF5 user block), with a checksum of all
/// that follows. HDF5 1.10 crashes on damaged files, so nothing is given to it before the seal has been found right.
namespace tvilling::scenarios {

inline constexpr std::uint64_t kSealBytes = 512;

/// Writes the block of a file that is not finished yet. Throws Error (io).
void mark_unfinished(const std::filesystem::path& file);

/// Writes the block of a finished, closed file. Throws Error (io).
void seal_results(const std::filesystem::path& file);

/// Throws Error (bad_input) for a file that is not a finished result file as it was written: cut off, grown, changed, unfinished,
/// of another kind, made by an older or newer version. Reads the whole file.
void check_seal(const std::filesystem::path& file);

/// Throws Error (bad_input) for a file that does not begin as an unfinished one. Sealed, but not yet renamed, is well.
void check_unfinished(const std::filesystem::path& file);

/// True when the file begins as a result file of this or a newer version, damaged or not.
[[nodiscard]] bool begins_as_results(const std::filesystem::path& file);

}  // namespace tvilling::scenarios
