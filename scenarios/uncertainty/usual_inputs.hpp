// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "scenarios/study.hpp"
#include "scenarios/uncertainty/uncertain_input.hpp"

namespace tvilling::scenarios {

/// The inputs that are drawn when a study names none, from uncertainty/data/uncertain_inputs.csv, each with its source. A row
/// "investment" with the catalogue's spread becomes one input for each measure type of the study whose lowest and highest unit
/// costs differ. The realised saving is left out when the study sets it. Throws Error (internal) when the table is broken.
[[nodiscard]] std::vector<UncertainInput> usual_inputs(const Study& study);

}  // namespace tvilling::scenarios
