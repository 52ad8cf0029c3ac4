// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/content_key.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/hall_variant.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// One swimming hall of a study, ready to be simulated again and again.
struct HallCase {
  models::Building base;   ///< unchanged: what measures look back to
  models::Building start;  ///< with the scenario's measures: what variants are made of and compared with
  std::string scenario;    ///< that it starts from
  models::Environment environment;
  std::string environment_key;
  Tariff tariff;
  EmissionFactors factors;
  std::vector<HallMeasure> measures{};  ///< of the scenario for this hall: they make `base` into `start`
};

/// The hall `hall_id` (empty: the only one) of a filled portfolio as the scenario makes it. Problems of the scenario's conditions
/// are findings. Throws Error: wrong_usage for an unknown hall or scenario and where several halls leave open which, bad_input
/// for a portfolio without a hall that has basins.
[[nodiscard]] HallCase make_hall_case(const Study& study, const models::Portfolio& portfolio, const models::Weather& weather,
                                      const std::string& hall_id, const std::string& scenario, core::Findings& findings);

/// Simulates a variant of the case, with money and CO2. Throws as models::simulate_building.
[[nodiscard]] models::BuildingResult simulate_case(const HallCase& hall, const models::Building& variant,
                                                   models::HourlySeries& hourly);

}  // namespace tvilling::scenarios
