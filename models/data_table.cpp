// SPDX-License-Identifier: MPL-2.0
#include "models/data_table.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace tvilling::models {

namespace {

[[noreturn]] void broken(const core::SourcePos& pos, const std::string& what) {
  throw core::Error(core::ErrorKind::internal, "built-in table is broken: " + what, pos);
}

}  // namespace

DataTable::DataTable(std::string_view text, std::string name) {
  core::Findings findings;
  table_ = core::parse_csv(text, std::move(name), findings);
  for (const core::Finding& f : findings.list) {
    if (f.severity == core::Severity::stops) broken(f.pos, f.message);
  }
  if (table_.rows.empty()) broken({table_.file}, "no rows");
  const std::size_t source = column("source");
  for (const std::vector<core::TableCell>& row : table_.rows) {
    if (row[source].text.empty()) broken(table_.pos(row[source]), "a row without source");
  }
}

std::size_t DataTable::column(std::string_view name) const {
  const auto found =
      std::find_if(table_.header.begin(), table_.header.end(), [name](const core::TableCell& c) { return c.text == name; });
  if (found == table_.header.end()) broken({table_.file, 1, 0}, "no column " + std::string(name));
  return static_cast<std::size_t>(found - table_.header.begin());
}

const core::TableCell& DataTable::cell(std::size_t row, std::string_view column_name) const {
  return table_.rows.at(row)[column(column_name)];
}

const std::string& DataTable::text(std::size_t row, std::string_view column_name) const {
  return cell(row, column_name).text;
}

double DataTable::number(std::size_t row, std::string_view column_name) const {
  const core::TableCell& c = cell(row, column_name);
  const std::optional<double> value = core::parse_number(c.text, core::NumberFormat::point);
  if (!value || !std::isfinite(*value)) broken(table_.pos(c), "'" + c.text + "' is not a number");
  return *value;
}

std::size_t DataTable::row_of(std::string_view column_name, std::string_view key) const {
  std::optional<std::size_t> found;
  for (std::size_t row = 0; row < size(); ++row) {
    if (text(row, column_name) != key) continue;
    if (found) broken(table_.pos(cell(row, column_name)), "'" + std::string(key) + "' stands twice");
    found = row;
  }
  if (!found) broken({table_.file}, "no row '" + std::string(key) + "'");
  return *found;
}

Use use_of_table(std::string_view name) {
  const auto found = std::find(kUseNames.begin(), kUseNames.end(), name);
  if (found == kUseNames.end()) broken({}, "no use '" + std::string(name) + "'");
  return static_cast<Use>(found - kUseNames.begin());
}

}  // namespace tvilling::models
