// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>

#include "scenarios/report/svg.hpp"
#include "scenarios/report/svg_parts.hpp"

namespace tvilling::scenarios::report {

namespace {

constexpr double kWidth = 400.0;
constexpr double kHeight = 270.0;
constexpr double kRight = 388.0;
constexpr double kNames = 24.0;  // left end of a list of names
constexpr double kTop = 14.0;
constexpr double kBottom = 226.0;
constexpr std::size_t kMonths = 12;

struct Range {
  double low = 0.0;
  double high = 0.0;
  void take(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

Scale scale_of(const std::vector<double>& ticks, double from, double to) {
  return {ticks.front(), ticks.back(), from, to};
}

/// Room at the left for the longest number of the axis.
double left_of(const std::vector<double>& ticks, const Words& words) {
  constexpr double kDigit = 7.2;
  std::size_t longest = 1;
  for (const double tick : ticks) longest = std::max(longest, words.number(tick, tick_decimals(ticks)).size());
  return 12.0 + kDigit * static_cast<double>(longest);
}

std::string line_style(std::size_t place) {
  return fmt::format("line l{}", std::min<std::size_t>(place, 5));
}

/// The names of lines, in rows below the picture.
void draw_names(Picture& picture, const std::vector<Series>& lines, std::size_t first_style, double y) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double at = y + 18.0 * static_cast<double>(i);
    picture.line(kNames, at - 4.0, kNames + 28.0, at - 4.0, line_style(i + first_style));
    picture.text(kNames + 36.0, at, shortened(lines[i].name, 44));
  }
}

}  // namespace

std::string bar_chart(const ChartHead& head, const std::vector<Bar>& bars, const Words& words) {
  constexpr double kPitch = 38.0;
  constexpr double kBarHeight = 12.0;
  constexpr std::size_t kLabel = 34;
  Range range;
  for (const Bar& bar : bars) range.take(bar.value);
  if (range.high == range.low) range.high = 1.0;
  const double height = kPitch * static_cast<double>(bars.size()) + 12.0;
  Picture picture(head, kWidth, height + 16.0);
  const Scale x{range.low, range.high, 8.0, kWidth - 8.0};
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double top = kPitch * static_cast<double>(i) + 14.0;
    picture.text(8.0, top, shortened(bars[i].label, kLabel));
    picture.text(kWidth - 8.0, top, bars[i].text, Anchor::end, "num");
    picture.line(x(0.0), top + 4.0, x(0.0), top + 20.0, "axis");  // not through the text
    if (!std::isfinite(bars[i].value)) continue;
    const double from = std::min(x(0.0), x(bars[i].value));
    const double width = std::max(std::abs(x(bars[i].value) - x(0.0)), 0.5);
    picture.rect(from, top + 6.0, width, kBarHeight, bars[i].good ? "less" : "more",
                 fmt::format("{}: {}", bars[i].label, bars[i].text));
  }
  picture.text(std::clamp(x(0.0), 12.0, kWidth - 12.0), height + 11.0, words.number(0.0), Anchor::middle, "tick");
  return picture.finish();
}

std::string scatter_chart(const ChartHead& head, const Axes& axes, const std::vector<Point>& points, const Words& words) {
  Range x_range;
  Range y_range;
  for (const Point& p : points) {
    x_range.take(p.x);
    y_range.take(p.y);
  }
  const std::vector<double> x_ticks = nice_ticks(x_range.low, x_range.high, 4);
  const std::vector<double> y_ticks = nice_ticks(y_range.low, y_range.high, 5);
  const double left = left_of(y_ticks, words);
  const Scale x = scale_of(x_ticks, left + 8.0, kRight - 14.0);
  const Scale y = scale_of(y_ticks, kBottom, kTop + 16.0);
  Picture picture(head, kWidth, kHeight + 8.0);
  picture.text(4.0, kTop, axes.y, Anchor::start, "tick");
  draw_y_axis(picture, y, y_ticks, left, kRight, words);
  for (const double tick : x_ticks) {
    picture.line(x(tick), kTop + 16.0, x(tick), kBottom, tick == 0.0 ? "axis" : "grid");
    const Anchor anchor = tick == x_ticks.back() ? Anchor::end : Anchor::middle;  // a long number would leave the picture
    const double at = tick == x_ticks.back() ? kWidth - 2.0 : x(tick);
    picture.text(at, kBottom + 16.0, words.number(tick, tick_decimals(x_ticks)), anchor, "tick");
  }
  picture.text(kRight, kBottom + 36.0, axes.x, Anchor::end, "tick");
  for (const Point& p : points) {
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
    picture.circle(x(p.x), y(p.y), 10.0, p.marked ? "dot marked" : "dot", p.name);
    picture.text(x(p.x), y(p.y) + 4.0, p.label, Anchor::middle, p.marked ? "in-dot marked" : "in-dot");
  }
  return picture.finish();
}

