// SPDX-License-Identifier: MPL-2.0
#include <algorithm>

#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

double change_of(const Total& total, Annual v) {
  return total.energy.change[index(v)];
}

double before_of(const Total& total, Annual v) {
  return total.energy.value[index(v)] - total.energy.change[index(v)];
}

core::SheetCell percent_of(const Total& total, Annual v) {
  return share_of(change_of(total, v), before_of(total, v));
}

/// Investment, change of operation, payback ... of a sum of buildings; empty cells where nothing is invested or known.
void add_key_figures(Row& row, const Total& total) {
  row.push_back(known_cell(total.figures.payback_years));
  row.push_back(known_cell(total.figures.profitability));
  row.push_back(thousands(total.economy[index(Economic::npv)]));
  row.push_back(known_cell(total.figures.dkk_per_tonne_co2));
}

/// The bill's change as simulated, and as money counts it.
void add_bill_columns(const Words& words, Table& table) {
  table.columns.push_back(column(words, "change_bill_1000_dkk", Shown::whole));
  table.columns.push_back(column(words, "change_bill_realised_1000_dkk", Shown::whole));
}

void add_bills(Row& row, const Total& total) {
  row.push_back(thousands(change_of(total, Annual::cost)));
  row.push_back(thousands(total.realised_bill_change_dkk()));
}

void add_carrier_columns(const Words& words, Table& table) {
  table.columns.push_back(column(words, "heat_mwh", Shown::whole));
  table.columns.push_back(column(words, "change_heat_mwh", Shown::whole));
  table.columns.push_back(column(words, "change_heat_percent", Shown::percent));
  table.columns.push_back(column(words, "electricity_mwh", Shown::whole));
  table.columns.push_back(column(words, "change_electricity_mwh", Shown::whole));
  table.columns.push_back(column(words, "change_electricity_percent", Shown::percent));
  table.columns.push_back(column(words, "water_m3", Shown::whole));
  table.columns.push_back(column(words, "change_water_m3", Shown::whole));
  table.columns.push_back(column(words, "change_water_percent", Shown::percent));
  table.columns.push_back(column(words, "co2_t", Shown::whole));
  table.columns.push_back(column(words, "change_co2_t", Shown::whole));
  table.columns.push_back(column(words, "change_co2_percent", Shown::percent));
  table.columns.push_back(column(words, "bill_1000_dkk", Shown::whole));
  table.columns.push_back(column(words, "change_bill_1000_dkk", Shown::whole));
  table.columns.push_back(column(words, "change_bill_percent", Shown::percent));
}

void add_carriers(Row& row, const Total& total) {
  for (const Annual v : {Annual::heat, Annual::electricity, Annual::water, Annual::co2, Annual::cost}) {
    const double unit = v == Annual::water ? 1.0 : kThousand;
    row.push_back(known_cell(total.energy.value[index(v)] / unit));
    row.push_back(known_cell(change_of(total, v) / unit));
    row.push_back(percent_of(total, v));
  }
}

}  // namespace

