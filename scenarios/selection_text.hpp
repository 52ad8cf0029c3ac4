// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// The whole selection of a measure in one line, in the order it is made: "year < 1973; 12 named buildings; SAMPLE 0.5 SEED 1;
/// ORDER BY year; LIMIT 40". Empty: all buildings. Longer than a cell of a workbook holds: cut, with "..." at its end.
[[nodiscard]] std::string selection_text(const Measure& measure);

}  // namespace tvilling::scenarios
