// SPDX-License-Identifier: MPL-2.0
#include <omp.h>
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/csv_records.hpp"
#include "models/metering/danish_clock.hpp"
#include "tests/support/metering_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using tvilling::tests::MeteringFolder;
using tvilling::tests::read_meters_of;

TEST_CASE("The order of the rows of different meters does not change any use") {
  REQUIRE(rc::check([] {
    MeteringFolder folder;
    folder.put("meters", "meter_id,building_id,carrier,unit\nM,A,heat,kWh\nN,B,heat,kWh\nO,C,heat,kWh\n");
    std::vector<std::string> rows;
    for (const char meter : {'M', 'N', 'O'}) {
      for (int month = 1; month <= 12; ++month) {
        rows.push_back(fmt::format("{},2025-{:02},{}\n", meter, month, *rc::gen::inRange(0, 100000) / 8.0));
      }
    }
    const auto read = [&folder](const std::vector<std::string>& lines) {
      std::string csv = "meter_id,time,value\n";
      for (const std::string& line : lines) csv += line;
      folder.put("readings", csv);
      return read_meters_of(folder).metering.uses;
    };
    const std::vector<models::MeteredUse> before = read(rows);
    for (std::size_t i = rows.size() - 1; i > 0; --i) std::swap(rows[i], rows[*rc::gen::inRange<std::size_t>(0, i + 1)]);
    const std::vector<models::MeteredUse> after = read(rows);
    RC_ASSERT(before.size() == 3U);
    for (std::size_t i = 0; i < before.size(); ++i) {
      RC_ASSERT(before[i].amount == after[i].amount);
      RC_ASSERT(before[i].monthly == after[i].monthly);
    }
  }));
}

TEST_CASE("Uses are the same bits for one thread and for four") {
  MeteringFolder folder;
  std::string meters = "meter_id,building_id,carrier,unit\n";
  std::string readings = "meter_id,time,value\n";
  for (int m = 0; m < 40; ++m) {
    meters += fmt::format("M{},A,heat,MWh\n", m);
    for (int day = 1; day <= 28; ++day) {
      for (int month = 1; month <= 12; ++month) {
        if ((day + month + m) % 9 == 0) continue;
        readings += fmt::format("M{},2025-{:02}-{:02},{}\n", m, month, day, 0.1 + ((day * 7 + month * m) % 31) / 3.0);
      }
    }
  }
  folder.put("meters", meters).put("readings", readings);
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  const auto one = read_meters_of(folder);
  omp_set_num_threads(4);
  const auto four = read_meters_of(folder);
  omp_set_num_threads(threads);
  REQUIRE(one.metering.years.size() == 40);
  REQUIRE(four.metering.years.size() == 40);
  for (std::size_t y = 0; y < one.metering.years.size(); ++y) {
    CHECK(one.metering.years[y].amount == four.metering.years[y].amount);
    CHECK(one.metering.years[y].monthly == four.metering.years[y].monthly);
  }
  REQUIRE(one.findings.list.size() == four.findings.list.size());
  for (std::size_t f = 0; f < one.findings.list.size(); ++f) {
    CHECK(one.findings.list[f].message == four.findings.list[f].message);
  }
}

TEST_CASE("Every moment read from the Danish clock is that moment but in the doubled hour") {
  const models::DanishClock clock;
  REQUIRE(rc::check([&clock] {
    const std::int64_t utc = *rc::gen::inRange<std::int64_t>(946684800, 4070908800);  // 2000 to 2099
    const std::chrono::year_month_day date{
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds(utc)})};
    const int year = static_cast<int>(date.year());
    const models::ClockMoment moment = clock.read(utc + clock.ahead_s(utc, year), year);
    RC_ASSERT(moment.utc_s == utc || (moment.twice && moment.utc_s == utc + 3600));
    RC_ASSERT_FALSE(moment.skipped);
  }));
}

TEST_CASE("A number written with decimals is read as the nearest double either way") {
  REQUIRE(rc::check([] {
    const double value = *rc::gen::inRange(-2000000000, 2000000000) / 1000.0;
    std::string text = fmt::format("{:.3f}", value);
    RC_ASSERT(*core::parse_number(text, core::NumberFormat::point) == std::strtod(text.c_str(), nullptr));
    const std::string comma = [&text] {
      std::string with = text;
      with[with.find('.')] = ',';
      return with;
    }();
    RC_ASSERT(*core::parse_number(comma, core::NumberFormat::comma) == std::strtod(text.c_str(), nullptr));
  }));
}

TEST_CASE("Records cut one at a time are the rows of the table") {
  REQUIRE(rc::check([] {
    const rc::Gen<std::string> letter = rc::gen::element<std::string>("a", "\"", ";", ",", "\n", "\r", " ", "\xC3\xA6", "1");
    const std::vector<std::string> letters = *rc::gen::container<std::vector<std::string>>(letter);
    std::string text = "h1;h2\n";
    for (const std::string& l : letters) text += l;
    core::Findings of_table;
    const core::Table table = core::parse_csv(text, "t", of_table);
    core::Findings of_records;
    std::string_view rest = text;
    const char delimiter = core::take_delimiter(rest, "t");
    core::CsvRecords records(rest, delimiter, "t", of_records);
    std::vector<core::CsvCell> cells;
    std::vector<std::vector<core::TableCell>> rows;
    while (!records.at_end() && records.next(cells)) {
      if (core::is_blank(cells)) continue;
      if (cells.size() > table.header.size() && core::is_blank(cells, table.header.size())) cells.resize(table.header.size());
      if (cells.size() != table.header.size()) continue;
      std::vector<core::TableCell> row;
      for (const core::CsvCell& cell : cells) row.push_back({std::string(cell.text), cell.line, cell.column});
      rows.push_back(std::move(row));
    }
    RC_ASSERT(rows.size() == table.rows.size() + 1);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      for (std::size_t c = 0; c < table.header.size(); ++c) {
        RC_ASSERT(rows[r + 1][c].text == table.rows[r][c].text);
        RC_ASSERT(rows[r + 1][c].line == table.rows[r][c].line);
        RC_ASSERT(rows[r + 1][c].column == table.rows[r][c].column);
      }
    }
  }));
}
