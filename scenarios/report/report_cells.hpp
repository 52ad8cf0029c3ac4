// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "scenarios/report/report_table.hpp"

/// Small helps of those who fill tables.
namespace tvilling::scenarios::report {

inline constexpr double kThousand = 1000.0;  ///< kWh to MWh, kg to t, DKK to 1,000 DKK

using Row = std::vector<core::SheetCell>;

/// A number, or an empty cell for one that is not known.
inline core::SheetCell known_cell(double value) {
  return std::isfinite(value) ? core::SheetCell(value + 0.0) : core::SheetCell();  // + 0.0: no -0
}
inline core::SheetCell thousands(double value) {
  return known_cell(value / kThousand);
}
/// With the sign changed: a saving is shown as a change. No -0.
inline core::SheetCell as_change(double saving) {
  return thousands(0.0 - saving);
}
inline core::SheetCell count_cell(std::size_t count) {
  return static_cast<double>(count);
}
/// Of the value before; empty where that is nothing.
inline core::SheetCell share_of(double change, double before) {
  return before != 0.0 ? known_cell(change / before) : core::SheetCell();
}

}  // namespace tvilling::scenarios::report
