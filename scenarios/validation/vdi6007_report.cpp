// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <string>
#include <system_error>

#include "scenarios/validation/report.hpp"
#include "scenarios/validation/suite.hpp"
#include "scenarios/validation/vdi6007.hpp"

namespace tvilling::scenarios {

namespace {

ValidationRow row_of(const Vdi6007Check& check, const std::string& what) {
  return {check.case_id,
          what + check.series,
          check.unit,
          check.worst_deviation,
          std::nullopt,
          check.threshold,
          fmt::format("{} reference hours; worst at {:.0f} s", check.hours, check.worst_time_s),
          ValidationRow::Verdict::none};
}

}  // namespace

ValidationReport report_vdi6007(const std::filesystem::path& directory, std::span<const Vdi6007Row> rows) {
  ValidationReport report;
  report.title = "VDI 6007 Part 1 (2012): test rooms 1 to 12";
  report.model = "two-element networks of the guideline, steps of 60 s";
  const std::filesystem::path folder = suite_folder(directory, "vdi6007", "cases.json");
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(folder / "reference_open.csv", ignored)) {
    report.notes.emplace_back("No references: reference_open.csv is not in the folder.");
    return report;
  }
  for (const Vdi6007Check& check : check_vdi6007(folder, rows)) {
    report.rows.push_back(row_of(check, "worst deviation, "));
    report.rows.back().verdict = check.passed ? ValidationRow::Verdict::pass : ValidationRow::Verdict::fail;
  }
  const std::vector<Vdi6007Row> by_step = run_vdi6007(directory, Vdi6007Plant::every_step);
  for (const Vdi6007Check& check : check_vdi6007(folder, by_step)) {
    if (check.unit == "W") report.rows.push_back(row_of(check, "the same with control every 60 s, "));
  }
  report.notes.emplace_back(
      "Rule: within 0.15 K or 1.5 W at every reference hour of days 1, 10 and 60. Cases without a reference here are computed "
      "too (`-o FILE.csv`).");
  report.notes.emplace_back(
      "Plant of cases 6, 7 and 11: one power in each hour, such that the mean air temperature of the hour meets the set point. A "
      "thermostat that acts every 60 s is shown beside it, not judged: in case 11 it differs in the hours that turn from heating "
      "to cooling.");
  return report;
}

std::string vdi6007_csv(std::span<const Vdi6007Row> rows) {
  std::string text = "case,series,time_s,value\n";
  for (const Vdi6007Row& row : rows) text += fmt::format("{},{},{:.1f},{:.4f}\n", row.case_id, row.series, row.time_s, row.value);
  return text;
}

}  // namespace tvilling::scenarios
