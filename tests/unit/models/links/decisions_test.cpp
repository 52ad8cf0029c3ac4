// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/csv.hpp"
#include "models/links/decisions.hpp"
#include "models/links/link_codes.hpp"
#include "models/links/link_table.hpp"

using namespace tvilling;
using namespace tvilling::models;
using core::Findings;
using core::Severity;

namespace {

Portfolio two_halls() {
  Portfolio p;
  for (const std::string id : {"B1", "B2"}) {
    BuildingRecord record;
    record.building.building_id = id;
    record.building.name = "Hal " + id;
    record.building.property_id = "P1";
    p.buildings.push_back(std::move(record));
  }
  p.properties.push_back({"P1", "Hallerne", "Hallevej 1", "Kultur"});
  p.properties.push_back({"P2", "Rådhuset", "Torvegade 1", "Økonomi"});
  Lease lease;
  lease.lease_id = "L1";
  lease.property_id = "P1";
  p.leases.push_back(lease);
  Unit unit;
  unit.unit_id = "U1";
  unit.lease_id = "L9";
  p.units.push_back(unit);
  return p;
}

const std::string kHead = "from_table,from_id,to_table,to_id,state,decision\n";

LinkDecisions read(const std::string& rows, Findings& findings) {
  core::Table table = core::parse_csv(kHead + rows, "links.csv", findings);
  return read_link_decisions(std::move(table), findings);
}

Portfolio decided(const std::string& rows, Findings& findings) {
  Portfolio p = two_halls();
  apply_links(read(rows, findings), p, findings);
  return p;
}

const core::Finding& one(const Findings& findings, const core::FindingCode& code) {
  const auto is = [&code](const core::Finding& f) { return f.code == code.code; };
  REQUIRE(std::count_if(findings.list.begin(), findings.list.end(), is) == 1);
  return *std::find_if(findings.list.begin(), findings.list.end(), is);
}

bool has(const Findings& findings, const core::FindingCode& code) {
  return std::any_of(findings.list.begin(), findings.list.end(), [&code](const core::Finding& f) { return f.code == code.code; });
}

}  // namespace

TEST_CASE("Yes takes the suggested id, and the change is told") {
  for (const std::string yes : {"yes", "ja", "JA", "Yes "}) {
    Findings findings;
    const Portfolio p = decided("leases,L1,buildings,B2,suggested," + yes + "\n", findings);
    CHECK(p.leases[0].building_id == "B2");
    CHECK(one(findings, link_code::kApplied).severity == Severity::info);
    CHECK(one(findings, link_code::kApplied).id == "L1");
  }
}

TEST_CASE("An id takes that id in place of what is suggested") {
  Findings findings;
  const Portfolio p = decided("leases,L1,buildings,B2,suggested,B1\nunits,U1,leases,,unmatched,L1\n", findings);
  CHECK(p.leases[0].building_id == "B1");
  CHECK(p.units[0].lease_id == "L1");
  CHECK_FALSE(findings.stops());
}

TEST_CASE("Danish tables and columns are read too") {
  Findings findings;
  core::Table table = core::parse_csv(
      "fra_tabel;fra_id;til_tabel;til_id;tilstand;beslutning\nlejemål;L1;bygninger;B2;suggested;ja\n", "links.csv", findings);
  Portfolio p = two_halls();
  apply_links(read_link_decisions(std::move(table), findings), p, findings);
  CHECK(p.leases[0].building_id == "B2");
}

TEST_CASE("No leaves the row without link, takes out what was broken and is not asked again") {
  Findings findings;
  const LinkDecisions decisions = read("units,U1,leases,,unmatched,nej\n", findings);
  Portfolio p = two_halls();
  apply_links(decisions, p, findings);
  CHECK(p.units[0].lease_id.empty());
  CHECK(one(findings, link_code::kLeftOpen).severity == Severity::info);
  const std::vector<SilentLink> silent = silent_links(decisions);
  const Links links = suggest_links(p, {}, {}, silent);
  CHECK(links.count(LinkKind::unit_lease, LinkState::unmatched) == 0);
  CHECK(links.silent[static_cast<std::size_t>(LinkKind::unit_lease)] == 1);
}

