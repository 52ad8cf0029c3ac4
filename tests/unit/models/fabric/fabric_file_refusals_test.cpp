// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/fabric/fabric_file.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using models::Fabric;
using models::FabricFile;

namespace {

using Files = std::map<std::string, std::string>;

FabricFile parse(const std::string& text, Findings& findings, const Files& files = {}) {
  const models::FileReader open = [files](const std::string& path) {
    const Files::const_iterator found = files.find(path);
    if (found == files.end()) throw core::Error(core::ErrorKind::io, "no such file");
    return found->second;
  };
  return models::parse_fabric(text, "houses/h.toml", open, findings);
}

FabricFile good(const std::string& text, const Files& files = {}) {
  Findings findings;
  FabricFile file = parse(text, findings, files);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.empty());
  return file;
}

Finding only_finding(const std::string& text, const Files& files = {}) {
  Findings findings;
  (void)parse(text, findings, files);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.size() == 1);
  return findings.list.front();
}

// 15 lines
const std::string kRoom = R"([material.brick]
conductivity_w_mk = 0.8
density_kg_m3 = 1800
specific_heat_j_kgk = 900
[construction.wall]
layers = [{ material = "brick", thickness_m = 0.3 }]
[zone.room]
volume_m3 = 50
[surface.south]
zone = "room"
beyond = "outdoors"
construction = "wall"
area_m2 = 10
azimuth_deg = 180
tilt_deg = 90
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kRoom;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("A small building file needs little") {
  const FabricFile file = good(kRoom);
  CHECK(file.fabric.name == "h");
  CHECK(file.fabric.options.steps_per_hour == 4);
  CHECK_FALSE(file.weather_file.has_value());
  CHECK_FALSE(file.series_file.has_value());
}

