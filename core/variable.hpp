// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string_view>

namespace tvilling::core {

/// One named quantity. The name is the same in TOML, C++, HDF5, CSV and Python and ends with its unit.
struct Variable {
  std::string_view name;          ///< e.g. "heat_demand_kwh"
  std::string_view unit;          ///< UDUNITS, e.g. "kW h"; "1" without a dimension
  std::string_view long_name;     ///< for legends and headers
  std::string_view cell_methods;  ///< CF: "time: sum", "time: mean", "time: maximum"; empty for inputs
};

/// The endings that a name may have, each with the unit it stands for.
struct UnitSuffix {
  std::string_view suffix;
  std::string_view unit;
};

inline constexpr std::array kUnitSuffixes{
    UnitSuffix{"_w_m2k", "W m-2 K-1"},
    UnitSuffix{"_kj_m2k", "kJ m-2 K-1"},
    UnitSuffix{"_kwh_m2", "kW h m-2"},
    UnitSuffix{"_l_s_m2", "L s-1 m-2"},
    UnitSuffix{"_l_m2", "L m-2"},
    UnitSuffix{"_m3_m2", "m3 m-2"},
    UnitSuffix{"_m2_person", "m2"},
    UnitSuffix{"_kj_m3", "kJ m-3"},
    UnitSuffix{"_l_visit", "L"},
    UnitSuffix{"_kg_h", "kg h-1"},
    UnitSuffix{"_person_h", "h"},
    UnitSuffix{"_dkk_m2", "DKK m-2"},
    UnitSuffix{"_w_m2", "W m-2"},
    UnitSuffix{"_kw_m2", "kW m-2"},
    UnitSuffix{"_per_h", "h-1"},
    UnitSuffix{"_w_k", "W K-1"},
    UnitSuffix{"_kwh", "kW h"},
    UnitSuffix{"_dkk", "DKK"},
    UnitSuffix{"_degc", "degC"},
    UnitSuffix{"_deg", "degree"},
    UnitSuffix{"_m2", "m2"},
    UnitSuffix{"_m3", "m3"},
    UnitSuffix{"_kw", "kW"},
    UnitSuffix{"_kg", "kg"},
    UnitSuffix{"_pa", "Pa"},
    UnitSuffix{"_m_s", "m s-1"},
    UnitSuffix{"_m", "m"},
    UnitSuffix{"_h", "h"},
    UnitSuffix{"_k", "K"},
    UnitSuffix{"_w", "W"},
};

/// True when the name's ending and the unit say the same; names without a known ending must have unit "1".
[[nodiscard]] constexpr bool name_fits_unit(const Variable& variable) noexcept {
  for (const UnitSuffix& s : kUnitSuffixes) {
    if (variable.name.ends_with(s.suffix)) return variable.unit == s.unit;
  }
  return variable.unit == "1";
}

template <typename Table>
[[nodiscard]] constexpr bool names_fit_units(const Table& table) noexcept {
  for (const auto& row : table) {
    if (!name_fits_unit(row)) return false;
  }
  return true;
}

}  // namespace tvilling::core
