// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "core/thermal/network.hpp"
#include "core/thermal/stepper.hpp"

namespace tvilling::tests {

/// A random network of zones with all that may drive it in one step.
struct RandomNetwork {
  core::ThermalNetwork network;
  std::vector<double> boundary_degc;
  std::vector<double> driven_w_k;
  std::vector<double> source_w;
  std::vector<core::SetPoint> set_points;

  [[nodiscard]] core::StepInput input() const { return {boundary_degc, driven_w_k, source_w, set_points}; }
};

/// Numbers of one seed, one after the other.
class Dice {
 public:
  Dice(std::uint64_t seed, std::string what) : seed_(seed), what_(std::move(what)) {}

  double number(double low, double high) {
    return low + (high - low) * core::uniform01({.seed = seed_, .entity = "dice", .attribute = what_, .k = count_++});
  }
  bool chance(double share) { return number(0.0, 1.0) < share; }
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(number(0.0, static_cast<double>(count))); }
  /// Each order of magnitude is as likely.
  double magnitude(double low, double high) { return low * std::pow(high / low, number(0.0, 1.0)); }

 private:
  std::uint64_t seed_;
  std::string what_;
  std::uint64_t count_ = 0;
};

/// Other numbers for the same network: weather, films, streams, sun and set points of one step.
inline void drive(RandomNetwork& r, std::uint64_t seed, std::uint64_t step) {
  Dice dice(core::splitmix64(seed) + step, "drive");
  r.boundary_degc.assign(r.network.boundaries().size(), 0.0);
  for (double& degc : r.boundary_degc) degc = dice.number(-20.0, 35.0);
  r.driven_w_k.assign(r.network.driven_links().size(), 0.0);
  for (std::size_t d = 0; d < r.driven_w_k.size(); ++d) {
    const bool film = r.network.driven_links()[d].kind == core::DrivenLink::Kind::exchange;
    const bool still = !film && dice.chance(0.3);  // a film never ends, air may stand
    r.driven_w_k[d] = still ? 0.0 : dice.magnitude(1.0, 500.0);
  }
  r.source_w.assign(r.network.sources().size(), 0.0);
  for (double& heat_w : r.source_w) heat_w = dice.chance(0.3) ? 0.0 : dice.number(0.0, 3000.0);
  r.set_points.clear();
  for (std::size_t t = 0; t < r.network.thermostats().size(); ++t) {
    core::SetPoint set;
    set.heat_to_degc = dice.number(12.0, 24.0);
    set.cool_to_degc = set.heat_to_degc + (dice.chance(0.1) ? 0.0 : dice.number(0.0, 6.0));
    const auto capacity_w = [&dice]() {
      const double kind = dice.number(0.0, 1.0);
      if (kind < 0.2) return 0.0;
      return kind < 0.4 ? 1e9 : dice.magnitude(100.0, 20000.0);
    };
    set.heating_capacity_w = capacity_w();
    set.cooling_capacity_w = capacity_w();
    r.set_points.push_back(set);
  }
}

/// Where thermostats look and act. On one node each, the responses are a principal part of the inverse of an M-matrix (a heat
/// balance), so their powers are unique. Elsewhere heat may warm the neighbour more than the own room.
enum class ThermostatsAct { anywhere, where_they_look };

/// Draws the graph: zones of air and a radiant node, elements with films between zones, to boundaries and inside a zone, streams
/// of air, sources, and thermostats in some of the zones.
class NetworkDraw {
 public:
  NetworkDraw(std::uint64_t seed, std::size_t most_zones, ThermostatsAct act)
      : dice_(seed, "network"), most_zones_(most_zones), act_(act) {}

  core::ThermalNetwork draw() {
    for (const char* name : {"outdoor", "ground", "sky"}) boundaries_.push_back(network_.add_boundary(name));
    for (const char* name : {"transmission", "ventilation", "streams", "sun", "heating", "cooling"}) {
      terms_.push_back(network_.add_term(name));
    }
    const std::size_t zones = 1 + dice_.below(most_zones_);
    const bool apart = zones > 1 && dice_.chance(0.25);
    const std::size_t middle = apart ? zones / 2 : 0;
    if (apart) draw_component(middle);
    draw_component(zones - middle);
    return network_;
  }

 private:
  struct Zone {
    core::NodeId air{};
    core::NodeId radiant{};
    core::NodeId inner_surface{};
  };

  double capacity_j_k() {
    const double kind = dice_.number(0.0, 1.0);
    if (kind < 0.25) return 0.0;
    return kind < 0.3 ? 1e9 : dice_.magnitude(1e3, 1e7);
  }

