// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/preflight/plausibility.hpp"
#include "scenarios/reconcile.hpp"

namespace tvilling::scenarios {

/// Names the likely cause of a ratio outside 0.5-2: the rules in order, the first that fits.
class CauseFinder {
 public:
  /// Both must outlive it.
  CauseFinder(const Reconciliation& rows, const ReconcileInput& input);

  /// Of a comparable row outside 0.5-2.
  [[nodiscard]] Cause cause_of(const ReconciledUse& row) const;
  /// What the ratio of a sound building is: the median of the usual ones of its use, where there are five (else of its carrier,
  /// else 1). The model may be off for a whole use; a meter is then measured against its peers.
  [[nodiscard]] double expected_ratio(const ReconciledUse& row) const;

 private:
  using Rule = std::optional<Cause> (CauseFinder::*)(const ReconciledUse&) const;
  using Medians = std::map<std::pair<models::Carrier, int>, double>;  ///< int: models::Use, or -1 for all
  static const std::array<Rule, 10> kRules;

  [[nodiscard]] std::optional<Cause> nothing_metered(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> large_unit_slip(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> other_carrier(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> whole_property(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> wrong_area(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> small_unit_slip(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> electric_heating(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> next_to_nothing(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> other_use(const ReconciledUse& row) const;
  [[nodiscard]] std::optional<Cause> model_inputs(const ReconciledUse& row) const;

  [[nodiscard]] const models::Building& building_of(const ReconciledUse& row) const;
  [[nodiscard]] double relative_ratio(const ReconciledUse& row) const { return row.best_ratio() / expected_ratio(row); }
  [[nodiscard]] std::optional<Cause> unit_slip(const ReconciledUse& row, bool large) const;
  /// The factor to kWh or m3 that all meters of the row have; nothing when they differ.
  [[nodiscard]] std::optional<double> stated_factor(const ReconciledUse& row) const;
  /// Simulated in the same weather as the best ratio.
  [[nodiscard]] double simulated(const ReconciledUse& row, models::Carrier carrier) const;
  [[nodiscard]] double metered(const ReconciledUse& row) const;

  const Reconciliation& rows_;
  const ReconcileInput& input_;
  models::Plausibility plausibility_;
  Medians medians_;
  std::map<std::string, std::vector<std::size_t>> properties_;  ///< buildings of each
  std::map<std::string, const models::Meter*> meters_;
};

}  // namespace tvilling::scenarios
