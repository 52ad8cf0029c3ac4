// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_economics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <span>
#include <string>

#include "core/error.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::scenarios {

namespace {

std::string path_of(std::string_view group, std::string_view name) {
  return std::string(group) + "/" + std::string(name);
}

core::Hdf5Dataset open(const core::Hdf5File& file, std::string_view group, std::string_view name) {
  return core::open_dataset(file.id(), path_of(group, name));
}

bool has(const core::Hdf5File& file, std::string_view group) {
  return core::has_child(file.id(), std::string(group));
}

/// A dataset of the file with the shape that its coordinates give.
core::Hdf5Dataset open_sized(const core::Hdf5File& file, std::string_view group, std::string_view name,
                             const core::Hdf5Shape& shape) {
  core::Hdf5Dataset dataset = open(file, group, name);
  if (core::shape_of(dataset) != shape) {
    throw core::Error(core::ErrorKind::bad_input, "/" + path_of(group, name) + " does not have the size of its coordinates", {},
                      "Run the study again.");
  }
  return dataset;
}

template <std::size_t N>
void write_table(std::span<const core::Hdf5Dataset> datasets, const ResultsBlock& block,
                 std::span<const std::array<double, N>> rows) {
  if (datasets.empty()) return;
  const std::size_t count = block.results.size();
  if (rows.size() != count) throw core::Error(core::ErrorKind::internal, "a block of results is without its money");
  std::vector<double> values(count);
  for (std::size_t v = 0; v < datasets.size(); ++v) {
    for (std::size_t b = 0; b < count; ++b) {
      values[b] = block.status[b] == TaskStatus::done ? rows[b].at(v) : std::numeric_limits<double>::quiet_NaN();
    }
    core::write_slab<double>(datasets[v], {{block.scenario, block.first_building}, {1, count}}, values);
  }
}

/// Files of 1.5 know no measures on premises, and those of 1.6 do not tell what is paid once for them: there it is 0.
bool is_missing_of_premises(const core::Hdf5File& file, std::string_view group, const core::Variable& variable) {
  const std::span later = std::span(kEconomicVariables).subspan(index(Economic::change_rent));
  const bool is_later = std::ranges::any_of(later, [&variable](const core::Variable& v) { return v.name == variable.name; });
  return is_later && !has(file, path_of(group, variable.name));
}

template <std::size_t N>
void check_table(const core::Hdf5File& file, std::string_view group, const std::array<core::Variable, N>& variables,
                 const Results& head) {
  const core::Hdf5Shape shape{head.scenario_names.size(), head.portfolio.buildings.size()};
  for (const core::Variable& variable : variables) {
    if (is_missing_of_premises(file, group, variable)) continue;
    static_cast<void>(open_sized(file, group, variable.name, shape));
  }
}

template <std::size_t N>
std::vector<std::array<double, N>> read_row(const core::Hdf5File& file, std::string_view group,
                                            const std::array<core::Variable, N>& variables, std::size_t scenario,
                                            std::size_t buildings) {
  std::vector<std::array<double, N>> rows(buildings, std::array<double, N>{});
  for (std::size_t v = 0; v < N; ++v) {
    if (is_missing_of_premises(file, group, variables[v])) continue;
    const std::vector<double> values =
        core::read_slab<double>(open(file, group, variables[v].name), {{scenario, 0}, {1, buildings}});
    for (std::size_t b = 0; b < buildings; ++b) rows[b][v] = values[b];
  }
  return rows;
}

std::vector<std::size_t> scenarios_of_measures(const core::Hdf5File& file) {
  std::vector<std::size_t> out;
  for (const std::int32_t s : core::read_all<std::int32_t>(open(file, schema::kMeasures, schema::kOfScenario))) {
    out.push_back(static_cast<std::size_t>(s));
  }
  return out;
}

void read_measures(const core::Hdf5File& file, Results& results) {
  const std::vector<std::size_t> of_scenario = scenarios_of_measures(file);
  const core::Hdf5Shape shape{of_scenario.size()};
  results.measures.resize(of_scenario.size());
  for (std::size_t m = 0; m < of_scenario.size(); ++m) {
    if (of_scenario[m] >= results.scenario_names.size()) {
      throw core::Error(core::ErrorKind::bad_input, "/measures/of_scenario names a scenario that is not in the file", {},
                        "Run the study again.");
    }
    results.measures[m].scenario = of_scenario[m];
  }
  for (const schema::MeasureText& text : schema::kMeasureTexts) {
    const std::vector<std::string> values = core::read_text(open_sized(file, schema::kMeasures, text.name, shape));
    for (std::size_t m = 0; m < values.size(); ++m) results.measures[m].*text.member = values[m];
  }
  for (const schema::MeasureNumber& number : schema::kMeasureNumbers) {
    // Files made before it was counted tell of such buildings as done.
    const bool is_new = number.member == &AppliedMeasure::failed;
    if (is_new && !has(file, fmt::format("{}/{}", schema::kMeasures, number.variable.name))) continue;
    const std::vector<double> values = core::read_all<double>(open_sized(file, schema::kMeasures, number.variable.name, shape));
    for (std::size_t m = 0; m < values.size(); ++m) results.measures[m].*number.member = values[m];
  }
}

void read_factors(const core::Hdf5File& file, Results& results) {
  const std::size_t buildings = results.portfolio.buildings.size();
  results.reconciled_factor.resize(buildings);
  for (std::size_t c = 0; c < schema::kFactorNames.size(); ++c) {
    const std::vector<double> factor =
        core::read_all<double>(open_sized(file, schema::kReconciled, schema::kFactorNames[c], {buildings}));
    const std::vector<std::uint8_t> origin =
        core::read_all<std::uint8_t>(open_sized(file, schema::kReconciled, schema::kFactorOrigins[c], {buildings}));
    std::vector<std::int32_t> year(buildings, 0);  // of files that do not say it
    if (core::has_child(core::open_group(file.id(), std::string(schema::kReconciled)).id(),
                        std::string(schema::kFactorYears[c]))) {
      year = core::read_all<std::int32_t>(open_sized(file, schema::kReconciled, schema::kFactorYears[c], {buildings}));
    }
    for (std::size_t b = 0; b < buildings; ++b) {
      results.reconciled_factor[b][c] = {factor[b], static_cast<models::Origin>(origin[b]), year[b]};
    }
  }
}

}  // namespace

