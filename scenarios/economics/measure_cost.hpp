// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "models/building/building.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// What a measure is paid by.
enum class CostBasis : std::uint8_t {
  roof_m2,
  wall_m2,    ///< opaque outside wall
  window_m2,  ///< with frame
  floor_m2,   ///< ground floor
  heated_m2,  ///< heated floor area
  water_m2,   ///< water surface of a swimming hall
  air_m3_h,   ///< air flow of the plant
  pv_kw,      ///< rated power that is added
  building,   ///< one a building
  person,     ///< who moves
  let_m2,     ///< gross area that is given up
  none,       ///< operation: costs nothing
};
inline constexpr std::array<std::string_view, 12> kCostBasisNames{"roof_m2",   "wall_m2",  "window_m2", "floor_m2",
                                                                  "heated_m2", "water_m2", "air_m3_h",  "pv_kw",
                                                                  "building",  "person",   "let_m2",    "none"};
[[nodiscard]] constexpr std::string_view to_string(CostBasis basis) noexcept {
  return kCostBasisNames[static_cast<std::size_t>(basis)];
}

/// What is no building work: it is paid once, with no client's costs, and how much of it there is say the measure's steps.
[[nodiscard]] constexpr bool is_once(CostBasis basis) noexcept {
  return basis == CostBasis::person || basis == CostBasis::let_m2;
}

/// What a kind of measure costs, from economics/data/measure_costs.csv. Contractor's prices without VAT, price level 2025.
struct MeasureCost {
  std::string measure;
  CostBasis basis = CostBasis::none;
  double unit_cost_dkk = 0.0;  ///< per unit of the basis; the middle of low and high
  double unit_cost_low_dkk = 0.0;
  double unit_cost_high_dkk = 0.0;
  double fixed_cost_dkk = 0.0;        ///< per building
  double lifetime_years = 0.0;        ///< technical; 0: of operation, which is not renewed
  double maintenance_dkk_year = 0.0;  ///< per unit and year, more than before
  std::string source;
};

/// Of every measure type, in the order of measure_types(). Throws Error (internal) when the table is broken or lacks one.
[[nodiscard]] std::span<const MeasureCost> measure_costs();

/// The catalogue's cost of a measure with what the study says instead. A unit cost given by the study is both low and high.
[[nodiscard]] MeasureCost cost_of(const Measure& measure);

/// Whether two states of a building differ in anything that a measure changes.
[[nodiscard]] bool differ(const models::Building& a, const models::Building& b);

/// How many units of the basis a measure that changes `before` into `after` takes. Not negative.
[[nodiscard]] double cost_quantity(CostBasis basis, const models::Building& before, const models::Building& after);

}  // namespace tvilling::scenarios
