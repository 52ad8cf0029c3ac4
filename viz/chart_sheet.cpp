// SPDX-License-Identifier: MPL-2.0
#include "viz/chart_sheet.hpp"

#include <vtkAxis.h>
#include <vtkChartXY.h>
#include <vtkContextActor.h>
#include <vtkContextScene.h>
#include <vtkDoubleArray.h>
#include <vtkPen.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "viz/display_connection.hpp"
#include "viz/stage.hpp"

namespace tvilling::viz {

namespace {

constexpr std::array<Rgb, 8> kDistinct{
    {{0, 114, 178}, {213, 94, 0}, {0, 158, 115}, {230, 159, 0}, {204, 121, 167}, {86, 180, 233}, {90, 90, 90}, {120, 60, 20}}};
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

/// Numbers and titles are written on the canvas: VTK's own leave scraps of
/// their letters beside them.
void style_axis(vtkAxis* axis, AxisRange range, const AxisTicks& ticks) {
  const vtkSmartPointer<vtkDoubleArray> positions = vtkSmartPointer<vtkDoubleArray>::New();
  for (const double tick : ticks.at) positions->InsertNextValue(tick);
  axis->SetBehavior(vtkAxis::FIXED);
  axis->SetRange(range.low, range.high);
  axis->SetCustomTickPositions(positions);
  axis->SetTitle("");
  axis->SetTitleVisible(false);
  axis->SetLabelsVisible(false);
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

PixelBox whole_pixels(const PixelBox& box) noexcept {
  return {std::round(box.left), std::round(box.bottom), std::round(box.right), std::round(box.top)};
}

std::vector<Rgb> chart_colors(std::size_t count) {
  std::vector<Rgb> colors;
  for (std::size_t i = 0; i < count; ++i) {
    const double share = count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
    colors.push_back(count <= kDistinct.size() ? kDistinct[i] : step_color(share));
  }
  return colors;
}

AxisRange padded_range(const std::vector<double>& values, double padding) {
  constexpr double kInfinite = std::numeric_limits<double>::infinity();
  AxisRange range{kInfinite, -kInfinite};
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

AxisTicks round_ticks(AxisRange range, std::size_t most) {
  const double least = (range.high - range.low) / static_cast<double>(most);
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  AxisTicks ticks{{}, 10.0 * power};
  for (const double m : {5.0, 2.0, 1.0}) {
    if (m * power >= least) ticks.step = m * power;
  }
  // Counted in whole steps, so that 0.1 + 0.1 + 0.1 is not 0.30000000000000004.
  for (double n = std::ceil(range.low / ticks.step); n * ticks.step <= range.high; n += 1.0) ticks.at.push_back(n * ticks.step);
  return ticks;
}

std::string tick_label(double value, double step) {
  const int decimals = std::clamp(-static_cast<int>(std::floor(std::log10(step) + 1e-9)), 0, 9);
  std::string text = fmt::format("{:.{}f}", value == 0.0 ? 0.0 : value, decimals);
  const std::size_t whole = decimals == 0 ? text.size() : text.find('.');
  const std::size_t first = text.front() == '-' ? 1 : 0;
  for (std::size_t i = whole; i > first + 3; i -= 3) text.insert(i - 3, " ");
  return text;
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
  impl_->display.require(
      "Start it under a virtual display: xvfb-run -a ... "
      "(apt-get install xvfb xauth).");
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
  // Bars beside each other have little room.
  const double per_tick_px = (y_title.empty() ? 55.0 : 90.0) * unit_px();
  const auto ticks_over = [per_tick_px](double pixels, AxisRange range) {
    return round_ticks(range, std::max<std::size_t>(2, static_cast<std::size_t>(pixels / per_tick_px)));
  };
  const AxisTicks x_ticks = ticks_over(box.right - box.left, x);
  const AxisTicks y_ticks = y_title.empty() ? AxisTicks{} : ticks_over(1.5 * (box.top - box.bottom), y);
  const vtkSmartPointer<vtkChartXY> chart = vtkSmartPointer<vtkChartXY>::New();
  chart->SetAutoSize(false);
  chart->SetAutoAxes(false);
  chart->SetLayoutStrategy(vtkChart::AXES_TO_RECT);
  chart->SetSize(vtkRectf(static_cast<float>(box.left), static_cast<float>(box.bottom), static_cast<float>(box.right - box.left),
                          static_cast<float>(box.top - box.bottom)));
  style_axis(chart->GetAxis(vtkAxis::BOTTOM), x, x_ticks);
  style_axis(chart->GetAxis(vtkAxis::LEFT), y, y_ticks);
  chart->GetAxis(vtkAxis::RIGHT)->SetVisible(false);
  chart->GetAxis(vtkAxis::TOP)->SetVisible(false);
  impl_->actor->GetScene()->AddItem(chart);
  write_x_axis(box, x, x_title, x_ticks);
  if (!y_title.empty()) write_y_axis(box, y, y_title, y_ticks);
  return chart;
}

void ChartSheet::write_x_axis(const PixelBox& box, AxisRange x, const std::string& title, const AxisTicks& ticks) {
  const double u = unit_px();
  const double width = box.right - box.left;
  for (const double tick : ticks.at) {
    canvas().text(tick_label(tick, ticks.step), {box.left + width * (tick - x.low) / (x.high - x.low), box.bottom - 28.0 * u},
                  {16.0 * u, false, kChartInk, Align::center, 0.0});
  }
  canvas().text(title, {box.left + 0.5 * width, box.bottom - 58.0 * u}, {18.0 * u, false, kChartInk, Align::center, 1.1 * width});
}

void ChartSheet::write_y_axis(const PixelBox& box, AxisRange y, const std::string& title, const AxisTicks& ticks) {
  const double u = unit_px();
  for (const double tick : ticks.at) {
    const double at_px = box.bottom + (box.top - box.bottom) * (tick - y.low) / (y.high - y.low);
    canvas().text(tick_label(tick, ticks.step), {box.left - 12.0 * u, at_px - 9.0 * u},
                  {16.0 * u, false, kChartInk, Align::right, box.left - 16.0 * u});
  }
  canvas().text(title, {28.0 * u, box.top + 14.0 * u}, {18.0 * u, false, kChartInk, Align::left, box.right - 28.0 * u});
}

void ChartSheet::save(const std::filesystem::path& out) {
  canvas().finish();
  impl_->window->Render();
  save_png(impl_->window, out);
}

}  // namespace tvilling::viz
