// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <set>
#include <string_view>

#include "cli/charts.hpp"
#include "cli/hall_commands.hpp"
#include "cli/hall_inputs.hpp"
#include "cli/hall_sweep_report.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "core/error.hpp"
#include "core/first_error.hpp"
#include "core/io/file.hpp"
#include "core/suggest.hpp"
#include "scenarios/hall_sweep_file.hpp"

namespace tvilling::cli {

namespace {

namespace fs = std::filesystem;
using scenarios::HallSweep;

enum class SweepFile { csv, hdf5, png };

SweepFile kind_of(const fs::path& out) {
  const std::string ending = out.extension().string();
  if (ending == ".csv") return SweepFile::csv;
  if (ending == ".h5" || ending == ".nc") return SweepFile::hdf5;
  if (ending == ".png") return SweepFile::png;
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("-o \"{}\": what shall it be?", out.string()), {},
                    "Let it end with .csv, .h5 (xarray) or .png (chart).");
}

std::size_t chosen_figure(const std::string& name) {
  std::vector<std::string_view> names;
  for (std::size_t f = 0; f < scenarios::kHallFigureCount; ++f) {
    names.push_back(scenarios::kHallFigureVariables[f].name);
    if (names.back() == name) return f;
  }
  const std::string near = core::nearest(name, names);
  throw core::Error(
      core::ErrorKind::wrong_usage, fmt::format("--figure \"{}\" is no key figure", name), {},
      fmt::format("{}Known: {}.", near.empty() ? "" : fmt::format("Did you mean \"{}\"? ", near), fmt::join(names, ", ")));
}

std::vector<scenarios::SweepAxis> axes_of(const HallSweepOptions& options) {
  std::vector<scenarios::SweepAxis> axes;
  axes.reserve(options.vary.size());
  for (const std::string& text : options.vary) axes.push_back(scenarios::parse_axis(text));
  (void)scenarios::count_points(axes);
  return axes;
}

/// The pictures of a sweep: one, or one for each value of the third parameter.
std::vector<fs::path> pictures(const HallSweep& sweep, const fs::path& out) {
  if (sweep.axes.size() < 3) return {out};
  const std::string name = scenarios::axis_names(sweep)[2];
  std::vector<fs::path> all;
  for (const double value : sweep.axes[2].values) {
    all.push_back(out.parent_path() / fmt::format("{}_{}_{}.png", out.stem().string(), name, value));
  }
  return all;
}

void write_output(const HallSweep& sweep, const HallInputs& inputs, const HallSweepOptions& options, const fs::path& out,
                  const Console& console) {
  switch (kind_of(out)) {
    case SweepFile::csv: core::write_file_atomic(out, scenarios::sweep_csv(sweep)); break;
    case SweepFile::hdf5: scenarios::write_sweep_hdf5(sweep, inputs.hall, inputs.study.name, out); break;
    case SweepFile::png: {
      const std::vector<fs::path> paths = pictures(sweep, out);
      for (std::size_t p = 0; p < paths.size(); ++p) {
        draw_chart(sweep_chart(sweep, inputs.hall.start, chosen_figure(options.figure), p), paths[p]);
        console.note(fmt::format("wrote {}", paths[p].string()));
      }
      return;
    }
  }
  console.note(fmt::format("wrote {}", out.string()));
}

/// A file that cannot be written takes none of the others with it: its error is kept.
void write_outputs(const HallSweep& sweep, const HallInputs& inputs, const HallSweepOptions& options, const Console& console,
                   core::FirstError& error) {
  for (const fs::path& out : options.out) {
    try {
      write_output(sweep, inputs, options, out, console);
    } catch (const core::Error& why) {
      console.warn(fmt::format("{} was not written: {}", out.string(), why.message()));
      error.keep(std::current_exception());
    }
  }
}

void warn_of_idle_measures(const HallSweep& sweep, const Console& console) {
  std::set<std::string_view> names;
  std::size_t combinations = 0;
  for (const scenarios::SweepPoint& point : sweep.points) {
    names.insert(point.not_applied.begin(), point.not_applied.end());
    if (!point.not_applied.empty()) ++combinations;
  }
  if (names.empty()) return;
  console.warn(
      fmt::format("in {} of {} combinations {} is \"not applied\": the hall is as good already, or what it changes is not there",
                  combinations, sweep.points.size(), fmt::join(names, ", ")));
}

void warn_of_trouble(const HallSweep& sweep, const std::string& scenario, const Console& console) {
  const auto wet = std::ranges::count_if(sweep.points, &scenarios::SweepPoint::condenses);
  if (wet > 0) {
    console.warn(fmt::format(
        "in {} of {} combinations water condenses on wall, roof or window in more hours than in the unchanged hall: marked \"!\"",
        wet, sweep.points.size()));
  }
  if (sweep.unvaried_condenses) {
    console.warn(fmt::format("{} itself, that the sweep starts from, is wetter than the unchanged hall", scenario));
  }
  warn_of_idle_measures(sweep, console);
  if (sweep.failed == 0) return;
  const auto first = std::ranges::find_if(sweep.points, [](const scenarios::SweepPoint& p) { return !p.failure.empty(); });
  console.warn(fmt::format("{} of {} combinations could not be simulated; the first: {}", sweep.failed, sweep.points.size(),
                           first->failure));
}

}  // namespace

ExitCode run_hall_sweep(const HallSweepOptions& options, const Console& console) {
  refuse_bad_threads(options.threads);
  const std::vector<scenarios::SweepAxis> axes = axes_of(options);
  (void)chosen_figure(options.figure);
  const bool draws = std::ranges::any_of(options.out, [](const fs::path& out) { return kind_of(out) == SweepFile::png; });
  if (draws) need_display(options.arguments);
  const HallInputs inputs = read_hall_inputs(options.study, options.hall, options.scenario, console);
  for (const fs::path& out : options.out) {
    refuse_hall_inputs(inputs, out);
    refuse_unwritable_place(out);
    if (kind_of(out) == SweepFile::hdf5) scenarios::refuse_other_hdf5(out);
  }
  HallSweep sweep;
  with_progress(options.threads, console, "Nothing was written.",
                [&](const core::RunContext& context) { sweep = scenarios::sweep_hall(inputs.hall, axes, context); });
  warn_of_trouble(sweep, inputs.hall.scenario, console);
  // Files first: a reader of the text that stops reading (`| head`) would end the program before them.
  core::FirstError not_written;
  write_outputs(sweep, inputs, options, console, not_written);
  print_data(options.json ? sweep_json(sweep, inputs.hall) : sweep_table(sweep));
  if (!options.json && sweep.points.size() > kSweepRowsShown) {
    console.note(fmt::format("{} of {} combinations shown; {}", kSweepRowsShown, sweep.points.size(),
                             options.out.empty() ? "-o sweep.csv writes all" : "the files have all"));
  }
  console.note(fmt::format("{}: {} combinations, {} hall-years simulated", inputs.hall.start.building_id, sweep.points.size(),
                           sweep.simulated));
  not_written.rethrow();
  return sweep.failed == 0 ? ExitCode::done : ExitCode::some_failed;
}

}  // namespace tvilling::cli
