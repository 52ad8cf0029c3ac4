// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <numeric>
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

constexpr int kYear_h = 8760;
const std::string kHeat = "heat,kWh,interval,,,";

double ten(int /*hour*/) {
  return 10.0;
}

/// The only meter's year 2025.
const models::MeterYear& year_2025(const ReadMeters& result) {
  for (const models::MeterYear& year : result.metering.years) {
    if (year.year == 2025) return year;
  }
  FAIL("no 2025");
  return result.metering.years.front();
}

/// Local times of the hours of a day, as a Danish system writes them.
std::string day_rows(const std::string& day, const std::vector<std::string>& hours) {
  std::string rows;
  for (const std::string& hour : hours) rows += "M," + day + " " + hour + ":00,1,,\n";
  return rows;
}

std::vector<std::string> hours_of_day(int first, int last) {
  std::vector<std::string> hours;
  for (int h = first; h <= last; ++h) hours.push_back((h < 10 ? "0" : "") + std::to_string(h));
  return hours;
}

}  // namespace

TEST_CASE("A year of hours adds up to the year whichever end its times stand for") {
  const int label = GENERATE(0, 1);  // the hour's beginning, its end
  const ReadMeters result = read_one_meter(kHeat, hourly_rows(label, kYear_h, ten));
  const models::MeterYear& year = year_2025(result);
  CHECK(year.amount == Approx(87600.0).epsilon(1e-12));
  CHECK(year.covered_fraction == 1.0);
  CHECK(year.filled_fraction == 0.0);
  CHECK(year.usable);
  CHECK(year.monthly[0] == Approx(7440.0));
  CHECK(year.monthly[2] == Approx(7430.0));  // March lacks an hour, October has one more
  CHECK(year.monthly[9] == Approx(7450.0));
  CHECK(result.metering.years.size() == 1);
  REQUIRE(result.metering.uses.size() == 1);
  CHECK(result.metering.uses[0].building_id == "A");
  CHECK(result.count("TV-1517") == 0);
}

TEST_CASE("A leap year of hours has 8784 of them and is whole") {
  const ReadMeters result = read_one_meter(kHeat, hourly_rows(-8784, 8784, ten));
  REQUIRE(result.metering.years.size() == 1);
  CHECK(result.metering.years[0].year == 2024);
  CHECK(result.metering.years[0].covered_fraction == 1.0);
  CHECK(result.metering.years[0].amount == Approx(87840.0));
}

TEST_CASE("Units of meter and reading become kilowatt hours") {
  CHECK(year_2025(read_one_meter("heat,MWh,interval,,,", "M,2025,1.5,,\n")).amount == Approx(1500.0));
  CHECK(year_2025(read_one_meter("heat,GJ,interval,,,", "M,2025,3.6,,\n")).amount == Approx(1000.0));
  CHECK(year_2025(read_one_meter("heat,MWh,interval,,,", "M,2025,500,kWh,\n")).amount == Approx(500.0));
  const ReadMeters wrong = read_one_meter("heat,MWh,interval,,,", "M,2025,500,m3,\n");
  REQUIRE(wrong.count("TV-1501") == 1);
  CHECK(wrong.found("TV-1501")[0].severity == Severity::stops);
}

TEST_CASE("Monthly readings are the use of their month") {
  std::string rows;
  for (int month = 1; month <= 12; ++month) rows += fmt::format("M,2025-{:02}-{:02},{},,\n", month, GENERATE(1, 28), 100 * month);
  const ReadMeters result = read_one_meter(kHeat, rows);
  CHECK(year_2025(result).amount == Approx(7800.0));
  CHECK(year_2025(result).monthly[11] == Approx(1200.0));
  CHECK(year_2025(result).covered_fraction == 1.0);
  CHECK_FALSE(has_flag(year_2025(result).flags, ReadingFlag::spread));
}

TEST_CASE("One reading dated to the last day of the year is the use of that year") {
  const ReadMeters result = read_one_meter(kHeat, "M,31-12-2025,1200,,\n");
  CHECK(year_2025(result).amount == Approx(1200.0));
  CHECK(year_2025(result).usable);
  CHECK(has_flag(year_2025(result).flags, ReadingFlag::spread));
  CHECK(read_one_meter(kHeat, "M,12-06-2025,1200,,\n").count("TV-1527") == 1);
}

