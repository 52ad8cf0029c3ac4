// SPDX-License-Identifier: MPL-2.0
// The mixed-integer model of domain.md D4 in the meaning of cost_of and breaches. Only for scenarios/consolidation.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/consolidation/plan.hpp"
#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

/// A way for a unit to end: where, and from which period on. At home from period 0: it stays.
struct SeatOption {
  std::size_t place = 0;
  std::size_t period = 0;

  friend bool operator==(const SeatOption&, const SeatOption&) = default;
};

/// Every place in every period for each unit; only home for locked ones, no place that is to be closed. May be empty for a unit.
[[nodiscard]] std::vector<std::vector<SeatOption>> all_options(const ConsolidationCase& c);

class PlanModel {
 public:
  /// `options` [unit]; a unit with one is no variable.
  PlanModel(const ConsolidationCase& c, std::vector<std::vector<SeatOption>> options);

  [[nodiscard]] LinearModel& model() noexcept { return model_; }
  [[nodiscard]] bool has_choice() const noexcept { return has_choice_; }  ///< false: a unit has no option
  [[nodiscard]] const std::vector<std::vector<SeatOption>>& options() const noexcept { return options_; }
  /// The column of a unit's option; only for units with several.
  [[nodiscard]] std::size_t column(std::size_t unit, std::size_t option) const { return seat_[unit] + option; }
  /// What no variable decides, in the sum of costs (objective x sum of weights).
  [[nodiscard]] double fixed_dkk() const noexcept { return fixed_dkk_; }
  [[nodiscard]] Plan plan_of(const std::vector<double>& value) const;
  /// The values of a plan; empty when it is none of the model (an option that is left out).
  [[nodiscard]] std::vector<double> values_of(const Plan& plan) const;

 private:
  struct Sum {
    double constant = 0.0;
    std::vector<LinearTerm> terms;
    void add(double factor, std::size_t column) { terms.push_back({column, factor}); }
    void add(double factor, const Sum& other);
  };
  [[nodiscard]] bool sits(std::size_t unit, const SeatOption& option, std::size_t place, std::size_t period) const noexcept;
  [[nodiscard]] Sum presence(std::size_t unit, std::size_t place, std::size_t period) const;
  [[nodiscard]] bool can_sit(std::size_t unit, std::size_t place) const;
  void add_row(double lower, double upper, Sum sum);
  void charge(double times, const Sum& sum);
  void add_seats();
  void add_premises(std::size_t p);
  void add_use(std::size_t p, std::size_t t);
  void add_energy(std::size_t p, std::size_t t);
  void add_affinities();
  void add_money();
  [[nodiscard]] Sum once(std::size_t period) const;
  [[nodiscard]] Sum running(std::size_t period) const;
  [[nodiscard]] Sum given_up(std::size_t p, std::size_t t) const;

  const ConsolidationCase* case_;
  std::vector<std::vector<SeatOption>> options_;
  bool has_choice_ = true;
  LinearModel model_;
  double fixed_dkk_ = 0.0;
  std::vector<std::size_t> seat_;                      ///< [unit] first column
  std::vector<std::vector<std::size_t>> held_;         ///< [premises][period] column
  std::vector<std::vector<std::size_t>> used_;         ///< [premises][period] column: whether a unit sits there
  std::vector<std::vector<std::size_t>> used_blocks_;  ///< [premises][period] column: held blocks of used premises
  std::vector<std::vector<std::size_t>> apart_;        ///< [affinity][period] column
};

}  // namespace tvilling::scenarios
