// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "scenarios/capacity/capacity.hpp"
#include "tests/support/portfolio_reading.hpp"

namespace tvilling::test {

/// Tables read and filled, with the hours counted and what was found about them.
struct CapacityCase {
  tests::PortfolioReading reading;
  core::Findings filled;
  core::Findings found;
  scenarios::Capacity capacity;

  CapacityCase(std::initializer_list<std::pair<const char*, std::string>> files) : reading(files) {
    models::fill_portfolio(reading.portfolio, filled);
    capacity = scenarios::capacity_of(reading.portfolio, found);
  }

  [[nodiscard]] const models::Portfolio& portfolio() const { return reading.portfolio; }
  [[nodiscard]] scenarios::CapacitySums sums(std::string_view building_id,
                                             scenarios::Season season = scenarios::Season::year) const {
    for (std::size_t b = 0; b < capacity.buildings.size(); ++b) {
      if (portfolio().buildings[capacity.buildings[b].building].building.building_id != building_id) continue;
      return scenarios::sums_of_building(capacity, portfolio(), b, season, {});
    }
    FAIL("no building " << building_id);
    return {};
  }
  [[nodiscard]] scenarios::CapacitySums space_sums(std::string_view id) const {
    for (std::size_t s = 0; s < capacity.spaces.size(); ++s) {
      if (capacity.spaces[s].id == id) return scenarios::sums_of_space(capacity, s, scenarios::Season::year, {});
    }
    FAIL("no space " << id);
    return {};
  }
  [[nodiscard]] std::vector<core::Finding> told(std::string_view code) const {
    std::vector<core::Finding> list;
    for (const core::Finding& finding : found.list) {
      if (finding.code == code) list.push_back(finding);
    }
    return list;
  }
};

}  // namespace tvilling::test
