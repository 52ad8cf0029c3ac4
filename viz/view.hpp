// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "scenarios/results_file.hpp"
#include "viz/render.hpp"

namespace tvilling::viz {

struct ViewOptions {
  RenderOptions render;
  double auto_close_s = 0.0;  ///< above 0: the window closes by itself; for tests and demonstrations
  std::filesystem::path screenshot_folder = ".";
};

/// The interactive window: drag turns, wheel zooms, a building under the pointer shows its card and a click keeps it.
/// Keys: s screenshot, d difference to baseline on and off, r reset the view, q quit.
class CityView {
 public:
  /// Makes the window's content; nothing is shown before run(). Throws like make_city_scene and, without a display, Error (io).
  CityView(scenarios::Results results, SceneRequest request, ViewOptions options = {});
  ~CityView();
  CityView(const CityView&) = delete;
  CityView& operator=(const CityView&) = delete;

  /// Shows the window until the user closes it.
  void run();

  /// The building at a pixel, counted from the lower left corner; its place in the portfolio.
  [[nodiscard]] std::optional<std::size_t> pick(int x, int y);
  /// Moves the pointer there: shows the building's card, or clears it; a kept card stays.
  void hover(int x, int y);
  /// Clicks there: keeps the building's card; on the same building or on empty ground lets it go.
  void click(int x, int y);
  /// Presses a key: s, d, r (q only ends run()). Throws Error (io) when a screenshot cannot be written.
  void press(char key);

  /// Where a building's roof centre is drawn, in pixels from the lower left corner; nothing for one without a position.
  [[nodiscard]] std::optional<std::pair<int, int>> pixel_of(std::size_t building);

  [[nodiscard]] const CityScene& scene() const noexcept;
  [[nodiscard]] const std::string& card() const noexcept;  ///< text of the shown card; empty without one
  [[nodiscard]] const std::filesystem::path& last_screenshot() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tvilling::viz
