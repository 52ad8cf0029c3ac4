// SPDX-License-Identifier: MPL-2.0
#include "viz/chart_sheet.hpp"

#include <vtkAxis.h>
#include <vtkChartXY.h>
#include <vtkContextActor.h>
#include <vtkContextScene.h>
#include <vtkPen.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>
#include <vtkTextProperty.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/error.hpp"
#include "viz/display_connection.hpp"
#include "viz/stage.hpp"

namespace tvilling::viz {

namespace {

constexpr std::array<Rgb, 8> kDistinct{
    {{0, 114, 178}, {230, 159, 0}, {0, 158, 115}, {213, 94, 0}, {204, 121, 167}, {86, 180, 233}, {90, 90, 90}, {180, 150, 20}}};
// Steps of viridis.
constexpr std::array<Rgb, 5> kSteps{{{68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {220, 200, 30}}};
constexpr Rgb kGrid{224, 224, 222};
constexpr Rgb kAxis{120, 124, 132};

void refuse_size(ChartSize size) {
  constexpr int kSmallest = 400;
  constexpr int kLargest = 8192;
  for (const int pixels : {size.width_px, size.height_px}) {
    if (pixels >= kSmallest && pixels <= kLargest) continue;
    throw core::Error(core::ErrorKind::wrong_usage,
                      fmt::format("a chart of {} x {} pixels cannot be drawn", size.width_px, size.height_px), {},
                      fmt::format("Give {} to {} pixels each way.", kSmallest, kLargest));
  }
}

void write_in(vtkTextProperty* property, double size_px, Rgb color) {
  property->SetFontFamilyToArial();
  property->SetFontSize(static_cast<int>(std::lround(size_px)));
  property->SetBold(0);
  property->SetColor(color[0] / 255.0, color[1] / 255.0, color[2] / 255.0);
}

void style_axis(vtkAxis* axis, AxisRange range, const std::string& title, double unit_px) {
  axis->SetBehavior(vtkAxis::FIXED);
  axis->SetRange(range.low, range.high);
  axis->SetNotation(vtkAxis::PRINTF_NOTATION);
  axis->SetLabelFormat("%g");
  axis->SetTitle(title);
  axis->SetTitleVisible(!title.empty());
  write_in(axis->GetTitleProperties(), 19.0 * unit_px, kChartInk);
  write_in(axis->GetLabelProperties(), 16.0 * unit_px, kChartInk);
  axis->GetPen()->SetColor(kAxis[0], kAxis[1], kAxis[2]);
  axis->GetGridPen()->SetColor(kGrid[0], kGrid[1], kGrid[2]);
}

Rgb step_color(double share) {
  const double at = share * static_cast<double>(kSteps.size() - 1);
  const std::size_t i = std::min(kSteps.size() - 2, static_cast<std::size_t>(at));
  Rgb color{};
  for (std::size_t c = 0; c < color.size(); ++c) {
    color[c] = static_cast<unsigned char>(std::lround(std::lerp(kSteps[i][c], kSteps[i + 1][c], at - static_cast<double>(i))));
  }
  return color;
}

}  // namespace

std::vector<Rgb> chart_colors(std::size_t count) {
  std::vector<Rgb> colors;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
    colors.push_back(count <= kDistinct.size() ? kDistinct[i] : step_color(share));
  }
  return colors;
}

AxisRange padded_range(const std::vector<double>& values, double padding) {
  AxisRange range{INFINITY, -INFINITY};
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
  }
  if (range.low > range.high) throw core::Error(core::ErrorKind::bad_input, "a chart without a single number cannot be drawn");
  // What differs by rounding only is a flat line.
  constexpr double kFlat = 1e-9;
  const double size = std::max(std::abs(range.low), std::abs(range.high));
  double room = padding * (range.high - range.low);
  if (range.high - range.low <= kFlat * size) room = size > 0.0 ? 0.05 * size : 1.0;
  return {range.low - room, range.high + room};
}

struct ChartSheet::Impl {
  DisplayConnection display;
  vtkSmartPointer<vtkRenderWindow> window;
  vtkSmartPointer<vtkRenderer> renderer;
  vtkSmartPointer<vtkContextActor> actor;
  std::unique_ptr<Canvas> canvas;
};

ChartSheet::ChartSheet(ChartSize size) : size_(size) {
  refuse_size(size);
  impl_ = std::make_unique<Impl>();
  impl_->display.require("Start it under a virtual display: xvfb-run -a ... (apt-get install xvfb xauth).");
  impl_->window = vtkSmartPointer<vtkRenderWindow>::New();
  impl_->window->SetOffScreenRendering(1);
  impl_->window->SetMultiSamples(8);
  impl_->window->SetSize(size.width_px, size.height_px);
  impl_->renderer = vtkSmartPointer<vtkRenderer>::New();
  impl_->renderer->SetBackground(1.0, 1.0, 1.0);
  impl_->window->AddRenderer(impl_->renderer);
  impl_->actor = vtkSmartPointer<vtkContextActor>::New();
  impl_->renderer->AddActor(impl_->actor);
  impl_->actor->GetScene()->SetRenderer(impl_->renderer);
  impl_->canvas = std::make_unique<Canvas>(impl_->renderer, 0);
}

ChartSheet::~ChartSheet() = default;

Canvas& ChartSheet::canvas() noexcept {
  return *impl_->canvas;
}

void ChartSheet::title(const std::string& title, const std::string& subtitle) {
  const double u = unit_px();
  const double room = size_.width_px - 56.0 * u;
  canvas().text(title, {28.0 * u, size_.height_px - 54.0 * u}, {28.0 * u, true, kChartInk, Align::left, room});
  canvas().text(subtitle, {28.0 * u, size_.height_px - 86.0 * u}, {18.0 * u, false, kChartSoftInk, Align::left, room});
}

vtkChartXY* ChartSheet::add_axes(const PixelBox& box, AxisRange x, AxisRange y, const std::string& x_title,
                                 const std::string& y_title) {
  const vtkSmartPointer<vtkChartXY> chart = vtkSmartPointer<vtkChartXY>::New();
  chart->SetAutoSize(false);
  chart->SetAutoAxes(false);
  chart->SetLayoutStrategy(vtkChart::AXES_TO_RECT);
  chart->SetSize(vtkRectf(static_cast<float>(box.left), static_cast<float>(box.bottom), static_cast<float>(box.right - box.left),
                          static_cast<float>(box.top - box.bottom)));
  chart->SetIgnoreNanInBounds(true);
  style_axis(chart->GetAxis(vtkAxis::BOTTOM), x, x_title, unit_px());
  style_axis(chart->GetAxis(vtkAxis::LEFT), y, y_title, unit_px());
  chart->GetAxis(vtkAxis::RIGHT)->SetVisible(false);
  chart->GetAxis(vtkAxis::TOP)->SetVisible(false);
  impl_->actor->GetScene()->AddItem(chart);
  return chart;
}

void ChartSheet::save(const std::filesystem::path& out) {
  canvas().finish();
  impl_->window->Render();
  save_png(impl_->window, out);
}

}  // namespace tvilling::viz
