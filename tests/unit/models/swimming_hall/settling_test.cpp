// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/settling.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <vector>

namespace {

using tvilling::models::Settling;
using Map = std::function<std::vector<double>(const std::vector<double>&)>;

constexpr double kSettled_k = 1e-3;
constexpr int kMostTrials = 60;

/// Trials until the map finds what was guessed; `degc` becomes that.
int trials(const Map& map, std::vector<double>& degc) {
  Settling settling;
  for (int trial = 1; trial < kMostTrials; ++trial) {
    const std::vector<double> found = map(degc);
    if (settling.move(degc, found) < kSettled_k) return trial;
  }
  return kMostTrials;
}

}  // namespace

TEST_CASE("A map that settles by whole steps is followed by whole steps") {
  const Map map = [](const std::vector<double>& degc) {
    return std::vector<double>{20.0 + 0.1 * (degc[1] - 30.0), 30.0 - 0.1 * (degc[0] - 20.0)};
  };
  std::vector<double> degc{21.0, 29.0};
  std::vector<double> whole = degc;
  const int count = trials(map, degc);
  for (int trial = 0; trial < count; ++trial) {
    const std::vector<double> found = map(whole);
    for (std::size_t i = 0; i < whole.size(); ++i) whole[i] += found[i] - whole[i];
  }
  CHECK(count <= 5);
  CHECK(degc == whole);
}

TEST_CASE("A map that swings and one that creeps settle soon") {
  for (const double slope : {-8.0, -2.0, -1.0, -0.9, 0.9, 0.99, 0.999}) {
    CAPTURE(slope);
    const Map map = [slope](const std::vector<double>& degc) { return std::vector<double>{20.0 + slope * (degc[0] - 20.0)}; };
    std::vector<double> degc{24.0};
    CHECK(trials(map, degc) < 20);
    CHECK(degc[0] == Approx(20.0).margin(1e-6));
  }
}

TEST_CASE("One value may swing while another creeps") {
  const Map map = [](const std::vector<double>& degc) {
    return std::vector<double>{18.0 + 0.97 * (degc[0] - 18.0) + 0.01 * (degc[1] - 28.0),
                               28.0 - 1.5 * (degc[1] - 28.0) + 0.05 * (degc[0] - 18.0)};
  };
  std::vector<double> degc{19.0, 28.5};
  CHECK(trials(map, degc) < 40);
  CHECK(degc[0] == Approx(18.0).margin(0.05));
  CHECK(degc[1] == Approx(28.0).margin(0.005));
}

TEST_CASE("Where a map rises more steeply than its guess the way leads on, not back") {
  // 20 is found again too, but nothing that is a little warmer would stay there.
  const Map map = [](const std::vector<double>& degc) {
    return std::vector<double>{20.0 + 6.0 * std::tanh(0.2 * (degc[0] - 20.0))};
  };
  std::vector<double> warmer{20.01};
  CHECK(trials(map, warmer) < 30);
  CHECK(map(warmer)[0] == Approx(warmer[0]).margin(kSettled_k));
  CHECK(warmer[0] > 22.0);
}

TEST_CASE("No step goes far beyond what was found") {
  Settling settling;
  std::vector<double> degc{20.0};
  for (int trial = 0; trial < kMostTrials; ++trial) {
    const double before_degc = degc[0];
    const std::array found{before_degc + 1.0};
    CHECK(settling.move(degc, found) == Approx(1.0));
    CHECK(degc[0] - before_degc <= 5.0 + 1e-9);
    CHECK(degc[0] > before_degc);
  }
}
