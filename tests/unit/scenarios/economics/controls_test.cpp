// SPDX-License-Identifier: MPL-2.0
// What controls save on the synthetic city, against the ranges of domain.md C7.
#include <catch2/catch.hpp>
#include <string>

#include "models/portfolio/portfolio.hpp"
#include "scenarios/measure.hpp"
#include "tests/support/example_building.hpp"

using namespace tvilling;
using models::Annual;

namespace {

struct Energy {
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
};

scenarios::ParameterValues defaults(const scenarios::MeasureType& type) {
  scenarios::ParameterValues values;
  for (const scenarios::MeasureParameter& p : type.parameters) values[std::string(p.variable.name)] = p.default_value;
  return values;
}

/// A city of 100 buildings with each use's share, after the named measure (none: as it is).
Energy city_after(const char* measure) {
  static const models::Portfolio city = [] {
    models::Portfolio made = models::synthetic_city({.buildings = 100, .seed = 1});
    core::Findings findings;
    models::fill_portfolio(made, findings);
    return made;
  }();
  const scenarios::MeasureType* type = scenarios::find_measure_type(measure);
  Energy sum;
  models::HourlySeries hourly;
  for (const models::BuildingRecord& record : city.buildings) {
    models::Building b = record.building;
    if (type != nullptr) (void)scenarios::apply_measure(*type, b, record.building, defaults(*type));
    const models::BuildingResult result = models::simulate_building(b, tests::reference_environment(), hourly);
    sum.heat_kwh += tests::annual(result, Annual::heat);
    sum.electricity_kwh += tests::annual(result, Annual::electricity);
  }
  return sum;
}

double change_percent(double before, double after) {
  return 100.0 * (after - before) / before;
}

}  // namespace

TEST_CASE("Controls and balancing save on the synthetic city what the catalogue tells") {
  const Energy before = city_after("");
  const Energy tuned = city_after("tune_controls");
  const double tuned_heat = change_percent(before.heat_kwh, tuned.heat_kwh);
  const double tuned_electricity = change_percent(before.electricity_kwh, tuned.electricity_kwh);
  CHECK(tuned_heat <= -5.0);
  CHECK(tuned_heat >= -12.0);
  CHECK(tuned_electricity == Approx(-5.0).margin(1.0));
  const Energy balanced = city_after("balance_heating");
  const double balanced_heat = change_percent(before.heat_kwh, balanced.heat_kwh);
  CHECK(balanced_heat <= -3.0);
  CHECK(balanced_heat >= -6.0);
  CHECK(balanced.electricity_kwh == before.electricity_kwh);
}
