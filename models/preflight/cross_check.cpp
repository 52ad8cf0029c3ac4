// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/cross_check.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace tvilling::models {

core::Finding building_finding(const core::FindingCode& code, core::Severity severity, const BuildingRecord& record,
                               std::string message, std::string hint, std::string value) {
  return {std::string(code.code),      severity,        record.pos,
          std::move(message),          std::move(hint), std::string(to_string(PortfolioTable::buildings)),
          record.building.building_id, std::move(value)};
}

core::Finding row_finding(const core::FindingCode& code, core::Severity severity, const core::SourcePos& pos,
                          PortfolioTable table, const std::string& id, std::string message, std::string hint, std::string value) {
  return {std::string(code.code), severity, pos, std::move(message), std::move(hint), std::string(to_string(table)), id,
          std::move(value)};
}

core::Finding column_finding(const core::FindingCode& code, core::Severity severity, const CheckInput& input, std::string message,
                             std::string hint) {
  core::SourcePos pos;
  if (!input.portfolio.buildings.empty()) pos.file = input.portfolio.buildings.front().pos.file;
  return row_finding(code, severity, pos, PortfolioTable::buildings, {}, std::move(message), std::move(hint));
}

std::string three_digits(double value) {
  return std::abs(value) >= 100.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

bool is_given(const BuildingRecord& record, double Building::* member) {
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].member == member) return std::isfinite(record.building.*member) && record.origin[i] <= Origin::register_;
  }
  return false;
}

void cross_check(const CheckInput& input, core::Findings& findings) {
  check_buildings(input, findings);
  check_neighbours(input, findings);
  check_leases(input, findings);
  check_registers(input, findings);
  check_metered(input, findings);
}

}  // namespace tvilling::models
