// SPDX-License-Identifier: MPL-2.0
// Any bytes as a workbook, and a whole workbook with one part replaced: findings or tables whose rows are as wide as the header.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/io/temporary_folder.hpp"
#include "core/io/workbook.hpp"
#include "core/io/workbook_writer.hpp"
#include "core/io/zip_archive.hpp"
#include "core/text.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;
namespace fs = std::filesystem;

namespace {

/// In memory where the system has such a folder.
struct Place {
  Place() : folder((use_memory(), "fuzz")) {
    core::WorkbookWriter book(folder.path() / "whole.xlsx");
    book.sheet("Bygninger", std::array<core::SheetColumn, 2>{core::SheetColumn{"building_id"}, core::SheetColumn{"area_m2"}});
    book.row(std::array<core::SheetCell, 2>{std::string("A"), 120.5});
    book.row(std::array<core::SheetCell, 2>{std::string("B"), std::string("1.234,5")});
    book.finish();
  }
  static void use_memory() {
    if (fs::is_directory("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 0);
  }
  core::TemporaryFolder folder;
};

void require_sound(const core::Table& table) {
  for (const std::vector<core::TableCell>& row : table.rows) {
    FUZZ_REQUIRE(row.size() == table.header.size());
    for (const core::TableCell& cell : row) {
      FUZZ_REQUIRE(cell.line >= 1 && cell.column >= 1);
      FUZZ_REQUIRE(core::is_utf8(cell.text));
    }
  }
  FUZZ_REQUIRE(table.numeric.empty() || table.numeric.size() == table.header.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Place place;
  if (size == 0) return 0;
  constexpr std::array<std::string_view, 4> kParts{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                                   "xl/workbook.xml"};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const fs::path file = place.folder.path() / "mutated.xlsx";
  const std::size_t which = data[0] % (kParts.size() + 1);
  if (which == kParts.size()) {
    std::ofstream(file, std::ios::binary) << bytes;
  } else {
    core::rewrite_zip(place.folder.path() / "whole.xlsx", file, [&](const std::string& name, std::string& content) {
      if (name == kParts[which]) content = bytes;
    });
  }
  core::Findings findings;
  try {
    for (const core::SheetName& sheet : core::sheet_names(file, findings)) {
      require_sound(core::read_sheet(file, sheet.name, findings));
    }
  } catch (const core::Error& error) {
    FUZZ_REQUIRE(error.kind() == core::ErrorKind::bad_input || error.kind() == core::ErrorKind::io);
  }
  for (const core::Finding& finding : findings.list) FUZZ_REQUIRE(core::is_utf8(finding.message) && !finding.code.empty());
  return 0;
}
