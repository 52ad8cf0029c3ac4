// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

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

/// The titles of the study; where several scenarios would have the same, with the name behind.
std::map<std::string, std::string, std::less<>> titles_of(const Study& study, const std::vector<std::string>& names) {
  std::map<std::string, std::string, std::less<>> titles;
  std::map<std::string, std::size_t, std::less<>> count;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(study.scenarios.begin(), study.scenarios.end(), [&](const Scenario& s) { return s.name == name; });
    titles[name] = found == study.scenarios.end() || found->title.empty() ? name : found->title;
    ++count[titles[name]];
  }
  for (auto& [name, title] : titles) {
    if (count[title] > 1 && title != name) title = fmt::format("{} ({})", title, name);
  }
  return titles;
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

/// Leaves the other scenarios out of the results: nothing of the report is of them then.
void keep_scenarios(Results& results, const std::vector<std::size_t>& places) {
  const auto keep = [&places](auto& list) {
    if (list.empty()) return;
    std::remove_reference_t<decltype(list)> kept;
    for (const std::size_t place : places) kept.push_back(std::move(list.at(place)));
    list = std::move(kept);
  };
  const auto place_now = [&places](std::size_t before) {
    return static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), before) - places.begin());
  };
  std::erase_if(results.measures,
                [&](const AppliedMeasure& m) { return !std::binary_search(places.begin(), places.end(), m.scenario); });
  for (AppliedMeasure& measure : results.measures) measure.scenario = place_now(measure.scenario);
  keep(results.scenario_names);
  keep(results.results);
  keep(results.status);
  keep(results.messages);
  keep(results.city);
  keep(results.economics);
  keep(results.reconciled);
}

/// Of those that change something and of them of those that count the most buildings (a sum of fewer is not comparable): the
/// largest NPV; without economics the largest saving of CO2.
std::size_t best_scenario(const Report& report) {
  const auto merit = [&report](const Total& t) {
    return report.has_economics ? t.economy[index(Economic::npv)] : -t.energy.change[index(Annual::co2)];
  };
  const auto better = [&](const Total& a, const Total& b) {
    if (a.energy.buildings != b.energy.buildings) return a.energy.buildings > b.energy.buildings;
    return merit(a) > merit(b);
  };
  std::size_t best = 0;
  for (std::size_t i = 1; i < report.scenarios.size(); ++i) {
    const Total& here = report.scenarios[i].total;
    if (here.changed == 0 || !std::isfinite(merit(here))) continue;
    if (best == 0 || better(here, report.scenarios[best].total)) best = i;
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
  const auto& names = report.results.scenario_names;
  for (const Pathway& pathway : report.study.pathways) {
    const bool told = std::all_of(pathway.steps.begin(), pathway.steps.end(), [&names](const PathwayStep& step) {
      return std::find(names.begin(), names.end(), step.scenario) != names.end();
    });
    if (!told) continue;  // it leads over scenarios that are left out
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

const ScenarioReport* Report::scenario_named(std::string_view name) const {
  const auto found = std::find_if(scenarios.begin(), scenarios.end(), [name](const ScenarioReport& s) { return s.name == name; });
  return found == scenarios.end() ? nullptr : &*found;
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
  keep_scenarios(results, chosen(results, options.scenarios));
  report.results = std::move(results);
  report.draws = std::move(options.draws);
  if (report.draws) refuse_other_draws(*report.draws, report.results);
  report.origins = std::move(options.origins);
  report.file_checksum = std::move(options.file_checksum);
  report.has_economics = !report.results.economics.empty();
  report.has_reconciled = !report.results.reconciled.empty();
  read_study_text(report);
  report.horizon = horizon_emissions(report.study.factor_set, report.study.economics);
  add_groups(report);
  const auto titles = titles_of(report.study, report.results.scenario_names);
  for (std::size_t place = 0; place < report.results.scenario_names.size(); ++place) {
    ScenarioReport scenario = scenario_totals(report, place);
    scenario.title = titles.at(scenario.name);
    report.scenarios.push_back(std::move(scenario));
  }
  report.shown = best_scenario(report);
  report.halls = hall_safety(report.results);
  add_failures(report);
  add_pathways(report);
  return report;
}

}  // namespace tvilling::scenarios::report
