// SPDX-License-Identifier: MPL-2.0
#include "scenarios/study.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/error.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using core::Severity;
using scenarios::parse_study;
using scenarios::Scenario;
using scenarios::Study;

namespace {

/// A folder with a portfolio "city" and a weather file "w.epw" in it, for the time of one test.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / ("tvilling_study_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_ / "city");
    std::ofstream(path_ / "w.epw") << "LOCATION\n";
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

const std::string kHead = "[study]\nportfolio = \"city\"\n";  // two lines

Study parse(const std::string& text, Findings& findings) {
  const Folder folder;
  return parse_study(text, "s.toml", folder.path(), findings);
}

Study good(const std::string& text) {
  Findings findings;
  Study study = parse(text, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.empty());
  return study;
}

Finding only_finding(const std::string& text) {
  Findings findings;
  (void)parse(text, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.size() == 1);
  return findings.list[0];
}

std::vector<std::string> names(const Study& study) {
  std::vector<std::string> out;
  for (const Scenario& scenario : study.scenarios) out.push_back(scenario.name);
  return out;
}

std::string at(const Finding& finding) {
  return core::to_string(finding.pos);
}

const std::string kRoofs = "[[scenario]]\nname = \"roofs\"\n[[scenario.measure]]\ntype = \"insulate_roof\"\n";

}  // namespace

TEST_CASE("A study without scenarios has the baseline") {
  const Study study = good(kHead);
  REQUIRE(names(study) == std::vector<std::string>{"baseline"});
  REQUIRE(study.scenarios[0].measures.empty());
  REQUIRE(study.weather == "reference-year");
  REQUIRE(study.base_year == 2025);
  REQUIRE(study.factor_set == "br18");
  REQUIRE(study.text == kHead);
}

TEST_CASE("The study table sets name and weather and year and factors") {
  const Folder folder;
  Findings findings;
  const Study study = parse_study(
      "[study]\nname = \"Old schools\"\nportfolio = \"./city\"\nweather = \"w.epw\"\nbase_year = 2030\nfactor_set = \"hofor\"\n",
      "s.toml", folder.path(), findings);
  REQUIRE(findings.list.empty());
  REQUIRE(study.name == "Old schools");
  REQUIRE(study.portfolio == folder.path() / "city");
  REQUIRE(study.weather == (folder.path() / "w.epw").string());
  REQUIRE(study.base_year == 2030);
  REQUIRE(study.factor_set == "hofor");
}

TEST_CASE("A measure carries its parameters and buildings") {
  const Study study = good(kHead + kRoofs +
                           "where = \"use = 'school' AND year < 1973\"\norder_by = \"area_m2 DESC\"\nlimit = 20\nsample = 0.5\n"
                           "seed = 9\nu_value_w_m2k = 0.2\n");
  REQUIRE(names(study) == std::vector<std::string>{"baseline", "roofs"});
  const scenarios::Measure& measure = study.scenarios[1].measures.at(0);
  REQUIRE(measure.type == "insulate_roof");
  REQUIRE(measure.parameters.at("u_value_w_m2k") == 0.2);
  REQUIRE(measure.where == "use = 'school' AND year < 1973");
  REQUIRE(measure.order_by == "area_m2 DESC");
  REQUIRE(measure.limit == 20);
  REQUIRE(measure.sample == 0.5);
  REQUIRE(measure.seed == 9);
  REQUIRE(core::to_string(measure.where_pos) == "s.toml:7:9");
  REQUIRE(measure.pos.line == 5);
}

TEST_CASE("Parameters that are left out get their defaults") {
  const Study study =
      good(kHead + "[[scenario]]\nname = \"w\"\n[[scenario.measure]]\ntype = \"replace_windows\"\ninclude_listed = true\n");
  const scenarios::ParameterValues& values = study.scenarios[1].measures.at(0).parameters;
  REQUIRE(values.at("u_value_w_m2k") == 0.85);
  REQUIRE(values.at("g_value") == 0.50);
  REQUIRE(values.at("air_tightness_factor") == 0.8);
  REQUIRE(values.at("include_listed") == 1.0);
}

