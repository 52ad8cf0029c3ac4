// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stop_token>
#include <thread>

namespace tvilling::cli {

/// Turns Ctrl-C (and SIGTERM) into a request to stop. The second one ends the program at once.
/// A thread waits for the signal, so that no work is done inside a signal handler. Make it before other threads start:
/// they inherit the blocked signals.
class InterruptGuard {
 public:
  InterruptGuard();
  [[nodiscard]] std::stop_token token() const noexcept { return requested_.get_token(); }

 private:
  std::stop_source requested_;
  std::jthread waiter_;
};

/// A write beyond `ulimit -f` becomes an error with a message instead of the end of the program.
void ignore_file_size_signal() noexcept;

}  // namespace tvilling::cli
