// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "models/missing.hpp"
#include "scenarios/consolidation/plan.hpp"
#include "scenarios/consolidation/variants.hpp"
#include "scenarios/premises/indoor_air.hpp"

namespace tvilling::scenarios {

/// A change as the optimiser booked it beside the same as the simulation of the plan has it; a saving is negative.
struct BookedChange {
  double booked = 0.0;
  double simulated = 0.0;
  /// Booked over simulated; missing where the simulation changes nothing.
  [[nodiscard]] double ratio() const noexcept { return simulated == 0.0 ? models::kMissing : booked / simulated; }
};

/// Air and heat of a building that takes in people, today and in the plan.
struct ReceivingAir {
  std::string building_id;
  double persons_before = 0.0;
  double persons_after = 0.0;
  IndoorAir before;
  IndoorAir after;
  std::vector<std::string> broken;  ///< limits that are kept today and that the plan breaks, in words
  std::vector<std::string> worse;   ///< limits that are broken today and that the plan breaks by more
};

/// Limits of a plan that is safe to live in.
struct AirLimits {
  double least_l_s_person = 7.0;        ///< EN 16798-1 category II, people only
  double most_co2_h = 0.0;              ///< hours in use above 1,000 ppm (the Working Environment Authority's sign of poor air)
  double most_above_26_degc_h = 100.0;  ///< hours in use (DS 474)
};

/// The end state of a plan, simulated: who sits where, what is given up is another's, what is held with nobody at frost guard.
struct PlanCheck {
  bool is_done = false;  ///< false: the plan has no energy
  BookedChange heat_kwh;
  BookedChange electricity_kwh;
  BookedChange co2_kg;
  BookedChange bill_dkk;
  std::size_t buildings = 0;  ///< that the plan changes
  std::vector<std::string> failed;
  std::vector<ReceivingAir> receiving;  ///< by building
};

/// Simulates the end state of a plan against today. Every unit takes its own people-driven load along.
[[nodiscard]] PlanCheck check_plan_by_simulation(const PlanBasis& basis, const Plan& plan, const PlanInputs& inputs,
                                                 const core::RunContext& context, const AirLimits& limits = {});

/// What of it a reader must see first, as findings (TV-3425, TV-3426).
void tell_plan_check(const PlanCheck& check, core::Findings& findings);
/// Whether a finding is one of these: a limit that the plan breaks, energy far from what was booked.
[[nodiscard]] bool is_of_plan(const core::Finding& finding);

}  // namespace tvilling::scenarios
