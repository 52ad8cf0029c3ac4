// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/variable.hpp"
#include "models/building/origin.hpp"
#include "models/missing.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/premises/premises.hpp"

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

enum class Light : std::uint8_t { grey, green, yellow, red };
inline constexpr std::array<std::string_view, 4> kLightNames{"grey", "green", "yellow", "red"};
[[nodiscard]] constexpr std::string_view to_string(Light light) noexcept {
  return kLightNames[static_cast<std::size_t>(light)];
}

/// A key figure against its peers.
struct ScreenedFigure {
  double value = models::kMissing;
  models::Origin origin = models::Origin::default_;  ///< weakest input: metered, register, archetype (simulated) ...
  double reference = models::kMissing;               ///< median of the group without itself, or given
  double ratio = models::kMissing;                   ///< value / reference
  Light light = Light::grey;
};

/// Potentials of BC10. A property counts in one of them only.
enum class Potential : std::uint8_t { none, low_occupancy, high_rent };
inline constexpr std::array<std::string_view, 3> kPotentialNames{"none", "low_occupancy", "high_rent"};

/// A property, or a lease of it.
struct ScreenedPlace {
  std::string id;  ///< property_id or lease_id
  std::string name;
  std::string administration;
  std::string use;     ///< of its largest area
  std::string tenure;  ///< "owned", "third_party" or "mixed"
  double area_m2 = models::kMissing;
  double employees = models::kMissing;
  std::vector<std::size_t> leases;     ///< places in the portfolio
  std::vector<std::size_t> buildings;  ///< places in the portfolio
  std::array<ScreenedFigure, kScreenedCount> figures;
  std::size_t group = 0;   ///< in Screening::groups
  bool regrouped = false;  ///< somebody moved it to that group
  Potential potential = Potential::none;
  double saving_low_dkk_year = 0.0;  ///< half of it: only whole floors can be left, and 0.8 of that is realised
  double saving_dkk_year = 0.0;      ///< high
  double occupancy_saving_dkk_year = models::kMissing;  ///< before the overlap guard
  double rent_saving_dkk_year = models::kMissing;       ///< before the overlap guard
};

/// Peers: use, tenure and size band; size, then tenure are dropped where there are fewer than eight.
struct PeerGroup {
  std::string name;  ///< "office, third_party, 3000-10000 m2"
  std::size_t n = 0;
};

struct PotentialSum {
  std::vector<std::size_t> properties;  ///< places in Screening::properties, by id
  double saving_low_dkk_year = 0.0;
  double saving_dkk_year = 0.0;
};

struct Screening {
  std::vector<ScreenedPlace> properties;  ///< by property_id
  std::vector<ScreenedPlace> leases;      ///< by lease_id
  std::vector<PeerGroup> groups;
  std::array<PotentialSum, kPotentialNames.size()> potentials;  ///< `none` stays empty
};

}  // namespace tvilling::scenarios
