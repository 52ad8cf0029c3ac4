// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "models/links/links.hpp"

using namespace tvilling;
using namespace tvilling::models;

namespace {

constexpr double kSpoiled = 0.05;

/// A link as it was before it was spoiled.
using Truth = std::map<std::pair<LinkKind, std::string>, std::string>;

struct City {
  Portfolio portfolio;
  std::vector<Meter> meters;
  Truth truth;
};

/// An id as a person writes it down wrong: other zeros or dashes, small letters, two signs swapped, one sign wrong, or nothing.
std::string spoil(const std::string& id, std::uint64_t seed, std::string_view row) {
  const double u = core::uniform01({seed, row, "how", 0});
  std::string wrong = id;
  if (u < 0.4) return {};
  if (u < 0.55)
    std::erase(wrong, '-');
  else if (u < 0.65)
    wrong.insert(wrong.find('-') + 1, "0");
  else if (u < 0.75)
    wrong = " " + wrong.substr(0, 1) + " " + wrong.substr(1);
  else if (u < 0.9)
    std::swap(wrong[wrong.size() - 1], wrong[wrong.size() - 2]);
  else
    wrong[wrong.size() - 3] = 'x';
  return wrong;
}

class Spoiler {
 public:
  Spoiler(City& city, std::uint64_t seed) : city_(city), seed_(seed) {}

  /// What now stands there may be another row: then nobody can see it, and it is no broken link.
  template <class Known>
  void operator()(LinkKind kind, const std::string& from_id, std::string& id, const Known& known) {
    const std::string row = from_id + std::to_string(static_cast<int>(kind));
    if (core::uniform01({seed_, row, "spoiled", 0}) >= kSpoiled) return;
    const std::string wrong = spoil(id, seed_, row);
    if (known(wrong)) return;
    city_.truth[{kind, from_id}] = id;
    id = wrong;
  }

 private:
  City& city_;
  std::uint64_t seed_;
};

/// One meter for each building but sheds; half of them have the address of their property, one in four the building in its id.
void add_meters(City& city, std::uint64_t seed) {
  std::map<std::string, const Property*> properties;
  for (const Property& property : city.portfolio.properties) properties[property.property_id] = &property;
  for (const BuildingRecord& record : city.portfolio.buildings) {
    const Building& building = record.building;
    if (building.use == Use::small_building) continue;
    Meter meter;
    const bool telling = core::uniform01({seed, building.building_id, "telling", 0}) < 0.25;
    meter.meter_id = telling ? "V-" + building.building_id + "-1" : "5713130000" + std::to_string(10000 + city.meters.size());
    meter.building_id = building.building_id;
    if (core::uniform01({seed, building.building_id, "addressed", 0}) < 0.5)
      meter.address = properties.at(building.property_id)->address + ", st.";
    city.meters.push_back(std::move(meter));
  }
}

City spoiled_city(std::uint64_t seed) {
  City city;
  city.portfolio = synthetic_city({.buildings = 3500, .seed = seed});
  add_meters(city, seed);
  Spoiler spoil_link(city, seed);
  const auto in = [](const auto& rows, auto id_of) {
    return [&rows, id_of](const std::string& id) {
      return std::any_of(rows.begin(), rows.end(), [&](const auto& row) { return id_of(row) == id; });
    };
  };
  Portfolio& p = city.portfolio;
  const auto known_property = in(p.properties, [](const Property& x) { return x.property_id; });
  const auto known_building = in(p.buildings, [](const BuildingRecord& x) { return x.building.building_id; });
  const auto known_lease = in(p.leases, [](const Lease& x) { return x.lease_id; });
  for (BuildingRecord& r : p.buildings)
    spoil_link(LinkKind::building_property, r.building.building_id, r.building.property_id, known_property);
  for (Lease& lease : p.leases) {
    spoil_link(LinkKind::lease_property, lease.lease_id, lease.property_id, known_property);
    spoil_link(LinkKind::lease_building, lease.lease_id, lease.building_id, known_building);
  }
  for (Unit& unit : p.units) spoil_link(LinkKind::unit_lease, unit.unit_id, unit.lease_id, known_lease);
  for (Meter& meter : city.meters) spoil_link(LinkKind::meter_building, meter.meter_id, meter.building_id, known_building);
  return city;
}

struct Score {
  double spoiled = 0;    ///< links that somebody must find again
  double open = 0;       ///< of them asked
  double suggested = 0;  ///< answered alone
  double right = 0;      ///< of them with the row that stood there before
  double listed = 0;     ///< the right row is among the candidates
};

void count(const City& city, const Links& links, std::map<LinkKind, Score>& scores) {
  for (const auto& [link, id] : city.truth) ++scores[link.first].spoiled;
  std::map<std::string, std::string> property_of;
  for (const BuildingRecord& r : city.portfolio.buildings) {
    const auto spoiled = city.truth.find({LinkKind::building_property, r.building.building_id});
    property_of[r.building.building_id] = spoiled == city.truth.end() ? r.building.property_id : spoiled->second;
  }
  for (const Link& link : links.open) {
    // A meter may be answered with its property: right when the building stands there.
    const LinkKind asked = link.kind == LinkKind::meter_property ? LinkKind::meter_building : link.kind;
    const auto truth = city.truth.find({asked, link.from_id});
    REQUIRE(truth != city.truth.end());  // nothing that stands is asked
    const std::string right = link.kind == LinkKind::meter_property ? property_of[truth->second] : truth->second;
    Score& score = scores[asked];
    ++score.open;
    score.listed +=
        std::any_of(link.candidates.begin(), link.candidates.end(), [&](const LinkCandidate& c) { return c.id == right; });
    if (link.state != LinkState::suggested) continue;
    ++score.suggested;
    const bool hit = link.candidates.front().id == right;
    score.right += hit;
    if (!hit)
      WARN(link.from_id << " \"" << link.given_id << "\": " << link.candidates.front().id << " instead of " << right << ": "
                        << link.candidates.front().why);
  }
}

}  // namespace

