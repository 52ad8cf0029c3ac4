// SPDX-License-Identifier: MPL-2.0
#include "scenarios/compare.hpp"

#include <algorithm>
#include <limits>
#include <map>

namespace tvilling::scenarios {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Buildings by group name; std::map keeps the names sorted.
using Groups = std::map<std::string, std::vector<std::size_t>, std::less<>>;

Groups make_groups(const models::Portfolio& portfolio, GroupBy by) {
  Groups groups;
  for (std::size_t b = 0; b < portfolio.buildings.size(); ++b) {
    groups[group_name(portfolio.buildings[b].building, by)].push_back(b);
  }
  return groups;
}

double peak_of(const Results& results, std::size_t scenario, std::size_t counted) {
  if (results.city.size() <= scenario) return kNan;  // not read
  const std::vector<TaskStatus>& status = results.status[scenario];
  const auto done = static_cast<std::size_t>(std::count(status.begin(), status.end(), TaskStatus::done));
  return coincident_peak_kw(results.city[scenario], done, counted);
}

ComparisonRow make_row(const Results& results, std::size_t scenario, std::size_t reference, const std::string& group,
                       const std::vector<std::size_t>& members) {
  RowSum sum;
  for (const std::size_t b : members) {
    sum.add(results.portfolio.buildings[b].building.area_m2, results.results[scenario][b], results.status[scenario][b],
            results.results[reference][b], results.status[reference][b]);
  }
  ComparisonRow row = sum.row();
  row.scenario = results.scenario_names[scenario];
  row.group = group;
  return row;
}

}  // namespace

std::string group_name(const models::Building& building, GroupBy by) {
  switch (by) {
    case GroupBy::total: return "all";
    case GroupBy::building: return building.building_id;
    case GroupBy::use: return std::string(models::to_string(building.use));
    case GroupBy::administration: return building.administration;
  }
  return {};
}

void RowSum::add(double area_m2, const models::BuildingResult& result, TaskStatus status, const models::BuildingResult& reference,
                 TaskStatus reference_status) {
  if (status != TaskStatus::done || reference_status != TaskStatus::done) {
    ++row_.missing;
    return;
  }
  ++row_.buildings;
  row_.area_m2 += area_m2;
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    row_.value[v] += result.annual[v];
    before_[v] += reference.annual[v];
  }
}

ComparisonRow RowSum::row() const {
  ComparisonRow row = row_;
  for (std::size_t v = 0; v < models::kAnnualCount; ++v) {
    if (row.buildings == 0) row.value[v] = kNan;
    row.change[v] = row.value[v] - before_[v];
  }
  return row;
}

double coincident_peak_kw(const CityHourly& city, std::size_t done, std::size_t counted) {
  if (done != counted) return kNan;
  const auto heat = city.begin() + static_cast<std::ptrdiff_t>(index(models::Hourly::heat) * core::kHoursPerYear);
  return *std::max_element(heat, heat + core::kHoursPerYear);
}

std::vector<ComparisonRow> compare(const Results& results, std::string_view to, GroupBy by) {
  const std::size_t reference = results.scenario_index(to);
  std::vector<std::size_t> order{reference};
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    if (s != reference) order.push_back(s);
  }
  const Groups groups = make_groups(results.portfolio, by);
  std::vector<ComparisonRow> rows;
  for (const std::size_t scenario : order) {
    for (const Groups::value_type& group : groups) {
      ComparisonRow row = make_row(results, scenario, reference, group.first, group.second);
      if (by == GroupBy::total && row.buildings > 0) {
        const std::size_t peak = index(models::Annual::peak_heat);
        row.value[peak] = peak_of(results, scenario, row.buildings);
        row.change[peak] = row.value[peak] - peak_of(results, reference, row.buildings);
      }
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace tvilling::scenarios