TEST_CASE("What is extended comes first") {
  const Study study =
      good(kHead + "[[scenario]]\nname = \"b\"\nextends = \"roofs\"\n[[scenario.measure]]\ntype = \"lighting\"\n" + kRoofs);
  REQUIRE(names(study) == std::vector<std::string>{"baseline", "b", "roofs"});
  REQUIRE(study.scenarios[1].measures.size() == 2);
  REQUIRE(study.scenarios[1].measures[0].type == "insulate_roof");
  REQUIRE(study.scenarios[1].measures[1].type == "lighting");
}

TEST_CASE("A grid makes members with the last key fastest") {
  const Study study =
      good(kHead +
           "[[scenario]]\nname = \"windows\"\n[[scenario.measure]]\ntype = \"replace_windows\"\n[scenario.measure.grid]\n"
           "u_value_w_m2k = [0.8, 1.1]\ng_value = [0.5, 0.6]\n");
  REQUIRE(names(study) ==
          std::vector<std::string>{"baseline", "windows[u_value_w_m2k=0.8,g_value=0.5]", "windows[u_value_w_m2k=0.8,g_value=0.6]",
                                   "windows[u_value_w_m2k=1.1,g_value=0.5]", "windows[u_value_w_m2k=1.1,g_value=0.6]"});
  REQUIRE(study.scenarios[2].measures[0].parameters.at("u_value_w_m2k") == 0.8);
  REQUIRE(study.scenarios[2].measures[0].parameters.at("g_value") == 0.6);
  REQUIRE(study.scenarios[2].measures[0].parameters.at("air_tightness_factor") == 0.8);
}

TEST_CASE("Grids of several measures multiply and their members can be told apart") {
  const Study study = good(kHead + kRoofs + "[[scenario]]\nname = \"g\"\nextends = \"roofs\"\n" +
                           "[[scenario.measure]]\ntype = \"insulate_wall\"\ngrid.u_value_w_m2k = [0.18, 0.3]\n" +
                           "[[scenario.measure]]\ntype = \"replace_windows\"\ngrid = {u_value_w_m2k = [0.8, 1.1]}\n");
  REQUIRE(names(study) == std::vector<std::string>{"baseline", "roofs",
                                                   "g[insulate_wall.u_value_w_m2k=0.18,replace_windows.u_value_w_m2k=0.8]",
                                                   "g[insulate_wall.u_value_w_m2k=0.18,replace_windows.u_value_w_m2k=1.1]",
                                                   "g[insulate_wall.u_value_w_m2k=0.3,replace_windows.u_value_w_m2k=0.8]",
                                                   "g[insulate_wall.u_value_w_m2k=0.3,replace_windows.u_value_w_m2k=1.1]"});
  const std::vector<scenarios::Measure>& measures = study.scenarios[3].measures;
  REQUIRE(measures.size() == 3);
  REQUIRE(measures[0].type == "insulate_roof");
  REQUIRE(measures[1].parameters.at("u_value_w_m2k") == 0.18);
  REQUIRE(measures[2].parameters.at("u_value_w_m2k") == 1.1);
}

TEST_CASE("A parameter without a default may come from the grid") {
  const Study study = good(kHead +
                           "[[scenario]]\nname = \"t\"\n[[scenario.measure]]\ntype = \"set_point\"\n"
                           "grid.heating_set_point_degc = [20, 21]\n");
  REQUIRE(names(study)[1] == "t[heating_set_point_degc=20]");
  REQUIRE(study.scenarios[1].measures[0].parameters.at("heating_set_point_degc") == 20.0);
}

TEST_CASE("A syntax error is a finding with its place") {
  const Finding finding = only_finding("[study]\nname = \"x\n");
  REQUIRE(finding.code == "TV-3001");
  REQUIRE(finding.severity == Severity::stops);
  REQUIRE(finding.pos.line == 2);
}

