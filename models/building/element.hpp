// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/thermal/network.hpp"

namespace tvilling::models {

/// Constants of EN ISO 52016-1 (tables B.8 to B.11; domain.md B2).
inline constexpr double kInsideRadiation_w_m2k = 5.13;
inline constexpr double kOutsideConvection_w_m2k = 20.0;
inline constexpr double kOutsideRadiation_w_m2k = 4.14;
inline constexpr double kConvectiveInternal = 0.40;
inline constexpr double kConvectiveSolar = 0.10;
inline constexpr double kConvectiveHeating = 0.40;

/// Convection inside by the direction of the heat flow [W/(m2 K)].
inline constexpr double kConvectionHorizontal_w_m2k = 2.5;
inline constexpr double kConvectionUpward_w_m2k = 5.0;    ///< ceiling below a cold roof
inline constexpr double kConvectionDownward_w_m2k = 0.7;  ///< floor above cold ground

/// Where the mass of an opaque element lies (ISO 52016-1 classes I, E, IE, D, M).
enum class MassClass { inside, outside, both_sides, distributed, middle };

/// A zone's own nodes and the inside surfaces linked to them so far.
struct ZoneNodes {
  core::NodeId air{};
  core::NodeId radiant{};                                 ///< mean radiant node: surfaces exchange long-wave radiation through it
  std::vector<std::pair<core::NodeId, double>> surfaces;  ///< inside surface node, area [m2]
};

/// Adds the air node (with its furniture) and the mean radiant node of a zone.
[[nodiscard]] ZoneNodes add_zone(core::ThermalNetwork& network, double air_capacity_j_k);

/// An element of the envelope or inside the zone. Resistances are between the surfaces, without films.
struct Element {
  std::string_view name;
  double area_m2 = 0.0;
  double resistance_m2k_w = 0.0;
  double heat_capacity_j_m2k = 0.0;  ///< kappa_m; 0 for windows
  MassClass mass = MassClass::distributed;
  double inside_convection_w_m2k = kConvectionHorizontal_w_m2k;
};

/// Resistance between the surfaces from a U-value: 1/U less the films inside and outside [m2 K/W]. At least 0.01, so that very
/// poor constructions (U above about 5.6) stay solvable.
[[nodiscard]] double resistance_of_u_value_m2k_w(double u_value_w_m2k, double inside_convection_w_m2k);

/// Five nodes with conductances 6/R, 3/R, 3/R, 6/R; returns the outside surface node (ISO 52016-1, 6.5.7.2).
core::NodeId add_opaque(core::ThermalNetwork& network, ZoneNodes& zone, const Element& element);

/// Two nodes without mass (ISO 52016-1, 6.5.7.3); returns the outside surface node.
core::NodeId add_window(core::ThermalNetwork& network, ZoneNodes& zone, const Element& element);

/// Ground floor: five nodes with half a metre of ground in the second (ISO 52016-1, 6.5.7.4); returns the node that meets the
/// virtual layer of ISO 13370. `element.resistance_m2k_w` is the floor construction.
core::NodeId add_ground_floor(core::ThermalNetwork& network, ZoneNodes& zone, const Element& element);

/// Resistance and capacity of the half metre of ground (lambda 2 W/(m K)).
inline constexpr double kGroundResistance_m2k_w = 0.25;
inline constexpr double kGroundCapacity_j_m2k = 1.0e6;

/// Films of an outside surface to outdoor air and to the part `sky_view` of the sky.
struct OutsideBoundaries {
  core::BoundaryId outdoor{};
  core::BoundaryId sky{};
  core::TermId term{};
};
void connect_outdoors(core::ThermalNetwork& network, core::NodeId surface, double area_m2, double sky_view,
                      const OutsideBoundaries& boundaries);

/// Weights of heat given to a zone: `convective` to the air, the rest to the surfaces by area.
[[nodiscard]] std::vector<std::pair<core::NodeId, double>> zone_weights(const ZoneNodes& zone, double convective);

}  // namespace tvilling::models
