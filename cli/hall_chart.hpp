// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "cli/hall_report.hpp"
#include "viz/chart.hpp"

namespace tvilling::cli {

/// What changed by term: delivered heat and electricity by use, the balance of heat, water by use (more is positive). Terms that
/// change less than 1 % of the panel's largest change are left out, and the chart says so.
[[nodiscard]] viz::BarChart hall_change_chart(const HallReport& report);

}  // namespace tvilling::cli
