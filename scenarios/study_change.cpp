// SPDX-License-Identifier: MPL-2.0
#include "scenarios/study_change.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/io/toml.hpp"
#include "core/io/toml_text.hpp"
#include "scenarios/economics/settings_keys.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::string_view kScenario = "scenario";
constexpr std::string_view kPathway = "pathway";

/// Every line as a comment.
std::string commented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty()) out += fmt::format("# {}\n", line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

/// The first scenario of a pathway that `scenarios` does not have; null: all are there.
const PathwayStep* missing_step(const Pathway& pathway, const std::vector<Scenario>& scenarios) {
  const auto is_missing = [&scenarios](const PathwayStep& step) {
    return std::ranges::none_of(scenarios, [&step](const Scenario& s) { return s.name == step.scenario; });
  };
  const auto step = std::ranges::find_if(pathway.steps, is_missing);
  return step == pathway.steps.end() ? nullptr : &*step;
}

/// Whether the pathway of this table is one of `kept`.
bool is_kept(const core::TomlValue& pathway, const std::vector<Pathway>& kept) {
  const core::TomlTable* table = pathway.as_table();
  const core::TomlValue* name = table == nullptr ? nullptr : table->find("name");
  if (name == nullptr || name->as_string() == nullptr) return false;
  return std::ranges::any_of(kept, [name](const Pathway& p) { return p.name == *name->as_string(); });
}

/// The study's text with the scenarios of another and only the pathways that are kept.
std::string merged_text(const Study& study, const Study& scenarios, const std::vector<Pathway>& kept) {
  core::TomlTable root = core::parse_toml(study.text, "study");
  std::erase_if(root.entries, [](const auto& entry) { return entry.first == kScenario; });
  for (auto& [key, value] : root.entries) {
    auto* pathways = std::get_if<core::TomlArray>(&value.value);
    if (key != kPathway || pathways == nullptr) continue;
    std::erase_if(*pathways, [&kept](const core::TomlValue& pathway) { return !is_kept(pathway, kept); });
  }
  std::erase_if(root.entries, [&kept](const auto& entry) { return entry.first == kPathway && kept.empty(); });
  for (auto& [key, value] : core::parse_toml(scenarios.text, "scenarios").entries) {
    if (key == kScenario) root.entries.emplace_back(key, std::move(value));
  }
  return "# Run from Python with the scenarios below, which are not those of the study's file\n" + core::toml_text(root);
}

/// Tells of a pathway whose years the price level and the horizon do not allow.
void check_years(const Pathway& pathway, int price_level_year, core::Findings& findings) {
  const int last_allowed = price_level_year + kMostHorizonYears - 1;
  const int first = pathway.steps.empty() ? price_level_year : pathway.steps.front().year;
  const int last = pathway.steps.empty() ? price_level_year : std::max(pathway.steps.back().year, pathway.end_year);
  if (first >= price_level_year && last <= last_allowed) return;
  add_stop(
      findings, study_code::kOutOfRange, pathway.pos,
      fmt::format("pathway \"{}\" reaches from {} to {}, but the price level's year is {}", pathway.name, first, last,
                  price_level_year),
      fmt::format("It may reach from {} to {}: take another price_level_year or other steps.", price_level_year, last_allowed));
}

}  // namespace

Study with_scenarios(const Study& study, const Study& scenarios, core::Findings& findings) {
  Study changed = study;
  changed.scenarios = scenarios.scenarios;
  apply_costs(study.measure_costs, changed.scenarios, findings);
  changed.pathways.clear();
  for (const Pathway& pathway : study.pathways) {
    const PathwayStep* missing = missing_step(pathway, changed.scenarios);
    if (missing == nullptr) {
      changed.pathways.push_back(pathway);
      continue;
    }
    findings.add({std::string(study_code::kPathwayLeftOut.code), core::Severity::warns, missing->pos,
                  fmt::format("pathway \"{}\" is left out: its scenario \"{}\" is not run", pathway.name, missing->scenario),
                  "Give that scenario too."});
  }
  changed.text = merged_text(study, scenarios, changed.pathways);
  return changed;
}

Study with_settings(const Study& study, const std::string& weather, int base_year, const std::string& factor_set) {
  Study changed = study;
  changed.weather = weather;
  changed.base_year = base_year;
  changed.factor_set = factor_set;
  changed.text = fmt::format("# Run from Python with weather = \"{}\", base_year = {}, factor_set = \"{}\"\n", weather, base_year,
                             factor_set) +
                 study.text;
  return changed;
}

Study with_money(const Study& study, std::string_view tables, const std::string& file, core::Findings& findings) {
  Study changed = study;
  core::TomlTable root;
  try {
    root = core::parse_toml(tables, file);
  } catch (const core::Error& error) {
    add_stop(findings, study_code::kNotToml, error.pos(), error.message(), error.hint());
    return changed;
  }
  const TableReader reader(root, "the tables of money", findings);
  reader.refuse_unknown_keys({"economics", "tariff"});
  changed.economics = read_economics(reader, findings, study.economics);
  for (const Pathway& pathway : changed.pathways) check_years(pathway, changed.economics.price_level_year, findings);
  changed.text = "# Run from Python with this in place of what the study says:\n" + commented(tables) + study.text;
  return changed;
}

}  // namespace tvilling::scenarios
