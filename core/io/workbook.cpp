// SPDX-License-Identifier: MPL-2.0
#include "core/io/workbook.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include "core/io/csv.hpp"
#include "core/io/csv_codes.hpp"
#include "core/io/file.hpp"
#include "core/io/sheet_cells.hpp"
#include "core/io/table_checks.hpp"
#include "core/io/workbook_codes.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

namespace code = workbook_code;
using Row = std::vector<StoredCell>;

Finding finding(const FindingCode& code, Severity severity, SourcePos pos, std::string message, std::string hint) {
  return {std::string(code.code), severity, std::move(pos), std::move(message), std::move(hint)};
}

std::string ending_of(const std::filesystem::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return ending;
}

bool is_ods(const std::filesystem::path& path) {
  return ending_of(path) == ".ods";
}

/// An old .xls and a workbook with a password are compound files of Microsoft's.
bool is_compound_file(const std::filesystem::path& path) {
  constexpr std::array<unsigned char, 8> kMagic{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
  const FileDescriptor file = FileDescriptor::open(path, O_RDONLY);
  std::array<unsigned char, 8> first{};
  return file.is_open() && ::read(file.get(), first.data(), first.size()) == 8 && first == kMagic;
}

/// Calls `read` with the archive; what is no workbook is a finding.
template <class Read>
void with_archive(const std::filesystem::path& path, const std::string& sheet, Findings& findings, const Read& read) {
  const SourcePos pos{path.string(), 0, 0, sheet};
  const std::optional<ZipArchive> archive = ZipArchive::open(path);
  if (!archive && is_compound_file(path)) {
    findings.add(finding(code::kEncrypted, Severity::stops, pos, "the workbook has a password, or is an old .xls file",
                         "Save it without password as .xlsx."));
    return;
  }
  if (!archive) {
    findings.add(finding(code::kUnreadable, Severity::stops, pos, "the file is no workbook: it is damaged, or of another kind",
                         "Open it in Excel or LibreOffice and save it as .xlsx."));
    return;
  }
  try {
    read(*archive);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::bad_input) throw;
    const bool password = error.message().find("password") != std::string::npos;
    findings.add(finding(
        password ? code::kEncrypted : code::kUnreadable, Severity::stops, pos, "the workbook cannot be read: " + error.message(),
        "Open it in Excel or LibreOffice and save it as .xlsx" + std::string(password ? " without password." : ".")));
  }
}

/// Makes a table of the cells of a sheet.
class SheetTable {
 public:
  SheetTable(Table& table, std::vector<StoredCell> cells, Findings& findings)
      : table_(table), cells_(std::move(cells)), findings_(findings) {}

  void fill() {
    const std::vector<Row> rows = cut_rows();
    const std::size_t header = header_row(rows);
    if (header == rows.size()) {
      findings_.add(finding(csv_code::kEmpty, Severity::stops, {table_.file, 0, 0, table_.sheet}, "the sheet is empty",
                            "Fill the sheet, or remove it."));
      return;
    }
    tell_title(rows, header);
    for (const StoredCell& cell : cells_) columns_.push_back(cell.column);
    std::sort(columns_.begin(), columns_.end());
    columns_.erase(std::unique(columns_.begin(), columns_.end()), columns_.end());
    table_.header = table_row(rows[header]);
    for (std::size_t i = header + 1; i < rows.size(); ++i) {
      tell_cells(rows[i]);
      table_.rows.push_back(table_row(rows[i]));
    }
    if (table_.rows.empty()) {
      findings_.add(finding(csv_code::kEmpty, Severity::stops, table_.pos(table_.header.front()),
                            "the table has a header but no rows", "Fill the sheet, or remove it."));
    }
    for (const auto& [column, odd] : odd_) tell_odd(odd);
    mark_numbers(rows, header);
    check_column_names(table_, findings_);
    drop_nameless_columns(table_, findings_);
  }

 private:
  struct Odd {
    SheetCellKind kind = SheetCellKind::error;
    StoredCell first;
    int count = 0;
  };

