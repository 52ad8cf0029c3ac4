// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>

namespace tvilling::tests {

/// The simple hourly method of ISO 13790:2008, annex C (domain.md B3): a second opinion on heat needs that shares no code and no
/// network with the engine. Five resistances, one capacity, Crank-Nicolson over an hour.
struct FiveROneC {
  double floor_m2 = 0.0;          ///< A_f
  double opaque_w_k = 0.0;        ///< H_op: walls, roof, floor, thermal bridges
  double windows_w_k = 0.0;       ///< H_w
  double mass_area_factor = 2.5;  ///< A_m / A_f
  double capacity_j_k = 0.0;      ///< C_m

  [[nodiscard]] double total_m2() const noexcept { return 4.5 * floor_m2; }  ///< A_tot
  [[nodiscard]] double mass_m2() const noexcept { return mass_area_factor * floor_m2; }
  [[nodiscard]] double h_is_w_k() const noexcept { return 3.45 * total_m2(); }
  [[nodiscard]] double h_ms_w_k() const noexcept { return 9.1 * mass_m2(); }
  [[nodiscard]] double h_em_w_k() const noexcept { return 1.0 / (1.0 / opaque_w_k - 1.0 / h_ms_w_k()); }
  [[nodiscard]] double h_1_w_k(double ventilation_w_k) const noexcept { return 1.0 / (1.0 / ventilation_w_k + 1.0 / h_is_w_k()); }
  [[nodiscard]] double h_2_w_k(double ventilation_w_k) const noexcept { return h_1_w_k(ventilation_w_k) + windows_w_k; }
  [[nodiscard]] double h_3_w_k(double ventilation_w_k) const noexcept {
    return 1.0 / (1.0 / h_2_w_k(ventilation_w_k) + 1.0 / h_ms_w_k());
  }
};

/// What drives it in one hour.
struct FiveROneCHour {
  double ventilation_w_k = 0.0;  ///< H_ve, above 0
  double supply_degc = 0.0;
  double window_degc = 0.0;  ///< beyond the windows
  double mass_degc = 0.0;    ///< beyond the opaque elements
  double internal_w = 0.0;
  double solar_w = 0.0;
};

struct FiveROneCState {
  double mass_end_degc = 0.0;
  double air_degc = 0.0;
  double surface_degc = 0.0;

  [[nodiscard]] double operative_degc() const noexcept { return 0.3 * air_degc + 0.7 * surface_degc; }
};

/// One hour with a given heating power, which goes to the air.
[[nodiscard]] inline FiveROneCState five_r_one_c_hour(const FiveROneC& b, const FiveROneCHour& hour, double mass_old_degc,
                                                      double heating_w) noexcept {
  const double h_1 = b.h_1_w_k(hour.ventilation_w_k);
  const double h_2 = b.h_2_w_k(hour.ventilation_w_k);
  const double h_3 = b.h_3_w_k(hour.ventilation_w_k);
  const double radiated_w = 0.5 * hour.internal_w + hour.solar_w;
  const double to_mass = b.mass_m2() / b.total_m2();
  const double to_air_w = 0.5 * hour.internal_w + heating_w;
  const double mass_w = to_mass * radiated_w;
  const double surface_w = (1.0 - to_mass - b.windows_w_k / (9.1 * b.total_m2())) * radiated_w;
  const double warmed_degc = to_air_w / hour.ventilation_w_k + hour.supply_degc;
  const double whole_w =
      mass_w + b.h_em_w_k() * hour.mass_degc + h_3 * (surface_w + b.windows_w_k * hour.window_degc + h_1 * warmed_degc) / h_2;
  const double storage_w_k = b.capacity_j_k / 3600.0;
  const double half_w_k = 0.5 * (h_3 + b.h_em_w_k());
  FiveROneCState state;
  state.mass_end_degc = (mass_old_degc * (storage_w_k - half_w_k) + whole_w) / (storage_w_k + half_w_k);
  const double mass_degc = 0.5 * (mass_old_degc + state.mass_end_degc);
  state.surface_degc =
      (b.h_ms_w_k() * mass_degc + surface_w + b.windows_w_k * hour.window_degc + h_1 * warmed_degc) / (b.h_ms_w_k() + h_2);
  state.air_degc = (b.h_is_w_k() * state.surface_degc + hour.ventilation_w_k * hour.supply_degc + to_air_w) /
                   (b.h_is_w_k() + hour.ventilation_w_k);
  return state;
}

enum class FiveROneCControl { air, operative };

/// Power that holds the set point, by the line through 0 and 10 W/m2; 0 when the room is warm enough, and no more than the
/// capacity.
[[nodiscard]] inline double five_r_one_c_heating_w(const FiveROneC& b, const FiveROneCHour& hour, double mass_old_degc,
                                                   double set_point_degc, double capacity_w,
                                                   FiveROneCControl control = FiveROneCControl::air) noexcept {
  const auto seen = [control](const FiveROneCState& s) {
    return control == FiveROneCControl::air ? s.air_degc : s.operative_degc();
  };
  const double try_w = 10.0 * b.floor_m2;
  const double free_degc = seen(five_r_one_c_hour(b, hour, mass_old_degc, 0.0));
  const double heated_degc = seen(five_r_one_c_hour(b, hour, mass_old_degc, try_w));
  return std::clamp(try_w * (set_point_degc - free_degc) / (heated_degc - free_degc), 0.0, capacity_w);
}

}  // namespace tvilling::tests
