// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>

#include "viz/city_scene.hpp"

class vtkRenderer;

namespace tvilling::viz {

/// What the overlay says about the view; in pixels from the lower left corner.
struct OverlayState {
  int width = 0;
  int height = 0;
  double m_per_px = 1.0;                  ///< along the picture's width
  std::array<double, 2> north{0.0, 1.0};  ///< direction of north on the screen, foreshortened, at most 1 long
  double min_width_m = 0.0;
  double height_factor = 1.0;
  double grid_m = 1000.0;
  std::size_t outside = 0;  ///< buildings that the window does not show
  std::string view_from;    ///< "south-south-east"
  std::string help;         ///< keys of the window; empty in pictures
  std::string message;      ///< e.g. "saved x.png"
  std::string card;         ///< of the building under the pointer
  std::array<int, 2> card_at{0, 0};
};

/// Room that the map must leave free, as a share of the height; the layout of every picture.
struct OverlayMargins {
  double left = 0.028;
  double right = 0.255;
  double top = 0.135;
  double bottom = 0.075;
};

/// Title, legend with histogram, north arrow, scale bar and footnote, drawn flat over the map.
class Overlay {
 public:
  explicit Overlay(vtkRenderer* renderer);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  /// Draws everything anew.
  void update(const CityScene& scene, const OverlayState& state);
  /// Draws only the card anew: the pointer moves often.
  void update_card(const OverlayState& state);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tvilling::viz