Table summary_table(const Report& report, const Words& words) {
  Table table{"summary", words("title_summary"), money_note(report, words), {}, {}};
  table.columns = {column(words, "number", Shown::whole),
                   column(words, "scenario"),
                   column(words, "buildings_changed", Shown::whole),
                   column(words, "investment_1000_dkk", Shown::whole),
                   column(words, "change_heat_mwh", Shown::whole),
                   column(words, "change_heat_percent", Shown::percent),
                   column(words, "change_co2_t", Shown::whole),
                   column(words, "change_co2_percent", Shown::percent)};
  add_bill_columns(words, table);
  for (Column& c :
       std::vector<Column>{column(words, "payback_years", Shown::sensible), column(words, "profitability", Shown::two_decimals),
                           column(words, "npv_1000_dkk", Shown::whole), column(words, "dkk_per_tonne_co2", Shown::whole),
                           column(words, "within_limit")}) {
    table.columns.push_back(std::move(c));
  }
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const Total& total = report.scenarios[i].total;
    Row row{count_cell(i), report.scenarios[i].title, count_cell(total.changed),
            thousands(total.economy[index(Economic::investment)])};
    row.push_back(thousands(change_of(total, Annual::heat)));
    row.push_back(percent_of(total, Annual::heat));
    row.push_back(thousands(change_of(total, Annual::co2)));
    row.push_back(percent_of(total, Annual::co2));
    add_bills(row, total);
    add_key_figures(row, total);
    const bool priced = total.priced > 0 && total.changed > 0;
    row.push_back(priced ? core::SheetCell(total.figures.within_payback_limit) : core::SheetCell());
    table.rows.push_back(std::move(row));
  }
  table.notes.push_back(coverage_note(report, words));
  for (const std::string restricted : {"only", "sample"}) {  // a part of the portfolio is not told as the whole
    const std::string part = report.provenance(restricted);
    if (!part.empty()) table.notes.push_back(words("assume_" + restricted) + ": " + part);
  }
  for (std::string& note : limit_notes(report, words)) table.notes.push_back(std::move(note));
  if (std::string note = draws_note(report, words); !note.empty()) table.notes.push_back(std::move(note));
  std::string wet;
  for (const ScenarioReport& scenario : report.scenarios) {
    if (wets(report.halls, scenario.name)) wet += (wet.empty() ? "" : ", ") + scenario.title;
  }
  if (!wet.empty()) table.notes.push_back(words.fill("hall_warning", wet));
  return table;
}

Table use_table(const Report& report, const Words& words) {
  Table table{"energy", words("title_energy"), money_note(report, words), {}, {}};
  table.columns = {column(words, "scenario"), column(words, "buildings_counted", Shown::whole),
                   column(words, "buildings_missing", Shown::whole), column(words, "area_m2", Shown::whole)};
  add_carrier_columns(words, table);
  table.columns.push_back(column(words, "peak_heat_mw", Shown::one_decimal));
  table.columns.push_back(column(words, "heat_kwh_m2", Shown::one_decimal));
  table.columns.push_back(column(words, "electricity_kwh_m2", Shown::one_decimal));
  for (const ScenarioReport& scenario : report.scenarios) {
    const Total& total = scenario.total;
    Row row{scenario.title, count_cell(total.energy.buildings), count_cell(total.energy.missing), total.energy.area_m2};
    add_carriers(row, total);
    row.push_back(thousands(total.energy.value[index(Annual::peak_heat)]));
    row.push_back(share_of(total.energy.value[index(Annual::heat)], total.energy.area_m2));
    row.push_back(share_of(total.energy.value[index(Annual::electricity)], total.energy.area_m2));
    table.rows.push_back(std::move(row));
  }
  table.notes.push_back(coverage_note(report, words));
  return table;
}

namespace {

/// Whether any scenario gives premises up: only then a report tells of rents.
bool has_rents(const Report& report) {
  return std::ranges::any_of(report.scenarios, [](const ScenarioReport& scenario) {
    const EconomicResult& economy = scenario.total.economy;
    return economy[index(Economic::change_rent)] != 0.0 || economy[index(Economic::change_internal_rent)] != 0.0;
  });
}

/// Rentabilitet asks for a life: of what is only paid once it says nothing, whatever is saved.
bool has_no_profitability(const Total& total) {
  return total.economy[index(Economic::investment)] > 0.0 && !(total.economy[index(Economic::lifetime)] > 0.0);
}

}  // namespace

