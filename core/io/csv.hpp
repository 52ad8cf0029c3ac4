// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"

namespace tvilling::core {

struct CsvText;  // csv_records.hpp

/// Reads comma, semicolon or tab separated text; detects delimiter and encoding. Quoted cells may hold delimiters,
/// line ends and doubled quotes. Empty lines are skipped. Ragged rows, open quotes, a duplicate column name and a
/// table without rows are findings (stops); a ragged row is left out of `rows`.
[[nodiscard]] Table parse_csv(std::string_view bytes, std::string file, Findings& findings);
[[nodiscard]] Table read_csv(const std::filesystem::path& path, Findings& findings);

/// The header of a text as a table without rows; nothing when there is none (told).
[[nodiscard]] std::optional<Table> csv_header(const CsvText& text, const std::string& file, Findings& findings);
/// The finding (stops) about a row that has not as many cells as the header.
[[nodiscard]] Finding ragged_row(SourcePos pos, std::size_t cells, std::size_t columns, char delimiter);

/// How numbers are written in a column, proved with all its cells.
enum class NumberFormat { point, comma };  ///< decimal sign

/// Gathers what the cells of a column say of its decimal sign, one by one; see detect_number_format.
class NumberFormatProof {
 public:
  void see(std::string_view cell);
  [[nodiscard]] std::optional<NumberFormat> format(bool semicolon) const noexcept;
  [[nodiscard]] bool proved() const noexcept { return !point_fits_ || !comma_fits_ || they_differ_; }

 private:
  bool point_fits_ = true;
  bool comma_fits_ = true;
  bool they_differ_ = false;
};

/// Decides the decimal sign of a column from all its cells: "1.234,5" and "3,50" are comma, "3.5" is point;
/// whole numbers fit both. Returns nothing when cells contradict each other or when it stays ambiguous ("1.234" or
/// "1,234" only); `semicolon` (the file's delimiter) decides "0,123"-like cells for comma and never decides "1.234".
[[nodiscard]] std::optional<NumberFormat> detect_number_format(const std::vector<std::string_view>& cells, bool semicolon);

/// The number in a cell (thousands signs allowed for the format), or nothing when it is not one. "", "-", "NA", "N/A",
/// "#N/A", "null" are missing: NaN.
[[nodiscard]] std::optional<double> parse_number(std::string_view text, NumberFormat format);

/// House form: comma, decimal point, LF. Danish: semicolon, decimal comma, CRLF, as a Danish spreadsheet reads it.
enum class CsvForm { house, danish };

/// Rows of CSV with RFC 4180 quotes and the shortest numbers that read back equal.
class CsvWriter {
 public:
  explicit CsvWriter(CsvForm form = CsvForm::house) noexcept : form_(form) {}
  void cell(std::string_view text);
  void cell(double value);  ///< NaN is written as an empty cell
  void end_row();
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  void begin_cell();

  CsvForm form_;
  std::string text_;
  bool first_ = true;
};

}  // namespace tvilling::core
