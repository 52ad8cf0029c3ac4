// SPDX-License-Identifier: MPL-2.0
#include "scenarios/results_layout.hpp"

#include <array>
#include <map>
#include <vector>

#include "scenarios/protected_address.hpp"
#include "scenarios/results_halls.hpp"
#include "scenarios/results_schema.hpp"

namespace tvilling::scenarios {

namespace {

using models::BuildingRecord;
using schema::Dataset;

/// The open datasets of a new file by path.
using Open = std::map<std::string, core::Hdf5Dataset, std::less<>>;

void write_schema_attribute(core::Hdf5Id id, const schema::Attribute& attribute, core::Hdf5Type type) {
  if (const std::string* text = std::get_if<std::string>(&attribute.value)) {
    core::write_attribute(id, attribute.name, *text);
  } else if (const double* number = std::get_if<double>(&attribute.value)) {
    // netCDF wants the fill value in the type of the data.
    if (type == core::Hdf5Type::float32) {
      const std::array<float, 1> value{static_cast<float>(*number)};
      core::write_attribute<float>(id, attribute.name, value);
    } else {
      core::write_attribute<double>(id, attribute.name, std::span(number, 1));
    }
  } else {
    core::write_attribute<std::uint8_t>(id, attribute.name, std::get<std::vector<std::uint8_t>>(attribute.value));
  }
}

/// How netCDF-4 marks a dimension that has no values.
std::string scale_name(const Dataset& dataset, const schema::Lengths& lengths) {
  if (dataset.values) return dataset.name;
  std::string length = std::to_string(lengths.at(dataset.name));
  length.insert(0, 10 - std::min<std::size_t>(10, length.size()), ' ');
  return "This is a netCDF dimension but not a netCDF variable." + length;
}

/// The scale of a dimension: the group's own, else the root's.
const core::Hdf5Dataset& scale_of(const Open& open, const Dataset& dataset, const std::string& dim) {
  const Open::const_iterator own = open.find(dataset.group + "/" + dim);
  return own != open.end() ? own->second : open.at(dim);
}

Open create_datasets(const core::Hdf5File& file, const std::vector<Dataset>& datasets, const schema::Lengths& lengths) {
  Open open;
  for (const Dataset& d : datasets) {
    core::Hdf5Dataset made =
        core::create_dataset(file.id(), d.path(), {d.type, schema::shape(d, lengths), schema::kMessageBytes, d.values});
    if (d.scale) core::make_scale(made, scale_name(d, lengths));
    for (const schema::Attribute& attribute : d.attributes) write_schema_attribute(made.id(), attribute, d.type);
    open.emplace(d.path(), std::move(made));
  }
  for (const Dataset& d : datasets) {
    if (d.scale) continue;
    for (std::size_t axis = 0; axis < d.dims.size(); ++axis) {
      core::attach_scale(open.at(d.path()), axis, scale_of(open, d, d.dims[axis]));
    }
  }
  return open;
}

class Filler {
 public:
  explicit Filler(const Open& open) : open_(open) {}
  template <typename T>
  void numbers(std::string_view group, std::string_view name, const std::vector<T>& values) const {
    core::write_all<T>(at(group, name), values);
  }
  void text(std::string_view group, std::string_view name, const std::vector<std::string>& values) const {
    core::write_text(at(group, name), values);
  }

