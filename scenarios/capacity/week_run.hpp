// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <set>

#include "models/building/occupancy.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/capacity/capacity.hpp"
#include "scenarios/economics/bill.hpp"

namespace tvilling::scenarios {

/// Energy of a year and what it costs.
struct WeekEnergy {
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
  double co2_kg = 0.0;
  double cost_dkk = 0.0;   ///< the whole bill
  double power_dkk = 0.0;  ///< the part of it that the yearly peak of heat has: it does not add up over hours
  double open_h = 0.0;     ///< hours of the year
  std::array<double, kSeasonNames.size()> heat_kwh_of{};  ///< year, winter half, summer half
  std::array<double, kSeasonNames.size()> electricity_kwh_of{};
  std::array<double, kSeasonNames.size()> open_h_of{};
};
/// `week` less `from`, each term.
[[nodiscard]] WeekEnergy difference(const WeekEnergy& week, const WeekEnergy& from) noexcept;

/// A building's week as it is used. Of a pool hall, presence has its visits, in any unit.
[[nodiscard]] models::UseWeek week_in_use(const models::Building& building, const Capacity& capacity, std::size_t place);

/// What opens with the week and what does not: where a building has people of its own and zones of other uses than the spaces to
/// be booked, those zones keep the hours of its own people (a school whose gymnasium is booked). Else it opens as a whole.
struct OwnZones {
  std::set<models::Use> uses;  ///< of the zones that keep to `week`; empty: none
  models::UseWeek week;
};
[[nodiscard]] OwnZones own_zones(const models::Building& building, const Capacity& capacity, std::size_t place);

/// Simulates buildings with weeks of their own, one after the other; one for each thread.
class WeekRun {
 public:
  /// `environment` is copied: its profiles are replaced.
  WeekRun(const models::Environment& environment, const Tariff& tariff, const EmissionFactors& factors)
      : environment_(environment), tariff_(tariff), factors_(factors) {}

  /// The zones of the building are open as the week says, but `own`. Hot water and water keep the year's sum. Throws as
  /// models::simulate_building.
  [[nodiscard]] WeekEnergy run(const models::Building& building, const models::UseWeek& week, const OwnZones& own);

 private:
  models::Environment environment_;
  Tariff tariff_;
  EmissionFactors factors_;
  models::HourlySeries hourly_;
};

}  // namespace tvilling::scenarios
