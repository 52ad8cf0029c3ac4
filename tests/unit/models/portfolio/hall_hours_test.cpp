// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/hall_hours.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace models = tvilling::models;

namespace {

/// As bits, Monday first: "1111100".
std::string days(std::string_view text) {
  const auto known = models::parse_days(text);
  if (!known) return "none";
  std::string bits;
  for (std::size_t day = 0; day < models::kWeekDays; ++day) bits += known->test(day) ? '1' : '0';
  return bits;
}

}  // namespace

TEST_CASE("Days of the week are read in English and Danish, as lists and as ranges") {
  for (const char* text : {"mon-fri", "Monday - Friday", "weekday", "Hverdage", "man-fre", "mandag til fredag", "mon to fri",
                           "man, tir, ons, tor, fre", "mon tue wed thu fri", "mandage-fredage", "man–fre"}) {
    INFO(text);
    CHECK(days(text) == "1111100");
  }
  CHECK(days("lørdag og søndag") == "0000011");
  CHECK(days("Loerdag+Soendag") == "0000011");
  CHECK(days("weekend") == "0000011");
  CHECK(days("man, ons og fre") == "1010100");
  CHECK(days("alle dage") == "1111111");
  CHECK(days("fri-mon") == "1000111");
  CHECK(days("man-ons lør") == "1110010");
  CHECK(days("weekday sunday") == "1111101");
}

TEST_CASE("Public holidays are Sundays and stand only beside them") {
  CHECK(days("søn- og helligdage") == "0000001");
  CHECK(days("Sundays and public holidays") == "0000001");
  CHECK(days("helligdage") == "none");
  CHECK(days("lør og helligdage") == "none");
}

TEST_CASE("What is no day of the week is not guessed") {
  for (const char* text : {"", "-", "juleferien", "mon-", "-fri", "mon-xyz", "12", "mon tues wedn"}) {
    INFO(text);
    CHECK(days(text) == "none");
  }
}

TEST_CASE("Days written out are read as the same days") {
  for (unsigned bits = 1; bits < 128; ++bits) {
    const std::bitset<models::kWeekDays> set(bits);
    CHECK(models::parse_days(models::days_text(set)) == set);
    CHECK(models::parse_days(models::days_text(set, true)) == set);
  }
  CHECK(models::days_text(0b1011111U) == "mon-fri sun");
  CHECK(models::days_text(0b1100000U, true) == "lør søn");
}

TEST_CASE("Times of day are read as people write them") {
  for (const char* text : {"06:30", "6:30", "6.30", "06.30", "kl. 6.30", "06:30:00"}) {
    INFO(text);
    CHECK(models::parse_time_of_day(text) == 6.5);
  }
  CHECK(models::parse_time_of_day("6") == 6.0);
  CHECK(models::parse_time_of_day("24:00") == 24.0);
  CHECK(models::parse_time_of_day("1900-01-01T00:00:00") == 24.0);
  for (const char* text : {"", "morgen", "25:00", "24:01", "6:60", "6:3", "6,5", "06:00-21:00", "-6", "6:30pm", "630"}) {
    INFO(text);
    CHECK_FALSE(models::parse_time_of_day(text).has_value());
  }
  CHECK(models::time_of_day_text(6.5) == "06:30");
  CHECK(models::time_of_day_text(24.0) == "24:00");
}

TEST_CASE("Every minute of a day written out is read as the same minute") {
  for (int minute = 0; minute <= 1440; ++minute) {
    const std::string text = models::time_of_day_text(minute / 60.0);
    REQUIRE(models::time_of_day_text(*models::parse_time_of_day(text)) == text);
    REQUIRE(*models::parse_time_of_day(text) == Approx(minute / 60.0));
  }
}
