// SPDX-License-Identifier: MPL-2.0
#pragma once

// AirFlows::ventilation_w_k for eight buildings.

#include "core/thermal/lanes.hpp"
#include "models/building/lane_data.hpp"
#include "models/building/operation.hpp"

namespace tvilling::models::TVILLING_ISA {

/// In use: see AirFlows::ventilation_w_k.
TVILLING_INLINE core::TVILLING_ISA::Lanes ventilation_w_k(const LaneModel& m, const core::TVILLING_ISA::Lanes& room,
                                                          double outdoor_degc) {
  using namespace core::TVILLING_ISA;
  const Lanes zero = lanes(0.0);
  const Lanes outdoor = lanes(outdoor_degc);
  Lanes recovery = load(m.recovery);
  const Lanes bypassed = where_greater(room, outdoor, zero, recovery);
  recovery = where_greater(room, load(m.bypass_degc), bypassed, recovery);
  if (outdoor_degc < kExhaustLeast_degc) {
    const Lanes most = larger(zero, (room - lanes(kExhaustLeast_degc)) / (room - outdoor));
    recovery = where_greater(recovery, zero, smaller(most, recovery), recovery);
  }
  const Lanes flow = fma(load(m.mechanical_w_k), lanes(1.0) - recovery, load(m.natural_w_k));
  const Lanes opened = smaller(lanes(1.0), larger(zero, (room - lanes(kAiringFrom_degc)) * lanes(1.0 / kAiringBand_k)));
  const Lanes airing = where_greater(room - lanes(kAiringCoolerBy_k), outdoor, opened, zero);
  return fma(load(m.airing_w_k), airing, flow);
}

}  // namespace tvilling::models::TVILLING_ISA