 private:
  const core::Hdf5Dataset& at(std::string_view group, std::string_view name) const {
    return open_.at(group.empty() ? std::string(name) : std::string(group) + "/" + std::string(name));
  }
  const Open& open_;
};

template <typename T, typename Get>
std::vector<T> per_building(const models::Portfolio& portfolio, const Get& get) {
  std::vector<T> values;
  values.reserve(portfolio.buildings.size());
  for (const BuildingRecord& record : portfolio.buildings) values.push_back(get(record));
  return values;
}

std::vector<std::string> ids(const models::Portfolio& portfolio) {
  return per_building<std::string>(portfolio, [](const BuildingRecord& r) { return r.building.building_id; });
}

std::vector<std::string> hall_ids(const models::Portfolio& portfolio) {
  const std::vector<std::size_t> places = hall_places(portfolio);
  std::vector<std::string> out;
  out.reserve(places.size());
  for (const std::size_t place : places) out.push_back(portfolio.buildings[place].building.building_id);
  return out;
}

void fill_footprints(const Filler& fill, const models::Portfolio& portfolio) {
  std::vector<std::int32_t> start;
  std::vector<std::int32_t> count;
  std::vector<double> x_m;
  std::vector<double> y_m;
  for (const BuildingRecord& record : portfolio.buildings) {
    start.push_back(static_cast<std::int32_t>(x_m.size()));
    count.push_back(static_cast<std::int32_t>(record.building.footprint.size()));
    for (const models::Point& point : record.building.footprint) {
      x_m.push_back(point.x_m);
      y_m.push_back(point.y_m);
    }
  }
  fill.numbers(schema::kBuildings, "ring_start", start);
  fill.numbers(schema::kBuildings, "ring_count", count);
  fill.numbers(schema::kBuildings, "ring_x_m", x_m);
  fill.numbers(schema::kBuildings, "ring_y_m", y_m);
}

void fill_buildings(const Filler& fill, const models::Portfolio& portfolio) {
  const auto text = [&fill, &portfolio](std::string_view name, std::string models::Building::* member) {
    fill.text(schema::kBuildings, name,
              per_building<std::string>(portfolio, [member](const BuildingRecord& r) { return r.building.*member; }));
  };
  text("name", &models::Building::name);
  text("property_id", &models::Building::property_id);
  text("administration", &models::Building::administration);
  fill.text(schema::kBuildings, "use", per_building<std::string>(portfolio, [](const BuildingRecord& r) {
              return std::string(models::to_string(r.building.use));
            }));
  fill.numbers(schema::kBuildings, "listed", per_building<std::uint8_t>(portfolio, [](const BuildingRecord& r) {
                 return static_cast<std::uint8_t>(r.building.listed ? 1 : 0);
               }));
  fill.numbers(schema::kBuildings, schema::kProtectedAddress, protected_buildings(portfolio));
  const auto number = [&fill, &portfolio](std::string_view name, double models::Building::* member) {
    fill.numbers(schema::kBuildings, name,
                 per_building<double>(portfolio, [member](const BuildingRecord& r) { return r.building.*member; }));
  };
  number("year", &models::Building::year);
  number("area_m2", &models::Building::area_m2);
  number("storeys", &models::Building::storeys);
  number("storey_height_m", &models::Building::storey_height_m);
  number("x_m", &models::Building::x_m);
  number("y_m", &models::Building::y_m);
  number("maintenance_backlog_dkk", &models::Building::maintenance_backlog_dkk);
  number("backlog_growth_fraction", &models::Building::backlog_growth_fraction);
  number("sale_value_dkk", &models::Building::sale_value_dkk);
  fill.numbers(schema::kBuildings, "height_m", per_building<double>(portfolio, [](const BuildingRecord& r) {
                 return r.building.storeys * r.building.storey_height_m;
               }));
  fill.numbers(schema::kBuildings, "crs", std::vector<std::int32_t>{25832});
  fill_footprints(fill, portfolio);
}

void fill_origins(const Filler& fill, const models::Portfolio& portfolio) {
  const std::span<const models::BuildingColumn> columns = models::building_columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    fill.numbers(schema::kOrigin, columns[c].variable.name, per_building<std::uint8_t>(portfolio, [c](const BuildingRecord& r) {
                   return static_cast<std::uint8_t>(r.origin[c]);
                 }));
  }
}

void fill_measures(const Filler& fill, const std::vector<AppliedMeasure>& measures) {
  std::vector<std::int32_t> number;
  std::vector<std::int32_t> scenario;
  for (const AppliedMeasure& measure : measures) {
    number.push_back(static_cast<std::int32_t>(number.size()) + 1);
    scenario.push_back(static_cast<std::int32_t>(measure.scenario));
  }
  fill.numbers(schema::kMeasures, schema::kMeasure, number);
  fill.numbers(schema::kMeasures, schema::kOfScenario, scenario);
  for (const schema::MeasureText& text : schema::kMeasureTexts) {
    std::vector<std::string> values;
    for (const AppliedMeasure& measure : measures) values.push_back(measure.*text.member);
    fill.text(schema::kMeasures, text.name, values);
  }
  for (const schema::MeasureNumber& column : schema::kMeasureNumbers) {
    if (column.counted) continue;
    std::vector<double> values;
    for (const AppliedMeasure& measure : measures) values.push_back(measure.*column.member);
    fill.numbers(schema::kMeasures, column.variable.name, values);
  }
}

void fill_factors(const Filler& fill, const std::vector<std::array<ReconciledFactor, 3>>& factors) {
  for (std::size_t c = 0; c < schema::kFactorNames.size(); ++c) {
    std::vector<double> value;
    std::vector<std::uint8_t> origin;
    std::vector<std::int32_t> year;
    for (const std::array<ReconciledFactor, 3>& building : factors) {
      value.push_back(building.at(c).factor);
      origin.push_back(static_cast<std::uint8_t>(building.at(c).origin));
      year.push_back(building.at(c).year);
    }
    fill.numbers(schema::kReconciled, schema::kFactorNames.at(c), value);
    fill.numbers(schema::kReconciled, schema::kFactorOrigins.at(c), origin);
    fill.numbers(schema::kReconciled, schema::kFactorYears.at(c), year);
  }
}

void fill_interval(const Filler& fill, std::string_view group, const std::vector<double>& edges) {
  std::vector<double> middle;
  for (std::size_t i = 0; i + 1 < edges.size(); i += 2) middle.push_back(0.5 * (edges[i] + edges[i + 1]));
  fill.numbers(group, schema::kTime, middle);
  fill.numbers(group, schema::kTimeBounds, edges);
}

void fill_times(const Filler& fill, const ResultsLayout& layout) {
  std::vector<double> hours;
  for (int hour = 0; hour < core::kHoursPerYear; ++hour) {
    const double begin_h = layout.axis.utc_begin_h(hour);
    hours.insert(hours.end(), {begin_h, begin_h + 1.0});
  }
  fill_interval(fill, schema::kCityHourly, hours);
  if (!layout.hourly.empty()) fill_interval(fill, schema::kHourly, hours);

  std::vector<std::int32_t> number;
  std::vector<double> months;
  for (int month = 0; month < core::kMonths; ++month) {
    number.push_back(month + 1);
    const int last_hour = core::first_hour_of_month(month + 1) - 1;
    months.insert(months.end(),
                  {layout.axis.utc_begin_h(core::first_hour_of_month(month)), layout.axis.utc_begin_h(last_hour) + 1.0});
  }
  fill.numbers(schema::kMonthly, schema::kMonth, number);
  fill_interval(fill, schema::kMonthly, months);
}

void write_provenance(const core::Hdf5File& file, const ResultsLayout& layout) {
  const core::Hdf5Group group = core::open_group(file.id(), std::string(schema::kProvenance));
  for (const std::pair<std::string, std::string>& entry : layout.provenance) {
    if (entry.second.size() <= schema::kLongText) {
      core::write_attribute(group.id(), entry.first, entry.second);
    } else {
      const core::Hdf5Dataset text = core::create_dataset(group.id(), entry.first, {core::Hdf5Type::text, {}});
      core::write_text(text, std::span(&entry.second, 1));
    }
  }
}

void write_head(const core::Hdf5File& file, const models::Portfolio& portfolio, const ResultsLayout& layout) {
  const std::string study = provenance_value(layout, schema::kStudyName);
  core::write_attribute(file.id(), "Conventions", schema::kConventions);
  core::write_attribute(file.id(), "title", study.empty() ? portfolio.name : study);
  core::write_attribute(file.id(), "filetype", kResultsFileType);
  const std::array<std::int32_t, 2> version{kResultsVersionMajor, kResultsVersionMinor};
  core::write_attribute<std::int32_t>(file.id(), "version", version);
}

std::size_t vertex_count(const models::Portfolio& portfolio) noexcept {
  std::size_t count = 0;
  for (const BuildingRecord& record : portfolio.buildings) count += record.building.footprint.size();
  return count;
}

}  // namespace

