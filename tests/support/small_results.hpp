// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/exact.hpp"
#include "core/time_axis.hpp"
#include "models/catalog.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::tests {

inline constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

/// Three buildings near the town hall: a school and an office with footprints, a clubhouse with a point only. Not simulated:
/// only what a result file keeps is set.
inline models::Portfolio small_portfolio() {
  models::Portfolio portfolio;
  portfolio.name = "Lille by";
  const auto add = [&portfolio](std::string id, std::string name, std::string administration, models::Use use, double area_m2) {
    models::BuildingRecord record;
    models::Building& b = record.building;
    b.building_id = std::move(id);
    b.name = std::move(name);
    b.property_id = "E-" + std::to_string(portfolio.buildings.size() + 1);
    b.administration = std::move(administration);
    b.use = use;
    b.year = 1900.0 + 20.0 * static_cast<double>(portfolio.buildings.size());
    b.area_m2 = area_m2;
    b.storeys = 3.0;
    b.storey_height_m = 3.1;
    b.x_m = 724500.0 + 100.0 * static_cast<double>(portfolio.buildings.size());
    b.y_m = 6175700.0;
    record.origin.fill(models::Origin::archetype);
    record.origin[0] = models::Origin::register_;
    portfolio.buildings.push_back(std::move(record));
  };
  add("b-001", "Skolen på Øen", "BUF", models::Use::school, 4000.0);
  add("b-002", "Rådhuset", "KFF", models::Use::office, 2000.0);
  add("b-003", "Klubhuset", "KFF", models::Use::clubhouse, 250.0);
  portfolio.buildings[0].building.footprint = {
      {724500.0, 6175700.0}, {724540.0, 6175700.0}, {724540.0, 6175730.0}, {724500.0, 6175730.0}};
  portfolio.buildings[1].building.footprint = {{724600.0, 6175700.0}, {724630.0, 6175700.0}, {724610.0, 6175720.0}};
  portfolio.buildings[1].building.listed = true;
  return portfolio;
}

/// Scenarios `baseline` and `roofs` in 2025.
inline scenarios::ResultsLayout small_layout(std::vector<models::Hourly> hourly = {}) {
  scenarios::ResultsLayout layout;
  layout.scenario_names = {"baseline", "roofs"};
  layout.hourly = std::move(hourly);
  layout.axis = core::make_time_axis(2025);
  layout.provenance = {{"study_name", "Tage på Øen"}, {"run_key", "0123abcd"}, {"study", std::string(9000, '#')}};
  return layout;
}

/// A number that tells what it stands for; `roofs` needs a quarter less of everything.
inline double small_value(std::size_t scenario, std::size_t building, std::size_t variable, std::size_t month) {
  const double base =
      1000.0 * static_cast<double>(building + 1) + 10.0 * static_cast<double>(variable) + static_cast<double>(month);
  return core::to_grid(scenario == 0 ? base : 0.75 * base);
}

inline models::BuildingResult small_result(std::size_t scenario, std::size_t building) {
  models::BuildingResult result;
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    for (std::size_t m = 0; m < core::kMonths; ++m) {
      const double value = small_value(scenario, building, v, m);
      if (v < models::kMonthlyCount) result.monthly[v][m] = value;
      result.annual[v] += value;
    }
  }
  return result;
}

/// Neighbouring buildings of one scenario; `failing` has failed with a message.
inline scenarios::ResultsBlock small_block(const scenarios::ResultsLayout& layout, std::size_t scenario, std::size_t first,
                                           std::size_t count, std::size_t failing = kNobody) {
  scenarios::ResultsBlock block;
  block.scenario = scenario;
  block.first_building = first;
  for (std::size_t b = first; b < first + count; ++b) {
    block.results.push_back(small_result(scenario, b));
    block.status.push_back(b == failing ? scenarios::TaskStatus::failed : scenarios::TaskStatus::done);
    block.messages.push_back(b == failing ? "the area is not known" : "");
    block.origin.push_back(static_cast<std::uint8_t>(models::Origin::archetype));
    block.keys.push_back({static_cast<std::uint64_t>(scenario), static_cast<std::uint64_t>(b)});
    block.economics.emplace_back().fill(1000.0 * static_cast<double>(scenario) + static_cast<double>(b));
    for (std::size_t v = 0; v < layout.hourly.size(); ++v) {
      for (std::size_t h = 0; h < core::kHoursPerYear; ++h) {
        block.hourly.push_back(static_cast<double>(b + 1) + static_cast<double>(v) * 0.5 + static_cast<double>(h % 24) * 0.125);
      }
    }
  }
  return block;
}

/// Highest at hour 100 of the year: 500 kWh in the baseline, 400 kWh in `roofs`.
inline scenarios::CityHourly small_city(std::size_t scenario) {
  scenarios::CityHourly city(models::kCityHourlyCount * core::kHoursPerYear, 1.0);
  city[models::index(models::Hourly::heat) * core::kHoursPerYear + 100] = scenario == 0 ? 500.0 : 400.0;
  return city;
}

/// A whole result file; `failing` has failed in the scenario `roofs`.
inline void write_small_results(const std::filesystem::path& path, const std::vector<models::Hourly>& hourly = {},
                                std::size_t failing = kNobody) {
  const models::Portfolio portfolio = small_portfolio();
  const scenarios::ResultsLayout layout = small_layout(hourly);
  scenarios::ResultsWriter writer(path, portfolio, layout, false);
  for (std::size_t s = 0; s < layout.scenario_names.size(); ++s) {
    writer.write(small_block(layout, s, 0, portfolio.buildings.size(), s == 1 ? failing : kNobody));
    writer.write_city(s, small_city(s));
  }
  writer.finish();
}

}  // namespace tvilling::tests
