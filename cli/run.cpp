// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/comparison_table.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/plan.hpp"
#include "cli/progress.hpp"
#include "cli/study_inputs.hpp"
#include "cli/table.hpp"
#include "core/suggest.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/batch_estimate.hpp"
#include "scenarios/premises/premises_steps.hpp"
#include "scenarios/reconcile_inputs.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/reuse.hpp"
#include "scenarios/study.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;

std::vector<models::Hourly> hourly_variables(const std::vector<std::string>& names) {
  std::array<std::string_view, models::kHourlyCount> known{};
  for (std::size_t v = 0; v < known.size(); ++v) known[v] = models::kHourlyVariables[v].name;
  std::vector<models::Hourly> chosen;
  for (std::size_t v = 0; v < known.size(); ++v) {
    if (std::find(names.begin(), names.end(), known[v]) != names.end()) chosen.push_back(static_cast<models::Hourly>(v));
  }
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--hourly \"{}\" is not an hourly variable", name), {},
                      core::did_you_mean(name, known));
  }
  return chosen;
}

/// What --sample asks for, of so many buildings: a number of them or a share in percent.
std::size_t sample_size(const std::string& text, std::size_t buildings) {
  if (text.empty()) return 0;
  const bool share = text.back() == '%';
  double value = 0.0;
  const char* end = text.data() + text.size() - (share ? 1 : 0);
  const auto read = std::from_chars(text.data(), end, value);
  const bool sound =
      read.ec == std::errc() && read.ptr == end && value > 0.0 && (share ? value <= 100.0 : value == std::floor(value));
  if (!sound || value > 1e9) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--sample \"{}\" is no number of buildings", text), {},
                      "Give a number, e.g. --sample 20, or a share, e.g. --sample 10%.");
  }
  if (!share) return static_cast<std::size_t>(value);
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(value / 100.0 * static_cast<double>(buildings))));
}

/// The speed is measured: some buildings are simulated and forgotten.
void note_estimate(const StudyInputs& inputs, const models::Portfolio& part, const scenarios::RunOptions& run,
                   const RunCommandOptions& options, const Console& console) {
  core::RunContext context;
  context.threads = options.threads;
  const std::size_t metered_years = scenarios::most_metered_years(inputs.study);
  const scenarios::RunEstimate e = scenarios::estimate_run(inputs.study, part, inputs.weather, run, metered_years, context);
  const auto count = [](std::size_t n) { return group_thousands(static_cast<double>(n), 0); };
  console.note(fmt::format("{} building-years, of which {}{} are simulated (the others are equal to one of them)",
                           count(e.building_years), e.at_most ? "at most " : "", count(e.simulated)));
  if (e.repeated > 0)
    console.note(fmt::format("{} of these are unchanged buildings, simulated again for the city's hours", count(e.repeated)));
  if (e.metered > 0) console.note(fmt::format("{} of these are held against meters", count(e.metered)));
  console.note(fmt::format("about {:.0f} s at {} building-years per second here, and the writing of {} MB",
                           std::ceil(e.simulate_s), group_thousands(e.per_second, 0),
                           group_thousands(static_cast<double>(e.bytes) / 1e6, 0)));
}

void note_plan(const StudyInputs& inputs, std::size_t buildings, const RunCommandOptions& options, const Console& console) {
  const std::size_t scenarios = inputs.study.scenarios.size();
  console.note(
      fmt::format("{}: {} scenarios x {} buildings, weather {}", inputs.study.name, scenarios, buildings, inputs.weather.source));
  if (options.hourly.empty()) return;
  const double mb =
      static_cast<double>(scenarios * buildings * options.hourly.size()) * core::kHoursPerYear * sizeof(double) / 1e6;
  console.note(fmt::format("hourly series per building take {} MB", group_thousands(mb, 0)));
}

