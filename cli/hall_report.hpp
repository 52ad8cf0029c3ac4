// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/building/simulate.hpp"
#include "scenarios/hall_balance.hpp"
#include "scenarios/hall_figures.hpp"

namespace tvilling::cli {

/// A hall in a scenario, and in the reference scenario that its changes are against (they may be the same one).
struct HallReport {
  std::string building_id;
  std::string name;  ///< may be empty
  std::string scenario;
  std::string reference;
  models::BuildingResult result;  ///< both have a hall
  models::BuildingResult before;

  [[nodiscard]] bool has_change() const noexcept { return scenario != reference; }
};

/// Hours in which water condenses on a construction, or mould can grow.
struct WetSurface {
  std::string_view construction;  ///< "walls", "roof", "windows", or "mould" for walls or roof that stay dry and yet grow it
  double hours = 0.0;
  double reference_hours = 0.0;
};

/// What is wet in the scenario or in its reference.
[[nodiscard]] std::vector<WetSurface> wet_surfaces(const HallReport& report);

/// A unit as people write it: "kW h m-2" gives "kWh/m2"; "1" gives nothing.
[[nodiscard]] std::string_view shown_unit(std::string_view unit) noexcept;

/// Condensation first, then balances with their sums, electricity and key figures.
[[nodiscard]] std::string hall_text(const HallReport& report);
[[nodiscard]] std::string hall_json(const HallReport& report);

/// Key figures of several halls, a line each, without balances; above them where water condenses. Of a scenario a second line
/// tells the changes.
[[nodiscard]] std::string halls_text(const std::vector<HallReport>& reports);
[[nodiscard]] std::string halls_json(const std::vector<HallReport>& reports);

}  // namespace tvilling::cli
