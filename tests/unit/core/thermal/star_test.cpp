// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/star.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/thermal/stepper.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

constexpr double kStep_s = 3600.0;
using Weights = std::vector<std::pair<NodeId, double>>;

/// A room with a wall of three massless layers and two heavy ones, a window without mass, a floor on the ground, a partition
/// with nothing beyond, a thermal bridge, ventilation and infiltration.
struct House {
  explicit House(double radiant_capacity_j_k = 0.0) : radiant(n.add_node("radiant", radiant_capacity_j_k)) {
    const auto joins_zone = [this](NodeId face, double air_w_k, double radiant_w_k) {
      n.connect(face, air, air_w_k);
      n.connect(face, radiant, radiant_w_k);
    };
    n.connect(wall[0], outdoor, 200.0, wall_term);
    n.connect(wall[0], sky, 40.0, wall_term);
    for (std::size_t i = 0; i + 1 < wall.size(); ++i) n.connect(wall[i], wall[i + 1], 30.0 + 20.0 * static_cast<double>(i));
    joins_zone(wall.back(), 50.0, 90.0);
    n.connect(glass[0], outdoor, 60.0, glass_term);
    n.connect(glass[0], sky, 15.0, glass_term);
    n.connect(glass[0], glass[1], 35.0);
    joins_zone(glass[1], 12.0, 25.0);
    n.connect(floor[0], ground, 8.0, floor_term);
    n.connect(floor[0], floor[1], 40.0);
    joins_zone(floor[1], 7.0, 55.0);
    n.connect(partition[0], partition[1], 300.0);
    joins_zone(partition[1], 80.0, 160.0);
    n.connect(air, radiant, 5.0);
    n.connect(air, outdoor, 11.0, bridge_term);
    ventilation = n.connect_driven(air, outdoor, air_term);
    infiltration = n.connect_driven(air, outdoor, air_term);
    outer_sun = n.add_source({{{wall[0], 1.0}}, wall_term});
    sun = n.add_source({shared_out(0.1), gain_term});
    fan = n.add_source({{{air, 1.0}}, gain_term});
    heater = n.add_source({shared_out(0.6), gain_term});
  }

  /// Heat of which a share goes to the air and the rest to the faces.
  [[nodiscard]] Weights shared_out(double air_share) const {
    const double rest = 1.0 - air_share;
    return {
        {air, air_share}, {wall.back(), 0.3 * rest}, {glass[1], 0.1 * rest}, {floor[1], 0.2 * rest}, {partition[1], 0.4 * rest}};
  }
  House& with_thermostat() {
    n.add_thermostat({{{air, 0.4}, {radiant, 0.6}}, heater, heater});
    return *this;
  }

  ThermalNetwork n;
  BoundaryId outdoor = n.add_boundary("outdoor");
  BoundaryId sky = n.add_boundary("sky");
  BoundaryId ground = n.add_boundary("ground");
  TermId wall_term = n.add_term("wall");
  TermId glass_term = n.add_term("glass");
  TermId floor_term = n.add_term("floor");
  TermId bridge_term = n.add_term("bridge");
  TermId air_term = n.add_term("air");
  TermId gain_term = n.add_term("gain");
  NodeId air = n.add_node("air", 4e5);
  NodeId radiant;
  std::array<NodeId, 5> wall{n.add_node("wall", 0.0), n.add_node("wall", 3e6), n.add_node("wall", 0.0), n.add_node("wall", 5e6),
                             n.add_node("wall", 0.0)};
  std::array<NodeId, 2> glass{n.add_node("glass", 0.0), n.add_node("glass", 0.0)};
  std::array<NodeId, 2> floor{n.add_node("floor", 9e6), n.add_node("floor", 6e6)};
  std::array<NodeId, 2> partition{n.add_node("partition", 4e6), n.add_node("partition", 1e6)};
  DriveId ventilation{};
  DriveId infiltration{};
  SourceId outer_sun{};
  SourceId sun{};
  SourceId fan{};
  SourceId heater{};
};

/// What star.hpp says about a step, word by word.
class StarRun {
 public:
  StarRun(const Star& star, double start_degc) : star_(star), air_degc(start_degc) {
    for (const StarElement& e : star.elements) node_degc.emplace_back(e.nodes.size(), start_degc);
    taken_in_w.resize(star.elements.size());
  }

