// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/statistics.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace tvilling;  // NOLINT(google-build-using-namespace)

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
}  // namespace

TEST_CASE("Quantiles lie between the two nearest values as numpy has them") {
  // numpy.quantile([1, 2, 4, 8, 16], [0.1, 0.5, 0.9])
  const scenarios::Quantiles q = scenarios::quantiles({16.0, 1.0, 8.0, 2.0, 4.0});
  CHECK(q[0] == Approx(1.4));
  CHECK(q[1] == 4.0);
  CHECK(q[2] == Approx(12.8));
}

TEST_CASE("Quantiles of equal values are that value to the last bit") {
  for (const double q : scenarios::quantiles(std::vector<double>(7, 0.1))) CHECK(q == 0.1);
}

TEST_CASE("A quantile among values that never come is infinite and the others are not") {
  const scenarios::Quantiles q = scenarios::quantiles({1.0, 2.0, 3.0, kInfinity, kInfinity});
  CHECK(q[1] == 3.0);
  CHECK(std::isinf(q[2]));
  CHECK(q[0] == Approx(1.4));
}

TEST_CASE("One value that is not known leaves the quantiles unknown") {
  for (const double q : scenarios::quantiles({1.0, kNan, 3.0})) CHECK(std::isnan(q));
  CHECK(std::isnan(scenarios::quantiles({})[0]));
}

TEST_CASE("The rank correlation sees order and not size") {
  const std::vector<double> x{1.0, 2.0, 3.0, 4.0};
  CHECK(scenarios::rank_correlation(x, std::vector<double>{1.0, 10.0, 100.0, 1000.0}) == Approx(1.0));
  CHECK(scenarios::rank_correlation(x, std::vector<double>{9.0, 3.0, 1.0, -5.0}) == Approx(-1.0));
  // 1 - 6 sum d^2 / (n (n^2 - 1)) with d = 0, 1, 1, 0
  CHECK(scenarios::rank_correlation(x, std::vector<double>{1.0, 3.0, 2.0, 4.0}) == Approx(0.8));
}

TEST_CASE("Equal values share the mean of their ranks") {
  // scipy.stats.spearmanr([1, 1, 2, 3], [1, 2, 3, 4])
  CHECK(scenarios::rank_correlation(std::vector<double>{1.0, 1.0, 2.0, 3.0}, std::vector<double>{1.0, 2.0, 3.0, 4.0}) ==
        Approx(0.9486832980505138));
}

TEST_CASE("What is the same in all draws moves nothing") {
  CHECK(std::isnan(scenarios::rank_correlation(std::vector<double>{1.0, 1.0, 1.0}, std::vector<double>{1.0, 2.0, 3.0})));
}

TEST_CASE("The greatest has rank 1 and what is not known has none") {
  CHECK(scenarios::ranks_from_greatest(std::vector<double>{2.0, kNan, 5.0, 2.0}) == std::vector<std::size_t>{2, 0, 1, 3});
}
