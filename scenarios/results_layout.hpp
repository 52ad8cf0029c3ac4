// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/io/hdf5.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_schema.hpp"

/// Inside of the result file's room: all that stands in the file before the first hour.
namespace tvilling::scenarios {

/// Enough bytes for the whole file: the values and a generous share for names, texts and HDF5's own tables.
[[nodiscard]] std::uint64_t results_bytes(const models::Portfolio& portfolio, const ResultsLayout& layout);

/// The groups of a run's file that not every file has.
[[nodiscard]] schema::Parts parts_of(const models::Portfolio& portfolio, const ResultsLayout& layout);
/// The length of every dimension of a run's file.
[[nodiscard]] schema::Lengths lengths_of(const models::Portfolio& portfolio, const ResultsLayout& layout);

/// Makes every group and dataset, attaches the coordinates and writes buildings, origins and provenance.
void create_results_layout(const core::Hdf5File& file, const models::Portfolio& portfolio, const ResultsLayout& layout);

/// Opens a finished result file of this version and proves its kind. Throws as read_results does.
[[nodiscard]] core::Hdf5File open_results(const std::filesystem::path& path);

/// One scenario of an open file; without the city's hours when `city` is false.
[[nodiscard]] ScenarioResults read_scenario(const core::Hdf5File& file, std::size_t scenario, std::size_t buildings,
                                            bool city = true);

/// Value of a provenance entry, or empty.
[[nodiscard]] std::string provenance_value(const ResultsLayout& layout, std::string_view name);

}  // namespace tvilling::scenarios
