// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/run_context.hpp"
#include "core/variable.hpp"
#include "models/building/origin.hpp"
#include "models/missing.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/overrides.hpp"
#include "scenarios/premises/premises.hpp"
#include "scenarios/screening/screening_settings.hpp"

/// Which properties use their space or money badly, held against others like them (docs/physics/screening.md).
namespace tvilling::scenarios {

/// Key figures of a property or lease, as BC10 lists them, in the order of kScreenedVariables. What is not known is NaN, never 0.
enum class Screened : std::size_t {
  area_per_employee,
  vacancy,
  rent,
  electricity_cost,
  water_cost,
  heat_cost,
  maintenance_cost,
  other_cost,
  property_value,
  heat,
  electricity,
  water,
  co2,
};
inline constexpr std::array kScreenedVariables{
    core::Variable{"area_m2_employee", "m2", "Gross area per employee (belægningsgrad)", ""},
    core::Variable{"vacant_fraction", "1", "Vacant share of the let area (tomgang)", ""},
    core::Variable{"rent_dkk_m2", "DKK m-2", "Rent per m2 and year, without consumption", ""},
    core::Variable{"electricity_dkk_m2", "DKK m-2", "Electricity per m2 and year", ""},
    core::Variable{"water_dkk_m2", "DKK m-2", "Water per m2 and year", ""},
    core::Variable{"heat_dkk_m2", "DKK m-2", "Heat per m2 and year", ""},
    core::Variable{"maintenance_dkk_m2", "DKK m-2", "Operation and maintenance per m2 and year", ""},
    core::Variable{"other_dkk_m2", "DKK m-2", "Other costs per m2 and year", ""},
    core::Variable{"value_dkk_m2", "DKK m-2", "Property value per m2", ""},
    core::Variable{"heat_kwh_m2", "kW h m-2", "Heat per m2 and normal year", ""},
    core::Variable{"electricity_kwh_m2", "kW h m-2", "Electricity per m2 and year", ""},
    core::Variable{"water_m3_m2", "m3 m-2", "Water per m2 and year", ""},
    core::Variable{"co2_kg_m2", "kg m-2", "Greenhouse gas emission per m2 and year", ""},
};
inline constexpr std::size_t kScreenedCount = kScreenedVariables.size();
static_assert(kScreenedCount == static_cast<std::size_t>(Screened::co2) + 1);
[[nodiscard]] constexpr std::size_t index(Screened v) noexcept {
  return static_cast<std::size_t>(v);
}
/// Of the property value less is worse, of all others more.
[[nodiscard]] constexpr bool less_is_worse(Screened v) noexcept {
  return v == Screened::property_value;
}

enum class Light : std::uint8_t { grey, green, yellow, red };
inline constexpr std::array<std::string_view, 4> kLightNames{"grey", "green", "yellow", "red"};
[[nodiscard]] constexpr std::string_view to_string(Light light) noexcept {
  return kLightNames[static_cast<std::size_t>(light)];
}

/// Why a figure has no light.
enum class Unjudged : std::uint8_t {
  none,
  lease,
  building,
  area,
  employees,
  nobody,
  rent,
  zero_rent,
  vacancy,
  cost,
  value,
  zero_value,
  simulation,
  peers,
  reference,
};
inline constexpr std::array<std::string_view, 15> kUnjudgedNames{"",
                                                                 "no lease is known",
                                                                 "no building is known",
                                                                 "an area is not known",
                                                                 "the number of employees is not known",
                                                                 "nobody sits there",
                                                                 "a rent is not known",
                                                                 "a rent is 0",
                                                                 "the vacant area is not known",
                                                                 "no such cost is in the costs table",
                                                                 "the property value is not known",
                                                                 "the property value is 0",
                                                                 "the building is not simulated",
                                                                 "too few others to compare with",
                                                                 "the others have 0"};
[[nodiscard]] constexpr std::string_view to_string(Unjudged why) noexcept {
  return kUnjudgedNames[static_cast<std::size_t>(why)];
}

/// What a figure of energy, water or money is made of. Of several buildings: simulated where one of them is. Money that a tariff
/// asks has the source of the use.
enum class FigureSource : std::uint8_t { none, metered, simulated, costs };
inline constexpr std::array<std::string_view, 4> kFigureSourceNames{"", "metered", "simulated", "costs"};
[[nodiscard]] constexpr std::string_view to_string(FigureSource source) noexcept {
  return kFigureSourceNames[static_cast<std::size_t>(source)];
}
[[nodiscard]] constexpr FigureSource weakest(FigureSource a, FigureSource b) noexcept {
  return a > b ? a : b;
}

/// A key figure against its peers.
struct ScreenedFigure {
  double value = models::kMissing;
  models::Origin origin = models::Origin::default_;  ///< weakest input: metered, register, archetype ...
  FigureSource source = FigureSource::none;
  int cost_year = 0;                    ///< of the costs table (the oldest where several are in it); 0: not from it
  double reference = models::kMissing;  ///< median of the group without itself, or given
  std::size_t group = 0;                ///< of the reference, in Screening::groups
  std::size_t peers = 0;                ///< that the median is of; 0: given
  double ratio = models::kMissing;      ///< value / reference
  Light light = Light::grey;
  Unjudged why = Unjudged::none;  ///< of a grey one
  /// Of a red one: the smallest change of the value that makes it yellow. Negative, but for the property value.
  double change_to_yellow = models::kMissing;
  std::size_t rank = 0;                      ///< the worst ratio first with rank 1; 0: not judged
  double red_fraction = models::kMissing;    ///< share of the draws in which it is red
  double worst_fraction = models::kMissing;  ///< share of the draws in which it is among the `worst` worst
};

/// Potentials of BC10. A property counts in one of them only.
enum class Potential : std::uint8_t { none, low_occupancy, high_rent };
inline constexpr std::array<std::string_view, 3> kPotentialNames{"none", "low_occupancy", "high_rent"};
[[nodiscard]] constexpr std::string_view to_string(Potential potential) noexcept {
  return kPotentialNames[static_cast<std::size_t>(potential)];
}

/// What the low estimate of a saving is of the high one: only whole floors can be left, and not all of it is realised
/// (domain.md D2).
inline constexpr double kLowSavingFraction = 0.5;

/// A property, or a lease of it.
struct ScreenedPlace {
  std::string id;           ///< property_id or lease_id
  std::string property_id;  ///< of a lease that names none: of its building; empty: not known
  std::string name;
  std::string administration;
  std::string use;                            ///< of its largest area; empty: not known
  std::string tenure;                         ///< "owned", "third_party", "mixed" or "unknown"
  bool is_protected = false;                  ///< name and place are withheld
  double area_m2 = models::kMissing;          ///< of a property: of its leases where all are rented, else of its buildings
  double let_area_m2 = models::kMissing;      ///< of its leases
  double staffed_area_m2 = models::kMissing;  ///< of the leases that area per employee is about: offices, and where units sit
  double employees = models::kMissing;        ///< in them, as the settings count heads; 0: nobody sits there
  models::Origin employees_origin = models::Origin::register_;
  double vacant_m2 = models::kMissing;
  double rent_area_m2 = models::kMissing;  ///< that the rent is per m2 of
  double rented_fraction = 0.0;            ///< of the let area, by leases of third parties
  std::vector<std::size_t> leases;         ///< places in the portfolio
  std::vector<PremisesPart> parts;         ///< its buildings
  std::vector<std::size_t> units;          ///< places in the portfolio
  std::array<ScreenedFigure, kScreenedCount> figures;
  std::size_t group = 0;    ///< in Screening::groups
  bool regrouped = false;   ///< somebody moved it to that group
  std::string rule_group;   ///< that it would be held against else
  bool all_locked = false;  ///< it has units, and none of them may move
  Potential potential = Potential::none;
  double saving_low_dkk_year = 0.0;
  double saving_dkk_year = 0.0;                         ///< high
  double occupancy_saving_dkk_year = models::kMissing;  ///< before the overlap guard
  double rent_saving_dkk_year = models::kMissing;       ///< before the overlap guard
  /// Smallest change that takes area per employee from red to yellow: one of the two. NaN: it is not red.
  double fewer_m2 = models::kMissing;
  double more_employees = models::kMissing;  ///< whole

