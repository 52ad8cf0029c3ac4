// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

#include "core/io/json.hpp"
#include "scenarios/validation/bestest.hpp"

namespace tvilling::scenarios {

namespace {

using Verdict = ValidationRow::Verdict;

constexpr std::array<std::string_view, 4> kGroups{"A3-1_low_mass_heating", "A3-2_low_mass_cooling", "A3-3_high_mass_heating",
                                                  "A3-4_high_mass_cooling"};

struct Quantity {
  std::string_view name;
  std::string_view unit;
  std::string_view reference_key;  ///< in reference_open.json
  double BestestCase::* value;
};

constexpr std::array<Quantity, 4> kLoads{{
    {"heating", "MWh", "annual_heating", &BestestCase::heating_mwh},
    {"cooling", "MWh", "annual_sensible_cooling", &BestestCase::cooling_mwh},
    {"peak heating", "kW", "peak_heating", &BestestCase::peak_heating_kw},
    {"peak cooling", "kW", "peak_sensible_cooling", &BestestCase::peak_cooling_kw},
}};
constexpr std::array<Quantity, 3> kTemperatures{{
    {"highest temperature", "degC", "zone_T_max", &BestestCase::t_max_degc},
    {"lowest temperature", "degC", "zone_T_min", &BestestCase::t_min_degc},
    {"mean temperature", "degC", "zone_T_mean", &BestestCase::t_mean_degc},
}};

const BestestCase* find_case(const BestestRun& run, std::string_view id) {
  const auto found = std::find_if(run.cases.begin(), run.cases.end(), [id](const BestestCase& c) { return c.id == id; });
  return found == run.cases.end() ? nullptr : &*found;
}

/// Annex B12.2: a value passes inside the range, or within 1 % or 1e-4 of a bound.
bool accepted(double value, double lower, double upper) {
  const auto near = [value](double bound) {
    return std::abs(value - bound) <= 1e-4 || std::abs(value - bound) <= 0.01 * std::abs(bound);
  };
  return (value >= lower && value <= upper) || near(lower) || near(upper);
}

/// "600" or "640-600", of one group of Annex A3.
std::optional<ValidationRow> acceptance_row(const BestestRun& run, const std::string& id, const core::TomlValue& range,
                                            std::string_view group) {
  const core::TomlArray* bounds = range.as_array();
  if (bounds == nullptr || bounds->size() != 2 || !(*bounds)[0].as_number() || !(*bounds)[1].as_number()) return std::nullopt;
  const std::size_t minus = id.find('-');
  const BestestCase* first = find_case(run, id.substr(0, minus));
  const BestestCase* second = minus == std::string::npos ? nullptr : find_case(run, id.substr(minus + 1));
  if (first == nullptr || (minus != std::string::npos && second == nullptr)) return std::nullopt;
  const bool heating = group.find("heating") != std::string_view::npos;
  const auto load = [heating](const BestestCase& c) { return heating ? c.heating_mwh : c.cooling_mwh; };
  ValidationRow row;
  row.case_id = id;
  row.quantity = heating ? "heating" : "cooling";
  row.unit = "MWh";
  row.computed = load(*first) - (second == nullptr ? 0.0 : load(*second));
  row.lower = (*bounds)[0].as_number();
  row.upper = (*bounds)[1].as_number();
  row.reference = "acceptance range, Annex A3";
  row.verdict = accepted(row.computed, *row.lower, *row.upper) ? Verdict::pass : Verdict::fail;
  return row;
}

/// Rows of Annex A3, with a note of how many of each group of mass pass.
void append_acceptance(const std::filesystem::path& folder, const BestestRun& run, ValidationReport& report) {
  const std::filesystem::path file = folder / "acceptance_criteria_open.json";
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    report.notes.emplace_back("No acceptance ranges: " + file.filename().string() + " is not in the folder.");
    return;
  }
  const core::TomlTable criteria = core::read_json(file);
  for (const std::string_view mass : {"low_mass", "high_mass"}) {
    std::size_t given = 0;
    std::size_t passed = 0;
    for (const std::string_view group : kGroups) {
      const core::TomlValue* ranges = criteria.find(group);
      if (group.find(mass) == std::string_view::npos || ranges == nullptr || ranges->as_table() == nullptr) continue;
      for (const auto& [id, range] : ranges->as_table()->entries) {
        std::optional<ValidationRow> row = acceptance_row(run, id, range, group);
        if (!row) continue;
        ++given;
        passed += row->verdict == Verdict::pass ? 1 : 0;
        report.rows.push_back(std::move(*row));
      }
    }
    const bool low = mass == "low_mass";
    report.notes.push_back(
        fmt::format("Annex A3, {} mass: {} of the {} ranges given here pass. The published rule asks for {} of {}.",
                    low ? "low" : "high", passed, given, low ? 18 : 17, low ? 21 : 19));
  }
}

ValidationRow row_of(const BestestCase& c, const Quantity& quantity, const core::TomlTable* references) {
  ValidationRow row;
  row.case_id = c.id;
  row.quantity = std::string(quantity.name);
  row.unit = std::string(quantity.unit);
  row.computed = c.*quantity.value;
  const auto bound = [&c, &quantity, references](std::string_view which) -> std::optional<double> {
    const std::array<std::string_view, 5> path{"cases", c.id, quantity.reference_key, "example_range", which};
    const core::TomlValue* value = references == nullptr ? nullptr : value_at(*references, path);
    return value == nullptr ? std::nullopt : value->as_number();
  };
  row.lower = bound("min");
  row.upper = bound("max");
  if (!row.lower || !row.upper) return row;
  row.reference = "example results of six programs";
  row.verdict = row.computed >= *row.lower && row.computed <= *row.upper ? Verdict::inside : Verdict::outside;
  return row;
}

void append_case(const BestestCase& c, const core::TomlTable* references, ValidationReport& report) {
  const std::span<const Quantity> quantities =
      c.free_float ? std::span<const Quantity>(kTemperatures) : std::span<const Quantity>(kLoads);
  for (const Quantity& quantity : quantities) report.rows.push_back(row_of(c, quantity, references));
}

}  // namespace