  void step(const std::vector<double>& boundary_degc, double driven_w_k, double driven_w, const std::vector<double>& source_w) {
    double air_w = star_.air_capacity_w_k * air_degc + driven_w;
    double radiant_w = 0.0;
    for (std::size_t s = 0; s < source_w.size(); ++s) {
      air_w += star_.sources[s].air * source_w[s];
      radiant_w += star_.sources[s].radiant * source_w[s];
    }
    for (const StarElement::Beyond& b : star_.bridges) air_w += b.conductance_w_k * boundary_degc[index(b.boundary)];
    std::vector<std::vector<double>> z;
    double r = 0.0;
    for (std::size_t k = 0; k < star_.elements.size(); ++k) {
      const StarElement& e = star_.elements[k];
      z.push_back(forward(e, node_degc[k], boundary_degc, source_w, taken_in_w[k]));
      z.back().back() += e.share_k_w * radiant_w;
      air_w += (e.air_w_k + star_.kappa * e.radiant_w_k) * z.back().back();
      r += e.radiant_w_k * z.back().back();
    }
    air_degc = air_w / (star_.pivot_w_k + driven_w_k);
    radiant_degc = star_.inverse_radiant_k_w * r + star_.kappa * air_degc;
    for (std::size_t k = 0; k < star_.elements.size(); ++k) {
      const StarElement& e = star_.elements[k];
      std::vector<double>& t = node_degc[k];
      t.back() = z[k].back() + e.to_air * air_degc + e.to_radiant * radiant_degc;
      for (std::size_t i = t.size() - 1; i-- > 0;) t[i] = z[k][i] + e.nodes[i].lower * t[i + 1];
      taken_in_w[k] -= e.outward_w_k * t.front();
    }
  }

 private:
  const Star& star_;

  static std::vector<double> forward(const StarElement& e, const std::vector<double>& old_degc,
                                     const std::vector<double>& boundary_degc, const std::vector<double>& source_w, double& q_w) {
    q_w = e.sun ? e.sun_share * source_w[index(*e.sun)] : 0.0;
    for (const StarElement::Beyond& b : e.beyond) q_w += b.conductance_w_k * boundary_degc[index(b.boundary)];
    std::vector<double> z{e.nodes[0].scaled * old_degc[0] + e.intake_k_w * q_w};
    for (std::size_t i = 1; i < e.nodes.size(); ++i) z.push_back(e.nodes[i].scaled * old_degc[i] + e.nodes[i].carry * z.back());
    return z;
  }

 public:
  double air_degc;
  double radiant_degc = 0.0;
  std::vector<std::vector<double>> node_degc;
  std::vector<double> taken_in_w;  ///< by element
};

/// A day of the house with both; `heat_to_degc` far below everything leaves the heating off.
void compare_a_day(const House& house, double heat_to_degc, double capacity_w) {
  const std::optional<Star> star = star_of(house.n, kStep_s);
  REQUIRE(star);
  REQUIRE(star->elements.size() == 4);
  const Plan plan = make_plan(house.n);
  Stepper stepper(plan, house.n, kStep_s);
  stepper.reset(18.0);
  StarRun run(*star, 18.0);
  const std::array terms{house.wall_term, house.glass_term, house.floor_term};
  for (int hour = 0; hour < 24; ++hour) {
    const double swing = std::sin(0.26 * hour);
    const std::vector<double> boundary_degc{2.0 + 6.0 * swing, -9.0 + 3.0 * swing, 8.0};
    const std::vector<double> driven_w_k{hour % 6 < 3 ? 70.0 : 0.0, 9.0};
    std::vector<double> source_w{900.0 * std::max(0.0, swing), 1500.0 * std::max(0.0, swing), hour > 8 ? 200.0 : 0.0, 0.0};
    const std::array set_point{SetPoint{.heat_to_degc = heat_to_degc, .heating_capacity_w = capacity_w}};
    const StepResult& expected = stepper.step({boundary_degc, driven_w_k, source_w, set_point});
    source_w[index(house.heater)] = expected.thermostat_w[0];
    const double flow_w_k = driven_w_k[0] + driven_w_k[1];
    run.step(boundary_degc, flow_w_k, flow_w_k * boundary_degc[0], source_w);
    CHECK(run.air_degc == Approx(stepper.temperature_degc(star->air)).epsilon(1e-12));
    CHECK(run.radiant_degc == Approx(stepper.temperature_degc(star->radiant)).epsilon(1e-12));
    CHECK(star->control_air * run.air_degc + star->control_radiant * run.radiant_degc ==
          Approx(expected.controlled_degc[0]).epsilon(1e-12));
    for (std::size_t k = 0; k < star->elements.size(); ++k) {
      const StarElement& e = star->elements[k];
      for (std::size_t i = 0; i < e.nodes.size(); ++i) {
        CHECK(run.node_degc[k][i] == Approx(stepper.temperature_degc(e.nodes[i].node)).epsilon(1e-12));
      }
      if (k < terms.size()) CHECK(run.taken_in_w[k] == Approx(expected.term_w[index(terms[k])]).epsilon(1e-10).margin(1e-9));
    }
  }
}

