// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>

#include "models/preflight/preflight_codes.hpp"
#include "tests/unit/models/preflight/town.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace code = tvilling::models::preflight_code;
using core::Severity;
using models::Carrier;
using models::PortfolioTable;
using models::Use;
using tvilling::tests::Town;

TEST_CASE("A sound town has no finding") {
  Town town;
  town.meter("B1", Carrier::heat, 3000.0 * 90.0);
  town.meter("B2", Carrier::heat, 5000.0 * 95.0);
  town.meter("B3", Carrier::water, 4000.0 * 5.0);
  const std::vector<core::Finding> found = town.check();
  for (const core::Finding& finding : found) UNSCOPED_INFO(core::to_string(finding));
  CHECK(found.empty());
}

TEST_CASE("An area twice and a half of footprint x storeys warns") {
  Town town;
  town.building(0).area_m2 = 7500.0;
  town.portfolio.leases.clear();
  town.portfolio.units.clear();
  const core::Finding finding = town.only(code::kAreaFootprint);
  CHECK(finding.severity == Severity::warns);
  CHECK(finding.table == "buildings");
  CHECK(finding.id == "B1");
  CHECK(finding.value == "7500");
  CHECK(finding.pos.line == 2);
  CHECK_THAT(finding.message, Catch::Contains("1000 m2 of footprint x 3 storeys"));
}

TEST_CASE("An area is not compared with a footprint that was filled from it") {
  Town town;
  town.building(0).area_m2 = 9000.0;
  town.building(0).footprint_area_m2 = models::kMissing;
  CHECK(town.check().empty());
}

TEST_CASE("A storey height of 9 m is usual in a sports hall and not in an office") {
  Town town;
  town.add_building("B4", Use::sports_hall, 1500.0, 300.0).building.storey_height_m = 9.0;
  CHECK(town.check().empty());
  town.building(0).storey_height_m = 9.0;
  CHECK(town.only(code::kStoreyHeight).id == "B1");
}

TEST_CASE("A swimming hall's name on an office suggests the other code") {
  Town town;
  town.building(0).name = "Bellahøj Svømmehal";
  const core::Finding finding = town.only(code::kNameAndUse);
  CHECK_THAT(finding.message, Catch::Contains("swimming_hall") && Catch::Contains("office"));
  CHECK_THAT(finding.hint, Catch::Contains("swimming_hall"));
}

TEST_CASE("A sports hall named after its school, and a shed named after its nursing home, are left in peace") {
  Town town;
  town.building(1).name = "Tingbjerg Folkeskole, idrætshal";
  town.add_building("B4", Use::small_building, 20.0, 300.0).building.name = "Plejehjemmet Solgården, skur";
  CHECK(town.check().empty());
}

TEST_CASE("The name of a property with a protected address is not told") {
  Town town;
  town.building(0).name = "Bellahøj Svømmehal";
  town.portfolio.properties.front().protected_address = true;
  const core::Finding finding = town.only(code::kNameAndUse);
  CHECK_THAT(finding.message + finding.hint + finding.value, !Catch::Contains("Bellah"));
}

TEST_CASE("The name of a building with a lease in a protected property is not told") {
  Town town;
  town.building(0).name = "Bellahøj Svømmehal";
  town.portfolio.properties.push_back({"shelter", "Krisecentret", "", "", tvilling::models::kMissing, true});
  tvilling::models::Lease lease;
  lease.lease_id = "L9";
  lease.property_id = "shelter";
  lease.building_id = town.building(0).building_id;
  town.portfolio.leases.push_back(lease);
  std::string told;
  for (const core::Finding& finding : town.check()) told += finding.message + finding.hint + finding.value;
  CHECK_THAT(told, Catch::Contains("(protected)") && !Catch::Contains("Bellah"));
}

TEST_CASE("A million visits to a small swimming hall warn, as do none") {
  Town town;
  town.building(2).visitors_per_year = 2e6;
  CHECK(town.only(code::kVisitors).id == "B3");
  town.building(2).visitors_per_year = 0.0;
  CHECK(town.only(code::kVisitors).value == "0");
}

TEST_CASE("Three square metres for each employee of a building warn") {
  Town town;
  town.building(1).employees = 1700.0;
  CHECK(town.only(code::kEmployees).id == "B2");
}

TEST_CASE("A building of 1790 that is not listed is told, and once for all where nobody is listed") {
  Town town;
  town.building(0).year = 1790.0;
  const core::Finding once = town.only(code::kNotListed);
  CHECK(once.severity == Severity::info);
  CHECK(once.id.empty());
  town.building(1).listed = true;
  CHECK(town.only(code::kNotListed).id == "B1");
  town.building(0).listed = true;
  CHECK(town.check().empty());
}

