// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_inputs.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "models/metering/measured_weather.hpp"
#include "models/portfolio/source.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::scenarios {

namespace {

/// The metered years of which weather is measured too, simulated with it; why not, where it is not whole, is told.
std::vector<MeasuredBaseline> measured_baselines(const ReconcileInputs& inputs, const models::MeasuredWeather& weather,
                                                 int only_year, const core::RunContext& context, core::Findings& findings) {
  const std::vector<models::DegreeDays>& all = inputs.weather_degree_days;
  std::set<int> years;
  for (const models::MeteredUse& use : inputs.metering.uses) {
    const bool asked = only_year == 0 || use.year == only_year;
    const bool measured = std::any_of(all.begin(), all.end(), [&use](const models::DegreeDays& d) { return d.year == use.year; });
    if (asked && measured) years.insert(use.year);
  }
  std::vector<MeasuredBaseline> measured;
  for (const int year : years) {
    const std::optional<models::Weather> hours = models::measured_year(weather, year, models::copenhagen(), findings);
    if (hours) measured.push_back({year, simulate_baseline(inputs.portfolio, *hours, year, context)});
  }
  return measured;
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
  inputs.weather = weather.source;
  inputs.baseline = simulate_baseline(inputs.portfolio, weather, options.base_year, context);
  inputs.baseline_degree_days = degree_days_of_simulated(weather);
  inputs.weather_degree_days = models::degree_days_of(measured_weather);
  inputs.measured = measured_baselines(inputs, measured_weather, options.year, context, findings);
  return inputs;
}

std::optional<ReconciledBaseline> reconciled_of(const Study& study, const core::RunContext& context, core::Findings& findings) {
  if (!study.reconcile) return std::nullopt;
  core::Findings found;
  if (!models::PortfolioSource(study.portfolio, found).has(models::PortfolioTable::meters)) return std::nullopt;
  found = {};
  const std::optional<ReconcileInputs> inputs =
      reconcile_inputs(study.portfolio, {study.weather, 0, study.base_year}, context, found);
  std::optional<ReconciledBaseline> reconciled;
  if (inputs) reconciled = reconciled_baseline(reconcile(inputs->view(), {}, found), inputs->baseline);
  for (core::Finding& finding : found.list) {
    const bool known = std::ranges::any_of(findings.list, [&finding](const core::Finding& f) {
      return f.code == finding.code && f.message == finding.message && core::to_string(f.pos) == core::to_string(finding.pos);
    });
    if (!known) findings.add(std::move(finding));
  }
  core::throw_if_stopped(findings);
  return reconciled;
}

}  // namespace tvilling::scenarios
