// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "scenarios/screening/screening_codes.hpp"
#include "scenarios/screening/screening_parts.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = screening_code;

/// A kind of the costs table and where it stands.
struct CostKind {
  std::string_view name;
  PropertyCost PropertyCosts::* member;
};
constexpr std::array kKinds{
    CostKind{"heat", &PropertyCosts::heat},
    CostKind{"electricity", &PropertyCosts::electricity},
    CostKind{"water", &PropertyCosts::water},
    CostKind{"rent", &PropertyCosts::rent},
    CostKind{"maintenance", &PropertyCosts::maintenance},
    CostKind{"operation", &PropertyCosts::operation},
    CostKind{"other", &PropertyCosts::other},
};

/// The amounts of a kind in a year: what names the property alone, and what names a building of it.
struct Amount {
  double of_property_dkk = models::kMissing;
  double of_buildings_dkk = models::kMissing;
  std::set<std::size_t> buildings = {};  ///< that have it
  const models::Cost* first = nullptr;
};
using KindYears = std::map<std::string, std::map<int, Amount>>;  // by kind

void add(double& sum, double amount) {
  sum = std::isnan(sum) ? amount : sum + amount;
}

/// By property, then kind, then year.
std::map<std::string, KindYears> amounts_of(const models::Portfolio& portfolio) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) {
    places.emplace(portfolio.buildings[b].building.building_id, b);
  }
  std::map<std::string, KindYears> all;
  for (const models::Cost& cost : portfolio.costs) {
    if (std::isnan(cost.amount_dkk) || std::isnan(cost.year)) continue;
    const auto building = places.find(cost.building_id);
    const bool of_building = building != places.end();
    const std::string& property = of_building ? portfolio.buildings[building->second].building.property_id : cost.property_id;
    if (property.empty()) continue;
    Amount& amount = all[property][cost.kind][static_cast<int>(cost.year)];
    add(of_building ? amount.of_buildings_dkk : amount.of_property_dkk, cost.amount_dkk);
    if (of_building) amount.buildings.insert(building->second);
    if (amount.first == nullptr) amount.first = &cost;
  }
  return all;
}

void tell_same_costs(const std::map<std::string, KindYears>& all, core::Findings& findings) {
  for (const auto& [property, kinds] : all) {
    for (const auto& [kind, years] : kinds) {
      for (const auto& [year, amount] : years) {
        if (std::isnan(amount.of_property_dkk) || std::isnan(amount.of_buildings_dkk)) continue;
        findings.add(
            {std::string(code::kSameCost.code), core::Severity::warns, amount.first->pos,
             fmt::format("{} of {} stands for property \"{}\" and for buildings of it; both were added", kind, year, property),
             "Leave out the one that has the other in it.", "costs", property});
      }
    }
  }
}

/// The year that most properties have of a kind last; the latest of equally frequent ones.
int usual_year(const std::map<std::string, KindYears>& all, const std::string& kind) {
  std::map<int, std::size_t> counts;
  for (const auto& [property, kinds] : all) {
    if (const auto found = kinds.find(kind); found != kinds.end()) ++counts[found->second.rbegin()->first];
  }
  int usual = 0;
  std::size_t most = 0;
  for (const auto& [year, count] : counts) {
    if (count < most) continue;
    most = count;
    usual = year;
  }
  return usual;
}

/// Costs of years before the usual one of their kind, or before the last of their property.
void tell_old_costs(const std::map<std::string, KindYears>& all, core::Findings& findings) {
  std::map<std::string, int> usual;
  core::Finding finding;
  std::size_t count = 0;
  std::string first;
  for (const auto& [property, kinds] : all) {
    int last = 0;
    for (const auto& [kind, years] : kinds) last = std::max(last, years.rbegin()->first);
    for (const auto& [kind, years] : kinds) {
      const auto [known, is_new] = usual.try_emplace(kind, 0);
      if (is_new) known->second = usual_year(all, kind);
      const auto& [year, amount] = *years.rbegin();
      if (year >= std::max(last, known->second)) continue;
      if (count++ == 0) {
        finding.pos = amount.first->pos;
        first = fmt::format("{} of {} of property \"{}\"", kind, year, property);
      }
      if (finding.rows.empty() || finding.rows.back() != property) finding.rows.push_back(property);
    }
  }
  if (count == 0) return;
  finding.code = code::kOldCosts.code;
  finding.severity = core::Severity::warns;
  finding.table = "costs";
  finding.message =
      fmt::format("costs of an older year than others of their kind or of their property: {} ({} is the first)", count, first);
  finding.hint = "Give the newer costs; the figures are told with their year.";
  findings.add(std::move(finding));
}

void tell_part_costs(std::vector<std::string> properties, const std::string& first, core::Findings& findings) {
  if (properties.empty()) return;
  core::Finding finding;
  finding.code = code::kPartCosts.code;
  finding.severity = core::Severity::info;
  finding.table = "costs";
  finding.message =
      fmt::format("properties with costs of some of their buildings only, taken per m2 of those: {} ({} is the first)",
                  properties.size(), first);
  finding.hint = "Give the costs of the other buildings, 0 where there are none.";
  finding.rows = std::move(properties);
  findings.add(std::move(finding));
}

/// `buildings`: how many the property has.
PropertyCost cost_of(int year, const Amount& amount, std::size_t buildings, const models::Portfolio& portfolio) {
  PropertyCost cost{.year = year};
  if (std::isfinite(amount.of_property_dkk)) add(cost.amount_dkk, amount.of_property_dkk);
  if (std::isfinite(amount.of_buildings_dkk)) add(cost.amount_dkk, amount.of_buildings_dkk);
  if (std::isfinite(amount.of_property_dkk) || amount.buildings.size() == buildings) return cost;
  cost.part_area_m2 = 0.0;
  for (const std::size_t b : amount.buildings) cost.part_area_m2 += portfolio.buildings[b].building.area_m2;
  return cost;
}

}  // namespace

std::map<std::string, PropertyCosts> property_costs(const models::Portfolio& portfolio, core::Findings& findings) {
  const std::map<std::string, KindYears> all = amounts_of(portfolio);
  tell_same_costs(all, findings);
  tell_old_costs(all, findings);
  std::map<std::string_view, std::size_t> buildings;  // of a property
  for (const models::BuildingRecord& record : portfolio.buildings) ++buildings[record.building.property_id];
  std::map<std::string, PropertyCosts> costs;
  std::vector<std::string> parts;
  std::string first_part;
  for (const auto& [property, kinds] : all) {
    for (const CostKind& kind : kKinds) {
      const auto found = kinds.find(std::string(kind.name));
      if (found == kinds.end()) continue;
      const auto& [year, amount] = *found->second.rbegin();
      const PropertyCost cost = cost_of(year, amount, buildings[property], portfolio);
      costs[property].*kind.member = cost;
      if (std::isnan(cost.part_area_m2)) continue;
      if (parts.empty()) first_part = fmt::format("{} of {} of property \"{}\"", kind.name, year, property);
      if (parts.empty() || parts.back() != property) parts.push_back(property);
    }
  }
  tell_part_costs(std::move(parts), first_part, findings);
  return costs;
}

}  // namespace tvilling::scenarios
