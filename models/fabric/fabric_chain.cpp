// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_chain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>

#include "models/window/glazing_heat.hpp"

namespace tvilling::models {

namespace {

constexpr double kCellTime_s = 900.0;

std::size_t cells_of(const Layer& layer) {
  const double heat_j_m3k = layer.density_kg_m3 * layer.specific_heat_j_kgk;
  if (!(layer.conductivity_w_mk > 0.0) || !(heat_j_m3k > 0.0)) return 1;
  const double cell_m = std::sqrt(layer.conductivity_w_mk / heat_j_m3k * kCellTime_s);
  return std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(layer.thickness_m / cell_m)));
}

Chain chain_of_layers(std::span<const Layer> layers) {
  Chain chain;
  chain.capacity_j_m2k.push_back(0.0);
  for (const Layer& layer : layers) {
    const std::size_t cells = cells_of(layer);
    const double share = 1.0 / static_cast<double>(cells);
    for (std::size_t c = 0; c < cells; ++c) {
      const double half_j_m2k = 0.5 * share * layer.capacity_j_m2k();
      chain.capacity_j_m2k.back() += half_j_m2k;
      chain.capacity_j_m2k.push_back(half_j_m2k);
      chain.conductance_w_m2k.push_back(1.0 / (share * layer.r_m2k_w()));
    }
  }
  return chain;
}

/// Where the heat capacity of layers lies, by thirds of their resistance from the outside (EN ISO 52016-1, table B.13, tells the
/// classes in words; three fifths of the mass make a place the one).
MassClass mass_class_of(std::span<const Layer> layers, const LumpedElement& whole) {
  constexpr double kMost = 0.6;
  constexpr double kLeastMiddle = 0.1;
  constexpr std::size_t kSlices = 60;  // of each layer, so that a layer across a border counts on both sides
  std::array<double, 3> share{};
  double from_outside_m2k_w = 0.0;
  for (const Layer& layer : layers) {
    for (std::size_t i = 0; i < kSlices; ++i) {
      const double middle = from_outside_m2k_w + layer.r_m2k_w() * (static_cast<double>(i) + 0.5) / kSlices;
      const std::size_t third = std::min<std::size_t>(2, static_cast<std::size_t>(3.0 * middle / whole.resistance_m2k_w));
      share[third] += layer.capacity_j_m2k() / whole.heat_capacity_j_m2k / kSlices;
    }
    from_outside_m2k_w += layer.r_m2k_w();
  }
  if (share[2] >= kMost) return MassClass::inside;
  if (share[0] >= kMost) return MassClass::outside;
  if (share[1] >= kMost) return MassClass::middle;
  return share[1] < kLeastMiddle ? MassClass::both_sides : MassClass::distributed;
}

LumpedElement lumped_of(const Construction& construction) {
  if (construction.lumped) return *construction.lumped;
  LumpedElement element;
  for (const Layer& layer : construction.layers) {
    element.resistance_m2k_w += layer.r_m2k_w();
    element.heat_capacity_j_m2k += layer.capacity_j_m2k();
  }
  if (element.heat_capacity_j_m2k > 0.0) element.mass = mass_class_of(construction.layers, element);
  return element;
}

Chain chain_of_element(const LumpedElement& element) {
  const double r = element.resistance_m2k_w;
  Chain chain;
  if (element.on_ground) {
    const std::array<double, 3> shares = ground_mass_shares(element.mass);
    const double ground = kGroundResistance_m2k_w;
    chain.capacity_j_m2k = {0.0, kGroundCapacity_j_m2k};
    for (const double share : shares) chain.capacity_j_m2k.push_back(share * element.heat_capacity_j_m2k);
    chain.conductance_w_m2k = {2.0 / ground, 1.0 / (r / 4.0 + ground / 2.0), 2.0 / r, 4.0 / r};
    return chain;
  }
  for (const double share : mass_shares(element.mass)) chain.capacity_j_m2k.push_back(share * element.heat_capacity_j_m2k);
  chain.conductance_w_m2k = {6.0 / r, 3.0 / r, 3.0 / r, 6.0 / r};
  return chain;
}

}  // namespace

Chain chain_of(const Construction& construction, FabricOptions::Elements elements) {
  if (!construction.lumped && elements == FabricOptions::Elements::layers) return chain_of_layers(construction.layers);
  return chain_of_element(lumped_of(construction));
}

Chain chain_of(const Glazing& glazing, bool driven) {
  const PerPane gaps_w_m2k = gap_conductances_w_m2k(glazing);
  Chain chain;
  for (std::size_t p = 0; p < glazing.panes.size(); ++p) {
    const Pane& pane = glazing.panes[p];
    if (p > 0) chain.conductance_w_m2k.push_back(driven ? 0.0 : gaps_w_m2k[p - 1]);
    const double half_j_m2k = 0.5 * pane.thickness_m * pane.density_kg_m3 * pane.specific_heat_j_kgk;
    chain.capacity_j_m2k.push_back(half_j_m2k);
    chain.conductance_w_m2k.push_back(pane.conductivity_w_mk / pane.thickness_m);
    chain.capacity_j_m2k.push_back(half_j_m2k);
  }
  return chain;
}

Chain chain_of_resistance(double resistance_m2k_w) {
  return {{0.0, 0.0}, {1.0 / resistance_m2k_w}};
}

}  // namespace tvilling::models
