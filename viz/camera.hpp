// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>

#include "viz/city_scene.hpp"
#include "viz/render.hpp"

namespace tvilling::viz {

using Vec3 = std::array<double, 3>;

/// A parallel view: lengths along the picture's width are true everywhere, so that a scale bar holds.
struct CameraPose {
  Vec3 focus{};      ///< on the ground, in the middle of the window; relative to the scene's offset
  Vec3 to_viewer{};  ///< unit vector from the ground to the viewer
  Vec3 right{};      ///< unit vector along the picture's width
  Vec3 up{};         ///< unit vector along the picture's height
  double m_per_px = 1.0;
};

/// The three unit vectors of a viewer who stands in that direction (north 0, east 90) at that elevation.
[[nodiscard]] CameraPose pose_of(double azimuth_deg, double elevation_deg) noexcept;

/// The pose that shows all buildings (or the focus) in the part of the window which the overlay leaves free.
[[nodiscard]] CameraPose fit_camera(const CityScene& scene, const RenderOptions& options, double height_factor);

/// Heights drawn so much larger that the usual building is a few pixels high: 1, 2, 3, 5 or 8.
[[nodiscard]] double height_factor_for(const CityScene& scene, double m_per_px) noexcept;

/// "south-south-east" for 155 degrees.
[[nodiscard]] std::string compass_word(double azimuth_deg);

/// Distance of grid lines that suits a view: 100 m to 10 km.
[[nodiscard]] double grid_spacing_m(double m_per_px, int height_px) noexcept;

}  // namespace tvilling::viz
