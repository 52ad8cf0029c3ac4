// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/portfolio/portfolio.hpp"

namespace tvilling::scenarios {

/// Whose number says how many people a unit has.
enum class Headcount : std::uint8_t { employees, fte };
inline constexpr std::array<std::string_view, 2> kHeadcountNames{"employees", "fte"};

/// A building, or a share of it, that a lease lets.
struct PremisesPart {
  std::size_t building = 0;  ///< place in the portfolio
  double fraction = 1.0;     ///< of the building's gross area, above 0, at most 1
};

/// A lease and where it is.
struct Premises {
  std::size_t lease = 0;            ///< place in the portfolio
  std::vector<PremisesPart> parts;  ///< by building; empty: nobody knows where it is
  std::vector<std::size_t> units;   ///< that sit there, places in the portfolio
  double employees = 0.0;           ///< of them; NaN where a unit's number is not known
};

/// The premises of all leases, in their order. A lease has the building it names, up to its area; what is left of its area are
/// buildings of its property that no lease names, in the order of their ids. A lease without a building has the buildings of its
/// property that no other lease names. Several leases of one building share it by their areas; what they leave is nobody's.
[[nodiscard]] std::vector<Premises> premises_of(const models::Portfolio& portfolio);

/// Years of 365.25 days from a day to another, "2025-01-31"; negative when it is past. Throws Error (internal) for what is no
/// day.
[[nodiscard]] double years_from(const std::string& start, const std::string& day);

}  // namespace tvilling::scenarios
