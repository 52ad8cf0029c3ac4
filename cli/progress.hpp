// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "cli/console.hpp"
#include "core/run_context.hpp"

namespace tvilling::cli {

/// One line of progress: "roofs (2 of 4): 1 200 of 14 000 building-years, 950/s, 14 s left, 2 failed".
[[nodiscard]] std::string progress_line(const core::Progress& progress, double elapsed_s);

/// "14 s", "3 min 20 s", "1 h 5 min".
[[nodiscard]] std::string duration_text(double seconds);

/// Shows how far a run has come: one line renewed in place on a terminal, else a line per 10 %. Where another phase counts from
/// the beginning, so do they.
class ProgressReporter {
 public:
  explicit ProgressReporter(const Console& console);
  void show(const core::Progress& progress);
  /// Removes the line from a terminal.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  Console console_;
  Clock::time_point begin_;
  Clock::time_point last_shown_{};
  int last_tenth_ = 0;
  std::size_t last_done_ = 0;
  std::string last_phase_;
  bool line_open_ = false;
};

/// Calls `work` with a context that shows progress and stops at Ctrl-C. An interruption tells `when_stopped` as its hint.
void with_progress(int threads, const Console& console, const std::string& when_stopped,
                   const std::function<void(const core::RunContext&)>& work);

}  // namespace tvilling::cli
