// SPDX-License-Identifier: MPL-2.0
#include "models/fabric/series.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "models/air/psychrometrics.hpp"
#include "models/weather/solar_position.hpp"

using namespace tvilling;
using core::Finding;
using core::Findings;
using models::parse_series;
using models::Series;
using models::Weather;
using models::WeatherColumns;

namespace {

Series parse(const std::string& rows, Findings& findings) {
  return parse_series("time,t,note\n" + rows, "m.csv", {"time"}, findings);
}

Finding only_finding(const std::string& rows) {
  Findings findings;
  (void)parse(rows, findings);
  for (const Finding& finding : findings.list) UNSCOPED_INFO(core::to_string(finding));
  REQUIRE(findings.list.size() == 1);
  return findings.list.front();
}

WeatherColumns columns() {
  WeatherColumns out;
  const auto named = [](const char* name) { return models::ColumnName{name, {"house.toml", 3, 5}}; };
  out.dry_bulb_degc = named("t");
  out.global_horizontal_w_m2 = named("global");
  out.diffuse_horizontal_w_m2 = named("diffuse");
  out.longwave_horizontal_w_m2 = named("long");
  out.wind_speed_m_s = named("wind");
  out.wind_direction_deg = named("from");
  out.site = {"Holzkirchen", 47.87, 11.73, 1.0, 680.0};
  return out;
}

/// Three hours of a summer day.
Series day() {
  Series series;
  series.period = {2013, 232, 5, 3, 1};
  series.columns = {{"t", {10.0, 20.0, 25.0}},       {"global", {-1.0, 500.0, 5000.0}}, {"diffuse", {-2.0, 200.0, 50.0}},
                    {"long", {300.0, 350.0, 400.0}}, {"wind", {0.0, 1.0, 2.0}},         {"from", {0.0, 90.0, 360.0}}};
  series.columns["global"][2] = 1400.0;
  return series;
}

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> list;
  for (const Finding& finding : findings.list) list.push_back(finding.code);
  return list;
}

}  // namespace

TEST_CASE("A series gives the period of its rows and its columns of numbers") {
  Findings findings;
  const Series series = parse("2013-08-21 22:00,1.5,a\n2013-08-21 23:00,,b\n2013-08-22 00:00,-3,c\n", findings);
  CHECK(findings.list.empty());
  CHECK(series.period.year == 2013);
  CHECK(series.period.first_day_of_year == 232);
  CHECK(series.period.first_hour == 22);
  CHECK(series.period.hours == 3);
  CHECK(series.period.steps_per_hour == 1);
  CHECK(series.times == std::vector<std::string>{"2013-08-21 22:00", "2013-08-21 23:00", "2013-08-22 00:00"});
  REQUIRE(series.columns.size() == 1);
  const std::vector<double>& t = series.columns.at("t");
  CHECK(t[0] == 1.5);
  CHECK(std::isnan(t[1]));
  CHECK(t[2] == -3.0);
}

TEST_CASE("A series with semicolons and decimal commas is the same") {
  Findings findings;
  const Series series = parse_series("t;time\n1,5;2013-08-21T22:00\n120,000;2013-08-21 23:00:00\n", "m.csv", {"time"}, findings);
  CHECK(findings.list.empty());
  CHECK(series.columns.at("t") == std::vector<double>{1.5, 120.0});
}

TEST_CASE("A column of numbers with a text in it is not used and says so") {
  const Finding finding = only_finding("2013-08-21 22:00,1.5,a\n2013-08-21 23:00,open,b\n");
  CHECK(core::to_string(finding.pos) == "m.csv:3:18");
  CHECK(finding.code == "TV-4205");
  CHECK(finding.severity == core::Severity::warns);
}

