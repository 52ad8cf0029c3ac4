// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "core/suggest.hpp"
#include "scenarios/study_codes.hpp"
#include "scenarios/study_draft.hpp"

namespace tvilling::scenarios {

namespace {

constexpr std::array<std::string_view, 8> kCommonKeys{"type",   "where", "order_by", "limit",
                                                      "sample", "seed",  "grid",     "buildings"};

const MeasureParameter* find_parameter(const MeasureType& type, std::string_view name) {
  const auto found = std::find_if(type.parameters.begin(), type.parameters.end(),
                                  [name](const MeasureParameter& p) { return p.variable.name == name; });
  return found == type.parameters.end() ? nullptr : &*found;
}

std::vector<std::string_view> parameter_names(const MeasureType& type) {
  std::vector<std::string_view> names;
  names.reserve(type.parameters.size());
  for (const MeasureParameter& parameter : type.parameters) names.push_back(parameter.variable.name);
  return names;
}

/// The value of a parameter, or nothing and a finding when it is of the wrong type or out of range.
std::optional<double> parameter_value(const MeasureParameter& parameter, const core::TomlValue& value, core::Findings& findings) {
  const std::string_view name = parameter.variable.name;
  std::optional<double> number = value.as_number();
  if (parameter.yes_no && value.as_bool() != nullptr) number = *value.as_bool() ? 1.0 : 0.0;
  if (!number) {
    const std::string wanted = parameter.yes_no ? "true or false" : fmt::format("a number ({})", parameter.variable.unit);
    add_stop(findings, study_code::kWrongType, value.pos, fmt::format("\"{}\" is {}, not {}", name, kind_of(value), wanted),
             value.as_string() != nullptr ? "Write it without quotes, with a decimal point." : "");
    return std::nullopt;
  }
  if (parameter.yes_no && *number != 0.0 && *number != 1.0) {
    add_stop(findings, study_code::kWrongType, value.pos, fmt::format("\"{}\" = {} is neither true nor false", name, *number),
             "Write true or false, without quotes.");
    return std::nullopt;
  }
  if (!std::isfinite(*number) || *number < parameter.min || *number > parameter.max) {
    add_stop(
        findings, study_code::kOutOfRange, value.pos,
        fmt::format("\"{}\" = {} is outside {} to {} ({})", name, *number, parameter.min, parameter.max, parameter.variable.unit),
        "Give a number within that range, in that unit.");
    return std::nullopt;
  }
  if (parameter.whole && *number != std::floor(*number)) {
    add_stop(findings, study_code::kWrongType, value.pos, fmt::format("\"{}\" = {} is not a whole number", name, *number),
             "Write 1, 2, 3 ...");
    return std::nullopt;
  }
  return number;
}

std::vector<double> axis_values(const MeasureParameter& parameter, const core::TomlValue& list, core::Findings& findings) {
  std::vector<double> values;
  for (const core::TomlValue& entry : *list.as_array()) {
    const std::optional<double> value = parameter_value(parameter, entry, findings);
    if (!value) continue;
    if (std::find(values.begin(), values.end(), *value) != values.end()) {
      add_stop(findings, study_code::kSameGridValue, entry.pos,
               fmt::format("\"{}\" = {} stands twice in the grid", parameter.variable.name, *value), "Keep one of them.");
      continue;
    }
    values.push_back(*value);
  }
  return values;
}

std::vector<GridAxis> read_grid(const MeasureType& type, const core::TomlTable& measure, core::Findings& findings) {
  const core::TomlValue* grid = measure.find("grid");
  if (grid == nullptr) return {};
  const core::TomlTable* table = grid->as_table();
  if (table == nullptr) {
    add_stop(findings, study_code::kWrongType, grid->pos, "\"grid\" is " + std::string(kind_of(*grid)) + ", not a table",
             "Write [scenario.measure.grid] and a list of values for each parameter below it.");
    return {};
  }
  if (table->entries.empty())
    add_stop(findings, study_code::kEmptyGrid, grid->key_pos, "the grid is empty", "Give a parameter a list of values.");
  const TableReader reader(*table, fmt::format("the grid of {}", type.name), findings);
  reader.refuse_unknown_keys(parameter_names(type));
  std::vector<GridAxis> axes;
  for (const auto& [key, value] : table->entries) {
    const MeasureParameter* parameter = find_parameter(type, key);
    if (parameter == nullptr) continue;
    if (measure.find(key) != nullptr) {
      add_stop(findings, study_code::kAlsoInGrid, value.key_pos, fmt::format("\"{}\" stands in the measure and in its grid", key),
               "Keep one of them.");
    }
    if (value.as_array() == nullptr) {
      add_stop(findings, study_code::kWrongType, value.pos,
               fmt::format("\"{}\" in a grid is {}, not a list", key, kind_of(value)),
               fmt::format("Write {} = [0.1, 0.2], with your values.", key));
      continue;
    }
    if (value.as_array()->empty())
      add_stop(findings, study_code::kEmptyGrid, value.pos, fmt::format("\"{}\" has no values in the grid", key),
               "Give it a list of values, e.g. [0.12, 0.18].");
    axes.push_back({key, axis_values(*parameter, value, findings), parameter->yes_no});
  }
  return axes;
}

void read_parameters(const MeasureType& type, const core::TomlTable& table, MeasureDraft& draft, core::Findings& findings) {
  for (const MeasureParameter& parameter : type.parameters) {
    const std::string name(parameter.variable.name);
    const bool in_grid =
        std::any_of(draft.grid.begin(), draft.grid.end(), [&name](const GridAxis& a) { return a.parameter == name; });
    if (const core::TomlValue* value = table.find(name)) {
      draft.measure.parameters[name] = parameter_value(parameter, *value, findings).value_or(parameter.default_value);
    } else if (!in_grid && std::isnan(parameter.default_value)) {
      add_stop(
          findings, study_code::kMissingKey, draft.measure.pos, fmt::format("{} needs \"{}\"", type.name, name),
          fmt::format("{} ({}), {} to {}.", parameter.variable.long_name, parameter.variable.unit, parameter.min, parameter.max));
    } else {
      draft.measure.parameters[name] = parameter.default_value;
    }
  }
}

/// The ids of `buildings`.
void read_buildings(const TableReader& reader, Measure& measure, core::Findings& findings) {
  const core::TomlArray* list = reader.list("buildings", "Write buildings = [\"id\", \"id\"].");
  if (list == nullptr) return;
  measure.buildings_pos = reader.find("buildings")->pos;
  if (list->empty()) {
    add_stop(findings, study_code::kMissingKey, measure.buildings_pos, "\"buildings\" has no id",
             "Give ids of the portfolio, or leave it out for all buildings.");
  }
  std::set<std::string_view> seen;
  for (const core::TomlValue& entry : *list) {
    const std::string* id = entry.as_string();
    if (id == nullptr) {
      add_stop(findings, study_code::kWrongType, entry.pos, fmt::format("\"buildings\" holds {}, not a text", kind_of(entry)),
               "Ids are text: put them into quotes.");
    } else if (id->empty()) {
      add_stop(findings, study_code::kEmptyText, entry.pos, "an id of \"buildings\" is empty", "Give the id or take it out.");
    } else if (!seen.insert(*id).second) {
      add_stop(findings, study_code::kSameBuilding, entry.pos, fmt::format("building \"{}\" stands twice in \"buildings\"", *id),
               "Keep one of them.");
    } else {
      measure.buildings.push_back(*id);
    }
  }
}

/// Which buildings: where, order_by, limit, sample, seed, buildings.
void read_choice(const TableReader& reader, Measure& measure, core::Findings& findings) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (const core::TomlValue* value = reader.text("where")) {
    measure.where = *value->as_string();
    measure.where_pos = value->pos;
  }
  if (const core::TomlValue* value = reader.text("order_by")) measure.order_by = *value->as_string();
  if (const core::TomlValue* value = reader.integer("limit", 1, kMost)) measure.limit = *value->as_integer();
  if (const core::TomlValue* value = reader.integer("seed", 0, kMost)) {
    measure.seed = static_cast<std::uint64_t>(*value->as_integer());
  }
  read_buildings(reader, measure, findings);
  const core::TomlValue* sample = reader.find("sample");
  if (sample == nullptr) return;
  const std::optional<double> share = sample->as_number();
  if (!share) {
    add_stop(findings, study_code::kWrongType, sample->pos, "\"sample\" is " + std::string(kind_of(*sample)) + ", not a number");
  } else if (!(*share > 0.0 && *share <= 1.0)) {
    add_stop(findings, study_code::kOutOfRange, sample->pos, fmt::format("\"sample\" = {} is not above 0 and at most 1", *share),
             "It is the share of the matching buildings: 0.25 takes a quarter.");
  } else {
    measure.sample = *share;
  }
}

/// The ids of a text of a measure on premises.
NamedIds read_ids(const MeasureText& text, const TableReader& reader, core::Findings& findings) {
  NamedIds named;
  named.pos = reader.find(text.name)->pos;
  if (!text.list) {
    if (const core::TomlValue* value = reader.text(text.name)) named.ids.push_back(*value->as_string());
    return named;
  }
  const core::TomlArray* list = reader.list(text.name, fmt::format("Write {} = [\"id\", \"id\"].", text.name));
  if (list == nullptr) return named;
  for (const core::TomlValue& entry : *list) {
    const std::string* id = entry.as_string();
    if (id == nullptr || id->empty()) {
      add_stop(findings, id == nullptr ? study_code::kWrongType : study_code::kEmptyText, entry.pos,
               fmt::format("\"{}\" holds {}, not an id", text.name, id == nullptr ? kind_of(entry) : "an empty text"),
               "Ids are text: put them into quotes.");
      continue;
    }
    named.ids.push_back(*id);
  }
  if (list->empty()) {
    add_stop(findings, study_code::kMissingKey, named.pos, fmt::format("\"{}\" has no id", text.name),
             "Give ids of the portfolio.");
  }
  return named;
}

/// Which units and premises: of texts that are one choice, one.
void read_texts(const MeasureType& type, const TableReader& reader, Measure& measure, core::Findings& findings) {
  std::map<int, std::vector<std::string_view>> names;
  std::map<int, std::vector<std::string_view>> given;
  for (const MeasureText& text : type.texts) {
    names[text.choice].push_back(text.name);
    if (reader.find(text.name) == nullptr) continue;
    given[text.choice].push_back(text.name);
    measure.texts.emplace(text.name, read_ids(text, reader, findings));
  }
  for (const auto& [choice, all] : names) {
    const std::size_t count = given[choice].size();
    if (count == 1) continue;
    const std::string which = fmt::format("\"{}\"", fmt::join(all, "\" or \""));
    if (count == 0) {
      add_stop(findings, study_code::kMissingKey, measure.pos, fmt::format("{} needs {}", type.name, which),
               "Give ids as the tables of the portfolio have them.");
    } else {
      add_stop(findings, study_code::kOneOfThese, measure.pos,
               fmt::format("{} has \"{}\"", type.name, fmt::join(given[choice], "\" and \"")),
               fmt::format("Give one: {}.", which));
    }
  }
}

/// The nearest measure, else all of them.
std::string measure_hint(std::string_view word, const std::vector<std::string_view>& names) {
  const std::string nearest = core::nearest(word, names);
  return nearest.empty() ? fmt::format("Known: {}.", fmt::join(names, ", ")) : core::did_you_mean(word, names);
}

const MeasureType* read_type(const TableReader& reader, core::Findings& findings) {
  std::vector<std::string_view> names;
  for (const MeasureType& type : measure_types()) names.push_back(type.name);
  reader.require("type", measure_hint("", names));
  const core::TomlValue* value = reader.text("type");
  if (value == nullptr) return nullptr;
  const MeasureType* type = find_measure_type(*value->as_string());
  if (type == nullptr) {
    add_stop(findings, study_code::kUnknownMeasure, value->pos, "unknown measure \"" + *value->as_string() + "\"",
             measure_hint(*value->as_string(), names));
  }
  return type;
}

}  // namespace

