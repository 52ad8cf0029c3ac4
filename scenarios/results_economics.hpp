// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/io/hdf5.hpp"
#include "scenarios/results_file.hpp"

/// Inside of the result file's room: the groups /economics, /reconciled and /measures.
namespace tvilling::scenarios {

/// Their open datasets while a file is written.
struct EconomicDatasets {
  std::vector<core::Hdf5Dataset> economics;   ///< in the order of kEconomicVariables
  std::vector<core::Hdf5Dataset> reconciled;  ///< in the order of kReconciledVariables; none: no meters
  std::vector<core::Hdf5Dataset> counted;     ///< the counted numbers of /measures; none: no measures
  std::vector<std::size_t> of_scenario;       ///< scenario of every measure
};
[[nodiscard]] EconomicDatasets open_economics(const core::Hdf5File& file);

/// Writes the money of a block; what is not done is NaN. Throws Error (internal) when the block does not have what the file
/// keeps.
void write_economics(const EconomicDatasets& datasets, const ResultsBlock& block);

/// Writes the counted numbers of a scenario's measures.
void write_measure_counts(const EconomicDatasets& datasets, std::size_t scenario, std::span<const AppliedMeasure> measures);

/// Gives `head` the measures and the factors of reconciliation, as far as the file has them. Throws Error (bad_input) for a
/// dataset of another size, also of those that read_economics_of reads.
void read_economics_head(const core::Hdf5File& file, Results& head);

/// Gives a scenario, whose buildings are read, its economics and reconciled results, as far as the file has them.
void read_economics_of(const core::Hdf5File& file, std::size_t scenario, ScenarioResults& results);

}  // namespace tvilling::scenarios
