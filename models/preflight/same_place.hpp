// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

[[nodiscard]] bool has_place(const BuildingRecord& record) noexcept;

/// Buildings by the square in which they stand, so that only near ones are compared. Keeps pointers to them.
class PlaceIndex {
 public:
  /// The building must have a place.
  void add(const BuildingRecord& record);
  /// The first one added that stands in the same place (1 m) and is as large (0.5 %), or null.
  [[nodiscard]] const BuildingRecord* find(const BuildingRecord& record) const;

 private:
  using Square = std::pair<std::int64_t, std::int64_t>;
  static Square square_of(const BuildingRecord& record);

  std::map<Square, std::vector<const BuildingRecord*>> squares_;
};

}  // namespace tvilling::models
