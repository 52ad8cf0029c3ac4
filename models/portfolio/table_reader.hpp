// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "core/time_text.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/kept_out.hpp"

namespace tvilling::models {

/// The numbers that a column may hold, ends included.
struct NumberRange {
  double min = -std::numeric_limits<double>::infinity();
  double max = std::numeric_limits<double>::infinity();
};

/// A word that a column may hold and what it stands for. Words are compared folded.
struct ColumnWord {
  std::string_view word;  ///< folded already
  std::string_view meaning;
};

/// A portfolio table by column name instead of by position: headers are matched by alias, number formats detected, totals
/// rows left out, a spreadsheet's error marks taken as missing. Everything wrong becomes a finding.
class TableReader {
 public:
  using Row = std::size_t;

  /// The first of `required` is the id column.
  TableReader(PortfolioTable kind, core::Table table, std::span<const std::string_view> numbers,
              std::span<const std::string_view> required, core::Findings& findings);

  [[nodiscard]] std::size_t rows() const noexcept { return table_.rows.size(); }
  [[nodiscard]] bool has(std::string_view column) const { return columns_.contains(column); }
  /// False when a column that every row needs is missing: then no row can be kept.
  [[nodiscard]] bool complete() const noexcept { return complete_; }
  /// "semicolon, decimal comma, ISO-8859-1"
  [[nodiscard]] std::string detected() const;
  [[nodiscard]] const std::string& header(std::string_view column) const;

  /// The cell's text; empty without that column.
  [[nodiscard]] const std::string& text(Row row, std::string_view column) const;
  [[nodiscard]] core::SourcePos pos(Row row, std::string_view column) const;
  [[nodiscard]] int line(Row row) const { return table_.rows[row].front().line; }
  /// Where a row begins; of a text only its line.
  [[nodiscard]] core::SourcePos row_pos(const std::vector<core::TableCell>& cells) const;
  /// What the row is called in findings.
  [[nodiscard]] const std::string& id_text(Row row) const { return text(row, id_column_); }

  /// The row as one that is kept out.
  [[nodiscard]] KeptOutRow kept_out(Row row) const;
  /// Adds the rows that have more or fewer cells than the header, as far as they have an id.
  void add_ragged(std::vector<KeptOutRow>& kept_out) const;

  /// Findings name rows by this column instead of by the id column.
  void name_rows_by(std::string_view column) noexcept { id_column_ = column; }

  /// The id of a row, exactly as given; a missing or repeated one is a finding (stops).
  std::string id(Row row);
  /// Warns once of ids that are shorter than the others because a spreadsheet took their leading zeros away. After all rows.
  void warn_of_lost_zeros();
  /// NaN where the cell is missing or wrong; text or a number outside the range is a finding (stops).
  double number(Row row, std::string_view column, const NumberRange& range, std::string_view unit = {});
  /// The cell as a number without a finding: NaN where it is missing, nothing where it is text or the column's numbers are
  /// unclear.
  [[nodiscard]] std::optional<double> plain_number(Row row, std::string_view column) const;
  /// Yes or no in Danish or English; the fallback where the cell is empty.
  bool flag(Row row, std::string_view column, bool fallback);

  /// What a word of `words` stands for; empty where the cell is. Another word is a finding (stops).
  std::string word(Row row, std::string_view column, std::span<const ColumnWord> words, std::string_view hint);
  /// A day or moment; nothing where the cell is empty. What is none is a finding (stops).
  std::optional<core::TimeText> time(Row row, std::string_view column);

  /// A finding about one cell: with its place and value, and the table and id of its row.
  void stop(const core::FindingCode& code, Row row, std::string_view column, std::string message, std::string hint);
  void warn(const core::FindingCode& code, Row row, std::string_view column, std::string message, std::string hint);
  /// True when something stopped since the last call.
  [[nodiscard]] bool take_stopped() noexcept { return std::exchange(stopped_, false); }

  void say(core::Severity severity, const core::FindingCode& code, Row row, std::string_view column, std::string message,
           std::string hint);

  /// Notes a row for a finding that is told once for the whole column; `tell_notes` adds them all.
  void note(const core::FindingCode& code, const std::string& what, std::string_view hint, Row row, std::string_view column,
            core::Severity severity = core::Severity::warns);
  void tell_notes();

 private:
  struct Column {
    std::size_t index = 0;
    std::optional<core::NumberFormat> format;  ///< of number columns; nothing when unclear
    bool proved = false;                       ///< a cell shows the decimal sign
  };
  struct Note {
    core::FindingCode code;
    core::Severity severity;
    std::string hint;
    core::SourcePos first;
    std::vector<int> lines;
    std::vector<std::string> ids;
  };

  void tell(core::Severity severity, const core::FindingCode& code, core::SourcePos pos, std::string message, std::string hint);
  core::Finding& about(core::Severity severity, const core::FindingCode& code, Row row, std::string_view column,
                       std::string message, std::string hint);
  void map_columns();
  /// What was told of the file before anybody knew its rows: which they are.
  void name_rows_of_file();
  void require(std::span<const std::string_view> required);
  void drop_totals_rows();
  void blank_error_marks();
  void warn_if_damaged(Row row, const std::string& id);
  void detect_numbers(std::string_view name, Column& column);
  void warn_if_similar(Row row, const std::string& id);
  void report_unclear(std::string_view name, const Column& column);

  PortfolioTable kind_;
  core::Table table_;
  core::Findings& findings_;
  std::string_view id_column_;
  std::map<std::string_view, Column> columns_;
  std::map<std::string, int> ids_;          ///< id -> line
  std::map<std::string, Row> similar_ids_;  ///< id without case and spaces -> its first row
  std::map<std::string, Note> notes_;
  bool complete_ = true;
  bool stopped_ = false;
};

}  // namespace tvilling::models
