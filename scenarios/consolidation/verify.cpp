// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/verify.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/premises/occupancy_change.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = consolidation_code;

constexpr double kFarOff = 0.15;  // booked and simulated changes may differ so much

/// A building as a plan makes it.
struct ChangedBuilding {
  std::size_t building = 0;  ///< place in the portfolio
  models::Building after;
  double persons_before = 0.0;
  double persons_after = 0.0;
  bool receives = false;
};

/// Moves every unit's people with their load, part by part.
class EndState {
 public:
  EndState(const PlanBasis& basis, const Plan& plan, const PlanInputs& inputs)
      : basis_(basis), plan_(plan), inputs_(inputs), buildings_(plan_buildings(basis, *inputs.portfolio)) {}

  [[nodiscard]] std::vector<ChangedBuilding> changed() const {
    std::vector<ChangedBuilding> out;
    for (const PlanBuilding& place : buildings_) {
      const models::Building& before = inputs_.portfolio->buildings[place.building].building;
      ChangedBuilding made{place.building, before};
      bool is_changed = move_people(place, made);
      for (const PlanBuilding::Part& part : place.parts) is_changed = empty(part, made.after) || is_changed;
      if (is_changed) out.push_back(std::move(made));
    }
    return out;
  }

 private:
  bool move_people(const PlanBuilding& place, ChangedBuilding& made) const {
    bool moved = false;
    for (std::size_t u = 0; u < basis_.c.units.size(); ++u) {
      const CaseUnit& unit = basis_.c.units[u];
      const double leaves = share_in(place, unit.home) * unit.persons;
      const double comes = share_in(place, plan_.seat[u]) * unit.persons;
      made.persons_before += leaves;
      made.persons_after += comes;
      if (plan_.seat[u] == unit.home || (leaves == 0.0 && comes == 0.0)) continue;
      moved = true;
      if (leaves > 0.0) made.after = with_persons(made.after, -leaves, home_load(unit.home));
      if (comes > 0.0) {
        made.after = with_persons(made.after, comes, home_load(unit.home));
        made.receives = true;
      }
    }
    return moved;
  }

  /// The emptied part of the premises: given up is another's, held with nobody is at frost guard, but for what is empty today.
  bool empty(const PlanBuilding::Part& part, models::Building& building) const {
    const CasePremises& premises = basis_.c.premises[part.premises];
    const int held = plan_.held[part.premises].back();
    const double given_up = part.fraction * (premises.blocks - held) / premises.blocks;
    if (given_up > 0.0) {
      building = emptied(building, given_up, EmptyState::handed_over, inputs_.study->consolidation.frost_guard_degc);
    }
    const auto sits = [&part](std::size_t seat) { return seat == part.premises; };
    const bool is_empty = std::ranges::none_of(plan_.seat, sits);
    const bool was_empty = std::ranges::none_of(basis_.c.units, [&](const CaseUnit& unit) { return sits(unit.home); });
    if (!is_empty || was_empty || held == 0) return given_up > 0.0;
    building =
        emptied(building, part.fraction - given_up, EmptyState::frost_guard, inputs_.study->consolidation.frost_guard_degc);
    return true;
  }

  [[nodiscard]] static double share_in(const PlanBuilding& place, std::size_t premises) {
    for (const PlanBuilding::Part& part : place.parts) {
      if (part.premises == premises) return part.share;
    }
    return 0.0;
  }

  /// What people take along from their premises: of its largest building.
  [[nodiscard]] PersonLoad home_load(std::size_t premises) const {
    const std::vector<PremisesPart>& parts = basis_.premises[premises].parts;
    if (parts.empty()) return {};
    const auto area = [this](const PremisesPart& part) {
      return part.fraction * inputs_.portfolio->buildings[part.building].building.area_m2;
    };
    const auto largest = std::ranges::max_element(parts, std::ranges::less{}, area);
    return person_load(inputs_.portfolio->buildings[largest->building].building);
  }

  const PlanBasis& basis_;
  const Plan& plan_;
  const PlanInputs& inputs_;
  std::vector<PlanBuilding> buildings_;
};

/// A limit that the plan breaks, and that today keeps (or breaks by less).
void add_broken(ReceivingAir& air, bool broken_today, std::string words) {
  (broken_today ? air.worse : air.broken).push_back(std::move(words));
}

void hold_limits(ReceivingAir& air, const AirLimits& limits) {
  const IndoorAir& before = air.before;
  const IndoorAir& after = air.after;
  if (after.least_l_s_person < limits.least_l_s_person && !(after.least_l_s_person >= before.least_l_s_person)) {
    add_broken(air, before.least_l_s_person < limits.least_l_s_person,
               fmt::format("outdoor air {:.1f} l/s per person in the fullest hour (limit {:g}; today {:.1f})",
                           after.least_l_s_person, limits.least_l_s_person, before.least_l_s_person));
  }
  if (after.co2_above_1000_ppm_h > limits.most_co2_h && after.co2_above_1000_ppm_h > before.co2_above_1000_ppm_h) {
    add_broken(air, before.co2_above_1000_ppm_h > limits.most_co2_h,
               fmt::format("CO2 above 1,000 ppm for {:.0f} hours in use (today {:.0f}; highest {:.0f} ppm)",
                           after.co2_above_1000_ppm_h, before.co2_above_1000_ppm_h, after.co2_max_ppm));
  }
  if (after.above_26_degc_h > limits.most_above_26_degc_h && after.above_26_degc_h > before.above_26_degc_h) {
    add_broken(air, before.above_26_degc_h > limits.most_above_26_degc_h,
               fmt::format("above 26 degC for {:.0f} hours in use (limit {:g}; today {:.0f})", after.above_26_degc_h,
                           limits.most_above_26_degc_h, before.above_26_degc_h));
  }
}

