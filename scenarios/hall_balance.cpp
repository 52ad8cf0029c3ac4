// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_balance.hpp"

#include <span>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

using models::Annual;
using models::HallTotal;
using models::HallTotals;

constexpr double kKgPerM3 = 1000.0;

/// A term of a balance: the sign is what it brings.
struct Term {
  HallTotal variable;
  double sign;
};

// hall_totals.hpp: every heat is positive into the building, so that only the storage changes sides.
constexpr std::array kHeat{
    Term{HallTotal::air_heating, 1.0},           Term{HallTotal::rest_heating, 1.0},
    Term{HallTotal::pool_heating, 1.0},          Term{HallTotal::pump_heat, 1.0},
    Term{HallTotal::hall_internal, 1.0},         Term{HallTotal::hall_solar, 1.0},
    Term{HallTotal::hall_transmission, 1.0},     Term{HallTotal::hall_infiltration, 1.0},
    Term{HallTotal::hall_ventilation, 1.0},      Term{HallTotal::evaporation_heat, 1.0},
    Term{HallTotal::deck_evaporation_heat, 1.0}, Term{HallTotal::fog_heat, 1.0},
    Term{HallTotal::make_up_heat, 1.0},          Term{HallTotal::basin_wall, 1.0},
    Term{HallTotal::outdoor_surface, 1.0},       Term{HallTotal::hall_storage, -1.0},
};
constexpr std::array kMoisture{
    Term{HallTotal::evaporation, 1.0},          Term{HallTotal::deck_evaporation, 1.0}, Term{HallTotal::people_moisture, 1.0},
    Term{HallTotal::outdoor_air_moisture, 1.0}, Term{HallTotal::heat_pump_water, 1.0},  Term{HallTotal::fog, 1.0},
    Term{HallTotal::moisture_storage, -1.0},
};
constexpr std::array kWater{
    Term{HallTotal::shower_water, 1.0}, Term{HallTotal::backwash_water, 1.0}, Term{HallTotal::make_up_water, 1.0},
    Term{HallTotal::other_water, 1.0},  Term{HallTotal::waste_water, -1.0},
};
/// Vapour as water.
struct EvaporatedTerm {
  HallTotal variable;
  std::string_view name;
};
constexpr std::array kEvaporated{
    EvaporatedTerm{HallTotal::evaporation, "evaporation_m3"},
    EvaporatedTerm{HallTotal::deck_evaporation, "deck_evaporation_m3"},
    EvaporatedTerm{HallTotal::outdoor_evaporation, "outdoor_evaporation_m3"},
};
constexpr std::array kDeliveredHeat{
    Term{HallTotal::air_heating, 1.0},     Term{HallTotal::rest_heating, 1.0},     Term{HallTotal::pool_heating, 1.0},
    Term{HallTotal::shower_heat, 1.0},     Term{HallTotal::grey_water_heat, -1.0}, Term{HallTotal::heat_pump_air, -1.0},
    Term{HallTotal::heat_pump_pool, -1.0},
};
constexpr std::array kElectricity{
    Term{HallTotal::pump_electricity, 1.0},      Term{HallTotal::fan_electricity, 1.0},   Term{HallTotal::light_electricity, 1.0},
    Term{HallTotal::heat_pump_electricity, 1.0}, Term{HallTotal::other_electricity, 1.0},
};

void add(HallBalance& balance, const HallTotals& hall, std::span<const Term> terms) {
  for (const Term& term : terms) {
    const core::Variable& variable = models::kHallVariables[models::index(term.variable)];
    balance.terms.push_back({variable.name, variable.long_name, term.sign * hall[term.variable]});
  }
}

void add(HallBalance& balance, const models::BuildingResult& result, Annual annual, double sign) {
  const core::Variable& variable = models::kAnnualVariables[models::index(annual)];
  balance.terms.push_back({variable.name, variable.long_name, sign * result.annual[models::index(annual)]});
}

}  // namespace

double HallBalance::sum() const noexcept {
  double sum = 0.0;
  for (const HallTerm& term : terms) sum += term.value;
  return sum;
}

std::vector<HallBalance> hall_balances(const models::BuildingResult& result) {
  if (result.hall == nullptr) throw core::Error(core::ErrorKind::bad_input, "a building without basins has no hall to balance");
  const HallTotals& hall = *result.hall;
  std::vector<HallBalance> balances{
      {HallBalanceKind::heat, "heat", "Heat of rooms and water", "kW h", {}},
      {HallBalanceKind::moisture, "moisture", "Vapour of the hall air", "kg", {}},
      {HallBalanceKind::water, "water", "Water", "m3", {}},
      {HallBalanceKind::delivered_heat, "delivered_heat", "Delivered heat by use", "kW h", {}},
      {HallBalanceKind::electricity, "electricity", "Electricity by use", "kW h", {}},
  };
  add(balances[0], hall, kHeat);
  add(balances[1], hall, kMoisture);
  add(balances[2], hall, kWater);
  for (const EvaporatedTerm& term : kEvaporated) {
    const std::string_view long_name = models::kHallVariables[models::index(term.variable)].long_name;
    balances[2].terms.push_back({term.name, long_name, -hall[term.variable] / kKgPerM3});
  }
  add(balances[3], hall, kDeliveredHeat);
  add(balances[3], result, Annual::plant_loss, 1.0);
  add(balances[3], result, Annual::heat, -1.0);
  add(balances[4], hall, kElectricity);
  add(balances[4], result, Annual::electricity, -1.0);
  if (result.annual[models::index(Annual::pv)] > 0.0) {  // what is used comes from the grid and from the roof
    add(balances[4], result, Annual::pv, -1.0);
    add(balances[4], result, Annual::electricity_sold, 1.0);
  }
  return balances;
}

}  // namespace tvilling::scenarios
