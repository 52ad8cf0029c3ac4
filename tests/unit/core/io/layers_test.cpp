// SPDX-License-Identifier: MPL-2.0
#include "core/io/layers.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/io/file.hpp"
#include "core/io/layer_writer.hpp"
#include "core/io/projection.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace tvilling;

struct Reading {
  core::Table table;
  core::Findings findings;
};

Reading read(const std::string& name, const std::string& content) {
  const tests::TemporaryFolder folder;
  std::ofstream(folder / name) << content;
  Reading reading;
  const std::vector<std::string> layers = core::layer_names(folder / name, reading.findings);
  if (!layers.empty()) reading.table = core::read_layer(folder / name, layers.front(), reading.findings);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);  // nothing is written beside it
  return reading;
}

Reading read_geojson(const std::string& coordinates, const std::string& crs = "") {
  return read(
      "b.geojson",
      "{\"type\":\"FeatureCollection\"," + crs +
          "\"features\":[{\"type\":\"Feature\",\"properties\":{\"bygning\":\"000214\",\"year\":1965,\"start\":\"2025/01/31\"},"
          "\"geometry\":{\"type\":\"Point\",\"coordinates\":[" +
          coordinates + "]}}]}");
}

Reading read_gml(const std::string& system, const std::string& position) {
  return read(
      "b.gml",
      "<gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml/3.2\" xmlns:t=\"http://t\"><gml:featureMember><t:bygning "
      "gml:id=\"b1\"><t:nr>000214</t:nr><t:geom><gml:Point srsName=\"" +
          system + "\" gml:id=\"p\"><gml:pos>" + position +
          "</gml:pos></gml:Point></t:geom></t:bygning></gml:featureMember></gml:FeatureCollection>");
}

TEST_CASE("Longitude and latitude become metres of EPSG:25832") {
  // domain.md E: the city's box in degrees and in metres.
  const auto south_west = core::utm32_of_degrees(12.453, 55.613);
  const auto north_east = core::utm32_of_degrees(12.651, 55.733);
  REQUIRE(south_west);
  REQUIRE(north_east);
  CHECK(south_west->second == Approx(6168419.0).margin(1.0));
  CHECK(north_east->second == Approx(6182403.0).margin(1.0));
}

TEST_CASE("GeoJSON is read with its texts and numbers as they are, in EPSG:25832") {
  const Reading r = read_geojson("12.5698,55.6759");
  REQUIRE(r.table.rows.size() == 1);
  CHECK(r.table.header.back().text == "position");
  CHECK(r.table.rows[0][0].text == "000214");
  CHECK(r.table.rows[0][1].text == "1965");
  CHECK(r.table.rows[0][2].text == "2025/01/31");
  CHECK(r.table.numeric == std::vector<bool>{false, true, false, false});
  CHECK(r.table.rows[0].back().text.starts_with("POINT(724447.3"));
  CHECK(core::to_string(r.table.pos(r.table.rows[0][1])).ends_with("b.geojson:b:1:year"));
  REQUIRE(r.findings.list.size() == 1);
  CHECK(r.findings.list[0].code == "TV-1033");
}

TEST_CASE("GeoJSON in metres is told from GeoJSON in degrees") {
  const Reading r = read_geojson("724396.5,6175795.2");
  CHECK(r.table.rows.at(0).back().text == "POINT(724396.5 6175795.2)");
  REQUIRE(r.findings.list.size() == 1);
  CHECK(r.findings.list[0].code == "TV-1034");
  const Reading named = read_geojson("724396.5,6175795.2",
                                     "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::25832\"}},");
  CHECK(named.table.rows.at(0).back().text == "POINT(724396.5 6175795.2)");
  CHECK(named.findings.list.empty());
}

TEST_CASE("GML is read in the axis order that its system has") {
  CHECK(read_gml("EPSG:25832", "724396.5 6175795.2").table.rows.at(0).back().text == "POINT(724396.5 6175795.2)");
  CHECK(read_gml("urn:ogc:def:crs:EPSG::25832", "724396.5 6175795.2").table.rows.at(0).back().text ==
        "POINT(724396.5 6175795.2)");
  const std::string latitude_first = read_gml("urn:ogc:def:crs:EPSG::4258", "55.6759 12.5698").table.rows.at(0).back().text;
  const std::string longitude_first = read_gml("EPSG:4326", "12.5698 55.6759").table.rows.at(0).back().text;
  CHECK(latitude_first.starts_with("POINT(724447.34"));
  CHECK(longitude_first.starts_with("POINT(724447.34"));
}

TEST_CASE("An id with leading zeros stays text in GML") {
  CHECK(read_gml("EPSG:25832", "724396.5 6175795.2").table.rows.at(0)[0].text == "000214");
}

