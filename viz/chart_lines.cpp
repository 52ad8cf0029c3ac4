// SPDX-License-Identifier: MPL-2.0
#include <vtkChartXY.h>
#include <vtkDoubleArray.h>
#include <vtkPen.h>
#include <vtkPlotLine.h>
#include <vtkPlotPoints.h>
#include <vtkSmartPointer.h>
#include <vtkTable.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "viz/chart.hpp"
#include "viz/chart_sheet.hpp"

namespace tvilling::viz {

namespace {

constexpr std::size_t kMarkedPoints = 60;  // more of them would hide the line
constexpr std::size_t kLegendRows = 22;

vtkSmartPointer<vtkDoubleArray> column(const char* name, const std::vector<double>& values) {
  const vtkSmartPointer<vtkDoubleArray> array = vtkSmartPointer<vtkDoubleArray>::New();
  array->SetName(name);
  for (const double value : values) array->InsertNextValue(value);
  return array;
}

/// VTK cannot draw a line of one point.
vtkSmartPointer<vtkPlotPoints> new_plot(std::size_t points) {
  if (points < 2) return vtkSmartPointer<vtkPlotPoints>::New();
  return vtkSmartPointer<vtkPlotLine>::New();
}

void add_piece(vtkChartXY* axes, const ChartLine& piece, Rgb color, bool is_marked, double unit_px) {
  const vtkSmartPointer<vtkTable> table = vtkSmartPointer<vtkTable>::New();
  table->AddColumn(column("x", piece.x));
  table->AddColumn(column("y", piece.y));
  const vtkSmartPointer<vtkPlotPoints> plot = new_plot(piece.x.size());
  plot->SetInputData(table, 0, 1);
  plot->SetColor(color[0], color[1], color[2], 255);
  plot->SetWidth(static_cast<float>(2.6 * unit_px));
  plot->SetMarkerStyle(is_marked ? vtkPlotPoints::CIRCLE : vtkPlotPoints::NONE);
  plot->SetMarkerSize(static_cast<float>(8.0 * unit_px));
  axes->AddPlot(plot);
}

/// Piece by piece: what is not known parts the line.
void add_line(vtkChartXY* axes, const ChartLine& line, Rgb color, double unit_px) {
  const bool is_marked = line.x.size() <= kMarkedPoints;
  ChartLine piece;
  const auto finish_piece = [&]() {
    if (!piece.x.empty()) add_piece(axes, piece, color, is_marked || piece.x.size() < 2, unit_px);
    piece = {};
  };
  for (std::size_t i = 0; i < line.x.size(); ++i) {
    if (std::isfinite(line.x[i]) && std::isfinite(line.y[i])) {
      piece.x.push_back(line.x[i]);
      piece.y.push_back(line.y[i]);
    } else {
      finish_piece();
    }
  }
  finish_piece();
}

/// Crosses over the points that shall not be taken.
void add_crosses(vtkChartXY* axes, const ChartLine& line, double unit_px) {
  ChartLine crossed;
  for (std::size_t i = 0; i < line.crossed.size(); ++i) {
    if (!line.crossed[i] || !std::isfinite(line.y[i])) continue;
    crossed.x.push_back(line.x[i]);
    crossed.y.push_back(line.y[i]);
  }
  if (crossed.x.empty()) return;
  const vtkSmartPointer<vtkTable> table = vtkSmartPointer<vtkTable>::New();
  table->AddColumn(column("x", crossed.x));
  table->AddColumn(column("y", crossed.y));
  const vtkSmartPointer<vtkPlotPoints> plot = vtkSmartPointer<vtkPlotPoints>::New();
  plot->SetInputData(table, 0, 1);
  plot->SetColor(kChartInk[0], kChartInk[1], kChartInk[2], 255);
  plot->SetMarkerStyle(vtkPlotPoints::CROSS);
  plot->SetWidth(static_cast<float>(2.4 * unit_px));
  plot->SetMarkerSize(static_cast<float>(15.0 * unit_px));
  axes->AddPlot(plot);
}

std::string subtitle_of(const LineChart& chart) {
  const auto has_cross = [](const ChartLine& line) {
    return std::find(line.crossed.begin(), line.crossed.end(), true) != line.crossed.end();
  };
  if (std::none_of(chart.lines.begin(), chart.lines.end(), has_cross)) return chart.subtitle;
  return fmt::format("x: {}{}{}", chart.cross_title, chart.subtitle.empty() ? "" : ".  ", chart.subtitle);
}

void draw_legend(ChartSheet& sheet, const LineChart& chart, const std::vector<Rgb>& colors, const PixelBox& box) {
  const double u = sheet.unit_px();
  const double room = box.right - box.left;
  double y = box.top + 14.0 * u;
  sheet.canvas().text(chart.legend_title, {box.left, y}, {17.0 * u, true, kChartInk, Align::left, room});
  if (!chart.legend_title.empty()) y -= 30.0 * u;
  // So many lines that not all names have room: every so manieth.
  const std::size_t step = (chart.lines.size() + kLegendRows - 1) / kLegendRows;
  for (std::size_t i = 0; i < chart.lines.size(); i += step) {
    sheet.canvas().rectangle({box.left, y + 6.0 * u}, {box.left + 28.0 * u, y + 10.0 * u}, colors[i]);
    sheet.canvas().text(chart.lines[i].name, {box.left + 38.0 * u, y},
                        {16.0 * u, false, kChartInk, Align::left, room - 38.0 * u});
    y -= 28.0 * u;
  }
}

}  // namespace

void draw_png(const LineChart& chart, const std::filesystem::path& out, ChartSize size) {
  std::vector<double> x;
  std::vector<double> y;
  for (const ChartLine& line : chart.lines) {
    const bool fits = line.x.size() == line.y.size() && (line.crossed.empty() || line.crossed.size() == line.x.size());
    if (!fits) throw core::Error(core::ErrorKind::internal, "a line needs as many x as y and crosses");
    x.insert(x.end(), line.x.begin(), line.x.end());
    y.insert(y.end(), line.y.begin(), line.y.end());
  }
  const AxisRange x_range = padded_range(x, 0.02);
  const AxisRange y_range = padded_range(y, 0.06);
  ChartSheet sheet(size);
  const double u = sheet.unit_px();
  const bool has_legend = chart.lines.size() > 1;
  const double width = size.width_px;
  const double height = size.height_px;
  const PixelBox box = whole_pixels({120.0 * u, 90.0 * u, width - (has_legend ? 310.0 : 50.0) * u, height - 150.0 * u});
  sheet.title(chart.title, subtitle_of(chart));
  vtkChartXY* axes = sheet.add_axes(box, x_range, y_range, chart.x_title, chart.y_title);
  const std::vector<Rgb> colors = chart_colors(chart.lines.size());
  for (std::size_t i = 0; i < chart.lines.size(); ++i) add_line(axes, chart.lines[i], colors[i], u);
  for (const ChartLine& line : chart.lines) add_crosses(axes, line, u);
  if (has_legend) draw_legend(sheet, chart, colors, {box.right + 30.0 * u, box.bottom, width - 16.0 * u, box.top});
  sheet.save(out);
}

}  // namespace tvilling::viz
