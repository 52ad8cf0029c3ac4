// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::index;

/// The title of the scenario at a place of the file, or nothing when the report leaves it out.
const ScenarioReport* told(const Report& report, std::size_t place) {
  const auto found =
      std::find_if(report.scenarios.begin(), report.scenarios.end(), [&](const ScenarioReport& s) { return s.place == place; });
  return found == report.scenarios.end() ? nullptr : &*found;
}

/// Whether any pathway gives premises up or lets them: only then the table tells of rents.
bool has_rents(const std::vector<PathwayReport>& pathways) {
  return std::ranges::any_of(pathways, [](const PathwayReport& pathway) {
    return std::ranges::any_of(pathway.years, [](const PathwayYear& y) { return y.change_rent_dkk != 0.0; });
  });
}

}  // namespace

Table measures_table(const Report& report, const Words& words) {
  Table table{"measures", words("title_measures"), money_note(report, words), {}, {}};
  table.columns = {column(words, "scenario"),
                   column(words, "measure"),
                   column(words, "parameters"),
                   column(words, "where"),
                   column(words, "matched", Shown::whole),
                   column(words, "done", Shown::whole),
                   column(words, "idle", Shown::whole),
                   column(words, "listed", Shown::whole),
                   column(words, "replaced", Shown::whole),
                   column(words, "quantity", Shown::whole),
                   column(words, "basis"),
                   column(words, "unit_cost_dkk", Shown::whole),
                   column(words, "fixed_cost_dkk", Shown::whole),
                   column(words, "lifetime_years", Shown::whole),
                   column(words, "investment_1000_dkk", Shown::whole),
                   column(words, "maintenance_1000_dkk", Shown::one_decimal),
                   column(words, "source")};
  for (const AppliedMeasure& m : report.results.measures) {
    const ScenarioReport* const scenario = told(report, m.scenario);
    if (scenario == nullptr) continue;
    table.rows.push_back({scenario->title, words.named("measure", m.type), m.parameters,
                          m.where.empty() ? words("all_buildings") : m.where, m.matched, m.done, m.idle, m.listed, m.replaced,
                          known_cell(m.quantity), words.named("basis", m.basis), known_cell(m.unit_cost_dkk),
                          known_cell(m.fixed_cost_dkk), known_cell(m.lifetime_years), thousands(m.investment_dkk),
                          thousands(m.maintenance_dkk), m.source});
  }
  if (report.results.measures.empty()) table.notes.push_back(words("no_measures"));
  return table;
}

Table months_table(const Report& report, const Words& words) {
  Table table{"months", words("title_months"), words("about_months"), {column(words, "month")}, {}};
  for (const ScenarioReport& scenario : report.scenarios) {
    table.columns.push_back(
        {fmt::format("heat_mwh:{}", scenario.name), words.fill("column_heat_of_mwh", scenario.title), Shown::whole});
  }
  for (std::size_t m = 0; m < core::kMonths; ++m) {
    Row row{words(fmt::format("month_{}", m + 1))};
    for (const ScenarioReport& scenario : report.scenarios) row.push_back(thousands(scenario.heat_kwh[m]));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table pathways_table(const Report& report, const Words& words) {
  Table table{"pathways", words("title_pathways"), money_note(report, words), {}, {}};
  table.columns = {column(words, "pathway"),
                   column(words, "calendar_year", Shown::plain),
                   column(words, "scenario"),
                   column(words, "investment_1000_dkk", Shown::whole),
                   column(words, "heat_mwh", Shown::whole),
                   column(words, "electricity_mwh", Shown::whole),
                   column(words, "water_m3", Shown::whole),
                   column(words, "co2_t", Shown::whole),
                   column(words, "bill_1000_dkk", Shown::whole),
                   column(words, "change_heat_mwh", Shown::whole),
                   column(words, "change_co2_t", Shown::whole),
                   column(words, "change_bill_realised_1000_dkk", Shown::whole),
                   column(words, "change_maintenance_1000_dkk", Shown::whole),
                   column(words, "cash_flow_1000_dkk", Shown::whole),
                   column(words, "present_value_1000_dkk", Shown::whole)};
  const bool rents = has_rents(report.pathways);
  if (rents) table.columns.push_back(column(words, "change_rent_1000_dkk", Shown::whole));
  for (const PathwayReport& pathway : report.pathways) {
    for (const PathwayYear& y : pathway.years) {
      const ScenarioReport* const scenario = report.scenario_named(y.scenario);
      table.rows.push_back({pathway.name, static_cast<double>(y.year), scenario == nullptr ? y.scenario : scenario->title,
                            thousands(y.investment_dkk), thousands(y.heat_kwh), thousands(y.electricity_kwh),
                            known_cell(y.water_m3), thousands(y.co2_kg), thousands(y.bill_dkk), thousands(y.change_heat_kwh),
                            thousands(y.change_co2_kg), thousands(y.change_bill_dkk), thousands(y.change_maintenance_dkk),
                            thousands(y.cash_flow_dkk), thousands(y.present_value_dkk)});
      if (rents) table.rows.back().push_back(thousands(y.change_rent_dkk));
    }
  }
  add_realised_note(report, words, table);
  return table;
}

Table halls_table(const Report& report, const Words& words) {
  Table table{"halls", words("title_halls"), words("about_halls"), {}, {}};
  table.columns = {
      column(words, "scenario"),   column(words, "building_id"),         column(words, "hall_problem"),
      column(words, "hall_place"), column(words, "hours", Shown::whole), column(words, "hours_before", Shown::whole)};
  const auto add = [&](const std::string& name, const std::string& id, std::string_view problem, std::string_view place,
                       double hours, double before) {
    const ScenarioReport* const scenario = report.scenario_named(name);
    if (scenario == nullptr) return;
    const std::string where = place.empty() ? std::string() : words.named("hall", place);
    table.rows.push_back({scenario->title, id, words(problem), where, hours, before});
  };
  for (const Dampness& d : report.halls.condensation) {
    add(d.scenario, d.building_id, "hall_condensation", d.construction, d.hours, d.baseline_hours);
  }
  for (const Dampness& d : report.halls.mould) {
    add(d.scenario, d.building_id, "hall_mould", d.construction, d.hours, d.baseline_hours);
  }
  for (const Crowding& c : report.halls.crowding) {
    add(c.scenario, c.building_id, "hall_crowding", "", c.hours, c.baseline_hours);
  }
  return table;
}

}  // namespace tvilling::scenarios::report
