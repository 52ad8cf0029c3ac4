// SPDX-License-Identifier: MPL-2.0
#include "core/suggest.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

using tvilling::core::did_you_mean;
using tvilling::core::nearest;

namespace {

constexpr std::array<std::string_view, 5> kColumns{"year", "area_m2", "use", "listed", "heat_kwh"};

}  // namespace

TEST_CASE("Two swapped letters are one mistake") {
  REQUIRE(nearest("yaer", kColumns) == "year");
  REQUIRE(nearest("eyar", kColumns) == "year");
  REQUIRE(nearest("yera", kColumns) == "year");
  REQUIRE(nearest("ues", kColumns) == "use");
  REQUIRE(nearest("areA_2m", kColumns) == "area_m2");
}

TEST_CASE("A letter more or less or other is one mistake") {
  REQUIRE(nearest("yar", kColumns) == "year");
  REQUIRE(nearest("yeear", kColumns) == "year");
  REQUIRE(nearest("yeer", kColumns) == "year");
}

TEST_CASE("Case is no mistake") {
  REQUIRE(nearest("YEAR", kColumns) == "year");
  REQUIRE(nearest("Heat_KWh", kColumns) == "heat_kwh");
}

TEST_CASE("What is too far away is not offered") {
  REQUIRE(nearest("raey", kColumns).empty());  // two swaps apart in a word of four letters
  REQUIRE(nearest("roof", kColumns).empty());
  REQUIRE(nearest("", kColumns).empty());
  REQUIRE(nearest("year", {}).empty());
}

TEST_CASE("A longer word may have more mistakes") {
  constexpr std::array<std::string_view, 1> words{"reference-year"};
  REQUIRE(nearest("refernece_yaer", words) == "reference-year");
  REQUIRE(nearest("reference", words).empty());
}

TEST_CASE("The nearest wins and of equals the first") {
  constexpr std::array<std::string_view, 3> words{"roofs", "roof", "rook"};
  REQUIRE(nearest("roof", words) == "roof");
  REQUIRE(nearest("rooc", words) == "roof");
  REQUIRE(nearest("orof", words) == "roof");
}

TEST_CASE("A letter is not used for a swap and changed as well") {
  constexpr std::array<std::string_view, 1> words{"abc"};
  REQUIRE(nearest("ca", words).empty());  // a swap and a letter between them would be two steps, without a swap three
}

TEST_CASE("A near word becomes a question") {
  REQUIRE(did_you_mean("yaer", kColumns) == "Did you mean \"year\"?");
}

TEST_CASE("Without a near word a short list is given whole") {
  REQUIRE(did_you_mean("roof", kColumns) == "Known: year, area_m2, use, listed, heat_kwh.");
  REQUIRE(did_you_mean("x", {}).empty());
}

TEST_CASE("A long list is not given") {
  const std::vector<std::string_view> twenty(20, "column");
  const std::vector<std::string_view> more(21, "column");
  REQUIRE(did_you_mean("roof", twenty).starts_with("Known: column, column"));
  REQUIRE(did_you_mean("roof", more).empty());
}
