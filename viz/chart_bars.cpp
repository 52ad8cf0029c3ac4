// SPDX-License-Identifier: MPL-2.0
#include <vtkChartXY.h>
#include <vtkDoubleArray.h>
#include <vtkIntArray.h>
#include <vtkLookupTable.h>
#include <vtkPen.h>
#include <vtkPlotBar.h>
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

constexpr double kNameShare = 0.40;   // of a panel's width
constexpr double kValueShare = 0.28;  // of the range, for the number at a bar's end

constexpr double kRow_px = 46.0;     // of a picture 1,600 pixels wide
constexpr double kAbove_px = 140.0;  // titles
constexpr double kBelow_px = 150.0;  // axis and legend

double row_of(const BarPanel& panel, std::size_t bar) noexcept {
  return static_cast<double>(panel.bars.size() - 1 - bar);
}

/// Zero is in it; there is room for numbers where bars point.
AxisRange value_range(const BarPanel& panel) {
  AxisRange range{0.0, 0.0};
  for (const ChartBar& bar : panel.bars) {
    range.low = std::min(range.low, bar.value);
    range.high = std::max(range.high, bar.value);
  }
  const double room = kValueShare * (range.high - range.low);
  if (range.low < 0.0) range.low -= room;
  if (range.high > 0.0) range.high += room;
  return range;
}

std::string signed_number(double value) {
  const double size = std::abs(value);
  return fmt::format("{:+.{}f}", value, size >= 100.0 ? 0 : size >= 1.0 ? 1 : 2);
}

void add_bars(vtkChartXY* axes, const BarPanel& panel, const std::vector<Rgb>& colors) {
  const vtkSmartPointer<vtkDoubleArray> rows = vtkSmartPointer<vtkDoubleArray>::New();
  rows->SetName("row");
  const vtkSmartPointer<vtkDoubleArray> values = vtkSmartPointer<vtkDoubleArray>::New();
  values->SetName("value");
  const vtkSmartPointer<vtkIntArray> groups = vtkSmartPointer<vtkIntArray>::New();
  groups->SetName("group");
  for (std::size_t i = panel.bars.size(); i-- > 0;) {
    rows->InsertNextValue(row_of(panel, i));
    values->InsertNextValue(panel.bars[i].value);
    groups->InsertNextValue(static_cast<int>(panel.bars[i].group));
  }
  const vtkSmartPointer<vtkTable> table = vtkSmartPointer<vtkTable>::New();
  table->AddColumn(rows);
  table->AddColumn(values);
  table->AddColumn(groups);
  const vtkSmartPointer<vtkLookupTable> lookup = vtkSmartPointer<vtkLookupTable>::New();
  lookup->SetNumberOfTableValues(static_cast<vtkIdType>(colors.size()));
  lookup->SetTableRange(0.0, static_cast<double>(colors.size() - 1));
  for (std::size_t i = 0; i < colors.size(); ++i) {
    lookup->SetTableValue(static_cast<vtkIdType>(i), colors[i][0] / 255.0, colors[i][1] / 255.0, colors[i][2] / 255.0);
  }
  const vtkSmartPointer<vtkPlotBar> plot = vtkSmartPointer<vtkPlotBar>::New();
  plot->SetInputData(table, 0, 1);
  plot->SetOrientation(vtkPlotBar::HORIZONTAL);
  plot->SetLookupTable(lookup);
  plot->SelectColorArray("group");
  plot->ScalarVisibilityOn();
  plot->GetPen()->SetLineType(vtkPen::NO_PEN);
  axes->SetBarWidthFraction(0.66F);
  axes->AddPlot(plot);
}

