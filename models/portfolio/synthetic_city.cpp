// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/error.hpp"
#include "core/random.hpp"
#include "models/portfolio/origins.hpp"
#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::models {

namespace city {

namespace {

/// Areas of `ids.size()` buildings of one use: lognormal, scaled to the total, whole m2, the remainder on the largest.
std::vector<double> draw_areas(const std::vector<std::string>& ids, double total_m2, double sigma, std::uint64_t seed) {
  std::vector<double> areas(ids.size());
  std::transform(ids.begin(), ids.end(), areas.begin(), [sigma, seed](const std::string& id) {
    return std::exp(sigma * core::standard_normal({seed, id, "area_m2", 0}));
  });
  const double scale = total_m2 / std::accumulate(areas.begin(), areas.end(), 0.0);
  double sum = 0.0;
  for (double& area : areas) {
    area = std::max(1.0, std::round(area * scale));
    sum += area;
  }
  *std::max_element(areas.begin(), areas.end()) += total_m2 - sum;
  return areas;
}

double draw_year(const Tables& tables, std::size_t use, const std::string& id, std::uint64_t seed) {
  double all = 0.0;
  for (const Epoch& epoch : tables.epochs) all += epoch.weight[use];
  double left = all * core::uniform01({seed, id, "epoch", 0});
  const Epoch* chosen = &tables.epochs.back();
  for (const Epoch& epoch : tables.epochs) {
    if (left < epoch.weight[use]) {
      chosen = &epoch;
      break;
    }
    left -= epoch.weight[use];
  }
  const double years = chosen->to_year - chosen->from_year + 1.0;
  return chosen->from_year + std::floor(years * core::uniform01({seed, id, "year", 0}));
}

std::vector<double> use_areas(const Tables& tables, std::size_t use, const std::vector<std::string>& ids, std::uint64_t seed) {
  const UseRow& row = tables.uses[use];
  const double total_m2 = std::round(row.total_m2 * static_cast<double>(ids.size()) / row.buildings);
  std::vector<double> areas;
  double planted_m2 = 0.0;
  if (static_cast<Use>(use) == Use::office && ids.size() >= kOfficesForPlanting) {
    for (const PlantedLease& planted : kPlantedLeases) {
      areas.push_back(planted.area_m2);
      planted_m2 += planted.area_m2;
    }
  }
  const std::vector<std::string> rest(ids.begin() + static_cast<std::ptrdiff_t>(areas.size()), ids.end());
  if (!rest.empty()) {
    const std::vector<double> drawn = draw_areas(rest, total_m2 - planted_m2, row.area_sigma, seed);
    areas.insert(areas.end(), drawn.begin(), drawn.end());
  }
  return areas;
}

bool draw_listed(const Building& b, std::uint64_t seed) {
  if (b.use == Use::small_building) return false;
  const double share = b.year < 1890.0 ? 0.15 : b.year < 1931.0 ? 0.05 : 0.0;  // assumption
  return core::uniform01({seed, b.building_id, "listed", 0}) < share;
}

}  // namespace

std::vector<BuildingRecord> make_buildings(const Tables& tables, const SyntheticCityOptions& options) {
  const std::array<std::size_t, kUses> counts = building_counts(tables, static_cast<std::size_t>(options.buildings));
  std::vector<BuildingRecord> buildings;
  buildings.reserve(static_cast<std::size_t>(options.buildings));
  for (std::size_t use = 0; use < kUses; ++use) {
    std::vector<std::string> ids;
    ids.reserve(counts[use]);
    for (std::size_t i = 0; i < counts[use]; ++i) ids.push_back(numbered("0101-", buildings.size() + i + 1, 6));
    const std::vector<double> areas = use_areas(tables, use, ids, options.seed);
    for (std::size_t i = 0; i < counts[use]; ++i) {
      BuildingRecord record;
      record.building.building_id = ids[i];
      record.building.use = static_cast<Use>(use);
      record.building.area_m2 = areas[i];
      record.building.year = draw_year(tables, use, ids[i], options.seed);
      record.building.listed = draw_listed(record.building, options.seed);
      buildings.push_back(std::move(record));
    }
  }
  return buildings;
}

void add_people(const Tables& tables, std::uint64_t seed, std::vector<BuildingRecord>& buildings) {
  std::vector<std::size_t> offices;
  std::vector<std::size_t> pools;
  double office_m2 = 0.0;
  double pool_m2 = 0.0;
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    const Building& b = buildings[i].building;
    if (b.use == Use::office) {
      offices.push_back(i);
      office_m2 += b.area_m2;
    } else if (b.use == Use::swimming_hall) {
      pools.push_back(i);
      pool_m2 += b.area_m2;
    }
  }
  // Area per employee is lognormal about 29 m2 (sigma 0.22); the whole administration meets 29 m2 together.
  double employees = std::round(office_m2 / kOfficeM2PerEmployee);
  std::size_t first_free = 0;
  if (offices.size() >= kOfficesForPlanting) {
    for (const PlantedLease& planted : kPlantedLeases) {
      buildings[offices[first_free++]].building.employees = planted.employees;
      employees -= planted.employees;
    }
  }
  std::vector<double> weights;
  for (std::size_t i = first_free; i < offices.size(); ++i) {
    const Building& b = buildings[offices[i]].building;
    weights.push_back(b.area_m2 / std::exp(0.22 * core::standard_normal({seed, b.building_id, "m2_per_employee", 0})));
  }
  const std::vector<double> heads = share_out(employees, weights);
  for (std::size_t i = first_free; i < offices.size(); ++i) buildings[offices[i]].building.employees = heads[i - first_free];

  weights.clear();
  for (const std::size_t i : pools) {
    const Building& b = buildings[i].building;
    weights.push_back(b.area_m2 * std::exp(0.3 * core::standard_normal({seed, b.building_id, "visitors_per_year", 0})));
  }
  constexpr double visits_per_year = 1500000.0;  // all municipal halls together (2022)
  const double pools_m2 = tables.uses[static_cast<std::size_t>(Use::swimming_hall)].total_m2;
  const std::vector<double> visits = share_out(std::round(visits_per_year * pool_m2 / pools_m2), weights);
  for (std::size_t i = 0; i < pools.size(); ++i) buildings[pools[i]].building.visitors_per_year = visits[i];
}

}  // namespace city

Portfolio synthetic_city(const SyntheticCityOptions& options) {
  constexpr int most_buildings = 999999;  // six digits of a building_id
  if (options.buildings < 1 || options.buildings > most_buildings) {
    throw core::Error(core::ErrorKind::wrong_usage,
                      "a synthetic city of " + std::to_string(options.buildings) + " buildings cannot be made", {},
                      "choose 1 to 999,999 buildings");
  }
  const city::Tables tables = city::read_tables();
  Portfolio portfolio;
  portfolio.name =
      "Synthetic Copenhagen (" + std::to_string(options.buildings) + " buildings, seed " + std::to_string(options.seed) + ")";
  portfolio.buildings = city::make_buildings(tables, options);
  const std::vector<city::Site> sites = city::make_sites(tables, options.seed, portfolio.buildings);
  city::place_sites(tables, options.seed, sites, portfolio.buildings);
  city::add_people(tables, options.seed, portfolio.buildings);
  city::add_values(tables, options.seed, sites, portfolio.buildings);
  city::add_basins(portfolio);
  city::add_leases(tables, options, sites, portfolio);
  for (BuildingRecord& record : portfolio.buildings) mark_register(record);
  return portfolio;
}

}  // namespace tvilling::models