TEST_CASE("Unknown keys are refused with the nearest name at every level") {
  REQUIRE(only_finding(kHead + "wether = \"x\"\n").hint == "Did you mean \"weather\"?");
  REQUIRE(at(only_finding(kHead + "wether = \"x\"\n")) == "s.toml:3:1");
  REQUIRE(only_finding(kHead + "[[scenarios]]\nname = \"a\"\n").hint == "Did you mean \"scenario\"?");
  REQUIRE(
      only_finding(kHead + "[[scenario]]\nname = \"a\"\nextend = \"roofs\"\n[[scenario.measure]]\ntype = \"lighting\"\n").hint ==
      "Did you mean \"extends\"?");
  const Finding parameter = only_finding(kHead + kRoofs + "  u_vlue_w_m2k = 0.1\n");
  REQUIRE(parameter.hint == "Did you mean \"u_value_w_m2k\"?");
  REQUIRE(at(parameter) == "s.toml:7:3");
  REQUIRE(only_finding(kHead + kRoofs + "grid.u_valu_w_m2k = [0.1]\n").hint == "Did you mean \"u_value_w_m2k\"?");
}

TEST_CASE("An unknown measure names the nearest") {
  const Finding finding =
      only_finding(kHead + "[[scenario]]\nname = \"a\"\n[[scenario.measure]]\ntype = \"insulate_rof\"\nfoo = 1\n");
  REQUIRE(finding.code == "TV-3013");
  REQUIRE(finding.hint == "Did you mean \"insulate_roof\"?");
  REQUIRE(at(finding) == "s.toml:6:8");
}

TEST_CASE("A missing type lists the measures") {
  const Finding finding = only_finding(kHead + "[[scenario]]\nname = \"a\"\n[[scenario.measure]]\nu_value_w_m2k = 0.1\n");
  REQUIRE(finding.code == "TV-3003");
  REQUIRE(finding.hint.find("replace_windows") != std::string::npos);
}

TEST_CASE("Parameters out of range or of the wrong type or missing are findings") {
  REQUIRE(only_finding(kHead + kRoofs + "u_value_w_m2k = 12\n").code == "TV-3005");
  REQUIRE(only_finding(kHead + kRoofs + "u_value_w_m2k = -0.1\n").message.find("-0.1") != std::string::npos);
  REQUIRE(only_finding(kHead + kRoofs + "u_value_w_m2k = nan\n").code == "TV-3005");
  REQUIRE(only_finding(kHead + kRoofs + "u_value_w_m2k = \"0,12\"\n").code == "TV-3004");
  REQUIRE(only_finding(kHead + kRoofs + "u_value_w_m2k = true\n").code == "TV-3004");
  const std::string wall = kHead + "[[scenario]]\nname = \"a\"\n[[scenario.measure]]\ntype = \"insulate_wall\"\n";
  REQUIRE(only_finding(wall + "include_listed = 0.5\n").code == "TV-3004");
  REQUIRE(only_finding(wall + "include_listed = \"yes\"\n").code == "TV-3004");
  const Finding missing = only_finding(kHead + "[[scenario]]\nname = \"a\"\n[[scenario.measure]]\ntype = \"set_point\"\n");
  REQUIRE(missing.code == "TV-3003");
  REQUIRE(missing.message.find("heating_set_point_degc") != std::string::npos);
}

TEST_CASE("The choice of buildings is checked") {
  for (const char* line : {"limit = 0", "sample = 0.0", "sample = 1.5", "sample = nan", "seed = -1"}) {
    INFO(line);
    REQUIRE(only_finding(kHead + kRoofs + line + "\n").code == "TV-3005");
  }
  REQUIRE(only_finding(kHead + kRoofs + "where = \"\"\n").code == "TV-3017");
  REQUIRE(only_finding(kHead + kRoofs + "where = \"a\\u0000b\"\n").code == "TV-3018");
  for (const char* line : {"limit = 1.5", "sample = \"half\"", "seed = \"x\"", "where = 1", "order_by = true"}) {
    INFO(line);
    REQUIRE(only_finding(kHead + kRoofs + line + "\n").code == "TV-3004");
  }
}

TEST_CASE("Scenario names are plain and a better one is offered") {
  const Finding finding = only_finding(kHead + "[[scenario]]\nname = \"Old Roofs\"\n[[scenario.measure]]\ntype = \"lighting\"\n");
  REQUIRE(finding.code == "TV-3007");
  REQUIRE(finding.hint == "Write \"old_roofs\".");
  REQUIRE(only_finding(kHead + "[[scenario]]\nname = \"baseline\"\n[[scenario.measure]]\ntype = \"lighting\"\n").code ==
          "TV-3009");
  REQUIRE(only_finding(kHead + "[[scenario]]\n[[scenario.measure]]\ntype = \"lighting\"\n").code == "TV-3003");
}

