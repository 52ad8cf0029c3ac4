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
  app->add_option("--scenario", o.scenario, "Scenario")->default_str("baseline");
  app->add_option("--to", o.to, "Reference scenario; changes are scenario minus reference")->capture_default_str();
  app->add_option("--charts", o.charts, "Folder for a chart (PNG) of each scenario's changes: of the one named, else of all")
      ->type_name("DIR");
  app->add_flag("--json", o.json, "Print JSON");
  return {app, [&o](const Console& console) { return run_hall_explain(o, console); }};
}

Command add_hall_sweep(CLI::App& hall, HallSweepOptions& o, bool& quiet, const std::vector<std::string>& arguments) {
  o.arguments = arguments;
  CLI::App* app = add_command(hall, "sweep", "Vary one to three parameters of a swimming hall over ranges and show the response",
                              "  tvilling hall sweep study.toml --vary relative_humidity=0.5:0.6:5\n"
                              "  tvilling hall sweep study.toml H1 --vary cover_fraction=0:0.9:4 --vary "
                              "night_fan_fraction=0.25:0.5:6 -o s.h5 -o s.png",
                              quiet);
  app->add_option("study", o.study, "Study file (TOML)")->required();
  app->add_option("--vary", o.vary,
                  "KEY=a:b:n, n values of KEY from a to b; up to three times. KEY: a parameter of a measure "
                  "(`tvilling schema measures`), or measure.parameter")
      ->required()
      ->type_name("KEY=a:b:n")
      ->allow_extra_args(false);
  app->add_option("hall,--hall", o.hall, "building_id of the hall; left out: the only one");
  app->add_option("--scenario", o.scenario, "Scenario whose hall is varied")->capture_default_str();
  app->add_option("-o,--output", o.out, "File for all combinations: .csv, .h5 (xarray) or .png (chart); may be given again")
      ->allow_extra_args(false);
  app->add_option("--figure", o.figure, "Key figure of the chart, e.g. heat_kwh")->capture_default_str();
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  app->add_flag("--json", o.json, "Print JSON with all combinations and key figures");
  return {app, [&o](const Console& console) { return run_hall_sweep(o, console); }};
}

Command add_hall_optimise(CLI::App& hall, HallOptimiseOptions& o, bool& quiet) {
  CLI::App* app =
      add_command(hall, "optimise",
                  "Find the operation of least cost or CO2 of a swimming hall within comfort, water quality and dry surfaces",
                  "  tvilling hall optimise study.toml\n"
                  "  tvilling hall optimise study.toml H1 --goal co2 --cover -o optimised.toml\n"
                  "  tvilling hall optimise study.toml H1 --fix water_temperature_change_k --vary relative_humidity=0.5:0.6",
                  quiet);
  app->add_option("study", o.study, "Study file (TOML)")->required();
  app->add_option("hall", o.hall, "building_id of the hall; left out: the only one");
  app->add_option("--scenario", o.scenario, "Scenario whose hall is bettered")->capture_default_str();
  app->add_option("--goal", o.goal, "cost or co2")->capture_default_str();
  app->add_option("--vary", o.vary, "Another range for a number: KEY=a:b")->type_name("KEY=a:b")->allow_extra_args(false);
  app->add_option("--fix", o.fix, "A number that stays as it is")->type_name("KEY")->allow_extra_args(false);
  app->add_flag("--cover", o.cover, "Basins without covers may get some");
  app->add_option("-o,--output", o.out, "Write the found operation as a scenario to paste into a study (.toml)");
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  app->add_flag("--json", o.json, "Print JSON");
  return {app, [&o](const Console& console) { return run_hall_optimise(o, console); }};
}

}  // namespace

std::vector<Command> add_hall_commands(CLI::App& hall, HallCommandOptions& all, bool& quiet,
                                       const std::vector<std::string>& arguments) {
  return {add_hall_explain(hall, all.explain, quiet, arguments), add_hall_sweep(hall, all.sweep, quiet, arguments),
          add_hall_optimise(hall, all.optimise, quiet)};
}

}  // namespace tvilling::cli