TEST_CASE("A register tells the use between its states") {
  const ReadMeters result = read_one_meter("heat,MWh,register,,,", "M,2024-12-31,500,,\nM,2025-12-31,620.5,,\n");
  CHECK(year_2025(result).amount == Approx(120500.0));
  CHECK(year_2025(result).covered_fraction == 1.0);
}

TEST_CASE("A register that passes its end counts on") {
  const std::string rows = "M,2024-12-31,99999,,\nM,2025-12-31,12,,\n";
  const ReadMeters guessed = read_one_meter("heat,kWh,register,,,", rows);
  CHECK(year_2025(guessed).amount == Approx(13.0));
  REQUIRE(guessed.count("TV-1520") == 1);
  CHECK(guessed.found("TV-1520")[0].severity == Severity::warns);
  const ReadMeters declared = read_one_meter("heat,kWh,register,100000,,", rows);
  CHECK(year_2025(declared).amount == Approx(13.0));
  CHECK(declared.found("TV-1520")[0].severity == Severity::info);
}

TEST_CASE("A register that falls is reset only where the meters table says so") {
  const std::string rows = "M,2024-06-30,5000,,\nM,2024-12-31,6000,,\nM,2025-06-30,400,,\nM,2025-12-31,900,,\n";
  const ReadMeters unconfirmed = read_one_meter("heat,kWh,register,,,", rows);
  const auto found = unconfirmed.found("TV-1522");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warns);
  CHECK(found[0].pos.line == 4);
  CHECK(found[0].pos.column == 14);
  CHECK_FALSE(year_2025(unconfirmed).usable);
  CHECK(has_flag(year_2025(unconfirmed).flags, ReadingFlag::unconfirmed_fall));
  const ReadMeters confirmed = read_one_meter("heat,kWh,register,,yes,", rows);
  CHECK(confirmed.count("TV-1522") == 0);
  CHECK(confirmed.count("TV-1521") == 1);
  CHECK_FALSE(year_2025(confirmed).usable);  // what was used between 6000 and 400 is not known
}

TEST_CASE("One low state among rising ones costs no use") {
  const ReadMeters result =
      read_one_meter("heat,kWh,register,,,", "M,2024-12-31,5000,,\nM,2025-03-31,6000,,\nM,2025-06-30,0,,\nM,2025-12-31,9000,,\n");
  CHECK(result.count("TV-1522") == 1);
  CHECK(year_2025(result).amount == Approx(4000.0));
}

TEST_CASE("Negative use is missing but on an electricity meter that feeds out") {
  const auto value = [](int h) { return h == 100 ? -5.0 : 10.0; };
  const ReadMeters heat = read_one_meter(kHeat, hourly_rows(0, kYear_h, value));
  CHECK(heat.count("TV-1516") == 1);
  CHECK(heat.found("TV-1516")[0].pos.line == 102);
  CHECK(year_2025(heat).amount == Approx(87600.0));  // filled at the day's mean
  CHECK(has_flag(year_2025(heat).flags, ReadingFlag::negative));
  CHECK(has_flag(year_2025(heat).flags, ReadingFlag::gap_filled));
  const ReadMeters solar = read_one_meter("el,kWh,interval,,,yes", hourly_rows(0, kYear_h, value));
  CHECK(solar.count("TV-1516") == 0);
  CHECK(year_2025(solar).amount == Approx(87585.0));
  CHECK(read_one_meter("el,kWh,interval,,,", hourly_rows(0, kYear_h, value)).count("TV-1516") == 1);
}

TEST_CASE("A spike is told and kept") {
  const auto value = [](int h) { return h == 1000 ? 9000.0 : 10.0 + h % 24 + (h / 24) % 7; };
  const ReadMeters result = read_one_meter("el,kWh,interval,,,", hourly_rows(0, kYear_h, value));
  const auto found = result.found("TV-1517");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warns);
  CHECK(found[0].message.find("2025-02-11") != std::string::npos);
  double sum = 0.0;
  for (int h = 0; h < kYear_h; ++h) sum += value(h);
  CHECK(year_2025(result).amount == Approx(sum).epsilon(1e-12));
}

TEST_CASE("Values that stand still are told and values that are only rounded are not") {
  const auto still = [](int h) { return h < 1000 ? 10.0 + h % 7 : 12.5; };
  CHECK(read_one_meter(kHeat, hourly_rows(0, kYear_h, still)).count("TV-1518") == 1);
  const auto rounded = [](int h) { return 0.01 * (3 + (h * 7) % 5); };
  CHECK(read_one_meter("heat,MWh,interval,,,", hourly_rows(0, kYear_h, rounded)).count("TV-1518") == 0);
}

