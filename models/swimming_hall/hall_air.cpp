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

}  // namespace

AirAnswer dehumidify(const AirDemand& demand, const std::function<double(double)>& gain_kg_h) {
  const double storage_kg_h = demand.air_mass_kg / demand.step_h;  // per kg/kg
  AirAnswer answer;
  answer.outdoor_air_kg_h = demand.least_outdoor_air_kg_h;
  // What must leave the air so that it ends at a humidity, beside the heat pump and the air handling's outdoor air.
  const auto surplus_kg_h = [&](double w) {
    return gain_kg_h(w) + demand.leakage_kg_h * (demand.outdoor_kg_kg - w) - storage_kg_h * (w - demand.humidity_kg_kg);
  };
  const double wanted = std::min(demand.set_point_kg_kg, demand.saturation_kg_kg);
  double left_kg_h = surplus_kg_h(wanted) - answer.outdoor_air_kg_h * (wanted - demand.outdoor_kg_kg);
  if (left_kg_h > 0.0) {
    answer.condensed_kg_h = std::min(left_kg_h, demand.heat_pump_capacity_kg_h);
    left_kg_h -= answer.condensed_kg_h;
    const double drier = wanted - demand.outdoor_kg_kg;
    if (left_kg_h > 0.0 && drier > 0.0) {
      const double worth = std::min(1.0, drier / kDrier_kg_kg);  // continuous: summer air comes and goes
      const double most_kg_h = worth * (demand.most_outdoor_air_kg_h - demand.least_outdoor_air_kg_h);
      answer.outdoor_air_kg_h += std::min(left_kg_h / drier, most_kg_h);
    }
  }
  const auto residual = [&](double w) {
    return surplus_kg_h(w) - answer.outdoor_air_kg_h * (w - demand.outdoor_kg_kg) - answer.condensed_kg_h;
  };
  const double at_wanted = residual(wanted);
  const double scale_kg_h = storage_kg_h + answer.outdoor_air_kg_h;
  if (std::abs(at_wanted) <= 1e-13 * scale_kg_h) {
    answer.humidity_kg_kg = wanted;
    return answer;
  }
  const double at_saturation = residual(demand.saturation_kg_kg);
  if (at_saturation >= 0.0) {
    answer.humidity_kg_kg = demand.saturation_kg_kg;
    answer.fog_kg_h = at_saturation;
    return answer;
  }
  // The residual falls with the humidity: the root is below `wanted` when it is negative there, else between it and saturation.
  const bool below = at_wanted < 0.0;
  const double low = below ? 0.0 : wanted;
  const double high = below ? wanted : demand.saturation_kg_kg;
  const double at_low = below ? residual(0.0) : at_wanted;
  if (at_low <= 0.0) {  // drier than dry: nothing is left to take
    answer.humidity_kg_kg = low;
    return answer;
  }
  std::uintmax_t trials = kMostTrials;
  const auto bracket = boost::math::tools::toms748_solve(residual, low, high, at_low, below ? at_wanted : at_saturation,
                                                         boost::math::tools::eps_tolerance<double>(kBits), trials);
  answer.humidity_kg_kg = 0.5 * (bracket.first + bracket.second);
  return answer;
}

}  // namespace tvilling::models
