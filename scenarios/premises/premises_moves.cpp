// SPDX-License-Identifier: MPL-2.0
#include "scenarios/premises/premises_moves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/suggest.hpp"
#include "core/text.hpp"
#include "scenarios/premises/premises_measures.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

using core::Severity;
using models::Lease;
using models::Unit;

constexpr double kRounding = 1e-9;

/// The ids of a text, or none.
const NamedIds& named(const Measure& measure, std::string_view text) {
  static const NamedIds none;
  const auto found = measure.texts.find(text);
  return found == measure.texts.end() ? none : found->second;
}

}  // namespace

PremisesMoves::PremisesMoves(const PremisesRegister& premises, std::string scenario, int base_year, core::Findings& findings)
    : premises_(premises), scenario_(std::move(scenario)), first_day_(fmt::format("{}-01-01", base_year)), findings_(findings) {
  for (const Unit& unit : premises.portfolio().units) seat_.push_back(premises.lease(unit.lease_id));
}

void PremisesMoves::tell(const core::FindingCode& code, Severity severity, const core::SourcePos& pos, std::string message,
                         std::string hint) {
  findings_.add_once({std::string(code.code), severity, pos, std::move(message), std::move(hint)});
}

std::optional<std::size_t> PremisesMoves::known(std::optional<std::size_t> found, std::string_view what, const Measure& measure,
                                                const NamedIds& ids, const std::string& id) {
  if (!found) {
    tell(study_code::kNoSuchPremises, Severity::stops, ids.pos,
         fmt::format("{} names {} \"{}\", which the portfolio does not have", measure.type, what, core::shown(id)),
         core::did_you_mean(id, premises_.ids(what)));
  }
  return found;
}

void PremisesMoves::say(std::vector<Measure>& measures) {
  for (Measure& measure : measures) {
    if (measure.type == "move") say_move(measure);
  }
  for (Measure& measure : measures) {
    if (measure.texts.empty() || measure.type == "move") continue;
    say_given_up(measure);
  }
  check_seats(measures);
  check_desks(measures);
}

void PremisesMoves::set_steps(Measure& measure, const Steps& steps) const {
  measure.steps.clear();
  measure.buildings.clear();
  measure.buildings_pos = measure.pos;
  for (const auto& [building, parameters] : steps) {
    measure.steps.push_back({premises_.building(building).building_id, parameters});
    measure.buildings.push_back(measure.steps.back().building_id);
  }
}

std::vector<PremisesMoves::Part> PremisesMoves::shares(std::vector<PremisesPart> parts) const {
  double sum_m2 = 0.0;
  for (const PremisesPart& part : parts) sum_m2 += premises_.area_m2(part);
  std::vector<Part> out;
  for (const PremisesPart& part : parts) out.push_back({part, premises_.area_m2(part) / sum_m2});
  return out;
}

std::vector<PremisesMoves::Part> PremisesMoves::parts_of(std::size_t lease) const {
  return shares(premises_.premises(lease).parts);
}

bool PremisesMoves::can_move(const Measure& measure, const std::string& id, std::size_t unit, std::size_t to) {
  const Unit& row = premises_.portfolio().units[unit];
  const auto stop = [&](const core::FindingCode& code, std::string message, std::string hint) {
    tell(code, Severity::stops, measure.pos, std::move(message), std::move(hint));
    return false;
  };
  const std::string who = fmt::format("unit \"{}\"", core::shown(id));
  const std::optional<std::size_t> home = seat_[unit];
  if (!home || premises_.premises(*home).parts.empty()) {
    return stop(study_code::kNowhere,
                home ? fmt::format("{} sits in lease \"{}\", of which no building is known", who, core::shown(row.lease_id))
                     : fmt::format("{} sits in no lease that the portfolio has (\"{}\")", who, core::shown(row.lease_id)),
                "Give the unit's lease_id, and the lease's building_id or property_id.");
  }
  if (!moved_.insert(unit).second || *home == to) {
    return stop(study_code::kTwice,
                *home == to ? fmt::format("{} sits in lease \"{}\" already", who, core::shown(row.lease_id))
                            : fmt::format("{} moves twice in scenario {}", who, scenario_),
                "Let each unit move once, to other premises.");
  }
  const std::optional<models::Use> from_use = premises_.use_of(*home);
  const std::optional<models::Use> to_use = premises_.use_of(to);
  if (from_use != to_use) {
    return stop(study_code::kOtherUse,
                fmt::format("{} moves from premises of use {} to lease \"{}\" of use {}", who, models::to_string(*from_use),
                            core::shown(premises_.portfolio().leases[to].lease_id), models::to_string(*to_use)),
                "People keep the hours of the premises they come to, so both must be of one use.");
  }
  if (!(row.employees >= 0.0)) {
    return stop(study_code::kNoHeadCount, fmt::format("nobody knows how many employees {} has", who),
                "Give employees in the table of units.");
  }
  if (!row.movable) {
    tell(study_code::kLockedMoves, Severity::warns, measure.pos,
         fmt::format("{} may not move ({})", who, row.lock_reason.empty() ? "no reason is given" : row.lock_reason),
         "The scenario moves it nevertheless, to show what that would bring.");
  }
  return true;
}

std::vector<std::size_t> PremisesMoves::movers(const Measure& measure, std::size_t to) {
  std::vector<std::size_t> out;
  for (const std::string_view text : {"units", "unit"}) {
    const NamedIds& ids = named(measure, text);
    for (const std::string& id : ids.ids) {
      const std::optional<std::size_t> unit = known(premises_.unit(id), "unit", measure, ids, id);
      if (unit && can_move(measure, id, *unit, to)) out.push_back(*unit);
    }
  }
  return out;
}

