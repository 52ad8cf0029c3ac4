// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/fill_halls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <utility>

#include "core/text.hpp"
#include "models/portfolio/fill_hall.hpp"
#include "models/portfolio/hall_codes.hpp"

namespace tvilling::models {

HallFiller::HallFiller(const Portfolio& portfolio, core::Findings& findings)
    : findings_(findings), portfolio_(portfolio), inputs_(hall_inputs(portfolio)) {}

bool HallFiller::is_hall(const BuildingRecord& record) const {
  if (record.building.use != Use::swimming_hall) return false;
  const auto found = inputs_.find(record.building.building_id);
  if (found == inputs_.end() || found->second.pools.empty()) return false;
  const std::vector<const Pool*>& pools = found->second.pools;
  return std::all_of(pools.begin(), pools.end(), [](const Pool* pool) { return has_water_area(pool->basin); });
}

std::vector<std::size_t> HallFiller::fill_rooms(BuildingRecord& record) {
  const HallInputs& inputs = inputs_.at(record.building.building_id);
  tell_own_numbers(record);
  CountedVisits& counted = counted_[inputs.pools.front()->building_id];
  counted = counted_visits(inputs.visits, inputs.hours);
  std::vector<std::size_t> filled;
  if (std::isnan(record.building.visitors_per_year) && !std::isnan(counted.per_year)) {
    const std::span<const BuildingColumn> columns = building_columns();
    const auto column = static_cast<std::size_t>(find_building_column("visitors_per_year") - columns.data());
    record.building.visitors_per_year = std::round(counted.per_year);
    record.origin[column] = Origin::filled;
    filled.push_back(column);
  }
  for (const std::size_t column : fill_rooms_around(record, basins_of(inputs), *portfolio_.archetypes)) filled.push_back(column);
  return filled;
}

void HallFiller::fill(BuildingRecord& record) {
  const HallInputs& inputs = inputs_.at(record.building.building_id);
  SwimmingHall given = inputs.row == nullptr ? SwimmingHall{} : inputs.row->hall;
  given.basins = basins_of(inputs);
  FilledHall filled = fill_hall(given, record.building);
  MadeWeek made = make_week(inputs, counted_.at(record.building.building_id), record, findings_);
  filled.hall.week = made.week;
  filled.origins.week = made.origin;
  count(hall_counts_, hall_columns(), filled.origins.hall);
  for (const std::vector<Origin>& basin : filled.origins.basins) count(basin_counts_, basin_columns(), basin);
  record.hall_origins = std::move(filled.origins);
  record.building.hall = std::make_shared<const SwimmingHall>(std::move(filled.hall));
  tell_of_zones(record);
  ++halls_;
  basins_ += inputs.pools.size();
  hours_given_ += made.hours_given ? 1U : 0U;
  weeks_counted_ += made.counted ? 1U : 0U;
}

void HallFiller::tell_own_numbers(const BuildingRecord& record) const {
  constexpr std::array kOwn{&Building::hot_water_l_m2, &Building::water_m3_m2, &Building::process_heat_kwh_m2,
                            &Building::process_electricity_kwh_m2};
  std::string names;
  for (const BuildingColumn& column : building_columns()) {
    const bool own = std::find(kOwn.begin(), kOwn.end(), column.member) != kOwn.end();
    if (own && record.building.*column.member > 0.0) names += (names.empty() ? "" : ", ") + std::string(column.variable.name);
  }
  if (names.empty()) return;
  findings_.add(of_hall(record, hall_code::kOwnNumbers, core::Severity::info,
                        fmt::format("{} of the building is not used: its basins, showers and pumps have their own", names),
                        "Give shower_l_visit, backwash_l_visit, pump_power_kw and the like in swimming_halls and pools."));
}

void HallFiller::tell_of_zones(const BuildingRecord& record) const {
  const std::string& id = record.building.building_id;
  const bool rooms =
      std::any_of(portfolio_.rooms.begin(), portfolio_.rooms.end(), [&id](const Room& room) { return room.building_id == id; });
  if (!rooms && record.building.parts.empty()) return;
  findings_.add(of_hall(record, hall_code::kNoZones, core::Severity::warns,
                        fmt::format("it is simulated as a pool hall and the rooms around it; its {} are not used as zones",
                                    rooms ? "rooms" : "further uses"),
                        "Take out its basins to have the zones, or leave it so: hall_area_m2 says what the pool hall has."));
}

template <typename Columns>
void HallFiller::count(Counts& counts, const Columns& columns, const std::vector<Origin>& origins) {
  counts.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (origins[i] > Origin::register_) ++counts[i][static_cast<std::size_t>(origins[i])];
  }
}

template <typename Columns>
void HallFiller::tell_counts(const Counts& counts, const Columns& columns, std::string_view what, PortfolioTable table) const {
  constexpr std::array<std::string_view, kOriginNames.size()> kHow{
      "metered", "calibrated", "registered", "from what such halls have", "derived from other values", "by default"};
  const std::size_t rows = table == PortfolioTable::pools ? basins_ : halls_;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::size_t total = 0;
    std::string parts;
    for (std::size_t origin = 0; origin < counts[i].size(); ++origin) {
      if (counts[i][origin] == 0) continue;
      total += counts[i][origin];
      parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", counts[i][origin], kHow[origin]);
    }
    if (total == 0) continue;
    const std::string_view name = columns[i].variable.name;
    core::Finding finding;
    finding.code = hall_code::kFilled.code;
    finding.severity = core::Severity::filled;
    finding.message = fmt::format("{}: filled for {} of {} {} ({})", name, total, rows, what, parts);
    finding.hint = fmt::format("give a column '{}' in the table {} to use your own values", name, to_string(table));
    finding.table = to_string(table);
    findings_.add(std::move(finding));
  }
}

void HallFiller::tell() {
  if (halls_ == 0) return;
  tell_counts(hall_counts_, hall_columns(), "swimming halls", PortfolioTable::swimming_halls);
  tell_counts(basin_counts_, basin_columns(), "basins", PortfolioTable::pools);
  if (hours_given_ == halls_ && weeks_counted_ == halls_) return;
  core::Finding finding;
  finding.code = hall_code::kWeek.code;
  finding.severity = core::Severity::filled;
  finding.message = fmt::format(
      "the week of {} swimming halls: {} have opening hours of their own and {} visitors that were counted; the others have the "
      "hours in which visitors were counted or those of the profile, and visitors as the profile has them",
      halls_, hours_given_, weeks_counted_);
  finding.hint = "Give the tables opening_hours and visits.";
  finding.table = to_string(PortfolioTable::opening_hours);
  findings_.add(std::move(finding));
}

}  // namespace tvilling::models
