// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/thermal/network.hpp"
#include "core/time_axis.hpp"
#include "models/building/building_network.hpp"

namespace tvilling::models {

/// A heated zone in the network of its building.
struct HeatedZone {
  std::size_t zone = 0;  ///< place in zones_of(building)
  BuildingNetwork net;   ///< handles into the building's network; its own is empty
  std::uint32_t first_node = 0;
  std::uint32_t end_node = 0;
};

/// The heated zones of a building and what they have in common.
struct ZonedNetwork {
  core::ThermalNetwork network;
  std::vector<HeatedZone> zones;  ///< their thermostats have the same order
};

/// Takes a zone's network into that of its building, unconnected to the other zones. `zone`: its place in zones_of(building).
[[nodiscard]] HeatedZone append_zone(core::ThermalNetwork& network, BuildingNetwork net, std::size_t zone);

/// One network of all heated zones; each link joins the air of its two zones. An unheated zone has no temperature of its own:
/// links to it are left out. Without links the zones are solved apart.
[[nodiscard]] ZonedNetwork make_zoned_network(const Building& building,
                                              const std::array<double, core::kMonths>& outdoor_monthly_degc);

}  // namespace tvilling::models
