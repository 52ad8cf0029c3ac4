// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "core/thermal/network.hpp"

namespace tvilling::core {

/// An element between what is beyond it and the zone, condensed: massless nodes are gone (exactly: they hold no heat), except
/// the inner face. Nodes from outside to inside; the implicit step is
///   z_0 = capacity_0 / pivot_0 * T_0 + intake * q,   z_i = capacity_i / pivot_i * T_i + carry_i * z_(i-1)
///   T_last = z_last + share * radiant heat + to_air * T_air + to_radiant * T_radiant,   T_i = z_i + lower_i * T_(i+1)
/// with q = sum of beyond_w_k * T_boundary + sun_share * sun, and q - outward * T_0 the heat taken in.
struct StarElement {
  struct Beyond {
    BoundaryId boundary{};
    double conductance_w_k = 0.0;
  };
  struct Node {
    NodeId node{};
    double capacity_w_k = 0.0;  ///< C / dt
    double scaled = 0.0;        ///< capacity / pivot
    double carry = 0.0;         ///< of the node outside of it
    double lower = 0.0;         ///< of the node inside of it
  };
  std::vector<Node> nodes;
  std::vector<Beyond> beyond;
  std::optional<SourceId> sun;  ///< taken up by the outer face
  double sun_share = 0.0;       ///< of it that reaches the first node
  double outward_w_k = 0.0;
  double intake_k_w = 0.0;
  double air_w_k = 0.0;      ///< inner face to the zone's air
  double radiant_w_k = 0.0;  ///< inner face to the zone's mean radiant node
  double to_air = 0.0;
  double to_radiant = 0.0;
  double radiant_share = 0.0;  ///< of the zone's radiant heat, taken up by the inner face
  double share_k_w = 0.0;      ///< rise of z_last per W of the zone's radiant heat
};

/// How a source reaches the zone: straight to the air, and as radiant heat to the inner faces by their shares.
struct StarSource {
  double air = 0.0;
  double radiant = 0.0;
};

/// One zone (air and a massless mean radiant node) with elements around it: what most networks of buildings are. The
/// elements and the radiant node are eliminated once; an hour costs two multiplications and additions per node and one division.
///   e = sum over elements of (air_w_k + kappa * radiant_w_k) * z_last,   T_air = (e + C_air T_air_old + ...) / (pivot + driven)
///   T_radiant = inverse_radiant * r + kappa * T_air,   r = sum of radiant_w_k * z_last
struct Star {
  NodeId air{};
  NodeId radiant{};
  std::vector<StarElement> elements;
  std::vector<StarElement::Beyond> bridges;  ///< fixed links of the air
  std::vector<StarSource> sources;           ///< by SourceId; those of outer faces are zero here
  double air_capacity_w_k = 0.0;
  double pivot_w_k = 0.0;  ///< of the air, without driven links
  double kappa = 0.0;
  double inverse_radiant_k_w = 0.0;
  double control_air = 0.0;  ///< what the thermostat sees
  double control_radiant = 0.0;
};

/// The star that a network is, or nothing when it is another shape: more than one thermostat or zone, driven links elsewhere
/// than between the air and a boundary, elements that are no chains, sources with weights of another form. O(nodes).
[[nodiscard]] std::optional<Star> star_of(const ThermalNetwork& network, double step_s);

}  // namespace tvilling::core
