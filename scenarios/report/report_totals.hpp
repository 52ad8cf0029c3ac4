// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>

#include "scenarios/report/report.hpp"

namespace tvilling::scenarios::report {

/// The sums of a scenario of the result file: all buildings, uses, administrations, months, reconciled. Without its title.
[[nodiscard]] ScenarioReport scenario_totals(const Report& report, std::size_t place);

}  // namespace tvilling::scenarios::report
