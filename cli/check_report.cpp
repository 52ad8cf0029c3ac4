// SPDX-License-Identifier: MPL-2.0
#include "cli/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "cli/finding_codes.hpp"
#include "cli/table.hpp"
#include "core/suggest.hpp"
#include "models/portfolio/column_alias.hpp"

namespace tvilling::cli {

namespace {

using core::Finding;
using core::Severity;

constexpr std::array kSeverities{Severity::stops, Severity::warns, Severity::filled, Severity::info};
constexpr std::string_view kSetAside = "set_aside";

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

FindingFilter::FindingFilter(const std::vector<std::string>& only) {
  std::vector<std::string_view> known;
  for (const CodeGroup& group : finding_codes()) {
    for (const core::FindingCode& code : group.codes) known.push_back(code.code);
  }
  const std::size_t codes = known.size();
  for (const Severity severity : kSeverities) known.push_back(core::to_string(severity));
  known.push_back(kSetAside);
  const std::size_t severities = known.size();
  known.insert(known.end(), models::kPortfolioTableNames.begin(), models::kPortfolioTableNames.end());
  for (const std::string& word : only) {
    const auto at = static_cast<std::size_t>(std::find(known.begin(), known.end(), word) - known.begin());
    if (at == known.size()) {
      throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--only \"{}\": no such code, severity or table", word), {},
                        core::did_you_mean(word, known));
    }
    (at < codes ? codes_ : at < severities ? severities_ : tables_).push_back(word);
  }
}

bool FindingFilter::takes(const Finding& finding) const {
  const bool severity = severities_.empty() || contains(severities_, core::to_string(finding.severity)) ||
                        (contains(severities_, kSetAside) && !finding.set_aside.empty());
  return severity && (codes_.empty() || contains(codes_, finding.code)) && (tables_.empty() || contains(tables_, finding.table));
}

std::optional<models::Owners> CheckReport::owners() const {
  if (!checked.preflight) return std::nullopt;
  return models::Owners(checked.preflight->portfolio, checked.preflight->metering);
}

std::string CheckReport::owner_of(const Finding& finding, const std::optional<models::Owners>& owners) const {
  const std::string_view owner = owners ? owners->of(finding) : std::string_view();
  return owner.empty() ? "-" : std::string(owner);
}

std::vector<const Finding*> CheckReport::listed() const {
  std::vector<const Finding*> list;
  for (const bool set_aside : {false, true}) {
    for (const Severity severity : kSeverities) {
      for (const Finding& finding : findings.list) {
        const bool here = finding.severity == severity && finding.set_aside.empty() != set_aside;
        if (here && filter.takes(finding)) list.push_back(&finding);
      }
    }
  }
  return list;
}

void SeverityCounts::add(const Finding& finding) noexcept {
  switch (finding.severity) {
    case Severity::stops: ++stops; break;
    case Severity::warns: ++warns; break;
    case Severity::filled: ++filled; break;
    case Severity::info: ++info; break;
  }
  if (!finding.set_aside.empty()) ++set_aside;
}

std::vector<CodeCount> count_by_code(const std::vector<const Finding*>& findings) {
  std::vector<CodeCount> counts;
  for (const Finding* finding : findings) {
    const bool set_aside = !finding->set_aside.empty();
    const auto same = [&](const CodeCount& c) {
      return c.code == finding->code && c.severity == finding->severity && c.set_aside == set_aside;
    };
    const auto found = std::find_if(counts.begin(), counts.end(), same);
    if (found == counts.end()) {
      counts.push_back({finding->severity, set_aside, finding->code, 1});
    } else {
      ++found->count;
    }
  }
  std::sort(counts.begin(), counts.end(), [](const CodeCount& a, const CodeCount& b) {
    return std::tie(a.set_aside, a.severity, a.code) < std::tie(b.set_aside, b.severity, b.code);
  });
  return counts;
}

std::map<std::string, SeverityCounts> count_by_owner(const CheckReport& report) {
  const std::optional<models::Owners> owners = report.owners();
  std::map<std::string, SeverityCounts> counts;
  for (const Finding* finding : report.listed()) counts[report.owner_of(*finding, owners)].add(*finding);
  return counts;
}

std::string changes_line(const models::DeliveryChanges& c) {
  const double change = c.area_change_fraction();
  const std::string percent = std::isfinite(change) ? fmt::format("{:+.1f} %", 100.0 * change) : std::string("-");
  const std::string stopped = c.kept_out > 0 ? fmt::format(", {} left out since their row stops", c.kept_out) : std::string();
  return fmt::format(
      "since the earlier delivery: {} new, {} gone, {} with another id{}; {} changed use code, {} area, {} year, {} property, "
      "{} administration; area {} ({} to {} m2 in {} and {} buildings)\n",
      c.new_buildings, c.gone_buildings, c.renamed, stopped, c.use_changed, c.area_changed, c.year_changed, c.property_changed,
      c.administration_changed, percent, group_thousands(c.area_before_m2, 0), group_thousands(c.area_now_m2, 0),
      group_thousands(static_cast<double>(c.buildings_before), 0), group_thousands(static_cast<double>(c.buildings_now), 0));
}

}  // namespace tvilling::cli
