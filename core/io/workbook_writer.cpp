// SPDX-License-Identifier: MPL-2.0
#include "core/io/workbook_writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <system_error>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/table.hpp"
#include "core/io/zip_archive.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr std::time_t kCreated = 946684800;  // 2000-01-01: the hour of writing would make equal workbooks differ
constexpr lxw_row_t kLastRow = LXW_ROW_MAX - 1;
constexpr double kMinWidth = 8.0;
constexpr double kMaxWidth = 60.0;
constexpr double kWrappedWidth = 15.0;  // of a header over numbers: the rest goes to the next line
constexpr double kHeadingSize_pt = 14.0;
constexpr lxw_color_t kHeaderGround = 0xE3E8EE;
constexpr std::uint8_t kPaperA4 = 9;
constexpr std::array<const char*, 5> kNumberFormats{"General", "#,##0", "#,##0.0", "#,##0.00", "0.0%"};
/// By CellGround; light ones, on which black text is read. The first is none.
constexpr std::array<lxw_color_t, 5> kGrounds{0xFFFFFF, 0xC6E7C8, 0xFFEB9C, 0xFFC7CE, 0xE0E0E0};

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// A sheet's text is UTF-8 without most control characters; anything else would spoil the whole file.
std::string clean(const std::string& text) {
  std::string plain = is_utf8(text) ? text : latin1_to_utf8(text);
  std::erase_if(plain, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n'; });
  return plain;
}

/// libxlsxwriter writes 16 digits, which is one too few for some numbers.
bool survives(double number) {
  return std::strtod(fmt::format("{:.16G}", number).c_str(), nullptr) == number;
}

/// Of a number as it is shown, in characters: Excel shows ### in a column that is too narrow.
double shown_width(double number, CellFormat format) {
  if (format == CellFormat::general) return 0.0;
  const double size = std::max(std::abs(number), 1.0);
  const double digits = std::floor(std::log10(size)) + 1.0;
  constexpr double kDecimalsAndSign = 4.0;
  return digits + std::floor((digits - 1.0) / 3.0) + kDecimalsAndSign;
}

/// A file that is not there at the end, if it has not got another name.
struct RemovedFile {
  std::filesystem::path path;

  explicit RemovedFile(std::filesystem::path file) : path(std::move(file)) {}
  ~RemovedFile() {
    std::error_code ignored;  // nothing more can be done for what cannot be removed
    std::filesystem::remove(path, ignored);
  }
  RemovedFile(const RemovedFile&) = delete;
  RemovedFile& operator=(const RemovedFile&) = delete;
  RemovedFile(RemovedFile&&) = delete;
  RemovedFile& operator=(RemovedFile&&) = delete;
};

/// A number whose last digit has to be put right in the finished file.
struct LongNumber {
  std::string cell;  ///< "B7"
  double number = 0.0;
};

/// Puts the numbers, in the order of their cells, into the part of a sheet.
void put_long_numbers(std::string& part, const std::vector<LongNumber>& numbers) {
  std::string whole;
  std::size_t at = 0;
  for (const LongNumber& number : numbers) {
    const std::size_t cell = part.find("<c r=\"" + number.cell + "\"", at);
    const std::size_t begin = cell == std::string::npos ? cell : part.find("<v>", cell);
    const std::size_t end = begin == std::string::npos ? begin : part.find("</v>", begin);
    if (end == std::string::npos) throw Error(ErrorKind::internal, "a number is not where it was written: " + number.cell);
    whole.append(part, at, begin + 3 - at);
    whole += fmt::format("{}", number.number);
    at = end;
  }
  whole.append(part, at);
  part = std::move(whole);
}

}  // namespace

