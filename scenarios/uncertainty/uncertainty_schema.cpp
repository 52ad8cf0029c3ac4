// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/uncertainty_schema.hpp"

#include <array>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace tvilling::scenarios::uncertainty_schema {

namespace {

using core::Hdf5Type;
using schema::Dataset;
using Dims = std::vector<std::string>;

Dims dims(std::initializer_list<std::string_view> names) {
  return {names.begin(), names.end()};
}

Dataset dataset(std::string_view group, std::string_view name, Hdf5Type type, Dims dimensions, std::string_view long_name,
                std::string_view units = {}) {
  Dataset d{std::string(group), std::string(name), type, std::move(dimensions), {}};
  if (!units.empty()) d.attributes.push_back({"units", std::string(units)});
  d.attributes.push_back({"long_name", std::string(long_name)});
  if (type == Hdf5Type::float64) d.attributes.push_back({"_FillValue", std::numeric_limits<double>::quiet_NaN()});
  return d;
}

Dataset quantity(std::string_view group, const core::Variable& v, Dims dimensions) {
  Dataset d = dataset(group, v.name, Hdf5Type::float64, std::move(dimensions), v.long_name, v.unit);
  if (!v.cell_methods.empty()) d.attributes.push_back({"cell_methods", std::string(v.cell_methods)});
  return d;
}

Dataset coordinate(std::string_view name, Hdf5Type type, std::string_view long_name) {
  Dataset d{{}, std::string(name), type, dims({name}), {{"long_name", std::string(long_name)}}};
  d.scale = true;
  return d;
}

void add_scenarios(std::vector<Dataset>& out) {
  for (const core::Variable& v : kKeyFigureVariables) out.push_back(quantity(kDraws, v, dims({kDraw, kScenario})));
  out.push_back(dataset(kDraws, kCounted, Hdf5Type::int32, dims({kDraw, kScenario}),
                        "Buildings that succeeded in the scenario and in the baseline and are in the sums", "1"));
  for (const core::Variable& v : kKeyFigureVariables) out.push_back(quantity(kPlain, v, dims({kScenario})));
  out.push_back(dataset(kPlain, kCounted, Hdf5Type::int32, dims({kScenario}),
                        "Buildings that succeeded in the scenario and in the baseline and are in the sums", "1"));
  for (const core::Variable& v : kKeyFigureVariables) out.push_back(quantity(kScenarios, v, dims({kScenario, kQuantile})));
  const auto share = [&out](std::string_view name, std::string_view long_name) {
    out.push_back(dataset(kScenarios, name, Hdf5Type::float64, dims({kScenario}), long_name, "1"));
  };
  share("npv_positive_fraction", "Share of the draws in which the net present value is above zero");
  share("within_payback_limit_fraction", "Share of the draws in which the payback is within the limit");
  share("profitable_fraction",
        "Share of the draws in which it is profitable: rentabilitet at or above its limit, or a saving without investment");
}

void add_inputs(std::vector<Dataset>& out) {
  out.push_back(dataset(kInputs, kCityValue, Hdf5Type::float64, dims({kDraw, kInput}),
                        "Drawn number of the city; NaN where each building has its own"));
  out.push_back(dataset(kInputs, kClamped, Hdf5Type::int32, dims({kDraw, kInput}), "Numbers put at the end of their range", "1"));
  const auto text = [&out](std::string_view name, std::string_view long_name) {
    out.push_back(dataset(kInputs, name, Hdf5Type::text, dims({kInput}), long_name));
  };
  text("name", "What is drawn");
  text("effect", "Whether the draw multiplies the number (factor) or is added to it (add)");
  text("spread", "Distribution of the draw");
  text("shared", "Whether a draw is the city's or each building's own");
  text("source", "What the spread rests on");
  out.push_back(dataset(kInputs, "low", Hdf5Type::float64, dims({kInput}), "Lowest value, mean or P10, by the spread"));
  out.push_back(
      dataset(kInputs, "high", Hdf5Type::float64, dims({kInput}), "Highest value, standard deviation or P90, by the spread"));
  for (const KeyFigure moved : kMoved) {
    out.push_back(dataset(kSensitivity, kKeyFigureVariables[index(moved)].name, Hdf5Type::float64, dims({kScenario, kInput}),
                          "Rank correlation of the input with the scenario's key figure over the draws", "1"));
  }
}

void add_buildings(std::vector<Dataset>& out) {
  for (const core::Variable& v : kIntensityVariables) out.push_back(quantity(kBuildingDraws, v, dims({kDraw, kBuilding})));
  out.push_back(dataset(kBuildings, "use", Hdf5Type::text, dims({kBuilding}), "Use of the building"));
  for (const core::Variable& v : kIntensityVariables) out.push_back(quantity(kBuildings, v, dims({kBuilding, kQuantile})));
  out.push_back(quantity(
      kBuildings, {"plain_heat_kwh_m2", "kW h m-2", "Delivered heat per gross floor area, unchanged portfolio", "time: sum"},
      dims({kBuilding})));
  out.push_back(dataset(kBuildings, "rank", Hdf5Type::float64, dims({kBuilding, kQuantile}),
                        "Rank by heat per area in the baseline, 1 is the worst", "1"));
  out.push_back(dataset(kBuildings, "plain_rank", Hdf5Type::int32, dims({kBuilding}),
                        "Rank in the unchanged portfolio, 1 is the worst; 0: not simulated", "1"));
  out.push_back(dataset(kBuildings, "worst_fraction", Hdf5Type::float64, dims({kBuilding}),
                        "Share of the draws in which the building is among the worst", "1"));
  out.push_back(dataset(kBuildings, "rank_certainty", Hdf5Type::float64, dims({kBuilding}),
                        "Share of the draws that agree with the unchanged portfolio whether it is among the worst", "1"));
}

void write_attribute(core::Hdf5Id id, const schema::Attribute& attribute) {
  if (const std::string* text = std::get_if<std::string>(&attribute.value)) {
    core::write_attribute(id, attribute.name, *text);
  } else if (const double* number = std::get_if<double>(&attribute.value)) {
    core::write_attribute<double>(id, attribute.name, std::span(number, 1));
  }
}

void write_head(const core::Hdf5File& file, const UncertaintyLayout& layout) {
  core::write_attribute(file.id(), "Conventions", schema::kConventions);
  core::write_attribute(file.id(), "filetype", kUncertaintyFileType);
  const std::array<std::int32_t, 2> version{kUncertaintyVersionMajor, kUncertaintyVersionMinor};
  core::write_attribute<std::int32_t>(file.id(), "version", version);
  const core::Hdf5Group group = core::create_group(file.id(), std::string(schema::kProvenance));
  for (const auto& [name, value] : layout.provenance) {
    if (value.size() <= schema::kLongText) {
      core::write_attribute(group.id(), name, value);
    } else {
      core::write_text(core::create_dataset(group.id(), name, {Hdf5Type::text, {}}), std::span(&value, 1));
    }
  }
}

/// A name for each input; of two of one name, the city's is told apart.
std::vector<std::string> labels(const std::vector<UncertainInput>& inputs) {
  std::vector<std::string> names;
  for (const UncertainInput& input : inputs) names.push_back(input_label(input));
  return names;
}

template <typename Get>
std::vector<std::string> texts(const std::vector<UncertainInput>& inputs, const Get& get) {
  std::vector<std::string> out;
  for (const UncertainInput& input : inputs) out.emplace_back(get(input));
  return out;
}

using Open = std::map<std::string, core::Hdf5Dataset, std::less<>>;

void fill_inputs(const Open& open, const UncertaintyLayout& layout) {
  const auto at = [&open](std::string_view name) -> const core::Hdf5Dataset& {
    return open.at(std::string(kInputs) + "/" + std::string(name));
  };
  const std::vector<UncertainInput>& inputs = layout.inputs;
  core::write_text(at("name"), texts(inputs, [](const UncertainInput& i) { return i.name; }));
  core::write_text(at("effect"), texts(inputs, [](const UncertainInput& i) { return kEffectNames[i.factor ? 0 : 1]; }));
  core::write_text(at("spread"),
                   texts(inputs, [](const UncertainInput& i) { return kSpreadNames[static_cast<std::size_t>(i.spread)]; }));
  core::write_text(at("shared"),
                   texts(inputs, [](const UncertainInput& i) { return kSharedNames[static_cast<std::size_t>(i.shared)]; }));
  core::write_text(at("source"),
                   texts(inputs, [](const UncertainInput& i) { return i.source.empty() ? "the study" : i.source; }));
  std::vector<double> low;
  std::vector<double> high;
  for (const UncertainInput& input : inputs) {
    low.push_back(input.low);
    high.push_back(input.high);
  }
  core::write_all<double>(at("low"), low);
  core::write_all<double>(at("high"), high);
  std::vector<double> city;
  for (const std::vector<double>& draw : layout.city) city.insert(city.end(), draw.begin(), draw.end());
  core::write_all<double>(at(kCityValue), city);
}

}  // namespace

