// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report_cells.hpp"
#include "scenarios/report/report_tables.hpp"
#include "scenarios/report/shown_name.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

/// The construction year as it was given; one that was filled for the simulation is not told as a fact.
core::SheetCell given_year(const Report& report, std::size_t b) {
  const std::vector<models::Origin>& origins = report.origins.year;
  if (b < origins.size() && origins[b] > models::Origin::register_) return {};
  return known_cell(report.results.portfolio.buildings[b].building.year);
}

Row identity(const Report& report, std::size_t b, const Words& words) {
  const models::Building& building = report.results.portfolio.buildings[b].building;
  return {building.building_id,    shown_name(building, words), words.named("use", models::to_string(building.use)),
          building.administration, given_year(report, b),       known_cell(building.area_m2)};
}

std::vector<Column> identity_columns(const Words& words) {
  return {column(words, "building_id"),
          column(words, "name"),
          column(words, "use"),
          column(words, "administration"),
          column(words, "year", Shown::plain),
          column(words, "area_m2", Shown::whole)};
}

struct Pair {
  const models::BuildingResult& before;
  const models::BuildingResult& after;
  [[nodiscard]] double change(Annual v) const { return after.annual[index(v)] - before.annual[index(v)]; }
};

/// Payback of one building; empty when nothing is invested or nothing is saved.
core::SheetCell payback(const EconomicResult& economy) {
  const double investment_dkk = economy[index(Economic::investment)];
  const double saving_dkk = economy[index(Economic::saving)];
  return investment_dkk > 0.0 && saving_dkk > 0.0 ? known_cell(investment_dkk / saving_dkk) : core::SheetCell();
}

void add_building_economy(Row& row, const Report& report, std::size_t place, std::size_t b) {
  if (!report.has_economics) {
    row.resize(row.size() + 3);
    return;
  }
  const EconomicResult& economy = report.results.economics[place][b];
  row.push_back(thousands(economy[index(Economic::investment)]));
  row.push_back(payback(economy));
  row.push_back(thousands(economy[index(Economic::npv)]));
}

/// Changes in the order of change_columns().
void add_changes(Row& row, const Report& report, std::size_t place, std::size_t b) {
  const Pair pair{report.results.results[0][b], report.results.results[place][b]};
  row.push_back(thousands(pair.change(Annual::heat)));
  row.push_back(share_of(pair.change(Annual::heat), pair.before.annual[index(Annual::heat)]));
  row.push_back(thousands(pair.change(Annual::electricity)));
  row.push_back(thousands(pair.change(Annual::co2)));
  row.push_back(thousands(pair.change(Annual::cost)));
  add_building_economy(row, report, place, b);
}

void add_change_columns(const Words& words, std::vector<Column>& columns) {
  columns.push_back(column(words, "change_heat_mwh", Shown::one_decimal));
  columns.push_back(column(words, "change_heat_percent", Shown::percent));
  columns.push_back(column(words, "change_electricity_mwh", Shown::one_decimal));
  columns.push_back(column(words, "change_co2_t", Shown::one_decimal));
  columns.push_back(column(words, "change_bill_1000_dkk", Shown::one_decimal));
  columns.push_back(column(words, "investment_1000_dkk", Shown::whole));
  columns.push_back(column(words, "payback_years", Shown::sensible));
  columns.push_back(column(words, "npv_1000_dkk", Shown::whole));
}

core::SheetCell intensity(const models::BuildingResult& result, const models::Building& building) {
  return share_of(result.annual[index(Annual::heat)], building.area_m2);
}

}  // namespace

Table buildings_table(const Report& report, const Words& words) {
  const ScenarioReport& shown = report.best();
  Table table{"buildings", words("title_buildings"), words.fill("about_buildings", shown.title), identity_columns(words), {}};
  table.columns.push_back(column(words, "heat_before_kwh_m2", Shown::whole));
  table.columns.push_back(column(words, "heat_after_kwh_m2", Shown::whole));
  add_change_columns(words, table.columns);
  for (std::size_t b = 0; b < report.results.portfolio.buildings.size(); ++b) {
    const models::Building& building = report.results.portfolio.buildings[b].building;
    Row row = identity(report, b, words);
    row.push_back(intensity(report.results.results[0][b], building));
    row.push_back(intensity(report.results.results[shown.place][b], building));
    add_changes(row, report, shown.place, b);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table changes_table(const Report& report, const Words& words) {
  Table table{"changes", words("title_changes"), words("about_changes"), {column(words, "scenario")}, {}};
  for (Column& c : identity_columns(words)) table.columns.push_back(std::move(c));
  add_change_columns(words, table.columns);
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const ScenarioReport& scenario = report.scenarios[i];
    for (std::size_t b = 0; b < report.results.portfolio.buildings.size(); ++b) {
      if (!is_changed(report, scenario.place, b)) continue;
      Row row{scenario.title};
      for (core::SheetCell& cell : identity(report, b, words)) {
        row.push_back(std::move(cell));
      }
      add_changes(row, report, scenario.place, b);
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace tvilling::scenarios::report
