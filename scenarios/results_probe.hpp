// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <filesystem>

#include "core/io/child_process.hpp"
#include "scenarios/results_file.hpp"

/// Inside of the result file's room: HDF5 looks, in a child process, at files that are not known to be whole.
namespace tvilling::scenarios {

inline constexpr std::chrono::seconds kProbePatience{120};

/// Throws Error (bad_input) that says what an HDF5 file without a seal is.
[[noreturn]] void refuse_unsealed(const std::filesystem::path& path);

}  // namespace tvilling::scenarios
