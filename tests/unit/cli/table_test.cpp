// SPDX-License-Identifier: MPL-2.0
#include "cli/table.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace tvilling::cli;

TEST_CASE("A change that is not known is a dash") {
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
