// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "viz/city_scene.hpp"
#include "viz/render.hpp"

class vtkRenderWindow;
class vtkRenderer;

namespace tvilling::viz {

/// The map on VTK's stage: buildings, grid, camera and overlay. Private to viz; pictures and the window share it.
class Stage {
 public:
  /// Draws into `window`, whose size must be set. The scene is copied.
  Stage(vtkRenderWindow* window, CityScene scene, const RenderOptions& options);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  /// Other values on the same buildings.
  void set_scene(CityScene scene);
  [[nodiscard]] const CityScene& scene() const noexcept;

  /// Back to the first view.
  void reset_camera();
  /// Turns the camera about the point it looks at; north stays upright.
  void turn(double azimuth_deg, double elevation_deg);
  void zoom(double factor);
  /// To be called after the camera or the window's size changed: footprints, heights and overlay follow.
  void refresh();

  void set_help(std::string help);
  void set_message(std::string message);
  void set_card(std::string card, int x, int y);
  [[nodiscard]] const std::string& card() const noexcept;

  [[nodiscard]] std::optional<std::size_t> pick(int x, int y);
  [[nodiscard]] std::optional<std::pair<int, int>> pixel_of(std::size_t building);
  [[nodiscard]] vtkRenderer* renderer() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Writes what the window shows as a PNG, whole or not at all. Throws Error (io).
void save_png(vtkRenderWindow* window, const std::filesystem::path& out);

}  // namespace tvilling::viz
