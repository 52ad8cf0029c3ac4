// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "scenarios/results_file.hpp"

namespace tvilling::viz {

/// Writes the buildings for ParaView into `folder` (made when missing):
/// * scenario_000.vtp, scenario_001.vtp, ...: extruded footprints of true size; cell data `building_index`, `surface` (0 roof,
///   1 wall), `first_cell` (1 once per building: sum over these), `status` and every annual variable, later scenarios also
///   `change_<variable>` against the first; field data `offset_m` (EPSG:25832 = point + offset) and `scenario_index`;
/// * city.pvd: the scenarios as time steps 0, 1, ...; open this one;
/// * buildings.csv and scenarios.csv: what the numbers stand for.
/// An earlier export into the same folder is replaced: its scenario_NNN.vtp that this one does not have are removed. Other
/// files stay. Each file is whole or absent, and city.pvd comes last. Returns the files written. Throws Error (io) or
/// (bad_input).
std::vector<std::filesystem::path> export_paraview(const scenarios::Results& results, const std::filesystem::path& folder);

}  // namespace tvilling::viz
