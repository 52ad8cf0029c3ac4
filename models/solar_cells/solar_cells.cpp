// SPDX-License-Identifier: MPL-2.0
#include "models/solar_cells/solar_cells.hpp"

#include <algorithm>
#include <cstddef>

#include "core/time_axis.hpp"

namespace tvilling::models {

namespace {

constexpr double kRated_w_m2 = 1000.0;  // IEC 61215, standard test conditions
constexpr double kRated_degc = 25.0;
constexpr double kNominal_w_m2 = 800.0;  // IEC 61215, nominal operating conditions
constexpr double kNominal_degc = 20.0;

}  // namespace

double solar_cell_power_fraction(const SolarCells& cells, double irradiance_w_m2, double outdoor_degc) noexcept {
  const double warming_k = (cells.nominal_cell_degc - kNominal_degc) * irradiance_w_m2 / kNominal_w_m2;
  const double warmer_k = outdoor_degc + warming_k - kRated_degc;
  const double kept = (1.0 - cells.reflected_fraction) * (1.0 - cells.system_loss_fraction) * (1.0 - cells.shading_loss_fraction);
  return std::max(0.0, irradiance_w_m2 / kRated_w_m2 * kept * (1.0 - cells.loss_per_k * warmer_k));
}

std::vector<double> solar_cell_kwh_kw(const Weather& weather, int year, const SolarCells& cells) {
  const core::TimeAxis axis = core::make_time_axis(year, weather.location.utc_offset_h);
  std::vector<double> kwh(core::kHoursPerYear, 0.0);
  for (std::size_t h = 0; h < kwh.size(); ++h) {
    const Irradiance sun{weather.direct_normal_w_m2[h], weather.diffuse_horizontal_w_m2[h], weather.global_horizontal_w_m2[h]};
    if (sun.direct_normal_w_m2 <= 0.0 && sun.diffuse_horizontal_w_m2 <= 0.0 && sun.global_horizontal_w_m2 <= 0.0) continue;
    const double middle_h = axis.utc_begin_h(static_cast<int>(h)) + 0.5;
    const SolarPosition position =
        solar_position(weather.location.latitude_deg, weather.location.longitude_deg, year, 0, middle_h);
    const double irradiance_w_m2 = std::max(0.0, perez_irradiance(sun, position, cells.plane).total_w_m2());
    kwh[h] = solar_cell_power_fraction(cells, irradiance_w_m2, weather.dry_bulb_degc[h]);
  }
  return kwh;
}

}  // namespace tvilling::models
