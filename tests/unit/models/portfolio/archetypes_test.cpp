// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/archetypes.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "models/data_table.hpp"
#include "models/portfolio/footprint.hpp"

using namespace tvilling;
using models::Use;

namespace {

models::Building building(Use use, double year, bool listed = false) {
  models::Building b;
  b.use = use;
  b.year = year;
  b.listed = listed;
  return b;
}

}  // namespace

TEST_CASE("U-values of services are the state of 2020 by seven epochs that are open at both ends") {
  const models::Archetypes archetypes;
  const auto of_office = [&archetypes](std::string_view name, double year) {
    return archetypes.u_value(name, building(Use::office, year));
  };
  CHECK(of_office("wall_u_value_w_m2k", 1650.0) == 0.96);
  CHECK(of_office("wall_u_value_w_m2k", 1944.0) == 0.96);
  CHECK(of_office("wall_u_value_w_m2k", 1945.0) == 0.94);
  CHECK(of_office("roof_u_value_w_m2k", 1969.9) == 0.63);
  CHECK(of_office("floor_u_value_w_m2k", 1985.0) == 0.58);
  CHECK(of_office("window_u_value_w_m2k", 1999.0) == 2.48);
  CHECK(of_office("window_u_value_w_m2k", 2010.0) == 1.76);
  CHECK(of_office("window_u_value_w_m2k", 2099.0) == 1.46);
}

TEST_CASE("Nursing homes and residential care have the U-values of apartment blocks") {
  const models::Archetypes archetypes;
  for (const Use use : {Use::nursing_home, Use::residential_care}) {
    const auto of_home = [&archetypes, use](std::string_view name, double year) {
      return archetypes.u_value(name, building(use, year));
    };
    CHECK(of_home("wall_u_value_w_m2k", 1700.0) == 1.61);
    CHECK(of_home("wall_u_value_w_m2k", 1850.0) == 1.61);
    CHECK(of_home("wall_u_value_w_m2k", 1851.0) == 0.87);
    CHECK(of_home("floor_u_value_w_m2k", 1940.0) == 1.54);
    CHECK(of_home("roof_u_value_w_m2k", 1955.0) == 0.47);
    CHECK(of_home("window_u_value_w_m2k", 2006.0) == 1.66);
    CHECK(of_home("wall_u_value_w_m2k", 2010.0) == 0.24);
    CHECK(of_home("wall_u_value_w_m2k", 2050.0) == 0.19);
  }
}

TEST_CASE("A listed building keeps the wall that it was built with and is never better than another") {
  const models::Archetypes archetypes;
  CHECK(archetypes.u_value("wall_u_value_w_m2k", building(Use::school, 1900.0, true)) == 1.20);
  CHECK(archetypes.u_value("wall_u_value_w_m2k", building(Use::school, 1950.0, true)) == 0.99);
  for (std::size_t use = 0; use < models::kUseNames.size(); ++use) {
    for (const double year : {1700.0, 1900.0, 1940.0, 1950.0, 1965.0, 1975.0, 1985.0, 1995.0, 2005.0, 2020.0}) {
      for (const char* name : {"wall_u_value_w_m2k", "roof_u_value_w_m2k", "floor_u_value_w_m2k", "window_u_value_w_m2k"}) {
        INFO(models::kUseNames[use] << ", " << year << ", " << name);
        CHECK(archetypes.u_value(name, building(static_cast<Use>(use), year, true)) >=
              archetypes.u_value(name, building(static_cast<Use>(use), year)));
      }
    }
  }
}

TEST_CASE("Air tightness and heat recovery follow the building regulations") {
  const models::Archetypes archetypes;
  CHECK(archetypes.fabric("q50_l_s_m2", 1900.0) == 4.0);
  CHECK(archetypes.fabric("q50_l_s_m2", 1975.0) == 3.0);
  CHECK(archetypes.fabric("q50_l_s_m2", 2006.0) == 1.5);
  CHECK(archetypes.fabric("q50_l_s_m2", 2020.0) == 1.0);
  CHECK(archetypes.ventilation("heat_recovery_fraction", 1974.0) == 0.0);
  CHECK(archetypes.ventilation("heat_recovery_fraction", 1980.0) == 0.5);
  CHECK(archetypes.ventilation("heat_recovery_fraction", 2000.0) == 0.65);
  CHECK(archetypes.ventilation("heat_recovery_fraction", 2016.0) == 0.8);
}

