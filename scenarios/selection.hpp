// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/building/simulate.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/measure.hpp"

namespace tvilling::scenarios {

/// The unchanged portfolio as an in-memory SQLite table `buildings`: identity, all building_columns(), the derived
/// intensity columns and, when results are given, the baseline's annual results under their own names (and per m2:
/// heat_kwh_m2, electricity_kwh_m2 ...). `use` literals that are BBR codes or Danish words are understood as aliases.
class Selection {
 public:
  explicit Selection(const models::Portfolio& portfolio);
  ~Selection();
  Selection(Selection&&) noexcept;
  Selection& operator=(Selection&&) noexcept;

  /// Adds the baseline's annual results; a building that failed has NULLs.
  void add_results(std::span<const models::BuildingResult> results, std::span<const std::uint8_t> failed);

  /// Indices of the buildings of a measure, ascending. An expression that SQLite refuses is a finding (stops) at the measure's
  /// position with SQLite's reason and the nearest column name; no match is a finding (warns).
  /// Of a measure with a list of ids only those count, before sample and limit; what is not in the portfolio is not told of here
  /// (check_named_buildings). With `order_by`, buildings whose value is unknown (NULL) come last.
  [[nodiscard]] std::vector<std::size_t> select(const Measure& measure, core::Findings& findings) const;

  /// The id of a building at a place.
  [[nodiscard]] const std::string& id(std::size_t building) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tvilling::scenarios
