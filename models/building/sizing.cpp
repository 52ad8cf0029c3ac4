// SPDX-License-Identifier: MPL-2.0
#include "models/building/sizing.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "core/error.hpp"

namespace tvilling::models {

namespace {

constexpr double kDesignOutdoorDegc = -12.0;  // DS 418
constexpr double kDesignIndoorDegc = 20.0;    // DS 418
constexpr double kSafety = 1.15;              // assumption
constexpr double kReheatWM2 = 15.0;           // assumption
constexpr double kAirHeatWPerLS = 1.2;        // rho c = 1200 J/(m3 K)

double known(const Building& building, double value, const char* name) {
  if (!std::isfinite(value)) {
    throw core::Error(core::ErrorKind::bad_input, "building '" + building.building_id + "': " + name + " is not known", {},
                      "fill the portfolio from the archetypes first");
  }
  return value;
}

/// Heat loss of the whole building by transmission, W/K.
double transmission_w_k(const Building& b) {
  const double height_m = known(b, b.storeys, "storeys") * known(b, b.storey_height_m, "storey_height_m");
  const double perimeter_m = known(b, b.perimeter_m, "perimeter_m");
  const double footprint_m2 = known(b, b.footprint_area_m2, "footprint_area_m2");
  const double facade_m2 = perimeter_m * height_m * (1.0 - known(b, b.party_wall_fraction, "party_wall_fraction"));
  const double window_m2 = facade_m2 * known(b, b.window_fraction, "window_fraction");
  const double floor_u = known(b, b.floor_u_value_w_m2k, "floor_u_value_w_m2k");
  return (facade_m2 - window_m2) * known(b, b.wall_u_value_w_m2k, "wall_u_value_w_m2k") +
         window_m2 * known(b, b.window_u_value_w_m2k, "window_u_value_w_m2k") +
         footprint_m2 * known(b, b.roof_u_value_w_m2k, "roof_u_value_w_m2k") +
         footprint_m2 * ground_floor_u_value_w_m2k(footprint_m2, perimeter_m, floor_u) +
         (facade_m2 + footprint_m2) * known(b, b.thermal_bridge_w_m2k, "thermal_bridge_w_m2k");
}

/// Heat loss by the air that must be changed in use, W/(K m2).
double ventilation_w_m2k(const Building& b) {
  const double leakage_l_s_m2 = infiltration_in_use_l_s_m2(known(b, b.q50_l_s_m2, "q50_l_s_m2"));
  const double mechanical_l_s_m2 = known(b, b.mechanical_ventilation_l_s_m2, "mechanical_ventilation_l_s_m2");
  if (mechanical_l_s_m2 > 0.0) {
    const double recovered = known(b, b.heat_recovery_fraction, "heat_recovery_fraction");
    return kAirHeatWPerLS * (leakage_l_s_m2 + mechanical_l_s_m2 * (1.0 - recovered));
  }
  const double volume_m3_m2 = known(b, b.storey_height_m, "storey_height_m");
  const double natural_l_s_m2 = known(b, b.natural_ventilation_per_h, "natural_ventilation_per_h") * volume_m3_m2 / 3.6;
  return kAirHeatWPerLS * (leakage_l_s_m2 + natural_l_s_m2);
}

}  // namespace

double infiltration_in_use_l_s_m2(double q50_l_s_m2) noexcept {
  return 0.04 + 0.06 * q50_l_s_m2;
}

double ground_floor_u_value_w_m2k(double area_m2, double perimeter_m, double construction_u_value_w_m2k) {
  constexpr double lambda_w_mk = 2.0;
  constexpr double wall_m = 0.4;
  const double width_m = area_m2 / (0.5 * perimeter_m);                           // B'
  const double equivalent_m = wall_m + lambda_w_mk / construction_u_value_w_m2k;  // d_t, 1/U = Rsi + Rf + Rse
  if (equivalent_m >= width_m) return lambda_w_mk / (0.457 * width_m + equivalent_m);
  const double pi_width_m = std::numbers::pi * width_m;
  return 2.0 * lambda_w_mk / (pi_width_m + equivalent_m) * std::log(pi_width_m / equivalent_m + 1.0);
}

double sized_heating_capacity_w_m2(const Building& building) {
  const double heated_m2 =
      known(building, building.area_m2, "area_m2") * known(building, building.heated_fraction, "heated_fraction");
  if (heated_m2 <= 0.0) return 0.0;
  const double indoor_degc =
      std::max(kDesignIndoorDegc, known(building, building.heating_set_point_degc, "heating_set_point_degc"));
  // The heated part has its share of the envelope, so per heated area it is the whole building's mean.
  const double loss_w_m2k = transmission_w_k(building) / building.area_m2 + ventilation_w_m2k(building);
  const double reheat_w_m2 = known(building, building.night_set_back_k, "night_set_back_k") > 0.0 ? kReheatWM2 : 0.0;
  return kSafety * loss_w_m2k * (indoor_degc - kDesignOutdoorDegc) + reheat_w_m2;
}

}  // namespace tvilling::models