Table economics_table(const Report& report, const Words& words) {
  Table table{"economics", words("title_economics"), money_note(report, words), {}, {}};
  table.columns = {column(words, "scenario"),
                   column(words, "buildings_priced", Shown::whole),
                   column(words, "investment_1000_dkk", Shown::whole),
                   column(words, "lifetime_years", Shown::one_decimal),
                   column(words, "change_bill_1000_dkk", Shown::whole),
                   column(words, "change_bill_realised_1000_dkk", Shown::whole),
                   column(words, "change_maintenance_1000_dkk", Shown::whole),
                   column(words, "change_operation_1000_dkk", Shown::whole),
                   column(words, "investment_present_1000_dkk", Shown::whole),
                   column(words, "saving_present_1000_dkk", Shown::whole),
                   column(words, "npv_1000_dkk", Shown::whole),
                   column(words, "payback_years", Shown::sensible),
                   column(words, "profitability", Shown::two_decimals),
                   column(words, "co2_saved_t", Shown::whole),
                   column(words, "dkk_per_tonne_co2", Shown::whole),
                   column(words, "within_limit"),
                   column(words, "profitable"),
                   column(words, "limit_buildings", Shown::whole),
                   column(words, "limit_investment_1000_dkk", Shown::whole),
                   column(words, "limit_change_1000_dkk", Shown::whole)};
  if (!report.has_economics) {
    table.notes.push_back(words("no_economics"));
    return table;
  }
  const bool rents = has_rents(report);
  if (rents) {
    table.columns.push_back(column(words, "change_rent_1000_dkk", Shown::whole));
    table.columns.push_back(column(words, "change_internal_rent_1000_dkk", Shown::whole));
  }
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const Total& total = report.scenarios[i].total;
    const EconomicResult& economy = total.economy;
    const WithinLimit& within = report.scenarios[i].within_limit;
    table.rows.push_back({report.scenarios[i].title,
                          count_cell(total.priced),
                          thousands(economy[index(Economic::investment)]),
                          known_cell(economy[index(Economic::lifetime)]),
                          thousands(change_of(total, Annual::cost)),
                          thousands(total.realised_bill_change_dkk()),
                          thousands(economy[index(Economic::maintenance)]),
                          as_change(economy[index(Economic::saving)]),
                          thousands(economy[index(Economic::investment_present)]),
                          thousands(economy[index(Economic::saving_present)]),
                          thousands(economy[index(Economic::npv)]),
                          known_cell(total.figures.payback_years),
                          known_cell(total.figures.profitability),
                          known_cell(total.co2_saved_tonnes),
                          known_cell(total.figures.dkk_per_tonne_co2),
                          total.figures.within_payback_limit,
                          has_no_profitability(total) ? core::SheetCell() : core::SheetCell(total.figures.profitable),
                          count_cell(within.buildings),
                          thousands(within.investment_dkk),
                          as_change(within.saving_dkk)});
    if (!rents) continue;
    table.rows.back().push_back(thousands(economy[index(Economic::change_rent)]));
    table.rows.back().push_back(thousands(economy[index(Economic::change_internal_rent)]));
  }
  for (std::string& note : limit_notes(report, words)) table.notes.push_back(std::move(note));
  const auto is_once = [](const ScenarioReport& scenario) { return has_no_profitability(scenario.total); };
  if (std::ranges::any_of(report.scenarios, is_once)) table.notes.push_back(words("profitability_once_note"));
  return table;
}

Table groups_table(const Report& report, const Words& words, GroupBy by) {
  const bool use = by == GroupBy::use;
  Table table{
      use ? "uses" : "administrations", words(use ? "title_uses" : "title_administrations"), money_note(report, words), {}, {}};
  table.columns = {column(words, "scenario"),
                   column(words, use ? "use" : "administration"),
                   column(words, "buildings_counted", Shown::whole),
                   column(words, "buildings_missing", Shown::whole),
                   column(words, "buildings_changed", Shown::whole),
                   column(words, "area_m2", Shown::whole)};
  add_carrier_columns(words, table);
  table.columns.push_back(column(words, "change_bill_realised_1000_dkk", Shown::whole));
  table.columns.push_back(column(words, "investment_1000_dkk", Shown::whole));
  table.columns.push_back(column(words, "payback_years", Shown::sensible));
  table.columns.push_back(column(words, "profitability", Shown::two_decimals));
  table.columns.push_back(column(words, "npv_1000_dkk", Shown::whole));
  table.columns.push_back(column(words, "dkk_per_tonne_co2", Shown::whole));
  for (const ScenarioReport& scenario : report.scenarios) {
    for (const Total& total : use ? scenario.by_use : scenario.by_administration) {
      Row row{scenario.title,
              use ? words.named("use", total.group) : total.group,
              count_cell(total.energy.buildings),
              count_cell(total.energy.missing),
              count_cell(total.changed),
              total.energy.area_m2};
      add_carriers(row, total);
      row.push_back(thousands(total.realised_bill_change_dkk()));
      row.push_back(thousands(total.economy[index(Economic::investment)]));
      add_key_figures(row, total);
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace tvilling::scenarios::report