std::string month_chart(const ChartHead& head, const Series& before, const Series& after, const Words& words) {
  Range range;
  for (const Series* series : {&before, &after}) {
    for (const double value : series->values) range.take(value);
  }
  const std::vector<double> ticks = nice_ticks(range.low, range.high, 5);
  const Scale y = scale_of(ticks, kBottom, kTop);
  Picture picture(head, kWidth, kHeight + 30.0);
  const double left_side = left_of(ticks, words);
  draw_y_axis(picture, y, ticks, left_side, kRight, words);
  const double pitch = (kRight - left_side) / static_cast<double>(kMonths);
  const double width = pitch * 0.36;
  for (std::size_t m = 0; m < kMonths; ++m) {
    const std::string month = words(fmt::format("month_{}", m + 1));
    const double left = left_side + pitch * static_cast<double>(m) + pitch * 0.12;
    const auto bar = [&](const Series& series, double x, std::string_view style) {
      const double value = series.values.at(m);
      picture.rect(x, y(value), width, y(0.0) - y(value), style,
                   fmt::format("{}, {}: {}", series.name, month, words.number(value)));
    };
    bar(before, left, "base");
    bar(after, left + width + 1.0, "less");
    picture.text(left + width, kBottom + 16.0, shortened(month, 20).substr(0, 1), Anchor::middle, "tick");
  }
  picture.rect(kNames, kBottom + 30.0, 12.0, 12.0, "base");
  picture.text(kNames + 18.0, kBottom + 40.0, shortened(before.name, 44));
  picture.rect(kNames, kBottom + 50.0, 12.0, 12.0, "less");
  picture.text(kNames + 18.0, kBottom + 60.0, shortened(after.name, 44));
  return picture.finish();
}

std::string line_chart(const ChartHead& head, const std::vector<int>& years, const std::vector<Series>& lines, bool with_base,
                       const Words& words) {
  const std::size_t first_style = with_base ? 0 : 1;
  Range range;
  for (const Series& line : lines) {
    for (const double value : line.values) range.take(value);
  }
  const std::vector<double> ticks = nice_ticks(range.low, range.high, 5);
  const Scale y = scale_of(ticks, kBottom, kTop);
  const double last = std::max<double>(static_cast<double>(years.size()) - 1.0, 1.0);
  const double left = left_of(ticks, words);
  const Scale x{0.0, last, left + 4.0, kRight - 12.0};
  Picture picture(head, kWidth, kHeight + 18.0 * static_cast<double>(lines.size()));
  draw_y_axis(picture, y, ticks, left, kRight, words);
  const std::size_t every = std::max<std::size_t>((years.size() + 5) / 6, 1);
  for (std::size_t i = 0; i < years.size(); i += every) {
    picture.text(x(static_cast<double>(i)), kBottom + 16.0, std::to_string(years[i]), Anchor::middle, "tick");
  }
  for (std::size_t l = 0; l < lines.size(); ++l) {
    std::string d;
    bool pen_down = false;
    for (std::size_t i = 0; i < lines[l].values.size(); ++i) {
      const double value = lines[l].values[i];
      if (std::isfinite(value)) d += fmt::format("{}{:.1f} {:.1f}", pen_down ? 'L' : 'M', x(static_cast<double>(i)), y(value));
      pen_down = std::isfinite(value);
    }
    if (!d.empty()) picture.path(d, line_style(l + first_style));
  }
  draw_names(picture, lines, first_style, kBottom + 44.0);
  return picture.finish();
}

}  // namespace tvilling::scenarios::report
