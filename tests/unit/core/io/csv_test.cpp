// SPDX-License-Identifier: MPL-2.0
#include "core/io/csv.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

namespace core = tvilling::core;
using core::NumberFormat;

namespace {

struct Parsed {
  core::Table table;
  core::Findings findings;
};

Parsed parse(std::string_view bytes) {
  Parsed parsed;
  parsed.table = core::parse_csv(bytes, "t.csv", parsed.findings);
  return parsed;
}

const core::Finding& only_finding(const Parsed& parsed) {
  REQUIRE(parsed.findings.list.size() == 1);
  return parsed.findings.list.front();
}

}  // namespace

TEST_CASE("A plain table gives its cells with line and column") {
  const Parsed p = parse("id,name\n1,Nord\n2,Syd\n");
  REQUIRE(p.findings.list.empty());
  REQUIRE(p.table.header.size() == 2);
  REQUIRE(p.table.rows.size() == 2);
  CHECK(p.table.rows[1][1].text == "Syd");
  CHECK(p.table.rows[1][1].line == 3);
  CHECK(p.table.rows[1][1].column == 3);
  CHECK(core::to_string(p.table.pos(p.table.rows[1][1])) == "t.csv:3:3");
}

TEST_CASE("The delimiter is detected even when the other one stands in texts and numbers") {
  CHECK(parse("a;b;c\n1;3,5;x, y\n2;4,5;z\n").table.format.delimiter == ';');
  CHECK(parse("a,b\n\"x;y\",1\n").table.format.delimiter == ',');
  CHECK(parse("a\tb\n1,5\t2,5\n").table.format.delimiter == '\t');
  CHECK(parse("a;areal (m2, brutto)\n1;2,5\n").table.format.delimiter == ';');
  const Parsed named = parse("sep=;\r\na;b\r\n1;2\r\n");
  CHECK(named.table.format.delimiter == ';');
  CHECK(named.table.header.front().line == 2);
}

TEST_CASE("Quoted cells hold delimiters and line ends and doubled quotes") {
  const Parsed p = parse("a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n3,4\r\n");
  REQUIRE(p.findings.list.empty());
  REQUIRE(p.table.rows.size() == 2);
  CHECK(p.table.rows[0][0].text == "x, \"y\"\r\nz");
  CHECK(p.table.rows[1][0].line == 4);
}

TEST_CASE("The same letters are read from four encodings") {
  const std::string utf8 = "navn;x\nS\xC3\xB8ndergade \xC3\x86\xC3\xA5;1\n";
  const std::string latin1 = "navn;x\nS\xF8ndergade \xC6\xE5;1\n";
  const Parsed plain = parse(utf8);
  const Parsed bom = parse("\xEF\xBB\xBF" + utf8);
  const Parsed latin = parse(latin1);
  const Parsed windows = parse("navn;x\nS\xF8ndergade \xC6\xE5 \x96;1\n");
  CHECK(plain.table.format.encoding == core::Encoding::utf8);
  CHECK(bom.table.format.encoding == core::Encoding::utf8_bom);
  CHECK(latin.table.format.encoding == core::Encoding::latin1);
  CHECK(windows.table.format.encoding == core::Encoding::cp1252);
  CHECK(bom.table.header[0].text == "navn");
  CHECK(bom.table.header[0].column == 1);
  CHECK(plain.table.rows[0][0].text == "S\xC3\xB8ndergade \xC3\x86\xC3\xA5");
  CHECK(latin.table.rows[0][0].text == plain.table.rows[0][0].text);
  CHECK(windows.table.rows[0][0].text == plain.table.rows[0][0].text + " \xE2\x80\x93");
  CHECK(plain.table.rows[0][1].column == 15);  // letters are counted, not bytes
  CHECK(latin.table.rows[0][1].column == 15);
}