TEST_CASE("A value that stands still for a week is told where the meter tells many values") {
  const auto varied = [](int h) { return 10.0 + (h * 37) % 501; };
  const auto still = [&varied](int days) {
    return [&varied, days](int h) { return h >= 3000 && h < 3000 + 24 * days ? 77.7 : varied(h); };
  };
  CHECK(read_one_meter(kHeat, hourly_rows(0, kYear_h, still(8))).count("TV-1518") == 1);
  CHECK(read_one_meter(kHeat, hourly_rows(0, kYear_h, still(6))).count("TV-1518") == 0);
  const auto few_digits = [](int h) { return h < 3000 || h > 3400 ? 1.0 + (h * 37) % 11 : 2.0; };
  CHECK(read_one_meter(kHeat, hourly_rows(0, kYear_h, few_digits)).count("TV-1518") == 0);
}

TEST_CASE("A small meter that repeats its few digits for hours does not stand still") {
  const auto small = [](int h) { return h % 24 < 7 || h % 24 > 18 ? 0.1 : 0.1 * (2 + (h / 5) % 6); };
  CHECK(read_one_meter(kHeat, hourly_rows(0, kYear_h, small)).count("TV-1518") == 0);
}

TEST_CASE("A day's use that was spread evenly over its hours stands still") {
  const auto spread = [](int h) { return 10.0 + 0.001 * ((h / 24 * 7919) % 9973); };
  CHECK(read_one_meter(kHeat, hourly_rows(0, kYear_h, spread)).count("TV-1518") == 1);
}

TEST_CASE("A gap of a week is filled and marked and one of two months makes the year unusable") {
  const std::string short_gap = hourly_rows(0, 2400, ten) + hourly_rows(2400 + 7 * 24, kYear_h - 2400 - 7 * 24, ten);
  const ReadMeters filled = read_one_meter(kHeat, short_gap);
  CHECK(year_2025(filled).usable);
  CHECK(year_2025(filled).amount == Approx(87600.0));
  CHECK(year_2025(filled).filled_fraction == Approx(7.0 / 365.0).epsilon(0.02));
  REQUIRE(filled.count("TV-1523") == 1);
  CHECK(filled.found("TV-1523")[0].severity == Severity::filled);
  const std::string long_gap = hourly_rows(0, 2400, ten) + hourly_rows(2400 + 60 * 24, kYear_h - 2400 - 60 * 24, ten);
  const ReadMeters lost = read_one_meter(kHeat, long_gap);
  CHECK_FALSE(year_2025(lost).usable);
  CHECK(has_flag(year_2025(lost).flags, ReadingFlag::gap_long));
  CHECK(lost.count("TV-1524") == 1);
  CHECK(lost.metering.uses.empty());
}

TEST_CASE("A cold day without readings is filled from cold days") {
  // 100 kWh on days of -5 degC, 10 kWh on days of 15 degC, turn about every four days; a cold day is missing.
  const auto cold = [](int h) { return (h / 96) % 2 == 0; };
  const int gap = 96 * 50 + 24;
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,kWh\n");
  const auto use = [&cold](int h) { return cold(h) ? 100.0 / 24.0 : 10.0 / 24.0; };
  folder.put("readings",
             "meter_id,time,value,unit,estimated\n" + hourly_rows(0, gap, use) + hourly_rows(gap + 24, kYear_h - gap - 24, use));
  const ReadMeters by_weekday = read_meters_of(folder);
  folder.put("weather", "m,time,dry_bulb_degc,u,e\n" + hourly_rows(0, kYear_h, [&cold](int h) { return cold(h) ? -5.0 : 15.0; }));
  const ReadMeters by_temperature = read_meters_of(folder);
  double whole = 0.0;
  for (int h = 0; h < kYear_h; ++h) whole += use(h);
  // The gap is by UTC hours: in summer its day is an hour off, so that two days are touched.
  CHECK(year_2025(by_temperature).amount == Approx(whole).margin(6.0));
  CHECK(year_2025(by_weekday).amount < whole - 20.0);
}

