// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/city_map.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/report/shown_name.hpp"
#include "scenarios/report/svg.hpp"

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

constexpr std::size_t kBreaks = 6;      // seven classes
constexpr double kNoChange = 0.5;       // kWh/m2 that nobody would see in the number
constexpr double kMapWidth_px = 390.0;  // of one of three maps beside each other

/// What lies at a share of the sorted values.
double quantile(const std::vector<double>& sorted, double share) {
  const auto place = static_cast<std::size_t>(std::llround(share * static_cast<double>(sorted.size() - 1)));
  return sorted.at(place);
}

bool has_place(const MapBuilding& b) {
  return std::isfinite(b.x_m) && std::isfinite(b.y_m);
}

/// The piece of land that is shown, in metres.
struct Land {
  double west_m = 0.0;
  double north_m = 0.0;
  double width_m = 0.0;
  double height_m = 0.0;
  [[nodiscard]] long long x(double x_m) const { return std::llround(x_m - west_m); }
  [[nodiscard]] long long y(double y_m) const { return std::llround(north_m - y_m); }
  [[nodiscard]] double metres_per_px() const { return width_m / kMapWidth_px; }
};

Land land_of(const std::vector<MapBuilding>& buildings) {
  double west = HUGE_VAL;
  double east = -HUGE_VAL;
  double south = HUGE_VAL;
  double north = -HUGE_VAL;
  for (const MapBuilding& b : buildings) {
    if (!has_place(b)) continue;
    west = std::min(west, b.x_m);
    east = std::max(east, b.x_m);
    south = std::min(south, b.y_m);
    north = std::max(north, b.y_m);
  }
  constexpr double kLeast_m = 100.0;
  const double margin = 0.05 * std::max({east - west, north - south, kLeast_m});
  return {west - margin, north + margin, east - west + 2.0 * margin, north - south + 2.0 * margin};
}

/// Footprints are shown when the usual one is some pixels wide.
bool shows_footprints(const std::vector<MapBuilding>& buildings, const Land& land) {
  std::vector<double> widths_m;
  for (const MapBuilding& b : buildings) {
    if (!has_place(b) || b.footprint.size() < 3) continue;
    const auto [least, most] =
        std::minmax_element(b.footprint.begin(), b.footprint.end(), [](auto p, auto q) { return p.x_m < q.x_m; });
    widths_m.push_back(most->x_m - least->x_m);
  }
  constexpr double kVisible_px = 5.0;
  if (widths_m.empty()) return false;
  std::sort(widths_m.begin(), widths_m.end());
  return quantile(widths_m, 0.5) / land.metres_per_px() >= kVisible_px;
}

/// The area of a dot goes with the floor area; none is too small to be seen or hides a district.
double radius_m(const MapBuilding& b, const Land& land) {
  constexpr double kSmallest_px = 2.0;
  constexpr double kLargest_px = 6.0;
  constexpr double kSquareMetresPerPx = 700.0;
  const double px = std::sqrt(std::max(b.area_m2, 0.0) / kSquareMetresPerPx);
  return std::clamp(std::isfinite(px) ? px : 0.0, kSmallest_px, kLargest_px) * land.metres_per_px();
}

std::string shape(const MapBuilding& b, std::size_t place, const Land& land, bool footprints) {
  const std::string title = "<title>" + escaped(b.name) + "</title>";
  if (!footprints || b.footprint.size() < 3) {
    return fmt::format("<circle id=\"b{}\" cx=\"{}\" cy=\"{}\" r=\"{:.0f}\">{}</circle>\n", place, land.x(b.x_m), land.y(b.y_m),
                       radius_m(b, land), title);
  }
  std::string d;
  for (const models::Point& p : b.footprint) d += fmt::format("{}{} {}", d.empty() ? 'M' : 'L', land.x(p.x_m), land.y(p.y_m));
  return fmt::format("<path id=\"b{}\" d=\"{}z\">{}</path>\n", place, d, title);
}

enum class Layer { before, after, difference };

