// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "models/metering/degree_days.hpp"
#include "models/metering/measured_weather.hpp"
#include "tests/support/metering_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using models::DegreeDays;
using models::Use;
using tvilling::tests::hourly_rows;
using tvilling::tests::MeteringFolder;
using tvilling::tests::read_meters_of;
using tvilling::tests::ReadMeters;

namespace {

models::MeteredUse use_of(double amount) {
  models::MeteredUse use;
  use.year = 2025;
  use.amount = amount;
  use.monthly.fill(amount / 12.0);
  return use;
}

models::MeasuredWeather weather_of(const std::string& csv, core::Findings& findings) {
  MeteringFolder folder;
  folder.put("weather", csv);
  return models::read_measured_weather(folder.source(), findings);
}

template <class Value>
models::MeasuredWeather year_of_weather(const Value& temperature, core::Findings& findings) {
  return weather_of("m,time,temp_dry,humidity,radia_glob\n" + hourly_rows(0, 8760, temperature), findings);
}

}  // namespace

TEST_CASE("A school's 100 MWh in a warm year are 114.2 MWh in the normal one") {
  // By hand: 100 x (0.19 + 0.81 x 3112 / 2648) = 100 x (0.19 + 0.9519335) = 114.19335
  CHECK(models::guf_of_use(Use::school) == 0.19);
  CHECK(models::degree_day_corrected(100.0, models::guf_of_use(Use::school), 2648.0, 3112.0) == Approx(114.19335).epsilon(1e-6));
}

TEST_CASE("A swimming hall follows the weather less than a school") {
  CHECK(models::guf_of_use(Use::swimming_hall) == 0.36);
  CHECK(models::degree_day_corrected(100.0, 0.36, 2500.0, 3000.0) == Approx(112.8));
  CHECK(models::degree_day_corrected(100.0, 0.19, 2500.0, 3000.0) == Approx(116.2));
}

TEST_CASE("Every use has a part that does not follow the weather") {
  for (std::size_t use = 0; use < models::kUseNames.size(); ++use) {
    const double guf = models::guf_of_use(static_cast<Use>(use));
    CHECK(guf > 0.1);
    CHECK(guf < 0.5);
  }
}

TEST_CASE("The normal year is the table's own or the study's and never assumed") {
  const std::vector<DegreeDays> without{{2025, 0, 2500.0, models::kMissing}};
  CHECK(std::isnan(models::corrected_use(use_of(100.0), 0.2, without).amount));
  CHECK(models::corrected_use(use_of(100.0), 0.2, without, 3000.0).amount == Approx(116.0));
  const std::vector<DegreeDays> with{{2025, 0, 2500.0, 2750.0}};
  CHECK(models::corrected_use(use_of(100.0), 0.2, with, 3000.0).amount == Approx(108.0));
  CHECK(std::isnan(models::corrected_use(use_of(100.0), 0.2, {}, 3000.0).amount));
}

TEST_CASE("Months are corrected each by its own degree-days and warm ones are left as they are") {
  std::vector<DegreeDays> months;
  for (int month = 1; month <= 12; ++month) {
    const bool winter = month <= 4 || month >= 10;
    months.push_back({2025, month, winter ? 400.0 : 5.0, winter ? 500.0 : 20.0});
  }
  // By hand: 7 winter months of 100 = 20 + 80 x 1.25 = 120; 5 summer months stay 100.
  const models::CorrectedUse corrected = models::corrected_use(use_of(1200.0), 0.2, months);
  CHECK(corrected.by_month);
  CHECK(corrected.amount == Approx(7 * 120.0 + 5 * 100.0));
  models::MeteredUse spread = use_of(1200.0);
  spread.flags = static_cast<std::uint16_t>(models::ReadingFlag::spread);
  // The year: 1200 x (0.2 + 0.8 x 3600 / 2825)
  CHECK(models::corrected_use(spread, 0.2, months).amount == Approx(1200.0 * (0.2 + 0.8 * 3600.0 / 2825.0)));
}

TEST_CASE("Degree-days are read with their months and a year that is there twice stops") {
  MeteringFolder folder;
  folder.put("degree_days", "\xC3\xA5r;m\xC3\xA5ned;graddage;normal\n2025;1;450,5;480\n2025;;2.650,0;3112\n2025;;2.651,0;3112\n");
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.degree_days.size() == 2);
  CHECK(result.metering.degree_days[0].month == 0);
  CHECK(result.metering.degree_days[0].degree_days == 2650.0);
  CHECK(result.metering.degree_days[1].degree_days == 450.5);
  CHECK(result.count("TV-1533") == 1);
}

TEST_CASE("A year of 7 degrees has ten degree-days a day") {
  core::Findings findings;
  const models::MeasuredWeather weather = year_of_weather([](int) { return "7,80,0"; }, findings);
  const std::vector<DegreeDays> days = models::degree_days_of(weather);
  REQUIRE(days.size() == 13);
  CHECK(days[0].month == 0);
  CHECK(days[0].degree_days == Approx(3650.0));
  CHECK(days[1].degree_days == Approx(310.0));
  CHECK(days[2].degree_days == Approx(280.0));
}

TEST_CASE("A day of 17 degrees or more has no degree-days") {
  core::Findings findings;
  const models::MeasuredWeather weather = year_of_weather([](int h) { return h < 24 * 31 ? "16,80,0" : "25,80,0"; }, findings);
  CHECK(models::degree_days_of(weather)[0].degree_days == Approx(31.0));
}

