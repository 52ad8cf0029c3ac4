// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/missing.hpp"
#include "scenarios/choice/knapsack.hpp"
#include "scenarios/choice/options.hpp"

namespace tvilling::scenarios {

/// What shall be largest.
enum class Objective : std::uint8_t {
  npv,     ///< net present value over the horizon, DKK
  co2,     ///< greenhouse gases saved over the horizon, tonnes
  saving,  ///< DKK per year
};
inline constexpr std::array<std::string_view, 3> kObjectiveNames{"npv", "co2", "saving"};
inline constexpr std::array<std::string_view, 3> kObjectiveUnits{"DKK", "t", "DKK/year"};
/// Throws Error (wrong_usage) for another name, with the nearest.
[[nodiscard]] Objective objective_named(std::string_view name);
[[nodiscard]] double objective_of(const ChoiceOption& option, Objective objective) noexcept;

/// What a choice must keep. NaN: no limit.
struct ChoiceLimits {
  double budget_dkk = models::kMissing;             ///< sum of investments
  double payback_years = models::kMissing;          ///< of each option: investment / yearly saving
  double total_payback_years = models::kMissing;    ///< of all together
  double min_saving_co2_tonnes = models::kMissing;  ///< of all together, over the horizon
  std::optional<std::size_t> max_buildings;
  std::map<std::string, double> administration_budget_dkk;  ///< of the buildings of an administration
};

/// Sums of chosen options.
struct ChoiceSum {
  std::size_t buildings = 0;
  double investment_dkk = 0.0;
  double saving_dkk = 0.0;  ///< per year
  double npv_dkk = 0.0;
  double saving_co2_kg = 0.0;      ///< per year
  double saving_co2_tonnes = 0.0;  ///< over the horizon
};
void add(ChoiceSum& sum, const ChoiceOption& option) noexcept;

struct Choice {
  std::vector<ChoiceOption> chosen;  ///< by building id
  ChoiceSum sum;
  double value = 0.0;  ///< of the objective
  double bound = 0.0;  ///< no choice within the limits is worth more
  ChoiceEnd end = ChoiceEnd::optimal;
  int nodes = 0;
  double budget_price = 0.0;  ///< what a DKK more of budget would bring, in the linear relaxation
  std::size_t too_slow = 0;   ///< options left out by payback_years

  /// (bound - value) / value; 0 where both are 0.
  [[nodiscard]] double gap_fraction() const noexcept;
};

/// The options, at most one a building, with the largest sum of the objective within the limits. Equal options of several
/// buildings go to the first ids. Throws Error (wrong_usage) for a limit that is negative or without a number, Error (bad_input)
/// when nothing keeps the limits (a smallest saving of CO2 is asked for) or an administration is not known.
[[nodiscard]] Choice choose(const OptionTable& table, Objective objective, const ChoiceLimits& limits,
                            const ChoiceSearch& search = {});

/// The sums of each scenario in a choice, in the order of the file; those without a building are left out.
struct ScenarioSum {
  std::size_t scenario = 0;
  ChoiceSum sum;
};
[[nodiscard]] std::vector<ScenarioSum> by_scenario(const Choice& choice);

/// The option that costs least of those that the objective would have; nothing when there is none. What to say when a budget
/// buys nothing.
[[nodiscard]] std::optional<ChoiceOption> cheapest_option(const OptionTable& table, Objective objective,
                                                          const ChoiceLimits& limits);

}  // namespace tvilling::scenarios
