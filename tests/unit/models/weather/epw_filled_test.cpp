// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "tests/support/made_epw.hpp"

namespace core = tvilling::core;
using core::Finding;
using core::Severity;
using tvilling::tests::count;
using tvilling::tests::Epw;
using tvilling::tests::find;
using tvilling::tests::make_epw;
using tvilling::tests::read;
using tvilling::tests::Read;

TEST_CASE("Missing infrared radiation is filled and counted") {
  Epw epw = make_epw();
  for (std::size_t h = 10; h < 130; ++h) epw.set(h, 12, "9999");
  epw.set(200, 12, "0");
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  const Finding& finding = result.findings.list[0];
  CHECK(finding.code == "TV-2014");
  CHECK(finding.severity == Severity::filled);
  CHECK(finding.pos.line == 19);
  CHECK(finding.message.find("121 hours") != std::string::npos);
  // By hand: T 1.1 degC, dew point -1.5 degC, 4 tenths: emissivity 0.78321 * 1.05152 = 0.82356.
  const std::size_t hour = 10;
  const double t_k = result.weather.dry_bulb_degc[hour] + 273.15;
  CHECK(result.weather.sky_temperature_degc[hour] + 273.15 == Approx(t_k * std::pow(0.82356, 0.25)).margin(0.002).epsilon(0));
}

TEST_CASE("Missing pressure is filled with the standard atmosphere at the station and counted") {
  Epw epw = make_epw();
  epw.lines.at(0) = "LOCATION,Testby,-,DNK,made up,061800,55.63,12.67,1.0,1000.0";
  for (std::size_t h = 10; h < 20; ++h) epw.set(h, 9, "999999");
  epw.set(200, 9, "0");
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  const Finding& finding = result.findings.list[0];
  CHECK(finding.code == "TV-2017");
  CHECK(finding.severity == Severity::filled);
  CHECK(core::to_string(finding.pos) == "test.epw:19:34");
  CHECK(finding.message == "pressure is missing in 11 hours, the first one here");
  CHECK(finding.hint.find("1000 m") != std::string::npos);
  CHECK(result.weather.pressure_pa[9] == 101325.0);
  CHECK(result.weather.pressure_pa[10] == Approx(89875.0).margin(10.0).epsilon(0));  // ISO 2533 at 1,000 m
  CHECK(result.weather.pressure_pa[200] == result.weather.pressure_pa[10]);
  CHECK(result.weather.pressure_pa[201] == 101325.0);
}

TEST_CASE("A missing wind direction is that of the hour before and counted") {
  Epw epw = make_epw();
  epw.set(0, 20, "999");
  epw.set(1, 20, "999");
  epw.set(2, 20, "70");
  epw.set(50, 20, "310");
  epw.set(51, 20, "999");
  epw.set(52, 20, "999");
  epw.set(53, 20, "0");
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  const Finding& finding = result.findings.list[0];
  CHECK(finding.code == "TV-2018");
  CHECK(finding.severity == Severity::filled);
  CHECK(finding.pos.line == 9);
  CHECK(finding.message == "wind direction is missing in 4 hours, the first one here");
  const std::vector<double>& directions = result.weather.wind_direction_deg;
  CHECK(directions[0] == 70.0);  // nothing came before
  CHECK(directions[1] == 70.0);
  CHECK(directions[3] == 180.0);
  CHECK(directions[51] == 310.0);
  CHECK(directions[52] == 310.0);
  CHECK(directions[53] == 0.0);  // north or calm and not missing
}

TEST_CASE("A file without any wind direction says that its north means nothing") {
  Epw epw = make_epw();
  for (std::size_t h = 0; h < 8760; ++h) epw.set(h, 20, "999");
  const Read result = read(epw.text());
  REQUIRE(result.findings.list.size() == 1);
  CHECK(result.findings.list[0].message.find("8760 hours") != std::string::npos);
  CHECK(result.findings.list[0].hint.find("means nothing") != std::string::npos);
  CHECK(result.weather.wind_direction_deg == std::vector<double>(8760, 0.0));
}

TEST_CASE("A pressure or wind direction that cannot be stops and is not filled") {
  Epw epw = make_epw();
  epw.set(0, 9, "1013");
  epw.set(1, 20, "-10");
  epw.set(2, 20, "370");
  epw.set(3, 9, "NaN");
  epw.set(4, 20, "north");
  const Read result = read(epw.text());
  CHECK(count(result.findings, "TV-2008") == 4);
  CHECK(count(result.findings, "TV-2006") == 1);
  CHECK(result.findings.list.size() == 5);
  CHECK(find(result.findings, "TV-2008").message == "pressure is '1013', which cannot be");
  CHECK(result.weather.pressure_pa.empty());
  CHECK(result.weather.wind_direction_deg.empty());
}

TEST_CASE("Missing infrared radiation without cloud cover stops") {
  Epw epw = make_epw();
  epw.set(10, 12, "9999");
  epw.set(10, 23, "99");
  const Read result = read(epw.text());
  CHECK(find(result.findings, "TV-2007").message == "opaque sky cover is '99', which means missing");
  CHECK(result.findings.stops());
}
