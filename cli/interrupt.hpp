// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace tvilling::cli {

/// Turns Ctrl-C (and SIGTERM, and SIGHUP of a closed terminal) into a request to stop. The second one ends the program at once.
/// A thread waits for the signal, so that no work is done inside a signal handler. Make it before other threads start:
/// they inherit the blocked signals. At its end the signals are as before, so the same thread makes and ends it.
/// A signal that is ignored already (nohup, `trap ''`) stays ignored.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  [[nodiscard]] std::stop_token token() const noexcept { return requested_.get_token(); }

 private:
  std::stop_source requested_;
  sigset_t mask_before_{};
  std::jthread waiter_;
};

/// A write beyond `ulimit -f` becomes an error with a message instead of the end of the program.
void ignore_file_size_signal() noexcept;

}  // namespace tvilling::cli
