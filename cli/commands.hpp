// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace tvilling::cli {

struct InitOptions {
  std::filesystem::path folder;
};

struct SynthOptions {
  std::filesystem::path folder;  ///< or a file (.xlsx, .gpkg)
  int buildings = 3500;
  std::uint64_t seed = 1;
  bool danish = false;
  bool force = false;   ///< replace tables that stand in the folder
  bool meters = false;  ///< meters, readings, degree_days and weather too
  int year = 2024;      ///< of the readings
  bool has_faults = false;
  std::string faults;  ///< share of rows with a planted fault; empty: 0.02
};

struct ArchetypesOptions {
  std::filesystem::path folder;
  bool danish = false;  ///< semicolons and decimal commas
};

struct CheckOptions {
  std::filesystem::path portfolio;  ///< folder of tables, buildings CSV file, study or detailed building (.toml)
  std::vector<std::string> only;    ///< codes, severities or tables of the findings to list; empty: all
  std::string by;                   ///< "administration" groups the findings; empty: no groups
  bool origin = false;              ///< what the heated area rests on
  std::filesystem::path against;    ///< an earlier delivery; empty: none
  bool carry_forward = false;       ///< take over its overrides, locks and links
  int limit = -1;                   ///< findings listed of each code; 0: all; below: as many as matter
  std::filesystem::path xlsx;       ///< list as a workbook; empty: none
  bool force = false;               ///< replace that workbook
  std::filesystem::path truth;      ///< the planted faults of a synthetic city; empty: none
  bool json = false;
};

struct LinksOptions {
  std::filesystem::path portfolio;
  std::filesystem::path out;  ///< links.xlsx or .csv; empty: none
  bool force = false;         ///< replace a file whose decisions were not read
  bool json = false;
};

struct ReconcileCommandOptions {
  std::filesystem::path portfolio;
  std::string weather = "reference-year";                                ///< or an EPW file
  int year = 0;                                                          ///< metered year; 0: all
  double normal_degree_days = std::numeric_limits<double>::quiet_NaN();  ///< NaN: the table's, else the weather's
  std::string by = "total";
  std::filesystem::path out;  ///< .xlsx or .csv; empty: none
  bool force = false;
  bool json = false;
  int threads = 0;
};

struct ScreenOptions {
  std::filesystem::path portfolio;
  std::string weather = "reference-year";  ///< or an EPW file
  std::string by = "property";             ///< or "lease": whose red list is printed
  int draws = -1;                          ///< of rank certainty; below 0: as the settings say
  int limit = 20;                          ///< of the red list on the screen; 0: all
  std::filesystem::path out;               ///< .xlsx; empty: none
  std::filesystem::path map;               ///< .gpkg or .geojson; empty: none
  bool force = false;
  bool json = false;
  int threads = 0;
};

struct RunCommandOptions {
  std::filesystem::path study;
  std::filesystem::path out;
  int threads = 0;
  std::string only;
  std::string sample;  ///< how many buildings; empty: all
  std::uint64_t seed = 1;
  std::vector<std::string> hourly;
  bool resume = false;
  std::filesystem::path reuse;
  bool dry_run = false;
  bool reproducible = false;
  std::string command_line;
};

struct UncertaintyOptions {
  std::filesystem::path study;
  std::filesystem::path out;
  int draws = 0;  ///< 0: the study's
  int threads = 0;
  std::string only;
  std::vector<std::string> scenarios;  ///< empty: all
  bool resume = false;
  bool reproducible = false;
  bool json = false;
  std::string command_line;
};

struct CompareOptions {
  std::filesystem::path results;
  std::vector<std::string> scenarios;  ///< empty: all
  std::string to = "baseline";
  std::string by = "total";
  bool json = false;
  std::filesystem::path csv;
};

struct ExplainOptions {
  std::filesystem::path results;
  std::string scenario;
  std::string building;  ///< empty: the whole portfolio
  std::string to = "baseline";
  std::string by = "total";
  bool json = false;
  std::filesystem::path csv;
};

struct RenderCommandOptions {
  std::filesystem::path results;
  std::filesystem::path out;
  std::string variable = "heat_kwh_m2";
  std::string scenario = "baseline";
  bool difference = false;
  int width_px = 1600;
  int height_px = 1000;
  std::vector<std::string> arguments;  ///< the whole command line, to start again on a virtual display
};

struct ViewCommandOptions {
  std::filesystem::path results;
  std::string variable = "heat_kwh_m2";
  std::string scenario = "baseline";
  bool difference = false;
};

struct ExportOptions {
  std::filesystem::path results;
  std::filesystem::path csv;
  std::filesystem::path paraview;
};

struct ReportCommandOptions {
  std::filesystem::path results;
  std::filesystem::path xlsx;  ///< empty: none
  std::filesystem::path html;
  std::filesystem::path csv;          ///< folder
  std::filesystem::path uncertainty;  ///< file of draws; empty: none
  std::string language = "da";
  std::vector<std::string> scenarios;  ///< empty: all
  bool force = false;
};

struct SimulateOptions {
  std::filesystem::path building;
  std::string weather;        ///< EPW file or "reference-year"; empty: what the building file names
  std::filesystem::path out;  ///< hourly table (CSV); empty: none
  bool json = false;
};

struct ValidateOptions {
  std::string suite;
  std::filesystem::path data;
  std::filesystem::path out;  ///< page (.md), table (.csv) or folder, by suite; empty: none
  std::string model = "detailed";
  int threads = 0;
  bool json = false;
};

struct BenchOptions {
  int buildings = 3500;
  int threads = 0;
  std::string isa;  ///< empty: the machine's best
  bool json = false;
};

struct SchemaOptions {
  std::string topic;
};

ExitCode run_init(const InitOptions& options, const Console& console);
ExitCode run_synth(const SynthOptions& options, const Console& console);
ExitCode run_archetypes(const ArchetypesOptions& options, const Console& console);
ExitCode run_check(const CheckOptions& options, const Console& console);
ExitCode run_links(const LinksOptions& options, const Console& console);
ExitCode run_screen(const ScreenOptions& options, const Console& console);
ExitCode run_reconcile(const ReconcileCommandOptions& options, const Console& console);
ExitCode run_run(const RunCommandOptions& options, const Console& console);
ExitCode run_uncertainty(const UncertaintyOptions& options, const Console& console);
ExitCode run_compare(const CompareOptions& options, const Console& console);
ExitCode run_explain(const ExplainOptions& options, const Console& console);
ExitCode run_render(const RenderCommandOptions& options, const Console& console);
ExitCode run_view(const ViewCommandOptions& options, const Console& console);
ExitCode run_export(const ExportOptions& options, const Console& console);
ExitCode run_report(const ReportCommandOptions& options, const Console& console);
ExitCode run_simulate(const SimulateOptions& options, const Console& console);
ExitCode run_validate(const ValidateOptions& options, const Console& console);
ExitCode run_bench(const BenchOptions& options, const Console& console);
ExitCode run_schema(const SchemaOptions& options, const Console& console);
ExitCode run_doctor(const Console& console);

}  // namespace tvilling::cli
