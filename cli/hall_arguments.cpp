// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_arguments.hpp"

#include <CLI/CLI.hpp>

namespace tvilling::cli {

namespace {

Command add_hall_explain(CLI::App& hall, HallExplainOptions& o, bool& quiet, const std::vector<std::string>& arguments) {
  o.arguments = arguments;
  CLI::App* app =
      add_command(hall, "explain", "Balances of heat, vapour and water of a swimming hall, term by term, and its key figures",
                  "  tvilling hall explain results.h5\n"
                  "  tvilling hall explain results.h5 H1 --scenario rh_60\n"
                  "  tvilling hall explain results.h5 H1 --charts charts",
                  quiet);
  app->add_option("results", o.results, "Result file")->required();
  app->add_option("hall", o.hall, "building_id of a hall; left out: the only one, or the key figures of all");
  app->add_option("--scenario", o.scenario, "Scenario")->capture_default_str();
  app->add_option("--to", o.to, "Reference scenario; changes are scenario minus reference")->capture_default_str();
  app->add_option("--charts", o.charts, "Folder for a chart (PNG) of each scenario's changes: of the one named, else of all")
      ->type_name("DIR");
  app->add_flag("--json", o.json, "Print JSON");
  return {app, [&o](const Console& console) { return run_hall_explain(o, console); }};
}

}  // namespace

std::vector<Command> add_hall_commands(CLI::App& hall, HallCommandOptions& all, bool& quiet,
                                       const std::vector<std::string>& arguments) {
  return {add_hall_explain(hall, all.explain, quiet, arguments)};
}

}  // namespace tvilling::cli
