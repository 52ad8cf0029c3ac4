// SPDX-License-Identifier: MPL-2.0
#include "models/building/envelope.hpp"

#include <catch2/catch.hpp>

#include "tests/support/example_building.hpp"

using namespace tvilling;  // NOLINT(google-build-using-namespace)

TEST_CASE("Facades, windows and party walls make up perimeter times height") {
  const models::Building b = tests::example_school();
  const models::Envelope e = models::envelope_of(b);
  CHECK(e.wall_m2() + e.window_m2() + e.party_wall_m2 == Approx(110.0 * 6.4));
  CHECK(e.window_m2() == Approx(0.3 * 0.9 * 110.0 * 6.4));
  CHECK(e.party_wall_m2 == Approx(0.1 * 110.0 * 6.4));
}

TEST_CASE("The rectangle has the building's footprint and its facades look along and across its azimuth") {
  const models::Building b = tests::example_school();
  const models::Envelope e = models::envelope_of(b);
  const double long_m = (e.facades[0].wall_m2 + e.facades[0].window_m2) / (0.9 * 6.4);
  const double short_m = (e.facades[1].wall_m2 + e.facades[1].window_m2) / (0.9 * 6.4);
  CHECK(long_m * short_m == Approx(600.0));
  CHECK(long_m > short_m);
  CHECK(e.facades[0].azimuth_deg == Approx(170.0));
  CHECK(e.facades[3].azimuth_deg == Approx(80.0));
}

TEST_CASE("A half heated building keeps half of every area") {
  models::Building b = tests::example_school();
  const models::Envelope whole = models::envelope_of(b);
  b.heated_fraction = 0.5;
  const models::Envelope half = models::envelope_of(b);
  CHECK(half.heated_area_m2 == Approx(0.5 * whole.heated_area_m2));
  CHECK(half.wall_m2() == Approx(0.5 * whole.wall_m2()));
  CHECK(half.floor_m2 == Approx(0.5 * whole.floor_m2));
  CHECK(half.volume_m3 == Approx(0.5 * whole.volume_m3));
}
