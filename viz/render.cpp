// SPDX-License-Identifier: MPL-2.0
#include "viz/render.hpp"

#include <vtkRenderWindow.h>
#include <vtkSmartPointer.h>

#include <fmt/format.h>

#include "core/error.hpp"
#include "viz/display_connection.hpp"
#include "viz/stage.hpp"

namespace tvilling::viz {

void render_png(const CityScene& scene, const std::filesystem::path& out, const RenderOptions& options) {
  constexpr int kSmallest = 200;
  constexpr int kLargest = 8192;
  for (const int size : {options.width, options.height}) {
    if (size >= kSmallest && size <= kLargest) continue;
    throw core::Error(core::ErrorKind::wrong_usage,
                      fmt::format("a picture of {} x {} pixels cannot be drawn", options.width, options.height), {},
                      fmt::format("Give {} to {} pixels each way.", kSmallest, kLargest));
  }
  if (!(options.camera_elevation_deg >= 5.0 && options.camera_elevation_deg <= 90.0)) {
    throw core::Error(core::ErrorKind::wrong_usage,
                      fmt::format("a view from {} degrees above the ground cannot be drawn", options.camera_elevation_deg), {},
                      "Give 5 to 90 degrees; 90 looks straight down.");
  }
  const DisplayConnection display;
  display.require("Start it under a virtual display: xvfb-run -a ... (apt-get install xvfb xauth).");
  const vtkSmartPointer<vtkRenderWindow> window = vtkSmartPointer<vtkRenderWindow>::New();
  window->SetOffScreenRendering(1);
  window->SetMultiSamples(8);
  window->SetSize(options.width, options.height);
  const Stage stage(window, scene, options);
  window->Render();
  save_png(window, out);
}

}  // namespace tvilling::viz
