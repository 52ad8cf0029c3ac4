// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/column_alias.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/building/building.hpp"
#include "models/data_table.hpp"
#include "models/portfolio/fold.hpp"

namespace tvilling::data {
extern const std::string_view table_columns;
extern const std::string_view column_aliases;
extern const std::string_view table_names;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

[[noreturn]] void broken(std::string_view file, const std::string& what) {
  throw core::Error(core::ErrorKind::internal, "built-in table is broken: " + what, {std::string(file)});
}

PortfolioTable table_named(std::string_view file, const std::string& name) {
  const std::optional<PortfolioTable> table = find_table(name);
  if (!table) broken(file, "no table '" + name + "'");
  return *table;
}

/// The columns of one table and what each folded name means.
struct Names {
  std::vector<TableColumn> columns;
  std::vector<std::string> origin_columns;            ///< "area_m2_origin"; filled once, so that views of it stay
  std::map<std::string, std::string_view> by_folded;  ///< views of the two above
};

/// The data files, read once and folded.
class Vocabulary {
 public:
  Vocabulary() {
    read_columns();
    read_aliases();
    for (std::size_t i = 0; i < names_.size(); ++i) index(names_[i], static_cast<PortfolioTable>(i));
    read_table_names();
  }

  [[nodiscard]] const Names& of(PortfolioTable table) const noexcept { return names_[static_cast<std::size_t>(table)]; }
  [[nodiscard]] const std::map<std::string, PortfolioTable>& tables() const noexcept { return tables_; }
  [[nodiscard]] const std::vector<std::pair<PortfolioTable, std::string>>& table_names() const noexcept { return table_names_; }

 private:
  Names& of(PortfolioTable table) noexcept { return names_[static_cast<std::size_t>(table)]; }

  void add_number(PortfolioTable table, const core::Variable& v) {
    of(table).columns.push_back({std::string(v.name), std::string(v.unit), std::string(v.long_name), {}});
  }

  void read_columns() {
    const DataTable table(data::table_columns, "table_columns.csv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      of(table_named("table_columns.csv", table.text(row, "table")))
          .columns.push_back({table.text(row, "column"), table.text(row, "unit"), table.text(row, "meaning"), {}});
    }
    for (const BuildingColumn& c : building_columns()) add_number(PortfolioTable::buildings, c.variable);
    for (const HallColumn& c : hall_columns()) add_number(PortfolioTable::swimming_halls, c.variable);
    for (const BasinColumn& c : basin_columns()) add_number(PortfolioTable::pools, c.variable);
  }

  void read_aliases() {
    const DataTable table(data::column_aliases, "column_aliases.csv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      std::vector<TableColumn>& columns = of(table_named("column_aliases.csv", table.text(row, "table"))).columns;
      const std::string& name = table.text(row, "column");
      const auto found = std::find_if(columns.begin(), columns.end(), [&name](const TableColumn& c) { return c.column == name; });
      if (found == columns.end()) broken("column_aliases.csv", "no column '" + name + "'");
      found->aliases.push_back(table.text(row, "alias"));
    }
  }

  static void add(Names& names, const std::string& name, std::string_view column) {
    const auto [place, is_new] = names.by_folded.emplace(fold(name), column);
    if (!is_new && place->second != column)
      broken("column_aliases.csv", "'" + name + "' means " + std::string(place->second) + " and " + std::string(column));
  }

  static void index(Names& names, PortfolioTable table) {
    for (const TableColumn& column : names.columns) {
      add(names, column.column, column.column);
      for (const std::string& alias : column.aliases) add(names, alias, column.column);
    }
    if (table != PortfolioTable::buildings) return;
    names.origin_columns.reserve(kBuildingColumnCount);
    for (const TableColumn& column : names.columns) {
      if (find_building_column(column.column) == nullptr) continue;
      const std::string& origin = names.origin_columns.emplace_back(column.column + std::string(kOriginSuffix));
      add(names, origin, origin);
      for (const std::string_view suffix : {"_origin", "_oprindelse"}) {
        add(names, column.column + std::string(suffix), origin);
        for (const std::string& alias : column.aliases) add(names, alias + std::string(suffix), origin);
      }
    }
  }

  void read_table_names() {
    for (std::size_t i = 0; i < kPortfolioTableNames.size(); ++i) {
      tables_.emplace(fold(kPortfolioTableNames[i]), static_cast<PortfolioTable>(i));
    }
    const DataTable table(data::table_names, "table_names.csv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      const PortfolioTable kind = table_named("table_names.csv", table.text(row, "table"));
      const std::string& name = table.text(row, "name");
      const auto [place, is_new] = tables_.emplace(fold(name), kind);
      if (!is_new && place->second != kind) broken("table_names.csv", "'" + name + "' means two tables");
      table_names_.emplace_back(kind, name);
    }
  }

  std::array<Names, kPortfolioTableNames.size()> names_;
  std::map<std::string, PortfolioTable> tables_;
  std::vector<std::pair<PortfolioTable, std::string>> table_names_;
};

const Vocabulary& vocabulary() {
  static const Vocabulary words;
  return words;
}

/// The column or alias nearest to a header, as it is written in the data.
std::string nearest_name(PortfolioTable table, std::string_view header) {
  std::vector<std::string_view> candidates;
  for (const TableColumn& column : table_columns(table)) {
    candidates.emplace_back(column.column);
    candidates.insert(candidates.end(), column.aliases.begin(), column.aliases.end());
  }
  return core::nearest(core::shown(header), candidates);
}

}  // namespace

std::optional<PortfolioTable> find_table(std::string_view name) noexcept {
  const auto found = std::find(kPortfolioTableNames.begin(), kPortfolioTableNames.end(), name);
  if (found == kPortfolioTableNames.end()) return std::nullopt;
  return static_cast<PortfolioTable>(found - kPortfolioTableNames.begin());
}

std::span<const TableColumn> table_columns(PortfolioTable table) {
  return vocabulary().of(table).columns;
}

std::string_view find_column(PortfolioTable table, std::string_view header) {
  const std::map<std::string, std::string_view>& names = vocabulary().of(table).by_folded;
  const auto found = names.find(fold(header));
  return found == names.end() ? std::string_view{} : found->second;
}

std::string_view nearest_column(PortfolioTable table, std::string_view header) {
  const std::string name = nearest_name(table, header);
  return name.empty() ? std::string_view{} : find_column(table, name);
}

std::string suggest_column(PortfolioTable table, std::string_view header) {
  const std::string found = nearest_name(table, header);
  if (found.empty()) return {};
  const std::string_view column = find_column(table, found);
  if (column == found) return "Did you mean \"" + found + "\"?";
  return "Did you mean \"" + found + "\" (" + std::string(column) + ")?";
}

std::optional<PortfolioTable> table_of_name(std::string_view name) {
  const auto found = vocabulary().tables().find(fold(name));
  if (found == vocabulary().tables().end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> names_of_table(PortfolioTable table) {
  std::vector<std::string> names;
  for (const auto& [kind, name] : vocabulary().table_names()) {
    if (kind == table) names.push_back(name);
  }
  return names;
}

}  // namespace tvilling::models
