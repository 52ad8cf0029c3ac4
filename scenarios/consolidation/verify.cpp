// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/verify.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <map>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/consolidation/case_parts.hpp"
#include "scenarios/consolidation/consolidation_codes.hpp"
#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/premises/occupancy_change.hpp"
#include "scenarios/study_codes.hpp"

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
      : basis_(basis), plan_(plan), inputs_(inputs), buildings_(plan_buildings(basis, *inputs.portfolio)) {
    for (const PlanBuilding& place : buildings_) left_.emplace(place.building, people_when_full(of(place)));
    from_.resize(basis.c.units.size());
    leavers_.resize(basis.c.units.size());
    for (std::size_t u = 0; u < basis.c.units.size(); ++u) {
      if (moves(basis.c, plan, u)) leave_home(u);
    }
  }

  /// Buildings that the plan changes; those that cannot be changed so are `failed`.
  [[nodiscard]] std::vector<ChangedBuilding> changed(std::vector<std::string>& failed) const {
    std::vector<ChangedBuilding> out;
    for (const PlanBuilding& place : buildings_) {
      ChangedBuilding made{place.building, of(place)};
      try {
        bool is_changed = move_people(place, made);
        for (const PlanBuilding::Part& part : place.parts) is_changed = empty(part, made.after) || is_changed;
        if (is_changed) out.push_back(std::move(made));
      } catch (const core::Error&) {
        failed.push_back(of(place).building_id);
      }
    }
    return out;
  }

  /// Units of which not all people are where they sit, and people of given up buildings that belong to no unit.
  [[nodiscard]] std::vector<case_parts::ToldRow> people_differ() const {
    constexpr double kRounding = 1e-9;
    constexpr double kShare = 0.1;  // as the measure `close`
    std::vector<case_parts::ToldRow> out;
    for (std::size_t u = 0; u < leavers_.size(); ++u) {
      const CaseUnit& unit = basis_.c.units[u];
      if (!moves(basis_.c, plan_, u) || leavers_[u].persons >= unit.persons * (1.0 - kRounding)) continue;
      out.push_back(
          {unit.unit_id,
           fmt::format("{:.4g} people, of whom {:.4g} are in the building that it leaves", unit.persons, leavers_[u].persons),
           inputs_.portfolio->units[basis_.unit[u]].pos});
    }
    for (const PlanBuilding& place : buildings_) {
      double given_up = 0.0;
      for (const PlanBuilding::Part& part : place.parts) given_up += given_up_fraction(part);
      const double all = people_when_full(of(place));
      const double gone = left_.at(place.building);
      if (given_up < 1.0 - kRounding || gone <= kShare * all || gone < 1.0) continue;
      out.push_back({of(place).building_id,
                     fmt::format("given up with {:.4g} of its {:.4g} people, who belong to no unit that moves", gone, all),
                     inputs_.portfolio->buildings[place.building].pos});
    }
    return out;
  }

 private:
  [[nodiscard]] const models::Building& of(const PlanBuilding& place) const {
    return inputs_.portfolio->buildings[place.building].building;
  }

  /// At most who is there leaves, and as many arrive.
  void leave_home(std::size_t u) {
    const CaseUnit& unit = basis_.c.units[u];
    const std::optional<models::Use> use = plan_use(basis_, *inputs_.portfolio, plan_.seat[u]);
    for (const PlanBuilding& place : buildings_) {
      const double share = share_in(place, unit.home);
      if (share == 0.0) continue;
      const PeopleLoad here = leave(of(place), share * unit.persons, use, left_.at(place.building));
      leavers_[u].persons += here.persons;
      add_load(leavers_[u].load, here.load, 1.0);
      from_[u].emplace(place.building, here);
    }
  }

  bool move_people(const PlanBuilding& place, ChangedBuilding& made) const {
    bool moved = false;
    for (std::size_t u = 0; u < basis_.c.units.size(); ++u) {
      const CaseUnit& unit = basis_.c.units[u];
      made.persons_before += share_in(place, unit.home) * unit.persons;
      if (!moves(basis_.c, plan_, u)) {
        made.persons_after += share_in(place, unit.home) * unit.persons;
        continue;
      }
      const std::optional<models::Use> use = plan_use(basis_, *inputs_.portfolio, plan_.seat[u]);
      const auto leaves = from_[u].find(place.building);
      const double comes = share_in(place, plan_.seat[u]) * leavers_[u].persons;
      made.persons_after += comes;
      moved = moved || leaves != from_[u].end() || comes > 0.0;
      if (leaves != from_[u].end()) {
        made.after = with_persons(made.after, -leaves->second.persons, leaves->second.each(), use);
      }
      if (comes > 0.0) {
        made.after = with_persons(made.after, comes, leavers_[u].each(), use);
        made.receives = true;
      }
    }
    return moved;
  }

  /// Of the building.
  [[nodiscard]] double given_up_fraction(const PlanBuilding::Part& part) const {
    const CasePremises& premises = basis_.c.premises[part.premises];
    return part.fraction * (premises.blocks - plan_.held[part.premises].back()) / premises.blocks;
  }

  /// The emptied part of the premises: given up is another's, or at frost guard where that goes on; held with nobody is at frost
  /// guard, but for what is empty today.
  bool empty(const PlanBuilding::Part& part, models::Building& building) const {
    const bool goes_on = basis_.c.premises[part.premises].internal_rent;
    const double frost_guard_degc = inputs_.study->consolidation.frost_guard_degc;
    const auto sits = [&part](std::size_t seat) { return seat == part.premises; };
    const bool is_empty = std::ranges::none_of(plan_.seat, sits);
    const bool was_empty = std::ranges::none_of(basis_.c.units, [&](const CaseUnit& unit) { return sits(unit.home); });
    const double given_up = given_up_fraction(part);
    if (goes_on && was_empty && is_empty) return false;
    if (given_up > 0.0) {
      building = emptied(building, given_up, goes_on ? EmptyState::frost_guard : EmptyState::handed_over, frost_guard_degc);
    }
    if (!is_empty || was_empty || plan_.held[part.premises].back() == 0) return given_up > 0.0;
    building = emptied(building, part.fraction - given_up, EmptyState::frost_guard, frost_guard_degc);
    return true;
  }

  [[nodiscard]] static double share_in(const PlanBuilding& place, std::size_t premises) {
    for (const PlanBuilding::Part& part : place.parts) {
      if (part.premises == premises) return part.share;
    }
    return 0.0;
  }

  const PlanBasis& basis_;
  const Plan& plan_;
  const PlanInputs& inputs_;
  std::vector<PlanBuilding> buildings_;
  std::map<std::size_t, double> left_;                   ///< [building] people, as far as units have moved
  std::vector<std::map<std::size_t, PeopleLoad>> from_;  ///< [unit][building]
  std::vector<PeopleLoad> leavers_;                      ///< [unit]
};

