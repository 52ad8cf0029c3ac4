// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// The study with its measures on premises (move, close, sublet, sell) said building by building: Measure::steps and
/// Measure::buildings. `portfolio`: the whole one, filled. What cannot be is a finding that stops: units, leases and properties
/// that are not there (with the nearest), units that sit nowhere, move twice or to another use, premises given up in which units
/// still sit. Doing it again changes nothing.
[[nodiscard]] Study with_premises(const Study& study, const models::Portfolio& portfolio, core::Findings& findings);

}  // namespace tvilling::scenarios
