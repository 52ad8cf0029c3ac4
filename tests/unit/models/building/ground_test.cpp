// SPDX-License-Identifier: MPL-2.0
#include "models/building/ground.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

// A floor of R_f = 2.0 under films 0.17 and 0.04 (domain.md B7); lambda 2, w 0.4, d 3.2.
const models::GroundFloorInput kFloor{.area_m2 = 1000.0,
                                      .perimeter_m = 130.0,
                                      .floor_u_value_w_m2k = 1.0 / 2.21,
                                      .indoor_degc = 20.0,
                                      .outdoor_monthly_degc = {2.0, 2.0, 3.9, 8.0, 12.5, 16.0, 18.4, 18.2, 14.5, 10.2, 6.3, 3.3}};

}  // namespace

TEST_CASE("A slab on ground has the U-value and virtual layer of the worked ISO 13370 case") {
  const models::GroundFloor g = models::ground_floor(kFloor);
  CHECK(g.u_value_w_m2k == Approx(0.18064).margin(5e-6));
  CHECK(g.virtual_resistance_m2k_w == Approx(3.1158).margin(5e-5));
  CHECK(g.periodic_external_w_k == Approx(48.98).margin(5e-3));
}

TEST_CASE("The virtual ground temperature has the outdoor mean and lags the outdoor year by a month") {
  models::GroundFloorInput floor = kFloor;
  for (std::size_t month = 0; month < 12; ++month) {  // a pure wave: coldest in month 0.5, swing 8 K
    floor.outdoor_monthly_degc[month] = 9.0 - 8.0 * std::cos(2.0 * 3.14159265358979 * (static_cast<double>(month) - 0.5) / 12.0);
  }
  const models::GroundFloor g = models::ground_floor(floor);
  const double mean_degc = std::accumulate(g.virtual_degc.begin(), g.virtual_degc.end(), 0.0) / 12.0;
  CHECK(mean_degc == Approx(9.0).margin(1e-9));
  // Coldest in month 1.5: months 1 and 2 are equal and the lowest. Swing: H_pe x 8 K over A U.
  CHECK(g.virtual_degc[1] == Approx(g.virtual_degc[2]).margin(1e-9));
  const double swing_k = 48.98 * 8.0 / 180.64 * std::cos(3.14159265358979 / 12.0);
  CHECK(9.0 - g.virtual_degc[1] == Approx(swing_k).margin(1e-3));
}

TEST_CASE("A small well insulated slab uses the other branch and still has a positive virtual layer") {
  models::GroundFloorInput small = kFloor;
  small.area_m2 = 20.0;
  small.perimeter_m = 20.0;
  small.floor_u_value_w_m2k = 0.10;
  const models::GroundFloor g = models::ground_floor(small);
  CHECK(g.u_value_w_m2k < 0.10);
  CHECK(g.virtual_resistance_m2k_w > 0.0);
}

TEST_CASE("A well insulated small floor follows the other branch of ISO 13370") {
  // B' = 4 m, d_t = 0.4 + 2 / 0.1 = 20.4 m.
  CHECK(models::ground_u_value_w_m2k(64.0, 32.0, 0.1) == Approx(2.0 / (0.457 * 4.0 + 20.4)).epsilon(1e-12));
}
