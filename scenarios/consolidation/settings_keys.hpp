// SPDX-License-Identifier: MPL-2.0
// The numbers of [consolidation]: one row per key. Only for scenarios/consolidation.
#pragma once

#include <array>

#include "scenarios/consolidation/settings.hpp"
#include "scenarios/economics/settings_keys.hpp"

namespace tvilling::scenarios {

using ConsolidationKey = NumberKey<ConsolidationSettings>;
inline constexpr std::array kConsolidationKeys{
    ConsolidationKey{"desk_ratio", &ConsolidationSettings::desk_ratio, {0.1, 2.0, "desks per person"}},
    ConsolidationKey{"m2_per_desk", &ConsolidationSettings::m2_per_desk, {1.0, 1000.0, "m2"}},
    ConsolidationKey{"max_distance_m", &ConsolidationSettings::max_distance_m, {0.0, 1e6, "m"}},
    ConsolidationKey{"frost_guard_degc", &ConsolidationSettings::frost_guard_degc, {0.0, 20.0, "degC"}},
    ConsolidationKey{"operation_dkk_m2", &ConsolidationSettings::operation_dkk_m2, {0.0, 10000.0, "DKK/(m2 a)"}},
    ConsolidationKey{"move_dkk_employee", &ConsolidationSettings::move_dkk_employee, {0.0, 1e6, "DKK"}},
    ConsolidationKey{"fit_out_dkk_desk", &ConsolidationSettings::fit_out_dkk_desk, {0.0, 1e6, "DKK"}},
    ConsolidationKey{"close_dkk", &ConsolidationSettings::close_dkk, {0.0, 1e9, "DKK"}},
    ConsolidationKey{"restoration_dkk_m2", &ConsolidationSettings::restoration_dkk_m2, {0.0, 1e5, "DKK/m2"}},
    ConsolidationKey{"notice_months_third_party", &ConsolidationSettings::notice_months_third_party, {0.0, 600.0, "months"}},
    ConsolidationKey{"notice_months_owned", &ConsolidationSettings::notice_months_owned, {0.0, 600.0, "months"}},
    ConsolidationKey{"let_fraction", &ConsolidationSettings::let_fraction, {0.0, 2.0, ""}},
    ConsolidationKey{"period_years", &ConsolidationSettings::period_years, {0.0, 10.0, "years", true}},
    ConsolidationKey{"discount_fraction", &ConsolidationSettings::discount_fraction, {0.0, 0.2, "1/a"}},
    ConsolidationKey{"budget_dkk_year", &ConsolidationSettings::budget_dkk_year, {0.0, 1e12, "DKK/a"}},
    ConsolidationKey{"payback_years", &ConsolidationSettings::payback_years, {0.0, 100.0, "years", true}},
    ConsolidationKey{"headcount_low_fraction", &ConsolidationSettings::headcount_low_fraction, {-1.0, 0.0, ""}},
    ConsolidationKey{"headcount_high_fraction", &ConsolidationSettings::headcount_high_fraction, {0.0, 2.0, ""}},
};

/// Periods and years that a plan may have.
inline constexpr int kMostPlanPeriods = 60;

}  // namespace tvilling::scenarios
