// SPDX-License-Identifier: MPL-2.0
#include "cli/study_arguments.hpp"

#include <CLI/CLI.hpp>

namespace tvilling::cli {

Command add_run(CLI::App& root, RunCommandOptions& o, bool& quiet) {
  CLI::App* app =
      add_command(root, "run", "Simulate every scenario of a study for every building",
                  "  tvilling run study.toml -o results.h5\n"
                  "  tvilling run study.toml -o schools.h5 --only \"use = 'school'\" --hourly heat_kwh,electricity_kwh",
                  quiet);
  app->add_option("study", o.study, "Study file (TOML)")->required();
  app->add_option("-o,--output", o.out, "Result file (HDF5); an existing one is replaced only by a whole one");
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  app->add_option("--only", o.only, "Only buildings for which this SQLite expression holds");
  app->add_option("--sample", o.sample, "Only so many of them, drawn at random, or a share (10%): to try a study first")
      ->type_name("N");
  app->add_option("--seed", o.seed, "Another seed draws other buildings")->capture_default_str();
  app->add_option("--hourly", o.hourly, "Hourly series kept per building (`tvilling schema variables`)")->delimiter(',');
  app->add_flag("--resume", o.resume, "Go on with an interrupted run");
  app->add_option(
         "--reuse", o.reuse,
         "Earlier result file: a scenario whose buildings are all equal there is taken from it (one other building: none is)")
      ->type_name("OLD.h5");
  app->add_flag("--dry-run", o.dry_run, "Read and prove everything, write nothing; tell how many years, how long, how large");
  app->add_flag("--reproducible", o.reproducible, "Leave out time, host, paths and threads: equal runs give equal bytes");
  return {app, [&o](const Console& console) { return run_run(o, console); }};
}

Command add_uncertainty(CLI::App& root, UncertaintyOptions& o, bool& quiet) {
  CLI::App* app = add_command(root, "uncertainty", "How sure is it: draw what is not known, and see P10, P50 and P90",
                              "  tvilling uncertainty study.toml -o draws.h5\n"
                              "  tvilling uncertainty study.toml -o draws.h5 --draws 200 --scenarios roofs,windows",
                              quiet);
  app->add_option("study", o.study, "Study file (TOML)")->required();
  app->add_option("-o,--output", o.out, "File of the draws (HDF5)")->required();
  app->add_option("--draws", o.draws, "Draws, 2 to 10000; 0: the study's, else 100")->capture_default_str();
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  app->add_option("--only", o.only, "Only buildings for which this SQLite expression holds");
  app->add_option("--scenarios", o.scenarios, "Only these scenarios, beside the baseline")->delimiter(',');
  app->add_flag("--resume", o.resume, "Go on with an interrupted run");
  app->add_flag("--reproducible", o.reproducible, "Leave out time, host, paths and threads: equal runs give equal bytes");
  app->add_flag("--json", o.json, "All of it as JSON on stdout");
  return {app, [&o](const Console& console) { return run_uncertainty(o, console); }};
}

Command add_compare(CLI::App& root, CompareOptions& o, bool& quiet) {
  CLI::App* app = add_command(root, "compare", "Scenarios against a reference; changes are scenario minus reference",
                              "  tvilling compare results.h5 --by use\n  tvilling compare results.h5 --to roofs --json", quiet);
  app->add_option("results", o.results, "Result file")->required();
  app->add_option("--scenario", o.scenarios, "Only these scenarios; left out: all")->delimiter(',');
  app->add_option("--to", o.to, "Reference scenario")->capture_default_str();
  app->add_option("--by", o.by, "total, building, use or administration")->capture_default_str();
  app->add_flag("--json", o.json, "Print JSON with every annual variable");
  app->add_option("--csv", o.csv, "Write every annual variable to this CSV file too");
  return {app, [&o](const Console& console) { return run_compare(o, console); }};
}

Command add_explain(CLI::App& root, ExplainOptions& o, bool& quiet) {
  CLI::App* app = add_command(root, "explain",
                              "Why a scenario needs less or more than the baseline: its change by causes that add up to it.\n"
                              "Then where the heat of the rooms comes from and goes; the terms sum to zero",
                              "  tvilling explain results.h5 roofs\n  tvilling explain results.h5 roofs B00017\n"
                              "  tvilling explain results.h5 windows --to roofs --by use --csv causes.csv",
                              quiet);
  app->add_option("results", o.results, "Result file")->required();
  app->add_option("scenario", o.scenario, "Scenario")->required();
  app->add_option("building", o.building, "building_id; left out: the whole portfolio");
  app->add_option("--to", o.to, "Reference scenario")->capture_default_str();
  app->add_option("--by", o.by, "total, building, use or administration")->capture_default_str();
  app->add_flag("--json", o.json, "Print the causes as JSON");
  app->add_option("--csv", o.csv, "Write the causes to this CSV file too");
  return {app, [&o](const Console& console) { return run_explain(o, console); }};
}

}  // namespace tvilling::cli
