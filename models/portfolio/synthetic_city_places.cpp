// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <utility>

#include "core/error.hpp"
#include "core/random.hpp"
#include "models/portfolio/synthetic_city_parts.hpp"

namespace tvilling::models::city {

namespace {

// Copenhagen between 12.453 and 12.651 degrees east, 55.613 and 55.733 north, in EPSG:25832.
constexpr Point kSouthWest{716790.0, 6168419.0};
constexpr Point kNorthEast{729919.0, 6182403.0};
// Frederiksberg is a municipality of its own (assumption: a circle).
constexpr Point kFrederiksberg{721700.0, 6176100.0};
constexpr double kFrederiksbergM = 1550.0;

constexpr double kAspect = 2.5;         // length to width of a building
constexpr double kGapM = 8.0;           // between two buildings of a property
constexpr double kMarginM = 2.0;        // from a building to the property's edge
constexpr double kHalfDistanceM = 6.0;  // half of the least distance of two buildings' centres
constexpr double kDistrictSigmaM = 700.0;

/// A rectangle at any angle.
struct Rectangle {
  Point centre;
  double half_length_m = 0.0;
  double half_width_m = 0.0;
  double cos_angle = 1.0;
  double sin_angle = 0.0;

  [[nodiscard]] double radius_m() const { return std::hypot(half_length_m, half_width_m); }
  [[nodiscard]] Point at(double along_m, double across_m) const {
    return {centre.x_m + along_m * cos_angle - across_m * sin_angle, centre.y_m + along_m * sin_angle + across_m * cos_angle};
  }
};

/// True when a line along one side of `a` separates the two (separating axis theorem, the axes of `a`).
bool separated_by(const Rectangle& a, const Rectangle& b) {
  const double dx = b.centre.x_m - a.centre.x_m;
  const double dy = b.centre.y_m - a.centre.y_m;
  const double cosine = std::abs(a.cos_angle * b.cos_angle + a.sin_angle * b.sin_angle);
  const double sine = std::abs(a.cos_angle * b.sin_angle - a.sin_angle * b.cos_angle);
  const double along = std::abs(dx * a.cos_angle + dy * a.sin_angle);
  const double across = std::abs(dy * a.cos_angle - dx * a.sin_angle);
  return along > a.half_length_m + b.half_length_m * cosine + b.half_width_m * sine ||
         across > a.half_width_m + b.half_length_m * sine + b.half_width_m * cosine;
}

bool overlap(const Rectangle& a, const Rectangle& b) {
  return !separated_by(a, b) && !separated_by(b, a);
}

bool in_city(const Rectangle& site) {
  const double r = site.radius_m();
  const Point& c = site.centre;
  return c.x_m >= kSouthWest.x_m + r && c.x_m <= kNorthEast.x_m - r && c.y_m >= kSouthWest.y_m + r &&
         c.y_m <= kNorthEast.y_m - r && std::hypot(c.x_m - kFrederiksberg.x_m, c.y_m - kFrederiksberg.y_m) > kFrederiksbergM + r;
}

/// Buildings of a property stand side by side, long facades parallel.
struct Layout {
  std::vector<double> width_m;   // of each building
  std::vector<double> across_m;  // its centre from the property's centre
  double half_length_m = kHalfDistanceM;
  double half_width_m = 0.0;
};

Layout lay_out(const Site& site, const std::vector<BuildingRecord>& buildings) {
  Layout layout;
  double edge_m = 0.0;  // where the last building ends, with its gap
  for (const std::size_t i : site.buildings) {
    const Building& b = buildings[i].building;
    const double width_m = std::sqrt(b.area_m2 / b.storeys / kAspect);
    const double half_m = std::max(0.5 * width_m + (layout.across_m.empty() ? kMarginM : 0.5 * kGapM), kHalfDistanceM);
    layout.width_m.push_back(width_m);
    layout.across_m.push_back(edge_m + half_m);
    edge_m += 2.0 * half_m;
    layout.half_length_m = std::max(layout.half_length_m, 0.5 * kAspect * width_m + kMarginM);
  }
  layout.half_width_m = 0.5 * edge_m;
  for (double& across : layout.across_m) across -= layout.half_width_m;
  return layout;
}

/// The properties placed so far, by squares at least as wide as the largest property.
class Placed {
 public:
  explicit Placed(double largest_radius_m) : cell_m_(2.0 * largest_radius_m) {}

