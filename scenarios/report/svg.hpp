// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/report/report_words.hpp"

/// Charts as inline SVG. Colours are classes of the page's style (data/report_style.css). Every text is escaped.
namespace tvilling::scenarios::report {

/// Text as it stands in HTML and SVG, in attributes too.
[[nodiscard]] std::string escaped(std::string_view text);

/// 1, 2, 2.5 or 5 times a power of ten, not below `rough`, which is above 0.
[[nodiscard]] double nice_step(double rough);

/// Round numbers from at or below `low` to at or above `high`, about `count` of them. Equal ends give a scale around them.
[[nodiscard]] std::vector<double> nice_ticks(double low, double high, int count);

/// Decimals that tell the ticks apart.
[[nodiscard]] int tick_decimals(const std::vector<double>& ticks);

struct Bar {
  std::string label;
  double value = 0.0;
  std::string text;   ///< the value as it is shown
  bool good = false;  ///< in the colour of a saving
};

struct ChartHead {
  std::string id;     ///< unique in the page
  std::string title;  ///< with unit
  std::string description;
};

/// Bars to the left (savings) and right of a zero line, one below the other, with label and value above each.
[[nodiscard]] std::string bar_chart(const ChartHead& head, const std::vector<Bar>& bars, const Words& words);

struct Point {
  std::string label;  ///< a number or a letter
  std::string name;   ///< the whole, shown when pointed at
  double x = 0.0;
  double y = 0.0;
  bool marked = false;  ///< filled
};

struct Axes {
  std::string x;  ///< with unit
  std::string y;
};

[[nodiscard]] std::string scatter_chart(const ChartHead& head, const Axes& axes, const std::vector<Point>& points,
                                        const Words& words);

struct Series {
  std::string name;
  std::vector<double> values;
};

/// Two bars a month: before and after.
[[nodiscard]] std::string month_chart(const ChartHead& head, const Series& before, const Series& after, const Words& words);

/// Lines over the years; `with_base`: the first is the one that the others are held against.
[[nodiscard]] std::string line_chart(const ChartHead& head, const std::vector<int>& years, const std::vector<Series>& lines,
                                     bool with_base, const Words& words);

}  // namespace tvilling::scenarios::report
