// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "core/error.hpp"
#include "core/io/checksum.hpp"
#include "core/io/file.hpp"
#include "scenarios/report/html_page.hpp"
#include "scenarios/report/report_tables.hpp"
#include "scenarios/report/report_workbook.hpp"
#include "scenarios/results_seal.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;
using scenarios::report::Report;
using scenarios::report::Table;
using scenarios::report::Words;

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

void refuse_file(const ReportCommandOptions& options, const fs::path& out) {
  if (out.empty()) return;
  refuse_same_file(options.results, out);
  if (!options.uncertainty.empty()) refuse_same_file(options.uncertainty, out);
  std::error_code ignored;
  if (fs::exists(out, ignored) && !options.force) {
    refuse(fmt::format("{} is there already", out.string()), "Name another file, or replace it with --force.");
  }
  refuse_unwritable_place(out);
}

void refuse_ending(const fs::path& out, std::string_view ending) {
  if (out.empty() || out.extension() == ending) return;
  refuse(fmt::format("the output {} does not end in {}", out.string(), ending), fmt::format("Write report{}.", ending));
}

/// Before anything is written: a report is whole or not there.
void refuse_outputs(const ReportCommandOptions& options) {
  if (options.xlsx.empty() && options.html.empty() && options.csv.empty()) {
    refuse("a report as what?", "Add --xlsx report.xlsx, --html report.html or --csv FOLDER; more than one may be given.");
  }
  refuse_ending(options.xlsx, ".xlsx");
  refuse_ending(options.html, ".html");
  refuse_file(options, options.xlsx);
  refuse_file(options, options.html);
}

fs::path csv_file(const ReportCommandOptions& options, const Table& table) {
  return options.csv / (table.key + ".csv");
}

/// Tables of an earlier report that this one does not have: beside the new ones they would be taken for theirs.
std::vector<fs::path> stale_tables(const fs::path& folder, const std::vector<Table>& tables) {
  std::vector<fs::path> stale;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
    const std::string key = entry.path().stem().string();
    if (entry.path().extension() != ".csv" || !scenarios::report::is_table_key(key)) continue;
    const bool written = std::any_of(tables.begin(), tables.end(), [&key](const Table& table) { return table.key == key; });
    if (!written) stale.push_back(entry.path());
  }
  return stale;
}

void remove_stale(const ReportCommandOptions& options, const std::vector<Table>& tables, const Console& console) {
  for (const fs::path& file : stale_tables(options.csv, tables)) {
    std::error_code failure;
    fs::remove(file, failure);
    if (failure) {
      throw core::Error(core::ErrorKind::io,
                        fmt::format("cannot remove {} of an earlier report: {}", file.string(), failure.message()));
    }
    console.note(fmt::format("removed {}: of an earlier report, this one has no such table", file.string()));
  }
}

void write_tables(const ReportCommandOptions& options, const Report& report, const std::vector<Table>& tables, const Words& words,
                  const Console& console) {
  if (const auto stale = stale_tables(options.csv, tables); !stale.empty() && !options.force) {
    refuse(fmt::format("{} is there already", stale.front().string()),
           "Name another folder, or replace its tables with --force.");
  }
  for (const Table& table : tables) {
    const fs::path file = csv_file(options, table);
    refuse_same_file(options.results, file);
    std::error_code ignored;
    if (fs::exists(file, ignored) && !options.force) {
      refuse(fmt::format("{} is there already", file.string()), "Name another folder, or replace its tables with --force.");
    }
  }
  std::error_code failure;
  fs::create_directories(options.csv, failure);
  if (failure) {
    throw core::Error(core::ErrorKind::io, fmt::format("cannot make the folder {}: {}", options.csv.string(), failure.message()));
  }
  remove_stale(options, tables, console);
  const bool plain = words.language() == scenarios::report::Language::en;
  for (const Table& table : tables) {
    core::write_file_atomic(csv_file(options, table), table_csv(plain ? with_scenario_names(report, table) : table, words));
  }
}

Report read_report(const ReportCommandOptions& options) {
  scenarios::Results results = scenarios::read_results(options.results);
  scenarios::report::ReportOptions about;
  about.scenarios = options.scenarios;
  about.origins = scenarios::read_origins(options.results);
  if (!options.uncertainty.empty()) about.draws = scenarios::read_uncertainty(options.uncertainty);
  about.file_checksum = core::checksum_of_file(options.results, scenarios::kSealBytes).xxh3;
  return scenarios::report::make_report(std::move(results), std::move(about));
}

/// What a person should know who sends the report on.
void tell(const Report& report, const Console& console) {
  if (!report.has_economics) {
    console.warn("the result file has no economics: the report tells nothing of investment; run the study again");
  }
  if (!report.failures.empty()) {
    console.warn(fmt::format("{} results are missing (building and scenario); the report names them", report.failures.size()));
  }
}

}  // namespace

ExitCode run_report(const ReportCommandOptions& options, const Console& console) {
  const Words words(scenarios::report::language_of(options.language));
  refuse_outputs(options);
  const Report report = read_report(options);
  tell(report, console);
  const std::vector<Table> tables = report_tables(report, words);
  if (!options.csv.empty()) {
    write_tables(options, report, tables, words, console);
    console.note(fmt::format("wrote {} tables to {}", tables.size(), options.csv.string()));
  }
  if (!options.xlsx.empty()) {
    scenarios::report::write_workbook(options.xlsx, tables, words);
    console.note(fmt::format("wrote {}", options.xlsx.string()));
  }
  if (!options.html.empty()) {
    core::write_file_atomic(options.html, scenarios::report::html_page(report, words));
    console.note(fmt::format("wrote {}", options.html.string()));
  }
  return ExitCode::done;
}

}  // namespace tvilling::cli
