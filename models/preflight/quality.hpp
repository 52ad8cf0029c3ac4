// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "models/building/origin.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// A share for each origin, in the order of kOriginNames; they add up to 1 (all 0 without heated area).
using OriginShares = std::array<double, kOriginNames.size()>;

/// What share of the heated area rests on what, for one column.
struct ColumnQuality {
  std::string column;
  std::string group;  ///< geometry, envelope, ventilation, heating, use
  double weight = 0.0;
  OriginShares shares{};
};

/// The same for a group: its columns by their weights.
struct GroupQuality {
  std::string group;
  OriginShares shares{};
};

struct BuildingQuality {
  std::string building_id;
  double score = 0.0;  ///< 0 to 100
  double heated_area_m2 = 0.0;
};

/// How much of a portfolio's numbers is known. A score is the weighted share of the numbers by origin: metered, calibrated and
/// register count 1, archetype 0.5, filled 0.3, default 0; weights in models/preflight/data/quality_weights.csv.
struct Quality {
  double score = 0.0;  ///< of the portfolio, weighted by heated area
  double heated_area_m2 = 0.0;
  double metered_heat_share = 0.0;         ///< of the heated area, in buildings with a metered year of heat
  double metered_electricity_share = 0.0;  ///< likewise
  std::vector<BuildingQuality> buildings;  ///< in the order of the portfolio
  std::vector<ColumnQuality> columns;      ///< in the order of building_columns()
  std::vector<GroupQuality> groups;
  std::array<std::size_t, 10> histogram{};  ///< buildings by score: below 10, below 20 ... up to 100
};

/// Of a filled portfolio.
[[nodiscard]] Quality portfolio_quality(const Portfolio& portfolio, const Metering& metering = {});

/// The buildings with the lowest scores, worst first; of equal ones the larger first.
[[nodiscard]] std::vector<BuildingQuality> worst_buildings(const Quality& quality, std::size_t count);

}  // namespace tvilling::models