TEST_CASE("Each wrong value is one finding at its place") {
  struct Row {
    const char* from;
    const char* to;
    const char* place;
    const char* code;
  };
  const std::vector<Row> rows{
      {"volume_m3 = 50", "volume_m3 = 50\nvolumme = 3", "houses/h.toml:9:1", "TV-4002"},
      {"[zone.room]", "[zones.x]\n[zone.room]", "houses/h.toml:7:2", "TV-4002"},
      {"volume_m3 = 50", "floor_area_m2 = 20", "houses/h.toml:7:7", "TV-4003"},
      {"area_m2 = 10\n", "", "houses/h.toml:9:10", "TV-4003"},
      {"tilt_deg = 90\n", "", "houses/h.toml:9:10", "TV-4003"},
      {"azimuth_deg = 180\n", "", "houses/h.toml:9:10", "TV-4003"},
      {"volume_m3 = 50", "volume_m3 = \"50\"", "houses/h.toml:8:13", "TV-4004"},
      {"volume_m3 = 50", "volume_m3 = 50\nthermostat = 3", "houses/h.toml:9:14", "TV-4004"},
      {"area_m2 = 10", "area_m2 = 10\nsun = 1", "houses/h.toml:14:7", "TV-4004"},
      {"[surface.south]", "[obstacle]\nx = 3\n[surface.south]", "houses/h.toml:10:5", "TV-4004"},
      {"volume_m3 = 50", "volume_m3 = -1", "houses/h.toml:8:13", "TV-4005"},
      {"volume_m3 = 50", "volume_m3 = nan", "houses/h.toml:8:13", "TV-4005"},
      {"area_m2 = 10", "area_m2 = 0", "houses/h.toml:13:11", "TV-4005"},
      {"[zone.room]", "[building]\nsteps_per_hour = 7\n[zone.room]", "houses/h.toml:8:18", "TV-4005"},
      {"zone = \"room\"", "zone = \"\"", "houses/h.toml:10:8", "TV-4006"},
      {"[zone.room]", "[zone.\"a b\"]\nvolume_m3 = 1\n[zone.room]", "houses/h.toml:7:7", "TV-4008"},
      {"[zone.room]", "[zone.outdoors]\nvolume_m3 = 1\n[zone.room]", "houses/h.toml:7:7", "TV-4008"},
      {"[surface.south]", "[boundary.room]\ntemperature_degc = 1\n[surface.south]", "houses/h.toml:9:11", "TV-4008"},
      {"zone = \"room\"", "zone = \"rom\"", "houses/h.toml:10:8", "TV-4009"},
      {"beyond = \"outdoors\"", "beyond = \"outdoor\"", "houses/h.toml:11:10", "TV-4009"},
      {"construction = \"wall\"", "construction = \"wal\"", "houses/h.toml:12:16", "TV-4009"},
      {"material = \"brick\"", "material = \"brik\"", "houses/h.toml:6:24", "TV-4009"},
      {"[zone.room]", "[building]\nterrain = \"town\"\n[zone.room]", "houses/h.toml:8:11", "TV-4010"},
      {"layers =", "resistance_m2k_w = 1\nlayers =", "houses/h.toml:6:20", "TV-4011"},
      {"conductivity_w_mk = 0.8", "conductivity_w_mk = 0.0", "houses/h.toml:2:21", "TV-4102"},
      {"conductivity_w_mk = 0.8\n", "", "houses/h.toml:1:11", "TV-4102"},
      {"thickness_m = 0.3", "thickness_m = 0", "houses/h.toml:6:47", "TV-4103"},
      {", thickness_m = 0.3", "", "houses/h.toml:6:11", "TV-4103"},
      {"thickness_m = 0.3", "thickness_m = -0.3", "houses/h.toml:6:47", "TV-4005"},
      {"thickness_m = 0.3", "thickness_m = 0.000009", "houses/h.toml:6:47", "TV-4103"},
      {"conductivity_w_mk = 0.8", "conductivity_w_mk = 0.00009", "houses/h.toml:2:21", "TV-4102"},
      {"[zone.room]", "[material.gap]\nresistance_m2k_w = 0.000009\n[zone.room]", "houses/h.toml:8:20", "TV-4005"},
      {"[zone.room]", "[construction.c]\nresistance_m2k_w = 0.000009\n[zone.room]", "houses/h.toml:8:20", "TV-4005"},
      {"[zone.room]", "[model]\nglass = \"layers\"\n[zone.room]", "houses/h.toml:8:1", "TV-4002"},
  };
  for (const Row& row : rows) {
    INFO(row.from << " -> " << row.to);
    const Finding finding = only_finding(with(row.from, row.to));
    CHECK(core::to_string(finding.pos) == row.place);
    CHECK(finding.code == row.code);
    CHECK(finding.severity == core::Severity::stops);
  }
}

TEST_CASE("Hints name the nearest thing") {
  CHECK(only_finding(with("zone = \"room\"", "zone = \"rom\"")).hint == "Did you mean \"room\"?");
  CHECK(only_finding(with("volume_m3 = 50", "volume_m3 = 50\nflor_area_m2 = 2")).hint == "Did you mean \"floor_area_m2\"?");
  CHECK(only_finding(with("beyond = \"outdoors\"", "beyond = \"outdoor\"")).hint == "Did you mean \"outdoors\"?");
  CHECK(only_finding(with("[zone.room]", "[surfaces.x]\n[zone.room]")).hint == "Did you mean \"surface\"?");
}

