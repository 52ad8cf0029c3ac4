// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/consolidation/plan.hpp"

namespace tvilling::tests {

/// Toy instance T1: four premises, six units, one-off costs spread over six years, no discount, no notice, no energy
/// (domain.md D4).
inline scenarios::ConsolidationCase toy_t1() {
  constexpr std::array<double, 4> kAreaM2{3200, 3500, 4060, 3000};
  constexpr std::array<double, 4> kRentDkkM2{2600, 1300, 1300, 2000};
  constexpr std::array<double, 4> kDesks{110, 120, 140, 130};
  scenarios::ConsolidationCase c;
  std::vector<std::size_t> all;
  for (std::size_t p = 0; p < kAreaM2.size(); ++p) {
    scenarios::CasePremises premises;
    premises.lease_id = "P" + std::to_string(p + 1);
    premises.desks = kDesks[p];
    premises.rent_dkk_year = kAreaM2[p] * kRentDkkM2[p];
    premises.operation_dkk_year = kAreaM2[p] * 120.0;
    premises.close_cost_dkk = 1e6;
    c.premises.push_back(premises);
    all.push_back(p);
  }
  constexpr std::array<double, 6> kPersons{40, 60, 25, 80, 35, 50};
  constexpr std::array<std::size_t, 6> kHome{0, 0, 1, 1, 2, 3};
  for (std::size_t u = 0; u < kPersons.size(); ++u) {
    scenarios::CaseUnit unit;
    unit.unit_id = std::string(1, static_cast<char>('A' + u));
    unit.persons = unit.desks = unit.desks_high = kPersons[u];
    unit.home = kHome[u];
    unit.move_cost_dkk = 20000.0 * kPersons[u];
    unit.locked = unit.unit_id == "D";
    unit.places = all;
    c.units.push_back(unit);
  }
  c.periods = {{0.0}, {6.0}, {1.0}, {}};
  return c;
}

}  // namespace tvilling::tests
