// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "models/portfolio/hall_tables.hpp"
#include "scenarios/capacity/capacity_report.hpp"

namespace tvilling::scenarios {

namespace {

using core::CellFormat;
using core::SheetCell;
using core::SheetColumn;
using models::kMissing;

/// A line of the first table.
struct Group {
  std::array<CapacitySums, kSeasonNames.size()> of;
  std::size_t spaces = 0;
  std::set<std::size_t> bookings;
  double saving_heat_kwh = 0.0;
  double saving_electricity_kwh = 0.0;
  double saving_dkk = 0.0;
  bool is_priced = false;
};

const models::Building& building_of(const CapacityReport& report, const CapacityBuilding& of) {
  return report.portfolio.buildings[of.building].building;
}

Group group_of(const CapacityReport& report, std::size_t place) {
  const CapacityBuilding& of = report.capacity.buildings[place];
  Group group;
  group.spaces = of.spaces.size();
  for (const Season season : {Season::year, Season::winter, Season::summer}) {
    group.of[index(season)] = sums_of_building(report.capacity, report.portfolio, place, season, report.prime);
  }
  for (const std::size_t s : of.spaces) {
    group.bookings.insert(report.capacity.spaces[s].bookings.begin(), report.capacity.spaces[s].bookings.end());
  }
  if (report.hours.empty() || !report.hours[place].only_in_use) return group;
  const WeekEnergy& change = *report.hours[place].only_in_use;
  group.saving_heat_kwh = -change.heat_kwh;
  group.saving_electricity_kwh = -change.electricity_kwh;
  group.saving_dkk = -change.cost_dkk;
  group.is_priced = true;
  return group;
}

void add(Group& to, const Group& more) {
  for (std::size_t s = 0; s < to.of.size(); ++s) scenarios::add(to.of[s], more.of[s]);
  to.spaces += more.spaces;
  to.bookings.insert(more.bookings.begin(), more.bookings.end());
  to.saving_heat_kwh += more.saving_heat_kwh;
  to.saving_electricity_kwh += more.saving_electricity_kwh;
  to.saving_dkk += more.saving_dkk;
  to.is_priced = to.is_priced || more.is_priced;
}

double or_missing(bool known, double value) {
  return known ? value : kMissing;
}

void add_space_columns(std::vector<SheetColumn>& columns) {
  columns.push_back({"bookings", CellFormat::whole});
  columns.push_back({"offered_h", CellFormat::one_decimal});
  columns.push_back({"booked_h", CellFormat::one_decimal});
  columns.push_back({"utilisation_fraction", CellFormat::percent});
  columns.push_back({"prime_utilisation_fraction", CellFormat::percent});
  columns.push_back({"used_person_h", CellFormat::one_decimal});
  columns.push_back({"effective_fraction", CellFormat::percent});
  columns.push_back({"winter_utilisation_fraction", CellFormat::percent});
  columns.push_back({"summer_utilisation_fraction", CellFormat::percent});
}

void add_space_cells(std::vector<SheetCell>& cells, std::size_t bookings,
                     const std::array<CapacitySums, kSeasonNames.size()>& of) {
  const CapacitySums& year = of[index(Season::year)];
  const bool known = year.known_offered_h > 0.0 || year.known > 0;
  cells.emplace_back(static_cast<double>(bookings));
  cells.emplace_back(year.offered_h);
  cells.emplace_back(or_missing(known, year.booked_h));
  cells.emplace_back(year.utilisation_fraction());
  cells.emplace_back(year.prime_utilisation_fraction());
  cells.emplace_back(or_missing(year.possible_person_h > 0.0, year.used_person_h));
  cells.emplace_back(year.effective_fraction());
  cells.emplace_back(of[index(Season::winter)].utilisation_fraction());
  cells.emplace_back(of[index(Season::summer)].utilisation_fraction());
}

void add_building_columns(std::vector<SheetColumn>& columns, bool priced) {
  columns.push_back({"visitors", CellFormat::whole});
  for (const char* name : {"open_h", "heated_h", "in_use_h", "idle_heated_h"}) columns.push_back({name, CellFormat::one_decimal});
  if (!priced) return;
  for (const char* name : {"saving_heat_kwh", "saving_electricity_kwh", "saving_dkk"})
    columns.push_back({name, CellFormat::whole});
}

void add_building_cells(std::vector<SheetCell>& cells, const Group& group, bool priced) {
  const CapacitySums& year = group.of[index(Season::year)];
  cells.emplace_back(or_missing(year.counted > 0, year.visitors));
  cells.emplace_back(year.open_h);
  cells.emplace_back(year.heated_h);
  cells.emplace_back(or_missing(year.known > 0 || year.counted > 0, year.in_use_h));
  cells.emplace_back(or_missing(year.known > 0 || year.counted > 0, year.idle_heated_h));
  if (!priced) return;
  for (const double value : {group.saving_heat_kwh, group.saving_electricity_kwh, group.saving_dkk}) {
    cells.emplace_back(or_missing(group.is_priced, value));
  }
}

CapacityTable by_building(const CapacityReport& report) {
  CapacityTable table{"buildings", {{"building_id"}, {"name"}, {"use"}, {"administration"}, {"hours_origin"}}, {}};
  const bool priced = !report.hours.empty();
  table.columns.push_back({"spaces", CellFormat::whole});
  table.columns.push_back({"weeks", CellFormat::whole});
  add_space_columns(table.columns);
  add_building_columns(table.columns, priced);
  for (std::size_t b = 0; b < report.capacity.buildings.size(); ++b) {
    const CapacityBuilding& of = report.capacity.buildings[b];
    const models::Building& building = building_of(report, of);
    const Group group = group_of(report, b);
    std::vector<SheetCell> cells{building.building_id, building.name, std::string(models::to_string(building.use)),
                                 building.administration, std::string(models::to_string(of.hours_origin))};
    cells.emplace_back(static_cast<double>(group.spaces));
    cells.emplace_back(or_missing(of.weeks[index(Season::year)] > 0.0, of.weeks[index(Season::year)]));
    add_space_cells(cells, group.bookings.size(), group.of);
    add_building_cells(cells, group, priced);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CapacityTable by_use(const CapacityReport& report) {
  CapacityTable table{"uses", {{"use"}}, {}};
  const bool priced = !report.hours.empty();
  for (const char* name : {"buildings", "buildings_with_bookings", "spaces"}) table.columns.push_back({name, CellFormat::whole});
  add_space_columns(table.columns);
  table.columns.push_back({"known_heated_h", CellFormat::one_decimal});
  add_building_columns(table.columns, priced);
  std::map<models::Use, Group> groups;
  for (std::size_t b = 0; b < report.capacity.buildings.size(); ++b) {
    add(groups[building_of(report, report.capacity.buildings[b]).use], group_of(report, b));
  }
  for (const auto& [use, group] : groups) {
    const CapacitySums& year = group.of[index(Season::year)];
    std::vector<SheetCell> cells{std::string(models::to_string(use))};
    for (const std::size_t count : {year.buildings, year.known, group.spaces}) cells.emplace_back(static_cast<double>(count));
    add_space_cells(cells, group.bookings.size(), group.of);
    cells.emplace_back(year.known_heated_h);
    add_building_cells(cells, group, priced);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

CapacityTable by_room(const CapacityReport& report) {
  CapacityTable table{"rooms", {{"space_id"}, {"kind"}, {"building_id"}, {"use"}}, {}};
  table.columns.push_back({"capacity_persons", CellFormat::whole});
  table.columns.push_back({"capacity_origin"});
  add_space_columns(table.columns);
  for (const CapacityBuilding& of : report.capacity.buildings) {
    for (const std::size_t s : of.spaces) {
      const Space& space = report.capacity.spaces[s];
      std::array<CapacitySums, kSeasonNames.size()> sums;
      for (const Season season : {Season::year, Season::winter, Season::summer}) {
        sums[index(season)] = sums_of_space(report.capacity, s, season, report.prime);
      }
      std::vector<SheetCell> cells{space.id,
                                   std::string(kSpaceKindNames[static_cast<std::size_t>(space.kind)]),
                                   building_of(report, of).building_id,
                                   std::string(models::to_string(space.use)),
                                   space.capacity_persons,
                                   std::string(models::to_string(space.capacity_origin))};
      add_space_cells(cells, space.bookings.size(), sums);
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

}  // namespace

double open_h(const models::WeekHours& week) noexcept {
  return std::accumulate(week.begin(), week.end(), 0.0);
}

CapacityTable capacity_table(const CapacityReport& report) {
  if (report.by == "use") return by_use(report);
  return report.by == "room" ? by_room(report) : by_building(report);
}

CapacityTable week_table(const CapacityReport& report) {
  CapacityTable table{"week", {{"building_id"}, {"day"}, {"hour"}}, {}};
  for (const char* name : {"offered_h", "booked_h", "winter_booked_h", "summer_booked_h", "used_person_h", "open_h", "heated_h",
                           "in_use_h", "visitors"}) {
    table.columns.push_back({name, CellFormat::two_decimals});
  }
  for (const CapacityBuilding& of : report.capacity.buildings) {
    const models::Building& building = building_of(report, of);
    const models::WeekHours& open = of.open[index(Season::year)];
    const models::WeekHours heated = heated_hours(building, open);
    for (std::size_t h = 0; h < models::kWeekHours; ++h) {
      double persons = 0.0;
      for (const std::size_t s : of.spaces) persons += report.capacity.spaces[s].season[index(Season::year)].person_h[h];
      std::vector<SheetCell> cells{building.building_id, std::string(models::kWeekDayNames[h / 24]), static_cast<double>(h % 24),
                                   of.offered[h]};
      for (const Season season : {Season::year, Season::winter, Season::summer}) {
        const bool has_weeks = of.weeks[index(season)] > 0.0;
        cells.emplace_back(or_missing(of.booked_known && has_weeks, of.taken[index(season)][h]));
      }
      cells.emplace_back(or_missing(of.booked_known, persons));
      cells.emplace_back(open[h]);
      cells.emplace_back(heated[h]);
      cells.emplace_back(or_missing(of.booked_known, std::max(of.own[h], of.taken[index(Season::year)][h])));
      cells.emplace_back(or_missing(of.visitors_known, of.visitors[h]));
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

CapacityTable open_hours_table(const CapacityReport& report) {
  const bool of_use = report.by == "use";
  CapacityTable table{"open_hours", {{of_use ? "use" : "building_id"}, {"hours"}, {"change"}}, {}};
  table.columns.push_back({"change_open_h", CellFormat::one_decimal});
  for (const char* name : {"change_heat_kwh", "change_electricity_kwh", "change_co2_kg", "change_cost_dkk"}) {
    table.columns.push_back({name, CellFormat::whole});
  }
  for (const char* name : {"heat_kwh_per_open_h", "electricity_kwh_per_open_h", "energy_dkk_per_open_h",
                           "winter_heat_kwh_per_open_h", "summer_heat_kwh_per_open_h"}) {
    table.columns.push_back({name, CellFormat::two_decimals});
  }
  std::map<std::tuple<std::string, std::size_t, bool>, WeekEnergy> sums;
  for (std::size_t b = 0; b < report.hours.size(); ++b) {
    const models::Building& building = building_of(report, report.capacity.buildings[b]);
    const std::string group = of_use ? std::string(models::to_string(building.use)) : building.building_id;
    for (const EdgeChange& change : report.hours[b].changes) {
      WeekEnergy& sum = sums[{group, static_cast<std::size_t>(change.edge), change.more}];
      sum = difference(sum, difference({}, change.change));
    }
  }
  for (const auto& [key, sum] : sums) {
    const auto per_hour = [](double change, double hours) { return hours == 0.0 ? kMissing : change / hours; };
    std::vector<SheetCell> cells{std::get<0>(key), std::string(kEdgeHourNames[std::get<1>(key)]),
                                 std::string(std::get<2>(key) ? "more" : "fewer")};
    for (const double value :
         {sum.open_h, sum.heat_kwh, sum.electricity_kwh, sum.co2_kg, sum.cost_dkk, per_hour(sum.heat_kwh, sum.open_h),
          per_hour(sum.electricity_kwh, sum.open_h), per_hour(sum.cost_dkk - sum.power_dkk, sum.open_h)}) {
      cells.emplace_back(value);
    }
    for (const Season season : {Season::winter, Season::summer}) {
      cells.emplace_back(per_hour(sum.heat_kwh_of[index(season)], sum.open_h_of[index(season)]));
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace tvilling::scenarios