/// Whether a house is still a star after a change.
bool star_after(const std::function<void(House&)>& change) {
  House house;
  house.with_thermostat();
  change(house);
  return star_of(house.n, kStep_s).has_value();
}

}  // namespace

TEST_CASE("A house left alone is stepped as a star to the temperatures of the general stepper") {
  compare_a_day(House().with_thermostat(), -100.0, 0.0);
}

TEST_CASE("A heated house is stepped as a star to the temperatures of the general stepper") {
  compare_a_day(House().with_thermostat(), 20.0, 1e6);
  compare_a_day(House().with_thermostat(), 20.0, 2500.0);
}

TEST_CASE("Massless nodes are left out but for the inner face, and the rest stands from outside to inside") {
  House house;
  const std::optional<Star> star = star_of(house.with_thermostat().n, kStep_s);
  REQUIRE(star);
  const StarElement& wall = star->elements[0];
  REQUIRE(wall.nodes.size() == 3);
  CHECK(wall.nodes[0].node == house.wall[1]);
  CHECK(wall.nodes[1].node == house.wall[3]);
  CHECK(wall.nodes[2].node == house.wall[4]);
  CHECK(wall.nodes[0].capacity_w_k == Approx(3e6 / kStep_s));
  CHECK(wall.nodes[2].capacity_w_k == 0.0);
  const StarElement& glass = star->elements[1];
  REQUIRE(glass.nodes.size() == 1);
  CHECK(glass.nodes[0].node == house.glass[1]);
  CHECK(star->elements[2].nodes.size() == 2);
  CHECK(star->elements[3].beyond.empty());
  CHECK(star->elements[3].outward_w_k == 0.0);
}

TEST_CASE("Sun on a massless outer layer reaches the first heavy one by the divider of its conductances") {
  House house;
  const std::optional<Star> star = star_of(house.with_thermostat().n, kStep_s);
  REQUIRE(star);
  const StarElement& wall = star->elements[0];
  CHECK(wall.sun == house.outer_sun);
  CHECK(wall.sun_share == Approx(30.0 / (30.0 + 240.0)).epsilon(1e-14));
  CHECK(wall.outward_w_k == Approx(1.0 / (1.0 / 240.0 + 1.0 / 30.0)).epsilon(1e-14));
  REQUIRE(wall.beyond.size() == 2);
  CHECK(wall.beyond[0].conductance_w_k / wall.beyond[1].conductance_w_k == Approx(5.0).epsilon(1e-14));
  CHECK(wall.beyond[0].conductance_w_k + wall.beyond[1].conductance_w_k == Approx(wall.outward_w_k).epsilon(1e-14));
  CHECK_FALSE(star->elements[1].sun);
}

TEST_CASE("Sources are split into what the air and what the faces get") {
  House house;
  const std::optional<Star> star = star_of(house.with_thermostat().n, kStep_s);
  REQUIRE(star);
  CHECK(star->sources[index(house.sun)].air == Approx(0.1));
  CHECK(star->sources[index(house.sun)].radiant == Approx(0.9));
  CHECK(star->sources[index(house.fan)].air == 1.0);
  CHECK(star->sources[index(house.fan)].radiant == 0.0);
  CHECK(star->sources[index(house.outer_sun)].air == 0.0);
  CHECK(star->sources[index(house.outer_sun)].radiant == 0.0);
  CHECK(star->elements[0].radiant_share == Approx(0.3));
  CHECK(star->elements[3].radiant_share == Approx(0.4));
  REQUIRE(star->bridges.size() == 1);
  CHECK(star->bridges[0].conductance_w_k == 11.0);
}

TEST_CASE("Two links between the same nodes count as one of both conductances") {
  CHECK(star_after([](House&) {}));
  House house;
  house.n.connect(house.wall[1], house.wall[2], 7.0);
  house.n.connect(house.wall[4], house.air, 3.0);
  house.n.connect(house.glass[0], house.outdoor, 2.0, house.glass_term);
  compare_a_day(house.with_thermostat(), 20.0, 4000.0);
}