std::string breach_text(const AirBreach& breach, const IndoorAir& after) {
  switch (breach.limit) {
    case AirLimit::air:
      return fmt::format("outdoor air {:.1f} l/s per person in the fullest hour (limit {:g}; today {:.1f})", breach.after,
                         breach.allowed, breach.today);
    case AirLimit::co2:
      return fmt::format("CO2 above 1,000 ppm for {:.0f} hours in use (today {:.0f}; highest {:.0f} ppm)", breach.after,
                         breach.today, after.co2_max_ppm);
    case AirLimit::heat:
      return fmt::format("above 26 degC for {:.0f} hours in use (limit {:g}; today {:.0f})", breach.after, breach.allowed,
                         breach.today);
  }
  return {};
}

void hold_limits(ReceivingAir& air, const AirLimits& limits) {
  for (const AirBreach& breach : air_breaches(air.before, air.after, limits)) {
    (breach.is_new ? air.broken : air.worse).push_back(breach_text(breach, air.after));
  }
}

/// Indoor air of the buildings that take people in, before and after, on all threads. Those of which it cannot be found fail.
void add_air(const std::vector<ChangedBuilding>& changed, const PlanInputs& inputs, const core::RunContext& context,
             const AirLimits& limits, PlanCheck& check) {
  std::vector<const ChangedBuilding*> receiving;
  for (const ChangedBuilding& building : changed) {
    if (building.receives) receiving.push_back(&building);
  }
  check.limits = limits;
  if (receiving.empty()) return;
  check.receiving.resize(receiving.size());
  std::vector<char> is_failed(receiving.size(), 0);
  const models::Environment environment = models::make_environment(*inputs.weather, inputs.study->base_year);
  core::FirstError first_error;
#pragma omp parallel for schedule(dynamic, 1) \
    num_threads(std::clamp(static_cast<int>(std::min<std::size_t>(receiving.size(), 1024)), 1, thread_count(context)))
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
    } catch (const core::Error& error) {
      if (error.kind() == core::ErrorKind::interrupted) first_error.keep(std::current_exception());
      is_failed[i] = 1;
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
  core::stop_if_asked(context);
  for (std::size_t i = 0; i < receiving.size(); ++i) {
    const std::string& id = check.receiving[i].building_id;
    if (is_failed[i] != 0 && std::ranges::find(check.failed, id) == check.failed.end()) check.failed.push_back(id);
  }
  std::erase_if(check.receiving, [&check](const ReceivingAir& air) {
    return std::ranges::find(check.failed, air.building_id) != check.failed.end();
  });
}

