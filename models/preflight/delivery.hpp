// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/plausibility.hpp"

namespace tvilling::models {

/// What changed between two deliveries of a portfolio, in counts and totals. Given numbers only: what is filled does not count.
struct DeliveryChanges {
  std::size_t buildings_before = 0;
  std::size_t buildings_now = 0;
  std::size_t new_buildings = 0;   ///< without those that were renamed
  std::size_t gone_buildings = 0;  ///< likewise
  std::size_t renamed = 0;
  std::size_t kept_out = 0;  ///< in one of them with a row that stops: neither new nor gone
  std::size_t use_changed = 0;
  std::size_t area_changed = 0;
  std::size_t year_changed = 0;
  std::size_t property_changed = 0;
  std::size_t administration_changed = 0;
  double area_before_m2 = 0.0;
  double area_now_m2 = 0.0;

  /// NaN without area before.
  [[nodiscard]] double area_change_fraction() const noexcept;
};

/// Counts what changed, with a finding for each building and change.
[[nodiscard]] DeliveryChanges compare_deliveries(const Portfolio& before, const Portfolio& now, const Plausibility& rules,
                                                 core::Findings& findings);

/// What came over from an earlier delivery.
struct CarriedForward {
  std::filesystem::path overrides;  ///< the file that was written; empty when nothing had to be
  std::size_t set_asides = 0;
  std::size_t locks = 0;
  std::filesystem::path links;  ///< likewise
  std::size_t lost = 0;         ///< entries and links whose row is not there any more
};

struct Delivery {
  std::filesystem::path path;
  const Portfolio& portfolio;
};

/// Writes the overrides of the earlier delivery beside the new one, without those that lost their row, and copies its links; a
/// unit that could not be moved before and can now is locked. What is lost is a finding. Throws Error (wrong_usage) and writes
/// nothing when the new delivery has overrides or links of its own that say less or otherwise.
CarriedForward carry_forward(const Delivery& before, const Delivery& now, const std::string& today, core::Findings& findings);

}  // namespace tvilling::models
