// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "models/portfolio/portfolio.hpp"
#include "tests/support/portfolio_tables.hpp"
#include "tests/support/temporary_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;

namespace {

/// A number between the ends, with all its bits.
double between(double min, double max) {
  const double share =
      static_cast<double>(*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 52)) / static_cast<double>(std::int64_t{1} << 52);
  return min + share * (max - min);
}

models::BuildingRecord random_record(int index) {
  models::BuildingRecord record;
  record.origin.fill(models::Origin::default_);
  models::Building& b = record.building;
  b.building_id = "B" + std::to_string(1000 + index);
  b.name = *rc::gen::element<std::string>("", "Skole", "Ærø, \"Nord\"", "a;b");
  b.use = *rc::gen::element(models::Use::office, models::Use::school, models::Use::swimming_hall);
  b.listed = *rc::gen::arbitrary<bool>();
  const bool placed = *rc::gen::arbitrary<bool>();
  const auto columns = models::building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view name = columns[i].variable.name;
    const bool position = name == "x_m" || name == "y_m";
    const bool given = name == "area_m2" || (position ? placed : *rc::gen::inRange(0, 3) == 0);
    if (!given) continue;
    double value = between(columns[i].min, columns[i].max);
    if (name == "year") value = std::floor(between(1100.0, 2025.0));  // earlier and later ones count as unknown
    b.*columns[i].member = value;
    record.origin[i] = models::Origin::register_;
  }
  if (*rc::gen::arbitrary<bool>()) {
    const double x_m = between(700000.0, 730000.0);
    const double y_m = between(6160000.0, 6180000.0);
    const double length_m = between(2.0, 90.0);
    b.footprint = {{x_m, y_m}, {x_m + length_m, y_m}, {x_m + length_m, y_m + 10.1}, {x_m, y_m + 10.1}};
  }
  return record;
}

}  // namespace

TEST_CASE("A random portfolio written and read is the same portfolio") {
  REQUIRE(rc::check([] {
    models::Portfolio portfolio;
    const int count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) portfolio.buildings.push_back(random_record(i));
    const tvilling::tests::TemporaryFolder folder;
    models::write_portfolio(portfolio, folder.path());
    core::Findings findings;
    const models::Portfolio read = models::read_portfolio(folder.path(), findings);
    for (const core::Finding& finding : findings.list) RC_LOG() << core::to_string(finding) << "\n";
    RC_ASSERT(tvilling::tests::same_tables(read, portfolio));
  }));
}
