// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "viz/canvas.hpp"
#include "viz/chart.hpp"

class vtkChartXY;

namespace tvilling::viz {

/// Lowest and highest of an axis.
struct AxisRange {
  double low = 0.0;
  double high = 1.0;
};

/// A rectangle in pixels from the lower left corner.
struct PixelBox {
  double left = 0.0;
  double bottom = 0.0;
  double right = 0.0;
  double top = 0.0;
};

/// VTK places axes at whole pixels; what is drawn over them shall fit.
[[nodiscard]] PixelBox whole_pixels(const PixelBox& box) noexcept;

inline constexpr Rgb kChartInk{38, 42, 50};
inline constexpr Rgb kChartSoftInk{95, 100, 110};

/// Colours that people with any colour vision tell apart (Okabe and Ito), for
/// up to eight; more are steps from dark to light.
[[nodiscard]] std::vector<Rgb> chart_colors(std::size_t count);

/// Range with room around the values that are finite; of some width even when
/// they are all equal. Throws Error (bad_input) when there is none.
[[nodiscard]] AxisRange padded_range(const std::vector<double>& values, double padding);

/// Round numbers inside a range, at most `most` of them (at least 2), and the
/// step between them.
struct AxisTicks {
  std::vector<double> at;
  double step = 1.0;
};
[[nodiscard]] AxisTicks round_ticks(AxisRange range, std::size_t most);
/// A tick with the decimals of its step and thousands commas: "0.45", "1,140".
[[nodiscard]] std::string tick_label(double value, double step);

/// A picture off screen on which charts and text are put. Private to viz.
class ChartSheet {
 public:
  /// Throws Error (wrong_usage) for an impossible size, Error (io) without a
  /// display.
  explicit ChartSheet(ChartSize size);
  ~ChartSheet();
  ChartSheet(const ChartSheet&) = delete;
  ChartSheet& operator=(const ChartSheet&) = delete;

  [[nodiscard]] double unit_px() const noexcept { return size_.width_px / 1600.0; }  ///< sizes are meant for 1,600 pixels
  [[nodiscard]] ChartSize size() const noexcept { return size_; }
  [[nodiscard]] Canvas& canvas() noexcept;

  void title(const std::string& title, const std::string& subtitle);
  /// Axes that fill the box exactly, with the x title below it and the y title
  /// above; the sheet owns them. Without `y_title` the y axis has neither
  /// numbers nor lines.
  vtkChartXY* add_axes(const PixelBox& box, AxisRange x, AxisRange y, const std::string& x_title, const std::string& y_title);
  void save(const std::filesystem::path& out);

 private:
  struct Impl;
  void write_x_axis(const PixelBox& box, AxisRange x, const std::string& title, const AxisTicks& ticks);
  void write_y_axis(const PixelBox& box, AxisRange y, const std::string& title, const AxisTicks& ticks);
  ChartSize size_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tvilling::viz