  std::vector<Row> cut_rows() const {
    std::vector<Row> rows;
    for (const StoredCell& cell : cells_) {
      if (rows.empty() || rows.back().front().row != cell.row) rows.emplace_back();
      rows.back().push_back(cell);
    }
    return rows;
  }

  /// The first row with two cells; in a sheet of one column the first.
  static std::size_t header_row(const std::vector<Row>& rows) {
    const auto found = std::find_if(rows.begin(), rows.end(), [](const Row& row) { return row.size() > 1; });
    return found == rows.end() ? 0 : static_cast<std::size_t>(found - rows.begin());
  }

  void tell_title(const std::vector<Row>& rows, std::size_t header) {
    if (header == 0) return;
    const StoredCell& first = rows.front().front();
    findings_.add(finding(code::kTitleRows, Severity::info, pos(first),
                          fmt::format("{} above the header, not read (\"{}\"); the header is row {}",
                                      header == 1 ? "a line stands" : fmt::format("{} lines stand", header), shown(first.text),
                                      rows[header].front().row),
                          {}));
  }

  std::vector<TableCell> table_row(const Row& row) const {
    std::vector<TableCell> cells;
    cells.reserve(columns_.size());
    for (const int column : columns_) cells.push_back({{}, row.front().row, column});
    for (const StoredCell& cell : row) {
      const bool has_value = cell.kind != SheetCellKind::no_stored_value && cell.kind != SheetCellKind::bad_date;
      if (has_value) cells[place_of(cell)].text = cell.text;
    }
    return cells;
  }

  /// Which of the columns in use a cell stands in: a stray cell far to the right costs one column, not thousands.
  [[nodiscard]] std::size_t place_of(const StoredCell& cell) const {
    return static_cast<std::size_t>(std::lower_bound(columns_.begin(), columns_.end(), cell.column) - columns_.begin());
  }

  [[nodiscard]] SourcePos pos(const StoredCell& cell) const { return table_.pos({{}, cell.row, cell.column}); }

  /// Cells without a value, gathered by column: a formula wrong in one row is wrong in all.
  void tell_cells(const Row& row) {
    for (const StoredCell& cell : row) {
      const bool odd = cell.kind == SheetCellKind::no_stored_value || cell.kind == SheetCellKind::bad_date ||
                       (cell.kind == SheetCellKind::error && cell.text != "#N/A");  // "#N/A" is a missing value
      if (!odd) continue;
      Odd& place = odd_.try_emplace({cell.column, cell.kind}, Odd{cell.kind, cell, 0}).first->second;
      ++place.count;
    }
  }

  void tell_odd(const Odd& odd) {
    const std::string rows = fmt::format(" ({} {} of the column)", odd.count, odd.count == 1 ? "cell" : "cells");
    const std::string text = shown(odd.first.text);
    Finding told;
    if (odd.kind == SheetCellKind::error) {
      told = finding(code::kErrorCell, Severity::warns, pos(odd.first), fmt::format("the cell is the error {}{}", text, rows),
                     "Mend the formula, or empty the cell.");
    } else if (odd.kind == SheetCellKind::bad_date) {
      told = finding(code::kBadDate, Severity::stops, pos(odd.first),
                     fmt::format("the date {} is not in the calendar{}", text, rows),
                     "Write a date after 1900, or give the cell a number format.");
    } else {
      told = finding(code::kNoStoredValue, Severity::stops, pos(odd.first),
                     fmt::format("the result of the formula \"{}\" is not stored{}", text, rows),
                     "Open the workbook in Excel or LibreOffice and save it.");
    }
    told.value = odd.first.text;
    findings_.add(std::move(told));
  }

