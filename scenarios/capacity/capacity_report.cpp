// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/capacity_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/capacity/open_hours.hpp"
#include "scenarios/protected_address.hpp"

namespace tvilling::scenarios {

namespace {

/// Only the buildings that were named.
Capacity restricted(Capacity capacity, const models::Portfolio& portfolio, const std::vector<std::string>& ids) {
  if (ids.empty()) return capacity;
  std::vector<std::string_view> known;
  known.reserve(capacity.buildings.size());
  for (const CapacityBuilding& building : capacity.buildings) {
    known.emplace_back(portfolio.buildings[building.building].building.building_id);
  }
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    throw core::Error(
        core::ErrorKind::wrong_usage,
        fmt::format("building \"{}\" is none of the {} buildings with hours to be offered", core::shown(id), known.size()), {},
        core::did_you_mean(id, known));
  }
  std::vector<bool> kept;
  kept.reserve(known.size());
  for (const std::string_view id : known) kept.push_back(std::find(ids.begin(), ids.end(), id) != ids.end());
  return only_buildings(capacity, kept);
}

void simulate(CapacityReport& report, const models::Portfolio& portfolio, const models::Weather& weather,
              const CapacityQuestion& question, const core::RunContext& context, core::Findings& findings) {
  OpenHourSettings& settings = report.hour_settings;
  settings.base_year = question.base_year;
  report.weather = weather.source;
  report.hours = open_hours_of(report.capacity, portfolio, weather, settings, context, findings);
  if (!question.fit) return;
  report.fit_settings = *question.fit;
  report.fit = fit_bookings(report.capacity, report.hours, portfolio, weather, settings, report.fit_settings, context, findings);
  withhold_protected(*report.fit, report.capacity, portfolio);
}

}  // namespace

std::optional<CapacityReport> capacity_report(const std::filesystem::path& path, const CapacityQuestion& question,
                                              const core::RunContext& context, core::Findings& findings) {
  models::Portfolio portfolio = models::read_portfolio(path, findings);
  const models::Overrides overrides = models::read_overrides(path, findings);
  if (findings.stops()) return std::nullopt;
  models::fill_portfolio(portfolio, findings);
  models::Weather weather;
  if (question.energy) {
    weather = load_weather(question.weather.empty() ? std::string(kReferenceYearWeather) : question.weather, findings);
  }
  if (findings.stops()) return std::nullopt;
  core::stop_if_asked(context);
  CapacityReport report;
  report.by = question.by;
  report.prime = question.prime;
  report.has_week = !question.buildings.empty();
  report.source = path;
  report.capacity = restricted(capacity_of(portfolio, findings), portfolio, question.buildings);
  if (report.capacity.buildings.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "no building has hours to be offered", {path.string()},
                      "Give opening_hours or bookings.");
  }
  if (question.energy) simulate(report, portfolio, weather, question, context, findings);
  models::set_aside_here(overrides, findings);
  core::stop_if_asked(context);
  report.portfolio = withhold_protected(std::move(portfolio));
  report.findings = findings;
  return report;
}

double most_weeks(const CapacityReport& report, Season season) {
  double most = 0.0;
  for (const CapacityBuilding& building : report.capacity.buildings) most = std::max(most, building.weeks[index(season)]);
  return most;
}

}  // namespace tvilling::scenarios