MeasureDraft read_measure(const core::TomlTable& table, core::Findings& findings) {
  MeasureDraft draft;
  draft.measure.pos = table.pos;
  const TableReader reader(table, "this measure", findings);
  const MeasureType* type = read_type(reader, findings);
  const bool of_premises = type != nullptr && !type->texts.empty();
  if (!of_premises) read_choice(reader, draft.measure, findings);
  if (type == nullptr) return draft;
  draft.measure.type = type->name;
  std::vector<std::string_view> known = parameter_names(*type);
  if (of_premises) {
    known.insert(known.end(), {"type", "grid"});
    for (const MeasureText& text : type->texts) known.push_back(text.name);
    read_texts(*type, reader, draft.measure, findings);
  } else {
    known.insert(known.end(), kCommonKeys.begin(), kCommonKeys.end());
  }
  const std::vector<std::string_view> of_cost = cost_keys();
  known.insert(known.end(), of_cost.begin(), of_cost.end());
  TableReader(table, "measure " + draft.measure.type, findings).refuse_unknown_keys(known);
  draft.measure.cost = read_cost(reader, type->name, findings);
  draft.grid = read_grid(*type, table, findings);
  read_parameters(*type, table, draft, findings);
  return draft;
}

}  // namespace tvilling::scenarios
