// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/hall_week.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Fills the swimming halls of a portfolio while fill_portfolio goes through its buildings.
class HallFiller {
 public:
  /// Of a portfolio that has its archetypes.
  HallFiller(const Portfolio& portfolio, core::Findings& findings);

  /// Whether it is a hall with basins of which all is known that nothing can replace.
  [[nodiscard]] bool is_hall(const BuildingRecord& record) const;
  /// Before the building is filled: what the rooms around a pool hall have. Returns the columns that were filled (places in
  /// building_columns()), their origin set.
  std::vector<std::size_t> fill_rooms(BuildingRecord& record);
  /// After it: Building::hall, complete.
  void fill(BuildingRecord& record);
  /// What was filled, once for all halls.
  void tell();

 private:
  /// How many values of each column were filled, by origin; in the order of the columns.
  using Counts = std::vector<std::array<std::size_t, kOriginNames.size()>>;
  template <typename Columns>
  static void count(Counts& counts, const Columns& columns, const std::vector<Origin>& origins);
  template <typename Columns>
  void tell_counts(const Counts& counts, const Columns& columns, std::string_view what, PortfolioTable table) const;
  void tell_own_numbers(const BuildingRecord& record) const;
  void tell_of_zones(const BuildingRecord& record) const;

  core::Findings& findings_;
  const Portfolio& portfolio_;
  std::map<std::string_view, HallInputs> inputs_;
  std::map<std::string_view, CountedVisits> counted_;
  Counts hall_counts_;
  Counts basin_counts_;
  std::size_t halls_ = 0;
  std::size_t basins_ = 0;
  std::size_t hours_given_ = 0;
  std::size_t weeks_counted_ = 0;
};

}  // namespace tvilling::models