double value_of(const MapBuilding& b, Layer layer) {
  switch (layer) {
    case Layer::before: return b.before;
    case Layer::after: return b.after;
    case Layer::difference: return b.after - b.before;
  }
  return models::kMissing;
}

/// Scale bar and north arrow, in the map's metres.
std::string furniture(const Land& land, const Words& words) {
  const double unit = land.metres_per_px();
  const double bar_m = nice_step(land.width_m / 6.0);
  const double y = land.height_m + 18.0 * unit;
  const std::string label = bar_m >= 1000.0 ? words.short_number(bar_m / 1000.0) + " km" : words.short_number(bar_m) + " m";
  const double north_x = land.width_m - 14.0 * unit;
  return fmt::format(
      "<path class=\"scale\" d=\"M{:.0f} {:.0f}h{:.0f}\"/><text x=\"{:.0f}\" y=\"{:.0f}\" font-size=\"{:.0f}\">{}</text>"
      "<path class=\"north\" d=\"M{:.0f} {:.0f}l{:.0f} {:.0f}l{:.0f} {:.0f}l{:.0f} {:.0f}z\"/>"
      "<text x=\"{:.0f}\" y=\"{:.0f}\" font-size=\"{:.0f}\" text-anchor=\"middle\">N</text>\n",
      8.0 * unit, y, bar_m, bar_m + 14.0 * unit, y + 4.0 * unit, 12.0 * unit, label, north_x, 6.0 * unit, 5.0 * unit, 16.0 * unit,
      -5.0 * unit, -4.0 * unit, -5.0 * unit, 4.0 * unit, north_x, 36.0 * unit, 12.0 * unit);
}

std::string layer_svg(const std::vector<MapBuilding>& buildings, Layer layer, const Land& land, const Breaks& breaks,
                      const std::string& defs, const std::string& title, const Words& words) {
  const int number = static_cast<int>(layer);
  const double foot = 28.0 * land.metres_per_px();
  std::string svg = fmt::format(
      "<svg class=\"city\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-labelledby=\"map{}-t map{}-d\">"
      "<title id=\"map{}-t\">{}</title><desc id=\"map{}-d\">{}</desc>\n{}",
      land.width_m, land.height_m + foot, number, number, number, escaped(title), number, escaped(words("map_description")),
      defs);
  const char family = layer == Layer::difference ? 'd' : 's';
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    if (!has_place(buildings[i])) continue;
    const double value = value_of(buildings[i], layer);
    const std::string style = std::isfinite(value) ? fmt::format("{}{}", family, class_of(value, breaks)) : "none";
    svg += fmt::format("<use href=\"#b{}\" class=\"{}\"/>", i, style);
  }
  return svg + furniture(land, words) + "</svg>\n";
}

std::string legend(const Breaks& breaks, char family, const std::string& heading, bool some_missing, const Words& words) {
  const auto number = [&](double value) {
    const std::string text = words.short_number(value);
    return family == 'd' && value > 0.0 ? "+" + text : text;
  };
  std::string html = fmt::format("<p class=\"legend-head\">{}</p><ul class=\"legend\">", escaped(heading));
  for (std::size_t i = 0; i <= breaks.size(); ++i) {
    std::string text;
    if (family == 'd' && i == breaks.size() / 2) {
      text = words("no_change");
    } else if (i == 0) {
      text = "&lt; " + number(breaks.front());
    } else if (i == breaks.size()) {
      text = "≥ " + number(breaks.back());
    } else {
      text = words.fill("from_to", number(breaks[i - 1]), number(breaks[i]));
    }
    html += fmt::format("<li><span class=\"swatch {}{}\"></span>{}</li>", family, i, text);
  }
  if (some_missing) html += fmt::format("<li><span class=\"swatch none\"></span>{}</li>", escaped(words("no_data")));
  return html + "</ul>\n";
}

}  // namespace

std::size_t class_of(double value, const Breaks& breaks) {
  return static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin());
}

