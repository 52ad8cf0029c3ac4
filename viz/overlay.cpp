// SPDX-License-Identifier: MPL-2.0
#include "viz/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "viz/canvas.hpp"

namespace tvilling::viz {

namespace {

constexpr Rgb kInk{38, 42, 50};
constexpr Rgb kSoftInk{95, 100, 110};
constexpr Rgb kSheet{250, 249, 246};
constexpr Rgb kBars{205, 205, 206};
constexpr int kColorSteps = 128;
constexpr std::size_t kBins = 32;

// Sizes are meant for a picture 1,000 pixels high.
double unit_px(const OverlayState& state) noexcept {
  return state.height / 1000.0;
}

double share_of(const ColorScale& scale, double value) noexcept {
  return std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
}

void draw_title(Canvas& canvas, const CityScene& scene, const OverlayState& state) {
  const double u = unit_px(state);
  const double left = 28.0 * u;
  const double room = state.width - left - OverlayMargins{}.right * state.height - 10.0 * u;
  canvas.text(scene.title, {left, state.height - 58.0 * u}, {32.0 * u, true, kInk, Align::left, room});
  canvas.text(scene.subtitle, {left, state.height - 90.0 * u}, {20.0 * u, false, kInk, Align::left, room});
  canvas.text(scene.city_figure, {left, state.height - 119.0 * u}, {18.0 * u, false, kSoftInk, Align::left, room});
}

void draw_histogram(Canvas& canvas, const CityScene& scene, Pixel low, Pixel high, double width) {
  std::array<double, kBins> count{};
  for (const SceneBuilding& b : scene.buildings) {
    if (std::isnan(b.value) || (scene.difference && b.value == 0.0)) continue;
    const double at = share_of(scene.scale, b.value) * static_cast<double>(kBins);
    count[std::min(kBins - 1, static_cast<std::size_t>(at))] += 1.0;
  }
  const double most = *std::max_element(count.begin(), count.end());
  if (most <= 0.0) return;
  const double step = (high[1] - low[1]) / static_cast<double>(kBins);
  for (std::size_t i = 0; i < kBins; ++i) {
    const double y = low[1] + step * static_cast<double>(i);
    if (count[i] > 0.0) canvas.rectangle({low[0] - 4.0 - width * count[i] / most, y}, {low[0] - 4.0, y + step - 1.0}, kBars);
  }
}

void draw_legend(Canvas& canvas, const CityScene& scene, const OverlayState& state) {
  const double u = unit_px(state);
  const ColorScale& scale = scene.scale;
  const Pixel low{state.width - 150.0 * u, 255.0 * u};
  const Pixel high{low[0] + 26.0 * u, 745.0 * u};
  const double left = state.width - 236.0 * u;
  const std::string unit = scene.unit.empty() ? scene.variable : scene.unit;
  canvas.text((scene.difference ? "Change, " : "") + unit, {left, high[1] + 18.0 * u},
              {18.0 * u, true, kInk, Align::left, 220.0 * u});
  draw_histogram(canvas, scene, low, high, 74.0 * u);
  const double step = (high[1] - low[1]) / kColorSteps;
  for (int i = 0; i < kColorSteps; ++i) {
    const double value = scale.low + (scale.high - scale.low) * (i + 0.5) / kColorSteps;
    canvas.rectangle({low[0], low[1] + step * i}, {high[0], low[1] + step * (i + 1)}, color_of(scale, value));
  }
  const std::vector<double> ticks = legend_ticks(scale);
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    const double y = low[1] + share_of(scale, ticks[i]) * (high[1] - low[1]);
    std::string words = short_number(ticks[i]);
    if (i == 0 && scale.low_is_cut) words.insert(0, "≤ ");
    if (i + 1 == ticks.size() && scale.high_is_cut) words.insert(0, "≥ ");
    canvas.rectangle({high[0], y - 0.5}, {high[0] + 6.0 * u, y + 0.5}, kInk);
    canvas.text(words, {high[0] + 11.0 * u, y - 9.0 * u}, {16.0 * u, false, kInk, Align::left, 108.0 * u});
  }
  canvas.text(scene.difference ? "bars: number of buildings that change" : "bars: number of buildings", {left, low[1] - 26.0 * u},
              {13.0 * u, false, kSoftInk, Align::left, 220.0 * u});
  if (scene.without_data > 0) {
    canvas.rectangle({left, low[1] - 58.0 * u}, {left + 18.0 * u, low[1] - 40.0 * u}, kNoDataColor);
    canvas.text("no data: " + whole_number(scene.without_data) + " buildings", {left + 26.0 * u, low[1] - 58.0 * u},
                {15.0 * u, false, kInk, Align::left, 195.0 * u});
  }
}

void draw_north_arrow(Canvas& canvas, const OverlayState& state) {
  const double u = unit_px(state);
  const Pixel middle{state.width - 124.0 * u, state.height - 98.0 * u};
  const Pixel along{state.north[0], state.north[1]};
  const double length = std::hypot(along[0], along[1]);
  if (length < 1e-6) return;
  const Pixel side{along[1] / length, -along[0] / length};
  const auto at = [&middle, &along, &side, u](double forward, double right) {
    return Pixel{middle[0] + u * (forward * along[0] + right * side[0]), middle[1] + u * (forward * along[1] + right * side[1])};
  };
  const std::array<Pixel, 3> left_half{at(40.0, 0.0), at(-26.0, -15.0), at(-14.0, 0.0)};
  const std::array<Pixel, 3> right_half{at(40.0, 0.0), at(-14.0, 0.0), at(-26.0, 15.0)};
  canvas.polygon(left_half, kInk);
  canvas.polygon(right_half, kSoftInk);
  const Pixel letter{middle[0] + u * (40.0 * along[0] + 15.0 * along[0] / length),
                     middle[1] + u * (40.0 * along[1] + 15.0 * along[1] / length)};
  canvas.text("N", {letter[0], letter[1] - 9.0 * u}, {18.0 * u, true, kInk, Align::center});
}

double round_length_m(double wished_m) noexcept {
  const double power = std::pow(10.0, std::floor(std::log10(wished_m)));
  double length_m = power;
  for (const double m : {2.0, 5.0}) {
    if (m * power <= wished_m) length_m = m * power;
  }
  return length_m;
}

void draw_scale_bar(Canvas& canvas, const OverlayState& state) {
  const double u = unit_px(state);
  const double length_m = round_length_m(200.0 * u * state.m_per_px);
  const double length_px = length_m / state.m_per_px;
  const double left = state.width - 236.0 * u;
  const double y = 92.0 * u;
  canvas.rectangle({left, y}, {left + 0.5 * length_px, y + 6.0 * u}, kInk);
  canvas.rectangle({left + 0.5 * length_px, y}, {left + length_px, y + 6.0 * u}, kSheet);
  for (const double edge : {y, y + 5.0 * u}) canvas.rectangle({left, edge}, {left + length_px, edge + 1.0 * u}, kInk);
  canvas.rectangle({left + length_px - u, y}, {left + length_px, y + 6.0 * u}, kInk);
  const std::string words = length_m >= 1000.0 ? short_number(length_m / 1000.0) + " km" : short_number(length_m) + " m";
  canvas.text(words + " (left to right)", {left, y + 11.0 * u}, {15.0 * u, false, kInk, Align::left, 220.0 * u});
}

std::string drawn_how(const CityScene& scene, const OverlayState& state) {
  const std::string grid =
      state.grid_m >= 1000.0 ? short_number(state.grid_m / 1000.0) + " km" : short_number(state.grid_m) + " m";
  std::string words = fmt::format("Seen from the {}. Grid {}, EPSG:25832.", state.view_from, grid);
  if (state.height_factor > 1.0) words += fmt::format(" Heights drawn {} times.", short_number(state.height_factor));
  if (state.min_width_m > 0.0) words += fmt::format(" Buildings drawn at least {} m wide.", short_number(state.min_width_m));
  if (scene.without_ring > 0) words += fmt::format(" {} without footprint: square.", whole_number(scene.without_ring));
  if (state.outside > 0) words += fmt::format(" {} outside the picture.", whole_number(state.outside));
  if (scene.without_position > 0) words += fmt::format(" {} without position: not drawn.", whole_number(scene.without_position));
  return words;
}

void draw_footnote(Canvas& canvas, const CityScene& scene, const OverlayState& state) {
  const double u = unit_px(state);
  const double left = 28.0 * u;
  const double room = state.width - 2.0 * left;
  std::string rule = scene.scale.rule;
  if (!rule.empty()) rule = whole_number(scene.buildings.size()) + " buildings; " + rule + ".";
  canvas.text(drawn_how(scene, state), {left, 36.0 * u}, {14.0 * u, false, kSoftInk, Align::left, room});
  canvas.text(rule, {left, 14.0 * u}, {14.0 * u, false, kSoftInk, Align::left, state.help.empty() ? room : 0.55 * room});
  const std::string right = state.message.empty() ? state.help : state.message;
  canvas.text(right, {state.width - left, 14.0 * u}, {15.0 * u, true, kInk, Align::right, 0.43 * room});
}

}  // namespace

