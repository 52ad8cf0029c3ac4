// SPDX-License-Identifier: MPL-2.0
// What measures on ordinary buildings are made of. Only for scenarios/*_measures.cpp and measure.cpp.
#pragma once

#include <string_view>

#include "models/building/building.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

[[nodiscard]] bool heated(const models::Building& building);

/// A listed building keeps its face unless the study says otherwise.
[[nodiscard]] bool protection_allows(const models::Building& base, const ParameterValues& parameters);

/// Takes the lower value; says whether it is new.
bool lower(double& current, double wanted);
/// Takes the higher value; says whether it is new.
bool raise(double& current, double wanted);
/// The same of a column, no farther than its range goes.
bool lower_column(models::Building& building, double models::Building::* column, double wanted);
bool raise_column(models::Building& building, double models::Building::* column, double wanted);

/// Lowers a U-value where the unchanged building is heated and worse than wanted.
bool lower_u_value(models::Building& building, const models::Building& base, double models::Building::* u_value_w_m2k,
                   const ParameterValues& parameters);

/// Air leakage as a share of the unchanged building's. Of several measures the tightest counts: it stays unknown what leaks
/// through which joint, so shares are not multiplied.
bool tighten(models::Building& building, const models::Building& base, const ParameterValues& parameters);

/// A parameter that is a column of the buildings table: same name, unit and range.
[[nodiscard]] MeasureParameter column(std::string_view name, double default_value);
[[nodiscard]] MeasureParameter u_value(std::string_view column_name, double default_w_m2k);
[[nodiscard]] MeasureParameter g_value(double default_value);
[[nodiscard]] MeasureParameter air_tightness_factor(double default_value);
[[nodiscard]] MeasureParameter include_listed();
/// A share of what the unchanged building has: 1 leaves it.
[[nodiscard]] MeasureParameter factor(std::string_view name, std::string_view long_name, double default_value);
/// A temperature difference from 0 K.
[[nodiscard]] MeasureParameter difference_k(std::string_view name, std::string_view long_name, double default_k, double most_k);

}  // namespace tvilling::scenarios
