// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/thermal/isa.hpp"
#include "models/building/lane_data.hpp"

namespace tvilling::models {

/// Steps the group through one day.
using RunLaneDay = void (*)(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);

/// The kernel built for an instruction set. Throws Error (wrong_usage) when this machine or this build lacks it.
[[nodiscard]] RunLaneDay lane_kernel(core::Isa isa);

}  // namespace tvilling::models
