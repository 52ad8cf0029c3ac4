// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/synthetic_faults.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/io/csv.hpp"
#include "core/random.hpp"
#include "models/portfolio/synthetic_faults_rules.hpp"

namespace tvilling::models {

namespace {

using faults::City;
using faults::Fault;
using faults::Kind;

constexpr std::array<std::string_view, 10> kColumns{"table", "id",  "column",     "kind",    "code",
                                                    "was",   "now", "told_table", "told_id", "also"};

/// Plants into one set of tables.
class Planter {
 public:
  Planter(const Portfolio& portfolio, std::vector<OutTable>& tables, const FaultOptions& options,
          std::span<const PlantedFault> planted)
      : options_(options), originals_(tables), city_(portfolio, originals_, options) {
    for (const PlantedFault& fault : planted) touch(fault);
  }

  void plant(OutTable& table) {
    const std::vector<const Kind*> kinds = kinds_of(table.table);
    const std::size_t rows = table.rows.size();
    const std::size_t wanted = static_cast<std::size_t>(std::lround(options_.share * static_cast<double>(rows)));
    if (kinds.empty() || wanted == 0) return;
    const std::vector<std::size_t> order = shuffled(table);
    std::vector<std::size_t> times(kinds.size(), 0);
    std::size_t done = 0;
    std::size_t barren = 0;  // kinds in a row that found no row
    for (std::size_t k = 0; done < wanted && barren < kinds.size(); k = (k + 1) % kinds.size()) {
      const bool grew = times[k] < kinds[k]->most && plant_one(table, *kinds[k], order);
      times[k] += grew ? 1 : 0;
      done += grew ? 1 : 0;
      barren = grew ? 0 : barren + 1;
    }
  }

  [[nodiscard]] std::vector<PlantedFault> take() && { return std::move(faults_); }

 private:
  [[nodiscard]] std::vector<const Kind*> kinds_of(PortfolioTable table) const {
    std::vector<const Kind*> kinds;
    for (const std::span<const Kind> group : {faults::building_kinds(), faults::register_kinds(), faults::meter_kinds()}) {
      for (const Kind& kind : group) {
        const bool layer = options_.form == TableForm::layer;
        if (kind.table != table || (kind.typed && layer) || (kind.text_only && options_.form != TableForm::text)) continue;
        kinds.push_back(&kind);
      }
    }
    return kinds;
  }

  /// The rows in the order in which they are tried.
  [[nodiscard]] std::vector<std::size_t> shuffled(const OutTable& table) const {
    std::vector<std::pair<std::uint64_t, std::size_t>> draws;
    draws.reserve(table.rows.size());
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      const std::string key = fmt::format("{}:{}", to_string(table.table), city_.text(table.table, row, table.columns[0].name));
      draws.emplace_back(core::random_bits({options_.seed, key, "fault", row}), row);
    }
    std::sort(draws.begin(), draws.end());
    std::vector<std::size_t> order;
    order.reserve(draws.size());
    for (const auto& [draw, row] : draws) order.push_back(row);
    return order;
  }

  bool plant_one(OutTable& table, const Kind& kind, const std::vector<std::size_t>& order) {
    for (const std::size_t row : order) {
      const RowName name{std::string(to_string(table.table)), city_.text(table.table, row, table.columns[0].name)};
      if (touched_.contains(name)) continue;
      std::optional<Fault> fault = kind.make(city_, row);
      if (!fault || (fault->told && touched_.contains(*fault->told))) continue;
      const bool free =
          std::none_of(fault->also.begin(), fault->also.end(), [this](const RowName& other) { return touched_.contains(other); });
      if (!free) continue;
      touched_.insert(name);
      record(table, kind, *fault, row);
      return true;
    }
    return false;
  }

  void record(OutTable& table, const Kind& kind, const Fault& fault, std::size_t row) {
    std::vector<core::SheetCell> cells = table.rows[row];
    if (fault.to == Fault::To::blank_copy) cells.assign(cells.size(), std::string());
    PlantedFault planted;
    planted.table = to_string(table.table);
    planted.kind = kind.name;
    planted.code = kind.code.code;
    for (const faults::Change& change : fault.changes) {
      const std::size_t column = column_of(table, change.column);
      if (planted.column.empty()) {
        planted.column = change.column;
        planted.was = cell_text(planted.column, cells[column], options_.danish);
        planted.now = cell_text(planted.column, change.now, options_.danish);
      }
      cells[column] = change.now;
    }
    if (fault.extra_cell) {
      cells.emplace_back(std::string("?"));
      planted.now = "?";
    }
    planted.id = cell_text(table.columns[0].name, cells[0], options_.danish);
    planted.told = fault.told.value_or(RowName{planted.table, planted.id});
    planted.also = fault.also;
    if (fault.to == Fault::To::row) {
      table.rows[row] = std::move(cells);
    } else {
      if (planted.was == planted.now) planted.was.clear();  // there was no such row
      table.rows.push_back(std::move(cells));
    }
    touch(planted);
    faults_.push_back(std::move(planted));
  }

