// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/fabric/fabric_run.hpp"

namespace tvilling::tests {

inline double largest_difference(const std::vector<double>& a, const std::vector<double>& b, double factor = 1.0) {
  double most = a.size() == b.size() ? 0.0 : INFINITY;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) most = std::max(most, std::abs(factor * a[i] - b[i]));
  return most;
}

inline double largest_value(const std::vector<double>& values) {
  double most = 0.0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

/// Largest change of any temperature of a zone, hour by hour.
inline double difference_k(const models::ZoneHours& a, const models::ZoneHours& b) {
  return std::max(largest_difference(a.air_degc, b.air_degc), largest_difference(a.operative_degc, b.operative_degc));
}

/// Largest difference of heating and cooling, hour by hour; the loads of `a` times a factor.
inline double difference_w(const models::ZoneHours& a, const models::ZoneHours& b, double factor = 1.0) {
  return std::max(largest_difference(a.heating_w, b.heating_w, factor), largest_difference(a.cooling_w, b.cooling_w, factor));
}

inline double largest_load_w(const models::ZoneHours& zone) {
  return std::max(largest_value(zone.heating_w), largest_value(zone.cooling_w));
}

/// Whether two results have the same bits.
inline bool is_same(const models::FabricResult& a, const models::FabricResult& b) {
  bool same = a.zones.size() == b.zones.size() && a.terms.size() == b.terms.size() && a.storage_kwh == b.storage_kwh &&
              a.incident_kwh_m2 == b.incident_kwh_m2 && a.transmitted_kwh_m2 == b.transmitted_kwh_m2 && a.solves == b.solves &&
              a.unsettled_steps == b.unsettled_steps;
  for (std::size_t z = 0; same && z < a.zones.size(); ++z) {
    same = a.zones[z].air_degc == b.zones[z].air_degc && a.zones[z].operative_degc == b.zones[z].operative_degc &&
           a.zones[z].heating_w == b.zones[z].heating_w && a.zones[z].cooling_w == b.zones[z].cooling_w;
  }
  for (std::size_t t = 0; same && t < a.terms.size(); ++t) same = a.terms[t].energy_kwh == b.terms[t].energy_kwh;
  return same;
}

inline double heating_kwh(const models::FabricResult& result) {
  double sum_kwh = 0.0;
  for (const models::ZoneHours& zone : result.zones) {
    for (const double heat_w : zone.heating_w) sum_kwh += 1e-3 * heat_w;
  }
  return sum_kwh;
}

}  // namespace tvilling::tests
