// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace tvilling::viz {

/// A line over x. A y that is not a number leaves a gap.
struct ChartLine {
  std::string name;  ///< for the legend; empty when there is only one
  std::vector<double> x;
  std::vector<double> y;
  std::vector<bool> crossed{};  ///< points to be crossed out; empty: none, else as many as x
};

/// Lines over one parameter; for a second parameter a line per value of it.
struct LineChart {
  std::string title;
  std::string subtitle;  ///< may be empty
  std::string x_title;   ///< with its unit, e.g. "Relative humidity, %"
  std::string y_title;
  std::string legend_title;  ///< what tells the lines apart, e.g. "Cover
                             ///< fraction"; may be empty
  std::vector<ChartLine> lines;
  std::string cross_title{};  ///< what the crosses mean, for the line below the title
};

/// A bar: a row of a panel.
struct ChartBar {
  std::string name;
  double value = 0.0;
  std::size_t group = 0;  ///< whose colour it has
};

/// Horizontal bars with one axis.
struct BarPanel {
  std::string title;
  std::string axis_title;      ///< with its unit, e.g. "Change, MWh per year"
  std::vector<ChartBar> bars;  ///< from above to below
};

/// Panels beside each other, from left to right.
struct BarChart {
  std::string title;
  std::string subtitle;             ///< may be empty
  std::vector<std::string> groups;  ///< names of the legend in the order of chart_colors()
  std::vector<BarPanel> panels;
};

struct ChartSize {
  int width_px = 1600;
  int height_px = 900;
};

/// Each draws off screen and writes a PNG, whole or not at all. Needs a display
/// (display.hpp). Throws Error (io) without one or when the file cannot be
/// written, Error (wrong_usage) for an impossible size, Error (bad_input) for a
/// chart without a point.
void draw_png(const LineChart& chart, const std::filesystem::path& out, ChartSize size = {});
void draw_png(const BarChart& chart, const std::filesystem::path& out, ChartSize size);

/// As high as the longest panel needs.
[[nodiscard]] ChartSize fitting_size(const BarChart& chart) noexcept;

}  // namespace tvilling::viz
