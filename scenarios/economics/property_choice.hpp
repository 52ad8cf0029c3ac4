// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/missing.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

/// What may become of a property.
enum class PropertyOption : std::uint8_t { keep, renovate, sell };
inline constexpr std::array<std::string_view, 3> kPropertyOptionNames{"keep", "renovate", "sell"};
[[nodiscard]] constexpr std::string_view to_string(PropertyOption option) noexcept {
  return kPropertyOptionNames[static_cast<std::size_t>(option)];
}

/// Present values over the horizon; costs positive.
struct OptionCost {
  double bill_dkk = 0.0;        ///< energy and water, and what measures need of maintenance
  double investment_dkk = 0.0;  ///< measures with their renewals, less their rest value
  double backlog_dkk = 0.0;     ///< put-off maintenance
  double rent_dkk = 0.0;        ///< of premises elsewhere
  double value_dkk = 0.0;       ///< of the property: when sold now, or still owned at the horizon's end
  [[nodiscard]] double total_dkk() const noexcept { return bill_dkk + investment_dkk + backlog_dkk + rent_dkk - value_dkk; }
};

/// Keep, renovate or sell: a building, or the buildings of a property together.
struct PropertyChoice {
  std::string id;                      ///< building_id or property_id
  std::vector<std::size_t> buildings;  ///< counted: those of which enough is known
  std::size_t left_out = 0;            ///< buildings of the property of which it is not
  std::size_t growth_unknown = 0;      ///< counted with a backlog that does not grow, for nobody knows its growth
  OptionCost keep;
  OptionCost renovate;
  OptionCost sell;
  std::string scenario;  ///< of `renovate`; empty: no scenario does anything here, only the backlog is mended
  PropertyOption cheapest = PropertyOption::keep;
  double break_even_rent_dkk_m2 = models::kMissing;  ///< a year: below it selling is cheapest
};

struct PropertyChoices {
  std::vector<PropertyChoice> buildings;   ///< in the file's order
  std::vector<PropertyChoice> properties;  ///< in the order of their first building; none for buildings without a property
  std::size_t without_backlog = 0;         ///< buildings left out: nobody knows their backlog
  std::size_t without_sale_value = 0;      ///< buildings left out for this alone
  std::size_t failed = 0;                  ///< buildings left out for want of a result in the baseline
};

/// Compares over the horizon, in present values:
/// keep: today's bill every year; the backlog grows (backlog_growth_fraction) and is paid at the horizon's end.
/// renovate: the scenario with the largest NPV, and the backlog paid today at today's price.
/// sell: the sale value today, no bill and no backlog after it, but rent elsewhere for the same gross area
/// (replacement_rent_dkk_m2; 0 where nobody needs the premises): whoever sells what is used must house the users.
/// Energy of the premises elsewhere is not counted: nobody knows them.
/// Who keeps or renovates still owns the sale value (real, unchanged) at the horizon's end. Of equal ones the first of keep,
/// renovate, sell. `settings`: those of the run (money_of). Throws Error (bad_input) for results without economics.
[[nodiscard]] PropertyChoices property_choices(const Results& results, const EconomicSettings& settings);

}  // namespace tvilling::scenarios
