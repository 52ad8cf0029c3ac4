// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "scenarios/consolidation/settings.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/economics/pathway.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/uncertainty/uncertain_input.hpp"

namespace tvilling::scenarios {

/// What `weather` says for the built-in typical year of Copenhagen.
inline constexpr std::string_view kReferenceYearWeather = "reference-year";

/// A what-if: named measures on the unchanged portfolio. Measures of what it extends come first.
struct Scenario {
  std::string name;  ///< [a-z0-9_]+, grid members: windows[u_value_w_m2k=0.8,g_value=0.5]
  std::vector<Measure> measures;
  std::string title = {};  ///< for reports; empty: the name
};

/// What [measure_cost.TYPE] says of all measures of a type.
using MeasureCosts = std::map<std::string, CostOverride, std::less<>>;

/// A study file: portfolio, weather and scenarios. `baseline` is always the first scenario and changes nothing.
struct Study {
  std::string name;
  std::filesystem::path portfolio;             ///< absolute, or relative to the working folder
  std::string weather{kReferenceYearWeather};  ///< or the path of an EPW file
  int base_year = 2025;
  std::string factor_set{kBr18FactorSet};  ///< of CO2 factors, one of kFactorSets
  bool reconcile = true;                   ///< where the portfolio has meters, savings are told of the metered baseline too
  std::vector<Scenario> scenarios;
  EconomicSettings economics;
  std::vector<Pathway> pathways;
  UncertaintySettings uncertainty;
  ConsolidationSettings consolidation;
  std::string text;            ///< the file as it stands, for the record
  MeasureCosts measure_costs;  ///< the measures of `scenarios` have them already
};

/// Parses a study. Every problem (unknown key or measure with the nearest name, missing or impossible parameter, bad
/// scenario name, loop of `extends`, grid without values ...) is a finding with file:line:column. `folder`: what relative
/// paths are relative to. A TOML syntax error is a finding too.
[[nodiscard]] Study parse_study(std::string_view text, const std::string& file, const std::filesystem::path& folder,
                                core::Findings& findings);
[[nodiscard]] Study read_study(const std::filesystem::path& path, core::Findings& findings);

}  // namespace tvilling::scenarios
