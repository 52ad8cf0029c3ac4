// SPDX-License-Identifier: MPL-2.0
#include "cli/report_sheets.hpp"

namespace tvilling::cli {

using core::CellFormat;
using core::SheetCell;
using core::SheetColumn;

std::string fitting_cell(const std::string& text) {
  constexpr std::size_t kMost = 32000;
  if (text.size() <= kMost) return text;
  std::size_t end = kMost;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + " ...";
}

void assumptions_sheet(core::WorkbookWriter& book, const std::vector<std::array<std::string, 2>>& assumptions) {
  const std::array columns{SheetColumn{"what"}, SheetColumn{"value", CellFormat::general, 100.0}};
  book.sheet("assumptions", columns);
  for (const auto& [name, value] : assumptions) {
    const std::array<SheetCell, 2> row{name, fitting_cell(value)};
    book.row(row);
  }
}

void findings_sheet(core::WorkbookWriter& book, const core::Findings& findings) {
  const std::array columns{SheetColumn{"code"},
                           SheetColumn{"severity"},
                           SheetColumn{"table"},
                           SheetColumn{"id"},
                           SheetColumn{"place"},
                           SheetColumn{"message", CellFormat::general, 70.0},
                           SheetColumn{"hint", CellFormat::general, 70.0}};
  book.sheet("findings", columns);
  for (const core::Finding& finding : findings.list) {
    const std::array<SheetCell, 7> row{finding.code,
                                       std::string(core::to_string(finding.severity)),
                                       finding.table,
                                       finding.id,
                                       core::to_string(finding.pos),
                                       fitting_cell(finding.message),
                                       fitting_cell(finding.hint)};
    book.row(row);
  }
}

}  // namespace tvilling::cli
