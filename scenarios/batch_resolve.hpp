// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/selection.hpp"
#include "scenarios/study.hpp"

/// Inside of the batch's room: from the conditions of a study to buildings.
namespace tvilling::scenarios {

/// Gives a measure on premises what it does to each of its buildings; of other measures nothing.
void add_steps(const Measure& measure, const Selection& selection, ResolvedMeasure& resolved);

/// Resolves every `where` of a scenario. Problems become findings.
[[nodiscard]] ResolvedScenario resolve(const Scenario& scenario, std::size_t position, const Selection& selection,
                                       core::Findings& findings);

/// All scenarios from `first` on.
[[nodiscard]] std::vector<ResolvedScenario> resolve_all(const Study& study, std::size_t first, const Selection& selection,
                                                        core::Findings& findings);

/// Resolves all scenarios with the portfolio's own columns; nothing when some `where` needs the baseline's results. What is wrong
/// even with results stops here, before anything is simulated.
[[nodiscard]] std::optional<std::vector<ResolvedScenario>> resolve_early(const Study& study, const models::Portfolio& portfolio,
                                                                         core::Findings& findings);

/// A finding (stops) for every id in a measure's list of buildings that the portfolio does not have, with the nearest. To be
/// asked of the whole portfolio, before a part of it is chosen.
void check_named_buildings(const Study& study, const models::Portfolio& portfolio, core::Findings& findings);

/// A measure that matches buildings and betters none would leave the planner with a riddle.
void warn_of_idle_measures(const Study& study, const std::vector<ResolvedScenario>& scenarios, const models::Portfolio& portfolio,
                           core::Findings& findings);

}  // namespace tvilling::scenarios
