// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "models/links/links.hpp"

using namespace tvilling::models;

namespace {

void add_building(Portfolio& p, std::string id, std::string name, std::string property, double area_m2, Use use = Use::school) {
  BuildingRecord record;
  record.building.building_id = std::move(id);
  record.building.name = std::move(name);
  record.building.property_id = std::move(property);
  record.building.area_m2 = area_m2;
  record.building.use = use;
  p.buildings.push_back(std::move(record));
}

void add_property(Portfolio& p, std::string id, std::string name, std::string address, bool hidden = false) {
  p.properties.push_back({std::move(id), std::move(name), std::move(address), "Kultur", kMissing, hidden});
}

void add_lease(Portfolio& p, std::string id, std::string property, std::string building, double area_m2) {
  Lease lease;
  lease.lease_id = std::move(id);
  lease.property_id = std::move(property);
  lease.building_id = std::move(building);
  lease.area_m2 = area_m2;
  p.leases.push_back(std::move(lease));
}

void add_unit(Portfolio& p, std::string id, std::string name, std::string lease) {
  Unit unit;
  unit.unit_id = std::move(id);
  unit.name = std::move(name);
  unit.lease_id = std::move(lease);
  p.units.push_back(std::move(unit));
}

Meter meter(std::string id, std::string building, std::string property, std::string address) {
  Meter meter;
  meter.meter_id = std::move(id);
  meter.building_id = std::move(building);
  meter.property_id = std::move(property);
  meter.address = std::move(address);
  return meter;
}

/// A school of two buildings and a shed, a lone town hall, a home with a protected address. Every link stands.
Portfolio village() {
  Portfolio p;
  add_property(p, "P-0001", "Birkelund Skole", "Gl. Skolevej 12-16, 2450 København SV");
  add_property(p, "P-0002", "Rådhuset", "Torvegade 1");
  add_property(p, "P-0003", "Bostedet Ly", "Skjulgade 9", true);
  add_building(p, "B-101", "Birkelund Skole, bygning 1", "P-0001", 3000);
  add_building(p, "B-102", "Birkelund Skole, bygning 2", "P-0001", 1200);
  add_building(p, "B-103", "Skur, Birkelund Skole", "P-0001", 20, Use::small_building);
  add_building(p, "B-201", "Rådhuset", "P-0002", 5000, Use::office);
  add_building(p, "B-301", "Bostedet Ly", "P-0003", 400, Use::residential_care);
  add_lease(p, "L-0001", "P-0001", "B-101", 3000);
  add_lease(p, "L-0002", "P-0001", "B-102", 1200);
  add_lease(p, "L-0003", "P-0002", "B-201", 5000);
  add_lease(p, "L-0004", "P-0003", "B-301", 400);
  add_unit(p, "U-1", "Borgerservice Rådhuset", "L-0003");
  return p;
}

Link only(const Links& links) {
  REQUIRE(links.open.size() == 1);
  return links.open.front();
}

Link only(const Portfolio& p) {
  return only(suggest_links(p, {}, {}));
}

}  // namespace

TEST_CASE("Links that stand are counted and nothing is asked") {
  const Links links = suggest_links(village(), {}, {});
  CHECK(links.open.empty());
  CHECK(links.count(LinkKind::building_property, LinkState::given) == 5);
  CHECK(links.count(LinkKind::lease_property, LinkState::given) == 4);
  CHECK(links.count(LinkKind::lease_building, LinkState::given) == 4);
  CHECK(links.count(LinkKind::unit_lease, LinkState::given) == 1);
}

TEST_CASE("An id that differs in case, spaces, dashes or leading zeros is the same id") {
  for (const std::string spelled : {"l-3", "L 0003", "L0003", "l0003", "L_000003"}) {
    CAPTURE(spelled);
    Portfolio p = village();
    p.units[0].lease_id = spelled;
    p.units[0].name = "Enhed 1";
    const Link link = only(p);
    CHECK(link.state == LinkState::suggested);
    CHECK(link.given_id == spelled);
    REQUIRE(link.candidates.size() == 1);
    CHECK(link.candidates[0].id == "L-0003");
    CHECK(link.candidates[0].why.find("the same id but for") != std::string::npos);
  }
}

TEST_CASE("Two ids that read the same without their zeros are ambiguous") {
  Portfolio p = village();
  add_lease(p, "L-03", "P-0002", "B-201", 10);
  p.units[0].lease_id = "L3";
  p.units[0].name = "Enhed 1";
  const Link link = only(p);
  CHECK(link.state == LinkState::ambiguous);
  CHECK(link.candidates.size() == 2);
}

