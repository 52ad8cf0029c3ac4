// SPDX-License-Identifier: MPL-2.0
#include "core/time_text.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string_view>

namespace {

using tvilling::core::clock_seconds;
using tvilling::core::parse_time;
using tvilling::core::TimeText;
using tvilling::core::to_string;

TEST_CASE("A day is read in the ISO form and with the day first", "[time_text]") {
  const TimeText day{2025, 1, 31, 0, 0, 0, std::nullopt, false};
  for (const std::string_view text : {"2025-01-31", "31-01-2025", "31.01.2025", "31/01/2025", "31/1/2025", " 2025-01-31 "}) {
    INFO(text);
    CHECK(parse_time(text) == day);
  }
  CHECK(parse_time("1.2.2025") == TimeText{2025, 2, 1, 0, 0, 0, std::nullopt, false});
}

TEST_CASE("A moment is read with its time and its offset from UTC", "[time_text]") {
  const TimeText evening{2025, 1, 31, 18, 0, 0, std::nullopt, true};
  for (const std::string_view text : {"2025-01-31T18:00", "2025-01-31 18:00:00", "31-01-2025 18:00", "31.01.2025 18.00",
                                      "31/01/2025 18.00.00", "2025-01-31T18:00:00.000"}) {
    INFO(text);
    CHECK(parse_time(text) == evening);
  }
  TimeText moment = evening;
  moment.offset_min = 0;
  CHECK(parse_time("2025-01-31T18:00Z") == moment);
  moment.offset_min = 60;
  CHECK(parse_time("2025-01-31T18:00:00+01:00") == moment);
  CHECK(parse_time("2025-01-31 18:00+0100") == moment);
  CHECK(parse_time("2025-01-31 18:00+01") == moment);
  moment.offset_min = -150;
  CHECK(parse_time("2025-01-31T18:00:00.250-02:30") == moment);
}

TEST_CASE("Hour 24 is the midnight of the next day", "[time_text]") {
  CHECK(parse_time("2024-02-28T24:00") == TimeText{2024, 2, 29, 0, 0, 0, std::nullopt, true});
  CHECK(parse_time("31-12-2025 24:00") == TimeText{2026, 1, 1, 0, 0, 0, std::nullopt, true});
  CHECK_FALSE(parse_time("2025-01-31T24:01"));
}

TEST_CASE("What is no moment or may be two is refused", "[time_text]") {
  for (const std::string_view text : {"",
                                      " ",
                                      "2025",
                                      "2025-01",
                                      "31-01-25",
                                      "25-01-31",
                                      "1/31/2025",
                                      "2025-13-01",
                                      "2025-02-29",
                                      "31-04-2025",
                                      "2025-1-5",
                                      "2025/01/31",
                                      "31-01/2025",
                                      "2025-01-31T",
                                      "2025-01-31T18",
                                      "2025-01-31 1:00",
                                      "2025-01-31 18:60",
                                      "2025-01-31 25:00",
                                      "2025-01-31 18:00:",
                                      "2025-01-31 18:00:61",
                                      "2025-01-31 18:00 x",
                                      "2025-01-31T18:00+",
                                      "2025-01-31T18:00+15:00",
                                      "2025-01-31T18:00+1",
                                      "2025-01-31Z",
                                      "2025-01-31 18:00:00.",
                                      "45688",
                                      "0000-01-01",
                                      "jan 2025",
                                      "20250131"}) {
    INFO(text);
    CHECK_FALSE(parse_time(text));
  }
}

TEST_CASE("What is written of a moment is read as the same moment", "[time_text]") {
  for (const std::string_view text : {"2025-01-31", "1999-12-31T23:59:59Z", "2024-02-29T00:00-03:30", "2025-07-01T12:00+02:00"}) {
    CHECK(to_string(parse_time(text).value()) == text);
  }
}

TEST_CASE("Seconds of the clock go on over days and leap years", "[time_text]") {
  CHECK(clock_seconds(parse_time("1970-01-01").value()) == 0);
  CHECK(clock_seconds(parse_time("2000-03-01T00:00:01").value()) == 951868801);
  CHECK(clock_seconds(parse_time("2024-03-01").value()) - clock_seconds(parse_time("2024-02-28").value()) == 2 * 86400);
  CHECK(clock_seconds(parse_time("2025-01-31T18:00+01:00").value()) == clock_seconds(parse_time("2025-01-31T18:00").value()));
}

}  // namespace
