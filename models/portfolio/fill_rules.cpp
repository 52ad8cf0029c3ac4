// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/fill_rules.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/random.hpp"
#include "models/building/sizing.hpp"
#include "models/portfolio/footprint.hpp"

namespace tvilling::models {

namespace {

using A = const Archetypes&;
using B = const Building&;

// --- geometry ---

bool has_ring(B b) {
  return ring_area_m2(b.footprint) >= 1.0;
}

FilledValue fill_x(B b, A) {
  return {ring_centroid(b.footprint).x_m, Origin::filled};
}
FilledValue fill_y(B b, A) {
  return {ring_centroid(b.footprint).y_m, Origin::filled};
}

/// From the ground that the building covers when that is known, else what its use has, as far as the area allows.
FilledValue fill_storeys(B b, A a) {
  const double covered_m2 = std::isfinite(b.footprint_area_m2) ? b.footprint_area_m2
                            : has_ring(b)                      ? ring_area_m2(b.footprint)
                                                               : kMissing;
  if (std::isfinite(covered_m2)) return {std::max(1.0, std::round(b.area_m2 / covered_m2)), Origin::filled};
  constexpr double smallest_storey_m2 = 40.0;
  const double possible = std::max(1.0, std::floor(b.area_m2 / smallest_storey_m2));
  return {std::min(a.of_use("storeys", b.use), possible), Origin::archetype};
}

FilledValue fill_storey_height(B b, A a) {
  return {a.of_use("storey_height_m", b.use) + a.fabric("extra_storey_height_m", b.year), Origin::archetype};
}

FilledValue fill_footprint_area(B b, A) {
  if (has_ring(b)) return {ring_area_m2(b.footprint), Origin::filled};
  return {std::max(1.0, b.area_m2 / b.storeys), Origin::filled};
}

FilledValue fill_perimeter(B b, A a) {
  if (has_ring(b)) return {ring_perimeter_m(b.footprint), Origin::filled};
  const double aspect = a.general("footprint_aspect");
  return {2.0 * (1.0 + aspect) * std::sqrt(b.footprint_area_m2 / aspect), Origin::filled};
}

FilledValue fill_azimuth(B b, A) {
  if (has_ring(b)) return {ring_azimuth_deg(b.footprint), Origin::filled};
  return {360.0 * core::uniform01({1, b.building_id, "azimuth_deg", 0}), Origin::default_};
}

FilledValue fill_party_wall(B b, A a) {
  return {a.general(a.is_inner({b.x_m, b.y_m}) ? "party_wall_inner" : "party_wall_outer"), Origin::archetype};
}

FilledValue fill_horizon(B b, A a) {
  return {a.general(a.is_inner({b.x_m, b.y_m}) ? "horizon_inner_deg" : "horizon_outer_deg"), Origin::archetype};
}

// --- envelope ---

FilledValue fill_wall(B b, A a) {
  return {a.u_value("wall_u_value_w_m2k", b), Origin::archetype};
}
FilledValue fill_roof(B b, A a) {
  return {a.u_value("roof_u_value_w_m2k", b), Origin::archetype};
}
FilledValue fill_floor(B b, A a) {
  return {a.u_value("floor_u_value_w_m2k", b), Origin::archetype};
}
FilledValue fill_window(B b, A a) {
  return {a.u_value("window_u_value_w_m2k", b), Origin::archetype};
}
FilledValue fill_g_value(B b, A a) {
  return {a.window_g_value(b.window_u_value_w_m2k), Origin::archetype};
}
FilledValue fill_q50(B b, A a) {
  return {a.fabric("q50_l_s_m2", b.year), Origin::archetype};
}
FilledValue fill_capacity(B b, A a) {
  return {a.fabric("heat_capacity_kj_m2k", b.year), Origin::archetype};
}
FilledValue fill_bridge(B b, A a) {
  return {a.fabric("thermal_bridge_w_m2k", b.year), Origin::archetype};
}
FilledValue fill_frame(B, A a) {
  return {a.general("frame_fraction"), Origin::default_};
}
FilledValue fill_shading(B, A a) {
  return {a.general("shading_fraction"), Origin::default_};
}

// --- ventilation ---

/// Old buildings of the use are aired through windows, younger ones have a plant.
FilledValue fill_mechanical(B b, A a) {
  const bool has_plant = b.year >= a.of_use("mechanical_since_year", b.use);
  return {has_plant ? a.of_use("mechanical_ventilation_l_s_m2", b.use) : 0.0, Origin::archetype};
}

FilledValue fill_heat_recovery(B b, A a) {
  if (b.mechanical_ventilation_l_s_m2 <= 0.0) return {0.0, Origin::archetype};
  // Halls always have a plant; in old ones it has been renewed since.
  const bool renewed = a.of_use("mechanical_since_year", b.use) <= 0.0;
  return {a.ventilation(renewed ? "renewed_heat_recovery_fraction" : "heat_recovery_fraction", b.year), Origin::archetype};
}

FilledValue fill_fan_power(B b, A a) {
  return {a.ventilation("specific_fan_power_kj_m3", b.year), Origin::archetype};
}

// --- people and plant ---

FilledValue fill_visitors(B b, A a) {
  return {std::round(a.of_use("visitors_m2", b.use) * b.area_m2), Origin::archetype};
}

/// Offices with a known head count have their own density; it is per gross area as in the archetypes.
FilledValue fill_density(B b, A a) {
  if (b.use == Use::office && b.employees > 0.0) return {b.area_m2 / b.employees, Origin::filled};
  return {a.of_use("occupant_density_m2_person", b.use), Origin::archetype};
}

FilledValue fill_shift(B b, A) {
  return {core::uniform01({1, b.building_id, "schedule_shift_h", 0}) - 0.5, Origin::default_};
}
FilledValue fill_distribution(B, A a) {
  return {a.general("distribution_loss_fraction"), Origin::default_};
}

// What changes nothing where nobody says otherwise: the archetypes' set points are those of the rooms as they are kept, HOFOR's
// requirement of 30 K (domain.md B9) leaves the bill as it is, and solar cells are only those of the register.
FilledValue fill_correction(B, A) {
  return {0.0, Origin::default_};
}
FilledValue fill_rebound(B, A) {
  return {0.0, Origin::default_};
}
FilledValue fill_cooling(B, A) {
  return {kRequiredCooling_k, Origin::default_};
}
FilledValue fill_pv(B, A) {
  return {0.0, Origin::default_};
}

FilledValue fill_heating_capacity(B b, A) {
  return {sized_heating_capacity_w_m2(b), b.heated_fraction > 0.0 ? Origin::filled : Origin::archetype};
}

/// A rule that looks the column up by the use alone.
struct UseColumn {
  double Building::* member;
  std::string_view name;
};
constexpr std::array kUseColumns{
    UseColumn{&Building::heated_fraction, "heated_fraction"},
    UseColumn{&Building::window_fraction, "window_fraction"},
    UseColumn{&Building::partition_area_fraction, "partition_area_fraction"},
    UseColumn{&Building::natural_ventilation_per_h, "natural_ventilation_per_h"},
    UseColumn{&Building::window_airing_per_h, "window_airing_per_h"},
    UseColumn{&Building::heating_set_point_degc, "heating_set_point_degc"},
    UseColumn{&Building::night_set_back_k, "night_set_back_k"},
    UseColumn{&Building::person_heat_w, "person_heat_w"},
    UseColumn{&Building::appliance_w_m2, "appliance_w_m2"},
    UseColumn{&Building::appliance_base_fraction, "appliance_base_fraction"},
    UseColumn{&Building::lighting_w_m2, "lighting_w_m2"},
    UseColumn{&Building::lighting_control_fraction, "lighting_control_fraction"},
    UseColumn{&Building::hot_water_l_m2, "hot_water_l_m2"},
    UseColumn{&Building::hot_water_circulation_w_m2, "hot_water_circulation_w_m2"},
    UseColumn{&Building::water_m3_m2, "water_m3_m2"},
    UseColumn{&Building::process_heat_kwh_m2, "process_heat_kwh_m2"},
    UseColumn{&Building::process_electricity_kwh_m2, "process_electricity_kwh_m2"},
};

template <std::size_t I>
FilledValue fill_by_use(B b, A a) {
  return {a.of_use(kUseColumns[I].name, b.use), Origin::archetype};
}

constexpr std::array kOwnRulesFirst{
    FillRule{&Building::x_m, fill_x},
    FillRule{&Building::y_m, fill_y},
    FillRule{&Building::storeys, fill_storeys},
    FillRule{&Building::storey_height_m, fill_storey_height},
    FillRule{&Building::footprint_area_m2, fill_footprint_area},
    FillRule{&Building::perimeter_m, fill_perimeter},
    FillRule{&Building::azimuth_deg, fill_azimuth},
    FillRule{&Building::party_wall_fraction, fill_party_wall},
    FillRule{&Building::horizon_deg, fill_horizon},
    FillRule{&Building::wall_u_value_w_m2k, fill_wall},
    FillRule{&Building::roof_u_value_w_m2k, fill_roof},
    FillRule{&Building::floor_u_value_w_m2k, fill_floor},
    FillRule{&Building::window_u_value_w_m2k, fill_window},
    FillRule{&Building::window_g_value, fill_g_value},
    FillRule{&Building::frame_fraction, fill_frame},
    FillRule{&Building::shading_fraction, fill_shading},
    FillRule{&Building::thermal_bridge_w_m2k, fill_bridge},
    FillRule{&Building::heat_capacity_kj_m2k, fill_capacity},
    FillRule{&Building::q50_l_s_m2, fill_q50},
    FillRule{&Building::mechanical_ventilation_l_s_m2, fill_mechanical},
    FillRule{&Building::heat_recovery_fraction, fill_heat_recovery},
    FillRule{&Building::specific_fan_power_kj_m3, fill_fan_power},
    FillRule{&Building::distribution_loss_fraction, fill_distribution},
    FillRule{&Building::set_point_correction_k, fill_correction},
    FillRule{&Building::rebound_k, fill_rebound},
    FillRule{&Building::district_heating_cooling_k, fill_cooling},
    FillRule{&Building::pv_capacity_kw, fill_pv},
    FillRule{&Building::visitors_per_year, fill_visitors},
    FillRule{&Building::occupant_density_m2_person, fill_density},
    FillRule{&Building::schedule_shift_h, fill_shift},
};

constexpr std::size_t kRuleCount = kOwnRulesFirst.size() + kUseColumns.size() + 1;
static_assert(kRuleCount + 6 == kBuildingColumnCount,
              "every column but year, area_m2, employees and what the property costs has a rule");

template <std::size_t... I>
constexpr std::array<FillRule, kRuleCount> all_rules(std::index_sequence<I...> /*columns*/) {
  std::array<FillRule, kRuleCount> rules{};
  std::size_t n = 0;
  for (const FillRule& rule : kOwnRulesFirst) rules[n++] = rule;
  ((rules[n++] = FillRule{kUseColumns[I].member, fill_by_use<I>}), ...);
  rules[n] = FillRule{&Building::heating_capacity_w_m2, fill_heating_capacity};  // last: needs all the others
  return rules;
}

constexpr std::array<FillRule, kRuleCount> kRules = all_rules(std::make_index_sequence<kUseColumns.size()>{});

}  // namespace

std::span<const FillRule> fill_rules() noexcept {
  return kRules;
}

}  // namespace tvilling::models
