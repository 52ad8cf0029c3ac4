// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <bitset>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/findings.hpp"
#include "models/building/building.hpp"
#include "models/building/origin.hpp"
#include "models/portfolio/hall_tables.hpp"
#include "models/portfolio/kept_out.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

class Archetypes;

/// A building with the origin of each number (in the order of building_columns()) and where it stood. A number that nobody
/// knows has the origin `default`.
struct BuildingRecord {
  Building building;
  std::string address = {};  ///< its own, where the register has one; links are found by it
  std::array<Origin, kBuildingColumnCount> origin{};
  std::bitset<kBuildingColumnCount> given{};  ///< numbers that the input gave, whatever it says of their origin
  Origin zones_origin = Origin::metered;      ///< the weakest of what its zones were given; metered: it has none
  HallOrigins hall_origins = {};              ///< of Building::hall
  core::SourcePos pos = {};
  core::SourcePos visitors_pos = {};  ///< of visitors_per_year, where a table gave it
};

/// A row of the buildings table that is no building now: demolished, planned, not built.
struct ExcludedBuilding {
  std::string building_id;
  std::string reason;  ///< "status is \"10\""
};

struct Property {
  std::string property_id;
  std::string name;
  std::string address;
  std::string administration;
  double value_dkk = kMissing;
  bool protected_address = false;
  core::SourcePos pos = {};
};

struct Lease {
  std::string lease_id;
  std::string property_id;
  std::string building_id;
  std::string use;
  double area_m2 = kMissing;
  double vacant_m2 = kMissing;
  std::string tenure;  ///< "owned" or "third_party"
  double rent_dkk_m2 = kMissing;
  double desks = kMissing;
  std::string start;  ///< first day, "2025-01-31"; empty: not known
  std::string end;    ///< last day; empty: no end is agreed
  double notice_months = kMissing;
  bool planted = false;  ///< synthetic city: one of BC10's findings
  core::SourcePos pos = {};
  std::string address = {};
};

struct Unit {
  std::string unit_id;
  std::string name;
  std::string administration;
  std::string lease_id;
  double employees = kMissing;
  double fte = kMissing;
  bool movable = true;
  std::string lock_reason;
  core::SourcePos pos = {};
  std::string address = {};
};

/// A room of a building. Rooms make its zones (zones.hpp).
struct Room {
  std::string room_id;
  std::string building_id;
  std::string name;
  std::string use;  ///< one of kUseNames; empty: the building's
  double area_m2 = kMissing;
  double storey = kMissing;
  double heating_set_point_degc = kMissing;
  double capacity_persons = kMissing;
  std::vector<std::string> adjacent_to;  ///< room ids that it has a wall or slab in common with
  core::SourcePos pos = {};
};

/// A use of a room, pool or building for some hours, in clock time.
struct Booking {
  std::string booking_id;
  std::string building_id;
  std::string room_id;
  std::string pool_id;
  std::string start;  ///< "2025-01-31T18:00"
  std::string end;    ///< after start
  std::string activity;
  double persons = kMissing;
  core::SourcePos pos = {};
  core::SourcePos persons_pos = {};
};

/// What a property or building cost in a year.
struct Cost {
  std::string property_id;
  std::string building_id;
  double year = kMissing;
  std::string kind;  ///< "heat", "electricity", "water", "rent", "maintenance", "operation", "other"
  double amount_dkk = kMissing;
  core::SourcePos pos = {};
};

/// A municipality's buildings as a value: a scenario copies it, changes the copy and compares.
struct Portfolio {
  std::string name;
  std::vector<BuildingRecord> buildings;   ///< sorted by building_id
  std::vector<ExcludedBuilding> excluded;  ///< sorted by building_id
  std::vector<KeptOutRow> kept_out;        ///< in the order of the tables
  std::set<PortfolioTable> unread;         ///< tables that could not be read, or not to their end
  std::vector<Property> properties;
  std::vector<Lease> leases;
  std::vector<Unit> units;
  std::vector<Room> rooms;
  std::vector<Pool> pools;
  std::vector<HallRow> swimming_halls;
  std::vector<OpeningHours> opening_hours;
  std::vector<VisitCount> visits;
  std::vector<Booking> bookings;
  std::vector<Cost> costs;
  std::vector<InputFile> inputs;
  std::shared_ptr<const Archetypes> archetypes;  ///< that fill it; none: the built-in ones
};

struct ReadOptions {
  int this_year = 0;  ///< buildings of later years are planned; 0: the year of the computer's clock
};

/// Reads the tables of a portfolio but its meters and weather (only buildings is needed). Column names by alias, order free;
/// everything wrong or guessed becomes a finding. Rows that have stopping findings are kept out. Throws Error (io) only when the
/// path itself cannot be read.
[[nodiscard]] Portfolio read_portfolio(const PortfolioSource& source, core::Findings& findings, const ReadOptions& options = {});
[[nodiscard]] Portfolio read_portfolio(const std::filesystem::path& path, core::Findings& findings,
                                       const ReadOptions& options = {});

/// Gives every missing number its value from the Danish archetypes (use x epoch) and marks it: origin archetype, filled
/// (derived from other values of this building; a missing year from its peers) or default. Adds one finding (filled) per
/// column with the count, and one (stops) for each filled number outside its column's range. Buildings with rooms or several uses
/// are divided into zones (zones.hpp); swimming halls with basins get theirs (Building::hall), every number of it known and its
/// week set. Throws Error (bad_input) for a building without area.
void fill_portfolio(Portfolio& portfolio, core::Findings& findings);

struct WriteOptions {
  bool danish = false;  ///< Danish and BBR names; CSV with semicolons, decimal comma and the line ends of Windows
  bool latin1 = false;  ///< of CSV; else UTF-8
};

/// Writes the tables that have rows: as one workbook (.xlsx) or GeoPackage (.gpkg) by the ending of the path, else as a folder of
/// CSV files. Numbers are given back to the last bit by read_portfolio; what archetypes filled is left to be filled again. Throws
/// Error (io; bad_input for a letter that ISO-8859-1 does not have).
void write_portfolio(const Portfolio& portfolio, const std::filesystem::path& path, const WriteOptions& options = {});

/// The synthetic municipality of domain.md E: deterministic for a seed. `buildings` scales the numbers per use.
struct SyntheticCityOptions {
  int buildings = 3500;
  std::uint64_t seed = 1;
};
[[nodiscard]] Portfolio synthetic_city(const SyntheticCityOptions& options = {});

}  // namespace tvilling::models