TEST_CASE("A number that is broken up at another place is another id") {
  Portfolio p = village();
  add_property(p, "12-3", "", "");
  p.buildings[3].building.property_id = "1-23";
  p.buildings[3].building.name = "";
  p.leases[2].building_id = "B-102";
  p.leases[2].property_id = "P-0001";
  const Link link = only(p);
  CHECK(link.from_id == "B-201");
  CHECK(link.state == LinkState::unmatched);
}

TEST_CASE("A building without property is told by the lease that names both") {
  Portfolio p = village();
  p.buildings[1].building.property_id = "";
  p.buildings[1].building.name = "";
  const Link link = only(p);
  CHECK(link.kind == LinkKind::building_property);
  CHECK(link.state == LinkState::suggested);
  CHECK(link.candidates[0].id == "P-0001");
}

TEST_CASE("A lease without building is told by its property and area") {
  Portfolio p = village();
  p.leases[1].building_id = "";
  const Link link = only(p);
  CHECK(link.state == LinkState::suggested);
  CHECK(link.candidates[0].id == "B-102");
  CHECK(link.candidates[0].why.find("the same area") != std::string::npos);
  CHECK(std::none_of(link.candidates.begin(), link.candidates.end(), [](const LinkCandidate& c) { return c.id == "B-201"; }));
}

TEST_CASE("A lease of no building's area is ambiguous between the buildings of its property") {
  Portfolio p = village();
  p.leases[1].building_id = "";
  p.leases[1].area_m2 = 700;
  const Link link = only(p);
  CHECK(link.state == LinkState::ambiguous);
  CHECK(link.candidates.size() == 2);
}

TEST_CASE("A lease without property belongs where its building stands") {
  Portfolio p = village();
  p.leases[2].property_id = "";
  const Link link = only(p);
  CHECK(link.kind == LinkKind::lease_property);
  CHECK(link.state == LinkState::suggested);
  CHECK(link.candidates[0].id == "P-0002");
}

TEST_CASE("A meter is matched by address with the abbreviation written out and the number inside the range") {
  const Portfolio p = village();
  const std::array meters{meter("M-1", "", "", "Torvegade 1, st. th."), meter("M-2", "", "", "Gammel Skolevej 14")};
  const Links links = suggest_links(p, meters, {});
  REQUIRE(links.open.size() == 2);
  const auto of = [&links](std::string_view id) {
    return *std::find_if(links.open.begin(), links.open.end(), [id](const Link& l) { return l.from_id == id; });
  };
  CHECK(of("M-1").state == LinkState::suggested);
  CHECK(of("M-1").kind == LinkKind::meter_building);
  CHECK(of("M-1").candidates[0].id == "B-201");
  // three buildings stand there: none is said to be the one
  CHECK(of("M-2").state == LinkState::ambiguous);
}

TEST_CASE("A unit sits in the lease of its address") {
  Portfolio p = village();
  p.units[0].lease_id = "";
  p.units[0].name = "Enhed 1";
  p.units[0].address = "Torvegade 1, 2. sal";
  const Link link = only(p);
  CHECK(link.state == LinkState::suggested);
  CHECK(link.candidates[0].id == "L-0003");
  p.leases[3].address = "Torvegade 1";  // a second lease in the same house
  CHECK(only(p).state == LinkState::ambiguous);
}

TEST_CASE("A building or lease is matched by an address of its own") {
  Portfolio p = village();
  p.buildings[3].building.property_id = "";
  p.buildings[3].building.name = "";
  p.buildings[3].address = "Torvegade 1";
  p.leases[2].property_id = "P-0001";
  p.leases[2].building_id = "B-101";
  CHECK(only(p).candidates.at(0).id == "P-0002");
  CHECK(only(p).state == LinkState::suggested);
}

TEST_CASE("A meter whose number holds a building's id belongs to it") {
  const std::array meters{meter("571313-B0102-el", "", "", "")};
  const Link link = only(suggest_links(village(), meters, {}));
  CHECK(link.state == LinkState::suggested);
  CHECK(link.candidates[0].id == "B-102");
}

TEST_CASE("A meter with a property or a share asks for no building") {
  const std::array meters{meter("M-1", "", "P-0001", ""), meter("M-2", "", "", "")};
  const std::array shares{MeterShare{"M-2", "B-101", 1.0}};
  const Links links = suggest_links(village(), meters, shares);
  CHECK(links.open.empty());
  CHECK(links.count(LinkKind::meter_property, LinkState::given) == 1);
  CHECK(links.count(LinkKind::meter_building, LinkState::given) == 1);
}

TEST_CASE("What points nowhere is unmatched") {
  Portfolio p = village();
  p.units[0].lease_id = "";
  p.units[0].name = "Enhed 7";
  const Link link = only(p);
  CHECK(link.state == LinkState::unmatched);
  CHECK(link.candidates.empty());
}

