// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace tvilling::models {

/// Air handling of a pool hall: recirculated air and outdoor air that carries the vapour out.

inline constexpr double kAirSpecificHeat_j_kgk = 1006.0;

/// Humidity ratio [kg/kg] of outdoor air that VDI 2089 sizes with, and that of the hall at the limit of sultriness (22.7 hPa).
inline constexpr double kDesignOutdoorHumidity_kg_kg = 0.0090;
inline constexpr double kSultriness_kg_kg = 0.0143;

/// Conductance [W/K] to outdoors of outdoor air after heat recovery: the heat that it still needs per kelvin.
[[nodiscard]] double outdoor_air_w_k(double outdoor_air_kg_h, double recovery) noexcept;

/// What an exhaust does in a heat exchanger.
struct Exhaust {
  double temperature_degc = 30.0;
  double humidity_kg_kg = 0.014;
  double pressure_pa = 101325.0;
};
/// Temperature efficiency of a balanced heat exchanger with the dry efficiency `dry`, when the exhaust may fall below its dew
/// point: it then gives latent heat too, as a stream of greater heat capacity (counterflow, effectiveness-NTU, NTU = dry / (1 -
/// dry)), the vapour's own heat left out. From `dry` to 1, and `dry` without condensation or with outdoor air that is warmer;
/// below `dry` only where the exhaust would leave colder than 1 degC (frost). Converged to 1e-9.
[[nodiscard]] double wet_heat_recovery(double dry, const Exhaust& exhaust, double outdoor_degc) noexcept;

/// Share of the fan power at a share of the flow (0 to 1): 0.0013 + 0.1470 x + 0.9506 x^2 - 0.0998 x^3 (EnergyPlus, variable
/// volume).
[[nodiscard]] double fan_part_load(double flow_fraction) noexcept;
/// Fan power [kW] at the design flow, of air of 1.2 kg/m3.
[[nodiscard]] double fan_power_kw(double flow_kg_h, double specific_fan_power_kj_m3) noexcept;

}  // namespace tvilling::models
