// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cmath>
#include <string>
#include <utility>

#include "scenarios/report/report.hpp"
#include "tests/support/small_results.hpp"

namespace tvilling::tests {

inline constexpr std::string_view kReportStudy = R"([study]
name = "Tage på Øen"
portfolio = "by"

[[scenario]]
name = "roofs"
title = "Tage <isoleret>"
[[scenario.measure]]
type = "insulate_roof"
)";

/// The small city with `baseline` and `roofs`, with money: every building invests 100 DKK per m2 in `roofs`, for 30 years, and
/// saves what its bill falls.
inline scenarios::Results report_results() {
  using scenarios::Economic;
  scenarios::Results results;
  results.path = "r.h5";
  results.study_name = "Tage på Øen";
  results.scenario_names = small_layout().scenario_names;
  results.portfolio = small_portfolio();
  const std::size_t cost = models::index(models::Annual::cost);
  for (std::size_t s = 0; s < 2; ++s) {
    results.results.emplace_back();
    results.economics.emplace_back();
    for (std::size_t b = 0; b < 3; ++b) {
      results.results[s].push_back(small_result(s, b));
      scenarios::EconomicResult economy{};
      if (s == 1) {
        economy[index(Economic::investment)] = 100.0 * results.portfolio.buildings[b].building.area_m2;
        economy[index(Economic::lifetime)] = 30.0;
        economy[index(Economic::saving)] = small_result(0, b).annual[cost] - small_result(1, b).annual[cost];
        economy[index(Economic::npv)] = 18.0 * economy[index(Economic::saving)] - economy[index(Economic::investment)];
      }
      results.economics[s].push_back(economy);
    }
    results.status.emplace_back(3, scenarios::TaskStatus::done);
    results.messages.emplace_back(3);
    results.city.push_back(small_city(s));
  }
  results.provenance = {{"study_name", "Tage på Øen"}, {"study_text", std::string(kReportStudy)},
                        {"run_key", "0123abcd"},       {"tvilling_version", "0.1.0"},
                        {"factor_set", "br18"},        {"started_utc", "2026-11-27T10:00:00Z"}};
  return results;
}

/// Fails a building of `roofs`, as a run would.
inline void fail_building(scenarios::Results& results, std::size_t building) {
  results.status[1][building] = scenarios::TaskStatus::failed;
  results.messages[1][building] = "the area is not known";
  results.results[1][building].annual.fill(models::kMissing);
  for (auto& months : results.results[1][building].monthly) months.fill(models::kMissing);
  results.economics[1][building].fill(models::kMissing);
}

inline scenarios::report::Report make_small_report(scenarios::Results results = report_results()) {
  scenarios::report::ReportOptions options;
  options.file_checksum = "feed";
  options.origins.columns = {{"area_m2", {1, 0, 2, 0, 0, 0}}};
  options.origins.results = {0, 0, 0, 3, 0, 0};
  options.origins.withheld = 1;
  return scenarios::report::make_report(std::move(results), std::move(options));
}

}  // namespace tvilling::tests