schema::Parts parts_of(const models::Portfolio& portfolio, const ResultsLayout& layout) {
  return {layout.hourly, !hall_places(portfolio).empty(), !layout.reconciled.empty(), !layout.measures.empty()};
}

schema::Lengths lengths_of(const models::Portfolio& portfolio, const ResultsLayout& layout) {
  return schema::lengths(layout.scenario_names.size(), portfolio.buildings.size(), vertex_count(portfolio),
                         hall_places(portfolio).size(), layout.measures.size());
}

std::uint64_t results_bytes(const models::Portfolio& portfolio, const ResultsLayout& layout) {
  const std::vector<Dataset> datasets = schema::datasets(parts_of(portfolio, layout), schema::time_units(layout.axis.base_year));
  std::uint64_t text = 0;
  for (const std::pair<std::string, std::string>& entry : layout.provenance)
    text += entry.first.size() + entry.second.size() + 64;
  for (const std::string& name : layout.scenario_names) text += name.size() + 64;
  for (const AppliedMeasure& measure : layout.measures) {
    for (const schema::MeasureText& column : schema::kMeasureTexts) text += (measure.*column.member).size() + 64;
  }
  for (const BuildingRecord& r : portfolio.buildings) {
    const models::Building& b = r.building;
    text += b.building_id.size() + b.name.size() + b.property_id.size() + b.administration.size() + std::size_t{5} * 64;
  }
  // HDF5's own tables: headers, attributes and heaps, about 1 KiB for each dataset.
  return schema::bytes(datasets, lengths_of(portfolio, layout)) + text + std::uint64_t{2048} * datasets.size() + 65536;
}

