// SPDX-License-Identifier: MPL-2.0
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/screen_report.hpp"
#include "core/io/layer_writer.hpp"

namespace tvilling::cli {

namespace {

using core::FieldType;
using core::LayerField;
using core::SheetCell;
using scenarios::kScreenedCount;
using scenarios::kScreenedVariables;
using scenarios::ScreenedPlace;
using scenarios::ScreeningReport;

constexpr double kPointSide_m = 10.0;  // a building of which only a point is known is drawn as a square

std::vector<LayerField> fields() {
  std::vector<LayerField> all{{"building_id"},    {"property_id"}, {"name"},      {"use"},
                              {"administration"}, {"tenure"},      {"potential"}, {"saving_dkk_year", FieldType::number},
                              {"worst_light"},    {"group"},       {"regrouped"}};
  for (const core::Variable& variable : kScreenedVariables) {
    all.push_back({std::string(variable.name), FieldType::number});
    all.push_back({std::string(variable.name) + "_ratio", FieldType::number});
    all.push_back({std::string(variable.name) + "_light"});
  }
  return all;
}

std::string_view worst_light(const ScreenedPlace& place) {
  scenarios::Light worst = scenarios::Light::grey;
  for (const scenarios::ScreenedFigure& figure : place.figures) worst = std::max(worst, figure.light);
  return to_string(worst);
}

/// `saving_fraction`: the building's part of its property's saving, so that the sum of the map is that of the report.
std::vector<SheetCell> cells_of(const models::Building& building, const ScreenedPlace& place, double saving_fraction,
                                const std::string& group) {
  std::vector<SheetCell> cells;
  for (const std::string_view text :
       {std::string_view(building.building_id), std::string_view(place.id), std::string_view(place.name),
        std::string_view(place.use), std::string_view(place.administration), std::string_view(place.tenure),
        to_string(place.potential)}) {
    cells.emplace_back(std::string(text));
  }
  cells.emplace_back(saving_fraction * place.saving_dkk_year);
  cells.emplace_back(std::string(worst_light(place)));
  cells.emplace_back(group);
  cells.emplace_back(std::string(place.regrouped ? "yes" : "no"));
  for (const scenarios::ScreenedFigure& figure : place.figures) {
    cells.emplace_back(figure.value);
    cells.emplace_back(std::isfinite(figure.ratio) ? figure.ratio : models::kMissing);
    cells.emplace_back(std::string(to_string(figure.light)));
  }
  return cells;
}

std::vector<core::LayerWriter::Coordinate> ring_of(const models::Building& building) {
  std::vector<core::LayerWriter::Coordinate> ring;
  ring.reserve(building.footprint.size());
  for (const models::Point& point : building.footprint) ring.emplace_back(point.x_m, point.y_m);
  if (!ring.empty() || !std::isfinite(building.x_m) || !std::isfinite(building.y_m)) return ring;
  const double half = 0.5 * kPointSide_m;
  for (const auto& [x, y] : {std::pair(-half, -half), std::pair(half, -half), std::pair(half, half), std::pair(-half, half)}) {
    ring.emplace_back(building.x_m + x, building.y_m + y);
  }
  return ring;
}

}  // namespace

std::size_t write_screen_map(const scenarios::ScreeningReport& report, const std::filesystem::path& path) {
  std::map<std::string_view, const ScreenedPlace*> properties;
  for (const ScreenedPlace& place : report.screening.properties) properties.emplace(place.id, &place);
  const std::vector<models::BuildingRecord>& buildings = report.inputs.portfolio.buildings;
  std::vector<std::vector<core::LayerWriter::Coordinate>> rings(buildings.size());  // empty: not on the map
  std::map<std::string_view, double> shown_m2;                                      // by property
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    const models::Building& building = buildings[b].building;
    const auto property = properties.find(building.property_id);
    if (property == properties.end() || property->second->is_protected) continue;
    rings[b] = ring_of(building);
    if (!rings[b].empty()) shown_m2[building.property_id] += building.area_m2;
  }
  core::LayerWriter layers(path);
  layers.layer("screening", fields(), core::LayerShape::polygon);
  std::size_t shown = 0;
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    if (rings[b].empty()) continue;
    const models::Building& building = buildings[b].building;
    const ScreenedPlace& place = *properties.at(building.property_id);
    layers.feature(cells_of(building, place, building.area_m2 / shown_m2.at(building.property_id),
                            report.screening.groups[place.group].name),
                   rings[b]);
    ++shown;
  }
  layers.finish();
  return shown;
}

}  // namespace tvilling::cli
