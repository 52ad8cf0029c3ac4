// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::models::city {

namespace {

constexpr std::size_t kMostBuildings = 6;  // on one property
constexpr std::uint64_t kTries = 64;

/// A property in [first, last) that has room for one more building, chosen by the building's own numbers; `last` if none.
std::size_t choose_site(const std::vector<Site>& sites, std::size_t first, std::size_t last, const std::string& id,
                        std::uint64_t seed) {
  if (first == last) return last;
  const double count = static_cast<double>(last - first);
  for (std::uint64_t k = 0; k < kTries; ++k) {
    const std::size_t site = first + static_cast<std::size_t>(count * core::uniform01({seed, id, "property", k}));
    if (sites[site].buildings.size() < kMostBuildings) return site;
  }
  for (std::size_t site = first; site < last; ++site) {
    if (sites[site].buildings.size() < kMostBuildings) return site;
  }
  return last;
}

/// Spreads the buildings [begin, end) of one use over their properties.
void group_use(const UseRow& row, std::size_t begin, std::size_t end, std::uint64_t seed,
               const std::vector<BuildingRecord>& buildings, std::vector<Site>& sites) {
  const std::size_t first = sites.size();
  const double wanted = std::round(static_cast<double>(end - begin) / row.buildings_per_property);
  const std::size_t count = std::min(end - begin, static_cast<std::size_t>(std::max(1.0, wanted)));
  for (std::size_t i = begin; i < end; ++i) {
    const Building& b = buildings[i].building;
    std::size_t site = first + (i - begin);
    if (i - begin >= count) {
      site = choose_site(sites, first, first + count, b.building_id, seed);
    } else {
      sites.push_back({});
      sites.back().use = b.use;
    }
    sites[site].buildings.push_back(i);
  }
}

/// Sheds and garages stand on the others' properties; they get their own only where there is no other.
void group_small(std::size_t begin, std::size_t end, std::uint64_t seed, const std::vector<BuildingRecord>& buildings,
                 std::vector<Site>& sites) {
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t site = choose_site(sites, 0, sites.size(), buildings[i].building.building_id, seed);
    if (site == sites.size()) {
      sites.push_back({});
      sites.back().use = Use::small_building;
    }
    sites[site].buildings.push_back(i);
  }
}

std::size_t draw_district(const Tables& tables, const std::string& id, std::uint64_t seed) {
  double all = 0.0;
  for (const District& district : tables.districts) all += district.weight;
  double left = all * core::uniform01({seed, id, "district", 0});
  for (std::size_t i = 0; i + 1 < tables.districts.size(); ++i) {
    if (left < tables.districts[i].weight) return i;
    left -= tables.districts[i].weight;
  }
  return tables.districts.size() - 1;
}

/// The n-th invented place name of a use; all combinations are gone through before one repeats with a number.
std::string place_name(const Tables& tables, std::size_t n, std::string_view use, std::uint64_t seed) {
  const std::size_t combinations = tables.first.size() * tables.second.size();
  constexpr std::size_t stride = 131;  // coprime to the number of combinations
  const std::size_t start = static_cast<std::size_t>(core::random_bits({seed, use, "place", 0}) % combinations);
  const std::size_t word = (start + n * stride) % combinations;
  std::string name = tables.first[word / tables.second.size()] + tables.second[word % tables.second.size()];
  if (n >= combinations) name += " " + std::to_string(n / combinations + 1);
  return name;
}

std::string with_place(const std::string& pattern, const std::string& place) {
  const std::size_t at = pattern.find("{}");
  return at == std::string::npos ? pattern : pattern.substr(0, at) + place + pattern.substr(at + 2);
}

double draw_storeys(const Tables& tables, const Building& b, bool inner, std::uint64_t seed) {
  const UseRow& row = tables.uses[static_cast<std::size_t>(b.use)];
  // Daycare in the old town has no room to spread.
  if (b.use == Use::daycare && inner) return row.storeys_max;
  const double span = row.storeys_max - row.storeys_min + 1.0;
  const double drawn = row.storeys_min + std::floor(span * core::uniform01({seed, b.building_id, "storeys", 0}));
  constexpr double smallest_storey_m2 = 60.0;
  return std::min(drawn, std::max(1.0, std::floor(b.area_m2 / smallest_storey_m2)));
}

/// Names and administration of a property's buildings: "Birkelund Skole, bygning 2", "Skur, Birkelund Skole".
void name_buildings(const Tables& tables, const Site& site, const std::string& name, const std::string& administration,
                    std::vector<BuildingRecord>& buildings) {
  const std::size_t main_count = static_cast<std::size_t>(std::count_if(
      site.buildings.begin(), site.buildings.end(), [&](std::size_t i) { return buildings[i].building.use == site.use; }));
  std::size_t number = 0;
  for (const std::size_t i : site.buildings) {
    Building& b = buildings[i].building;
    b.property_id = site.property_id;
    b.administration = administration;
    if (b.use != site.use) {
      b.name = with_place(tables.uses[static_cast<std::size_t>(b.use)].pattern, name);
    } else {
      ++number;
      b.name = main_count > 1 ? name + ", bygning " + std::to_string(number) : name;
    }
  }
}

void describe_site(const Tables& tables, std::uint64_t seed, std::size_t number_in_use, Site& site,
                   std::vector<BuildingRecord>& buildings) {
  const UseRow& row = tables.uses[static_cast<std::size_t>(site.use)];
  site.district = draw_district(tables, site.property_id, seed);
  site.place = place_name(tables, number_in_use, to_string(site.use), seed);
  std::string name = with_place(row.pattern, site.place);
  if (site.use == Use::swimming_hall && number_in_use < tables.pools.size()) {
    site.district = tables.pools[number_in_use].district;
    name = tables.pools[number_in_use].name;
  }
  std::string administration = row.administration;
  if (administration.empty()) {
    const double count = static_cast<double>(tables.administrations.size());
    administration =
        tables.administrations[static_cast<std::size_t>(count * core::uniform01({seed, site.property_id, "administration", 0}))];
  }
  name_buildings(tables, site, name, administration, buildings);
  for (const std::size_t i : site.buildings) {
    Building& b = buildings[i].building;
    b.storeys = draw_storeys(tables, b, tables.districts[site.district].inner, seed);
  }
}

}  // namespace

std::vector<Site> make_sites(const Tables& tables, std::uint64_t seed, std::vector<BuildingRecord>& buildings) {
  std::vector<Site> sites;
  // Buildings stand in the order of uses; small ones come last and need the others' properties.
  std::size_t begin = 0;
  while (begin < buildings.size()) {
    const Use use = buildings[begin].building.use;
    std::size_t end = begin;
    while (end < buildings.size() && buildings[end].building.use == use) ++end;
    if (use == Use::small_building) {
      group_small(begin, end, seed, buildings, sites);
    } else {
      group_use(tables.uses[static_cast<std::size_t>(use)], begin, end, seed, buildings, sites);
    }
    begin = end;
  }
  std::array<std::size_t, kUses> number_in_use{};
  for (std::size_t s = 0; s < sites.size(); ++s) {
    sites[s].property_id = numbered("P-", s + 1, 6);
    describe_site(tables, seed, number_in_use[static_cast<std::size_t>(sites[s].use)]++, sites[s], buildings);
  }
  return sites;
}

}  // namespace tvilling::models::city
