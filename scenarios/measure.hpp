// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/variable.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::scenarios {

/// Values of a measure's parameters by name, e.g. {"u_value_w_m2k", 0.12}.
using ParameterValues = std::map<std::string, double, std::less<>>;

/// The parameter of measures that listed buildings block: 1 opens them.
inline constexpr std::string_view kIncludeListed = "include_listed";

struct MeasureParameter {
  core::Variable variable;
  double min;
  double max;
  double default_value;  ///< NaN: must be given
  bool yes_no = false;   ///< 0 or 1; `true` and `false` in a study
  bool whole = false;    ///< a number that counts or names
};

/// A text that a measure takes: ids. Exactly one text of each `choice` must be given.
struct MeasureText {
  std::string_view name;
  std::string_view long_name;
  int choice = 0;
  bool list = false;
};

/// When a measure comes among the others of a scenario, wherever it is written.
enum class Turn : std::uint8_t {
  as_written,
  after_others,  ///< after all that change the building
  moves,         ///< then people come and leave
  given_up,      ///< then premises are emptied
};
inline constexpr std::array kTurns{Turn::as_written, Turn::after_others, Turn::moves, Turn::given_up};

/// A kind of measure: what it is called, what it takes and what it changes.
struct MeasureType {
  std::string_view name;
  std::string_view summary;
  std::vector<MeasureParameter> parameters;
  /// Changes `building`, a copy of `base` that earlier measures may have changed. What counts is the unchanged building
  /// `base`: measures that better a building give the same one in any order and however often they are applied (those
  /// that set operation, set_point, night_set_back and those of halls, count by the last). Returns whether anything changed;
  /// false when the measure does not better this building (e.g. the roof is insulated to the wanted value already).
  bool (*apply)(models::Building& building, const models::Building& base, const ParameterValues& parameters);
  bool main_use_only = false;   ///< operation that goes with the use: zones of another use than the building's keep theirs
  bool sets = false;            ///< sets what it is given, up or down: one that changes nothing finds the building so already
  bool whole_building = false;  ///< changes what a building has once, not what its zones have
  Turn turn = Turn::as_written;
  std::vector<MeasureText> texts = {};  ///< of measures on premises: which units and leases; they take no `where`
};

/// A measure on a whole building: on its numbers and, where it has zones, on each of them. Returns whether anything changed that
/// is simulated.
bool apply_measure(const MeasureType& type, models::Building& building, const models::Building& base,
                   const ParameterValues& parameters);

/// The order in which the measures of a scenario are applied: by turn, then as written.
[[nodiscard]] std::vector<std::size_t> application_order(std::span<const MeasureType* const> types);

/// The value of a parameter. Throws Error (internal) when it is not there.
[[nodiscard]] double value_of(const ParameterValues& parameters, std::string_view name);

/// All measure types, in the order of `tvilling schema measures`.
[[nodiscard]] std::span<const MeasureType> measure_types();
[[nodiscard]] const MeasureType* find_measure_type(std::string_view name);

/// What a study may say of a measure's cost instead of the catalogue (economics/measure_costs.csv); NaN: the catalogue's.
struct CostOverride {
  double unit_cost_dkk = models::kMissing;         ///< per unit of the measure's quantity, contractor's price without VAT
  double fixed_cost_dkk = models::kMissing;        ///< per building
  double lifetime_years = models::kMissing;        ///< technical
  double maintenance_dkk_year = models::kMissing;  ///< per unit and year, more than before
};

/// Ids that a measure names.
struct NamedIds {
  std::vector<std::string> ids;
  core::SourcePos pos;
};

/// What a measure on premises does to one building (premises/premises_steps.hpp).
struct BuildingStep {
  std::string building_id;
  ParameterValues parameters;
};

/// A measure of a scenario: a type, its parameters and the buildings it is for.
struct Measure {
  std::string type;
  ParameterValues parameters;  ///< complete: defaults filled in
  std::string where;           ///< SQLite expression; empty: all buildings
  std::string order_by;        ///< SQLite expression; empty: by building_id
  std::int64_t limit = -1;     ///< at most so many; -1: no limit
  double sample = 1.0;         ///< share of the matches, chosen by `seed` and building id
  std::uint64_t seed = 1;
  std::vector<std::string> buildings;                       ///< only these ids of the matches; empty: all
  std::map<std::string, NamedIds, std::less<>> texts = {};  ///< by the name of MeasureType::texts
  std::vector<BuildingStep> steps = {};                     ///< of a measure on premises, by building_id (with_premises)
  CostOverride cost;                                        ///< what the study says of the cost; the rest is the catalogue's
  core::SourcePos pos;
  core::SourcePos where_pos;
  core::SourcePos buildings_pos = {};
};

}  // namespace tvilling::scenarios