TEST_CASE("A gap of six hours in the weather is bridged and one of seven makes the month unusable") {
  const auto of_gap = [](int hours) {
    return [hours](int h) { return h >= 100 && h < 100 + hours ? ",80,0" : fmt::format("{},80,0", h < 100 ? 3.0 : 10.0); };
  };
  core::Findings six;
  const models::MeasuredWeather bridged = year_of_weather(of_gap(6), six);
  CHECK(bridged.dry_bulb_degc.hours[100] == Approx(4.0));
  CHECK(bridged.dry_bulb_degc.bridged[100]);
  CHECK(models::degree_days_of(bridged).size() == 13);
  core::Findings seven;
  const models::MeasuredWeather open = year_of_weather(of_gap(7), seven);
  CHECK(std::isnan(open.dry_bulb_degc.hours[100]));
  CHECK(models::degree_days_of(open).size() == 11);
  const auto has = [](const core::Findings& findings, std::string_view code) {
    return std::any_of(findings.list.begin(), findings.list.end(), [code](const core::Finding& f) { return f.code == code; });
  };
  CHECK(has(six, "TV-1535"));
  CHECK_FALSE(has(six, "TV-1536"));
  CHECK(has(seven, "TV-1536"));
}

TEST_CASE("A year in UTC lacks its first Danish hour, which is held and marked, and is whole") {
  std::string rows = "time,dry_bulb_degc,relative_humidity,global_horizontal_w_m2\n";
  for (int day = 0; day < 365; ++day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::year(2025) / 1 / 1) + std::chrono::days(day)};
    for (int hour = 0; hour < 24; ++hour) {
      rows += fmt::format("{}-{:02}-{:02}T{:02}:00Z,7,80,0\n", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                          static_cast<unsigned>(date.day()), hour);
    }
  }
  core::Findings findings;
  const models::MeasuredWeather weather = weather_of(rows, findings);
  REQUIRE(weather.dry_bulb_degc.given());
  CHECK(weather.dry_bulb_degc.bridged[0]);
  CHECK_FALSE(weather.dry_bulb_degc.bridged[1]);
  CHECK(std::any_of(findings.list.begin(), findings.list.end(), [](const core::Finding& f) { return f.code == "TV-1535"; }));
  REQUIRE_FALSE(models::degree_days_of(weather).empty());
  CHECK(models::degree_days_of(weather)[0].degree_days == Approx(3650.0));
  CHECK(models::measured_year(weather, 2025, models::copenhagen(), findings));
}

TEST_CASE("DMI's mean of the past hour belongs to the hour before") {
  core::Findings findings;
  const models::MeasuredWeather weather =
      weather_of("observed,temp_dry,radia_glob_past1h\n2025-06-01T10:00Z,10,\n2025-06-01T11:00Z,11,500\n", findings);
  REQUIRE(weather.hours == 2);
  CHECK(weather.dry_bulb_degc.hours[1] == 11.0);
  CHECK(weather.global_horizontal_w_m2.hours[0] == 500.0);
}

TEST_CASE("A measured year can be simulated and its parts of radiation add up") {
  core::Findings findings;
  const models::MeasuredWeather measured =
      year_of_weather([](int h) { return h % 24 >= 10 && h % 24 < 14 ? "10,75,200" : "10,75,0"; }, findings);
  core::Findings told;
  const auto weather = models::measured_year(measured, 2025, models::copenhagen(), told);
  REQUIRE(weather);
  CHECK(weather->dry_bulb_degc.size() == 8760);
  CHECK(weather->dew_point_degc[0] == Approx(5.8).margin(0.2));
  CHECK(told.count(core::Severity::filled) >= 3);
  double worst = 0.0;
  for (std::size_t h = 0; h < 8760; ++h) {
    worst = std::max(worst, weather->diffuse_horizontal_w_m2[h] - weather->global_horizontal_w_m2[h]);
    CHECK(weather->direct_normal_w_m2[h] >= 0.0);
  }
  CHECK(worst <= 1e-9);
  CHECK_FALSE(models::measured_year(measured, 2024, models::copenhagen(), told));
  CHECK(told.list.back().code == "TV-1537");
}

TEST_CASE("A year without a normal of its own has the sum of its months' normals") {
  std::vector<DegreeDays> all{{2025, 0, 2700.0, models::kMissing}};
  for (int month = 1; month <= 12; ++month) all.push_back({2025, month, 220.0, 250.0});
  const DegreeDays year = models::degree_days_of_year(all, 2025);
  CHECK(year.degree_days == 2700.0);
  CHECK(year.normal == Approx(3000.0));
  all.pop_back();
  CHECK(std::isnan(models::degree_days_of_year(all, 2025).normal));
}

TEST_CASE("A whole year without degree-days stops and a month of summer may have none") {
  MeteringFolder folder;
  folder.put("degree_days", "year,month,degree_days,normal\n2023,,0,3000\n2024,,2800,0\n2025,7,0,0\n");
  const ReadMeters result = read_meters_of(folder);
  CHECK(result.count("TV-1533") == 2);
  REQUIRE(result.metering.degree_days.size() == 1);
  CHECK(result.metering.degree_days[0].month == 7);
}

TEST_CASE("The mean of winds from either side of north is north") {
  core::Findings findings;
  const models::MeasuredWeather weather = weather_of(
      "time,dry_bulb_degc,wind_direction_deg\n2025-01-01T10:00Z,1,350\n2025-01-01T10:30Z,1,20\n2025-01-01T11:00Z,1,200\n",
      findings);
  REQUIRE(weather.hours == 2);
  CHECK(weather.wind_direction_deg.hours[0] == Approx(5.0));
  CHECK(weather.wind_direction_deg.hours[1] == Approx(200.0));
}
