// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/io/csv.hpp"
#include "models/building/building.hpp"

namespace tvilling::models {

/// One of our own embedded tables (house form: comma, decimal point). Whatever is wrong in it is a bug of ours:
/// every member throws core::Error (internal) that names the table, the line and the column.
class DataTable {
 public:
  /// `name` is the file's name, for messages; every row must have a non-empty `source`.
  DataTable(std::string_view text, std::string name);

  [[nodiscard]] std::size_t size() const noexcept { return table_.rows.size(); }
  [[nodiscard]] std::size_t column(std::string_view name) const;
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column_name) const;
  [[nodiscard]] double number(std::size_t row, std::string_view column_name) const;

  /// The only row whose `column_name` holds `key`.
  [[nodiscard]] std::size_t row_of(std::string_view column_name, std::string_view key) const;

 private:
  [[nodiscard]] const core::TableCell& cell(std::size_t row, std::string_view column_name) const;
  core::Table table_;
};

/// The use of that name; throws core::Error (internal) for a name that is none.
[[nodiscard]] Use use_of_table(std::string_view name);

}  // namespace tvilling::models
