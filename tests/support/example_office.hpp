// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "tests/support/example_building.hpp"

namespace tvilling::tests {

/// An office of 1,200 m2 with 48 people and a plant of 1.2 l/(s m2), every number known.
inline models::Building example_office() {
  models::Building b = example_school();
  b.building_id = "office";
  b.use = models::Use::office;
  b.employees = 48;
  b.mechanical_ventilation_l_s_m2 = 1.2;
  b.natural_ventilation_per_h = 0.6;
  b.heat_recovery_fraction = 0.7;
  b.occupant_density_m2_person = 25;
  b.appliance_w_m2 = 6;
  b.appliance_base_fraction = 0.2;
  b.schedule_shift_h = 0;
  return b;
}

inline models::BuildingResult simulated(const models::Building& building) {
  models::HourlySeries hourly;
  return models::simulate_building(building, reference_environment(), hourly);
}

}  // namespace tvilling::tests
