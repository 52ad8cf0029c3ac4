// SPDX-License-Identifier: MPL-2.0
#pragma once

// What the parts of the lane kernel share (see lane_kernel.hpp).

#include "core/thermal/lanes.hpp"
#include "models/building/lane_data.hpp"
#include "models/building/operation.hpp"

namespace tvilling::models::TVILLING_ISA {

using core::TVILLING_ISA::fma;
using core::TVILLING_ISA::kNative;
using core::TVILLING_ISA::Lanes;
using core::TVILLING_ISA::lanes;
using core::TVILLING_ISA::larger;
using core::TVILLING_ISA::load;
using core::TVILLING_ISA::magnitude;
using core::TVILLING_ISA::smaller;
using core::TVILLING_ISA::store;
using core::TVILLING_ISA::where_greater;

static_assert(core::TVILLING_ISA::kLanes == kGroupLanes);

inline constexpr std::size_t kYearHours = 8760;
inline constexpr double kGrid = 0x1.8p+32;  // core::to_grid

TVILLING_INLINE double to_grid(double value) {
  return (value + kGrid) - kGrid;
}
TVILLING_INLINE Lanes to_grid(const Lanes& value) {
  return (value + lanes(kGrid)) - lanes(kGrid);
}
TVILLING_INLINE void add_to(double* sum, const Lanes& value) {
  store(sum, load(sum) + value);
}

/// Turns [8][24] into [24][8] or back, in squares of the registers' length.
template <std::size_t Rows, std::size_t Columns>
TVILLING_INLINE void turn(const double* from, double* to) {
  for (std::size_t r = 0; r < Rows; r += kNative) {
    for (std::size_t c = 0; c < Columns; c += kNative) {
      core::TVILLING_ISA::turn_square(from + r * Columns + c, Columns, to + c * Rows + r, Rows);
    }
  }
}

}  // namespace tvilling::models::TVILLING_ISA
