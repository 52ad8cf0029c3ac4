// SPDX-License-Identifier: MPL-2.0
// The premises of a case: which leases take part, and what they cost.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"

namespace tvilling::scenarios::case_parts {

namespace {

namespace code = consolidation_code;
using core::Severity;

constexpr std::string_view kThirdParty = "third_party";
constexpr std::string_view kOwned = "owned";
constexpr double kMonthsPerYear = 12.0;

/// What was filled or is missing, told once of all leases.
struct Told {
  std::vector<ToldRow> free_rent;
  std::vector<ToldRow> free_owned;
  std::vector<ToldRow> tenure;
  std::vector<ToldRow> not_yet;
  std::vector<ToldRow> seated_too_early;
  std::vector<ToldRow> operation;
  std::vector<ToldRow> unknown_rent;
  std::vector<ToldRow> desks;
  std::vector<ToldRow> notice;
  std::vector<ToldRow> no_building;
  std::vector<ToldRow> ended;
  std::vector<ToldRow> fixed_term;
  std::vector<ToldRow> area;
  std::vector<ToldRow> no_value;
};

const models::Property* property_of(const models::Portfolio& portfolio, const std::string& id) {
  const auto found = std::ranges::find(portfolio.properties, id, &models::Property::property_id);
  return found == portfolio.properties.end() ? nullptr : &*found;
}

/// Of the property, else of the lease's first building.
std::string administration_of(const models::Portfolio& portfolio, const Premises& premises) {
  const models::Property* property = property_of(portfolio, portfolio.leases[premises.lease].property_id);
  if (property != nullptr && !property->administration.empty()) return property->administration;
  return premises.parts.empty() ? "" : portfolio.buildings[premises.parts.front().building].building.administration;
}

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

/// Use and administration say who takes part; a lease that has ended only does while somebody sits there, one that has not begun
/// does not.
bool takes_part(const Inputs& in, const Premises& premises, Told& told) {
  const models::Lease& lease = in.portfolio.leases[premises.lease];
  const ConsolidationSettings& settings = in.settings();
  if (!contains(settings.uses, use_of(in.portfolio, premises))) return false;
  if (!settings.administrations.empty() && !contains(settings.administrations, administration_of(in.portfolio, premises))) {
    return false;
  }
  if (!lease.start.empty() && years_from(start_date(in.study), lease.start) > 0.0) {
    (premises.units.empty() ? told.not_yet : told.seated_too_early).push_back({lease.lease_id, "from " + lease.start, lease.pos});
    return !premises.units.empty();
  }
  if (lease.end.empty() || years_from(start_date(in.study), lease.end) >= 0.0) return true;
  if (premises.units.empty()) return false;
  told.ended.push_back({lease.lease_id, "ended " + lease.end, lease.pos});
  return true;
}

double area_of(const Inputs& in, const Premises& premises, Told& told) {
  const models::Lease& lease = in.portfolio.leases[premises.lease];
  if (lease.area_m2 > 0.0) return lease.area_m2;
  double area_m2 = 0.0;
  for (const PremisesPart& part : premises.parts) {
    area_m2 += part.fraction * in.portfolio.buildings[part.building].building.area_m2;
  }
  if (area_m2 > 0.0) {
    told.area.push_back({lease.lease_id, {}, lease.pos});
  } else {
    core::add_stop(in.findings, code::kNoArea, lease.pos, fmt::format("lease \"{}\" has no area", lease.lease_id),
                   "Give area_m2 of the lease, or the building where it is.");
  }
  return area_m2;
}

double rent_of(const models::Lease& lease, double area_m2, Told& told) {
  const bool third_party = lease.tenure == kThirdParty;
  if (std::isnan(lease.rent_dkk_m2)) told.unknown_rent.push_back({lease.lease_id, {}, lease.pos});
  if (lease.rent_dkk_m2 == 0.0) (third_party ? told.free_rent : told.free_owned).push_back({lease.lease_id, {}, lease.pos});
  return std::isnan(lease.rent_dkk_m2) ? 0.0 : lease.rent_dkk_m2 * area_m2;
}

/// Cleaning, maintenance and other, each kind of each building and property in its latest year.
class OperationCosts {
 public:
  void add(const models::Cost& cost, double share) {
    if (cost.kind != "operation" && cost.kind != "maintenance" && cost.kind != "other") return;
    if (std::isnan(cost.amount_dkk) || std::isnan(cost.year)) return;
    Latest& known = latest_[{cost.building_id, cost.kind}];
    if (cost.year < known.year) return;
    if (cost.year > known.year) known = {cost.year, 0.0};
    known.dkk += share * cost.amount_dkk;
  }
  /// Missing where nothing is known.
  [[nodiscard]] double sum_dkk() const {
    double sum_dkk = latest_.empty() ? models::kMissing : 0.0;
    for (const auto& [what, known] : latest_) sum_dkk += known.dkk;
    return sum_dkk;
  }