TEST_CASE("A name that stands twice names both places") {
  const Finding finding = only_finding(kHead + kRoofs + kRoofs);
  REQUIRE(finding.code == "TV-3008");
  REQUIRE(at(finding) == "s.toml:8:8");
  REQUIRE(finding.message.find("s.toml:4:8") != std::string::npos);
}

TEST_CASE("Extending what does not exist names the nearest") {
  const Finding finding = only_finding(
      kHead + kRoofs + "[[scenario]]\nname = \"b\"\nextends = \"rofs\"\n[[scenario.measure]]\ntype = \"lighting\"\n");
  REQUIRE(finding.code == "TV-3010");
  REQUIRE(finding.hint == "Did you mean \"roofs\"?");
  REQUIRE(at(finding) == "s.toml:9:11");
}

TEST_CASE("A loop of extends is one finding that shows the way round") {
  std::string text = kHead;
  for (const std::string pair : {"ab", "bc", "ca", "da"}) {
    text += "[[scenario]]\nname = \"" + pair.substr(0, 1) + "\"\nextends = \"" + pair.substr(1) +
            "\"\n[[scenario.measure]]\ntype = \"lighting\"\n";
  }
  const Finding finding = only_finding(text);
  REQUIRE(finding.code == "TV-3011");
  REQUIRE(finding.message.find("a -> b -> c -> a") != std::string::npos);
}

TEST_CASE("A scenario that extends itself is a loop") {
  REQUIRE(only_finding(kHead + "[[scenario]]\nname = \"a\"\nextends = \"a\"\n[[scenario.measure]]\ntype = \"lighting\"\n").code ==
          "TV-3011");
}

TEST_CASE("Extending a grid is refused") {
  const Finding finding =
      only_finding(kHead + kRoofs + "grid.u_value_w_m2k = [0.1, 0.2]\n" +
                   "[[scenario]]\nname = \"b\"\nextends = \"roofs\"\n[[scenario.measure]]\ntype = \"lighting\"\n");
  REQUIRE(finding.code == "TV-3012");
  REQUIRE(finding.message.find("grid") != std::string::npos);
}

TEST_CASE("Grids that make no sense are findings") {
  REQUIRE(only_finding(kHead + kRoofs + "grid.u_value_w_m2k = []\n").code == "TV-3014");
  REQUIRE(only_finding(kHead + kRoofs + "grid = {}\n").code == "TV-3014");
  REQUIRE(only_finding(kHead + kRoofs + "grid.u_value_w_m2k = [0.1, 0.1]\n").code == "TV-3020");
  REQUIRE(only_finding(kHead + kRoofs + "u_value_w_m2k = 0.1\ngrid.u_value_w_m2k = [0.1, 0.2]\n").code == "TV-3021");
  REQUIRE(only_finding(kHead + kRoofs + "grid.u_value_w_m2k = 0.1\n").code == "TV-3004");
  REQUIRE(only_finding(kHead + kRoofs + "grid = [0.1]\n").code == "TV-3004");
  REQUIRE(only_finding(kHead + kRoofs + "grid.u_value_w_m2k = [0.1, 99]\n").code == "TV-3005");
}

TEST_CASE("Too many grid members are refused before they are made") {
  std::string list = "[0.1";
  for (int i = 1; i < 200; ++i) list += ", " + std::to_string(0.1 + 0.001 * i);
  std::string text = kHead + "[[scenario]]\nname = \"g\"\n";
  for (const char* type : {"insulate_roof", "insulate_wall", "insulate_floor"}) {
    text += std::string("[[scenario.measure]]\ntype = \"") + type + "\"\ngrid.u_value_w_m2k = " + list + "]\n";
  }
  const Finding finding = only_finding(text);
  REQUIRE(finding.code == "TV-3015");
  REQUIRE(finding.message.find("10000") != std::string::npos);
}

