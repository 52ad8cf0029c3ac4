// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/random.hpp"
#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::models::city {

namespace {

constexpr double kLeases = 1600.0;  // in the city of 3,500 buildings
constexpr double kCity = 3500.0;
constexpr double kThirdPartyShare = 0.18;  // of all leases (assumption)

/// A lease while the city grows: the buildings it covers, the first of them named in the table.
struct Draft {
  std::size_t site = 0;
  std::vector<std::size_t> buildings;
};

Property make_property(const Tables& tables, std::uint64_t seed, const Site& site, const std::vector<BuildingRecord>& buildings) {
  const Building& main = buildings[site.buildings.front()].building;
  const std::string& id = site.property_id;
  Property property;
  property.property_id = id;
  property.name = main.name.substr(0, main.name.find(", bygning"));
  property.administration = main.administration;
  const double streets = static_cast<double>(tables.streets.size());
  const std::string& street = tables.streets[static_cast<std::size_t>(streets * core::uniform01({seed, id, "street", 0}))];
  const double number = 1.0 + std::floor(120.0 * core::uniform01({seed, id, "street_number", 0}));
  property.address = site.place + street + " " + std::to_string(static_cast<int>(number));
  double area_m2 = 0.0;
  for (const std::size_t i : site.buildings) area_m2 += buildings[i].building.area_m2;
  // Assumption: 9,000-15,000 DKK/m2, half as much again in the inner districts.
  const double inner = tables.districts[site.district].inner ? 1.5 : 1.0;
  const double dkk_m2 = inner * (9000.0 + 6000.0 * core::uniform01({seed, id, "value_dkk", 0}));
  property.value_dkk = std::round(area_m2 * dkk_m2 / 1000.0) * 1000.0;
  property.protected_address = site.use == Use::residential_care && core::uniform01({seed, id, "protected_address", 0}) < 0.1;
  return property;
}

/// One lease for each property, then further ones for single buildings until the number is met. Sheds go along.
std::vector<Draft> draft_leases(const SyntheticCityOptions& options, const std::vector<Site>& sites,
                                const std::vector<BuildingRecord>& buildings) {
  std::vector<Draft> drafts;
  std::vector<std::pair<std::uint64_t, std::pair<std::size_t, std::size_t>>> more;  // draw, (lease, building)
  for (std::size_t s = 0; s < sites.size(); ++s) {
    Draft draft{s, {}};
    for (const std::size_t i : sites[s].buildings) {
      const Building& b = buildings[i].building;
      if (b.use == Use::small_building) continue;
      if (!draft.buildings.empty()) {
        more.push_back({core::random_bits({options.seed, b.building_id, "own_lease", 0}), {drafts.size(), i}});
      }
      draft.buildings.push_back(i);
    }
    if (!draft.buildings.empty()) drafts.push_back(std::move(draft));
  }
  const std::size_t wanted = static_cast<std::size_t>(std::round(kLeases * options.buildings / kCity));
  std::sort(more.begin(), more.end());
  for (std::size_t n = 0; n < more.size() && drafts.size() < wanted; ++n) {
    const auto [lease, building] = more[n].second;
    std::erase(drafts[lease].buildings, building);
    drafts.push_back({drafts[lease].site, {building}});
  }
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    return a.site != b.site ? a.site < b.site : a.buildings.front() < b.buildings.front();
  });
  return drafts;
}

/// Rent per year. Owned: 900-1,400 with the middle 1,150; third party: 1,300-2,800, half of them below 1,750.
double draw_rent(const std::string& id, bool third_party, std::uint64_t seed) {
  const double u = core::uniform01({seed, id, "rent_dkk_m2", 0});
  if (!third_party) return std::round(900.0 + 500.0 * u);
  return std::round(u < 0.5 ? 1300.0 + 900.0 * u : 1750.0 + 2100.0 * (u - 0.5));
}

/// Marks as third party the `count` leases with the lowest draw among those that `may` be.
template <typename May>
void mark_third_party(std::vector<Lease>& leases, double count, std::uint64_t seed, const May& may) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < leases.size(); ++i) {
    if (may(leases[i])) order.emplace_back(core::random_bits({seed, leases[i].lease_id, "tenure", 0}), i);
  }
  std::sort(order.begin(), order.end());
  for (std::size_t n = 0; n < order.size() && static_cast<double>(n) < count; ++n) leases[order[n].second].tenure = "third_party";
}

void set_tenure(const Tables& tables, std::uint64_t seed, std::vector<Lease>& leases) {
  double offices = 0.0;
  double planted = 0.0;
  for (Lease& lease : leases) {
    offices += lease.use == to_string(Use::office) ? 1.0 : 0.0;
    planted += lease.planted ? 1.0 : 0.0;
    lease.tenure = lease.planted ? "third_party" : "owned";
  }
  const double office_share = tables.uses[static_cast<std::size_t>(Use::office)].third_party_share;
  const double rented_offices = std::round(office_share * offices);
  mark_third_party(leases, rented_offices - planted, seed,
                   [](const Lease& lease) { return lease.use == to_string(Use::office) && !lease.planted; });
  const double rented = std::round(kThirdPartyShare * static_cast<double>(leases.size()));
  mark_third_party(leases, rented - rented_offices, seed, [&tables](const Lease& lease) {
    const auto use = std::find(kUseNames.begin(), kUseNames.end(), lease.use) - kUseNames.begin();
    return lease.use != to_string(Use::office) && tables.uses[static_cast<std::size_t>(use)].third_party_share > 0.0;
  });
}