TEST_CASE("Two buildings with the same place and area may be one") {
  Town town;
  models::Building& copy = town.add_building("X9", Use::school, 5000.0, 100.4).building;
  CHECK(town.only(code::kDoubleBuilding).value == "B2");
  copy.area_m2 = 5200.0;
  CHECK(town.check().empty());
}

TEST_CASE("A building ten kilometres from the others of its property warns") {
  Town town;
  town.building(1).x_m += 10000.0;
  const core::Finding finding = town.only(code::kFarAway);
  CHECK(finding.id == "B2");
  CHECK_THAT(finding.message, Catch::Contains("9.9 km"));
  CHECK_THAT(finding.value, !Catch::Contains("724"));
}

TEST_CASE("Of two buildings far apart one is told") {
  Town town;
  town.portfolio.pools.clear();
  town.portfolio.buildings.pop_back();
  town.building(1).y_m += 5000.0;
  CHECK(town.only(code::kFarAway).id == "B2");
}

TEST_CASE("More vacant area than the lease has warns at the lease") {
  Town town;
  town.portfolio.leases.front().vacant_m2 = 2001.0;
  const core::Finding finding = town.only(code::kVacancy);
  CHECK(finding.table == "leases");
  CHECK(finding.id == "L1");
  CHECK(finding.pos.file == "leases.csv");
}

TEST_CASE("Leases with twice the area of their building warn at the building") {
  Town town;
  models::Lease second = town.portfolio.leases.front();
  second.lease_id = "L2";
  second.area_m2 = 4000.0;
  town.portfolio.leases.push_back(second);
  for (models::BuildingRecord& record : town.portfolio.buildings) record.building.property_id.clear();
  town.building(0).property_id = "P1";
  town.building(1).administration = "BUF";
  town.building(2).administration = "KFF";
  const core::Finding finding = town.only(code::kLeasedArea);
  CHECK(finding.id == "B1");
  CHECK(finding.value == "6000");
}

TEST_CASE("A lease of a whole property may name its main building only") {
  Town town;
  town.portfolio.leases.front().area_m2 = 12000.0;
  town.portfolio.units.clear();
  CHECK(town.check().empty());
  town.portfolio.leases.front().area_m2 = 16000.0;
  CHECK_THAT(town.only(code::kLeasedArea).message, Catch::Contains("all buildings of its property 12000 m2"));
}

TEST_CASE("Employees are held against area and desks of their lease") {
  Town town;
  town.portfolio.units.front().employees = 280.0;
  CHECK_THAT(town.only(code::kEmployees).message, Catch::Contains("280 employees at 90 desks"));
  town.portfolio.leases.front().desks = models::kMissing;
  town.portfolio.units.front().employees = 7.0;
  CHECK_THAT(town.only(code::kEmployees).message, Catch::Contains("286 m2 each"));
}

TEST_CASE("A rent per month is told from one that is merely odd") {
  Town town;
  town.portfolio.leases.front().rent_dkk_m2 = 110.0;
  CHECK_THAT(town.only(code::kRent).hint, Catch::Contains("per month"));
  town.portfolio.leases.front().rent_dkk_m2 = 60000.0;
  CHECK_THAT(town.only(code::kRent).hint, !Catch::Contains("per month"));
  town.portfolio.leases.front().rent_dkk_m2 = 0.0;
  CHECK(town.only(code::kRent).value == "0");
  town.portfolio.leases.front().tenure = "owned";
  CHECK(town.check().empty());
}

TEST_CASE("A building without administration warns, and a portfolio without any is told once") {
  Town town;
  town.building(1).property_id.clear();
  CHECK(town.only(code::kNoAdministration).id == "B2");
  town.portfolio.properties.front().administration.clear();
  const core::Finding once = town.only(code::kNoAdministration);
  CHECK(once.severity == Severity::info);
  CHECK(once.id.empty());
}

TEST_CASE("A property without buildings and leases warns, unless a row that stops may be its building") {
  Town town;
  town.add_property("P2", "SUF");
  const core::Finding finding = town.only(code::kEmptyProperty);
  CHECK(finding.id == "P2");
  town.portfolio.kept_out.push_back({PortfolioTable::buildings, "B9", "P1"});
  CHECK(town.only(code::kEmptyProperty).id == "P2");
  town.portfolio.kept_out.push_back({PortfolioTable::buildings, "B8", "P2"});
  CHECK(town.check().empty());
  town.portfolio.kept_out.clear();
  town.portfolio.unread.insert(PortfolioTable::buildings);
  CHECK(town.check().empty());
}

TEST_CASE("A pool in a school warns, and a hall without pool is told") {
  Town town;
  town.add_pool("Q2", "B2");
  CHECK(town.only(code::kPoolElsewhere).id == "Q2");
  town.portfolio.pools.pop_back();
  town.add_building("B4", Use::swimming_hall, 2000.0, 300.0);
  const core::Finding finding = town.only(code::kNoPool);
  CHECK(finding.id == "B4");
  CHECK(finding.severity == Severity::info);
}

