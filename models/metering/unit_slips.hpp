// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "models/metering/metering.hpp"

namespace tvilling::models {

/// A slip of units: what it multiplies metered use by (models/metering/data/unit_slips.csv).
struct UnitSlip {
  Carrier carrier = Carrier::heat;
  std::string stated;
  std::string likely;
  double factor = 1.0;
  double tolerance = 1.0;  ///< as a factor, both ways

  /// Far outside what a building's own spread makes.
  [[nodiscard]] bool is_large() const noexcept;
  /// Whether meters with this factor to kWh or m3 have the stated unit.
  [[nodiscard]] bool is_stated(double meter_factor) const;
};
/// Throws core::Error (internal) when the table is broken.
[[nodiscard]] std::span<const UnitSlip> unit_slips();

}  // namespace tvilling::models
