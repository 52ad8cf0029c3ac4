// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/portfolio/archetypes.hpp"
#include "models/portfolio/portfolio.hpp"

/// The steps of the synthetic city, internal to it. Each is a pure function of tables and keyed random numbers.
namespace tvilling::models::city {

inline constexpr std::size_t kUses = kUseNames.size();

/// What the tables say of one use.
struct UseRow {
  double buildings = 0.0;  ///< in the city of 3,500
  double total_m2 = 0.0;
  double area_sigma = 0.0;  ///< of the logarithm of the area
  double storeys_min = 1.0;
  double storeys_max = 1.0;
  double buildings_per_property = 1.0;
  double third_party_share = 0.0;  ///< of offices; for other uses 1 where the city rents at all
  std::string pattern;             ///< of the name, {} is the place
  std::string administration;      ///< empty: any
};

struct Epoch {
  double from_year = 0.0;
  double to_year = 0.0;
  std::array<double, kUses> weight{};
};

/// A swimming hall that has the public name of one.
struct PoolName {
  std::string name;
  std::size_t district = 0;
};

struct Tables {
  std::array<UseRow, kUses> uses;
  std::vector<Epoch> epochs;
  std::vector<District> districts;
  std::vector<PoolName> pools;
  std::vector<std::string> first, second, streets, administrations;  ///< words of invented names
};

/// A property while the city grows.
struct Site {
  std::string property_id;
  std::string place;  ///< invented place name
  Use use = Use::office;
  std::size_t district = 0;
  std::vector<std::size_t> buildings;  ///< positions in the portfolio
};

/// The findings of BC10 (2020) that are planted among the offices: three with too much room, five too dear.
struct PlantedLease {
  double area_m2;
  double employees;
  double rent_dkk_m2;
};
inline constexpr std::array<PlantedLease, 8> kPlantedLeases{{{7549, 130, 1300},
                                                             {6620, 114, 1300},
                                                             {5807, 100, 1300},
                                                             {3692, 132, 2600},
                                                             {3692, 132, 2600},
                                                             {3692, 132, 2600},
                                                             {3693, 132, 2600},
                                                             {3693, 132, 2600}}};
/// Fewer offices than this have no room for the planted ones.
inline constexpr std::size_t kOfficesForPlanting = 32;

/// The city's reference: area per employee of the administration, m2.
inline constexpr double kOfficeM2PerEmployee = 29.0;

[[nodiscard]] Tables read_tables();

/// "0101-000123" and the like: `prefix`, then the number with leading zeros.
[[nodiscard]] std::string numbered(std::string_view prefix, std::size_t number, std::size_t digits);

/// Shares `total` whole units by weight (largest remainder; ties to the first). Weights must not all be zero.
[[nodiscard]] std::vector<double> share_out(double total, const std::vector<double>& weights);

/// Buildings per use: largest remainder of the table's numbers, at least one of each use from 13 buildings on.
[[nodiscard]] std::array<std::size_t, kUses> building_counts(const Tables& tables, std::size_t buildings);

/// All buildings with id, use, area, year; nothing of their place yet.
[[nodiscard]] std::vector<BuildingRecord> make_buildings(const Tables& tables, const SyntheticCityOptions& options);

/// Groups buildings into properties of one to six, with district and names; sets storeys, names, administrations.
[[nodiscard]] std::vector<Site> make_sites(const Tables& tables, std::uint64_t seed, std::vector<BuildingRecord>& buildings);

/// Gives every building a rectangle that overlaps no other. Throws core::Error (bad_input) when the city is full.
void place_sites(const Tables& tables, std::uint64_t seed, const std::vector<Site>& sites,
                 std::vector<BuildingRecord>& buildings);

/// Employees of offices and visitors of swimming halls.
void add_people(const Tables& tables, std::uint64_t seed, std::vector<BuildingRecord>& buildings);

/// Put-off maintenance, its growth and the value on a sale of every building.
void add_values(const Tables& tables, std::uint64_t seed, const std::vector<Site>& sites, std::vector<BuildingRecord>& buildings);

/// Basins of the swimming halls, of type sizes by the hall's floor area.
void add_basins(Portfolio& portfolio);

/// Properties, leases and units of the administration.
void add_leases(const Tables& tables, const SyntheticCityOptions& options, const std::vector<Site>& sites, Portfolio& portfolio);

}  // namespace tvilling::models::city
