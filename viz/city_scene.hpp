// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/variable.hpp"
#include "scenarios/results_file.hpp"
#include "viz/color_scale.hpp"
#include "viz/footprint.hpp"

namespace tvilling::viz {

/// What the picture shows.
struct SceneRequest {
  std::string variable = "heat_kwh_m2";  ///< an annual variable, or one per gross floor area with the ending "_m2"
  std::string scenario = "baseline";
  bool difference = false;  ///< scenario minus baseline
  std::string title;        ///< empty: the study's name
};

/// A building as it is drawn.
struct SceneBuilding {
  std::string building_id;
  std::string name;
  std::string use;
  std::string administration;
  double area_m2 = models::kMissing;  ///< gross floor area
  double height_m = 0.0;
  double value = models::kMissing;  ///< NaN: no data
  std::string status;               ///< "done", "pending", or why it failed
  Ring ring;                        ///< relative to the scene's offset, counter-clockwise; empty: no position known
  bool ring_from_table = false;     ///< false: a square of the footprint area stands in
};

struct Extent {
  double min_x_m = 0.0;
  double max_x_m = 0.0;
  double min_y_m = 0.0;
  double max_y_m = 0.0;
};

/// Everything a picture needs, without any graphics.
struct CityScene {
  std::string title;
  std::string subtitle;     ///< quantity and scenario
  std::string city_figure;  ///< the city's total or mean; empty where it has no meaning
  std::string quantity;     ///< "Delivered heat per floor area"
  std::string unit;         ///< for people: "kWh/m² per year"
  std::string variable;
  std::string scenario;
  bool difference = false;
  double offset_x_m = 0.0;  ///< EPSG:25832 = drawn coordinate + offset (32-bit floats would lose half a metre)
  double offset_y_m = 0.0;
  Extent extent;  ///< of all rings, relative to the offset
  ColorScale scale;
  std::vector<SceneBuilding> buildings;  ///< in the order of the portfolio
  std::size_t without_data = 0;
  std::size_t without_ring = 0;      ///< drawn as squares
  std::size_t without_position = 0;  ///< not drawn
};

/// An annual variable, perhaps per floor area.
struct SceneVariable {
  std::size_t annual = 0;  ///< place in models::kAnnualVariables
  bool per_area = false;
};

/// Throws Error (bad_input) with the nearest name.
[[nodiscard]] SceneVariable find_scene_variable(std::string_view name);

/// Every name that find_scene_variable knows.
[[nodiscard]] std::vector<std::string> scene_variable_names();

/// Units as people write them: "kW h" gives "kWh", "m3" gives "m³"; per area "kWh/m²". Of sums over the year: "per year".
[[nodiscard]] std::string readable_unit(const core::Variable& variable, bool per_area);

/// Throws Error (bad_input) for an unknown variable or scenario, with the nearest name, and for results where no building
/// has a position.
[[nodiscard]] CityScene make_city_scene(const scenarios::Results& results, const SceneRequest& request);

/// Name, id, use, area, value with unit and status: the card of a picked building, in lines.
[[nodiscard]] std::string building_card(const CityScene& scene, std::size_t building);

}  // namespace tvilling::viz