TEST_CASE("Glazings that cannot be are refused") {
  const std::string pane =
      "{ thickness_m = 0.004, transmittance_solar = 0.8, reflectance_solar_front = 0.1, "
      "reflectance_solar_back = 0.1 }";
  const std::string bad_pane =
      "{ thickness_m = 0.004, transmittance_solar = 0.8, reflectance_solar_front = 0.3, "
      "reflectance_solar_back = 0.1 }";
  const auto glazing = [](const std::string& body) { return kRoom + "[glazing.g]\n" + body + "\n"; };
  (void)good(glazing("panes = [" + pane + "]"));
  const Finding impossible = only_finding(glazing("panes = [" + bad_pane + "]"));
  CHECK(impossible.code == "TV-4112");
  CHECK(core::to_string(impossible.pos) == "houses/h.toml:17:86");
  CHECK(only_finding(glazing("panes = [" + pane + ", " + pane + "]")).code == "TV-4012");
  CHECK(only_finding(glazing("panes = [" + pane + "]\ngaps = [{}]")).code == "TV-4012");
  CHECK(only_finding(glazing("panes = []")).code == "TV-4012");
  CHECK(only_finding(glazing("panes = [" + pane + "]\ng_value = 0.5\nu_value_w_m2k = 1")).code == "TV-4011");
  CHECK(only_finding(glazing("g_value = 0.5")).code == "TV-4003");
  CHECK(only_finding(glazing("")).code == "TV-4003");
  const std::string row = "{ angle_deg = 0, transmittance = 0.7, absorbed = [0.2] }";
  (void)good(glazing("panes = [" + pane + "]\noptics = [" + row + "]"));
  CHECK(only_finding(glazing("panes = [" + pane + "]\noptics = [" + row + ", " + row + "]")).code == "TV-4112");
  CHECK(only_finding(glazing("panes = [" + pane + "]\noptics_diffuse = { transmittance = 0.7, absorbed = [0.4] }")).code ==
        "TV-4112");
  CHECK(only_finding(glazing("panes = [" + pane + "]\noptics_diffuse = { transmittance = 0.7, absorbed = [] }")).code ==
        "TV-4012");
}

TEST_CASE("Panes and gaps at their bounds are read and those beyond are refused") {
  const auto pane = [](const std::string& thickness, const std::string& tau, const std::string& front, const std::string& back) {
    return "{ thickness_m = " + thickness + ", transmittance_solar = " + tau + ", reflectance_solar_front = " + front +
           ", reflectance_solar_back = " + back + " }";
  };
  const auto glazing = [](const std::string& body) { return kRoom + "[glazing.g]\n" + body + "\n"; };
  const std::string usual = pane("0.004", "0.8", "0.1", "0.1");
  (void)good(glazing("panes = [" + pane("0.0001", "0", "0.999", "0.999") + "]"));
  (void)good(glazing("panes = [" + usual + ", " + usual + "]\ngaps = [{ thickness_m = 0.0001 }]"));
  (void)good(glazing("g_value = 0.5\nu_value_w_m2k = 5.4"));
  for (const std::string& body :
       {"panes = [" + pane("0.00009", "0.8", "0.1", "0.1") + "]", "panes = [" + pane("0.004", "0", "1", "0.9") + "]",
        "panes = [" + pane("0.004", "0", "0.9", "0.9995") + "]",
        "panes = [" + usual + ", " + usual + "]\ngaps = [{ thickness_m = 0.00009 }]",
        std::string("g_value = 0.5\nu_value_w_m2k = 5.41"), std::string("g_value = 0.5\nu_value_w_m2k = 0")}) {
    INFO(body);
    CHECK(only_finding(glazing(body)).code == "TV-4005");
  }
}

TEST_CASE("Measured shares of light that are over 1 by their rounding are scaled to 1") {
  const auto rows = [](const std::string& transmittance) {
    return kRoom +
           "[glazing.g]\npanes = [{ thickness_m = 0.004, transmittance_solar = 0.8, reflectance_solar_front = 0.1, "
           "reflectance_solar_back = 0.1 }]\noptics = [{ angle_deg = 0, transmittance = " +
           transmittance + ", absorbed = [0.2] }]\n";
  };
  const models::AngleRow scaled = good(rows("0.802")).fabric.glazings[0].glazing.table[0];
  CHECK(scaled.transmittance == Approx(0.802 / 1.002).epsilon(1e-14));
  CHECK(scaled.absorbed[0] == Approx(0.2 / 1.002).epsilon(1e-14));
  CHECK(scaled.transmittance + scaled.absorbed[0] <= 1.0);
  const models::AngleRow kept = good(rows("0.7")).fabric.glazings[0].glazing.table[0];
  CHECK(kept.transmittance == 0.7);
  CHECK(kept.absorbed[0] == 0.2);
  CHECK(only_finding(rows("0.804")).code == "TV-4112");
}

