// SPDX-License-Identifier: MPL-2.0
// Order of the error in time and in space. Both solutions are exact in the other direction, so that only one error is left.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "core/thermal/stepper.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

constexpr double kThickness_m = 0.2;
constexpr double kConductivity_w_mk = 1.0;
constexpr double kHeat_j_m3k = 2.0e6;

/// 1 m2 of a homogeneous wall: nodes at i d / n with half a cell at both surfaces, outdoor air behind a film at the first,
/// nothing at the last.
struct Wall {
  ThermalNetwork network;
  std::vector<NodeId> nodes;
  Plan plan;
};

Wall make_wall(std::size_t cells, double film_w_m2k) {
  Wall wall;
  ThermalNetwork& n = wall.network;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const double count = static_cast<double>(cells);
  const double cell_j_k = kHeat_j_m3k * kThickness_m / count;
  for (std::size_t i = 0; i <= cells; ++i) {
    const bool surface = i == 0 || i == cells;
    wall.nodes.push_back(n.add_node("node", surface ? 0.5 * cell_j_k : cell_j_k));
    if (i > 0) n.connect(wall.nodes[i - 1], wall.nodes[i], count * kConductivity_w_mk / kThickness_m);
  }
  n.connect(wall.nodes.front(), outdoor, film_w_m2k, loss);
  wall.plan = make_plan(n);
  return wall;
}

/// Temperature of the last node after a time, when the wall starts at 0 and outdoor air is at 1.
double stepped_degc(const Wall& wall, double time_s, double step_s) {
  Stepper stepper(wall.plan, wall.network, step_s);
  stepper.reset(0.0);
  const std::array outdoor_degc{1.0};
  for (int left = static_cast<int>(std::lround(time_s / step_s)); left > 0; --left) {
    (void)stepper.step({outdoor_degc, {}, {}, {}});
  }
  return stepper.temperature_degc(wall.nodes.back());
}

/// m d of the modes cos(m (d - x)): m d tan(m d) = h d / k (Carslaw and Jaeger 1959, 3.11).
std::vector<double> modes(double biot, std::size_t count) {
  std::vector<double> roots;
  for (std::size_t j = 0; j < count; ++j) {
    double low = static_cast<double>(j) * std::numbers::pi;
    double high = low + 0.5 * std::numbers::pi;
    for (int k = 0; k < 200; ++k) {
      const double middle = 0.5 * (low + high);
      (middle * std::sin(middle) < biot * std::cos(middle) == (j % 2 == 0) ? low : high) = middle;
    }
    roots.push_back(0.5 * (low + high));
  }
  return roots;
}

/// What implicit steps make of the continuous wall: every mode decays by 1 / (1 + a m^2 dt) per step.
double continuous_degc(double film_w_m2k, double time_s, double step_s) {
  double sum_degc = 1.0;
  for (const double z : modes(film_w_m2k * kThickness_m / kConductivity_w_mk, 2000)) {
    const double amplitude = 2.0 * std::sin(z) / (z + std::sin(z) * std::cos(z));
    const double rate_1_s = kConductivity_w_mk / kHeat_j_m3k * z * z / (kThickness_m * kThickness_m);
    sum_degc -= amplitude * std::pow(1.0 + rate_1_s * step_s, -time_s / step_s);
  }
  return sum_degc;
}

/// The same wall of nodes as `make_wall` in exact time: modes cos(b (n - i)) of the chain. The balance of the first half cell
/// gives b, found by bisection.
double exact_in_time_degc(std::size_t cells, double film_w_m2k, double time_s) {
  const double count = static_cast<double>(cells);
  const double link_w_k = count * kConductivity_w_mk / kThickness_m;
  const double cell_j_k = kHeat_j_m3k * kThickness_m / count;
  // First half cell: (C / 2) l cos(b n) = link (cos(b n) - cos(b (n - 1))) + h cos(b n), with l = 2 link / C (1 - cos b).
  const auto balance = [count, link_w_k, film_w_m2k](double b) {
    const double first = std::cos(b * count);
    return link_w_k * (1.0 - std::cos(b)) * first - link_w_k * (first - std::cos(b * (count - 1.0))) - film_w_m2k * first;
  };
  double sum_degc = 1.0;
  for (std::size_t j = 0; j <= cells; ++j) {
    double low = static_cast<double>(j) * std::numbers::pi / count;
    double high = std::min(low + 0.5 * std::numbers::pi / count, std::numbers::pi);
    if (balance(low) * balance(high) > 0.0) continue;
    const bool falls = balance(low) > 0.0;
    for (int k = 0; k < 200; ++k) {
      const double middle = 0.5 * (low + high);
      (balance(middle) > 0.0 == falls ? low : high) = middle;
    }
    const double b = 0.5 * (low + high);
    double projected = 0.0;
    double norm = 0.0;
    for (std::size_t i = 0; i <= cells; ++i) {
      const double weight = i == 0 || i == cells ? 0.5 : 1.0;
      const double mode = std::cos(b * static_cast<double>(cells - i));
      projected += weight * mode;
      norm += weight * mode * mode;
    }
    sum_degc -= projected / norm * std::exp(-2.0 * link_w_k / cell_j_k * (1.0 - std::cos(b)) * time_s);
  }
  return sum_degc;
}

constexpr double kFilm_w_m2k = 10.0;
// A day is longer than d^2 / a of the wall: only the slowest mode is left. Earlier, modes of opposite sign hide the order.
constexpr double kTime_s = 24.0 * 3600.0;

}  // namespace

TEST_CASE("Half the time step halves the error of a wall after a jump of the outdoor temperature") {
  constexpr std::size_t kCells = 8;
  const Wall wall = make_wall(kCells, kFilm_w_m2k);
  const double exact_degc = exact_in_time_degc(kCells, kFilm_w_m2k, kTime_s);
  double last_k = stepped_degc(wall, kTime_s, 900.0) - exact_degc;
  for (const double step_s : {450.0, 225.0, 112.5}) {
    const double error_k = stepped_degc(wall, kTime_s, step_s) - exact_degc;
    INFO("step " << step_s << " s, error " << error_k << " K");
    CHECK(last_k / error_k == Approx(2.0).epsilon(0.1));
    last_k = error_k;
  }
}

TEST_CASE("Twice the layers leave a quarter of the error against the continuous wall") {
  for (const double step_s : {60.0, 900.0, 3600.0}) {
    const double exact_degc = continuous_degc(kFilm_w_m2k, kTime_s, step_s);
    double last_k = stepped_degc(make_wall(4, kFilm_w_m2k), kTime_s, step_s) - exact_degc;
    for (const std::size_t cells : {8U, 16U, 32U}) {
      const double error_k = stepped_degc(make_wall(cells, kFilm_w_m2k), kTime_s, step_s) - exact_degc;
      INFO("step " << step_s << " s, " << cells << " cells, error " << error_k << " K");
      CHECK(last_k / error_k == Approx(4.0).epsilon(0.15));
      last_k = error_k;
    }
  }
}

TEST_CASE("The exact solutions in time and in space meet where both are fine") {
  CHECK(exact_in_time_degc(400, kFilm_w_m2k, kTime_s) == Approx(continuous_degc(kFilm_w_m2k, kTime_s, 0.5)).margin(1e-4));
}
