// SPDX-License-Identifier: MPL-2.0
#include "cli/table.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace tvilling::cli;

TEST_CASE("Numbers are grouped by thousands with spaces") {
  CHECK(group_thousands(0.0, 0) == "0");
  CHECK(group_thousands(999.0, 0) == "999");
  CHECK(group_thousands(1000.0, 0) == "1 000");
  CHECK(group_thousands(1234567.84, 1) == "1 234 567.8");
  CHECK(group_thousands(-1234.5, 1) == "-1 234.5");
  CHECK(group_thousands(999.96, 1) == "1 000.0");
}

TEST_CASE("A number that is not known is a dash") {
  CHECK(group_thousands(std::numeric_limits<double>::quiet_NaN(), 1) == "-");
  CHECK(signed_thousands(std::numeric_limits<double>::infinity(), 1) == "-");
  CHECK(signed_percent(1.0, 0.0) == "-");
}

TEST_CASE("A change carries its sign and no change has none") {
  CHECK(signed_thousands(1500.0, 0) == "+1 500");
  CHECK(signed_thousands(-1500.0, 0) == "-1 500");
  CHECK(signed_thousands(-0.01, 1) == "0");
  CHECK(signed_percent(-25.0, 200.0) == "-12.5");
}

TEST_CASE("Numbers stand right and names left also with Danish letters") {
  Table table;
  table.column("navn", {}, Table::Align::left);
  table.column("heat", "MWh");
  table.row({"Søby", "7"});
  table.row({"Aa", "1 234"});
  CHECK(table.text() ==
        "navn   heat\n"
        "        MWh\n"
        "Søby      7\n"
        "Aa    1 234\n");
}

TEST_CASE("A table without units has no line for them") {
  Table table;
  table.column("scenario", {}, Table::Align::left);
  table.column("measures");
  table.row({"roofs", "1"});
  CHECK(table.text() == "scenario  measures\nroofs            1\n");
}
