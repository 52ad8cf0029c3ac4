// SPDX-License-Identifier: MPL-2.0
#include "scenarios/validation/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tvilling::scenarios {

std::string_view to_string(ValidationRow::Verdict verdict) noexcept {
  switch (verdict) {
    case ValidationRow::Verdict::none: return "";
    case ValidationRow::Verdict::pass: return "pass";
    case ValidationRow::Verdict::fail: return "FAIL";
    case ValidationRow::Verdict::inside: return "inside";
    case ValidationRow::Verdict::outside: return "outside";
  }
  return "";
}

std::size_t ValidationReport::count(ValidationRow::Verdict verdict) const noexcept {
  const auto is = [verdict](const ValidationRow& row) { return row.verdict == verdict; };
  return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), is));
}

std::string validation_number(double value, std::string_view unit) {
  if (unit == "kWh" || unit == "kWh/m2") return fmt::format("{:.0f}", value);
  if (unit == "W" || unit == "%") return fmt::format("{:.1f}", value);
  if (unit == "degC") return fmt::format("{:.1f}", value);
  return fmt::format("{:.3f}", value);
}

std::string validation_markdown(const ValidationReport& report) {
  std::string text = fmt::format("# {}\n\nWritten by `tvilling validate`; model: {}.\n\n", report.title, report.model);
  for (const std::string& note : report.notes) text += fmt::format("* {}\n", note);
  if (!report.notes.empty()) text += "\n";
  text += "| case | quantity | unit | computed | lowest | highest | reference | verdict |\n";
  text += "| --- | --- | --- | ---: | ---: | ---: | --- | --- |\n";
  for (const ValidationRow& row : report.rows) {
    const auto bound = [&row](const std::optional<double>& value) {
      return value ? validation_number(*value, row.unit) : std::string();
    };
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n", row.case_id, row.quantity, row.unit,
                        validation_number(row.computed, row.unit), bound(row.lower), bound(row.upper), row.reference,
                        to_string(row.verdict));
  }
  return text;
}

}  // namespace tvilling::scenarios