  [[nodiscard]] const ScreenedFigure& operator[](Screened v) const noexcept { return figures[index(v)]; }
  [[nodiscard]] ScreenedFigure& operator[](Screened v) noexcept { return figures[index(v)]; }
  [[nodiscard]] std::size_t count(Light light) const noexcept;
  [[nodiscard]] bool is_red() const noexcept { return count(Light::red) > 0; }
};

/// Peers: use, tenure and size band; size, then tenure are dropped where there are too few.
struct PeerGroup {
  std::string name;  ///< "office, third_party, 3000-10000 m2"
  std::size_t n = 0;
  bool of_leases = false;  ///< else of properties
};

struct PotentialSum {
  std::vector<std::size_t> properties;  ///< places in Screening::properties, by id
  double saving_low_dkk_year = 0.0;
  double saving_dkk_year = 0.0;
  double third_party_dkk_year = 0.0;  ///< of it by area, rent that leaves the municipality; the rest is internal
  double locked_dkk_year = 0.0;       ///< of it, where no unit may move
  /// Properties that have room to spare and a rent that nobody knows: they are in no sum.
  std::vector<std::size_t> unpriced = {};
  /// Properties where nobody sits, so that there is no area per employee: they are in no sum of low occupancy.
  std::vector<std::size_t> nobody = {};
};

/// The savings list against what the synthetic city hides. The flag is looked at when all is judged, never before.
struct ScreeningTruth {
  std::size_t planted = 0;  ///< properties
  std::array<std::size_t, kPotentialNames.size()> found{};
  std::array<std::size_t, kPotentialNames.size()> planted_found{};
  std::array<double, kPotentialNames.size()> planted_dkk_year{};
  std::vector<std::size_t> missed;                  ///< planted and in no potential: places in Screening::properties
  [[nodiscard]] double precision() const noexcept;  ///< NaN: nothing was found
  [[nodiscard]] double recall() const noexcept;     ///< NaN: nothing is planted
};

struct Screening {
  std::vector<ScreenedPlace> properties;                        ///< by property_id
  std::vector<ScreenedPlace> leases;                            ///< by lease_id
  std::vector<PeerGroup> groups;                                ///< of properties, then of leases
  std::array<PotentialSum, kPotentialNames.size()> potentials;  ///< `none` stays empty
  ScreeningTruth truth;
};

/// A building's year as it is screened: metered and corrected to the normal year, or simulated.
struct ScreenedYear {
  bool known = false;  ///< false: it could not be simulated
  double heat_kwh = models::kMissing;
  double electricity_kwh = models::kMissing;
  double water_m3 = models::kMissing;
  double co2_kg = models::kMissing;
  double heat_dkk = models::kMissing;  ///< what a tariff asks for it
  double electricity_dkk = models::kMissing;
  double water_dkk = models::kMissing;
  models::Origin heat_origin = models::Origin::default_;
  models::Origin electricity_origin = models::Origin::default_;
  models::Origin water_origin = models::Origin::default_;
  FigureSource heat_source = FigureSource::simulated;  ///< or metered
  FigureSource electricity_source = FigureSource::simulated;
  FigureSource water_source = FigureSource::simulated;
};

struct ScreeningInput {
  const models::Portfolio& portfolio;  ///< filled
  std::span<const models::Lock> locks;
  std::span<const ScreenedYear> years;  ///< in the portfolio's order of buildings
};

/// Screens every property and lease. Findings: rents of 0, places of regroupings that are not there, what belongs to no property.
/// The same for any number of threads. Throws Error (wrong_usage) when the years are not of this portfolio.
[[nodiscard]] Screening screen(const ScreeningInput& input, const ScreeningSettings& settings, const core::RunContext& context,
                               core::Findings& findings);

/// Properties (or leases) with a red figure: the largest saving first, then the farthest ratio, then by id.
[[nodiscard]] std::vector<std::size_t> red_list(const std::vector<ScreenedPlace>& places);

/// The rent of all area that people could sit in, DKK a year: what leaving a place where nobody sits would save. NaN: not known.
[[nodiscard]] double staffed_rent_dkk_year(const ScreenedPlace& place) noexcept;

/// How far a ratio is on the bad side: the ratio, or its inverse where less is worse. NaN: not judged.
[[nodiscard]] double badness(Screened v, double ratio) noexcept;

}  // namespace tvilling::scenarios
