// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "core/variable.hpp"
#include "models/catalog.hpp"
#include "scenarios/economics/key_figures.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/uncertainty/statistics.hpp"
#include "scenarios/uncertainty/uncertain_input.hpp"

namespace tvilling::scenarios {

/// Key figures of a scenario, of the whole city, in the order of kKeyFigureVariables. `change_*` is against the baseline of the
/// same draw.
enum class KeyFigure : std::size_t {
  heat,
  electricity,
  water,
  co2,
  cost,
  change_heat,
  change_electricity,
  change_water,
  change_co2,
  change_cost,
  investment,
  saving,
  npv,
  payback,
  profitability,
  dkk_per_tonne_co2,
};
inline constexpr std::array kKeyFigureVariables{
    models::kAnnualVariables[models::index(models::Annual::heat)],
    models::kAnnualVariables[models::index(models::Annual::electricity)],
    models::kAnnualVariables[models::index(models::Annual::water)],
    models::kAnnualVariables[models::index(models::Annual::co2)],
    models::kAnnualVariables[models::index(models::Annual::cost)],
    core::Variable{"change_heat_kwh", "kW h", "Change of delivered heat", "time: sum"},
    core::Variable{"change_electricity_kwh", "kW h", "Change of electricity bought", "time: sum"},
    core::Variable{"change_water_m3", "m3", "Change of water use", "time: sum"},
    core::Variable{"change_co2_kg", "kg", "Change of greenhouse gas emission", "time: sum"},
    core::Variable{"change_cost_dkk", "DKK", "Change of the energy and water bill", "time: sum"},
    kEconomicVariables[index(Economic::investment)],
    kEconomicVariables[index(Economic::saving)],
    kEconomicVariables[index(Economic::npv)],
    core::Variable{"payback_years", "1", "Investment over saving per year (years); infinite when nothing is saved", ""},
    core::Variable{"profitability", "1", "Rentabilitet: saving per year x life / investment", ""},
    core::Variable{"dkk_per_tonne_co2", "DKK", "Minus net present value per tonne of CO2 saved within the horizon", ""},
};
inline constexpr std::size_t kKeyFigureCount = kKeyFigureVariables.size();
static_assert(kKeyFigureCount == static_cast<std::size_t>(KeyFigure::dkk_per_tonne_co2) + 1);
[[nodiscard]] constexpr std::size_t index(KeyFigure f) noexcept {
  return static_cast<std::size_t>(f);
}
using KeyFigureRow = std::array<double, kKeyFigureCount>;

/// What a building's baseline is per gross floor area, in the order of kIntensityVariables.
enum class Intensity : std::size_t { heat, cost, co2 };
inline constexpr std::array kIntensityVariables{
    core::Variable{"heat_kwh_m2", "kW h m-2", "Delivered heat per gross floor area in the baseline", "time: sum"},
    core::Variable{"cost_dkk_m2", "DKK m-2", "Energy and water bill per gross floor area in the baseline", "time: sum"},
    core::Variable{"co2_kg_m2", "kg m-2", "Greenhouse gas emission per gross floor area in the baseline", "time: sum"},
};
inline constexpr std::size_t kIntensityCount = kIntensityVariables.size();
[[nodiscard]] constexpr std::size_t index(Intensity v) noexcept {
  return static_cast<std::size_t>(v);
}

/// What is kept of a draw, or of the unchanged portfolio.
struct DrawResult {
  std::vector<KeyFigureRow> figures;  ///< [scenario]
  std::vector<std::int32_t>
      counted;  ///< [scenario]: buildings in its sums, those that could be simulated in it and in the baseline
  std::array<std::vector<double>, kIntensityCount> intensity;  ///< [building]; NaN: not simulated
  std::vector<std::int32_t> clamped;                           ///< [input]: numbers put at the end of their range
};

/// What the scenario's quantity moves with: rank correlations are of these with each input of the city.
inline constexpr std::array kMoved{KeyFigure::change_heat, KeyFigure::saving, KeyFigure::npv};

struct ScenarioSpread {
  std::array<Quantiles, kKeyFigureCount> figures{};
  double npv_positive_fraction = 0.0;  ///< of the draws
  double within_payback_limit_fraction = 0.0;
  double profitable_fraction = 0.0;                                 ///< in which KeyFigures::profitable holds
  std::vector<std::array<double, kMoved.size()>> rank_correlation;  ///< [input]; NaN: drawn per building, or nothing moves
};

struct BuildingSpread {
  std::array<Quantiles, kIntensityCount> intensity{};
  Quantiles rank{};                          ///< by heat per area, 1 is the worst
  std::size_t plain_rank = 0;                ///< of the unchanged portfolio; 0: not simulated
  double worst_fraction = models::kMissing;  ///< of the draws, in which it is among the worst; NaN: simulated in none
  /// Share of the draws that agree with the unchanged portfolio whether it is among the worst; NaN: not simulated in it, or in
  /// none.
  double rank_certainty = models::kMissing;
};

struct UncertaintySpread {
  std::vector<ScenarioSpread> scenarios;
  std::vector<BuildingSpread> buildings;
};

/// P10, P50, P90, shares and ranks of draws. `city`: the inputs' values by draw ([draw][input], NaN: per building). Fixed order:
/// equal draws give equal bits.
[[nodiscard]] UncertaintySpread spread_of(const DrawResult& plain, const std::vector<DrawResult>& draws,
                                          const std::vector<std::vector<double>>& city, std::size_t worst,
                                          const EconomicSettings& settings);

}  // namespace tvilling::scenarios
