// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/premises.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

models::Portfolio town() {
  models::Portfolio p;
  for (const auto& [id, property, area_m2] : {std::tuple{"B1", "P1", 1000.0}, std::tuple{"B2", "P1", 600.0},
                                              std::tuple{"B3", "P1", 400.0}, std::tuple{"B4", "P2", 500.0}}) {
    models::BuildingRecord record;
    record.building.building_id = id;
    record.building.property_id = property;
    record.building.area_m2 = area_m2;
    p.buildings.push_back(record);
  }
  return p;
}

void add_lease(models::Portfolio& p, const std::string& id, const std::string& property, const std::string& building,
               double area_m2) {
  models::Lease lease;
  lease.lease_id = id;
  lease.property_id = property;
  lease.building_id = building;
  lease.area_m2 = area_m2;
  p.leases.push_back(lease);
}

}  // namespace

TEST_CASE("A lease has the building it names up to its area") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "B1", 250.0);
  const auto premises = scenarios::premises_of(p);
  REQUIRE(premises[0].parts.size() == 1);
  CHECK(premises[0].parts[0].building == 0);
  CHECK(premises[0].parts[0].fraction == 0.25);
}

TEST_CASE("What is larger than its building goes on in buildings of the property that no lease names") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "B1", 1800.0);
  const auto premises = scenarios::premises_of(p);
  REQUIRE(premises[0].parts.size() == 3);
  CHECK(premises[0].parts[0].fraction == 1.0);
  CHECK(premises[0].parts[1].building == 1);
  CHECK(premises[0].parts[1].fraction == 1.0);
  CHECK(premises[0].parts[2].building == 2);
  CHECK(premises[0].parts[2].fraction == Approx(0.5));
}

TEST_CASE("A lease without a building has the buildings of its property that no other lease names") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "B2", 600.0);
  add_lease(p, "L2", "P1", "", 1400.0);
  const auto premises = scenarios::premises_of(p);
  REQUIRE(premises[1].parts.size() == 2);
  CHECK(premises[1].parts[0].building == 0);
  CHECK(premises[1].parts[1].building == 2);
  CHECK(premises[1].parts[1].fraction == 1.0);
}

TEST_CASE("Leases that let more than a building has share it by their areas") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "B1", 900.0);
  add_lease(p, "L2", "P1", "B1", 600.0);
  const auto premises = scenarios::premises_of(p);
  CHECK(premises[0].parts[0].fraction == Approx(0.6));
  CHECK(premises[1].parts[0].fraction == Approx(0.4));
}

TEST_CASE("No building is let twice") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "", 1500.0);
  add_lease(p, "L2", "P1", "B1", 1700.0);
  add_lease(p, "L3", "P1", "", models::kMissing);
  std::vector<double> let(p.buildings.size(), 0.0);
  for (const auto& premises : scenarios::premises_of(p)) {
    for (const auto& part : premises.parts) let[part.building] += part.fraction;
  }
  for (const double fraction : let) CHECK(fraction <= 1.0 + 1e-9);
  CHECK(let[1] == Approx(1.0));
  CHECK(let[3] == 0.0);
}

TEST_CASE("A lease in a building that is not there is nowhere") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "B9", 300.0);
  CHECK(scenarios::premises_of(p)[0].parts.empty());
}

TEST_CASE("The employees of premises are those of their units and unknown where one of them is") {
  models::Portfolio p = town();
  add_lease(p, "L1", "P1", "B1", 1000.0);
  add_lease(p, "L2", "P2", "B4", 500.0);
  for (const auto& [id, lease, employees] :
       {std::tuple{"U1", "L1", 12.0}, std::tuple{"U2", "L1", 8.0}, std::tuple{"U3", "L2", models::kMissing}}) {
    models::Unit unit;
    unit.unit_id = id;
    unit.lease_id = lease;
    unit.employees = employees;
    p.units.push_back(unit);
  }
  const auto premises = scenarios::premises_of(p);
  CHECK(premises[0].units == std::vector<std::size_t>{0, 1});
  CHECK(premises[0].employees == 20.0);
  CHECK(std::isnan(premises[1].employees));
}

TEST_CASE("Years between days count leap days") {
  CHECK(scenarios::years_from("2025-01-01", "2025-01-01") == 0.0);
  CHECK(scenarios::years_from("2024-01-01", "2028-01-01") == Approx(4.0));
  CHECK(scenarios::years_from("2028-01-01", "2024-01-01") == Approx(-4.0));
}
