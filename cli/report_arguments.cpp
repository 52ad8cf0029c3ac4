// SPDX-License-Identifier: MPL-2.0
#include "cli/report_arguments.hpp"

#include <CLI/CLI.hpp>

namespace tvilling::cli {

Command add_report(CLI::App& root, ReportCommandOptions& o, bool& quiet) {
  CLI::App* app = add_command(root, "report", "Write a report that can be sent on: workbook, one HTML file, CSV tables",
                              "  tvilling report results.h5 --html report.html --xlsx report.xlsx\n"
                              "  tvilling report results.h5 --csv tables --lang en --scenario roofs --scenario windows\n"
                              "  tvilling report results.h5 --uncertainty draws.h5 --html report.html",
                              quiet);
  app->add_option("results", o.results, "Result file")->required();
  app->add_option("--xlsx", o.xlsx, "Workbook, a sheet for each table");
  app->add_option("--html", o.html, "Page with summary, charts, map and tables; opens everywhere, needs no network");
  app->add_option("--csv", o.csv, "Folder for a CSV file of each table: semicolons and decimal commas, plain with --lang en");
  app->add_option("--lang", o.language, "da or en: words, numbers and the form of CSV")->capture_default_str();
  app->add_option("--scenario", o.scenarios, "Tell only of this one beside the baseline; may be repeated");
  app->add_option("--uncertainty", o.uncertainty, "Draws of the same study (tvilling uncertainty): tell how sure it is");
  app->add_flag("--force", o.force, "Replace files that are there");
  return {app, [&o](const Console& console) { return run_report(o, console); }};
}

}  // namespace tvilling::cli
