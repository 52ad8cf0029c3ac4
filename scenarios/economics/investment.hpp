// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "models/building/building.hpp"
#include "scenarios/economics/measure_cost.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// A measure that is offered to a building, with what it costs there.
struct OfferedMeasure {
  const MeasureType* type = nullptr;
  const ParameterValues* parameters = nullptr;
  const MeasureCost* cost = nullptr;
};

/// What became of an offered measure in a building.
enum class MeasureFate : std::uint8_t {
  done,      ///< betters the building, or is paid for premises whatever it does to the building
  idle,      ///< betters nothing here
  listed,    ///< blocked by the protection of a listed building
  replaced,  ///< the others that are done do what it does, and are paid instead
  failed,    ///< nobody knows: the building has no result in the scenario or in the baseline
};

struct PaidMeasure {
  MeasureFate fate = MeasureFate::idle;
  double quantity = 0.0;
  double investment_dkk = 0.0;  ///< with client's costs and what listed buildings cost more; negative: a sale brings more
  double lifetime_years = 0.0;
  double maintenance_dkk_year = 0.0;
  double change_rent_dkk = 0.0;           ///< a year, to third parties
  double change_internal_rent_dkk = 0.0;  ///< a year
  double once_dkk = 0.0;                  ///< of the investment for premises: moving, fit-out, restoration, rent of the notice
  double sale_dkk = 0.0;                  ///< of the investment: proceeds of premises that are sold, negative
};

/// A building after the measures of a scenario, and what they cost.
struct Payment {
  models::Building after;
  std::vector<PaidMeasure> measures;  ///< in the order offered
};

/// Applies the measures in their order, as the batch does. `base` is the unchanged building. Those that are done (and paid) give
/// `after` by themselves. Pure.
[[nodiscard]] Payment pay_for(const models::Building& base, std::span<const OfferedMeasure> offered,
                              const EconomicSettings& settings);

}  // namespace tvilling::scenarios