Breaks value_breaks(const std::vector<MapBuilding>& buildings) {
  std::vector<double> values;
  for (const MapBuilding& b : buildings) {
    for (const double value : {b.before, b.after}) {
      if (std::isfinite(value)) values.push_back(value);
    }
  }
  if (values.empty()) return {1, 2, 3, 4, 5, 6};
  std::sort(values.begin(), values.end());
  const double low = quantile(values, 0.05);
  const double high = quantile(values, 0.95);
  const double step = nice_step(std::max((high - low) / static_cast<double>(kBreaks), 1e-3));
  const double first = (std::floor(low / step) + 1.0) * step;
  Breaks breaks;
  for (std::size_t i = 0; i < kBreaks; ++i) breaks.push_back(first + static_cast<double>(i) * step);
  return breaks;
}

Breaks change_breaks(const std::vector<MapBuilding>& buildings) {
  std::vector<double> sizes;
  for (const MapBuilding& b : buildings) {
    const double size = std::abs(b.after - b.before);
    if (std::isfinite(size) && size >= kNoChange) sizes.push_back(size);
  }
  std::sort(sizes.begin(), sizes.end());
  const double step = sizes.empty() ? 1.0 : nice_step(std::max(quantile(sizes, 0.9) / 3.0, 2.0 * kNoChange));
  return {-2.0 * step, -step, -kNoChange, kNoChange, step, 2.0 * step};
}

std::vector<MapBuilding> map_buildings(const Report& report, const Words& words) {
  const std::size_t heat = index(Annual::heat);
  const std::size_t place = report.best().place;
  std::vector<MapBuilding> out;
  for (std::size_t b = 0; b < report.results.portfolio.buildings.size(); ++b) {
    const models::Building& building = report.results.portfolio.buildings[b].building;
    MapBuilding item;
    item.x_m = building.x_m;
    item.y_m = building.y_m;
    item.area_m2 = building.area_m2;
    item.footprint = building.footprint;
    item.before = report.results.results[0][b].annual[heat] / building.area_m2;
    item.after = report.results.results[place][b].annual[heat] / building.area_m2;
    const std::string change = words.change(item.after - item.before);
    item.name = words.fill("map_building", building.building_id, shown_name(building, words), words.number(item.before),
                           words.number(item.after), change);
    out.push_back(std::move(item));
  }
  return out;
}

std::string city_map(const std::vector<MapBuilding>& buildings, const std::string& after_title, const Words& words) {
  if (std::none_of(buildings.begin(), buildings.end(), has_place)) return {};
  const Land land = land_of(buildings);
  const bool footprints = shows_footprints(buildings, land);
  std::string shapes = fmt::format(
      "<defs><pattern id=\"hatch\" width=\"{0:.1f}\" height=\"{0:.1f}\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><path d=\"M0 0v{0:.1f}\" class=\"hatching\"/></pattern>\n",
      3.0 * land.metres_per_px());
  bool missing = false;
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    if (!has_place(buildings[i])) continue;
    shapes += shape(buildings[i], i, land, footprints);
    missing = missing || !std::isfinite(buildings[i].before) || !std::isfinite(buildings[i].after);
  }
  shapes += "</defs>\n";
  const Breaks values = value_breaks(buildings);
  const Breaks changes = change_breaks(buildings);
  std::string html = "<div class=\"maps\">\n";
  const auto add = [&](Layer layer, const Breaks& breaks, const std::string& title, const std::string& defs) {
    const bool difference = layer == Layer::difference;
    html += fmt::format("<figure class=\"map\"><figcaption>{}</figcaption>\n", escaped(title));
    html += layer_svg(buildings, layer, land, breaks, defs, title, words);
    html += legend(breaks, difference ? 'd' : 's', words(difference ? "map_unit_difference" : "map_unit"), missing, words);
    html += "</figure>\n";
  };
  add(Layer::before, values, words("map_before"), shapes);
  add(Layer::after, values, words.fill("map_after", after_title), "");
  add(Layer::difference, changes, words("map_difference"), "");
  return html + "</div>\n";
}

}  // namespace tvilling::scenarios::report
