// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

using models::kMissing;
using models::Origin;

/// What a unit's employees are by the settings; NaN: not known.
double heads_of(const models::Unit& unit, Headcount count) {
  return count == Headcount::fte ? unit.fte : unit.employees;
}

bool is_vacant(const models::Lease& lease) {
  return lease.area_m2 > 0.0 && lease.vacant_m2 >= lease.area_m2;
}

/// Of a building: who sits in leases with units, and the share of it that other people may sit in.
struct Seated {
  double heads = 0.0;
  double free_fraction = 1.0;
};

std::vector<Seated> seated_of(const models::Portfolio& portfolio, std::span<const Premises> premises) {
  std::vector<Seated> all(portfolio.buildings.size());
  std::multimap<std::string_view, const Premises*> by_id;  // sums do not depend on the order of the table
  for (const Premises& one : premises) by_id.emplace(portfolio.leases[one.lease].lease_id, &one);
  for (const auto& [id, premises_of_it] : by_id) {
    const Premises& one = *premises_of_it;
    if (one.units.empty() && !is_vacant(portfolio.leases[one.lease])) continue;
    const auto area_m2 = [&](const PremisesPart& part) {
      return part.fraction * portfolio.buildings[part.building].building.area_m2;
    };
    double sum_m2 = 0.0;
    for (const PremisesPart& part : one.parts) sum_m2 += area_m2(part);
    for (const PremisesPart& part : one.parts) {
      Seated& seated = all[part.building];
      seated.heads += one.employees * area_m2(part) / sum_m2;
      seated.free_fraction -= part.fraction;
    }
  }
  return all;
}

/// The register's people of the buildings of a lease without units that do not sit in units of other leases.
ScreenedPeople others_of(const models::Portfolio& portfolio, const Premises& lease, const std::vector<Seated>& seated) {
  ScreenedPeople people{lease.parts.empty() ? kMissing : 0.0, Origin::register_};
  for (const PremisesPart& part : lease.parts) {
    const models::BuildingRecord& record = portfolio.buildings[part.building];
    const Seated& others = seated[part.building];
    const double left = record.building.employees - others.heads;
    const double share = part.fraction / std::max(others.free_fraction, part.fraction);
    people.employees += left < 0.0 ? 0.0 : share * left;  // what is not known stays so
    people.origin = models::weakest(people.origin, employees_origin(record));
  }
  return people;
}

}  // namespace

Origin employees_origin(const models::BuildingRecord& record) {
  static const std::size_t column =
      static_cast<std::size_t>(models::find_building_column("employees") - models::building_columns().data());
  return record.origin[column];
}

std::vector<ScreenedPeople> people_of(const models::Portfolio& portfolio, std::span<const Premises> premises,
                                      std::span<const std::string> properties, Headcount count) {
  const std::vector<Seated> seated = seated_of(portfolio, premises);
  std::set<std::string_view> counted;  // properties with units
  for (const Premises& one : premises) {
    if (!one.units.empty() && !properties[one.lease].empty()) counted.insert(properties[one.lease]);
  }
  std::vector<ScreenedPeople> all(premises.size());
  for (std::size_t p = 0; p < premises.size(); ++p) {
    const Premises& one = premises[p];
    if (!one.units.empty()) {
      all[p] = {0.0, Origin::register_};
      for (const std::size_t u : one.units) all[p].employees += heads_of(portfolio.units[u], count);
    } else if (is_vacant(portfolio.leases[one.lease])) {
      all[p] = {0.0, Origin::register_};
    } else {
      all[p] = others_of(portfolio, one, seated);
      // Who counted the units of a property counted them all.
      if (std::isnan(all[p].employees) && counted.contains(properties[one.lease])) all[p] = {0.0, Origin::filled};
    }
  }
  return all;
}

}  // namespace tvilling::scenarios
