// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/fabric_check.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "core/error.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using models::FabricFile;
using models::RunPeriod;
using models::SeriesTable;

namespace {

constexpr double kBlank = std::numeric_limits<double>::quiet_NaN();

// 21 August 2013, three hours of two steps.
const RunPeriod kRun{2013, 232, 0, 3, 2};

FabricFile read(const std::string& text, Findings& findings) {
  const models::FileReader open = [](const std::string&) -> std::string {
    throw core::Error(core::ErrorKind::io, "no such file");
  };
  return models::parse_fabric(text, "h.toml", open, findings);
}

Findings check(const std::string& text, const SeriesTable& series = {}) {
  Findings findings;
  const FabricFile file = read(text, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.empty());
  models::check_fabric(file, kRun, series, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  return findings;
}

Finding only_finding(const std::string& text, const SeriesTable& series = {}) {
  const Findings findings = check(text, series);
  REQUIRE(findings.list.size() == 1);
  return findings.list.front();
}

const std::string kConstructions =
    "[construction.heavy]\nresistance_m2k_w = 1\nheat_capacity_j_m2k = 1e5\n"
    "[construction.light]\nresistance_m2k_w = 1\n"
    "[glazing.g]\ng_value = 0.5\nu_value_w_m2k = 1\n";  // 8 lines

std::string zone(const std::string& name, const std::string& volume_m3 = "50") {
  return "[zone." + name + "]\nvolume_m3 = " + volume_m3 + "\n";
}

std::string surface(const std::string& name, const std::string& zone, const std::string& beyond,
                    const std::string& construction = "heavy") {
  return "[surface." + name + "]\nzone = \"" + zone + "\"\nbeyond = \"" + beyond + "\"\nconstruction = \"" + construction +
         "\"\narea_m2 = 10\ntilt_deg = 0\n";
}

/// A zone with a roof: nothing to find.
const std::string kRoom = kConstructions + zone("room") + surface("roof", "room", "outdoors");  // 16 lines

}  // namespace

TEST_CASE("A zone under a roof has nothing wrong") {
  CHECK(check(kRoom).list.empty());
}

TEST_CASE("A building without zones and surfaces stops") {
  const Findings findings = check(kConstructions);
  REQUIRE(findings.list.size() == 2);
  for (const Finding& finding : findings.list) {
    CHECK(finding.code == "TV-4101");
    CHECK(core::to_string(finding.pos) == "h.toml:1:1");
  }
}

TEST_CASE("Windows larger than their surface stop at the one that is too much") {
  const auto window = [](const std::string& name, const std::string& area) {
    return "[window." + name + "]\nsurface = \"roof\"\nglazing = \"g\"\narea_m2 = " + area + "\n";
  };
  CHECK(check(kRoom + window("a", "6") + window("b", "4")).list.empty());
  const Finding finding = only_finding(kRoom + window("a", "6") + window("b", "4.1") + window("c", "1"));
  CHECK(finding.code == "TV-4104");
  CHECK(core::to_string(finding.pos) == "h.toml:21:9");
}

TEST_CASE("Windows that overlap stop and those that touch do not") {
  const std::string wall =
      "[surface.wall]\nzone = \"room\"\nbeyond = \"outdoors\"\nconstruction = \"heavy\"\ntilt_deg = 90\nazimuth_deg = 180\n"
      "place = { corner_m = [2, 3, 1], width_m = 6, height_m = 3 }\n";  // 7 lines
  const auto window = [](const std::string& name, const std::string& offset) {
    return "[window." + name + "]\nsurface = \"wall\"\nglazing = \"g\"\noffset_m = " + offset + "\nwidth_m = 2\nheight_m = 1\n";
  };
  const std::string first = kRoom + wall + window("a", "[1, 0.5]");
  CHECK(check(first + window("b", "[3, 0.5]") + window("c", "[1, 1.5]")).list.empty());
  const Finding finding = only_finding(first + window("b", "[2.5, 1.25]"));
  CHECK(finding.code == "TV-4104");
  CHECK(finding.severity == core::Severity::stops);
  CHECK(core::to_string(finding.pos) == "h.toml:30:9");
  CHECK(finding.message == "windows \"a\" and \"b\" overlap by 0.50 x 0.25 m");
}

TEST_CASE("An obstacle that cannot shade a window without a place warns") {
  const std::string window = "[window.w]\nsurface = \"roof\"\nglazing = \"g\"\narea_m2 = 1\n";
  const std::string obstacle = "[obstacle.o]\ncorner_m = [0, -5, 0]\nedge_u_m = [9, 0, 0]\nedge_v_m = [0, 0, 9]\n";
  CHECK(check(kRoom + window).list.empty());
  const Finding finding = only_finding(kRoom + window + obstacle);
  CHECK(finding.code == "TV-4119");
  CHECK(finding.severity == core::Severity::warns);
  CHECK(core::to_string(finding.pos) == "h.toml:17:9");
}

TEST_CASE("A window in a surface that is not to outdoors stops") {
  const std::string window = "[window.w]\nsurface = \"inner\"\nglazing = \"g\"\narea_m2 = 1\n";
  CHECK(only_finding(kRoom + surface("inner", "room", "adiabatic") + window).code == "TV-4116");
  CHECK(only_finding(kRoom + surface("inner", "room", "room") + window).code == "TV-4116");
  const std::string cellar = "[boundary.cellar]\ntemperature_degc = 10\n";
  CHECK(only_finding(kRoom + cellar + surface("inner", "room", "cellar") + window).code == "TV-4116");
  CHECK(only_finding(kRoom + zone("hall") + surface("inner", "room", "hall") + window).severity == core::Severity::stops);
}

TEST_CASE("A zone without an outside path and without plant stops") {
  const std::string closed = kConstructions + zone("room") + surface("wall", "room", "adiabatic");
  const Finding finding = only_finding(closed);
  CHECK(finding.code == "TV-4105");
  CHECK(core::to_string(finding.pos) == "h.toml:9:7");
  SECTION("plant mends it") {
    CHECK(check(closed + "[zone.room.thermostat]\nheating_set_point_degc = 20\n").list.empty());
  }
  SECTION("plant without power does not") {
    CHECK(only_finding(closed + "[zone.room.thermostat]\nheating_set_point_degc = 20\nheating_capacity_w = 0\n").code ==
          "TV-4105");
  }
  SECTION("air from outdoors mends it") {
    CHECK(check(closed + "[air.a]\nfrom = \"outdoors\"\nto = \"room\"\nflow_m3_h = 1\n").list.empty());
  }
  SECTION("air that never flows does not") {
    CHECK(only_finding(closed + "[air.a]\nfrom = \"outdoors\"\nto = \"room\"\nflow_m3_h = 0\n").code == "TV-4105");
  }
  SECTION("a thermal bridge mends it") {
    CHECK(check(closed + "[bridge.b]\nzone = \"room\"\nbeyond = \"outdoors\"\nconductance_w_k = 1\n").list.empty());
  }
  SECTION("a boundary mends it") {
    CHECK(check(closed + "[boundary.cellar]\ntemperature_degc = 10\n" + surface("floor", "room", "cellar")).list.empty());
  }
}

TEST_CASE("A path outside may lead through other zones") {
  const std::string chain = kRoom + zone("hall") + zone("closet") + surface("a", "hall", "room") + surface("b", "closet", "hall");
  CHECK(check(chain).list.empty());
}

TEST_CASE("Air brings heat one way only") {
  const std::string two = kRoom + zone("store") + surface("inner", "store", "adiabatic");
  const std::string in = "[air.in]\nfrom = \"outdoors\"\nto = \"room\"\nflow_m3_h = 1\n";
  CHECK(check(two + in + "[air.a]\nfrom = \"room\"\nto = \"store\"\nflow_m3_h = 1\n").list.empty());
  const Findings findings = check(two + "[air.a]\nfrom = \"store\"\nto = \"room\"\nflow_m3_h = 1\n");
  REQUIRE(findings.list.size() == 2);
  CHECK(findings.list[0].code == "TV-4105");
  CHECK(findings.list[1].code == "TV-4118");
}

TEST_CASE("A zone that gives others more air than it gets warns with the step") {
  const std::string two = kRoom + zone("hall") + surface("ceiling", "hall", "outdoors");
  const auto air = [](const std::string& name, const std::string& from, const std::string& to, const std::string& flow) {
    return "[air." + name + "]\nfrom = \"" + from + "\"\nto = \"" + to + "\"\nflow_m3_h = " + flow + "\n";
  };
  const Finding finding = only_finding(two + air("a", "room", "hall", "[0, 5, 0]"));
  CHECK(finding.code == "TV-4118");
  CHECK(finding.severity == core::Severity::warns);
  CHECK(core::to_string(finding.pos) == "h.toml:9:7");
  CHECK(finding.message == "5.0 m3/h more leave zone \"room\" for other zones than come into it (2013-08-21 01:00)");
  SECTION("air that comes back mends it") {
    CHECK(check(two + air("a", "room", "hall", "5") + air("b", "hall", "room", "5")).list.empty());
  }
  SECTION("so does as much from outdoors") {
    CHECK(check(two + air("a", "room", "hall", "5") + air("b", "outdoors", "room", "5")).list.empty());
  }
  SECTION("less from outdoors does not") {
    const Finding less = only_finding(two + air("a", "room", "hall", "5") + air("b", "outdoors", "room", "3.5"));
    CHECK(less.message.find("1.5 m3/h more leave") == 0);
  }
  SECTION("what comes in at another time does not") {
    CHECK(only_finding(two + air("a", "room", "hall", "[0, 5, 0]") + air("b", "outdoors", "room", "[5, 0, 5]")).code ==
          "TV-4118");
  }
}

TEST_CASE("A massless zone that only a flow holds must have it in every hour") {
  const std::string light = kRoom + zone("duct", "0") + surface("skin", "duct", "adiabatic", "light");
  const auto air = [](const std::string& flow) {
    return "[air.a]\nfrom = \"outdoors\"\nto = \"duct\"\nflow_m3_h = " + flow + "\n";
  };
  CHECK(check(light + air("1")).list.empty());
  const Finding finding = only_finding(light + air("[1, 0, 1]"));
  CHECK(finding.code == "TV-4106");
  CHECK(finding.severity == core::Severity::stops);
  CHECK(core::to_string(finding.pos) == "h.toml:17:7");
  CHECK(finding.message.find("zone \"duct\" has no heat capacity and no lasting link") == 0);
}

TEST_CASE("A massless surface that leads nowhere and touches nothing inside stops") {
  const std::string inner = kRoom + surface("inner", "room", "adiabatic", "light");
  const std::string still = "inside_convection_w_m2k = 0\n";
  const std::string dark = "inside_radiation_w_m2k = 0\n";
  CHECK(check(inner + still).list.empty());
  CHECK(check(inner + dark).list.empty());
  const Finding finding = only_finding(inner + still + dark);
  CHECK(finding.code == "TV-4106");
  CHECK(core::to_string(finding.pos) == "h.toml:17:10");
  CHECK(check(kRoom + surface("inner", "room", "adiabatic", "heavy") + still + dark).list.empty());
}

TEST_CASE("Massless zones that are joined only with each other stop") {
  const std::string loop =
      kRoom + zone("a", "0") + zone("b", "0") + surface("ab", "a", "b", "light") + surface("ba", "b", "a", "light");
  const Finding finding = only_finding(loop);
  CHECK(finding.code == "TV-4106");
  CHECK(core::to_string(finding.pos) == "h.toml:17:7");
  CHECK(finding.message.find("zones \"a\", \"b\" have no heat capacity") == 0);
  SECTION("a mass in one of their surfaces leaves only that they have no path") {
    const Findings findings = check(loop + surface("c", "a", "adiabatic", "heavy"));
    CHECK(findings.list.size() == 2);
    for (const Finding& f : findings.list) CHECK(f.code == "TV-4105");
  }
  SECTION("a link to a zone that is held mends it") {
    CHECK(check(loop + surface("c", "a", "room", "light")).list.empty());
  }
  SECTION("plant does not mend it: nothing holds the temperature when it rests") {
    CHECK(only_finding(loop + "[zone.a.thermostat]\nheating_set_point_degc = 20\n").code == "TV-4106");
  }
}

TEST_CASE("An air path from a zone to itself stops") {
  CHECK(only_finding(kRoom + "[air.a]\nfrom = \"room\"\nto = \"room\"\nflow_m3_h = 1\n").code == "TV-4115");
}

TEST_CASE("A fixed radiation coefficient that the emissivity forbids is told") {
  const std::string shiny = "[construction.shiny]\nresistance_m2k_w = 1\nheat_capacity_j_m2k = 1\nemissivity_inside = 0\n";
  const auto with = [](const std::string& coefficient) {
    return surface("inner", "room", "adiabatic", "shiny") + "inside_radiation_w_m2k = " + coefficient + "\n";
  };
  CHECK(check(kRoom + shiny + with("0")).list.empty());
  CHECK(only_finding(kRoom + shiny + with("5")).severity == core::Severity::stops);
  const std::string dull = "[construction.shiny]\nresistance_m2k_w = 1\nheat_capacity_j_m2k = 1\nemissivity_inside = 0.1\n";
  CHECK(check(kRoom + dull + with("0.5")).list.empty());
  CHECK(only_finding(kRoom + dull + with("5")).severity == core::Severity::warns);
}

TEST_CASE("A zone of an odd height warns") {
  const Finding finding =
      only_finding(kRoom + "[zone.flat]\nvolume_m3 = 50\nfloor_area_m2 = 100\n" + surface("s", "flat", "outdoors"));
  CHECK(finding.code == "TV-4114");
  CHECK(finding.severity == core::Severity::warns);
}

TEST_CASE("Schedules of the wrong length stop") {
  const auto gain = [](const std::string& values) { return kRoom + "[zone.room.gain.g]\npower_w = " + values + "\n"; };
  CHECK(check(gain("[1, 2, 3]")).list.empty());
  const Finding finding = only_finding(gain("[1, 2]"));
  CHECK(finding.code == "TV-4107");
  CHECK(core::to_string(finding.pos) == "h.toml:18:11");
  CHECK(finding.hint == "Give 24 (each day), 168 (each week) or 3 (the hours of the run).");
}

TEST_CASE("A column must be there and have values where it is looked at") {
  const auto gain = [](const std::string& rest) {
    return kRoom + "[zone.room.gain.g]\npower_w = { column = \"heat\"" + rest + " }\n";
  };
  CHECK(check(gain(""), {{"heat", {1, 2, 3}}}).list.empty());
  const Finding unknown = only_finding(gain(""), {{"heta", {1, 2, 3}}});
  CHECK(unknown.code == "TV-4108");
  CHECK(unknown.hint == "Did you mean \"heta\"?");
  CHECK(core::to_string(unknown.pos) == "h.toml:18:11");
  CHECK(only_finding(gain("")).code == "TV-4108");
  CHECK(only_finding(gain(""), {{"heat", {1, 2}}}).code == "TV-4107");
  const Finding blank = only_finding(gain(""), {{"heat", {1, kBlank, 3}}});
  CHECK(blank.code == "TV-4109");
  CHECK(blank.message.find("blank in 1 of 3 hours: 2013-08-21 01:00") != std::string::npos);
  SECTION("where its switch is off a blank may stand") {
    CHECK(check(gain(", during = { points = [[0, 1], [1, 0], [2, 1]] }"), {{"heat", {1, kBlank, 3}}}).list.empty());
  }
  SECTION("half an hour is enough to need a value") {
    CHECK(only_finding(gain(", during = { points = [[0, 1], [1.5, 0]] }"), {{"heat", {1, kBlank, kBlank}}}).code == "TV-4109");
  }
}

TEST_CASE("Negative flows of a column stop") {
  const std::string air = kRoom + "[air.a]\nfrom = \"outdoors\"\nto = \"room\"\nflow_m3_h = { column = \"f\", scale = 2 }\n";
  CHECK(check(air, {{"f", {0, 1, 2}}}).list.empty());
  const Finding finding = only_finding(air, {{"f", {0, -1, 2}}});
  CHECK(finding.code == "TV-4111");
  CHECK(finding.message.find("is -2 and out of range in 1 hours: 2013-08-21 01:00") != std::string::npos);
}

TEST_CASE("Dates that all lie outside the run warn") {
  const auto gain = [](const std::string& year) {
    return kRoom + "[zone.room.gain.g]\npower_w = { dated = [[\"" + year + "-08-20 00:00\", 1], [\"" + year +
           "-08-21 02:00\", 2]] }\n";
  };
  CHECK(check(gain("2013")).list.empty());
  CHECK(only_finding(gain("2014")).code == "TV-4117");
  CHECK(only_finding(gain("2012")).severity == core::Severity::warns);
}

TEST_CASE("A heating set point above the cooling one stops with its step and both values") {
  const auto plant = [](const std::string& heating) {
    return kRoom + "[zone.room.thermostat]\nheating_set_point_degc = " + heating + "\ncooling_set_point_degc = 26\n";
  };
  CHECK(check(plant("26")).list.empty());
  const Finding finding = only_finding(plant("{ points = [[0, 20], [1.5, 27]] }"));
  CHECK(finding.code == "TV-4110");
  CHECK(core::to_string(finding.pos) == "h.toml:18:26");
  CHECK(finding.message ==
        "zone \"room\": the heating set point 27 degC lies above the cooling one 26 degC in 3 of 6 steps, first in step 4 "
        "(2013-08-21 01:30)");
}

TEST_CASE("A file with everything wrong is refused at once and each thing at its place") {
  const std::string text =
      "[material.foam]\nconductivity_w_mk = 0\n"                                                                           // 2
      "[construction.bad]\nlayers = [{ material = \"foam\", thickness_m = 0.1 }]\n" +                                      // 4
      kConstructions +                                                                                                     // 12
      "[zone.loop_a]\nvolume_m3 = 0\n[zone.loop_b]\nvolume_m3 = 0\n[zone.shut]\nvolume_m3 = 9\n"                           // 18
      "[zone.shut.gain.g]\npower_w = [1, 2]\n"                                                                             // 20
      "[zone.room]\nvolume_m3 = 50\n[zone.room.thermostat]\nheating_set_point_degc = 25\ncooling_set_point_degc = 20\n" +  // 25
      surface("ab", "loop_a", "loop_b", "light") +
      surface("ba", "loop_b", "loop_a", "light") +                                   // 37
      surface("roof", "room", "outdoors") + surface("inner", "shut", "adiabatic") +  // 49
      "[surface.lost]\nbeyond = \"outdoors\"\nconstruction = \"heavy\"\narea_m2 = 1\ntilt_deg = 0\n";
  Findings findings;
  const FabricFile file = read(text, findings);
  models::check_fabric(file, kRun, {}, findings);
  std::vector<std::string> found;
  for (const Finding& finding : findings.list) {
    CHECK(finding.severity == core::Severity::stops);
    CHECK_FALSE(finding.hint.empty());
    found.push_back(core::to_string(finding.pos) + " " + finding.code);
  }
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<std::string>{
                     "h.toml:13:7 TV-4106",   // a loop of massless nodes
                     "h.toml:17:7 TV-4105",   // no outside path, no plant
                     "h.toml:20:11 TV-4107",  // two values
                     "h.toml:24:26 TV-4110",  // heats above the cooling
                     "h.toml:2:21 TV-4102",   // zero conductivity
                     "h.toml:50:10 TV-4003",  // a surface without a zone
                 });
}
