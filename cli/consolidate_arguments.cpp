// SPDX-License-Identifier: MPL-2.0
#include <CLI/CLI.hpp>

#include "cli/consolidate_options.hpp"

namespace tvilling::cli {

Command add_consolidate(CLI::App& root, ConsolidateOptions& o, bool& quiet) {
  CLI::App* app =
      add_command(root, "consolidate",
                  "Who moves where, and which premises are given up: the plan that costs least, with a proven bound.\n"
                  "Rent, operation, energy by simulation, moving and notice are counted; the plan is simulated",
                  "  tvilling consolidate study.toml\n"
                  "  tvilling consolidate study.toml -o plan.xlsx --proposal plan.html --seconds 300\n"
                  "  tvilling consolidate study.toml -o plan.json\n"
                  "  tvilling consolidate study.toml --from plan.json --keep L-000012",
                  quiet);
  app->add_option("study", o.study, "Study file (TOML) with a table [consolidation]")->required();
  app->add_option("-o,--output", o.out, "The plan: .xlsx, or .json to be read back by --from");
  app->add_option("--proposal", o.proposal, "A proposal sheet to be printed: .html");
  app->add_option("--from", o.from, "An approved plan (.json): tell its smallest change for --keep")->type_name("PLAN.json");
  app->add_option("--keep", o.keep, "Unit, lease or property that stays as it is")->type_name("ID");
  app->add_option("--seconds", o.seconds, "Time for plan, bound and prices of locks; a small case seldom needs all of it")
      ->capture_default_str();
  app->add_option("--seed", o.seed, "Another seed searches otherwise")->capture_default_str();
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  app->add_flag("--reproducible", o.reproducible, "Count steps, not seconds: equal runs give equal plans");
  app->add_flag("--force", o.force, "Replace files that are there");
  app->add_flag("--json", o.json, "Print the plan as JSON");
  app->add_option("--lang", o.language, "Language of workbook and proposal: da or en")->capture_default_str();
  return {app, [&o](const Console& console) { return run_consolidate(o, console); }};
}

}  // namespace tvilling::cli
