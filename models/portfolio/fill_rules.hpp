// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>

#include "models/building/building.hpp"
#include "models/building/origin.hpp"
#include "models/portfolio/archetypes.hpp"

namespace tvilling::models {

/// A number that was not given, and where it now comes from.
struct FilledValue {
  double value = kMissing;
  Origin origin = Origin::archetype;
};

/// How one column is filled: from the archetypes and from the building's numbers that stand before it in the rules.
struct FillRule {
  double Building::* member;
  FilledValue (*fill)(const Building&, const Archetypes&);
};

/// One rule for every column but year and area_m2 (nothing can replace them), employees (a head count that nobody gave stays
/// unknown: key figures per employee must not come from an archetype) and what the property costs, in the order in which they
/// can be filled.
[[nodiscard]] std::span<const FillRule> fill_rules() noexcept;

}  // namespace tvilling::models
