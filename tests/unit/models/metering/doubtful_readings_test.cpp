// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "tests/support/metering_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using models::ReadingFlag;
using tvilling::tests::has_flag;
using tvilling::tests::hourly_rows;
using tvilling::tests::MeteringFolder;
using tvilling::tests::read_meters_of;
using tvilling::tests::read_one_meter;
using tvilling::tests::ReadMeters;

namespace {

const std::string kRegister = "heat,kWh,register,,,";
const std::string kExchanged = "heat,kWh,register,,yes,";

const models::MeterYear& year_of(const ReadMeters& result, int wanted) {
  for (const models::MeterYear& year : result.metering.years) {
    if (year.year == wanted) return year;
  }
  FAIL("no such year");
  return result.metering.years.front();
}

/// A row for each day from the beginning of 2025; `value` of the day's number.
template <class Value>
std::string daily_rows(int days, const std::string& time_of_day, const Value& value) {
  std::string rows;
  for (int d = 0; d < days; ++d) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::year(2025) / 1 / 1) + std::chrono::days(d)};
    rows += fmt::format("M,2025-{:02}-{:02}{},{},,\n", static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                        time_of_day, value(d));
  }
  return rows;
}

/// The states at the ends of the months before those of 2025 and of 2025, in kWh.
std::string month_states(const std::vector<double>& states) {
  std::string rows;
  for (std::size_t i = 0; i < states.size(); ++i) {
    rows += i == 0 ? fmt::format("M,2024-12-31,{},,\n", states[i]) : fmt::format("M,2025-{:02}-28 00:00,{},,\n", i, states[i]);
  }
  return rows;
}

}  // namespace

TEST_CASE("A register read every day tells the use of every day of its year") {
  const std::string rows = daily_rows(365, "", [](int d) { return 1000 + 300 * d; }) + "M,2026-01-01,110500,,\n";
  const models::MeterYear year = year_of(read_one_meter(kRegister, rows), 2025);
  CHECK(year.amount == Approx(365 * 300.0));
  CHECK(year.covered_fraction == Approx(1.0));
  CHECK(year.monthly[0] == Approx(31 * 300.0));
  CHECK(year.monthly[1] == Approx(28 * 300.0));
}

TEST_CASE("A state at a month's last day and one at the next day share the use between them") {
  const ReadMeters result =
      read_one_meter(kRegister, "M,2024-12-31,0,,\nM,2025-05-31,500,,\nM,2025-06-01,510,,\nM,2025-12-31,1000,,\n");
  CHECK(year_of(result, 2025).amount == Approx(1000.0));
}

TEST_CASE("A state that closes no time of its own is told and costs no use") {
  const ReadMeters result = read_one_meter(kRegister, "M,2024,0,,\nM,2025-01,100,,\nM,2025-01-20,105,,\nM,2025-12-31,1200,,\n");
  REQUIRE(result.count("TV-1527") == 1);
  CHECK(result.found("TV-1527")[0].pos.line == 4);
  CHECK(year_of(result, 2025).amount == Approx(1200.0));
}

TEST_CASE("One state read too high among rising ones costs no use and makes none") {
  const std::string setting = GENERATE(kRegister, kExchanged);
  const ReadMeters result =
      read_one_meter(setting, month_states({100, 150, 1560, 158, 200, 240, 280, 320, 360, 400, 440, 480, 520}));
  CHECK(year_of(result, 2025).amount < 450.0);
  const auto found = result.found("TV-1522");
  REQUIRE(found.size() == 1);
  CHECK(found[0].pos.line == 4);
  CHECK(found[0].message.find("1560") != std::string::npos);
  CHECK(found[0].message.find("left out") != std::string::npos);
  CHECK(has_flag(year_of(result, 2025).flags, ReadingFlag::unconfirmed_fall));
}

TEST_CASE("A low state among rising ones is no passing of the register's end") {
  const ReadMeters result = read_one_meter(kRegister, "M,2024-12-31,98000,,\nM,2025-06-30,12,,\nM,2025-12-31,99000,,\n");
  CHECK(year_of(result, 2025).amount == Approx(1000.0));
  CHECK(result.count("TV-1520") == 0);
  CHECK(result.found("TV-1522")[0].message.find("is missing") == std::string::npos);
}

