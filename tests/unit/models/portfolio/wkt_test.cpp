// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/wkt.hpp"

#include <catch2/catch.hpp>

namespace models = tvilling::models;
using models::parse_wkt_footprint;
using models::PositionProblem;

TEST_CASE("A footprint is the outer ring without its closing point in the order written") {
  const models::WktFootprint f =
      parse_wkt_footprint("POLYGON ((724000 6175000, 724010.25 6175000, 724010.25 6175020, 724000 6175000))");
  REQUIRE(f.ring.size() == 3);
  CHECK(f.ring[1].x_m == 724010.25);
  CHECK(f.ring[2].y_m == 6175020.0);
  CHECK_FALSE(f.was_open);
  CHECK(f.unreadable.empty());
  CHECK(f.invalid.empty());
}

TEST_CASE("A ring that is not closed is closed and told") {
  const models::WktFootprint f = parse_wkt_footprint("polygon((724000 6175000,724010 6175000,724010 6175020,724000 6175020))");
  CHECK(f.ring.size() == 4);
  CHECK(f.was_open);
  CHECK(f.invalid.empty());
}

TEST_CASE("Heights and a named coordinate system are accepted") {
  CHECK(
      parse_wkt_footprint("POLYGON Z ((724000 6175000 3.5, 724010 6175000 3, 724010 6175020 3, 724000 6175000 3))").ring.size() ==
      3);
  CHECK(parse_wkt_footprint("POLYGON ((724000 6175000 3.5, 724010 6175000 3, 724010 6175020 3, 724000 6175000 3))").ring.size() ==
        3);
  CHECK(
      parse_wkt_footprint("SRID=25832;POLYGON ((724000 6175000, 724010 6175000, 724010 6175020, 724000 6175000))").ring.size() ==
      3);
  CHECK(parse_wkt_footprint("SRID=4326;POLYGON ((12 55, 13 55, 13 56, 12 55))").unreadable ==
        "it is in EPSG:4326, not EPSG:25832");
}

TEST_CASE("The largest part of a multipolygon is taken and the rest counted") {
  const models::WktFootprint f = parse_wkt_footprint(
      "MULTIPOLYGON (((724000 6175000, 724010 6175000, 724010 6175020, 724000 6175000)), "
      "((724100 6175000, 724150 6175000, 724150 6175020, 724100 6175000), (724140 6175005, 724145 6175005, 724145 6175008, "
      "724140 6175005)))");
  REQUIRE(f.ring.size() == 3);
  CHECK(f.ring[0].x_m == 724100.0);
  CHECK(f.parts_left_out == 1);
  CHECK(f.courtyards_left_out == 1);
}

TEST_CASE("A footprint that crosses itself is not used") {
  const models::WktFootprint bow =
      parse_wkt_footprint("POLYGON ((724000 6175000, 724010 6175020, 724010 6175000, 724000 6175020, 724000 6175000))");
  CHECK(bow.invalid == "it crosses itself");
  CHECK(bow.ring.empty());
  CHECK(parse_wkt_footprint("POLYGON ((724000 6175000, 724010 6175000, 724000 6175000))").invalid ==
        "it has fewer than three corners");
}

TEST_CASE("Swapped axes and degrees are told from other places outside Denmark") {
  const models::WktFootprint swapped =
      parse_wkt_footprint("POLYGON ((6175000 724000, 6175000 724010, 6175020 724010, 6175000 724000))");
  CHECK(swapped.position == PositionProblem::swapped);
  CHECK(swapped.outside.x_m == 6175000.0);
  CHECK(swapped.ring.empty());
  CHECK(parse_wkt_footprint("POLYGON ((12.5 55.6, 12.6 55.6, 12.6 55.7, 12.5 55.6))").position == PositionProblem::degrees);
  CHECK(parse_wkt_footprint("POLYGON ((12500 55600, 12600 55600, 12600 55700, 12500 55600))").position ==
        PositionProblem::outside);
}

TEST_CASE("Text that is no polygon is told") {
  for (const char* text : {"POLYGON ((", "POLYGON EMPTY", "POINT (1 2)", "rubbish", "", "MULTIPOLYGON EMPTY",
                           "POLYGON ((724000,5 6175000,2, 724010,5 6175000,2, 724010,5 6175020,0))",
                           "POLYGON ((724000 6175000, 724010 abc, 724010 6175020, 724000 6175000))"}) {
    INFO(text);
    const models::WktFootprint f = parse_wkt_footprint(text);
    CHECK_FALSE(f.unreadable.empty());
    CHECK(f.ring.empty());
  }
}

TEST_CASE("A point is read as BBR writes it") {
  const std::optional<models::Point> point = models::parse_wkt_point("POINT(724396.5 6175795.2)");
  REQUIRE(point.has_value());
  CHECK(point->x_m == 724396.5);
  CHECK(point->y_m == 6175795.2);
  CHECK_FALSE(models::parse_wkt_point("POINT(724396.5)").has_value());
  CHECK_FALSE(models::parse_wkt_point("724396.5 6175795.2").has_value());
}

TEST_CASE("A written ring is read back to the last bit") {
  const std::vector<models::Point> ring{{724000.1, 6175000.7}, {724010.000000001, 6175000.3}, {724010.3, 6175020.1}};
  const models::WktFootprint f = parse_wkt_footprint(models::to_wkt(ring));
  REQUIRE(f.ring.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(f.ring[i].x_m == ring[i].x_m);
    CHECK(f.ring[i].y_m == ring[i].y_m);
  }
  CHECK(models::to_wkt({}).empty());
}
