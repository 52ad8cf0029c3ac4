// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "models/portfolio/protected_buildings.hpp"
#include "tests/support/screen_town.hpp"

using namespace tvilling;
using scenarios::FigureSource;
using scenarios::Light;
using scenarios::Screened;
using scenarios::ScreenedPlace;
using scenarios::Screening;
using scenarios::Unjudged;
using tests::ScreenTown;

TEST_CASE("Area per employee, rent and use per m2 are those of the register and the year") {
  ScreenTown town;
  const Screening screening = town.screened();
  REQUIRE(screening.properties.size() == 10);
  const ScreenedPlace& place = screening.properties.front();
  CHECK(place.id == "P01");
  CHECK(place[Screened::area_per_employee].value == 25.0);
  CHECK(place[Screened::rent].value == 1000.0);
  CHECK(place[Screened::vacancy].value == 0.0);
  CHECK(place[Screened::property_value].value == 10000.0);
  CHECK(place[Screened::heat].value == Approx(100.0));
  CHECK(place[Screened::heat].origin == models::Origin::metered);
  CHECK(place[Screened::heat].source == FigureSource::metered);
  CHECK(place[Screened::heat_cost].source == FigureSource::metered);
  CHECK(place[Screened::electricity].source == FigureSource::simulated);
  CHECK(place[Screened::co2].source == FigureSource::simulated);
  CHECK(place[Screened::rent].source == FigureSource::none);
  CHECK(place[Screened::electricity].origin == models::Origin::archetype);
  CHECK(place[Screened::heat_cost].value == Approx(60.0));
  // A tariff makes no invoice of a meter.
  CHECK(place[Screened::heat_cost].origin == models::Origin::archetype);
  CHECK(place[Screened::co2].value == Approx(12.0));
  CHECK(screening.leases.front()[Screened::heat].value == Approx(100.0));
}

TEST_CASE("What nobody counted is missing and grey, never 0") {
  ScreenTown town;
  town.portfolio.units[0].employees = models::kMissing;
  town.lease("L02").area_m2 = models::kMissing;
  town.lease("L03").rent_dkk_m2 = models::kMissing;
  town.lease("L04").vacant_m2 = models::kMissing;
  town.portfolio.properties[4].value_dkk = models::kMissing;
  town.years[5].known = false;
  const Screening screening = town.screened();
  const auto grey = [&](std::size_t place, Screened figure, Unjudged why) {
    const scenarios::ScreenedFigure& f = screening.properties[place][figure];
    CHECK(std::isnan(f.value));
    CHECK(f.light == Light::grey);
    CHECK(f.why == why);
  };
  grey(0, Screened::area_per_employee, Unjudged::employees);
  grey(1, Screened::area_per_employee, Unjudged::area);
  grey(1, Screened::rent, Unjudged::area);
  grey(2, Screened::rent, Unjudged::rent);
  grey(3, Screened::vacancy, Unjudged::vacancy);
  grey(4, Screened::property_value, Unjudged::value);
  grey(5, Screened::heat, Unjudged::simulation);
  grey(0, Screened::maintenance_cost, Unjudged::cost);
}

TEST_CASE("The rent of a property is the mean of its leases by area") {
  ScreenTown town;
  models::Lease more = town.lease("L01");
  more.lease_id = "L01b";
  more.area_m2 = 1000.0;
  more.rent_dkk_m2 = 1600.0;
  town.portfolio.leases.push_back(more);
  const Screening screening = town.screened();
  CHECK(screening.properties[0][Screened::rent].value == Approx((2000.0 * 1000.0 + 1000.0 * 1600.0) / 3000.0));
}

TEST_CASE("A rent of 0 warns and has no ratio") {
  ScreenTown town;
  town.lease("L01").rent_dkk_m2 = 0.0;
  town.lease("L02").rent_dkk_m2 = 0.0;
  town.lease("L02").tenure = "owned";
  const Screening screening = town.screened();
  CHECK(screening.properties[0][Screened::rent].why == Unjudged::zero_rent);
  CHECK(std::isnan(screening.properties[0][Screened::rent].ratio));
  REQUIRE(town.codes() == std::vector<std::string>{"TV-3458", "TV-3458"});
  CHECK(town.findings.list[0].severity == core::Severity::warns);
  CHECK(town.findings.list[0].id == "L01");
  CHECK(town.findings.list[1].severity == core::Severity::info);  // one's own house may be free
}

TEST_CASE("A cost that was paid goes before what a tariff asks") {
  ScreenTown town;
  town.cost("P01", 2024, "heat", 2000.0 * 75.0);
  town.cost("P01", 2024, "maintenance", 2000.0 * 90.0);
  town.cost("P01", 2024, "operation", 2000.0 * 60.0);
  const Screening screening = town.screened();
  const ScreenedPlace& place = screening.properties[0];
  CHECK(place[Screened::heat_cost].value == Approx(75.0));
  CHECK(place[Screened::heat_cost].origin == models::Origin::register_);
  CHECK(place[Screened::heat_cost].source == FigureSource::costs);
  CHECK(place[Screened::heat_cost].cost_year == 2024);
  CHECK(place[Screened::water_cost].cost_year == 0);
  CHECK(place[Screened::maintenance_cost].value == Approx(150.0));
  // A lease has its share of the property by area, and says so.
  CHECK(screening.leases[0][Screened::maintenance_cost].value == Approx(150.0));
  CHECK(screening.leases[0][Screened::maintenance_cost].origin == models::Origin::filled);
}

