// SPDX-License-Identifier: MPL-2.0
#include "viz/city_scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "models/catalog.hpp"

namespace tvilling::viz {

namespace {

using scenarios::Results;
using scenarios::TaskStatus;

constexpr std::string_view kPerArea = "_m2";
constexpr std::string_view kReference = "baseline";
// Only for drawing, where a table has no storeys or storey height.
constexpr double kDrawnStoreyHeight_m = 3.0;
constexpr double kDrawnStoreys = 1.0;

double value_of(const Results& results, std::size_t scenario, std::size_t building, SceneVariable variable) {
  if (results.status[scenario][building] != TaskStatus::done) return models::kMissing;
  const double value = results.results[scenario][building].annual[variable.annual];
  if (!std::isfinite(value)) return models::kMissing;
  if (!variable.per_area) return value;
  const double area_m2 = results.portfolio.buildings[building].building.area_m2;
  return area_m2 > 0.0 ? value / area_m2 : models::kMissing;
}

std::string status_text(const Results& results, std::size_t scenario, std::size_t building) {
  switch (results.status[scenario][building]) {
    case TaskStatus::pending: return "not computed yet";
    case TaskStatus::failed: return "failed: " + results.messages[scenario][building];
    case TaskStatus::done: break;
  }
  return "done";
}

double known_or(double value, double otherwise) noexcept {
  return std::isfinite(value) && value > 0.0 ? value : otherwise;
}

// In EPSG:25832; the offset is taken off when all extents are known.
Ring drawn_ring(const models::Building& building, bool& from_table) {
  Ring ring = clean_ring(building.footprint);
  from_table = !ring.empty();
  if (from_table) return ring;
  Point centre{building.x_m, building.y_m};
  if (!std::isfinite(centre.x_m) || !std::isfinite(centre.y_m)) {
    if (building.footprint.empty()) return {};
    centre = middle_of(building.footprint);
    if (!std::isfinite(centre.x_m) || !std::isfinite(centre.y_m)) return {};
  }
  const double storeys = known_or(building.storeys, kDrawnStoreys);
  return square_around(centre, known_or(building.area_m2, 100.0) / storeys);
}

SceneBuilding scene_building(const models::Building& building) {
  SceneBuilding out;
  out.building_id = building.building_id;
  out.name = building.name;
  out.use = models::to_string(building.use);
  out.administration = building.administration;
  out.area_m2 = building.area_m2;
  out.height_m = known_or(building.storeys, kDrawnStoreys) * known_or(building.storey_height_m, kDrawnStoreyHeight_m);
  out.ring = drawn_ring(building, out.ring_from_table);
  return out;
}

void set_extent(CityScene& scene) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  Extent e{kFar, -kFar, kFar, -kFar};
  for (const SceneBuilding& b : scene.buildings) {
    for (const Point& p : b.ring) {
      e = {std::min(e.min_x_m, p.x_m), std::max(e.max_x_m, p.x_m), std::min(e.min_y_m, p.y_m), std::max(e.max_y_m, p.y_m)};
    }
  }
  if (!(e.max_x_m >= e.min_x_m)) {
    throw core::Error(core::ErrorKind::bad_input, "no building of this result file has a position: there is nothing to draw", {},
                      "Give x_m and y_m (EPSG:25832) or footprints in the buildings table.");
  }
  // Whole kilometres: offsets stay readable and the grid stays on the kilometre lines.
  scene.offset_x_m = 1000.0 * std::round(0.5 * (e.min_x_m + e.max_x_m) / 1000.0);
  scene.offset_y_m = 1000.0 * std::round(0.5 * (e.min_y_m + e.max_y_m) / 1000.0);
  scene.extent = {e.min_x_m - scene.offset_x_m, e.max_x_m - scene.offset_x_m, e.min_y_m - scene.offset_y_m,
                  e.max_y_m - scene.offset_y_m};
  for (SceneBuilding& b : scene.buildings) {
    for (Point& p : b.ring) p = {p.x_m - scene.offset_x_m, p.y_m - scene.offset_y_m};
  }
}

// Large amounts of people's units: 1.23 TWh instead of 1,230,000,000 kWh.
std::string readable_amount(double value, const std::string& unit) {
  const double size = std::abs(value);
  if (unit == "kWh" && size >= 1e6) return short_number(value / 1e6) + " GWh";
  if (unit == "kWh" && size >= 1e3) return short_number(value / 1e3) + " MWh";
  if (unit == "kg CO2e" && size >= 1e3) return short_number(value / 1e3) + " t CO2e";
  if (size >= 1e6) return short_number(value / 1e6) + " million " + unit;
  return short_number(value) + (unit.empty() ? "" : " " + unit);
}

std::string amount_unit(const core::Variable& variable) {
  constexpr std::array<std::array<std::string_view, 2>, 6> kWords{
      {{"kW h", "kWh"}, {"m3", "m³"}, {"kg", "kg CO2e"}, {"h", "hours"}, {"1", ""}, {"DKK", "DKK"}}};
  if (variable.name == "visitors") return "visitors";
  if (variable.name.ends_with("_person_h")) return "person-hours";
  for (const auto& [from, to] : kWords) {
    if (variable.unit == from) return std::string(to);
  }
  return std::string(variable.unit);
}

// Hours of overheating and peaks of single buildings do not add up to a figure of the city.
bool adds_up(const core::Variable& variable) noexcept {
  return variable.cell_methods == "time: sum" && (variable.unit != "h" || variable.name.ends_with("_person_h"));
}

std::string city_figure(const Results& results, const CityScene& scene, SceneVariable variable, std::size_t scenario) {
  const core::Variable& annual = models::kAnnualVariables[variable.annual];
  if (!adds_up(annual)) return {};
  const SceneVariable whole{variable.annual, false};
  double sum = 0.0;
  double reference_sum = 0.0;
  double area_m2 = 0.0;
  std::size_t counted = 0;
  const std::size_t reference = scene.difference ? results.scenario_index(kReference) : scenario;
  for (std::size_t b = 0; b < scene.buildings.size(); ++b) {
    if (std::isnan(scene.buildings[b].value)) continue;
    sum += value_of(results, scenario, b, whole);
    reference_sum += value_of(results, reference, b, whole);
    area_m2 += known_or(scene.buildings[b].area_m2, 0.0);
    ++counted;
  }
  if (counted == 0) return {};
  const double shown = scene.difference ? sum - reference_sum : sum;
  std::string text = "All buildings: ";
  if (variable.per_area) {
    if (!(area_m2 > 0.0)) return {};
    text += short_number(shown / area_m2) + " " + scene.unit;
  } else {
    text += readable_amount(shown, amount_unit(annual)) + " per year";
  }
  if (scene.difference && reference_sum != 0.0) text += fmt::format(" ({:+.1f} %)", 100.0 * shown / reference_sum);
  if (counted < scene.buildings.size())
    text += ", over " + whole_number(counted) + " of " + whole_number(scene.buildings.size()) + " buildings";
  return text;
}

void set_values(CityScene& scene, const Results& results, SceneVariable variable, std::size_t scenario) {
  const std::size_t reference = scene.difference ? results.scenario_index(kReference) : scenario;
  std::vector<double> values;
  values.reserve(scene.buildings.size());
  for (std::size_t b = 0; b < scene.buildings.size(); ++b) {
    SceneBuilding& building = scene.buildings[b];
    building.value = value_of(results, scenario, b, variable);
    building.status = status_text(results, scenario, b);
    if (scene.difference) {
      building.value -= value_of(results, reference, b, variable);
      if (building.status == "done" && reference != scenario) {
        const std::string other = status_text(results, reference, b);
        if (other != "done") building.status = "in the baseline " + other;
      }
    }
    values.push_back(building.value);
  }
  scene.without_data =
      static_cast<std::size_t>(std::count_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }));
  scene.scale = scene.difference ? diverging_scale(values) : sequential_scale(values);
}

