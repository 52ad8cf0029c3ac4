// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile_causes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "models/metering/unit_slips.hpp"

namespace tvilling::scenarios {

namespace {

using models::Carrier;
using models::unit_slips;
using models::UnitSlip;

constexpr std::string_view kUnchanged = " Nothing was changed.";

/// Metered and simulated are alike: sound buildings of the synthetic city and of C3 differ about so much from their kind's mean.
bool alike(double ratio) {
  return ratio >= 0.7 && ratio <= 1.4;
}

double median(std::vector<double> values) {
  const std::size_t middle = values.size() / 2;
  std::sort(values.begin(), values.end());
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

std::string_view intensity_of(Carrier carrier) noexcept {
  switch (carrier) {
    case Carrier::electricity: return "electricity_kwh_m2";
    case Carrier::water: return "water_m3_m2";
    default: return "heat_kwh_m2";
  }
}

/// "B2, B3 and 4 more"
std::string listed(const std::vector<std::string>& ids) {
  constexpr std::size_t kListed = 5;
  if (ids.size() <= kListed) return fmt::format("{}", fmt::join(ids, ", "));
  return fmt::format("{} and {} more", fmt::join(ids.begin(), ids.begin() + kListed, ", "), ids.size() - kListed);
}

std::string meters_text(const ReconciledUse& row) {
  return fmt::format("{} {}", row.meters.size() == 1 ? "meter" : "meters", listed(row.meters));
}

/// Buildings that are looked at as one.
struct Together {
  double metered = 0.0;
  double simulated = 0.0;
  std::vector<std::string> ids;  ///< of those besides the first

  void add(double metered_too, double simulated_too, const std::string& id) {
    metered += metered_too;
    simulated += simulated_too;
    ids.push_back(id);
  }
  [[nodiscard]] double ratio() const { return metered / simulated; }
};

}  // namespace

/// In this order: what is certain, then what names a thing to mend, then what only points somewhere.
constinit const std::array<CauseFinder::Rule, 10> CauseFinder::kRules{
    &CauseFinder::nothing_metered, &CauseFinder::large_unit_slip, &CauseFinder::other_carrier,    &CauseFinder::whole_property,
    &CauseFinder::wrong_area,      &CauseFinder::small_unit_slip, &CauseFinder::electric_heating, &CauseFinder::next_to_nothing,
    &CauseFinder::other_use,       &CauseFinder::model_inputs,
};

CauseFinder::CauseFinder(const Reconciliation& rows, const ReconcileInput& input) : rows_(rows), input_(input) {
  constexpr std::size_t kPeers = 5;
  std::map<std::pair<Carrier, int>, std::vector<double>> ratios;
  for (const ReconciledUse& row : rows.rows) {
    if (row.comparable != Comparable::yes || !ratio_is_usual(row.best_ratio())) continue;
    ratios[{row.carrier, static_cast<int>(building_of(row).use)}].push_back(row.best_ratio());
    ratios[{row.carrier, -1}].push_back(row.best_ratio());
  }
  for (auto& [key, values] : ratios) {
    if (values.size() >= kPeers) medians_[key] = median(std::move(values));
  }
  for (std::size_t b = 0; b < input.portfolio.buildings.size(); ++b) {
    const std::string& property = input.portfolio.buildings[b].building.property_id;
    if (!property.empty()) properties_[property].push_back(b);
  }
  for (const models::Meter& meter : input.metering.meters) meters_.emplace(meter.meter_id, &meter);
}

const models::Building& CauseFinder::building_of(const ReconciledUse& row) const {
  return input_.portfolio.buildings[row.building].building;
}

double CauseFinder::expected_ratio(const ReconciledUse& row) const {
  for (const int use : {static_cast<int>(building_of(row).use), -1}) {
    const auto found = medians_.find({row.carrier, use});
    if (found != medians_.end()) return found->second;
  }
  return 1.0;
}

double CauseFinder::metered(const ReconciledUse& row) const {
  return std::isnan(row.ratio_measured) ? row.normal : row.metered_365_days;
}

double CauseFinder::simulated(const ReconciledUse& row, Carrier carrier) const {
  const models::Annual annual = carrier == Carrier::electricity ? models::Annual::electricity
                                : carrier == Carrier::water     ? models::Annual::water
                                                                : models::Annual::heat;
  for (const MeasuredBaseline& measured : input_.measured) {
    if (measured.year == row.year && !std::isnan(row.ratio_measured)) {
      return measured.simulated.results[row.building].annual[models::index(annual)];
    }
  }
  return input_.baseline.results[row.building].annual[models::index(annual)];
}

Cause CauseFinder::cause_of(const ReconciledUse& row) const {
  for (const Rule rule : kRules) {
    if (std::optional<Cause> cause = (this->*rule)(row)) return *std::move(cause);
  }
  return {CauseKind::unexplained, "no likely cause was found",
          fmt::format("Look at {}, and at the area, use and year of the building.", meters_text(row))};
}

std::optional<Cause> CauseFinder::nothing_metered(const ReconciledUse& row) const {
  if (row.metered > 0.0) return std::nullopt;
  return Cause{CauseKind::stopped, "nothing is metered: the meter likely stopped, or is not this building's",
               fmt::format("Look at {}.", meters_text(row))};
}

std::optional<double> CauseFinder::stated_factor(const ReconciledUse& row) const {
  std::optional<double> factor;
  for (const std::string& id : row.meters) {
    const auto found = meters_.find(id);
    if (found == meters_.end() || (factor && *factor != found->second->factor)) return std::nullopt;
    factor = found->second->factor;
  }
  return factor;
}

std::optional<Cause> CauseFinder::unit_slip(const ReconciledUse& row, bool large) const {
  constexpr double kAlike = 1.25;
  const std::optional<double> stated = stated_factor(row);
  if (!stated) return std::nullopt;
  const double ratio = relative_ratio(row);
  const UnitSlip* best = nullptr;
  const auto off = [ratio](const UnitSlip& slip) { return std::abs(std::log(ratio / slip.factor)); };
  for (const UnitSlip& slip : unit_slips()) {
    if (slip.carrier != row.carrier || slip.is_large() != large) continue;
    if (!slip.is_stated(*stated) || off(slip) > std::log(slip.tolerance)) continue;
    if (best == nullptr || off(slip) < off(*best)) best = &slip;
  }
  if (best == nullptr) return std::nullopt;
  std::string likely = best->likely;
  for (const UnitSlip& slip : unit_slips()) {  // MWh and Gcal are nearly the same
    if (&slip == best || slip.carrier != best->carrier || slip.stated != best->stated) continue;
    if (std::abs(std::log(slip.factor / best->factor)) < std::log(kAlike)) likely += " or " + slip.likely;
  }
  return Cause{
      CauseKind::unit,
      fmt::format("likely {} read as {}: the ratio would be {:.2f}", likely, best->stated, row.best_ratio() / best->factor),
      fmt::format("Correct the unit of {} in the meters table, if it is so.{}", meters_text(row), kUnchanged)};
}

std::optional<Cause> CauseFinder::large_unit_slip(const ReconciledUse& row) const {
  return unit_slip(row, true);
}
std::optional<Cause> CauseFinder::small_unit_slip(const ReconciledUse& row) const {
  return unit_slip(row, false);
}

std::optional<Cause> CauseFinder::other_carrier(const ReconciledUse& row) const {
  if (row.carrier == Carrier::water) return std::nullopt;
  const Carrier other = row.carrier == Carrier::heat ? Carrier::electricity : Carrier::heat;
  if (!alike(metered(row) / simulated(row, other))) return std::nullopt;
  const ReconciledUse* both = rows_.find(row.building, other, row.year);
  const bool other_metered = both != nullptr && both->comparable == Comparable::yes;
  if (other_metered && !alike(metered(*both) / simulated(*both, row.carrier))) return std::nullopt;
  if (!other_metered && row.carrier == Carrier::electricity) {  // nearer to both together: heated by electricity
    const double heat = metered(row) / simulated(row, Carrier::heat);
    const double together = metered(row) / (simulated(row, Carrier::heat) + simulated(row, Carrier::electricity));
    if (std::abs(std::log(together)) < std::abs(std::log(heat))) return std::nullopt;
  }
  return Cause{CauseKind::carrier,
               other_metered ? std::string("heat and electricity are likely swapped: each fits the other")
                             : fmt::format("likely {} that stands as {}: it fits what is simulated of it", to_string(other),
                                           to_string(row.carrier)),
               fmt::format("Look at the carrier of {} in the meters table.{}", meters_text(row), kUnchanged)};
}

/// The meter of a building above serves what has no meter, or a building below has its meter.
std::optional<Cause> CauseFinder::whole_property(const ReconciledUse& row) const {
  const auto found = properties_.find(building_of(row).property_id);
  if (found == properties_.end()) return std::nullopt;
  const bool above = row.best_ratio() > kMostRatio;
  Together unmetered{metered(row), simulated(row, row.carrier), {}};
  Together exchanged = unmetered;
  const double weather = simulated(row, row.carrier) / row.simulated;  // of this year against the scenarios'
  for (const std::size_t b : found->second) {
    const ReconciledUse* other = rows_.find(b, row.carrier, row.year);
    if (b == row.building || other == nullptr || !(other->simulated > 0.0)) continue;
    const std::string& id = input_.portfolio.buildings[b].building.building_id;
    if (other->comparable == Comparable::not_metered) {
      unmetered.add(0.0, other->simulated * weather, id);
    } else if (other->comparable == Comparable::yes && !ratio_is_usual(other->best_ratio()) &&
               (other->best_ratio() > kMostRatio) != above) {
      exchanged.add(metered(*other), simulated(*other, row.carrier), id);
    }
  }
  const double expected = expected_ratio(row);
  if (above && !unmetered.ids.empty() && alike(unmetered.ratio() / expected)) {
    return Cause{CauseKind::property,
                 fmt::format("the meter likely serves {} too, which {} no meter: together they have the ratio {:.2f}",
                             listed(unmetered.ids), unmetered.ids.size() == 1 ? "has" : "have", unmetered.ratio()),
                 fmt::format("Give the shares of {} in meter_shares.{}", meters_text(row), kUnchanged)};
  }
  if (exchanged.ids.empty() || !alike(exchanged.ratio() / expected)) return std::nullopt;
  return Cause{CauseKind::property,
               fmt::format("meters are likely exchanged with {} of the same property: together they have the ratio {:.2f}",
                           listed(exchanged.ids), exchanged.ratio()),
               fmt::format("Look at the building_id of {} in the meters table.{}", meters_text(row), kUnchanged)};
}

std::optional<Cause> CauseFinder::wrong_area(const ReconciledUse& row) const {
  constexpr double kSame = 1.25;
  const double ratio = relative_ratio(row);
  if (ratio < 0.1 || ratio > 10.0) return std::nullopt;
  std::vector<std::string> same{std::string(to_string(row.carrier))};
  for (const Carrier carrier : kReconciledCarriers) {
    const ReconciledUse* other = rows_.find(row.building, carrier, row.year);
    if (carrier == row.carrier || other == nullptr || other->comparable != Comparable::yes) continue;
    if (ratio_is_usual(other->best_ratio())) return std::nullopt;  // an area is wrong for all of them
    if (std::abs(std::log(relative_ratio(*other) / ratio)) < std::log(kSame)) same.emplace_back(to_string(carrier));
  }
  if (same.size() < 2) return std::nullopt;
  std::sort(same.begin(), same.end());
  const double area_m2 = building_of(row).area_m2;
  return Cause{
      CauseKind::area,
      fmt::format("{} are off alike: the area, {:.0f} m2, is likely wrong (some {:.0f} m2 would fit), or the meters serve "
                  "{} than this building",
                  fmt::join(same, " and "), area_m2, area_m2 * ratio, ratio > 1.0 ? "more" : "less"),
      fmt::format("Look at area_m2, and at what the meters count.{}", kUnchanged)};
}

std::optional<Cause> CauseFinder::electric_heating(const ReconciledUse& row) const {
  if (row.carrier != Carrier::electricity || row.best_ratio() < 1.0) return std::nullopt;
  const ReconciledUse* heat = rows_.find(row.building, Carrier::heat, row.year);
  if (heat != nullptr && heat->comparable != Comparable::not_metered) return std::nullopt;
  if (!alike(metered(row) / (simulated(row, Carrier::electricity) + simulated(row, Carrier::heat)))) return std::nullopt;
  return Cause{CauseKind::electric_heating, "the building is likely heated by electricity: it fits electricity and heat together",
               "Look at its heating: it has no heat meter. The model heats with district heat."};
}

std::optional<Cause> CauseFinder::next_to_nothing(const ReconciledUse& row) const {
  constexpr double kNothing = 0.05;
  if (relative_ratio(row) >= kNothing) return std::nullopt;
  return Cause{CauseKind::stopped, "next to nothing is metered: the meter likely stopped, or is not this building's",
               fmt::format("Look at {}.", meters_text(row))};
}

std::optional<Cause> CauseFinder::other_use(const ReconciledUse& row) const {
  const models::Building& building = building_of(row);
  const double intensity = row.normal / building.area_m2;
  if (models::has_several_uses(building)) return std::nullopt;  // no one code could be the wrong one
  if (plausibility_.band(intensity_of(row.carrier), building.use).contains(intensity)) return std::nullopt;
  const std::optional<models::Use> use = plausibility_.use_with(intensity_of(row.carrier), intensity);
  if (!use || *use == building.use) return std::nullopt;
  return Cause{CauseKind::use,
               fmt::format("the use is likely another one: {:.3g} per m2 is unusual for {} and usual for {}", intensity,
                           to_string(building.use), to_string(*use)),
               fmt::format("Look at the use and the area of the building.{}", kUnchanged)};
}

std::optional<Cause> CauseFinder::model_inputs(const ReconciledUse& row) const {
  const models::Building& building = building_of(row);
  const double intensity = row.normal / building.area_m2;
  if (!plausibility_.band_of(intensity_of(row.carrier), building).contains(intensity)) return std::nullopt;
  return Cause{CauseKind::model,
               fmt::format("{:.3g} per m2 is usual for {}: likely the model's inputs of this building, not its meter", intensity,
                           models::has_several_uses(building) ? "its uses" : to_string(building.use)),
               "Look at what was filled: heated area, year, set points, air flows, opening hours."};
}

}  // namespace tvilling::scenarios
