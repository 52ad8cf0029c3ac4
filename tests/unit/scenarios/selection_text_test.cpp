// SPDX-License-Identifier: MPL-2.0
#include "scenarios/selection_text.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace tvilling;
using scenarios::Measure;

TEST_CASE("The selection of a measure is told whole in one line") {
  CHECK(scenarios::selection_text({}).empty());
  Measure measure;
  measure.where = "year < 1973";
  CHECK(scenarios::selection_text(measure) == "year < 1973");
  measure.buildings = {"a", "b"};
  measure.sample = 0.5;
  measure.seed = 7;
  measure.order_by = "area_m2 DESC";
  measure.limit = 40;
  CHECK(scenarios::selection_text(measure) ==
        "year < 1973; 2 named buildings; SAMPLE 0.5 SEED 7; ORDER BY area_m2 DESC; LIMIT 40");
  measure.where.clear();
  measure.buildings = {"a"};
  CHECK(scenarios::selection_text(measure).starts_with("1 named building; "));
}

TEST_CASE("A selection that is longer than a cell of a workbook is cut between characters") {
  Measure measure;
  measure.where = "name = '";
  for (int i = 0; i < 20000; ++i) measure.where += "ø";
  const std::string text = scenarios::selection_text(measure);
  CHECK(text.size() < 32767);
  CHECK(text.ends_with("ø..."));
}
