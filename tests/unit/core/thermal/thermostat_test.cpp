// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/thermostat.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "core/error.hpp"
#include "tests/support/dense_oracle.hpp"
#include "tests/support/random_network.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)
using tvilling::tests::Dice;

constexpr SetPoint kRoom{20.0, 26.0, 1e5, 1e5};

/// Powers when heating and cooling act at the same place.
std::vector<double> powers_w(const std::vector<double>& free_degc, const std::vector<double>& response_k_w,
                             const std::vector<SetPoint>& set_points) {
  std::vector<double> power_w(free_degc.size());
  ThermostatSolver solver(free_degc.size());
  solver.solve({free_degc, response_k_w, response_k_w}, set_points, power_w);
  return power_w;
}

std::vector<double> seen_degc(const std::vector<double>& free_degc, const std::vector<double>& response_k_w,
                              const std::vector<double>& power_w) {
  std::vector<double> seen = free_degc;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (std::size_t j = 0; j < seen.size(); ++j) seen[i] += response_k_w[i * seen.size() + j] * power_w[j];
  }
  return seen;
}

/// The inverse of the heat balances of rooms in a ring: each loses to outdoors and to its neighbours, some get air from others.
std::vector<double> random_response_k_w(Dice& dice, std::size_t rooms) {
  tvilling::tests::DenseSystem balance(rooms, std::vector<double>(rooms + 1, 0.0));
  for (std::size_t i = 0; i < rooms; ++i) {
    balance[i][i] += dice.magnitude(5.0, 500.0);
    for (std::size_t j = 0; j < rooms; ++j) {
      if (i == j || dice.chance(0.4)) continue;
      const double conductance_w_k = dice.magnitude(1.0, 500.0);
      balance[i][i] += conductance_w_k;
      balance[i][j] -= conductance_w_k;
    }
  }
  std::vector<double> response_k_w(rooms * rooms);
  for (std::size_t j = 0; j < rooms; ++j) {
    for (std::size_t i = 0; i < rooms; ++i) balance[i][rooms] = i == j ? 1.0 : 0.0;
    const std::vector<double> rise = tvilling::tests::solve_dense(balance);
    for (std::size_t i = 0; i < rooms; ++i) response_k_w[i * rooms + j] = rise[i];
  }
  return response_k_w;
}

}  // namespace

TEST_CASE("A room alone gets what lifts it to its set point") {
  CHECK(powers_w({15.0}, {1e-3}, {kRoom})[0] == Approx(5000.0).epsilon(1e-14));
  CHECK(powers_w({30.0}, {1e-3}, {kRoom})[0] == Approx(-4000.0).epsilon(1e-14));
  CHECK(powers_w({23.0}, {1e-3}, {kRoom})[0] == 0.0);
}

TEST_CASE("Two coupled rooms share the work that keeps both at their set point") {
  // 2 p + 1 q = 5000 and 1 p + 2 q = 4000 by 1e-3 K/W.
  const std::vector<double> power_w = powers_w({15.0, 16.0}, {2e-3, 1e-3, 1e-3, 2e-3}, {kRoom, kRoom});
  CHECK(power_w[0] == Approx(2000.0).epsilon(1e-13));
  CHECK(power_w[1] == Approx(1000.0).epsilon(1e-13));
}

TEST_CASE("When one of two coupled rooms is at its limit the neighbour gives more") {
  SetPoint limited = kRoom;
  limited.heating_capacity_w = 1200.0;
  const std::vector<double> free_degc{15.0, 16.0};
  const std::vector<double> response_k_w{2e-3, 1e-3, 1e-3, 2e-3};
  const std::vector<double> power_w = powers_w(free_degc, response_k_w, {limited, kRoom});
  CHECK(power_w[0] == 1200.0);
  CHECK(power_w[1] == Approx((4.0 - 1.2) / 2e-3).epsilon(1e-13));
  const std::vector<double> seen = seen_degc(free_degc, response_k_w, power_w);
  CHECK(seen[0] == Approx(18.8).epsilon(1e-13));
  CHECK(seen[1] == Approx(20.0).epsilon(1e-13));
}

TEST_CASE("A room is heated while its neighbour is cooled") {
  // 2 p + 1 q = 5000 and 1 p + 2 q = -4000 by 1e-3 K/W.
  const std::vector<double> power_w = powers_w({15.0, 30.0}, {2e-3, 1e-3, 1e-3, 2e-3}, {kRoom, kRoom});
  CHECK(power_w[0] == Approx(14000.0 / 3.0).epsilon(1e-13));
  CHECK(power_w[1] == Approx(-13000.0 / 3.0).epsilon(1e-13));
}

TEST_CASE("A neighbour's heat can spare a room its own") {
  SetPoint cool_room = kRoom;
  cool_room.heat_to_degc = 16.0;
  const std::vector<double> power_w = powers_w({10.0, 12.0}, {1e-3, 9e-4, 9e-4, 1e-3}, {kRoom, cool_room});
  CHECK(power_w[0] == Approx(10000.0).epsilon(1e-13));
  CHECK(power_w[1] == 0.0);
}

