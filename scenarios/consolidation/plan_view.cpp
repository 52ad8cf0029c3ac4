// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/error.hpp"
#include "core/time_text.hpp"
#include "models/missing.hpp"

namespace tvilling::scenarios {

namespace {

double rent_and_operation(const CasePremises& premises, int blocks) {
  return (premises.rent_dkk_year + premises.operation_dkk_year) * blocks / premises.blocks;
}

/// Why a unit leaves premises of which nothing is given up.
MoveReason reason_to_leave(const CasePremises& left, double needed, double needed_high, bool receives) noexcept {
  const double desks = left.desks + kDeskTolerance;
  if (needed > desks) return MoveReason::crowded;
  if (needed_high > desks) return MoveReason::forecast;
  return receives ? MoveReason::makes_room : MoveReason::sits_together;
}

}  // namespace

std::vector<PlanMove> moves_of(const ConsolidationCase& c, const Plan& plan) {
  std::vector<double> needed(c.premises.size(), 0.0);
  std::vector<double> needed_high(c.premises.size(), 0.0);
  std::vector<bool> receives(c.premises.size(), false);
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    needed[c.units[u].home] += c.units[u].desks;
    needed_high[c.units[u].home] += c.units[u].desks_high;
    if (moves(c, plan, u)) receives[plan.seat[u]] = true;
  }
  std::vector<PlanMove> out;
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    if (!moves(c, plan, u)) continue;
    const std::size_t home = c.units[u].home;
    const CasePremises& left = c.premises[home];
    const int given_up = left.blocks - plan.held[home].back();
    PlanMove move{u, home, plan.seat[u], plan.move_period[u]};
    move.reason = given_up == left.blocks ? MoveReason::given_up
                  : given_up > 0          ? MoveReason::floors
                                          : reason_to_leave(left, needed[home], needed_high[home], receives[home]);
    out.push_back(move);
  }
  std::ranges::sort(out, {}, [](const PlanMove& m) { return std::tuple(m.period, m.from, m.unit); });
  return out;
}

std::vector<PlanRelease> releases_of(const ConsolidationCase& c, const Plan& plan) {
  std::vector<PlanRelease> out;
  for (std::size_t t = 0; t < c.periods.size(); ++t) {
    for (std::size_t p = 0; p < c.premises.size(); ++p) {
      const int before = t == 0 ? c.premises[p].blocks : plan.held[p][t - 1];
      const int blocks = before - plan.held[p][t];
      if (blocks <= 0) continue;
      const double until = c.periods.start_years[t] + std::max(0.0, notice_years_of(c, p, t));
      out.push_back({p, t, blocks, until, rent_and_operation(c.premises[p], blocks)});
    }
  }
  return out;
}

std::vector<std::string> closed_leases(const ConsolidationCase& c, const Plan& plan) {
  std::vector<std::string> out;
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    if (plan.held[p].back() == 0 && c.premises[p].blocks > 0) out.push_back(c.premises[p].lease_id);
  }
  return out;
}

double PremisesUse::m2_person_before() const noexcept {
  return persons_before > 0.0 ? area_before_m2 / persons_before : models::kMissing;
}
double PremisesUse::m2_person_after() const noexcept {
  return persons_after > 0.0 ? area_after_m2 / persons_after : models::kMissing;
}

std::vector<PremisesUse> uses_of(const PlanBasis& basis, const Plan& plan) {
  const ConsolidationCase& c = basis.c;
  std::vector<PremisesUse> out(c.premises.size());
  for (std::size_t p = 0; p < out.size(); ++p) {
    const double share = static_cast<double>(plan.held[p].back()) / c.premises[p].blocks;
    out[p].desks_before = c.premises[p].desks;
    out[p].desks_after = share * c.premises[p].desks;
    out[p].area_before_m2 = basis.area_m2[p];
    out[p].area_after_m2 = share * basis.area_m2[p];
  }
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    const CaseUnit& unit = c.units[u];
    out[unit.home].persons_before += unit.persons;
    out[unit.home].needed_before += unit.desks;
    out[plan.seat[u]].persons_after += unit.persons;
    out[plan.seat[u]].needed_after += unit.desks;
  }
  return out;
}

PremisesUse sum_of(const std::vector<PremisesUse>& uses) noexcept {
  PremisesUse sum;
  for (const PremisesUse& use : uses) {
    sum.persons_before += use.persons_before;
    sum.persons_after += use.persons_after;
    sum.desks_before += use.desks_before;
    sum.desks_after += use.desks_after;
    sum.needed_before += use.needed_before;
    sum.needed_after += use.needed_after;
    sum.area_before_m2 += use.area_before_m2;
    sum.area_after_m2 += use.area_after_m2;
  }
  return sum;
}

std::string month_after(const std::string& start_date, double years) {
  constexpr int kMonths = 12;
  const std::optional<core::TimeText> day = core::parse_time(start_date);
  if (!day) throw core::Error(core::ErrorKind::internal, fmt::format("\"{}\" is no day", start_date));
  const int months = day->year * kMonths + day->month - 1 + static_cast<int>(std::lround(years * kMonths));
  return fmt::format("{:04}-{:02}", months / kMonths, months % kMonths + 1);
}

}  // namespace tvilling::scenarios
