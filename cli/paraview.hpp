// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>

#include "scenarios/results_file.hpp"

namespace tvilling::cli {

/// Footprints with the annual figures as cell data (.vtp per scenario and a .pvd). Throws Error (wrong_usage) that says
/// how to build it when this program was built without a viewer.
void export_paraview(const scenarios::Results& results, const std::filesystem::path& folder);

}  // namespace tvilling::cli
