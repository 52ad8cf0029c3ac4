// SPDX-License-Identifier: MPL-2.0
#include <vtkChartXY.h>
#include <vtkDoubleArray.h>
#include <vtkPen.h>
#include <vtkPlotLine.h>
#include <vtkPlotPoints.h>
#include <vtkSmartPointer.h>
#include <vtkTable.h>

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
    if (line.x.size() != line.y.size()) throw core::Error(core::ErrorKind::internal, "a line needs as many x as y");
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
  const PixelBox box{120.0 * u, 90.0 * u, width - (has_legend ? 310.0 : 50.0) * u, height - 150.0 * u};
  sheet.title(chart.title, chart.subtitle);
  vtkChartXY* axes = sheet.add_axes(box, x_range, y_range, chart.x_title, chart.y_title);
  const std::vector<Rgb> colors = chart_colors(chart.lines.size());
  for (std::size_t i = 0; i < chart.lines.size(); ++i) add_line(axes, chart.lines[i], colors[i], u);
  if (has_legend) draw_legend(sheet, chart, colors, {box.right + 30.0 * u, box.bottom, width - 16.0 * u, box.top});
  sheet.save(out);
}

}  // namespace tvilling::viz
