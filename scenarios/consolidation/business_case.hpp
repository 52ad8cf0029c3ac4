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
  double rent_dkk = 0.0;  ///< to third parties, or from others: cash
  double internal_rent_dkk = 0.0;
  double operation_dkk = 0.0;
  double energy_dkk = 0.0;
  double apart_dkk = 0.0;  ///< of affinities: no money
  double move_dkk = 0.0;   ///< moving and fit-out
  double close_dkk = 0.0;  ///< restoration less proceeds of sales
  /// Service and construction together, without internal rent and affinities: what leaves the municipality.
  [[nodiscard]] double cash_dkk() const noexcept { return rent_dkk + operation_dkk + energy_dkk + move_dkk + close_dkk; }
};

/// Year by year to the end of the horizon. One period: what runs on through notice stands in the year (or years) of the notice.
[[nodiscard]] std::vector<BusinessYear> business_case(const ConsolidationCase& c, const Plan& plan, int first_year,
                                                      int horizon_years);

/// Table 1.1 of a budget proposal of the plan: cash only, moving and fit-out under service, restoration and sale under
/// construction (anlæg). More years than fit are added up in the last column.
[[nodiscard]] MunicipalTable plan_consequences_table(const std::vector<BusinessYear>& years, int price_level_year);
/// The internal rent, which moves between the city's own budgets, in a table of its own.
[[nodiscard]] MunicipalTable plan_internal_rent_table(const std::vector<BusinessYear>& years, int price_level_year);

}  // namespace tvilling::scenarios
