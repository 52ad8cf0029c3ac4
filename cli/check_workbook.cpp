// SPDX-License-Identifier: MPL-2.0
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/check_report.hpp"
#include "cli/finding_codes.hpp"
#include "cli/report_sheets.hpp"
#include "core/io/workbook_writer.hpp"

namespace tvilling::cli {

namespace {

using core::CellFormat;
using core::Finding;
using core::SheetCell;
using core::SheetColumn;
using core::WorkbookWriter;

double number(std::size_t count) {
  return static_cast<double>(count);
}

void summary_sheet(WorkbookWriter& book, const CheckReport& report) {
  const std::array columns{SheetColumn{"severity"}, SheetColumn{"code"}, SheetColumn{"findings", CellFormat::whole},
                           SheetColumn{"meaning", CellFormat::general, 90.0}};
  book.sheet("summary", columns);
  for (const CodeCount& count : count_by_code(report.listed())) {
    const std::array<SheetCell, 4> row{count.set_aside ? std::string("set aside") : std::string(core::to_string(count.severity)),
                                       count.code, number(count.count), std::string(meaning_of(count.code))};
    book.row(row);
  }
}

void findings_sheet(WorkbookWriter& book, const CheckReport& report) {
  const std::array columns{SheetColumn{"code"},
                           SheetColumn{"severity"},
                           SheetColumn{"administration"},
                           SheetColumn{"table"},
                           SheetColumn{"id"},
                           SheetColumn{"place"},
                           SheetColumn{"value"},
                           SheetColumn{"message", CellFormat::general, 70.0},
                           SheetColumn{"hint", CellFormat::general, 70.0},
                           SheetColumn{"set aside"}};
  book.sheet("findings", columns);
  const std::optional<models::Owners> owners = report.owners();
  for (const Finding* finding : report.listed()) {
    const std::array<SheetCell, 10> row{finding->code,
                                        std::string(core::to_string(finding->severity)),
                                        report.owner_of(*finding, owners),
                                        finding->table,
                                        finding->id,
                                        core::to_string(finding->pos),
                                        fitting_cell(finding->value),
                                        fitting_cell(finding->message),
                                        fitting_cell(finding->hint),
                                        fitting_cell(finding->set_aside)};
    book.row(row);
  }
}

void administrations_sheet(WorkbookWriter& book, const CheckReport& report) {
  const std::array columns{SheetColumn{"administration"},           SheetColumn{"stops", CellFormat::whole},
                           SheetColumn{"warns", CellFormat::whole}, SheetColumn{"filled", CellFormat::whole},
                           SheetColumn{"info", CellFormat::whole},  SheetColumn{"set aside", CellFormat::whole}};
  book.sheet("administrations", columns);
  for (const auto& [owner, n] : count_by_owner(report)) {
    const std::array<SheetCell, 6> row{owner,          number(n.stops),    number(n.warns), number(n.filled),
                                       number(n.info), number(n.set_aside)};
    book.row(row);
  }
}

void origin_sheet(WorkbookWriter& book, const models::Quality& quality) {
  std::vector<SheetColumn> columns{{"column"}, {"group"}, {"weight"}};
  for (const std::string_view origin : models::kOriginNames) columns.push_back({std::string(origin), CellFormat::percent});
  book.sheet("origin", columns);
  const auto add = [&book](const std::string& name, const std::string& group, SheetCell weight,
                           const models::OriginShares& shares) {
    std::vector<SheetCell> row{name, group, std::move(weight)};
    row.insert(row.end(), shares.begin(), shares.end());
    book.row(row);
  };
  for (const models::GroupQuality& group : quality.groups) add("(all)", group.group, {}, group.shares);
  for (const models::ColumnQuality& column : quality.columns) add(column.column, column.group, column.weight, column.shares);
}

void scores_sheet(WorkbookWriter& book, const models::Quality& quality) {
  const std::array columns{SheetColumn{"building_id"}, SheetColumn{"score", CellFormat::one_decimal},
                           SheetColumn{"heated_area_m2", CellFormat::whole}};
  book.sheet("scores", columns);
  for (const models::BuildingQuality& b : models::worst_buildings(quality, quality.buildings.size())) {
    const std::array<SheetCell, 3> row{b.building_id, b.score, b.heated_area_m2};
    book.row(row);
  }
}

}  // namespace

void write_check_workbook(const CheckReport& report, const std::filesystem::path& path) {
  WorkbookWriter book(path);
  summary_sheet(book, report);
  findings_sheet(book, report);
  administrations_sheet(book, report);
  if (report.checked.preflight) {
    origin_sheet(book, report.checked.preflight->quality);
    scores_sheet(book, report.checked.preflight->quality);
  }
  book.finish();
}

}  // namespace tvilling::cli