double draw_vacant(const Lease& lease, std::uint64_t seed) {
  const double share = lease.use == to_string(Use::office) ? 0.12 : 0.03;  // assumption
  if (lease.planted || core::uniform01({seed, lease.lease_id, "vacant", 0}) >= share) return 0.0;
  return std::round(lease.area_m2 * 0.3 * core::uniform01({seed, lease.lease_id, "vacant_m2", 0}));
}

/// Months of notice: the landlord's terms are longer than the city's own (domain.md D4: 6-12 and 3-6).
double draw_notice_months(const Lease& lease, std::uint64_t seed) {
  const double u = core::uniform01({seed, lease.lease_id, "notice_months", 0});
  return lease.tenure == "third_party" ? 6.0 + std::floor(7.0 * u) : 3.0 + std::floor(4.0 * u);
}

/// What a property's buildings cost in a year beside rent and energy (assumptions: 60-200 and 80-160 DKK/m2).
void add_costs(std::uint64_t seed, const Site& site, const std::vector<BuildingRecord>& buildings, std::vector<Cost>& costs) {
  constexpr double kYear = 2024.0;
  struct Kind {
    const char* name;
    double least_dkk_m2;
    double more_dkk_m2;
  };
  double area_m2 = 0.0;
  for (const std::size_t i : site.buildings) area_m2 += buildings[i].building.area_m2;
  for (const Kind& kind : {Kind{"maintenance", 60.0, 140.0}, Kind{"operation", 80.0, 80.0}}) {
    Cost cost;
    cost.property_id = site.property_id;
    cost.year = kYear;
    cost.kind = kind.name;
    const double dkk_m2 = kind.least_dkk_m2 + kind.more_dkk_m2 * core::uniform01({seed, site.property_id, kind.name, 0});
    cost.amount_dkk = std::round(area_m2 * dkk_m2 / 100.0) * 100.0;
    costs.push_back(std::move(cost));
  }
}

/// Units of about 36 people in an office lease: some 300 in the administration.
void add_units(std::uint64_t seed, const Lease& lease, const Building& office, std::vector<Unit>& units) {
  const double count = std::clamp(std::round(office.employees / 36.0), 1.0, 14.0);
  const std::vector<double> weights(static_cast<std::size_t>(count), 1.0);
  const std::vector<double> heads = share_out(office.employees, weights);
  for (std::size_t n = 0; n < heads.size(); ++n) {
    Unit unit;
    unit.unit_id = numbered("U-", units.size() + 1, 6);
    unit.name = office.administration + ", enhed " + std::to_string(units.size() + 1);
    unit.administration = office.administration;
    unit.lease_id = lease.lease_id;
    unit.employees = heads[n];
    unit.fte = std::round(heads[n] * (0.88 + 0.1 * core::uniform01({seed, unit.unit_id, "fte", 0})) * 10.0) / 10.0;
    unit.movable = core::uniform01({seed, unit.unit_id, "movable", 0}) >= 0.15;  // assumption
    if (!unit.movable) unit.lock_reason = "borgerbetjening";
    units.push_back(std::move(unit));
  }
}

}  // namespace

void add_leases(const Tables& tables, const SyntheticCityOptions& options, const std::vector<Site>& sites, Portfolio& portfolio) {
  const std::vector<BuildingRecord>& buildings = portfolio.buildings;
  std::size_t offices = 0;
  for (const BuildingRecord& record : buildings) offices += record.building.use == Use::office ? 1U : 0U;
  for (const Site& site : sites) {
    portfolio.properties.push_back(make_property(tables, options.seed, site, buildings));
    add_costs(options.seed, site, buildings, portfolio.costs);
  }

  const std::vector<Draft> drafts = draft_leases(options, sites, buildings);
  std::size_t office = 0;
  for (const Draft& draft : drafts) {
    const Building& main = buildings[draft.buildings.front()].building;
    Lease lease;
    lease.lease_id = numbered("L-", portfolio.leases.size() + 1, 6);
    lease.property_id = sites[draft.site].property_id;
    lease.building_id = main.building_id;
    lease.use = to_string(main.use);
    lease.area_m2 = 0.0;
    for (const std::size_t i : draft.buildings) lease.area_m2 += buildings[i].building.area_m2;
    // Offices stand in the order of their buildings, so the first eight leases are those of the planted areas.
    if (main.use == Use::office) lease.planted = offices >= kOfficesForPlanting && office++ < kPlantedLeases.size();
    portfolio.leases.push_back(std::move(lease));
  }
  set_tenure(tables, options.seed, portfolio.leases);
  office = 0;
  for (std::size_t n = 0; n < drafts.size(); ++n) {
    Lease& lease = portfolio.leases[n];
    const Building& main = buildings[drafts[n].buildings.front()].building;
    lease.vacant_m2 = draw_vacant(lease, options.seed);
    lease.notice_months = draw_notice_months(lease, options.seed);
    lease.rent_dkk_m2 = lease.planted ? kPlantedLeases[office++].rent_dkk_m2
                                      : draw_rent(lease.lease_id, lease.tenure == "third_party", options.seed);
    if (main.use != Use::office) continue;
    lease.desks = std::round(main.employees * (0.85 + 0.25 * core::uniform01({options.seed, lease.lease_id, "desks", 0})));
    add_units(options.seed, lease, main, portfolio.units);
  }
}

}  // namespace tvilling::models::city
