// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/thermal/network.hpp"
#include "models/fabric/fabric.hpp"

namespace tvilling::models {

/// A coefficient of a face: fixed (already in the network) or driven every step.
struct FilmDrive {
  bool driven = false;
  core::DriveId drive{};
};

/// A face of an element towards a zone.
struct InsideFace {
  core::NodeId node{};
  std::size_t zone = 0;
  std::size_t surface = 0;  ///< that it belongs to, or that holds its window
  bool glass = false;
  bool frame = false;
  bool far_side = false;  ///< the face beyond of a wall between zones, or of an internal mass
  double area_m2 = 0.0;
  double tilt_deg = 90.0;  ///< of the normal out of the zone
  double emissivity = 0.9;
  double solar_absorptance = 0.6;  ///< opaque faces; glass lets light out and absorbs it in its panes
  FilmDrive convection;
  FilmDrive radiation;
  core::SourceId sun{};  ///< W absorbed here (opaque faces of a building with layered glass)
};

/// A face of an element towards outdoors.
struct OutsideFace {
  core::NodeId node{};
  std::size_t surface = 0;
  std::optional<std::size_t> window;  ///< of glass and frames
  bool glass = false;
  double area_m2 = 0.0;
  double tilt_deg = 90.0;
  double azimuth_deg = 0.0;
  double height_m = 0.0;  ///< of its middle above the ground, for the wind
  double emissivity = 0.9;
  double solar_absorptance = 0.6;
  Roughness roughness = Roughness::rough;
  bool sun = true;
  bool wind = true;
  std::optional<double> fixed_convection_w_m2k;
  std::optional<double> fixed_radiation_w_m2k;
  FilmDrive air;  ///< convection, and long-wave to what is at air temperature
  FilmDrive sky;
  core::SourceId absorbed{};  ///< W absorbed here (opaque faces)
};

/// Glass of a window: where its panes take up sun, and its faces.
struct GlassPart {
  std::size_t window = 0;
  std::size_t inside_face = 0;
  std::size_t outside_face = 0;
  double area_m2 = 0.0;
  std::vector<core::SourceId> panes;  ///< W absorbed in each pane; empty for simple glass
};

/// The space between two panes, whose conductance follows their temperatures.
struct GapDrive {
  std::size_t window = 0;
  std::size_t gap = 0;  ///< of its glazing, outside to inside
  double area_m2 = 0.0;
  double tilt_deg = 90.0;
  core::NodeId outer{};
  core::NodeId inner{};
  core::DriveId drive{};
};

struct ZoneHandles {
  core::NodeId air{};
  core::NodeId radiant{};
  std::vector<std::size_t> faces;     ///< into inside_faces
  std::vector<core::SourceId> gains;  ///< one per gain of the zone, W
  core::SourceId sun{};               ///< W of sun spread over the zone (SunInside::area and simple glass)
  std::optional<std::size_t> thermostat;
};

/// A detailed building as a thermal network, with the handles that drive it.
struct FabricNetwork {
  core::ThermalNetwork network;
  core::BoundaryId outdoor{};
  core::BoundaryId sky{};
  std::vector<core::BoundaryId> given;  ///< one per GivenTemperature
  std::vector<ZoneHandles> zones;
  std::vector<InsideFace> inside_faces;
  std::vector<OutsideFace> outside_faces;
  std::vector<GlassPart> glass;
  std::vector<GapDrive> gaps;
  std::vector<core::DriveId> air_paths;  ///< one per AirPath
  bool sun_by_face = false;              ///< some glass is by layers, so that faces take up sun one by one

  core::TermId transmission_term{};
  core::TermId ventilation_term{};
  core::TermId infiltration_term{};
  core::TermId solar_term{};
  core::TermId internal_term{};
  core::TermId heating_term{};
  core::TermId cooling_term{};
};

/// Builds the network. The fabric must have been checked (see check_fabric). Throws Error (internal) for what cannot be built.
[[nodiscard]] FabricNetwork make_fabric_network(const Fabric& fabric);

}  // namespace tvilling::models
