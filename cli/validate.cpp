// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"
#include "core/io/file.hpp"
#include "core/io/json_writer.hpp"
#include "core/suggest.hpp"
#include "scenarios/validation/bestest.hpp"
#include "scenarios/validation/iso52016.hpp"
#include "scenarios/validation/report.hpp"
#include "scenarios/validation/twinhouse.hpp"
#include "scenarios/validation/vdi6007.hpp"

namespace tvilling::cli {

namespace {

using scenarios::ValidationReport;
using scenarios::ValidationRow;

constexpr std::array<std::string_view, 4> kSuites{"bestest", "vdi6007", "iso52016", "twinhouse"};

std::string report_text(const ValidationReport& report) {
  Table table;
  table.column("case", {}, Table::Align::left);
  table.column("quantity", {}, Table::Align::left);
  table.column("unit", {}, Table::Align::left);
  table.column("computed");
  table.column("lowest");
  table.column("highest");
  table.column("verdict", {}, Table::Align::left);
  table.column("reference", {}, Table::Align::left);
  for (const ValidationRow& row : report.rows) {
    const auto number = [&row](double value) { return scenarios::validation_number(value, row.unit); };
    table.row({row.case_id, row.quantity, row.unit, number(row.computed), row.lower ? number(*row.lower) : "",
               row.upper ? number(*row.upper) : "", std::string(to_string(row.verdict)), row.reference});
  }
  std::string text = fmt::format("{}\nmodel: {}\n\n{}\n", report.title, report.model, table.text());
  for (const std::string& note : report.notes) text += note + "\n";
  text +=
      fmt::format("{} pass, {} fail\n", report.count(ValidationRow::Verdict::pass), report.count(ValidationRow::Verdict::fail));
  return text;
}

/// Appends "checks": every row that has something to be held against, with its verdict.
void append_checks(const ValidationReport& report, core::JsonWriter& json) {
  json.key("checks").begin_array();
  for (const ValidationRow& row : report.rows) {
    if (!row.lower && !row.upper && row.reference.empty()) continue;
    json.begin_object().key("case").text(row.case_id).key("quantity").text(row.quantity).key("unit").text(row.unit);
    json.key("computed").number(row.computed);
    if (row.lower) json.key("lowest").number(*row.lower);
    if (row.upper) json.key("highest").number(*row.upper);
    json.key("reference").text(row.reference).key("verdict").text(to_string(row.verdict)).end_object();
  }
  json.end_array();
}

void write_output(const std::filesystem::path& file, const std::string& text, const Console& console) {
  core::write_file_atomic(file, text);
  console.note(fmt::format("wrote {}", file.string()));
}

void give(const ValidateOptions& options, const ValidationReport& report, core::JsonWriter& json, const Console& console) {
  if (options.out.extension() == ".md") write_output(options.out, scenarios::validation_markdown(report), console);
  if (!options.json) {
    print_data(report_text(report));
    return;
  }
  append_checks(report, json);
  print_data(json.end_object().str() + "\n");
}

void validate_bestest(const ValidateOptions& options, const core::RunContext& context, const Console& console) {
  const scenarios::ValidationModel model =
      options.model == "city" ? scenarios::ValidationModel::city : scenarios::ValidationModel::detailed;
  const scenarios::BestestRun run = scenarios::run_bestest(options.data, model, context);
  core::JsonWriter json;
  json.begin_object().key("suite").text("bestest").key("cases").begin_object();
  for (const scenarios::BestestCase& c : run.cases) {
    json.key(c.id).begin_object();
    if (c.free_float) {
      json.key("t_max_c").number(c.t_max_degc).key("t_min_c").number(c.t_min_degc).key("t_mean_c").number(c.t_mean_degc);
    } else {
      json.key("heating_mwh").number(c.heating_mwh).key("cooling_mwh").number(c.cooling_mwh);
      json.key("peak_heating_kw").number(c.peak_heating_kw).key("peak_cooling_kw").number(c.peak_cooling_kw);
    }
    json.end_object();
  }
  json.end_object();
  give(options, scenarios::report_bestest(options.data, run, model), json, console);
}

void validate_iso52016(const ValidateOptions& options, const core::RunContext& context, const Console& console) {
  const std::vector<scenarios::Iso52016Case> cases = scenarios::run_iso52016(options.data, context);
  core::JsonWriter json;
  json.begin_object().key("suite").text("iso52016").key("cases").begin_object();
  for (const scenarios::Iso52016Case& c : cases) {
    json.key(c.id).begin_object();
    if (c.free_float) {
      json.key("operative_c").begin_object().key("min").number(c.operative_min_degc).key("max").number(c.operative_max_degc);
      json.key("mean").number(c.operative_mean_degc).end_object();
    } else {
      json.key("heating_kwh").number(c.heating_kwh).key("cooling_kwh").number(c.cooling_kwh);
    }
    json.end_object();
  }
  json.end_object();
  give(options, scenarios::report_iso52016(options.data, cases), json, console);
}

void validate_vdi6007(const ValidateOptions& options, const Console& console) {
  const std::vector<scenarios::Vdi6007Row> rows = scenarios::run_vdi6007(options.data);
  if (options.out.extension() == ".csv") write_output(options.out, scenarios::vdi6007_csv(rows), console);
  core::JsonWriter json;
  json.begin_object().key("suite").text("vdi6007").key("rows").begin_array();
  for (const scenarios::Vdi6007Row& row : rows) {
    json.begin_object().key("case").text(row.case_id).key("series").text(row.series);
    json.key("time_s").number(row.time_s).key("value").number(row.value).end_object();
  }
  json.end_array();
  give(options, scenarios::report_vdi6007(options.data, rows), json, console);
}

void validate_twinhouse(const ValidateOptions& options, const core::RunContext& context, const Console& console) {
  const std::vector<scenarios::TwinhouseRun> runs = scenarios::run_twinhouse(options.data, context);
  if (!options.out.empty() && options.out.extension() != ".md") {
    std::error_code error;
    std::filesystem::create_directories(options.out, error);
    if (error)
      throw core::Error(core::ErrorKind::io,
                        fmt::format("{}: cannot make this folder: {}", options.out.string(), error.message()));
    for (const scenarios::TwinhouseRun& run : runs) {
      if (!run.variant.empty()) continue;
      write_output(options.out / ("twinhouse_" + run.id + "_predicted.csv"), scenarios::twinhouse_csv(run), console);
    }
  }
  core::JsonWriter json;
  json.begin_object().key("suite").text("twinhouse");
  give(options, scenarios::report_twinhouse(runs), json, console);
}

/// What may be written, said before anything is computed: a page; for vdi6007 a table, for twinhouse a folder too.
void refuse_bad_output(const ValidateOptions& options) {
  if (options.out.empty()) return;
  refuse_inside(options.data, options.out);
  refuse_inside(options.data / ".." / "weather", options.out);
  const std::string ending = options.out.extension().string();
  const bool table = options.suite == "vdi6007" && ending == ".csv";
  const bool folder = options.suite == "twinhouse" && ending.empty();
  if (ending == ".md" || table || folder) return;
  const std::string_view also = options.suite == "vdi6007"     ? " or a table (.csv)"
                                : options.suite == "twinhouse" ? " or a folder"
                                                               : "";
  throw core::Error(core::ErrorKind::wrong_usage,
                    fmt::format("-o {}: {} writes a page (.md){}", options.out.string(), options.suite, also));
}

}  // namespace

ExitCode run_validate(const ValidateOptions& options, const Console& console) {
  if (options.model != "detailed" && options.model != "city") {
    constexpr std::array<std::string_view, 2> kModels{"detailed", "city"};
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--model \"{}\": no such model", options.model), {},
                      core::did_you_mean(options.model, kModels));
  }
  if (options.model == "city" && options.suite != "bestest") {
    throw core::Error(core::ErrorKind::wrong_usage, "--model city goes with the suite bestest only");
  }
  if (std::find(kSuites.begin(), kSuites.end(), options.suite) == kSuites.end()) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("no suite \"{}\"", options.suite), {},
                      core::did_you_mean(options.suite, kSuites));
  }
  refuse_bad_threads(options.threads);
  refuse_bad_output(options);
  const InterruptGuard interrupt;
  core::RunContext context;
  context.threads = options.threads;
  context.stop = interrupt.token();
  if (options.suite == "bestest") validate_bestest(options, context, console);
  if (options.suite == "vdi6007") validate_vdi6007(options, console);
  if (options.suite == "iso52016") validate_iso52016(options, context, console);
  if (options.suite == "twinhouse") validate_twinhouse(options, context, console);
  return ExitCode::done;
}

}  // namespace tvilling::cli
