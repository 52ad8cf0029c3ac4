// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/workbook_writer.hpp"
#include "scenarios/capacity/fit.hpp"

namespace tvilling::cli {

inline constexpr std::array<std::string_view, 3> kCapacityGroups{"building", "room", "use"};

/// What was counted, simulated and fitted.
struct CapacityReport {
  std::string by;
  scenarios::PrimeTime prime;
  models::Portfolio portfolio;  ///< protected names and places are not in it
  scenarios::Capacity capacity;
  std::vector<scenarios::OpenHours> hours;  ///< of each building; empty: not simulated
  std::optional<scenarios::FitAnswer> fit;
  bool has_week = false;         ///< JSON tells the hours of the week too
  std::filesystem::path source;  ///< of the portfolio
  std::string weather;           ///< empty: nothing was simulated
  scenarios::OpenHourSettings hour_settings;
  scenarios::FitSettings fit_settings;
  core::Findings findings;  ///< of the portfolio, its hours and the fitting
};

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
[[nodiscard]] scenarios::FitBuilding fit_sum(const scenarios::FitAnswer& fit);
[[nodiscard]] double open_h(const models::WeekHours& week) noexcept;

/// What the figures rest on, as name and value.
[[nodiscard]] std::vector<std::array<std::string, 2>> capacity_assumptions(const CapacityReport& report);

[[nodiscard]] std::string capacity_text(const CapacityReport& report);
[[nodiscard]] std::string capacity_json(const CapacityReport& report);
/// The first table.
[[nodiscard]] std::string capacity_csv(const CapacityReport& report);
void write_capacity_workbook(const CapacityReport& report, const std::filesystem::path& out);

}  // namespace tvilling::cli
