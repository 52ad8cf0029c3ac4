// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "core/error.hpp"
#include "core/io/sheet_cells.hpp"
#include "core/io/xml.hpp"
#include "core/text.hpp"

// OpenDocument (ISO/IEC 26300), the part of it that holds values.
namespace tvilling::core {

namespace {

constexpr std::size_t kMostCells = 50'000'000;  // a few bytes may claim to repeat a cell for ever

int count_of(std::string_view text) {
  int value = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc::result_out_of_range ? std::numeric_limits<int>::max() : std::max(value, 1);
}

std::string content_of(const ZipArchive& archive) {
  const std::optional<std::string> manifest = archive.read("META-INF/manifest.xml");
  if (manifest && manifest->find("encryption-data") != std::string::npos) {
    throw Error(ErrorKind::bad_input, "the workbook has a password");
  }
  std::optional<std::string> content = archive.read("content.xml");
  if (!content) throw Error(ErrorKind::bad_input, "the workbook has no part content.xml");
  return std::move(*content);
}

/// "PT18H05M07S" as "18:05:07"; a duration that is no time of day stays as it is.
std::string clock_of(std::string_view duration) {
  int hour = -1;
  int minute = -1;
  int second = -1;
  const char* at = duration.data();
  const char* const end = at + duration.size();
  if (!duration.starts_with("PT")) return std::string(duration);
  at = std::from_chars(at + 2, end, hour).ptr;
  if (at < end) at = std::from_chars(at + 1, end, minute).ptr;
  if (at < end) std::from_chars(at + 1, end, second);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::string(duration);
  return fmt::format("{:02}:{:02}:{:02}", hour, minute, second);
}

/// content.xml: the names of all sheets, and the cells of one.
class Content : public XmlHandler {
 public:
  explicit Content(std::optional<std::string> sheet) : sheet_(std::move(sheet)) {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "style:style") style_ = attributes.get("style:name");
    if (name == "style:table-properties" && attributes.get("table:display") == "false") hidden_styles_.insert(style_);
    if (name == "table:table" && depth_++ == 0) begin_sheet(attributes);
    if (!inside_) return;
    if (name == "table:table-row") begin_row(attributes);
    if (name == "table:table-cell" || name == "table:covered-table-cell") begin_cell(attributes);
    if (name == "office:annotation") ++aside_;
    if (name == "text:p") {
      if (paragraphs_++ > 0) text("\n");
      ++in_paragraph_;
    }
    if (name == "text:s") text(std::string(static_cast<std::size_t>(std::min(count_of(attributes.get("text:c")), 1000)), ' '));
    if (name == "text:tab") text("\t");
    if (name == "text:line-break") text("\n");
  }
  void end(std::string_view name) override {
    if (name == "table:table" && --depth_ == 0) inside_ = false;
    if (!inside_) return;
    if (name == "office:annotation") --aside_;
    if (name == "text:p") --in_paragraph_;
    if (name == "table:table-cell" || name == "table:covered-table-cell") end_cell();
    if (name == "table:table-row") end_row();
  }
  void text(std::string_view text) override {
    if (in_paragraph_ > 0 && aside_ == 0) shown_ += text;
  }

  std::vector<SheetName> names;
  std::vector<StoredCell> cells;
  bool found = false;

