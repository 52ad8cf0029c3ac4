// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "models/portfolio/hall_tables.hpp"
#include "scenarios/capacity/capacity_report.hpp"

namespace tvilling::scenarios {

namespace {

using core::CellFormat;
using core::SheetCell;

constexpr std::size_t kDayHours = 24;

/// "17:30" of a quarter of an hour of the day.
std::string clock_text(std::size_t quarter) {
  return fmt::format("{:02}:{:02}", quarter / 4, 15 * (quarter % 4));
}

std::string building_id(const CapacityReport& report, std::size_t place) {
  return report.portfolio.buildings[report.capacity.buildings[place].building].building.building_id;
}
std::string building_of_space(const CapacityReport& report, std::size_t space) {
  return report.portfolio.buildings[report.capacity.spaces[space].building].building.building_id;
}

CapacityTable buildings_table(const CapacityReport& report, const FitAnswer& fit) {
  CapacityTable table{"fit_buildings", {{"building_id"}, {"closed"}}, {}};
  for (const char* name : {"open_now_h", "open_stay_h", "open_fitted_h"})
    table.columns.push_back({name, CellFormat::one_decimal});
  for (const char* name : {"heat_kwh", "electricity_kwh", "cost_dkk", "saving_stay_heat_kwh", "saving_stay_electricity_kwh",
                           "saving_stay_dkk", "saving_heat_kwh", "saving_electricity_kwh", "saving_co2_kg", "saving_dkk"}) {
    table.columns.push_back({name, CellFormat::whole});
  }
  for (const FitBuilding& of : fit.buildings) {
    std::vector<SheetCell> cells{building_id(report, of.building), of.closed};
    for (const double value :
         {open_h(of.open_now), open_h(of.open_stay), open_h(of.open_fitted), of.now.heat_kwh, of.now.electricity_kwh,
          of.now.cost_dkk, -of.change_stay.heat_kwh, -of.change_stay.electricity_kwh, -of.change_stay.cost_dkk,
          -of.change_fitted.heat_kwh, -of.change_fitted.electricity_kwh, -of.change_fitted.co2_kg, -of.change_fitted.cost_dkk}) {
      cells.emplace_back(value);
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CapacityTable bookings_table(const CapacityReport& report, const FitAnswer& fit) {
  CapacityTable table{"fit_bookings",
                      {{"booking_id"},
                       {"activity"},
                       {"priority"},
                       {"day"},
                       {"from"},
                       {"to"},
                       {"persons", CellFormat::whole},
                       {"building_id"},
                       {"space_id"},
                       {"what"},
                       {"to_building_id"},
                       {"to_space_id"},
                       {"to_from"},
                       {"to_to"}},
                      {}};
  for (std::size_t r = 0; r < fit.requests.size(); ++r) {
    const FitRequest& request = fit.requests[r];
    const std::optional<FitSeat>& seat = fit.seat[r];
    const bool stays = seat && seat->space == request.home && seat->first == request.first;
    std::vector<SheetCell> cells{request.booking_id,
                                 request.activity,
                                 std::string(kFitPriorityNames[static_cast<std::size_t>(request.priority)]),
                                 std::string(models::kWeekDayNames[request.day]),
                                 clock_text(request.first),
                                 clock_text(request.first + request.quarters),
                                 request.persons,
                                 building_of_space(report, request.home),
                                 report.capacity.spaces[request.home].id,
                                 std::string(!seat   ? "not placed"
                                             : stays ? "stays"
                                                     : "moves")};
    if (seat) {
      cells.emplace_back(building_of_space(report, seat->space));
      cells.emplace_back(report.capacity.spaces[seat->space].id);
      cells.emplace_back(clock_text(seat->first));
      cells.emplace_back(clock_text(seat->first + request.quarters));
    } else {
      cells.insert(cells.end(), 4, SheetCell{});
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// Spells in which a building is open today and need not be.
CapacityTable hours_table(const CapacityReport& report, const FitAnswer& fit) {
  CapacityTable table{"fit_hours", {{"building_id"}, {"day"}, {"close_from"}, {"close_to"}}, {}};
  for (const FitBuilding& of : fit.buildings) {
    const auto closes = [&of](std::size_t h) { return of.open_now[h] > 0.0 && !(of.open_fitted[h] > 0.0); };
    for (std::size_t h = 0; h < models::kWeekHours; ++h) {
      if (!closes(h)) continue;
      const std::size_t first = h;
      while ((h + 1) % kDayHours != 0 && closes(h + 1)) ++h;
      table.rows.push_back({building_id(report, of.building), std::string(models::kWeekDayNames[first / kDayHours]),
                            clock_text(4 * (first % kDayHours)), clock_text(4 * (h % kDayHours + 1))});
    }
  }
  return table;
}

void add(WeekEnergy& to, const WeekEnergy& more) {
  to = difference(to, difference({}, more));
}

}  // namespace

std::vector<CapacityTable> fit_tables(const CapacityReport& report) {
  if (!report.fit) return {};
  return {buildings_table(report, *report.fit), bookings_table(report, *report.fit), hours_table(report, *report.fit)};
}

FitBuilding fit_sum(const FitAnswer& fit) {
  FitBuilding sum;
  for (const FitBuilding& of : fit.buildings) {
    for (std::size_t h = 0; h < models::kWeekHours; ++h) {
      sum.open_now[h] += of.open_now[h];
      sum.open_stay[h] += of.open_stay[h];
      sum.open_fitted[h] += of.open_fitted[h];
    }
    add(sum.now, of.now);
    add(sum.change_stay, of.change_stay);
    add(sum.change_fitted, of.change_fitted);
  }
  return sum;
}

}  // namespace tvilling::scenarios
