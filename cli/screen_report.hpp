// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "core/findings.hpp"
#include "scenarios/screening/screening.hpp"
#include "scenarios/screening/screening_inputs.hpp"

namespace tvilling::cli {

/// What `screen` has to tell.
struct ScreenReport {
  const ScreenOptions& options;
  scenarios::ScreeningInputs inputs;  ///< the portfolio as it may be shown: protected names and places withheld
  scenarios::Screening screening;
  core::Findings findings;  ///< of the input and the screening

  [[nodiscard]] const std::vector<scenarios::ScreenedPlace>& listed() const {
    return options.by == "lease" ? screening.leases : screening.properties;
  }
};

/// The figure that a place is on the red list for first: that of its potential, else the red one farthest from its reference.
[[nodiscard]] scenarios::Screened leading_figure(const scenarios::ScreenedPlace& place);

/// What takes each red figure to yellow: "1 234 m2 fewer or 43 employees more; heat 12 kWh/m2 less". Every number is rounded so
/// that it does.
[[nodiscard]] std::string smallest_change(const scenarios::ScreenedPlace& place, const scenarios::ScreeningSettings& settings);
/// The group that a figure was held against ("given": none) and how many others are in it; empty and 0 for a grey one.
[[nodiscard]] std::string held_against(const ScreenReport& report, const scenarios::ScreenedFigure& figure);
/// The group that the rule alone has for a place that somebody regrouped.
[[nodiscard]] std::string regrouped_from(const ScreenReport& report, const scenarios::Regrouping& one);
/// Which properties are in no sum of a potential and why, the first `most` of each reason by id: "the rent is not known: P-1;
/// nobody sits there, whole rent: P-2 (1 200 DKK/year), and 3 more".
[[nodiscard]] std::string unsummed_text(const ScreenReport& report, const scenarios::PotentialSum& sum, std::size_t most);
/// The unit of a figure as it is shown: "DKK/m2".
[[nodiscard]] std::string shown_unit(scenarios::Screened figure);

/// How many places have which light in a figure, and why the grey ones have none.
struct ScreenCoverage {
  std::array<std::size_t, scenarios::kLightNames.size()> lights{};
  std::array<std::size_t, scenarios::kUnjudgedNames.size()> why{};
};
[[nodiscard]] ScreenCoverage coverage_of(const std::vector<scenarios::ScreenedPlace>& places, scenarios::Screened figure);
/// "no such cost is in the costs table 1 451": the grounds of the grey ones, the most frequent first.
[[nodiscard]] std::string why_text(const ScreenCoverage& coverage);

/// What the figures rest on, as name and value.
[[nodiscard]] std::vector<std::array<std::string, 2>> screen_assumptions(const ScreenReport& report);

[[nodiscard]] std::string screen_text(const ScreenReport& report);
[[nodiscard]] std::string screen_json(const ScreenReport& report);
void write_screen_workbook(const ScreenReport& report, const std::filesystem::path& path);
/// Returns how many buildings are in it.
std::size_t write_screen_map(const ScreenReport& report, const std::filesystem::path& path);

}  // namespace tvilling::cli
