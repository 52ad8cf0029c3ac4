// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <string>
#include <utility>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/study_inputs.hpp"
#include "cli/table.hpp"
#include "cli/uncertainty_report.hpp"
#include "core/error.hpp"
#include "scenarios/results_file.hpp"
#include "scenarios/uncertainty/latin_hypercube.hpp"
#include "scenarios/uncertainty/run_draws.hpp"
#include "scenarios/uncertainty/uncertainty_file.hpp"

namespace tvilling::cli {

namespace {

std::string resume_command(const UncertaintyOptions& options) {
  std::string text = fmt::format("tvilling uncertainty {} -o {} --resume", quoted_for_shell(options.study.string()),
                                 quoted_for_shell(options.out.string()));
  if (options.draws > 0) text += fmt::format(" --draws {}", options.draws);
  if (!options.only.empty()) text += fmt::format(" --only {}", quoted_for_shell(options.only));
  if (!options.scenarios.empty()) {
    text += fmt::format(" --scenarios {}", quoted_for_shell(fmt::format("{}", fmt::join(options.scenarios, ","))));
  }
  if (options.threads > 0) text += fmt::format(" --threads {}", options.threads);
  if (options.reproducible) text += " --reproducible";
  return text;
}

scenarios::UncertaintyRun draw_interruptibly(const StudyInputs& inputs, const UncertaintyOptions& options,
                                             const Console& console) {
  const InterruptGuard guard;
  ProgressReporter progress(console);
  core::RunContext context;
  context.threads = options.threads;
  context.stop = guard.token();
  context.on_progress = [&progress](const core::Progress& now) { progress.show(now); };
  const scenarios::DrawOptions run{.out = options.out,
                                   .only = options.only,
                                   .resume = options.resume,
                                   .reproducible = options.reproducible,
                                   .command_line = options.command_line};
  core::Findings findings;
  try {
    scenarios::UncertaintyRun done = scenarios::run_draws(inputs.study, inputs.portfolio, inputs.weather, run, context, findings);
    progress.clear();
    note_findings(console, findings);
    return done;
  } catch (const core::Error& error) {
    progress.clear();
    if (error.kind() != core::ErrorKind::interrupted) throw;
    const std::string partial = options.out.string() + ".partial";
    throw core::Error(core::ErrorKind::interrupted, error.message(), error.pos(),
                      fmt::format("{} of {} draws are kept in {}. Go on with:\n    {}", scenarios::completed_draws(partial),
                                  inputs.study.uncertainty.draws, partial, resume_command(options)));
  }
}

}  // namespace

ExitCode run_uncertainty(const UncertaintyOptions& options, const Console& console) {
  refuse_bad_threads(options.threads);
  if (options.draws != 0 && (options.draws < 2 || options.draws > static_cast<int>(scenarios::kMaxDraws))) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--draws {} is not 2 to {}", options.draws, scenarios::kMaxDraws),
                      {}, "100 draws tell P10 and P90 well enough.");
  }
  StudyInputs inputs = read_study_inputs(options.study, console);
  for (const std::filesystem::path& in : inputs.read) {
    refuse_same_file(in, options.out);
    refuse_same_file(in, options.out.string() + ".partial");
  }
  refuse_foreign_file(options.out);
  scenarios::refuse_other_kind(options.out, scenarios::kUncertaintyFileType);
  inputs.study.scenarios = scenarios::chosen_scenarios(inputs.study, options.scenarios);
  std::size_t& draws = inputs.study.uncertainty.draws;
  if (options.draws > 0) draws = static_cast<std::size_t>(options.draws);
  if (draws == 0) draws = scenarios::kUsualDraws;

  console.note(fmt::format("{}: {} draws of {} scenarios x {} buildings", inputs.study.name, draws, inputs.study.scenarios.size(),
                           inputs.portfolio.buildings.size()));
  const scenarios::UncertaintyRun run = draw_interruptibly(inputs, options, console);
  print_data(options.json ? uncertainty_json(run) : uncertainty_text(run));
  console.note(fmt::format("{} draws ({} from the unfinished file), {} building-years simulated in {:.1f} s; wrote {}", draws,
                           run.kept, group_thousands(static_cast<double>(run.simulated), 0), run.wall_s, options.out.string()));
  return run.failed == 0 ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace tvilling::cli
