// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/portfolio/protected_buildings.hpp"
#include "scenarios/screening/screening_codes.hpp"
#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = screening_code;
using models::kMissing;

/// The name of the largest area; the first by name of equal ones.
std::string largest(const std::map<std::string, double>& areas) {
  std::string name;
  double most = -1.0;
  for (const auto& [one, area_m2] : areas) {
    if (one.empty() || !(area_m2 > most)) continue;
    name = one;
    most = area_m2;
  }
  return name;
}

/// Which units somebody fixed where they are: in the units table, or by a lock on them, their lease or a building of it.
std::vector<bool> locked_units(const ScreeningInput& input, const std::vector<Premises>& premises) {
  const models::Portfolio& portfolio = input.portfolio;
  std::array<std::set<std::string_view>, models::kLockKindNames.size()> locked;
  for (const models::Lock& lock : input.locks) locked[static_cast<std::size_t>(lock.kind)].insert(lock.id);
  const auto holds = [&locked](models::LockKind kind, const std::string& id) {
    return locked[static_cast<std::size_t>(kind)].contains(id);
  };
  std::vector<bool> fixed(portfolio.units.size());
  for (std::size_t u = 0; u < fixed.size(); ++u) {
    fixed[u] = !portfolio.units[u].movable || holds(models::LockKind::unit, portfolio.units[u].unit_id);
  }
  for (const Premises& one : premises) {
    const bool all = holds(models::LockKind::lease, portfolio.leases[one.lease].lease_id) ||
                     std::ranges::any_of(one.parts, [&](const PremisesPart& part) {
                       return holds(models::LockKind::building, portfolio.buildings[part.building].building.building_id);
                     });
    for (const std::size_t u : one.units) fixed[u] = fixed[u] || all;
  }
  return fixed;
}

/// Whether area per employee is about that lease: units sit there, or it is an office.
bool is_staffed(const ScreenedPlace& lease) {
  return !lease.units.empty() || lease.use == to_string(models::Use::office);
}

/// The property of every lease: that it names, else that of the building it names; empty: not known.
std::vector<std::string> lease_properties(const models::Portfolio& portfolio) {
  std::map<std::string_view, std::string_view> of_building;
  for (const models::BuildingRecord& record : portfolio.buildings) {
    of_building.emplace(record.building.building_id, record.building.property_id);
  }
  std::vector<std::string> all;
  all.reserve(portfolio.leases.size());
  for (const models::Lease& lease : portfolio.leases) {
    const auto building = of_building.find(lease.building_id);
    const bool taken = lease.property_id.empty() && building != of_building.end();
    all.emplace_back(taken ? building->second : std::string_view(lease.property_id));
  }
  return all;
}

/// Makes the places of leases, then those of properties.
class Places {
 public:
  Places(const ScreeningInput& input, const ScreeningSettings& settings)
      : portfolio_(input.portfolio),
        premises_(premises_of(input.portfolio)),
        properties_(lease_properties(input.portfolio)),
        people_(people_of(input.portfolio, premises_, properties_, settings.headcount)),
        locked_(locked_units(input, premises_)),
        protected_(models::protected_buildings(input.portfolio)) {
    for (const models::Property& property : portfolio_.properties) rows_.emplace(property.property_id, &property);
  }

  [[nodiscard]] std::vector<ScreenedPlace> leases() const;
  [[nodiscard]] std::vector<ScreenedPlace> properties(const std::vector<ScreenedPlace>& leases) const;
  /// Of the portfolio's leases.
  [[nodiscard]] const std::vector<std::string>& lease_property() const noexcept { return properties_; }

 private:
  [[nodiscard]] ScreenedPlace of_lease(std::size_t premises) const;
  [[nodiscard]] ScreenedPlace of_property(const std::string& id, const std::vector<const ScreenedPlace*>& leases,
                                          const std::vector<std::size_t>& buildings) const;
  void add_administration(ScreenedPlace& place) const;
  void add_names(ScreenedPlace& place, const std::string& property_id) const;
  [[nodiscard]] bool all_locked(const std::vector<std::size_t>& units) const {
    return !units.empty() && std::ranges::all_of(units, [this](std::size_t u) { return locked_[u]; });
  }

  const models::Portfolio& portfolio_;
  std::vector<Premises> premises_;
  std::vector<std::string> properties_;  ///< of the leases
  std::vector<ScreenedPeople> people_;   ///< of the premises
  std::vector<bool> locked_;
  std::vector<std::uint8_t> protected_;
  std::map<std::string_view, const models::Property*> rows_;
};

