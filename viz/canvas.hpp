// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <vtkSmartPointer.h>

#include "viz/color_scale.hpp"

class vtkRenderer;
class vtkTextActor;

namespace tvilling::viz {

using Pixel = std::array<double, 2>;

enum class Align { left, center, right };

struct TextStyle {
  double size_px = 14.0;
  bool bold = false;
  Rgb color{45, 48, 54};
  Align align = Align::left;
  double max_width_px = 0.0;  ///< above 0: the text is made smaller, then cut with "..." to fit
};

/// Flat shapes and text in pixels over a renderer. Private to viz: the only place that knows VTK's 2D actors.
class Canvas {
 public:
  /// Its shapes and text take the layers `first_layer` to `first_layer + 2`; higher ones cover lower ones.
  Canvas(vtkRenderer* renderer, int first_layer);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  void clear();
  void polygon(std::span<const Pixel> corners, Rgb color);  ///< convex
  void rectangle(Pixel low, Pixel high, Rgb color);
  /// A sheet of the background's colour behind text, drawn below everything else.
  void sheet(Pixel low, Pixel high, Rgb color);
  /// Text with its baseline at `at`. Returns its width in pixels.
  double text(const std::string& words, Pixel at, const TextStyle& style);
  /// Several lines on a framed white sheet with the upper left corner at `at`, moved to stay inside width x height.
  void card(const std::string& words, Pixel at, double size_px, int width, int height);
  /// Hands the shapes over to the renderer.
  void finish();

 private:
  struct Shapes;
  void add(Shapes& shapes, std::span<const Pixel> corners, Rgb color);
  vtkSmartPointer<vtkTextActor> new_text(const std::string& words, const TextStyle& style);
  vtkRenderer* renderer_;
  int first_layer_;
  std::array<std::unique_ptr<Shapes>, 2> layers_;
  std::vector<vtkSmartPointer<vtkTextActor>> texts_;
};

}  // namespace tvilling::viz