TEST_CASE("An id that is not there and is like none asks for more than an alike name") {
  Portfolio p = village();
  p.buildings[3].building.property_id = "";
  p.leases[2].property_id = "P-0002";
  p.leases[2].building_id = "B-101";
  CHECK(only(p).state == LinkState::suggested);
  p.buildings[3].building.property_id = "X-99887";
  CHECK(only(p).state == LinkState::ambiguous);
}

TEST_CASE("Where most ids of a column are of another register they say nothing against an address") {
  const Portfolio p = village();
  const std::array foreign{meter("M-1", "KMD-1", "", "Torvegade 1")};
  CHECK(only(suggest_links(p, foreign, {})).state == LinkState::suggested);
  const std::array one_foreign{meter("M-1", "KMD-1", "", "Torvegade 1"), meter("M-2", "B-101", "", ""),
                               meter("M-3", "B-102", "", "")};
  CHECK(only(suggest_links(p, one_foreign, {})).state == LinkState::ambiguous);
}

TEST_CASE("Name and address of a protected property are never told") {
  Portfolio p = village();
  p.buildings[4].building.property_id = "P0003";
  p.leases[3].building_id = "";
  const std::array meters{meter("M-1", "", "", "Skjulgade 9")};
  const Links links = suggest_links(p, meters, {});
  CHECK(links.open.size() == 3);
  for (const Link& link : links.open) {
    std::string told = link.from_name;
    for (const LinkCandidate& candidate : link.candidates) told += candidate.name + candidate.why;
    CAPTURE(link.from_id, told);
    CHECK(told.find("Ly") == std::string::npos);
    CHECK(told.find("Skjulgade") == std::string::npos);
    CHECK(told.find(kProtectedName) != std::string::npos);
  }
}

TEST_CASE("A building with a lease in a protected property is never named") {
  Portfolio p = village();
  add_lease(p, "L-0005", "P-0003", "B-201", 100);
  const std::array meters{meter("M-1", "", "", "Torvegade 1")};
  std::size_t asked = 0;
  for (const Link& link : suggest_links(p, meters, {}).open) {
    for (const LinkCandidate& candidate : link.candidates) {
      if (candidate.id != "B-201") continue;
      ++asked;
      CHECK(candidate.name == kProtectedName);
    }
  }
  CHECK(asked > 0);
}

TEST_CASE("A link that was decided to stay open is not asked again") {
  Portfolio p = village();
  p.units[0].lease_id = "";
  const std::array silent{SilentLink{LinkKind::unit_lease, "U-1"}};
  const Links links = suggest_links(p, {}, {}, silent);
  CHECK(links.open.empty());
  CHECK(links.silent[static_cast<std::size_t>(LinkKind::unit_lease)] == 1);
}

TEST_CASE("The order of the rows changes no suggestion") {
  Portfolio p = village();
  p.leases[1].building_id = "";
  p.leases[2].property_id = "";
  p.units[0].lease_id = "";
  std::vector<Meter> meters{meter("M-1", "", "", "Torvegade 1"), meter("M-2", "", "", "Gammel Skolevej 14")};
  const Links forward = suggest_links(p, meters, {});
  std::reverse(p.properties.begin(), p.properties.end());
  std::reverse(p.buildings.begin(), p.buildings.end());
  std::reverse(p.leases.begin(), p.leases.end());
  std::reverse(meters.begin(), meters.end());
  const Links backward = suggest_links(p, meters, {});
  REQUIRE(forward.open.size() == backward.open.size());
  for (std::size_t i = 0; i < forward.open.size(); ++i) {
    CHECK(forward.open[i].from_id == backward.open[i].from_id);
    CHECK(forward.open[i].state == backward.open[i].state);
    REQUIRE(forward.open[i].candidates.size() == backward.open[i].candidates.size());
    for (std::size_t c = 0; c < forward.open[i].candidates.size(); ++c) {
      CHECK(forward.open[i].candidates[c].id == backward.open[i].candidates[c].id);
      CHECK(forward.open[i].candidates[c].score == backward.open[i].candidates[c].score);
    }
  }
}

TEST_CASE("What needs a person stands first") {
  Portfolio p = village();
  p.leases[1].building_id = "";  // suggested
  p.leases[2].property_id = "";  // suggested
  p.units[0].lease_id = "";
  p.units[0].name = "Enhed 7";  // unmatched
  const Links links = suggest_links(p, {}, {});
  REQUIRE(links.open.size() == 3);
  CHECK(links.open.front().state == LinkState::unmatched);
}
