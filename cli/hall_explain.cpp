// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

#include "cli/charts.hpp"
#include "cli/hall_chart.hpp"
#include "cli/hall_commands.hpp"
#include "cli/hall_report.hpp"
#include "core/error.hpp"
#include "core/suggest.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::cli {

namespace {

using scenarios::Results;
using scenarios::TaskStatus;

bool is_hall(const Results& results, std::size_t building) {
  return std::any_of(results.results.begin(), results.results.end(),
                     [building](const auto& scenario) { return scenario[building].hall != nullptr; });
}

const std::string& id_of(const Results& results, std::size_t building) {
  return results.portfolio.buildings[building].building.building_id;
}

std::vector<std::size_t> halls_of(const Results& results) {
  std::vector<std::size_t> halls;
  for (std::size_t b = 0; b < results.portfolio.buildings.size(); ++b) {
    if (is_hall(results, b)) halls.push_back(b);
  }
  if (halls.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "no building here has basins", {results.path},
                      "A swimming hall is a building with rows in the table `pools` of its portfolio: add them and run the "
                      "study again. Result files written before halls were known have none either.");
  }
  return halls;
}

std::size_t hall_named(const Results& results, const std::vector<std::size_t>& halls, const std::string& id) {
  std::vector<std::string_view> ids;
  ids.reserve(halls.size());
  for (const std::size_t b : halls) ids.emplace_back(id_of(results, b));
  const auto found = std::find(ids.begin(), ids.end(), id);
  if (found != ids.end()) return halls[static_cast<std::size_t>(found - ids.begin())];
  for (std::size_t b = 0; b < results.portfolio.buildings.size(); ++b) {
    if (id_of(results, b) != id) continue;
    throw core::Error(core::ErrorKind::bad_input, fmt::format("building {} has no basins: it is no swimming hall", id),
                      {results.path}, fmt::format("Halls here: {}.", fmt::join(ids, ", ")));
  }
  throw core::Error(core::ErrorKind::bad_input, fmt::format("no hall \"{}\" in {}", id, results.path), {},
                    core::did_you_mean(id, ids));
}

bool has_result(const Results& results, std::size_t scenario, std::size_t building) {
  return results.status[scenario][building] == TaskStatus::done && results.results[scenario][building].hall != nullptr;
}

void refuse_without_result(const Results& results, std::size_t scenario, std::size_t building) {
  if (has_result(results, scenario, building)) return;
  throw core::Error(core::ErrorKind::bad_input,
                    fmt::format("hall {} failed in {}: {}", id_of(results, building), results.scenario_names[scenario],
                                results.messages[scenario][building]),
                    {results.path});
}

HallReport report_of(const Results& results, std::size_t building, std::size_t scenario, std::size_t reference) {
  return {id_of(results, building),
          results.portfolio.buildings[building].building.name,
          results.scenario_names[scenario],
          results.scenario_names[reference],
          results.results[scenario][building],
          results.results[reference][building]};
}

void write_charts(const HallExplainOptions& options, const Console& console, const Results& results, std::size_t building) {
  const std::size_t reference = results.scenario_index(options.to);
  const std::size_t named = results.scenario_index(options.scenario.value_or("baseline"));
  std::filesystem::create_directories(options.charts);
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    if (s == reference || (options.scenario && s != named)) continue;
    if (!has_result(results, s, building)) {
      console.warn(fmt::format("no chart of {}: {}", results.scenario_names[s], results.messages[s][building]));
      continue;
    }
    std::string file = results.scenario_names[s] + ".png";
    std::replace(file.begin(), file.end(), '/', '_');
    draw_chart(hall_change_chart(report_of(results, building, s, reference)), options.charts / file);
    console.note(fmt::format("wrote {}", (options.charts / file).string()));
  }
}

/// Key figures of every hall that has a result in both scenarios.
ExitCode explain_all(const HallExplainOptions& options, const Console& console, const Results& results,
                     const std::vector<std::size_t>& halls) {
  const std::size_t scenario = results.scenario_index(options.scenario.value_or("baseline"));
  const std::size_t reference = results.scenario_index(options.to);
  std::vector<HallReport> reports;
  for (const std::size_t b : halls) {
    const bool is_known = has_result(results, scenario, b) && has_result(results, reference, b);
    if (is_known) {
      reports.push_back(report_of(results, b, scenario, reference));
    } else {
      console.warn(fmt::format("hall {} has no result and is left out", id_of(results, b)));
    }
  }
  print_data(options.json ? halls_json(reports) : halls_text(reports));
  console.note(fmt::format("{} halls: name one for its balances, e.g. tvilling hall explain {} {}", halls.size(),
                           options.results.string(), id_of(results, halls.front())));
  return ExitCode::done;
}

}  // namespace

ExitCode run_hall_explain(const HallExplainOptions& options, const Console& console) {
  if (!options.charts.empty()) need_display(options.arguments);
  const Results results = scenarios::read_results(options.results);
  const std::size_t scenario = results.scenario_index(options.scenario.value_or("baseline"));
  const std::size_t reference = results.scenario_index(options.to);
  const std::vector<std::size_t> halls = halls_of(results);
  if (options.hall.empty() && halls.size() > 1) {
    if (options.charts.empty()) return explain_all(options, console, results, halls);
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("{} halls here: a chart shows one", halls.size()), {results.path},
                      fmt::format("Name it, e.g. {}.", id_of(results, halls.front())));
  }
  const std::size_t building = options.hall.empty() ? halls.front() : hall_named(results, halls, options.hall);
  refuse_without_result(results, scenario, building);
  refuse_without_result(results, reference, building);
  const HallReport report = report_of(results, building, scenario, reference);
  // Charts first: a reader of the text that stops reading (`| head`) would end the program before them.
  if (!options.charts.empty()) write_charts(options, console, results, building);
  print_data(options.json ? hall_json(report) : hall_text(report));
  return ExitCode::done;
}

}  // namespace tvilling::cli
