// SPDX-License-Identifier: MPL-2.0
#pragma once

// The bare ceiling kernel's numbers, as the kernels of all instruction sets see them: plain arrays, one column per building. No
// functions here: this header is read by sources that are compiled for different machines.

#include <cstddef>

namespace tvilling::core {

inline constexpr std::size_t kCeilingLanes = 8;
inline constexpr std::size_t kCeilingElements = 10;
inline constexpr std::size_t kCeilingNodes = 5;

using CeilingRow = double[kCeilingLanes];

/// An element between outdoors and the zone, nodes from outside to inside, factored:
///   r_0 = capacity_0 T_0 + outdoor * T_outdoor,   r_i = capacity_i T_i + lower_(i-1) r_(i-1)
///   T_i = inverse_i r_i + lower_i T_(i+1), where the zone is inside of the last node
struct alignas(64) CeilingPlain {
  CeilingRow capacity_w_k[kCeilingNodes];
  CeilingRow lower[kCeilingNodes];
  CeilingRow inverse_k_w[kCeilingNodes];
  CeilingRow outdoor_w_k;
};

/// The same with z_i = inverse_i r_i:
///   z_0 = scaled_0 T_0 + intake * T_outdoor,   z_i = scaled_i T_i + carry_i z_(i-1),   T_i = z_i + lower_i T_(i+1)
struct alignas(64) CeilingFused {
  CeilingRow scaled[kCeilingNodes];
  CeilingRow carry[kCeilingNodes];  ///< of the node outside; of the first node: of outdoors
  CeilingRow lower[kCeilingNodes];
  CeilingRow zone_w_k;  ///< last node to the zone
};

/// Eight buildings: ten elements around one zone with a fixed gain of heat. Aligned to pairs of cache lines: processors fetch
/// them together, and the neighbour may be another thread's.
struct alignas(128) CeilingGroup {
  CeilingPlain plain[kCeilingElements];
  CeilingFused fused[kCeilingElements];
  CeilingRow air_capacity_w_k;
  CeilingRow gain_w;
  CeilingRow inverse_pivot_k_w;
  CeilingRow zone_degc;                                          ///< state
  CeilingRow temperature_degc[kCeilingElements][kCeilingNodes];  ///< state
  CeilingRow right[kCeilingElements][kCeilingNodes];             ///< room for r or z
};

}  // namespace tvilling::core
