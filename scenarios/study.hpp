// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// A what-if: named measures on the unchanged portfolio. Measures of what it extends come first.
struct Scenario {
  std::string name;  ///< [a-z0-9_]+, grid members: windows[u_value_w_m2k=0.8,g_value=0.5]
  std::vector<Measure> measures;
};

/// A study file: portfolio, weather and scenarios. `baseline` is always the first scenario and changes nothing.
struct Study {
  std::string name;
  std::filesystem::path portfolio;  ///< absolute, or relative to the working folder
  std::string weather = "reference-year";  ///< or the path of an EPW file
  int base_year = 2025;
  std::string factor_set = "br18";  ///< of CO2 factors: "br18" or "hofor"
  std::vector<Scenario> scenarios;
  std::string text;  ///< the file as it stands, for the record
};

/// Parses a study. Every problem (unknown key or measure with the nearest name, missing or impossible parameter, bad
/// scenario name, loop of `extends`, grid without values ...) is a finding with file:line:column. `folder`: what relative
/// paths are relative to. A TOML syntax error is a finding too.
[[nodiscard]] Study parse_study(std::string_view text, const std::string& file, const std::filesystem::path& folder,
                                core::Findings& findings);
[[nodiscard]] Study read_study(const std::filesystem::path& path, core::Findings& findings);

}  // namespace tvilling::scenarios