TEST_CASE("Schedules that cannot be understood are refused at their place") {
  const auto gain = [](const std::string& power) { return kRoom + "[zone.room.gain.x]\npower_w = " + power + "\n"; };
  (void)good(gain("{ points = [[0, 1], [12, 2], [12, 3], [24, 1]] }"));
  struct Row {
    const char* power;
    const char* place;
    const char* code;
  };
  const std::vector<Row> rows{
      {"\"10\"", "17:11", "TV-4004"},
      {"inf", "17:11", "TV-4005"},
      {"[1, \"2\"]", "17:15", "TV-4004"},
      {"[]", "17:11", "TV-4107"},
      {"{ points = [[0, 1], [25, 2]] }", "17:32", "TV-4013"},
      {"{ points = [[7, 1], [6, 2]] }", "17:32", "TV-4013"},
      {"{ points = [[7, 1], 3] }", "17:31", "TV-4013"},
      {"{ points = [] }", "17:22", "TV-4013"},
      {"{ dated = [[\"2013-13-01 00:00\", 2]] }", "17:23", "TV-4013"},
      {"{ dated = [[\"2012-02-29 00:00\", 2]] }", "17:23", "TV-4013"},
      {"{ dated = [[\"2013-01-01 00:00\", 2], [\"2013-01-01 00:00\", 3]] }", "17:48", "TV-4013"},
      {"{ points = [[0, 1]], column = \"x\" }", "17:11", "TV-4013"},
      {"{ scale = 2 }", "17:11", "TV-4013"},
      {"{ points = [[0, 1]], scale = 2 }", "17:40", "TV-4011"},
      {"{ column = \"x\", during = { column = \"y\" } }", "17:47", "TV-4013"},
  };
  for (const Row& row : rows) {
    INFO(row.power);
    const Finding finding = only_finding(gain(row.power));
    CHECK(core::to_string(finding.pos) == std::string("houses/h.toml:") + row.place);
    CHECK(finding.code == row.code);
  }
}

TEST_CASE("A window needs an area or a size that fits into its surface") {
  const std::string placed = with("area_m2 = 10", "place = { corner_m = [0, 0, 0], width_m = 5, height_m = 2 }") +
                             "[glazing.g]\ng_value = 0.5\nu_value_w_m2k = 1\n[window.w]\nsurface = \"south\"\nglazing = \"g\"\n";
  const std::string loose =
      kRoom + "[glazing.g]\ng_value = 0.5\nu_value_w_m2k = 1\n[window.w]\nsurface = \"south\"\nglazing = \"g\"\n";
  (void)good(placed + "offset_m = [1, 0.5]\nwidth_m = 4\nheight_m = 1.5\n");
  (void)good(placed + "area_m2 = 2\n");
  (void)good(loose + "width_m = 2\nheight_m = 1\noverhang = { depth_m = 1 }\n");
  CHECK(only_finding(placed + "offset_m = [1, 0.6]\nwidth_m = 4\nheight_m = 1.5\n").code == "TV-4104");
  CHECK(only_finding(placed + "offset_m = [-0.1, 0]\nwidth_m = 4\nheight_m = 1.5\n").code == "TV-4104");
  CHECK(only_finding(placed + "width_m = 4\nheight_m = 1.5\n").code == "TV-4003");
  CHECK(only_finding(placed + "offset_m = [1]\nwidth_m = 4\nheight_m = 1.5\n").code == "TV-4012");
  CHECK(only_finding(loose).code == "TV-4003");
  CHECK(only_finding(loose + "width_m = 2\n").code == "TV-4003");
  CHECK(only_finding(loose + "area_m2 = 2\nwidth_m = 2\nheight_m = 1\n").code == "TV-4011");
  CHECK(only_finding(loose + "offset_m = [0, 0]\nwidth_m = 2\nheight_m = 1\n").code == "TV-4011");
  CHECK(only_finding(loose + "area_m2 = 2\nfins = { depth_m = 1 }\n").code == "TV-4011");
  CHECK(only_finding(loose + "area_m2 = 2\nblind = { transmittance = 0.5, absorptance = 0.6 }\n").code == "TV-4002");
}

