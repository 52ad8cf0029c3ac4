// SPDX-License-Identifier: MPL-2.0
#include "models/building/lane_kernel.hpp"

namespace tvilling::models {

void run_lane_day_avx2(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day) {
  avx2::run_day(group, weather, date, day);
}

}  // namespace tvilling::models
