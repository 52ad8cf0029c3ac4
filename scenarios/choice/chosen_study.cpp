// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/chosen_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/toml.hpp"
#include "core/io/toml_text.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;
using core::TomlArray;
using core::TomlTable;
using core::TomlValue;

constexpr std::string_view kStudyText = "study_text";

std::string provenance_of(const Results& results, std::string_view name) {
  const auto found = std::find_if(results.provenance.begin(), results.provenance.end(),
                                  [name](const auto& entry) { return entry.first == name; });
  return found == results.provenance.end() ? std::string() : found->second;
}

void set(TomlTable& table, std::string_view key, decltype(TomlValue::value) value) {
  TomlValue written;
  written.value = std::move(value);
  for (auto& [name, entry] : table.entries) {
    if (name != key) continue;
    entry = std::move(written);
    return;
  }
  table.entries.emplace_back(std::string(key), std::move(written));
}

TomlTable* below(TomlTable& root, std::string_view key) {
  for (auto& [name, entry] : root.entries) {
    if (name == key) return std::get_if<TomlTable>(&entry.value);
  }
  return nullptr;
}

/// `path` as seen from `folder`: as it is where there is no way between them.
std::string seen_from(const fs::path& folder, const fs::path& path) {
  std::error_code failure;
  const fs::path base = folder.empty() ? fs::path(".") : folder;
  const fs::path relative = fs::relative(path, base, failure);
  return failure || relative.empty() ? fs::absolute(path).string() : relative.generic_string();
}

fs::path found_portfolio(const Results& results, const fs::path& given) {
  const fs::path path = given.empty() ? fs::path(provenance_of(results, "portfolio")) : given;
  std::error_code ignored;
  if (!path.empty() && fs::exists(path, ignored)) return path;
  throw core::Error(core::ErrorKind::bad_input,
                    path.empty() ? std::string("the results do not say where their portfolio lies")
                                 : fmt::format("the portfolio {} is not there", path.string()),
                    {results.path}, "Name its folder with --portfolio.");
}

std::int64_t base_year_of(const Results& results) {
  const std::string text = provenance_of(results, "base_year");
  std::int64_t year = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), year).ec == std::errc()) return year;
  throw core::Error(core::ErrorKind::bad_input, fmt::format("the base_year of the results is \"{}\"", text), {results.path});
}

/// What the run's study said of weather, prices and all else, but its scenarios.
TomlTable settings_of(const Results& results, const fs::path& folder, const fs::path& portfolio) {
  TomlTable root = core::parse_toml(provenance_of(results, kStudyText), "study");
  std::erase_if(root.entries, [](const auto& entry) { return entry.first == "scenario" || entry.first == "pathway"; });
  if (below(root, "study") == nullptr) set(root, "study", TomlTable{});
  TomlTable& study = *below(root, "study");
  set(study, "name", fmt::format("{}, chosen", results.study_name));
  set(study, "portfolio", seen_from(folder, found_portfolio(results, portfolio)));
  // Not from the text: a run from Python may have had others.
  const std::string weather = provenance_of(results, "weather");
  std::error_code ignored;
  if (fs::is_regular_file(weather, ignored)) {
    set(study, "weather", seen_from(folder, weather));
  } else if (study.find("weather") != nullptr && *study.find("weather")->as_string() != kReferenceYearWeather) {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("the weather file {} is not there", weather), {results.path},
                      "Start from the folder that the study was run in.");
  }
  set(study, "base_year", base_year_of(results));
  set(study, "factor_set", provenance_of(results, "factor_set"));
  return root;
}

TomlTable measure_table(const Measure& measure, const std::vector<std::string>& buildings) {
  TomlTable table;
  set(table, "type", measure.type);
  const MeasureType* type = find_measure_type(measure.type);
  for (const MeasureParameter& parameter : type->parameters) {
    const double value = value_of(measure.parameters, parameter.variable.name);
    if (std::isnan(value)) continue;
    if (parameter.yes_no) {
      set(table, parameter.variable.name, value != 0.0);
    } else {
      set(table, parameter.variable.name, value);
    }
  }
  const std::pair<std::string_view, double> costs[] = {{"unit_cost_dkk", measure.cost.unit_cost_dkk},
                                                       {"fixed_cost_dkk", measure.cost.fixed_cost_dkk},
                                                       {"lifetime_years", measure.cost.lifetime_years},
                                                       {"maintenance_dkk_year", measure.cost.maintenance_dkk_year}};
  for (const auto& [name, value] : costs) {
    if (!std::isnan(value)) set(table, name, value);
  }
  if (!measure.where.empty()) set(table, "where", measure.where);
  if (!measure.order_by.empty()) set(table, "order_by", measure.order_by);
  if (measure.limit >= 0) set(table, "limit", measure.limit);
  if (measure.sample < 1.0) {
    set(table, "sample", measure.sample);
    set(table, "seed", static_cast<std::int64_t>(measure.seed));
  }
  TomlArray ids;
  for (const std::string& id : buildings) {
    const bool is_meant =
        measure.buildings.empty() || std::find(measure.buildings.begin(), measure.buildings.end(), id) != measure.buildings.end();
    if (!is_meant) continue;
    TomlValue entry;
    entry.value = id;
    ids.push_back(std::move(entry));
  }
  set(table, "buildings", std::move(ids));
  return table;
}

const Scenario& scenario_named(const Study& study, const std::string& name, const Results& results) {
  const auto found =
      std::find_if(study.scenarios.begin(), study.scenarios.end(), [&name](const Scenario& s) { return s.name == name; });
  if (found != study.scenarios.end()) return *found;
  throw core::Error(core::ErrorKind::bad_input, fmt::format("the results do not say what the scenario \"{}\" does", name),
                    {results.path}, "Choose without it (--scenarios), or run the study with `tvilling run`.");
}

}  // namespace

std::string chosen_study(const Results& results, const Choice& choice, const fs::path& folder, const fs::path& portfolio) {
  TomlTable root = settings_of(results, folder, portfolio);
  core::Findings ignored;  // of paths that are written anew
  const Study study = parse_study(provenance_of(results, kStudyText), "study", {}, ignored);
  TomlArray measures;
  for (const ScenarioSum& row : by_scenario(choice)) {
    const Scenario& scenario = scenario_named(study, results.scenario_names[row.scenario], results);
    std::vector<std::string> ids;
    for (const ChoiceOption& option : choice.chosen) {
      if (option.scenario == row.scenario) ids.push_back(results.portfolio.buildings[option.building].building.building_id);
    }
    for (const Measure& measure : scenario.measures) {
      TomlTable table = measure_table(measure, ids);
      if (table.find("buildings")->as_array()->empty()) continue;  // the measure is for others
      TomlValue entry;
      entry.value = std::move(table);
      measures.push_back(std::move(entry));
    }
  }
  TomlTable chosen;
  set(chosen, "name", std::string(kChosenScenario));
  if (!measures.empty()) set(chosen, "measure", std::move(measures));
  TomlArray scenarios(1);
  scenarios[0].value = std::move(chosen);
  set(root, "scenario", std::move(scenarios));
  return fmt::format("# Written by tvilling choose: {} buildings for {:.0f} DKK.\n", choice.sum.buildings,
                     choice.sum.investment_dkk) +
         core::toml_text(root);
}

}  // namespace tvilling::scenarios
