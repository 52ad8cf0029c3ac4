// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/io/hdf5.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/results_file.hpp"

/// Inside of the result file's room: the group /halls, what swimming halls have beyond other buildings.
namespace tvilling::scenarios {

/// Places of the buildings that are swimming halls, in portfolio order: the order of the group.
[[nodiscard]] std::vector<std::size_t> hall_places(const models::Portfolio& portfolio);

/// The datasets of all hall variables, in their order.
[[nodiscard]] std::vector<core::Hdf5Dataset> open_halls(const core::Hdf5File& file);

/// Writes the halls of a block. Throws Error (internal) for one that is done without its totals.
void write_halls(std::span<const core::Hdf5Dataset> datasets, std::span<const std::size_t> halls, const ResultsBlock& block);

/// Places of the halls in the file's buildings; none in a file without the group. Throws Error (bad_input) for a hall that is no
/// building of the file.
[[nodiscard]] std::vector<std::size_t> stored_halls(const core::Hdf5File& file);

/// Gives the results of a scenario, all buildings of the file, the totals of their halls; failed ones get none. Throws Error
/// (bad_input) for a dataset of another size.
void read_halls(const core::Hdf5File& file, std::span<const std::size_t> halls, std::size_t scenario,
                std::span<const TaskStatus> status, std::span<models::BuildingResult> results);

}  // namespace tvilling::scenarios
