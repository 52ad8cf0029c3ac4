// SPDX-License-Identifier: MPL-2.0
#include "cli/interrupt.hpp"

#include <csignal>
#include <cstdlib>
#include <ctime>

#include "cli/exit_codes.hpp"

namespace tvilling::cli {

namespace {

sigset_t interrupting_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

void wait_for_signals(const std::stop_token& ended, std::stop_source& requested) {
  const sigset_t signals = interrupting_signals();
  constexpr timespec kPatience{.tv_sec = 0, .tv_nsec = 20'000'000};
  while (!ended.stop_requested()) {
    if (sigtimedwait(&signals, nullptr, &kPatience) < 0) continue;
    if (!requested.request_stop()) std::_Exit(static_cast<int>(ExitCode::interrupted));
  }
}

}  // namespace

InterruptGuard::InterruptGuard() {
  const sigset_t signals = interrupting_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiter_ = std::jthread([requested = requested_](const std::stop_token& ended) mutable { wait_for_signals(ended, requested); });
}

void ignore_file_size_signal() noexcept {
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace tvilling::cli
