// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/wkt.hpp"

#include <fmt/format.h>

#define BOOST_ALLOW_DEPRECATED_HEADERS  // Boost 1.74 includes its own deprecated headers and says so
#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <cmath>
#include <cstddef>
#include <exception>

#include "core/text.hpp"

namespace tvilling::models {

namespace {

namespace bg = boost::geometry;
using BgPoint = bg::model::d2::point_xy<double>;
using BgPolygon = bg::model::polygon<BgPoint>;
using BgMultiPolygon = bg::model::multi_polygon<BgPolygon>;

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The text without leading spaces and "SRID=25832;"; `unreadable` is set for another coordinate system.
std::string_view without_srid(std::string_view text, std::string& unreadable) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  constexpr std::string_view kSrid = "SRID=";
  if (!text.starts_with(kSrid)) return text;
  const std::size_t end = text.find(';');
  if (end == std::string_view::npos) return text;
  const std::string_view srid = text.substr(kSrid.size(), end - kSrid.size());
  if (srid != "25832") unreadable = fmt::format("it is in EPSG:{}, not EPSG:25832", core::shown(srid));
  return text.substr(end + 1);
}

bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
    if (c != word[i]) return false;
  }
  return true;
}

/// Boost reads "1" as the point (1, 0) and stumbles over heights. So points are cut to two numbers first; nothing when a
/// point has fewer.
std::optional<std::string> two_numbers_each(std::string_view text) {
  std::string flat;
  int numbers = 0;
  bool in_number = false;
  bool any_point = false;
  for (const char c : text) {
    const bool separator = is_space(c) || c == '(' || c == ')' || c == ',';
    if (!separator && !in_number) ++numbers;
    in_number = !separator;
    if ((c == ',' || c == ')') && numbers == 1) return std::nullopt;
    if (c == '(' || c == ',' || c == ')') numbers = 0;
    any_point = any_point || c == '(';
    if (separator || !any_point || numbers <= 2) flat += c;
  }
  return flat;
}

/// The text from its first bracket on, with the plain word before it: " Z", " M" and " ZM" are taken away.
std::string with_plain_word(std::string_view text, std::string_view word) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return std::string(text);
  const std::string_view tag = text.substr(word.size(), open - word.size());
  if (tag.find_first_not_of(" \t\r\nzZmM") != std::string_view::npos) return std::string(text);
  return std::string(word) + std::string(text.substr(open));
}

/// Nothing when the text cannot be read.
std::optional<BgMultiPolygon> read_polygons(std::string_view text) {
  constexpr std::string_view kPolygon = "POLYGON";
  constexpr std::string_view kMulti = "MULTIPOLYGON";
  const bool multi = starts_with_word(text, kMulti);
  const std::optional<std::string> plain = two_numbers_each(with_plain_word(text, multi ? kMulti : kPolygon));
  if (!plain) return std::nullopt;
  BgMultiPolygon polygons;
  try {
    if (multi) {
      bg::read_wkt(*plain, polygons);
    } else {
      polygons.emplace_back();
      bg::read_wkt(*plain, polygons.front());
    }
  } catch (const bg::read_wkt_exception&) {
    return std::nullopt;
  }
  return polygons;
}

bool same(const BgPoint& a, const BgPoint& b) {
  return a.x() == b.x() && a.y() == b.y();
}

/// One swapped or foreign point is enough.
void check_ring(WktFootprint& footprint) {
  for (const Point& p : footprint.ring) {
    footprint.position = check_position(p);
    footprint.outside = p;
    if (footprint.position != PositionProblem::none) return;
  }
}

std::string why_invalid(const BgPolygon& polygon) {
  bg::validity_failure_type failure = bg::no_failure;
  if (bg::is_valid(polygon, failure)) return {};
  if (failure != bg::failure_few_points && failure != bg::failure_invalid_coordinate && bg::intersects(polygon)) {
    return "it crosses itself";
  }
  switch (failure) {
    case bg::failure_few_points: return "it has fewer than three corners";
    case bg::failure_spikes: return "it has a spike without width";
    case bg::failure_invalid_coordinate: return "a coordinate is not a number";
    default: return "it does not enclose an area";
  }
}

}  // namespace

WktFootprint parse_wkt_footprint(std::string_view text) {
  WktFootprint result;
  text = without_srid(text, result.unreadable);
  if (!result.unreadable.empty()) return result;
  if (!starts_with_word(text, "POLYGON") && !starts_with_word(text, "MULTIPOLYGON")) {
    result.unreadable = "it is not a WKT POLYGON or MULTIPOLYGON";
    return result;
  }
  const std::optional<BgMultiPolygon> polygons = read_polygons(text);
  if (!polygons) {
    result.unreadable = "it cannot be read as WKT (points are \"x y\" with a decimal point, separated by commas)";
    return result;
  }
  const BgPolygon* largest = nullptr;
  for (const BgPolygon& polygon : *polygons) {
    if (largest == nullptr || std::abs(bg::area(polygon)) > std::abs(bg::area(*largest))) largest = &polygon;
  }
  if (largest == nullptr || largest->outer().empty()) {
    result.unreadable = "it is empty";
    return result;
  }
  result.parts_left_out = static_cast<int>(polygons->size()) - 1;
  result.courtyards_left_out = static_cast<int>(largest->inners().size());
  BgPolygon outer;
  for (const BgPoint& p : largest->outer()) outer.outer().push_back(p);
  result.was_open = outer.outer().size() < 2 || !same(outer.outer().front(), outer.outer().back());
  if (!result.was_open) outer.outer().pop_back();
  for (const BgPoint& p : outer.outer()) result.ring.push_back({p.x(), p.y()});
  check_ring(result);
  bg::correct(outer);
  result.invalid = why_invalid(outer);
  if (!result.invalid.empty() || result.position != PositionProblem::none) result.ring.clear();
  return result;
}

std::optional<Point> parse_wkt_point(std::string_view text) {
  std::string unreadable;
  text = without_srid(text, unreadable);
  if (!unreadable.empty() || !starts_with_word(text, "POINT")) return std::nullopt;
  const std::optional<std::string> plain = two_numbers_each(with_plain_word(text, "POINT"));
  if (!plain) return std::nullopt;
  try {
    BgPoint point;
    bg::read_wkt(*plain, point);
    return Point{point.x(), point.y()};
  } catch (const bg::read_wkt_exception&) {
    return std::nullopt;
  }
}

std::string to_wkt(std::span<const Point> ring) {
  if (ring.empty()) return {};
  std::string text = "POLYGON ((";
  for (const Point& p : ring) text += fmt::format("{} {}, ", p.x_m, p.y_m);
  return text + fmt::format("{} {}))", ring.front().x_m, ring.front().y_m);
}

}  // namespace tvilling::models