TEST_CASE("A thermostat without capacity gives nothing") {
  SetPoint none = kRoom;
  none.heating_capacity_w = 0.0;
  none.cooling_capacity_w = 0.0;
  const std::vector<double> response_k_w{2e-3, 1e-3, 1e-3, 2e-3};
  const std::vector<double> cold_w = powers_w({5.0, 16.0}, response_k_w, {none, kRoom});
  CHECK(cold_w[0] == 0.0);
  CHECK(cold_w[1] == Approx(2000.0).epsilon(1e-13));
  CHECK(powers_w({40.0, 24.0}, response_k_w, {none, kRoom}) == std::vector<double>{0.0, 0.0});
}

TEST_CASE("A band without width is held from both sides") {
  const SetPoint exact{21.0, 21.0, 1e5, 1e5};
  CHECK(powers_w({19.0}, {1e-3}, {exact})[0] == Approx(2000.0).epsilon(1e-13));
  CHECK(powers_w({23.0}, {1e-3}, {exact})[0] == Approx(-2000.0).epsilon(1e-13));
  CHECK(powers_w({21.0}, {1e-3}, {exact})[0] == 0.0);
}

TEST_CASE("Cooling uses the response of the place where it acts") {
  ThermostatSolver solver(1);
  const std::array free_degc{30.0};
  const std::array heating_k_w{1e-3};
  const std::array cooling_k_w{2e-3};
  const std::array set_points{kRoom};
  std::array power_w{0.0};
  solver.solve({free_degc, heating_k_w, cooling_k_w}, set_points, power_w);
  CHECK(power_w[0] == Approx(-2000.0).epsilon(1e-14));
}

TEST_CASE("Seven rooms that all feel one another are each content") {
  constexpr std::size_t kRooms = 7;
  Dice dice(7, "rooms");
  for (int k = 0; k < 500; ++k) {
    const std::vector<double> response_k_w = random_response_k_w(dice, kRooms);
    std::vector<double> free_degc;
    std::vector<SetPoint> set_points;
    for (std::size_t i = 0; i < kRooms; ++i) {
      free_degc.push_back(dice.number(-10.0, 45.0));
      const double heat_to_degc = dice.number(16.0, 24.0);
      const double heating_w = dice.chance(0.2) ? 0.0 : dice.magnitude(50.0, 1e5);
      const double cooling_w = dice.chance(0.2) ? 0.0 : dice.magnitude(50.0, 1e5);
      set_points.push_back({heat_to_degc, heat_to_degc + dice.number(0.0, 5.0), heating_w, cooling_w});
    }
    const std::vector<double> power_w = powers_w(free_degc, response_k_w, set_points);
    const std::vector<double> seen = seen_degc(free_degc, response_k_w, power_w);
    for (std::size_t i = 0; i < kRooms; ++i) {
      INFO("case " << k << " room " << i << " power " << power_w[i] << " seen " << seen[i]);
      CHECK(tvilling::tests::is_content(set_points[i], power_w[i], seen[i], 1e-8, 1e-8));
    }
  }
}

TEST_CASE("A heating state that comes out negative misleads no neighbour that cools elsewhere") {
  // The second room's heater hardly reaches it, its cooler does: a heating power of -2e8 W on the way must not count as cooling.
  const std::array free_degc{31.66, 40.37};
  const std::array heating_k_w{6.842e-5, 1.786e-8, 1.146e-4, 7.395e-8};
  const std::array cooling_k_w{6.842e-5, 8.081e-4, 1.146e-4, 3.351e-3};
  const std::array set_points{SetPoint{17.31, 20.56, 18225.7, 4857.18}, SetPoint{23.4, 26.14, 754.653, 0.0}};
  std::array power_w{0.0, 0.0};
  ThermostatSolver solver(2);
  solver.solve({free_degc, heating_k_w, cooling_k_w}, set_points, power_w);
  CHECK(power_w[0] == -4857.18);
  CHECK(power_w[1] == 0.0);
}

TEST_CASE("Heat that warms the neighbour more than the own room still finds its balance") {
  // The second room's slab cools the first as much as itself, the first room's cools the second more: pivoting goes in circles.
  const std::vector<double> free_degc{34.1211835, 31.586887};
  const std::vector<double> response_k_w{0.01138, 0.004554, 0.01233, 0.00492};
  const std::vector<SetPoint> set_points{{20.7104223, 24.0710729, 0.0, 1395.42}, {15.1324758, 17.174859, 7416.51, 1e9}};
  const std::vector<double> power_w = powers_w(free_degc, response_k_w, set_points);
  const std::vector<double> seen = seen_degc(free_degc, response_k_w, power_w);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(tvilling::tests::is_content(set_points[i], power_w[i], seen[i], 1e-8, 1e-8));
  }
}

TEST_CASE("A heater that only its neighbour feels shares the work all the same") {
  // 0 p + 1 q = 3000 and 1 p + 1 q = 4000 by 1e-3 K/W.
  const std::vector<double> power_w = powers_w({17.0, 16.0}, {0.0, 1e-3, 1e-3, 1e-3}, {kRoom, kRoom});
  CHECK(power_w[0] == Approx(1000.0).epsilon(1e-12));
  CHECK(power_w[1] == Approx(3000.0).epsilon(1e-12));
}

TEST_CASE("A temperature that is not a number is an error and a heater that is not felt gives all it has") {
  const std::vector<double> nothing_k_w{0.0};
  CHECK_THROWS_AS(powers_w({std::nan("")}, {1e-3}, {kRoom}), Error);
  CHECK(powers_w({15.0}, nothing_k_w, {kRoom})[0] == kRoom.heating_capacity_w);
}
