// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>

namespace tvilling::models {

/// What the air handling is asked in one hour.
struct AirDemand {
  double air_mass_kg = 0.0;
  double humidity_kg_kg = 0.0;    ///< before the hour
  double set_point_kg_kg = 0.0;   ///< highest that is wanted
  double saturation_kg_kg = 0.0;  ///< highest that is possible
  double outdoor_kg_kg = 0.0;
  double least_outdoor_air_kg_h = 0.0;
  double most_outdoor_air_kg_h = 0.0;
  double leakage_kg_h = 0.0;  ///< outdoor air that comes by itself
  double heat_pump_capacity_kg_h = 0.0;
  double step_h = 1.0;
};

/// How it answers; the moisture of the step closes: M (W - W_old) / dt = gain + (outdoor air + leakage)(W_o - W) - condensed -
/// fog.
struct AirAnswer {
  double humidity_kg_kg = 0.0;  ///< at the end of the hour
  double outdoor_air_kg_h = 0.0;
  double condensed_kg_h = 0.0;  ///< in the heat pump
  double fog_kg_h = 0.0;        ///< in saturated air
};

/// Implicit in the humidity at the end of the hour. `gain_kg_h`: vapour that comes into the air at a humidity ratio; it must not
/// rise with it. First as little outdoor air as allowed; what that leaves above the set point the heat pump takes, then more
/// outdoor air where that is drier. What nothing can take stays in the air and, above saturation, falls out as fog.
[[nodiscard]] AirAnswer dehumidify(const AirDemand& demand, const std::function<double(double humidity_kg_kg)>& gain_kg_h);

}  // namespace tvilling::models