TEST_CASE("Air paths need one flow and obstacles an area") {
  const std::string air = kRoom + "[air.a]\nfrom = \"outdoors\"\nto = \"room\"\n";
  CHECK(only_finding(air).code == "TV-4003");
  CHECK(only_finding(air + "flow_m3_h = 1\nair_change_per_h = 1\n").code == "TV-4011");
  CHECK(only_finding(air + "flow_m3_h = -1\n").code == "TV-4005");
  CHECK(only_finding(with("volume_m3 = 50", "volume_m3 = 0") + air.substr(kRoom.size()) + "air_change_per_h = 1\n").code ==
        "TV-4011");
  const std::string obstacle = kRoom + "[obstacle.o]\ncorner_m = [0, 0, 0]\nedge_u_m = [1, 0, 0]\n";
  CHECK(only_finding(obstacle + "edge_v_m = [2, 0, 0]\n").code == "TV-4005");
  CHECK(only_finding(obstacle + "edge_v_m = [1, 1, 0]\n").code == "TV-4005");
  CHECK(only_finding(obstacle + "edge_v_m = [0, 1]\n").code == "TV-4012");
}

TEST_CASE("Without a set point a zone never cools and with one its plant has no limit") {
  const std::string zone = "[zone.z]\nvolume_m3 = 1\n[zone.z.thermostat]\nheating_set_point_degc = 20\n";
  const models::ZoneThermostat thermostat = *good(zone).fabric.zones[0].thermostat;
  CHECK_FALSE(thermostat.operative);
  CHECK(thermostat.heating_capacity_w.values == std::vector<double>{1e9});
  CHECK(thermostat.cooling_capacity_w.values == std::vector<double>{0});
  CHECK(thermostat.cooling_set_point_degc.values.front() > 1e5);
  CHECK(only_finding(zone + "cooling_capacity_w = 500\n").code == "TV-4003");
}

TEST_CASE("The weather is a file or columns with a site") {
  CHECK(good("[weather]\nfile = \"w.epw\"\n" + kRoom).weather_file->generic_string() == "houses/w.epw");
  CHECK(only_finding("[weather]\n" + kRoom).code == "TV-4003");
  CHECK(only_finding("[weather]\nfile = \"w.epw\"\nlatitude_deg = 3\n" + kRoom).code == "TV-4011");
}

TEST_CASE("A file that extends another one changes it key by key") {
  const Files files{
      {"base.toml", "[building]\nname = \"Base\"\nyear = 2013\n" + kRoom +
                        "[zone.room.gain.x]\npower_w = [0, 1]\n[zone.room.thermostat]\nheating_set_point_degc = 20\n"}};
  const Fabric fabric = good(
                            "[building]\nextends = \"../base.toml\"\nname = \"Changed\"\n"
                            "[zone.room]\nvolume_m3 = 60\n"
                            "[zone.room.gain.x]\npower_w = { points = [[0, 1]] }\n"
                            "[zone.room.gain.y]\npower_w = 5\n"
                            "[zone.room.thermostat]\ncooling_set_point_degc = 27\n"
                            "[surface.north]\nzone = \"room\"\nbeyond = \"outdoors\"\nconstruction = \"wall\"\narea_m2 = 3\n"
                            "tilt_deg = 90\nazimuth_deg = 0\n",
                            files)
                            .fabric;
  CHECK(fabric.name == "Changed");
  CHECK(fabric.year == 2013);
  REQUIRE(fabric.zones.size() == 1);
  CHECK(fabric.zones[0].volume_m3 == 60.0);
  REQUIRE(fabric.zones[0].gains.size() == 2);
  CHECK(fabric.zones[0].gains[0].power_w.kind == models::Schedule::Kind::points);
  CHECK(fabric.zones[0].thermostat->heating_set_point_degc.values == std::vector<double>{20});
  CHECK(fabric.zones[0].thermostat->cooling_set_point_degc.values == std::vector<double>{27});
  REQUIRE(fabric.surfaces.size() == 2);
  CHECK(fabric.surfaces[0].name == "south");
  CHECK(fabric.surfaces[1].name == "north");
}

