// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/choice/options.hpp"

namespace tvilling::tests {

/// What a made option brings. (building, scenario) in the order of the table.
struct MadeOption {
  double investment_dkk = 0.0;
  double npv_dkk = 0.0;
  double saving_co2_tonnes = 0.0;
  double saving_dkk = 0.0;
};

/// A table of made options: [building][scenario - 1]; the buildings are "B00000", "B00001" ... of "KFF" and "BUF" in turn.
inline scenarios::OptionTable made_options(const std::vector<std::vector<MadeOption>>& buildings) {
  scenarios::OptionTable table;
  table.horizon_years = 30;
  table.scenario = {"baseline"};
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    std::string number = std::to_string(b);
    table.building_id.push_back("B" + std::string(5 - number.size(), '0') + number);
    table.administration.push_back(b % 2 == 0 ? "KFF" : "BUF");
    for (std::size_t s = 0; s < buildings[b].size(); ++s) {
      if (table.scenario.size() < s + 2) table.scenario.push_back("s" + std::to_string(s + 1));
      const MadeOption& made = buildings[b][s];
      scenarios::ChoiceOption option{b, s + 1};
      option.investment_dkk = made.investment_dkk;
      option.npv_dkk = made.npv_dkk;
      option.saving_co2_tonnes = made.saving_co2_tonnes;
      option.saving_co2_kg = 1000.0 * made.saving_co2_tonnes / table.horizon_years;
      option.saving_dkk = made.saving_dkk;
      table.options.push_back(option);
    }
  }
  return table;
}

}  // namespace tvilling::tests