TEST_CASE("Files that are not text stop and say how to save them") {
  const Parsed utf16 =
      parse(std::string("\xFF\xFE"
                        "a\0;\0",
                        6));
  CHECK(only_finding(utf16).code == "TV-1001");
  CHECK(only_finding(utf16).hint.find("CSV UTF-8") != std::string::npos);
  const Parsed nul = parse(std::string("a;b\n1;\0", 7));
  CHECK(only_finding(nul).code == "TV-1002");
  CHECK(core::to_string(only_finding(nul).pos) == "t.csv:2:3");
  const Parsed workbook = parse("PK\x03\x04 something");
  CHECK(only_finding(workbook).code == "TV-1002");
  const Parsed unknown = parse("a;b\n1;\x81\xF8\n");
  CHECK(only_finding(unknown).code == "TV-1003");
  CHECK(only_finding(unknown).message.find("0x81") != std::string::npos);
  for (const Parsed* p : {&utf16, &nul, &workbook, &unknown}) CHECK(p->findings.stops());
}

TEST_CASE("Letters that were damaged before are told and kept") {
  const Parsed p = parse(
      "a;navn\n1;K\xC3\x83\xC2\xB8"
      "benhavn\n");
  CHECK(only_finding(p).code == "TV-1004");
  CHECK(only_finding(p).severity == core::Severity::warns);
  CHECK(core::to_string(only_finding(p).pos) == "t.csv:2:4");
  CHECK(p.table.rows[0][1].text ==
        "K\xC3\x83\xC2\xB8"
        "benhavn");
}

TEST_CASE("Empty files and tables without rows stop") {
  CHECK(only_finding(parse("")).code == "TV-1005");
  CHECK(only_finding(parse("\n\n  \n")).code == "TV-1005");
  CHECK(only_finding(parse("a;b\n")).code == "TV-1005");
  CHECK(only_finding(parse("a;b\n;\n;\n")).code == "TV-1005");
}

TEST_CASE("A ragged row is left out and named while all others are kept") {
  const Parsed p = parse("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");
  REQUIRE(p.findings.list.size() == 2);
  CHECK(p.findings.list[0].code == "TV-1006");
  CHECK(p.findings.list[0].pos.line == 3);
  CHECK(p.findings.list[0].message == "the row has 2 cells, the header 3");
  CHECK(p.findings.list[1].pos.line == 4);
  REQUIRE(p.table.rows.size() == 2);
  CHECK(p.table.rows[1][2].text == "12");
}

TEST_CASE("Blank rows and trailing delimiters of a spreadsheet are harmless") {
  const Parsed p = parse("a;b;;\n1;2;;\n;;;\n\n3;4;;\n5;6;;;;\n");
  REQUIRE(p.findings.list.empty());
  CHECK(p.table.header.size() == 2);
  REQUIRE(p.table.rows.size() == 3);
  CHECK(p.table.rows[2][1].text == "6");
}

TEST_CASE("A column with values but no name is told") {
  const Parsed p = parse(",id\n0,a\n1,b\n");
  CHECK(only_finding(p).code == "TV-1010");
  CHECK(p.table.header.size() == 1);
  CHECK(p.table.rows[1][0].text == "b");
}

TEST_CASE("A duplicate column name stops") {
  const Parsed p = parse("id;navn;id\n1;2;3\n");
  CHECK(only_finding(p).code == "TV-1009");
  CHECK(only_finding(p).message == "columns 1 and 3 are both named \"id\"");
  CHECK(p.findings.stops());
}

TEST_CASE("Quotes that go wrong stop at the place") {
  const Parsed open = parse("a,b\n1,\"x\n2,y\n");
  CHECK(only_finding(open).code == "TV-1007");
  CHECK(core::to_string(only_finding(open).pos) == "t.csv:2:3");
  const Parsed after = parse("a,b\n1,\"x\"y\n");
  CHECK(only_finding(after).code == "TV-1008");
  CHECK(core::to_string(only_finding(after).pos) == "t.csv:2:6");
  CHECK(parse("a,b\n1,5\" pipe\n").findings.list.empty());  // a quote inside a plain cell is a letter
}

