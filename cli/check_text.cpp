// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/check_report.hpp"
#include "cli/finding_codes.hpp"
#include "cli/table.hpp"

namespace tvilling::cli {

namespace {

using core::Finding;
using core::Severity;

std::string buildings_text(std::size_t count) {
  return fmt::format("{} {}", count, count == 1 ? "building" : "buildings");
}

std::string counts_table(const std::vector<const Finding*>& listed) {
  const std::vector<CodeCount> counts = count_by_code(listed);
  if (counts.empty()) return {};
  Table table;
  table.column("severity", {}, Table::Align::left);
  table.column("code", {}, Table::Align::left);
  table.column("findings");
  table.column("meaning", {}, Table::Align::left);
  for (const CodeCount& count : counts) {
    const std::string severity = count.set_aside ? "set aside" : std::string(core::to_string(count.severity));
    table.row({severity, count.code, group_thousands(static_cast<double>(count.count), 0), std::string(meaning_of(count.code))});
  }
  return "\n" + table.text();
}

std::string owners_table(const CheckReport& report) {
  Table table;
  table.column("administration", {}, Table::Align::left);
  for (const std::string_view name : {"stops", "warns", "filled", "info", "set aside"}) table.column(name);
  const auto number = [](std::size_t n) { return group_thousands(static_cast<double>(n), 0); };
  for (const auto& [owner, n] : count_by_owner(report)) {
    table.row({owner, number(n.stops), number(n.warns), number(n.filled), number(n.info), number(n.set_aside)});
  }
  return "\n" + table.text();
}

/// How many findings of each code are listed; what is left out is told at the end.
class Limit {
 public:
  explicit Limit(const CheckReport& report) : report_(report) {}

  bool take(const Finding& finding) {
    const std::size_t most = most_of(finding);
    return ++seen_[finding.code] <= most || most == 0;
  }

  [[nodiscard]] std::string rest(const std::vector<const Finding*>& listed) const {
    std::map<std::string, std::size_t> shown;
    Limit again(report_);
    for (const Finding* finding : listed) shown[finding->code] += again.take(*finding) ? 1 : 0;
    std::string text;
    for (const auto& [code, count] : seen_) {
      if (count == shown[code]) continue;
      text += fmt::format("{}: {} findings in all; `--only {}` lists every one\n", code, count, code);
    }
    return text;
  }

 private:
  /// 0: all of them.
  [[nodiscard]] std::size_t most_of(const Finding& finding) const {
    constexpr std::size_t kOfLittleWeight = 20;
    if (report_.options.limit >= 0) return static_cast<std::size_t>(report_.options.limit);
    const bool weighty = finding.severity == Severity::stops || finding.severity == Severity::warns;
    return weighty || !report_.filter.all() ? 0 : kOfLittleWeight;
  }

