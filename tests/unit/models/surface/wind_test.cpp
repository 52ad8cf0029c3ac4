// SPDX-License-Identifier: MPL-2.0
#include "models/surface/wind.hpp"

#include <catch2/catch.hpp>

namespace models = tvilling::models;
using models::Terrain;
using models::WindSide;

TEST_CASE("The wind at the station's own height and terrain is the measured wind") {
  CHECK(models::local_wind_m_s(7.3, models::kStationHeight_m, Terrain::open_country) == Approx(7.3).margin(0).epsilon(1e-14));
}

TEST_CASE("Each terrain slows the wind by its own profile") {
  const auto exactly = [](double value) { return Approx(value).margin(0).epsilon(1e-12); };
  CHECK(models::local_wind_m_s(1.0, 10.0, Terrain::ocean) == exactly(1.169954568212655));
  CHECK(models::local_wind_m_s(1.0, 10.0, Terrain::suburb) == exactly(0.7167811038099879));
  CHECK(models::local_wind_m_s(1.0, 10.0, Terrain::city) == exactly(0.44841573381744215));
  CHECK(models::local_wind_m_s(1.0, 30.0, Terrain::city) == exactly(0.6443633883837354));
}

TEST_CASE("All terrains meet the same wind at the top of their boundary layers and keep it above") {
  const double gradient_m_s = models::local_wind_m_s(4.0, 270.0, Terrain::open_country);
  CHECK(gradient_m_s > 4.0);
  CHECK(models::local_wind_m_s(4.0, 370.0, Terrain::suburb) == gradient_m_s);
  CHECK(models::local_wind_m_s(4.0, 460.0, Terrain::city) == gradient_m_s);
  CHECK(models::local_wind_m_s(4.0, 210.0, Terrain::ocean) == gradient_m_s);
  CHECK(models::local_wind_m_s(4.0, 900.0, Terrain::ocean) == gradient_m_s);
}

TEST_CASE("There is no wind at the ground or below it or in calm") {
  CHECK(models::local_wind_m_s(5.0, 0.0, Terrain::city) == 0.0);
  CHECK(models::local_wind_m_s(5.0, -2.0, Terrain::city) == 0.0);
  CHECK(models::local_wind_m_s(0.0, 10.0, Terrain::city) == 0.0);
}

TEST_CASE("A wall is windward while the wind comes from within 100 degrees of its normal") {
  const models::Plane north{.azimuth_deg = 0.0, .tilt_deg = 90.0};
  CHECK(models::wind_side(north, 0.0) == WindSide::windward);
  CHECK(models::wind_side(north, 100.0) == WindSide::windward);
  CHECK(models::wind_side(north, 260.0) == WindSide::windward);
  CHECK(models::wind_side(north, 360.0) == WindSide::windward);
  CHECK(models::wind_side(north, 100.5) == WindSide::leeward);
  CHECK(models::wind_side(north, 180.0) == WindSide::leeward);
  CHECK(models::wind_side(north, 259.5) == WindSide::leeward);
  const models::Plane northwest{.azimuth_deg = 315.0, .tilt_deg = 90.0};
  CHECK(models::wind_side(northwest, 40.0) == WindSide::windward);
  CHECK(models::wind_side(northwest, 135.0) == WindSide::leeward);
}

TEST_CASE("A flat roof and a floor over air are windward in every wind but a pitched roof is not") {
  for (const double wind_from_deg : {0.0, 90.0, 180.0, 270.0}) {
    CAPTURE(wind_from_deg);
    CHECK(models::wind_side({.azimuth_deg = 0.0, .tilt_deg = 0.0}, wind_from_deg) == WindSide::windward);
    CHECK(models::wind_side({.azimuth_deg = 0.0, .tilt_deg = 10.0}, wind_from_deg) == WindSide::windward);
    CHECK(models::wind_side({.azimuth_deg = 0.0, .tilt_deg = 180.0}, wind_from_deg) == WindSide::windward);
  }
  CHECK(models::wind_side({.azimuth_deg = 0.0, .tilt_deg = 30.0}, 180.0) == WindSide::leeward);
}
