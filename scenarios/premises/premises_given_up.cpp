// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/text.hpp"
#include "scenarios/premises/premises_measures.hpp"
#include "scenarios/premises/premises_moves.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

using core::Severity;
using models::Lease;

constexpr std::string_view kOwned = "owned";
constexpr std::string_view kThirdParty = "third_party";

double& number(ParameterValues& step, std::string_view name) {
  return step.try_emplace(std::string(name), 0.0).first->second;
}

bool has(const Measure& measure, std::string_view text) {
  return measure.texts.contains(text);
}

}  // namespace

std::vector<std::size_t> PremisesMoves::leases_of(const Measure& measure, std::vector<PremisesPart>& rest) {
  std::vector<std::size_t> leases;
  if (has(measure, "lease")) {
    const NamedIds& ids = measure.texts.find("lease")->second;
    for (const std::string& id : ids.ids) {
      if (const auto lease = known(premises_.lease(id), "lease", measure, ids, id)) leases.push_back(*lease);
    }
  } else if (has(measure, "property")) {
    const NamedIds& ids = measure.texts.find("property")->second;
    for (const std::string& id : ids.ids) {
      if (!known(premises_.has_property(id) ? std::optional<std::size_t>(0) : std::nullopt, "property", measure, ids, id))
        continue;
      const std::vector<std::size_t> all = premises_.leases_of(id);
      leases.insert(leases.end(), all.begin(), all.end());
      rest = premises_.rest_of(id);
    }
  }
  std::erase_if(leases, [&](std::size_t lease) { return !may_give_up(measure, lease); });
  return leases;
}

bool PremisesMoves::may_give_up(const Measure& measure, std::size_t lease) {
  const Lease& row = premises_.portfolio().leases[lease];
  const std::string which = fmt::format("lease \"{}\"", core::shown(row.lease_id));
  const auto stop = [&](const core::FindingCode& code, std::string message, std::string hint) {
    tell(code, Severity::stops, measure.pos, std::move(message), std::move(hint));
    return false;
  };
  if (premises_.premises(lease).parts.empty()) {
    return stop(study_code::kNowhere, fmt::format("of {} no building is known", which), "Give its building_id or property_id.");
  }
  if (std::ranges::any_of(given_up_, [lease](const GivenUp& gone) { return gone.lease == lease; })) {
    return stop(study_code::kTwice, fmt::format("{} is given up twice in scenario {}", which, scenario_),
                "Take one of both out.");
  }
  if (measure.type == "sell" && row.tenure != kOwned) {
    return stop(study_code::kNotOwned,
                fmt::format("{} is sold, but its tenure is \"{}\"", which, row.tenure.empty() ? "not known" : row.tenure),
                "Only what is owned can be sold: use close, or correct tenure.");
  }
  if (measure.type == "close" && row.tenure != kOwned && row.tenure != kThirdParty) {
    return stop(study_code::kNotOwned, fmt::format("{} is given up, but nobody knows whether it is owned", which),
                "Give tenure: what is owned is held at frost guard, what a third party owns is handed over.");
  }
  given_up_.push_back({lease, measure.pos, measure.type});
  return true;
}

double PremisesMoves::notice_years(const Lease& lease) const {
  constexpr double kMonthsPerYear = 12.0;
  const double notice = lease.notice_months / kMonthsPerYear;
  const double to_end = lease.end.empty() ? 0.0 : years_from(first_day_, lease.end);
  // An agreed end says it all where no notice is known.
  return std::isnan(notice) ? (to_end > 0.0 ? to_end : notice) : std::max(notice, to_end);
}

/// Rents of a lease that ends, or is let to another; a year.
void PremisesMoves::add_rents(const Measure& measure, std::size_t lease, ParameterValues& sum) {
  const Lease& row = premises_.portfolio().leases[lease];
  const double area_m2 = premises_.area_m2(lease);
  const bool third_party = row.tenure == kThirdParty;
  const double rent_dkk = row.rent_dkk_m2 * area_m2;
  const auto unknown = [&](std::string_view what) {
    tell(study_code::kUnknownMoney, Severity::warns, measure.pos,
         fmt::format("nobody knows the {} of lease \"{}\": none is counted", what, core::shown(row.lease_id)),
         "Give rent_dkk_m2 and notice_months in the table of leases.");
  };
  if (measure.type == "sublet") {
    number(sum, premises_step::kRent) -= value_of(measure.parameters, "rent_dkk_m2") * area_m2;
    if (third_party) return;  // its own rent goes on
  }
  if (std::isnan(rent_dkk)) {
    unknown("rent");
    return;
  }
  number(sum, third_party ? premises_step::kRent : premises_step::kInternalRent) -= rent_dkk;
  if (!third_party || measure.type != "close") return;
  const double years = notice_years(row);
  if (std::isnan(years)) {
    unknown("notice");
  } else {
    number(sum, premises_step::kOnce) += rent_dkk * years;
  }
}

