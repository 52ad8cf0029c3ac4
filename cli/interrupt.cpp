// SPDX-License-Identifier: MPL-2.0
#include "cli/interrupt.hpp"

#include <csignal>
#include <cstdlib>
#include <ctime>

#include "cli/exit_codes.hpp"

namespace tvilling::cli {

namespace {

/// Those of SIGINT, SIGTERM and SIGHUP (a closed terminal) that whoever started the program did not switch off.
sigset_t interrupting_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action{};
    if (sigaction(number, nullptr, &action) == 0 && action.sa_handler != SIG_IGN) sigaddset(&signals, number);
  }
  return signals;
}

void wait_for_signals(const std::stop_token& ended, const sigset_t& signals, std::stop_source& requested) {
  constexpr timespec kPatience{.tv_sec = 0, .tv_nsec = 20'000'000};
  while (!ended.stop_requested()) {
    if (sigtimedwait(&signals, nullptr, &kPatience) < 0) continue;
    if (!requested.request_stop()) std::_Exit(static_cast<int>(ExitCode::interrupted));
  }
}

}  // namespace

InterruptGuard::InterruptGuard() {
  const sigset_t signals = interrupting_signals();
  pthread_sigmask(SIG_BLOCK, &signals, &mask_before_);
  waiter_ = std::jthread(
      [requested = requested_, signals](const std::stop_token& ended) mutable { wait_for_signals(ended, signals, requested); });
}

InterruptGuard::~InterruptGuard() {
  waiter_.request_stop();
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
}

void ignore_file_size_signal() noexcept {
  std::signal(SIGXFSZ, SIG_IGN);
}

}  // namespace tvilling::cli
