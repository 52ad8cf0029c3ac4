// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/consolidation/plan_names.hpp"
#include "scenarios/consolidation/search.hpp"
#include "scenarios/consolidation/verify.hpp"
#include "scenarios/report/report_words.hpp"

namespace tvilling::scenarios {

/// What a plan brings, in a line. Savings are positive; of a year in which all is done.
struct PlanHeadline {
  double saving_cash_dkk_year = 0.0;  ///< rent to others, operation, energy and water
  double saving_internal_rent_dkk_year = 0.0;
  double saving_apart_dkk_year = 0.0;  ///< what units that sit apart cost: no cash either
  bool is_simulated = false;           ///< the energy stands: as the simulation of the plan has it
  double saving_heat_kwh = 0.0;
  double saving_electricity_kwh = 0.0;
  double saving_co2_kg = 0.0;
  double once_dkk = 0.0;                         ///< moving, fit-out, closing; negative: a sale brings in more
  double payback_years = models::kMissing;       ///< of all that is saved; notice is no part
  double payback_cash_years = models::kMissing;  ///< of the saving in cash alone; missing: it never pays
  [[nodiscard]] double saving_dkk_year() const noexcept {
    return saving_cash_dkk_year + saving_internal_rent_dkk_year + saving_apart_dkk_year;
  }
};
[[nodiscard]] PlanHeadline headline_of(const ConsolidationCase& c, const FoundPlan& plan, const PlanCheck& check);

/// How many buildings break a limit when the plan is done, and where it is worst.
struct BrokenLimits {
  std::size_t buildings = 0;
  std::size_t newly = 0;  ///< of them, that break a limit which they keep today
  std::size_t worst = 0;  ///< place among PlanCheck::receiving: a new breach first, then the most hours beyond a limit
  AirBreach breach;       ///< of the worst
};
[[nodiscard]] BrokenLimits broken_limits(const PlanCheck& check);

/// Writes a number with so many decimals.
using NumberText = std::function<std::string(double value, int decimals)>;

/// "saves 8.7 M DKK (all in cash), 120 MWh heat a year; costs 3.0 M DKK once, paid back in 0.3 years"
[[nodiscard]] std::string headline_sentence(const PlanHeadline& headline, const report::Words& words, const NumberText& number);

/// What a reader must mind before the plan is believed: limits that it breaks, buildings that could not be simulated, energy far
/// from what was booked. None: nothing is to be minded.
[[nodiscard]] std::vector<std::string> mind_sentences(const PlanCheck& check, const PlanNames& names, const report::Words& words,
                                                      const NumberText& number);

/// A breach in words: "CO2 above 1,000 ppm for 753 hours (today 0)".
[[nodiscard]] std::string breach_sentence(const AirBreach& breach, const report::Words& words, const NumberText& number);

}  // namespace tvilling::scenarios
