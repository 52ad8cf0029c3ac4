// SPDX-License-Identifier: MPL-2.0
#include <CLI/CLI.hpp>

#include "cli/capacity_options.hpp"

namespace tvilling::cli {

Command add_capacity(CLI::App& root, CapacityOptions& o, bool& quiet) {
  CLI::App* app =
      add_command(root, "capacity",
                  "Offered, booked and used hours of halls, schools and culture houses, idle heated hours and what an\n"
                  "open hour costs; fits bookings into fewer hours or halls",
                  "  tvilling capacity city\n  tvilling capacity city --by use --no-energy\n"
                  "  tvilling capacity city --building H1 --building H2 --json\n"
                  "  tvilling capacity city --fit --shift-hours 1 --max-distance 2000 -o capacity.xlsx\n"
                  "  tvilling capacity city --fit --close 1",
                  quiet);
  app->add_option("portfolio", o.portfolio, "Folder of tables, or workbook, with bookings and opening_hours")->required();
  app->add_option("--building", o.buildings, "Only this building; may be given again")->allow_extra_args(false)->type_name("ID");
  app->add_option("--by", o.by, "building, room or use")->capture_default_str();
  app->add_option("--prime-time", o.prime_time, "Hours of weekdays that all want")->type_name("FROM-TO")->capture_default_str();
  app->add_flag("--no-energy", o.no_energy, "Count hours only, simulate nothing");
  app->add_option("--weather", o.weather, "EPW file or reference-year")->capture_default_str();
  app->add_option("--base-year", o.base_year, "Year of the weekdays and holidays")
      ->check(CLI::Range(1990, 2100))
      ->capture_default_str();
  app->add_flag("--fit", o.fit, "Fit the bookings of an ordinary week into fewer open hours");
  app->add_option("--shift-hours", o.shift_h, "Most that a booking may begin earlier or later, with --fit")
      ->check(CLI::Range(0.0, 24.0))
      ->capture_default_str();
  app->add_option("--max-distance", o.max_distance_m, "Most between the old and the new building, as the crow flies, with --fit")
      ->check(CLI::Range(0.0, 1e6))
      ->type_name("METRES")
      ->capture_default_str();
  app->add_option("--close", o.close, "So many buildings shall have no booking any more, with --fit")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N")
      ->capture_default_str();
  app->add_option("--nodes", o.max_nodes, "Nodes of branch and bound for each day and group of buildings")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app->add_option("-o,--output", o.out, "Workbook (.xlsx), or the first table alone as .csv");
  app->add_flag("--force", o.force, "Replace a file that is there");
  app->add_flag("--json", o.json, "Print JSON");
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  return {app, [&o](const Console& console) { return run_capacity(o, console); }};
}

}  // namespace tvilling::cli
