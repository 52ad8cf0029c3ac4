// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "models/building/origin.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/reconcile_baseline.hpp"
#include "scenarios/reconcile_degree_days.hpp"

/// Metered use, corrected to the normal year, against simulated use (docs/physics/reconciliation.md).
namespace tvilling::scenarios {

/// What is compared. Metered gas counts as heat.
inline constexpr std::array kReconciledCarriers{models::Carrier::heat, models::Carrier::electricity, models::Carrier::water};

/// A ratio metered/simulated outside is told with its likely cause.
inline constexpr double kLeastRatio = 0.5;
inline constexpr double kMostRatio = 2.0;
[[nodiscard]] constexpr bool ratio_is_usual(double ratio) noexcept {
  return ratio >= kLeastRatio && ratio <= kMostRatio;
}

/// Whether a building's carrier and year can be compared, or why not.
enum class Comparable : std::uint8_t { yes, not_metered, negative, not_simulated, nothing_simulated };
inline constexpr std::array<std::string_view, 5> kComparableNames{"yes", "no usable metered year", "metered use is negative",
                                                                  "the simulation failed", "nothing is simulated"};
[[nodiscard]] constexpr std::string_view to_string(Comparable comparable) noexcept {
  return kComparableNames[static_cast<std::size_t>(comparable)];
}

/// The likely cause of a ratio outside 0.5-2. Never applied.
enum class CauseKind : std::uint8_t { unit, stopped, property, carrier, electric_heating, area, use, model, unexplained };
inline constexpr std::array<std::string_view, 9> kCauseNames{"unit", "stopped", "property", "carrier",    "electric_heating",
                                                             "area", "use",     "model",    "unexplained"};
[[nodiscard]] constexpr std::string_view to_string(CauseKind kind) noexcept {
  return kCauseNames[static_cast<std::size_t>(kind)];
}
struct Cause {
  CauseKind kind = CauseKind::unexplained;
  std::string text;  ///< "likely MWh read as kWh"
  std::string hint;  ///< what to look at
};

/// A building's metered and simulated use of one carrier in one year, in kWh or m3.
struct ReconciledUse {
  std::size_t building = 0;  ///< place in the portfolio
  models::Carrier carrier = models::Carrier::heat;
  int year = 0;
  double metered = models::kMissing;           ///< of the calendar year
  double metered_365_days = models::kMissing;  ///< without 29 February, which is never simulated
  double degree_days = models::kMissing;       ///< of the metered year; of heat only, as the next three
  double normal_degree_days = models::kMissing;
  double guf = models::kMissing;  ///< part that does not follow the weather
  bool corrected = false;
  double normal = models::kMissing;  ///< metered, as it would be in the normal year; as metered where it is not corrected
  double simulated = models::kMissing;
  double ratio = models::kMissing;               ///< normal / simulated
  double simulated_measured = models::kMissing;  ///< with the weather measured in that year
  double ratio_measured = models::kMissing;      ///< metered_365_days / simulated_measured
  double filled_fraction = 0.0;
  std::uint16_t flags = 0;                          ///< of models::ReadingFlag
  models::Origin origin = models::Origin::metered;  ///< filled: with gaps that were filled
  bool gas = false;                                 ///< some of the heat is metered as gas
  std::vector<std::string> meters;
  Comparable comparable = Comparable::not_metered;
  std::optional<Cause> cause;

  /// The better of the two comparisons that there is.
  [[nodiscard]] double best_ratio() const noexcept;
};

/// Sums over the comparable buildings of a group, with their coverage.
struct ReconciledTotal {
  models::Carrier carrier = models::Carrier::heat;
  int year = 0;
  std::string group;           ///< "all", a use or an administration
  std::size_t buildings = 0;   ///< of the group
  double area_m2 = 0.0;        ///< of the group
  std::size_t comparable = 0;  ///< in the sums
  double comparable_m2 = 0.0;
  std::size_t outside = 0;  ///< of the comparable, with a ratio outside 0.5-2
  double metered = 0.0;
  double normal = 0.0;
  double simulated = 0.0;
  double filled = 0.0;            ///< part of `metered` that was filled
  std::size_t measured = 0;       ///< compared with the measured weather too
  double metered_measured = 0.0;  ///< without 29 February
  double simulated_measured = 0.0;

  [[nodiscard]] double ratio() const noexcept { return normal / simulated; }
  [[nodiscard]] double ratio_measured() const noexcept { return metered_measured / simulated_measured; }
};

enum class ReconcileBy { total, use, administration };

/// A building's row of every carrier and year that some building is metered in.
struct CarrierYear {
  models::Carrier carrier = models::Carrier::heat;
  int year = 0;
  friend auto operator<=>(const CarrierYear&, const CarrierYear&) = default;
};

struct Reconciliation {
  NormalYear normal;
  std::vector<CarrierYear> columns;  ///< sorted
  std::vector<ReconciledUse> rows;   ///< building by building, each with all `columns`

  [[nodiscard]] const ReconciledUse& at(std::size_t building, std::size_t column) const {
    return rows[building * columns.size() + column];
  }
  /// The row of a carrier and year; nothing when no building is metered then.
  [[nodiscard]] const ReconciledUse* find(std::size_t building, models::Carrier carrier, int year) const;
};

/// What is reconciled. Everything is in the portfolio's order.
struct ReconcileInput {
  const models::Portfolio& portfolio;  ///< filled
  const models::Metering& metering;
  const SimulatedYear& baseline;                            ///< with the weather of the scenarios
  std::span<const MeasuredBaseline> measured;               ///< metered years with the weather measured in them
  DegreeDayMonths baseline_degree_days;                     ///< of the weather of the scenarios
  std::span<const models::DegreeDays> weather_degree_days;  ///< of measured weather
};

struct ReconcileOptions {
  int year = 0;  ///< only this one; 0: all metered years
  double normal_degree_days =
      models::kMissing;  ///< before that of the degree_days table; missing: the table's, else the weather's
};

/// Compares every metered building, carrier and year. Findings: one for each building and carrier whose latest comparable year is
/// outside 0.5-2, with the likely cause, and what holds for all. Pure. Throws Error (wrong_usage) when the baseline is not of
/// this portfolio.
[[nodiscard]] Reconciliation reconcile(const ReconcileInput& input, const ReconcileOptions& options, core::Findings& findings);

/// Totals by carrier, year and group, sorted.
[[nodiscard]] std::vector<ReconciledTotal> reconciled_totals(const Reconciliation& reconciliation,
                                                             const models::Portfolio& portfolio, ReconcileBy by);

/// Rows outside 0.5-2 of the latest comparable year of each building and carrier, farthest first.
[[nodiscard]] std::vector<const ReconciledUse*> worst_ratios(const Reconciliation& reconciliation);

/// The latest comparable row of a building and carrier; nothing when there is none.
[[nodiscard]] const ReconciledUse* latest_comparable(const Reconciliation& reconciliation, std::size_t building,
                                                     models::Carrier carrier);

}  // namespace tvilling::scenarios
