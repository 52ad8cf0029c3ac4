// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>

#include "core/findings.hpp"

namespace tvilling::models {

/// A file with the tables of a detailed building and none of a study; told by its text, so that one that is not TOML has its own
/// findings. Throws Error (io) when it cannot be read.
[[nodiscard]] bool is_fabric_file(const std::filesystem::path& path);

/// All that a run of a detailed building would read. Weather may come with the run: without any in the file, the rest is checked
/// with the reference year.
void check_fabric(const std::filesystem::path& path, core::Findings& findings);

}  // namespace tvilling::models
