// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/building/building.hpp"

namespace tvilling::models {

/// A district of the city by its centre; every place belongs to the nearest one.
struct District {
  std::string name;
  Point centre;
  double weight = 0.0;  ///< share of the synthetic city's properties
  bool inner = false;   ///< closed blocks: more party walls, higher horizon
};

/// Numbers by construction year: one row an epoch, the first open to the past.
struct EpochTable {
  std::string file;
  std::vector<double> to_year;
  std::map<std::string, std::vector<double>, std::less<>> columns;

  [[nodiscard]] double at(std::string_view name, double year) const;
};

/// The Danish archetypes: what a building of a use and a construction year usually is. Read from the embedded tables
/// models/portfolio/data/archetype_*.csv; every row there names its source.
class Archetypes {
 public:
  /// Throws core::Error (internal) when a table is broken.
  Archetypes();

  /// A value that depends on the use only, by the name of the building column (archetype_uses.csv).
  [[nodiscard]] double of_use(std::string_view name, Use use) const;
  /// U-values by construction year (archetype_u_values.csv, seven epochs, open at both ends).
  [[nodiscard]] double u_value(std::string_view name, double year) const;
  /// Air tightness, heat capacity, thermal bridges, extra storey height by construction year (archetype_fabric.csv).
  [[nodiscard]] double fabric(std::string_view name, double year) const;
  /// Heat recovery and fan power by construction year (archetype_ventilation.csv).
  [[nodiscard]] double ventilation(std::string_view name, double year) const;
  /// Solar transmittance of the glazing that belongs to a window's U-value (archetype_glazing.csv).
  [[nodiscard]] double window_g_value(double window_u_value_w_m2k) const;
  /// A constant that depends on nothing (archetype_general.csv).
  [[nodiscard]] double general(std::string_view name) const;

  [[nodiscard]] const std::vector<District>& districts() const noexcept { return districts_; }
  /// True where the nearest district is an inner one and near enough; false without coordinates.
  [[nodiscard]] bool is_inner(Point place) const;

 private:
  std::map<std::string, std::array<double, kUseNames.size()>, std::less<>> uses_;
  EpochTable u_values_;
  EpochTable fabric_;
  EpochTable ventilation_;
  std::vector<std::array<double, 2>> glazing_;  // U-value above which it holds, g-value; falling
  std::map<std::string, double, std::less<>> general_;
  std::vector<District> districts_;
};

/// The districts of city_districts.csv.
[[nodiscard]] std::vector<District> read_districts();

}  // namespace tvilling::models
