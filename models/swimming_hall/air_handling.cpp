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
constexpr double kClosed_k = 1e-9;  ///< of the exhaust's temperature

[[nodiscard]] double saturated_kg_kg(double temperature_degc, double pressure_pa) noexcept {
  return humidity_ratio_kg_kg(saturation_pressure_pa(temperature_degc), pressure_pa);
}

/// A balanced counterflow exchanger: the outdoor air keeps the capacity of dry air, the exhaust has more where it condenses.
struct Exchanger {
  double ntu;
  double indoor_degc;
  double indoor_kg_kg;
  double pressure_pa;
  double difference_k;  ///< exhaust less outdoor air

  /// Temperature efficiency when the exhaust's heat capacity is `1 / ratio` times that of the outdoor air.
  [[nodiscard]] double efficiency(double ratio) const noexcept {
    // (1 - exp(-x)) / (1 - ratio exp(-x)), x = ntu (1 - ratio), in a form that holds for ratio = 1 too.
    const double x = ntu * (1.0 - ratio);
    const double grown = ntu * (x > 1e-12 ? -std::expm1(-x) / x : 1.0);
    return grown / (1.0 + ratio * grown);
  }
  /// Heat that the exhaust has given where it leaves with a temperature, as a rise of the outdoor air's temperature [K].
  [[nodiscard]] double given_k(double leaving_degc) const noexcept {
    const double condensed_kg_kg = std::max(0.0, indoor_kg_kg - saturated_kg_kg(leaving_degc, pressure_pa));
    return indoor_degc - leaving_degc + latent_heat_j_kg(leaving_degc) * condensed_kg_kg / kAirSpecificHeat_j_kgk;
  }
  /// Heat that the outdoor air takes less what the exhaust gives [K]: 0 at the temperature with which it leaves.
  [[nodiscard]] double miss_k(double leaving_degc) const noexcept {
    const double given = given_k(leaving_degc);
    return efficiency(given > 0.0 ? (indoor_degc - leaving_degc) / given : 1.0) * difference_k - given;
  }
};

/// Temperature [degC] with which a condensing exhaust leaves, between that of a dry one and its own: false position with the
/// Illinois rule, which keeps the root between its ends.
[[nodiscard]] double leaving_degc(const Exchanger& exchanger, double low_degc, double high_degc) noexcept {
  double low_miss = exchanger.miss_k(low_degc);
  double high_miss = exchanger.miss_k(high_degc);
  double middle = low_degc;
  int side = 0;
  for (int i = 0; i < kMostSteps && high_miss > low_miss; ++i) {
    middle = (low_degc * high_miss - high_degc * low_miss) / (high_miss - low_miss);
    const double miss = exchanger.miss_k(middle);
    if (std::abs(miss) < kClosed_k) break;
    if (miss < 0.0) {
      low_degc = middle;
      low_miss = miss;
      if (side == -1) high_miss *= 0.5;
      side = -1;
    } else {
      high_degc = middle;
      high_miss = miss;
      if (side == 1) low_miss *= 0.5;
      side = 1;
    }
  }
  return middle;
}

}  // namespace

double outdoor_air_for_dehumidification_kg_h(double evaporation_kg_h, double indoor_kg_kg, double outdoor_kg_kg) noexcept {
  if (!(evaporation_kg_h > 0.0)) return 0.0;
  if (!(indoor_kg_kg > outdoor_kg_kg)) return std::numeric_limits<double>::infinity();
  return evaporation_kg_h / (indoor_kg_kg - outdoor_kg_kg);
}

double humidity_after_step_kg_kg(double air_mass_kg, double humidity_kg_kg, double step_h, double gain_kg_h,
                                 double outdoor_air_kg_h, double outdoor_kg_kg) noexcept {
  return (air_mass_kg * humidity_kg_kg + step_h * (gain_kg_h + outdoor_air_kg_h * outdoor_kg_kg)) /
         (air_mass_kg + step_h * outdoor_air_kg_h);
}

double outdoor_air_heat_w(double outdoor_air_kg_h, double indoor_degc, double outdoor_degc, double recovery) noexcept {
  return outdoor_air_kg_h / kSecondsPerHour * kAirSpecificHeat_j_kgk * (indoor_degc - outdoor_degc) * (1.0 - recovery);
}

double wet_heat_recovery(double dry, const Exhaust& exhaust, double outdoor_degc) noexcept {
  const double difference_k = exhaust.temperature_degc - outdoor_degc;
  if (!(dry > 0.0) || !(difference_k > 0.0)) return dry;
  constexpr double kMostNtu = 1e9;
  const double ntu = dry < 1.0 ? std::min(kMostNtu, dry / (1.0 - dry)) : kMostNtu;
  // Fog gives no heat: what is above saturation is water already.
  const double humidity_kg_kg = std::min(exhaust.humidity_kg_kg, saturated_kg_kg(exhaust.temperature_degc, exhaust.pressure_pa));
  const Exchanger exchanger{ntu, exhaust.temperature_degc, humidity_kg_kg, exhaust.pressure_pa, difference_k};
  const double dry_leaving_degc = exhaust.temperature_degc - dry * difference_k;
  double efficiency = dry;
  double left_degc = dry_leaving_degc;
  if (saturated_kg_kg(dry_leaving_degc, exhaust.pressure_pa) < humidity_kg_kg) {
    left_degc = leaving_degc(exchanger, dry_leaving_degc, exhaust.temperature_degc);
    efficiency = std::clamp(exchanger.given_k(left_degc) / difference_k, dry, 1.0);
  }
  if (left_degc >= kCoolestExhaust_degc) return efficiency;
  // Frost: let the exhaust leave at the limit, or give no heat when it comes colder than that.
  if (exhaust.temperature_degc <= kCoolestExhaust_degc) return 0.0;
  return std::clamp(exchanger.given_k(kCoolestExhaust_degc) / difference_k, 0.0, efficiency);
}

double fan_part_load(double flow_fraction) noexcept {
  const double x = std::clamp(flow_fraction, 0.0, 1.0);
  return 0.0013 + x * (0.1470 + x * (0.9506 + x * -0.0998));
}

double fan_power_kw(double flow_kg_h, double specific_fan_power_kj_m3) noexcept {
  return flow_kg_h / kFanAirDensity_kg_m3 / kSecondsPerHour * specific_fan_power_kj_m3;
}

}  // namespace tvilling::models
