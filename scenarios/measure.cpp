// SPDX-License-Identifier: MPL-2.0
#include "scenarios/measure.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "models/building/building.hpp"
#include "scenarios/envelope_measures.hpp"
#include "scenarios/hall_measures.hpp"
#include "scenarios/plant_measures.hpp"
#include "scenarios/premises/premises_measures.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;

std::vector<MeasureType> make_measure_types() {
  std::vector<MeasureType> types;
  for (std::vector<MeasureType> some :
       {envelope_measure_types(), plant_measure_types(), premises_measure_types(), hall_measure_types()}) {
    types.insert(types.end(), some.begin(), some.end());
  }
  return types;
}

}  // namespace

double value_of(const ParameterValues& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  if (found == parameters.end()) {
    throw core::Error(core::ErrorKind::internal, "measure without parameter \"" + std::string(name) + "\"");
  }
  return found->second;
}

bool apply_measure(const MeasureType& type, Building& building, const Building& base, const ParameterValues& parameters) {
  bool changed = type.apply(building, base, parameters);
  if (building.zones.empty() || type.whole_building) return changed;
  changed = false;
  for (std::size_t z = 0; z < building.zones.size(); ++z) {
    const Building& base_zone = base.zones[z];
    if (type.main_use_only && base_zone.use != base.use) continue;
    if (type.apply(building.zones[z], base_zone, parameters)) changed = true;
  }
  return changed;
}

std::vector<std::size_t> application_order(std::span<const MeasureType* const> types) {
  std::vector<std::size_t> order;
  for (const Turn turn : kTurns) {
    for (std::size_t i = 0; i < types.size(); ++i) {
      if (types[i]->turn == turn) order.push_back(i);
    }
  }
  return order;
}

std::span<const MeasureType> measure_types() {
  static const std::vector<MeasureType> types = make_measure_types();
  return types;
}

const MeasureType* find_measure_type(std::string_view name) {
  const std::span<const MeasureType> types = measure_types();
  const auto found = std::find_if(types.begin(), types.end(), [name](const MeasureType& t) { return t.name == name; });
  return found == types.end() ? nullptr : &*found;
}

}  // namespace tvilling::scenarios