TEST_CASE("A suggested link without a decision changes nothing and is told with the count") {
  Findings findings;
  const Portfolio p = decided("leases,L1,buildings,B2,suggested,\nunits,U1,leases,L1,suggested,\n", findings);
  CHECK(p.leases[0].building_id.empty());
  CHECK(p.units[0].lease_id == "L9");
  CHECK(one(findings, link_code::kUndecided).severity == Severity::warns);
  CHECK(one(findings, link_code::kUndecided).message.find("2 suggested") != std::string::npos);
}

TEST_CASE("An ambiguous row without a decision asks nothing twice") {
  Findings findings;
  const Portfolio p = decided("units,U1,leases,,ambiguous,\n", findings);
  CHECK(p.units[0].lease_id == "L9");
  CHECK_FALSE(has(findings, link_code::kUndecided));
}

TEST_CASE("An id that is not there stops with its cell and changes nothing") {
  Findings findings;
  const Portfolio p = decided("leases,L1,buildings,B2,suggested,B7\n", findings);
  const core::Finding& finding = one(findings, link_code::kUnknownTarget);
  CHECK(finding.severity == Severity::stops);
  CHECK(finding.pos.line == 2);
  CHECK(finding.pos.column == 34);
  CHECK(finding.value == "B7");
  CHECK(p.leases[0].building_id.empty());
}

TEST_CASE("Yes where nothing is suggested stops") {
  Findings findings;
  static_cast<void>(decided("units,U1,leases,,ambiguous,yes\n", findings));
  CHECK(one(findings, link_code::kNothingToTake).severity == Severity::stops);
}

TEST_CASE("Two decisions about one link stop unless they agree") {
  Findings agree;
  CHECK(decided("leases,L1,buildings,B2,suggested,yes\nleases,L1,buildings,,,B2\n", agree).leases[0].building_id == "B2");
  CHECK_FALSE(agree.stops());
  Findings differ;
  static_cast<void>(decided("leases,L1,buildings,B2,suggested,yes\nleases,L1,buildings,,,B1\n", differ));
  CHECK(one(differ, link_code::kTwoDecisions).severity == Severity::stops);
}

TEST_CASE("A link between tables that have none stops") {
  Findings findings;
  static_cast<void>(decided("units,U1,buildings,B1,,yes\n", findings));
  CHECK(one(findings, link_code::kUnknownLink).severity == Severity::stops);
}

TEST_CASE("A decision about a row that is gone warns") {
  Findings findings;
  static_cast<void>(decided("units,U7,leases,L1,suggested,yes\n", findings));
  CHECK(one(findings, link_code::kRowIsGone).severity == Severity::warns);
}

TEST_CASE("A decision against a link that stands is followed and warned of") {
  Findings findings;
  const Portfolio p = decided("buildings,B1,properties,P2,,yes\n", findings);
  CHECK(p.buildings[0].building.property_id == "P2");
  CHECK(one(findings, link_code::kChangesGiven).severity == Severity::warns);
}

TEST_CASE("A decision that is followed already is silent") {
  Findings findings;
  const LinkDecisions decisions = read("leases,L1,buildings,B2,suggested,yes\n", findings);
  Portfolio p = two_halls();
  apply_links(decisions, p, findings);
  Findings again;
  apply_links(decisions, p, again);
  CHECK(again.list.empty());
}

TEST_CASE("A meter takes its building or property by decision") {
  Findings findings;
  std::vector<Meter> meters(2);
  meters[0].meter_id = "M1";
  meters[1].meter_id = "M2";
  const LinkDecisions decisions = read("meters,M1,buildings,B1,suggested,yes\nmeters,M2,properties,,ambiguous,P2\n", findings);
  apply_links(decisions, two_halls(), meters, {}, findings);
  CHECK(meters[0].building_id == "B1");
  CHECK(meters[1].property_id == "P2");
  CHECK(meters[1].building_id.empty());
}

