// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <array>

#include "models/metering/metering_codes.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/synthetic_faults_rules.hpp"
#include "models/preflight/preflight_codes.hpp"

/// Kinds of faults of the tables of meters and their shares.
namespace tvilling::models::faults {

namespace {

namespace code = metering_code;
using Made = std::optional<Fault>;
constexpr PortfolioTable kMeters = PortfolioTable::meters;
constexpr PortfolioTable kShares = PortfolioTable::meter_shares;

std::string id_of(const City& city, PortfolioTable table, std::size_t row) {
  return city.text(table, row, "meter_id");
}

/// A change of a meter, of which its buildings may be told too.
Made change(const City& city, PortfolioTable table, std::size_t row, std::string_view column, SheetCell now) {
  if (!city.has(table, column)) return std::nullopt;
  return Fault{.changes = {{column, std::move(now)}}, .also = city.fed_by(id_of(city, table, row))};
}

Made unknown_unit(const City& city, std::size_t row) {
  return change(city, kMeters, row, "unit", std::string("kW"));
}

Made missing_unit(const City& city, std::size_t row) {
  return change(city, kMeters, row, "unit", std::string());
}

Made unit_x1000(const City& city, std::size_t row) {
  const std::string id = id_of(city, kMeters, row);
  const std::string unit = city.text(kMeters, row, "unit");
  const std::vector<RowName> fed = city.fed_by(id);
  if (!city.options().usual_meters.contains(id) || fed.size() != 1 || unit != "kWh") return std::nullopt;
  return Fault{.changes = {{"unit", std::string("MWh")}}, .told = fed.front(), .also = {{"readings", id}}};
}

Made unknown_carrier(const City& city, std::size_t row) {
  return change(city, kMeters, row, "carrier", std::string("damp"));
}

Made unknown_kind(const City& city, std::size_t row) {
  return change(city, kMeters, row, "kind", std::string("dagligt"));
}

/// A counter that never ends in the year, called an interval meter.
Made register_as_interval(const City& city, std::size_t row) {
  const double rollover = city.number(kMeters, row, "rollover");
  if (city.text(kMeters, row, "kind") != "register" || rollover == rollover) return std::nullopt;
  const std::string id = id_of(city, kMeters, row);
  return Fault{.changes = {{"kind", std::string("interval")}}, .told = RowName{"readings", id}, .also = city.fed_by(id)};
}

Made meter_of_unknown_building(const City& city, std::size_t row) {
  if (city.text(kMeters, row, "building_id").empty()) return std::nullopt;
  return change(city, kMeters, row, "building_id", fmt::format("B98{:06}", row));
}

Made duplicate_meter(const City& city, std::size_t row) {
  return Fault{.changes = {{"meter_id", id_of(city, kMeters, row)}}, .to = Fault::To::copy};
}

Made rollover_text(const City& city, std::size_t row) {
  return change(city, kMeters, row, "rollover", std::string("fem cifre"));
}

Made shares_below_one(const City& city, std::size_t row) {
  constexpr double kOff = 0.1;
  const double share = city.number(kShares, row, "share");
  return share > kOff ? change(city, kShares, row, "share", share - kOff) : std::nullopt;
}

Made share_in_percent(const City& city, std::size_t row) {
  constexpr double kPercent = 100.0;
  const double share = kPercent * city.number(kShares, row, "share");
  return share > 1.0 ? change(city, kShares, row, "share", share) : std::nullopt;
}

Made share_of_unknown_building(const City& city, std::size_t row) {
  return change(city, kShares, row, "building_id", fmt::format("B97{:06}", row));
}

Made share_twice(const City& city, std::size_t row) {
  return Fault{.changes = {{"meter_id", id_of(city, kShares, row)}},
               .to = Fault::To::copy,
               .also = city.fed_by(id_of(city, kShares, row))};
}

constexpr std::array kKinds{
    Kind{kMeters, "unknown_unit", code::kUnknownUnit, unknown_unit},
    Kind{kMeters, "unit_x1000", preflight_code::kIntensityUnit, unit_x1000},
    Kind{kMeters, "missing_unit", code::kUnknownUnit, missing_unit},
    Kind{kMeters, "unknown_carrier", code::kUnknownCarrier, unknown_carrier},
    Kind{kMeters, "unknown_kind", code::kMeterRow, unknown_kind},
    Kind{kMeters, "unknown_building", code::kNoBuilding, meter_of_unknown_building},
    Kind{kMeters, "register_as_interval", code::kLooksLikeRegister, register_as_interval},
    Kind{kMeters, "duplicate_id", portfolio_code::kDuplicateId, duplicate_meter},
    Kind{kMeters, "text_in_number", portfolio_code::kNotANumber, rollover_text, true},
    Kind{kShares, "shares_below_1", code::kShares, shares_below_one},
    Kind{kShares, "share_in_percent", portfolio_code::kOutOfRange, share_in_percent},
    Kind{kShares, "unknown_building", portfolio_code::kUnknownReference, share_of_unknown_building},
    Kind{kShares, "share_twice", code::kShares, share_twice},
};

}  // namespace

std::span<const Kind> meter_kinds() {
  return kKinds;
}

}  // namespace tvilling::models::faults
