// SPDX-License-Identifier: MPL-2.0
#include "cli/capacity_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "cli/report_sheets.hpp"
#include "cli/table.hpp"
#include "core/io/csv.hpp"

namespace tvilling::cli {

namespace {

using core::CellFormat;
using core::SheetCell;
using scenarios::CapacityReport;
using scenarios::CapacitySums;
using scenarios::CapacityTable;
using scenarios::FitAnswer;
using scenarios::FitBuilding;
using scenarios::Season;

constexpr std::size_t kMostRows = 40;  // of a table in the text
constexpr double kPercent = 100.0;

std::string shown(const SheetCell& cell, CellFormat format) {
  if (const std::string* text = std::get_if<std::string>(&cell)) return *text;
  if (const bool* yes = std::get_if<bool>(&cell)) return *yes ? "yes" : "no";
  const double* number = std::get_if<double>(&cell);
  if (number == nullptr || std::isnan(*number)) return "-";
  switch (format) {
    case CellFormat::percent: return group_thousands(kPercent * *number, 0) + " %";
    case CellFormat::one_decimal: return group_thousands(*number, 1);
    case CellFormat::two_decimals: return group_thousands(*number, 2);
    default: return group_thousands(*number, 0);
  }
}

/// Some columns of a table, under other headings.
struct TextColumn {
  std::string name;
  std::string heading;
  std::string unit;
};

std::string text_of(const CapacityTable& from, const std::vector<TextColumn>& columns) {
  Table table;
  std::vector<std::size_t> places;
  for (const TextColumn& column : columns) {
    const auto found =
        std::find_if(from.columns.begin(), from.columns.end(), [&](const auto& c) { return c.name == column.name; });
    if (found == from.columns.end()) continue;
    places.push_back(static_cast<std::size_t>(found - from.columns.begin()));
    table.column(column.heading, column.unit, found->format == CellFormat::general ? Table::Align::left : Table::Align::right);
  }
  for (std::size_t r = 0; r < std::min(from.rows.size(), kMostRows); ++r) {
    std::vector<std::string> cells;
    cells.reserve(places.size());
    for (const std::size_t c : places) cells.push_back(shown(from.rows[r][c], from.columns[c].format));
    table.row(std::move(cells));
  }
  std::string text = table.text();
  if (from.rows.size() > kMostRows) {
    text += fmt::format("... and {} more: -o capacity.xlsx has all, --by use their sums\n", from.rows.size() - kMostRows);
  }
  return text;
}

const std::vector<TextColumn>& capacity_columns() {
  static const std::vector<TextColumn> columns{{"building_id", "building", ""},
                                               {"space_id", "space", ""},
                                               {"kind", "kind", ""},
                                               {"use", "use", ""},
                                               {"hours_origin", "hours from", ""},
                                               {"buildings", "buildings", ""},
                                               {"buildings_with_bookings", "booked ones", ""},
                                               {"capacity_persons", "holds", "persons"},
                                               {"offered_h", "offered", "h/week"},
                                               {"booked_h", "booked", "h/week"},
                                               {"utilisation_fraction", "booked", "of offered"},
                                               {"prime_utilisation_fraction", "prime time", "of offered"},
                                               {"effective_fraction", "persons", "of capacity"},
                                               {"heated_h", "heated", "h/week"},
                                               {"in_use_h", "in use", "h/week"},
                                               {"idle_heated_h", "idle heated", "h/week"},
                                               {"saving_heat_kwh", "idle: heat", "kWh/year"},
                                               {"saving_electricity_kwh", "electricity", "kWh/year"},
                                               {"saving_dkk", "cost", "DKK/year"}};
  return columns;
}

const std::vector<TextColumn>& open_hour_columns() {
  static const std::vector<TextColumn> columns{{"building_id", "building", ""},
                                               {"use", "use", ""},
                                               {"hours", "open hour", ""},
                                               {"change", "change", ""},
                                               {"change_open_h", "hours", "h/year"},
                                               {"heat_kwh_per_open_h", "heat", "kWh/h"},
                                               {"winter_heat_kwh_per_open_h", "in winter", "kWh/h"},
                                               {"summer_heat_kwh_per_open_h", "in summer", "kWh/h"},
                                               {"electricity_kwh_per_open_h", "electricity", "kWh/h"},
                                               {"energy_dkk_per_open_h", "energy", "DKK/h"},
                                               {"change_cost_dkk", "whole bill", "DKK/year"}};
  return columns;
}

std::string head_text(const CapacityReport& report) {
  const double most = scenarios::most_weeks(report, Season::year);
  if (!(most > 0.0)) return "No bookings: nobody knows how much of the offered hours is used.\n";
  double least = most;
  for (const scenarios::CapacityBuilding& building : report.capacity.buildings) {
    const double weeks = building.weeks[index(Season::year)];
    if (weeks > 0.0) least = std::min(least, weeks);
  }
  const std::string weeks =
      least < most ? fmt::format("each building's own {:.0f} to {:.0f}", least, most)
                   : fmt::format("{:.0f} ({:.0f} of October to March)", most, scenarios::most_weeks(report, Season::winter));
  return fmt::format("A mean week of {}; prime time {}-{} on weekdays.\n", weeks, report.prime.from_h, report.prime.to_h);
}

/// "H1 is heated 61 h for 14 in use", the idlest first.
std::string idle_text(const CapacityReport& report) {
  std::vector<std::pair<std::size_t, CapacitySums>> known;
  for (std::size_t b = 0; b < report.capacity.buildings.size(); ++b) {
    const CapacitySums sums = scenarios::sums_of_building(report.capacity, report.portfolio, b, Season::year, report.prime);
    if ((sums.known > 0 || sums.counted > 0) && sums.idle_heated_h > 0.0) known.emplace_back(b, sums);
  }
  std::sort(known.begin(), known.end(), [](const auto& a, const auto& b) {
    return std::pair(-a.second.idle_heated_h, a.first) < std::pair(-b.second.idle_heated_h, b.first);
  });
  constexpr std::size_t kMostTold = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(known.size(), kMostTold); ++i) {
    const std::string& id = report.portfolio.buildings[report.capacity.buildings[known[i].first].building].building.building_id;
    text += fmt::format("{} is heated {} h a week for {} h in use.\n", id, group_thousands(known[i].second.heated_h, 0),
                        group_thousands(known[i].second.in_use_h, 0));
  }
  return text;
}

std::string proof_text(const FitAnswer& fit) {
  const std::string price =
      fmt::format("{} DKK a year of priced open hours and worth of moves", group_thousands(fit.objective_dkk, 0));
  std::string text =
      fit.proven
          ? fmt::format("Proven within 0.01 %: no seats serve more, or as much for less than these {}", price)
          : fmt::format(
                "Not proven. With these buildings closed or open, as much cannot be served for less than {}; these seats have {}",
                group_thousands(fit.bound_dkk, 0), price);
  if (!fit.all_closings_tried) text += "; the buildings were closed one after the other, each time the best";
  return text + ".\nThe savings above are simulated: the price is linear, they are not, and nothing is proven of them.\n";
}

std::string fit_text(const CapacityReport& report) {
  if (!report.fit) return {};
  const FitAnswer& fit = *report.fit;
  const FitBuilding sum = scenarios::fit_sum(fit);
  std::string text = fmt::format("\nFitted: {} of {} h a week are served; {} bookings are left where they are.\n",
                                 group_thousands(fit.served_h, 1), group_thousands(fit.asked_h, 1), fit.left_out);
  const std::vector<CapacityTable> tables = scenarios::fit_tables(report);
  text += text_of(tables[0], {{"building_id", "building", ""},
                              {"closed", "closed", ""},
                              {"open_now_h", "open now", "h/week"},
                              {"open_stay_h", "nobody moves", "h/week"},
                              {"open_fitted_h", "fitted", "h/week"},
                              {"saving_stay_dkk", "nobody moves", "saves DKK/year"},
                              {"saving_heat_kwh", "fitted", "saves kWh heat"},
                              {"saving_electricity_kwh", "fitted", "saves kWh el."},
                              {"saving_dkk", "fitted", "saves DKK/year"}});
  text += fmt::format(
      "All: open {} h a week now, {} if nobody moves (saves {} DKK a year), {} fitted (saves {} DKK, {} kWh heat, {} "
      "kWh electricity a year).\n",
      group_thousands(scenarios::open_h(sum.open_now), 1), group_thousands(scenarios::open_h(sum.open_stay), 1),
      group_thousands(-sum.change_stay.cost_dkk, 0), group_thousands(scenarios::open_h(sum.open_fitted), 1),
      group_thousands(-sum.change_fitted.cost_dkk, 0), group_thousands(-sum.change_fitted.heat_kwh, 0),
      group_thousands(-sum.change_fitted.electricity_kwh, 0));
  text += proof_text(fit);
  CapacityTable moved = tables[1];
  const auto what = std::find_if(moved.columns.begin(), moved.columns.end(), [](const auto& c) { return c.name == "what"; });
  const std::size_t place = static_cast<std::size_t>(what - moved.columns.begin());
  std::erase_if(moved.rows, [place](const auto& row) { return std::get<std::string>(row[place]) == "stays"; });
  text += "\n" + text_of(moved, {{"booking_id", "booking", ""},
                                 {"activity", "activity", ""},
                                 {"day", "day", ""},
                                 {"from", "from", ""},
                                 {"space_id", "in", ""},
                                 {"what", "what", ""},
                                 {"to_from", "from", ""},
                                 {"to_space_id", "in", ""}});
  return text;
}

void write_sheet(core::WorkbookWriter& book, const CapacityTable& table) {
  book.sheet(table.name, table.columns);
  for (const std::vector<SheetCell>& row : table.rows) book.row(row);
}

}  // namespace

