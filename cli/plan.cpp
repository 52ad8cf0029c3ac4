// SPDX-License-Identifier: MPL-2.0
#include "cli/plan.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "cli/table.hpp"
#include "core/findings.hpp"
#include "scenarios/selection.hpp"

namespace tvilling::cli {

namespace {

using scenarios::Measure;
using scenarios::Selection;

/// The conditions of a study are tried on the portfolio, and where they ask for results, on results of zero.
class Rehearsal {
 public:
  explicit Rehearsal(const models::Portfolio& portfolio) : plain_(portfolio), with_results_(portfolio) {
    const std::size_t buildings = portfolio.buildings.size();
    with_results_.add_results(std::vector<models::BuildingResult>(buildings), std::vector<std::uint8_t>(buildings, 0));
  }

  /// How many buildings a scenario is for; nothing when that is known after the baseline only.
  [[nodiscard]] std::optional<std::size_t> buildings_of(const scenarios::Scenario& scenario, core::Findings& findings) const {
    std::set<std::size_t> buildings;
    bool known = true;
    for (const Measure& measure : scenario.measures) {
      core::Findings tried;
      const std::vector<std::size_t> matches = plain_.select(measure, tried);
      buildings.insert(matches.begin(), matches.end());
      if (!tried.stops()) continue;
      known = false;
      core::Findings with_results;
      (void)with_results_.select(measure, with_results);
      if (with_results.stops()) findings.list.insert(findings.list.end(), with_results.list.begin(), with_results.list.end());
    }
    return known ? std::optional(buildings.size()) : std::nullopt;
  }

 private:
  Selection plain_;
  Selection with_results_;
};

}  // namespace

std::string plan_text(const scenarios::Study& study, const models::Portfolio& part) {
  const Rehearsal rehearsal(part);
  core::Findings findings;
  Table table;
  table.column("scenario", {}, Table::Align::left);
  table.column("measures");
  table.column("buildings");
  table.column("types", {}, Table::Align::left);
  for (const scenarios::Scenario& scenario : study.scenarios) {
    std::string types;
    for (const Measure& measure : scenario.measures) types += (types.empty() ? "" : ", ") + measure.type;
    const std::optional<std::size_t> buildings = rehearsal.buildings_of(scenario, findings);
    table.row({scenario.name, std::to_string(scenario.measures.size()), buildings ? std::to_string(*buildings) : "?", types});
  }
  core::throw_if_stopped(findings);
  return fmt::format("{} scenarios x {} buildings\n\n{}", study.scenarios.size(), part.buildings.size(), table.text());
}

}  // namespace tvilling::cli