 private:
  void begin_sheet(const XmlAttributes& attributes) {
    const std::string name(attributes.get("table:name"));
    names.push_back({name, hidden_styles_.contains(std::string(attributes.get("table:style-name")))});
    inside_ = sheet_ && *sheet_ == name;
    found = found || inside_;
    row_ = 0;
  }
  void begin_row(const XmlAttributes& attributes) {
    rows_repeated_ = std::min(count_of(attributes.get("table:number-rows-repeated")), kMostRows);
    row_ = std::min(row_, kMostRows) + 1;
    column_ = 0;
    row_start_ = cells.size();
  }
  void begin_cell(const XmlAttributes& attributes) {
    columns_repeated_ = std::min(count_of(attributes.get("table:number-columns-repeated")), kMostColumns);
    const std::string_view type = attributes.get("office:value-type");
    kind_ = SheetCellKind::text;
    value_.clear();
    shown_.clear();
    paragraphs_ = 0;
    has_formula_ = !attributes.get("table:formula").empty();
    if (attributes.get("calcext:value-type") == "error") {
      kind_ = SheetCellKind::error;
    } else if (type == "float" || type == "percentage" || type == "currency") {
      kind_ = SheetCellKind::number;
      value_ = plain_digits(attributes.get("office:value"));
    } else if (type == "date") {
      kind_ = SheetCellKind::date;
      const std::string_view date = attributes.get("office:date-value");
      value_ = without_fraction(date);
    } else if (type == "time") {
      kind_ = SheetCellKind::date;
      value_ = clock_of(attributes.get("office:time-value"));
    } else if (type == "boolean") {
      kind_ = SheetCellKind::flag;
      value_ = attributes.get("office:boolean-value");
    } else if (type == "string") {
      value_ = attributes.get("office:string-value");
    } else if (has_formula_) {
      kind_ = SheetCellKind::no_stored_value;
      value_ = attributes.get("table:formula");
    }
  }
  void end_cell() {
    const std::string text(trimmed(value_.empty() ? shown_ : value_));
    if (!text.empty()) repeat(kind_, text);
    column_ = std::min(column_ + columns_repeated_, kMostColumns);
  }
  void repeat(SheetCellKind kind, const std::string& text) {
    check_place(row_, column_ + columns_repeated_);
    check_room(static_cast<std::size_t>(columns_repeated_));
    for (int i = 1; i <= columns_repeated_; ++i) cells.push_back({row_, column_ + i, kind, text});
  }
  void end_row() {
    const std::vector<StoredCell> row(cells.begin() + static_cast<std::ptrdiff_t>(row_start_), cells.end());
    if (!row.empty()) check_place(row_ + rows_repeated_ - 1, column_);
    if (!row.empty()) check_room(row.size() * static_cast<std::size_t>(rows_repeated_));
    for (int i = 1; i < rows_repeated_ && !row.empty(); ++i) {
      for (StoredCell cell : row) {
        cell.row += i;
        cells.push_back(std::move(cell));
      }
    }
    row_ = std::min(row_ + rows_repeated_ - 1, kMostRows);
  }
  static void check_place(int row, int column) {
    if (row > kMostRows || column > kMostColumns) {
      throw Error(ErrorKind::bad_input, fmt::format("it has a value in row {}, column {}", row, column));
    }
  }
  void check_room(std::size_t more) const {
    if (cells.size() + more > kMostCells) throw Error(ErrorKind::bad_input, "the sheet has too many cells");
  }

  std::optional<std::string> sheet_;
  std::set<std::string> hidden_styles_;
  std::string style_;
  int depth_ = 0;
  bool inside_ = false;
  int row_ = 0;
  int column_ = 0;
  int rows_repeated_ = 1;
  int columns_repeated_ = 1;
  std::size_t row_start_ = 0;
  SheetCellKind kind_ = SheetCellKind::text;
  std::string value_;
  std::string shown_;
  bool has_formula_ = false;
  int paragraphs_ = 0;
  int in_paragraph_ = 0;
  int aside_ = 0;
};

}  // namespace

std::vector<SheetName> ods_sheets(const ZipArchive& archive) {
  Content content(std::nullopt);
  parse_xml(content_of(archive), content);
  return std::move(content.names);
}

std::vector<StoredCell> ods_cells(const ZipArchive& archive, const std::string& sheet) {
  Content content(sheet);
  parse_xml(content_of(archive), content);
  if (!content.found) throw Error(ErrorKind::bad_input, "the workbook has no sheet " + sheet);
  return std::move(content.cells);
}

}  // namespace tvilling::core
