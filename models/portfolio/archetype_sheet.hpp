// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "core/io/csv.hpp"

namespace tvilling::models {

/// The numbers that a cell may hold, ends included.
struct CellRange {
  double min = 0.0;
  double max = 0.0;
};

/// An archetype table by column name. What is wrong in it becomes a finding at its cell: these tables are read by people and
/// changed by them.
class ArchetypeSheet {
 public:
  /// Every table has a `source` besides `columns`; a missing column and a row without source stop. `extra` may be there.
  ArchetypeSheet(core::Table table, std::span<const std::string_view> columns, std::span<const std::string_view> extra,
                 core::Findings& findings);

  /// False when the table cannot be read row by row.
  [[nodiscard]] bool complete() const noexcept { return complete_; }
  [[nodiscard]] std::size_t size() const noexcept { return table_.rows.size(); }
  [[nodiscard]] const std::string& file() const noexcept { return table_.file; }
  [[nodiscard]] bool has(std::string_view column) const { return columns_.contains(column); }
  [[nodiscard]] const std::string& text(std::size_t row, std::string_view column) const { return cell(row, column).text; }
  [[nodiscard]] core::SourcePos pos(std::size_t row, std::string_view column) const { return table_.pos(cell(row, column)); }
  /// NaN and a finding where no number of that range stands.
  double number(std::size_t row, std::string_view column, const CellRange& range);

  void stop(const core::FindingCode& code, std::size_t row, std::string_view column, std::string message, std::string hint);
  /// About the table as a whole.
  void stop(const core::FindingCode& code, std::string message, std::string hint);

  /// "comma, decimal point, UTF-8"
  [[nodiscard]] std::string detected() const;

 private:
  [[nodiscard]] const core::TableCell& cell(std::size_t row, std::string_view column) const {
    return table_.rows[row][columns_.at(column)];
  }
  void map_columns(std::span<const std::string_view> columns, std::span<const std::string_view> extra);
  void detect_numbers();
  void require_sources();

  core::Table table_;
  core::Findings& findings_;
  std::map<std::string_view, std::size_t> columns_;
  core::NumberFormat format_ = core::NumberFormat::point;
  bool complete_ = true;
};

}  // namespace tvilling::models
