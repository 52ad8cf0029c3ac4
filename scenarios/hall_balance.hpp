// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "models/building/simulate.hpp"

namespace tvilling::scenarios {

/// A term of a balance, with the sign it has there.
struct HallTerm {
  std::string_view name;       ///< with the unit of the balance, e.g. "evaporation_kg"; in the water balance "evaporation_m3"
  std::string_view long_name;  ///< of the variable
  double value = 0.0;          ///< in the unit of the balance
};

enum class HallBalanceKind : std::size_t { heat, moisture, water, delivered_heat, electricity };

/// Terms that add up to zero (see hall_balances for where that proves something): what comes in is positive, what goes out or is
/// stored is negative.
struct HallBalance {
  HallBalanceKind kind;
  std::string_view name;   ///< of the balance in JSON, e.g. "delivered_heat"
  std::string_view title;  ///< in words
  std::string_view unit;   ///< UDUNITS
  std::vector<HallTerm> terms;

  /// What is left over: rounding of the hours to the 2^-20 grid.
  [[nodiscard]] double sum() const noexcept;
};

/// Heat of rooms and water; moisture of the hall air; water; delivered heat by use; electricity by use. In the order of
/// HallBalanceKind. Heat and moisture are balances: their terms are reckoned each by itself, so that the sum proves them. The
/// other three are break-downs that add up by construction: waste water is what is drawn less what evaporates, and what is bought
/// is the sum of its uses. Sources are positive in the first three and uses are positive in the last two, which end with what is
/// bought (negative). Throws Error (bad_input) for a building without a hall.
[[nodiscard]] std::vector<HallBalance> hall_balances(const models::BuildingResult& result);

}  // namespace tvilling::scenarios
