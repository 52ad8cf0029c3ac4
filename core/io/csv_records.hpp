// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"

namespace tvilling::core {

/// A cell of a record: trimmed, quotes removed. The text lives until the next record is cut.
struct CsvCell {
  std::string_view text;
  int line = 0;
  int column = 0;  ///< in characters
};

/// Cuts CSV text into records, one at a time and without memory of its own (but for cells with quotes inside): the parser of
/// parse_csv, and for files that are too large for a Table. Quotes count only at the start of a cell (RFC 4180).
class CsvRecords {
 public:
  /// `utf8` must outlive the records.
  CsvRecords(std::string_view utf8, char delimiter, std::string file, Findings& findings);

  [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }
  /// Cuts the next record into `cells`; false when a quote in it is never closed (told; the end is reached).
  bool next(std::vector<CsvCell>& cells);

 private:
  [[nodiscard]] bool next_is(char c) const noexcept { return !at_end() && text_[at_] == c; }
  void take() noexcept;
  [[nodiscard]] std::string_view take_plain() noexcept;
  [[nodiscard]] bool take_quoted(CsvCell& cell);
  [[nodiscard]] bool take_cell(CsvCell& cell);

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  char delimiter_;
  std::string file_;
  Findings& findings_;
  std::deque<std::string> mended_;  ///< cells of this record that are no part of the text
};

/// True when the cells from `from` on are all empty.
[[nodiscard]] bool is_blank(const std::vector<CsvCell>& cells, std::size_t from = 0) noexcept;

/// The delimiter of a text: what Excel's first line "sep=;" names (it is taken off `utf8`), else the one of ; tab , that cuts
/// the header into at least two cells and most of the first rows into as many.
[[nodiscard]] char take_delimiter(std::string_view& utf8, const std::string& file);

/// A CSV file as it is to be cut.
struct CsvText {
  std::string utf8;
  std::size_t begin = 0;  ///< of the records in `utf8`
  TableFormat format;
  std::string sha256;  ///< of the file

  [[nodiscard]] CsvRecords records(std::string file, Findings& findings) const;
};

/// Reads a file whole (its encoding shows only at its end) and decodes it; nothing when it is no text (told).
/// Throws Error (io).
[[nodiscard]] std::optional<CsvText> read_csv_text(const std::filesystem::path& path, Findings& findings);

}  // namespace tvilling::core
