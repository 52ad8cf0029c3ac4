// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_schema.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "core/error.hpp"
#include "core/variable.hpp"
#include "models/building/origin.hpp"
#include "models/catalog.hpp"

namespace tvilling::scenarios::schema {

namespace {

using core::Hdf5Type;
using Dims = std::vector<std::string>;

Dims dims(std::initializer_list<std::string_view> names) {
  return {names.begin(), names.end()};
}

Dataset plain(std::string_view group, std::string_view name, Hdf5Type type, Dims dimensions, std::string_view long_name,
              std::string_view units = {}) {
  Dataset d{std::string(group), std::string(name), type, std::move(dimensions), {}};
  if (!units.empty()) d.attributes.push_back({"units", std::string(units)});
  d.attributes.push_back({"long_name", std::string(long_name)});
  if (type == Hdf5Type::float64 || type == Hdf5Type::float32) {
    d.attributes.push_back({"_FillValue", std::numeric_limits<double>::quiet_NaN()});
  }
  return d;
}

Dataset quantity(std::string_view group, const core::Variable& v, Hdf5Type type, Dims dimensions) {
  Dataset d = plain(group, v.name, type, std::move(dimensions), v.long_name, v.unit);
  if (!v.cell_methods.empty()) d.attributes.push_back({"cell_methods", std::string(v.cell_methods)});
  return d;
}

Dataset flags(std::string_view group, std::string_view name, Dims dimensions, std::string_view long_name,
              std::span<const std::string_view> meanings) {
  Dataset d = plain(group, name, Hdf5Type::uint8, std::move(dimensions), long_name);
  std::vector<std::uint8_t> values;
  std::string words;
  for (const std::string_view meaning : meanings) {
    values.push_back(static_cast<std::uint8_t>(values.size()));
    words += (words.empty() ? "" : " ") + std::string(meaning);
  }
  d.attributes.push_back({"flag_values", values});
  d.attributes.push_back({"flag_meanings", words});
  return d;
}

Dataset coordinate(std::string_view group, std::string_view name, Hdf5Type type, std::string_view long_name) {
  Dataset d{std::string(group), std::string(name), type, dims({name}), {{"long_name", std::string(long_name)}}};
  d.scale = true;
  return d;
}

Dataset bare_dimension(std::string_view group, std::string_view name) {
  Dataset d{std::string(group), std::string(name), Hdf5Type::float32, dims({name}), {}};
  d.scale = true;
  d.values = false;
  return d;
}

/// `time` (UTC) along `dim` with its bounds.
void add_time(std::vector<Dataset>& out, std::string_view group, std::string_view dim, std::string_view long_name,
              const std::string& units) {
  Dataset time{std::string(group), std::string(kTime), Hdf5Type::float64, dims({dim}), {}};
  time.scale = dim == kTime;
  time.attributes = {{"units", units},
                     {"calendar", std::string("standard")},
                     {"standard_name", std::string("time")},
                     {"long_name", std::string(long_name)},
                     {"bounds", std::string(kTimeBounds)}};
  out.push_back(std::move(time));
  out.push_back({std::string(group), std::string(kTimeBounds), Hdf5Type::float64, dims({dim, kBounds}), {}});
}

void add_results(std::vector<Dataset>& out, std::span<const models::Hourly> hourly, const std::string& units) {
  for (const core::Variable& v : models::kAnnualVariables) {
    out.push_back(quantity(kAnnual, v, Hdf5Type::float64, dims({kScenario, kBuilding})));
  }
  out.push_back(coordinate(kMonthly, kMonth, Hdf5Type::int32, "Month of the year, 1 to 12"));
  add_time(out, kMonthly, kMonth, "Middle of the month (UTC)", units);
  for (std::size_t i = 0; i < models::kMonthlyCount; ++i) {
    out.push_back(quantity(kMonthly, models::kAnnualVariables[i], Hdf5Type::float64, dims({kScenario, kBuilding, kMonth})));
    out.back().attributes.push_back({"coordinates", std::string(kTime)});
  }
  if (!hourly.empty()) add_time(out, kHourly, kTime, "Middle of the hour (UTC)", units);
  for (const models::Hourly h : hourly) {
    out.push_back(quantity(kHourly, models::kHourlyVariables[index(h)], Hdf5Type::float64, dims({kScenario, kBuilding, kTime})));
  }
  add_time(out, kCityHourly, kTime, "Middle of the hour (UTC)", units);
  out.push_back(plain(kCityHourly, kBuildingsCounted, Hdf5Type::int32, dims({kScenario}),
                      "Buildings that succeeded and are in the sums", "1"));
  for (std::size_t i = 0; i < models::kCityHourlyCount; ++i) {
    out.push_back(quantity(kCityHourly, models::kHourlyVariables[i], Hdf5Type::float64, dims({kScenario, kTime})));
  }
}

void add_halls(std::vector<Dataset>& out) {
  out.push_back(coordinate(kHalls, kHall, Hdf5Type::text, "Swimming hall: building id"));
  for (const core::Variable& v : models::kHallVariables) {
    out.push_back(quantity(kHalls, v, Hdf5Type::float64, dims({kScenario, kHall})));
  }
}

void add_economics(std::vector<Dataset>& out) {
  for (const core::Variable& v : kEconomicVariables) {
    out.push_back(quantity(kEconomics, v, Hdf5Type::float64, dims({kScenario, kBuilding})));
  }
}

void add_reconciled(std::vector<Dataset>& out) {
  for (std::size_t c = 0; c < kFactorNames.size(); ++c) {
    out.push_back(plain(kReconciled, kFactorNames[c], Hdf5Type::float64, dims({kBuilding}),
                        "What the simulated use is multiplied by, so that the baseline is the metered one", "1"));
    out.push_back(flags(kReconciled, kFactorOrigins[c], dims({kBuilding}), "Origin of the factor", models::kOriginNames));
    out.push_back(plain(kReconciled, kFactorYears[c], Hdf5Type::int32, dims({kBuilding}),
                        "Metered year that the factor rests on; 0: none, the factor is 1", "1"));
  }
  for (const core::Variable& v : kReconciledVariables) {
    out.push_back(quantity(kReconciled, v, Hdf5Type::float64, dims({kScenario, kBuilding})));
  }
}

void add_measures(std::vector<Dataset>& out) {
  out.push_back(coordinate(kMeasures, kMeasure, Hdf5Type::int32, "Measure, 1 to n, scenario by scenario"));
  out.push_back(plain(kMeasures, kOfScenario, Hdf5Type::int32, dims({kMeasure}), "Place of its scenario, from 0"));
  for (const MeasureText& t : kMeasureTexts)
    out.push_back(plain(kMeasures, t.name, Hdf5Type::text, dims({kMeasure}), t.long_name));
  for (const MeasureNumber& n : kMeasureNumbers) {
    out.push_back(quantity(kMeasures, n.variable, Hdf5Type::float64, dims({kMeasure})));
  }
}

/// ETRS89 / UTM zone 32N, spelled out for readers without a table of codes.
Dataset coordinate_system() {
  Dataset d{std::string(kBuildings), "crs", Hdf5Type::int32, {}, {}};
  d.attributes = {{"grid_mapping_name", std::string("transverse_mercator")},
                  {"epsg_code", std::string("EPSG:25832")},
                  {"long_name", std::string("ETRS89 / UTM zone 32N")},
                  {"longitude_of_central_meridian", 9.0},
                  {"latitude_of_projection_origin", 0.0},
                  {"scale_factor_at_central_meridian", 0.9996},
                  {"false_easting", 500000.0},
                  {"false_northing", 0.0},
                  {"semi_major_axis", 6378137.0},
                  {"inverse_flattening", 298.257222101}};
  return d;
}

Dataset located(Dataset d, std::string_view standard_name) {
  d.attributes.push_back({"standard_name", std::string(standard_name)});
  d.attributes.push_back({"grid_mapping", std::string("crs")});
  return d;
}

Dataset building_number(std::string_view name) {
  const models::BuildingColumn* column = models::find_building_column(name);
  if (column == nullptr) throw core::Error(core::ErrorKind::internal, "no building column " + std::string(name));
  return quantity(kBuildings, column->variable, Hdf5Type::float64, dims({kBuilding}));
}

void add_buildings(std::vector<Dataset>& out) {
  static constexpr std::array<std::string_view, 2> kNoYes{"no", "yes"};
  const auto text = [](std::string_view name, std::string_view long_name) {
    return plain(kBuildings, name, Hdf5Type::text, dims({kBuilding}), long_name);
  };
  out.push_back(text("name", "Name of the building"));
  out.push_back(text("property_id", "Property that the building belongs to"));
  out.push_back(text("administration", "Administration that uses it"));
  out.push_back(text("use", "Use"));
  out.push_back(flags(kBuildings, "listed", dims({kBuilding}), "Listed (protected) building", kNoYes));
  out.push_back(flags(kBuildings, kProtectedAddress, dims({kBuilding}),
                      "The address is protected: name and position are withheld", kNoYes));
  for (const std::string_view name : {"year", "area_m2", "storeys", "storey_height_m", "maintenance_backlog_dkk",
                                      "backlog_growth_fraction", "sale_value_dkk"}) {
    out.push_back(building_number(name));
  }
  out.push_back(plain(kBuildings, "height_m", Hdf5Type::float64, dims({kBuilding}), "Height: storeys x storey_height_m", "m"));
  out.push_back(coordinate_system());
  out.push_back(located(building_number("x_m"), "projection_x_coordinate"));
  out.push_back(located(building_number("y_m"), "projection_y_coordinate"));
  out.push_back(plain(kBuildings, "ring_start", Hdf5Type::int32, dims({kBuilding}), "First vertex of the footprint, from 0"));
  out.push_back(plain(kBuildings, "ring_count", Hdf5Type::int32, dims({kBuilding}),
                      "Vertices of the footprint (outer ring, not closed); 0: only a point is known"));
  out.push_back(bare_dimension(kBuildings, kVertex));
  out.push_back(located(plain(kBuildings, "ring_x_m", Hdf5Type::float64, dims({kVertex}), "Easting of the vertex", "m"),
                        "projection_x_coordinate"));
  out.push_back(located(plain(kBuildings, "ring_y_m", Hdf5Type::float64, dims({kVertex}), "Northing of the vertex", "m"),
                        "projection_y_coordinate"));
}

void add_records(std::vector<Dataset>& out) {
  static constexpr std::array<std::string_view, 3> kTaskNames{"pending", "done", "failed"};
  static constexpr std::array<std::string_view, 2> kNoYes{"no", "yes"};
  for (const models::BuildingColumn& column : models::building_columns()) {
    out.push_back(flags(kOrigin, column.variable.name, dims({kBuilding}), fmt::format("Origin of {}", column.variable.name),
                        models::kOriginNames));
  }
  out.push_back(flags(kOrigin, kResultOrigin, dims({kScenario, kBuilding}), "Weakest origin among the inputs of the result",
                      models::kOriginNames));
  out.push_back(flags(kStatus, kTask, dims({kScenario, kBuilding}), "State of the building in the scenario", kTaskNames));
  out.push_back(plain(kStatus, kMessage, Hdf5Type::fixed_text, dims({kScenario, kBuilding}), "Why it failed"));
  out.push_back(plain(kStatus, kContentKey, Hdf5Type::uint64, dims({kScenario, kBuilding}),
                      "Key of the building's numbers, weather and program: equal keys mean equal results before CO2 and cost"));
  out.push_back(flags(kStatus, kScenarioComplete, dims({kScenario}), "All buildings and the city's hours are written", kNoYes));
}

std::uint64_t value_bytes(Hdf5Type type) {
  switch (type) {
    case Hdf5Type::float64:
    case Hdf5Type::uint64: return 8;
    case Hdf5Type::float32:
    case Hdf5Type::int32: return 4;
    case Hdf5Type::uint8: return 1;
    case Hdf5Type::text: return 16;
    case Hdf5Type::fixed_text: return kMessageBytes;
  }
  throw core::Error(core::ErrorKind::internal, "unknown HDF5 type");
}

}  // namespace

std::string Dataset::text(std::string_view attribute) const {
  for (const Attribute& a : attributes) {
    if (a.name == attribute && std::holds_alternative<std::string>(a.value)) return std::get<std::string>(a.value);
  }
  return {};
}

std::string time_units(int base_year) {
  return fmt::format("hours since {:04}-01-01 00:00:00", base_year);
}

std::vector<Dataset> datasets(const Parts& parts, const std::string& units_of_time) {
  std::vector<Dataset> out;
  out.push_back(coordinate(kRoot, kScenario, Hdf5Type::text, "Scenario"));
  out.push_back(coordinate(kRoot, kBuilding, Hdf5Type::text, "Building id"));
  out.push_back(bare_dimension(kRoot, kBounds));
  add_results(out, parts.hourly, units_of_time);
  if (parts.halls) add_halls(out);
  add_economics(out);
  if (parts.reconciled) add_reconciled(out);
  if (parts.measures) add_measures(out);
  add_buildings(out);
  add_records(out);
  return out;
}

std::vector<Link> links(const Parts& parts) {
  std::vector<Link> out{{kAnnual, kScenario}, {kAnnual, kBuilding}, {kMonthly, kScenario}, {kMonthly, kBuilding}};
  if (!parts.hourly.empty()) out.insert(out.end(), {{kHourly, kScenario}, {kHourly, kBuilding}});
  if (parts.halls) out.push_back({kHalls, kScenario});
  out.insert(out.end(), {{kEconomics, kScenario}, {kEconomics, kBuilding}});
  if (parts.reconciled) out.insert(out.end(), {{kReconciled, kScenario}, {kReconciled, kBuilding}});
  out.insert(out.end(), {{kCityHourly, kScenario},
                         {kBuildings, kBuilding},
                         {kOrigin, kScenario},
                         {kOrigin, kBuilding},
                         {kStatus, kScenario},
                         {kStatus, kBuilding}});
  return out;
}

std::vector<std::string_view> groups(const Parts& parts) {
  std::vector<std::string_view> out{kAnnual, kMonthly};
  if (!parts.hourly.empty()) out.push_back(kHourly);
  out.push_back(kCityHourly);
  if (parts.halls) out.push_back(kHalls);
  out.push_back(kEconomics);
  if (parts.reconciled) out.push_back(kReconciled);
  if (parts.measures) out.push_back(kMeasures);
  out.insert(out.end(), {kBuildings, kOrigin, kStatus, kProvenance});
  return out;
}

Lengths lengths(std::size_t scenarios, std::size_t buildings, std::size_t vertices, std::size_t halls, std::size_t measures) {
  return {{std::string(kScenario), scenarios}, {std::string(kBuilding), buildings},  {std::string(kBounds), 2},
          {std::string(kVertex), vertices},    {std::string(kMonth), core::kMonths}, {std::string(kTime), core::kHoursPerYear},
          {std::string(kHall), halls},         {std::string(kMeasure), measures}};
}

core::Hdf5Shape shape(const Dataset& dataset, const Lengths& lengths) {
  core::Hdf5Shape out;
  for (const std::string& dim : dataset.dims) out.push_back(lengths.at(dim));
  return out;
}

std::uint64_t bytes(std::span<const Dataset> datasets, const Lengths& lengths) {
  std::uint64_t sum = 0;
  for (const Dataset& d : datasets) {
    if (!d.values) continue;
    std::uint64_t size = value_bytes(d.type);
    for (const std::uint64_t length : shape(d, lengths)) size *= length;
    sum += size;
  }
  return sum;
}

}  // namespace tvilling::scenarios::schema
