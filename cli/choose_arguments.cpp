// SPDX-License-Identifier: MPL-2.0
#include <CLI/CLI.hpp>

#include "cli/choose_options.hpp"

namespace tvilling::cli {

Command add_choose(CLI::App& root, ChooseOptions& o, bool& quiet, const std::vector<std::string>& arguments) {
  o.arguments = arguments;
  CLI::App* app = add_command(root, "choose",
                              "Pick the measures that bring most under a budget, each building as in one of the scenarios.\n"
                              "The answer comes with a bound that no choice can pass",
                              "  tvilling choose results.h5 --budget 50e6\n"
                              "  tvilling choose results.h5 --budget 50e6 --payback 6 -o chosen.xlsx --study chosen.toml\n"
                              "  tvilling choose results.h5 --budget 20e6 --objective co2 --max-buildings 40 --json\n"
                              "  tvilling choose results.h5 --curve abatement.csv --curve abatement.png",
                              quiet);
  app->add_option("results", o.results, "Result file of a study with scenarios")->required();
  app->add_option("--budget", o.budget_dkk, "Most that all investments may cost (50e6)")->type_name("DKK");
  app->add_option("--objective", o.objective, "What shall be largest: npv (DKK), co2 (t over the horizon) or saving (DKK a year)")
      ->capture_default_str();
  app->add_option("--payback", o.payback_years, "Longest simple payback of each building")->type_name("YEARS");
  app->add_option("--total-payback", o.total_payback_years, "Longest simple payback of all together")->type_name("YEARS");
  app->add_option("--min-co2", o.min_co2_tonnes, "Least CO2 saved over the horizon by all together")->type_name("TONNES");
  app->add_option("--max-buildings", o.max_buildings, "At most so many buildings")->type_name("N");
  app->add_option("--administration-budget", o.administration_budgets,
                  "Most that the buildings of an administration may cost; may be given again")
      ->type_name("NAME=DKK")
      ->allow_extra_args(false);
  app->add_option("--scenarios", o.scenarios, "Choose among these; left out: all")->delimiter(',')->type_name("A,B,...");
  app->add_flag("--reconciled", o.reconciled, "With the savings of the baseline that is reconciled with meters");
  app->add_option("-o,--output", o.out, "The chosen buildings: .xlsx or .csv");
  app->add_option("--study", o.study, "A study (.toml) with the choice as one scenario, to be run again");
  app->add_option("--portfolio", o.portfolio, "Portfolio of that study; left out: where the results say it lies");
  app->add_option("--curve", o.curves, "Marginal abatement cost curve: .csv or .png; may be given again")
      ->allow_extra_args(false);
  app->add_option("--nodes", o.max_nodes, "Nodes of branch and bound after which the search ends")->capture_default_str();
  app->add_option("--seconds", o.max_seconds, "Seconds after which it ends, 0: none; ended so, another run may answer otherwise")
      ->capture_default_str();
  app->add_flag("--force", o.force, "Replace files that are there");
  app->add_flag("--json", o.json, "Print JSON");
  return {app, [&o](const Console& console) { return run_choose(o, console); }};
}

}  // namespace tvilling::cli