void set_words(CityScene& scene, const Results& results, const SceneRequest& request, SceneVariable variable) {
  const core::Variable& annual = models::kAnnualVariables[variable.annual];
  scene.unit = readable_unit(annual, variable.per_area);
  scene.quantity = std::string(annual.long_name) + (variable.per_area ? " per floor area" : "");
  scene.title = !request.title.empty() ? request.title : !results.study_name.empty() ? results.study_name : "City";
  scene.subtitle = scene.quantity + (scene.unit.empty() ? "" : ", " + scene.unit);
  scene.subtitle +=
      scene.difference ? " · change: scenario " + request.scenario + " minus baseline" : " · scenario " + request.scenario;
}

}  // namespace

SceneVariable find_scene_variable(std::string_view name) {
  for (std::size_t i = 0; i < models::kAnnualCount; ++i) {
    const std::string_view annual = models::kAnnualVariables[i].name;
    if (name == annual) return {i, false};
    if (name.size() == annual.size() + kPerArea.size() && name.starts_with(annual) && name.ends_with(kPerArea)) return {i, true};
  }
  const std::vector<std::string> names = scene_variable_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::string hint = core::did_you_mean(name, views);
  if (hint.empty()) hint = "`tvilling schema variables` lists them; the ending _m2 gives the figure per floor area.";
  throw core::Error(core::ErrorKind::bad_input, fmt::format("unknown variable \"{}\"", name), {}, hint);
}

std::vector<std::string> scene_variable_names() {
  std::vector<std::string> names;
  for (const core::Variable& v : models::kAnnualVariables) {
    names.emplace_back(v.name);
    names.push_back(std::string(v.name) + std::string(kPerArea));
  }
  return names;
}

std::string readable_unit(const core::Variable& variable, bool per_area) {
  std::string unit = amount_unit(variable);
  if (per_area) unit += unit.empty() ? "1/m²" : "/m²";
  if (variable.cell_methods == "time: sum") unit += unit.empty() ? "per year" : " per year";
  return unit;
}

CityScene make_city_scene(const Results& results, const SceneRequest& request) {
  const SceneVariable variable = find_scene_variable(request.variable);
  const std::size_t scenario = results.scenario_index(request.scenario);
  CityScene scene;
  scene.variable = request.variable;
  scene.scenario = request.scenario;
  scene.difference = request.difference;
  scene.buildings.reserve(results.portfolio.buildings.size());
  for (const models::BuildingRecord& record : results.portfolio.buildings)
    scene.buildings.push_back(scene_building(record.building));
  set_extent(scene);
  set_values(scene, results, variable, scenario);
  for (const SceneBuilding& b : scene.buildings) {
    if (b.ring.empty()) ++scene.without_position;
    if (!b.ring.empty() && !b.ring_from_table) ++scene.without_ring;
  }
  set_words(scene, results, request, variable);
  scene.city_figure = city_figure(results, scene, variable, scenario);
  return scene;
}

std::string building_card(const CityScene& scene, std::size_t building) {
  const SceneBuilding& b = scene.buildings.at(building);
  std::string card = b.name.empty() ? b.building_id : b.name + "\n" + b.building_id;
  card += "\nuse: " + b.use + "\narea: " + short_number(b.area_m2) + " m²";
  if (!b.administration.empty()) card += "\n" + b.administration;
  card += "\n" + std::string(scene.difference ? "change of " : "") + scene.variable + ": " + short_number(b.value);
  if (!std::isnan(b.value)) card += " " + scene.unit;
  return card + "\nstatus: " + b.status;
}

}  // namespace tvilling::viz
