// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/window/glazing.hpp"

namespace tvilling::models {

/// Coefficients of heat transfer at the two faces, convection and radiation together.
struct GlazingFilms {
  double inside_w_m2k = 7.7;
  double outside_w_m2k = 25.0;
};

/// EN 673:2011, vertical glazing (resistances 0.13 and 0.04 m2K/W).
inline constexpr GlazingFilms kEn673Films{7.7, 25.0};
/// EN 410:2011 for the solar factor.
inline constexpr GlazingFilms kEn410Films{8.0, 23.0};

/// Conductance gap by gap, outside to inside [W/m2K]; 0 beyond the last gap. With several gaps each takes its part of the
/// 15 K by its resistance (EN 673:2011, iteration for more than one gas space).
[[nodiscard]] PerPane gap_conductances_w_m2k(const Glazing& glazing);

/// Share of the heat absorbed in each pane that goes to the room; absorbed at the middle of the pane. 0 beyond the last pane.
[[nodiscard]] PerPane inward_shares(const Glazing& glazing, const GlazingFilms& films = kEn410Films);

/// Air to air, middle of the glazing: no edge, no frame [W/m2K].
[[nodiscard]] double u_value_w_m2k(const Glazing& glazing, const GlazingFilms& films = kEn673Films);

/// Solar factor: transmittance + secondary heat to the room, after the manner of EN 410.
[[nodiscard]] double g_value(const Glazing& glazing, const GlazingFilms& films = kEn410Films, double cos_incidence = 1.0);

}  // namespace tvilling::models
