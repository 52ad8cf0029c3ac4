// SPDX-License-Identifier: MPL-2.0
#pragma once

// The bare ceiling: implicit hours of ten elements of five nodes around one zone, for the instruction set that the including
// source is compiled for (see core/thermal/lanes.hpp). Nothing else is done: no sun, no people, no thermostat, no sums.

#include "core/thermal/ceiling_data.hpp"
#include "core/thermal/lanes.hpp"

namespace tvilling::core::TVILLING_ISA {

static_assert(kLanes == kCeilingLanes);

inline constexpr std::size_t kInnermost = kCeilingNodes - 1;

/// Every hour: all elements forward, the zone, all elements back.
inline void run_ceiling_plain(CeilingGroup& g, const double* outdoor_degc, std::size_t hours) {
  const Lanes air_capacity = load(g.air_capacity_w_k);
  const Lanes gain = load(g.gain_w);
  const Lanes inverse_pivot = load(g.inverse_pivot_k_w);
  Lanes zone = load(g.zone_degc);
  for (std::size_t h = 0; h < hours; ++h) {
    const Lanes outdoor = lanes(outdoor_degc[h]);
    Lanes right = fma(air_capacity, zone, gain);
    for (std::size_t e = 0; e < kCeilingElements; ++e) {
      const CeilingPlain& k = g.plain[e];
      const CeilingRow* const t = g.temperature_degc[e];
      Lanes r = fma(load(k.outdoor_w_k), outdoor, load(k.capacity_w_k[0]) * load(t[0]));
      store(g.right[e][0], r);
#pragma GCC unroll 5
      for (std::size_t i = 1; i < kCeilingNodes; ++i) {
        r = fma(load(k.lower[i - 1]), r, load(k.capacity_w_k[i]) * load(t[i]));
        store(g.right[e][i], r);
      }
      right = fma(load(k.lower[kInnermost]), r, right);
    }
    zone = right * inverse_pivot;
    for (std::size_t e = 0; e < kCeilingElements; ++e) {
      const CeilingPlain& k = g.plain[e];
      Lanes t = zone;
#pragma GCC unroll 5
      for (std::size_t i = kCeilingNodes; i-- > 0;) {
        t = fma(load(k.lower[i]), t, load(k.inverse_k_w[i]) * load(g.right[e][i]));
        store(g.temperature_degc[e][i], t);
      }
    }
  }
  store(g.zone_degc, zone);
}

/// One element in one register's lanes: back from the zone, and forward through the next hour, all in registers. Returns the
/// innermost z.
TVILLING_INLINE Native ceiling_hour(const CeilingFused& k, CeilingRow* z, std::size_t part, Native zone, Native outdoor) {
  static_assert(kCeilingNodes == 5);
  const auto of = [part](const CeilingRow& row) { return load(row).part[part]; };
  const Native t4 = native_fma(of(k.lower[4]), zone, of(z[4]));
  const Native t3 = native_fma(of(k.lower[3]), t4, of(z[3]));
  const Native t2 = native_fma(of(k.lower[2]), t3, of(z[2]));
  const Native t1 = native_fma(of(k.lower[1]), t2, of(z[1]));
  const Native t0 = native_fma(of(k.lower[0]), t1, of(z[0]));
  const auto write = [part](CeilingRow& row, Native value) { reinterpret_cast<Lanes*>(row)->part[part] = value; };
  const Native z0 = native_fma(of(k.carry[0]), outdoor, of(k.scaled[0]) * t0);
  write(z[0], z0);
  const Native z1 = native_fma(of(k.carry[1]), z0, of(k.scaled[1]) * t1);
  write(z[1], z1);
  const Native z2 = native_fma(of(k.carry[2]), z1, of(k.scaled[2]) * t2);
  write(z[2], z2);
  const Native z3 = native_fma(of(k.carry[3]), z2, of(k.scaled[3]) * t3);
  write(z[3], z3);
  const Native z4 = native_fma(of(k.carry[4]), z3, of(k.scaled[4]) * t4);
  write(z[4], z4);
  return z4;
}

/// Forward through the first hour, from the temperatures; returns what the zone gets.
TVILLING_INLINE Lanes start_ceiling(CeilingGroup& g, const Lanes& outdoor) {
  Lanes sum = lanes(0.0);
  for (std::size_t e = 0; e < kCeilingElements; ++e) {
    const CeilingFused& k = g.fused[e];
    Lanes z = outdoor;
    for (std::size_t i = 0; i < kCeilingNodes; ++i) {
      z = fma(load(k.carry[i]), z, load(k.scaled[i]) * load(g.temperature_degc[e][i]));
      store(g.right[e][i], z);
    }
    sum = fma(load(k.zone_w_k), z, sum);
  }
  return sum;
}

/// Back from the last hour's zone to the temperatures.
TVILLING_INLINE void end_ceiling(CeilingGroup& g, const Lanes& zone) {
  for (std::size_t e = 0; e < kCeilingElements; ++e) {
    Lanes t = zone;
    for (std::size_t i = kCeilingNodes; i-- > 0;) {
      t = fma(load(g.fused[e].lower[i]), t, load(g.right[e][i]));
      store(g.temperature_degc[e][i], t);
    }
  }
  store(g.zone_degc, zone);
}

/// The back substitution of an element goes straight on to its forward pass of the next hour.
inline void run_ceiling_fused(CeilingGroup& g, const double* outdoor_degc, std::size_t hours) {
  static_assert(kCeilingElements % 2 == 0);
  if (hours == 0) return;
  const Lanes air_capacity = load(g.air_capacity_w_k);
  const Lanes gain = load(g.gain_w);
  const Lanes inverse_pivot = load(g.inverse_pivot_k_w);
  Lanes zone = load(g.zone_degc);
  Lanes even = start_ceiling(g, lanes(outdoor_degc[0]));
  Lanes odd = lanes(0.0);  // two sums: half the wait
  for (std::size_t h = 1; h < hours; ++h) {
    zone = (fma(air_capacity, zone, gain) + (even + odd)) * inverse_pivot;
    even = lanes(0.0);
    odd = lanes(0.0);
    const Lanes outdoor = lanes(outdoor_degc[h]);
    for (std::size_t e = 0; e < kCeilingElements; e += 2) {
      const CeilingFused& k = g.fused[e];
      const CeilingFused& next = g.fused[e + 1];
#pragma GCC unroll 4
      for (std::size_t p = 0; p < kParts; ++p) {
        const Native z = ceiling_hour(k, g.right[e], p, zone.part[p], outdoor.part[p]);
        even.part[p] = native_fma(load(k.zone_w_k).part[p], z, even.part[p]);
        const Native z_next = ceiling_hour(next, g.right[e + 1], p, zone.part[p], outdoor.part[p]);
        odd.part[p] = native_fma(load(next.zone_w_k).part[p], z_next, odd.part[p]);
      }
    }
  }
  end_ceiling(g, (fma(air_capacity, zone, gain) + (even + odd)) * inverse_pivot);
}

}  // namespace tvilling::core::TVILLING_ISA
