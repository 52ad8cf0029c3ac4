// SPDX-License-Identifier: MPL-2.0
#include "cli/interrupt.hpp"

#include <catch2/catch.hpp>
#include <csignal>

namespace {

bool blocked(int number) {
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  return sigismember(&mask, number) == 1;
}

}  // namespace

TEST_CASE("Signals are held back while a guard lives and are as before at its end") {
  REQUIRE_FALSE(blocked(SIGTERM));
  {
    const tvilling::cli::InterruptGuard guard;
    CHECK(blocked(SIGTERM));
  }
  CHECK_FALSE(blocked(SIGTERM));
}

TEST_CASE("A signal that is ignored is left alone") {
  const auto before = std::signal(SIGTERM, SIG_IGN);
  {
    const tvilling::cli::InterruptGuard guard;
    CHECK_FALSE(blocked(SIGTERM));
  }
  std::signal(SIGTERM, before);
}