TEST_CASE("The table that is written reads back, and deciding yes everywhere gives every suggestion") {
  Portfolio p = two_halls();
  p.buildings[1].building.property_id = "p-1";
  p.units[0].lease_id = "L-1";
  const Links links = suggest_links(p, {}, {});
  REQUIRE(links.count(LinkKind::building_property, LinkState::suggested) == 1);
  REQUIRE(links.count(LinkKind::unit_lease, LinkState::suggested) == 1);
  core::CsvWriter csv;
  for (const std::string_view name : kLinkColumns) csv.cell(name);
  csv.end_row();
  for (LinkRow row : link_table(links, {})) {
    if (row[5] == "suggested") row[10] = "yes";
    for (const std::string& cell : row) csv.cell(cell);
    csv.end_row();
  }
  Findings findings;
  apply_links(read_link_decisions(core::parse_csv(csv.text(), "links.csv", findings), findings), p, findings);
  CHECK_FALSE(findings.stops());
  CHECK(p.buildings[1].building.property_id == "P1");
  CHECK(p.units[0].lease_id == "L1");
}

TEST_CASE("Earlier decisions stand in the table that is written again") {
  Findings findings;
  const LinkDecisions decisions = read("leases,L1,buildings,B2,suggested,yes\nunits,U1,leases,,,no\n", findings);
  Portfolio p = two_halls();
  apply_links(decisions, p, findings);
  const std::vector<SilentLink> silent = silent_links(decisions);
  const std::vector<LinkRow> rows = link_table(suggest_links(p, {}, {}, silent), decisions);
  core::CsvWriter csv;
  for (const std::string_view name : kLinkColumns) csv.cell(name);
  csv.end_row();
  for (const LinkRow& row : rows) {
    for (const std::string& cell : row) csv.cell(cell);
    csv.end_row();
  }
  const LinkDecisions again = read_link_decisions(core::parse_csv(csv.text(), "links.csv", findings), findings);
  CHECK_FALSE(findings.stops());
  REQUIRE(again.list.size() == decisions.list.size());
  for (std::size_t i = 0; i < again.list.size(); ++i) {
    CHECK(again.list[i].kind == decisions.list[i].kind);
    CHECK(again.list[i].from_id == decisions.list[i].from_id);
    CHECK(again.list[i].to_id == decisions.list[i].to_id);
  }
}

TEST_CASE("Every code about links has its own number and a meaning") {
  std::set<std::string_view> codes;
  for (const core::FindingCode& code : link_code::kAll) {
    CHECK(codes.insert(code.code).second);
    CHECK(code.code.starts_with("TV-16"));
    CHECK_FALSE(code.meaning.empty());
  }
}

TEST_CASE("A decision about a row that is kept out waits, and such a row may be taken") {
  Findings findings;
  Portfolio p = two_halls();
  p.kept_out.push_back({PortfolioTable::leases, "L2", "P1"});
  p.kept_out.push_back({PortfolioTable::buildings, "B3", "P1"});
  apply_links(read("leases,L2,buildings,B1,suggested,yes\nleases,L1,buildings,B3,suggested,yes\n", findings), p, findings);
  CHECK_FALSE(findings.stops());
  CHECK_FALSE(has(findings, link_code::kRowIsGone));
  CHECK(p.leases[0].building_id == "B3");
}

TEST_CASE("Of a table that could not be read nothing is told to be missing") {
  Findings findings;
  Portfolio p = two_halls();
  p.unread = {PortfolioTable::units, PortfolioTable::buildings};
  apply_links(read("units,U7,leases,L1,suggested,yes\nleases,L1,buildings,B3,suggested,yes\n", findings), p, findings);
  CHECK_FALSE(findings.stops());
  CHECK_FALSE(has(findings, link_code::kRowIsGone));
}
