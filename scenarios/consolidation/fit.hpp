// SPDX-License-Identifier: MPL-2.0
// Whether everybody finds a place. Only for scenarios/consolidation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "scenarios/consolidation/case.hpp"

namespace tvilling::scenarios {

enum class Fit : std::uint8_t {
  yes,      ///< a way was found
  no,       ///< proven
  unknown,  ///< not decided within the limit of nodes
};

/// How much work it is worth: each does what the one before does, and more.
enum class FitEffort : std::uint8_t {
  quick,   ///< sums that cannot be; the largest first into the fullest place
  linear,  ///< the linear relaxation and its rounding
  branch,  ///< branch and bound
};

/// Whether everybody fits, and where.
struct Seated {
  Fit fit = Fit::unknown;
  std::vector<std::size_t> seat;  ///< [unit] premises; empty: no way was found
};

/// Of desks, places, locks and closed premises. The last period decides, for everything may be moved in the first where money
/// does not matter.
[[nodiscard]] Seated seated(const ConsolidationCase& c, FitEffort effort = FitEffort::branch);
[[nodiscard]] Fit fit_of(const ConsolidationCase& c, FitEffort effort = FitEffort::branch);

}  // namespace tvilling::scenarios