  [[nodiscard]] bool is_free(const Rectangle& site) const {
    const auto [column, row] = cell(site.centre);
    for (long dx = -1; dx <= 1; ++dx) {
      for (long dy = -1; dy <= 1; ++dy) {
        const auto found = cells_.find({column + dx, row + dy});
        if (found == cells_.end()) continue;
        const bool hit = std::any_of(found->second.begin(), found->second.end(),
                                     [&site](const Rectangle& other) { return overlap(site, other); });
        if (hit) return false;
      }
    }
    return true;
  }

  void add(const Rectangle& site) { cells_[cell(site.centre)].push_back(site); }

 private:
  [[nodiscard]] std::pair<long, long> cell(const Point& p) const {
    return {std::lround(std::floor(p.x_m / cell_m_)), std::lround(std::floor(p.y_m / cell_m_))};
  }

  double cell_m_;
  std::map<std::pair<long, long>, std::vector<Rectangle>> cells_;
};

/// A free place near the district's centre; the search widens with each try, at last over the whole city.
Rectangle find_place(const Tables& tables, std::uint64_t seed, const Site& site, const Layout& layout, const Placed& placed) {
  constexpr std::uint64_t near_tries = 400;
  constexpr std::uint64_t tries = 4000;
  const double angle = std::numbers::pi * core::uniform01({seed, site.property_id, "angle", 0});
  Rectangle place{{}, layout.half_length_m, layout.half_width_m, std::cos(angle), std::sin(angle)};
  const Point& centre = tables.districts[site.district].centre;
  for (std::uint64_t k = 0; k < tries; ++k) {
    if (k < near_tries) {
      const double sigma_m = kDistrictSigmaM * (1.0 + static_cast<double>(k) / 40.0);
      place.centre.x_m = centre.x_m + sigma_m * core::standard_normal({seed, site.property_id, "x_m", k});
      place.centre.y_m = centre.y_m + sigma_m * core::standard_normal({seed, site.property_id, "y_m", k});
    } else {
      const double u = core::uniform01({seed, site.property_id, "x_m", k});
      const double v = core::uniform01({seed, site.property_id, "y_m", k});
      place.centre = {kSouthWest.x_m + u * (kNorthEast.x_m - kSouthWest.x_m),
                      kSouthWest.y_m + v * (kNorthEast.y_m - kSouthWest.y_m)};
    }
    if (in_city(place) && placed.is_free(place)) return place;
  }
  throw core::Error(core::ErrorKind::bad_input, "the synthetic city is full: no room for property " + site.property_id, {},
                    "ask for fewer buildings");
}

double to_mm(double value_m) {
  return std::round(value_m * 1000.0) / 1000.0;
}

void put_buildings(const Rectangle& place, const Site& site, const Layout& layout, std::vector<BuildingRecord>& buildings) {
  for (std::size_t n = 0; n < site.buildings.size(); ++n) {
    Building& b = buildings[site.buildings[n]].building;
    const double half_width_m = 0.5 * layout.width_m[n];
    const double half_length_m = kAspect * half_width_m;
    const double across_m = layout.across_m[n];
    const Point centre = place.at(0.0, across_m);
    b.x_m = to_mm(centre.x_m);
    b.y_m = to_mm(centre.y_m);
    b.footprint = {place.at(-half_length_m, across_m - half_width_m), place.at(half_length_m, across_m - half_width_m),
                   place.at(half_length_m, across_m + half_width_m), place.at(-half_length_m, across_m + half_width_m)};
    for (Point& p : b.footprint) p = {to_mm(p.x_m), to_mm(p.y_m)};
  }
}

}  // namespace

void place_sites(const Tables& tables, std::uint64_t seed, const std::vector<Site>& sites,
                 std::vector<BuildingRecord>& buildings) {
  std::vector<Layout> layouts(sites.size());
  std::vector<double> radius_m(sites.size());
  for (std::size_t s = 0; s < sites.size(); ++s) {
    layouts[s] = lay_out(sites[s], buildings);
    radius_m[s] = std::hypot(layouts[s].half_length_m, layouts[s].half_width_m);
  }
  // The largest first: small ones find room between them.
  std::vector<std::size_t> order(sites.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&radius_m](std::size_t a, std::size_t b) { return radius_m[a] != radius_m[b] ? radius_m[a] > radius_m[b] : a < b; });
  Placed placed(radius_m[order.front()]);
  for (const std::size_t s : order) {
    const Rectangle place = find_place(tables, seed, sites[s], layouts[s], placed);
    placed.add(place);
    put_buildings(place, sites[s], layouts[s], buildings);
  }
}

}  // namespace tvilling::models::city
