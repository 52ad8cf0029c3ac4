// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "core/findings.hpp"
#include "core/io/file.hpp"
#include "core/time_axis.hpp"
#include "models/weather/epw_codes.hpp"
#include "models/weather/weather.hpp"
#include "tests/support/made_epw.hpp"
#include "tests/support/shared_data.hpp"

namespace models = tvilling::models;
namespace core = tvilling::core;
using core::Finding;
using core::Findings;
using core::Severity;
using models::Weather;
using tvilling::tests::count;
using tvilling::tests::Epw;
using tvilling::tests::find;
using tvilling::tests::make_epw;
using tvilling::tests::read;
using tvilling::tests::Read;

namespace {

double sum(const std::vector<double>& values) {
  double total = 0.0;
  for (const double value : values) total += value;
  return total;
}

}  // namespace

TEST_CASE("A whole weather file is read without a finding") {
  const Read result = read(make_epw().text());
  CHECK(result.findings.list.empty());
  const Weather& weather = result.weather;
  CHECK(weather.location.name == "Testby");
  CHECK(weather.location.latitude_deg == 55.63);
  CHECK(weather.location.longitude_deg == 12.67);
  CHECK(weather.location.utc_offset_h == 1.0);
  CHECK(weather.location.elevation_m == 5.0);
  CHECK(weather.source == "test.epw");
  REQUIRE(weather.dry_bulb_degc.size() == 8760);
  CHECK(weather.dry_bulb_degc.front() == 1.1);  // hour 1 ends at 01:00
  CHECK(weather.dry_bulb_degc.back() == 12.4);
  CHECK(weather.dew_point_degc[100] == -1.5);
  CHECK(weather.global_horizontal_w_m2[100] == 100.0);
  CHECK(weather.direct_normal_w_m2[100] == 200.0);
  CHECK(weather.diffuse_horizontal_w_m2[100] == 50.0);
  CHECK(weather.wind_speed_m_s[100] == 4.5);
  CHECK(weather.wind_direction_deg[100] == 180.0);
  CHECK(weather.pressure_pa[100] == 101325.0);
  // 315 W/m2 = sigma T^4 at 273.01 K
  CHECK(weather.sky_temperature_degc[100] == Approx(-0.14).margin(0.02));
}

TEST_CASE("Denver has the yearly figures that its readme names") {
  const std::filesystem::path path = tvilling::tests::reference_file_or_skip(
      "weather/USA_CO_Denver.Intl.AP.725650_TY.epw", "1d0402144460a26265555a18a9cdfe4f0f7d9b4f57d6194847af7959b518571f");
  Findings findings;
  const Weather weather = models::read_epw(path, findings);
  CHECK(findings.list.empty());
  REQUIRE(weather.dry_bulb_degc.size() == 8760);
  CHECK(weather.location.name == "DENVER INTL AP");
  CHECK(weather.location.utc_offset_h == -7.0);
  CHECK(sum(weather.dry_bulb_degc) / 8760.0 == Approx(10.88).margin(0.005).epsilon(0));
  CHECK(sum(weather.global_horizontal_w_m2) / 1000.0 == Approx(1670.0).margin(0.5).epsilon(0));
  CHECK(sum(weather.direct_normal_w_m2) / 1000.0 == Approx(1978.0).margin(0.5).epsilon(0));
  CHECK(sum(weather.diffuse_horizontal_w_m2) / 1000.0 == Approx(556.0).margin(0.5).epsilon(0));
  CHECK(*std::min_element(weather.dry_bulb_degc.begin(), weather.dry_bulb_degc.end()) == -19.4);
  CHECK(*std::max_element(weather.dry_bulb_degc.begin(), weather.dry_bulb_degc.end()) == 40.0);
  CHECK(weather.pressure_pa.front() == 83700.0);
  CHECK(sum(weather.pressure_pa) / 8760.0 == Approx(83460.1).margin(0.5).epsilon(0));
  CHECK(weather.wind_direction_deg.at(10) == 310.0);
  CHECK(sum(weather.wind_direction_deg) / 8760.0 == Approx(179.235).margin(0.001).epsilon(0));
  CHECK(*std::max_element(weather.wind_direction_deg.begin(), weather.wind_direction_deg.end()) == 360.0);
}