struct Overlay::Impl {
  explicit Impl(vtkRenderer* renderer) : canvas(renderer, 0), card(renderer, 3) {}
  Canvas canvas;
  Canvas card;
};

Overlay::Overlay(vtkRenderer* renderer) : impl_(std::make_unique<Impl>(renderer)) {}
Overlay::~Overlay() = default;

void Overlay::update(const CityScene& scene, const OverlayState& state) {
  Canvas& canvas = impl_->canvas;
  const double u = unit_px(state);
  const OverlayMargins margins;
  canvas.clear();
  const double w = state.width;
  const double h = state.height;
  canvas.sheet({0.0, h - 128.0 * u}, {w, h}, kSheet);
  canvas.sheet({w - (margins.right * h - 4.0 * u), 62.0 * u}, {w, h - 128.0 * u}, kSheet);
  canvas.sheet({0.0, 0.0}, {w, 62.0 * u}, kSheet);
  draw_title(canvas, scene, state);
  draw_legend(canvas, scene, state);
  draw_north_arrow(canvas, state);
  draw_scale_bar(canvas, state);
  draw_footnote(canvas, scene, state);
  canvas.finish();
  update_card(state);
}

void Overlay::update_card(const OverlayState& state) {
  Canvas& canvas = impl_->card;
  canvas.clear();
  canvas.card(state.card, {state.card_at[0] + 16.0, state.card_at[1] - 8.0}, 15.0 * unit_px(state), state.width, state.height);
  canvas.finish();
}

}  // namespace tvilling::viz