TEST_CASE("Where an exchange is confirmed a single misread state is still left out") {
  const ReadMeters result = read_one_meter(kExchanged, month_states({9000, 9100, 9200, 0, 9400, 9500, 9600, 9700, 9800}));
  CHECK(result.count("TV-1521") == 0);
  CHECK(result.count("TV-1522") == 1);
}

TEST_CASE("A small new count after a confirmed exchange is no mistake of reading") {
  const ReadMeters result = read_one_meter(kExchanged, month_states({0, 900, 400, 950, 1800}));
  CHECK(result.count("TV-1521") == 1);
  CHECK(result.count("TV-1522") == 0);
}

TEST_CASE("A confirmed exchange is no passing of the end though the state stood near it") {
  const std::string rows = "M,2024-12-31,98000,,\nM,2025-12-31,12,,\n";
  const ReadMeters result = read_one_meter(kExchanged, rows);
  CHECK(result.count("TV-1520") == 0);
  CHECK(result.count("TV-1521") == 1);
  CHECK(result.metering.uses.empty());
  CHECK(read_one_meter("heat,kWh,register,100000,yes,", rows).count("TV-1520") == 1);  // declared goes before
}

TEST_CASE("The time in which a register was reset is missing and the last state of the old count tells it") {
  const ReadMeters unknown = read_one_meter(kExchanged, "M,2024-12-31,5000,,\nM,2025-06-30,400,,\nM,2025-12-31,900,,\n");
  CHECK_FALSE(year_of(unknown, 2025).usable);
  CHECK(has_flag(year_of(unknown, 2025).flags, ReadingFlag::reset));
  const ReadMeters told =
      read_one_meter(kExchanged, "M,2024-12-31,5000,,\nM,2025-03-31 10:00,5300,,\nM,2025-03-31 10:01,0,,\nM,2025-12-31,900,,\n");
  CHECK(year_of(told, 2025).amount == Approx(1200.0).epsilon(1e-4));
  CHECK(year_of(told, 2025).usable);
}

TEST_CASE("The last number that a register shows is as good as the one at which it begins again") {
  const std::string rows = "M,2024-12-31,99990,,\nM,2025-12-31,12,,\n";
  for (const std::string rollover : {"99999", "100000"}) {
    const ReadMeters result = read_one_meter("heat,kWh,register," + rollover + ",,", rows);
    CHECK(year_of(result, 2025).amount == Approx(22.0));
  }
  CHECK(read_one_meter(kRegister, rows).found("TV-1520")[0].hint.find("100000") != std::string::npos);
}

TEST_CASE("Days written with midnight are the days that they name") {
  const ReadMeters result = read_one_meter("heat,kWh,interval,,,", daily_rows(365, " 00:00", [](int d) { return 10 + d % 7; }));
  REQUIRE(result.metering.years.size() == 1);
  CHECK(year_of(result, 2025).covered_fraction == 1.0);
  REQUIRE(result.count("TV-1530") == 1);
  CHECK(result.found("TV-1530")[0].message.find("the day that it names") != std::string::npos);
}

TEST_CASE("Hours that do not tell their beginning from their end are a warning") {
  const ReadMeters unclear = read_one_meter("heat,kWh,interval,,,", hourly_rows(5, 1000, [](int h) { return h % 5; }));
  REQUIRE(unclear.count("TV-1530") == 1);
  CHECK(unclear.found("TV-1530")[0].severity == Severity::warns);
  const ReadMeters clear = read_one_meter("heat,kWh,interval,,,", hourly_rows(0, 240, [](int h) { return h % 5; }));
  CHECK(clear.found("TV-1530")[0].severity == Severity::info);
}