  /// Which columns are stored as numbers. Where numbers and texts that look like numbers stand in one column, the texts decide
  /// the sign and the numbers are written with it.
  void mark_numbers(const std::vector<Row>& rows, std::size_t header) {
    const std::size_t columns = columns_.size();
    std::vector<std::vector<const StoredCell*>> numbers(columns);
    std::vector<std::vector<const StoredCell*>> texts(columns);
    for (std::size_t i = header + 1; i < rows.size(); ++i) {
      for (const StoredCell& cell : rows[i]) {
        const std::size_t at = place_of(cell);
        if (cell.kind == SheetCellKind::number) numbers[at].push_back(&cell);
        if (cell.kind == SheetCellKind::text || cell.kind == SheetCellKind::date) texts[at].push_back(&cell);
      }
    }
    table_.numeric.assign(columns, false);
    for (std::size_t at = 0; at < columns; ++at) {
      if (!numbers[at].empty() && texts[at].empty()) table_.numeric[at] = true;
      if (!numbers[at].empty() && !texts[at].empty()) mix(at, numbers[at], texts[at]);
    }
  }

  void mix(std::size_t at, const std::vector<const StoredCell*>& numbers, const std::vector<const StoredCell*>& texts) {
    const auto fraction = [](const StoredCell* cell) { return cell->text.find_first_of(".eE") != std::string::npos; };
    if (std::none_of(numbers.begin(), numbers.end(), fraction)) return;  // whole numbers fit either sign
    std::vector<std::string_view> signs;
    const StoredCell* doubtful = nullptr;
    for (const StoredCell* cell : texts) {
      const std::optional<double> point = parse_number(cell->text, NumberFormat::point);
      const std::optional<double> comma = parse_number(cell->text, NumberFormat::comma);
      if (cell->text.find_first_of(".,") == std::string::npos || (!point && !comma)) continue;
      signs.emplace_back(cell->text);
      if (doubtful == nullptr && point && comma && *point != *comma) doubtful = cell;
    }
    const std::optional<NumberFormat> format = detect_number_format(signs, false);
    if (!format && doubtful != nullptr) {
      Finding told =
          finding(code::kMixedColumn, Severity::stops, pos(*doubtful),
                  fmt::format("\"{}\" is stored as text among numbers: it may be read in two ways", shown(doubtful->text)),
                  "Store it as a number, like the other cells of the column.");
      told.value = doubtful->text;
      findings_.add(std::move(told));
    }
    if (format != NumberFormat::comma) return;
    for (std::vector<TableCell>& row : table_.rows) {
      TableCell& cell = row[at];
      const auto stored = std::lower_bound(numbers.begin(), numbers.end(), cell.line,
                                           [](const StoredCell* number, int line) { return number->row < line; });
      if (stored != numbers.end() && (*stored)->row == cell.line) std::replace(cell.text.begin(), cell.text.end(), '.', ',');
    }
  }

  Table& table_;
  std::vector<StoredCell> cells_;
  Findings& findings_;
  std::vector<int> columns_;  ///< in use, ascending
  std::map<std::pair<int, SheetCellKind>, Odd> odd_;
};

}  // namespace

bool is_workbook(const std::filesystem::path& path) {
  const std::string ending = ending_of(path);
  return ending == ".xlsx" || ending == ".xlsm" || ending == ".ods";
}

std::vector<SheetName> sheet_names(const std::filesystem::path& path, Findings& findings) {
  std::vector<SheetName> names;
  with_archive(path, {}, findings,
               [&](const ZipArchive& archive) { names = is_ods(path) ? ods_sheets(archive) : xlsx_sheets(archive); });
  return names;
}

Table read_sheet(const std::filesystem::path& path, const std::string& sheet, Findings& findings) {
  Table table;
  table.file = path.string();
  table.sheet = sheet;
  table.format.source = TableSource::workbook;
  table.format.detail = is_ods(path) ? "ods" : "xlsx";
  std::vector<StoredCell> cells;
  bool read = false;
  with_archive(path, sheet, findings, [&](const ZipArchive& archive) {
    cells = is_ods(path) ? ods_cells(archive, sheet) : xlsx_cells(archive, sheet);
    read = true;
  });
  if (!read) return table;
  std::stable_sort(cells.begin(), cells.end(), [](const StoredCell& a, const StoredCell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  SheetTable(table, std::move(cells), findings).fill();
  return table;
}

}  // namespace tvilling::core