std::string far_off(std::string_view what, const BookedChange& change, std::string_view unit) {
  constexpr double kThousand = 1000.0;  // kWh, kg, DKK
  return fmt::format("the plan changes {} by {:.1f} {} a year in the simulation, and {:.1f} was booked", what,
                     change.simulated / kThousand, unit, change.booked / kThousand);
}

}  // namespace

bool BookedChange::is_far_off() const noexcept {
  return std::abs(booked - simulated) > kFarOff * std::abs(simulated);
}

PlanCheck check_plan_by_simulation(const PlanBasis& basis, const Plan& plan, const PlanInputs& inputs,
                                   const core::RunContext& context, const AirLimits& limits) {
  PlanCheck check;
  if (inputs.study->consolidation.energy == PlanEnergy::none) return check;
  const EndState end(basis, plan, inputs);
  const std::vector<ChangedBuilding> changed = end.changed(check.failed);
  check.people_differ = end.people_differ();
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

void tell_plan_check(const PlanCheck& check, const models::Portfolio& portfolio, core::Findings& findings) {
  const auto pos_of = [&portfolio](const std::string& id) {
    const auto at = std::ranges::find(portfolio.buildings, id,
                                      [](const models::BuildingRecord& record) { return record.building.building_id; });
    return at == portfolio.buildings.end() ? core::SourcePos() : at->pos;
  };
  std::vector<case_parts::ToldRow> failed;
  failed.reserve(check.failed.size());
  for (const std::string& id : check.failed) failed.push_back({id, {}, pos_of(id)});
  case_parts::tell(findings, code::kFailedBuilding, core::Severity::warns,
                   "buildings of the plan could not be simulated: neither their energy nor their air is proven: {}", failed,
                   "`tvilling run` of the study tells what is wrong with them.", "buildings");
  case_parts::tell(findings, study_code::kPeopleDiffer, core::Severity::warns,
                   "people of units and of buildings differ, and only who is there moves: {}", check.people_differ,
                   "Correct employees of the buildings or of their units.", "");
  for (const ReceivingAir& air : check.receiving) {
    for (const std::string& limit : air.broken) {
      findings.add({std::string(code::kUnsafe.code), core::Severity::warns, pos_of(air.building_id),
                    fmt::format("building \"{}\" with {:.0f} people instead of {:.0f}: {}", air.building_id, air.persons_after,
                                air.persons_before, limit),
                    "Give it air and cooling for its people, or let fewer move in ([[consolidation.never]]).", "buildings",
                    air.building_id});
    }
  }
  std::vector<case_parts::ToldRow> worse;
  for (const ReceivingAir& air : check.receiving) {
    if (air.broken.empty() && !air.worse.empty()) worse.push_back({air.building_id, air.worse.front(), pos_of(air.building_id)});
  }
  case_parts::tell(findings, code::kUnsafe, core::Severity::warns,
                   fmt::format("{} buildings break a limit today and get worse: {{}}", worse.size()), worse,
                   "Give them air and cooling, or let fewer move in ([[consolidation.never]]).", "buildings");
  if (!check.is_done) return;
  struct Held {
    std::string_view what;
    const BookedChange& change;
    std::string_view unit;
  };
  for (const Held& held : {Held{"heat", check.heat_kwh, "MWh"}, Held{"electricity", check.electricity_kwh, "MWh"},
                           Held{"CO2", check.co2_kg, "t"}, Held{"the bill", check.bill_dkk, "thousand DKK"}}) {
    if (!held.change.is_far_off()) continue;
    findings.add({std::string(code::kFarFromBooked.code),
                  core::Severity::warns,
                  {},
                  far_off(held.what, held.change, held.unit),
                  "Costs and order of the plans rest on what was booked; the simulated change is the one to tell."});
  }
}

bool is_of_plan(const core::Finding& finding) {
  return finding.code == code::kUnsafe.code || finding.code == code::kFarFromBooked.code ||
         finding.code == code::kFailedBuilding.code || finding.code == code::kBrokenPlan.code ||
         finding.code == study_code::kPeopleDiffer.code;
}

}  // namespace tvilling::scenarios