TEST_CASE("Hours that are missing or come twice or too late stop with their place") {
  const std::string first = "2013-08-21 22:00,1,a\n";
  const Finding gap = only_finding(first + "2013-08-22 01:00,1,a\n");
  CHECK(gap.code == "TV-4203");
  CHECK(core::to_string(gap.pos) == "m.csv:3:1");
  CHECK(gap.message == "2 hours are missing before 2013-08-22 01:00");
  CHECK(only_finding(first + first).message == "2013-08-21 22:00 comes twice");
  CHECK(only_finding(first + "2013-08-21 21:00,1,a\n").code == "TV-4203");
}

TEST_CASE("Times that cannot be read stop with their place") {
  for (const char* time : {"08/21/2013 22:00", "2013-08-21", "2013-08-32 00:00", "2013-08-21 22:00:30", "2013-08-21T22:00Z",
                           "2013-08-21 22:30", "-1"}) {
    INFO(time);
    const Finding finding = only_finding(std::string(time) + ",1,a\n");
    CHECK(finding.code == "TV-4202");
    CHECK(core::to_string(finding.pos) == "m.csv:2:1");
  }
}

TEST_CASE("A time column that is not there is named with the nearest one") {
  Findings findings;
  (void)parse_series("hour_start,t\n2013-08-21 22:00,1\n", "m.csv", {"hour_strat"}, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-4201");
  CHECK(findings.list[0].hint == "Did you mean \"hour_start\"?");
}

TEST_CASE("The leap day is left out of a series") {
  Findings findings;
  std::string rows = "2024-02-28 23:00,1,a\n";
  for (int hour = 0; hour < 24; ++hour) {
    rows += "2024-02-29 " + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00,2,a\n";
  }
  const Series series = parse(rows + "2024-03-01 00:00,3,a\n", findings);
  CHECK(codes(findings) == std::vector<std::string>{"TV-4204"});
  CHECK_FALSE(findings.stops());
  CHECK(series.columns.at("t") == std::vector<double>{1, 3});
  CHECK(series.period.hours == 2);
}

TEST_CASE("A series that goes on into another year stops") {
  CHECK(only_finding("2013-12-31 23:00,1,a\n2014-01-01 00:00,1,a\n").code == "TV-4206");
}

TEST_CASE("Measured weather has one row per hour and the beam that is left of the global radiation") {
  Findings findings;
  const Series series = day();
  const Weather weather = models::weather_from_columns(columns(), series, findings);
  CHECK(codes(findings) == std::vector<std::string>{"TV-4209"});  // humidity assumed
  CHECK_FALSE(findings.stops());
  REQUIRE(weather.dry_bulb_degc.size() == 3);
  CHECK(weather.location.name == "Holzkirchen");
  CHECK(weather.global_horizontal_w_m2 == std::vector<double>{0.0, 500.0, 1400.0});
  CHECK(weather.diffuse_horizontal_w_m2 == std::vector<double>{0.0, 200.0, 50.0});
  CHECK(weather.wind_direction_deg == std::vector<double>{0.0, 90.0, 360.0});
  const auto sun = [](double hour) { return models::solar_position(47.87, 11.73, 2013, 232, hour - 1.0); };
  REQUIRE(sun(5.5).elevation_deg < 3.0);
  CHECK(weather.direct_normal_w_m2[0] == 0.0);
  const double sine = std::sin(sun(6.5).elevation_deg * std::numbers::pi / 180.0);
  REQUIRE(sun(6.5).elevation_deg > 3.0);
  CHECK(weather.direct_normal_w_m2[1] == Approx(std::min(300.0 / sine, sun(6.5).extraterrestrial_normal_w_m2)).epsilon(1e-9));
  CHECK(weather.direct_normal_w_m2[2] == Approx(sun(7.5).extraterrestrial_normal_w_m2).epsilon(1e-9));
}

TEST_CASE("The beam and the diffuse radiation make the global radiation when the sun is up") {
  Findings findings;
  Series series = day();
  series.period.first_hour = 11;
  series.columns["global"] = {700.0, 720.0, 100.0};
  series.columns["diffuse"] = {150.0, 720.0, 120.0};
  const Weather weather = models::weather_from_columns(columns(), series, findings);
  const models::SolarPosition noon = models::solar_position(47.87, 11.73, 2013, 232, 10.5);
  const double horizontal = weather.direct_normal_w_m2[0] * std::sin(noon.elevation_deg * std::numbers::pi / 180.0);
  CHECK(horizontal + weather.diffuse_horizontal_w_m2[0] == Approx(700.0).epsilon(1e-9));
  CHECK(weather.direct_normal_w_m2[1] == 0.0);
  CHECK(weather.direct_normal_w_m2[2] == 0.0);
}

TEST_CASE("The sky temperature gives back the measured long-wave radiation") {
  Findings findings;
  const Weather weather = models::weather_from_columns(columns(), day(), findings);
  const double sky_k = weather.sky_temperature_degc[1] + 273.15;
  CHECK(5.670374419e-8 * sky_k * sky_k * sky_k * sky_k == Approx(350.0).epsilon(1e-12));
}

TEST_CASE("Humidity and pressure are taken when they are measured") {
  Findings findings;
  Series series = day();
  series.columns["rh"] = {50.0, 100.0, 100.0};
  series.columns["p"] = {93000.0, 94000.0, 95000.0};
  WeatherColumns with = columns();
  const Weather without = models::weather_from_columns(with, series, findings);
  CHECK(without.pressure_pa[0] == models::standard_pressure_pa(680.0));
  with.relative_humidity_percent = {"rh", {}};
  with.pressure_pa = {"p", {}};
  Findings none;
  const Weather weather = models::weather_from_columns(with, series, none);
  CHECK(none.list.empty());
  CHECK(weather.pressure_pa == std::vector<double>{93000.0, 94000.0, 95000.0});
  CHECK(models::saturation_pressure_pa(weather.dew_point_degc[0]) ==
        Approx(0.5 * models::saturation_pressure_pa(10.0)).epsilon(1e-6));
  CHECK(weather.dew_point_degc[1] == Approx(20.0).margin(1e-4));
}

TEST_CASE("Weather that is missing or cannot be stops all at once with the hours") {
  Findings findings;
  Series series = day();
  series.columns["t"][1] = std::nan("");
  series.columns["wind"] = {1.0, -5.0, 99.0};
  series.columns.erase("from");
  const Weather weather = models::weather_from_columns(columns(), series, findings);
  CHECK(weather.dry_bulb_degc.empty());
  std::vector<std::string> stops;
  for (const Finding& finding : findings.list) {
    if (finding.severity == core::Severity::stops) stops.push_back(finding.code);
    if (finding.code == "TV-4207") CHECK(finding.message.find("2013-08-21 06:00") != std::string::npos);
    CHECK(core::to_string(finding.pos) == "house.toml:3:5");
  }
  std::sort(stops.begin(), stops.end());
  CHECK(stops == std::vector<std::string>{"TV-4108", "TV-4207", "TV-4208"});
}

TEST_CASE("A short gap is interpolated and told where the rules allow it") {
  const std::string text = "time,t,note\n2013-08-21 00:00,1,a\n2013-08-21 03:00,7,b\n2013-08-21 06:00,8,c\n";
  core::Findings findings;
  const Series series = parse_series(text, "m.csv", {"time", 2.0}, findings);
  CHECK(!findings.stops());
  CHECK(findings.count(core::Severity::filled) == 2);
  CHECK(series.period.hours == 7);
  CHECK(series.columns.at("t")[1] == Approx(3.0).epsilon(1e-12));
  CHECK(series.columns.at("t")[2] == Approx(5.0).epsilon(1e-12));
  CHECK(series.times[1].empty());
  core::Findings strict;
  (void)parse_series(text, "m.csv", {"time", 1.0}, strict);
  CHECK(strict.count(core::Severity::stops) == 2);
}