void refuse_bad_output(const StudyInputs& inputs, const RunCommandOptions& options) {
  std::vector<fs::path> read = inputs.read;
  if (!options.reuse.empty()) read.emplace_back(options.reuse);
  for (const fs::path& in : read) {
    refuse_same_file(in, options.out);
    refuse_same_file(in, options.out.string() + ".partial");
  }
  refuse_foreign_file(options.out);
  scenarios::refuse_other_kind(options.out, scenarios::kResultsFileType);
}

void list_failures(const scenarios::RunSummary& summary, const Console& console) {
  for (const scenarios::Failure& failure : summary.failures) {
    console.warn(fmt::format("{}, building {}: {}", failure.scenario, failure.building_id, failure.message));
  }
  if (summary.failed > summary.failures.size()) {
    console.warn(fmt::format("... and {} more; /status in the result file names all", summary.failed - summary.failures.size()));
  }
}

/// The command that goes on, ready to be pasted.
std::string resume_command(const RunCommandOptions& options) {
  std::string text = fmt::format("tvilling run {} -o {} --resume", quoted_for_shell(options.study.string()),
                                 quoted_for_shell(options.out.string()));
  if (!options.only.empty()) text += fmt::format(" --only {}", quoted_for_shell(options.only));
  if (!options.sample.empty()) text += fmt::format(" --sample {} --seed {}", options.sample, options.seed);
  if (!options.hourly.empty()) text += fmt::format(" --hourly {}", fmt::join(options.hourly, ","));
  if (!options.reuse.empty()) text += fmt::format(" --reuse {}", quoted_for_shell(options.reuse.string()));
  if (options.threads > 0) text += fmt::format(" --threads {}", options.threads);
  if (options.reproducible) text += " --reproducible";
  return text;
}

std::string interrupted_hint(const StudyInputs& inputs, const RunCommandOptions& options) {
  const std::string partial = options.out.string() + ".partial";
  return fmt::format("{} of {} scenarios are kept in {} (they are kept in groups). Go on with:\n    {}",
                     scenarios::completed_scenarios(partial), inputs.study.scenarios.size(), partial, resume_command(options));
}

/// Findings that were not told already.
core::Findings news(core::Findings told, const core::Findings& findings) {
  core::Findings fresh;
  for (const core::Finding& finding : findings.list) {
    const std::size_t before = told.list.size();
    told.add_once(finding);
    if (told.list.size() > before) fresh.add(finding);
  }
  return fresh;
}

/// What the meters of the portfolio say of the baseline of the run's buildings.
std::optional<scenarios::ReconciledBaseline> read_meters(const StudyInputs& inputs, const models::Portfolio& part,
                                                         const RunCommandOptions& options, const Console& console) {
  std::error_code ignored;
  const bool begun = fs::exists(options.out.string() + ".partial", ignored);
  std::optional<scenarios::ReconciledBaseline> reconciled;
  core::Findings findings;
  with_progress(
      options.threads, console, begun ? interrupted_hint(inputs, options) : "Nothing was written yet.",
      [&](const core::RunContext& context) { reconciled = scenarios::reconciled_of(inputs.study, part, context, findings); });
  note_findings(console, news(inputs.told, findings));
  if (!reconciled) return reconciled;
  std::array<std::size_t, scenarios::kReconciledCarriers.size()> metered{};
  for (const auto& building : reconciled->factors) {
    for (std::size_t c = 0; c < metered.size(); ++c) metered.at(c) += building.at(c).year > 0 ? 1 : 0;
  }
  console.note(fmt::format("meters: the baseline of {} buildings is metered for heat, {} for electricity, {} for water (of {})",
                           metered[0], metered[1], metered[2], reconciled->factors.size()));
  return reconciled;
}

