// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "models/missing.hpp"
#include "scenarios/consolidation/air_breaches.hpp"
#include "scenarios/consolidation/plan.hpp"
#include "scenarios/consolidation/told_rows.hpp"
#include "scenarios/consolidation/variants.hpp"
#include "scenarios/premises/indoor_air.hpp"

namespace tvilling::scenarios {

/// A change as the optimiser booked it beside the same as the simulation of the plan has it; a saving is negative.
struct BookedChange {
  double booked = 0.0;
  double simulated = 0.0;
  /// Booked over simulated; missing where the simulation changes nothing.
  [[nodiscard]] double ratio() const noexcept { return simulated == 0.0 ? models::kMissing : booked / simulated; }
  /// More than 15 % of the simulated change between them: TV-3426.
  [[nodiscard]] bool is_far_off() const noexcept;
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

/// The end state of a plan, simulated: who sits where; what is given up is another's, but at frost guard where its rent is
/// internal; what is held with nobody is at frost guard.
struct PlanCheck {
  bool is_done = false;  ///< false: the plan has no energy
  BookedChange heat_kwh;
  BookedChange electricity_kwh;
  BookedChange co2_kg;
  BookedChange bill_dkk;
  std::size_t buildings = 0;                       ///< that the plan changes
  std::vector<std::string> failed;                 ///< could not be simulated, or not their air
  std::vector<case_parts::ToldRow> people_differ;  ///< units with more people than are where they sit; people of no unit
  std::vector<ReceivingAir> receiving;             ///< by building
  AirLimits limits;                                ///< that they are held to
};

/// Simulates the end state of a plan against today. Every unit takes its own people-driven load along; where fewer people are in
/// the building that it leaves, so many leave and arrive.
[[nodiscard]] PlanCheck check_plan_by_simulation(const PlanBasis& basis, const Plan& plan, const PlanInputs& inputs,
                                                 const core::RunContext& context, const AirLimits& limits = {});

/// What of it a reader must see first, as findings: TV-3417 (not simulated), TV-3425 (a limit that the plan breaks), TV-3426
/// (energy far from what was booked), TV-3038 (people who are not where their unit sits).
void tell_plan_check(const PlanCheck& check, const models::Portfolio& portfolio, core::Findings& findings);
/// Whether a finding is one of these, or of an approved plan that no longer keeps its limits (TV-3433).
[[nodiscard]] bool is_of_plan(const core::Finding& finding);

}  // namespace tvilling::scenarios
