// SPDX-License-Identifier: MPL-2.0
#include "models/preflight/same_place.hpp"

#include <cmath>

namespace tvilling::models {

namespace {

constexpr double kSize_m = 1.0;

bool same(const BuildingRecord& a, const BuildingRecord& b) {
  constexpr double kSameArea = 0.005;  // rounded to whole square metres in one of two registers
  const bool place = std::hypot(a.building.x_m - b.building.x_m, a.building.y_m - b.building.y_m) <= kSize_m;
  return place && std::abs(a.building.area_m2 - b.building.area_m2) <= kSameArea * b.building.area_m2;
}

}  // namespace

bool has_place(const BuildingRecord& record) noexcept {
  return std::isfinite(record.building.x_m) && std::isfinite(record.building.y_m);
}

PlaceIndex::Square PlaceIndex::square_of(const BuildingRecord& record) {
  return {static_cast<std::int64_t>(std::floor(record.building.x_m / kSize_m)),
          static_cast<std::int64_t>(std::floor(record.building.y_m / kSize_m))};
}

void PlaceIndex::add(const BuildingRecord& record) {
  squares_[square_of(record)].push_back(&record);
}

const BuildingRecord* PlaceIndex::find(const BuildingRecord& record) const {
  const Square at = square_of(record);
  for (std::int64_t i = at.first - 1; i <= at.first + 1; ++i) {
    for (std::int64_t j = at.second - 1; j <= at.second + 1; ++j) {
      const auto found = squares_.find({i, j});
      if (found == squares_.end()) continue;
      for (const BuildingRecord* other : found->second) {
        if (same(*other, record)) return other;
      }
    }
  }
  return nullptr;
}

}  // namespace tvilling::models