void create_results_layout(const core::Hdf5File& file, const models::Portfolio& portfolio, const ResultsLayout& layout) {
  const schema::Parts parts = parts_of(portfolio, layout);
  write_head(file, portfolio, layout);
  for (const std::string_view group : schema::groups(parts)) {
    static_cast<void>(core::create_group(file.id(), std::string(group)));
  }
  const std::vector<Dataset> datasets = schema::datasets(parts, schema::time_units(layout.axis.base_year));
  const Open open = create_datasets(file, datasets, lengths_of(portfolio, layout));
  for (const schema::Link& link : schema::links(parts)) {
    core::link_again(file.id(), std::string(link.name), file.id(), std::string(link.group) + "/" + std::string(link.name));
  }
  const core::Hdf5Group buildings = core::open_group(file.id(), std::string(schema::kBuildings));
  core::write_attribute(buildings.id(), std::string(schema::kPortfolioName), portfolio.name);

  const Filler fill(open);
  fill.text(schema::kRoot, schema::kScenario, layout.scenario_names);
  fill.text(schema::kRoot, schema::kBuilding, ids(portfolio));
  if (parts.halls) fill.text(schema::kHalls, schema::kHall, hall_ids(portfolio));
  fill_buildings(fill, portfolio);
  fill_origins(fill, portfolio);
  if (parts.measures) fill_measures(fill, layout.measures);
  if (parts.reconciled) fill_factors(fill, layout.reconciled);
  fill_times(fill, layout);
  write_provenance(file, layout);
}

std::string provenance_value(const ResultsLayout& layout, std::string_view name) {
  for (const std::pair<std::string, std::string>& entry : layout.provenance) {
    if (entry.first == name) return entry.second;
  }
  return {};
}

}  // namespace tvilling::scenarios
