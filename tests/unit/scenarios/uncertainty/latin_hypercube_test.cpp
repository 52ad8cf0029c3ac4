// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/latin_hypercube.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::DrawKey;
using scenarios::Spread;
using scenarios::UncertainInput;

UncertainInput spread(Spread how, double low, double high) {
  UncertainInput input;
  input.spread = how;
  input.low = low;
  input.high = high;
  return input;
}

std::vector<double> all_draws(const DrawKey& key, std::size_t draws) {
  std::vector<double> places;
  for (std::size_t d = 0; d < draws; ++d) places.push_back(scenarios::latin_hypercube(key, d, draws));
  return places;
}

}  // namespace

TEST_CASE("Every stratum has exactly one draw") {
  for (const std::size_t draws : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{100}, scenarios::kMaxDraws}) {
    for (const char* building : {"", "b1", "b2"}) {
      std::vector<int> count(draws, 0);
      for (const double p : all_draws({9, "wall_u_value_w_m2k", building}, draws)) {
        CHECK((p > 0.0 && p < 1.0));
        ++count.at(static_cast<std::size_t>(p * static_cast<double>(draws)));
      }
      CHECK(std::ranges::all_of(count, [](int c) { return c == 1; }));
    }
  }
}

TEST_CASE("A permutation has every place once and differs from key to key") {
  std::vector<std::size_t> first;
  for (std::uint64_t key = 0; key < 50; ++key) {
    std::vector<std::size_t> to;
    for (std::size_t i = 0; i < 23; ++i) to.push_back(scenarios::permuted(i, 23, key));
    CHECK(to != first);
    first = to;
    std::ranges::sort(to);
    std::vector<std::size_t> all(23);
    std::iota(all.begin(), all.end(), std::size_t{0});
    CHECK(to == all);
  }
}

TEST_CASE("The first of ten goes to every place equally often") {
  std::vector<int> count(10, 0);
  constexpr int kKeys = 10000;
  for (std::uint64_t key = 0; key < kKeys; ++key) ++count.at(scenarios::permuted(0, 10, key * 7919));
  // 1000 expected, standard deviation 30.
  for (const int c : count) CHECK(std::abs(c - 1000) < 120);
}

TEST_CASE("Inputs and buildings are drawn independently of each other") {
  constexpr std::size_t kDraws = 2000;
  const std::vector<double> a = all_draws({1, "q50_l_s_m2", "b1"}, kDraws);
  for (const DrawKey& other :
       {DrawKey{1, "q50_l_s_m2", "b2"}, DrawKey{1, "hot_water_l_m2", "b1"}, DrawKey{2, "q50_l_s_m2", "b1"}}) {
    const std::vector<double> b = all_draws(other, kDraws);
    double covariance = 0.0;
    for (std::size_t d = 0; d < kDraws; ++d) covariance += (a[d] - 0.5) * (b[d] - 0.5);
    CHECK(std::abs(12.0 * covariance / kDraws) < 0.09);  // correlation, standard deviation 0.022
  }
}

TEST_CASE("A spread has its quantiles where its two numbers say") {
  const UncertainInput uniform = spread(Spread::uniform, 2.0, 6.0);
  CHECK(scenarios::quantile_of(uniform, 0.25) == Approx(3.0));
  const UncertainInput triangular = spread(Spread::triangular, 0.8, 1.2);
  CHECK(scenarios::quantile_of(triangular, 0.5) == Approx(1.0));
  CHECK(scenarios::quantile_of(triangular, 0.125) == Approx(0.9));  // (0.9-0.8)^2 / (0.4 * 0.2)
  CHECK(scenarios::quantile_of(triangular, 0.875) == Approx(1.1));
  const UncertainInput normal = spread(Spread::normal, 1.0, 0.1);
  CHECK(scenarios::quantile_of(normal, 0.5) == Approx(1.0));
  CHECK(scenarios::quantile_of(normal, 0.975) == Approx(1.0 + 0.1 * 1.959963984540054).epsilon(1e-8));
  const UncertainInput lognormal = spread(Spread::lognormal, 0.6, 1.6);
  CHECK(scenarios::quantile_of(lognormal, 0.1) == Approx(0.6).epsilon(1e-8));
  CHECK(scenarios::quantile_of(lognormal, 0.9) == Approx(1.6).epsilon(1e-8));
  CHECK(scenarios::quantile_of(lognormal, 0.5) == Approx(std::sqrt(0.6 * 1.6)));
}

TEST_CASE("No spread gives the number itself to the last bit") {
  for (const Spread how : {Spread::uniform, Spread::triangular, Spread::lognormal}) {
    for (const double p : {0.001, 0.3, 0.999}) CHECK(scenarios::quantile_of(spread(how, 1.1, 1.1), p) == 1.1);
  }
  CHECK(scenarios::quantile_of(spread(Spread::normal, 1.1, 0.0), 0.2) == 1.1);
}

TEST_CASE("The draws of a spread have its mean and its standard deviation") {
  constexpr std::size_t kDraws = 1000;
  const UncertainInput triangular = spread(Spread::triangular, 0.5, 1.0);
  double sum = 0.0;
  double squares = 0.0;
  for (const double p : all_draws({3, "realised_saving_fraction", ""}, kDraws)) {
    const double value = scenarios::quantile_of(triangular, p);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / kDraws;
  CHECK(mean == Approx(0.75).margin(1e-4));
  CHECK(std::sqrt(squares / kDraws - mean * mean) == Approx(0.5 / std::sqrt(24.0)).margin(2e-4));
}