 private:
  struct Latest {
    double year = 0.0;
    double dkk = 0.0;
  };
  std::map<std::pair<std::string, std::string>, Latest> latest_;  ///< by building (empty: the property) and kind
};

/// Of the costs table: a building's by the share let, a property's by the share of its leased area. Missing where nothing is
/// known.
double operation_cost(const Inputs& in, const Premises& premises, double area_m2) {
  const models::Portfolio& portfolio = in.portfolio;
  const std::string& property = portfolio.leases[premises.lease].property_id;
  double leased_m2 = 0.0;
  for (const models::Lease& lease : portfolio.leases) {
    if (lease.property_id == property && lease.area_m2 > 0.0) leased_m2 += lease.area_m2;
  }
  OperationCosts costs;
  for (const models::Cost& cost : portfolio.costs) {
    if (!cost.building_id.empty()) {
      for (const PremisesPart& part : premises.parts) {
        if (portfolio.buildings[part.building].building.building_id == cost.building_id) costs.add(cost, part.fraction);
      }
    } else if (!property.empty() && cost.property_id == property && leased_m2 > 0.0) {
      costs.add(cost, std::min(1.0, area_m2 / leased_m2));
    }
  }
  return costs.sum_dkk();
}

/// Storeys of the building where most of the premises are, as far as they are let.
int storeys_of(const Inputs& in, const Premises& premises) {
  double most_m2 = 0.0;
  double storeys = 1.0;
  for (const PremisesPart& part : premises.parts) {
    const models::Building& building = in.portfolio.buildings[part.building].building;
    if (part.fraction * building.area_m2 <= most_m2) continue;
    most_m2 = part.fraction * building.area_m2;
    storeys = part.fraction * building.storeys;
  }
  return std::max(1, static_cast<int>(std::lround(storeys)));
}

double desks_of(const Inputs& in, const Premises& premises, double area_m2, Told& told) {
  const models::Lease& lease = in.portfolio.leases[premises.lease];
  if (!std::isnan(lease.desks)) return lease.desks;
  double m2_per_desk = in.settings().m2_per_desk;
  if (std::isnan(m2_per_desk)) m2_per_desk = capacity_driver(use_of(in.portfolio, premises)).m2_per_driver;
  if (std::isnan(m2_per_desk)) return 0.0;
  const double desks = std::floor(area_m2 / m2_per_desk);
  told.desks.push_back({lease.lease_id, fmt::format("{:.0f} desks in {:.0f} m2", desks, area_m2), lease.pos});
  return desks;
}

/// What is left of the sale of owned premises.
double proceeds_of(const Inputs& in, const models::Lease& lease, double area_m2, Told& told) {
  const models::Property* property = property_of(in.portfolio, lease.property_id);
  if (property == nullptr || std::isnan(property->value_dkk)) {
    told.no_value.push_back({lease.lease_id, {}, lease.pos});
    return 0.0;
  }
  double built_m2 = 0.0;
  for (const models::BuildingRecord& record : in.portfolio.buildings) {
    if (record.building.property_id == lease.property_id) built_m2 += record.building.area_m2;
  }
  return property->value_dkk * (built_m2 > 0.0 ? std::min(1.0, area_m2 / built_m2) : 1.0);
}

/// Owned premises that are neither sold nor let save no operation: it goes on at frost guard (domain.md D4; the measure `close`).
void set_tenure(const Inputs& in, const models::Lease& lease, double area_m2, CasePremises& p, Told& told) {
  if (lease.tenure == kThirdParty) return;
  if (lease.tenure != kOwned) told.tenure.push_back({lease.lease_id, {}, lease.pos});
  switch (in.settings().owned_saves) {
    case OwnedSaves::internal_rent:
    case OwnedSaves::nothing:  // add_locks keeps them
      p.internal_rent = true;
      p.kept_operation_dkk_year = std::exchange(p.operation_dkk_year, 0.0);
      break;
    case OwnedSaves::let:
      p.rent_dkk_year *= in.settings().let_fraction;
      p.forgone_rent = true;
      break;
    case OwnedSaves::sold:
      p.blocks = 1;  // nobody buys a floor
      p.rent_dkk_year = 0.0;
      p.sale_dkk = -proceeds_of(in, lease, area_m2, told);
      break;
  }
}

CasePremises make_premises(const Inputs& in, const Premises& premises, double area_m2, Told& told) {
  const models::Lease& lease = in.portfolio.leases[premises.lease];
  const ConsolidationSettings& settings = in.settings();
  CasePremises p;
  p.lease_id = lease.lease_id;
  p.desks = desks_of(in, premises, area_m2, told);
  if (settings.floor_blocks) p.blocks = storeys_of(in, premises);
  p.rent_dkk_year = rent_of(lease, area_m2, told);
  const double operation_dkk = operation_cost(in, premises, area_m2);
  if (std::isnan(operation_dkk)) told.operation.push_back({lease.lease_id, {}, lease.pos});
  p.operation_dkk_year = std::isnan(operation_dkk) ? settings.operation_dkk_m2 * area_m2 : operation_dkk;
  p.close_cost_dkk = settings.close_dkk + settings.restoration_dkk_m2 * area_m2;
  p.fit_out_dkk_desk = settings.fit_out_dkk_desk;
  double months = lease.notice_months;
  if (std::isnan(months)) {
    months = lease.tenure == kThirdParty ? settings.notice_months_third_party : settings.notice_months_owned;
    told.notice.push_back({lease.lease_id, {}, lease.pos});
  }
  p.notice_years = months / kMonthsPerYear;
  if (!lease.end.empty()) {
    p.locked_until_years = std::max(0.0, years_from(start_date(in.study), lease.end));
    if (p.locked_until_years > 0.0) told.fixed_term.push_back({lease.lease_id, lease.end, lease.pos});
  }
  set_tenure(in, lease, area_m2, p, told);
  if (premises.parts.empty()) told.no_building.push_back({lease.lease_id, {}, lease.pos});
  return p;
}

void tell_all(const Inputs& in, const Told& told) {
  const auto say = [&in](const core::FindingCode& code, Severity severity, const std::string& what,
                         const std::vector<ToldRow>& rows,
                         const std::string& hint) { tell(in.findings, code, severity, what, rows, hint, "leases"); };
  say(code::kFreeRent, Severity::warns, "leases of third parties have a rent of zero: {}", told.free_rent,
      "Give rent_dkk_m2: without it nothing is saved by giving them up.");
  say(code::kFreeRent, Severity::info, "owned leases have an internal rent of zero: {}", told.free_owned,
      "Giving them up saves no internal rent.");
  say(code::kNoTenure, Severity::stops, "nobody knows whether these leases are owned: {}", told.tenure,
      "Give tenure in the leases table: it says whether giving them up saves cash.");
  say(code::kNotYet, Severity::warns, "leases begin after the plan's first day and are left out: {}", told.not_yet,
      "Begin the plan later (start_date), or correct start in the leases table.");
  say(code::kNotYet, Severity::stops, "units sit in leases that begin after the plan's first day: {}", told.seated_too_early,
      "Correct start in the leases table, lease_id of the units, or start_date of the plan.");
  say(code::kUnknownRent, Severity::warns, "the rent is not known and counts as nothing: {}", told.unknown_rent,
      "Give rent_dkk_m2: without it nothing is saved by giving them up.");
  say(code::kDesksFilled, Severity::filled, "desks were filled from the area: {}", told.desks,
      "Give desks in the leases table, or m2_per_desk in [consolidation].");
  say(code::kNoticeFilled, Severity::filled, "the notice was filled by tenure: {}", told.notice,
      "Give notice_months in the leases table, or notice_months_third_party and notice_months_owned.");
  say(code::kOperationFilled, Severity::filled,
      fmt::format("operation counts as {:.10g} DKK/m2, for the costs table has nothing: {{}}", in.settings().operation_dkk_m2),
      told.operation, "Give costs of the buildings or properties, or operation_dkk_m2 in [consolidation].");
  if (in.settings().energy != PlanEnergy::none) {
    say(code::kNoBuilding, Severity::warns, "nobody knows in which building these leases are, so they have no energy: {}",
        told.no_building, "Give building_id in the leases table.");
  }
  say(code::kEndedLease, Severity::warns, "units sit in leases that have ended: {}", told.ended,
      "Correct end, or the lease of the units; here they count as running on with notice.");
  say(code::kFixedTerm, Severity::info, "leases have an agreed end, their rent runs until then: {}", told.fixed_term, "");
  say(code::kNoArea, Severity::filled, "the area was taken from the buildings: {}", told.area, "Give area_m2.");
  say(code::kNoSaleValue, Severity::warns, "the value of the property is not known and counts as nothing: {}", told.no_value,
      "Give value_dkk in the properties table.");
}

}  // namespace

void add_premises(const Inputs& in, PlanBasis& basis) {
  std::vector<Premises> all = premises_of(in.portfolio);
  std::ranges::sort(all, [&in](const Premises& a, const Premises& b) {
    return in.portfolio.leases[a.lease].lease_id < in.portfolio.leases[b.lease].lease_id;
  });
  Told told;
  for (Premises& premises : all) {
    if (!takes_part(in, premises, told)) continue;
    const double area_m2 = area_of(in, premises, told);
    basis.c.premises.push_back(make_premises(in, premises, area_m2, told));
    basis.area_m2.push_back(area_m2);
    basis.lease.push_back(premises.lease);
    basis.premises.push_back(std::move(premises));
  }
  tell_all(in, told);
}

}  // namespace tvilling::scenarios::case_parts