TEST_CASE("Single brackets ask for double ones") {
  const Finding finding = only_finding(kHead + "[scenario]\nname = \"a\"\n");
  REQUIRE(finding.code == "TV-3004");
  REQUIRE(finding.hint.find("[[scenario]]") != std::string::npos);
  REQUIRE(only_finding(kHead + "[[scenario]]\nname = \"a\"\nextends = \"baseline\"\nmeasure = [1]\n").severity ==
          Severity::stops);
}

TEST_CASE("Missing files and bad years and factor sets are findings at their place") {
  const Finding portfolio = only_finding("[study]\nportfolio = \"town\"\n");
  REQUIRE(portfolio.code == "TV-3006");
  REQUIRE(at(portfolio) == "s.toml:2:13");
  REQUIRE(portfolio.hint.find("town") != std::string::npos);
  REQUIRE(only_finding(kHead + "weather = \"none.epw\"\n").code == "TV-3006");
  REQUIRE(only_finding(kHead + "weather = \"reference_year\"\n").hint == "Did you mean \"reference-year\"?");
  REQUIRE(only_finding(kHead + "base_year = 1800\n").code == "TV-3005");
  REQUIRE(only_finding(kHead + "base_year = \"2025\"\n").code == "TV-3004");
  REQUIRE(only_finding(kHead + "factor_set = \"hofr\"\n").code == "TV-3019");
  REQUIRE(only_finding(kHead + "factor_set = \"hofr\"\n").hint == "Did you mean \"hofor\"?");
  REQUIRE(only_finding("[study]\nname = \"x\"\n").code == "TV-3003");
  REQUIRE(only_finding("\n").code == "TV-3003");
}

TEST_CASE("A scenario without a measure warns what it equals") {
  const Finding finding = only_finding(kHead + kRoofs + "[[scenario]]\nname = \"same\"\nextends = \"roofs\"\n");
  REQUIRE(finding.severity == Severity::warns);
  REQUIRE(finding.message.find("\"roofs\"") != std::string::npos);
}

TEST_CASE("All problems come at once and in the order of the file") {
  Findings findings;
  (void)parse(
      "[study]\nportfolio = \"city\"\nfactor_set = \"x\"\n[[scenario]]\nname = \"A\"\n[[scenario.measure]]\ntype = "
      "\"lightning\"\n"
      "[[scenario.measure]]\ntype = \"set_point\"\nheating_set_point_degc = 99\n",
      findings);
  REQUIRE(findings.count(Severity::stops) == 4);
}

TEST_CASE("A study file that is missing is an error with its name") {
  Findings findings;
  REQUIRE_THROWS_AS(scenarios::read_study("/nowhere/study.toml", findings), core::Error);
}

TEST_CASE("Paths are relative to the study file") {
  const Folder folder;
  std::ofstream(folder.path() / "study.toml") << kHead;
  Findings findings;
  const Study study = scenarios::read_study(folder.path() / "study.toml", findings);
  REQUIRE(findings.list.empty());
  REQUIRE(study.portfolio == folder.path() / "city");
  REQUIRE(study.name == "study");
}

TEST_CASE("The example studies have no problem but a city that is not generated yet") {
  for (const char* name : {"retrofit_study", "grid_study"}) {
    Findings findings;
    const std::filesystem::path path = std::filesystem::path(TVILLING_SOURCE_DIR) / "examples" / name / "study.toml";
    const Study study = scenarios::read_study(path, findings);
    REQUIRE(study.scenarios.size() >= 4);
    for (const Finding& finding : findings.list) {
      INFO(core::to_string(finding));
      REQUIRE(finding.code == "TV-3006");
      REQUIRE(finding.message.find("demo/city") != std::string::npos);
    }
  }
}

TEST_CASE("A number of a basin is whole") {
  const std::string close = "[[scenario]]\nname = \"small\"\n[[scenario.measure]]\ntype = \"close_basin\"\n";
  REQUIRE(good(kHead + close + "basin = 2\n").scenarios[1].measures.at(0).parameters.at("basin") == 2.0);
  const Finding half = only_finding(kHead + close + "basin = 1.5\n");
  REQUIRE(half.severity == core::Severity::stops);
  REQUIRE(half.message == "\"basin\" = 1.5 is not a whole number");
  REQUIRE(half.pos.line == 7);
}
