// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>

#include "models/building/lane_data.hpp"
#include "models/building/simulate.hpp"

namespace tvilling::models {

/// Writes a heated building, at its start, into an empty lane of a model, and the sun on its planes into `loads`. Throws Error
/// (internal) when its network has not the shape of the lanes; part of the lane may be written then.
void write_lane(const Building& building, const Environment& environment, std::size_t lane, LaneModel& model, LaneLoads& loads);

}  // namespace tvilling::models