/// Of its property, else of its largest building, else of its first unit.
void Places::add_administration(ScreenedPlace& place) const {
  std::map<std::string, double> areas;
  for (const PremisesPart& part : place.parts) {
    const models::Building& b = portfolio_.buildings[part.building].building;
    areas[b.administration] += part.fraction * b.area_m2;
  }
  if (place.administration.empty()) place.administration = largest(areas);
  if (place.administration.empty() && !place.units.empty()) {
    place.administration = portfolio_.units[place.units.front()].administration;
  }
}

void Places::add_names(ScreenedPlace& place, const std::string& property_id) const {
  if (const auto row = rows_.find(property_id); row != rows_.end()) {
    place.is_protected = row->second->protected_address;
    place.name = row->second->name;
    place.administration = row->second->administration;
  }
  for (const PremisesPart& part : place.parts) place.is_protected = place.is_protected || protected_[part.building] != 0;
  if (place.is_protected) place.name = models::kProtectedName;
  add_administration(place);
}

ScreenedPlace Places::of_lease(std::size_t at) const {
  const Premises& premises = premises_[at];
  const models::Lease& lease = portfolio_.leases[premises.lease];
  ScreenedPlace place;
  place.id = lease.lease_id;
  place.property_id = properties_[premises.lease];
  place.tenure = lease.tenure.empty() ? "unknown" : lease.tenure;
  place.leases = {premises.lease};
  place.parts = premises.parts;
  place.units = premises.units;
  place.use = lease.use;
  if (place.use.empty() && !place.parts.empty()) {
    place.use = to_string(portfolio_.buildings[place.parts.front().building].building.use);
  }
  place.area_m2 = lease.area_m2;
  place.let_area_m2 = lease.area_m2;
  place.vacant_m2 = lease.vacant_m2;
  place.rented_fraction = place.tenure == "third_party" ? 1.0 : 0.0;
  place.all_locked = all_locked(place.units);
  // Leases without units that are no offices are nobody's desk.
  if (is_staffed(place)) {
    place.staffed_area_m2 = lease.area_m2;
    place.employees = people_[at].employees;
    place.employees_origin = people_[at].origin;
  }
  add_names(place, place.property_id);
  return place;
}

std::vector<ScreenedPlace> Places::leases() const {
  std::vector<ScreenedPlace> places;
  places.reserve(premises_.size());
  for (std::size_t p = 0; p < premises_.size(); ++p) places.push_back(of_lease(p));
  std::ranges::sort(places, {}, &ScreenedPlace::id);
  return places;
}

/// Sums of what the leases have; NaN when one of them is not known.
void add_leases(ScreenedPlace& place, const std::vector<const ScreenedPlace*>& leases) {
  std::set<std::string> tenures;
  std::map<std::string, double> uses;
  place.let_area_m2 = leases.empty() ? kMissing : 0.0;
  place.vacant_m2 = place.let_area_m2;
  double employees = 0.0;
  double staffed_m2 = 0.0;
  double rented_m2 = 0.0;
  bool staffed = false;
  for (const ScreenedPlace* lease : leases) {
    tenures.insert(lease->tenure);
    uses[lease->use] += std::isnan(lease->area_m2) ? 0.0 : lease->area_m2;
    place.let_area_m2 += lease->area_m2;
    place.vacant_m2 += lease->vacant_m2;
    if (lease->tenure == "third_party") rented_m2 += lease->area_m2;
    place.leases.insert(place.leases.end(), lease->leases.begin(), lease->leases.end());
    place.units.insert(place.units.end(), lease->units.begin(), lease->units.end());
    if (!is_staffed(*lease)) continue;
    staffed = true;
    staffed_m2 += lease->staffed_area_m2;
    employees += lease->employees;
    place.employees_origin = models::weakest(place.employees_origin, lease->employees_origin);
  }
  if (staffed) {
    place.staffed_area_m2 = staffed_m2;
    place.employees = employees;
  }
  place.use = largest(uses);
  const bool all_rented = tenures.size() == 1 && tenures.contains("third_party");
  place.rented_fraction = all_rented ? 1.0 : rented_m2 > 0.0 && place.let_area_m2 > 0.0 ? rented_m2 / place.let_area_m2 : 0.0;
  place.tenure = tenures.empty() ? "unknown" : tenures.size() == 1 ? *tenures.begin() : "mixed";
}

