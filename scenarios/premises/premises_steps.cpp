// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/premises_steps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/premises/premises_moves.hpp"

namespace tvilling::scenarios {

namespace {

bool has_premises(const Scenario& scenario) {
  return std::ranges::any_of(scenario.measures, [](const Measure& m) { return !m.texts.empty(); });
}

}  // namespace

Study with_premises(const Study& study, const models::Portfolio& portfolio, core::Findings& findings) {
  Study said = study;
  if (std::ranges::none_of(said.scenarios, has_premises)) return said;
  const PremisesRegister premises(portfolio);
  for (Scenario& scenario : said.scenarios) {
    if (has_premises(scenario)) PremisesMoves(premises, scenario.name, study.base_year, findings).say(scenario.measures);
  }
  return said;
}

}  // namespace tvilling::scenarios
