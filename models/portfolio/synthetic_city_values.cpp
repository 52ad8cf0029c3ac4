// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "core/random.hpp"
#include "models/data_table.hpp"
#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::data {
extern const std::string_view city_sale_values;
}  // namespace tvilling::data

namespace tvilling::models::city {

namespace {

// All of it is assumed: docs/physics/synthetic-city.md.
constexpr double kMostBacklog_dkk_m2 = 2500.0;
constexpr double kNewest_year = 2025.0;
constexpr double kOldest_year = 1900.0;
constexpr double kLeastGrowth = 0.03;
constexpr double kGrowthSpread = 0.03;
constexpr double kSaleSigma = 0.2;

double rounded(double value, double step) {
  return std::round(value / step) * step;
}

/// Put-off maintenance grows with the age; how much of it a building has is chance.
double backlog_dkk(const Building& b, std::uint64_t seed) {
  const double age = (kNewest_year - std::clamp(b.year, kOldest_year, kNewest_year)) / (kNewest_year - kOldest_year);
  const double chance = core::uniform01({seed, b.building_id, "maintenance_backlog_dkk", 0});
  return rounded(kMostBacklog_dkk_m2 * age * chance * b.area_m2, 1000.0);
}

/// What a buyer gives for a m2 against an office: halls are for one purpose, sheds go with their property.
double worth(Use use) {
  switch (use) {
    case Use::sports_hall:
    case Use::swimming_hall: return 0.4;
    case Use::workshop_storage: return 0.5;
    case Use::small_building: return 0.2;
    default: return 1.0;
  }
}

}  // namespace

void add_values(const Tables& tables, std::uint64_t seed, const std::vector<Site>& sites,
                std::vector<BuildingRecord>& buildings) {
  const DataTable values(data::city_sale_values, "city_sale_values.csv");
  for (const Site& site : sites) {
    const std::size_t row = values.row_of("district", tables.districts[site.district].name);
    const double sale_dkk_m2 = values.number(row, "sale_value_dkk_m2");
    for (const std::size_t i : site.buildings) {
      Building& b = buildings[i].building;
      const double growth = kLeastGrowth + kGrowthSpread * core::uniform01({seed, b.building_id, "backlog_growth_fraction", 0});
      const double spread = std::exp(kSaleSigma * core::standard_normal({seed, b.building_id, "sale_value_dkk", 0}));
      b.maintenance_backlog_dkk = backlog_dkk(b, seed);
      b.backlog_growth_fraction = std::round(growth * 1000.0) / 1000.0;
      b.sale_value_dkk = rounded(sale_dkk_m2 * worth(b.use) * spread * b.area_m2, 10000.0);
    }
  }
}

}  // namespace tvilling::models::city
