// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/building/building.hpp"
#include "scenarios/hall_axis.hpp"
#include "scenarios/hall_figures.hpp"
#include "scenarios/hall_variant.hpp"

namespace tvilling::scenarios {

/// What an operations manager turns without buying anything, in the order in which changes are told.
struct OperationNumber {
  std::string_view name;  ///< of a measure's parameter (find_hall_key)
  double low;             ///< range that is searched
  double high;
  double step;                                                                          ///< as fine as a controller is set
  double (*present)(const models::Building& start, const models::Building& unchanged);  ///< what the hall has
};
[[nodiscard]] std::span<const OperationNumber> operation_numbers() noexcept;

/// One number of an optimisation: its values, coarse as they are set, with the present one among them.
struct OperationVariable {
  HallKey key;
  double present = 0.0;
  std::vector<double> values;  ///< ascending; the present one alone when it is kept
  std::string kept_because;    ///< empty: it may change

  [[nodiscard]] bool free() const noexcept { return values.size() > 1; }
};

struct OperationChoice {
  std::vector<HallRange> ranges;   ///< in place of the usual ones
  std::vector<std::string> fixed;  ///< names of numbers that are kept
  bool cover = false;              ///< basins without covers may get some
};

/// The variables of a hall. Throws Error (wrong_usage) for a range or a fixed name that is no operation number, for one that is
/// both or has two ranges, and when nothing may change.
[[nodiscard]] std::vector<OperationVariable> operation_variables(const models::Building& start, const models::Building& unchanged,
                                                                 const OperationChoice& choice);

/// What makes the start into the chosen values. Numbers that are as they were are left out, unless a measure for a changed one
/// would move them.
[[nodiscard]] std::vector<HallSetting> operation_settings(std::span<const OperationVariable> variables,
                                                          std::span<const double> values);

/// A limit of an optimisation: comfort, water quality, or a dry building.
struct OperationLimit {
  std::string_view name;
  std::string_view unit;
  std::string_view long_name;
  bool at_most = true;   ///< else at least
  double bound = 0.0;    ///< never stricter than what the hall has now
  double present = 0.0;  ///< what it has now; NaN: it does not apply
  double scale = 1.0;    ///< that makes excesses comparable

  /// Beyond the bound, over the scale: above 0 the limit is broken. Well within for NaN, a value that does not apply.
  [[nodiscard]] double excess(double value) const noexcept {
    if (std::isnan(value)) return -1.0;
    return (at_most ? value - bound : bound - value) / scale;
  }
};

/// The limits of a hall whose present year has these figures.
[[nodiscard]] std::vector<OperationLimit> operation_limits(const models::Building& start, const HallFigures& present);
/// What a variant with its figures has for each of those limits; NaN where it does not apply.
[[nodiscard]] std::vector<double> limited_values(const models::Building& variant, const HallFigures& figures);

}  // namespace tvilling::scenarios