TEST_CASE("Estimated readings count as missing and a register is read on") {
  const std::string rows = "M,2024-12-31,1000,,\nM,2025-06-30,9999,,E\nM,2025-12-31,2000,,\n";
  const ReadMeters result = read_one_meter("heat,kWh,register,,,", rows);
  CHECK(result.count("TV-1519") == 1);
  CHECK(year_2025(result).amount == Approx(1000.0));
}

TEST_CASE("Of two readings for one time the last delivered is kept") {
  const ReadMeters result = read_one_meter(kHeat, "M,2025-01,5,,\nM,2025-02,1,,\nM,2025-01,7,,\n");
  CHECK(result.count("TV-1514") == 1);
  CHECK(result.count("TV-1513") == 1);
  CHECK(year_2025(result).monthly[0] == Approx(7.0));
}

TEST_CASE("Readings of many days without their clock times stop, and a file delivered thrice does not") {
  std::string hourly;
  std::string daily;
  for (int day = 1; day <= 28; ++day) {
    for (int hour = 0; hour < 24; ++hour) hourly += fmt::format("M,2025-02-{:02},1,,\n", day);
    daily += fmt::format("M,2025-02-{:02},24,,\n", day);
  }
  const ReadMeters lost = read_one_meter(kHeat, hourly);
  CHECK(lost.count("TV-1541") == 1);
  CHECK(lost.count("TV-1514") == 0);
  CHECK(lost.findings.stops());
  const ReadMeters thrice = read_one_meter(kHeat, daily + daily + daily);
  CHECK(thrice.count("TV-1541") == 0);
  CHECK(thrice.count("TV-1514") == 1);
  CHECK(year_2025(thrice).monthly[1] == Approx(28 * 24.0));
}

TEST_CASE("Readings of the future are left out") {
  const ReadMeters result = read_one_meter(kHeat, "M,2025,5,,\nM,2031,7,,\n");
  CHECK(result.count("TV-1515") == 1);
  CHECK(result.metering.years.size() == 1);
}

TEST_CASE("The autumn day has its 25 hours when the doubled hour is there twice") {
  std::vector<std::string> hours = hours_of_day(0, 23);
  hours.insert(hours.begin() + 3, "02");
  const std::string rows =
      day_rows("2025-10-25", hours_of_day(0, 23)) + day_rows("2025-10-26", hours) + day_rows("2025-10-27", hours_of_day(0, 23));
  const ReadMeters result = read_one_meter(kHeat, rows);
  CHECK(result.count("TV-1514") == 0);
  CHECK(year_2025(result).monthly[9] == Approx(73.0));
  CHECK(year_2025(result).covered_fraction == Approx(73.0 / 8760.0));
}

TEST_CASE("The spring day is whole with 23 hours and a time that the clock leaves out is told") {
  std::vector<std::string> hours = hours_of_day(0, 23);
  hours.erase(hours.begin() + 2);
  const std::string before = day_rows("2025-03-29", hours_of_day(0, 23));
  const std::string after = day_rows("2025-03-31", hours_of_day(0, 23));
  const ReadMeters right = read_one_meter(kHeat, before + day_rows("2025-03-30", hours) + after);
  CHECK(right.count("TV-1512") == 0);
  CHECK(year_2025(right).covered_fraction == Approx(71.0 / 8760.0));
  const ReadMeters wrong = read_one_meter(kHeat, before + day_rows("2025-03-30", hours_of_day(0, 23)) + after);
  CHECK(wrong.count("TV-1512") == 1);
}

TEST_CASE("The last day is left out when it is incomplete") {
  const ReadMeters result = read_one_meter(kHeat, hourly_rows(0, 30 * 24 + 15, ten));
  CHECK(result.count("TV-1525") == 1);
  CHECK(year_2025(result).amount == Approx(7200.0));
}

TEST_CASE("Values may have a decimal comma and times may come day first") {
  MeteringFolder folder;
  folder.put("meters", "M\xC3\xA5ler_id;bygning;energiart;enhed\nM;A;fjernvarme;MWh\n");
  folder.put("readings", "m\xC3\xA5ler_id;dato;forbrug\nM;31-01-2025;1,25\nM;28-02-2025;1.000,5\n");
  const ReadMeters result = read_meters_of(folder);
  CHECK(result.findings.count(Severity::stops) == 0);
  CHECK(year_2025(result).monthly[0] == Approx(1250.0));
  CHECK(year_2025(result).monthly[1] == Approx(1000500.0));
}

