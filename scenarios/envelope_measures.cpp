// SPDX-License-Identifier: MPL-2.0
#include "scenarios/envelope_measures.hpp"

#include <algorithm>
#include <array>

#include "scenarios/measure_parts.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;

// Cavity walls (hulmur) that can be filled: after the solid brick of older blocks and before insulation was built in; a wall with
// a lower U-value is filled already, one with a higher is solid (assumptions; domain.md C1 and C7: 1.3 before filling).
constexpr double kCavityFrom_year = 1920.0;
constexpr double kCavityTo_year = 1978.0;
constexpr double kEmptyCavityLeast_w_m2k = 0.9;
constexpr double kEmptyCavityMost_w_m2k = 2.0;

/// A building between others shows no face.
bool has_facade(const Building& base) {
  return base.party_wall_fraction < 1.0;
}

bool insulate_roof(Building& b, const Building& base, const ParameterValues& p) {
  return lower_u_value(b, base, &Building::roof_u_value_w_m2k, p);
}

bool insulate_floor(Building& b, const Building& base, const ParameterValues& p) {
  return lower_u_value(b, base, &Building::floor_u_value_w_m2k, p);
}

bool insulate_wall(Building& b, const Building& base, const ParameterValues& p) {
  if (!heated(base) || !has_facade(base) || !protection_allows(base, p)) return false;
  if (!(base.wall_u_value_w_m2k > value_of(p, "u_value_w_m2k"))) return false;
  const bool warmer = lower_u_value(b, base, &Building::wall_u_value_w_m2k, p);
  const bool tighter = tighten(b, base, p);
  return warmer || tighter;
}

bool insulate_wall_inside(Building& b, const Building& base, const ParameterValues& p) {
  return has_facade(base) && lower_u_value(b, base, &Building::wall_u_value_w_m2k, p);
}

bool cavity_fill(Building& b, const Building& base, const ParameterValues& p) {
  const bool has_cavity = base.year >= kCavityFrom_year && base.year <= kCavityTo_year;
  const bool is_empty = base.wall_u_value_w_m2k >= kEmptyCavityLeast_w_m2k && base.wall_u_value_w_m2k <= kEmptyCavityMost_w_m2k;
  return has_facade(base) && has_cavity && is_empty && lower_u_value(b, base, &Building::wall_u_value_w_m2k, p);
}

/// Other glass, with or without the old window behind it.
bool better_windows(Building& b, const Building& base, const ParameterValues& p) {
  const double wanted_w_m2k = value_of(p, "u_value_w_m2k");
  const double g_value = value_of(p, "g_value");
  if (!heated(base) || !has_facade(base) || !(base.window_fraction > 0.0)) return false;
  if (!(base.window_u_value_w_m2k > wanted_w_m2k)) return false;
  // The g-value belongs to the window with the lower U-value; of two with the same, to the one that lets in more sun.
  const bool warmer = lower_u_value(b, base, &Building::window_u_value_w_m2k, p);
  const bool other_glass =
      warmer ? b.window_g_value != g_value : b.window_u_value_w_m2k == wanted_w_m2k && g_value > b.window_g_value;
  if (other_glass) b.window_g_value = g_value;
  const bool tighter = tighten(b, base, p);
  return warmer || other_glass || tighter;
}

bool replace_windows(Building& b, const Building& base, const ParameterValues& p) {
  return protection_allows(base, p) && better_windows(b, base, p);
}

bool seal_leaks(Building& b, const Building& base, const ParameterValues& p) {
  return heated(base) && tighten(b, base, p);
}

}  // namespace

bool envelope_bettered(const Building& building, const Building& base) {
  constexpr std::array kEnvelope{&Building::wall_u_value_w_m2k, &Building::roof_u_value_w_m2k, &Building::floor_u_value_w_m2k,
                                 &Building::window_u_value_w_m2k, &Building::q50_l_s_m2};
  return std::ranges::any_of(kEnvelope, [&](double Building::* number) { return building.*number < base.*number; });
}

// Default values: U-values of BR18 renovation (roof 0.12, wall 0.18, floor 0.10), windows of three panes; the others of domain.md
// C7, air tightness of C2. Sources: docs/reference/measures.md.
std::vector<MeasureType> envelope_measure_types() {
  return {
      {"insulate_roof", "Insulate roof or loft down to a U-value", {u_value("roof_u_value_w_m2k", 0.12)}, insulate_roof},
      {"insulate_wall",
       "Insulate the outside walls from outside down to a U-value; makes them tighter; not on listed buildings",
       {u_value("wall_u_value_w_m2k", 0.18), air_tightness_factor(0.6), include_listed()},
       insulate_wall},
      {"insulate_wall_inside",
       "Insulate the outside walls from inside down to a U-value, where the face must stay; listed buildings too",
       {u_value("wall_u_value_w_m2k", 0.35)},
       insulate_wall_inside},
      {"cavity_fill",
       "Fill the cavity walls of buildings of 1920 to 1978 whose wall has a U-value of 0.9 to 2.0; listed buildings too",
       {u_value("wall_u_value_w_m2k", 0.48)},
       cavity_fill},
      {"insulate_floor",
       "Make a new, insulated ground slab with a U-value of its construction (the ground comes on top)",
       {u_value("floor_u_value_w_m2k", 0.10)},
       insulate_floor},
      {"insulate_basement_ceiling",
       "Insulate the floor over a basement from below down to a U-value; which buildings have a basement says `where`",
       {u_value("floor_u_value_w_m2k", 0.25)},
       insulate_floor},
      {"replace_windows",
       "Replace windows that are worse than a U-value; makes the facade tighter; not on listed buildings",
       {u_value("window_u_value_w_m2k", 0.85), g_value(0.50), air_tightness_factor(0.8), include_listed()},
       replace_windows},
      {"secondary_glazing",
       "Put secondary glazing behind windows that are worse than a U-value; listed buildings too",
       {u_value("window_u_value_w_m2k", 1.3), g_value(0.58), air_tightness_factor(1.0)},
       better_windows},
      {"seal_leaks", "Seal the joints of the envelope", {air_tightness_factor(0.8)}, seal_leaks},
  };
}

}  // namespace tvilling::scenarios