TEST_CASE("The glazing follows the window's transmittance") {
  const models::Archetypes archetypes;
  CHECK(archetypes.window_g_value(2.67) == 0.76);
  CHECK(archetypes.window_g_value(2.2) == 0.63);
  CHECK(archetypes.window_g_value(1.3) == 0.63);
  CHECK(archetypes.window_g_value(1.2) == 0.50);
  CHECK(archetypes.window_g_value(0.7) == 0.50);
}

TEST_CASE("The inner city is Indre By and Vesterbro and Nørrebro and Østerbro") {
  const models::Archetypes archetypes;
  CHECK(archetypes.is_inner({725000.0, 6176600.0}));
  CHECK(archetypes.is_inner({723300.0, 6177600.0}));
  CHECK_FALSE(archetypes.is_inner({720500.0, 6173600.0}));  // Valby
  CHECK_FALSE(archetypes.is_inner({727900.0, 6173700.0}));  // Amager Øst
  CHECK_FALSE(archetypes.is_inner({574000.0, 6225000.0}));  // Aarhus
  CHECK_FALSE(archetypes.is_inner({models::kMissing, models::kMissing}));
}

TEST_CASE("A name that no table knows is a bug of ours") {
  const models::Archetypes archetypes;
  CHECK_THROWS_AS(archetypes.of_use("no_such_column", Use::office), core::Error);
  CHECK_THROWS_AS(archetypes.u_value("no_such_column", building(Use::office, 2000.0)), core::Error);
  CHECK_THROWS_AS(archetypes.general("no_such_column"), core::Error);
}

TEST_CASE("A broken built-in table is reported with its place") {
  CHECK_THROWS_WITH(models::DataTable("a,source\n1,\n", "t.csv"), Catch::Matchers::Contains("without source"));
  const models::DataTable table("a,source\nx,me\n", "t.csv");
  CHECK_THROWS_WITH(table.number(0, "a"), Catch::Matchers::Contains("'x' is not a number"));
  CHECK_THROWS_WITH(table.column("b"), Catch::Matchers::Contains("no column b"));
  CHECK_THROWS_WITH(table.row_of("a", "y"), Catch::Matchers::Contains("no row 'y'"));
  try {
    (void)table.number(0, "a");
    FAIL("a word passed as a number");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::internal);
    CHECK(error.pos().line == 2);
  }
}

TEST_CASE("A rectangle has its area and perimeter and centre in either sense of rotation") {
  const std::vector<models::Point> ring{{724000, 6176000}, {724020, 6176000}, {724020, 6176008}, {724000, 6176008}};
  const std::vector<models::Point> reversed(ring.rbegin(), ring.rend());
  for (const std::vector<models::Point>& r : {ring, reversed}) {
    CHECK(models::ring_area_m2(r) == Approx(160.0));
    CHECK(models::ring_perimeter_m(r) == Approx(56.0));
    CHECK(models::ring_centroid(r).x_m == Approx(724010.0).epsilon(1e-12));
    CHECK(models::ring_centroid(r).y_m == Approx(6176004.0).epsilon(1e-12));
  }
}

TEST_CASE("The azimuth is the outward normal of the longest edge") {
  // The south edge is the longest, drawn against and with the clock.
  const std::vector<models::Point> ring{{0, 0}, {20, 0}, {19, 8}, {1, 8}};
  const std::vector<models::Point> reversed(ring.rbegin(), ring.rend());
  CHECK(models::ring_azimuth_deg(ring) == Approx(180.0));
  CHECK(models::ring_azimuth_deg(reversed) == Approx(180.0));
  // The east edge of a narrow building.
  CHECK(models::ring_azimuth_deg(std::vector<models::Point>{{0, 0}, {5, 0}, {5, 30}, {0, 29}}) == Approx(90.0));
  // The long north-west side.
  CHECK(models::ring_azimuth_deg(std::vector<models::Point>{{0, 0}, {10, 9}, {10, 10}, {0, 1}, {-1, 0}}) ==
        Approx(138.0).margin(0.1));
}
