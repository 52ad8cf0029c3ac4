// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "viz/city_scene.hpp"
#include "viz/display.hpp"

namespace tvilling::viz {

/// A part of the city to look at: everything within `radius_m` of a point (EPSG:25832).
struct Focus {
  double x_m = 0.0;
  double y_m = 0.0;
  double radius_m = 1000.0;
};

struct RenderOptions {
  int width = 1600;
  int height = 1000;
  double camera_azimuth_deg = 155.0;   ///< where the viewer stands: south-south-east (north 0, east 90)
  double camera_elevation_deg = 42.0;  ///< 90 looks straight down
  double height_factor = 0.0;          ///< heights are drawn this much larger; 0 chooses so that they can be seen
  double min_width_px = 6.0;           ///< smaller buildings are drawn this wide; 0 draws true footprints
  std::optional<Focus> focus;
};

/// Draws the scene off screen and writes a PNG, whole or not at all. Needs a display (see display_available).
/// Throws Error (io) without a display or when the file cannot be written, Error (wrong_usage) for an impossible size.
void render_png(const CityScene& scene, const std::filesystem::path& out, const RenderOptions& options = {});

}  // namespace tvilling::viz
