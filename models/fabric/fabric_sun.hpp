// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "models/fabric/fabric_network.hpp"
#include "models/fabric/room_light.hpp"
#include "models/shading/beam.hpp"
#include "models/shading/shading.hpp"
#include "models/weather/sky.hpp"
#include "models/weather/weather.hpp"
#include "models/window/glazing.hpp"

namespace tvilling::models {

/// Sun on a building step by step: on outside faces past obstacles, through glass by its angle, and inside surface by surface.
class FabricSun {
 public:
  FabricSun(const Fabric& fabric, const FabricNetwork& net, const Weather& weather, const RunPeriod& period);

  /// Writes the heat of the sun in one step into the sources of the network. `shut_out` is the share of the sun that each
  /// window's blind keeps out. `hour` is the row of the weather. Takes no memory.
  void write(std::size_t step, std::size_t hour, std::span<const double> shut_out, std::span<double> source_w);

  /// Share of its open sky that each outside face sees past obstacles.
  [[nodiscard]] std::vector<double> sky_view() const;

  /// Incident on each outside face, with shading, and transmitted by each glass part in the last step [W/m2].
  [[nodiscard]] std::span<const double> incident_w_m2() const noexcept { return incident_w_m2_; }
  [[nodiscard]] std::span<const double> transmitted_w_m2() const noexcept { return transmitted_w_m2_; }

 private:
  /// What an outside face sees of the sky.
  struct Outlook {
    std::size_t plane = 0;
    std::optional<Rectangle> place;
    std::optional<RayScene> obstacles;  ///< none: nothing shades it
    DiffuseView view;
  };
  struct Light {
    double beam_w_m2 = 0.0;     ///< with the halo around the sun
    double diffuse_w_m2 = 0.0;  ///< the rest of the sky and the ground
    double cos_incidence = 0.0;
  };

  [[nodiscard]] std::vector<Rectangle> placed_obstacles() const;
  [[nodiscard]] Outlook outlook_of(const OutsideFace& face, std::span<const Rectangle> placed);
  [[nodiscard]] Light light_on(const Outlook& outlook) const;
  void write_outside(std::span<const double> shut_out, std::span<double> source_w);
  void write_glass(std::size_t part, double open, std::span<double> source_w);

  const Fabric& fabric_;
  const FabricNetwork& net_;
  const Weather& weather_;
  RunPeriod period_;
  std::vector<Plane> planes_;
  std::vector<PlaneIrradiance> on_planes_;
  std::vector<Outlook> outlooks_;        ///< per outside face
  std::vector<Light> lights_;            ///< per outside face
  std::vector<GlazingTable> glazings_;   ///< per glazing type with panes
  std::vector<std::size_t> glazing_of_;  ///< type -> glazings_
  std::vector<double> simple_g_value_;   ///< per type
  RayScene nothing_{std::span<const Rectangle>{}};
  std::vector<RoomLight> rooms_;  ///< per zone
  std::vector<double> incident_w_m2_;
  std::vector<double> transmitted_w_m2_;
  Vector3 to_sun_;
  bool sun_up_ = false;
};

}  // namespace tvilling::models