TEST_CASE("Numbers are read with thousands signs of their format") {
  CHECK(*core::parse_number("1.234.567,5", NumberFormat::comma) == 1234567.5);
  CHECK(*core::parse_number("1,234,567.5", NumberFormat::point) == 1234567.5);
  CHECK(*core::parse_number("1 234,5", NumberFormat::comma) == 1234.5);
  CHECK(*core::parse_number("1\xC2\xA0"
                            "234",
                            NumberFormat::comma) == 1234.0);
  CHECK(*core::parse_number(" -3,5 ", NumberFormat::comma) == -3.5);
  CHECK(*core::parse_number("\xE2\x88\x92"
                            "3.5",
                            NumberFormat::point) == -3.5);
  CHECK(*core::parse_number("1,5E+03", NumberFormat::comma) == 1500.0);
  CHECK(*core::parse_number(".5", NumberFormat::point) == 0.5);
}

TEST_CASE("Text is never half read as a number") {
  for (const char* text :
       {"1.23.456", "12,34", "ca. 1900", "120 m2", "1-2", "1..2", "1e", "+", "inf", "0,123", "1,234 567", "12 34", "."}) {
    INFO(text);
    CHECK_FALSE(core::parse_number(text, NumberFormat::point).has_value());
  }
}

TEST_CASE("The usual words for missing are missing") {
  for (const char* text : {"", "-", "NA", "N/A", "#N/A", "#I/T", "null", "NULL", "  "}) {
    INFO(text);
    const std::optional<double> value = core::parse_number(text, NumberFormat::comma);
    REQUIRE(value.has_value());
    CHECK(std::isnan(*value));
  }
}

TEST_CASE("The decimal sign of a column is proved with all its cells") {
  CHECK(core::detect_number_format({"1.234", "1.234,5"}, true) == NumberFormat::comma);
  CHECK(core::detect_number_format({"3,50"}, false) == NumberFormat::comma);
  CHECK(core::detect_number_format({"3.5", "1,234"}, true) == NumberFormat::point);
  CHECK(core::detect_number_format({"0,123"}, true) == NumberFormat::comma);
  CHECK(core::detect_number_format({"1.234.567"}, false) == NumberFormat::comma);
  CHECK(core::detect_number_format({"1960", "NA", ""}, true) == NumberFormat::comma);
  CHECK(core::detect_number_format({"1960", "ca. 1900"}, false) == NumberFormat::point);
}

TEST_CASE("A column that may mean two things is not decided") {
  CHECK_FALSE(core::detect_number_format({"1.234", "2.345"}, true).has_value());
  CHECK_FALSE(core::detect_number_format({"1,234"}, false).has_value());
  CHECK_FALSE(core::detect_number_format({"3,5", "3.5"}, true).has_value());
}

TEST_CASE("Written tables have quotes where needed and numbers that come back") {
  core::CsvWriter out;
  out.cell("a, \"b\"");
  out.cell(0.1);
  out.cell(std::nan(""));
  out.cell("plain");
  out.end_row();
  CHECK(out.text() == "\"a, \"\"b\"\"\",0.1,,plain\n");
  CHECK(*core::parse_number("724396.5000000001", NumberFormat::point) == 724396.5000000001);
}

TEST_CASE("A question mark inside a word is a lost letter") {
  const Parsed p = parse("id,name\n1,K?benhavn\n");
  const core::Finding& finding = only_finding(p);
  CHECK(finding.code == "TV-1004");
  CHECK(finding.severity == core::Severity::warns);
  CHECK(core::to_string(finding.pos) == "t.csv:2:4");
}

TEST_CASE("A question mark that ends a sentence or stands in a web address is no lost letter") {
  CHECK(parse("id,name\n1,Hvem? Os\n2,http://kk.dk/side?id=3\n3,?\n").findings.list.empty());
}

TEST_CASE("A result file, a PDF and a database given as a table are called what they are") {
  const auto message = [](std::string_view bytes) { return only_finding(parse(bytes)).message; };
  CHECK_THAT(message("tvilling-results 1 xxh3 00"), Catch::Contains("result file"));
  CHECK_THAT(message("\x89HDF\r\n\x1A\n"), Catch::Contains("result file"));
  CHECK_THAT(message("%PDF-1.7"), Catch::Contains("PDF"));
  CHECK_THAT(message("SQLite format 3"), Catch::Contains("database"));
}
