// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/metering/unit_slips.hpp"
#include "models/preflight/cross_check.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;

struct Quantity {
  Carrier carrier;
  std::string_view band;
  std::string_view what;
  std::string_view unit;
};
constexpr std::array kQuantities{Quantity{Carrier::heat, "heat_kwh_m2", "heat", "kWh"},
                                 Quantity{Carrier::electricity, "electricity_kwh_m2", "electricity", "kWh"},
                                 Quantity{Carrier::water, "water_m3_m2", "water", "m3"}};

/// Gas is burnt for heat.
std::size_t quantity_of(Carrier carrier) noexcept {
  switch (carrier) {
    case Carrier::electricity: return 1;
    case Carrier::water: return 2;
    default: return 0;
  }
}

/// Use of a quantity in a year.
struct YearUse {
  double amount = 0.0;
  std::vector<std::string> meters;
};

/// What is usual for the use; recent buildings may need less heat.
Band band_of(const Building& b, const Quantity& quantity, const Plausibility& rules) {
  Band band = rules.band_of(quantity.band, b);
  if (quantity.what == "heat" && rules.band("recent_year").contains(b.year)) band.low *= rules.band("recent_heat_low").low;
  return band;
}

/// The factor to kWh or m3 that all meters of a use have; nothing when they differ or are not known.
std::optional<double> stated_factor(const YearUse& use, const Metering& metering) {
  std::optional<double> factor;
  for (const std::string& id : use.meters) {
    const auto found = std::lower_bound(metering.meters.begin(), metering.meters.end(), id,
                                        [](const Meter& meter, const std::string& wanted) { return meter.meter_id < wanted; });
    if (found == metering.meters.end() || found->meter_id != id) return std::nullopt;
    if (factor && *factor != found->factor) return std::nullopt;
    factor = found->factor;
  }
  return factor;
}

/// The slip from the stated unit that would bring a value nearest to the middle of its band. Bands are wide: slips that are not
/// large say nothing.
const UnitSlip* slip_of(const Band& band, double value, Carrier carrier, std::optional<double> stated) {
  const UnitSlip* best = nullptr;
  double nearest = 0.0;
  for (const UnitSlip& one : unit_slips()) {
    if (!stated || one.carrier != carrier || !one.is_large() || !one.is_stated(*stated)) continue;
    if (!band.contains(value / one.factor)) continue;
    const double distance = std::abs(std::log(value / one.factor / band.middle()));
    if (best != nullptr && distance >= nearest) continue;
    best = &one;
    nearest = distance;
  }
  return best;
}

void check_zero(const BuildingRecord& record, const Quantity& quantity, int year, core::Findings& findings) {
  const Building& b = record.building;
  const bool heated = b.use != Use::small_building && b.use != Use::workshop_storage && b.heated_fraction > 0.0;
  if (quantity.what != "heat" || !heated) return;
  findings.add(building_finding(
      code::kNoHeat, Severity::warns, record,
      fmt::format("0 kWh of heat in {} in a heated building ({}, {:.10g} m2)", year, to_string(b.use), b.area_m2),
      "The meter may be out of use, or the heat be counted by another meter.", "0"));
}

void check_intensity(const BuildingRecord& record, const Quantity& quantity, int year, const YearUse& use,
                     const CheckInput& input, core::Findings& findings) {
  const Building& b = record.building;
  const double amount = use.amount;
  if (amount == 0.0) return check_zero(record, quantity, year, findings);
  const double value = amount / b.area_m2;
  const Band band = band_of(b, quantity, input.rules);
  if (band.contains(value)) return;
  const std::string shown = three_digits(value);
  const std::string message =
      fmt::format("{} {} of {} per m2 in {}; usual for {} is {:.10g} to {:.10g}", shown, quantity.unit, quantity.what, year,
                  has_several_uses(b) ? "its uses" : to_string(b.use), band.low, band.high);
  if (const UnitSlip* slip = slip_of(band, value, quantity.carrier, stated_factor(use, input.metering))) {
    findings.add(building_finding(
        code::kIntensityUnit, Severity::warns, record, message,
        fmt::format("It looks like {} read as {}: correct the unit of the meter.", slip->likely, slip->stated), shown));
  } else if (const auto other = input.rules.use_with(quantity.band, value); other && !has_several_uses(b)) {
    findings.add(building_finding(
        code::kIntensityUse, Severity::warns, record, message,
        fmt::format("It would be usual for {}: look at the use, the area and the shares of the meter. Nothing was changed.",
                    to_string(*other)),
        shown));
  } else {
    findings.add(building_finding(code::kIntensity, Severity::warns, record, message,
                                  "Look at the area, the unit and the shares of the meter.", shown));
  }
}

}  // namespace

/// The latest year of each building and quantity is looked at: earlier ones are likely wrong in the same way.
void check_metered(const CheckInput& input, core::Findings& findings) {
  using Years = std::map<int, YearUse>;
  std::map<std::pair<std::string_view, std::size_t>, Years> metered;
  for (const MeteredUse& use : input.metering.uses) {
    YearUse& year = metered[{use.building_id, quantity_of(use.carrier)}][use.year];
    year.amount += use.amount;
    year.meters.insert(year.meters.end(), use.meters.begin(), use.meters.end());
  }
  for (const BuildingRecord& record : input.portfolio.buildings) {
    for (std::size_t q = 0; q < kQuantities.size(); ++q) {
      const auto found = metered.find({record.building.building_id, q});
      if (found == metered.end()) continue;
      for (auto year = found->second.rbegin(); year != found->second.rend(); ++year) {
        if (!std::isfinite(year->second.amount) || year->second.amount < 0.0)
          continue;  // not usable, or what the grid got: told by metering
        check_intensity(record, kQuantities[q], year->first, year->second, input, findings);
        break;
      }
    }
  }
}

}  // namespace tvilling::models
