// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/table_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/portfolio/hall_hours.hpp"

namespace tvilling::models {

namespace {

/// A number that somebody gave: what archetypes filled is left to be filled again, and marked again.
double given_number(const BuildingRecord& record, std::size_t column) {
  return record.given[column] || record.origin[column] <= Origin::register_ ? record.building.*building_columns()[column].member
                                                                            : kMissing;
}

/// A column of a table of `Record`: its name and what stands in a record's cell. `is_given` tells whether it says anything.
template <class Record>
struct OutColumn {
  std::string name;
  std::function<bool(const Record&)> is_given;
  std::function<core::SheetCell(const Record&)> cell;
  core::FieldType type = core::FieldType::text;
  bool required = false;
};

template <class Record>
OutColumn<Record> text_column(std::string name, std::string Record::* member, bool required = false) {
  return {std::move(name), [member](const Record& r) { return !(r.*member).empty(); },
          [member](const Record& r) -> core::SheetCell { return r.*member; }, core::FieldType::text, required};
}

template <class Record>
OutColumn<Record> number_column(std::string name, double Record::* member) {
  return {std::move(name), [member](const Record& r) { return !std::isnan(r.*member); },
          [member](const Record& r) -> core::SheetCell { return r.*member; }, core::FieldType::number};
}

/// Written when it differs from what an empty cell means.
template <class Record>
OutColumn<Record> flag_column(std::string name, bool Record::* member, bool when_empty) {
  return {std::move(name), [member, when_empty](const Record& r) { return r.*member != when_empty; },
          [member](const Record& r) -> core::SheetCell { return r.*member; }, core::FieldType::flag};
}

OutColumn<BuildingRecord> building_text(std::string name, std::string Building::* member, bool required = false) {
  return {std::move(name), [member](const BuildingRecord& r) { return !(r.building.*member).empty(); },
          [member](const BuildingRecord& r) -> core::SheetCell { return r.building.*member; }, core::FieldType::text, required};
}

OutColumn<BuildingRecord> building_number(std::size_t column, bool required) {
  return {std::string(building_columns()[column].variable.name),
          [column](const BuildingRecord& r) { return !std::isnan(given_number(r, column)); },
          [column](const BuildingRecord& r) -> core::SheetCell { return given_number(r, column); }, core::FieldType::number,
          required};
}

/// Says where a number comes from, when that is not the register.
OutColumn<BuildingRecord> building_origin(std::size_t column) {
  const auto tells = [column](const BuildingRecord& r) {
    return !std::isnan(given_number(r, column)) && r.origin[column] != Origin::register_;
  };
  return {std::string(building_columns()[column].variable.name) + std::string(kOriginSuffix), tells,
          [column, tells](const BuildingRecord& r) -> core::SheetCell {
            return std::string(tells(r) ? to_string(r.origin[column]) : std::string_view{});
          }};
}

/// The further use at `part`, and its area.
void add_part(std::vector<OutColumn<BuildingRecord>>& table, std::size_t part) {
  const std::string name = fmt::format("use_{}", part + 2);
  const auto has = [part](const BuildingRecord& r) { return r.building.parts.size() > part; };
  table.push_back({name, has, [part, has](const BuildingRecord& r) -> core::SheetCell {
                     return std::string(has(r) ? to_string(r.building.parts[part].use) : std::string_view{});
                   }});
  table.push_back(
      {name + "_area_m2", has,
       [part, has](const BuildingRecord& r) -> core::SheetCell { return has(r) ? r.building.parts[part].area_m2 : kMissing; },
       core::FieldType::number});
}

/// The register columns first, in a fixed order, then every other number that somebody gave.
std::vector<OutColumn<BuildingRecord>> building_table() {
  constexpr std::array<std::string_view, 11> kRegister{
      "year",        "area_m2",           "storeys",  "x_m", "y_m", "footprint_area_m2", "storey_height_m", "party_wall_fraction",
      "azimuth_deg", "visitors_per_year", "employees"};
  std::vector<OutColumn<BuildingRecord>> table{
      building_text("building_id", &Building::building_id, true), building_text("name", &Building::name),
      building_text("property_id", &Building::property_id), building_text("administration", &Building::administration),
      text_column("address", &BuildingRecord::address)};
  table.push_back({"use", [](const BuildingRecord&) { return true; },
                   [](const BuildingRecord& r) -> core::SheetCell { return std::string(to_string(r.building.use)); },
                   core::FieldType::text, true});
  add_part(table, 0);
  add_part(table, 1);
  const std::span<const BuildingColumn> columns = building_columns();
  const auto add_number = [&table, columns](std::string_view name) {
    const std::size_t i = static_cast<std::size_t>(find_building_column(name) - columns.data());
    table.push_back(building_number(i, name == "year" || name == "area_m2"));
    table.push_back(building_origin(i));
  };
  for (const std::string_view name : kRegister) add_number(name);
  for (const BuildingColumn& column : columns) {
    if (std::find(kRegister.begin(), kRegister.end(), column.variable.name) == kRegister.end()) add_number(column.variable.name);
  }
  table.push_back({"listed", [](const BuildingRecord& r) { return r.building.listed; },
                   [](const BuildingRecord& r) -> core::SheetCell { return r.building.listed; }, core::FieldType::flag});
  return table;
}

std::vector<OutColumn<Property>> property_table() {
  return {text_column("property_id", &Property::property_id, true),
          text_column("name", &Property::name),
          text_column("address", &Property::address),
          text_column("administration", &Property::administration),
          number_column("value_dkk", &Property::value_dkk),
          flag_column("protected_address", &Property::protected_address, false)};
}

std::vector<OutColumn<Lease>> lease_table() {
  return {text_column("lease_id", &Lease::lease_id, true),
          text_column("property_id", &Lease::property_id, true),
          text_column("building_id", &Lease::building_id),
          text_column("use", &Lease::use),
          number_column("area_m2", &Lease::area_m2),
          number_column("vacant_m2", &Lease::vacant_m2),
          text_column("tenure", &Lease::tenure),
          number_column("rent_dkk_m2", &Lease::rent_dkk_m2),
          number_column("desks", &Lease::desks),
          text_column("start", &Lease::start),
          text_column("end", &Lease::end),
          number_column("notice_months", &Lease::notice_months),
          flag_column("planted", &Lease::planted, false),
          text_column("address", &Lease::address)};
}

std::vector<OutColumn<Unit>> unit_table() {
  return {text_column("unit_id", &Unit::unit_id, true),
          text_column("name", &Unit::name),
          text_column("administration", &Unit::administration),
          text_column("lease_id", &Unit::lease_id),
          number_column("employees", &Unit::employees),
          number_column("fte", &Unit::fte),
          flag_column("movable", &Unit::movable, true),
          text_column("lock_reason", &Unit::lock_reason),
          text_column("address", &Unit::address)};
}

std::vector<OutColumn<Room>> room_table() {
  std::vector<OutColumn<Room>> table{text_column("room_id", &Room::room_id, true),
                                     text_column("building_id", &Room::building_id, true),
                                     text_column("name", &Room::name),
                                     text_column("use", &Room::use),
                                     number_column("area_m2", &Room::area_m2),
                                     number_column("storey", &Room::storey),
                                     number_column("heating_set_point_degc", &Room::heating_set_point_degc),
                                     number_column("capacity_persons", &Room::capacity_persons)};
  table.push_back({"adjacent_to", [](const Room& r) { return !r.adjacent_to.empty(); },
                   [](const Room& r) -> core::SheetCell { return fmt::format("{}", fmt::join(r.adjacent_to, "|")); }});
  return table;
}

/// Every number of a part of a record: a pool's basin, a row's hall.
template <class Record, class Owner>
void add_numbers(std::vector<OutColumn<Record>>& table, Owner Record::* owner, std::span<const NumberColumn<Owner>> columns) {
  for (const NumberColumn<Owner>& column : columns) {
    double Owner::* member = column.member;
    table.push_back({std::string(column.variable.name),
                     [owner, member](const Record& r) { return !std::isnan(r.*owner.*member); },
                     [owner, member](const Record& r) -> core::SheetCell { return r.*owner.*member; }, core::FieldType::number});
  }
}

std::vector<OutColumn<Pool>> pool_table() {
  const auto text = [](std::string name, std::string Basin::* member, bool required) {
    return OutColumn<Pool>{std::move(name), [member](const Pool& p) { return !(p.basin.*member).empty(); },
                           [member](const Pool& p) -> core::SheetCell { return p.basin.*member; }, core::FieldType::text,
                           required};
  };
  const auto flag = [](std::string name, bool Basin::* member) {
    return OutColumn<Pool>{std::move(name), [member](const Pool& p) { return p.basin.*member; },
                           [member](const Pool& p) -> core::SheetCell { return p.basin.*member; }, core::FieldType::flag};
  };
  std::vector<OutColumn<Pool>> table{text("pool_id", &Basin::pool_id, true), text_column("building_id", &Pool::building_id, true),
                                     text("name", &Basin::name, false), flag("outdoor", &Basin::outdoor),
                                     flag("closed", &Basin::closed)};
  add_numbers(table, &Pool::basin, basin_columns());
  return table;
}

std::vector<OutColumn<HallRow>> hall_table() {
  std::vector<OutColumn<HallRow>> table{text_column("building_id", &HallRow::building_id, true)};
  // Written when it differs from what an empty cell means.
  table.push_back({"evaporation_model", [](const HallRow& r) { return r.hall.evaporation_model != EvaporationModel::shah; },
                   [](const HallRow& r) -> core::SheetCell {
                     return std::string(kEvaporationModelNames[static_cast<std::size_t>(r.hall.evaporation_model)]);
                   }});
  add_numbers(table, &HallRow::hall, hall_columns());
  return table;
}

std::vector<OutColumn<OpeningHours>> opening_hours_table() {
  std::vector<OutColumn<OpeningHours>> table{text_column("building_id", &OpeningHours::building_id, true)};
  const auto always = [](const OpeningHours&) { return true; };
  table.push_back(
      {"days", always, [](const OpeningHours& r) -> core::SheetCell { return days_text(r.days); }, core::FieldType::text, true});
  table.push_back({"opens", always, [](const OpeningHours& r) -> core::SheetCell { return time_of_day_text(r.opens_h); },
                   core::FieldType::text, true});
  table.push_back({"closes", always, [](const OpeningHours& r) -> core::SheetCell { return time_of_day_text(r.closes_h); },
                   core::FieldType::text, true});
  table.push_back(text_column("kind", &OpeningHours::kind));
  table.push_back(number_column("persons", &OpeningHours::persons));
  return table;
}

std::vector<OutColumn<VisitCount>> visit_table() {
  return {text_column("building_id", &VisitCount::building_id, true), text_column("time", &VisitCount::time, true),
          number_column("visitors", &VisitCount::visitors)};
}

std::vector<OutColumn<Booking>> booking_table() {
  return {text_column("booking_id", &Booking::booking_id, true),
          text_column("building_id", &Booking::building_id),
          text_column("room_id", &Booking::room_id),
          text_column("pool_id", &Booking::pool_id),
          text_column("start", &Booking::start, true),
          text_column("end", &Booking::end, true),
          text_column("activity", &Booking::activity),
          number_column("persons", &Booking::persons)};
}

std::vector<OutColumn<Cost>> cost_table() {
  return {text_column("property_id", &Cost::property_id), text_column("building_id", &Cost::building_id),
          number_column("year", &Cost::year), text_column("kind", &Cost::kind, true),
          number_column("amount_dkk", &Cost::amount_dkk)};
}

/// The cells of a table; columns that no record fills are left out.
template <class Record>
OutTable cells_of(PortfolioTable kind, const std::vector<OutColumn<Record>>& table, const std::vector<Record>& records) {
  OutTable out;
  out.table = kind;
  std::vector<const OutColumn<Record>*> used;
  for (const OutColumn<Record>& column : table) {
    if (column.required || std::any_of(records.begin(), records.end(), column.is_given)) used.push_back(&column);
  }
  for (const OutColumn<Record>* column : used) out.columns.push_back({column->name, column->type});
  out.rows.reserve(records.size());
  for (const Record& record : records) {
    std::vector<core::SheetCell>& row = out.rows.emplace_back();
    for (const OutColumn<Record>* column : used) row.push_back(column->cell(record));
  }
  return out;
}

}  // namespace

std::vector<OutTable> tables_of(const Portfolio& portfolio) {
  return {cells_of(PortfolioTable::buildings, building_table(), portfolio.buildings),
          cells_of(PortfolioTable::properties, property_table(), portfolio.properties),
          cells_of(PortfolioTable::leases, lease_table(), portfolio.leases),
          cells_of(PortfolioTable::units, unit_table(), portfolio.units),
          cells_of(PortfolioTable::rooms, room_table(), portfolio.rooms),
          cells_of(PortfolioTable::pools, pool_table(), portfolio.pools),
          cells_of(PortfolioTable::swimming_halls, hall_table(), portfolio.swimming_halls),
          cells_of(PortfolioTable::opening_hours, opening_hours_table(), portfolio.opening_hours),
          cells_of(PortfolioTable::visits, visit_table(), portfolio.visits),
          cells_of(PortfolioTable::bookings, booking_table(), portfolio.bookings),
          cells_of(PortfolioTable::costs, cost_table(), portfolio.costs)};
}

}  // namespace tvilling::models
