// SPDX-License-Identifier: MPL-2.0
#include "models/building/lane_kernels.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.hpp"

namespace tvilling::models {

void run_lane_day_baseline(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);
#if defined(__x86_64__)
void run_lane_day_avx2(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);
void run_lane_day_avx512(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);
#endif

RunLaneDay lane_kernel(core::Isa isa) {
  const std::vector<core::Isa> available = core::available_isas();
  if (std::find(available.begin(), available.end(), isa) == available.end()) {
    throw core::Error(core::ErrorKind::wrong_usage, "this machine has no " + std::string(core::to_string(isa)));
  }
#if defined(__x86_64__)
  if (isa == core::Isa::avx512) return run_lane_day_avx512;
  if (isa == core::Isa::avx2) return run_lane_day_avx2;
#endif
  return run_lane_day_baseline;
}

}  // namespace tvilling::models
