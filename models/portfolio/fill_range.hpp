// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "models/portfolio/archetypes.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Tells every number that was filled and lies outside its column's range (TV-1303, warns: the building will fail in the run),
/// with the building, its place in the table and the given numbers that lead there: those without which the filled one would lie
/// in its range. `given` is the building before it was filled (with its year).
void check_filled(const Building& given, const BuildingRecord& filled, const Archetypes& archetypes, core::Findings& findings);

}  // namespace tvilling::models