std::string capacity_text(const scenarios::CapacityReport& report) {
  std::string text = head_text(report) + text_of(scenarios::capacity_table(report), capacity_columns()) + idle_text(report);
  if (!report.hours.empty()) text += "\n" + text_of(scenarios::open_hours_table(report), open_hour_columns());
  return text + fit_text(report);
}

std::string capacity_csv(const scenarios::CapacityReport& report) {
  const scenarios::CapacityTable table = scenarios::capacity_table(report);
  core::CsvWriter csv;
  for (const core::SheetColumn& column : table.columns) csv.cell(column.name);
  csv.end_row();
  for (const std::vector<SheetCell>& row : table.rows) {
    for (const SheetCell& cell : row) {
      if (const std::string* text = std::get_if<std::string>(&cell)) {
        csv.cell(*text);
      } else {
        const double* value = std::get_if<double>(&cell);
        csv.cell(value == nullptr ? models::kMissing : *value);
      }
    }
    csv.end_row();
  }
  return csv.text();
}

void write_capacity_workbook(const scenarios::CapacityReport& report, const std::filesystem::path& out) {
  core::WorkbookWriter book(out);
  write_sheet(book, scenarios::capacity_table(report));
  if (report.by != "room") {
    scenarios::CapacityReport rooms = report;
    rooms.by = "room";
    write_sheet(book, scenarios::capacity_table(rooms));
  }
  write_sheet(book, scenarios::week_table(report));
  if (!report.hours.empty()) write_sheet(book, scenarios::open_hours_table(report));
  for (const scenarios::CapacityTable& table : scenarios::fit_tables(report)) write_sheet(book, table);
  findings_sheet(book, report.findings);
  assumptions_sheet(book, scenarios::capacity_assumptions(report));
  book.finish();
}

}  // namespace tvilling::cli