struct WorkbookWriter::State {
  std::filesystem::path path;
  std::filesystem::path temporary;
  lxw_workbook* book = nullptr;
  lxw_format* bold = nullptr;
  std::array<lxw_format*, kNumberFormats.size()> formats{};
  std::array<lxw_format*, kNumberFormats.size()> total_formats{};
  std::array<std::array<lxw_format*, kNumberFormats.size()>, kGrounds.size()> ground_formats{};
  lxw_format* heading_format = nullptr;
  lxw_format* header_format = nullptr;
  lxw_row_t header_row = 0;
  RowStyle style = RowStyle::plain;
  CellGround ground = CellGround::none;  ///< of the cell that is written
  lxw_worksheet* sheet = nullptr;
  std::string name;
  std::vector<SheetColumn> columns;
  std::vector<double> widths;
  lxw_row_t next_row = 0;
  lxw_row_t filter_end = 0;  ///< the row after the last that is filtered: totals are not
  int sheets = 0;
  std::map<std::string, std::vector<LongNumber>> long_numbers;  ///< by part

  void check(lxw_error error, std::size_t column) const {
    if (error == LXW_NO_ERROR) return;
    throw Error(ErrorKind::io, fmt::format("cannot write the cell: {}", lxw_strerror(error)), place(column));
  }
  [[nodiscard]] SourcePos place(std::size_t column) const {
    return {path.string(), static_cast<int>(next_row) + 1, static_cast<int>(column) + 1,
            fmt::format("{}, row {}, column {}", name, next_row + 1, column + 1)};
  }
  [[nodiscard]] lxw_format* format_of(std::size_t column) const {
    const std::size_t i = static_cast<std::size_t>(columns[column].format);
    if (ground != CellGround::none) return ground_formats[static_cast<std::size_t>(ground)][i];
    return style == RowStyle::total ? total_formats[i] : formats[i];
  }
  void make_formats() {
    bold = workbook_add_format(book);
    format_set_bold(bold);
    for (std::size_t i = 1; i < kNumberFormats.size(); ++i) {
      formats[i] = workbook_add_format(book);
      format_set_num_format(formats[i], kNumberFormats[i]);
    }
    for (std::size_t i = 0; i < kNumberFormats.size(); ++i) {
      total_formats[i] = workbook_add_format(book);
      format_set_num_format(total_formats[i], kNumberFormats[i]);
      format_set_bold(total_formats[i]);
      format_set_top(total_formats[i], LXW_BORDER_THIN);
    }
    for (std::size_t g = 1; g < kGrounds.size(); ++g) {
      for (std::size_t i = 0; i < kNumberFormats.size(); ++i) {
        ground_formats[g][i] = workbook_add_format(book);
        format_set_num_format(ground_formats[g][i], kNumberFormats[i]);
        format_set_bg_color(ground_formats[g][i], kGrounds[g]);
      }
    }
    heading_format = workbook_add_format(book);
    format_set_bold(heading_format);
    format_set_font_size(heading_format, kHeadingSize_pt);
    header_format = workbook_add_format(book);
    format_set_bold(header_format);
    format_set_text_wrap(header_format);
    format_set_align(header_format, LXW_ALIGN_VERTICAL_TOP);
    format_set_bg_color(header_format, kHeaderGround);
    format_set_bottom(header_format, LXW_BORDER_THIN);
  }
  void write(std::size_t column, const SheetCell& cell) {
    const lxw_col_t at = static_cast<lxw_col_t>(column);
    if (const std::string* text = std::get_if<std::string>(&cell)) {
      const std::string plain = clean(*text);
      widths[column] = std::max(widths[column], static_cast<double>(characters(plain)));
      lxw_format* const look = ground != CellGround::none ? ground_formats[static_cast<std::size_t>(ground)][0]
                               : style == RowStyle::total ? total_formats[0]
                                                          : nullptr;
      if (plain.empty()) return write_empty(column);
      check(worksheet_write_string(sheet, next_row, at, plain.c_str(), look), column);
    } else if (const double* number = std::get_if<double>(&cell)) {
      if (std::isnan(*number)) return write_empty(column);
      if (std::isinf(*number)) throw Error(ErrorKind::io, "cannot write the cell: the number is infinite", place(column));
      widths[column] = std::max(widths[column], shown_width(*number, columns[column].format));
      check(worksheet_write_number(sheet, next_row, at, *number, format_of(column)), column);
      if (survives(*number)) return;
      long_numbers[fmt::format("xl/worksheets/sheet{}.xml", sheets)].push_back(
          {fmt::format("{}{}", sheet_column(static_cast<int>(column) + 1), next_row + 1), *number});
    } else if (const bool* flag = std::get_if<bool>(&cell)) {
      check(worksheet_write_boolean(sheet, next_row, at, *flag ? 1 : 0, nullptr), column);
    } else {
      write_empty(column);
    }
  }
  /// Nothing, but for its ground.
  void write_empty(std::size_t column) const {
    if (ground == CellGround::none) return;
    const lxw_col_t at = static_cast<lxw_col_t>(column);
    check(worksheet_write_blank(sheet, next_row, at, format_of(column)), column);
  }
  /// What can be said only when all rows are known: widths and the filter's end.
  void end_sheet() {
    if (sheet == nullptr || columns.empty()) return;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const double width = columns[i].width > 0.0 ? columns[i].width : std::clamp(widths[i] + 2.0, kMinWidth, kMaxWidth);
      const lxw_col_t at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, at, at, width, nullptr);
    }
    worksheet_autofilter(sheet, header_row, 0, std::max<lxw_row_t>(filter_end, header_row + 1) - 1,
                         static_cast<lxw_col_t>(columns.size() - 1));
    sheet = nullptr;
  }
};

