// SPDX-License-Identifier: MPL-2.0
#include "viz/footprint.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

namespace {

using tvilling::viz::clean_ring;
using tvilling::viz::Point;
using tvilling::viz::Ring;
using tvilling::viz::signed_area_m2;
using tvilling::viz::Triangle;
using tvilling::viz::triangulate;

// The shape of a U, far from the origin as real coordinates are.
const Ring kU{{724000, 6175000}, {724030, 6175000}, {724030, 6175040}, {724020, 6175040},
              {724020, 6175010}, {724010, 6175010}, {724010, 6175040}, {724000, 6175040}};

double triangle_area_m2(const Ring& ring, const Triangle& t) {
  const Ring corners{ring[t[0]], ring[t[1]], ring[t[2]]};
  return signed_area_m2(corners);
}

}  // namespace

TEST_CASE("Triangles of a concave footprint cover exactly its area") {
  double sum_m2 = 0.0;
  for (const Triangle& t : triangulate(kU)) {
    CHECK(triangle_area_m2(kU, t) > 0.0);
    sum_m2 += triangle_area_m2(kU, t);
  }
  CHECK(triangulate(kU).size() == kU.size() - 2);
  CHECK(sum_m2 == Approx(900.0));
}

TEST_CASE("No triangle of a concave footprint covers its courtyard") {
  const Point courtyard{724015.0, 6175030.0};
  for (const Triangle& t : triangulate(kU)) {
    double around_m2 = 0.0;
    for (std::size_t i = 0; i < 3; ++i) around_m2 += std::abs(signed_area_m2(Ring{kU[t[i]], kU[t[(i + 1) % 3]], courtyard}));
    CHECK(around_m2 > triangle_area_m2(kU, t) + 1.0);
  }
}

TEST_CASE("A clockwise ring is turned around") {
  const Ring clockwise(kU.rbegin(), kU.rend());
  REQUIRE(signed_area_m2(clockwise) < 0.0);
  CHECK(signed_area_m2(clean_ring(clockwise)) == Approx(900.0));
}

TEST_CASE("Repeated points and the closing point are dropped") {
  Ring closed = kU;
  closed.push_back(kU.front());
  closed.insert(closed.begin() + 2, closed[1]);
  CHECK(clean_ring(closed).size() == kU.size());
}

TEST_CASE("Points on a straight wall are allowed") {
  const Ring ring{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {5, 10}, {0, 10}};
  REQUIRE(clean_ring(ring).size() == 6);
  double sum_m2 = 0.0;
  for (const Triangle& t : triangulate(ring)) sum_m2 += triangle_area_m2(ring, t);
  CHECK(sum_m2 == Approx(100.0));
}

TEST_CASE("Degenerate rings give no footprint") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(clean_ring(Ring{}).empty());
  CHECK(clean_ring(Ring{{0, 0}, {10, 0}}).empty());
  CHECK(clean_ring(Ring{{0, 0}, {10, 0}, {0, 0}}).empty());
  CHECK(clean_ring(Ring{{0, 0}, {10, 0}, {20, 0}}).empty());
  CHECK(clean_ring(Ring{{0, 0}, {10, nan}, {20, 5}}).empty());
}

TEST_CASE("A ring that crosses itself gives no footprint") {
  CHECK(clean_ring(Ring{{0, 0}, {10, 10}, {10, 0}, {0, 10}}).empty());
  CHECK(clean_ring(Ring{{0, 0}, {10, 10}, {10, 2}, {0, 10}}).empty());
}

TEST_CASE("The square has the asked area around its centre") {
  const Ring square = tvilling::viz::square_around({724000.0, 6175000.0}, 400.0);
  CHECK(signed_area_m2(square) == Approx(400.0));
  CHECK(tvilling::viz::middle_of(square).x_m == Approx(724000.0));
}

TEST_CASE("A small footprint grows to the asked width and a large one stays") {
  const Ring small = tvilling::viz::square_around({100.0, 50.0}, 25.0);
  CHECK(signed_area_m2(tvilling::viz::grown_to(small, 20.0)) == Approx(400.0));
  CHECK(tvilling::viz::middle_of(tvilling::viz::grown_to(small, 20.0)).y_m == Approx(50.0));
  CHECK(signed_area_m2(tvilling::viz::grown_to(small, 3.0)) == Approx(25.0));
}
