// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/report/svg.hpp"

/// Inside of the charts.
namespace tvilling::scenarios::report {

/// Where numbers come to lie: [low, high] on [from, to].
struct Scale {
  double low = 0.0;
  double high = 1.0;
  double from = 0.0;
  double to = 1.0;
  [[nodiscard]] double operator()(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

enum class Anchor { start, middle, end };

/// Collects the elements of a picture.
class Picture {
 public:
  Picture(const ChartHead& head, double width, double height);
  void line(double x1, double y1, double x2, double y2, std::string_view style);
  void rect(double x, double y, double width, double height, std::string_view style, std::string_view name = {});
  void circle(double x, double y, double radius, std::string_view style, std::string_view name = {});
  void path(std::string_view d, std::string_view style);
  void text(double x, double y, std::string_view text, Anchor anchor = Anchor::start, std::string_view style = {});
  [[nodiscard]] std::string finish();

 private:
  std::string out_;
};

/// Horizontal grid lines with their numbers at the left of `x`.
void draw_y_axis(Picture& picture, const Scale& y, const std::vector<double>& ticks, double x, double right, const Words& words);

/// The text cut to so many characters, with an ellipsis where something is left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t characters);

}  // namespace tvilling::scenarios::report