ValidationReport report_bestest(const std::filesystem::path& directory, const BestestRun& run, ValidationModel model) {
  const std::filesystem::path folder = suite_folder(directory, "bestest", "spec.json");
  ValidationReport report;
  report.title = "ASHRAE Standard 140-2023: building thermal envelope and fabric load cases";
  report.model = model == ValidationModel::city ? "city (what `tvilling run` uses)" : "detailed";
  append_acceptance(folder, run, report);
  std::optional<core::TomlTable> references;
  std::error_code ignored;
  const std::filesystem::path file = folder / "reference_open.json";
  if (std::filesystem::is_regular_file(file, ignored)) references = core::read_json(file);
  for (const BestestCase& c : run.cases) append_case(c, references ? &*references : nullptr, report);
  if (!references) report.notes.emplace_back("No example results: reference_open.json is not in the folder.");
  if (model == ValidationModel::city) {
    report.notes.emplace_back(
        "The network, its nodes, films and steps are those of `tvilling run`. What a case prescribes is kept: control of the air "
        "temperature, heat to the air, its own layers (the archetypes have fixed mass classes), its shading (the city has "
        "horizons).");
  }
  report.notes.emplace_back("The spread of the example results is shown for orientation; the standard does not judge by it.");
  std::size_t unsettled = 0;
  std::size_t steps = 0;
  double largest_k = 0.0;
  for (const BestestCase& c : run.cases) {
    unsettled += c.result.unsettled_steps;
    steps += c.result.steps;
    largest_k = std::max(largest_k, c.result.largest_unsettled_k);
  }
  report.notes.push_back(
      fmt::format("Surface coefficients settled to {} K in all but {} of {} steps; the largest change left was {:.3f} K.",
                  models::kFilmTolerance_k, unsettled, steps, largest_k));
  if (!run.without_inputs.empty()) {
    report.notes.push_back(fmt::format("Not computed, for want of a building file: {}.", fmt::join(run.without_inputs, ", ")));
  }
  return report;
}

}  // namespace tvilling::scenarios