  /// Nodes one after the other; the first and last of them.
  std::pair<core::NodeId, core::NodeId> chain() {
    const core::NodeId first = network_.add_node("layer", capacity_j_k());
    core::NodeId last = first;
    for (std::size_t i = dice_.below(5); i > 0; --i) {
      const core::NodeId next = network_.add_node("layer", capacity_j_k());
      network_.connect(last, next, dice_.magnitude(1.0, 1000.0));
      last = next;
    }
    return {first, last};
  }

  /// A surface to air and radiant node, with films of the step or fixed.
  void attach(core::NodeId surface, const Zone& zone) {
    for (const core::NodeId node : {zone.air, zone.radiant}) {
      if (dice_.chance(0.7)) {
        (void)network_.connect_driven(surface, node);
      } else {
        network_.connect(surface, node, dice_.magnitude(1.0, 300.0));
      }
    }
  }

  void to_boundary(core::NodeId node) {
    const core::BoundaryId boundary = boundaries_[dice_.below(boundaries_.size())];
    network_.connect(node, boundary, dice_.magnitude(5.0, 500.0), terms_[0]);
    if (dice_.chance(0.4)) (void)network_.connect_driven(node, boundary, terms_[0]);
  }

  Zone draw_zone() {
    Zone zone;
    zone.air = network_.add_node("air", capacity_j_k());
    zone.radiant = network_.add_node("radiant", dice_.chance(0.8) ? 0.0 : capacity_j_k());
    const auto [inside, far] = chain();  // a slab inside the zone
    zone.inner_surface = inside;
    attach(inside, zone);
    if (dice_.chance(0.3)) attach(far, zone);
    for (std::size_t walls = 1 + dice_.below(3); walls > 0; --walls) {
      const auto [surface, outside] = chain();
      attach(surface, zone);
      to_boundary(outside);
      if (dice_.chance(0.3)) (void)network_.add_source({{{outside, 1.0}}, terms_[3]});
    }
    if (dice_.chance(0.8)) (void)network_.connect_driven(zone.air, boundaries_[0], terms_[1]);
    (void)network_.add_source({{{zone.air, 0.2}, {zone.inner_surface, 0.5}, {zone.radiant, 0.3}}, terms_[3]});
    return zone;
  }

  void draw_component(std::size_t zone_count) {
    std::vector<Zone> zones;
    for (std::size_t z = 0; z < zone_count; ++z) {
      zones.push_back(draw_zone());
      if (z == 0) continue;
      const auto [here, there] = chain();
      const Zone& neighbour = zones[dice_.below(z)];
      attach(here, zones[z]);
      attach(there, neighbour);
      if (dice_.chance(0.6)) (void)network_.connect_flow(neighbour.air, zones[z].air, terms_[2]);
      if (dice_.chance(0.4)) (void)network_.connect_flow(zones[z].air, neighbour.air, terms_[2]);
      if (dice_.chance(0.2)) (void)network_.connect_driven(zones[z].air, neighbour.air);  // an open door
    }
    for (const Zone& zone : zones) {
      if (dice_.chance(0.7)) draw_thermostat(zone);
    }
  }

  void draw_thermostat(const Zone& zone) {
    if (act_ == ThermostatsAct::where_they_look) {
      const core::NodeId node = dice_.chance(0.8) ? zone.air : zone.inner_surface;
      const core::SourceId heating = network_.add_source({{{node, 1.0}}, terms_[4]});
      const core::SourceId cooling = dice_.chance(0.5) ? heating : network_.add_source({{{node, 1.0}}, terms_[5]});
      network_.add_thermostat({{{node, 1.0}}, heating, cooling});
      return;
    }
    const double convective = dice_.number(0.0, 1.0);
    core::Source heat{{{zone.air, convective}, {zone.radiant, 1.0 - convective}}, terms_[4]};
    if (dice_.chance(0.3)) heat.weights = {{zone.inner_surface, 1.0}};  // heat in the floor
    core::Thermostat thermostat;
    thermostat.heating = network_.add_source(heat);
    thermostat.cooling = dice_.chance(0.5) ? thermostat.heating : network_.add_source({{{zone.air, 1.0}}, terms_[5]});
    thermostat.control = {{zone.air, 0.5}, {zone.radiant, 0.5}};
    if (dice_.chance(0.3)) thermostat.control = {{zone.air, 1.0}};
    network_.add_thermostat(thermostat);
  }

  Dice dice_;
  std::size_t most_zones_;
  ThermostatsAct act_;
  core::ThermalNetwork network_;
  std::vector<core::BoundaryId> boundaries_;
  std::vector<core::TermId> terms_;
};

/// One to `most_zones` zones, now and then in two parts that are not connected, with the input of a first step.
inline RandomNetwork make_random_network(std::uint64_t seed, std::size_t most_zones = 5,
                                         ThermostatsAct act = ThermostatsAct::anywhere) {
  RandomNetwork r{NetworkDraw(seed, most_zones, act).draw(), {}, {}, {}, {}};
  drive(r, seed, 0);
  return r;
}

}  // namespace tvilling::tests
