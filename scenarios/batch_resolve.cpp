// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/random.hpp"
#include "core/suggest.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/premises/premises_measures.hpp"
#include "scenarios/premises/premises_steps.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

using core::Findings;
using models::Portfolio;

void add_steps(const Measure& measure, const Selection& selection, ResolvedMeasure& resolved) {
  if (resolved.type->texts.empty()) return;
  for (const std::size_t building : resolved.buildings) {
    const auto step = std::ranges::find(measure.steps, selection.id(building), &BuildingStep::building_id);
    if (step == measure.steps.end()) throw core::Error(core::ErrorKind::internal, "a measure on premises without its steps");
    resolved.steps.push_back(step->parameters);
  }
}

ResolvedScenario resolve(const Scenario& scenario, std::size_t position, const Selection& selection, Findings& findings) {
  ResolvedScenario resolved;
  resolved.position = position;
  resolved.name = scenario.name;
  for (const Measure& measure : scenario.measures) {
    const MeasureType* type = find_measure_type(measure.type);
    if (type == nullptr) throw core::Error(core::ErrorKind::wrong_usage, "unknown measure " + measure.type, measure.pos);
    resolved.measures.push_back({type, measure.parameters, selection.select(measure, findings), cost_of(measure), {}});
    add_steps(measure, selection, resolved.measures.back());
  }
  return resolved;
}

void check_named_buildings(const Study& study, const Portfolio& portfolio, Findings& findings) {
  std::set<std::string_view> known;
  for (const models::BuildingRecord& record : portfolio.buildings) known.insert(record.building.building_id);
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  std::set<std::pair<std::string, std::string_view>> told;  // members of a grid share a place
  for (const Scenario& scenario : study.scenarios) {
    for (const Measure& measure : scenario.measures) {
      for (const std::string& id : measure.buildings) {
        if (known.contains(id)) continue;
        if (!told.emplace(core::to_string(measure.buildings_pos), id).second) continue;
        findings.add({std::string(study_code::kNoSuchBuilding.code), core::Severity::stops, measure.buildings_pos,
                      fmt::format("{} in scenario {} names building \"{}\", which the portfolio does not have", measure.type,
                                  scenario.name, id),
                      core::did_you_mean(id, candidates)});
      }
    }
  }
}

void warn_of_idle_measures(const Study& study, const std::vector<ResolvedScenario>& scenarios, const Portfolio& portfolio,
                           Findings& findings) {
  for (const ResolvedScenario& scenario : scenarios) {
    for (std::size_t m = 0; m < scenario.measures.size(); ++m) {
      const ResolvedMeasure& measure = scenario.measures[m];
      const auto betters = [&measure, &portfolio](std::size_t i) {
        models::Building changed = portfolio.buildings[i].building;
        const ParameterValues& parameters = parameters_for(measure, i);
        const bool paid = is_of_premises(measure.type->name) && is_booked(parameters);
        return paid || apply_measure(*measure.type, changed, portfolio.buildings[i].building, parameters);
      };
      if (measure.type->turn == Turn::after_others) continue;  // betters nothing alone
      if (measure.buildings.empty() || std::any_of(measure.buildings.begin(), measure.buildings.end(), betters)) continue;
      findings.add({std::string(study_code::kIdleMeasure.code), core::Severity::warns,
                    study.scenarios[scenario.position].measures[m].pos,
                    fmt::format("{} in scenario {} matches {} buildings and betters none of them", measure.type->name,
                                scenario.name, measure.buildings.size()),
                    "All of them are as good already, listed, unheated or (measures of halls) without basins: change the value "
                    "or the where."});
    }
  }
}

std::vector<ResolvedScenario> resolve_all(const Study& study, std::size_t first, const Selection& selection, Findings& findings) {
  std::vector<ResolvedScenario> resolved;
  for (std::size_t s = first; s < study.scenarios.size(); ++s) {
    resolved.push_back(resolve(study.scenarios[s], s, selection, findings));
  }
  return resolved;
}

