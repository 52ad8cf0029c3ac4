// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/wkt.hpp"

namespace tvilling::models {

namespace {

namespace fs = std::filesystem;

/// A number that somebody gave: what archetypes filled is left to be filled again, and marked again.
double given_number(const BuildingRecord& record, std::size_t column) {
  return record.given[column] || record.origin[column] <= Origin::register_ ? record.building.*building_columns()[column].member
                                                                            : kMissing;
}

/// A column of a table of `Record`: its name and how a record's cell is written. `is_given` tells whether it says anything.
template <class Record>
struct OutColumn {
  std::string name;
  std::function<bool(const Record&)> is_given;
  std::function<void(const Record&, core::CsvWriter&)> write;
  bool required = false;
};

template <class Record>
OutColumn<Record> text_column(std::string name, std::string Record::* member, bool required = false) {
  return {std::move(name), [member](const Record& r) { return !(r.*member).empty(); },
          [member](const Record& r, core::CsvWriter& out) { out.cell(r.*member); }, required};
}

template <class Record>
OutColumn<Record> number_column(std::string name, double Record::* member) {
  return {std::move(name), [member](const Record& r) { return !std::isnan(r.*member); },
          [member](const Record& r, core::CsvWriter& out) { out.cell(r.*member); }};
}

/// Written when it differs from what an empty cell means.
template <class Record>
OutColumn<Record> flag_column(std::string name, bool Record::* member, bool when_empty) {
  return {std::move(name), [member, when_empty](const Record& r) { return r.*member != when_empty; },
          [member](const Record& r, core::CsvWriter& out) { out.cell(r.*member ? "yes" : "no"); }};
}

OutColumn<BuildingRecord> building_text(std::string name, std::string Building::* member, bool required = false) {
  return {std::move(name), [member](const BuildingRecord& r) { return !(r.building.*member).empty(); },
          [member](const BuildingRecord& r, core::CsvWriter& out) { out.cell(r.building.*member); }, required};
}

OutColumn<BuildingRecord> building_number(std::size_t column, bool required) {
  return {std::string(building_columns()[column].variable.name),
          [column](const BuildingRecord& r) { return !std::isnan(given_number(r, column)); },
          [column](const BuildingRecord& r, core::CsvWriter& out) { out.cell(given_number(r, column)); }, required};
}

/// Says where a number comes from, when that is not the register.
OutColumn<BuildingRecord> building_origin(std::size_t column) {
  const auto tells = [column](const BuildingRecord& r) {
    return !std::isnan(given_number(r, column)) && r.origin[column] != Origin::register_;
  };
  return {std::string(building_columns()[column].variable.name) + std::string(kOriginSuffix), tells,
          [column, tells](const BuildingRecord& r, core::CsvWriter& out) {
            out.cell(tells(r) ? to_string(r.origin[column]) : std::string_view{});
          }};
}

/// The further use at `part`, and its area.
void add_part(std::vector<OutColumn<BuildingRecord>>& table, std::size_t part) {
  const std::string name = fmt::format("use_{}", part + 2);
  const auto has = [part](const BuildingRecord& r) { return r.building.parts.size() > part; };
  table.push_back({name, has, [part, has](const BuildingRecord& r, core::CsvWriter& out) {
                     out.cell(has(r) ? to_string(r.building.parts[part].use) : std::string_view{});
                   }});
  table.push_back({name + "_area_m2", has, [part, has](const BuildingRecord& r, core::CsvWriter& out) {
                     out.cell(has(r) ? r.building.parts[part].area_m2 : kMissing);
                   }});
}

/// The register columns first, in a fixed order, then every other number that somebody gave.
std::vector<OutColumn<BuildingRecord>> building_table() {
  constexpr std::array<std::string_view, 11> kRegister{
      "year",        "area_m2",           "storeys",  "x_m", "y_m", "footprint_area_m2", "storey_height_m", "party_wall_fraction",
      "azimuth_deg", "visitors_per_year", "employees"};
  std::vector<OutColumn<BuildingRecord>> table{
      building_text("building_id", &Building::building_id, true), building_text("name", &Building::name),
      building_text("property_id", &Building::property_id), building_text("administration", &Building::administration)};
  table.push_back({"use", [](const BuildingRecord&) { return true; },
                   [](const BuildingRecord& r, core::CsvWriter& out) { out.cell(to_string(r.building.use)); }, true});
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
                   [](const BuildingRecord& r, core::CsvWriter& out) { out.cell(r.building.listed ? "yes" : "no"); }});
  table.push_back({"geometry", [](const BuildingRecord& r) { return !r.building.footprint.empty(); },
                   [](const BuildingRecord& r, core::CsvWriter& out) { out.cell(to_wkt(r.building.footprint)); }});
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
          flag_column("planted", &Lease::planted, false)};
}

std::vector<OutColumn<Unit>> unit_table() {
  return {text_column("unit_id", &Unit::unit_id, true),         text_column("name", &Unit::name),
          text_column("administration", &Unit::administration), text_column("lease_id", &Unit::lease_id),
          number_column("employees", &Unit::employees),         number_column("fte", &Unit::fte),
          flag_column("movable", &Unit::movable, true),         text_column("lock_reason", &Unit::lock_reason)};
}

/// The table as CSV; columns that no record fills are left out.
template <class Record>
std::string to_csv(const std::vector<OutColumn<Record>>& table, const std::vector<Record>& records) {
  std::vector<const OutColumn<Record>*> used;
  for (const OutColumn<Record>& column : table) {
    if (column.required || std::any_of(records.begin(), records.end(), column.is_given)) used.push_back(&column);
  }
  core::CsvWriter out;
  for (const OutColumn<Record>* column : used) out.cell(column->name);
  out.end_row();
  for (const Record& record : records) {
    for (const OutColumn<Record>* column : used) column->write(record, out);
    out.end_row();
  }
  return out.text();
}

/// Writes a table that has rows. An old file of a table that has none would be read as part of the new portfolio.
template <class Record>
void write_table(const fs::path& path, const std::vector<OutColumn<Record>>& table, const std::vector<Record>& records) {
  if (!records.empty()) core::write_file_atomic(path, to_csv(table, records));
}

template <class Record>
void check_no_leftover(const fs::path& path, const std::vector<Record>& records) {
  if (!records.empty() || !fs::exists(path)) return;
  throw core::Error(core::ErrorKind::io, "the folder has this table of another portfolio", {path.string()},
                    "Choose an empty folder, or remove the file.");
}

}  // namespace

void write_portfolio(const Portfolio& portfolio, const std::filesystem::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw core::Error(core::ErrorKind::io, "cannot make the folder: " + error.message(), {folder.string()},
                      "Choose another folder, or ask for permission.");
  }
  check_no_leftover(folder / "properties.csv", portfolio.properties);
  check_no_leftover(folder / "leases.csv", portfolio.leases);
  check_no_leftover(folder / "units.csv", portfolio.units);
  write_table(folder / "properties.csv", property_table(), portfolio.properties);
  write_table(folder / "leases.csv", lease_table(), portfolio.leases);
  write_table(folder / "units.csv", unit_table(), portfolio.units);
  // Last: without it the folder is no portfolio, so a half-written one is not taken for whole.
  core::write_file_atomic(folder / "buildings.csv", to_csv(building_table(), portfolio.buildings));
}

}  // namespace tvilling::models