WorkbookWriter::WorkbookWriter(std::filesystem::path path) : state_(std::make_unique<State>()) {
  state_->path = std::move(path);
  state_->temporary = state_->path;
  state_->temporary += fmt::format(".tmp-{}", ::getpid());
  state_->book = workbook_new(state_->temporary.c_str());
  if (state_->book == nullptr) throw Error(ErrorKind::io, "cannot begin the workbook: no memory", {state_->path.string()});
  lxw_doc_properties properties{};
  properties.created = kCreated;
  workbook_set_properties(state_->book, &properties);
  state_->make_formats();
}

WorkbookWriter::~WorkbookWriter() {
  if (state_->book == nullptr) return;
  lxw_workbook_free(state_->book);  // closes nothing and writes nothing: the file was not begun
}

void WorkbookWriter::begin_sheet(std::string_view name, std::span<const SheetColumn> columns) {
  State& state = *state_;
  if (state.book == nullptr) throw Error(ErrorKind::internal, "a sheet was begun in a finished workbook");
  state.end_sheet();
  state.name = std::string(name);
  const lxw_error refused = workbook_validate_sheet_name(state.book, state.name.c_str());
  if (refused != LXW_NO_ERROR) {
    throw Error(ErrorKind::wrong_usage, fmt::format("a sheet cannot be named \"{}\": {}", state.name, lxw_strerror(refused)),
                {state.path.string()});
  }
  state.sheet = workbook_add_worksheet(state.book, state.name.c_str());
  if (state.sheet == nullptr) throw Error(ErrorKind::io, "cannot begin a sheet: no memory", {state.path.string()});
  ++state.sheets;
  state.columns.assign(columns.begin(), columns.end());
  state.widths.assign(columns.size(), 0.0);
  state.header_row = 0;
  state.next_row = 0;
  state.filter_end = 0;
  state.style = RowStyle::plain;
}

void WorkbookWriter::sheet(std::string_view name, std::span<const SheetColumn> columns) {
  begin_sheet(name, columns);
  State& state = *state_;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string header = clean(columns[i].name);
    state.widths[i] = static_cast<double>(characters(header));
    state.check(worksheet_write_string(state.sheet, 0, static_cast<lxw_col_t>(i), header.c_str(), state.bold), i);
  }
  worksheet_freeze_panes(state.sheet, 1, 0);
  state.next_row = 1;
}