TEST_CASE("A schedule takes the place of another one whole") {
  const Files files{{"houses/b.toml", kRoom + "[zone.room.gain.x]\npower_w = { column = \"a\", scale = 2 }\n"}};
  const Fabric fabric =
      good("[building]\nextends = \"b.toml\"\n[zone.room.gain.x]\npower_w = { points = [[0, 1]] }\n", files).fabric;
  CHECK(fabric.zones[0].gains[0].power_w.kind == models::Schedule::Kind::points);
}

TEST_CASE("remove takes away what a base file gives") {
  const Files files{{"houses/b.toml", kRoom + "[zone.room.thermostat]\nheating_set_point_degc = 20\n"}};
  const std::string head = "[building]\nextends = \"b.toml\"\n";
  CHECK_FALSE(good(head + "[zone.room.thermostat]\nremove = true\n", files).fabric.zones[0].thermostat.has_value());
  const Fabric fabric = good(head +
                                 "[surface.south]\narea_m2 = { remove = true }\n"
                                 "place = { corner_m = [0, 0, 0], width_m = 2, height_m = 3 }\n",
                             files)
                            .fabric;
  CHECK(fabric.surfaces[0].area_m2 == 6.0);
  CHECK(good(head + "[surface.south]\nremove = true\n", files).fabric.surfaces.empty());
  const Finding nothing = only_finding(head + "[surface.sout]\nremove = true\n", files);
  CHECK(nothing.code == "TV-4016");
  CHECK(core::to_string(nothing.pos) == "houses/h.toml:3:10");
  CHECK(nothing.hint == "Did you mean \"south\"?");
  CHECK(only_finding(head + "[surface.south]\nremove = true\narea_m2 = 3\n", files).code == "TV-4016");
  CHECK(only_finding(head + "[surface.south]\nremove = 1\n", files).code == "TV-4016");
  CHECK(only_finding(kRoom + "[surface.north]\nremove = true\n").code == "TV-4016");
}

TEST_CASE("What is wrong is told in the file where it stands") {
  Findings findings;
  const Files files{{"houses/b.toml", with("volume_m3 = 50", "volume_m3 = -5")}};
  (void)parse("[building]\nextends = \"b.toml\"\nterrain = \"x\"\n[surface.south]\nzone = \"cellar\"\n", findings, files);
  std::vector<std::string> places;
  for (const Finding& finding : findings.list) places.push_back(core::to_string(finding.pos) + " " + finding.code);
  CHECK(places ==
        std::vector<std::string>{"houses/h.toml:3:11 TV-4010", "houses/h.toml:5:8 TV-4009", "houses/b.toml:8:13 TV-4005"});
}

TEST_CASE("Paths are relative to the file in which they are written") {
  const Files files{{"base/b.toml", "[weather]\nfile = \"w.epw\"\n" + kRoom}};
  const FabricFile file = good("[building]\nextends = \"../base/b.toml\"\n", files);
  CHECK(file.weather_file->generic_string() == "base/w.epw");
}

TEST_CASE("A base that is not there or leads back or is no TOML is one finding") {
  const std::string head = "[building]\nextends = \"b.toml\"\n";
  const Finding missing = only_finding(head);
  CHECK(missing.code == "TV-4014");
  CHECK(core::to_string(missing.pos) == "houses/h.toml:2:11");
  const Finding loop = only_finding(head, {{"houses/b.toml", "[building]\nextends = \"./h.toml\"\n"}});
  CHECK(loop.code == "TV-4015");
  CHECK(core::to_string(loop.pos) == "houses/b.toml:2:11");
  const Finding broken = only_finding(head, {{"houses/b.toml", "[building\n"}});
  CHECK(broken.code == "TV-4001");
  CHECK(broken.pos.file == "houses/b.toml");
  CHECK(only_finding("= 3").code == "TV-4001");
}

TEST_CASE("A building file that does not exist is an error of the system") {
  Findings findings;
  CHECK_THROWS_AS(models::read_fabric("/nowhere/h.toml", findings), core::Error);
}
