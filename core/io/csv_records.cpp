// SPDX-License-Identifier: MPL-2.0
#include "core/io/csv_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/io/csv_codes.hpp"
#include "core/io/csv_encoding.hpp"
#include "core/io/file.hpp"
#include "core/text.hpp"

namespace tvilling::core {

namespace {

constexpr std::array<char, 3> kDelimiters{';', '\t', ','};

/// How well a delimiter fits the first records of the text.
struct Fit {
  char delimiter = ',';
  std::size_t columns = 0;
  std::size_t matching_rows = 0;
};

Fit try_delimiter(std::string_view text, char delimiter, const std::string& file) {
  constexpr std::size_t kRecords = 50;
  Findings ignored;  // the real parse reports them
  CsvRecords records(text, delimiter, file, ignored);
  std::vector<CsvCell> cells;
  Fit fit{delimiter, 0, 0};
  for (std::size_t seen = 0; seen < kRecords && !records.at_end();) {
    if (!records.next(cells)) break;
    if (is_blank(cells)) continue;
    if (fit.columns == 0) fit.columns = cells.size();
    if (cells.size() == fit.columns) ++fit.matching_rows;
    ++seen;
  }
  return fit;
}

/// The lines keep their numbers: the end of the line stays.
std::optional<char> take_separator_line(std::string_view& text) {
  constexpr std::string_view kPrefix = "sep=";
  if (!text.starts_with(kPrefix) || text.size() <= kPrefix.size()) return std::nullopt;
  const char delimiter = text[kPrefix.size()];
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  if (end != kPrefix.size() + 1 || std::find(kDelimiters.begin(), kDelimiters.end(), delimiter) == kDelimiters.end()) {
    return std::nullopt;
  }
  text.remove_prefix(end);
  return delimiter;
}

constexpr bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

CsvRecords::CsvRecords(std::string_view utf8, char delimiter, std::string file, Findings& findings)
    : text_(utf8), delimiter_(delimiter), file_(std::move(file)), findings_(findings) {}

bool CsvRecords::next(std::vector<CsvCell>& cells) {
  cells.clear();
  mended_.clear();
  while (true) {
    if (!take_cell(cells.emplace_back())) return false;
    if (!next_is(delimiter_)) break;
    take();
  }
  if (!at_end()) take();  // the line end
  return true;
}

/// Takes one byte, or both of "\r\n".
void CsvRecords::take() noexcept {
  const char c = text_[at_++];
  if (c == '\r' && next_is('\n')) ++at_;
  if (c == '\n' || c == '\r') {
    ++line_;
    column_ = 1;
  } else if (at_end() || !continues(text_[at_])) {
    ++column_;  // UTF-8: counted with a character's last byte
  }
}

/// The rest of a cell: up to the delimiter or the end of the line.
std::string_view CsvRecords::take_plain() noexcept {
  const std::size_t begin = at_;
  const char* byte = text_.data() + at_;
  const char* const end = text_.data() + text_.size();
  int inside = 0;  // bytes that are not a character's first
  while (byte != end && *byte != delimiter_ && *byte != '\n' && *byte != '\r') {
    inside += static_cast<int>(continues(*byte));
    ++byte;
  }
  at_ = static_cast<std::size_t>(byte - text_.data());
  column_ += static_cast<int>(at_ - begin) - inside;
  return text_.substr(begin, at_ - begin);
}

bool CsvRecords::take_cell(CsvCell& cell) {
  while (next_is(' ')) take();
  cell = {{}, line_, column_};
  if (next_is('"')) return take_quoted(cell);
  cell.text = trimmed(take_plain());
  return true;
}

bool CsvRecords::take_quoted(CsvCell& cell) {
  take();
  std::size_t begin = at_;
  std::string* mended = nullptr;
  while (!next_is('"') || (at_ + 1 < text_.size() && text_[at_ + 1] == '"')) {
    if (at_end()) {
      findings_.add({std::string(csv_code::kOpenQuote.code),
                     Severity::stops,
                     {file_, cell.line, cell.column},
                     "a quote is opened here and never closed",
                     "Close the quote, or take it away."});
      return false;
    }
    if (next_is('"')) {  // doubled: one of them belongs to the text
      if (mended == nullptr) mended = &mended_.emplace_back();
      take();
      mended->append(text_.substr(begin, at_ - begin));
      begin = at_ + 1;
    }
    take();
  }
  cell.text = text_.substr(begin, at_ - begin);
  take();
  const SourcePos after{file_, line_, column_};
  const std::string_view rest = take_plain();
  if (!trimmed(rest).empty()) {
    findings_.add({std::string(csv_code::kAfterQuote.code), Severity::stops, after,
                   fmt::format("\"{}\" follows a closing quote", shown(trimmed(rest))),
                   "Double the quotes inside a quoted cell, as in \"the \"\"old\"\" school\"."});
    if (mended == nullptr) mended = &mended_.emplace_back();
  }
  if (mended != nullptr) {
    mended->append(cell.text);
    mended->append(rest);
    cell.text = *mended;
  }
  cell.text = trimmed(cell.text);
  return true;
}

bool is_blank(const std::vector<CsvCell>& cells, std::size_t from) noexcept {
  return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(from, cells.size())), cells.end(),
                     [](const CsvCell& cell) { return cell.text.empty(); });
}

char take_delimiter(std::string_view& utf8, const std::string& file) {
  const std::optional<char> named = take_separator_line(utf8);
  if (named) return *named;
  Fit best;
  for (const char delimiter : kDelimiters) {
    const Fit fit = try_delimiter(utf8, delimiter, file);
    if (fit.columns < 2) continue;
    if (std::pair(fit.matching_rows, fit.columns) > std::pair(best.matching_rows, best.columns)) best = fit;
  }
  return best.delimiter;
}

CsvRecords CsvText::records(std::string file, Findings& findings) const {
  return {std::string_view(utf8).substr(begin), format.delimiter, std::move(file), findings};
}

std::optional<CsvText> read_csv_text(const std::filesystem::path& path, Findings& findings) {
  const std::string file = path.string();
  CsvText text;
  std::string bytes = read_file(path);
  text.sha256 = sha256_hex(bytes);
  if (is_plain_ascii(bytes)) {
    text.utf8 = std::move(bytes);  // nothing to decode: a large file is not copied
    warn_of_damage(text.utf8, file, findings);
  } else {
    std::optional<DecodedText> decoded = decode_text(bytes, file, findings);
    if (!decoded) return std::nullopt;
    text.utf8 = std::move(decoded->utf8);
    text.format.encoding = decoded->encoding;
  }
  std::string_view rest = text.utf8;
  text.format.delimiter = take_delimiter(rest, file);
  text.begin = text.utf8.size() - rest.size();
  return text;
}

}  // namespace tvilling::core
