// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "models/weather/sky.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::models {

/// Solar cells of 1 kW rated power (1 kW at 1,000 W/m2 and cells of 25 degC): how they stand and what they lose. Sources:
/// docs/physics/solar_cells.md.
struct SolarCells {
  Plane plane{180.0, 15.0};          ///< racks on a flat roof; about the mean of pitched ones that face south-east to south-west
  double reflected_fraction = 0.03;  ///< of the yearly radiation, at slanting angles
  double system_loss_fraction = 0.14;   ///< wires, inverter, dirt, unlike modules
  double shading_loss_fraction = 0.05;  ///< chimneys, trees, rows that shade each other
  double loss_per_k = 0.0037;           ///< of the power per K of the cells above 25 degC
  double nominal_cell_degc = 45.0;      ///< of the cells at 800 W/m2, 20 degC and 1 m/s (NOCT)
};

/// Power over rated power of cells on which `irradiance_w_m2` falls in air of `outdoor_degc`. Not negative.
[[nodiscard]] double solar_cell_power_fraction(const SolarCells& cells, double irradiance_w_m2, double outdoor_degc) noexcept;

/// kWh of each hour of the year for 1 kW rated power: 8,760 values. Pure.
[[nodiscard]] std::vector<double> solar_cell_kwh_kw(const Weather& weather, int year, const SolarCells& cells = {});

}  // namespace tvilling::models
