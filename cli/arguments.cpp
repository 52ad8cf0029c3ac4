// SPDX-License-Identifier: MPL-2.0
#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/capacity_options.hpp"
#include "cli/choose_options.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/consolidate_options.hpp"
#include "cli/hall_arguments.hpp"
#include "cli/report_arguments.hpp"
#include "cli/study_arguments.hpp"
#include "core/version.hpp"

namespace tvilling::cli {

namespace {

/// Room for the options of all commands while the line is read.
struct AllOptions {
  bool quiet = false;
  InitOptions init;
  SynthOptions synth;
  ArchetypesOptions archetypes;
  CheckOptions check;
  LinksOptions links;
  ReconcileCommandOptions reconcile;
  ScreenOptions screen;
  RunCommandOptions run;
  UncertaintyOptions uncertainty;
  CompareOptions compare;
  ExplainOptions explain;
  RenderCommandOptions render;
  ViewCommandOptions view;
  ExportOptions export_;
  ReportCommandOptions report;
  SimulateOptions simulate;
  ValidateOptions validate;
  BenchOptions bench;
  SchemaOptions schema;
  HallCommandOptions hall;
  ChooseOptions choose;
  CapacityOptions capacity;
  ConsolidateOptions consolidate;
};

constexpr std::string_view kAbout =
    "A fast digital twin of a municipality's buildings: energy, people and what-if scenarios.\n"
    "Exit codes: 0 done, 1 our bug, 2 wrong usage, 3 bad input, 4 some buildings failed, 130 interrupted.";

Command add_init(CLI::App& root, AllOptions& all) {
  CLI::App* app = add_command(
      root, "init", "Copy an example, ready to run",
      "  tvilling init my-city\n  tvilling init my-city && tvilling run my-city/study.toml -o my-city/results.h5", all.quiet);
  app->add_option("folder", all.init.folder, "New or empty folder")->required();
  return {app, [&all](const Console& console) { return run_init(all.init, console); }};
}

Command add_synth(CLI::App& root, AllOptions& all) {
  CLI::App* app = add_command(root, "synth", "Make the tables of a synthetic Copenhagen",
                              "  tvilling synth -o city\n  tvilling synth -o town --buildings 200 --seed 7\n"
                              "  tvilling synth -o city --meters --faults",
                              all.quiet);
  app->add_option("-o,--output", all.synth.folder, "Folder for the tables, or one file: .xlsx or .gpkg")->required();
  app->add_option("--buildings", all.synth.buildings, "How many buildings")->capture_default_str();
  app->add_option("--seed", all.synth.seed, "Another seed gives another city")->capture_default_str();
  app->add_flag("--danish", all.synth.danish, "Danish and BBR names; CSV with semicolons and decimal comma");
  app->add_flag("--force", all.synth.force, "Replace the tables that stand in the folder");
  app->add_flag("--meters", all.synth.meters,
                "Meters of 550 of the properties with hourly readings, degree-days and weather too");
  app->add_option("--year", all.synth.year, "Year of the readings")->capture_default_str();
  app->add_option("--faults", all.synth.faults, "Plant faults in this share of the rows (0.02), and write them to faults.csv")
      ->expected(0, 1)
      ->type_name("[SHARE]");
  return {app, [&all, app](const Console& console) {
            all.synth.has_faults = app->count("--faults") > 0;
            return run_synth(all.synth, console);
          }};
}

Command add_archetypes(CLI::App& root, AllOptions& all) {
  CLI::App* app = add_command(root, "archetypes", "Write the tables that fill missing numbers, to be read and edited",
                              "  tvilling archetypes -o tables\n  tvilling archetypes -o city/archetypes --danish", all.quiet);
  app->add_option("-o,--output", all.archetypes.folder, "Folder for the tables; nothing is replaced")->required();
  app->add_flag("--danish", all.archetypes.danish, "Semicolons and decimal commas, as a Danish spreadsheet reads them");
  return {app, [&all](const Console& console) { return run_archetypes(all.archetypes, console); }};
}

void add_check_options(CLI::App& app, CheckOptions& o) {
  app.add_option("--only", o.only, "List only findings of these codes, severities or tables, e.g. TV-1203,warns,leases")
      ->delimiter(',');
  app.add_option("--by", o.by, "administration: group the findings by the administration that owns the row");
  app.add_option("--limit", o.limit, "List at most so many findings of each code; 0: all")->check(CLI::NonNegativeNumber);
  app.add_flag("--origin", o.origin, "Tell what share of the heated area rests on what, with scores of data quality");
  app.add_option("--against", o.against, "Earlier delivery of the portfolio: tell what changed")->type_name("OLD");
  app.add_flag("--carry-forward", o.carry_forward, "With --against: take over its overrides, locks and links");
  app.add_option("--xlsx", o.xlsx, "Write the findings to this workbook too");
  app.add_flag("--force", o.force, "With --xlsx: replace a workbook that is there");
  app.add_option("--truth", o.truth, "Planted faults of a synthetic city (faults.csv): score the findings against them")
      ->type_name("FAULTS.csv");
  app.add_flag("--json", o.json, "Print JSON");
}

Command add_check(CLI::App& root, AllOptions& all) {
  CLI::App* app =
      add_command(root, "check", "Read a portfolio, a study or a detailed building and list every finding; run nothing",
                  "  tvilling check city\n  tvilling check study.toml --only TV-1203\n  tvilling check house.toml\n"
                  "  tvilling check city --origin --xlsx findings.xlsx\n"
                  "  tvilling check city-2026 --against city-2025 --carry-forward",
                  all.quiet);
  app->add_option("portfolio", all.check.portfolio,
                  "Folder of tables, a buildings CSV file, a study (.toml) with its portfolio, or a detailed building (.toml)")
      ->required();
  add_check_options(*app, all.check);
  return {app, [&all](const Console& console) { return run_check(all.check, console); }};
}

Command add_links(CLI::App& root, AllOptions& all) {
  CLI::App* app = add_command(root, "links", "Suggest which unit, lease, property, building and meter belong together",
                              "  tvilling links city\n  tvilling links city -o city/links.xlsx", all.quiet);
  app->add_option("portfolio", all.links.portfolio, "Folder of tables, or workbook")->required();
  app->add_option("-o,--output", all.links.out, "Table to be decided in (.xlsx or .csv); earlier decisions in it are kept");
  app->add_flag("--force", all.links.force, "Replace a file whose decisions were not read");
  app->add_flag("--json", all.links.json, "Print JSON");
  return {app, [&all](const Console& console) { return run_links(all.links, console); }};
}

Command add_reconcile(CLI::App& root, AllOptions& all) {
  ReconcileCommandOptions& o = all.reconcile;
  CLI::App* app = add_command(root, "reconcile", "Metered use, corrected to the normal year, against simulated use",
                              "  tvilling reconcile city\n  tvilling reconcile city --year 2024 --by use -o reconciled.xlsx\n"
                              "  tvilling reconcile city --normal-degree-days 2906 --json",
                              all.quiet);
  app->add_option("portfolio", o.portfolio, "Folder of tables, or workbook, with meters and readings")->required();
  app->add_option("--weather", o.weather, "EPW file or reference-year, that scenarios run on")->capture_default_str();
  app->add_option("--year", o.year, "Only this metered year")->check(CLI::Range(1900, 2100));
  app->add_option("--normal-degree-days", o.normal_degree_days,
                  "Of the normal year that heat is corrected to; left out: the degree_days table's, else the weather's")
      ->check(CLI::Range(100.0, 10000.0));
  app->add_option("--by", o.by, "total, building, use or administration")->capture_default_str();
  app->add_option("-o,--output", o.out, "Workbook (.xlsx), or the buildings alone as .csv");
  app->add_flag("--force", o.force, "Replace a file that is there");
  app->add_flag("--json", o.json, "Print JSON");
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  return {app, [&all](const Console& console) { return run_reconcile(all.reconcile, console); }};
}

Command add_screen(CLI::App& root, AllOptions& all) {
  ScreenOptions& o = all.screen;
  CLI::App* app = add_command(
      root, "screen", "Which properties use space or money badly, held against others like them",
      "  tvilling screen city\n  tvilling screen city -o screening.xlsx --map screening.geojson\n  tvilling screen city --json",
      all.quiet);
  app->add_option("portfolio", o.portfolio, "Folder of tables, or workbook; screening.toml beside the tables is read")
      ->required();
  app->add_option("--weather", o.weather, "EPW file or reference-year, that is simulated with")->capture_default_str();
  app->add_option("--by", o.by, "property or lease: whose red list is printed")->capture_default_str();
  app->add_option("--limit", o.limit, "So many of the red list; 0: all")->check(CLI::Range(0, 1000000))->capture_default_str();
  app->add_option("--draws", o.draws, "Draws of rank certainty; left out: as screening.toml says, else 200")
      ->check(CLI::Range(0, 10000));
  app->add_option("-o,--output", o.out, "Workbook with traffic lights (.xlsx)");
  app->add_option("--map", o.map, "Buildings with the lights of their property (.gpkg or .geojson)");
  app->add_flag("--force", o.force, "Replace files that are there");
  app->add_flag("--json", o.json, "Print JSON");
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  return {app, [&all](const Console& console) { return run_screen(all.screen, console); }};
}

Command add_render(CLI::App& root, AllOptions& all) {
  RenderCommandOptions& o = all.render;
  CLI::App* app = add_command(root, "render", "Draw the city coloured by a key figure into a PNG file",
                              "  tvilling render results.h5 -o city.png\n"
                              "  tvilling render results.h5 -o saving.png --scenario roofs --difference",
                              all.quiet);
  app->add_option("results", o.results, "Result file")->required();
  app->add_option("-o,--output", o.out, "Picture (PNG)")->required();
  app->add_option("--variable", o.variable, "Annual variable, or one per m2, e.g. heat_kwh_m2")->capture_default_str();
  app->add_option("--scenario", o.scenario, "Scenario")->capture_default_str();
  app->add_flag("--difference", o.difference, "Colour by scenario minus baseline");
  app->add_option("--width", o.width_px, "Width in pixels")->capture_default_str();
  app->add_option("--height", o.height_px, "Height in pixels")->capture_default_str();
  return {app, [&all](const Console& console) { return run_render(all.render, console); }};
}

Command add_view(CLI::App& root, AllOptions& all) {
  ViewCommandOptions& o = all.view;
  CLI::App* app =
      add_command(root, "view", "Open the city in a window; click a building for its figures",
                  "  tvilling view results.h5\n  tvilling view results.h5 --variable co2_kg_m2 --scenario roofs", all.quiet);
  app->add_option("results", o.results, "Result file")->required();
  app->add_option("--variable", o.variable, "Annual variable, or one per m2, e.g. heat_kwh_m2")->capture_default_str();
  app->add_option("--scenario", o.scenario, "Scenario")->capture_default_str();
  app->add_flag("--difference", o.difference, "Colour by scenario minus baseline");
  return {app, [&all](const Console& console) { return run_view(all.view, console); }};
}

Command add_export(CLI::App& root, AllOptions& all) {
  CLI::App* app =
      add_command(root, "export", "Write the results as CSV tables or for ParaView",
                  "  tvilling export results.h5 --csv tables\n  tvilling export results.h5 --paraview paraview", all.quiet);
  app->add_option("results", all.export_.results, "Result file")->required();
  app->add_option("--csv", all.export_.csv, "Folder for annual.csv, monthly.csv, halls.csv, city_hourly.csv and buildings.csv");
  app->add_option("--paraview", all.export_.paraview, "Folder for footprints with the annual figures (.vtp, .pvd)");
  return {app, [&all](const Console& console) { return run_export(all.export_, console); }};
}

Command add_simulate(CLI::App& root, AllOptions& all) {
  SimulateOptions& o = all.simulate;
  CLI::App* app = add_command(root, "simulate", "Run one detailed building (TOML) hour by hour",
                              "  tvilling simulate house.toml --weather reference-year\n"
                              "  tvilling simulate house.toml --weather denver.epw -o hours.csv",
                              all.quiet);
  app->add_option("building", o.building, "Building file (TOML; `tvilling schema inputs`)")->required();
  app->add_option("--weather", o.weather, "EPW file or reference-year, in place of what the building file names");
  app->add_option("-o,--output", o.out, "Hourly table of all zones (CSV)");
  app->add_flag("--json", o.json, "Print JSON");
  return {app, [&all](const Console& console) { return run_simulate(all.simulate, console); }};
}

Command add_validate(CLI::App& root, AllOptions& all) {
  ValidateOptions& o = all.validate;
  CLI::App* app = add_command(root, "validate",
                              "Run published test cases and show computed beside reference values.\n"
                              "Ends with 0 when all was computed: the verdicts stand in the output, in --json under \"checks\"",
                              "  tvilling validate bestest --data ../shared/data/bestest --json\n"
                              "  tvilling validate bestest --data ../shared/data/bestest --model city\n"
                              "  tvilling validate vdi6007 --data ../shared/data/vdi6007 -o vdi6007.csv\n"
                              "  tvilling validate twinhouse --data ../shared/data/measured/twinhouse -o predicted",
                              all.quiet);
  app->add_option("suite", o.suite, "bestest, vdi6007, iso52016 or twinhouse")->required();
  app->add_option("--data", o.data, "Folder with the suite's inputs and references")->required();
  app->add_option("-o,--output", o.out,
                  "A page (X.md); for vdi6007 also a table (X.csv), for twinhouse also a folder for hourly predictions");
  app->add_option("--model", o.model, "bestest: detailed, or city for what `run` uses")->capture_default_str();
  app->add_option("--threads", o.threads, "Threads, at most 1024; 0: all that the machine has")->capture_default_str();
  app->add_flag("--json", o.json, "Print JSON");
  return {app, [&all](const Console& console) { return run_validate(all.validate, console); }};
}

Command add_bench(CLI::App& root, AllOptions& all) {
  BenchOptions& o = all.bench;
  CLI::App* app = add_command(
      root, "bench",
      "Measure a city-year of this program beside the bare kernel of this machine.\n"
      "Synthetic heated buildings that all differ, tables in and result file out, in a temporary folder; what\n"
      "comes out is proved first. The ceiling is a kernel that steps ten walls of five nodes around a zone and\n"
      "does nothing else, with the same threads and instruction set",
      "  tvilling bench\n  tvilling bench --buildings 500 --threads 1 --json\n  tvilling bench --isa avx2", all.quiet);
  app->add_flag("--json", o.json, "Print JSON");
  app->add_option("--buildings", o.buildings, "How many heated buildings, at most 100000")->capture_default_str();
  app->add_option("--threads", o.threads,
                  "Threads, at most 1024; 0: all that the machine has, and the scaling over 1, 2, 4 ... threads is measured too")
      ->capture_default_str();
  app->add_option("--isa", o.isa, "Instruction set: baseline, avx2 or avx512; left out: the best of this machine");
  return {app, [&all](const Console& console) { return run_bench(all.bench, console); }};
}

Command add_doctor(CLI::App& root, AllOptions& all) {
  CLI::App* app = add_command(root, "doctor", "Versions, and a small city simulated as a self-test",
                              "  tvilling doctor\n  tvilling doctor && echo healthy", all.quiet);
  return {app, [](const Console& console) { return run_doctor(console); }};
}

Command add_hall(CLI::App& root, AllOptions& all) {
  CLI::App* app =
      add_command(root, "hall", "Swimming halls: where heat, vapour and water come from and go", kHallExamples, all.quiet);
  app->require_subcommand(1);
  return {app, {}, add_hall_commands(*app, all.hall, all.quiet, all.render.arguments)};
}

/// The reference page of the command line, from the parser itself.
std::string reference_markdown(const CLI::App& root) {
  std::string text = "# The command line\n\nWritten by `tvilling schema cli`.\n\n" + std::string(kAbout) + "\n";
  for (const CLI::App* app : root.get_subcommands([](const CLI::App*) { return true; })) {
    text += fmt::format("\n## tvilling {}\n\n```text\n{}```\n", app->get_name(), help_of(*app));
  }
  return text;
}

Command add_schema(CLI::App& root, AllOptions& all) {
  CLI::App* app = add_command(root, "schema", "Print a reference page: inputs, results, variables, measures or findings",
                              "  tvilling schema measures\n  tvilling schema inputs", all.quiet);
  app->add_option("topic", all.schema.topic, "inputs, results, variables, measures or findings")->required();
  return {app, [&all, &root](const Console& console) {
            if (all.schema.topic != "cli") return run_schema(all.schema, console);
            print_data(reference_markdown(root));
            return ExitCode::done;
          }};
}

std::vector<Command> add_commands(CLI::App& root, AllOptions& all) {
  return {add_init(root, all),
          add_synth(root, all),
          add_archetypes(root, all),
          add_check(root, all),
          add_links(root, all),
          add_reconcile(root, all),
          add_screen(root, all),
          add_run(root, all.run, all.quiet),
          add_compare(root, all.compare, all.quiet),
          add_explain(root, all.explain, all.quiet),
          add_render(root, all),
          add_view(root, all),
          add_export(root, all),
          add_report(root, all.report, all.quiet),
          add_simulate(root, all),
          add_validate(root, all),
          add_bench(root, all),
          add_schema(root, all),
          add_doctor(root, all),
          add_hall(root, all),
          add_uncertainty(root, all.uncertainty, all.quiet),
          add_choose(root, all.choose, all.quiet, all.render.arguments),
          add_capacity(root, all.capacity, all.quiet),
          add_consolidate(root, all.consolidate, all.quiet)};
}

}  // namespace

ExitCode dispatch(int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  AllOptions all;
  all.run.command_line = fmt::format("tvilling {}", fmt::join(words, " "));
  all.uncertainty.command_line = all.run.command_line;
  all.render.arguments.assign(argv, argv + argc);
  CLI::App root{std::string(kAbout), "tvilling"};
  root.set_version_flag("--version", fmt::format("tvilling {}", core::version()));
  root.add_flag("-q,--quiet", all.quiet, "Say only warnings and errors");
  root.footer("Each command explains itself: tvilling run --help");
  const std::vector<Command> commands = add_commands(root, all);
  if (words.empty()) {
    make_console(false).note(root.help());
    refuse_usage("no command given", "Try: tvilling init my-city");
  }
  const Command* command = find_command(commands, words);
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForVersion&) {
    print_data(fmt::format("tvilling {}\n", core::version()));
    return ExitCode::done;
  } catch (const CLI::CallForHelp&) {
    print_data(command == nullptr ? root.help() : help_of(*command->app));
    return ExitCode::done;
  } catch (const CLI::ParseError& error) {
    const CLI::App& app = command == nullptr ? root : *command->app;
    refuse_unknown_flag(app, words);
    refuse_usage(error.what(),
                 fmt::format("`tvilling {}--help` shows examples.", command == nullptr ? "" : full_name(*command) + " "));
  }
  if (command == nullptr) refuse_usage("no command given", "Try: tvilling init my-city");
  return command->run(make_console(all.quiet));
}

}  // namespace tvilling::cli
