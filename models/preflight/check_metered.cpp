// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "models/preflight/cross_check.hpp"
#include "models/preflight/preflight_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = preflight_code;
using core::Severity;

struct Quantity {
  std::string_view band;
  std::string_view what;
  std::string_view unit;
};
constexpr std::array kQuantities{Quantity{"heat_kwh_m2", "heat", "kWh"}, Quantity{"electricity_kwh_m2", "electricity", "kWh"},
                                 Quantity{"water_m3_m2", "water", "m3"}};

/// Gas is burnt for heat.
std::size_t quantity_of(Carrier carrier) noexcept {
  switch (carrier) {
    case Carrier::electricity: return 1;
    case Carrier::water: return 2;
    default: return 0;
  }
}

struct Slip {
  double factor;  ///< that makes it right
  std::string_view energy;
  std::string_view water;
};
constexpr std::array kSlips{Slip{1000.0, "MWh read as kWh", "thousands of m3 read as m3"},
                            Slip{0.001, "kWh read as MWh", "litres read as m3"}, Slip{1000.0 / 3.6, "GJ read as kWh", ""},
                            Slip{3.6 / 1000.0, "kWh read as GJ", ""}};

/// What is usual for the use; recent buildings may need less heat.
Band band_of(const Building& b, const Quantity& quantity, const Plausibility& rules) {
  Band band = rules.band(quantity.band, b.use);
  if (quantity.what == "heat" && rules.band("recent_year").contains(b.year)) band.low *= rules.band("recent_heat_low").low;
  return band;
}

/// The slip of units that would bring a value nearest to the middle of its band.
std::optional<std::string_view> slip(const Band& band, double value, bool water) {
  std::optional<std::string_view> best;
  double nearest = 0.0;
  for (const Slip& one : kSlips) {
    const std::string_view words = water ? one.water : one.energy;
    if (words.empty() || !band.contains(value * one.factor)) continue;
    const double distance = std::abs(std::log(value * one.factor / band.middle()));
    if (best && distance >= nearest) continue;
    best = words;
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

void check_intensity(const BuildingRecord& record, const Quantity& quantity, int year, double amount, const CheckInput& input,
                     core::Findings& findings) {
  const Building& b = record.building;
  if (amount == 0.0) return check_zero(record, quantity, year, findings);
  const double value = amount / b.area_m2;
  const Band band = band_of(b, quantity, input.rules);
  if (band.contains(value)) return;
  const std::string shown = three_digits(value);
  const std::string message = fmt::format("{} {} of {} per m2 in {}; usual for {} is {:.10g} to {:.10g}", shown, quantity.unit,
                                          quantity.what, year, to_string(b.use), band.low, band.high);
  if (const auto words = slip(band, value, quantity.unit == "m3")) {
    findings.add(building_finding(code::kIntensityUnit, Severity::warns, record, message,
                                  fmt::format("It looks like {}: correct the unit of the meter.", *words), shown));
  } else if (const auto use = input.rules.use_with(quantity.band, value)) {
    findings.add(building_finding(
        code::kIntensityUse, Severity::warns, record, message,
        fmt::format("It would be usual for {}: look at the use, the area and the shares of the meter. Nothing was changed.",
                    to_string(*use)),
        shown));
  } else {
    findings.add(building_finding(code::kIntensity, Severity::warns, record, message,
                                  "Look at the area, the unit and the shares of the meter.", shown));
  }
}

}  // namespace

/// The latest year of each building and quantity is looked at: earlier ones are likely wrong in the same way.
void check_metered(const CheckInput& input, core::Findings& findings) {
  using Years = std::map<int, double>;
  std::map<std::pair<std::string_view, std::size_t>, Years> metered;
  for (const MeteredUse& use : input.metering.uses) metered[{use.building_id, quantity_of(use.carrier)}][use.year] += use.amount;
  for (const BuildingRecord& record : input.portfolio.buildings) {
    for (std::size_t q = 0; q < kQuantities.size(); ++q) {
      const auto found = metered.find({record.building.building_id, q});
      if (found == metered.end()) continue;
      for (auto year = found->second.rbegin(); year != found->second.rend(); ++year) {
        if (!std::isfinite(year->second) || year->second < 0.0) continue;  // not usable, or what the grid got: told by metering
        check_intensity(record, kQuantities[q], year->first, year->second, input, findings);
        break;
      }
    }
  }
}

}  // namespace tvilling::models
