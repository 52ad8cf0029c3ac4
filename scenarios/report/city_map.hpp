// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/report/report.hpp"
#include "scenarios/report/report_words.hpp"

namespace tvilling::scenarios::report {

/// A building on the map: what is coloured before and after.
struct MapBuilding {
  std::string name;  ///< shown when pointed at
  double x_m = models::kMissing;
  double y_m = models::kMissing;
  double area_m2 = 0.0;
  std::vector<models::Point> footprint;
  double before = models::kMissing;
  double after = models::kMissing;
};

/// Upper ends of all classes but the last, ascending.
using Breaks = std::vector<double>;

/// Six round numbers around the middle nine tenths of the values before and after; one scale for both.
[[nodiscard]] Breaks value_breaks(const std::vector<MapBuilding>& buildings);

/// Six numbers, three below and three above 0, so that the middle class is "no change".
[[nodiscard]] Breaks change_breaks(const std::vector<MapBuilding>& buildings);

/// The class of a value: how many of the breaks are at or below it.
[[nodiscard]] std::size_t class_of(double value, const Breaks& breaks);

/// The buildings of a report, coloured by heat per floor area in the scenario shown.
[[nodiscard]] std::vector<MapBuilding> map_buildings(const Report& report, const Words& words);

/// Before, after and difference side by side as HTML with inline SVG: footprints where they are large enough to be seen, else
/// dots as large as the floor area; coordinates in whole metres; legends with unit, scale and north. Empty when no building has a
/// place.
[[nodiscard]] std::string city_map(const std::vector<MapBuilding>& buildings, const std::string& after_title, const Words& words);

}  // namespace tvilling::scenarios::report
