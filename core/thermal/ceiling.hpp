// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/thermal/ceiling_data.hpp"
#include "core/thermal/isa.hpp"

namespace tvilling::core {

// The bare kernel that speed is held against: what this machine can step at most in this form when nothing else is done.
// Eight buildings side by side, each ten elements of five nodes around one zone, everything in the nearest cache, one outdoor
// temperature per hour and a fixed gain of heat.

/// How the kernel goes through an hour.
enum class CeilingForm : std::uint8_t {
  plain,  ///< all elements forward, the zone, all elements back
  fused,  ///< back substitution of an element goes straight on to its forward pass of the next hour
};
inline constexpr std::array<std::string_view, 2> kCeilingFormNames{"plain", "fused"};

[[nodiscard]] constexpr std::string_view to_string(CeilingForm form) noexcept {
  return kCeilingFormNames[static_cast<std::size_t>(form)];
}

/// One element of one building: a wall whose heat capacity lies on five nodes, from outside to inside.
struct CeilingWall {
  std::array<double, kCeilingNodes> capacity_j_k{};
  std::array<double, kCeilingNodes + 1> conductance_w_k{};  ///< from outdoors to the first node ... from the last to the zone
};
[[nodiscard]] CeilingWall ceiling_wall(std::size_t element, std::size_t lane);
[[nodiscard]] double ceiling_air_capacity_j_k(std::size_t lane);
[[nodiscard]] double ceiling_gain_w(std::size_t lane);

/// Where the zone comes to rest: outdoors + gain / sum of U A.
[[nodiscard]] double ceiling_rest_degc(std::size_t lane, double outdoor_degc);

/// Eight buildings, factored for steps of an hour, all at 20 degC.
[[nodiscard]] CeilingGroup make_ceiling_group();

/// Steps the group through `hours` hours.
using RunCeiling = void (*)(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);

/// The kernel built for an instruction set. Throws Error (wrong_usage) when this machine or this build lacks it.
[[nodiscard]] RunCeiling ceiling_kernel(Isa isa, CeilingForm form);

/// Fast but wrong fails: the zone must come to rest where U A says, and both forms must agree to 1e-9 K through changing
/// weather. Throws Error (internal).
void check_ceiling(RunCeiling plain, RunCeiling fused);
void check_ceiling(Isa isa);  ///< also throws as ceiling_kernel does

struct CeilingResult {
  double building_hours_per_s = 0.0;  ///< of all threads together
  int threads = 0;
  int repetitions = 0;
};

/// The best of several short repetitions within about `seconds`, all threads (0: all that the machine has) running at once.
/// Checks the kernel first, and the temperatures afterwards. Throws Error as ceiling_kernel and check_ceiling do.
[[nodiscard]] CeilingResult measure_ceiling(Isa isa, int threads, CeilingForm form, double seconds);

}  // namespace tvilling::core