TEST_CASE("A leap year leaves out 29 February and says so") {
  const Read result = read(make_epw(true).text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].code == "TV-2013");
  CHECK(result.findings.list[0].severity == Severity::info);
  CHECK(result.findings.list[0].message.find("24 hours") != std::string::npos);
  CHECK(result.weather.dry_bulb_degc == read(make_epw().text()).weather.dry_bulb_degc);
}

TEST_CASE("A missing dry bulb temperature stops with line and column") {
  Epw epw = make_epw();
  epw.set(30, 6, "99.9");
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  const Finding& finding = result.findings.list[0];
  CHECK(finding.code == "TV-2007");
  CHECK(finding.severity == Severity::stops);
  CHECK(core::to_string(finding.pos) == "test.epw:39:21");
  CHECK(finding.message.find("'99.9'") != std::string::npos);
  CHECK(result.weather.dry_bulb_degc.empty());
}

TEST_CASE("Text and NaN and impossible numbers in a column stop and all are reported at once") {
  Epw epw = make_epw();
  epw.set(0, 6, "warm");
  epw.set(5, 7, "NaN");
  epw.set(7, 14, "-3");
  epw.set(9, 21, "1e9x");
  epw.set(11, 12, "cold");
  const Read result = read(epw.text());
  CHECK(result.findings.count(Severity::stops) == 5);
  CHECK(core::to_string(find(result.findings, "TV-2006").pos) == "test.epw:9:21");
  CHECK(find(result.findings, "TV-2006").message == "dry bulb temperature is 'warm', not a number");
  CHECK(count(result.findings, "TV-2006") == 3);
  CHECK(count(result.findings, "TV-2008") == 2);
  CHECK(find(result.findings, "TV-2008").message == "dew point temperature is 'NaN', which cannot be");
}

TEST_CASE("A column that is missing in all hours is listed three times and then counted") {
  Epw epw = make_epw();
  for (std::size_t h = 0; h < 8760; ++h) epw.set(h, 13, "9999");
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 4);
  CHECK(result.findings.list[3].message.find("8757 more") != std::string::npos);
  CHECK(result.findings.list[3].message.find("8760 in all") != std::string::npos);
}

TEST_CASE("Missing hours stop with their number and place") {
  Epw epw = make_epw();
  epw.lines.erase(epw.lines.begin() + 8 + 50, epw.lines.begin() + 8 + 53);
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].code == "TV-2010");
  CHECK(result.findings.list[0].message == "3 hours are missing: 3 January hour 6 comes where 3 January hour 3 should");
  CHECK(result.findings.list[0].pos.line == 59);
}

TEST_CASE("Hours that come twice or out of order stop") {
  Epw epw = make_epw();
  epw.lines.insert(epw.lines.begin() + 60, epw.lines.at(60));
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].code == "TV-2011");
  CHECK(result.findings.list[0].pos.line == 62);
}

TEST_CASE("A date that does not exist stops") {
  Epw epw = make_epw();
  epw.set(8759, 3, "25");
  epw.set(40, 1, "13");
  epw.set(41, 2, "32");
  const Read result = read(epw.text());
  CHECK(count(result.findings, "TV-2009") == 3);
  CHECK(count(result.findings, "TV-2010") == 1);
  CHECK(count(result.findings, "TV-2012") == 1);
}

TEST_CASE("A truncated file stops and names its last hour") {
  Epw epw = make_epw();
  epw.lines.resize(8 + 4000);
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].code == "TV-2012");
  CHECK(result.findings.list[0].message == "the file ends after 16 June hour 16 with 4000 hours of 8760");
  CHECK(result.weather.dry_bulb_degc.empty());
}

TEST_CASE("A file cut at any place never looks whole") {
  const std::string whole = make_epw().text();
  // The last columns are not read, so the cut is tried up to the line before the last.
  for (std::size_t size = 0; size + 100 < whole.size(); size += whole.size() / 97) {
    CAPTURE(size);
    const Read result = read(whole.substr(0, size));
    CHECK(result.findings.stops());
    CHECK(result.weather.dry_bulb_degc.empty());
  }
  const std::string last_line_cut = whole.substr(0, whole.size() - 20);
  CHECK(count(read(last_line_cut).findings, "TV-2005") == 1);
}

