// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/thermal/stepper.hpp"
#include "models/fabric/fabric_network.hpp"
#include "models/surface/wind.hpp"

namespace tvilling::models {

/// The outdoor air and sky of a step, for the films.
struct OutdoorState {
  double air_degc = 0.0;
  double sky_degc = 0.0;
  double wind_m_s = 0.0;  ///< at 10 m in open country
  double wind_from_deg = 0.0;
};

/// Convection and long-wave coefficients of every driven face, from the temperatures that the stepper has just found.
/// Natural convection after TARP inside, natural and forced (DOE-2) outside; long-wave inside by Carroll's radiant node, outside
/// to sky, air and ground (ground at air temperature). Pages: docs/physics/surface.md.
class FabricFilms {
 public:
  /// `sky_view` is the share of its open sky that each outside face still sees past obstacles, which are near the air's
  /// temperature.
  FabricFilms(const Fabric& fabric, const FabricNetwork& net, std::span<const double> sky_view);

  /// Writes the conductances [W/K] of all film and gap drives. `closed` is the state of each window's blind: behind a closed one
  /// the glass sees the blind, which is near the air's temperature, not the sky. With `relaxation` below 1 the new value is
  /// blended with the one that stands in `driven_w_k`, against oscillation. Takes no memory.
  void write(const core::Stepper& stepper, const OutdoorState& outdoor, std::span<const double> closed, double relaxation,
             std::span<double> driven_w_k) const;

 private:
  void write_gaps(const core::Stepper& stepper, double relaxation, std::span<double> driven_w_k) const;
  [[nodiscard]] double outside_convection(const OutsideFace& face, double face_degc, const OutdoorState& outdoor) const;

  const Fabric& fabric_;
  const FabricNetwork& net_;
  std::vector<double> node_view_;  ///< per inside face: Carroll's F
  std::vector<double> sky_view_;   ///< per outside face
};

}  // namespace tvilling::models
