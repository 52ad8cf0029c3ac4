// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/air_handling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/evaporation.hpp"

namespace tvilling::models {

namespace {

constexpr double kSecondsPerHour = 3600.0;
constexpr double kFanAirDensity_kg_m3 = 1.2;
constexpr double kCoolestExhaust_degc = 1.0;
constexpr int kMostSteps = 24;
constexpr double kClosed = 1e-9;  ///< miss of the efficiency
constexpr double kMostNtu = 1e9;

[[nodiscard]] double saturated_kg_kg(double temperature_degc, double pressure_pa) noexcept {
  return humidity_ratio_kg_kg(saturation_pressure_pa(temperature_degc), pressure_pa);
}

/// A balanced counterflow exchanger: the outdoor air keeps the capacity of dry air, the exhaust has more where it condenses.
struct Exchanger {
  double ntu;
  double indoor_degc;
  double indoor_kg_kg;  ///< not above saturation
  double pressure_pa;
  double difference_k;  ///< exhaust less outdoor air

  /// Temperature efficiency when the outdoor air has `ratio` times the heat capacity of the exhaust.
  [[nodiscard]] double efficiency(double ratio) const noexcept {
    // (1 - exp(-x)) / (1 - ratio exp(-x)), x = ntu (1 - ratio), in a form that holds for ratio = 1 too.
    const double x = ntu * (1.0 - ratio);
    const double grown = ntu * (x > 1e-12 ? -std::expm1(-x) / x : 1.0);
    return grown / (1.0 + ratio * grown);
  }
  /// Heat that the exhaust gives until it has a temperature, as a rise of the outdoor air's temperature [K].
  [[nodiscard]] double given_k(double leaving_degc) const noexcept {
    const double condensed_kg_kg = std::max(0.0, indoor_kg_kg - saturated_kg_kg(leaving_degc, pressure_pa));
    return indoor_degc - leaving_degc + latent_heat_j_kg(leaving_degc) * condensed_kg_kg / kAirSpecificHeat_j_kgk;
  }
  /// Heat that the outdoor air takes less what the exhaust gives [K]: 0 at the temperature with which it leaves.
  [[nodiscard]] double miss_k(double leaving_degc, double given_k) const noexcept {
    return efficiency(given_k > 0.0 ? (indoor_degc - leaving_degc) / given_k : 1.0) * difference_k - given_k;
  }
};

/// A temperature at which air is surely not saturated, close above its dew point (Magnus, within 0.1 K from -45 to 60 degC).
[[nodiscard]] double above_dew_point_degc(double humidity_kg_kg, double pressure_pa) noexcept {
  constexpr double kMargin_k = 0.2;
  const double log_pressure = std::log(vapour_pressure_pa(humidity_kg_kg, pressure_pa) / 611.2);
  return 243.12 * log_pressure / (17.62 - log_pressure) + kMargin_k;
}

/// Temperature efficiency with an exhaust that condenses at `low_degc` and leaves warmer than that, colder than its dew point.
/// `low_given_k` and `low_miss_k`: there. False position (Anderson and Bjorck), which keeps the root between its ends.
[[nodiscard]] double condensing_efficiency(const Exchanger& exchanger, double low_degc, double low_given_k,
                                           double low_miss_k) noexcept {
  double high_degc = std::min(exchanger.indoor_degc, above_dew_point_degc(exchanger.indoor_kg_kg, exchanger.pressure_pa));
  double high_miss_k = exchanger.miss_k(high_degc, exchanger.indoor_degc - high_degc);
  double given_k = low_given_k;
  int side = 0;
  for (int i = 0; i < kMostSteps && high_miss_k > low_miss_k; ++i) {
    const double degc = (low_degc * high_miss_k - high_degc * low_miss_k) / (high_miss_k - low_miss_k);
    given_k = exchanger.given_k(degc);
    const double miss_k = exchanger.miss_k(degc, given_k);
    if (std::abs(miss_k) <= kClosed * exchanger.difference_k) break;
    const int here = miss_k < 0.0 ? -1 : 1;
    double& near_miss_k = here < 0 ? low_miss_k : high_miss_k;
    // Twice on the same side: the end that stays is given less weight.
    if (side == here) {
      const double weight = 1.0 - miss_k / near_miss_k;
      (here < 0 ? high_miss_k : low_miss_k) *= weight > 0.0 ? weight : 0.5;
    }
    near_miss_k = miss_k;
    (here < 0 ? low_degc : high_degc) = degc;
    side = here;
  }
  return given_k / exchanger.difference_k;
}

}  // namespace

double outdoor_air_w_k(double outdoor_air_kg_h, double recovery) noexcept {
  return outdoor_air_kg_h / kSecondsPerHour * kAirSpecificHeat_j_kgk * (1.0 - recovery);
}

double wet_heat_recovery(double dry, const Exhaust& exhaust, double outdoor_degc) noexcept {
  const double difference_k = exhaust.temperature_degc - outdoor_degc;
  if (!(dry > 0.0) || !(difference_k > 0.0)) return dry;
  if (exhaust.temperature_degc <= kCoolestExhaust_degc) return 0.0;
  const double dry_degc = exhaust.temperature_degc - dry * difference_k;
  const double low_degc = std::max(dry_degc, kCoolestExhaust_degc);
  const double low_kg_kg = saturated_kg_kg(low_degc, exhaust.pressure_pa);
  if (low_kg_kg >= exhaust.humidity_kg_kg) {
    return dry_degc >= kCoolestExhaust_degc ? dry : (exhaust.temperature_degc - low_degc) / difference_k;
  }
  const double ntu = dry < 1.0 ? std::min(kMostNtu, dry / (1.0 - dry)) : kMostNtu;
  // Fog gives no heat: what is above saturation is water already.
  const double humidity_kg_kg = std::min(exhaust.humidity_kg_kg, saturated_kg_kg(exhaust.temperature_degc, exhaust.pressure_pa));
  const Exchanger exchanger{ntu, exhaust.temperature_degc, humidity_kg_kg, exhaust.pressure_pa, difference_k};
  const double given_k = exchanger.given_k(low_degc);
  const double miss_k = exchanger.miss_k(low_degc, given_k);
  // The frost limit: the outdoor air would cool the exhaust further.
  if (miss_k >= 0.0) return std::min(1.0, given_k / difference_k);
  return std::clamp(condensing_efficiency(exchanger, low_degc, given_k, miss_k), dry, 1.0);
}

double fan_part_load(double flow_fraction) noexcept {
  const double x = std::clamp(flow_fraction, 0.0, 1.0);
  return 0.0013 + x * (0.1470 + x * (0.9506 + x * -0.0998));
}

double fan_power_kw(double flow_kg_h, double specific_fan_power_kj_m3) noexcept {
  return flow_kg_h / kFanAirDensity_kg_m3 / kSecondsPerHour * specific_fan_power_kj_m3;
}

}  // namespace tvilling::models
