// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/preflight.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/io/file.hpp"
#include "models/preflight/owner.hpp"
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

const Finding* first(const core::Findings& findings, std::string_view code) {
  const auto at = std::find_if(findings.list.begin(), findings.list.end(), [code](const Finding& f) { return f.code == code; });
  return at == findings.list.end() ? nullptr : &*at;
}

/// A folder with a school whose name says swimming hall.
struct Folder {
  TemporaryFolder folder;
  core::Findings findings;

  explicit Folder(const std::string& rows = "B1,Valby svømmehal,school,3000,1960\n") {
    core::write_file_atomic(folder / "buildings.csv", "building_id,name,use,area_m2,year\n" + rows);
  }
  models::Preflight look(const models::PreflightOptions& options = {}) {
    return models::preflight(folder.path(), findings, options);
  }
};

constexpr const char* kSetAside =
    "[[set_aside]]\ncode = \"TV-1411\"\nid = \"B1\"\nreason = \"It was one\"\nwho = \"AJ\"\nwhen = \"2026-01-01\"\n";

}  // namespace

TEST_CASE("A pre-flight reads, fills, checks and scores") {
  Folder folder;
  const models::Preflight preflight = folder.look();
  REQUIRE(preflight.portfolio.buildings.size() == 1);
  CHECK(preflight.portfolio.buildings[0].building.wall_u_value_w_m2k > 0.0);
  CHECK(preflight.quality.score > 0.0);
  const Finding* finding = first(folder.findings, code::kNameAndUse.code);
  REQUIRE(finding != nullptr);
  CHECK(finding->pos.line == 2);
  CHECK(finding->severity == Severity::warns);
}

TEST_CASE("The overrides of the folder are applied and kept among the inputs") {
  Folder folder;
  core::write_file_atomic(folder.folder / "overrides.toml", kSetAside);
  const models::Preflight preflight = folder.look();
  const Finding* finding = first(folder.findings, code::kNameAndUse.code);
  REQUIRE(finding != nullptr);
  CHECK(finding->severity == Severity::info);
  CHECK(finding->set_aside == "by AJ on 2026-01-01: It was one");
  CHECK_THAT(preflight.portfolio.inputs.back().path, Catch::EndsWith("overrides.toml"));
}

TEST_CASE("A duplicate id stays stopping with an override on it") {
  Folder folder("B1,a,school,3000,1960\nB1,b,school,3000,1960\n");
  std::string text = kSetAside;
  text.replace(text.find("TV-1411"), 7, "TV-1202");
  core::write_file_atomic(folder.folder / "overrides.toml", text);
  (void)folder.look();
  CHECK(first(folder.findings, "TV-1202")->severity == Severity::stops);
  CHECK(first(folder.findings, code::kCannotSetAside.code) != nullptr);
}

TEST_CASE("What changed since an earlier delivery can be set aside too") {
  Folder old("B1,a,school,3000,1960\nB2,b,school,3000,1960\n");
  Folder now("B1,a,school,3000,1960\n");
  std::string text = kSetAside;
  text.replace(text.find("TV-1411"), 7, "TV-1802");
  text.replace(text.find("\"B1\""), 4, "\"B2\"");
  core::write_file_atomic(now.folder / "overrides.toml", text);
  const models::Preflight preflight = now.look({old.folder.path()});
  REQUIRE(preflight.changes);
  CHECK(preflight.changes->gone_buildings == 1);
  CHECK(first(now.findings, code::kGone.code)->severity == Severity::info);
}

TEST_CASE("An earlier delivery with stops is told once") {
  Folder old("B1,a,school,much,1960\n");
  Folder now("B1,a,school,3000,1960\n");
  (void)now.look({old.folder.path()});
  CHECK(first(now.findings, code::kOldDelivery.code) != nullptr);
  CHECK_FALSE(now.findings.stops());
}

TEST_CASE("The order of the rows does not matter to what is found") {
  const std::string a = "B1,Valby svømmehal,school,3000,1960\n";
  const std::string b = "B2,Plejehjemmet Solbo,office,900,1800\n";
  Folder one(a + b);
  Folder other(b + a);
  (void)one.look();
  (void)other.look();
  REQUIRE(one.findings.list.size() == other.findings.list.size());
  for (std::size_t i = 0; i < one.findings.list.size(); ++i) {
    CHECK(one.findings.list[i].code == other.findings.list[i].code);
    CHECK(one.findings.list[i].id == other.findings.list[i].id);
    CHECK(one.findings.list[i].message == other.findings.list[i].message);
  }
}

TEST_CASE("Findings belong to the administration of their row") {
  Town town;
  town.portfolio.buildings[1].building.administration = "BUF";
  models::Meter meter;
  meter.meter_id = "M1";
  meter.building_id = "B2";
  town.metering.meters.push_back(meter);
  const models::Owners owners(town.portfolio, town.metering);
  const auto owner = [&owners](const std::string& table, const std::string& id) {
    return std::string(owners.of({"TV-1401", Severity::warns, {}, {}, {}, table, id}));
  };
  CHECK(owner("buildings", "B1") == "KFF");
  CHECK(owner("buildings", "B2") == "BUF");
  CHECK(owner("leases", "L1") == "KFF");
  CHECK(owner("units", "U1") == "KFF");
  CHECK(owner("pools", "Q1") == "KFF");
  CHECK(owner("meters", "M1") == "BUF");
  CHECK(owner("meters", "nobody").empty());
  CHECK(owner("", "").empty());
}

TEST_CASE("The lease in somebody else's house belongs to who sits there") {
  Town town;
  town.portfolio.leases.front().building_id.clear();
  town.portfolio.leases.front().property_id = "elsewhere";
  town.portfolio.units.front().administration = "SUF";
  const models::Owners owners(town.portfolio, town.metering);
  CHECK(std::string(owners.of({"TV-1410", Severity::warns, {}, {}, {}, "leases", "L1"})) == "SUF");
}

TEST_CASE("A finding about several rows belongs to their administration when they have one") {
  Town town;
  town.portfolio.buildings[1].building.administration = "BUF";
  const models::Owners owners(town.portfolio, town.metering);
  core::Finding finding{"TV-1206", Severity::warns, {}, {}, {}, "buildings"};
  finding.rows = {"B1"};
  CHECK(owners.of(finding) == "KFF");
  finding.rows = {"B1", "B2"};
  CHECK(owners.of(finding).empty());
}
