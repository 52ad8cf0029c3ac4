// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/told_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <utility>

namespace tvilling::scenarios::case_parts {

void tell(core::Findings& findings, const core::FindingCode& code, core::Severity severity, const std::string& what,
          const std::vector<ToldRow>& rows, const std::string& hint, const std::string& table) {
  constexpr std::size_t kNamed = 8;
  if (rows.empty()) return;
  std::vector<std::string> names;
  core::Finding finding{std::string(code.code), severity, rows.front().pos, {}, hint, table};
  for (const ToldRow& row : rows) {
    if (!row.id.empty()) finding.rows.push_back(row.id);
    if (names.size() == kNamed) continue;
    names.push_back(row.id.empty() ? row.remark : row.remark.empty() ? row.id : fmt::format("{} ({})", row.id, row.remark));
  }
  std::string all = fmt::format("{}", fmt::join(names, ", "));
  if (rows.size() > kNamed) all += fmt::format(" and {} more", rows.size() - kNamed);
  finding.message = fmt::format(fmt::runtime(what), all);
  findings.add(std::move(finding));
}

}  // namespace tvilling::scenarios::case_parts
