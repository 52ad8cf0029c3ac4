// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/read_rows.hpp"
#include "models/portfolio/read_tables.hpp"
#include "models/portfolio/table_reader.hpp"
#include "models/portfolio/use_alias.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
using Row = TableReader::Row;

constexpr NumberRange kMoney{0.0, 1e12};
constexpr NumberRange kRent{0.0, 100000.0};
constexpr NumberRange kArea{0.0, 1000000.0};
constexpr NumberRange kPersons{0.0, 100000.0};
constexpr NumberRange kMonths{0.0, 600.0};

constexpr std::array kTenures{
    ColumnWord{"owned", "owned"},
    ColumnWord{"own", "owned"},
    ColumnWord{"ejet", "owned"},
    ColumnWord{"egen", "owned"},
    ColumnWord{"eget", "owned"},
    ColumnWord{"kommunal", "owned"},
    ColumnWord{"thirdparty", "third_party"},
    ColumnWord{"leased", "third_party"},
    ColumnWord{"rented", "third_party"},
    ColumnWord{"lejet", "third_party"},
    ColumnWord{"indlejet", "third_party"},
    ColumnWord{"privat", "third_party"},
    ColumnWord{"eksternt", "third_party"},
};

std::string read_lease_use(TableReader& table, Row row) {
  const std::string& text = table.text(row, "use");
  if (is_missing_use(text)) return {};
  const std::optional<Use> use = parse_use(text);
  if (use) return std::string(to_string(*use));
  table.warn(code::kUnknownUse, row, "use", fmt::format("use \"{}\" is not known; it is kept as it is", core::shown(text)),
             suggest_use(text));
  return text;
}

Property read_property(TableReader& table, Row row) {
  return {table.id(row),
          table.text(row, "name"),
          table.text(row, "address"),
          table.text(row, "administration"),
          table.number(row, "value_dkk", kMoney, "DKK"),
          table.flag(row, "protected_address", false),
          table.pos(row, "property_id")};
}

/// The day in a cell, as ISO text; empty where the cell is.
std::string read_day(TableReader& table, Row row, std::string_view column) {
  std::optional<core::TimeText> day = table.time(row, column);
  if (!day) return {};
  day->has_time = false;
  return core::to_string(*day);
}

void check_lease(TableReader& table, Row row, const Lease& lease) {
  if (!lease.start.empty() && !lease.end.empty() && lease.end < lease.start) {
    table.stop(code::kWrongOrder, row, "end", fmt::format("end is {}, before start {}", lease.end, lease.start),
               "Correct one of the dates; leave end empty when no end is agreed.");
  }
  if (lease.vacant_m2 > lease.area_m2) {
    table.warn(code::kLargerPart, row, "vacant_m2",
               fmt::format("vacant_m2 is {:.10g}, more than area_m2 {:.10g}", lease.vacant_m2, lease.area_m2),
               "The vacant area is part of the lease's area.");
  }
}

Lease read_lease(TableReader& table, Row row) {
  Lease lease;
  lease.lease_id = table.id(row);
  lease.property_id = table.text(row, "property_id");
  lease.building_id = table.text(row, "building_id");
  lease.use = read_lease_use(table, row);
  lease.area_m2 = table.number(row, "area_m2", kArea, "m2");
  lease.vacant_m2 = table.number(row, "vacant_m2", kArea, "m2");
  lease.tenure = table.word(row, "tenure", kTenures, "Write owned or third_party (ejet or lejet).");
  lease.rent_dkk_m2 = table.number(row, "rent_dkk_m2", kRent, "DKK/m2");
  lease.desks = table.number(row, "desks", kPersons);
  lease.start = read_day(table, row, "start");
  lease.end = read_day(table, row, "end");
  lease.notice_months = table.number(row, "notice_months", kMonths, "months");
  lease.planted = table.flag(row, "planted", false);
  lease.pos = table.pos(row, "lease_id");
  check_lease(table, row, lease);
  lease.address = table.text(row, "address");
  return lease;
}

Unit read_unit(TableReader& table, Row row) {
  Unit unit;
  unit.unit_id = table.id(row);
  unit.name = table.text(row, "name");
  unit.administration = table.text(row, "administration");
  unit.lease_id = table.text(row, "lease_id");
  unit.employees = table.number(row, "employees", kPersons);
  unit.fte = table.number(row, "fte", kPersons);
  unit.movable = table.flag(row, "movable", true);
  unit.lock_reason = table.text(row, "lock_reason");
  unit.pos = table.pos(row, "unit_id");
  unit.address = table.text(row, "address");
  return unit;
}

}  // namespace

std::string read_properties(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 1> kNumbers{"value_dkk"};
  constexpr std::array<std::string_view, 1> kRequired{"property_id"};
  TableReader table(PortfolioTable::properties, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.properties, read_property);
  return table.detected();
}

std::string read_leases(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 5> kNumbers{"area_m2", "vacant_m2", "rent_dkk_m2", "desks", "notice_months"};
  constexpr std::array<std::string_view, 2> kRequired{"lease_id", "property_id"};
  TableReader table(PortfolioTable::leases, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.leases, read_lease);
  return table.detected();
}

std::string read_units(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 2> kNumbers{"employees", "fte"};
  constexpr std::array<std::string_view, 1> kRequired{"unit_id"};
  TableReader table(PortfolioTable::units, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.units, read_unit);
  return table.detected();
}

}  // namespace tvilling::models
