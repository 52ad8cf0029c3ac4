// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/portfolio/fill_codes.hpp"
#include "models/portfolio/fill_halls.hpp"
#include "models/portfolio/fill_range.hpp"
#include "models/portfolio/fill_rules.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/source_codes.hpp"
#include "models/portfolio/zones.hpp"

namespace tvilling::models {

namespace {

/// When no building of the portfolio has a year: three quarters of the city's multi-storey area is older than 1950.
constexpr double kTypicalYear = 1935.0;

/// How many values of one column were filled, by origin.
using Counts = std::array<std::size_t, kOriginNames.size()>;

std::size_t column_index(double Building::* member) {
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].member == member) return i;
  }
  throw core::Error(core::ErrorKind::internal, "a fill rule has no column");
}

void require_register(const BuildingRecord& record) {
  const Building& b = record.building;
  if (std::isfinite(b.area_m2)) return;
  throw core::Error(core::ErrorKind::bad_input, "building '" + b.building_id + "' has no area_m2, which nothing can replace",
                    record.pos, "a building needs an id, a use and an area_m2");
}

/// The middle one of some years (the later of two).
double middle_of(std::vector<double>& years) {
  const auto middle = years.begin() + static_cast<std::ptrdiff_t>(years.size() / 2);
  std::nth_element(years.begin(), middle, years.end());
  return *middle;
}

/// The middle year of the known ones of each use, or of all uses where none of this use is known.
std::array<double, kUseNames.size()> middle_years(const Portfolio& portfolio) {
  std::array<std::vector<double>, kUseNames.size()> of_use;
  std::vector<double> of_all;
  for (const BuildingRecord& record : portfolio.buildings) {
    if (std::isnan(record.building.year)) continue;
    of_all.push_back(record.building.year);
    of_use[static_cast<std::size_t>(record.building.use)].push_back(record.building.year);
  }
  const double of_any = of_all.empty() ? kTypicalYear : middle_of(of_all);
  std::array<double, kUseNames.size()> middle{};
  std::transform(of_use.begin(), of_use.end(), middle.begin(),
                 [of_any](std::vector<double>& years) { return years.empty() ? of_any : middle_of(years); });
  return middle;
}

/// A missing year is that of the building's peers: archetypes need one. All are found before any is filled.
void fill_years(Portfolio& portfolio, std::size_t year_column, Counts& counts) {
  const std::array<double, kUseNames.size()> middle = middle_years(portfolio);
  for (BuildingRecord& record : portfolio.buildings) {
    if (!std::isnan(record.building.year)) continue;
    record.building.year = middle[static_cast<std::size_t>(record.building.use)];
    record.origin[year_column] = Origin::filled;
    ++counts[static_cast<std::size_t>(Origin::filled)];
  }
}

void fill_building(BuildingRecord& record, const Archetypes& archetypes,
                   const std::array<std::size_t, kBuildingColumnCount>& index, std::array<Counts, kBuildingColumnCount>& counts) {
  std::size_t rule_number = 0;
  for (const FillRule& rule : fill_rules()) {
    const std::size_t column = index[rule_number++];
    double& value = record.building.*rule.member;
    if (!std::isnan(value)) continue;
    const FilledValue filled = rule.fill(record.building, archetypes);
    if (std::isnan(filled.value)) continue;  // a place without anything to derive it from: reported below
    value = filled.value;
    record.origin[column] = filled.origin;
    ++counts[column][static_cast<std::size_t>(filled.origin)];
  }
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (std::isnan(record.building.*columns[i].member)) record.origin[i] = Origin::default_;  // stays unknown
  }
}

core::Finding column_finding(const BuildingColumn& column, const Counts& counts, std::size_t buildings) {
  constexpr std::array<std::string_view, kOriginNames.size()> how{"metered",
                                                                  "calibrated",
                                                                  "registered",
                                                                  "from the archetype of their use and year",
                                                                  "derived from their other values or from peers",
                                                                  "by default"};
  std::size_t total = 0;
  std::string parts;
  for (std::size_t origin = 0; origin < counts.size(); ++origin) {
    if (counts[origin] == 0) continue;
    total += counts[origin];
    parts += (parts.empty() ? "" : ", ") + std::to_string(counts[origin]) + " " + std::string(how[origin]);
  }
  const std::string name(column.variable.name);
  core::Finding finding;
  finding.code = fill_code::kFilled.code;
  finding.severity = core::Severity::filled;
  finding.message =
      name + ": filled for " + std::to_string(total) + " of " + std::to_string(buildings) + " buildings (" + parts + ")";
  finding.hint = "give a column '" + name + "' to use your own values";
  return finding;
}

core::Finding no_place_finding(std::size_t placeless, std::size_t buildings) {
  core::Finding finding;
  finding.code = fill_code::kNoPlace.code;
  finding.severity = core::Severity::warns;
  finding.message = std::to_string(placeless) + " of " + std::to_string(buildings) +
                    " buildings have no place: they are simulated as outside the inner city and left out of pictures";
  finding.hint = "give x_m and y_m (EPSG:25832) or a geometry";
  return finding;
}

core::Finding box_finding(std::size_t boxes, std::size_t buildings) {
  core::Finding finding;
  finding.code = source_code::kBox.code;
  finding.severity = core::Severity::filled;
  finding.message = std::to_string(boxes) + " of " + std::to_string(buildings) +
                    " buildings have a position but no outline: they are calculated and drawn as boxes";
  finding.hint =
      "Give outlines as a layer or a column \"geometry\". What was filled is marked in footprint_area_m2, azimuth_deg and "
      "the like.";
  return finding;
}

}  // namespace

void fill_portfolio(Portfolio& portfolio, core::Findings& findings) {
  if (portfolio.archetypes == nullptr) portfolio.archetypes = std::make_shared<const Archetypes>();
  const Archetypes& archetypes = *portfolio.archetypes;
  std::array<std::size_t, kBuildingColumnCount> index{};
  std::size_t rule_number = 0;
  for (const FillRule& rule : fill_rules()) index[rule_number++] = column_index(rule.member);

  for (const BuildingRecord& record : portfolio.buildings) require_register(record);
  std::array<Counts, kBuildingColumnCount> counts{};
  const std::size_t year_column = column_index(&Building::year);
  fill_years(portfolio, year_column, counts[year_column]);
  std::size_t placeless = 0;
  std::size_t boxes = 0;
  HallFiller halls(portfolio, findings);
  for (BuildingRecord& record : portfolio.buildings) {
    const bool hall = halls.is_hall(record);
    record.building.hall.reset();
    record.hall_origins = {};
    if (hall) {
      for (const std::size_t column : halls.fill_rooms(record)) {
        ++counts[column][static_cast<std::size_t>(record.origin[column])];
      }
    }
    const Building given = record.building;
    fill_building(record, archetypes, index, counts);
    check_filled(given, record, archetypes, findings);
    if (hall) halls.fill(record);
    const bool placed = !std::isnan(record.building.x_m) && !std::isnan(record.building.y_m);
    if (!placed) ++placeless;
    if (placed && record.building.footprint.empty()) ++boxes;
  }

  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t column = 0; column < columns.size(); ++column) {
    bool any = false;
    for (const std::size_t n : counts[column]) any = any || n > 0;
    if (any) findings.add(column_finding(columns[column], counts[column], portfolio.buildings.size()));
  }
  halls.tell();
  if (boxes > 0) findings.add(box_finding(boxes, portfolio.buildings.size()));
  if (placeless > 0) findings.add(no_place_finding(placeless, portfolio.buildings.size()));
  make_zones(portfolio, archetypes, findings);
}

}  // namespace tvilling::models
