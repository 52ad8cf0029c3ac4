// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/vdi6007.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "scenarios/validation/suite.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kDays = 60;
constexpr std::array<std::size_t, 3> kReportedDays{0, 9, 59};
constexpr std::size_t kHour_s = 3600;
constexpr std::size_t kHoursPerDay = 24;
constexpr double kAirTemperatureThreshold_k = 0.15;  // AixLib, of every air temperature

/// Appends one row per series of the case.
void append_rows(const Vdi6007Case& test, double time_s, const Vdi6007Hour& hour, std::vector<Vdi6007Row>& rows) {
  for (const Vdi6007Series series : test.series) {
    double value = hour.air_degc;
    if (series == Vdi6007Series::power_heating) value = hour.power_w;
    if (series == Vdi6007Series::power_cooling) value = 0.0 - hour.power_w;  // not -power_w: that would make -0
    rows.push_back({test.id, to_string(series), time_s, value});
  }
}

bool is_power(const std::string& series) {
  return series != to_string(Vdi6007Series::air_temperature);
}

double number_of(const core::Table& table, const core::TableCell& cell) {
  const std::optional<double> value = core::parse_number(cell.text, core::NumberFormat::point);
  if (value && std::isfinite(*value)) return *value;
  throw core::Error(core::ErrorKind::bad_input, "VDI 6007: \"" + cell.text + "\" is not a number", table.pos(cell));
}

/// The open reference as rows.
std::vector<Vdi6007Row> read_reference(const std::filesystem::path& path) {
  core::Findings findings;
  const core::Table table = core::read_csv(path, findings);
  const std::array<std::string, 4> columns{"case", "series", "time_s", "value"};
  core::throw_if_stopped(findings);
  const auto is_column = [](const core::TableCell& cell, const std::string& name) { return cell.text == name; };
  const bool known = std::equal(table.header.begin(), table.header.end(), columns.begin(), columns.end(), is_column);
  if (!known) {
    throw core::Error(core::ErrorKind::bad_input, "VDI 6007: not a table of case, series, time_s and value",
                      {path.string(), 0, 0});
  }
  std::vector<Vdi6007Row> rows;
  rows.reserve(table.rows.size());
  for (const std::vector<core::TableCell>& row : table.rows) {
    rows.push_back({row[0].text, row[1].text, number_of(table, row[2]), number_of(table, row[3])});
  }
  return rows;
}

/// The check of a series, made at its first row.
Vdi6007Check& check_of(const Vdi6007Row& row, std::span<const Vdi6007Case> cases, std::vector<Vdi6007Check>& checks) {
  const auto same = [&row](const Vdi6007Check& check) { return check.case_id == row.case_id && check.series == row.series; };
  const auto found = std::find_if(checks.begin(), checks.end(), same);
  if (found != checks.end()) return *found;
  const auto test = std::find_if(cases.begin(), cases.end(), [&row](const Vdi6007Case& one) { return one.id == row.case_id; });
  if (test == cases.end()) {
    throw core::Error(core::ErrorKind::bad_input, "VDI 6007: the reference has a case that cases.json lacks: " + row.case_id);
  }
  Vdi6007Check check{row.case_id, row.series, 0.0, 0.0, test->threshold, is_power(row.series) ? "W" : "K", 0, false};
  // Where a case reports both, its threshold is that of the power.
  if (test->series.size() > 1 && !is_power(row.series)) check.threshold = kAirTemperatureThreshold_k;
  checks.push_back(std::move(check));
  return checks.back();
}

}  // namespace

std::vector<Vdi6007Row> run_vdi6007_case(const Vdi6007Case& test, Vdi6007Plant plant) {
  const Vdi6007Network room = make_vdi6007_network(test, plant);
  std::vector<double> power_w(kDays * kHoursPerDay, 0.0);
  if (test.control.present && plant == Vdi6007Plant::steady_hour) power_w = steady_hour_power_w(room, test, power_w.size());
  const std::vector<Vdi6007Hour> hours = run_vdi6007_hours(room, test, power_w);
  std::vector<Vdi6007Row> rows;
  rows.reserve((kReportedDays.size() * kHoursPerDay + 1) * test.series.size());
  append_rows(test, 0.0, {test.room.start_degc, 0.0}, rows);
  for (const std::size_t day : kReportedDays) {
    for (std::size_t hour = day * kHoursPerDay; hour < (day + 1) * kHoursPerDay; ++hour) {
      append_rows(test, static_cast<double>((hour + 1) * kHour_s), hours[hour], rows);
    }
  }
  return rows;
}

std::vector<Vdi6007Row> run_vdi6007(const std::filesystem::path& directory, Vdi6007Plant plant) {
  std::vector<Vdi6007Row> rows;
  for (const Vdi6007Case& test : read_vdi6007_cases(suite_folder(directory, "vdi6007", "cases.json"))) {
    const std::vector<Vdi6007Row> of_case = run_vdi6007_case(test, plant);
    rows.insert(rows.end(), of_case.begin(), of_case.end());
  }
  return rows;
}

std::vector<Vdi6007Check> check_vdi6007(const std::filesystem::path& directory, std::span<const Vdi6007Row> rows) {
  const std::vector<Vdi6007Case> cases = read_vdi6007_cases(directory);
  const std::filesystem::path path = directory / "reference_open.csv";
  std::map<std::tuple<std::string, std::string, double>, double> values;
  for (const Vdi6007Row& row : rows) values[{row.case_id, row.series, row.time_s}] = row.value;
  std::vector<Vdi6007Check> checks;
  for (const Vdi6007Row& reference : read_reference(path)) {
    Vdi6007Check& check = check_of(reference, cases, checks);
    if (reference.time_s == 0.0) continue;
    const auto found = values.find({reference.case_id, reference.series, reference.time_s});
    if (found == values.end()) {
      throw core::Error(core::ErrorKind::bad_input,
                        "VDI 6007 case " + reference.case_id + ": no value of " + reference.series + " at " +
                            std::to_string(reference.time_s) + " s to compare",
                        {path.string(), 0, 0});
    }
    const double deviation = std::abs(found->second - reference.value);
    if (!(deviation <= check.worst_deviation)) {
      check.worst_deviation = deviation;
      check.worst_time_s = reference.time_s;
    }
    ++check.hours;
  }
  for (Vdi6007Check& check : checks) check.passed = check.hours > 0 && check.worst_deviation <= check.threshold;
  return checks;
}

}  // namespace tvilling::scenarios
