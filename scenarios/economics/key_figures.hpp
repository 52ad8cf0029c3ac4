// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "core/variable.hpp"
#include "models/building/simulate.hpp"
#include "scenarios/economics/investment.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/economics/settings.hpp"

namespace tvilling::scenarios {

/// Money of a building in a scenario against the baseline, in the order of kEconomicVariables. All add up over buildings but
/// lifetime_years, which is 0 where nothing is paid.
enum class Economic : std::size_t {
  investment,
  investment_present,
  lifetime,
  maintenance,
  saving,
  saving_present,
  npv,
  change_rent,
  change_internal_rent,
  premises_once,
  premises_sale,
};
inline constexpr std::array kEconomicVariables{
    core::Variable{"investment_dkk", "DKK", "Investment with client's costs, without VAT", ""},
    core::Variable{"investment_present_dkk", "DKK", "Present value of investment and renewals, less the rest value", ""},
    core::Variable{"lifetime_years", "1", "Technical life of the measures, weighted by investment (years)", ""},
    core::Variable{"maintenance_dkk", "DKK", "Maintenance per year, more than in the baseline", "time: sum"},
    core::Variable{"saving_dkk", "DKK", "Saving per year: energy and water bill and rent to third parties, less maintenance",
                   "time: sum"},
    core::Variable{"saving_present_dkk", "DKK", "Present value of the savings over the horizon", ""},
    core::Variable{"npv_dkk", "DKK", "Net present value over the horizon", ""},
    core::Variable{"change_rent_dkk", "DKK", "Change of rent to third parties, less rent of tenants, per year", "time: sum"},
    core::Variable{"change_internal_rent_dkk", "DKK", "Change of rent between the municipality's own budgets, per year",
                   "time: sum"},
    core::Variable{"premises_once_dkk", "DKK",
                   "Part of the investment that is paid once for premises: moving, fit-out, restoration, rent of the notice", ""},
    core::Variable{"premises_sale_dkk", "DKK", "Part of the investment: proceeds of premises that are sold, negative", ""},
};
inline constexpr std::size_t kEconomicCount = kEconomicVariables.size();
static_assert(kEconomicCount == static_cast<std::size_t>(Economic::premises_sale) + 1);
[[nodiscard]] constexpr std::size_t index(Economic v) noexcept {
  return static_cast<std::size_t>(v);
}
using EconomicResult = std::array<double, kEconomicCount>;

/// Present value at the time of the investment of 1 DKK at the end of each of the years 1 to `years`, each higher by
/// `rise_fraction_year` than the one before (0: constant). 0 for no years.
[[nodiscard]] double present_value_factor(std::span<const DiscountStep> discount, int years, double rise_fraction_year = 0.0);

/// Present value of 1 DKK at the end of year `year` (0: today).
[[nodiscard]] double discount_factor(std::span<const DiscountStep> discount, int year);

/// Present value of an investment now that is renewed after every `lifetime_years` within the horizon; what is left of the last
/// one at its end, straight line, is taken off. Without a life (0: operation) it is paid once and nothing is left.
[[nodiscard]] double present_investment_dkk(double investment_dkk, double lifetime_years, const EconomicSettings& settings);

/// A building's year and what its bill rests on beside the year.
struct Billed {
  const models::Building* building = nullptr;
  const models::BuildingResult* result = nullptr;
};

/// A scenario's use as it is counted: of the change of a building's use of energy against the baseline (heat, heat power and
/// electric load: bought, and of its own solar cells) the realised share, up or down. What solar cells make, water and cooling
/// are as simulated; cells are used by the building as simulated, but never more than its load, and the rest is sold.
[[nodiscard]] BilledUse realised_use(const BilledUse& baseline, const BilledUse& scenario, double realised_saving_fraction);

/// A building's economy: what was paid and what the bill becomes, year by year, with the realised use. Investments are paid at
/// the beginning of the price level's year; the saving of each of the horizon's years counts at its end. All NaN where a result
/// is missing. `prices`: price_basis(settings), to be made once for many buildings.
[[nodiscard]] EconomicResult economic_result(std::span<const PaidMeasure> paid, const Billed& baseline, const Billed& scenario,
                                             const EconomicSettings& settings, const PriceBasis& prices);
[[nodiscard]] EconomicResult economic_result(std::span<const PaidMeasure> paid, const Billed& baseline, const Billed& scenario,
                                             const EconomicSettings& settings);

/// CO2 factors of the horizon's years, added up: kg per kWh that is saved in every one of them.
[[nodiscard]] EmissionFactors horizon_emissions(std::string_view factor_set, const EconomicSettings& settings);

/// CO2 saved over the horizon, with the realised use. `horizon`: horizon_emissions(). Sold electricity saves
/// none. NaN where a result is missing.
[[nodiscard]] double co2_saved_tonnes(const models::BuildingResult& baseline, const models::BuildingResult& scenario,
                                      const EconomicSettings& settings, const EmissionFactors& horizon);

/// Key figures of any sum of buildings. NaN where they are not defined (no investment, no saving).
struct KeyFigures {
  double payback_years = models::kMissing;  ///< investment / yearly saving; NaN when nothing is saved
  double profitability = models::kMissing;  ///< rentabilitet: yearly saving x life / investment; NaN when nothing is invested
  double npv_dkk = models::kMissing;
  double dkk_per_tonne_co2 = models::kMissing;  ///< -NPV over the CO2 saved within the horizon; negative: it pays to save it
  bool within_payback_limit = false;
  bool profitable = false;  ///< at or above the limit of rentabilitet, or saving without an investment
};
/// `co2_saved_tonnes`: over the horizon.
[[nodiscard]] KeyFigures key_figures(const EconomicResult& sum, double co2_saved_tonnes, const EconomicSettings& settings);

/// Adds a building: lifetimes are weighted by investment. A missing result makes the sum missing: leave such buildings out first.
void add(EconomicResult& sum, const EconomicResult& building);

}  // namespace tvilling::scenarios
