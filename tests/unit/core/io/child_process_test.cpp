// SPDX-License-Identifier: MPL-2.0
#include "core/io/child_process.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>
#include <new>
#include <string>

#include "core/error.hpp"

namespace core = tvilling::core;
using std::chrono::seconds;

TEST_CASE("Work in a child process gives its text back and changes nothing here", "[child]") {
  int here = 1;
  const std::string text = std::string(100'000, 'a') + "\nb";
  const auto work = [&] {
    here = 2;
    return text;
  };
  CHECK(core::run_in_child(work, seconds(60)) == text);
  CHECK(here == 1);
}

TEST_CASE("An error in a child process arrives as it was thrown", "[child]") {
  const auto work = []() -> std::string {
    throw core::Error(core::ErrorKind::io, "the disk is gone", {"a.h5", 3, 4}, "Buy another.");
  };
  try {
    static_cast<void>(core::run_in_child(work, seconds(60)));
    FAIL("no error came");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
    CHECK(error.message() == "the disk is gone");
    CHECK(error.pos().file == "a.h5");
    CHECK(error.pos().line == 3);
    CHECK(error.pos().column == 4);
    CHECK(error.hint() == "Buy another.");
  }
}

TEST_CASE("A child process that crashes or wants too much memory gives nothing", "[child]") {
  const auto crash = []() -> std::string {
    std::raise(SIGSEGV);
    return "alive";
  };
  const auto greedy = []() -> std::string { throw std::bad_alloc(); };
  CHECK_FALSE(core::run_in_child(crash, seconds(60)).has_value());
  CHECK_FALSE(core::run_in_child(greedy, seconds(60)).has_value());
}

TEST_CASE("A child process that hangs is given up, which is no word against the file", "[child]") {
  const auto hang = []() -> std::string {
    while (true) ::pause();
  };
  try {
    static_cast<void>(core::run_in_child(hang, seconds(1)));
    FAIL("no error came");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
    CHECK_THAT(error.message(), Catch::Matchers::Contains("longer than 1 s"));
  }
}
