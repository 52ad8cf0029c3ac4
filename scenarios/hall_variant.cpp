// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_variant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/suggest.hpp"
#include "models/swimming_hall/swimming_hall.hpp"
#include "scenarios/refuse.hpp"

namespace tvilling::scenarios {

namespace {

std::vector<HallKey> keys_named(std::string_view parameter) {
  std::vector<HallKey> keys;
  for (const MeasureType& type : measure_types()) {
    for (const MeasureParameter& p : type.parameters) {
      if (p.variable.name == parameter) keys.push_back({std::string(parameter), &type, &p});
    }
  }
  return keys;
}

std::string full_name(const HallKey& key) {
  return fmt::format("{}.{}", key.type->name, key.parameter_name());
}

[[noreturn]] void refuse_unknown(std::string_view name, std::string_view what, const std::vector<std::string_view>& known) {
  const std::string near = core::nearest(name, known);
  const std::string hint = near.empty() ? "" : fmt::format("Did you mean \"{}\"? ", near);
  refuse(fmt::format("no {} \"{}\"", what, name), hint + "`tvilling schema measures` lists measures and their parameters.");
}

HallKey find_full_name(std::string_view name, std::size_t dot) {
  const std::string_view measure = name.substr(0, dot);
  const MeasureType* type = find_measure_type(measure);
  if (type == nullptr) {
    std::vector<std::string_view> known;
    for (const MeasureType& t : measure_types()) known.push_back(t.name);
    refuse_unknown(measure, "measure", known);
  }
  std::vector<std::string_view> known;
  for (const MeasureParameter& p : type->parameters) {
    if (p.variable.name == name.substr(dot + 1)) return {std::string(name), type, &p};
    known.push_back(p.variable.name);
  }
  refuse_unknown(name.substr(dot + 1), fmt::format("parameter of {}", measure), known);
}

/// What a hall has under this name already.
std::optional<double> present_number(const models::Building& building, std::string_view name) {
  const models::HallColumn* column = models::find_hall_column(name);
  if (column == nullptr || building.hall == nullptr) return std::nullopt;
  const double value = (*building.hall).*(column->member);
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// What the last measure of this kind gave the parameter.
std::optional<double> given_number(std::span<const HallMeasure> made_by, const MeasureType& type, std::string_view name) {
  for (std::size_t m = made_by.size(); m-- > 0;) {
    if (made_by[m].type == &type) return value_of(made_by[m].parameters, name);
  }
  return std::nullopt;
}

/// What a parameter keeps that is not among the settings.
double kept_number(const models::Building& start, std::span<const HallMeasure> made_by, const MeasureType& type,
                   const MeasureParameter& parameter) {
  if (const std::optional<double> present = present_number(start, parameter.variable.name)) return *present;
  return given_number(made_by, type, parameter.variable.name).value_or(parameter.default_value);
}

HallMeasure measure_with(const MeasureType& type, std::span<const HallSetting> settings, const models::Building& start,
                         std::span<const HallMeasure> made_by) {
  HallMeasure measure{&type, {}};
  for (const MeasureParameter& parameter : type.parameters) {
    const auto asked = std::find_if(settings.begin(), settings.end(),
                                    [&parameter](const HallSetting& s) { return s.key.parameter == &parameter; });
    const double value = asked != settings.end() ? asked->value : kept_number(start, made_by, type, parameter);
    if (std::isnan(value)) {
      refuse(fmt::format("{} needs \"{}\" too", type.name, parameter.variable.name),
             fmt::format("Give it a value beside: --vary {}=VALUE", parameter.variable.name));
    }
    measure.parameters.emplace(parameter.variable.name, value);
  }
  return measure;
}

}  // namespace

HallKey find_hall_key(std::string_view name) {
  if (const std::size_t dot = name.find('.'); dot != std::string_view::npos) return find_full_name(name, dot);
  const std::vector<HallKey> found = keys_named(name);
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    std::vector<std::string_view> known;
    for (const MeasureType& type : measure_types()) {
      for (const MeasureParameter& p : type.parameters) known.push_back(p.variable.name);
    }
    refuse_unknown(name, "parameter of a measure is called", known);
  }
  std::vector<std::string> full;
  full.reserve(found.size());
  for (const HallKey& key : found) full.push_back(full_name(key));
  refuse(fmt::format("several measures have \"{}\"", name), fmt::format("Write which: {}.", fmt::join(full, ", ")));
}

void check_hall_value(const HallKey& key, double value) {
  const MeasureParameter& p = *key.parameter;
  if (p.yes_no && value != 0.0 && value != 1.0) {
    refuse(fmt::format("{} = {} is neither 0 (no) nor 1 (yes)", key.name, value), "Write 0 or 1.");
  }
  if (p.whole && value != std::floor(value))
    refuse(fmt::format("{} = {} is no whole number", key.name, value), "Write 1, 2, 3 ...");
  if (std::isfinite(value) && value >= p.min && value <= p.max) return;
  refuse(fmt::format("{} = {} is outside {} to {} ({})", key.name, value, p.min, p.max, p.variable.unit),
         fmt::format("{}: give numbers within that range, in that unit.", p.variable.long_name));
}

std::vector<HallMeasure> measures_of(std::span<const HallSetting> settings, const models::Building& start,
                                     std::span<const HallMeasure> made_by) {
  std::vector<HallMeasure> measures;
  for (const MeasureType& type : measure_types()) {
    const bool wanted =
        std::any_of(settings.begin(), settings.end(), [&type](const HallSetting& s) { return s.key.type == &type; });
    if (wanted) measures.push_back(measure_with(type, settings, start, made_by));
  }
  return measures;
}

HallVariant hall_variant(const models::Building& start, const models::Building& base, std::span<const HallSetting> settings,
                         std::span<const HallMeasure> made_by) {
  HallVariant variant{start, {}};
  for (const HallMeasure& measure : measures_of(settings, start, made_by)) {
    const bool changed = apply_measure(*measure.type, variant.building, base, measure.parameters);
    if (!changed && !measure.type->sets) variant.not_applied.push_back(measure.type->name);
  }
  return variant;
}

}  // namespace tvilling::scenarios