scenarios::RunSummary run_interruptibly(const StudyInputs& inputs, const scenarios::RunOptions& run,
                                        const RunCommandOptions& options, const core::Findings& told, const Console& console) {
  const InterruptGuard guard;
  ProgressReporter progress(console);
  core::RunContext context;
  context.threads = options.threads;
  context.stop = guard.token();
  context.log = [&console, &progress](std::string_view text) {
    progress.clear();
    console.note(text);
  };
  context.on_progress = [&progress](const core::Progress& now) { progress.show(now); };
  core::Findings findings;
  try {
    const scenarios::RunSummary summary =
        scenarios::run_study(inputs.study, inputs.portfolio, inputs.weather, run, context, findings);
    progress.clear();
    note_findings(console, news(told, findings));
    return summary;
  } catch (const core::Error& error) {
    progress.clear();
    if (error.kind() != core::ErrorKind::interrupted) throw;
    throw core::Error(core::ErrorKind::interrupted, error.message(), error.pos(), interrupted_hint(inputs, options));
  }
}

}  // namespace

ExitCode run_run(const RunCommandOptions& options, const Console& console) {
  if (options.out.empty() && !options.dry_run) {
    throw core::Error(core::ErrorKind::wrong_usage, "where shall the results go?", {},
                      "Add -o results.h5, or --dry-run to only read.");
  }
  refuse_bad_threads(options.threads);
  scenarios::RunOptions run;
  run.hourly = hourly_variables(options.hourly);
  StudyInputs inputs = read_study_inputs(options.study, console);
  if (!options.out.empty()) refuse_bad_output(inputs, options);
  core::Findings told;
  models::Portfolio part = scenarios::restrict_portfolio(inputs.portfolio, options.only, told);
  run.only = options.only;
  run.sample = sample_size(options.sample, part.buildings.size());
  run.sample_seed = options.seed;
  part = scenarios::sample_portfolio(std::move(part), run.sample, run.sample_seed);
  note_plan(inputs, part.buildings.size(), options, console);
  scenarios::check_measures(inputs.study, inputs.portfolio, part, told);
  core::throw_if_stopped(told);
  note_findings(console, told);
  core::Findings told_again;
  inputs.study = scenarios::with_premises(inputs.study, inputs.portfolio, told_again);
  if (!options.reuse.empty()) static_cast<void>(scenarios::EarlierRun(options.reuse));  // refused here when it is none
  run.resume = options.resume;
  run.reuse = options.reuse;
  if (options.dry_run) {
    print_data(plan_text(inputs.study, part));
    note_estimate(inputs, part, run, options, console);
    return ExitCode::done;
  }
  run.reconciled = read_meters(inputs, part, options, console);
  run.out = options.out;
  std::error_code ignored;
  if (options.resume && !fs::exists(options.out.string() + ".partial", ignored)) {
    console.note(fmt::format("no unfinished run of {} is there: it begins from the start", options.out.string()));
  }
  run.reproducible = options.reproducible;
  run.command_line = options.command_line;
  const scenarios::RunSummary summary = run_interruptibly(inputs, run, options, told, console);

  tell_safety(summary.safety, console);
  print_data(summary_table(summary.totals, summary.safety));
  const auto count = [](std::size_t n) { return group_thousands(static_cast<double>(n), 0); };
  const std::string taken =
      options.reuse.empty() ? "" : fmt::format("{} from {}, ", count(summary.taken), options.reuse.string());
  console.note(fmt::format("{} building-years simulated, {}{} taken from equal buildings, {} failed, in {:.1f} s; wrote {}",
                           count(summary.simulated), taken, count(summary.reused), summary.failed, summary.wall_s,
                           summary.out.string()));
  if (!options.reuse.empty() && summary.taken == 0) {
    console.note(options.hourly.empty()
                     ? fmt::format("nothing was taken from {}: no scenario there has these buildings, weather, year and program",
                                   options.reuse.string())
                     : fmt::format("nothing was taken from {}: it keeps no hourly series of buildings", options.reuse.string()));
  }
  const scenarios::RunPhases& p = summary.phases;
  console.note(fmt::format("of these prepared in {:.2f} s, simulated in {:.2f} s, summed up in {:.2f} s, written in {:.2f} s",
                           p.prepare_s, p.simulate_s, p.reduce_s, p.write_s));
  if (summary.failed == 0) return ExitCode::done;
  list_failures(summary, console);
  return ExitCode::some_failed;
}

}  // namespace tvilling::cli