void WorkbookWriter::sheet(std::string_view name, std::span<const SheetColumn> columns, const SheetLayout& layout) {
  begin_sheet(name, columns);
  State& state = *state_;
  for (std::size_t i = 0; i < layout.above.size(); ++i) {
    const std::string line = clean(layout.above[i]);
    lxw_format* const look = i == 0 ? state.heading_format : nullptr;
    state.check(worksheet_write_string(state.sheet, state.next_row, 0, line.c_str(), look), 0);
    ++state.next_row;
  }
  if (!layout.above.empty()) ++state.next_row;
  state.header_row = state.next_row;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string header = clean(columns[i].name);
    state.widths[i] = std::min(static_cast<double>(characters(header)), kWrappedWidth);
    const lxw_col_t at = static_cast<lxw_col_t>(i);
    state.check(worksheet_write_string(state.sheet, state.next_row, at, header.c_str(), state.header_format), i);
  }
  ++state.next_row;
  worksheet_freeze_panes(state.sheet, state.next_row, static_cast<lxw_col_t>(layout.frozen_columns));
  worksheet_set_landscape(state.sheet);
  worksheet_set_paper(state.sheet, kPaperA4);
  worksheet_fit_to_pages(state.sheet, 1, 0);
  worksheet_repeat_rows(state.sheet, state.header_row, state.header_row);
}

void WorkbookWriter::begin_row(std::size_t cells) const {
  const State& state = *state_;
  if (state.sheet == nullptr || cells != state.columns.size()) {
    throw Error(ErrorKind::internal, fmt::format("a row of {} cells in a sheet of {} columns", cells, state.columns.size()));
  }
  if (state.next_row > kLastRow) {
    throw Error(ErrorKind::io, fmt::format("a sheet holds {} rows and no more", kLastRow), state.place(0),
                "Write the table as CSV.");
  }
}

void WorkbookWriter::row(std::span<const SheetCell> cells, RowStyle style) {
  begin_row(cells.size());
  State& state = *state_;
  state.style = style;
  for (std::size_t i = 0; i < cells.size(); ++i) state.write(i, cells[i]);
  ++state.next_row;
  if (style != RowStyle::total) state.filter_end = state.next_row;
}

void WorkbookWriter::row(std::span<const SheetCell> cells, std::span<const CellGround> grounds) {
  begin_row(grounds.size());
  begin_row(cells.size());
  State& state = *state_;
  state.style = RowStyle::plain;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    state.ground = grounds[i];
    state.write(i, cells[i]);
  }
  state.ground = CellGround::none;
  ++state.next_row;
  state.filter_end = state.next_row;
}

void WorkbookWriter::finish() {
  State& state = *state_;
  if (state.book == nullptr) throw Error(ErrorKind::internal, "a workbook was finished twice");
  state.end_sheet();
  const RemovedFile temporary{state.temporary};
  const RemovedFile exact{state.temporary.string() + "-exact"};
  // The library would tell a folder that cannot be written on stderr.
  const FileDescriptor writable = FileDescriptor::open(temporary.path, O_WRONLY | O_CREAT);
  if (!writable.is_open()) throw_system_error("cannot write the workbook", state.path, errno);
  const lxw_error error = workbook_close(std::exchange(state.book, nullptr));  // frees it too
  if (error != LXW_NO_ERROR) {
    throw Error(ErrorKind::io, fmt::format("cannot write the workbook: {}", lxw_strerror(error)), {state.path.string()},
                "Is the disk full?");
  }
  if (!state.long_numbers.empty()) {
    rewrite_zip(temporary.path, exact.path, [&state](const std::string& name, std::string& part) {
      const auto found = state.long_numbers.find(name);
      if (found != state.long_numbers.end()) put_long_numbers(part, found->second);
    });
  }
  publish_file(state.long_numbers.empty() ? temporary.path : exact.path, state.path);
}

}  // namespace tvilling::core
