// SPDX-License-Identifier: MPL-2.0
// Any bytes as a table: rows are as wide as the header, positions are real, texts are trimmed; numbers survive writing; what is
// decoded is UTF-8, and a table of Danish letters reads the same in every encoding that it may come in.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "core/io/csv_encoding.hpp"
#include "core/text.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

static void check_column(const core::Table& table, std::size_t column) {
  std::vector<std::string_view> cells;
  for (const std::vector<core::TableCell>& row : table.rows) cells.push_back(row[column].text);
  const std::optional<core::NumberFormat> format = core::detect_number_format(cells, table.format.delimiter == ';');
  if (!format) return;
  for (const std::string_view cell : cells) {
    const std::optional<double> value = core::parse_number(cell, *format);
    if (!value || !std::isfinite(*value)) continue;
    core::CsvWriter writer;
    writer.cell(*value);
    FUZZ_REQUIRE(core::parse_number(writer.text(), core::NumberFormat::point) == value);
  }
}

/// The input's bytes as Danish letters and signs of a table, so that every encoding is met.
static std::string danish(const std::uint8_t* data, std::size_t size) {
  static constexpr std::string_view kSigns = "a;b,1.2\n\"\r 9\t-";
  static constexpr std::array<std::string_view, 4> kLetters{"æ", "Ø", "å", "é"};  // in ISO-8859-1 too
  std::string text = "navn;vægt\n";
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t pick = data[i] % (kSigns.size() + kLetters.size());
    if (pick < kSigns.size()) {
      text += kSigns[pick];
    } else {
      text += kLetters[pick - kSigns.size()];
    }
  }
  return text;
}

static std::string latin1(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const unsigned int byte = static_cast<unsigned char>(utf8[i]);
    out += byte < 0x80 ? utf8[i] : static_cast<char>(((byte & 0x03U) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
  }
  return out;
}

/// Rows and texts without the columns of odd places: those count characters in every encoding.
static void require_same_table(const core::Table& a, const core::Table& b) {
  FUZZ_REQUIRE(a.rows.size() == b.rows.size() && a.header.size() == b.header.size());
  for (std::size_t r = 0; r < a.rows.size(); ++r) {
    for (std::size_t c = 0; c < a.header.size(); ++c) {
      FUZZ_REQUIRE(a.rows[r][c].text == b.rows[r][c].text);
      FUZZ_REQUIRE(a.rows[r][c].line == b.rows[r][c].line && a.rows[r][c].column == b.rows[r][c].column);
    }
  }
}

static void check_encodings(const std::uint8_t* data, std::size_t size) {
  const std::string utf8 = danish(data, size);
  core::Findings findings;
  const core::Table table = core::parse_csv(utf8, "fuzz.csv", findings);
  core::Findings with_mark;
  require_same_table(table, core::parse_csv("\xEF\xBB\xBF" + utf8, "fuzz.csv", with_mark));
  core::Findings single_byte;
  require_same_table(table, core::parse_csv(latin1(utf8), "fuzz.csv", single_byte));
  FUZZ_REQUIRE(findings.list.size() == with_mark.list.size() && findings.list.size() == single_byte.list.size());
}

static void check_decoding(std::string_view bytes) {
  core::Findings findings;
  const std::optional<core::DecodedText> text = core::decode_text(bytes, "fuzz.csv", findings);
  FUZZ_REQUIRE(text ? core::is_utf8(text->utf8) : findings.stops());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_decoding({reinterpret_cast<const char*>(data), size});
  check_encodings(data, size);
  core::Findings findings;
  const core::Table table = core::parse_csv({reinterpret_cast<const char*>(data), size}, "fuzz.csv", findings);
  for (const std::vector<core::TableCell>& row : table.rows) {
    FUZZ_REQUIRE(row.size() == table.header.size());
    for (const core::TableCell& cell : row) FUZZ_REQUIRE(cell.line >= 1 && cell.column >= 1);
  }
  FUZZ_REQUIRE(!table.rows.empty() || findings.stops());
  for (std::size_t column = 0; column < table.header.size() && column < 8; ++column) check_column(table, column);
  return 0;
}
