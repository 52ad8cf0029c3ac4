// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "scenarios/economics/economics_text.hpp"
#include "scenarios/results_file.hpp"
#include "tests/support/small_results.hpp"

namespace tvilling::tests {

/// The study of choice_results().
inline constexpr std::string_view kChoiceStudy = R"(# Tage
[study]
name = "Tage"
portfolio = "by"
base_year = 2025

[economics]
horizon_years = 30

[[scenario]]
name = "roofs"
[[scenario.measure]]
type = "insulate_roof"
u_value_w_m2k = 0.12
where = "area_m2 > 300"

[[scenario]]
name = "windows"
extends = "roofs"
[[scenario.measure]]
type = "replace_windows"
)";

/// Of small_portfolio() in the scenarios baseline, roofs and windows: each saves 10 MWh heat and 1 MWh electricity a year more
/// than the one before; the clubhouse failed in `windows`, and `roofs` does nothing to it. Not simulated.
inline scenarios::Results choice_results() {
  using models::Annual;
  using models::index;
  using scenarios::Economic;
  scenarios::Results results;
  results.path = "r.h5";
  results.study_name = "Tage";
  results.scenario_names = {"baseline", "roofs", "windows"};
  results.portfolio = small_portfolio();
  results.provenance = {{"study_text", std::string(kChoiceStudy)},
                        {"base_year", "2025"},
                        {"factor_set", "br18"},
                        {"weather", "reference-year"},
                        {"economics", scenarios::economics_text({}, {})}};
  for (std::size_t s = 0; s < 3; ++s) {
    results.results.emplace_back(3);
    results.economics.emplace_back(3);
    results.status.emplace_back(3, scenarios::TaskStatus::done);
    results.messages.emplace_back(3);
    for (std::size_t b = 0; b < 3; ++b) {
      const double steps = b == 2 ? 0.0 : static_cast<double>(s);
      auto& annual = results.results[s][b].annual;
      annual[index(Annual::heat)] = 100e3 - 10e3 * steps;
      annual[index(Annual::electricity)] = 50e3 - 1e3 * steps;
      annual[index(Annual::co2)] = 0.0878 * annual[index(Annual::heat)] + 0.135 * annual[index(Annual::electricity)];
      auto& money = results.economics[s][b];
      money[scenarios::index(Economic::investment)] = 100e3 * steps * static_cast<double>(b + 1);
      money[scenarios::index(Economic::saving)] = 7e3 * steps;
      money[scenarios::index(Economic::npv)] = 18.392 * 7e3 * steps - money[scenarios::index(Economic::investment)];
    }
  }
  results.status[2][2] = scenarios::TaskStatus::failed;
  return results;
}

}  // namespace tvilling::tests
