// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/metering/metering.hpp"
#include "models/weather/weather.hpp"

namespace tvilling::scenarios {

using DegreeDayMonths = std::array<double, 12>;
[[nodiscard]] double sum_of(const DegreeDayMonths& months) noexcept;

/// Degree-days of the months of weather that is simulated: the sum of 17 - Tm over days with a mean Tm below 17 degC.
[[nodiscard]] DegreeDayMonths degree_days_of_simulated(const models::Weather& weather);

/// Where the normal year comes from.
enum class NormalSource : std::uint8_t { option, table, simulated_weather };
inline constexpr std::array<std::string_view, 3> kNormalSourceNames{"as asked for", "of the degree_days table",
                                                                    "of the weather that is simulated"};
[[nodiscard]] constexpr std::string_view to_string(NormalSource source) noexcept {
  return kNormalSourceNames[static_cast<std::size_t>(source)];
}

struct NormalYear {
  double degree_days = models::kMissing;  ///< of the latest year, where the table has several
  NormalSource source = NormalSource::simulated_weather;
  double simulated_degree_days = models::kMissing;  ///< of the weather that is simulated
};

/// Degree-days of a year, and of the normal year it is corrected to.
struct YearDegreeDays {
  double degree_days = models::kMissing;
  double normal = models::kMissing;
};

/// The degree-days that metered years are corrected by.
class CorrectionYears {
 public:
  /// `table` goes before `weather` (measured). The normal year: `asked` (NaN: none), else the table's, else `simulated`.
  CorrectionYears(std::span<const models::DegreeDays> table, std::span<const models::DegreeDays> weather, double asked,
                  const DegreeDayMonths& simulated);

  [[nodiscard]] const NormalYear& normal() const noexcept { return normal_; }
  [[nodiscard]] YearDegreeDays of(int year) const;
  /// Heat as in the normal year of 365 days; NaN without degree-days.
  [[nodiscard]] double corrected(const models::MeteredUse& use, double guf) const;

 private:
  std::vector<models::DegreeDays> rows_;
  NormalYear normal_;
};

}  // namespace tvilling::scenarios
