// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/refuse.hpp"
#include "scenarios/selection.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::size_t kHallsNamed = 20;

/// Places of the buildings that are simulated as halls.
std::vector<std::size_t> halls_of(const models::Portfolio& portfolio) {
  std::vector<std::size_t> halls;
  for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) {
    if (portfolio.buildings[b].building.hall != nullptr) halls.push_back(b);
  }
  return halls;
}

std::size_t find_hall(const models::Portfolio& portfolio, const std::string& hall_id) {
  const std::vector<std::size_t> halls = halls_of(portfolio);
  if (halls.empty()) {
    throw core::Error(
        core::ErrorKind::bad_input, "the portfolio has no swimming hall with basins", {},
        "Give the table `pools` a row for each basin: pool_id, building_id of a building with the use swimming_hall, "
        "water_area_m2.");
  }
  std::vector<std::string_view> ids;
  ids.reserve(halls.size());
  for (const std::size_t b : halls) ids.push_back(portfolio.buildings[b].building.building_id);
  if (hall_id.empty()) {
    if (halls.size() == 1) return halls.front();
    const std::size_t named = std::min(ids.size(), kHallsNamed);
    refuse(fmt::format("the portfolio has {} swimming halls: which one?", halls.size()),
           fmt::format("Name one: {}{}.", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(named), ", "),
                       named < ids.size() ? " ..." : ""));
  }
  const auto found = std::find(ids.begin(), ids.end(), hall_id);
  if (found != ids.end()) return halls[static_cast<std::size_t>(found - ids.begin())];
  const auto is_named = [&hall_id](const models::BuildingRecord& r) { return r.building.building_id == hall_id; };
  if (std::any_of(portfolio.buildings.begin(), portfolio.buildings.end(), is_named)) {
    refuse(fmt::format("building \"{}\" is no swimming hall with basins", hall_id), core::did_you_mean(hall_id, ids));
  }
  refuse(fmt::format("no swimming hall \"{}\" in the portfolio", hall_id), core::did_you_mean(hall_id, ids));
}

const Scenario& find_scenario(const Study& study, const std::string& name) {
  std::vector<std::string_view> names;
  for (const Scenario& scenario : study.scenarios) {
    if (scenario.name == name) return scenario;
    names.push_back(scenario.name);
  }
  refuse(fmt::format("no scenario \"{}\" in the study", name), core::did_you_mean(name, names));
}

/// The buildings of each measure. Results of the baseline are not there to be asked for: a hall is simulated, not the city.
std::vector<std::vector<std::size_t>> chosen_buildings(const Scenario& scenario, const models::Portfolio& portfolio,
                                                       bool with_results, core::Findings& findings) {
  Selection selection(portfolio);
  const std::size_t buildings = portfolio.buildings.size();
  if (with_results)
    selection.add_results(std::vector<models::BuildingResult>(buildings), std::vector<std::uint8_t>(buildings, 1));
  std::vector<std::vector<std::size_t>> chosen;
  chosen.reserve(scenario.measures.size());
  for (const Measure& measure : scenario.measures) chosen.push_back(selection.select(measure, findings));
  return chosen;
}

void refuse_results(const Scenario& scenario, const models::Portfolio& portfolio, const std::string& hall_id) {
  core::Findings with_results;
  (void)chosen_buildings(scenario, portfolio, true, with_results);
  if (with_results.stops()) return;  // wrong in any case: the findings say how
  throw core::Error(
      core::ErrorKind::bad_input,
      fmt::format("scenario \"{}\" chooses buildings by results of the baseline, which a single hall has not", scenario.name), {},
      fmt::format("Choose the hall by its own columns, e.g. where = \"building_id = '{}'\".", hall_id));
}

/// The scenario's measures that are for the hall.
std::vector<HallMeasure> measures_for(const Scenario& scenario, const models::Portfolio& portfolio, std::size_t hall,
                                      core::Findings& findings) {
  std::vector<HallMeasure> measures;
  if (scenario.measures.empty()) return measures;
  core::Findings tried;
  const std::vector<std::vector<std::size_t>> chosen = chosen_buildings(scenario, portfolio, false, tried);
  if (tried.stops()) refuse_results(scenario, portfolio, portfolio.buildings[hall].building.building_id);
  for (core::Finding& finding : tried.list) findings.add(std::move(finding));
  for (std::size_t m = 0; m < chosen.size(); ++m) {
    const Measure& measure = scenario.measures[m];
    const MeasureType* type = find_measure_type(measure.type);
    if (type == nullptr) throw core::Error(core::ErrorKind::wrong_usage, "unknown measure " + measure.type, measure.pos);
    if (std::ranges::binary_search(chosen[m], hall)) measures.push_back({type, measure.parameters});
  }
  return measures;
}

}  // namespace

HallCase make_hall_case(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                        const std::string& hall_id, const std::string& scenario, core::Findings& findings) {
  const Scenario& from = find_scenario(study, scenario);
  const std::size_t hall = find_hall(portfolio, hall_id);
  std::vector<HallMeasure> measures = measures_for(from, portfolio, hall, findings);
  core::throw_if_stopped(findings);
  const models::Building& base = portfolio.buildings[hall].building;
  models::Building start = base;
  for (const HallMeasure& measure : measures) (void)apply_measure(*measure.type, start, base, measure.parameters);
  return {base,
          std::move(start),
          scenario,
          models::make_environment(weather, study.base_year),
          environment_key(weather, study.base_year),
          tariff_in(study.economics, study.economics.price_level_year),
          emission_factors(study.factor_set, study.base_year),
          std::move(measures)};
}

models::BuildingResult simulate_case(const HallCase& hall, const models::Building& variant, models::HourlySeries& hourly) {
  models::BuildingResult result = models::simulate_building(variant, hall.environment, hourly);
  add_economics(result, variant, hall.tariff, hall.factors);
  return result;
}

}  // namespace tvilling::scenarios
