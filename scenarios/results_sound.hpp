// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <string>

#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// What is wrong with one scenario's results as they stand in a file, or empty: every number of a building that succeeded is
/// finite, its months add up to its year, and the city's hours to the years of all buildings; to the last bit, for all are
/// multiples of 2^-20.
[[nodiscard]] std::string unsound(std::span<const models::BuildingResult> results, std::span<const TaskStatus> status,
                                  const CityHourly& city);

}  // namespace tvilling::scenarios