PremisesMoves::Change PremisesMoves::leave(const Measure& measure, std::size_t unit, models::Use use,
                                           std::map<std::size_t, Change>& changes) {
  const Unit& row = premises_.portfolio().units[unit];
  Change leavers;
  for (const Part& part : parts_of(*seat_[unit])) {
    const std::size_t b = part.part.building;
    const models::Building& building = premises_.building(b);
    const auto [people, first] = people_.try_emplace(b, people_when_full(building));
    const double persons = std::min(row.employees * part.share, people->second);
    people->second -= persons;
    const PersonLoad load = person_load(building, {}, use);
    Change& change = changes[b];
    change.persons -= persons;
    add_load(change.load, load, -persons);
    leavers.persons += persons;
    add_load(leavers.load, load, persons);
  }
  if (leavers.persons < row.employees * (1.0 - kRounding)) {
    tell(study_code::kPeopleDiffer, Severity::warns, measure.pos,
         fmt::format(
             "unit \"{}\" has {:.10g} employees, but {:.4g} people are left in the building where it sits, and as many move",
             core::shown(row.unit_id), row.employees, leavers.persons),
         "Correct employees of the building or of its units: people that are not there cannot leave.");
  }
  return leavers;
}

void PremisesMoves::say_move(Measure& measure) {
  const NamedIds& ids = named(measure, "to");
  if (ids.ids.empty()) return;
  const std::optional<std::size_t> to = known(premises_.lease(ids.ids.front()), "lease", measure, ids, ids.ids.front());
  if (!to) return;
  if (premises_.premises(*to).parts.empty()) {
    tell(study_code::kNowhere, Severity::stops, ids.pos,
         fmt::format("of lease \"{}\" no building is known", core::shown(ids.ids.front())),
         "Give its building_id or property_id.");
    return;
  }
  const models::Use use = *premises_.use_of(*to);
  std::map<std::size_t, Change> changes;
  for (const std::size_t unit : movers(measure, *to)) {
    const Change leavers = leave(measure, unit, use, changes);
    for (const Part& part : parts_of(*to)) {
      Change& change = changes[part.part.building];
      change.persons += part.share * leavers.persons;
      change.arrivals += part.share * premises_.portfolio().units[unit].employees;
      add_load(change.load, leavers.load, part.share);
    }
    seat_[unit] = *to;
  }
  Steps steps;
  const double fit_out_dkk = value_of(measure.parameters, "desk_fit_out_dkk");
  for (const auto& [building, change] : changes) {
    // Who moves within a building changes nothing in it but for rounding.
    const double persons = std::abs(change.persons) > kRounding * change.arrivals ? change.persons : 0.0;
    const double each = persons == 0.0 ? 0.0 : 1.0 / persons;
    namespace s = premises_step;
    ParameterValues& step = steps[building];
    step = {{std::string(s::kPersons), persons},
            {std::string(s::kHeat), change.load.heat_w * each},
            {std::string(s::kAppliance), change.load.appliance_w * each},
            {std::string(s::kHotWater), change.load.hot_water_l_year * each},
            {std::string(s::kWater), change.load.water_m3_year * each},
            {std::string(s::kVentilation), change.load.ventilation_l_s * each},
            {std::string(s::kUse), static_cast<double>(use)},
            {std::string(s::kQuantity), change.arrivals},
            {std::string(s::kOnce), change.arrivals * fit_out_dkk}};
  }
  set_steps(measure, steps);
}

void PremisesMoves::check_seats(const std::vector<Measure>& measures) {
  for (const GivenUp& gone : given_up_) {
    std::vector<std::string> sit;
    for (std::size_t u = 0; u < seat_.size(); ++u) {
      if (seat_[u] == gone.lease) sit.push_back(premises_.portfolio().units[u].unit_id);
    }
    if (sit.empty()) continue;
    constexpr std::size_t kShown = 10;
    const std::size_t all = sit.size();
    sit.resize(std::min(all, kShown));
    tell(study_code::kStillSeated, Severity::stops, gone.pos,
         fmt::format("{} gives lease \"{}\" up, but {} unit{} sit{} there in scenario {}: {}{}", gone.measure,
                     core::shown(premises_.portfolio().leases[gone.lease].lease_id), all, all == 1 ? "" : "s",
                     all == 1 ? "s" : "", scenario_, fmt::join(sit, ", "), all > kShown ? " ..." : ""),
         "Move them in the same scenario, or keep the premises.");
  }
  (void)measures;
}

void PremisesMoves::check_desks(const std::vector<Measure>& measures) {
  for (const Measure& measure : measures) {
    if (measure.type != "move" || named(measure, "to").ids.empty()) continue;
    const std::optional<std::size_t> to = premises_.lease(named(measure, "to").ids.front());
    if (!to || !(premises_.portfolio().leases[*to].desks >= 0.0)) continue;
    double persons = 0.0;
    for (std::size_t u = 0; u < seat_.size(); ++u) {
      if (seat_[u] == *to) persons += premises_.portfolio().units[u].employees;
    }
    const Lease& lease = premises_.portfolio().leases[*to];
    if (!(persons > lease.desks)) continue;
    tell(study_code::kTooFewDesks, Severity::warns, measure.pos,
         fmt::format("in scenario {} {:.10g} employees sit in lease \"{}\", which has {:.10g} desks", scenario_, persons,
                     core::shown(lease.lease_id), lease.desks),
         "Move fewer, or count on desks that are shared.");
  }
}

}  // namespace tvilling::scenarios
