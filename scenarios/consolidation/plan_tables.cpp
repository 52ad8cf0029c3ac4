// SPDX-License-Identifier: MPL-2.0
// The tables of a plan: for its workbook and its proposal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "scenarios/consolidation/business_case.hpp"
#include "scenarios/consolidation/headline.hpp"
#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/consolidation/plan_names.hpp"
#include "scenarios/consolidation/plan_view.hpp"
#include "scenarios/consolidation/proposal.hpp"
#include "scenarios/consolidation/settings_keys.hpp"
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"
#include "scenarios/report/report_workbook.hpp"

namespace tvilling::scenarios {

namespace {

using report::column;
using report::count_cell;
using report::known_cell;
using report::Row;
using report::Shown;
using report::Table;
using report::thousands;
using report::Words;

struct View {
  const ProposalInputs& in;
  const Words& words;
  PlanNames names;
  [[nodiscard]] const Consolidation& r() const noexcept { return *in.result; }
  [[nodiscard]] const ConsolidationCase& c() const noexcept { return in.result->basis.c; }
  [[nodiscard]] const Plan& plan() const noexcept { return in.result->plan().plan; }
  [[nodiscard]] std::string month(double years) const { return month_after(start_date(*in.study), years); }
  [[nodiscard]] std::string month_of(std::size_t period) const { return month(c().periods.start_years[period]); }
  [[nodiscard]] Table table(std::string key, std::string_view name, std::string_view about) const {
    return {std::move(key), words(std::string("plan_title_") + std::string(name)), about.empty() ? "" : words(about), {}, {}};
  }
};

/// Shares of floors leave parts of desks: tenths are enough for any reader.
double tenths(double value) {
  constexpr double kTenths = 10.0;
  return std::round(value * kTenths) / kTenths;
}

void add_use_rows(const View& v, Table& table) {
  const PremisesUse sum = sum_of(uses_of(v.r().basis, v.plan()));
  const auto row = [&](std::string_view key, double before, double after) {
    table.rows.push_back({v.words(key), known_cell(before), known_cell(after), known_cell(after - before)});
  };
  const double premises = static_cast<double>(v.c().premises.size());
  row("plan_row_premises", premises, premises - static_cast<double>(closed_leases(v.c(), v.plan()).size()));
  row("plan_row_area_m2", sum.area_before_m2, sum.area_after_m2);
  row("plan_row_desks", tenths(sum.desks_before), tenths(sum.desks_after));
  row("plan_row_m2_person", sum.m2_person_before(), sum.m2_person_after());
}

void add_money_rows(const View& v, Table& table) {
  const RunningCost before = lasting_cost(v.c(), stay(v.c()));
  const RunningCost after = lasting_cost(v.c(), v.plan());
  const auto row = [&](std::string_view key, double b, double a) {
    table.rows.push_back({v.words(key), thousands(b), thousands(a), thousands(a - b)});
  };
  row("plan_row_rent", before.rent_dkk, after.rent_dkk);
  row("plan_row_internal_rent", before.internal_rent_dkk, after.internal_rent_dkk);
  if (before.forgone_rent_dkk != 0.0) row("plan_row_forgone_rent", before.forgone_rent_dkk, after.forgone_rent_dkk);
  row("plan_row_operation", before.operation_dkk, after.operation_dkk);
  if (v.r().check.is_done) row("plan_row_energy", before.energy.bill_dkk, after.energy.bill_dkk);
  if (before.apart_dkk != 0.0 || after.apart_dkk != 0.0) row("plan_row_apart", before.apart_dkk, after.apart_dkk);
  row("plan_row_running", before.total_dkk(), after.total_dkk());
  if (!v.r().check.is_done) return;
  const auto simulated = [&](std::string_view key, double today, const BookedChange& change) {
    row(key, today, today + change.simulated);
  };
  simulated("plan_row_heat", before.energy.heat_kwh, v.r().check.heat_kwh);
  simulated("plan_row_electricity", before.energy.electricity_kwh, v.r().check.electricity_kwh);
  simulated("plan_row_co2", before.energy.co2_kg, v.r().check.co2_kg);
}

Table summary_table(const View& v) {
  Table table = v.table("plan_summary", "summary", "plan_about_summary");
  table.columns = {column(v.words, "plan_what"), column(v.words, "plan_today", Shown::sensible),
                   column(v.words, "plan_plan", Shown::sensible), column(v.words, "plan_change", Shown::sensible)};
  add_use_rows(v, table);
  add_money_rows(v, table);
  const OnceCost once = once_in_all(v.r().plan().cost);
  const auto only = [&](std::string_view key, core::SheetCell cell) {
    table.rows.push_back({v.words(key), core::SheetCell(), std::move(cell), core::SheetCell()});
  };
  only("plan_row_move", thousands(once.move_dkk));
  only("plan_row_fit_out", thousands(once.fit_out_dkk));
  only("plan_row_close", thousands(once.close_dkk));
  if (once.sale_dkk != 0.0) only("plan_row_sale", thousands(once.sale_dkk));
  if (v.c().periods.size() == 1) only("plan_row_notice", thousands(once.notice_dkk));
  const PlanHeadline headline = headline_of(v.c(), v.r().plan(), v.r().check);
  only("plan_row_payback", known_cell(headline.payback_years));
  only("plan_row_payback_cash", known_cell(headline.payback_cash_years));
  const double objective = v.r().plan().cost.objective_dkk_per_year;
  table.rows.push_back({v.words("plan_row_objective"), thousands(v.r().today.objective_dkk_per_year), thousands(objective),
                        thousands(objective - v.r().today.objective_dkk_per_year)});
  only("plan_row_bound", thousands(v.r().bound.objective_dkk_per_year));
  if (v.r().greedy) only("plan_row_greedy", thousands(v.r().greedy->cost.objective_dkk_per_year));
  if (v.r().forecast_dkk_per_year) only("plan_row_forecast", thousands(*v.r().forecast_dkk_per_year));
  return table;
}

Table moves_table(const View& v) {
  Table table = v.table("plan_moves", "moves", "plan_about_moves");
  for (const std::string_view key : {"plan_unit", "plan_unit_name", "plan_persons", "plan_from", "plan_from_name", "plan_to",
                                     "plan_to_name", "plan_month", "plan_why"}) {
    table.columns.push_back(column(v.words, key, key == "plan_persons" ? Shown::whole : Shown::text));
  }
  for (const PlanMove& move : moves_of(v.c(), v.plan())) {
    table.rows.push_back({v.c().units[move.unit].unit_id, v.names.unit[move.unit], v.c().units[move.unit].persons,
                          v.c().premises[move.from].lease_id, v.names.place[move.from], v.c().premises[move.to].lease_id,
                          v.names.place[move.to], v.month_of(move.period),
                          v.words(fmt::format("plan_why_{}", kMoveReasonNames[static_cast<std::size_t>(move.reason)]))});
  }
  return table;
}

/// What is given up when: each saving once, so that the column may be added up.
Table releases_table(const View& v) {
  Table table = v.table("plan_releases", "releases", "plan_about_releases");
  table.columns = {column(v.words, "plan_lease"),
                   column(v.words, "plan_property"),
                   column(v.words, "plan_floors"),
                   column(v.words, "plan_area_m2", Shown::whole),
                   column(v.words, "plan_left_month"),
                   column(v.words, "plan_paid_until"),
                   column(v.words, "plan_saves_1000_dkk", Shown::whole)};
  double area_m2 = 0.0;
  double saves_dkk_year = 0.0;
  for (const PlanRelease& one : releases_of(v.c(), v.plan())) {
    const CasePremises& premises = v.c().premises[one.premises];
    const double area = v.r().basis.area_m2[one.premises] * one.blocks / premises.blocks;
    area_m2 += area;
    saves_dkk_year += one.saves_dkk_year;
    table.rows.push_back(
        {premises.lease_id, v.names.place[one.premises],
         premises.blocks == 1 ? v.words("plan_floors_all") : v.words.fill("plan_floors_some", one.blocks, premises.blocks),
         known_cell(area), v.month_of(one.period), v.month(one.paid_until_years), thousands(one.saves_dkk_year)});
  }
  table.rows.push_back({v.words("plan_row_all"), std::string(), std::string(), known_cell(area_m2), std::string(), std::string(),
                        thousands(saves_dkk_year)});
  table.totals = 1;
  return table;
}

Table premises_table(const View& v) {
  Table table = v.table("plan_premises", "premises", "plan_about_premises");
  table.columns = {column(v.words, "plan_lease"), column(v.words, "plan_property")};
  for (const std::string_view key : {"plan_persons_before", "plan_persons_after", "plan_desks_before", "plan_desks_after",
                                     "plan_area_before_m2", "plan_area_after_m2"}) {
    table.columns.push_back(column(v.words, key, Shown::whole));
  }
  table.columns.push_back(column(v.words, "plan_m2_person_before", Shown::one_decimal));
  table.columns.push_back(column(v.words, "plan_m2_person_after", Shown::one_decimal));
  table.columns.push_back(column(v.words, "plan_left_month"));
  table.columns.push_back(column(v.words, "plan_paid_until"));
  const auto numbers = [](Row& row, const PremisesUse& use) {
    for (const double value : {use.persons_before, use.persons_after, tenths(use.desks_before), tenths(use.desks_after),
                               use.area_before_m2, use.area_after_m2, use.m2_person_before(), use.m2_person_after()}) {
      row.push_back(known_cell(value));
    }
  };
  const std::vector<PremisesUse> uses = uses_of(v.r().basis, v.plan());
  std::vector<const PlanRelease*> last(uses.size(), nullptr);
  const std::vector<PlanRelease> releases = releases_of(v.c(), v.plan());
  for (const PlanRelease& one : releases) last[one.premises] = &one;
  for (std::size_t p = 0; p < uses.size(); ++p) {
    Row row{v.c().premises[p].lease_id, v.names.place[p]};
    numbers(row, uses[p]);
    row.emplace_back(last[p] == nullptr ? std::string() : v.month_of(last[p]->period));
    row.emplace_back(last[p] == nullptr ? std::string() : v.month(last[p]->paid_until_years));
    table.rows.push_back(std::move(row));
  }
  Row all{v.words("plan_row_all"), std::string()};
  numbers(all, sum_of(uses));
  all.resize(table.columns.size());
  table.rows.push_back(std::move(all));
  table.totals = 1;
  return table;
}

Table air_table(const View& v) {
  Table table = v.table("plan_air", "air", "plan_about_air");
  table.columns = {column(v.words, "plan_building"),
                   column(v.words, "plan_unit_name"),
                   column(v.words, "plan_persons_before", Shown::whole),
                   column(v.words, "plan_persons_after", Shown::whole),
                   column(v.words, "plan_least_l_s_person", Shown::one_decimal),
                   column(v.words, "plan_co2_h_before", Shown::whole),
                   column(v.words, "plan_co2_h_after", Shown::whole),
                   column(v.words, "plan_hot_h_before", Shown::whole),
                   column(v.words, "plan_hot_h_after", Shown::whole),
                   column(v.words, "plan_broken", Shown::whole),
                   column(v.words, "plan_breaches")};
  const auto number = [&v](double value, int decimals) { return v.words.number(value, decimals); };
  for (const ReceivingAir& air : v.r().check.receiving) {
    std::vector<std::string> breaches;
    for (const AirBreach& breach : air_breaches(air.before, air.after, v.r().check.limits)) {
      breaches.push_back(breach_sentence(breach, v.words, number));
    }
    table.rows.push_back({air.building_id, v.names.building_named(air.building_id), known_cell(air.persons_before),
                          known_cell(air.persons_after), known_cell(air.after.least_l_s_person),
                          known_cell(air.before.co2_above_1000_ppm_h), known_cell(air.after.co2_above_1000_ppm_h),
                          known_cell(air.before.above_26_degc_h), known_cell(air.after.above_26_degc_h),
                          count_cell(breaches.size()), fmt::format("{}", fmt::join(breaches, "; "))});
  }
  return table;
}

Table locks_table(const View& v) {
  Table table = v.table("plan_locks", "locks", "plan_about_locks");
  table.columns = {column(v.words, "plan_lock"), column(v.words, "plan_price_dkk", Shown::whole), column(v.words, "plan_exact"),
                   column(v.words, "plan_reason"), column(v.words, "plan_source")};
  constexpr std::array<std::string_view, 3> kKinds{"unit_stays", "premises_kept", "premises_closed"};
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t l = 0; l < v.r().basis.locks.size(); ++l) {
    const auto price = std::ranges::find(v.r().prices, l, &LockPrice::lock);
    if (price == v.r().prices.end() && !v.r().prices.empty()) continue;  // stands with the first on the same thing
    order.emplace_back(price == v.r().prices.end() ? models::kMissing : price->dkk_per_year, l);
  }
  std::ranges::sort(order, {}, [](const std::pair<double, std::size_t>& row) {
    return std::pair(std::isnan(row.first) ? 1.0 : -row.first, row.second);  // without a price last
  });
  for (const auto& [price_dkk, l] : order) {
    const CaseLock& lock = v.r().basis.locks[l];
    const auto price = std::ranges::find(v.r().prices, l, &LockPrice::lock);
    const std::string id = lock.kind == CaseLockKind::unit_stays
                               ? labelled(v.c().units[lock.where].unit_id, v.names.unit[lock.where])
                               : labelled(v.c().premises[lock.where].lease_id, v.names.place[lock.where]);
    std::string reason = lock.reason;
    std::string source = lock.source;
    for (const std::size_t other : price == v.r().prices.end() ? std::vector<std::size_t>{} : price->others) {
      reason += "; " + v.r().basis.locks[other].reason;
      source += "; " + v.r().basis.locks[other].source;
    }
    table.rows.push_back({v.words.fill(fmt::format("plan_lock_{}", kKinds[static_cast<std::size_t>(lock.kind)]), id),
                          known_cell(price_dkk), price == v.r().prices.end() ? core::SheetCell() : core::SheetCell(price->exact),
                          std::move(reason), std::move(source)});
  }
  return table;
}

Table alternatives_table(const View& v) {
  Table table = v.table("plan_alternatives", "alternatives", "plan_about_alternatives");
  table.columns = {column(v.words, "plan_number"), column(v.words, "plan_objective_1000_dkk", Shown::whole),
                   column(v.words, "plan_once_1000_dkk", Shown::whole), column(v.words, "plan_moved", Shown::whole),
                   column(v.words, "plan_given_up")};
  for (std::size_t i = 1; i < v.r().best.size(); ++i) {  // the first is the plan itself
    const FoundPlan& plan = v.r().best[i];
    table.rows.push_back({std::to_string(i + 1), thousands(plan.cost.objective_dkk_per_year),
                          thousands(once_in_all(plan.cost).without_notice_dkk()), count_cell(moves_of(v.c(), plan.plan).size()),
                          fmt::format("{}", fmt::join(closed_leases(v.c(), plan.plan), ", "))});
  }
  return table;
}

Table assumptions_table(const View& v) {
  Table table = v.table("plan_assumptions", "assumptions", "plan_about_assumptions");
  table.columns = {column(v.words, "assumption"), column(v.words, "value", Shown::exact), column(v.words, "unit")};
  const ConsolidationSettings& s = v.in.study->consolidation;
  const auto text = [&table](std::string key, std::string value) {
    table.rows.push_back({std::move(key), std::move(value), std::string()});
  };
  text("study", v.in.study->name);
  text("uses", fmt::format("{}", fmt::join(s.uses, ", ")));
  text("administrations", fmt::format("{}", fmt::join(s.administrations, ", ")));
  text("start_date", start_date(*v.in.study));
  text("headcount", std::string(kHeadcountNames[static_cast<std::size_t>(s.headcount)]));
  text("energy", std::string(kPlanEnergyNames[static_cast<std::size_t>(s.energy)]));
  text("owned_saves", std::string(kOwnedSavesNames[static_cast<std::size_t>(s.owned_saves)]));
  table.rows.push_back({std::string("floor_blocks"), s.floor_blocks, std::string()});
  table.rows.push_back({std::string("horizon_years"), static_cast<double>(s.horizon_years), v.words("plan_unit_years")});
  table.rows.push_back({std::string("periods"), static_cast<double>(s.periods), std::string()});
  for (const ConsolidationKey& key : kConsolidationKeys) {
    table.rows.push_back({std::string(key.name), known_cell(s.*key.member), v.words.named("plan_unit", key.range.unit)});
  }
  text("bound", v.words.named("plan_bound", v.r().bound.method));
  return table;
}

/// A municipal form in the words' language: its own words are Danish.
Table form_sheet(const View& v, MunicipalTable from, const std::string& key, std::string_view title) {
  const auto say = [&v](std::string& text) { text = v.words.named("plan_form", text); };
  say(from.title);
  say(from.note);
  for (MunicipalRow& row : from.rows) say(row.label);
  for (MunicipalSum& sum : from.sums) say(sum.label);
  Table table = report::municipal_sheet(from, key, v.words(title), v.in.study->name, v.words);
  for (Row& row : table.rows) {
    if (std::string* const area = std::get_if<std::string>(&row[1])) say(*area);
  }
  return table;
}

}  // namespace

