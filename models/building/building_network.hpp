// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/thermal/network.hpp"
#include "core/time_axis.hpp"
#include "models/building/building.hpp"
#include "models/building/element.hpp"
#include "models/building/envelope.hpp"

namespace tvilling::models {

/// Sun on one plane of a building: falling on opaque surfaces (absorbed outside) and through windows.
struct SunPlane {
  bool roof = false;
  int compass = 0;                         ///< of a wall (see SolarTable)
  double aperture_m2 = 0.0;                ///< window area x glazed share x g x (1 - shading): W let in per W/m2
  double absorbing_m2 = 0.0;               ///< opaque area x absorptance: W taken up outside per W/m2
  std::optional<core::SourceId> absorbed;  ///< none where all is window
};

/// A building as one heated zone: its thermal network and the handles that the hourly run needs.
struct BuildingNetwork {
  core::ThermalNetwork network;
  Envelope envelope;

  core::BoundaryId outdoor{};
  core::BoundaryId sky{};
  core::BoundaryId ground{};
  std::array<double, core::kMonths> ground_degc{};

  core::DriveId ventilation{};
  core::DriveId infiltration{};

  core::SourceId solar{};
  core::SourceId internal{};
  std::vector<SunPlane> planes;

  core::TermId transmission_term{};
  core::TermId ventilation_term{};
  core::TermId infiltration_term{};
  core::TermId solar_term{};
  core::TermId internal_term{};

  core::NodeId air{};
  core::NodeId radiant{};  ///< mean radiant temperature of its surfaces
};

/// What a zone's thermostat looks at, and how its heat comes into the room.
struct ZoneControl {
  bool operative = true;  ///< half air, half surfaces; else the air
  double heating_convective_fraction = kConvectiveHeating;
};

/// Absorptance of outside surfaces for sun (ISO 52016-1 default for middle colours).
inline constexpr double kSolarAbsorptance = 0.6;

/// Builds the network of a heated building, as the detailed building (Fabric) that the archetype stands for: four facades with
/// windows, roof, ground floor (ISO 13370), party walls and partitions, with the options of the city (city_fabric_options).
/// Every number of the building must be known and in range.
[[nodiscard]] BuildingNetwork make_building_network(const Building& building,
                                                    const std::array<double, core::kMonths>& outdoor_monthly_degc,
                                                    const ZoneControl& control = {});

}  // namespace tvilling::models
