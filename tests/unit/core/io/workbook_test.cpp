// SPDX-License-Identifier: MPL-2.0
#include "core/io/workbook.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/io/sheet_cells.hpp"
#include "core/io/workbook_writer.hpp"
#include "tests/support/made_zip.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;
using core::DateFormat;

struct Reading {
  core::Table table;
  core::Findings findings;
};

/// Number formats of the styles 0, 1, 2, 3: general, date, date with hours, hours.
const std::string kStyles =
    R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\-mm\-yyyy"/><numFmt numFmtId="165" formatCode="m/d/yyyy h:mm AM/PM"/>)"
    R"(</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs></styleSheet>)";

Reading read_xlsx(const std::string& rows, const std::string& texts = "") {
  const tests::TemporaryFolder folder;
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  tests::make_zip(
      folder / "a.xlsx",
      {{"_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"" + type + "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
       {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Bygninger\" r:id=\"s\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"s\" Type=\"" + type +
                                          "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"t\" Type=\"" + type +
                                          "sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"y\" Type=\"" + type +
                                          "styles\" Target=\"/xl/styles.xml\"/></Relationships>"},
       {"xl/sharedStrings.xml", "<sst>" + texts + "</sst>"},
       {"xl/styles.xml", kStyles},
       {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
  Reading reading;
  reading.table = core::read_sheet(folder / "a.xlsx", "Bygninger", reading.findings);
  return reading;
}

std::string text(const std::string& cell, const std::string& value) {
  return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
}
std::string number(const std::string& cell, const std::string& value, int style = 0) {
  return "<c r=\"" + cell + "\" s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}
std::string row(const std::string& cells) {
  return "<row>" + cells + "</row>";
}
const std::string kHeader = row(text("A1", "id") + text("B1", "value"));

std::vector<std::string> column(const core::Table& table, std::size_t at) {
  std::vector<std::string> texts;
  for (const auto& cells : table.rows) texts.push_back(cells[at].text);
  return texts;
}

std::size_t count(const Reading& reading, const std::string& code) {
  return static_cast<std::size_t>(std::count_if(reading.findings.list.begin(), reading.findings.list.end(),
                                                [&code](const core::Finding& finding) { return finding.code == code; }));
}

TEST_CASE("A finding in a workbook can name the cell") {
  const Reading r = read_xlsx(kHeader + row(text("A2", "a") + number("B2", "1.5")));
  REQUIRE(r.table.rows.size() == 1);
  CHECK(core::to_string(r.table.pos(r.table.rows[0][1])).ends_with("a.xlsx:Bygninger!B2"));
  CHECK(r.findings.list.empty());
}

TEST_CASE("An id in a workbook is text as it was given, a number stored as a number has a point") {
  const Reading r = read_xlsx(kHeader + row(text("A2", "000214") + number("B2", "0.1")) +
                                  row("<c r=\"A3\" t=\"s\"><v>1</v></c>" + number("B3", "725123.12345678901")),
                              "<si><t>a</t></si><si><r><t>Bør</t></r><rPh><t>x</t></rPh><r><t>ne_x0041_</t></r></si>");
  CHECK(column(r.table, 0) == std::vector<std::string>{"000214", "BørneA"});
  CHECK(column(r.table, 1) == std::vector<std::string>{"0.1", "725123.12345678901"});
  CHECK(r.table.numeric == std::vector<bool>{false, true});
}

TEST_CASE("A long whole number keeps its digits") {
  CHECK(core::plain_digits("1.23456789E9") == "1234567890");
  CHECK(core::plain_digits("1234567890.0") == "1234567890");
  CHECK(core::plain_digits("1.5") == "1.5");
  CHECK(core::plain_digits("1.23456789012345E+17") == "1.23456789012345E+17");
}

TEST_CASE("Dates of a workbook come out in ISO 8601 and keep hours that their format hides") {
  const Reading r =
      read_xlsx(kHeader + row(number("A2", "45688.75", 1) + number("B2", "45688.75", 2)) +
                row(number("A3", "45688", 1) + number("B3", "45688", 2)) + row(text("A4", "x") + number("B4", "0.75", 3)));
  CHECK(column(r.table, 0) == std::vector<std::string>{"2025-01-31T18:00:00", "2025-01-31", "x"});
  CHECK(column(r.table, 1) == std::vector<std::string>{"2025-01-31T18:00:00", "2025-01-31T00:00:00", "18:00:00"});
}

TEST_CASE("A date that is stored as text keeps its offset and loses only the fraction of its second") {
  CHECK(core::without_fraction("2025-01-31T17:00:00.000Z") == "2025-01-31T17:00:00Z");
  CHECK(core::without_fraction("2025-01-31T17:00:00,5+01:00") == "2025-01-31T17:00:00+01:00");
  CHECK(core::without_fraction("2025-01-31") == "2025-01-31");
  const Reading r = read_xlsx(kHeader + row(text("A2", "a") + "<c r=\"B2\" t=\"d\"><v>2025-01-31T17:00:00.250Z</v></c>"));
  CHECK(column(r.table, 1) == std::vector<std::string>{"2025-01-31T17:00:00Z"});
}

TEST_CASE("A row or column beyond a sheet's size is damage") {
  for (const char* number : {"2147483647", "99999999999", "1048577", "-1"}) {
    INFO(number);
    const Reading r = read_xlsx(kHeader + "<row r=\"" + number + "\">" + text("A2", "a") + "</row>" + row(text("A3", "b")));
    CHECK(r.findings.stops());
  }
  CHECK(read_xlsx(kHeader + row(text("XFE2", "a"))).findings.stops());
  CHECK_FALSE(read_xlsx(kHeader + row(text("XFD2", "a"))).findings.stops());
}

TEST_CASE("A workbook of LibreOffice that repeats rows or cells without end is damage when they hold something") {
  const auto read_ods = [](const std::string& rows) {
    const tests::TemporaryFolder folder;
    tests::make_zip(folder / "a.ods",
                    {{"content.xml", "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\">" +
                                         rows + "</table:table></office:spreadsheet></office:body></office:document-content>"}});
    Reading reading;
    reading.table = core::read_sheet(folder / "a.ods", "S", reading.findings);
    return reading;
  };
  const std::string cell = "<table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell>";
  const std::string head = "<table:table-row>" + cell + cell + "</table:table-row>";
  for (const std::string times : {"2147483647", "99999999999"}) {
    INFO(times);
    const std::string empty = "<table:table-row table:number-rows-repeated=\"" + times +
                              "\"><table:table-cell "
                              "table:number-columns-repeated=\"" +
                              times + "\"/><table:table-cell/></table:table-row>";
    CHECK(read_ods(head + head).table.rows.size() == 1);
    CHECK(read_ods(head + head + empty + empty).table.rows.size() == 1);
    CHECK(read_ods(head + empty + empty + head).findings.stops());
    CHECK(read_ods(head + "<table:table-row table:number-rows-repeated=\"" + times + "\">" + cell + "</table:table-row>")
              .findings.stops());
    CHECK(read_ods(head + "<table:table-row><table:table-cell table:number-columns-repeated=\"" + times + "\"/>" + cell +
                   "</table:table-row>")
              .findings.stops());
  }
}

TEST_CASE("A number format is a date when it shows days, months or hours") {
  for (const char* code :
       {"yyyy-mm-dd", "[$-406]d. mmmm yyyy", "d-mmm-yy", "mmm-yy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "åååå-MM-dd"}) {
    CHECK(core::date_format(code) == DateFormat::date);
  }
  for (const char* code : {"yyyy-mm-dd hh:mm", "[$-406]dd-mm-yyyy hh:mm;@", "m/d/yyyy h:mm AM/PM", "yyyy-mm-ddThh:mm"}) {
    CHECK(core::date_format(code) == DateFormat::date_and_time);
  }
  for (const char* code : {"h:mm", "hh:mm:ss"}) CHECK(core::date_format(code) == DateFormat::time);
  for (const char* code : {"General", "0.00", "#,##0 \"dage\"", "[h]:mm", "@", "0 \\m2", "[Red]0.0"}) {
    CHECK(core::date_format(code) == DateFormat::none);
  }
}

TEST_CASE("Day numbers follow the calendar of the workbook") {
  CHECK(core::iso_of_serial(1.0, DateFormat::date, false) == "1900-01-01");
  CHECK(core::iso_of_serial(59.0, DateFormat::date, false) == "1900-02-28");
  CHECK(core::iso_of_serial(60.0, DateFormat::date, false).empty());
  CHECK(core::iso_of_serial(61.0, DateFormat::date, false) == "1900-03-01");
  CHECK(core::iso_of_serial(45688.0, DateFormat::date, false) == "2025-01-31");
  CHECK(core::iso_of_serial(44226.0, DateFormat::date, true) == "2025-01-31");
  CHECK(core::iso_of_serial(45688.999999999, DateFormat::date_and_time, false) == "2025-02-01T00:00:00");
  CHECK(core::iso_of_serial(-1.0, DateFormat::date, false).empty());
  CHECK(core::iso_of_serial(2958466.0, DateFormat::date, false).empty());
}

TEST_CASE("Lines above the header are left out and told") {
  const Reading r = read_xlsx("<row r=\"1\">" + text("A1", "Udtræk pr. 1.1.2026") + "</row><row r=\"3\">" + text("A3", "id") +
                              text("B3", "value") + "</row><row r=\"4\">" + text("A4", "a") + number("B4", "1") + "</row>");
  CHECK(r.table.header.size() == 2);
  CHECK(r.table.rows.size() == 1);
  CHECK(count(r, "TV-1013") == 1);
  CHECK_FALSE(r.findings.stops());
}

TEST_CASE("A formula whose result is not stored stops, an error cell warns, and not available is missing") {
  const Reading formula = read_xlsx(kHeader + row(text("A2", "a") + "<c r=\"B2\"><f>1+1</f></c>"));
  CHECK(count(formula, "TV-1015") == 1);
  CHECK(formula.findings.stops());
  CHECK(formula.findings.list[0].pos.place == "Bygninger!B2");
  const Reading error = read_xlsx(kHeader + row(text("A2", "a") + "<c r=\"B2\" t=\"e\"><v>#REF!</v></c>"));
  CHECK(count(error, "TV-1014") == 1);
  CHECK_FALSE(error.findings.stops());
  const Reading missing = read_xlsx(kHeader + row(text("A2", "a") + "<c r=\"B2\" t=\"e\"><v>#N/A</v></c>"));
  CHECK(missing.findings.list.empty());
  CHECK(column(missing.table, 1) == std::vector<std::string>{"#N/A"});
}

TEST_CASE("Texts among numbers decide the sign for their column, and stop when they may be read in two ways") {
  const Reading comma =
      read_xlsx(kHeader + row(text("A2", "a") + text("B2", "1.234,5")) + row(text("A3", "b") + number("B3", "3.5")));
  CHECK(column(comma.table, 1) == std::vector<std::string>{"1.234,5", "3,5"});
  CHECK(comma.findings.list.empty());
  const Reading either =
      read_xlsx(kHeader + row(text("A2", "a") + text("B2", "1.234")) + row(text("A3", "b") + number("B3", "3.5")));
  CHECK(count(either, "TV-1017") == 1);
  CHECK(either.findings.stops());
}

TEST_CASE("Yes and no of a workbook are words, and empty rows and columns are no table") {
  const Reading r = read_xlsx(kHeader + row(text("A2", "a") + "<c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"XFD2\" s=\"1\"/>") +
                              "<row r=\"9000\"><c r=\"A9000\"/></row>");
  CHECK(r.table.rows.size() == 1);
  CHECK(r.table.header.size() == 2);
  CHECK(column(r.table, 1) == std::vector<std::string>{"true"});
}

TEST_CASE("The header of a sheet is checked as that of a CSV file") {
  CHECK(count(read_xlsx(row(text("A1", "id") + text("B1", "id")) + row(text("A2", "a") + text("B2", "b"))), "TV-1009") == 1);
  CHECK(count(read_xlsx(kHeader + row(text("A2", "a") + text("C2", "b"))), "TV-1010") == 1);
  CHECK(count(read_xlsx(kHeader), "TV-1005") == 1);
  CHECK(count(read_xlsx(""), "TV-1005") == 1);
}

TEST_CASE("A damaged, foreign or locked workbook is a finding") {
  const tests::TemporaryFolder folder;
  const auto code = [&folder](const std::string& bytes) {
    std::ofstream(folder / "a.xlsx", std::ios::binary) << bytes;
    core::Findings findings;
    CHECK(core::sheet_names(folder / "a.xlsx", findings).empty());
    REQUIRE(findings.list.size() == 1);
    CHECK(findings.stops());
    return findings.list[0].code;
  };
  CHECK(code("id;name\n") == "TV-1011");
  CHECK(code("") == "TV-1011");
  CHECK(code(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(600, '\0')) == "TV-1012");
  core::Findings findings;
  CHECK_THROWS_AS(core::sheet_names(folder / "none.xlsx", findings), core::Error);
  const Reading broken = read_xlsx("<row><c></row>");
  CHECK(count(broken, "TV-1011") == 1);
}

TEST_CASE("Numbers that are written to a workbook come back to the last bit") {
  const tests::TemporaryFolder folder;
  const std::vector<double> values{0.1 + 0.2, 725123.12345678901, 1.0 / 3.0, 5e-324, 1.7976931348623157e308, -0.1,
                                   1e15,      123456789.0};
  core::WorkbookWriter book(folder / "a.xlsx");
  book.sheet("data", std::array<core::SheetColumn, 2>{core::SheetColumn{"id"}, core::SheetColumn{"value"}});
  for (const double value : values) book.row(std::array<core::SheetCell, 2>{std::string("000214"), value});
  book.finish();
  core::Findings findings;
  const core::Table table = core::read_sheet(folder / "a.xlsx", "data", findings);
  REQUIRE(table.rows.size() == values.size());
  CHECK(table.numeric == std::vector<bool>{false, true});
  for (std::size_t i = 0; i < values.size(); ++i) CHECK(std::strtod(table.rows[i][1].text.c_str(), nullptr) == values[i]);
  CHECK(findings.list.empty());
}

TEST_CASE("A workbook of LibreOffice is read like one of Excel") {
  const tests::TemporaryFolder folder;
  const std::string content =
      R"(<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>)"
      R"(<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>)"
      R"(<office:body><office:spreadsheet><table:table table:name="Bygninger"><table:table-row><table:table-cell office:value-type="string">)"
      R"(<text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>year</text:p></table:table-cell>)"
      R"(<table:table-cell office:value-type="string"><text:p>start</text:p></table:table-cell></table:table-row>)"
      R"(<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p>)"
      R"(</office:annotation><text:p>Bør<text:s text:c="2"/>ne</text:p></table:table-cell><table:table-cell office:value-type="float" )"
      R"(office:value="1965.5"><text:p>1.965,50</text:p></table:table-cell><table:table-cell office:value-type="date" )"
      R"(office:date-value="2025-01-31T18:00:00"><text:p>31-01-25</text:p></table:table-cell></table:table-row>)"
      R"(<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>)"
      R"(</table:table><table:table table:name="Skjult" table:style-name="ta2"></table:table></office:spreadsheet></office:body>)"
      R"(</office:document-content>)";
  tests::make_zip(folder / "a.ods", {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}});
  core::Findings findings;
  const std::vector<core::SheetName> sheets = core::sheet_names(folder / "a.ods", findings);
  REQUIRE(sheets.size() == 2);
  CHECK_FALSE(sheets[0].hidden);
  CHECK(sheets[1].hidden);
  const core::Table table = core::read_sheet(folder / "a.ods", "Bygninger", findings);
  CHECK(findings.list.empty());
  CHECK(column(table, 0) == std::vector<std::string>{"Bør  ne", "Bør  ne"});
  CHECK(column(table, 1) == std::vector<std::string>{"1965.5", "1965.5"});
  CHECK(column(table, 2) == std::vector<std::string>{"2025-01-31T18:00:00", "2025-01-31T18:00:00"});
  CHECK(table.numeric == std::vector<bool>{false, true, false});
  CHECK(table.rows[1][0].line == 3);
}

}  // namespace
