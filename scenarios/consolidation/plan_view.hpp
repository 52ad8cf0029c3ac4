// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/consolidation/plan.hpp"

namespace tvilling::scenarios {

/// Why a unit moves.
enum class MoveReason : std::uint8_t {
  given_up,      ///< the premises it leaves are given up
  floors,        ///< some floors of them are
  crowded,       ///< they have too few desks today
  forecast,      ///< they have too few desks for the upper end of the forecast
  makes_room,    ///< others come to where it sat
  sits_together  ///< it comes to a unit that it works with, or costs less there
};
inline constexpr std::array<std::string_view, 6> kMoveReasonNames{
    "given_up", "floors_given_up", "too_few_desks", "makes_room_for_the_forecast", "makes_room", "costs_less_there"};

struct PlanMove {
  std::size_t unit = 0;  ///< of the case
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t period = 0;
  MoveReason reason = MoveReason::given_up;
};
/// By period, then premises left, then unit.
[[nodiscard]] std::vector<PlanMove> moves_of(const ConsolidationCase& c, const Plan& plan);

/// What is given up of premises at the beginning of a period.
struct PlanRelease {
  std::size_t premises = 0;
  std::size_t period = 0;
  int blocks = 0;
  double paid_until_years = 0.0;  ///< from today: through notice
  double saves_dkk_year = 0.0;    ///< rent and operation
};
/// By period, then premises.
[[nodiscard]] std::vector<PlanRelease> releases_of(const ConsolidationCase& c, const Plan& plan);

/// Leases of which nothing is held at the end, by id.
[[nodiscard]] std::vector<std::string> closed_leases(const ConsolidationCase& c, const Plan& plan);

/// Premises before and after. After: of what is still held.
struct PremisesUse {
  double persons_before = 0.0;
  double persons_after = 0.0;
  double desks_before = 0.0;
  double desks_after = 0.0;
  double needed_before = 0.0;  ///< desks
  double needed_after = 0.0;
  double area_before_m2 = 0.0;
  double area_after_m2 = 0.0;
  /// Area per person (belægningsgrad); missing where nobody sits.
  [[nodiscard]] double m2_person_before() const noexcept;
  [[nodiscard]] double m2_person_after() const noexcept;
};
/// In the order of the premises.
[[nodiscard]] std::vector<PremisesUse> uses_of(const PlanBasis& basis, const Plan& plan);
[[nodiscard]] PremisesUse sum_of(const std::vector<PremisesUse>& uses) noexcept;

/// The month in which so many years from the plan's first day are over: "2026-07".
[[nodiscard]] std::string month_after(const std::string& start_date, double years);

}  // namespace tvilling::scenarios
