// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/time_axis.hpp"
#include "scenarios/compare.hpp"
#include "scenarios/economics/key_figures.hpp"
#include "scenarios/economics/pathway.hpp"
#include "scenarios/hall_safety.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/results_origins.hpp"
#include "scenarios/study.hpp"
#include "scenarios/uncertainty/uncertainty_reader.hpp"

namespace tvilling::scenarios::report {

/// A group of buildings in a scenario against the first one. Only buildings that succeeded in both are counted.
struct Total {
  std::string group;         ///< "all", a use, an administration
  ComparisonRow energy;      ///< sums and changes
  std::size_t changed = 0;   ///< buildings with another result, or with an investment
  std::size_t priced = 0;    ///< buildings whose economy is known
  EconomicResult economy{};  ///< sum over them; NaN where there is none
  KeyFigures figures;
  double co2_saved_tonnes = 0.0;  ///< over the horizon, with each year's factors

  /// Change of the bill as money counts it: with the realised share of what is saved. NaN without economics.
  [[nodiscard]] double realised_bill_change_dkk() const {
    return 0.0 - economy[index(Economic::saving)] - economy[index(Economic::maintenance)] - economy[index(Economic::change_rent)];
  }
};

/// What pays itself back within the line of the innovation pool, building by building.
struct WithinLimit {
  std::size_t buildings = 0;
  double investment_dkk = 0.0;
  double saving_dkk = 0.0;  ///< per year
};

/// Simulated beside reconciled with meters, of the same buildings.
struct ReconciledSum {
  std::size_t buildings = 0;
  ReconciledResult simulated{};  ///< in the order of Reconciled
  ReconciledResult reconciled{};
  ReconciledResult simulated_before{};  ///< of the first scenario
  ReconciledResult reconciled_before{};
  double investment_dkk = 0.0;
  KeyFigures simulated_figures;  ///< without CO2
  KeyFigures reconciled_figures;
};

struct ScenarioReport {
  std::size_t place = 0;  ///< in the result file
  std::string name;
  std::string title;  ///< for people, no other scenario has it; the name where the study gives none
  Total total;
  std::vector<Total> by_use;             ///< in the order of Report::uses
  std::vector<Total> by_administration;  ///< in the order of Report::administrations
  WithinLimit within_limit;
  ReconciledSum reconciled;
  std::array<double, core::kMonths> heat_kwh{};         ///< by month, of the counted buildings
  std::array<double, core::kMonths> heat_before_kwh{};  ///< the same buildings in the first scenario
};

struct Failure {
  std::string scenario;
  std::string building_id;
  std::string message;
};

struct PathwayReport {
  std::string name;
  std::vector<PathwayYear> years;
};

struct ReportOptions {
  std::vector<std::string>
      scenarios;  ///< to be told of, beside the first of the file; empty: all. The rest is left out everywhere
  Origins origins;
  std::string file_checksum;                    ///< of the result file
  std::optional<UncertaintyTables> draws = {};  ///< of the same study
};

/// Everything that a report says, before it has words. `results` is kept for the tables of buildings and the map.
struct Report {
  Results results;             ///< of the scenarios that are told of
  Study study;                 ///< from the text in the file
  bool settings_known = true;  ///< false: the file is older than 1.5; the money of `study` is this program's default
  std::string study_text;
  EmissionFactors horizon;  ///< CO2 factors of the horizon's years, added up
  bool has_economics = false;
  bool has_reconciled = false;
  std::vector<ScenarioReport> scenarios;  ///< the first is what the others are compared with
  std::size_t shown = 0;                  ///< in the map and the table of buildings: the best; 0: none changes anything
  std::vector<std::string> uses;
  std::vector<std::string> administrations;
  std::vector<Failure> failures;
  HallSafety halls;
  std::vector<PathwayReport> pathways;
  Origins origins;
  std::string file_checksum;
  std::optional<UncertaintyTables> draws;

  [[nodiscard]] const ScenarioReport& best() const { return scenarios.at(shown); }
  /// The attribute of /provenance, or empty.
  [[nodiscard]] std::string provenance(std::string_view name) const { return provenance_entry(results.provenance, name); }
  /// The scenario of this name, or nullptr.
  [[nodiscard]] const ScenarioReport* scenario_named(std::string_view name) const;
};

/// Throws Error (bad_input) with the nearest name for a scenario that the file does not have, and for draws of something else.
[[nodiscard]] Report make_report(Results results, ReportOptions options);

/// True when the building's result differs from the first scenario's, or something is invested.
[[nodiscard]] bool is_changed(const Report& report, std::size_t scenario_place, std::size_t building);

/// True when the building has a result in this scenario and in the first.
[[nodiscard]] bool is_counted(const Report& report, std::size_t scenario_place, std::size_t building);

/// The scenario with the shortest payback that is longer than the limit; none: 0.
[[nodiscard]] std::size_t nearest_to_limit(const Report& report);

}  // namespace tvilling::scenarios::report
