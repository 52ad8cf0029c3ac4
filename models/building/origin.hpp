// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tvilling::models {

/// Where a value comes from, strongest first. Kept as one byte beside every value.
enum class Origin : std::uint8_t { metered, calibrated, register_, archetype, filled, default_ };

inline constexpr std::array<std::string_view, 6> kOriginNames{"metered",   "calibrated", "register",
                                                              "archetype", "filled",     "default"};

[[nodiscard]] constexpr std::string_view to_string(Origin origin) noexcept {
  return kOriginNames[static_cast<std::size_t>(origin)];
}

/// The origin of a result is the weakest of its inputs.
[[nodiscard]] constexpr Origin weakest(Origin a, Origin b) noexcept {
  return a > b ? a : b;
}

}  // namespace tvilling::models
