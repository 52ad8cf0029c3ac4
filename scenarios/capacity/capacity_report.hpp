// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/workbook_writer.hpp"
#include "core/run_context.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/capacity/fit.hpp"

namespace tvilling::scenarios {

inline constexpr std::array<std::string_view, 3> kCapacityGroups{"building", "room", "use"};

/// What was counted, simulated and fitted.
struct CapacityReport {
  std::string by;
  PrimeTime prime;
  models::Portfolio portfolio;  ///< protected names and places are not in it
  Capacity capacity;
  std::vector<OpenHours> hours;  ///< of each building; empty: not simulated
  std::optional<FitAnswer> fit;
  bool has_week = false;         ///< JSON tells the hours of the week too
  std::filesystem::path source;  ///< of the portfolio
  std::string weather;           ///< empty: nothing was simulated
  OpenHourSettings hour_settings;
  FitSettings fit_settings;
  core::Findings findings;  ///< of the portfolio, its hours and the fitting
};

/// What a report of capacity is asked for.
struct CapacityQuestion {
  std::string by = "building";         ///< one of kCapacityGroups
  std::vector<std::string> buildings;  ///< ids; empty: all. JSON tells the hours of their week too
  std::string weather;                 ///< as a study names it; empty: the reference year
  int base_year = 2025;                ///< weekdays and holidays of the simulated year
  PrimeTime prime;
  bool energy = true;              ///< what open hours take is simulated
  std::optional<FitSettings> fit;  ///< needs the energy
};
/// Reads, fills, counts, simulates and fits. All findings are added to `findings`; nothing when they stop it. Throws Error
/// (wrong_usage) for a building that has no hours to be offered, (bad_input) when none has, (interrupted), and (io) when the path
/// itself cannot be read.
[[nodiscard]] std::optional<CapacityReport> capacity_report(const std::filesystem::path& path, const CapacityQuestion& question,
                                                            const core::RunContext& context, core::Findings& findings);

/// Weeks of the building whose bookings span most of a season.
[[nodiscard]] double most_weeks(const CapacityReport& report, Season season);

/// A table of the report: of a sheet, and of JSON under its name.
struct CapacityTable {
  std::string name;
  std::vector<core::SheetColumn> columns;
  std::vector<std::vector<core::SheetCell>> rows;
};

/// Key figures by building, room or use.
[[nodiscard]] CapacityTable capacity_table(const CapacityReport& report);
/// A row an hour of the week and building: offered, booked, persons, heated.
[[nodiscard]] CapacityTable week_table(const CapacityReport& report);
/// What an open hour more or fewer takes, by building or use.
[[nodiscard]] CapacityTable open_hours_table(const CapacityReport& report);
/// Buildings, bookings and hours of a fitting.
[[nodiscard]] std::vector<CapacityTable> fit_tables(const CapacityReport& report);
/// Sums of a fitting over its buildings.
[[nodiscard]] FitBuilding fit_sum(const FitAnswer& fit);
[[nodiscard]] double open_h(const models::WeekHours& week) noexcept;

/// What the figures rest on, as name and value.
[[nodiscard]] std::vector<std::array<std::string, 2>> capacity_assumptions(const CapacityReport& report);

/// All of it as JSON.
[[nodiscard]] std::string capacity_json(const CapacityReport& report);

}  // namespace tvilling::scenarios
