// SPDX-License-Identifier: MPL-2.0
// The units of a case: who takes part, how many desks they need, and where they may sit.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"

namespace tvilling::scenarios::case_parts {

namespace {

namespace code = consolidation_code;
using core::Severity;

/// People of a unit by the study's column, else by the other one (told), else a finding.
std::optional<double> headcount_of(const Inputs& in, const models::Unit& unit, std::vector<ToldRow>& filled) {
  const bool by_fte = in.settings().headcount == Headcount::fte;
  const double wanted = by_fte ? unit.fte : unit.employees;
  const double other = by_fte ? unit.employees : unit.fte;
  if (!std::isnan(wanted)) return wanted;
  if (!std::isnan(other)) {
    filled.push_back({unit.unit_id, {}, unit.pos});
    return other;
  }
  core::add_stop(in.findings, code::kNoHeadcount, unit.pos,
                 fmt::format("unit \"{}\" has neither employees nor fte: how many desks does it need?", unit.unit_id),
                 "Give employees in the units table; 0 for a unit that needs no desk.");
  return std::nullopt;
}

/// Whether the unit could belong to the plan by its administration.
bool may_take_part(const Inputs& in, const models::Unit& unit) {
  const std::vector<std::string>& list = in.settings().administrations;
  return list.empty() || unit.administration.empty() || std::ranges::find(list, unit.administration) != list.end();
}

void tell_loose(const Inputs& in, const models::Unit& unit, double desks, PlanBasis& basis) {
  const bool stops = in.settings().units_without_lease == LooseUnits::stop;
  const std::string message =
      unit.lease_id.empty()
          ? fmt::format("unit \"{}\" has no lease: nobody knows where its {:.4g} desks are", unit.unit_id, desks)
          : fmt::format("unit \"{}\" names lease \"{}\", which is not there: nobody knows where its {:.4g} desks are",
                        unit.unit_id, unit.lease_id, desks);
  in.findings.add({std::string(code::kUnitWithoutLease.code), stops ? Severity::stops : Severity::warns, unit.pos, message,
                   stops ? "Give its lease_id; or leave such units out of the plan with units_without_lease = \"leave_out\"."
                         : "It is left out of the plan: premises that are given up may be its own. Give its lease_id.",
                   "units", unit.unit_id});
  if (stops) return;
  ++basis.left_out;
  basis.left_out_desks += desks;
}

struct Spot {
  double x_m = models::kMissing;
  double y_m = models::kMissing;
};

/// The middle of the premises' buildings by their areas; missing when one has no position.
Spot spot_of(const Inputs& in, const Premises& premises) {
  Spot spot{0.0, 0.0};
  double area_m2 = 0.0;
  for (const PremisesPart& part : premises.parts) {
    const models::Building& building = in.portfolio.buildings[part.building].building;
    const double weight = part.fraction * building.area_m2;
    spot.x_m += weight * building.x_m;
    spot.y_m += weight * building.y_m;
    area_m2 += weight;
  }
  if (!(area_m2 > 0.0)) return {};
  return {spot.x_m / area_m2, spot.y_m / area_m2};
}

/// Compatible and near enough: premises of the same use within max_distance_m of today's.
void near_places(const Inputs& in, PlanBasis& basis) {
  const double most_m = in.settings().max_distance_m;
  std::vector<Spot> spots;
  std::vector<std::string> uses;
  std::vector<ToldRow> nowhere;
  for (const Premises& premises : basis.premises) {
    spots.push_back(spot_of(in, premises));
    uses.push_back(use_of(in.portfolio, premises));
    if (std::isnan(spots.back().x_m))
      nowhere.push_back({in.portfolio.leases[premises.lease].lease_id, {}, in.portfolio.leases[premises.lease].pos});
  }
  for (CaseUnit& unit : basis.c.units) {
    for (std::size_t p = 0; p < spots.size(); ++p) {
      const double far_m = std::hypot(spots[p].x_m - spots[unit.home].x_m, spots[p].y_m - spots[unit.home].y_m);
      const bool too_far = far_m > most_m;  // false where either is not known
      if (p == unit.home || (uses[p] == uses[unit.home] && !too_far)) unit.places.push_back(p);
    }
  }
  if (std::isnan(most_m)) return;
  tell(in.findings, code::kNoPosition, Severity::warns, "premises have no position, so max_distance_m does not hold for them: {}",
       nowhere, "Give x_m and y_m of their buildings.", "leases");
}

/// [[consolidation.only]] and [[consolidation.never]].
void listed_places(const Inputs& in, PlanBasis& basis) {
  for (const StudyPlaces& row : in.settings().places) {
    const std::optional<std::size_t> u = find_unit(in, basis, row.unit, row.pos);
    std::vector<std::size_t> named;
    for (const std::string& id : row.leases) {
      if (const std::optional<std::size_t> p = find_premises(in, basis, id, row.pos)) named.push_back(*p);
    }
    if (!u) continue;
    CaseUnit& unit = basis.c.units[*u];
    const auto is_named = [&named](std::size_t p) { return std::ranges::find(named, p) != named.end(); };
    if (is_named(unit.home) != row.only) {
      const std::string& home = basis.c.premises[unit.home].lease_id;
      core::add_stop(
          in.findings, code::kNoHome, row.pos,
          fmt::format("unit \"{}\" sits in \"{}\" today, which its list {}", unit.unit_id, home,
                      row.only ? "leaves out" : "forbids"),
          fmt::format("{} \"{}\"; to make it leave, close that lease with a lock.", row.only ? "Name also" : "Leave out", home));
      continue;
    }
    std::erase_if(unit.places, [&](std::size_t p) { return is_named(p) != row.only; });
  }
}

}  // namespace

void add_units(const Inputs& in, PlanBasis& basis) {
  std::map<std::string_view, std::size_t> leases;  // of the portfolio
  for (std::size_t l = 0; l < in.portfolio.leases.size(); ++l) leases.emplace(in.portfolio.leases[l].lease_id, l);
  std::map<std::size_t, std::size_t> homes;  // lease of the portfolio -> premises of the case
  for (std::size_t p = 0; p < basis.lease.size(); ++p) homes.emplace(basis.lease[p], p);
  std::vector<std::size_t> order(in.portfolio.units.size());
  for (std::size_t u = 0; u < order.size(); ++u) order[u] = u;
  std::ranges::sort(order, {}, [&in](std::size_t u) -> const std::string& { return in.portfolio.units[u].unit_id; });
  const ConsolidationSettings& settings = in.settings();
  std::vector<ToldRow> filled;
  for (const std::size_t u : order) {
    const models::Unit& unit = in.portfolio.units[u];
    const auto lease = leases.find(unit.lease_id);
    const bool is_loose = lease == leases.end();
    if (is_loose && !may_take_part(in, unit)) continue;
    const auto home = is_loose ? homes.end() : homes.find(lease->second);
    if (!is_loose && home == homes.end()) continue;
    const std::optional<double> people = headcount_of(in, unit, filled);
    if (!people) continue;
    const double desks = *people * settings.desk_ratio;
    if (is_loose) {
      tell_loose(in, unit, desks, basis);
      continue;
    }
    CaseUnit row;
    row.unit_id = unit.unit_id;
    row.persons = std::isnan(unit.employees) ? *people : unit.employees;
    row.desks = desks;
    row.desks_high = desks * (1.0 + settings.headcount_high_fraction);
    row.home = home->second;
    row.move_cost_dkk = settings.move_dkk_employee * *people;
    basis.c.units.push_back(std::move(row));
    basis.unit.push_back(u);
  }
  tell(in.findings, code::kHeadcountFilled, Severity::filled,
       fmt::format("{} is not known and was taken from the other column: {{}}",
                   kHeadcountNames[static_cast<std::size_t>(settings.headcount)]),
       filled, "Give both in the units table.", "units");
}

void add_places(const Inputs& in, PlanBasis& basis) {
  near_places(in, basis);
  listed_places(in, basis);
}

void add_affinities(const Inputs& in, PlanBasis& basis) {
  for (const StudyAffinity& row : in.settings().affinities) {
    const std::optional<std::size_t> a = find_unit(in, basis, row.a, row.pos);
    const std::optional<std::size_t> b = find_unit(in, basis, row.b, row.pos);
    if (!a || !b) continue;
    const std::size_t first = std::min(*a, *b);
    const std::size_t second = std::max(*a, *b);
    const bool twice =
        std::ranges::any_of(basis.c.affinities, [&](const CaseAffinity& x) { return x.a == first && x.b == second; });
    if (twice) {
      core::add_stop(in.findings, code::kSameUnit, row.pos,
                     fmt::format("the affinity of \"{}\" and \"{}\" stands twice", row.a, row.b), "Keep one of them.");
      continue;
    }
    basis.c.affinities.push_back({first, second, row.dkk_year});
  }
}

}  // namespace tvilling::scenarios::case_parts
