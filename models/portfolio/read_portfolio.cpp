// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/text.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/own_archetypes.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/read_tables.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
namespace fs = std::filesystem;
using core::Finding;
using core::Severity;
using ReadTable = std::string (*)(core::Table, Portfolio&, core::Findings&);

struct TableKind {
  PortfolioTable table;
  ReadTable read;
};
constexpr std::array kTables{TableKind{PortfolioTable::buildings, read_buildings},
                             TableKind{PortfolioTable::properties, read_properties},
                             TableKind{PortfolioTable::leases, read_leases}, TableKind{PortfolioTable::units, read_units}};

/// Findings of one file in the order of its lines.
void sort_by_line(core::Findings& findings, std::size_t from) {
  std::stable_sort(findings.list.begin() + static_cast<std::ptrdiff_t>(from), findings.list.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::pair(a.pos.line, a.pos.column) < std::pair(b.pos.line, b.pos.column);
                   });
}

void read_table(const PortfolioSource& source, const TableKind& kind, Portfolio& portfolio, core::Findings& findings) {
  const std::size_t from = findings.list.size();
  core::Table table = source.read(kind.table, findings);
  InputFile input{source.file(kind.table), source.sha256(kind.table), {}};
  if (!table.header.empty()) input.detected = kind.read(std::move(table), portfolio, findings);
  portfolio.inputs.push_back(std::move(input));
  sort_by_line(findings, from);
}

/// Ids that a table refers to and the other table does not have: one finding each, at the first row.
class References {
 public:
  References(std::string_view what, std::string_view table) : what_(what), table_(table) {}

  void known(const std::string& id) { known_.insert(id); }
  void refer(const std::string& id, const core::SourcePos& pos) {
    if (id.empty() || known_.contains(id)) return;
    const auto [place, is_new] = unknown_.emplace(id, std::pair(pos, 0));
    ++place->second.second;
    if (is_new) order_.push_back(id);
  }
  void tell(core::Findings& findings) const {
    for (const std::string& id : order_) {
      const auto& [pos, count] = unknown_.at(id);
      findings.add({std::string(code::kUnknownReference.code), Severity::warns, pos,
                    fmt::format("{} \"{}\" is not in the {} table ({} {})", what_, core::shown(id), table_, count,
                                count == 1 ? "row" : "rows"),
                    fmt::format("Add it to the {} table, or correct the id.", table_)});
    }
  }

 private:
  std::string_view what_;
  std::string_view table_;
  std::set<std::string> known_;
  std::map<std::string, std::pair<core::SourcePos, int>> unknown_;
  std::vector<std::string> order_;
};

void check_references(const Portfolio& portfolio, const PortfolioSource& source, core::Findings& findings) {
  References properties("property", "properties");
  References buildings("building", "buildings");
  References leases("lease", "leases");
  for (const Property& property : portfolio.properties) properties.known(property.property_id);
  for (const BuildingRecord& record : portfolio.buildings) buildings.known(record.building.building_id);
  for (const Lease& lease : portfolio.leases) leases.known(lease.lease_id);
  const core::SourcePos lease_file{source.file(PortfolioTable::leases)};
  const core::SourcePos unit_file{source.file(PortfolioTable::units)};
  if (source.has(PortfolioTable::properties)) {
    for (const BuildingRecord& record : portfolio.buildings) properties.refer(record.building.property_id, record.pos);
    for (const Lease& lease : portfolio.leases) properties.refer(lease.property_id, lease_file);
  }
  for (const Lease& lease : portfolio.leases) buildings.refer(lease.building_id, lease_file);
  if (source.has(PortfolioTable::leases)) {
    for (const Unit& unit : portfolio.units) leases.refer(unit.lease_id, unit_file);
  }
  properties.tell(findings);
  buildings.tell(findings);
  leases.tell(findings);
}

}  // namespace

Portfolio read_portfolio(const PortfolioSource& source, core::Findings& findings) {
  Portfolio portfolio;
  portfolio.name = source.name();
  for (const TableKind& kind : kTables) {
    if (source.has(kind.table)) read_table(source, kind, portfolio, findings);
  }
  // Rows that stopped are missing from the tables: references to them would be told wrongly.
  if (!findings.stops()) check_references(portfolio, source, findings);
  read_own_archetypes(source.path(), portfolio, findings);
  return portfolio;
}

Portfolio read_portfolio(const std::filesystem::path& path, core::Findings& findings) {
  return read_portfolio(PortfolioSource(path, findings), findings);
}

}  // namespace tvilling::models
