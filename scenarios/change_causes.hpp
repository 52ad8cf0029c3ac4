// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/variable.hpp"
#include "scenarios/compare.hpp"
#include "scenarios/economics/bill.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// What a change of delivered heat is made of: less lost or more gained is less heat. The terms are those of the rooms' balance
/// and of what stands beside the rooms; of a swimming hall the gains hold what its water gives the rooms, and its heat pump
/// stands by itself.
enum class HeatCause : std::size_t {
  transmission,
  ventilation,
  infiltration,
  solar,
  internal,
  storage,
  hot_water,
  basins,
  grey_water,
  heat_pump,
  plant_loss,
  rounding,
};
inline constexpr std::array kHeatCauses{
    core::Variable{"transmission_kwh", "kW h", "Heat through the envelope", "time: sum"},
    core::Variable{"ventilation_kwh", "kW h", "Ventilation after recovery", "time: sum"},
    core::Variable{"infiltration_kwh", "kW h", "Air leakage", "time: sum"},
    core::Variable{"solar_kwh", "kW h", "Sun through windows", "time: sum"},
    core::Variable{"internal_kwh", "kW h", "Heat of people, light and appliances; in halls of the water too", "time: sum"},
    core::Variable{"storage_kwh", "kW h", "Heat stored in the building", "time: sum"},
    core::Variable{"hot_water_kwh", "kW h", "Hot water and showers", "time: sum"},
    core::Variable{"basins_kwh", "kW h", "Heat to the basins", "time: sum"},
    core::Variable{"grey_water_kwh", "kW h", "Heat recovered from shower water", "time: sum"},
    core::Variable{"heat_pump_kwh", "kW h", "Heat of the heat pump", "time: sum"},
    core::Variable{"plant_loss_kwh", "kW h", "Distribution and circulation", "time: sum"},
    core::Variable{"rounding_kwh", "kW h", "Rounding of the hours and days", "time: sum"},
};

/// What a change of bought electricity is made of. Buildings that are no halls have one sum of light, appliances and fans.
enum class ElectricityCause : std::size_t { equipment, pumps, fans, light, heat_pump, other, solar_cells, rounding };
inline constexpr std::array kElectricityCauses{
    core::Variable{"equipment_kwh", "kW h", "Light, appliances and fans", "time: sum"},
    core::Variable{"pumps_kwh", "kW h", "Pumps of basins", "time: sum"},
    core::Variable{"fans_kwh", "kW h", "Fans of pool halls", "time: sum"},
    core::Variable{"light_kwh", "kW h", "Light of pool halls", "time: sum"},
    core::Variable{"heat_pump_kwh", "kW h", "Heat pump", "time: sum"},
    core::Variable{"other_kwh", "kW h", "Other of swimming halls", "time: sum"},
    core::Variable{"solar_cells_kwh", "kW h", "Solar cells, used in the building", "time: sum"},
    core::Variable{"rounding_kwh", "kW h", "Rounding of the hours", "time: sum"},
};

/// What a change of the bill is made of, at the prices that the run was billed with.
enum class CostCause : std::size_t { heat, heat_power, electricity, electricity_sold, water, water_meter, cooling };
inline constexpr std::array kCostCauses{
    core::Variable{"heat_dkk", "DKK", "Heat", "time: sum"},
    core::Variable{"heat_power_dkk", "DKK", "Power part of heat", "time: sum"},
    core::Variable{"electricity_dkk", "DKK", "Electricity bought", "time: sum"},
    core::Variable{"electricity_sold_dkk", "DKK", "Electricity sold", "time: sum"},
    core::Variable{"water_dkk", "DKK", "Water", "time: sum"},
    core::Variable{"water_meter_dkk", "DKK", "Fixed part of water", "time: sum"},
    core::Variable{"cooling_dkk", "DKK", "Correction for the cooling of the heating water; rounding", "time: sum"},
};

/// What a change of CO2 is made of, at the factors of the run.
enum class Co2Cause : std::size_t { heat, electricity, rounding };
inline constexpr std::array kCo2Causes{
    core::Variable{"heat_kg", "kg", "Heat", "time: sum"},
    core::Variable{"electricity_kg", "kg", "Electricity", "time: sum"},
    core::Variable{"rounding_kg", "kg", "Rounding of the months", "time: sum"},
};

static_assert(kHeatCauses.size() == static_cast<std::size_t>(HeatCause::rounding) + 1);
static_assert(kElectricityCauses.size() == static_cast<std::size_t>(ElectricityCause::rounding) + 1);
static_assert(kCostCauses.size() == static_cast<std::size_t>(CostCause::cooling) + 1);
static_assert(kCo2Causes.size() == static_cast<std::size_t>(Co2Cause::rounding) + 1);

/// A change with its reference and its parts, which add up to it: scenario minus reference, a saving is negative.
template <std::size_t Causes>
struct CausedChange {
  double reference = 0.0;
  double change = 0.0;
  std::array<double, Causes> causes{};
};

/// What a run was billed and reckoned with, as its file says.
struct Factors {
  Tariff tariff;
  EmissionFactors co2;
};
/// Nothing when the file does not name its prices (it was written before they were).
[[nodiscard]] std::optional<Factors> factors_of(const Results& results);

/// The change of a building, or of a group of buildings, and its causes.
struct ChangeCauses {
  std::string group;          ///< "all", a building id, a use or an administration
  std::size_t buildings = 0;  ///< counted: succeeded in both scenarios
  std::size_t missing = 0;    ///< left out
  double area_m2 = 0.0;
  CausedChange<kHeatCauses.size()> heat;                ///< kWh delivered
  CausedChange<kElectricityCauses.size()> electricity;  ///< kWh bought
  CausedChange<kCo2Causes.size()> co2;                  ///< kg
  CausedChange<kCostCauses.size()> cost;                ///< DKK

  /// Adds the change of one building from `reference` to `result`; without factors the parts of cost and
  /// CO2 are NaN.
  void add(const models::BuildingResult& result, const models::BuildingResult& reference, const std::optional<Factors>& factors);
};

/// The change of every group from one scenario to another, groups in the order of their names. NaN where no building
/// counts. Heat and electricity are on the
/// grid of 2^-20 kWh, so their parts add up to the last bit; of cost and CO2 the last part takes up what rounding leaves.
[[nodiscard]] std::vector<ChangeCauses> change_causes(const Results& results, std::size_t scenario, std::size_t reference,
                                                      GroupBy by);

}  // namespace tvilling::scenarios
