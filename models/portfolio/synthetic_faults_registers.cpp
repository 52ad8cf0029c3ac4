// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/io/csv_codes.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/synthetic_faults_rules.hpp"
#include "models/preflight/preflight_codes.hpp"

/// Kinds of faults of the tables of properties, leases and units.
namespace tvilling::models::faults {

namespace {

namespace code = portfolio_code;
namespace pre = preflight_code;
using Made = std::optional<Fault>;
constexpr PortfolioTable kProperties = PortfolioTable::properties;
constexpr PortfolioTable kLeases = PortfolioTable::leases;
constexpr PortfolioTable kUnits = PortfolioTable::units;

const Property& property(const City& city, std::size_t row) {
  return city.portfolio().properties[row];
}
const Lease& lease(const City& city, std::size_t row) {
  return city.portfolio().leases[row];
}
const Unit& unit(const City& city, std::size_t row) {
  return city.portfolio().units[row];
}

Made one(std::string_view column, SheetCell now) {
  return Fault{.changes = {{column, std::move(now)}}};
}

/// A change of a column that the table has.
Made where(const City& city, PortfolioTable table, std::string_view column, SheetCell now) {
  return city.has(table, column) ? one(column, std::move(now)) : std::nullopt;
}

std::string lower(std::string id) {
  for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return id;
}

Made duplicate_property(const City& city, std::size_t row) {
  return Fault{.changes = {{"property_id", property(city, row).property_id}}, .to = Fault::To::copy};
}

Made empty_property(const City& city, std::size_t row) {
  return Fault{.changes = {{"property_id", property(city, row).property_id + "-1"}}, .to = Fault::To::copy};
}

Made property_value_text(const City& city, std::size_t) {
  return where(city, kProperties, "value_dkk", std::string("12 mio."));
}

Made property_value_negative(const City& city, std::size_t) {
  return where(city, kProperties, "value_dkk", -1200000.0);
}

Made property_mojibake(const City&, std::size_t) {
  return one("name", std::string("Ejendommen S\xC3\x83\xC2\xB8ndergaard"));
}

Made property_ragged(const City& city, std::size_t row) {
  return Fault{.changes = {{"name", property(city, row).name}}, .extra_cell = true};
}

Made property_totals(const City&, std::size_t) {
  return Fault{
      .changes = {{"property_id", std::string("I alt")}}, .to = Fault::To::blank_copy, .told = RowName{"properties", ""}};
}

Made duplicate_lease(const City& city, std::size_t row) {
  return Fault{.changes = {{"lease_id", lease(city, row).lease_id}}, .to = Fault::To::copy};
}

Made lease_of_unknown_property(const City&, std::size_t row) {
  return one("property_id", fmt::format("9998-{:06}", row));
}

Made lease_of_unknown_building(const City&, std::size_t row) {
  return one("building_id", fmt::format("B99{:06}", row));
}

Made lease_unknown_use(const City&, std::size_t) {
  return one("use", std::string("877"));
}

Made lease_negative_area(const City& city, std::size_t row) {
  return one("area_m2", -lease(city, row).area_m2);
}

Made lease_text_area(const City& city, std::size_t row) {
  return one("area_m2", fmt::format("{:.0f} m2", lease(city, row).area_m2));
}

/// Larger than its building and than all buildings of the property.
Made lease_above_building(const City& city, std::size_t row) {
  constexpr double kTimes = 4.0;
  constexpr double kFar = 1.4;  // the checks allow 1.25
  const Lease& l = lease(city, row);
  const BuildingRecord* building = city.building(l.building_id);
  if (building == nullptr || !city.units_of(l.lease_id).empty()) return std::nullopt;
  double built_m2 = 0.0;
  for (const std::size_t i : city.buildings_of(l.property_id)) built_m2 += city.portfolio().buildings[i].building.area_m2;
  const double more_m2 = (kTimes - 1.0) * l.area_m2;
  if (city.leased_m2_of_building(l.building_id) + more_m2 < kFar * building->building.area_m2) return std::nullopt;
  if (city.leased_m2_of_property(l.property_id) + more_m2 < kFar * built_m2) return std::nullopt;
  Fault fault{.changes = {{"area_m2", kTimes * l.area_m2}}, .told = RowName{"buildings", l.building_id}};
  for (const std::size_t i : city.buildings_of(l.property_id)) {  // no other fault may change what they have together
    const std::string& other = city.portfolio().buildings[i].building.building_id;
    if (other != l.building_id) fault.also.emplace_back("buildings", other);
  }
  return fault;
}

Made vacancy_above_area(const City& city, std::size_t row) {
  return where(city, kLeases, "vacant_m2", 2.0 * lease(city, row).area_m2);
}

Made rent_x10(const City& city, std::size_t row) {
  return where(city, kLeases, "rent_dkk_m2", 10.0 * lease(city, row).rent_dkk_m2);
}

Made rent_per_month(const City& city, std::size_t row) {
  constexpr double kLeast = 200.0;
  const double rent = std::round(lease(city, row).rent_dkk_m2 / 12.0);
  return rent < kLeast ? where(city, kLeases, "rent_dkk_m2", rent) : std::nullopt;
}

Made rent_in_text(const City& city, std::size_t row) {
  return where(city, kLeases, "rent_dkk_m2", fmt::format("{:.0f} kr.", lease(city, row).rent_dkk_m2));
}

Made unknown_tenure(const City& city, std::size_t) {
  return where(city, kLeases, "tenure", std::string("andel"));
}

Made end_before_start(const City&, std::size_t) {
  return Fault{.changes = {{"end", std::string("2019-12-31")}, {"start", std::string("2024-01-01")}}};
}

Made not_a_date(const City&, std::size_t) {
  return one("start", std::string("foråret 2020"));
}

Made desks_absurd(const City& city, std::size_t row) {
  constexpr double kEmployees = 10.0;
  double employees = 0.0;
  for (const std::size_t i : city.units_of(lease(city, row).lease_id)) employees += unit(city, i).employees;
  if (!(employees > kEmployees) || !city.has(kLeases, "desks")) return std::nullopt;
  Fault fault{.changes = {{"desks", 1.0}}};
  for (const std::size_t i : city.units_of(lease(city, row).lease_id)) fault.also.emplace_back("units", unit(city, i).unit_id);
  return fault;
}

Made lease_shortened_id(const City& city, std::size_t row) {
  if (city.is_referred(kLeases, lease(city, row).lease_id)) return std::nullopt;
  return one("lease_id", fmt::format("2{}{:05}E+11", city.options().danish ? "," : ".", row));
}

Made lease_missing_id(const City& city, std::size_t row) {
  if (city.is_referred(kLeases, lease(city, row).lease_id)) return std::nullopt;
  return Fault{.changes = {{"lease_id", std::string()}}, .told = RowName{"leases", ""}};
}

Made lease_ragged(const City& city, std::size_t row) {
  return Fault{.changes = {{"use", lease(city, row).use}}, .extra_cell = true};
}

Made lease_error_mark(const City& city, std::size_t) {
  return where(city, kLeases, "rent_dkk_m2", std::string("#DIVISION/0!"));
}

Made duplicate_unit(const City& city, std::size_t row) {
  return Fault{.changes = {{"unit_id", unit(city, row).unit_id}}, .to = Fault::To::copy};
}

Made similar_unit(const City& city, std::size_t row) {
  return Fault{.changes = {{"unit_id", lower(unit(city, row).unit_id)}},
               .to = Fault::To::copy,
               .also = {{"leases", unit(city, row).lease_id}}};
}

Made unit_of_unknown_lease(const City&, std::size_t row) {
  return one("lease_id", fmt::format("L-99{:06}", row));
}

Made unit_text(const City& city, std::size_t row) {
  return one("employees", fmt::format("{:.0f} pers.", unit(city, row).employees));
}

Made unit_negative(const City& city, std::size_t row) {
  return one("employees", -unit(city, row).employees);
}

Made unit_movable(const City& city, std::size_t) {
  return where(city, kUnits, "movable", std::string("måske"));
}

Made unit_missing_id(const City&, std::size_t) {
  return Fault{.changes = {{"unit_id", std::string()}}, .told = RowName{"units", ""}};
}

/// So many that nobody could work there.
Made unit_employees_x100(const City& city, std::size_t row) {
  constexpr double kTimes = 100.0;
  constexpr double kMost = 100000.0;
  constexpr double kLeast_m2 = 5.0;
  const Unit& u = unit(city, row);
  const std::vector<Lease>& leases = city.portfolio().leases;
  const auto found = std::find_if(leases.begin(), leases.end(), [&u](const Lease& l) { return l.lease_id == u.lease_id; });
  const double now = kTimes * u.employees;
  if (found == leases.end() || now > kMost || !(found->area_m2 / now < kLeast_m2)) return std::nullopt;
  Fault fault{.changes = {{"employees", now}}, .told = RowName{"leases", u.lease_id}};
  for (const std::size_t i : city.units_of(u.lease_id)) {
    if (i != row) fault.also.emplace_back("units", unit(city, i).unit_id);
  }
  return fault;
}

constexpr std::array kKinds{
    Kind{kProperties, "duplicate_id", code::kDuplicateId, duplicate_property},
    Kind{kProperties, "empty_property", pre::kEmptyProperty, empty_property},
    Kind{kProperties, "text_in_number", code::kNotANumber, property_value_text, true},
    Kind{kProperties, "negative_value", code::kOutOfRange, property_value_negative},
    Kind{kProperties, "mojibake", core::csv_code::kMojibake, property_mojibake, false, true},
    Kind{kProperties, "ragged_row", core::csv_code::kRagged, property_ragged, false, true},
    Kind{kProperties, "totals_row", code::kTotalsRow, property_totals, false, false, 1},
    Kind{kLeases, "lease_above_building", pre::kLeasedArea, lease_above_building},
    Kind{kLeases, "vacancy_above_area", code::kLargerPart, vacancy_above_area},
    Kind{kLeases, "rent_x10", pre::kRent, rent_x10},
    Kind{kLeases, "rent_per_month", pre::kRent, rent_per_month},
    Kind{kLeases, "unknown_tenure", code::kUnknownWord, unknown_tenure},
    Kind{kLeases, "end_before_start", code::kWrongOrder, end_before_start},
    Kind{kLeases, "duplicate_id", code::kDuplicateId, duplicate_lease},
    Kind{kLeases, "unknown_property", code::kUnknownReference, lease_of_unknown_property},
    Kind{kLeases, "unknown_building", code::kUnknownReference, lease_of_unknown_building},
    Kind{kLeases, "unknown_use", code::kUnknownUse, lease_unknown_use},
    Kind{kLeases, "negative_area", code::kOutOfRange, lease_negative_area},
    Kind{kLeases, "text_in_number", code::kNotANumber, lease_text_area, true},
    Kind{kLeases, "rent_in_text", code::kNotANumber, rent_in_text, true},
    Kind{kLeases, "not_a_date", code::kNotATime, not_a_date},
    Kind{kLeases, "desks_absurd", pre::kEmployees, desks_absurd},
    Kind{kLeases, "shortened_id", code::kDamagedId, lease_shortened_id},
    Kind{kLeases, "ragged_row", core::csv_code::kRagged, lease_ragged, false, true},
    Kind{kLeases, "error_mark", code::kSpreadsheetError, lease_error_mark, true},
    Kind{kLeases, "missing_id", code::kMissingId, lease_missing_id, false, false, 1},
    Kind{kUnits, "employees_x100", pre::kEmployees, unit_employees_x100},
    Kind{kUnits, "duplicate_id", code::kDuplicateId, duplicate_unit},
    Kind{kUnits, "unknown_lease", code::kUnknownReference, unit_of_unknown_lease},
    Kind{kUnits, "text_in_number", code::kNotANumber, unit_text, true},
    Kind{kUnits, "negative_employees", code::kOutOfRange, unit_negative},
    Kind{kUnits, "not_yes_or_no", code::kNotYesOrNo, unit_movable, true},
    Kind{kUnits, "similar_id", code::kSimilarId, similar_unit},
    Kind{kUnits, "missing_id", code::kMissingId, unit_missing_id, false, false, 1},
};

}  // namespace

std::span<const Kind> register_kinds() {
  return kKinds;
}

}  // namespace tvilling::models::faults