std::vector<Dataset> datasets() {
  std::vector<Dataset> out{
      coordinate(kScenario, Hdf5Type::text, "Scenario"),
      coordinate(kBuilding, Hdf5Type::text, "Building id"),
      coordinate(kDraw, Hdf5Type::int32, "Draw, from 1"),
      coordinate(kInput, Hdf5Type::text, "Uncertain input"),
      coordinate(kQuantile, Hdf5Type::float64, "Share of the draws that lies below"),
  };
  add_scenarios(out);
  add_inputs(out);
  add_buildings(out);
  out.push_back(dataset(kStatus, kDone, Hdf5Type::uint8, dims({kDraw}), "1: the draw is written"));
  return out;
}

schema::Lengths lengths(const UncertaintyLayout& layout) {
  return {{std::string(kScenario), layout.scenarios.size()},
          {std::string(kBuilding), layout.buildings.size()},
          {std::string(kDraw), layout.city.size()},
          {std::string(kInput), layout.inputs.size()},
          {std::string(kQuantile), kQuantiles.size()}};
}

std::uint64_t bytes(const UncertaintyLayout& layout) {
  std::uint64_t text = 0;
  for (const auto& [name, value] : layout.provenance) text += name.size() + value.size() + 64;
  for (const std::vector<std::string>* names : {&layout.scenarios, &layout.buildings, &layout.uses}) {
    for (const std::string& name : *names) text += name.size() + 64;
  }
  for (const UncertainInput& input : layout.inputs) text += input.name.size() + input.source.size() + 512;
  const std::vector<Dataset> all = datasets();
  return schema::bytes(all, lengths(layout)) + text + std::uint64_t{2048} * all.size() + 65536;
}

