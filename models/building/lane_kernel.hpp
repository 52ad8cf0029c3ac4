// SPDX-License-Identifier: MPL-2.0
#pragma once

// One day of eight buildings, for the instruction set that the including source is compiled for (see core/thermal/lanes.hpp).
//   by building, over hours: people, light, appliances, sun      -> turned to hour by hour     lane_kernel_loads
//   by hour, over buildings: air flows, zone, thermostat, elements, balance of the day         lane_kernel_{elements,zone}
//   by building, over hours: energy, months, the city            <- turned back                lane_kernel_sums
// Every additive number is rounded to the 2^-20 grid once, so sums are exact in any order.

#include "models/building/lane_kernel_loads.hpp"
#include "models/building/lane_kernel_sums.hpp"
#include "models/building/lane_kernel_zone.hpp"

namespace tvilling::models::TVILLING_ISA {

inline void run_day(LaneGroupData& group, const LaneWeather& weather, const LaneDate& date, LaneDay& day) {
  if (group.heated > 0 || date.booked) fill_day(group, weather, date.first_hour, day);
  if (!date.booked) {
    if (group.heated > 0) step_day<false>(group.model, weather, date.first_hour, date.month, day);
    return;
  }
  if (group.heated > 0) {
    step_day<true>(group.model, weather, date.first_hour, date.month, day);
  } else {
    rest_day(group.model, day);
  }
  finish_day(group, weather, date, day);
}

}  // namespace tvilling::models::TVILLING_ISA
