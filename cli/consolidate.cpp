// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/consolidate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <system_error>

#include "cli/consolidate_options.hpp"
#include "cli/consolidate_report.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/study_inputs.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"
#include "core/io/file.hpp"
#include "scenarios/consolidation/proposal.hpp"
#include "scenarios/report/report_words.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

void refuse_output(const ConsolidateOptions& options, const fs::path& out, std::initializer_list<std::string_view> endings) {
  if (out.empty()) return;
  if (std::ranges::find(endings, out.extension().string()) == endings.end()) {
    refuse_usage(fmt::format("{} ends not with {}", out.string(), fmt::join(endings, " or ")), "Give it that ending.");
  }
  refuse_same_file(options.study, out);
  if (!options.from.empty()) refuse_same_file(options.from, out);
  refuse_unwritable_place(out);
  std::error_code ignored;
  if (fs::exists(out, ignored) && !options.force) {
    refuse_usage(fmt::format("the output {} is there already", out.string()), "Name another file, or replace it with --force.");
  }
}

void refuse_contradictions(const ConsolidateOptions& options) {
  refuse_bad_threads(options.threads);
  if (!(options.seconds > 0.0) || !std::isfinite(options.seconds)) {
    refuse_usage(fmt::format("--seconds {} is not above 0", options.seconds), "60 are enough for some hundred units.");
  }
  if (options.from.empty() != options.keep.empty()) {
    refuse_usage(options.keep.empty() ? "what of the plan shall be kept?" : "which plan shall be changed?",
                 "Write --from PLAN.json --keep ID; `tvilling consolidate STUDY -o PLAN.json` writes the plan.");
  }
  if (!options.from.empty() && (!options.out.empty() || !options.proposal.empty())) {
    refuse_usage("--from tells one page and writes no files", "Leave out -o and --proposal; --json prints all of it.");
  }
  (void)scenarios::report::language_of(options.language);
  refuse_output(options, options.out, {".xlsx", ".json"});
  refuse_output(options, options.proposal, {".html"});
}

/// Notes what was found while planning, but for what breaks limits of the plan: the page says that first.
core::Findings tell(const core::Findings& findings, const Console& console) {
  core::throw_if_stopped(findings);
  core::Findings of_plan;
  core::Findings rest;
  for (const core::Finding& finding : findings.list) {
    (scenarios::is_of_plan(finding) ? of_plan : rest).add(finding);
  }
  if (!rest.list.empty()) note_findings(console, rest);
  return of_plan;
}

void write_files(const scenarios::ProposalInputs& report, const ConsolidateOptions& options, const Console& console) {
  const scenarios::report::Words words(scenarios::report::language_of(options.language));
  if (options.out.extension() == ".json") core::write_file_atomic(options.out, scenarios::plan_json(report));
  if (options.out.extension() == ".xlsx") scenarios::write_plan_workbook(report, options.out, words);
  if (!options.out.empty()) console.note(fmt::format("wrote {}", options.out.string()));
  if (options.proposal.empty()) return;
  core::write_file_atomic(options.proposal, scenarios::proposal_page(report, words));
  console.note(fmt::format("wrote {}", options.proposal.string()));
}

scenarios::ConsolidateSettings settings_of(const ConsolidateOptions& options) {
  return {.seconds = options.seconds, .seed = options.seed, .reproducible = options.reproducible};
}

ExitCode keep_run(const ConsolidateOptions& options, const StudyInputs& inputs, const models::Overrides& overrides,
                  const Console& console) {
  constexpr double kKeepSeconds = 15.0;  // the answer is wanted at once
  scenarios::ConsolidateSettings settings = settings_of(options);
  settings.seconds = std::min(settings.seconds, kKeepSeconds);
  core::Findings findings;
  std::optional<scenarios::KeptPlan> kept;
  with_progress(options.threads, console, "Nothing was written.", [&](const core::RunContext& context) {
    kept = scenarios::keep_on_top({&inputs.study, &inputs.portfolio, &inputs.weather}, overrides, options.from, options.keep,
                                  settings, context, findings);
  });
  scenarios::KeptInputs report{&inputs.study, &inputs.portfolio, nullptr, tell(findings, console)};
  if (!kept) throw core::Error(core::ErrorKind::internal, "no plan and no reason");
  report.result = &*kept;
  print_data(options.json ? scenarios::kept_plan_json(report) : keep_text(report));
  return ExitCode::done;
}

}  // namespace

ExitCode run_consolidate(const ConsolidateOptions& options, const Console& console) {
  refuse_contradictions(options);
  const StudyInputs inputs = read_study_inputs(options.study, console);
  for (const fs::path& in : inputs.read) {
    if (!options.out.empty()) refuse_same_file(in, options.out);
    if (!options.proposal.empty()) refuse_same_file(in, options.proposal);
  }
  core::Findings ignored;  // told when the study was read
  const models::Overrides overrides = models::read_overrides(inputs.study.portfolio, ignored);
  if (!options.from.empty()) return keep_run(options, inputs, overrides, console);
  core::Findings findings;
  std::optional<scenarios::Consolidation> result;
  const auto first = [&console](const scenarios::FoundPlan& plan, double today) {
    console.note(fmt::format("a first plan saves {} DKK a year", group_thousands(today - plan.cost.objective_dkk_per_year, 0)));
  };
  with_progress(options.threads, console, "Nothing was written.", [&](core::RunContext context) {
    context.log = [&console](std::string_view text) { console.note(text); };
    result = scenarios::consolidate({&inputs.study, &inputs.portfolio, &inputs.weather}, overrides, settings_of(options), context,
                                    findings, first);
  });
  scenarios::ProposalInputs report{&inputs.study, &inputs.portfolio, nullptr, tell(findings, console)};
  if (!result) throw core::Error(core::ErrorKind::internal, "no plan and no reason");
  report.result = &*result;
  write_files(report, options, console);
  print_data(options.json ? scenarios::plan_json(report) : consolidate_text(report));
  return ExitCode::done;
}

}  // namespace tvilling::cli