void create(const core::Hdf5File& file, const UncertaintyLayout& layout) {
  write_head(file, layout);
  const std::vector<Dataset> all = datasets();
  const schema::Lengths lengths_of_all = lengths(layout);
  std::set<std::string> groups;
  Open open;
  for (const Dataset& d : all) {
    if (!d.group.empty() && groups.insert(d.group).second) static_cast<void>(core::create_group(file.id(), d.group));
    core::Hdf5Dataset made = core::create_dataset(file.id(), d.path(), {d.type, schema::shape(d, lengths_of_all)});
    if (d.scale) core::make_scale(made, d.name);
    for (const schema::Attribute& attribute : d.attributes) write_attribute(made.id(), attribute);
    open.emplace(d.path(), std::move(made));
  }
  std::set<std::string> linked;
  for (const Dataset& d : all) {
    if (d.scale) continue;
    for (std::size_t axis = 0; axis < d.dims.size(); ++axis) {
      core::attach_scale(open.at(d.path()), axis, open.at(d.dims[axis]));
      // A coordinate also stands in each group that uses it, so that xarray finds it there.
      const std::string link = d.group + "/" + d.dims[axis];
      if (linked.insert(link).second) core::link_again(file.id(), d.dims[axis], file.id(), link);
    }
  }
  core::write_text(open.at(std::string(kScenario)), layout.scenarios);
  core::write_text(open.at(std::string(kBuilding)), layout.buildings);
  core::write_text(open.at(std::string(kInput)), labels(layout.inputs));
  std::vector<std::int32_t> numbers;
  for (std::size_t d = 0; d < layout.city.size(); ++d) numbers.push_back(static_cast<std::int32_t>(d) + 1);
  core::write_all<std::int32_t>(open.at(std::string(kDraw)), numbers);
  core::write_all<double>(open.at(std::string(kQuantile)), kQuantiles);
  core::write_text(open.at("buildings/use"), layout.uses);
  fill_inputs(open, layout);
}

}  // namespace tvilling::scenarios::uncertainty_schema