void PremisesMoves::give_up_lease(const Measure& measure, std::size_t lease, Steps& steps) {
  const bool held = measure.type == "close" && premises_.portfolio().leases[lease].tenure == kOwned;
  ParameterValues sum;
  add_rents(measure, lease, sum);
  for (const Part& part : parts_of(lease)) {
    ParameterValues& step = steps[part.part.building];
    number(step, held ? premises_step::kFrostGuardFraction : premises_step::kHandedOverFraction) += part.part.fraction;
    // What is held needs no restoration.
    number(step, premises_step::kQuantity) += held ? 0.0 : premises_.area_m2(part.part);
    for (const auto& [name, dkk] : sum) number(step, name) += part.share * dkk;
  }
}

bool PremisesMoves::add_sale(const Measure& measure, const std::vector<Part>& all, Steps& steps) {
  const double value_dkk = value_of(measure.parameters, "value_dkk");
  for (const Part& part : all) {
    const models::Building& building = premises_.building(part.part.building);
    const double share_dkk = value_dkk > 0.0 ? value_dkk * part.share : building.sale_value_dkk * part.part.fraction;
    if (std::isnan(share_dkk)) {
      tell(study_code::kUnknownMoney, Severity::stops, measure.pos,
           fmt::format("building \"{}\" is sold, but nobody knows its sale_value_dkk", core::shown(building.building_id)),
           "Give value_dkk, or sale_value_dkk in the table of buildings.");
      return false;
    }
    number(steps[part.part.building], premises_step::kOnce) -= share_dkk;
  }
  return true;
}

void PremisesMoves::tell_of_people(const Measure& measure, const Steps& steps) {
  constexpr double kShare = 0.1;
  for (const auto& [b, parameters] : steps) {
    ParameterValues step = parameters;
    const double fraction = number(step, premises_step::kFrostGuardFraction) + number(step, premises_step::kHandedOverFraction);
    if (fraction < 1.0 - 1e-9) continue;
    const models::Building& building = premises_.building(b);
    const double all = people_when_full(building);
    const auto left = people_.find(b);
    const double gone = left == people_.end() ? all : left->second;
    if (gone <= kShare * all || gone < 1.0) continue;
    tell(study_code::kPeopleDiffer, Severity::warns, measure.pos,
         fmt::format(
             "building \"{}\" is simulated with {:.4g} people; {:.4g} of them belong to no unit that moves and are gone when "
             "it is given up",
             core::shown(building.building_id), all, gone),
         "Give employees of the building as its units have them, and move all units.");
  }
}

void PremisesMoves::say_given_up(Measure& measure) {
  std::vector<PremisesPart> rest;
  const std::vector<std::size_t> leases = leases_of(measure, rest);
  Steps steps;
  std::vector<PremisesPart> all = rest;
  for (const std::size_t lease : leases) {
    give_up_lease(measure, lease, steps);
    const std::vector<PremisesPart>& parts = premises_.premises(lease).parts;
    all.insert(all.end(), parts.begin(), parts.end());
  }
  // What no lease of the property lets is owned.
  for (const PremisesPart& part : rest) {
    ParameterValues& step = steps[part.building];
    number(step, measure.type == "close" ? premises_step::kFrostGuardFraction : premises_step::kHandedOverFraction) +=
        part.fraction;
    if (measure.type != "sublet") continue;
    number(step, premises_step::kRent) -= value_of(measure.parameters, "rent_dkk_m2") * premises_.area_m2(part);
  }
  if (measure.type == "sell" && !all.empty() && !add_sale(measure, shares(all), steps)) return;
  for (auto& [building, step] : steps) {
    for (const auto& [name, value] : measure.parameters) step.emplace(name, value);
  }
  tell_of_people(measure, steps);
  set_steps(measure, steps);
}

}  // namespace tvilling::scenarios
