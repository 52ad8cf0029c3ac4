// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "scenarios/uncertainty/latin_hypercube.hpp"
#include "scenarios/uncertainty/statistics.hpp"

using namespace tvilling;
using scenarios::Spread;
using scenarios::UncertainInput;

namespace {

UncertainInput any_input() {
  UncertainInput input;
  input.spread = *rc::gen::element(Spread::uniform, Spread::triangular, Spread::normal, Spread::lognormal);
  input.low = 0.01 * *rc::gen::inRange(1, 300);
  input.high = input.low + 0.01 * *rc::gen::inRange(0, 300);
  return input;
}

double any_probability() {
  return (*rc::gen::inRange(0, 100000) + 0.5) / 100000.0;
}

}  // namespace

TEST_CASE("Any number of draws has one in every stratum whatever the seed and the names") {
  rc::check("one draw in each stratum", [] {
    const std::size_t draws = static_cast<std::size_t>(*rc::gen::inRange(1, 300));
    const std::string name = *rc::gen::string<std::string>();
    const std::string building = *rc::gen::string<std::string>();
    const std::uint64_t seed = *rc::gen::arbitrary<std::uint64_t>();
    std::vector<int> count(draws, 0);
    for (std::size_t d = 0; d < draws; ++d) {
      const double p = scenarios::latin_hypercube({seed, name, building}, d, draws);
      RC_ASSERT(p > 0.0 && p < 1.0);
      ++count.at(static_cast<std::size_t>(p * static_cast<double>(draws)));
    }
    RC_ASSERT(std::ranges::all_of(count, [](int c) { return c == 1; }));
  });
}

TEST_CASE("A more probable bound is never lower") {
  rc::check("inverse distributions rise", [] {
    const UncertainInput input = any_input();
    const double p = any_probability();
    const double q = any_probability();
    RC_ASSERT(scenarios::quantile_of(input, std::min(p, q)) <= scenarios::quantile_of(input, std::max(p, q)));
  });
}

TEST_CASE("Uniform and triangular draws stay between their two numbers") {
  rc::check("bounded", [] {
    UncertainInput input = any_input();
    input.spread = *rc::gen::element(Spread::uniform, Spread::triangular);
    const double value = scenarios::quantile_of(input, any_probability());
    RC_ASSERT(value >= input.low && value <= input.high);
  });
}

TEST_CASE("Quantiles lie in their order among the values and in any order of them") {
  rc::check("P10 <= P50 <= P90", [] {
    std::vector<double> values = *rc::gen::nonEmpty(
        rc::gen::container<std::vector<double>>(rc::gen::map(rc::gen::inRange(-1000, 1000), [](int v) { return 0.1 * v; })));
    const scenarios::Quantiles q = scenarios::quantiles(values);
    const auto [least, most] = std::ranges::minmax(values);
    RC_ASSERT(least <= q[0] && q[0] <= q[1] && q[1] <= q[2] && q[2] <= most);
    std::ranges::reverse(values);
    RC_ASSERT(scenarios::quantiles(values) == q);
  });
}

TEST_CASE("A rank correlation is within one and turns with its sign") {
  rc::check("odd and bounded", [] {
    const std::size_t count = static_cast<std::size_t>(*rc::gen::inRange(3, 40));
    std::vector<double> x;
    std::vector<double> y;
    std::vector<double> minus;
    for (std::size_t i = 0; i < count; ++i) {
      x.push_back(*rc::gen::inRange(0, 10));
      y.push_back(*rc::gen::inRange(0, 10));
      minus.push_back(-y.back());
    }
    const double r = scenarios::rank_correlation(x, y);
    if (std::isnan(r)) return;
    RC_ASSERT(std::abs(r) <= 1.0 + 1e-12);
    RC_ASSERT(std::abs(r + scenarios::rank_correlation(x, minus)) < 1e-12);
  });
}
