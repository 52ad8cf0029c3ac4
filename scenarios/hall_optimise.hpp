// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/run_context.hpp"
#include "scenarios/hall_case.hpp"
#include "scenarios/hall_figures.hpp"
#include "scenarios/hall_operation.hpp"

namespace tvilling::scenarios {

enum class OptimiseGoal : std::uint8_t { cost, co2 };
inline constexpr std::array<std::string_view, 2> kOptimiseGoals{"cost", "co2"};

struct OptimiseOptions {
  OptimiseGoal goal = OptimiseGoal::cost;
  OperationChoice choice;
};

/// A number of the operation, now and as it was found.
struct OperationFound {
  OperationVariable variable;
  double value = 0.0;
  /// 1: it would go on upward but its range ends; -1: downward; 0: neither.
  int range_end = 0;
};

/// A limit and what the found operation has of it.
struct LimitFound {
  OperationLimit limit;
  double value = 0.0;
  bool active = false;  ///< it refuses a next step that would be better
};

/// What a change gives on top of those before it.
struct OptimisePart {
  std::size_t variable = 0;  ///< place in HallOptimum::operation
  HallFigures change;
};

struct HallOptimum {
  OptimiseGoal goal = OptimiseGoal::cost;
  std::vector<OperationFound> operation;  ///< in the order of operation_numbers()
  std::vector<LimitFound> limits;
  HallFigures present;
  HallFigures best;
  HallFigures unchanged;              ///< of the hall without any measure: what wetness is measured against
  std::vector<OptimisePart> parts;    ///< of what changes, in the order of `operation`; they add up to best less present
  std::string no_parts_because;       ///< why there are no parts although something changes: a step alone cannot be simulated
  std::vector<HallMeasure> measures;  ///< that make the present hall into the best
  bool better = false;                ///< else the present operation is the best that was found
  std::size_t simulations = 0;        ///< different hall-years
  std::size_t failed = 0;             ///< of them could not be simulated
  std::string first_failure;
};

/// The figure that a goal lowers.
[[nodiscard]] HallFigure figure_of(OptimiseGoal goal) noexcept;

/// The operation of least cost or CO2 within limits of comfort, water quality and dry surfaces. First points all over the ranges,
/// then COBYLA from the best of them and from the present operation, and steps as fine as a controller is set of one number and
/// of two, in turns, until a turn gives less than 0.02 % and no step of one number is better within the limits. Changes that
/// bring less than a millionth of the goal are left out. Equal calls give equal answers for any number of threads. Throws Error:
/// wrong_usage as operation_variables, bad_input when the hall as it is or unchanged cannot be simulated, interrupted when
/// context.stop is requested.
[[nodiscard]] HallOptimum optimise_hall(const HallCase& hall, const OptimiseOptions& options, const core::RunContext& context);

}  // namespace tvilling::scenarios