TEST_CASE("Each kind of cost is of its own last year, and an older one than others warns") {
  ScreenTown town;
  for (const char* kind : {"heat", "electricity", "other"}) town.cost("P01", 2009, kind, 1.0);
  town.cost("P01", 2024, "heat", 2024.0);
  town.cost("P01", 2024, "electricity", 10.0);
  core::Findings findings;
  const auto costs = scenarios::property_costs(town.portfolio, findings);
  CHECK(costs.at("P01").heat.amount_dkk == 2024.0);
  CHECK(costs.at("P01").heat.year == 2024);
  CHECK(costs.at("P01").other.year == 2009);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3462");
  CHECK(findings.list[0].severity == core::Severity::warns);
  CHECK(findings.list[0].message.find("other of 2009 of property \"P01\"") != std::string::npos);
  CHECK(town.screened().properties[0][Screened::other_cost].cost_year == 2009);
}

TEST_CASE("A cost of an older year than that of most others warns") {
  ScreenTown town;
  for (const char* property : {"P01", "P02", "P03"}) town.cost(property, 2024, "heat", 1.0);
  core::Findings none;
  static_cast<void>(scenarios::property_costs(town.portfolio, none));
  CHECK(none.list.empty());
  town.cost("P04", 2020, "heat", 1.0);
  core::Findings findings;
  static_cast<void>(scenarios::property_costs(town.portfolio, findings));
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3462");
  CHECK(findings.list[0].rows == std::vector<std::string>{"P04"});
}

TEST_CASE("A cost of some buildings of a property is per m2 of those, and told") {
  ScreenTown town;
  models::BuildingRecord more = town.portfolio.buildings[0];
  more.building.building_id = "B99";
  more.building.area_m2 = 12000.0;
  town.portfolio.buildings.push_back(more);
  town.years.push_back(town.years[0]);
  town.cost("", 2024, "heat", 2000.0 * 60.0, "B01");
  const ScreenedPlace place = town.screened().properties[0];
  CHECK(place[Screened::heat_cost].value == Approx(60.0));
  CHECK(place[Screened::heat_cost].origin == models::Origin::filled);
  CHECK(town.codes() == std::vector<std::string>{"TV-3464"});
  town.cost("", 2024, "heat", 12000.0 * 60.0, "B99");
  const ScreenedPlace whole = town.screened().properties[0];
  CHECK(whole[Screened::heat_cost].origin == models::Origin::register_);
  CHECK(town.codes().empty());
}

TEST_CASE("A rent that only the costs know counts in a potential") {
  ScreenTown town;
  std::erase_if(town.portfolio.leases, [](const models::Lease& lease) { return lease.lease_id == "L01"; });
  std::erase_if(town.portfolio.units, [](const models::Unit& unit) { return unit.lease_id == "L01"; });
  town.portfolio.buildings[0].building.employees = 80.0;
  town.cost("P01", 2024, "rent", 2000.0 * 2600.0);
  town.settings.reference = scenarios::ScreeningReference::given;
  town.settings.reference_m2_per_employee = 29.0;
  town.settings.reference_rent_dkk_m2 = 1300.0;
  const Screening screening = town.screened();
  const ScreenedPlace& place = screening.properties[0];
  CHECK(place[Screened::rent].value == Approx(2600.0));
  CHECK(place[Screened::rent].source == FigureSource::costs);
  CHECK(place.potential == scenarios::Potential::high_rent);
  CHECK(place.saving_dkk_year == Approx(1300.0 * 2000.0));
}

TEST_CASE("A cost for a property and for a building of it is added, and told") {
  ScreenTown town;
  town.cost("P01", 2024, "heat", 100.0);
  town.cost("", 2024, "heat", 30.0, "B01");
  core::Findings findings;
  CHECK(scenarios::property_costs(town.portfolio, findings).at("P01").heat.amount_dkk == 130.0);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3460");
}

TEST_CASE("Heads or full-time equivalents are counted as the settings say") {
  ScreenTown town;
  town.settings.headcount = scenarios::Headcount::fte;
  CHECK(town.screened().properties[0][Screened::area_per_employee].value == Approx(25.0 / 0.9));
}

TEST_CASE("An office without units has the employees of its building") {
  ScreenTown town;
  std::erase_if(town.portfolio.units, [](const models::Unit& unit) { return unit.unit_id == "U01" || unit.unit_id == "U02"; });
  town.portfolio.buildings[0].building.employees = 50.0;
  const Screening screening = town.screened();
  CHECK(screening.properties[0][Screened::area_per_employee].value == 40.0);
  CHECK(screening.properties[1][Screened::area_per_employee].why == Unjudged::employees);
}

TEST_CASE("A store without people is not part of the area per employee") {
  ScreenTown town;
  models::Lease store = town.lease("L01");
  store.lease_id = "L01b";
  store.use = "workshop_storage";
  store.area_m2 = 500.0;
  town.portfolio.leases.push_back(store);
  const ScreenedPlace place = town.screened().properties[0];
  CHECK(place.staffed_area_m2 == 2000.0);
  CHECK(place[Screened::area_per_employee].value == 25.0);
  CHECK(place.let_area_m2 == 2500.0);
}

TEST_CASE("A building of no property is screened in none, and told") {
  ScreenTown town;
  town.portfolio.buildings[0].building.property_id.clear();
  static_cast<void>(town.screened());
  CHECK(std::ranges::count(town.codes(), "TV-3459") == 1);
}

TEST_CASE("The name of a protected property is withheld") {
  ScreenTown town;
  town.portfolio.properties[0].protected_address = true;
  town.portfolio.properties[0].name = "Bostedet";
  const Screening screening = town.screened();
  CHECK(screening.properties[0].is_protected);
  CHECK(screening.properties[0].name == models::kProtectedName);
  CHECK(screening.leases[0].name == models::kProtectedName);
}
