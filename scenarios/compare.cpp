// SPDX-License-Identifier: MPL-2.0
#include "scenarios/compare.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

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

/// A scenario, whether of a whole file or read by itself; null: there is none.
struct View {
  const std::string* name = nullptr;
  const std::vector<models::BuildingResult>* results = nullptr;
  const std::vector<TaskStatus>* status = nullptr;
  const CityHourly* city = nullptr;
  const std::vector<EconomicResult>* economics = nullptr;
  const std::vector<ReconciledResult>* reconciled = nullptr;
};

template <typename T>
const T* one_of(const std::vector<T>& all, std::size_t i) {
  return i < all.size() && !all[i].empty() ? &all[i] : nullptr;
}

View view_of(const Results& r, std::size_t s) {
  return {&r.scenario_names[s], &r.results[s], &r.status[s], one_of(r.city, s), one_of(r.economics, s), one_of(r.reconciled, s)};
}

View view_of(const std::string& name, const ScenarioResults& r) {
  return {&name,
          &r.results,
          &r.status,
          r.city.empty() ? nullptr : &r.city,
          r.economics.empty() ? nullptr : &r.economics,
          r.reconciled.empty() ? nullptr : &r.reconciled};
}

double peak_of(const View& scenario, std::size_t counted) {
  if (scenario.city == nullptr) return kNan;  // not read
  const auto done = static_cast<std::size_t>(std::count(scenario.status->begin(), scenario.status->end(), TaskStatus::done));
  return coincident_peak_kw(*scenario.city, done, counted);
}

ComparisonRow make_row(const models::Portfolio& portfolio, const View& scenario, const View& reference, const std::string& group,
                       const std::vector<std::size_t>& members) {
  RowSum sum;
  for (const std::size_t b : members) {
    const TaskStatus status = (*scenario.status)[b];
    const TaskStatus before = (*reference.status)[b];
    sum.add(portfolio.buildings[b].building.area_m2, (*scenario.results)[b], status, (*reference.results)[b], before);
    if (status != TaskStatus::done || before != TaskStatus::done) continue;
    if (scenario.economics != nullptr) sum.add_economics((*scenario.economics)[b]);
    if (scenario.reconciled == nullptr || reference.reconciled == nullptr) continue;
    sum.add_reconciled((*scenario.reconciled)[b], (*reference.reconciled)[b]);
  }
  ComparisonRow row = sum.row();
  row.scenario = *scenario.name;
  row.group = group;
  return row;
}

std::vector<ComparisonRow> make_rows(const models::Portfolio& portfolio, const Groups& groups, const View& scenario,
                                     const View& reference, GroupBy by) {
  std::vector<ComparisonRow> rows;
  rows.reserve(groups.size());
  for (const Groups::value_type& group : groups) {
    ComparisonRow row = make_row(portfolio, scenario, reference, group.first, group.second);
    if (by == GroupBy::total && row.buildings > 0) {
      const std::size_t peak = index(models::Annual::peak_heat);
      row.value[peak] = peak_of(scenario, row.buildings);
      row.change[peak] = row.value[peak] - peak_of(reference, row.buildings);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void append(std::vector<ComparisonRow>& rows, std::vector<ComparisonRow> more) {
  rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
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

void RowSum::add_economics(const EconomicResult& result) {
  if (!row_.economics) row_.economics.emplace();
  scenarios::add(*row_.economics, result);
}

void RowSum::add_reconciled(const ReconciledResult& result, const ReconciledResult& reference) {
  if (!row_.reconciled) row_.reconciled.emplace();
  for (std::size_t v = 0; v < kReconciledCount; ++v) {
    (*row_.reconciled)[v] += result[v];
    row_.change_reconciled[v] += result[v] - reference[v];
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
  const Groups groups = make_groups(results.portfolio, by);
  const View base = view_of(results, reference);
  std::vector<ComparisonRow> rows = make_rows(results.portfolio, groups, base, base, by);
  for (std::size_t s = 0; s < results.scenario_names.size(); ++s) {
    if (s != reference) append(rows, make_rows(results.portfolio, groups, view_of(results, s), base, by));
  }
  return rows;
}

Comparison compare(const ResultsFile& file, const std::vector<std::string>& scenarios, std::string_view to, GroupBy by) {
  const Results& head = file.head();
  const bool city = by == GroupBy::total;  // whose peak is asked for
  const std::size_t reference = head.scenario_index(to);
  std::set<std::size_t> wanted{reference};
  for (const std::string& name : scenarios) wanted.insert(head.scenario_index(name));
  for (std::size_t s = 0; scenarios.empty() && s < head.scenario_names.size(); ++s) wanted.insert(s);
  const Groups groups = make_groups(head.portfolio, by);
  const ScenarioResults base = file.scenario(reference, city);
  const ScenarioResults first = reference == 0 ? ScenarioResults{} : file.scenario(0, false);  // what halls are measured against
  const View before = view_of(head.scenario_names[reference], base);
  Comparison out{make_rows(head.portfolio, groups, before, before, by), {}};
  out.safety.baseline = head.scenario_names.front();
  out.safety.halls = head.halls.size();
  for (const std::size_t s : wanted) {
    const ScenarioResults read = s == reference ? ScenarioResults{} : file.scenario(s, city);
    const ScenarioResults& scenario = s == reference ? base : read;
    const std::string& name = head.scenario_names[s];
    if (s != reference) append(out.rows, make_rows(head.portfolio, groups, view_of(name, scenario), before, by));
    for (const std::size_t b : head.halls) {
      add_dampness(out.safety, name, head.portfolio.buildings[b].building.building_id, scenario.results[b],
                   (reference == 0 ? base : first).results[b]);
    }
  }
  return out;
}

}  // namespace tvilling::scenarios