TEST_CASE("A short line stops with its number of fields") {
  Epw epw = make_epw();
  epw.lines.at(8 + 77) = "2020,1,4,6,60,flags,1.0,2.0";
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].code == "TV-2005");
  CHECK(result.findings.list[0].message == "the hour has 8 fields, not 24");
  CHECK(result.findings.list[0].pos.line == 86);
}

TEST_CASE("A wrong header stops and says what the file is not") {
  CHECK(find(read("id;name;area\n1;a;2\n").findings, "TV-2002").pos.line == 1);
  Epw no_periods = make_epw();
  no_periods.lines.at(7) = "COMMENTS 3,too many";
  CHECK(read(no_periods.text()).findings.list.at(0).code == "TV-2016");
  Epw latitude = make_epw();
  latitude.lines.at(0) = "LOCATION,Testby,-,DNK,made up,061800,north,12.67,1.0,5.0";
  CHECK(core::to_string(find(read(latitude.text()).findings, "TV-2003").pos) == "test.epw:1:38");
  Epw half_hours = make_epw();
  half_hours.lines.at(7) = "DATA PERIODS,1,2,Data,Sunday, 1/ 1,12/31";
  CHECK(find(read(half_hours.text()).findings, "TV-2004").message == "records per hour is '2'");
  CHECK(find(read("LOCATION,Testby,-,DNK,made up,061800,55.63,12.67,1.0,5.0\n").findings, "TV-2012").severity == Severity::stops);
}

TEST_CASE("A time zone that does not fit the longitude warns") {
  Epw epw = make_epw();
  epw.lines.at(0) = "LOCATION,Testby,-,DNK,made up,061800,55.63,-112.67,1.0,5.0";
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].severity == Severity::warns);
  CHECK(result.weather.dry_bulb_degc.size() == 8760);
}

TEST_CASE("A place name in Latin-1 becomes UTF-8 and UTF-8 stays") {
  Epw epw = make_epw();
  epw.lines.at(0) =
      "LOCATION,K\xF8"
      "benhavn,-,DNK,made up,061800,55.63,12.67,1.0,5.0";
  CHECK(read(epw.text()).weather.location.name ==
        "K\xC3\xB8"
        "benhavn");
  epw.lines.at(0) =
      "LOCATION,K\xC3\xB8"
      "benhavn,-,DNK,made up,061800,55.63,12.67,1.0,5.0";
  CHECK(read("\xEF\xBB\xBF" + epw.text()).weather.location.name ==
        "K\xC3\xB8"
        "benhavn");
}

TEST_CASE("An empty file stops and a missing file is an error of the system") {
  CHECK(find(read("").findings, "TV-2001").severity == Severity::stops);
  CHECK(find(read(" \r\n\n").findings, "TV-2001").severity == Severity::stops);
  Findings findings;
  try {
    const Weather weather = models::read_epw("no/such/file.epw", findings);
    FAIL("a missing file was read: " << weather.source);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::io);
    CHECK(std::string(error.what()).find("no/such/file.epw") != std::string::npos);
  }
}

TEST_CASE("The page about weather lists exactly the codes that reading a file may find") {
  std::string codes;
  std::set<std::string_view> once;
  std::set<std::string_view> meanings;
  for (const core::FindingCode& code : models::epw_code::kAll) {
    CHECK(once.insert(code.code).second);
    CHECK(meanings.insert(code.meaning).second);
    codes += "| " + std::string(code.code) + " | " + std::string(code.meaning) + "\n";
  }
  std::istringstream page(core::read_file(std::filesystem::path(TVILLING_SOURCE_DIR) / "docs/physics/weather.md"));
  std::string listed;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("| TV-")) listed += line.substr(0, line.rfind(" | ", line.size() - 3)) + "\n";
  }
  CHECK(listed == codes);
}

TEST_CASE("A very long first line is shown in part") {
  const Read result = read(std::string(1000000, 'x') + "\n");
  CHECK(find(result.findings, "TV-2002").message.size() < 250);
}