TEST_CASE("A time that the clock leaves out never takes the place of one that was read") {
  std::string rows = "M,2025-03-30 00:00,1,,\nM,2025-03-30 01:00,1,,\nM,2025-03-30 02:00,100,,\n";
  for (int h = 3; h < 24; ++h) rows += fmt::format("M,2025-03-30 {:02}:00,1,,\n", h);
  for (int h = 0; h < 24; ++h) rows += fmt::format("M,2025-03-31 {:02}:00,1,,\n", h);
  const ReadMeters result = read_one_meter("heat,kWh,interval,,,", rows);
  CHECK(result.count("TV-1512") == 1);
  CHECK(result.count("TV-1514") == 0);
  CHECK(year_of(result, 2025).amount == Approx(47.0));
}

TEST_CASE("Of a year and its months the months are kept whichever comes first") {
  std::string months;
  for (int m = 1; m <= 12; ++m) months += fmt::format("M,2025-{:02},100,,\n", m);
  const std::string year = "M,2025,1300,,\n";
  for (const std::string& rows : {months + year, year + months}) {
    const ReadMeters result = read_one_meter("heat,kWh,interval,,,", rows);
    CHECK(year_of(result, 2025).amount == Approx(1200.0));
    CHECK(result.count("TV-1514") == 1);
  }
}

TEST_CASE("A hole is no standing value and a value that stands over New Year is of both years") {
  const auto varied = [](int h) { return 10.0 + (h * 37 % 501 + 501) % 501; };
  const auto ends = [&varied](int h) { return h == 3000 || h == 3500 ? 77.7 : varied(h); };
  const std::string hole = hourly_rows(0, 3001, ends) + hourly_rows(3500, 5260, ends);
  CHECK(read_one_meter("heat,kWh,interval,,,", hole).count("TV-1518") == 0);
  const auto still = [&varied](int h) { return h >= -120 && h < 120 ? 77.7 : varied(h); };
  const ReadMeters over = read_one_meter("heat,kWh,interval,,,", hourly_rows(-2000, 4000, still));
  CHECK(has_flag(year_of(over, 2024).flags, ReadingFlag::repeated));
  CHECK(has_flag(year_of(over, 2025).flags, ReadingFlag::repeated));
}

TEST_CASE("A building's use does not stand without a meter that stopped at New Year") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,kWh\nN,A,heat,kWh\n");
  folder.put("readings", "meter_id,time,value\nM,2024,1\nM,2025,2\nN,2024,3\n");
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.uses.size() == 1);
  CHECK(result.metering.uses[0].year == 2024);
  const auto found = result.found("TV-1529");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warns);
  CHECK(found[0].id == "N");
  CHECK(found[0].pos.line == 3);
  folder.put("readings", "meter_id,time,value\nM,2024,1\nM,2025,2\nN,2024,3\nN,2025,0\n");  // out of service
  CHECK(read_meters_of(folder).metering.uses.size() == 2);
}

TEST_CASE("A meter that another takes the place of at New Year leaves the use whole") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,kWh\nN,A,heat,kWh\n");
  folder.put("readings", "meter_id,time,value\nM,2024,5\nN,2025,6\n");
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.uses.size() == 2);
  CHECK(result.metering.uses[1].amount == Approx(6.0));
}

TEST_CASE("A meter that another takes the place of in mid-year leaves the later years whole") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,kWh\nN,A,heat,kWh\n");
  std::string rows = "meter_id,time,value\nM,2023,5\nN,2025,6\n";
  for (int m = 1; m <= 12; ++m) rows += fmt::format("{},2024-{:02},1\n", m <= 6 ? "M" : "N", m);
  folder.put("readings", rows);
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.uses.size() == 2);
  CHECK(result.metering.uses[0].year == 2023);
  CHECK(result.metering.uses[1].year == 2025);
}

TEST_CASE("A building's own meter does not stand for it while a meter of its property has no shares") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,property_id,carrier,unit\nM,B,,heat,kWh\nN,,P2,heat,kWh\nO,B,,water,m3\n");
  folder.put("readings", "meter_id,time,value\nM,2025,5\nN,2025,6\nO,2025,7\n");
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.uses.size() == 1);
  CHECK(result.metering.uses[0].carrier == models::Carrier::water);
  REQUIRE(result.count("TV-1529") == 1);
  CHECK(result.found("TV-1529")[0].message.find("has no shares") != std::string::npos);
}