namespace {

/// What is wrong with a `where` even when the baseline's results are there.
Findings rehearse(const Study& study, const Portfolio& portfolio) {
  Selection rehearsal(portfolio);
  const std::size_t buildings = portfolio.buildings.size();
  rehearsal.add_results(std::vector<models::BuildingResult>(buildings), std::vector<std::uint8_t>(buildings, 0));
  Findings with_results;
  (void)resolve_all(study, 0, rehearsal, with_results);
  return with_results;
}

}  // namespace

std::optional<std::vector<ResolvedScenario>> resolve_early(const Study& study, const Portfolio& portfolio, Findings& findings) {
  Findings tried;
  std::vector<ResolvedScenario> resolved = resolve_all(study, 0, Selection(portfolio), tried);
  if (!tried.stops()) {
    for (core::Finding& finding : tried.list) findings.add(std::move(finding));
    return resolved;
  }
  core::throw_if_stopped(rehearse(study, portfolio));
  return std::nullopt;
}

void check_measures(const Study& asked, const models::Portfolio& portfolio, const models::Portfolio& part,
                    core::Findings& findings) {
  Findings of_premises;
  const Study study = with_premises(asked, portfolio, of_premises);
  const bool stopped = of_premises.stops();
  for (core::Finding& finding : of_premises.list) findings.add(std::move(finding));
  if (stopped) return;  // what nobody knows the place of cannot be resolved
  check_named_buildings(study, portfolio, findings);
  Findings tried;
  const std::vector<ResolvedScenario> resolved = resolve_all(study, 0, Selection(part), tried);
  const bool needs_results = tried.stops();  // or is wrong: that stops with results too
  if (needs_results) tried = rehearse(study, part);
  if (!needs_results) warn_of_idle_measures(study, resolved, part, tried);
  for (core::Finding& finding : tried.list) {
    if (!needs_results || finding.severity == core::Severity::stops) findings.add(std::move(finding));
  }
}

void check_measures(const Study& study, const models::Portfolio& portfolio, core::Findings& findings) {
  check_measures(study, portfolio, portfolio, findings);
}

models::Portfolio restrict_portfolio(models::Portfolio portfolio, const std::string& only, core::Findings& findings) {
  if (only.empty()) return portfolio;
  Measure measure;
  measure.where = only;
  measure.where_pos.file = "--only";
  std::vector<models::BuildingRecord> chosen;
  for (const std::size_t i : Selection(portfolio).select(measure, findings)) chosen.push_back(portfolio.buildings[i]);
  core::throw_if_stopped(findings);
  if (chosen.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "--only \"" + only + "\" matches no building", {},
                      "Try the expression without its last condition, or leave --only out.");
  }
  portfolio.buildings = std::move(chosen);
  return portfolio;
}

models::Portfolio sample_portfolio(models::Portfolio portfolio, std::size_t count, std::uint64_t seed) {
  const std::size_t all = portfolio.buildings.size();
  if (count == 0 || count >= all) return portfolio;
  struct Place {
    models::Use use;
    double draw;
    std::size_t building;
  };
  std::vector<Place> places;
  for (std::size_t b = 0; b < all; ++b) {
    const models::Building& building = portfolio.buildings[b].building;
    const double draw = core::uniform01({.seed = seed, .entity = building.building_id, .attribute = "sample"});
    places.push_back({building.use, draw, b});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.use, a.draw, a.building) < std::tie(b.use, b.draw, b.building);
  });
  // Every all/count-th of them, from a random start: uses have their share.
  const double start = core::uniform01({.seed = seed, .entity = "", .attribute = "sample start"});
  std::set<std::size_t> chosen;
  for (std::size_t k = 0; k < count; ++k) {
    const double at = (static_cast<double>(k) + start) * static_cast<double>(all) / static_cast<double>(count);
    chosen.insert(places[std::min(static_cast<std::size_t>(at), all - 1)].building);
  }
  std::vector<models::BuildingRecord> kept;
  for (const std::size_t b : chosen) kept.push_back(std::move(portfolio.buildings[b]));
  portfolio.buildings = std::move(kept);
  return portfolio;
}

}  // namespace tvilling::scenarios
