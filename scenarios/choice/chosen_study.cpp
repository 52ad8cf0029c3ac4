// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/chosen_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/toml.hpp"
#include "core/io/toml_text.hpp"
#include "scenarios/economics/economics_text.hpp"
#include "scenarios/provenance_entry.hpp"
#include "scenarios/selection.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;
using core::TomlArray;
using core::TomlTable;
using core::TomlValue;

constexpr std::string_view kStudyText = "study_text";

std::string provenance_of(const Results& results, std::string_view name) {
  return provenance_entry(results.provenance, name);
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

std::int64_t base_year_of(const Results& results) {
  const std::string text = provenance_of(results, "base_year");
  std::int64_t year = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), year).ec == std::errc()) return year;
  throw core::Error(core::ErrorKind::bad_input, fmt::format("the base_year of the results is \"{}\"", text), {results.path});
}

/// What is written anew, or tells of scenarios that the chosen study does not have. Uncertain inputs stay: draws of the choice
/// ask for them.
constexpr std::array<std::string_view, 5> kWrittenAnew{"scenario", "economics", "tariff", "price", "pathway"};

/// What the run's study said of weather, prices, what is uncertain and all else, but its scenarios.
TomlTable settings_of(const Results& results, const fs::path& folder, const fs::path& portfolio) {
  TomlTable root = core::parse_toml(provenance_of(results, kStudyText), "study");
  std::erase_if(root.entries, [](const auto& entry) {
    return std::find(kWrittenAnew.begin(), kWrittenAnew.end(), entry.first) != kWrittenAnew.end();
  });
  if (below(root, "study") == nullptr) set(root, "study", TomlTable{});
  TomlTable& study = *below(root, "study");
  set(study, "name", fmt::format("{}, chosen", results.study_name));
  set(study, "portfolio", seen_from(folder, portfolio));
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
  set(study, "factor_set", factor_set_of(results));
  for (auto& [key, value] : core::parse_toml(economics_text(money_of(results).economics, {}), "economics").entries) {
    set(root, key, std::move(value.value));
  }
  return root;
}

TomlTable measure_table(const Measure& measure, const std::vector<std::string>& buildings) {
  TomlTable table;
  set(table, "type", measure.type);
  const MeasureType* type = find_measure_type(measure.type);
  if (!type->texts.empty()) {
    throw core::Error(core::ErrorKind::bad_input,
                      fmt::format("{} is for several buildings at once and cannot be chosen building by building", measure.type),
                      {}, "Choose without its scenario (--scenarios).");
  }
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
  TomlArray ids;
  for (const std::string& id : buildings) {
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

/// Of the buildings chosen for a scenario those that a measure of it is for.
std::vector<std::string> meant(const std::vector<std::size_t>& chosen, const std::vector<std::size_t>& matches,
                               const Results& results) {
  std::vector<std::string> ids;
  for (const std::size_t building : chosen) {
    if (std::binary_search(matches.begin(), matches.end(), building)) {
      ids.push_back(results.portfolio.buildings[building].building.building_id);
    }
  }
  return ids;
}

/// As in the run: over its buildings, with the baseline's results.
Selection selection_of(const Results& results, const models::Portfolio& portfolio) {
  Selection selection(portfolio);
  const std::size_t baseline = results.scenario_index("baseline");
  std::vector<std::uint8_t> failed;
  failed.reserve(results.status[baseline].size());
  for (const TaskStatus status : results.status[baseline]) failed.push_back(status == TaskStatus::done ? 0 : 1);
  selection.add_results(results.results[baseline], failed);
  return selection;
}

}  // namespace

ChosenPortfolio portfolio_of(const Results& results, const fs::path& given) {
  ChosenPortfolio chosen{given.empty() ? fs::path(provenance_of(results, "portfolio")) : given, {}};
  std::error_code ignored;
  if (chosen.path.empty() || !fs::exists(chosen.path, ignored)) {
    throw core::Error(core::ErrorKind::bad_input,
                      chosen.path.empty() ? std::string("the results do not say where their portfolio lies")
                                          : fmt::format("the portfolio {} is not there", chosen.path.string()),
                      {results.path}, "Name its folder with --portfolio.");
  }
  core::Findings findings;
  chosen.portfolio = models::read_portfolio(chosen.path, findings);
  models::fill_portfolio(chosen.portfolio, findings);
  core::throw_if_stopped(findings);
  // The buildings of the run are those of the file, whether --only or --sample chose them.
  std::set<std::string_view> ids;
  for (const models::BuildingRecord& record : results.portfolio.buildings) ids.insert(record.building.building_id);
  std::erase_if(chosen.portfolio.buildings,
                [&ids](const models::BuildingRecord& record) { return !ids.contains(record.building.building_id); });
  const auto same = [](const models::BuildingRecord& a, const models::BuildingRecord& b) {
    return a.building.building_id == b.building.building_id;
  };
  if (!std::ranges::equal(chosen.portfolio.buildings, results.portfolio.buildings, same)) {
    throw core::Error(core::ErrorKind::bad_input,
                      fmt::format("the portfolio {} has other buildings than the results", chosen.path.string()), {results.path},
                      "Run the study again, or name the portfolio as it was with --portfolio.");
  }
  return chosen;
}

std::string chosen_study(const Results& results, const Choice& choice, const ChosenPortfolio& portfolio, const fs::path& folder) {
  TomlTable root = settings_of(results, folder, portfolio.path);
  core::Findings ignored;  // of paths that are written anew
  const Study study = parse_study(provenance_of(results, kStudyText), "study", {}, ignored);
  const Selection selection = selection_of(results, portfolio.portfolio);
  TomlArray measures;
  for (const ScenarioSum& row : by_scenario(choice)) {
    std::vector<std::size_t> chosen;
    for (const ChoiceOption& option : choice.chosen) {
      if (option.scenario == row.scenario) chosen.push_back(option.building);
    }
    for (const Measure& measure : scenario_named(study, results.scenario_names[row.scenario], results).measures) {
      core::Findings findings;
      const std::vector<std::string> ids = meant(chosen, selection.select(measure, findings), results);
      core::throw_if_stopped(findings);
      if (ids.empty()) continue;
      TomlValue entry;
      entry.value = measure_table(measure, ids);
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
