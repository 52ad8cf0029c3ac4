// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "models/weather/sky.hpp"

namespace tvilling::models {

/// What the wind has blown over for a kilometre or two before it reaches the building.
enum class Terrain {
  open_country,  ///< fields and scattered trees, the ground of a meteorological station
  suburb,        ///< suburb, small town, wood
  city,          ///< centre of a large city
  ocean,         ///< open water, flat coast
};

/// Which way a surface faces in the wind.
enum class WindSide { windward, leeward };

/// Height of the meteorological station's anemometer above open country [m].
inline constexpr double kStationHeight_m = 10.0;

/// Wind speed [m/s] at a height above the ground, from the speed measured at 10 m in open country:
/// V = V_met (270 / 10)^0.14 (z / delta)^alpha. Source: ASHRAE Handbook Fundamentals, "Airflow around buildings"; EnergyPlus
/// Engineering Reference, "Local wind speed". 0 at the ground; above the boundary layer's top `delta` it rises no more.
[[nodiscard]] double local_wind_m_s(double station_wind_m_s, double height_m, Terrain terrain) noexcept;

/// Windward when the wind comes from within 100 degrees of the azimuth of the outward normal (Walton 1983; EnergyPlus
/// Engineering Reference). Surfaces within about 11 degrees of horizontal (|cos tilt| >= 0.98) are always windward.
/// `wind_from_deg` is where the wind comes from, clockwise from north.
[[nodiscard]] WindSide wind_side(const Plane& plane, double wind_from_deg) noexcept;

}  // namespace tvilling::models
