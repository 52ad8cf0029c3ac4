// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
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

struct TenureWord {
  std::string_view word;
  std::string_view tenure;
};
constexpr std::array kTenures{
    TenureWord{"owned", "owned"},
    TenureWord{"own", "owned"},
    TenureWord{"ejet", "owned"},
    TenureWord{"egen", "owned"},
    TenureWord{"eget", "owned"},
    TenureWord{"kommunal", "owned"},
    TenureWord{"thirdparty", "third_party"},
    TenureWord{"leased", "third_party"},
    TenureWord{"rented", "third_party"},
    TenureWord{"lejet", "third_party"},
    TenureWord{"indlejet", "third_party"},
    TenureWord{"privat", "third_party"},
    TenureWord{"eksternt", "third_party"},
};

std::string read_tenure(TableReader& table, Row row) {
  const std::string& text = table.text(row, "tenure");
  const std::string word = fold(text);
  if (word.empty()) return {};
  const auto found = std::find_if(kTenures.begin(), kTenures.end(), [&word](const TenureWord& t) { return t.word == word; });
  if (found != kTenures.end()) return std::string(found->tenure);
  table.stop(code::kUnknownWord, row, "tenure", fmt::format("tenure is \"{}\"", core::shown(text)),
             "Write owned or third_party (ejet or lejet).");
  return {};
}

std::string read_lease_use(TableReader& table, Row row) {
  const std::string& text = table.text(row, "use");
  if (is_missing_use(text)) return {};
  const std::optional<Use> use = parse_use(text);
  if (use) return std::string(to_string(*use));
  table.warn(code::kUnknownUse, row, "use", fmt::format("use \"{}\" is not known; it is kept as it is", core::shown(text)),
             suggest_use(text));
  return text;
}

/// Reads all rows with `read_row` and keeps those in which nothing stops.
template <class Record, class ReadRow>
void read_rows(TableReader& table, std::vector<Record>& records, const ReadRow& read_row) {
  for (Row row = 0; row < table.rows(); ++row) {
    static_cast<void>(table.take_stopped());
    Record record = read_row(table, row);
    if (!table.take_stopped() && table.complete()) records.push_back(std::move(record));
  }
}

Property read_property(TableReader& table, Row row) {
  return {table.id(row),
          table.text(row, "name"),
          table.text(row, "address"),
          table.text(row, "administration"),
          table.number(row, "value_dkk", kMoney, "DKK"),
          table.flag(row, "protected_address", false)};
}

Lease read_lease(TableReader& table, Row row) {
  Lease lease;
  lease.lease_id = table.id(row);
  lease.property_id = table.text(row, "property_id");
  lease.building_id = table.text(row, "building_id");
  lease.use = read_lease_use(table, row);
  lease.area_m2 = table.number(row, "area_m2", kArea, "m2");
  lease.vacant_m2 = table.number(row, "vacant_m2", kArea, "m2");
  lease.tenure = read_tenure(table, row);
  lease.rent_dkk_m2 = table.number(row, "rent_dkk_m2", kRent, "DKK/m2");
  lease.desks = table.number(row, "desks", kPersons);
  lease.planted = table.flag(row, "planted", false);
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
  unit.address = table.text(row, "address");
  return unit;
}

}  // namespace

std::string read_properties(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 1> kNumbers{"value_dkk"};
  constexpr std::array<std::string_view, 1> kRequired{"property_id"};
  TableReader table(PortfolioTable::properties, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.properties, read_property);
  return table.detected();
}

std::string read_leases(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 4> kNumbers{"area_m2", "vacant_m2", "rent_dkk_m2", "desks"};
  constexpr std::array<std::string_view, 2> kRequired{"lease_id", "property_id"};
  TableReader table(PortfolioTable::leases, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.leases, read_lease);
  return table.detected();
}

std::string read_units(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 2> kNumbers{"employees", "fte"};
  constexpr std::array<std::string_view, 1> kRequired{"unit_id"};
  TableReader table(PortfolioTable::units, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.units, read_unit);
  return table.detected();
}

}  // namespace tvilling::models
