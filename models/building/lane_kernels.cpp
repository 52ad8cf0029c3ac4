// SPDX-License-Identifier: MPL-2.0
#include "models/building/lane_kernels.hpp"

namespace tvilling::models {

void run_lane_day_baseline(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);
#if defined(__x86_64__)
void run_lane_day_avx2(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);
void run_lane_day_avx512(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day);
#endif

RunLaneDay lane_kernel(core::Isa isa) {
  core::need_isa(isa);
#if defined(__x86_64__)
  if (isa == core::Isa::avx512) return run_lane_day_avx512;
  if (isa == core::Isa::avx2) return run_lane_day_avx2;
#endif
  return run_lane_day_baseline;
}

}  // namespace tvilling::models
