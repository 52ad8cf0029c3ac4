// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "cli/check_report.hpp"
#include "cli/check_truth.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "core/findings.hpp"
#include "core/io/file.hpp"
#include "models/fabric/check_fabric.hpp"
#include "models/preflight/overrides.hpp"
#include "models/preflight/preflight.hpp"
#include "models/preflight/preflight_codes.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/screening/screening_settings.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message, const std::string& hint) {
  throw core::Error(core::ErrorKind::wrong_usage, message, {}, hint);
}

Checked check_portfolio(const fs::path& path, const CheckOptions& options, core::Findings& findings) {
  models::Preflight preflight = models::preflight(path, findings, {options.against});
  Checked checked{preflight.portfolio.buildings.size(), preflight.portfolio.inputs, {}, {}};
  checked.preflight = std::move(preflight);
  (void)scenarios::read_screening(path, findings);
  return checked;
}

/// All that a run of the study would read. Without a study that can be read, nobody knows its portfolio.
Checked check_study(const fs::path& path, const CheckOptions& options, core::Findings& findings) {
  const scenarios::Study study = scenarios::read_study(path, findings);
  if (findings.stops()) return {};
  Checked checked = check_portfolio(study.portfolio, options, findings);
  (void)scenarios::load_weather(study.weather, findings);
  if (!findings.stops()) scenarios::check_measures(study, checked.preflight->portfolio, findings);
  if (!findings.stops() && study.consolidation.is_given) {
    const models::Overrides& overrides = checked.preflight->overrides;
    (void)scenarios::make_case(study, checked.preflight->portfolio, overrides, findings);
    models::set_aside_here(overrides, findings);
  }
  return checked;
}

Checked check(const CheckOptions& options, core::Findings& findings) {
  const fs::path& path = options.portfolio;
  if (path.extension() != ".toml") return check_portfolio(path, options, findings);
  if (!models::is_fabric_file(path)) return check_study(path, options, findings);
  const bool asks_portfolio = options.origin || !options.against.empty() || !options.by.empty();
  if (asks_portfolio) {
    refuse(fmt::format("{} is a detailed building: --origin, --against and --by look at a portfolio", path.string()),
           "Name a folder of tables, a buildings CSV file, or a study.");
  }
  models::check_fabric(path, findings);
  return {1, {}, {}, {}};
}

std::string today() {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

/// The path of the portfolio itself: that of a study's, for a study.
fs::path portfolio_path(const CheckOptions& options) {
  if (options.portfolio.extension() != ".toml" || models::is_fabric_file(options.portfolio)) return options.portfolio;
  core::Findings ignored;  // told by the check
  return scenarios::read_study(options.portfolio, ignored).portfolio;
}

/// Nothing of the user's is replaced by the list of findings.
void refuse_workbook(const CheckOptions& options, const fs::path& out) {
  if (out.extension() != ".xlsx") refuse(fmt::format("--xlsx {}: the name does not end in .xlsx", out.string()), "");
  std::error_code ignored;
  for (const fs::path& in : {options.portfolio, portfolio_path(options), options.against}) {
    if (in.empty()) continue;
    refuse_same_file(in, out);
    if (fs::is_directory(in, ignored)) refuse_inside(in, out);
  }
  if (options.force || !fs::exists(out, ignored)) return;
  refuse(fmt::format("the workbook {} is there already", out.string()), "Name another one, or replace it with --force.");
}

void refuse_contradictions(const CheckOptions& options) {
  if (!options.by.empty() && options.by != "administration") {
    refuse(fmt::format("--by \"{}\" is not known", options.by), "Findings are grouped with --by administration.");
  }
  if (options.carry_forward && options.against.empty()) {
    refuse("--carry-forward needs the earlier delivery", "Name it with --against OLD.");
  }
  if (!options.xlsx.empty()) refuse_workbook(options, options.xlsx);
}

/// Rows that stop are there and look gone: what people wrote about them would be lost.
void refuse_while_stopped(const CheckOptions& options, const core::Findings& findings) {
  const bool old_stops = std::any_of(findings.list.begin(), findings.list.end(), [](const core::Finding& finding) {
    return finding.code == models::preflight_code::kOldDelivery.code;
  });
  if (!findings.stops() && !old_stops) return;
  const fs::path& path = findings.stops() ? options.portfolio : options.against;
  refuse(fmt::format("nothing was carried forward: something in {} stops", path.string()),
         fmt::format("Mend what `tvilling check {}` says, then carry forward.", quoted_for_shell(path.string())));
}

}  // namespace

ExitCode run_check(const CheckOptions& options, const Console& console) {
  refuse_contradictions(options);
  const FindingFilter filter(options.only);
  core::Findings findings;
  Checked checked = check(options, findings);
  if (options.carry_forward) refuse_while_stopped(options, findings);
  if (options.carry_forward && checked.preflight && checked.preflight->before) {
    const models::Preflight& preflight = *checked.preflight;
    checked.carried = models::carry_forward({options.against, *preflight.before}, {portfolio_path(options), preflight.portfolio},
                                            today(), findings);
  }
  const CheckReport report{options, checked, findings, filter};
  if (!options.xlsx.empty()) {
    write_check_workbook(report, options.xlsx);
    console.note(fmt::format("wrote {}", options.xlsx.string()));
  }
  if (!options.truth.empty()) {
    const std::vector<models::PlantedFault> faults = models::read_faults(options.truth);
    const TruthScore score = score_truth(findings, faults);
    print_data(options.json ? truth_json(score) : truth_text(score));
    return findings.stops() ? ExitCode::bad_input : ExitCode::done;
  }
  print_data(options.json ? check_json(report) : check_text(report));
  return findings.stops() ? ExitCode::bad_input : ExitCode::done;
}

}  // namespace tvilling::cli
