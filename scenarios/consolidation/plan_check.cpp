// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

[[noreturn]] void contradicts(const std::string& message) {
  throw core::Error(core::ErrorKind::internal, "consolidation: " + message);
}

void check_that(bool holds, std::string_view of, std::string_view what) {
  if (!holds) contradicts(fmt::format("{}: {}", of, what));
}

bool are_finite(std::initializer_list<double> values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

bool is_finite(const PremisesEnergy& e) {
  return are_finite({e.heat_kwh, e.electricity_kwh, e.co2_kg, e.bill_dkk});
}

void check_periods(const CasePeriods& periods) {
  const std::size_t n = periods.size();
  check_that(n > 0 && periods.start_years.size() == n && periods.once_factor.size() == n, "periods", "sizes differ");
  check_that(periods.start_years.front() == 0.0, "periods", "the first begins after today");
  for (std::size_t t = 0; t < n; ++t) {
    check_that(are_finite({periods.start_years[t], periods.weight_years[t], periods.once_factor[t]}) &&
                   periods.weight_years[t] > 0.0 && periods.once_factor[t] > 0.0,
               "periods", "weights and factors must be above 0");
    check_that(t == 0 || periods.start_years[t] > periods.start_years[t - 1], "periods", "beginnings must ascend");
  }
  for (const double budget : periods.budget_dkk) check_that(std::isfinite(budget), "periods", "a budget is not a number");
}

void check_unit(const CaseUnit& unit, std::size_t premises) {
  check_that(are_finite({unit.persons, unit.desks, unit.desks_high, unit.move_cost_dkk}) && unit.persons >= 0.0 &&
                 unit.desks >= 0.0 && unit.desks_high >= unit.desks,
             unit.unit_id, "persons or desks are out of range");
  check_that(std::is_sorted(unit.places.begin(), unit.places.end()) &&
                 std::adjacent_find(unit.places.begin(), unit.places.end()) == unit.places.end(),
             unit.unit_id, "places must ascend");
  check_that(std::all_of(unit.places.begin(), unit.places.end(), [&](std::size_t p) { return p < premises; }), unit.unit_id,
             "a place is out of range");
  check_that(std::binary_search(unit.places.begin(), unit.places.end(), unit.home), unit.unit_id, "home is not among the places");
}

void check_premises(const CasePremises& p) {
  check_that(p.blocks >= 1, p.lease_id, "no block");
  check_that(are_finite({p.desks, p.rent_dkk_year, p.operation_dkk_year, p.close_cost_dkk, p.sale_dkk, p.fit_out_dkk_desk,
                         p.notice_years, p.locked_until_years, p.kept_operation_dkk_year}) &&
                 is_finite(p.open) && is_finite(p.person) && is_finite(p.empty) && is_finite(p.kept_energy),
             p.lease_id, "a value is not a number");
  check_that(p.desks >= 0.0 && p.notice_years >= 0.0 && p.locked_until_years >= 0.0, p.lease_id,
             "desks, notice and lock must not be negative");
}

}  // namespace

void check_case(const ConsolidationCase& c) {
  check_periods(c.periods);
  for (const CaseUnit& unit : c.units) check_unit(unit, c.premises.size());
  for (const CasePremises& premises : c.premises) check_premises(premises);
  for (const CaseAffinity& pair : c.affinities) {
    check_that(pair.a < c.units.size() && pair.b < c.units.size() && pair.a != pair.b, "affinity", "a unit is out of range");
    check_that(std::isfinite(pair.dkk_year) && pair.dkk_year >= 0.0, "affinity", "its cost must not be negative");
  }
  check_that(std::isnan(c.payback_years) || c.payback_years >= 0.0, "payback_years", "must not be negative");
}

void check_plan(const ConsolidationCase& c, const Plan& plan) {
  const std::size_t periods = c.periods.size();
  check_that(
      plan.seat.size() == c.units.size() && plan.move_period.size() == c.units.size() && plan.held.size() == c.premises.size(),
      "plan", "sizes are not those of the case");
  for (std::size_t u = 0; u < c.units.size(); ++u) {
    check_that(plan.seat[u] < c.premises.size() && plan.move_period[u] < periods, c.units[u].unit_id, "a seat is out of range");
    check_that(moves(c, plan, u) || plan.move_period[u] == 0, c.units[u].unit_id, "stays, and yet moves");
  }
  for (std::size_t p = 0; p < c.premises.size(); ++p) {
    const std::vector<int>& held = plan.held[p];
    check_that(held.size() == periods, c.premises[p].lease_id, "blocks are not held for each period");
    check_that(held.front() <= c.premises[p].blocks && held.back() >= 0 && std::is_sorted(held.rbegin(), held.rend()),
               c.premises[p].lease_id, "blocks are out of range or come back");
  }
}

}  // namespace tvilling::scenarios
