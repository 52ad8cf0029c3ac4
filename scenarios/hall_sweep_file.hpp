// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/hall_sweep.hpp"

namespace tvilling::scenarios {

/// What the axes are called in files: the parameter's name with its unit, e.g. "cover_fraction"; with the measure's name before
/// it ("insulate_roof_u_value_w_m2k") where two axes would have one name.
[[nodiscard]] std::vector<std::string> axis_names(const HallSweep& sweep);

/// A line per point: the parameters, every figure, `change_` of every figure, `condenses` (1: water condenses on wall, roof or
/// window in more hours than in the unchanged hall; empty: unknown), `not_applied` (names of measures that changed nothing
/// although the hall is not as they say) and the message of a point that failed (its numbers are empty).
[[nodiscard]] std::string sweep_csv(const HallSweep& sweep);

/// netCDF-4 that xarray opens (engine="h5netcdf"): a dimension with its coordinate for each parameter, a variable for each column
/// of the CSV; all with units and long_name. Equal sweeps give equal bytes. Written whole or not at all. Throws Error (io).
void write_sweep_hdf5(const HallSweep& sweep, const HallCase& hall, const std::string& study, const std::filesystem::path& path);

/// Throws Error (wrong_usage) when `out` exists and is not an earlier sweep: a result file is not lost by a slip of the hand.
void refuse_other_hdf5(const std::filesystem::path& out);

}  // namespace tvilling::scenarios