TEST_CASE("A layer that does not say its system is told by its coordinates, or stops") {
  CHECK(read_gml("", "724396.5 6175795.2").findings.list.at(0).code == "TV-1034");
  const Reading nowhere = read_gml("", "1 2000000");
  CHECK(nowhere.findings.stops());
  CHECK(nowhere.findings.list.at(0).code == "TV-1032");
}

TEST_CASE("A damaged GIS file is a finding and one that is absent an error") {
  for (const char* name : {"b.geojson", "b.gpkg", "b.gml"}) {
    const Reading r = read(name, "{\"type\":\"Feature");
    CHECK(r.findings.stops());
    CHECK(r.findings.list.at(0).code == "TV-1031");
  }
  core::Findings findings;
  CHECK_THROWS_AS(core::layer_names("/no/such/b.gpkg", findings), core::Error);
}

TEST_CASE("What is written to a GeoPackage comes back to the last bit, and equal content in equal bytes") {
  const tests::TemporaryFolder folder;
  const std::array<core::LayerField, 3> fields{core::LayerField{"id"}, core::LayerField{"n", core::FieldType::number},
                                               core::LayerField{"b", core::FieldType::flag}};
  const std::array<core::LayerWriter::Coordinate, 3> ring{
      core::LayerWriter::Coordinate{725123.12345678901, 6175000.1}, {725133.1, 6175000.1}, {725133.1, 6175010.3}};
  for (const char* name : {"a.gpkg", "b.gpkg"}) {
    core::LayerWriter file(folder / name);
    file.layer("buildings", fields, core::LayerShape::polygon);
    file.feature(std::array<core::SheetCell, 3>{std::string("000214"), 0.1 + 0.2, true}, ring);
    file.layer("units", fields, core::LayerShape::none);
    file.feature(std::array<core::SheetCell, 3>{std::string("Bør"), 5e-324, false});
    file.finish();
  }
  core::Findings findings;
  CHECK(core::layer_names(folder / "a.gpkg", findings) == std::vector<std::string>{"buildings", "units"});
  const core::Table buildings = core::read_layer(folder / "a.gpkg", "buildings", findings);
  REQUIRE(buildings.rows.size() == 1);
  CHECK(buildings.rows[0][1].text == "0.30000000000000004");
  CHECK(buildings.rows[0][2].text == "true");
  CHECK(buildings.rows[0][3].text ==
        "POLYGON((725123.1234567891 6175000.1, 725133.1 6175000.1, 725133.1 6175010.3, 725123.1234567891 6175000.1))");
  CHECK(core::read_layer(folder / "a.gpkg", "units", findings).rows.at(0)[0].text == "Bør");
  CHECK(findings.list.empty());
}

}  // namespace

TEST_CASE("What is written to GeoJSON is in degrees and comes back to a centimetre") {
  const tests::TemporaryFolder folder;
  const std::array<core::LayerField, 2> fields{core::LayerField{"id"}, core::LayerField{"n", core::FieldType::number}};
  const std::array<core::LayerWriter::Coordinate, 1> point{core::LayerWriter::Coordinate{725123.12, 6175000.1}};
  for (const char* name : {"a.geojson", "b.geojson"}) {
    core::LayerWriter file(folder / name);
    file.layer("screening", fields, core::LayerShape::point);
    file.feature(std::array<core::SheetCell, 2>{std::string("000214"), 0.5}, point);
    CHECK_THROWS_AS(file.layer("another", fields, core::LayerShape::point), core::Error);
    file.finish();
  }
  const std::string text = core::read_file(folder / "a.geojson");
  CHECK(text == core::read_file(folder / "b.geojson"));
  CHECK(text.find("[ 12.5") != std::string::npos);
  core::Findings findings;
  const core::Table back = core::read_layer(folder / "a.geojson", "screening", findings);
  REQUIRE(back.rows.size() == 1);
  CHECK(back.rows[0][0].text == "000214");
  double x_m = 0.0;
  double y_m = 0.0;
  REQUIRE(std::sscanf(back.rows[0][2].text.c_str(), "POINT(%lf %lf)", &x_m, &y_m) == 2);
  CHECK(x_m == Approx(725123.12).margin(0.01));
  CHECK(y_m == Approx(6175000.1).margin(0.01));
}

TEST_CASE("A feature id of more than 32 bits is read") {
  const Reading r = read("b.geojson",
                         "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":5000000000,\"properties\":"
                         "{\"bygning\":\"1\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[12.5,55.6]}}]}");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.table.rows.size() == 1);
  CHECK(r.table.rows[0][0].line > 0);
}
