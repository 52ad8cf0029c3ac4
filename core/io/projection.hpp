// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <utility>

namespace tvilling::core {

/// Longitude and latitude in degrees (WGS84 or ETRS89) as x and y in metres of EPSG:25832; nothing where that has no meaning.
/// Throws Error (io) where PROJ is not installed.
[[nodiscard]] std::optional<std::pair<double, double>> utm32_of_degrees(double longitude, double latitude);

/// Whether two numbers are a longitude and a latitude in or about Denmark.
[[nodiscard]] constexpr bool are_danish_degrees(double longitude, double latitude) noexcept {
  return longitude >= 7.0 && longitude <= 16.0 && latitude >= 54.0 && latitude <= 58.5;
}

}  // namespace tvilling::core