TEST_CASE("Of a city with one link in twenty spoiled, hardly a suggestion is wrong and most links are found again") {
  std::map<LinkKind, Score> scores;
  for (const std::uint64_t seed : {21U, 22U, 23U}) {
    const City city = spoiled_city(seed);
    count(city, suggest_links(city.portfolio, city.meters, {}), scores);
  }
  Score all;
  for (const auto& [kind, score] : scores) {
    const LinkTables& tables = tables_of(kind);
    WARN(to_string(tables.from) << " -> " << to_string(tables.to) << ": spoiled " << score.spoiled << ", suggested "
                                << score.suggested << ", right " << score.right << ", among the candidates " << score.listed);
    CHECK(score.open == score.spoiled);
    all.spoiled += score.spoiled;
    all.suggested += score.suggested;
    all.right += score.right;
  }
  const double precision = all.right / all.suggested;
  const double recall = all.right / all.spoiled;
  WARN("precision " << precision << ", recall " << recall);
  CHECK(precision >= 0.99);
  CHECK(recall >= 0.75);
}

TEST_CASE("Where the row that is meant is missing from its table, hardly another one is suggested") {
  std::size_t asked = 0;
  std::size_t wrong = 0;
  for (const std::uint64_t seed : {21U, 22U, 23U}) {
    City city;
    city.portfolio = synthetic_city({.buildings = 3500, .seed = seed});
    std::erase_if(city.portfolio.properties,
                  [seed](const Property& p) { return core::uniform01({seed, p.property_id, "gone", 0}) < 0.05; });
    std::erase_if(city.portfolio.leases,
                  [seed](const Lease& l) { return core::uniform01({seed, l.lease_id, "gone", 0}) < 0.05; });
    std::erase_if(city.portfolio.buildings,
                  [seed](const BuildingRecord& r) { return core::uniform01({seed, r.building.building_id, "gone", 0}) < 0.05; });
    const Links links = suggest_links(city.portfolio, {}, {});
    asked += links.open.size();
    for (const Link& link : links.open) {
      if (link.state != LinkState::suggested) continue;
      ++wrong;
      WARN(link.from_id << " \"" << link.given_id << "\": " << link.candidates.front().id << ": " << link.candidates.front().why);
    }
  }
  WARN("asked " << asked << ", wrongly suggested " << wrong);
  CHECK(asked > 500);
  CHECK(static_cast<double>(wrong) < 0.01 * static_cast<double>(asked));
}
