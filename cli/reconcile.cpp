// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/reconcile_report.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/reconcile_inputs.hpp"

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

}  // namespace

ExitCode run_reconcile(const ReconcileCommandOptions& options, const Console& console) {
  refuse_contradictions(options);
  const InterruptGuard interrupt;  // before the first threads start
  core::Findings findings;
  core::RunContext context;
  context.threads = options.threads;
  context.stop = interrupt.token();
  std::optional<scenarios::ReconcileInputs> inputs =
      scenarios::reconcile_inputs(options.portfolio, {options.weather, options.year}, context, findings);
  if (!inputs) {
    core::throw_if_stopped(findings);
    throw core::Error(core::ErrorKind::internal, "reconcile: nothing was read and nothing stops");
  }
  note_findings(console, findings);
  ReconcileReport report{options, {}, {}, {}, {}, inputs->weather, {}, {}};
  for (const scenarios::MeasuredBaseline& year : inputs->measured) report.measured_years.push_back(year.year);
  report.reconciliation = scenarios::reconcile(inputs->view(), {options.year, options.normal_degree_days}, report.findings);
  report.baseline = scenarios::reconciled_baseline(report.reconciliation, inputs->baseline);
  report.metering = std::move(inputs->metering);
  report.portfolio = scenarios::withhold_protected(std::move(inputs->portfolio));
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
