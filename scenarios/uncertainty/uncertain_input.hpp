// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace tvilling::scenarios {

/// How an uncertain number is spread. The two numbers are: lowest and highest; mean and standard deviation; P10 and P90.
enum class Spread : std::uint8_t { uniform, triangular, normal, lognormal };
inline constexpr std::array<std::string_view, 4> kSpreadNames{"uniform", "triangular", "normal", "lognormal"};

/// Whom a draw is the same for.
enum class Shared : std::uint8_t { city, building };
inline constexpr std::array<std::string_view, 2> kSharedNames{"city", "building"};

/// What a draw does to the value: UncertainInput::factor, or not.
inline constexpr std::array<std::string_view, 2> kEffectNames{"factor", "add"};

/// A number that is not known for sure: `[[uncertainty.input]]` of a study.
struct UncertainInput {
  /// A column of buildings, halls or basins ("wall_u_value_w_m2k", "q50_l_s_m2") or a number of the economy ("heat_price",
  /// "investment", "investment.insulate_roof": input_target.hpp).
  std::string name;
  bool factor = true;  ///< the draw multiplies the value; else it is added
  Spread spread = Spread::triangular;
  double low = 1.0;
  double high = 1.0;
  Shared shared = Shared::building;
  core::SourcePos pos;
  std::string source = {};    ///< of the spread; empty: the study says it
  bool of_catalogue = false;  ///< low and high are the catalogue's costs of a measure: where the study gives the cost it is sure
};

/// The input's name; one of a building column that is drawn for the whole city is told apart: "q50_l_s_m2 (city)".
[[nodiscard]] std::string input_label(const UncertainInput& input);

/// The table [uncertainty] of a study.
struct UncertaintySettings {
  std::size_t draws = 0;  ///< 0: none
  std::uint64_t seed = 1;
  std::size_t worst = 20;  ///< rank certainty: among so many worst
  std::vector<UncertainInput> inputs;
};

}  // namespace tvilling::scenarios
