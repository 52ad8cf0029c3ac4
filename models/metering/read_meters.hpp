// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "models/metering/metering.hpp"

namespace tvilling::models {

/// The meters and what buildings have of them, without readings.
struct MeterTables {
  std::vector<Meter> meters;         ///< sorted by meter_id
  std::vector<MeterShare> shares;    ///< whole and sound: by meter, then building
  std::vector<MeterShare> unshared;  ///< buildings that a meter without shares covers; no number
  std::set<std::string> left_out;    ///< ids of meters whose row stopped
  std::vector<InputFile> inputs;
};

/// Reads meters and meter_shares and finds the buildings of each meter: by its shares, else its building, else the only building
/// of its property. A meter whose buildings stay unknown is kept without shares (told).
[[nodiscard]] MeterTables read_meter_tables(const PortfolioSource& source, const Portfolio& portfolio, core::Findings& findings);

}  // namespace tvilling::models
