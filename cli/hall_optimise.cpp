// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_optimise.hpp"

#include <fmt/format.h>

#include "cli/hall_commands.hpp"
#include "cli/hall_inputs.hpp"
#include "cli/hall_optimise_report.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"

namespace tvilling::cli {

namespace {

scenarios::OptimiseOptions read_options(const HallOptimiseOptions& options) {
  scenarios::OptimiseOptions read;
  std::size_t goal = 0;
  while (goal < scenarios::kOptimiseGoals.size() && scenarios::kOptimiseGoals[goal] != options.goal) ++goal;
  if (goal == scenarios::kOptimiseGoals.size()) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("--goal \"{}\" is neither cost nor co2", options.goal), {},
                      core::did_you_mean(options.goal, scenarios::kOptimiseGoals));
  }
  read.goal = static_cast<scenarios::OptimiseGoal>(goal);
  for (const std::string& text : options.vary) read.choice.ranges.push_back(scenarios::parse_range(text));
  read.choice.fixed = options.fix;
  read.choice.cover = options.cover;
  return read;
}

void refuse_bad_output(const HallInputs& inputs, const std::filesystem::path& out) {
  if (out.empty()) return;
  refuse_hall_inputs(inputs, out);
  if (out.extension() != ".toml") {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("-o \"{}\": a scenario is written as .toml", out.string()), {},
                      "Let the name end with .toml.");
  }
  refuse_unwritable_place(out);
  if (!std::filesystem::exists(out) || core::read_file(out).starts_with(kFoundComment)) return;
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("\"{}\" exists and is no operation found earlier", out.string()),
                    {}, "It is not replaced. Give another name with -o.");
}

}  // namespace

ExitCode run_hall_optimise(const HallOptimiseOptions& options, const Console& console) {
  refuse_bad_threads(options.threads);
  const scenarios::OptimiseOptions read = read_options(options);
  const HallInputs inputs = read_hall_inputs(options.study, options.hall, options.scenario, console);
  refuse_bad_output(inputs, options.out);
  scenarios::HallOptimum optimum;
  with_progress(options.threads, console, "Nothing was found yet, nothing was written.",
                [&](const core::RunContext& context) { optimum = scenarios::optimise_hall(inputs.hall, read, context); });
  print_data(options.json ? optimum_json(optimum, inputs.hall) : optimum_text(optimum, inputs.hall));
  if (optimum.failed > 0) {
    console.note(fmt::format("{} of {} operations could not be simulated and were passed over; the first: {}", optimum.failed,
                             optimum.simulations, optimum.first_failure));
  }
  if (options.out.empty()) return ExitCode::done;
  if (optimum.better) {
    core::write_file_atomic(options.out, optimum_toml(optimum, inputs.hall, free_scenario_name(inputs.study)));
    console.note(fmt::format("wrote {}", options.out.string()));
  } else {
    console.warn(fmt::format("no better operation: {} was not written", options.out.string()));
  }
  return ExitCode::done;
}

}  // namespace tvilling::cli
