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

/// Numbers by construction year: one row an epoch, the first open to the past and the last to the future.
struct EpochTable {
  std::string file;
  std::vector<double> to_year;
  std::map<std::string, std::vector<double>, std::less<>> columns;

  [[nodiscard]] double at(std::string_view name, double year) const;
};

/// A value for each use.
template <class T>
using ByUse = std::array<T, kUseNames.size()>;

/// The content of the archetype tables, as read_archetype_tables (archetype_tables.hpp) has proved it.
struct ArchetypeData {
  std::map<std::string, ByUse<double>, std::less<>> uses;
  ByUse<std::string> u_value_set;
  ByUse<std::string> listed_u_value_set;
  std::map<std::string, EpochTable, std::less<>> u_values;  ///< by set
  EpochTable fabric;
  EpochTable ventilation;
  std::vector<std::array<double, 2>> glazing;  ///< U-value above which it holds, g-value; falling
  std::map<std::string, double, std::less<>> general;
  std::vector<District> districts;
};

/// What a building of a use and a construction year usually is. The built-in tables describe Danish stock
/// (models/portfolio/data/archetype_*.csv); a portfolio may bring its own (own_archetypes.hpp). Every row names its source.
class Archetypes {
 public:
  /// The built-in ones. Throws core::Error (internal) when a table is broken.
  Archetypes();
  explicit Archetypes(ArchetypeData data) : data_(std::move(data)) {}

  /// A value that depends on the use only, by the name of the building column (archetype_uses.csv).
  [[nodiscard]] double of_use(std::string_view name, Use use) const;
  /// U-values of a building by its use, construction year and whether it is listed (archetype_u_values.csv): its use names
  /// the set, one for listed buildings and one for others.
  [[nodiscard]] double u_value(std::string_view name, const Building& building) const;
  /// Air tightness, heat capacity, thermal bridges, extra storey height by construction year (archetype_fabric.csv).
  [[nodiscard]] double fabric(std::string_view name, double year) const;
  /// Heat recovery and fan power by construction year (archetype_ventilation.csv).
  [[nodiscard]] double ventilation(std::string_view name, double year) const;
  /// Solar transmittance of the glazing that belongs to a window's U-value (archetype_glazing.csv).
  [[nodiscard]] double window_g_value(double window_u_value_w_m2k) const;
  /// A constant that depends on nothing (archetype_general.csv).
  [[nodiscard]] double general(std::string_view name) const;

  [[nodiscard]] const std::vector<District>& districts() const noexcept { return data_.districts; }
  /// True where the nearest district is an inner one and near enough; false without coordinates.
  [[nodiscard]] bool is_inner(Point place) const;

 private:
  ArchetypeData data_;
};

/// The districts of the built-in city_districts.csv.
[[nodiscard]] std::vector<District> read_districts();

}  // namespace tvilling::models