void draw_panel(ChartSheet& sheet, const BarPanel& panel, const std::vector<Rgb>& colors, const PixelBox& whole, double row_px) {
  const double u = sheet.unit_px();
  Canvas& canvas = sheet.canvas();
  canvas.text(panel.title, {whole.left, whole.top + 12.0 * u},
              {19.0 * u, true, kChartInk, Align::left, whole.right - whole.left});
  if (panel.bars.empty()) {
    canvas.text("nothing changes", {whole.left, whole.top - 40.0 * u}, {17.0 * u, false, kChartSoftInk, Align::left, 0.0});
    return;
  }
  const double name_px = kNameShare * (whole.right - whole.left);
  const double height_px = row_px * static_cast<double>(panel.bars.size());
  const PixelBox box = whole_pixels({whole.left + name_px, whole.top - height_px, whole.right, whole.top});
  const AxisRange x = value_range(panel);
  const AxisRange y{-0.5, static_cast<double>(panel.bars.size()) - 0.5};
  vtkChartXY* axes = sheet.add_axes(box, x, y, panel.axis_title, {});
  add_bars(axes, panel, colors);
  const auto x_px = [&box, &x](double value) { return box.left + (box.right - box.left) * (value - x.low) / (x.high - x.low); };
  const double text_px = std::min(17.0 * u, 0.62 * row_px);
  canvas.rectangle({x_px(0.0) - 0.7 * u, box.bottom}, {x_px(0.0) + 0.7 * u, box.top}, kChartInk);
  for (std::size_t i = 0; i < panel.bars.size(); ++i) {
    const double value = panel.bars[i].value;
    const double base_px = box.bottom + (row_of(panel, i) - y.low) * row_px - 0.5 * text_px;
    canvas.text(panel.bars[i].name, {box.left - 10.0 * u, base_px},
                {text_px, false, kChartInk, Align::right, name_px - 14.0 * u});
    const double end_px = x_px(value) + (value < 0.0 ? -6.0 : 6.0) * u;
    canvas.text(signed_number(value), {end_px, base_px},
                {0.92 * text_px, false, kChartInk, value < 0.0 ? Align::right : Align::left, 0.0});
  }
}

std::vector<std::size_t> groups_as_drawn(const BarChart& chart) {
  std::vector<std::size_t> groups;
  for (const BarPanel& panel : chart.panels) {
    for (const ChartBar& bar : panel.bars) {
      if (std::find(groups.begin(), groups.end(), bar.group) == groups.end()) groups.push_back(bar.group);
    }
  }
  return groups;
}

std::size_t most_bars(const BarChart& chart) noexcept {
  std::size_t most = 1;
  for (const BarPanel& panel : chart.panels) most = std::max(most, panel.bars.size());
  return most;
}

void draw_legend(ChartSheet& sheet, const BarChart& chart, const std::vector<Rgb>& colors) {
  const double u = sheet.unit_px();
  double x = 28.0 * u;
  for (const std::size_t i : groups_as_drawn(chart)) {
    sheet.canvas().rectangle({x, 20.0 * u}, {x + 20.0 * u, 36.0 * u}, colors[i]);
    x += 28.0 * u;
    x += sheet.canvas().text(chart.groups[i], {x, 18.0 * u}, {17.0 * u, false, kChartInk, Align::left, 0.0}) + 36.0 * u;
  }
}

}  // namespace

ChartSize fitting_size(const BarChart& chart) noexcept {
  const ChartSize size;
  return {size.width_px, static_cast<int>(std::ceil(kAbove_px + kBelow_px +
                                                    kRow_px * static_cast<double>(std::max<std::size_t>(3, most_bars(chart)))))};
}

void draw_png(const BarChart& chart, const std::filesystem::path& out, ChartSize size) {
  for (const BarPanel& panel : chart.panels) {
    for (const ChartBar& bar : panel.bars) {
      if (bar.group >= chart.groups.size()) throw core::Error(core::ErrorKind::internal, "a bar needs a group of the legend");
      if (!std::isfinite(bar.value)) {
        throw core::Error(core::ErrorKind::bad_input, fmt::format("{} is not a number and cannot be drawn", bar.name));
      }
    }
  }
  if (chart.panels.empty()) throw core::Error(core::ErrorKind::bad_input, "a chart without a panel cannot be drawn");
  ChartSheet sheet(size);
  const double u = sheet.unit_px();
  const std::vector<Rgb> colors = chart_colors(chart.groups.size());
  sheet.title(chart.title, chart.subtitle);
  const double gap = 30.0 * u;
  const double row_px = (size.height_px - (kAbove_px + kBelow_px) * u) / static_cast<double>(most_bars(chart));
  const double width =
      (size.width_px - 56.0 * u - gap * static_cast<double>(chart.panels.size() - 1)) / static_cast<double>(chart.panels.size());
  for (std::size_t i = 0; i < chart.panels.size(); ++i) {
    const double left = 28.0 * u + static_cast<double>(i) * (width + gap);
    draw_panel(sheet, chart.panels[i], colors, {left, kBelow_px * u, left + width, size.height_px - kAbove_px * u}, row_px);
  }
  draw_legend(sheet, chart, colors);
  sheet.save(out);
}

}  // namespace tvilling::viz
