// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "scenarios/economics/bill.hpp"
#include "scenarios/economics/economics_text.hpp"
#include "scenarios/report/report_totals.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

/// Titles of scenarios stand in the study's text, money in a table of its own. Where the tables and the weather lay is no matter
/// any more, so what parse_study says is not asked for.
void read_study_text(Report& report) {
  report.study_text = report.provenance("study_text");
  core::Findings unasked;
  report.study = parse_study(report.study_text, "study.toml", {}, unasked);
  report.study.economics = {};
  report.study.pathways.clear();
  report.settings_known = !report.provenance("economics").empty();
  if (!report.settings_known) return;
  MoneyTables money = money_of(report.results);
  report.study.economics = std::move(money.economics);
  report.study.pathways = std::move(money.pathways);
  report.study.factor_set = factor_set_of(report.results);
}

std::string title_of(const Study& study, const std::string& name) {
  const auto found =
      std::find_if(study.scenarios.begin(), study.scenarios.end(), [&](const Scenario& s) { return s.name == name; });
  return found == study.scenarios.end() || found->title.empty() ? name : found->title;
}

/// The first of the file, then those asked for in the file's order.
std::vector<std::size_t> chosen(const Results& results, const std::vector<std::string>& names) {
  std::set<std::size_t> places{0};
  for (const std::string& name : names) places.insert(results.scenario_index(name));
  if (names.empty()) {
    for (std::size_t s = 0; s < results.scenario_names.size(); ++s) places.insert(s);
  }
  return {places.begin(), places.end()};
}

/// Largest NPV of those that cost something or save something; without economics the largest saving of CO2.
std::size_t best_scenario(const Report& report) {
  const auto merit = [&report](const ScenarioReport& s) {
    return report.has_economics ? s.total.economy[index(Economic::npv)] : -s.total.energy.change[index(Annual::co2)];
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const double here = merit(report.scenarios[i]);
    if (best == 0 || (std::isfinite(here) && !(merit(report.scenarios[best]) >= here))) best = i;
  }
  return best;
}

void add_failures(Report& report) {
  for (const ScenarioReport& scenario : report.scenarios) {
    for (std::size_t b = 0; b < report.results.portfolio.buildings.size(); ++b) {
      if (report.results.status[scenario.place][b] == TaskStatus::done) continue;
      report.failures.push_back({scenario.title, report.results.portfolio.buildings[b].building.building_id,
                                 report.results.messages[scenario.place][b]});
    }
  }
}

void add_pathways(Report& report) {
  for (const Pathway& pathway : report.study.pathways) {
    report.pathways.push_back(
        {pathway.name, pathway_years(report.results, pathway, report.study.economics, report.study.factor_set)});
  }
}

void add_groups(Report& report) {
  std::set<std::string> uses;
  std::set<std::string> administrations;
  for (const models::BuildingRecord& record : report.results.portfolio.buildings) {
    uses.insert(std::string(models::to_string(record.building.use)));
    administrations.insert(record.building.administration);
  }
  report.uses.assign(uses.begin(), uses.end());
  report.administrations.assign(administrations.begin(), administrations.end());
}

}  // namespace

std::string Report::provenance(std::string_view name) const {
  const auto found =
      std::find_if(results.provenance.begin(), results.provenance.end(), [&](const auto& entry) { return entry.first == name; });
  return found == results.provenance.end() ? std::string() : found->second;
}

bool is_counted(const Report& report, std::size_t scenario_place, std::size_t building) {
  return report.results.status[0][building] == TaskStatus::done &&
         report.results.status[scenario_place][building] == TaskStatus::done;
}

bool is_changed(const Report& report, std::size_t scenario_place, std::size_t building) {
  const Results& results = report.results;
  if (!is_counted(report, scenario_place, building)) return false;
  if (report.has_economics && results.economics[scenario_place][building][index(Economic::investment)] > 0.0) return true;
  return results.results[scenario_place][building].annual != results.results[0][building].annual;
}

std::size_t nearest_to_limit(const Report& report) {
  std::size_t nearest = 0;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const KeyFigures& figures = report.scenarios[i].total.figures;
    if (figures.within_payback_limit || !std::isfinite(figures.payback_years)) continue;
    if (nearest == 0 || figures.payback_years < report.scenarios[nearest].total.figures.payback_years) nearest = i;
  }
  return nearest;
}

Report make_report(Results results, ReportOptions options) {
  Report report;
  report.results = std::move(results);
  report.origins = std::move(options.origins);
  report.file_checksum = std::move(options.file_checksum);
  report.has_economics = !report.results.economics.empty();
  report.has_reconciled = !report.results.reconciled.empty();
  read_study_text(report);
  report.horizon = horizon_emissions(report.study.factor_set, report.study.economics);
  add_groups(report);
  for (const std::size_t place : chosen(report.results, options.scenarios)) {
    ScenarioReport scenario = scenario_totals(report, place);
    scenario.title = title_of(report.study, scenario.name);
    report.scenarios.push_back(std::move(scenario));
  }
  report.shown = best_scenario(report);
  report.halls = hall_safety(report.results);
  add_failures(report);
  add_pathways(report);
  return report;
}

}  // namespace tvilling::scenarios::report
