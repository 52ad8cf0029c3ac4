// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "models/building/building.hpp"

namespace tvilling::tests {

/// A part of a building that lies beside the rest, from the ground to the roof.
inline models::Building zone_of(const models::Building& whole, double share) {
  models::Building zone = whole;
  zone.zones.clear();
  zone.zone_links.clear();
  zone.building_id += ", a zone";
  zone.area_m2 *= share;
  zone.visitors_per_year *= share;
  zone.employees *= share;
  zone.share = {share, share, share};
  return zone;
}

/// The building cut in two; the wall between them has `link_m2`.
inline models::Building cut_in_two(const models::Building& whole, double share, double link_m2) {
  models::Building cut = whole;
  cut.zones = {zone_of(whole, share), zone_of(whole, 1.0 - share)};
  if (link_m2 > 0.0) cut.zone_links = {{0, 1, link_m2, 1.8}};
  return cut;
}

}  // namespace tvilling::tests
