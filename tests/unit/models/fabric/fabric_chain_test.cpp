// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_chain.hpp"

#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "models/window/glazing_heat.hpp"

using namespace tvilling;
using models::Chain;
using models::Construction;
using models::Layer;
using models::MassClass;
using Elements = models::FabricOptions::Elements;

namespace {

constexpr Layer kConcrete{0.1, 0.51, 1400.0, 1000.0, 0.0};
constexpr Layer kInsulation{0.15, 0.04, 30.0, 1000.0, 0.0};
constexpr Layer kAirGap{0.0, 0.0, 0.0, 0.0, 0.18};

Construction of_layers(std::vector<Layer> layers) {
  Construction construction;
  construction.layers = std::move(layers);
  return construction;
}

double resistance_m2k_w(const Chain& chain) {
  double sum = 0.0;
  for (const double conductance : chain.conductance_w_m2k) sum += 1.0 / conductance;
  return sum;
}

double capacity_j_m2k(const Chain& chain) {
  return std::accumulate(chain.capacity_j_m2k.begin(), chain.capacity_j_m2k.end(), 0.0);
}

/// The shares of the heat capacity of the five nodes are those of the class.
void check_mass(const std::vector<Layer>& layers, MassClass expected) {
  const Chain chain = models::chain_of(of_layers(layers), Elements::iso_52016);
  const std::array<double, 5> shares = models::mass_shares(expected);
  REQUIRE(chain.capacity_j_m2k.size() == shares.size());
  const double whole_j_m2k = capacity_j_m2k(chain);
  for (std::size_t i = 0; i < shares.size(); ++i) CHECK(chain.capacity_j_m2k[i] == Approx(shares[i] * whole_j_m2k).margin(1e-9));
}

Layer any_layer() {
  const double thickness_m = 1e-3 * *rc::gen::inRange(1, 500);
  const double conductivity_w_mk = 1e-3 * *rc::gen::inRange(20, 3000);
  const double density_kg_m3 = *rc::gen::inRange(0, 2500);
  if (*rc::gen::inRange(0, 5) == 0) return {0.0, 0.0, 0.0, 0.0, thickness_m};
  return {thickness_m, conductivity_w_mk, density_kg_m3, 1000.0, 0.0};
}

}  // namespace

TEST_CASE("Cutting layers into cells keeps their resistance and heat capacity") {
  REQUIRE(rc::check([] {
    const std::size_t count = static_cast<std::size_t>(*rc::gen::inRange(1, 6));
    std::vector<Layer> layers;
    double resistance = 0.0;
    double capacity = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
      layers.push_back(any_layer());
      resistance += layers.back().r_m2k_w();
      capacity += layers.back().capacity_j_m2k();
    }
    for (const Elements elements : {Elements::layers, Elements::iso_52016}) {
      const Chain chain = models::chain_of(of_layers(layers), elements);
      RC_ASSERT(chain.capacity_j_m2k.size() == chain.conductance_w_m2k.size() + 1);
      RC_ASSERT(std::abs(resistance_m2k_w(chain) - resistance) <= 1e-12 * resistance);
      RC_ASSERT(std::abs(capacity_j_m2k(chain) - capacity) <= 1e-12 * capacity);
    }
  }));
}

TEST_CASE("A layer has as many cells as a quarter of an hour asks for") {
  // sqrt(0.51 / (1400 x 1000) x 900) = 0.01811 m: 0.1 m makes six cells and seven nodes.
  const Chain concrete = models::chain_of(of_layers({kConcrete}), Elements::layers);
  REQUIRE(concrete.capacity_j_m2k.size() == 7);
  const double cell_j_m2k = 0.1 / 6.0 * 1400.0 * 1000.0;
  CHECK(concrete.capacity_j_m2k.front() == Approx(0.5 * cell_j_m2k));
  CHECK(concrete.capacity_j_m2k[3] == Approx(cell_j_m2k));
  CHECK(concrete.capacity_j_m2k.back() == Approx(0.5 * cell_j_m2k));
  for (const double conductance : concrete.conductance_w_m2k) CHECK(conductance == Approx(0.51 / (0.1 / 6.0)));
}

TEST_CASE("Layers without mass are one cell however thick they are") {
  CHECK(models::chain_of(of_layers({{1.0, 0.04, 0.0, 0.0, 0.0}}), Elements::layers).capacity_j_m2k.size() == 2);
  const Chain gap = models::chain_of(of_layers({kAirGap}), Elements::layers);
  CHECK(gap.capacity_j_m2k == std::vector<double>{0.0, 0.0});
  CHECK(gap.conductance_w_m2k.front() == Approx(1.0 / 0.18));
}

TEST_CASE("Layers follow each other from outside to inside") {
  const Chain chain = models::chain_of(of_layers({kAirGap, kConcrete}), Elements::layers);
  REQUIRE(chain.capacity_j_m2k.size() == 8);
  CHECK(chain.conductance_w_m2k.front() == Approx(1.0 / 0.18));
  CHECK(chain.capacity_j_m2k.front() == 0.0);
  CHECK(chain.capacity_j_m2k.back() > 0.0);
}

TEST_CASE("A wall insulated outside has its mass inside") {
  check_mass({kInsulation, {0.2, 0.8, 1800.0, 900.0, 0.0}}, MassClass::inside);
}

TEST_CASE("A wall insulated inside has its mass outside") {
  check_mass({{0.2, 0.8, 1800.0, 900.0, 0.0}, kInsulation}, MassClass::outside);
}