TEST_CASE("A mapping file names the columns of readings too") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,MWh\n");
  folder.put("readings", "note,M_NR,when,akk\nx,M,2025,8\n");
  folder.put_file("mapping.toml", "[readings]\nnote = \"none\"\nM_NR = \"meter_id\"\nwhen = \"time\"\nakk = \"value\"\n");
  const ReadMeters result = read_meters_of(folder);
  CHECK(result.findings.count(Severity::stops) == 0);
  CHECK(year_2025(result).amount == Approx(8000.0));
}

TEST_CASE("A decimal sign that no value tells stops") {
  MeteringFolder folder;
  folder.put("meters", "meter_id;building_id;carrier;unit\nM;A;heat;MWh\n");
  folder.put("readings", "meter_id;time;value\nM;2025-01;1.234\nM;2025-02;2.345\n");
  CHECK(read_meters_of(folder).count("TV-1106") == 1);
}

TEST_CASE("The decimal sign is proved with all rows even when the first thousand do not tell") {
  MeteringFolder folder;
  folder.put("meters", "meter_id;building_id;carrier;unit\nM;A;heat;kWh\n");
  std::string rows = "meter_id;time;value\n";
  for (int i = 0; i < 1200; ++i) rows += fmt::format("M;2025-{:02}-{:02};7\n", 1 + i % 12, 1 + (i / 12) % 28);
  folder.put("readings", rows + "M;2026-01-01;1.5\n");
  const ReadMeters result = read_meters_of(folder);
  CHECK(result.findings.count(Severity::stops) == 0);
  CHECK(result.metering.inputs.back().detected == "semicolon, decimal point, UTF-8");
}

TEST_CASE("What cannot be read in readings stops once for each meter with its first place") {
  const ReadMeters result = read_one_meter(kHeat, "M,2025-01,x,,\nM,2025-02,y,,\nM,2025-13,3,,\nQ,2025-01,3,,\n,2025-01,3,,\n");
  const auto numbers = result.found("TV-1511");
  REQUIRE(numbers.size() == 1);
  CHECK(numbers[0].pos.line == 2);
  CHECK(numbers[0].pos.column == 11);
  CHECK(numbers[0].value == "x");
  CHECK(numbers[0].message.find("2 readings") != std::string::npos);
  REQUIRE(result.count("TV-1510") == 1);
  CHECK(result.found("TV-1510")[0].value == "2025-13");
  CHECK(result.found("TV-1509")[0].severity == Severity::warns);
  CHECK(result.count("TV-1201") == 1);
}

TEST_CASE("A row of readings with too many cells stops") {
  CHECK(read_one_meter(kHeat, "M,2025-01,1,5,,,x\nM,2025-02,1,,\n").count("TV-1006") == 1);
}

TEST_CASE("A meter with states under the name of uses is told") {
  const ReadMeters result = read_one_meter(kHeat, hourly_rows(0, 480, [](int h) { return 1000.0 + h; }));
  CHECK(result.count("TV-1540") == 1);
}

TEST_CASE("A meter of two buildings gives each its share") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,property_id,carrier,unit\nM,P2,heat,MWh\nN,P2,water,m3\n");
  folder.put("meter_shares", "meter_id,building_id,share\nM,B,0.75\nM,C,0.25\nN,B,1\n");
  folder.put("readings", "meter_id,time,value\nM,2025,100\nN,2025,40\n");
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.uses.size() == 3);
  CHECK(result.metering.uses[0].amount == Approx(75000.0));
  CHECK(result.metering.uses[1].carrier == models::Carrier::water);
  CHECK(result.metering.uses[1].amount == Approx(40.0));
  CHECK(result.metering.uses[2].building_id == "C");
  CHECK(result.metering.uses[2].amount == Approx(25000.0));
}

TEST_CASE("A building's use is not told when one of its meters fails in that year") {
  MeteringFolder folder;
  folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,kWh\nN,A,heat,kWh\n");
  folder.put("readings", "meter_id,time,value\nM,2024,1\nM,2025,2\nN,2024,3\nN,2025-01,4\n");
  const ReadMeters result = read_meters_of(folder);
  REQUIRE(result.metering.uses.size() == 1);
  CHECK(result.metering.uses[0].year == 2024);
  CHECK(result.metering.uses[0].amount == Approx(4.0));
  CHECK(result.count("TV-1529") == 1);
}
