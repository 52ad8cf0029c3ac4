// SPDX-License-Identifier: MPL-2.0
#include "cli/progress.hpp"

#include <catch2/catch.hpp>

using namespace tvilling;

TEST_CASE("Progress says how many are done and how fast and how long it will take") {
  const core::Progress progress{.phase = "roofs (2 of 4)", .done = 1200, .total = 14000, .failed = 2};
  CHECK(cli::progress_line(progress, 2.0) == "roofs (2 of 4): 1 200 of 14 000 building-years, 600/s, 22 s left, 2 failed");
}

TEST_CASE("Before the first building there is no rate") {
  const core::Progress progress{.phase = "baseline (1 of 1)", .done = 0, .total = 60, .failed = 0};
  CHECK(cli::progress_line(progress, 1.0) == "baseline (1 of 1): 0 of 60 building-years");
}

TEST_CASE("At the end no time is left to tell") {
  const core::Progress progress{.phase = "baseline (1 of 1)", .done = 60, .total = 60, .failed = 0};
  CHECK(cli::progress_line(progress, 0.5) == "baseline (1 of 1): 60 of 60 building-years, 120/s");
}

TEST_CASE("Time left is told in the largest fitting units") {
  CHECK(cli::duration_text(13.2) == "14 s");
  CHECK(cli::duration_text(200.0) == "3 min 20 s");
  CHECK(cli::duration_text(3900.0) == "1 h 5 min");
}
