// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/reconcile_report.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "models/metering/measured_weather.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/protected_address.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

void refuse_output(const ReconcileCommandOptions& options) {
  const fs::path& out = options.out;
  if (out.extension() != ".xlsx" && out.extension() != ".csv") {
    refuse(fmt::format("the output {} is neither .xlsx nor .csv", out.string()), "Write -o reconciled.xlsx.");
  }
  std::error_code ignored;
  refuse_same_file(options.portfolio, out);
  if (fs::is_directory(options.portfolio, ignored)) refuse_inside(options.portfolio, out);
  if (fs::exists(out, ignored) && !options.force) {
    refuse(fmt::format("the output {} is there already", out.string()), "Name another file, or replace it with --force.");
  }
}

void refuse_contradictions(const ReconcileCommandOptions& options) {
  refuse_bad_threads(options.threads);
  if (std::find(kReconcileGroups.begin(), kReconcileGroups.end(), options.by) == kReconcileGroups.end()) {
    refuse(fmt::format("--by \"{}\" is not a way to group", options.by), core::did_you_mean(options.by, kReconcileGroups));
  }
  if (!options.out.empty()) refuse_output(options);
}

/// The metered years that are measured as weather too, simulated with it.
std::vector<scenarios::MeasuredBaseline> measured_baselines(const ReconcileReport& report, const models::MeasuredWeather& weather,
                                                            const std::vector<models::DegreeDays>& degree_days,
                                                            const core::RunContext& context, core::Findings& findings) {
  std::set<int> years;
  for (const models::MeteredUse& use : report.metering.uses) {
    const bool asked = report.options.year == 0 || use.year == report.options.year;
    const bool whole = std::any_of(degree_days.begin(), degree_days.end(),
                                   [&use](const models::DegreeDays& days) { return days.year == use.year && days.month == 0; });
    if (asked && whole) years.insert(use.year);
  }
  std::vector<scenarios::MeasuredBaseline> measured;
  for (const int year : years) {
    const std::optional<models::Weather> hours = models::measured_year(weather, year, models::copenhagen(), findings);
    if (hours) measured.push_back({year, scenarios::simulate_baseline(report.portfolio, *hours, year, context)});
  }
  return measured;
}

/// Reads all tables; what stops in them stops here.
ReconcileReport read_inputs(const ReconcileCommandOptions& options, const models::PortfolioSource& source,
                            core::Findings& findings) {
  ReconcileReport report{options, models::read_portfolio(source, findings), {}, {}, {}, {}, {}, {}};
  report.metering = models::read_metering(source, report.portfolio, findings);
  core::throw_if_stopped(findings);
  models::fill_portfolio(report.portfolio, findings);
  for (const models::InputFile& input : report.metering.inputs) report.portfolio.inputs.push_back(input);
  core::throw_if_stopped(findings);
  return report;
}

}  // namespace

ExitCode run_reconcile(const ReconcileCommandOptions& options, const Console& console) {
  refuse_contradictions(options);
  const InterruptGuard interrupt;  // before the first threads start
  core::Findings findings;
  const models::PortfolioSource source(options.portfolio, findings);
  ReconcileReport report = read_inputs(options, source, findings);
  const models::Weather weather = scenarios::load_weather(options.weather, findings);
  const models::MeasuredWeather measured_weather = models::read_measured_weather(source, findings);
  if (!measured_weather.source.empty()) report.portfolio.inputs.push_back(measured_weather.input);
  core::throw_if_stopped(findings);
  report.weather = weather.source;

  core::RunContext context;
  context.threads = options.threads;
  context.stop = interrupt.token();
  const scenarios::SimulatedYear baseline = scenarios::simulate_baseline(report.portfolio, weather, kReconcileBaseYear, context);
  const std::vector<models::DegreeDays> degree_days = models::degree_days_of(measured_weather);
  const std::vector<scenarios::MeasuredBaseline> measured =
      measured_baselines(report, measured_weather, degree_days, context, findings);
  for (const scenarios::MeasuredBaseline& year : measured) report.measured_years.push_back(year.year);

  note_findings(console, findings);
  report.reconciliation = scenarios::reconcile(
      {report.portfolio, report.metering, baseline, measured, scenarios::degree_days_of_simulated(weather), degree_days},
      {options.year, options.normal_degree_days}, report.findings);
  report.baseline = scenarios::reconciled_baseline(report.reconciliation, baseline);
  report.portfolio = scenarios::withhold_protected(std::move(report.portfolio));
  if (!options.out.empty()) {
    if (options.out.extension() == ".xlsx") {
      write_reconcile_workbook(report, options.out);
    } else {
      core::write_file_atomic(options.out, reconcile_csv(report));
    }
    console.note(fmt::format("wrote {}", options.out.string()));
  }
  print_data(options.json ? reconcile_json(report) : reconcile_text(report));
  const std::vector<scenarios::ReconciledUse>& rows = report.reconciliation.rows;
  const bool failed = std::any_of(rows.begin(), rows.end(), [](const scenarios::ReconciledUse& row) {
    return row.comparable == scenarios::Comparable::not_simulated;
  });
  return failed ? ExitCode::some_failed : ExitCode::done;
}

}  // namespace tvilling::cli