/// Indoor air of the buildings that take people in, before and after, on all threads.
void add_air(const std::vector<ChangedBuilding>& changed, const PlanInputs& inputs, const core::RunContext& context,
             const AirLimits& limits, PlanCheck& check) {
  std::vector<const ChangedBuilding*> receiving;
  for (const ChangedBuilding& building : changed) {
    if (building.receives) receiving.push_back(&building);
  }
  check.receiving.resize(receiving.size());
  if (receiving.empty()) return;
  const models::Environment environment = models::make_environment(*inputs.weather, inputs.study->base_year);
  core::FirstError first_error;
  const int threads = std::clamp(static_cast<int>(receiving.size()), 1, thread_count(context));
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (std::size_t i = 0; i < receiving.size(); ++i) {
    try {
      if (context.stop.stop_requested() || first_error.is_kept()) continue;
      const ChangedBuilding& building = *receiving[i];
      const models::Building& before = inputs.portfolio->buildings[building.building].building;
      ReceivingAir& air = check.receiving[i];
      air.building_id = before.building_id;
      air.persons_before = building.persons_before;
      air.persons_after = building.persons_after;
      air.before = indoor_air(before, environment);
      air.after = indoor_air(building.after, before, environment);
      hold_limits(air, limits);
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
  if (context.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped as asked");
}

std::string far_off(std::string_view what, const BookedChange& change, std::string_view unit, double scale) {
  return fmt::format("the plan changes {} by {:.1f} {} a year in the simulation, and {:.1f} was booked", what,
                     change.simulated / scale, unit, change.booked / scale);
}

}  // namespace

PlanCheck check_plan_by_simulation(const PlanBasis& basis, const Plan& plan, const PlanInputs& inputs,
                                   const core::RunContext& context, const AirLimits& limits) {
  PlanCheck check;
  if (inputs.study->consolidation.energy == PlanEnergy::none) return check;
  const std::vector<ChangedBuilding> changed = EndState(basis, plan, inputs).changed();
  check.buildings = changed.size();
  std::vector<models::BuildingRecord> variants;
  for (const ChangedBuilding& building : changed) {
    const models::BuildingRecord& record = inputs.portfolio->buildings[building.building];
    variants.push_back(record);
    variants.push_back(record);
    variants.back().building = building.after;
  }
  if (!variants.empty()) {
    const std::vector<VariantYear> years = simulate_variants(std::move(variants), inputs, context);
    for (std::size_t i = 0; i < changed.size(); ++i) {
      const VariantYear& before = years[2 * i];
      const VariantYear& after = years[2 * i + 1];
      if (!before.ok || !after.ok) {
        check.failed.push_back(inputs.portfolio->buildings[changed[i].building].building.building_id);
        continue;
      }
      check.heat_kwh.simulated += after.energy.heat_kwh - before.energy.heat_kwh;
      check.electricity_kwh.simulated += after.energy.electricity_kwh - before.energy.electricity_kwh;
      check.co2_kg.simulated += after.energy.co2_kg - before.energy.co2_kg;
      check.bill_dkk.simulated += after.energy.bill_dkk - before.energy.bill_dkk;
    }
  }
  const PremisesEnergy booked = lasting_energy_change(basis.c, plan);
  check.heat_kwh.booked = booked.heat_kwh;
  check.electricity_kwh.booked = booked.electricity_kwh;
  check.co2_kg.booked = booked.co2_kg;
  check.bill_dkk.booked = booked.bill_dkk;
  check.is_done = true;
  add_air(changed, inputs, context, limits, check);
  return check;
}

void tell_plan_check(const PlanCheck& check, core::Findings& findings) {
  for (const ReceivingAir& air : check.receiving) {
    for (const std::string& limit : air.broken) {
      findings.add({std::string(code::kUnsafe.code),
                    core::Severity::warns,
                    {},
                    fmt::format("building \"{}\" with {:.0f} people instead of {:.0f}: {}", air.building_id, air.persons_after,
                                air.persons_before, limit),
                    "Give it air and cooling for its people, or let fewer move in ([[consolidation.never]]).",
                    "buildings",
                    air.building_id});
    }
  }
  std::vector<std::string> worse;
  for (const ReceivingAir& air : check.receiving) {
    if (air.broken.empty() && !air.worse.empty()) worse.push_back(fmt::format("{} ({})", air.building_id, air.worse.front()));
  }
  case_parts::tell(findings, code::kUnsafe, core::Severity::warns,
                   fmt::format("{} buildings break a limit today and get worse: {{}}", worse.size()), worse,
                   "Give them air and cooling, or let fewer move in ([[consolidation.never]]).", "buildings");
  case_parts::tell(findings, code::kFailedBuilding, core::Severity::warns,
                   "buildings of the plan could not be simulated and are not in the proof: {}", check.failed,
                   "`tvilling run` of the study tells what is wrong with them.", "buildings");
  if (!check.is_done) return;
  constexpr double kMwh = 1000.0;
  for (const auto& [what, change] : {std::pair{"heat", check.heat_kwh}, std::pair{"electricity", check.electricity_kwh}}) {
    if (std::abs(change.booked - change.simulated) <= kFarOff * std::abs(change.simulated)) continue;
    findings.add({std::string(code::kFarFromBooked.code),
                  core::Severity::warns,
                  {},
                  far_off(what, change, "MWh", kMwh),
                  "Costs and order of the plans rest on what was booked; the simulated change is the one to tell."});
  }
}

bool is_of_plan(const core::Finding& finding) {
  return finding.code == code::kUnsafe.code || finding.code == code::kFarFromBooked.code;
}

}  // namespace tvilling::scenarios