  const CheckReport& report_;
  std::map<std::string, std::size_t> seen_;
};

std::string grouped_text(const CheckReport& report, const std::vector<const Finding*>& listed, Limit& limit) {
  const std::optional<models::Owners> owners = report.owners();
  std::map<std::string, std::vector<const Finding*>> groups;
  for (const Finding* finding : listed) groups[report.owner_of(*finding, owners)].push_back(finding);
  std::string text;
  for (const auto& [owner, group] : groups) {
    text += fmt::format("{}{}: {} {}\n", text.empty() ? "" : "\n", owner == "-" ? "No administration" : owner, group.size(),
                        group.size() == 1 ? "finding" : "findings");
    for (const Finding* finding : group) {
      if (limit.take(*finding)) text += core::to_string(*finding) + "\n";
    }
  }
  return text;
}

/// What was set aside stands apart, at the end.
std::string plain_text(const std::vector<const Finding*>& listed, Limit& limit) {
  std::string text;
  bool apart = false;
  for (const Finding* finding : listed) {
    if (!finding->set_aside.empty() && !apart) text += "\nSet aside:\n";
    apart = !finding->set_aside.empty();
    if (limit.take(*finding)) text += core::to_string(*finding) + "\n";
  }
  return text;
}

std::string list_text(const CheckReport& report, const std::vector<const Finding*>& listed) {
  Limit limit(report);
  const std::string text = report.options.by.empty() ? plain_text(listed, limit) : grouped_text(report, listed, limit);
  return (text.empty() ? "" : "\n") + text + limit.rest(listed);
}

std::string carried_text(const models::CarriedForward& carried) {
  std::string text;
  if (!carried.overrides.empty()) {
    text += fmt::format("carried forward: {} set aside and {} locked, written to {}\n", carried.set_asides, carried.locks,
                        carried.overrides.string());
  }
  if (!carried.links.empty()) text += fmt::format("carried forward: links, written to {}\n", carried.links.string());
  if (text.empty()) text = "carried forward: nothing that is not there already\n";
  if (carried.lost > 0) text += fmt::format("{} of the earlier delivery have lost their row\n", carried.lost);
  return text;
}

}  // namespace

std::string quality_text(const models::Quality& quality) {
  const auto percent = [](double share) { return fmt::format("{:.1f}", 100.0 * share); };
  const auto table_of = [&](std::string_view first, const auto& rows, const auto& name_of) {
    Table table;
    table.column(first, {}, Table::Align::left);
    for (const std::string_view origin : models::kOriginNames) table.column(origin, "%");
    for (const auto& row : rows) {
      std::vector<std::string> cells{name_of(row)};
      for (const double share : row.shares) cells.push_back(percent(share));
      table.row(std::move(cells));
    }
    return "\n" + table.text();
  };
  std::string text = fmt::format("\nwhat {} m2 of heated area rest on; data quality {:.0f} of 100\n",
                                 group_thousands(quality.heated_area_m2, 0), quality.score);
  text += fmt::format("metered heat {} %, metered electricity {} % of the heated area\n", percent(quality.metered_heat_share),
                      percent(quality.metered_electricity_share));
  text += table_of("group", quality.groups, [](const models::GroupQuality& g) { return g.group; });
  text += table_of("column", quality.columns, [](const models::ColumnQuality& c) { return c.column; });

  Table scores;
  scores.column("score", {}, Table::Align::left);
  scores.column("buildings");
  for (std::size_t i = 0; i < quality.histogram.size(); ++i) {
    if (quality.histogram[i] == 0) continue;
    scores.row({fmt::format("{} to {}", 10 * i, 10 * (i + 1)), group_thousands(static_cast<double>(quality.histogram[i]), 0)});
  }
  text += "\n" + scores.text();
  constexpr std::size_t kWorst = 10;
  Table worst;
  worst.column("least known", {}, Table::Align::left);
  worst.column("score");
  worst.column("heated area", "m2");
  for (const models::BuildingQuality& b : models::worst_buildings(quality, kWorst)) {
    worst.row({b.building_id, fmt::format("{:.0f}", b.score), group_thousands(b.heated_area_m2, 0)});
  }
  return text + "\n" + worst.text();
}

std::string check_text(const CheckReport& report) {
  const Checked& checked = report.checked;
  std::string text = fmt::format("{}; {}\n", buildings_text(checked.buildings), count_line(report.findings));
  for (const models::InputFile& input : checked.inputs) text += fmt::format("read {} ({})\n", input.path, input.detected);
  if (checked.preflight && checked.preflight->changes) text += changes_line(*checked.preflight->changes);
  if (checked.carried) text += carried_text(*checked.carried);
  const std::vector<const Finding*> listed = report.listed();
  text += counts_table(listed);
  if (!report.options.by.empty()) text += owners_table(report);
  text += list_text(report, listed);
  if (report.options.origin && checked.preflight) text += quality_text(checked.preflight->quality);
  return text;
}

}  // namespace tvilling::cli
