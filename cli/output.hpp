// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace tvilling::cli {

/// Nothing of the user's is lost by a slip of the hand: throws Error (wrong_usage) when `out` is the very file that is read
/// as `in`, under this name or another one.
void refuse_same_file(const std::filesystem::path& in, const std::filesystem::path& out);

/// Throws Error (wrong_usage) when `out` exists and a result file may not take its place: another HDF5 file, any other file
/// with content, a device. A damaged result file may be replaced.
void refuse_foreign_file(const std::filesystem::path& out);

/// Throws Error (io) when `out` is a folder or no file can be made beside it: to be called before a long computation.
void refuse_unwritable_place(const std::filesystem::path& out);

/// Throws Error (wrong_usage) when `out` lies in the folder that is read as `in`: reference data stay as they are.
void refuse_inside(const std::filesystem::path& in, const std::filesystem::path& out);

/// The text as one word of a shell: as it is where nothing in it is special, else in single quotes.
[[nodiscard]] std::string quoted_for_shell(std::string_view text);

}  // namespace tvilling::cli
