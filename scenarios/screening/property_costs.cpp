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

/// A kind of the costs table and where it counts.
struct CostKind {
  std::string_view name;
  double PropertyCosts::* member;
};
constexpr std::array kKinds{
    CostKind{"heat", &PropertyCosts::heat},
    CostKind{"electricity", &PropertyCosts::electricity},
    CostKind{"water", &PropertyCosts::water},
    CostKind{"rent", &PropertyCosts::rent},
    CostKind{"maintenance", &PropertyCosts::maintenance},
    CostKind{"operation", &PropertyCosts::maintenance},
    CostKind{"other", &PropertyCosts::other},
};

/// The amounts of a kind in a year: what names the property alone, and what names a building of it.
struct Amount {
  double of_property_dkk = models::kMissing;
  double of_buildings_dkk = models::kMissing;
  const models::Cost* first = nullptr;
};
using YearAmounts = std::map<std::string, Amount>;  // by kind

void add(double& sum, double amount) {
  sum = std::isnan(sum) ? amount : sum + amount;
}

/// By property, then year.
std::map<std::string, std::map<int, YearAmounts>> amounts_of(const models::Portfolio& portfolio) {
  std::map<std::string_view, const std::string*> property_of;
  for (const models::BuildingRecord& record : portfolio.buildings) {
    property_of.emplace(record.building.building_id, &record.building.property_id);
  }
  std::map<std::string, std::map<int, YearAmounts>> all;
  for (const models::Cost& cost : portfolio.costs) {
    if (std::isnan(cost.amount_dkk) || std::isnan(cost.year)) continue;
    const auto building = property_of.find(cost.building_id);
    const std::string& property = building != property_of.end() ? *building->second : cost.property_id;
    if (property.empty()) continue;
    Amount& amount = all[property][static_cast<int>(cost.year)][cost.kind];
    add(cost.building_id.empty() ? amount.of_property_dkk : amount.of_buildings_dkk, cost.amount_dkk);
    if (amount.first == nullptr) amount.first = &cost;
  }
  return all;
}

void tell_same_costs(const std::map<std::string, std::map<int, YearAmounts>>& all, core::Findings& findings) {
  for (const auto& [property, years] : all) {
    for (const auto& [year, kinds] : years) {
      for (const auto& [kind, amount] : kinds) {
        if (std::isnan(amount.of_property_dkk) || std::isnan(amount.of_buildings_dkk)) continue;
        findings.add(
            {std::string(code::kSameCost.code), core::Severity::warns, amount.first->pos,
             fmt::format("{} of {} stands for property \"{}\" and for buildings of it; both were added", kind, year, property),
             "Leave out the one that has the other in it.", "costs", property});
      }
    }
  }
}

}  // namespace

std::map<std::string, PropertyCosts> property_costs(const models::Portfolio& portfolio, core::Findings& findings) {
  const std::map<std::string, std::map<int, YearAmounts>> all = amounts_of(portfolio);
  tell_same_costs(all, findings);
  std::map<std::string, PropertyCosts> costs;
  std::vector<std::string> incomplete;
  for (const auto& [property, years] : all) {
    std::set<std::string> ever;
    std::size_t most = 0;
    int taken = 0;
    for (const auto& [year, kinds] : years) {
      for (const auto& [kind, amount] : kinds) ever.insert(kind);
      if (kinds.size() < most) continue;
      most = kinds.size();
      taken = year;
    }
    if (most < ever.size()) incomplete.push_back(property);
    PropertyCosts& of_it = costs[property];
    of_it.year = taken;
    for (const CostKind& kind : kKinds) {
      const auto found = years.at(taken).find(std::string(kind.name));
      if (found == years.at(taken).end()) continue;
      const auto& [of_property, of_buildings, first] = found->second;
      if (std::isfinite(of_property)) add(of_it.*kind.member, of_property);
      if (std::isfinite(of_buildings)) add(of_it.*kind.member, of_buildings);
    }
  }
  if (!incomplete.empty()) {
    core::Finding finding{std::string(code::kIncompleteCosts.code), core::Severity::info, {}, {}, {}, "costs"};
    finding.message = fmt::format(
        "no year has all kinds of costs of {} properties (\"{}\" is the first); the latest of the fullest "
        "was taken",
        incomplete.size(), incomplete.front());
    finding.hint = "Give the missing kinds of the latest whole year.";
    finding.rows = std::move(incomplete);
    findings.add(std::move(finding));
  }
  return costs;
}

}  // namespace tvilling::scenarios
