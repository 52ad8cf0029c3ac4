// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "core/io/csv.hpp"

namespace core = tvilling::core;

namespace {

/// Text as a reader gives it: no control characters, no spaces at the ends; delimiters and quotes as they come.
rc::Gen<std::string> cell_text() {
  const rc::Gen<std::string> letter =
      rc::gen::element<std::string>("a", "Z", "7", ",", ";", "\"", " ", "\n", "\t", "'", "æ", "Ø", "–", ".");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(letter), [](const std::vector<std::string>& letters) {
    std::string text = "x";
    for (const std::string& l : letters) text += l;
    return text + "x";
  });
}

}  // namespace

TEST_CASE("A random table written and parsed is the same table") {
  REQUIRE(rc::check([] {
    const std::size_t columns = *rc::gen::inRange<std::size_t>(2, 6);
    const std::size_t rows = *rc::gen::inRange<std::size_t>(1, 8);
    std::vector<std::vector<std::string>> cells;
    for (std::size_t i = 0; i < rows; ++i) cells.push_back(*rc::gen::container<std::vector<std::string>>(columns, cell_text()));
    core::CsvWriter out;
    for (std::size_t j = 0; j < columns; ++j) out.cell("column_" + std::to_string(j));
    out.end_row();
    for (const std::vector<std::string>& row : cells) {
      for (const std::string& text : row) out.cell(text);
      out.end_row();
    }
    core::Findings findings;
    const core::Table table = core::parse_csv(out.text(), "t", findings);
    RC_ASSERT(findings.list.empty());
    RC_ASSERT(table.rows.size() == rows);
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) RC_ASSERT(table.rows[i][j].text == cells[i][j]);
    }
  }));
}

TEST_CASE("A random number written is read back to the last bit") {
  REQUIRE(rc::check([](double value) {
    RC_PRE(std::isfinite(value));
    core::CsvWriter out;
    out.cell(value);
    RC_ASSERT(core::parse_number(out.text(), core::NumberFormat::point) == value);
  }));
}

TEST_CASE("Random bytes are parsed without an exception and rows fit the header") {
  REQUIRE(rc::check([](const std::string& bytes) {
    core::Findings findings;
    const core::Table table = core::parse_csv(bytes, "t", findings);
    for (const auto& row : table.rows) RC_ASSERT(row.size() == table.header.size());
    RC_ASSERT(!table.rows.empty() || findings.stops());
  }));
}

TEST_CASE("Random pieces of tables are parsed without an exception") {
  REQUIRE(rc::check([] {
    const std::vector<std::string> pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "1.234", "3,5", ";", ",", "\t", "\"", "\n", "\r\n", "\r", " ", "\xF8", "\xC3\xB8", "\x96", "\xEF\xBB\xBF", "sep=;"));
    std::string bytes;
    for (const std::string& piece : pieces) bytes += piece;
    core::Findings findings;
    const core::Table table = core::parse_csv(bytes, "t", findings);
    for (const auto& row : table.rows) RC_ASSERT(row.size() == table.header.size());
    RC_ASSERT(!table.rows.empty() || findings.stops());
  }));
}

TEST_CASE("A column is never decided for a format that one of its numbers contradicts") {
  REQUIRE(rc::check([] {
    const std::vector<std::string> texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("1", "1.5", "1,5", "1.234", "1,234", "1.234,5", "1,234.5", "0.5", "x", "")));
    const std::vector<std::string_view> cells(texts.begin(), texts.end());
    const std::optional<core::NumberFormat> format = core::detect_number_format(cells, *rc::gen::arbitrary<bool>());
    if (!format) return;
    for (const std::string_view cell : cells) {
      const bool number =
          core::parse_number(cell, core::NumberFormat::point) || core::parse_number(cell, core::NumberFormat::comma);
      RC_ASSERT(!number || core::parse_number(cell, *format).has_value());
    }
  }));
}
