// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>

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
  double cost_dkk = 0.0;
  double open_h = 0.0;                                    ///< hours of the year
  std::array<double, kSeasonNames.size()> heat_kwh_of{};  ///< year, winter half, summer half
  std::array<double, kSeasonNames.size()> electricity_kwh_of{};
  std::array<double, kSeasonNames.size()> open_h_of{};
};
/// `week` less `from`, each term.
[[nodiscard]] WeekEnergy difference(const WeekEnergy& week, const WeekEnergy& from) noexcept;

/// A building's week as it is used. Of a pool hall, presence has its visits, in any unit.
[[nodiscard]] models::UseWeek week_in_use(const models::Building& building, const Capacity& capacity, std::size_t place);

/// Simulates buildings with weeks of their own, one after the other; one for each thread.
class WeekRun {
 public:
  /// `environment` is copied: its profiles are replaced.
  WeekRun(const models::Environment& environment, const Tariff& tariff, const EmissionFactors& factors)
      : environment_(environment), tariff_(tariff), factors_(factors) {}

  /// All zones of the building are open as the week says: the building opens as a whole. Hot water and water keep the year's sum.
  /// Throws as models::simulate_building.
  [[nodiscard]] WeekEnergy run(const models::Building& building, const models::UseWeek& week);

 private:
  models::Environment environment_;
  Tariff tariff_;
  EmissionFactors factors_;
  models::HourlySeries hourly_;
};

}  // namespace tvilling::scenarios
