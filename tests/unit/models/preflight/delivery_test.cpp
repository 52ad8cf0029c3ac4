// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/delivery.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/io/file.hpp"
#include "models/portfolio/origins.hpp"
#include "models/preflight/overrides.hpp"
#include "models/preflight/preflight_codes.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/models/preflight/town.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
namespace code = tvilling::models::preflight_code;
using core::Finding;
using core::Severity;
using tvilling::tests::TemporaryFolder;
using tvilling::tests::Town;

namespace {

models::Portfolio marked(models::Portfolio portfolio) {
  for (models::BuildingRecord& record : portfolio.buildings) models::mark_register(record);
  return portfolio;
}

struct Compared {
  models::DeliveryChanges changes;
  std::vector<Finding> findings;
};

Compared compare(const models::Portfolio& before, const models::Portfolio& now) {
  core::Findings findings;
  const models::DeliveryChanges changes =
      models::compare_deliveries(marked(before), marked(now), models::Plausibility(), findings);
  return {changes, findings.list};
}

constexpr const char* kOverrides = R"([[set_aside]]
code = "TV-1401"
id = "B1"
reason = "right"
who = "AJ"
when = "2025-03-01"

[[set_aside]]
code = "TV-1401"
id = "gone"
reason = "right"
who = "AJ"
when = "2025-03-01"

[[lock]]
lease = "L1"
reason = "contract"
who = "AJ"
when = "2025-03-01"
)";

/// Two folders of one town, the earlier with overrides.
struct Folders {
  TemporaryFolder before;
  TemporaryFolder now;
  Town town;
  core::Findings findings;

  Folders() {
    for (const TemporaryFolder* folder : {&before, &now}) {
      core::write_file_atomic(*folder / "buildings.csv", "building_id,use,area_m2,year\nB1,office,3000,1960\n");
    }
    core::write_file_atomic(before / "overrides.toml", kOverrides);
  }

  models::CarriedForward carry(const models::Portfolio& old) {
    return models::carry_forward({before.path(), old}, {now.path(), town.portfolio}, "2026-02-01", findings);
  }
  models::CarriedForward carry() { return carry(town.portfolio); }

  [[nodiscard]] models::Overrides written() {
    core::Findings told;
    models::Overrides overrides = models::read_overrides(now.path(), told);
    CHECK(told.list.empty());
    return overrides;
  }
};

}  // namespace

TEST_CASE("A delivery equal to the one before has no changes") {
  const Compared same = compare(Town().portfolio, Town().portfolio);
  CHECK(same.findings.empty());
  CHECK(same.changes.area_change_fraction() == 0.0);
  CHECK(same.changes.buildings_now == 3);
}

TEST_CASE("A building that was protected and is not any more warns, whatever the cause") {
  Town before;
  before.portfolio.properties.at(0).protected_address = true;
  CHECK(compare(before.portfolio, before.portfolio).findings.empty());
  const Compared dropped = compare(before.portfolio, Town().portfolio);
  REQUIRE(dropped.findings.size() == 1);
  CHECK(dropped.findings[0].code == code::kProtectionLost.code);
  CHECK(dropped.findings[0].severity == Severity::warns);
  CHECK(dropped.findings[0].rows.size() == 3);
  models::Portfolio without_properties = before.portfolio;
  without_properties.properties.clear();
  const Compared no_table = compare(before.portfolio, without_properties);
  CHECK(std::count_if(no_table.findings.begin(), no_table.findings.end(),
                      [](const Finding& f) { return f.code == code::kProtectionLost.code; }) == 1);
  CHECK(compare(Town().portfolio, before.portfolio).findings.empty());
}

TEST_CASE("Changed use, area, year, property and administration are counted and listed per building") {
  Town now;
  now.add_property("P2", "SUF");
  now.building(0).use = models::Use::health;
  now.building(0).area_m2 = 3300.0;
  now.building(1).year = models::kMissing;
  now.building(2).property_id = "P2";
  const Compared found = compare(Town().portfolio, now.portfolio);
  CHECK(found.changes.use_changed == 1);
  CHECK(found.changes.area_changed == 1);
  CHECK(found.changes.year_changed == 1);
  CHECK(found.changes.property_changed == 1);
  CHECK(found.changes.administration_changed == 1);
  CHECK(found.changes.area_change_fraction() == Approx(300.0 / 12000.0));
  CHECK(found.findings.size() == 5);
  for (const Finding& finding : found.findings) CHECK(finding.severity == Severity::info);
}

TEST_CASE("An area that doubles warns") {
  Town now;
  now.building(0).area_m2 = 6000.0;
  const Compared found = compare(Town().portfolio, now.portfolio);
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings[0].code == code::kAreaChanged.code);
  CHECK(found.findings[0].severity == Severity::warns);
  CHECK_THAT(found.findings[0].message, Catch::Contains("+100.0 %"));
}

TEST_CASE("A year that was filled is no change") {
  Town before;
  before.building(0).year = models::kMissing;
  models::Portfolio filled = marked(before.portfolio);
  core::Findings findings;
  models::fill_portfolio(filled, findings);
  findings.list.clear();
  const auto changes = models::compare_deliveries(marked(before.portfolio), filled, models::Plausibility(), findings);
  CHECK(changes.year_changed == 0);
  CHECK(findings.list.empty());
}

TEST_CASE("A building under another id in the same place is found again") {
  Town now;
  now.building(0).building_id = "0001";
  const Compared found = compare(Town().portfolio, now.portfolio);
  CHECK(found.changes.renamed == 1);
  CHECK(found.changes.new_buildings == 0);
  CHECK(found.changes.gone_buildings == 0);
  REQUIRE(found.findings.size() == 1);
  CHECK(found.findings[0].code == code::kRenamed.code);
  CHECK(found.findings[0].value == "B1");
}

