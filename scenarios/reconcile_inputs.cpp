// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_inputs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "models/metering/measured_weather.hpp"
#include "models/portfolio/source.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::scenarios {

namespace {

/// Keeps the buildings of `part`, in its order.
void keep_part(models::Portfolio& portfolio, const models::Portfolio& part) {
  std::map<std::string_view, const models::BuildingRecord*> places;
  for (const models::BuildingRecord& record : portfolio.buildings) places.emplace(record.building.building_id, &record);
  std::vector<models::BuildingRecord> kept;
  kept.reserve(part.buildings.size());
  for (const models::BuildingRecord& record : part.buildings) {
    const auto found = places.find(record.building.building_id);
    if (found == places.end()) {
      throw core::Error(core::ErrorKind::bad_input,
                        "building \"" + record.building.building_id + "\" is not in the portfolio that the meters are read from",
                        {}, "Run with the portfolio that the study names, or without meters.");
    }
    kept.push_back(*found->second);
  }
  portfolio.buildings = std::move(kept);
}

/// Years that some building of the portfolio is metered in.
std::set<int> years_of(const models::Metering& metering, const models::Portfolio& portfolio) {
  std::set<std::string_view> ids;
  for (const models::BuildingRecord& record : portfolio.buildings) ids.insert(record.building.building_id);
  std::set<int> years;
  for (const models::MeteredUse& use : metering.uses) {
    if (ids.contains(use.building_id)) years.insert(use.year);
  }
  return years;
}

/// The metered years of which weather is measured too, simulated with it; why not, where it is not whole, is told.
std::vector<MeasuredBaseline> measured_baselines(const ReconcileInputs& inputs, const models::MeasuredWeather& weather,
                                                 int only_year, const core::RunContext& context, core::Findings& findings) {
  const std::vector<models::DegreeDays>& all = inputs.weather_degree_days;
  std::vector<MeasuredBaseline> measured;
  for (const int year : years_of(inputs.metering, inputs.portfolio)) {
    const bool asked = only_year == 0 || year == only_year;
    if (!asked || std::ranges::find(all, year, &models::DegreeDays::year) == all.end()) continue;
    const std::optional<models::Weather> hours = models::measured_year(weather, year, models::copenhagen(), findings);
    if (hours) measured.push_back({year, simulate_baseline(inputs.portfolio, *hours, year, context)});
  }
  return measured;
}

/// The files of `all` that are not of the portfolio.
std::vector<models::InputFile> other_files(const std::vector<models::InputFile>& all, const models::Portfolio& portfolio) {
  std::vector<models::InputFile> files;
  for (const models::InputFile& file : all) {
    const auto is_same = [&file](const models::InputFile& f) { return f.path == file.path; };
    if (std::ranges::none_of(portfolio.inputs, is_same) && std::ranges::none_of(files, is_same)) files.push_back(file);
  }
  return files;
}

}  // namespace

std::optional<ReconcileInputs> reconcile_inputs(const std::filesystem::path& path, const ReconcileInputOptions& options,
                                                const core::RunContext& context, core::Findings& findings) {
  const models::PortfolioSource source(path, findings);
  ReconcileInputs inputs;
  inputs.portfolio = models::read_portfolio(source, findings);
  inputs.metering = models::read_metering(source, inputs.portfolio, findings);
  if (findings.stops()) return std::nullopt;
  models::fill_portfolio(inputs.portfolio, findings);
  std::vector<models::InputFile>& files = inputs.portfolio.inputs;
  files.insert(files.end(), inputs.metering.inputs.begin(), inputs.metering.inputs.end());
  if (findings.stops()) return std::nullopt;
  const models::Weather weather = load_weather(options.weather, findings);
  const models::MeasuredWeather measured_weather = models::read_measured_weather(source, findings);
  if (!measured_weather.source.empty()) files.push_back(measured_weather.input);
  if (findings.stops()) return std::nullopt;
  if (options.part != nullptr) keep_part(inputs.portfolio, *options.part);
  inputs.weather = weather.source;
  inputs.baseline = simulate_baseline(inputs.portfolio, weather, options.base_year, context);
  inputs.baseline_degree_days = degree_days_of_simulated(weather);
  inputs.weather_degree_days = models::degree_days_of(measured_weather);
  inputs.measured = measured_baselines(inputs, measured_weather, options.year, context, findings);
  return inputs;
}

std::optional<ReconciledBaseline> reconciled_of(const Study& study, const models::Portfolio& part,
                                                const core::RunContext& context, core::Findings& findings) {
  if (!study.reconcile) return std::nullopt;
  core::Findings found;
  if (!models::PortfolioSource(study.portfolio, found).has(models::PortfolioTable::meters)) return std::nullopt;
  found = {};
  const std::optional<ReconcileInputs> inputs =
      reconcile_inputs(study.portfolio, {.weather = study.weather, .base_year = study.base_year, .part = &part}, context, found);
  std::optional<ReconciledBaseline> reconciled;
  if (inputs) {
    reconciled = reconciled_baseline(reconcile(inputs->view(), {}, found), inputs->baseline);
    reconciled->inputs = other_files(inputs->portfolio.inputs, part);
  }
  models::set_aside_here(models::read_overrides(study.portfolio, found), found);
  for (core::Finding& finding : found.list) findings.add_once(std::move(finding));
  core::throw_if_stopped(findings);
  return reconciled;
}

std::size_t most_metered_years(const Study& study) {
  core::Findings ignored;  // the run tells them
  const models::PortfolioSource source(study.portfolio, ignored);
  if (!study.reconcile || !source.has(models::PortfolioTable::meters)) return 0;
  const std::vector<models::DegreeDays> measured = models::degree_days_of(models::read_measured_weather(source, ignored));
  std::set<int> years;
  for (const models::DegreeDays& d : measured) years.insert(d.year);
  return 1 + years.size();
}

}  // namespace tvilling::scenarios