  static std::size_t column_of(const OutTable& table, std::string_view name) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [name](const core::LayerField& column) { return column.name == name; });
    return static_cast<std::size_t>(found - table.columns.begin());
  }

  void touch(const PlantedFault& fault) {
    touched_.insert({fault.table, fault.id});
    if (fault.table != "meters" && (fault.table == "meter_shares" || fault.table == "readings"))
      touched_.insert({"meters", fault.id});
    if (fault.table == "meters") touched_.insert({"meter_shares", fault.id});
    if (!fault.told.second.empty()) touched_.insert(fault.told);
    touched_.insert(fault.also.begin(), fault.also.end());
  }

  const FaultOptions& options_;
  std::vector<OutTable> originals_;
  City city_;
  std::set<RowName> touched_;
  std::vector<PlantedFault> faults_;
};

/// A column that only faults fill.
void add_column(std::vector<OutTable>& tables, PortfolioTable kind, const std::string& name) {
  for (OutTable& table : tables) {
    if (table.table != kind) continue;
    table.columns.push_back({name, core::FieldType::text});
    for (std::vector<core::SheetCell>& row : table.rows) row.emplace_back(std::string());
  }
}

std::string joined(const std::vector<RowName>& rows) {
  std::string text;
  for (const auto& [table, id] : rows) text += fmt::format("{}{}:{}", text.empty() ? "" : " ", table, id);
  return text;
}

std::vector<RowName> split_rows(std::string_view text) {
  std::vector<RowName> rows;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view one = text.substr(0, end);
    const std::size_t colon = std::min(one.find(':'), one.size());
    rows.emplace_back(one.substr(0, colon), colon < one.size() ? one.substr(colon + 1) : std::string_view());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return rows;
}

}  // namespace

std::vector<PlantedFault> plant_faults(const Portfolio& portfolio, std::vector<OutTable>& tables, const FaultOptions& options,
                                       std::span<const PlantedFault> planted) {
  add_column(tables, PortfolioTable::buildings, "status");
  add_column(tables, PortfolioTable::leases, "start");
  add_column(tables, PortfolioTable::leases, "end");
  Planter planter(portfolio, tables, options, planted);
  for (OutTable& table : tables) planter.plant(table);
  return std::move(planter).take();
}

std::string faults_csv(std::span<const PlantedFault> faults) {
  core::CsvWriter out;
  for (const std::string_view column : kColumns) out.cell(column);
  out.end_row();
  for (const PlantedFault& fault : faults) {
    for (const std::string* cell : {&fault.table, &fault.id, &fault.column, &fault.kind, &fault.code, &fault.was, &fault.now,
                                    &fault.told.first, &fault.told.second}) {
      out.cell(*cell);
    }
    out.cell(joined(fault.also));
    out.end_row();
  }
  return out.text();
}

bool is_faults_file(const std::filesystem::path& path) {
  core::Findings findings;  // whatever is wrong with it, it is no record then
  const core::Table table = core::read_csv(path, findings);
  return std::equal(table.header.begin(), table.header.end(), kColumns.begin(), kColumns.end(),
                    [](const core::TableCell& cell, std::string_view name) { return cell.text == name; });
}

std::vector<PlantedFault> read_faults(const std::filesystem::path& path) {
  core::Findings findings;
  const core::Table table = core::read_csv(path, findings);
  core::throw_if_stopped(findings);
  std::array<std::size_t, kColumns.size()> at{};
  for (std::size_t c = 0; c < kColumns.size(); ++c) {
    const auto found = std::find_if(table.header.begin(), table.header.end(),
                                    [&](const core::TableCell& cell) { return cell.text == kColumns[c]; });
    if (found == table.header.end()) {
      throw core::Error(core::ErrorKind::bad_input, fmt::format("column {} is missing", kColumns[c]), {path.string(), 1},
                        "It is written by `tvilling synth --faults`.");
    }
    at[c] = static_cast<std::size_t>(found - table.header.begin());
  }
  std::vector<PlantedFault> faults;
  for (const std::vector<core::TableCell>& row : table.rows) {
    const auto cell = [&](std::size_t c) -> const std::string& { return row[at[c]].text; };
    faults.push_back({cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), {cell(7), cell(8)}, split_rows(cell(9))});
  }
  return faults;
}

}  // namespace tvilling::models
