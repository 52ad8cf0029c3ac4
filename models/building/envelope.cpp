// SPDX-License-Identifier: MPL-2.0
#include "models/building/envelope.hpp"

#include <algorithm>
#include <cmath>

namespace tvilling::models {

double Envelope::wall_m2() const noexcept {
  double sum = 0.0;
  for (const Facade& facade : facades) sum += facade.wall_m2;
  return sum;
}

double Envelope::window_m2() const noexcept {
  double sum = 0.0;
  for (const Facade& facade : facades) sum += facade.window_m2;
  return sum;
}

Envelope envelope_of(const Building& b) noexcept {
  Envelope e;
  const double share = b.heated_fraction;
  e.heated_area_m2 = b.area_m2 * share;
  e.volume_m3 = e.heated_area_m2 * b.storey_height_m;
  e.roof_m2 = b.footprint_area_m2 * share * b.share.roof;
  e.floor_m2 = b.footprint_area_m2 * share * b.share.floor;
  e.perimeter_m = b.perimeter_m * share * b.share.floor;
  e.partition_m2 = e.heated_area_m2 * b.partition_area_fraction;

  // Sides of the rectangle: a + b = P/2, a b = A.
  const double half = 0.25 * b.perimeter_m;
  const double spread = std::sqrt(std::max(0.0, half * half - b.footprint_area_m2));
  const std::array<double, 2> side_m{half + spread, half - spread};
  const double height_m = b.storeys * b.storey_height_m;
  for (std::size_t i = 0; i < e.facades.size(); ++i) {
    const double gross_m2 = side_m[i % 2] * height_m * share * b.share.facade;
    const double free_m2 = gross_m2 * (1.0 - b.party_wall_fraction);
    e.facades[i].azimuth_deg = std::fmod(b.azimuth_deg + 90.0 * static_cast<double>(i), 360.0);
    e.facades[i].window_m2 = free_m2 * b.window_fraction;
    e.facades[i].wall_m2 = free_m2 - e.facades[i].window_m2;
    e.party_wall_m2 += gross_m2 - free_m2;
  }
  return e;
}

}  // namespace tvilling::models