TEST_CASE("Heat a thousandth of what is usual looks like MWh, of a school like an office's unit") {
  Town town;
  town.meter("B1", Carrier::heat, 3000.0 * 0.085);
  const core::Finding finding = town.only(code::kIntensityUnit);
  CHECK_THAT(finding.hint, Catch::Contains("MWh read as kWh"));
  CHECK(finding.value == "0.085");
}

TEST_CASE("Heat a thousand times what is usual looks like kWh read as MWh") {
  Town town;
  town.meter("B2", Carrier::heat, 5000.0 * 95000.0, 2025, 1000.0);
  CHECK_THAT(town.only(code::kIntensityUnit).hint, Catch::Contains("kWh read as MWh"));
}

TEST_CASE("A meter in MWh is not said to be one in kWh read as MWh the other way round") {
  Town town;
  town.meter("B1", Carrier::heat, 3000.0 * 0.085, 2025, 1000.0);  // no unit a thousand times larger than MWh is in use
  CHECK(town.only(code::kIntensityUse).hint.find("read as") == std::string::npos);
}

TEST_CASE("A building of several uses is held against all of them and no code is suggested") {
  Town town;
  town.building(0).parts = {{Use::swimming_hall, 1500.0}};
  town.meter("B1", Carrier::heat, 3000.0 * 420.0);  // much for an office alone
  CHECK(town.check().empty());
  town.metering.uses.front().amount = 3000.0 * 900.0;  // usual for a hall alone
  CHECK_THAT(town.only(code::kIntensity).message, Catch::Contains("its uses"));
}

TEST_CASE("An office with the heat of a swimming hall suggests the code and changes nothing") {
  Town town;
  town.meter("B1", Carrier::heat, 3000.0 * 420.0);
  const core::Finding finding = town.only(code::kIntensityUse);
  CHECK_THAT(finding.hint, Catch::Contains("swimming_hall"));
  CHECK(town.portfolio.buildings.front().building.use == Use::office);
}

TEST_CASE("Heat that no use has is told without a suggestion") {
  Town town;
  town.meter("B1", Carrier::heat, 3000.0 * 5000.0);
  CHECK(town.only(code::kIntensity).id == "B1");
}

TEST_CASE("No heat all year warns in a school and not in a shed") {
  Town town;
  town.add_building("B4", Use::small_building, 20.0, 300.0);
  town.meter("B4", Carrier::heat, 0.0);
  CHECK(town.check().empty());
  town.meter("B2", Carrier::heat, 0.0);
  CHECK(town.only(code::kNoHeat).id == "B2");
}

TEST_CASE("The latest year that can be used is looked at, and gas counts as heat") {
  Town town;
  town.meter("B1", Carrier::heat, 3000.0 * 0.085, 2023);
  town.meter("B1", Carrier::gas, 3000.0 * 90.0, 2024);
  town.meter("B1", Carrier::heat, models::kMissing, 2025);
  CHECK(town.check().empty());
}

TEST_CASE("A recent building may need half the heat of the others") {
  Town town;
  models::BuildingRecord& b = town.portfolio.buildings.front();
  const double low = models::Plausibility().band("heat_kwh_m2", b.building.use).low;
  town.metering.uses.push_back({b.building.building_id, Carrier::heat, 2024, 0.7 * low * b.building.area_m2, {}, 0.0, 0, {}});
  b.building.year = 1960.0;
  CHECK_FALSE(town.check().empty());
  b.building.year = 2015.0;
  CHECK(town.check().empty());
}

TEST_CASE("Leases of a property with a building that could not be read are not held against the rest") {
  Town town;
  models::BuildingRecord& b = town.portfolio.buildings.front();
  models::Lease lease;
  lease.lease_id = "L9";
  lease.property_id = b.building.property_id;
  lease.building_id = b.building.building_id;
  lease.area_m2 = 20.0 * b.building.area_m2;
  town.portfolio.leases.push_back(lease);
  CHECK_FALSE(town.check().empty());
  town.portfolio.kept_out.push_back({PortfolioTable::buildings, "B9", b.building.property_id});
  CHECK(town.check().empty());
}

TEST_CASE("Every use has a band for every metered quantity") {
  const models::Plausibility rules;
  for (const char* quantity : {"heat_kwh_m2", "electricity_kwh_m2", "water_m3_m2"}) {
    for (std::size_t i = 0; i < models::kUseNames.size(); ++i) {
      const models::Band& band = rules.band(quantity, static_cast<Use>(i));
      CHECK(band.low < band.high);
    }
  }
}
