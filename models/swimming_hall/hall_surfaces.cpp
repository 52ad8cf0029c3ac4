// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/hall_surfaces.hpp"

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/surface_humidity.hpp"

namespace tvilling::models {

namespace {

constexpr double kMouldFrom = 0.8;  // ISO 13788

}  // namespace

HallSurfaces::HallSurfaces(const HallRun& run) {
  const Building& pool = run.zones().pool_hall;
  const Envelope& envelope = run.network().pool_hall.net.envelope;
  if (envelope.wall_m2() > 0.0) wall_w_m2k_ = pool.wall_u_value_w_m2k;
  if (envelope.roof_m2 > 0.0) roof_w_m2k_ = pool.roof_u_value_w_m2k;
  if (envelope.window_m2() > 0.0) window_w_m2k_ = pool.window_u_value_w_m2k;
}

void HallSurfaces::count(const HallHour& hour, const Weather& weather, int of_year, HallTotals& totals) const {
  const double outdoor_degc = weather.dry_bulb_degc[static_cast<std::size_t>(of_year)];
  const double vapour_pa = hour.relative_humidity * saturation_pressure_pa(hour.air_degc);
  const auto humidity = [&](double u_value_w_m2k, double resistance_m2k_w) {
    const double factor = surface_temperature_factor(u_value_w_m2k, resistance_m2k_w);
    return humidity_at_surface(surface_temperature_degc(factor, hour.air_degc, outdoor_degc), vapour_pa);
  };
  const auto is_wet = [&](const std::optional<double>& u) { return u && humidity(*u, kInsideResistance_m2k_w) >= 1.0; };
  const auto grows_mould = [&](const std::optional<double>& u) {
    return u && humidity(*u, kInsideResistanceMould_m2k_w) > kMouldFrom;
  };
  if (is_wet(wall_w_m2k_)) totals[HallTotal::wall_condensation] += 1.0;
  if (is_wet(roof_w_m2k_)) totals[HallTotal::roof_condensation] += 1.0;
  if (is_wet(window_w_m2k_)) totals[HallTotal::window_condensation] += 1.0;
  if (grows_mould(wall_w_m2k_) || grows_mould(roof_w_m2k_)) totals[HallTotal::mould] += 1.0;
}

}  // namespace tvilling::models
