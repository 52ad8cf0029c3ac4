// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "cli/report_sheets.hpp"
#include "cli/screen_report.hpp"
#include "core/io/workbook_writer.hpp"

namespace tvilling::cli {

namespace {

using core::CellFormat;
using core::CellGround;
using core::SheetCell;
using core::SheetColumn;
using core::WorkbookWriter;
using scenarios::kScreenedCount;
using scenarios::kScreenedVariables;
using scenarios::Light;
using scenarios::Potential;
using scenarios::PotentialSum;
using scenarios::Screened;
using scenarios::ScreenedFigure;
using scenarios::ScreenedPlace;
using scenarios::ScreeningReport;

constexpr std::size_t kMostNamed = 500;  // in a cell, which has room for some 32,000 letters

double number(std::size_t count) {
  return static_cast<double>(count);
}

CellGround ground_of(Light light) {
  constexpr std::array<CellGround, scenarios::kLightNames.size()> kGrounds{CellGround::grey, CellGround::green,
                                                                           CellGround::yellow, CellGround::red};
  return kGrounds[static_cast<std::size_t>(light)];
}

CellFormat format_of(Screened v) {
  if (v == Screened::vacancy) return CellFormat::percent;
  return v == Screened::water            ? CellFormat::two_decimals
         : v == Screened::property_value ? CellFormat::whole
                                         : CellFormat::one_decimal;
}

SheetCell finite(double value) {
  return std::isfinite(value) ? SheetCell(value) : SheetCell();
}

void potentials_sheet(WorkbookWriter& book, const ScreeningReport& report) {
  const std::vector<SheetColumn> columns{{"potential"},
                                         {"properties", CellFormat::whole},
                                         {"saving_low_dkk_year", CellFormat::whole},
                                         {"saving_dkk_year", CellFormat::whole},
                                         {"of it third_party", CellFormat::whole},
                                         {"of it locked", CellFormat::whole},
                                         {"rent not known", CellFormat::whole},
                                         {"nobody sits there", CellFormat::whole},
                                         {"in no sum", CellFormat::general, 60.0}};
  book.sheet("summary", columns);
  PotentialSum all;
  const auto row_of = [&](std::string name, const PotentialSum& sum) {
    return std::vector<SheetCell>{std::move(name),
                                  number(sum.properties.size()),
                                  sum.saving_low_dkk_year,
                                  sum.saving_dkk_year,
                                  sum.third_party_dkk_year,
                                  sum.locked_dkk_year,
                                  number(sum.unpriced.size()),
                                  number(sum.nobody.size()),
                                  unsummed_text(report, sum, kMostNamed)};
  };
  for (const Potential potential : {Potential::low_occupancy, Potential::high_rent}) {
    const PotentialSum& sum = report.screening.potentials[static_cast<std::size_t>(potential)];
    book.row(row_of(std::string(to_string(potential)), sum));
    all.properties.insert(all.properties.end(), sum.properties.begin(), sum.properties.end());
    all.unpriced.insert(all.unpriced.end(), sum.unpriced.begin(), sum.unpriced.end());
    all.nobody.insert(all.nobody.end(), sum.nobody.begin(), sum.nobody.end());
    all.saving_low_dkk_year += sum.saving_low_dkk_year;
    all.saving_dkk_year += sum.saving_dkk_year;
    all.third_party_dkk_year += sum.third_party_dkk_year;
    all.locked_dkk_year += sum.locked_dkk_year;
  }
  book.row(row_of("together", all), core::RowStyle::total);
}

void red_list_sheet(WorkbookWriter& book, const ScreeningReport& report, bool by_lease) {
  const std::vector<ScreenedPlace>& places = by_lease ? report.screening.leases : report.screening.properties;
  const std::vector<SheetColumn> columns{{by_lease ? "lease_id" : "property_id"},
                                         {"name"},
                                         {"administration"},
                                         {"use"},
                                         {"tenure"},
                                         {"area_m2", CellFormat::whole},
                                         {"employees", CellFormat::whole},
                                         {"potential"},
                                         {"saving_low_dkk_year", CellFormat::whole},
                                         {"saving_dkk_year", CellFormat::whole},
                                         {"all units locked"},
                                         {"red figures", CellFormat::whole},
                                         {"first for"},
                                         {"ratio", CellFormat::two_decimals},
                                         {"held against"},
                                         {"peers", CellFormat::whole},
                                         {"rank", CellFormat::whole},
                                         {"red in draws", CellFormat::percent},
                                         {"among the worst", CellFormat::percent},
                                         {"smallest change to leave the list", CellFormat::general, 60.0}};
  book.sheet("red list", columns);
  for (const std::size_t p : scenarios::red_list(places)) {
    const ScreenedPlace& place = places[p];
    const Screened leading = leading_figure(place);
    const ScreenedFigure& figure = place[leading];
    const std::vector<SheetCell> cells{place.id,
                                       place.name,
                                       place.administration,
                                       place.use,
                                       place.tenure,
                                       finite(place.area_m2),
                                       finite(place.employees),
                                       std::string(to_string(place.potential)),
                                       place.saving_low_dkk_year,
                                       place.saving_dkk_year,
                                       std::string(place.all_locked ? "yes" : "no"),
                                       number(place.count(Light::red)),
                                       std::string(kScreenedVariables[index(leading)].name),
                                       finite(figure.ratio),
                                       held_against(report, figure),
                                       number(figure.peers),
                                       number(figure.rank),
                                       finite(figure.red_fraction),
                                       finite(figure.worst_fraction),
                                       smallest_change(place, report.inputs.settings)};
    book.row(cells);
  }
}

/// One row a place, every figure on the ground of its light.
void places_sheet(WorkbookWriter& book, const ScreeningReport& report, const std::string& name, const std::string& id,
                  const std::vector<ScreenedPlace>& places) {
  std::vector<SheetColumn> columns{
      {id}, {"name"}, {"administration"}, {"use"}, {"tenure"}, {"area_m2", CellFormat::whole}, {"employees", CellFormat::whole}};
  const std::size_t first = columns.size();
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    columns.push_back({std::string(kScreenedVariables[f].name), format_of(static_cast<Screened>(f))});
  }
  for (const char* more : {"red figures", "group", "regrouped", "all units locked", "potential"}) columns.push_back({more});
  columns.push_back({"saving_low_dkk_year", CellFormat::whole});
  columns.push_back({"saving_dkk_year", CellFormat::whole});
  book.sheet(name, columns);
  for (const ScreenedPlace& place : places) {
    std::vector<CellGround> grounds(columns.size(), CellGround::none);
    std::vector<SheetCell> cells{
        place.id, place.name, place.administration, place.use, place.tenure, finite(place.area_m2), finite(place.employees)};
    for (std::size_t f = 0; f < kScreenedCount; ++f) {
      cells.push_back(finite(place.figures[f].value));
      grounds[first + f] = ground_of(place.figures[f].light);
    }
    cells.insert(cells.end(), {number(place.count(Light::red)), report.screening.groups[place.group].name,
                               std::string(place.regrouped ? "yes" : "no"), std::string(place.all_locked ? "yes" : "no"),
                               std::string(to_string(place.potential)), place.saving_low_dkk_year, place.saving_dkk_year});
    book.row(cells, grounds);
  }
}

/// One row a figure of a place: what it was held against, and how sure its light is.
void figures_sheet(WorkbookWriter& book, const ScreeningReport& report, const std::string& name, const std::string& id,
                   const std::vector<ScreenedPlace>& places) {
  const std::vector<SheetColumn> columns{{id},
                                         {"figure"},
                                         {"value", CellFormat::two_decimals},
                                         {"unit"},
                                         {"origin"},
                                         {"source"},
                                         {"cost year"},
                                         {"reference", CellFormat::two_decimals},
                                         {"held against"},
                                         {"peers", CellFormat::whole},
                                         {"ratio", CellFormat::two_decimals},
                                         {"light"},
                                         {"grey because"},
                                         {"rank", CellFormat::whole},
                                         {"red in draws", CellFormat::percent},
                                         {"among the worst", CellFormat::percent},
                                         {"change to yellow", CellFormat::two_decimals}};
  book.sheet(name, columns);
  std::vector<CellGround> grounds(columns.size(), CellGround::none);
  constexpr std::size_t kLight = 11;
  for (const ScreenedPlace& place : places) {
    for (std::size_t f = 0; f < kScreenedCount; ++f) {
      const Screened v = static_cast<Screened>(f);
      const ScreenedFigure& figure = place[v];
      const bool known = std::isfinite(figure.value);
      const bool judged = std::isfinite(figure.reference);
      grounds[kLight] = ground_of(figure.light);
      const std::vector<SheetCell> cells{place.id,
                                         std::string(kScreenedVariables[f].name),
                                         finite(figure.value),
                                         scenarios::shown_unit(v),
                                         known ? SheetCell(std::string(models::to_string(figure.origin))) : SheetCell(),
                                         std::string(to_string(figure.source)),
                                         figure.cost_year != 0 ? SheetCell(static_cast<double>(figure.cost_year)) : SheetCell(),
                                         finite(figure.reference),
                                         held_against(report, figure),
                                         judged ? SheetCell(number(figure.peers)) : SheetCell(),
                                         finite(figure.ratio),
                                         std::string(to_string(figure.light)),
                                         std::string(to_string(figure.why)),
                                         figure.rank > 0 ? SheetCell(number(figure.rank)) : SheetCell(),
                                         finite(figure.red_fraction),
                                         finite(figure.worst_fraction),
                                         finite(figure.change_to_yellow)};
      book.row(cells, grounds);
    }
  }
}

void groups_sheet(WorkbookWriter& book, const ScreeningReport& report) {
  const std::array columns{SheetColumn{"group"}, SheetColumn{"of"}, SheetColumn{"n", CellFormat::whole}};
  book.sheet("groups", columns);
  for (const scenarios::PeerGroup& group : report.screening.groups) {
    const std::array<SheetCell, 3> row{group.name, std::string(group.of_leases ? "leases" : "properties"), number(group.n)};
    book.row(row);
  }
}

void coverage_sheet(WorkbookWriter& book, const ScreeningReport& report) {
  const std::vector<SheetColumn> columns{{"figure"},
                                         {"unit"},
                                         {"green", CellFormat::whole},
                                         {"yellow", CellFormat::whole},
                                         {"red", CellFormat::whole},
                                         {"grey", CellFormat::whole},
                                         {"grey because", CellFormat::general, 60.0}};
  book.sheet("coverage", columns);
  for (std::size_t f = 0; f < kScreenedCount; ++f) {
    const Screened v = static_cast<Screened>(f);
    const scenarios::ScreenCoverage coverage = coverage_of(report.screening.properties, v);
    const auto of = [&coverage](Light light) { return number(coverage.lights[static_cast<std::size_t>(light)]); };
    const std::vector<SheetCell> row{std::string(kScreenedVariables[f].long_name),
                                     scenarios::shown_unit(v),
                                     of(Light::green),
                                     of(Light::yellow),
                                     of(Light::red),
                                     of(Light::grey),
                                     why_text(coverage)};
    book.row(row);
  }
}

void regrouped_sheet(WorkbookWriter& book, const ScreeningReport& report) {
  const std::vector<SheetColumn> columns{
      {"what"}, {"id"}, {"from"}, {"group"}, {"who"}, {"when"}, {"reason", CellFormat::general, 60.0}};
  book.sheet("regrouped", columns);
  for (const scenarios::Regrouping& one : report.inputs.settings.regroupings) {
    const std::vector<SheetCell> row{std::string(one.is_lease ? "lease" : "property"),
                                     one.id,
                                     regrouped_from(report, one),
                                     one.group,
                                     one.who,
                                     one.when,
                                     one.reason};
    book.row(row);
  }
}

}  // namespace

void write_screen_workbook(const ScreenOptions& options, const scenarios::ScreeningReport& report,
                           const std::filesystem::path& path) {
  WorkbookWriter book(path);
  potentials_sheet(book, report);
  red_list_sheet(book, report, options.by == "lease");
  places_sheet(book, report, "properties", "property_id", report.screening.properties);
  places_sheet(book, report, "leases", "lease_id", report.screening.leases);
  figures_sheet(book, report, "figures of properties", "property_id", report.screening.properties);
  figures_sheet(book, report, "figures of leases", "lease_id", report.screening.leases);
  groups_sheet(book, report);
  coverage_sheet(book, report);
  regrouped_sheet(book, report);
  findings_sheet(book, report.findings);
  assumptions_sheet(book, scenarios::screening_assumptions(report));
  book.finish();
}

}  // namespace tvilling::cli
