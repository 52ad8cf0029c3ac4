// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/thermal/network.hpp"
#include "core/time_axis.hpp"
#include "models/building/zone_network.hpp"
#include "models/swimming_hall/hall_zones.hpp"

namespace tvilling::models {

/// The handles of a basin that has water.
struct BasinNode {
  std::size_t basin = 0;  ///< place in SwimmingHall::basins
  core::NodeId water{};
  core::BoundaryId adjacent{};  ///< technical basement or ground
  core::DriveId convection{};   ///< with the hall air; outdoors with the outdoor air
  core::DriveId radiation{};    ///< with the surfaces of the hall; outdoors with the sky
  core::DriveId make_up{};
  core::SourceId evaporation{};  ///< negative
  core::SourceId pumps{};
  core::SourceId sun{};  ///< of an outdoor basin
  std::size_t thermostat = 0;
};

/// A hall as a thermal network: pool hall, rooms beside it, and a node of water for each basin.
struct HallNetwork {
  core::ThermalNetwork network;
  HeatedZone pool_hall;            ///< thermostat 0, on the air
  std::optional<HeatedZone> rest;  ///< thermostat 1
  std::vector<BasinNode> basins;   ///< without the closed ones
  core::BoundaryId cold_water{};
  core::SourceId air_gain{};  ///< to the hall air, W: fans, less the latent heat of the wet floor
  core::TermId make_up_term{};
  core::TermId basin_wall_term{};
  core::TermId outdoor_surface_term{};
  std::size_t thermostats = 0;
};

[[nodiscard]] HallNetwork make_hall_network(const SwimmingHall& hall, const HallZones& zones,
                                            const std::array<double, core::kMonths>& outdoor_monthly_degc);

}  // namespace tvilling::models