std::vector<Table> plan_tables(const ProposalInputs& inputs, const Words& words) {
  const View v{inputs, words, plan_names(inputs.result->basis, *inputs.portfolio, words("withheld"))};
  const EconomicSettings& economics = inputs.study->economics;
  const std::vector<BusinessYear> years =
      business_case(v.c(), v.plan(), start_date(*inputs.study), inputs.study->consolidation.horizon_years);
  std::vector<Table> tables{summary_table(v), moves_table(v), releases_table(v), premises_table(v)};
  tables.push_back(form_sheet(v, plan_consequences_table(years, economics.price_level_year), "plan_case", "plan_title_case"));
  tables.push_back(
      form_sheet(v, plan_internal_rent_table(years, economics.price_level_year), "plan_internal", "plan_title_internal"));
  if (v.r().check.is_done) tables.push_back(air_table(v));
  if (!v.r().basis.locks.empty()) tables.push_back(locks_table(v));
  tables.push_back(alternatives_table(v));
  tables.push_back(assumptions_table(v));
  return tables;
}

void write_plan_workbook(const ProposalInputs& inputs, const std::filesystem::path& out, const Words& words) {
  std::vector<Table> tables = plan_tables(inputs, words);
  for (std::string& sentence : first_sentences(inputs, words)) tables.front().notes.push_back(std::move(sentence));
  report::write_workbook(out, tables, words);
}

}  // namespace tvilling::scenarios
