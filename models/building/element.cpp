// SPDX-License-Identifier: MPL-2.0
#include "models/building/element.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace tvilling::models {

namespace {

using core::NodeId;
using core::ThermalNetwork;

std::array<double, 5> mass_shares(MassClass mass) {
  switch (mass) {
    case MassClass::inside: return {0, 0, 0, 0, 1};
    case MassClass::outside: return {1, 0, 0, 0, 0};
    case MassClass::both_sides: return {0.5, 0, 0, 0, 0.5};
    case MassClass::distributed: return {0.125, 0.25, 0.25, 0.25, 0.125};
    case MassClass::middle: return {0, 0, 1, 0, 0};
  }
  return {};
}

/// The same for a ground floor, whose first two nodes are the ground.
std::array<double, 3> ground_mass_shares(MassClass mass) {
  switch (mass) {
    case MassClass::inside: return {0, 0, 1};
    case MassClass::outside: return {1, 0, 0};
    case MassClass::both_sides: return {0.5, 0, 0.5};
    case MassClass::distributed: return {0.25, 0.5, 0.25};
    case MassClass::middle: return {0, 1, 0};
  }
  return {};
}

void link_inside(ThermalNetwork& network, ZoneNodes& zone, NodeId surface, const Element& element) {
  network.connect(surface, zone.air, element.inside_convection_w_m2k * element.area_m2);
  network.connect(surface, zone.radiant, kInsideRadiation_w_m2k * element.area_m2);
  zone.surfaces.emplace_back(surface, element.area_m2);
}

/// A chain of nodes from outside to inside; returns the outside one and links the inside one to the zone.
NodeId add_chain(ThermalNetwork& network, ZoneNodes& zone, const Element& element, std::span<const double> capacity_j_m2k,
                 std::span<const double> conductance_w_m2k) {
  const std::string name(element.name);
  const NodeId first = network.add_node(name, capacity_j_m2k[0] * element.area_m2);
  NodeId last = first;
  for (std::size_t i = 1; i < capacity_j_m2k.size(); ++i) {
    const NodeId next = network.add_node(name, capacity_j_m2k[i] * element.area_m2);
    network.connect(last, next, conductance_w_m2k[i - 1] * element.area_m2);
    last = next;
  }
  link_inside(network, zone, last, element);
  return first;
}

}  // namespace

ZoneNodes add_zone(ThermalNetwork& network, double air_capacity_j_k) {
  ZoneNodes zone;
  zone.air = network.add_node("air", air_capacity_j_k);
  zone.radiant = network.add_node("mean radiant", 0.0);
  return zone;
}

double resistance_of_u_value_m2k_w(double u_value_w_m2k, double inside_convection_w_m2k) {
  const double inside = 1.0 / (inside_convection_w_m2k + kInsideRadiation_w_m2k);
  const double outside = 1.0 / (kOutsideConvection_w_m2k + kOutsideRadiation_w_m2k);
  return std::max(0.01, 1.0 / u_value_w_m2k - inside - outside);
}

NodeId add_opaque(ThermalNetwork& network, ZoneNodes& zone, const Element& element) {
  std::array<double, 5> capacity = mass_shares(element.mass);
  for (double& c : capacity) c *= element.heat_capacity_j_m2k;
  const double r = element.resistance_m2k_w;
  return add_chain(network, zone, element, capacity, std::array{6.0 / r, 3.0 / r, 3.0 / r, 6.0 / r});
}

NodeId add_window(ThermalNetwork& network, ZoneNodes& zone, const Element& element) {
  return add_chain(network, zone, element, std::array{0.0, 0.0}, std::array{1.0 / element.resistance_m2k_w});
}

NodeId add_ground_floor(ThermalNetwork& network, ZoneNodes& zone, const Element& element) {
  const std::array<double, 3> shares = ground_mass_shares(element.mass);
  const double kappa = element.heat_capacity_j_m2k;
  const std::array<double, 5> capacity{0.0, kGroundCapacity_j_m2k, shares[0] * kappa, shares[1] * kappa, shares[2] * kappa};
  const double r = element.resistance_m2k_w;
  const double ground = kGroundResistance_m2k_w;
  return add_chain(network, zone, element, capacity, std::array{2.0 / ground, 1.0 / (r / 4.0 + ground / 2.0), 2.0 / r, 4.0 / r});
}

void connect_outdoors(ThermalNetwork& network, NodeId surface, double area_m2, double sky_view,
                      const OutsideBoundaries& boundaries) {
  const double air_w_m2k = kOutsideConvection_w_m2k + (1.0 - sky_view) * kOutsideRadiation_w_m2k;
  network.connect(surface, boundaries.outdoor, air_w_m2k * area_m2, boundaries.term);
  network.connect(surface, boundaries.sky, sky_view * kOutsideRadiation_w_m2k * area_m2, boundaries.term);
}

std::vector<std::pair<NodeId, double>> zone_weights(const ZoneNodes& zone, double convective) {
  double total_m2 = 0.0;
  for (const auto& [surface, area_m2] : zone.surfaces) total_m2 += area_m2;
  std::vector<std::pair<NodeId, double>> weights{{zone.air, convective}};
  for (const auto& [surface, area_m2] : zone.surfaces) weights.emplace_back(surface, (1.0 - convective) * area_m2 / total_m2);
  return weights;
}

}  // namespace tvilling::models
