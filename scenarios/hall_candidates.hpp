// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/hall_case.hpp"
#include "scenarios/hall_figures.hpp"
#include "scenarios/hall_operation.hpp"

namespace tvilling::scenarios {

/// Values of all operation variables, in their order.
using OperationValues = std::vector<double>;

/// An operation that was simulated.
struct Candidate {
  HallFigures figures;
  std::vector<double> limited;  ///< what it has for each limit; empty when it failed
  std::vector<double> excess;   ///< beyond each limit, 0 within rounding errors
  double violation = 0.0;       ///< sum of what is broken; 0: within all limits
  double objective = 0.0;
  std::string failure;  ///< empty: done
};

/// Within limits before beyond them, then the lower objective.
[[nodiscard]] bool is_better(const Candidate& a, const Candidate& b) noexcept;

/// The operations of a hall that were looked at: each is simulated once. What is found depends on neither threads nor order.
class Candidates {
 public:
  /// Simulates the present operation, from which the limits come. Throws Error (bad_input) when that fails.
  Candidates(const HallCase& hall, std::vector<OperationVariable> variables, HallFigure goal, const core::RunContext& context);

  [[nodiscard]] const std::vector<OperationVariable>& variables() const noexcept { return variables_; }
  [[nodiscard]] const std::vector<OperationLimit>& limits() const noexcept { return limits_; }
  [[nodiscard]] const OperationValues& present() const noexcept { return present_; }
  [[nodiscard]] std::vector<HallMeasure> measures_for(const OperationValues& values) const;

  /// One, on any thread, with room for its hours. Throws Error (interrupted).
  const Candidate& look(const OperationValues& values, models::HourlySeries& hourly);
  /// Many, on all threads. `done` is told how many of the new ones are finished.
  void look_at_all(const std::vector<OperationValues>& all,
                   const std::function<void(std::size_t done, std::size_t of)>& progress);
  /// One that was looked at.
  [[nodiscard]] const Candidate& known(const OperationValues& values) const { return seen_.at(values); }

  [[nodiscard]] std::size_t count() const noexcept { return seen_.size(); }
  /// How many failed, and the message of the first in the order of their values.
  [[nodiscard]] std::pair<std::size_t, std::string> failures() const;

 private:
  [[nodiscard]] models::Building variant(const OperationValues& values) const;
  [[nodiscard]] Candidate judged(const models::Building& variant, const models::BuildingResult& result,
                                 const std::string& failure) const;

  const HallCase& hall_;
  std::vector<OperationVariable> variables_;
  HallFigure goal_;
  const core::RunContext& context_;
  OperationValues present_;
  std::vector<OperationLimit> limits_;
  std::mutex mutex_;
  std::map<OperationValues, Candidate> seen_;
};

}  // namespace tvilling::scenarios
