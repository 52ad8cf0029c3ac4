// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/building/building.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// A number of a swimming hall that a sweep or an optimisation turns: a parameter of a measure.
struct HallKey {
  std::string name;  ///< as asked for: "cover_fraction" or "pool_cover.cover_fraction"
  const MeasureType* type = nullptr;
  const MeasureParameter* parameter = nullptr;

  [[nodiscard]] std::string_view parameter_name() const noexcept { return parameter->variable.name; }
};

/// The parameter of this name when one measure has it, or "measure.parameter". Throws Error (wrong_usage) with the nearest name
/// for one that does not exist and with the full names for one that several measures have.
[[nodiscard]] HallKey find_hall_key(std::string_view name);

/// The value within the range of the key, and 0 or 1 for yes/no. Throws Error (wrong_usage).
void check_hall_value(const HallKey& key, double value);

/// A key and the value it takes.
struct HallSetting {
  HallKey key;
  double value = 0.0;
};

/// A measure with all its parameters.
struct HallMeasure {
  const MeasureType* type = nullptr;
  ParameterValues parameters;
};

/// The measures that make settings true: one for each type, in the order of measure_types(), which is that of their application.
/// What a measure sets besides keeps what `start` has where it is a number of the hall of that name, else what the last of its
/// kind among `made_by`, the measures that made `start`, gave it, else it takes its default. Throws Error (wrong_usage) for a
/// parameter that has none of them and is not among the settings.
[[nodiscard]] std::vector<HallMeasure> measures_of(std::span<const HallSetting> settings, const models::Building& start,
                                                   std::span<const HallMeasure> made_by = {});

struct HallVariant {
  models::Building building;
  /// Names of measures that left it as it was although it is not as they say: a roof that is better already, a basin that is not
  /// there.
  std::vector<std::string_view> not_applied;
};

/// `start` with those measures on it. `base`: the unchanged building that measures look back to.
[[nodiscard]] HallVariant hall_variant(const models::Building& start, const models::Building& base,
                                       std::span<const HallSetting> settings, std::span<const HallMeasure> made_by = {});

}  // namespace tvilling::scenarios
