// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "scenarios/consolidation/plan.hpp"
#include "scenarios/economics/municipal_form.hpp"

namespace tvilling::scenarios {

/// What a plan changes in a year against going on as today: scenario minus baseline, a saving is negative. Real DKK, not
/// discounted. What is paid once is paid in the year in which its period begins.
struct BusinessYear {
  int year = 0;
  double rent_dkk = 0.0;  ///< to third parties: cash
  double internal_rent_dkk = 0.0;
  double let_dkk = 0.0;  ///< rent that others pay for owned premises: cash, an income is negative
  double operation_dkk = 0.0;
  double energy_dkk = 0.0;
  double apart_dkk = 0.0;  ///< of affinities: no money
  double move_dkk = 0.0;
  double fit_out_dkk = 0.0;
  double close_dkk = 0.0;  ///< leaving premises: restoration
  double sale_dkk = 0.0;   ///< proceeds of sales; an income is negative
  /// Service and construction together, without internal rent and affinities: what leaves the municipality.
  [[nodiscard]] double cash_dkk() const noexcept {
    return rent_dkk + let_dkk + operation_dkk + energy_dkk + move_dkk + fit_out_dkk + close_dkk + sale_dkk;
  }
};

/// By calendar year from the plan's first day to the end of the horizon: a plan that begins within a year has one year more than
/// the horizon, and its first and last are parts. One period: what runs on through notice stands in the year (or years) of the
/// notice. Throws Error (internal) when `start_date` is no day.
[[nodiscard]] std::vector<BusinessYear> business_case(const ConsolidationCase& c, const Plan& plan, const std::string& start_date,
                                                      int horizon_years);

/// Table 1.1 of a budget proposal of the plan: cash only, sales under construction (anlæg), all else under service, as in the
/// table of a study's scenarios. More years than fit are added up in the last column.
[[nodiscard]] MunicipalTable plan_consequences_table(const std::vector<BusinessYear>& years, int price_level_year);
/// The internal rent, which moves between the city's own budgets, in a table of its own.
[[nodiscard]] MunicipalTable plan_internal_rent_table(const std::vector<BusinessYear>& years, int price_level_year);

}  // namespace tvilling::scenarios
