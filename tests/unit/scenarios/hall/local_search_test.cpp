// SPDX-License-Identifier: MPL-2.0
#include "scenarios/local_search.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"

using namespace tvilling;
using scenarios::search_locally;
using scenarios::SearchValue;

TEST_CASE("The search comes near the least point within a limit") {
  // Least x + y on or outside a circle around the origin: in the box from 0 to 1, limited by x y >= 0.04.
  const auto value = [](std::span<const double> x) { return SearchValue{x[0] + x[1], {0.04 - x[0] * x[1]}}; };
  const std::vector<double> found = search_locally(value, {0.9, 0.5}, 1, 400);
  CHECK(found[0] == Approx(0.2).margin(0.03));
  CHECK(found[1] == Approx(0.2).margin(0.03));
}

TEST_CASE("The search stays in the box and ends at its corner where that is best") {
  const auto value = [](std::span<const double> x) {
    REQUIRE(x[0] >= 0.0);
    REQUIRE(x[0] <= 1.0);
    return SearchValue{-x[0] + x[1], {}};
  };
  const std::vector<double> found = search_locally(value, {0.5, 0.5}, 0, 400);
  CHECK(found[0] == Approx(1.0).margin(0.02));
  CHECK(found[1] == Approx(0.0).margin(0.02));
}

TEST_CASE("What the function throws ends the search and comes out as it is") {
  int calls = 0;
  const auto value = [&calls](std::span<const double>) -> SearchValue {
    if (++calls == 3) throw core::Error(core::ErrorKind::bad_input, "the third");
    return {1.0 / calls, {-1.0}};
  };
  CHECK_THROWS_WITH(search_locally(value, {0.5, 0.5, 0.5}, 1, 400), "the third");
  CHECK(calls == 3);
}

TEST_CASE("A search asks for objective and limits of a point once, and not more often than it may") {
  int calls = 0;
  const auto value = [&calls](std::span<const double> x) {
    ++calls;
    return SearchValue{(x[0] - 0.3) * (x[0] - 0.3), {x[0] - 0.9}};
  };
  (void)search_locally(value, {0.8}, 1, 12);
  CHECK(calls <= 13);
  CHECK(calls > 3);
}

TEST_CASE("Halton points fill the cube evenly and never repeat") {
  CHECK(scenarios::halton_point(0, 2) == std::vector<double>{0.5, 1.0 / 3.0});
  int low = 0;
  for (std::size_t i = 0; i < 64; ++i) {
    if (scenarios::halton_point(i, 3)[2] < 0.5) ++low;
  }
  CHECK(low >= 30);
  CHECK(low <= 36);
}
