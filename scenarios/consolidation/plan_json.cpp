// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/plan_json.hpp"

#include <algorithm>
#include <array>

#include "core/io/json_writer.hpp"
#include "scenarios/consolidation/business_case.hpp"
#include "scenarios/consolidation/headline.hpp"
#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/consolidation/plan_view.hpp"

namespace tvilling::scenarios {

namespace {

using core::JsonWriter;

void add_moves(JsonWriter& json, const ConsolidationCase& c, const Plan& plan, const std::string& start) {
  json.begin_array();
  for (const PlanMove& move : moves_of(c, plan)) {
    json.begin_object().key("unit").text(c.units[move.unit].unit_id);
    json.key("from").text(c.premises[move.from].lease_id).key("to").text(c.premises[move.to].lease_id);
    json.key("period").number(static_cast<double>(move.period));
    json.key("month").text(month_after(start, c.periods.start_years[move.period]));
    json.key("persons").number(c.units[move.unit].persons);
    json.key("why").text(kMoveReasonNames[static_cast<std::size_t>(move.reason)]).end_object();
  }
  json.end_array();
}

/// Each saving once, however many units leave the premises.
void add_given_up(JsonWriter& json, const ConsolidationCase& c, const Plan& plan, const std::string& start) {
  json.key("given_up").begin_array();
  for (const PlanRelease& one : releases_of(c, plan)) {
    const CasePremises& premises = c.premises[one.premises];
    json.begin_object().key("lease").text(premises.lease_id).key("blocks").number(one.blocks);
    json.key("of_blocks").number(premises.blocks).key("period").number(static_cast<double>(one.period));
    json.key("month").text(month_after(start, c.periods.start_years[one.period]));
    json.key("paid_until").text(month_after(start, one.paid_until_years));
    json.key("saves_dkk_per_year").number(one.saves_dkk_year).end_object();
  }
  json.end_array();
}

void add_closed(JsonWriter& json, const ConsolidationCase& c, const Plan& plan) {
  json.begin_array();
  for (const std::string& lease : closed_leases(c, plan)) json.text(lease);
  json.end_array();
}

/// Energy is null where the study asks for none.
void add_running(JsonWriter& json, const RunningCost& cost, bool has_energy) {
  const auto of_energy = [has_energy](double value) { return has_energy ? value : models::kMissing; };
  json.begin_object().key("rent_dkk").number(cost.rent_dkk).key("internal_rent_dkk").number(cost.internal_rent_dkk);
  json.key("forgone_rent_dkk").number(cost.forgone_rent_dkk);
  json.key("operation_dkk").number(cost.operation_dkk).key("energy_bill_dkk").number(of_energy(cost.energy.bill_dkk));
  json.key("apart_dkk").number(cost.apart_dkk).key("total_dkk").number(cost.total_dkk());
  json.key("heat_kwh").number(of_energy(cost.energy.heat_kwh));
  json.key("electricity_kwh").number(of_energy(cost.energy.electricity_kwh));
  json.key("co2_kg").number(of_energy(cost.energy.co2_kg)).end_object();
}

void add_once(JsonWriter& json, const OnceCost& once) {
  json.begin_object().key("move_dkk").number(once.move_dkk).key("fit_out_dkk").number(once.fit_out_dkk);
  json.key("close_dkk").number(once.close_dkk).key("sale_dkk").number(once.sale_dkk).key("notice_dkk").number(once.notice_dkk);
  json.key("total_dkk").number(once.without_notice_dkk()).end_object();
}

void add_change(JsonWriter& json, std::string_view name, const BookedChange& change) {
  json.key(name).begin_object().key("booked").number(change.booked).key("simulated").number(change.simulated);
  json.key("ratio").number(change.ratio()).end_object();
}

void add_air(JsonWriter& json, const IndoorAir& air) {
  json.begin_object().key("least_l_s_person").number(air.least_l_s_person);
  json.key("co2_above_1000_ppm_h").number(air.co2_above_1000_ppm_h).key("co2_max_ppm").number(air.co2_max_ppm);
  json.key("above_26_degc_h").number(air.above_26_degc_h).end_object();
}

void add_check(JsonWriter& json, const PlanCheck& check) {
  json.begin_object().key("buildings").number(static_cast<double>(check.buildings));
  add_change(json, "change_heat_kwh", check.heat_kwh);
  add_change(json, "change_electricity_kwh", check.electricity_kwh);
  add_change(json, "change_co2_kg", check.co2_kg);
  add_change(json, "change_bill_dkk", check.bill_dkk);
  json.key("receiving").begin_array();
  for (const ReceivingAir& air : check.receiving) {
    json.begin_object().key("building").text(air.building_id);
    json.key("persons_before").number(air.persons_before).key("persons_after").number(air.persons_after);
    json.key("before");
    add_air(json, air.before);
    json.key("after");
    add_air(json, air.after);
    json.key("broken").begin_array();
    for (const std::string& limit : air.broken) json.text(limit);
    json.end_array().key("worse").begin_array();
    for (const std::string& limit : air.worse) json.text(limit);
    json.end_array().end_object();
  }
  json.end_array().key("failed").begin_array();
  for (const std::string& id : check.failed) json.text(id);
  json.end_array().end_object();
}

void add_warnings(JsonWriter& json, const core::Findings& findings) {
  json.begin_array();
  for (const core::Finding& finding : findings.list) {
    if (finding.severity != core::Severity::warns) continue;
    json.begin_object().key("code").text(finding.code).key("message").text(finding.message).end_object();
  }
  json.end_array();
}

void add_premises(JsonWriter& json, const PlanBasis& basis, const Plan& plan) {
  const std::vector<PremisesUse> uses = uses_of(basis, plan);
  json.begin_array();
  for (std::size_t p = 0; p < uses.size(); ++p) {
    const PremisesUse& use = uses[p];
    json.begin_object().key("lease").text(basis.c.premises[p].lease_id);
    json.key("blocks").number(basis.c.premises[p].blocks).key("held").begin_array();
    for (const int held : plan.held[p]) json.number(held);
    json.end_array().key("area_m2").number(use.area_before_m2).key("desks").number(use.desks_before);
    json.key("persons_before").number(use.persons_before).key("persons_after").number(use.persons_after);
    json.key("m2_per_employee_before").number(use.m2_person_before());
    json.key("m2_per_employee_after").number(use.m2_person_after()).end_object();
  }
  json.end_array();
}

void add_locks(JsonWriter& json, const Consolidation& r) {
  constexpr std::array<std::string_view, 3> kKinds{"unit_stays", "premises_kept", "premises_closed"};
  json.begin_array();
  for (std::size_t l = 0; l < r.basis.locks.size(); ++l) {
    const CaseLock& lock = r.basis.locks[l];
    const bool unit = lock.kind == CaseLockKind::unit_stays;
    json.begin_object().key("kind").text(kKinds[static_cast<std::size_t>(lock.kind)]);
    json.key(unit ? "unit" : "lease").text(unit ? r.basis.c.units[lock.where].unit_id : r.basis.c.premises[lock.where].lease_id);
    json.key("reason").text(lock.reason).key("source").text(lock.source);
    const auto price = std::ranges::find(r.prices, l, &LockPrice::lock);
    if (price != r.prices.end()) {
      json.key("price_dkk_per_year").number(price->dkk_per_year).key("is_exact").number(price->exact ? 1.0 : 0.0);
      // One price for all locks on the same unit or premises.
      json.key("together_with").begin_array();
      for (const std::size_t other : price->others) json.text(r.basis.locks[other].source);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

void add_years(JsonWriter& json, const ProposalInputs& inputs) {
  const Consolidation& r = *inputs.result;
  json.begin_array();
  for (const BusinessYear& year :
       business_case(r.basis.c, r.plan().plan, start_date(*inputs.study), inputs.study->consolidation.horizon_years)) {
    json.begin_object().key("year").number(year.year).key("rent_dkk").number(year.rent_dkk);
    json.key("internal_rent_dkk").number(year.internal_rent_dkk).key("let_dkk").number(year.let_dkk);
    json.key("operation_dkk").number(year.operation_dkk);
    json.key("energy_dkk").number(year.energy_dkk).key("move_dkk").number(year.move_dkk);
    json.key("fit_out_dkk")
        .number(year.fit_out_dkk)
        .key("close_dkk")
        .number(year.close_dkk)
        .key("sale_dkk")
        .number(year.sale_dkk);
    json.key("cash_dkk").number(year.cash_dkk()).end_object();
  }
  json.end_array();
}

void add_plan(JsonWriter& json, const ConsolidationCase& c, const FoundPlan& plan, const PlanCost& today,
              const std::string& start) {
  json.begin_object().key("objective_dkk_per_year").number(plan.cost.objective_dkk_per_year);
  json.key("saving_dkk_per_year").number(plan.cost.saving_dkk_per_year);
  json.key("objective_saving_dkk_per_year").number(today.objective_dkk_per_year - plan.cost.objective_dkk_per_year);
  json.key("once_dkk").number(once_in_all(plan.cost).without_notice_dkk()).key("moves");
  add_moves(json, c, plan.plan, start);
  json.key("close");
  add_closed(json, c, plan.plan);
  add_given_up(json, c, plan.plan, start);
  json.end_object();
}

}  // namespace

std::string plan_json(const ProposalInputs& inputs) {
  const Consolidation& r = *inputs.result;
  const ConsolidationCase& c = r.basis.c;
  const FoundPlan& plan = r.plan();
  const std::string start = start_date(*inputs.study);
  JsonWriter json;
  json.begin_object().key("objective_dkk_per_year").number(plan.cost.objective_dkk_per_year).key("gap").number(r.gap());
  json.key("moves");
  add_moves(json, c, plan.plan, start);
  json.key("close");
  add_closed(json, c, plan.plan);
  add_given_up(json, c, plan.plan, start);
  json.key("warnings");
  add_warnings(json, inputs.warnings);
  json.key("study").text(inputs.study->name).key("start_date").text(start);
  json.key("today_dkk_per_year").number(r.today.objective_dkk_per_year);
  json.key("saving_dkk_per_year").number(plan.cost.saving_dkk_per_year);
  json.key("objective_saving_dkk_per_year").number(r.saving_dkk_per_year());
  json.key("bound_dkk_per_year").number(r.bound.objective_dkk_per_year).key("bound_method").text(r.bound.method);
  json.key("ended").text(r.is_proven ? "proven" : r.ended_by_time ? "time" : "steps");
  if (r.greedy) {
    json.key("greedy_objective_saving_dkk_per_year")
        .number(r.today.objective_dkk_per_year - r.greedy->cost.objective_dkk_per_year);
  }
  const PlanHeadline headline = headline_of(c, plan, r.check);
  json.key("payback_years").number(headline.payback_years).key("payback_cash_years").number(headline.payback_cash_years);
  json.key("once");
  add_once(json, once_in_all(plan.cost));
  const bool has_energy = inputs.study->consolidation.energy != PlanEnergy::none;
  json.key("running_today");
  add_running(json, lasting_cost(c, stay(c)), has_energy);
  json.key("running_after");
  add_running(json, lasting_cost(c, plan.plan), has_energy);
  json.key("premises");
  add_premises(json, r.basis, plan.plan);
  json.key("years");
  add_years(json, inputs);
  if (r.check.is_done) {
    json.key("simulated");
    add_check(json, r.check);
  }
  json.key("locks");
  add_locks(json, r);
  if (r.forecast_dkk_per_year) json.key("forecast_dkk_per_year").number(*r.forecast_dkk_per_year);
  json.key("alternatives").begin_array();
  for (std::size_t i = 1; i < r.best.size(); ++i) add_plan(json, c, r.best[i], r.today, start);
  return json.end_array().end_object().str() + "\n";
}

std::string kept_plan_json(const KeptInputs& inputs) {
  const KeptPlan& r = *inputs.result;
  const ConsolidationCase& c = r.basis.c;
  const std::string start = start_date(*inputs.study);
  JsonWriter json;
  json.begin_object().key("keep").text(r.kept.id).key("what").text(r.kept.what).key("warnings");
  add_warnings(json, inputs.warnings);
  json.key("change_dkk_per_year").number(r.nearest.cost.objective_dkk_per_year - r.approved.cost.objective_dkk_per_year);
  json.key("seats").begin_array();
  for (const std::size_t u : r.changed) {
    json.begin_object().key("unit").text(c.units[u].unit_id);
    json.key("approved").text(c.premises[r.approved.plan.seat[u]].lease_id);
    json.key("now").text(c.premises[r.nearest.plan.seat[u]].lease_id).end_object();
  }
  json.end_array();
  const auto add = [&](std::string_view name, const FoundPlan& plan, const PlanCheck& check) {
    json.key(name);
    add_plan(json, c, plan, r.today, start);
    if (!check.is_done) return;
    json.key(std::string(name) + "_simulated");
    add_check(json, check);
  };
  add("approved", r.approved, r.approved_check);
  json.key("nearest_is_proven").number(r.nearest_is_proven ? 1.0 : 0.0);
  add("nearest", r.nearest, r.nearest_check);
  add("best", r.best, r.best_check);
  return json.end_object().str() + "\n";
}

}  // namespace tvilling::scenarios
