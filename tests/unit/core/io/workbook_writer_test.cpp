// SPDX-License-Identifier: MPL-2.0
#include "core/io/workbook_writer.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/zip_archive.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;
using core::SheetCell;
using core::SheetColumn;
using core::WorkbookWriter;

const std::array<SheetColumn, 2> kColumns{SheetColumn{"building_id"}, SheetColumn{"area_m2", core::CellFormat::whole}};

void write_small(const std::filesystem::path& path) {
  WorkbookWriter book(path);
  book.sheet("buildings", kColumns);
  book.row(std::array<SheetCell, 2>{std::string("000214"), 1234.5});
  book.row(std::array<SheetCell, 2>{std::string("Børnehus"), std::nan("")});
  book.finish();
}

TEST_CASE("Equal content gives a workbook of equal bytes") {
  const tests::TemporaryFolder folder;
  write_small(folder.path() / "a.xlsx");
  write_small(folder.path() / "b.xlsx");
  CHECK(core::read_file(folder.path() / "a.xlsx") == core::read_file(folder.path() / "b.xlsx"));
}

TEST_CASE("A workbook that is not finished leaves no file behind") {
  const tests::TemporaryFolder folder;
  {
    WorkbookWriter book(folder.path() / "a.xlsx");
    book.sheet("buildings", kColumns);
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("A workbook in a folder that is not there is an error of the system") {
  WorkbookWriter book("/no/such/folder/a.xlsx");
  book.sheet("buildings", kColumns);
  CHECK_THROWS_AS(book.finish(), core::Error);
}

TEST_CASE("What a sheet cannot hold is refused with its place") {
  const tests::TemporaryFolder folder;
  WorkbookWriter book(folder.path() / "a.xlsx");
  CHECK_THROWS_AS(book.sheet("a/b", kColumns), core::Error);
  book.sheet("buildings", kColumns);
  CHECK_THROWS_AS(book.sheet("Buildings", kColumns), core::Error);
  book.sheet("more", kColumns);
  CHECK_THROWS_AS(book.row(std::array<SheetCell, 2>{std::string(40000, 'x'), 1.0}), core::Error);
  CHECK_THROWS_AS(book.row(std::array<SheetCell, 2>{std::string("a"), std::numeric_limits<double>::infinity()}), core::Error);
  CHECK_THROWS_AS(book.row(std::array<SheetCell, 1>{std::string("a")}), core::Error);
}

TEST_CASE("Cells have the ground that they are given, and a row as many grounds as cells") {
  const tests::TemporaryFolder folder;
  WorkbookWriter book(folder.path() / "a.xlsx");
  book.sheet("buildings", kColumns);
  const std::array<SheetCell, 2> cells{std::string("a"), 1.0};
  CHECK_THROWS_AS(book.row(cells, std::array{core::CellGround::red}), core::Error);
  book.row(cells, std::array{core::CellGround::none, core::CellGround::red});
  book.row(std::array<SheetCell, 2>{std::string("b"), SheetCell()}, std::array{core::CellGround::none, core::CellGround::grey});
  book.finish();
  const std::optional<core::ZipArchive> archive = core::ZipArchive::open(folder.path() / "a.xlsx");
  REQUIRE(archive.has_value());
  const std::string styles = archive->read("xl/styles.xml").value();
  const std::string sheet = archive->read("xl/worksheets/sheet1.xml").value();
  CHECK(styles.find("FFFFC7CE") != std::string::npos);
  // The empty cell has a style of its own, the plain one has none.
  CHECK(sheet.find("<c r=\"B3\" s=") != std::string::npos);
  CHECK(sheet.find("<c r=\"A2\" s=") == std::string::npos);
}

}  // namespace
