// SPDX-License-Identifier: MPL-2.0
// How a case is made, step by step. Only for scenarios/consolidation/make_case*.cpp.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding_code.hpp"
#include "core/io/toml_reader.hpp"
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/consolidation/told_rows.hpp"
#include "scenarios/premises/premises.hpp"

namespace tvilling::scenarios::case_parts {

struct Inputs {
  const Study& study;
  const models::Portfolio& portfolio;
  const models::Overrides& overrides;
  core::Findings& findings;

  [[nodiscard]] const ConsolidationSettings& settings() const noexcept { return study.consolidation; }
};

/// The use of a lease: its own, else that of its first building; empty where nobody knows.
[[nodiscard]] std::string use_of(const models::Portfolio& portfolio, const Premises& premises);

/// Fills premises (all but energy), unit by unit then units, places, affinities and locks.
void add_premises(const Inputs& in, PlanBasis& basis);
void add_units(const Inputs& in, PlanBasis& basis);
void add_places(const Inputs& in, PlanBasis& basis);
void add_affinities(const Inputs& in, PlanBasis& basis);
void add_locks(const Inputs& in, PlanBasis& basis);

/// The place of a unit or lease of the case by its id.
[[nodiscard]] std::optional<std::size_t> unit_named(const PlanBasis& basis, std::string_view id);
[[nodiscard]] std::optional<std::size_t> premises_named(const PlanBasis& basis, std::string_view id);
/// The same for an id that the study names at `pos`: not in the portfolio stops (with the nearest name), not in the case warns.
[[nodiscard]] std::optional<std::size_t> find_unit(const Inputs& in, const PlanBasis& basis, const std::string& id,
                                                   const core::SourcePos& pos);
[[nodiscard]] std::optional<std::size_t> find_premises(const Inputs& in, const PlanBasis& basis, const std::string& id,
                                                       const core::SourcePos& pos);

}  // namespace tvilling::scenarios::case_parts
