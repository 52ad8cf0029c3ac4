// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "models/catalog.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::tests {

inline models::Building small_building(const std::string& id, double x_m, double y_m, double area_m2, double storeys) {
  models::Building b;
  b.building_id = id;
  b.name = "Building " + id;
  b.property_id = "P-" + id;
  b.administration = "Children and Youth";
  b.use = models::Use::school;
  b.area_m2 = area_m2;
  b.storeys = storeys;
  b.storey_height_m = 3.0;
  b.x_m = x_m;
  b.y_m = y_m;
  return b;
}

/// Results of four buildings in two scenarios: heat is (building + 1) x 100,000 kWh in the baseline and a tenth less with
/// "roofs" for all but the first building. The first has a rectangle, the second an L, the third only a point; the fourth
/// failed in "roofs".
inline scenarios::Results small_results() {
  scenarios::Results r;
  r.path = "small.h5";
  r.study_name = "Roofs of four schools";
  r.scenario_names = {"baseline", "roofs"};
  std::vector<models::Building> buildings{
      small_building("A", 724025.0, 6175010.0, 2000.0, 2.0), small_building("B", 724140.0, 6175040.0, 3000.0, 1.0),
      small_building("C", 724300.0, 6175000.0, 1600.0, 4.0), small_building("D", 724400.0, 6175200.0, 500.0, 1.0)};
  buildings[0].footprint = {{724000.0, 6175000.0}, {724050.0, 6175000.0}, {724050.0, 6175020.0}, {724000.0, 6175020.0}};
  buildings[1].footprint = {{724100.0, 6175000.0}, {724180.0, 6175000.0}, {724180.0, 6175020.0},
                            {724120.0, 6175020.0}, {724120.0, 6175090.0}, {724100.0, 6175090.0}};
  for (const models::Building& b : buildings) r.portfolio.buildings.push_back({.building = b});
  for (std::size_t s = 0; s < r.scenario_names.size(); ++s) {
    r.results.emplace_back(buildings.size());
    r.status.emplace_back(buildings.size(), scenarios::TaskStatus::done);
    r.messages.emplace_back(buildings.size());
    r.city.emplace_back();
    for (std::size_t b = 0; b < buildings.size(); ++b) {
      const double saved = s == 1 && b > 0 ? 0.9 : 1.0;
      const double heat_kwh = saved * 100000.0 * static_cast<double>(b + 1);
      r.results[s][b].annual[models::index(models::Annual::heat)] = heat_kwh;
      r.results[s][b].annual[models::index(models::Annual::peak_heat)] = 50.0 * static_cast<double>(b + 1);
    }
  }
  r.status[1][3] = scenarios::TaskStatus::failed;
  r.messages[1][3] = "the first law does not hold";
  r.results[1][3].annual.fill(models::kMissing);
  return r;
}

}  // namespace tvilling::tests
