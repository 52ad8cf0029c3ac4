// SPDX-License-Identifier: MPL-2.0
#include "viz/color_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tvilling::viz {

namespace {

constexpr double kLowPercentile = 0.02;
constexpr double kHighPercentile = 0.98;

// Own ramps; lightness (CIE L*) falls from about 87 to 20, so the order survives a grey print.
constexpr std::array<Rgb, 6> kSequential{
    {{253, 215, 130}, {250, 165, 84}, {235, 110, 75}, {200, 60, 95}, {142, 33, 110}, {72, 18, 92}}};
constexpr std::array<Rgb, 7> kDiverging{
    {{22, 70, 130}, {62, 130, 188}, {150, 196, 222}, {244, 240, 230}, {243, 178, 142}, {208, 88, 72}, {135, 18, 40}}};

template <std::size_t N>
Rgb ramp(const std::array<Rgb, N>& stops, double t) noexcept {
  const double at = std::clamp(t, 0.0, 1.0) * static_cast<double>(N - 1);
  const std::size_t i = std::min(N - 2, static_cast<std::size_t>(at));
  const double f = at - static_cast<double>(i);
  Rgb color{};
  for (std::size_t c = 0; c < 3; ++c) {
    color[c] = static_cast<std::uint8_t>(std::lround((1.0 - f) * stops[i][c] + f * stops[i + 1][c]));
  }
  return color;
}

// Percentile by linear interpolation between the sorted values.
double percentile(const std::vector<double>& sorted, double share) noexcept {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const std::size_t i = static_cast<std::size_t>(at);
  const std::size_t j = std::min(i + 1, sorted.size() - 1);
  const double f = at - static_cast<double>(i);
  return sorted[i] + f * (sorted[j] - sorted[i]);
}

double round_step(double span, double pieces) noexcept {
  const double raw = span / pieces;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double m : {1.0, 2.0, 2.5, 5.0}) {
    if (m * power >= raw) return m * power;
  }
  return 10.0 * power;
}

std::string with_commas(std::string number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::size_t first = number.front() == '-' ? 1 : 0;
  for (std::size_t at = point; at > first + 3; at -= 3) number.insert(at - 3, ",");
  return number;
}

}  // namespace

Rgb color_of(const ColorScale& scale, double value) noexcept {
  if (std::isnan(value)) return kNoDataColor;
  const double t = (value - scale.low) / (scale.high - scale.low);
  return scale.kind == ColorScale::Kind::sequential ? ramp(kSequential, t) : ramp(kDiverging, t);
}

Rgb shaded(Rgb color, double factor) noexcept {
  for (std::uint8_t& c : color) c = static_cast<std::uint8_t>(std::lround(std::clamp(factor, 0.0, 1.0) * c));
  return color;
}

ColorScale sequential_scale(std::span<const double> values) {
  std::vector<double> known;
  std::copy_if(values.begin(), values.end(), std::back_inserter(known), [](double v) { return std::isfinite(v); });
  ColorScale scale;
  scale.rule = "colours end at the 2nd and 98th percentile of the buildings";
  if (known.empty()) return scale;
  std::sort(known.begin(), known.end());
  scale.low = percentile(known, kLowPercentile);
  scale.high = percentile(known, kHighPercentile);
  if (!(scale.high > scale.low)) {  // (nearly) all alike: the full range, then a scale from zero
    scale.low = std::min(known.front(), 0.0);
    scale.high = std::max(known.back(), scale.low);
    if (!(scale.high > scale.low)) scale.high = scale.low + 1.0;
    scale.rule = "colours span zero to the largest value";
  }
  scale.low_is_cut = known.front() < scale.low;
  scale.high_is_cut = known.back() > scale.high;
  return scale;
}

ColorScale diverging_scale(std::span<const double> values) {
  std::vector<double> changed;
  std::copy_if(values.begin(), values.end(), std::back_inserter(changed), [](double v) { return std::isfinite(v) && v != 0.0; });
  ColorScale scale;
  scale.kind = ColorScale::Kind::diverging;
  scale.low = -1.0;
  scale.rule = "no building changes";
  if (changed.empty()) return scale;
  std::sort(changed.begin(), changed.end());
  const double limit = std::max(std::abs(percentile(changed, kLowPercentile)), std::abs(percentile(changed, kHighPercentile)));
  scale.low = -limit;
  scale.high = limit;
  scale.rule = "colours end at the 2nd or 98th percentile, whichever is larger, of the buildings that change";
  scale.low_is_cut = changed.front() < scale.low;
  scale.high_is_cut = changed.back() > scale.high;
  return scale;
}

std::vector<double> legend_ticks(const ColorScale& scale) {
  const double span = scale.high - scale.low;
  const double step = round_step(span, 6.0);
  std::vector<double> ticks{scale.low};
  for (double i = std::ceil(scale.low / step); i * step < scale.high; i += 1.0) {
    const double tick = i * step;
    if (tick - scale.low > 0.07 * span && scale.high - tick > 0.07 * span) ticks.push_back(tick);
  }
  ticks.push_back(scale.high);
  return ticks;
}

std::string short_number(double value) {
  if (std::isnan(value)) return "no data";
  if (value == 0.0) return "0";
  const double size = std::abs(value);
  const int digits = std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 9);
  // Three significant digits also left of the point: 12 345 678 reads 12,300,000.
  const double unit = size >= 1000.0 ? std::pow(10.0, std::floor(std::log10(size)) - 2.0) : 1.0;
  std::string text = fmt::format("{:.{}f}", std::round(value / unit) * unit, digits);
  if (size < 1000.0) text = fmt::format("{:.{}f}", value, digits);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return with_commas(text);
}

std::string whole_number(std::size_t count) {
  return with_commas(std::to_string(count));
}

}  // namespace tvilling::viz
