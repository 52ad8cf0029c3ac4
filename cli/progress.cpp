// SPDX-License-Identifier: MPL-2.0
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/interrupt.hpp"
#include "cli/table.hpp"
#include "core/error.hpp"

namespace tvilling::cli {

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string progress_line(const core::Progress& progress, double elapsed_s) {
  std::string text =
      fmt::format("{}: {} of {} building-years", progress.phase, group_thousands(static_cast<double>(progress.done), 0),
                  group_thousands(static_cast<double>(progress.total), 0));
  if (progress.done > 0 && elapsed_s > 0.0) {
    const double rate = static_cast<double>(progress.done) / elapsed_s;
    text += fmt::format(", {}/s", group_thousands(rate, 0));
    if (progress.total > progress.done) {
      text += fmt::format(", {} left", duration_text(static_cast<double>(progress.total - progress.done) / rate));
    }
  }
  if (progress.failed > 0) text += fmt::format(", {} failed", progress.failed);
  return text;
}

ProgressReporter::ProgressReporter(const Console& console) : console_(console), begin_(Clock::now()) {}

void ProgressReporter::show(const core::Progress& progress) {
  if (console_.quiet || progress.total == 0) return;
  const Clock::time_point now = Clock::now();
  if (progress.done < last_done_) {  // a stage of its own, with a rate of its own
    begin_ = now;
    if (progress.phase != last_phase_) last_tenth_ = 0;
  }
  last_done_ = progress.done;
  last_phase_ = progress.phase;
  const double elapsed_s = std::chrono::duration<double>(now - begin_).count();
  if (console_.terminal) {
    if (now - last_shown_ < std::chrono::milliseconds(100) && progress.done < progress.total) return;
    last_shown_ = now;
    line_open_ = true;
    talk("\r\x1b[K" + progress_line(progress, elapsed_s));
    return;
  }
  const int tenth = static_cast<int>(10 * progress.done / progress.total);
  if (tenth <= last_tenth_) return;
  last_tenth_ = tenth;
  console_.note(fmt::format("{} %: {}", 10 * tenth, progress_line(progress, elapsed_s)));
}

void ProgressReporter::clear() {
  if (!line_open_) return;
  talk("\r\x1b[K");
  line_open_ = false;
}

void with_progress(int threads, const Console& console, const std::string& when_stopped,
                   const std::function<void(const core::RunContext&)>& work) {
  const InterruptGuard guard;
  ProgressReporter progress(console);
  core::RunContext context;
  context.threads = threads;
  context.stop = guard.token();
  context.on_progress = [&progress](const core::Progress& now) { progress.show(now); };
  try {
    work(context);
    progress.clear();
  } catch (const core::Error& error) {
    progress.clear();
    if (error.kind() != core::ErrorKind::interrupted) throw;
    throw core::Error(core::ErrorKind::interrupted, error.message(), error.pos(), when_stopped);
  }
}

}  // namespace tvilling::cli
