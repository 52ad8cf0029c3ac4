// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/air_breaches.hpp"

namespace tvilling::scenarios {

std::vector<AirBreach> air_breaches(const IndoorAir& today, const IndoorAir& after, const AirLimits& limits) {
  std::vector<AirBreach> out;
  // Today's air may be unknown (nobody sits there): then what is broken is new.
  if (after.least_l_s_person < limits.least_l_s_person && !(after.least_l_s_person >= today.least_l_s_person)) {
    out.push_back({AirLimit::air, !(today.least_l_s_person < limits.least_l_s_person), after.least_l_s_person,
                   today.least_l_s_person, limits.least_l_s_person});
  }
  const auto hours = [&out](AirLimit limit, double today_h, double after_h, double most_h) {
    if (after_h > most_h && after_h > today_h) out.push_back({limit, !(today_h > most_h), after_h, today_h, most_h});
  };
  hours(AirLimit::co2, today.co2_above_1000_ppm_h, after.co2_above_1000_ppm_h, limits.most_co2_h);
  hours(AirLimit::heat, today.above_26_degc_h, after.above_26_degc_h, limits.most_above_26_degc_h);
  return out;
}

}  // namespace tvilling::scenarios