TEST_CASE("New buildings inform and gone ones warn") {
  Town before;
  before.add_building("B9", models::Use::daycare, 500.0, 900.0);
  Town now;
  now.add_building("C1", models::Use::daycare, 700.0, 1500.0);
  const Compared found = compare(before.portfolio, now.portfolio);
  REQUIRE(found.findings.size() == 2);
  CHECK(found.findings[0].code == code::kNew.code);
  CHECK(found.findings[0].severity == Severity::info);
  CHECK(found.findings[1].code == code::kGone.code);
  CHECK(found.findings[1].severity == Severity::warns);
}

TEST_CASE("Overrides are carried forward but those that lost their row") {
  Folders folders;
  const models::CarriedForward carried = folders.carry();
  CHECK(carried.set_asides == 1);
  CHECK(carried.locks == 1);
  CHECK(carried.lost == 1);
  REQUIRE(folders.findings.list.size() == 1);
  CHECK(folders.findings.list[0].code == code::kLostOverride.code);
  CHECK(folders.findings.list[0].id == "gone");
  const models::Overrides written = folders.written();
  REQUIRE(written.set_asides.size() == 1);
  CHECK(written.set_asides[0].id == "B1");
  REQUIRE(written.locks.size() == 1);
  CHECK(written.locks[0].kind == models::LockKind::lease);
}

TEST_CASE("Carrying forward twice writes nothing more") {
  Folders folders;
  (void)folders.carry();
  const std::string first = core::read_file(folders.now / "overrides.toml");
  CHECK(folders.carry().overrides.empty());
  CHECK(core::read_file(folders.now / "overrides.toml") == first);
}

TEST_CASE("Other overrides of the new delivery are not replaced") {
  Folders folders;
  const std::string mine = "[[lock]]\nunit = \"U1\"\nreason = \"mine\"\nwho = \"me\"\nwhen = \"2026-01-01\"\n";
  core::write_file_atomic(folders.now / "overrides.toml", mine);
  CHECK_THROWS_AS(folders.carry(), core::Error);
  CHECK(core::read_file(folders.now / "overrides.toml") == mine);
  CHECK_FALSE(std::filesystem::exists(folders.now / "links.csv"));
}

TEST_CASE("A unit that could not move and of which the new delivery says nothing is locked") {
  Folders folders;
  Town before;
  before.portfolio.units.front().movable = false;
  before.portfolio.units.front().lock_reason = "laboratory";
  const models::CarriedForward carried = folders.carry(before.portfolio);
  CHECK(carried.locks == 2);
  const models::Lock lock = folders.written().locks.back();
  CHECK(lock.kind == models::LockKind::unit);
  CHECK(lock.id == "U1");
  CHECK(lock.reason == "laboratory");
  CHECK(lock.when == "2026-02-01");
}

TEST_CASE("Links are copied, and those that lost their row are told") {
  Folders folders;
  const std::string links =
      "from_table,from_id,to_table,to_id,decision\nleases,L1,buildings,B1,yes\nleases,L1,bygninger,B99,no\nmeters,M1,buildings,"
      "B1,yes\n";
  core::write_file_atomic(folders.before / "links.csv", links);
  const models::CarriedForward carried = folders.carry();
  CHECK(core::read_file(folders.now / "links.csv") == links);
  CHECK(carried.lost == 2);  // and the override; of meters nothing is known to be lost
  CHECK(folders.findings.list.back().code == code::kLostLink.code);
  CHECK(folders.findings.list.back().id == "B99");
  CHECK(folders.findings.list.back().pos.line == 3);
}

TEST_CASE("Other links of the new delivery are not replaced, equal ones are enough") {
  Folders folders;
  const std::string links = "from_table,from_id,to_table,to_id,decision\nleases,L1,buildings,B1,yes\n";
  core::write_file_atomic(folders.before / "links.csv", links);
  core::write_file_atomic(folders.now / "links.csv", "from_table;from_id;to_table;to_id;decision\nleases;L1;buildings;B1;yes\n");
  CHECK(folders.carry().links.empty());
  core::write_file_atomic(folders.now / "links.csv", "from_table,from_id,to_table,to_id,decision\nleases,L1,buildings,B1,no\n");
  CHECK_THROWS_AS(folders.carry(), core::Error);
  CHECK_THAT(core::read_file(folders.now / "links.csv"), Catch::Contains(",no"));
}

TEST_CASE("A building whose row stops is neither new nor gone") {
  Town before;
  before.add_building("B9", models::Use::daycare, 500.0, 900.0);
  Town now;
  now.portfolio.kept_out.push_back({models::PortfolioTable::buildings, "B9", "P1"});
  const Compared stopped = compare(before.portfolio, now.portfolio);
  CHECK(stopped.findings.empty());
  CHECK(stopped.changes.gone_buildings == 0);
  CHECK(stopped.changes.kept_out == 1);
  const Compared mended = compare(now.portfolio, before.portfolio);
  CHECK(mended.findings.empty());
  CHECK(mended.changes.new_buildings == 0);
}

TEST_CASE("Nothing is carried forward while rows stop") {
  Folders folders;
  Town before;
  before.portfolio.kept_out.push_back({models::PortfolioTable::buildings, "B9", "P1"});
  CHECK_THROWS_AS(folders.carry(before.portfolio), core::Error);
  CHECK_FALSE(std::filesystem::exists(folders.now / "overrides.toml"));
}