ScreenedPlace Places::of_property(const std::string& id, const std::vector<const ScreenedPlace*>& leases,
                                  const std::vector<std::size_t>& buildings) const {
  ScreenedPlace place;
  place.id = id;
  place.property_id = id;
  add_leases(place, leases);
  std::map<std::string, double> uses;
  double buildings_m2 = buildings.empty() ? kMissing : 0.0;
  double employees = 0.0;
  models::Origin origin = models::Origin::register_;
  for (const std::size_t b : buildings) {
    const models::Building& building = portfolio_.buildings[b].building;
    place.parts.push_back({b, 1.0});
    uses[std::string(to_string(building.use))] += building.area_m2;
    buildings_m2 += building.area_m2;
    if (building.use != models::Use::office) continue;
    employees += building.employees;
    origin = models::weakest(origin, employees_origin(portfolio_.buildings[b]));
  }
  if (place.use.empty()) place.use = largest(uses);
  if (leases.empty() && place.use == to_string(models::Use::office)) {
    place.staffed_area_m2 = uses[place.use];
    place.employees = employees;
    place.employees_origin = origin;
  }
  // What is rented is that and no more; of one's own property all counts, let or not.
  const bool rented = place.tenure == "third_party" && std::isfinite(place.let_area_m2);
  place.area_m2 = rented || std::isnan(buildings_m2) ? place.let_area_m2 : buildings_m2;
  place.all_locked = all_locked(place.units);
  add_names(place, id);
  return place;
}

std::vector<ScreenedPlace> Places::properties(const std::vector<ScreenedPlace>& leases) const {
  std::map<std::string, std::pair<std::vector<const ScreenedPlace*>, std::vector<std::size_t>>> parts;
  for (const models::Property& property : portfolio_.properties) parts[property.property_id];
  for (const ScreenedPlace& lease : leases) parts[lease.property_id].first.push_back(&lease);
  for (std::size_t b = 0; b < portfolio_.buildings.size(); ++b) {
    parts[portfolio_.buildings[b].building.property_id].second.push_back(b);
  }
  parts.erase("");
  std::vector<ScreenedPlace> places;
  places.reserve(parts.size());
  for (const auto& [id, of_it] : parts) places.push_back(of_property(id, of_it.first, of_it.second));
  return places;
}

/// One finding for all rows that are meant; none where none are.
void tell_rows(const core::FindingCode& code, core::Severity severity, const std::string& table, std::vector<std::string> rows,
               std::string_view what, const std::string& hint, core::Findings& findings) {
  if (rows.empty()) return;
  core::Finding finding;
  finding.code = code.code;
  finding.severity = severity;
  finding.hint = hint;
  finding.table = table;
  finding.message = fmt::format("{} that {}: {} (\"{}\" is the first)", table, what, rows.size(), rows.front());
  finding.rows = std::move(rows);
  findings.add(std::move(finding));
}

void tell_without_property(const models::Portfolio& portfolio, const std::vector<std::string>& of_leases,
                           core::Findings& findings) {
  std::vector<std::string> buildings;
  std::vector<std::string> leases;
  std::vector<std::string> taken;
  for (const models::BuildingRecord& record : portfolio.buildings) {
    if (record.building.property_id.empty()) buildings.push_back(record.building.building_id);
  }
  for (std::size_t l = 0; l < of_leases.size(); ++l) {
    if (!portfolio.leases[l].property_id.empty()) continue;
    (of_leases[l].empty() ? leases : taken).push_back(portfolio.leases[l].lease_id);
  }
  const std::string hint = "Give their property_id; `tvilling links` suggests it.";
  tell_rows(code::kNoProperty, core::Severity::warns, "buildings", std::move(buildings),
            "belong to no property and are screened in none", hint, findings);
  tell_rows(code::kNoProperty, core::Severity::warns, "leases", std::move(leases),
            "belong to no property and are screened in none", hint, findings);
  tell_rows(code::kPropertyOfBuilding, core::Severity::info, "leases", std::move(taken),
            "name no property and are screened in that of their building", hint, findings);
}

}  // namespace

ScreenedPlaces screened_places(const ScreeningInput& input, const ScreeningSettings& settings, core::Findings& findings) {
  const Places places(input, settings);
  ScreenedPlaces all;
  all.leases = places.leases();
  all.properties = places.properties(all.leases);
  tell_without_property(input.portfolio, places.lease_property(), findings);
  return all;
}

}  // namespace tvilling::scenarios
