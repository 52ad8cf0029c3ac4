// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "scenarios/screening/screening.hpp"
#include "scenarios/screening/screening_inputs.hpp"

/// What a screening has to tell, in words and as JSON.
namespace tvilling::scenarios {

struct ScreeningReport {
  std::filesystem::path path;  ///< of the portfolio
  ScreeningInputs inputs;      ///< the portfolio as it may be shown: protected names and places withheld
  Screening screening;
  core::Findings findings;  ///< of the screening, then of the input
};

/// Reads and screens a portfolio; `draws` of rank certainty are as the settings say where none are given. All findings are added
/// to `findings`; nothing when they stop it. Throws as screening_inputs does.
[[nodiscard]] std::optional<ScreeningReport> screening_report(const std::filesystem::path& path,
                                                              const ScreeningInputOptions& options,
                                                              std::optional<std::size_t> draws, const core::RunContext& context,
                                                              core::Findings& findings);

/// The figure that a place is on the red list for first: that of its potential, else the red one farthest from its reference.
[[nodiscard]] Screened leading_figure(const ScreenedPlace& place);
/// What takes each red figure to yellow: "1 234 m2 fewer or 43 employees more; heat 12 kWh/m2 less". Every number is rounded so
/// that it does.
[[nodiscard]] std::string smallest_change(const ScreenedPlace& place, const ScreeningSettings& settings);
/// The group that a figure was held against ("given": none); empty for a grey one.
[[nodiscard]] std::string held_against(const ScreeningReport& report, const ScreenedFigure& figure);
/// The group that the rule alone has for a place that somebody regrouped.
[[nodiscard]] std::string regrouped_from(const ScreeningReport& report, const Regrouping& one);
/// Which properties are in no sum of a potential and why, the first `most` of each reason by id: "the rent is not known: P-1;
/// nobody sits there, whole rent: P-2 (1 200 DKK/year), and 3 more".
[[nodiscard]] std::string unsummed_text(const ScreeningReport& report, const PotentialSum& sum, std::size_t most);
/// A figure as it is called in a line of text: "area per employee".
[[nodiscard]] std::string_view short_name(Screened figure);
/// The unit of a figure as it is shown: "DKK/m2".
[[nodiscard]] std::string shown_unit(Screened figure);
/// A value with as many decimals as leave three digits.
[[nodiscard]] std::string shown_figure(double value);

/// How many places have which light in a figure, and why the grey ones have none.
struct ScreenCoverage {
  std::array<std::size_t, kLightNames.size()> lights{};
  std::array<std::size_t, kUnjudgedNames.size()> why{};
};
[[nodiscard]] ScreenCoverage coverage_of(const std::vector<ScreenedPlace>& places, Screened figure);
/// "no such cost is in the costs table 1 451": the grounds of the grey ones, the most frequent first.
[[nodiscard]] std::string why_text(const ScreenCoverage& coverage);

/// What the figures rest on, as name and value.
[[nodiscard]] std::vector<std::array<std::string, 2>> screening_assumptions(const ScreeningReport& report);

/// All of it as JSON.
[[nodiscard]] std::string screening_json(const ScreeningReport& report);

}  // namespace tvilling::scenarios