EconomicDatasets open_economics(const core::Hdf5File& file) {
  EconomicDatasets out;
  for (const core::Variable& v : kEconomicVariables) out.economics.push_back(open(file, schema::kEconomics, v.name));
  if (has(file, schema::kReconciled)) {
    for (const core::Variable& v : kReconciledVariables) out.reconciled.push_back(open(file, schema::kReconciled, v.name));
  }
  if (has(file, schema::kMeasures)) {
    out.of_scenario = scenarios_of_measures(file);
    for (const schema::MeasureNumber& number : schema::kMeasureNumbers) {
      if (number.counted) out.counted.push_back(open(file, schema::kMeasures, number.variable.name));
    }
  }
  return out;
}

void write_economics(const EconomicDatasets& datasets, const ResultsBlock& block) {
  write_table<kEconomicCount>(datasets.economics, block, block.economics);
  write_table<kReconciledCount>(datasets.reconciled, block, block.reconciled);
}

void write_measure_counts(const EconomicDatasets& datasets, std::size_t scenario, std::span<const AppliedMeasure> measures) {
  const auto first = std::ranges::lower_bound(datasets.of_scenario, scenario);
  const auto last = std::ranges::upper_bound(datasets.of_scenario, scenario);
  if (static_cast<std::size_t>(last - first) != measures.size()) {
    throw core::Error(core::ErrorKind::internal, "a scenario's measures are not those of the result file");
  }
  if (measures.empty()) return;
  const std::size_t place = static_cast<std::size_t>(first - datasets.of_scenario.begin());
  std::size_t column = 0;
  for (const schema::MeasureNumber& number : schema::kMeasureNumbers) {
    if (!number.counted) continue;
    std::vector<double> values;
    for (const AppliedMeasure& measure : measures) values.push_back(measure.*number.member);
    core::write_slab<double>(datasets.counted[column++], {{place}, {values.size()}}, values);
  }
}

void read_economics_head(const core::Hdf5File& file, Results& head) {
  if (has(file, schema::kEconomics)) check_table(file, schema::kEconomics, kEconomicVariables, head);
  if (has(file, schema::kReconciled)) {
    check_table(file, schema::kReconciled, kReconciledVariables, head);
    read_factors(file, head);
  }
  if (has(file, schema::kMeasures)) read_measures(file, head);
}

void read_economics_of(const core::Hdf5File& file, std::size_t scenario, ScenarioResults& results) {
  const std::size_t buildings = results.results.size();
  if (has(file, schema::kEconomics)) {
    results.economics = read_row(file, schema::kEconomics, kEconomicVariables, scenario, buildings);
  }
  if (has(file, schema::kReconciled)) {
    results.reconciled = read_row(file, schema::kReconciled, kReconciledVariables, scenario, buildings);
  }
}

}  // namespace tvilling::scenarios
