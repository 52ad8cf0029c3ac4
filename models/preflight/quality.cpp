// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/quality.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

#include "models/data_table.hpp"

namespace tvilling::data {
extern const std::string_view quality_weights;
}

namespace tvilling::models {

namespace {

/// How much a number of each origin counts, in the order of kOriginNames.
constexpr std::array<double, kOriginNames.size()> kOriginWorth{1.0, 1.0, 1.0, 0.5, 0.3, 0.0};

std::vector<ColumnQuality> read_weights() {
  const DataTable table(data::quality_weights, "quality_weights.csv");
  std::vector<ColumnQuality> columns;
  for (const BuildingColumn& column : building_columns()) {
    const std::size_t row = table.row_of("column", column.variable.name);
    columns.push_back({std::string(column.variable.name), table.text(row, "group"), table.number(row, "weight"), {}});
  }
  return columns;
}

double heated_area_m2(const Building& b) {
  const double area_m2 = b.area_m2 * b.heated_fraction;
  return std::isfinite(area_m2) ? area_m2 : 0.0;
}

double score_of(const BuildingRecord& record, const std::vector<ColumnQuality>& columns) {
  double worth = 0.0;
  double weight = 0.0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    worth += columns[i].weight * kOriginWorth[static_cast<std::size_t>(record.origin[i])];
    weight += columns[i].weight;
  }
  return 100.0 * worth / weight;
}

void make_shares(std::vector<ColumnQuality>& columns, double area_m2) {
  if (area_m2 <= 0.0) return;
  for (ColumnQuality& column : columns) {
    for (double& share : column.shares) share /= area_m2;
  }
}

std::vector<GroupQuality> groups_of(const std::vector<ColumnQuality>& columns) {
  std::vector<GroupQuality> groups;
  for (const std::string_view name : {"geometry", "envelope", "ventilation", "heating", "use"}) {
    GroupQuality group{std::string(name), {}};
    double weight = 0.0;
    for (const ColumnQuality& column : columns) {
      if (column.group != name) continue;
      weight += column.weight;
      for (std::size_t i = 0; i < group.shares.size(); ++i) group.shares[i] += column.weight * column.shares[i];
    }
    for (double& share : group.shares) share /= weight;
    groups.push_back(std::move(group));
  }
  return groups;
}

/// Share of the heated area in buildings that have a metered year of a carrier.
double metered_share(const Quality& quality, const Metering& metering, Carrier carrier) {
  std::set<std::string_view> metered;
  for (const MeteredUse& use : metering.uses) {
    if (use.carrier == carrier && std::isfinite(use.amount)) metered.insert(use.building_id);
  }
  double area_m2 = 0.0;
  for (const BuildingQuality& b : quality.buildings) {
    if (metered.contains(b.building_id)) area_m2 += b.heated_area_m2;
  }
  return quality.heated_area_m2 > 0.0 ? area_m2 / quality.heated_area_m2 : 0.0;
}

}  // namespace

Quality portfolio_quality(const Portfolio& portfolio, const Metering& metering) {
  Quality quality;
  quality.columns = read_weights();
  double weighted = 0.0;
  for (const BuildingRecord& record : portfolio.buildings) {
    const BuildingQuality one{record.building.building_id, score_of(record, quality.columns), heated_area_m2(record.building)};
    quality.heated_area_m2 += one.heated_area_m2;
    weighted += one.score * one.heated_area_m2;
    for (std::size_t i = 0; i < quality.columns.size(); ++i) {
      quality.columns[i].shares[static_cast<std::size_t>(record.origin[i])] += one.heated_area_m2;
    }
    const auto bin = static_cast<std::size_t>(one.score / 10.0);
    ++quality.histogram[std::min(bin, quality.histogram.size() - 1)];
    quality.buildings.push_back(one);
  }
  if (quality.heated_area_m2 > 0.0) quality.score = weighted / quality.heated_area_m2;
  make_shares(quality.columns, quality.heated_area_m2);
  quality.groups = groups_of(quality.columns);
  quality.metered_heat_share = metered_share(quality, metering, Carrier::heat);
  quality.metered_electricity_share = metered_share(quality, metering, Carrier::electricity);
  return quality;
}

std::vector<BuildingQuality> worst_buildings(const Quality& quality, std::size_t count) {
  std::vector<BuildingQuality> worst = quality.buildings;
  std::sort(worst.begin(), worst.end(), [](const BuildingQuality& a, const BuildingQuality& b) {
    return std::tie(a.score, b.heated_area_m2, a.building_id) < std::tie(b.score, a.heated_area_m2, b.building_id);
  });
  worst.resize(std::min(count, worst.size()));
  return worst;
}

}  // namespace tvilling::models
