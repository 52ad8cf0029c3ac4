// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/screen_town.hpp"

using namespace tvilling;
using models::Origin;
using scenarios::Light;
using scenarios::Potential;
using scenarios::Screened;
using scenarios::ScreenedPlace;
using scenarios::Screening;
using scenarios::Unjudged;
using tests::ScreenTown;

namespace {

/// P01 has its building let in two halves, and units in the first alone.
ScreenTown halved_town() {
  ScreenTown town;
  models::Lease half = town.lease("L01");
  half.lease_id = "L01b";
  half.area_m2 = 1000.0;
  town.lease("L01").area_m2 = 1000.0;
  town.portfolio.leases.push_back(half);
  return town;
}

void register_employees(ScreenTown& town, std::size_t building, double employees, Origin origin) {
  models::BuildingRecord& record = town.portfolio.buildings[building];
  record.building.employees = employees;
  record.origin[static_cast<std::size_t>(models::find_building_column("employees") - models::building_columns().data())] = origin;
}

}  // namespace

TEST_CASE("People of units are not counted again in a lease without units") {
  ScreenTown town = halved_town();
  register_employees(town, 0, 80.0, Origin::register_);
  const Screening screening = town.screened();
  CHECK(ScreenTown::place(screening.leases, "L01b").employees == 0.0);
  CHECK(screening.properties[0].employees == 80.0);
  CHECK(screening.properties[0][Screened::area_per_employee].value == 25.0);
}

TEST_CASE("A lease without units has the people of its building that sit in no unit") {
  ScreenTown town = halved_town();
  register_employees(town, 0, 110.0, Origin::archetype);
  const Screening screening = town.screened();
  CHECK(ScreenTown::place(screening.leases, "L01b").employees == 30.0);
  CHECK(screening.properties[0].employees == 110.0);
  // The sum is no surer than its weakest part.
  CHECK(screening.properties[0][Screened::area_per_employee].origin == Origin::archetype);
  CHECK(ScreenTown::place(screening.leases, "L01")[Screened::area_per_employee].origin == Origin::register_);
}

TEST_CASE("A register with fewer people than the units takes nobody away") {
  ScreenTown town = halved_town();
  register_employees(town, 0, 60.0, Origin::register_);
  const Screening screening = town.screened();
  CHECK(ScreenTown::place(screening.leases, "L01b").employees == 0.0);
  CHECK(screening.properties[0].employees == 80.0);
}

TEST_CASE("A lease without units where all units are known is empty and leaves its property judged") {
  const Screening screening = halved_town().screened();
  CHECK(screening.properties[0][Screened::area_per_employee].value == 25.0);
  CHECK(screening.properties[0][Screened::area_per_employee].origin == Origin::filled);
  CHECK(ScreenTown::place(screening.leases, "L01b")[Screened::area_per_employee].why == Unjudged::nobody);
}

TEST_CASE("A vacant lease has nobody, whatever the register says of its building") {
  ScreenTown town = halved_town();
  register_employees(town, 0, 110.0, Origin::register_);
  town.lease("L01b").vacant_m2 = 1000.0;
  const Screening screening = town.screened();
  CHECK(ScreenTown::place(screening.leases, "L01b").employees == 0.0);
  CHECK(screening.properties[0].employees == 80.0);
}

TEST_CASE("Where nobody sits the reason says so, and the whole rent is told in no sum") {
  ScreenTown town;
  town.portfolio.units[0].employees = 0.0;
  const Screening screening = town.screened();
  const ScreenedPlace& place = screening.properties[0];
  CHECK(place[Screened::area_per_employee].light == Light::grey);
  CHECK(place[Screened::area_per_employee].why == Unjudged::nobody);
  const scenarios::PotentialSum& low = screening.potentials[static_cast<std::size_t>(Potential::low_occupancy)];
  CHECK(low.nobody == std::vector<std::size_t>{0});
  CHECK(low.properties.empty());
  CHECK(staffed_rent_dkk_year(place) == 2000.0 * 1000.0);
}

TEST_CASE("A lease that names no property is screened in that of its building, and told") {
  ScreenTown town;
  const Screening before = town.screened();
  town.lease("L01").property_id.clear();
  const Screening screening = town.screened();
  CHECK(town.codes() == std::vector<std::string>{"TV-3463"});
  CHECK(town.findings.list[0].rows == std::vector<std::string>{"L01"});
  CHECK(screening.properties[0].leases == before.properties[0].leases);
  CHECK(screening.properties[0][Screened::rent].value == before.properties[0][Screened::rent].value);
  CHECK(screening.leases[0].property_id == "P01");
}

TEST_CASE("A lease without building and property is told") {
  ScreenTown town;
  town.lease("L01").property_id.clear();
  town.lease("L01").building_id.clear();
  static_cast<void>(town.screened());
  REQUIRE(town.codes() == std::vector<std::string>{"TV-3459"});
  CHECK(town.findings.list[0].table == "leases");
  CHECK(town.findings.list[0].rows == std::vector<std::string>{"L01"});
}

TEST_CASE("The value of a house is per m2 of the house, however little of it is let") {
  ScreenTown town;
  town.lease("L01").area_m2 = 200.0;
  town.portfolio.properties[1].value_dkk = 0.0;
  const Screening screening = town.screened();
  for (const std::vector<ScreenedPlace>* places : {&screening.properties, &screening.leases}) {
    CHECK((*places)[0][Screened::property_value].value == 10000.0);
    CHECK((*places)[0][Screened::property_value].light == Light::green);
    CHECK((*places)[1][Screened::property_value].light == Light::grey);
    CHECK((*places)[1][Screened::property_value].why == Unjudged::zero_value);
  }
}