TEST_CASE("A sandwich of concrete and insulation has its mass on both sides") {
  check_mass({{0.07, 1.7, 2300.0, 1000.0, 0.0}, kInsulation, {0.07, 1.7, 2300.0, 1000.0, 0.0}}, MassClass::both_sides);
}

TEST_CASE("Three fifths of the mass on one side make it that side's") {
  const Layer foam{0.15, 0.04, 0.0, 0.0, 0.0};
  const Layer thin{0.045, 1.7, 2000.0, 1000.0, 0.0};
  check_mass({thin, foam, {0.055, 1.7, 2000.0, 1000.0, 0.0}}, MassClass::both_sides);  // 45 and 55 %
  check_mass({thin, foam, {0.075, 1.7, 2000.0, 1000.0, 0.0}}, MassClass::inside);      // 37.5 and 62.5 %
  check_mass({{0.075, 1.7, 2000.0, 1000.0, 0.0}, foam, thin}, MassClass::outside);
}

TEST_CASE("A homogeneous wall has its mass distributed") {
  check_mass({{0.36, 0.6, 1500.0, 900.0, 0.0}}, MassClass::distributed);
  check_mass({{0.12, 0.6, 1500.0, 900.0, 0.0}, {0.24, 0.6, 1500.0, 900.0, 0.0}}, MassClass::distributed);
}

TEST_CASE("Concrete between two layers of insulation has its mass in the middle") {
  check_mass({kInsulation, {0.15, 1.7, 2300.0, 1000.0, 0.0}, kInsulation}, MassClass::middle);
}

TEST_CASE("A lumped element is five nodes whatever the option for layers says") {
  Construction wall;
  wall.lumped = models::LumpedElement{3.0, 240e3, MassClass::distributed, false, 0.0};
  for (const Elements elements : {Elements::layers, Elements::iso_52016}) {
    const Chain chain = models::chain_of(wall, elements);
    CHECK(chain.capacity_j_m2k == std::vector<double>{30e3, 60e3, 60e3, 60e3, 30e3});
    CHECK(chain.conductance_w_m2k == std::vector<double>{2.0, 1.0, 1.0, 2.0});
  }
}

TEST_CASE("A ground floor carries half a metre of ground below its own nodes") {
  Construction floor;
  floor.lumped = models::LumpedElement{2.0, 100e3, MassClass::distributed, true, 3.0};
  const Chain chain = models::chain_of(floor, Elements::iso_52016);
  CHECK(chain.capacity_j_m2k == std::vector<double>{0.0, 1.0e6, 25e3, 50e3, 25e3});
  // By hand: R_gr = 0.25: 2/0.25, 1/(2.0/4 + 0.25/2), 2/2.0, 4/2.0.
  CHECK(chain.conductance_w_m2k == std::vector<double>{8.0, 1.6, 1.0, 2.0});
  CHECK(resistance_m2k_w(chain) == Approx(2.0 + 0.25));
}

TEST_CASE("A pane has a node at each face and a gap joins two panes") {
  models::Glazing glazing;
  glazing.panes.assign(2, models::Pane{});
  glazing.panes[1].thickness_m = 0.006;
  models::Gap gap;
  gap.conductance_w_m2k = 2.5;
  glazing.gaps = {gap};
  const Chain chain = models::chain_of(glazing, false);
  REQUIRE(chain.capacity_j_m2k.size() == 4);
  CHECK(chain.capacity_j_m2k[0] == Approx(0.5 * 0.004 * 2500.0 * 750.0));
  CHECK(chain.capacity_j_m2k[3] == Approx(0.5 * 0.006 * 2500.0 * 750.0));
  CHECK(chain.conductance_w_m2k[0] == Approx(1.0 / 0.004));
  CHECK(chain.conductance_w_m2k[1] == Approx(2.5));
  CHECK(chain.conductance_w_m2k[2] == Approx(1.0 / 0.006));
}

TEST_CASE("A glazing's chain has the U-value of EN 673 between its films") {
  models::Glazing glazing;
  glazing.panes.assign(3, models::Pane{});
  glazing.gaps.assign(2, models::Gap{});
  const double whole_m2k_w = 1.0 / 7.7 + resistance_m2k_w(models::chain_of(glazing, false)) + 1.0 / 25.0;
  CHECK(1.0 / whole_m2k_w == Approx(models::u_value_w_m2k(glazing)).epsilon(1e-9));
}

TEST_CASE("The gaps of a driven glazing are left open for the caller and all else stays") {
  models::Glazing glazing;
  glazing.panes.assign(3, models::Pane{});
  glazing.gaps.assign(2, models::Gap{});
  const Chain rated = models::chain_of(glazing, false);
  const Chain open = models::chain_of(glazing, true);
  CHECK(open.capacity_j_m2k == rated.capacity_j_m2k);
  REQUIRE(open.conductance_w_m2k.size() == 5);
  for (const std::size_t pane : {0, 2, 4}) CHECK(open.conductance_w_m2k[pane] == rated.conductance_w_m2k[pane]);
  for (const std::size_t gap : {1, 3}) {
    CHECK(open.conductance_w_m2k[gap] == 0.0);
    CHECK(rated.conductance_w_m2k[gap] > 0.0);
  }
}

TEST_CASE("A resistance is two faces without mass") {
  const Chain chain = models::chain_of_resistance(0.5);
  CHECK(chain.capacity_j_m2k == std::vector<double>{0.0, 0.0});
  CHECK(chain.conductance_w_m2k == std::vector<double>{2.0});
}
