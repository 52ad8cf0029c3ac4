// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "cli/change_table.hpp"
#include "cli/commands.hpp"
#include "cli/comparison_table.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "scenarios/change_causes.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::cli {

namespace {

using models::Annual;
using models::index;
using scenarios::Results;
using scenarios::TaskStatus;

/// A term of the rooms' heat balance; the sign is what it brings to the rooms.
struct Term {
  Annual variable;
  double sign;
};

constexpr std::array kTerms{
    Term{Annual::heat_demand, 1.0},   Term{Annual::solar, 1.0},        Term{Annual::internal, 1.0},
    Term{Annual::transmission, -1.0}, Term{Annual::ventilation, -1.0}, Term{Annual::infiltration, -1.0},
    Term{Annual::storage, -1.0},
};

std::size_t building_index(const Results& results, const std::string& id) {
  std::vector<std::string_view> ids;
  ids.reserve(results.portfolio.buildings.size());
  for (const models::BuildingRecord& record : results.portfolio.buildings) ids.push_back(record.building.building_id);
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found == ids.end()) {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("no building \"{}\" in {}", id, results.path), {},
                      core::did_you_mean(id, ids));
  }
  return static_cast<std::size_t>(found - ids.begin());
}

/// The reference has the same buildings as the scenario: only what is asked for is read.
scenarios::WantedResults wanted(const ExplainOptions& options) {
  return {{options.scenario, options.to}, false};
}

struct Balance {
  std::array<double, models::kAnnualCount> annual{};
  double area_m2 = 0.0;
  std::size_t buildings = 0;
  std::size_t missing = 0;
};

Balance balance_of(const Results& results, std::size_t scenario, const std::string& building) {
  Balance balance;
  const std::size_t count = results.portfolio.buildings.size();
  const std::size_t first = building.empty() ? 0 : building_index(results, building);
  const std::size_t last = building.empty() ? count : first + 1;
  for (std::size_t b = first; b < last; ++b) {
    if (results.status[scenario][b] != TaskStatus::done) {
      ++balance.missing;
      continue;
    }
    ++balance.buildings;
    balance.area_m2 += results.portfolio.buildings[b].building.area_m2;
    for (std::size_t v = 0; v < models::kAnnualCount; ++v) balance.annual[v] += results.results[scenario][b].annual[v];
  }
  return balance;
}

/// Zeros would look like a balance.
[[noreturn]] void refuse_without_result(const Results& results, std::size_t scenario, const ExplainOptions& options) {
  if (options.building.empty()) {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("no building has a result in {}", options.scenario),
                      {results.path});
  }
  const std::string& message = results.messages[scenario][building_index(results, options.building)];
  throw core::Error(core::ErrorKind::bad_input,
                    fmt::format("building {} failed in {}: {}", options.building, options.scenario, message), {results.path});
}

/// The balance of the rooms of a scenario; its terms add up to zero.
std::string balance_table(const Balance& balance) {
  Table table;
  table.column("heat to the rooms", {}, Table::Align::left);
  table.column("", "kWh");
  table.column("", "kWh/m2");
  double sum_kwh = 0.0;
  const auto row = [&table, &balance](std::string_view name, double kwh) {
    table.row(
        {std::string(name), signed_thousands(kwh, 0), balance.area_m2 > 0.0 ? signed_thousands(kwh / balance.area_m2, 1) : "-"});
  };
  for (const Term& term : kTerms) {
    const double kwh = term.sign * balance.annual[index(term.variable)];
    sum_kwh += kwh;
    row(models::kAnnualVariables[index(term.variable)].long_name, kwh);
  }
  row("Sum (rounding)", sum_kwh);
  return table.text();
}

/// The changes that are asked for: of one building, of the groups of --by, or of all.
std::vector<scenarios::ChangeCauses> changes_of(const Results& results, std::size_t scenario, std::size_t reference,
                                                const ExplainOptions& options, scenarios::GroupBy by) {
  if (options.building.empty()) return scenarios::change_causes(results, scenario, reference, by);
  const std::size_t building = building_index(results, options.building);
  std::vector<scenarios::ChangeCauses> all = scenarios::change_causes(results, scenario, reference, scenarios::GroupBy::building);
  std::erase_if(all, [&results, building](const scenarios::ChangeCauses& change) {
    return change.group != results.portfolio.buildings[building].building.building_id;
  });
  return all;
}

void refuse_bad_options(const ExplainOptions& options, scenarios::GroupBy by) {
  if (!options.building.empty() && by != scenarios::GroupBy::total) {
    throw core::Error(core::ErrorKind::wrong_usage, "one building has no groups", {}, "Leave out --by or the building.");
  }
  if (!options.csv.empty()) refuse_same_file(options.results, options.csv);
}

}  // namespace

ExitCode run_explain(const ExplainOptions& options, const Console& console) {
  const scenarios::GroupBy by = group_by(options.by);
  refuse_bad_options(options, by);
  const Results results = scenarios::read_results(options.results, wanted(options));
  const std::size_t scenario = results.scenario_index(options.scenario);
  const std::size_t reference = results.scenario_index(options.to);
  const Balance balance = balance_of(results, scenario, options.building);
  if (balance.buildings == 0) refuse_without_result(results, scenario, options);
  const std::vector<scenarios::ChangeCauses> changes = changes_of(results, scenario, reference, options, by);
  if (!options.csv.empty()) {
    core::write_file_atomic(options.csv, changes_csv(changes, options.scenario, options.to));
    console.note(fmt::format("wrote {}", options.csv.string()));
  }
  if (options.json) {
    print_data(changes_json(changes, options.scenario, options.to));
    return ExitCode::done;
  }
  if (balance.missing > 0) console.warn(fmt::format("{} buildings have no result and are left out", balance.missing));
  if (by != scenarios::GroupBy::total) {
    print_data(changes_table(changes, by));
    return ExitCode::done;
  }
  if (scenario != reference) print_data(change_table(changes.front()) + "\n");
  print_data(balance_table(balance));
  return ExitCode::done;
}

}  // namespace tvilling::cli
