// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "core/suggest.hpp"
#include "scenarios/economics/settings_keys.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

/// What a pathway may name, and how far it may reach.
struct Frame {
  const std::vector<Scenario>& scenarios;
  const std::vector<ScenarioDraft>& drafts;
  int first_year = 0;
};

/// Tells of a scenario that does not exist, or is a grid of many.
void check_scenario(const core::TomlValue& written, const Frame& frame, core::Findings& findings) {
  const std::string& name = *written.as_string();
  std::vector<std::string_view> names;
  for (const Scenario& scenario : frame.scenarios) {
    if (scenario.name == name) return;
    names.push_back(scenario.name);
  }
  const auto member =
      std::ranges::find_if(frame.scenarios, [&name](const Scenario& s) { return s.name.starts_with(name + "["); });
  if (member != frame.scenarios.end()) {
    add_stop(findings, study_code::kNoSuchScenario, written.pos, fmt::format("\"{}\" is a grid of many scenarios", name),
             fmt::format("Name the member: \"{}\", or another.", member->name));
    return;
  }
  // A scenario that is written but could not be resolved has a finding of its own.
  if (std::ranges::any_of(frame.drafts, [&name](const ScenarioDraft& d) { return d.name == name; })) return;
  add_stop(findings, study_code::kNoSuchScenario, written.pos, fmt::format("scenario \"{}\" does not exist", name),
           core::did_you_mean(name, names));
}

bool same_choice(const Measure& a, const Measure& b) {
  return a.where == b.where && a.order_by == b.order_by && a.limit == b.limit && a.sample == b.sample && a.seed == b.seed &&
         a.buildings == b.buildings;
}

/// Is a measure of the type for the same buildings, or for all?
bool still_done(const Measure& measure, const Scenario& scenario) {
  return std::ranges::any_of(scenario.measures, [&measure](const Measure& m) {
    const bool for_all = m.where.empty() && m.limit < 0 && m.sample == 1.0 && m.buildings.empty();
    return m.type == measure.type && (for_all || same_choice(m, measure));
  });
}

/// Tells of a step whose scenario does not have what the one before did: the buildings become as they were.
void warn_of_undoing(const PathwayStep& before, const PathwayStep& step, const Frame& frame, core::Findings& findings) {
  const auto earlier = std::ranges::find(frame.scenarios, before.scenario, &Scenario::name);
  const auto later = std::ranges::find(frame.scenarios, step.scenario, &Scenario::name);
  if (earlier == frame.scenarios.end() || later == frame.scenarios.end()) return;
  std::vector<std::string> lost;
  for (const Measure& measure : earlier->measures) {
    const bool is_told = std::ranges::find(lost, measure.type) != lost.end();
    if (!is_told && !still_done(measure, *later)) lost.push_back(measure.type);
  }
  if (lost.empty()) return;
  findings.add({std::string(study_code::kStepUndoes.code), core::Severity::warns, step.pos,
                fmt::format("from {} on \"{}\" gives up what \"{}\" did: {}", step.year, step.scenario, before.scenario,
                            fmt::join(lost, ", ")),
                fmt::format("Let it do that too, for the same buildings: extends = \"{}\".", before.scenario)});
}

std::vector<PathwayStep> read_steps(const TableReader& pathway, const Frame& frame, core::Findings& findings) {
  std::vector<PathwayStep> steps;
  for (const core::TomlTable* table : pathway.tables("step", "pathway.step")) {
    const TableReader reader(*table, "this step", findings);
    reader.refuse_unknown_keys({"year", "scenario"});
    reader.require("year", "Give the year from whose beginning it holds: year = 2027.");
    reader.require("scenario", "Give the scenario that holds from then on.");
    const core::TomlValue* year = reader.integer("year", frame.first_year, frame.first_year + kMostHorizonYears - 1);
    const core::TomlValue* scenario = reader.text("scenario");
    if (scenario != nullptr) check_scenario(*scenario, frame, findings);
    if (year == nullptr || scenario == nullptr) continue;
    const int at = static_cast<int>(*year->as_integer());
    if (!steps.empty() && at <= steps.back().year) {
      add_stop(findings, study_code::kNotAscending, year->pos,
               fmt::format("\"year\" = {} does not come after {}", at, steps.back().year),
               "Put the steps in the order of the years, each year once.");
      continue;
    }
    steps.push_back({at, *scenario->as_string(), table->pos});
    if (steps.size() > 1) warn_of_undoing(steps[steps.size() - 2], steps.back(), frame, findings);
  }
  return steps;
}

}  // namespace

std::vector<Pathway> read_pathways(const TableReader& study, const EconomicSettings& settings,
                                   const std::vector<Scenario>& scenarios, const std::vector<ScenarioDraft>& drafts,
                                   core::Findings& findings) {
  const Frame frame{scenarios, drafts, settings.price_level_year};
  std::vector<Pathway> pathways;
  std::map<std::string, core::SourcePos> taken;
  for (const core::TomlTable* table : study.tables("pathway", "pathway")) {
    const TableReader reader(*table, "this pathway", findings);
    reader.refuse_unknown_keys({"name", "end_year", "step"});
    reader.require("name", "Give it a name: name = \"plan\".");
    reader.require("step", "Add a [[pathway.step]] with a year and a scenario.");
    Pathway pathway;
    pathway.pos = table->pos;
    pathway.steps = read_steps(reader, frame, findings);
    const core::TomlValue* name = reader.text("name");
    const int earliest = pathway.steps.empty() ? frame.first_year : pathway.steps.back().year;
    if (const core::TomlValue* end = reader.integer("end_year", earliest, frame.first_year + kMostHorizonYears - 1)) {
      pathway.end_year = static_cast<int>(*end->as_integer());
    }
    const core::TomlValue* step = reader.find("step");
    if (step != nullptr && step->as_array() != nullptr && step->as_array()->empty()) {
      add_stop(findings, study_code::kMissingKey, step->pos, "the pathway has no step",
               "Add a [[pathway.step]] with a year and a scenario.");
    }
    if (name == nullptr || !accept_name(*name, "pathway", taken, findings)) continue;
    pathway.name = *name->as_string();
    pathways.push_back(std::move(pathway));
  }
  return pathways;
}

}  // namespace tvilling::scenarios