TEST_CASE("A house with no thermostat or with two is no star") {
  const House none;
  CHECK_FALSE(star_of(none.n, kStep_s));
  CHECK_FALSE(star_after([](House& h) {
    const SourceId second = h.n.add_source({{{h.air, 1.0}}, h.gain_term});
    h.n.add_thermostat({{{h.air, 0.4}, {h.radiant, 0.6}}, second, second});
  }));
}

TEST_CASE("A thermostat that sees the air only, or another node, makes no star") {
  House only_air;
  only_air.n.add_thermostat({{{only_air.air, 1.0}}, only_air.heater, only_air.heater});
  CHECK_FALSE(star_of(only_air.n, kStep_s));
  House wall_too;
  wall_too.n.add_thermostat(
      {{{wall_too.air, 0.4}, {wall_too.radiant, 0.3}, {wall_too.wall[4], 0.3}}, wall_too.heater, wall_too.heater});
  CHECK_FALSE(star_of(wall_too.n, kStep_s));
}

TEST_CASE("A mean radiant node with mass or with a link to outdoors is no star's") {
  House heavy(1000.0);
  CHECK_FALSE(star_of(heavy.with_thermostat().n, kStep_s));
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.radiant, h.outdoor, 1.0, h.bridge_term); }));
}

TEST_CASE("Driven links elsewhere than between the air and a boundary make no star") {
  CHECK(star_after([](House& h) { (void)h.n.connect_driven(h.air, h.ground, h.air_term); }));
  CHECK_FALSE(star_after([](House& h) { (void)h.n.connect_driven(h.wall[4], h.air); }));
  CHECK_FALSE(star_after([](House& h) { (void)h.n.connect_driven(h.wall[0], h.outdoor, h.wall_term); }));
  CHECK_FALSE(star_after([](House& h) {
    const NodeId attic = h.n.add_node("attic", 1e5);
    h.n.connect(attic, h.outdoor, 5.0, h.bridge_term);
    (void)h.n.connect_flow(attic, h.air, h.air_term);
  }));
}

TEST_CASE("An element with a branch is no chain") {
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.wall[2], h.n.add_node("pipe", 1e5), 3.0); }));
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.wall[2], h.ground, 3.0, h.wall_term); }));
}

TEST_CASE("Elements that are linked to one another, in a loop or to the zone twice are no chains") {
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.wall[0], h.glass[0], 3.0); }));
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.wall[0], h.wall[3], 3.0); }));
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.partition[0], h.air, 3.0); }));
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.wall[4], h.floor[1], 3.0); }));
}

TEST_CASE("A node that hangs on nothing, or only beyond the zone, is no part of a star") {
  CHECK_FALSE(star_after([](House& h) { (void)h.n.add_node("lost", 1e5); }));
  CHECK_FALSE(star_after([](House& h) { h.n.connect(h.n.add_node("shed", 1e5), h.outdoor, 4.0, h.bridge_term); }));
}

TEST_CASE("Sources with weights of another form make no star") {
  const auto with_source = [](const std::function<Weights(const House&)>& weights) {
    return star_after([&weights](House& h) { (void)h.n.add_source({weights(h), h.gain_term}); });
  };
  CHECK(with_source([](const House& h) { return h.shared_out(0.25); }));
  CHECK(with_source([](const House& h) { return Weights{{h.glass[0], 1.0}}; }));
  CHECK_FALSE(with_source([](const House& h) { return Weights{{h.air, 0.5}, {h.wall[4], 0.5}}; }));
  CHECK_FALSE(with_source([](const House& h) { return Weights{{h.air, 0.5}, {h.wall[2], 0.5}}; }));
  CHECK_FALSE(with_source([](const House& h) { return Weights{{h.air, 0.5}, {h.radiant, 0.5}}; }));
  CHECK_FALSE(with_source([](const House& h) { return Weights{{h.wall[1], 1.0}}; }));
  CHECK_FALSE(with_source([](const House& h) { return Weights{{h.glass[0], 0.5}}; }));
  CHECK_FALSE(with_source([](const House& h) { return Weights{{h.wall[0], 1.0}}; }));  // it has its sun already
}

TEST_CASE("A heater on an outer layer is not taken for the sun") {
  House house;
  const SourceId heater = house.n.add_source({{{house.floor[0], 1.0}}, house.gain_term});
  CHECK(star_of(House().with_thermostat().n, kStep_s));
  house.n.add_thermostat({{{house.air, 0.5}, {house.radiant, 0.5}}, heater, heater});
  CHECK_FALSE(star_of(house.n, kStep_s));
}
