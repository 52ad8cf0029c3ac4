// SPDX-License-Identifier: MPL-2.0
#include "models/building/sizing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.hpp"
#include "models/building/envelope.hpp"
#include "models/building/ground.hpp"
#include "models/building/loads.hpp"

namespace tvilling::models {

namespace {

constexpr double kDesignOutdoor_degc = -12.0;  // DS 418
constexpr double kDesignIndoor_degc = 20.0;    // DS 418
constexpr double kSafety = 1.15;               // assumption
constexpr double kReheat_w_m2 = 15.0;          // assumption

void require_known(const Building& building) {
  constexpr std::array needed{&Building::area_m2,
                              &Building::heated_fraction,
                              &Building::storeys,
                              &Building::storey_height_m,
                              &Building::footprint_area_m2,
                              &Building::perimeter_m,
                              &Building::party_wall_fraction,
                              &Building::window_fraction,
                              &Building::wall_u_value_w_m2k,
                              &Building::window_u_value_w_m2k,
                              &Building::roof_u_value_w_m2k,
                              &Building::floor_u_value_w_m2k,
                              &Building::thermal_bridge_w_m2k,
                              &Building::q50_l_s_m2,
                              &Building::mechanical_ventilation_l_s_m2,
                              &Building::natural_ventilation_per_h,
                              &Building::heat_recovery_fraction,
                              &Building::heating_set_point_degc,
                              &Building::night_set_back_k};
  for (const BuildingColumn& column : building_columns()) {
    if (std::find(needed.begin(), needed.end(), column.member) == needed.end()) continue;
    if (std::isfinite(building.*column.member)) continue;
    throw core::Error(core::ErrorKind::bad_input,
                      "building " + building.building_id + ": " + std::string(column.variable.name) + " is not known", {},
                      "Fill the portfolio from the archetypes first.");
  }
}

}  // namespace

double sized_heating_capacity_w_m2(const Building& b) {
  require_known(b);
  const Envelope e = envelope_of(b);
  if (e.heated_area_m2 <= 0.0) return 0.0;
  const double ground_w_k =
      e.floor_m2 > 0.0 ? e.floor_m2 * ground_u_value_w_m2k(e.floor_m2, e.perimeter_m, b.floor_u_value_w_m2k) : 0.0;
  const double envelope_w_k = e.wall_m2() * b.wall_u_value_w_m2k + e.window_m2() * b.window_u_value_w_m2k +
                              e.roof_m2 * b.roof_u_value_w_m2k + ground_w_k +
                              (e.wall_m2() + e.window_m2() + e.roof_m2) * b.thermal_bridge_w_m2k;
  const AirFlows air = air_flows(b, e, 0.0);
  const double air_w_k = air.mechanical_w_k * (1.0 - air.recovery_fraction) + air.natural_w_k + air.infiltration_open_w_k;
  const double difference_k = std::max(kDesignIndoor_degc, b.heating_set_point_degc) - kDesignOutdoor_degc;
  const double reheat_w_m2 = b.night_set_back_k > 0.0 ? kReheat_w_m2 : 0.0;
  return kSafety * (envelope_w_k + air_w_k) / e.heated_area_m2 * difference_k + reheat_w_m2;
}

}  // namespace tvilling::models
