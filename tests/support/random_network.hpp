// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "core/thermal/network.hpp"
#include "core/thermal/stepper.hpp"

namespace tvilling::tests {

/// A random connected network with massless nodes, loops, a driven link, a source and a thermostat.
struct RandomNetwork {
  core::ThermalNetwork network;
  std::vector<double> boundary_degc;
  std::vector<double> driven_w_k;
  std::vector<double> source_w;
  std::vector<core::SetPoint> set_points;

  [[nodiscard]] core::StepInput input() const { return {boundary_degc, driven_w_k, source_w, set_points}; }
};

inline RandomNetwork make_random_network(std::uint64_t seed) {
  const auto random = [seed](const char* what, std::uint64_t k, double low, double high) {
    return low + (high - low) * core::uniform01({.seed = seed, .entity = "network", .attribute = what, .k = k});
  };
  RandomNetwork r;
  core::ThermalNetwork& n = r.network;
  const core::BoundaryId outdoor = n.add_boundary("outdoor");
  const core::BoundaryId ground = n.add_boundary("ground");
  const core::TermId loss = n.add_term("loss");
  const core::TermId gain = n.add_term("gain");
  const std::size_t nodes = 3 + static_cast<std::size_t>(random("nodes", 0, 0.0, 20.0));
  const auto node = [](std::size_t i) { return static_cast<core::NodeId>(i); };
  for (std::size_t i = 0; i < nodes; ++i) {
    n.add_node("n" + std::to_string(i), random("massless", i, 0.0, 1.0) < 0.3 ? 0.0 : random("capacity", i, 1e3, 1e7));
    if (i > 0)
      n.connect(node(i), node(static_cast<std::size_t>(random("parent", i, 0.0, static_cast<double>(i)))),
                random("link", i, 1, 500));
  }
  for (std::uint64_t k = 0; k < nodes / 2; ++k) {
    const std::size_t a = static_cast<std::size_t>(random("a", k, 0.0, static_cast<double>(nodes)));
    const std::size_t b = static_cast<std::size_t>(random("b", k, 0.0, static_cast<double>(nodes)));
    if (a != b) n.connect(node(a), node(b), random("loop", k, 1.0, 300.0));
  }
  n.connect(node(nodes - 1), outdoor, random("outdoor", 0, 10.0, 500.0), loss);
  n.connect(node(nodes / 2), ground, random("ground", 0, 1.0, 100.0), loss);
  n.connect_driven(node(0), outdoor, loss);
  const core::SourceId sun = n.add_source({{{node(0), 0.4}, {node(nodes / 3), 0.6}}, gain});
  const core::SourceId heating = n.add_source({{{node(0), 0.7}, {node(1), 0.3}}, gain});
  n.add_thermostat({{{node(0), 0.5}, {node(1), 0.5}}, heating});
  (void)sun;
  r.boundary_degc = {random("outdoor_degc", 0, -20.0, 30.0), random("ground_degc", 0, 0.0, 15.0)};
  r.driven_w_k = {random("air", 0, 0.0, 300.0)};
  r.source_w = {random("sun", 0, 0.0, 5000.0), 0.0};
  r.set_points = {{.heat_to_degc = 20.0,
                   .cool_to_degc = 26.0,
                   .heating_capacity_w = random("capacity_w", 0, 0.0, 20000.0),
                   .cooling_capacity_w = 3000.0}};
  return r;
}

}  // namespace tvilling::tests
