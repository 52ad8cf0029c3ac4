// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/hall_air.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>

namespace tvilling::models {

namespace {

constexpr double kDrier_kg_kg = 0.5e-3;  // outdoor air that is drier by less is not worth its full flow
constexpr int kBits = 50;
constexpr std::uintmax_t kMostTrials = 60;
constexpr double kExact = 1e-13;

/// The root of a falling function between 0 and `high`, where it is not positive.
double root(const std::function<double(double)>& residual, double low, double high, double at_low, double at_high) {
  std::uintmax_t trials = kMostTrials;
  const auto bracket = boost::math::tools::toms748_solve(residual, low, high, at_low, at_high,
                                                         boost::math::tools::eps_tolerance<double>(kBits), trials);
  return 0.5 * (bracket.first + bracket.second);
}

/// The moisture of one hour.
class HallMoisture {
 public:
  HallMoisture(const AirDemand& demand, const std::function<double(double)>& gain_kg_h) : d_(demand), gain_kg_h_(gain_kg_h) {}

  /// What would be left over at a humidity at the end of the hour; falls with it.
  [[nodiscard]] double residual_kg_h(double w, const AirAnswer& answer) const {
    return gain_kg_h_(w) + (d_.leakage_kg_h + answer.outdoor_air_kg_h) * (d_.outdoor_kg_kg - w) -
           storage_kg_h_ * (w - d_.humidity_kg_kg) - answer.condensed_kg_h;
  }

  /// Finds the humidity that an outdoor air flow leads to; `guess` is often the answer.
  void settle(AirAnswer& answer, double guess) const {
    const double at_guess = residual_kg_h(guess, answer);
    answer.fog_kg_h = 0.0;
    answer.humidity_kg_kg = guess;
    if (std::abs(at_guess) <= kExact * (storage_kg_h_ + answer.outdoor_air_kg_h)) return;
    const auto residual = [&](double w) { return residual_kg_h(w, answer); };
    if (at_guess < 0.0) {
      const double dry = residual(0.0);
      answer.humidity_kg_kg = dry > 0.0 ? root(residual, 0.0, guess, dry, at_guess) : 0.0;
      return;
    }
    const double at_saturation = residual(d_.saturation_kg_kg);
    if (at_saturation >= 0.0) {
      answer.humidity_kg_kg = d_.saturation_kg_kg;
      answer.fog_kg_h = at_saturation;
      return;
    }
    answer.humidity_kg_kg = root(residual, guess, d_.saturation_kg_kg, at_guess, at_saturation);
  }

 private:
  const AirDemand& d_;
  const std::function<double(double)>& gain_kg_h_;
  double storage_kg_h_ = d_.air_mass_kg / d_.step_h;  // per kg/kg
};

}  // namespace

AirAnswer dehumidify(const AirDemand& demand, const std::function<double(double)>& gain_kg_h) {
  const HallMoisture moisture(demand, gain_kg_h);
  AirAnswer answer;
  answer.outdoor_air_kg_h = demand.least_outdoor_air_kg_h;
  const double wanted = std::min(demand.set_point_kg_kg, demand.saturation_kg_kg);
  double left_kg_h = moisture.residual_kg_h(wanted, answer);
  if (left_kg_h > 0.0) {
    answer.condensed_kg_h = std::min(left_kg_h, demand.heat_pump_capacity_kg_h);
    left_kg_h -= answer.condensed_kg_h;
  }
  const double drier = wanted - demand.outdoor_kg_kg;
  // More outdoor air is worth its flow as far as it is drier than the air would else become: in summer it comes and goes by
  // degrees.
  double worth = left_kg_h > 0.0 ? 1.0 : 0.0;
  if (left_kg_h > 0.0 && drier < kDrier_kg_kg) {
    moisture.settle(answer, wanted);
    worth = std::clamp((answer.humidity_kg_kg - demand.outdoor_kg_kg) / kDrier_kg_kg, 0.0, 1.0);
  }
  const double most_kg_h = worth * (demand.most_outdoor_air_kg_h - demand.least_outdoor_air_kg_h);
  if (most_kg_h > 0.0) answer.outdoor_air_kg_h += drier > 0.0 ? std::min(left_kg_h / drier, most_kg_h) : most_kg_h;
  moisture.settle(answer, wanted);
  return answer;
}

}  // namespace tvilling::models
