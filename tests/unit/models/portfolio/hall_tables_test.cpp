// SPDX-License-Identifier: MPL-2.0
// Basins, halls, opening hours and visits as planners write them.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "tests/support/portfolio_reading.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using tvilling::tests::PortfolioReading;

namespace {

const std::string kBuildings = "building_id;use;year;area_m2\nH;swimming_hall;1990;2800\nS;school;1950;1000\n";
const std::string kPools = "pool_id;building_id;water_area_m2\nP1;H;312,5\nP2;H;100\n";

PortfolioReading read_with(const char* name, const std::string& table) {
  return PortfolioReading({{"buildings.csv", kBuildings}, {"pools.csv", kPools}, {name, table}});
}

PortfolioReading read_pools(const std::string& table) {
  return PortfolioReading({{"buildings.csv", kBuildings}, {"pools.csv", table}});
}

/// The code of the one finding that stops.
std::string stop_of(const PortfolioReading& r) {
  std::string code;
  for (const core::Finding& finding : r.findings.list) {
    if (finding.severity == Severity::stops) code += finding.code;
  }
  return code;
}

}  // namespace

TEST_CASE("Every number of a basin and a hall is read from its own column") {
  std::string header = "pool_id,building_id";
  std::string row = "P1,H";
  double value = 0.11;
  for (const models::BasinColumn& column : models::basin_columns()) {
    header += "," + std::string(column.variable.name);
    row += "," + std::to_string(std::clamp(column.min + value, column.min, column.max));
    value += 0.01;
  }
  const PortfolioReading basins = read_pools(header + "\n" + row + "\n");
  REQUIRE(basins.portfolio.pools.size() == 1);
  std::string halls = "building_id";
  row = "H";
  for (const models::HallColumn& column : models::hall_columns()) {
    halls += "," + std::string(column.variable.name);
    row += "," + std::to_string(column.min + 0.25 * (column.max - column.min));
  }
  const PortfolioReading hall = PortfolioReading({{"buildings.csv", "building_id;use;year;area_m2\nH;swimming_hall;1990;90000\n"},
                                                  {"pools.csv", kPools},
                                                  {"swimming_halls.csv", halls + "\n" + row + "\n"}});
  REQUIRE(hall.portfolio.swimming_halls.size() == 1);
  for (const models::BasinColumn& column : models::basin_columns()) {
    CHECK_FALSE(std::isnan(basins.portfolio.pools[0].basin.*column.member));
  }
  for (const models::HallColumn& column : models::hall_columns()) {
    INFO(column.variable.name);
    CHECK(hall.portfolio.swimming_halls[0].hall.*column.member == Approx(column.min + 0.25 * (column.max - column.min)));
  }
}

TEST_CASE("A number of a basin or hall outside its range stops at its cell") {
  CHECK(read_pools("pool_id,building_id,water_area_m2,water_temperature_degc\nP1,H,100,46\n").stops_only_with("TV-1204"));
  CHECK(read_pools("pool_id,building_id,water_area_m2\nP1,H,0\n").stops_only_with("TV-1204"));
  const PortfolioReading r = read_with("swimming_halls.csv", "building_id;relative_humidity\nH;110 %\n");
  CHECK(r.stops_only_with("TV-1204"));
  CHECK(r.first("TV-1204").pos.line == 2);
  CHECK(r.first("TV-1204").pos.column == 3);
  CHECK(r.first("TV-1204").hint == "Allowed is 0.2 to 1 (20 % to 100 %).");
}

TEST_CASE("Shares in percent are understood and told, those that are no percents stop") {
  for (const char* text : {"55 %", "55%", "55", "0,55", "55,0 %"}) {
    INFO(text);
    const PortfolioReading r = read_with("swimming_halls.csv", "building_id;relative_humidity\nH;" + std::string(text) + "\n");
    REQUIRE(r.portfolio.swimming_halls.size() == 1);
    CHECK(r.portfolio.swimming_halls[0].hall.relative_humidity == Approx(0.55));
    CHECK(r.count("TV-1190") == (std::string(text) == "0,55" ? 0 : 1));
  }
  for (const char* text : {"1,1", "110", "110 %", "0,05", "5 %", "-5", "fugtig"}) {
    INFO(text);
    CHECK(read_with("swimming_halls.csv", "building_id;relative_humidity\nH;" + std::string(text) + "\n").findings.stops());
  }
}

TEST_CASE("A share without the sign beside percents stops, for 1 may be 1 % or all of it") {
  const auto hall = [](const std::string& row) {
    return read_with("swimming_halls.csv",
                     "building_id;relative_humidity;outdoor_air_fraction;condensation_guard\nH;" + row + "\n");
  };
  for (const char* row : {"55;1;", "55 %;1;", "55;0,5;"}) {
    INFO(row);
    CHECK(stop_of(hall(row)) == "TV-1190");
  }
  const core::Finding told = hall("55;1;").all("TV-1190").back();
  CHECK(told.severity == Severity::stops);
  CHECK(told.hint == "Write 1 % or 100 %, with the sign.");
  CHECK(told.pos.column == 6);
  CHECK(hall("55;1 %;").portfolio.swimming_halls.at(0).hall.outdoor_air_fraction == Approx(0.01));
  CHECK(hall("55;0;1").portfolio.swimming_halls.at(0).hall.outdoor_air_fraction == 0.0);
  CHECK(hall("55;0;1").portfolio.swimming_halls.at(0).hall.condensation_guard == 1.0);
  CHECK(hall("0,55;1;").portfolio.swimming_halls.at(0).hall.outdoor_air_fraction == 1.0);
  const std::string basin = "pool_id;building_id;water_area_m2;cover_fraction;feature_evaporation_fraction\nP1;H;300;";
  CHECK(stop_of(read_pools(basin + "90;2\n")) == "TV-1190");
  CHECK(read_pools(basin + "90;3\n").portfolio.pools.at(0).basin.feature_evaporation_fraction == Approx(0.03));
  CHECK(read_pools(basin + "0,9;2\n").portfolio.pools.at(0).basin.feature_evaporation_fraction == 2.0);
}

TEST_CASE("Whether the humidity follows the cold is written as yes and no too") {
  CHECK(
      read_with("svømmehaller.csv", "bygning_id;kondenssikring\nH;ja\n").portfolio.swimming_halls.at(0).hall.condensation_guard ==
      1.0);
  CHECK(read_with("svømmehaller.csv", "bygning_id;kondenssikring\nH;nej\n")
            .portfolio.swimming_halls.at(0)
            .hall.condensation_guard == 0.0);
}

TEST_CASE("A volume that does not go with area and depth warns, one that may be does not") {
  const std::string header = "pool_id;building_id;water_area_m2;depth_m;volume_m3\n";
  CHECK(read_pools(header + "P1;H;312,5;1,8;5625\n").first("TV-1195").severity == Severity::warns);
  CHECK(read_pools(header + "P1;H;312,5;1,8;56\n").first("TV-1195").pos.column == 16);
  CHECK(read_pools(header + "P1;H;312,5;1,8;600\n").count("TV-1195") == 0);
  CHECK(read_pools(header + "P1;H;312,5;;600\n").count("TV-1195") == 0);
}

TEST_CASE("A basin of a hall without any size stops, of another building it only warns") {
  CHECK(read_pools("pool_id,building_id,depth_m\nP1,H,2\n").stops_only_with("TV-1205"));
  CHECK(read_pools("pool_id,building_id,depth_m,volume_m3\nP1,H,2,100\n").count("TV-1205") == 0);
  CHECK(read_pools("pool_id,building_id,depth_m\nP1,S,2\n").count("TV-1205") == 0);
}

TEST_CASE("Opening hours are read in Danish") {
  const PortfolioReading r = read_with("åbningstider.csv",
                                       "Bygning;Ugedage;Åbner;Lukker;Brugergruppe;Personer\n"
                                       "H;hverdage;06:00;21:00;offentlig;\nH;lørdag og søndag;8.30;17;forening;25\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.opening_hours.size() == 2);
  const models::OpeningHours& weekend = r.portfolio.opening_hours[1];
  CHECK(weekend.days == 0b1100000U);
  CHECK(weekend.opens_h == 8.5);
  CHECK(weekend.closes_h == 17.0);
  CHECK(weekend.kind == "club");
  CHECK(weekend.persons == 25.0);
}

TEST_CASE("Opening hours that overlap on a day stop at the later row") {
  const std::string header = "building_id,days,opens,closes\n";
  const PortfolioReading r =
      read_with("opening_hours.csv", header + "H,mon-fri,06:00,15:00\nH,sat,06:00,15:00\nH,fri-sun,14:00,20:00\n");
  CHECK(r.stops_only_with("TV-1192"));
  CHECK(r.first("TV-1192").pos.line == 4);
  CHECK(r.first("TV-1192").pos.column == 11);
  CHECK(r.first("TV-1192").message == "fri from 14:00 to 20:00 overlaps 06:00 to 15:00 of line 2");
  CHECK(r.portfolio.opening_hours.size() == 2);
  CHECK_FALSE(read_with("opening_hours.csv", header + "H,mon,06:00,15:00\nH,mon,15:00,20:00\n").findings.stops());
  CHECK_FALSE(read_with("opening_hours.csv", header + "H,mon,06:00,15:00\nS,mon,06:00,20:00\n").findings.stops());
}

TEST_CASE("A hall that closes before it opens stops, and one may be open until midnight") {
  const std::string header = "building_id,days,opens,closes\n";
  CHECK(read_with("opening_hours.csv", header + "H,mon,21:00,06:00\n").stops_only_with("TV-1226"));
  CHECK(read_with("opening_hours.csv", header + "H,mon,06:00,06:00\n").stops_only_with("TV-1226"));
  CHECK_FALSE(read_with("opening_hours.csv", header + "H,mon,06:00,24:00\n").findings.stops());
}

TEST_CASE("A booking with more people than its basin holds stops at its cell") {
  const std::string header = "pool_id,building_id,start,end,persons\n";
  const auto booked = [&header](const std::string& where, int persons) {
    return read_with("bookings.csv", header + where + ",2025-01-06T17:00,2025-01-06T18:00," + std::to_string(persons) + "\n");
  };
  CHECK_FALSE(booked("P1,", 69).findings.stops());  // 312.5 / 4.5
  const PortfolioReading r = booked("P1,", 70);
  CHECK(r.stops_only_with("TV-1193"));
  CHECK(r.first("TV-1193").value.empty());
  CHECK(r.first("TV-1193").pos.column == 39);
  CHECK_FALSE(booked("P2,", 37).findings.stops());  // filled depth 0.9 m: 100 / 2.7
  CHECK(booked("P2,", 38).stops_only_with("TV-1193"));
  CHECK_FALSE(booked(",H", 106).findings.stops());
  CHECK(booked(",H", 107).stops_only_with("TV-1193"));
}

TEST_CASE("A school with more people an hour than the water holds stops at its cell") {
  const auto school = [](int persons) {
    return read_with("opening_hours.csv",
                     "building_id,days,opens,closes,kind,persons\nH,mon,08:00,14:00,school," + std::to_string(persons) + "\n");
  };
  CHECK_FALSE(school(118).findings.stops());  // nine in ten are in the water for an hour, it holds 106
  const PortfolioReading r = school(119);
  CHECK(r.stops_only_with("TV-1193"));
  CHECK(r.first("TV-1193").pos.column == 26);
  CHECK(r.portfolio.opening_hours.empty());
}

TEST_CASE("Counts of more people than the water holds warn once, and stop where the mean hour has them") {
  const auto counted = [](const std::string& most) {
    std::string table = "building_id,time,visitors\n";
    for (int day = 3; day <= 9; ++day) {
      for (int hour = 10; hour < 14; ++hour) {
        const std::string date = "2025-03-0" + std::to_string(day) + "T" + std::to_string(hour) + ":00";
        table += "H," + date + "," + (hour == 10 ? most : "20") + "\n";
      }
    }
    return read_with("visits.csv", table);
  };
  CHECK(counted("118").count("TV-1193") == 0);
  const PortfolioReading some = counted("300");
  CHECK_FALSE(some.findings.stops());
  CHECK(some.count("TV-1193") == 1);
  CHECK(some.first("TV-1193").severity == Severity::warns);
  CHECK(some.first("TV-1193").message.starts_with("7 of 28 counts"));
  CHECK(some.portfolio.visits.size() == 28);
  const PortfolioReading all = counted("2000");
  CHECK(all.stops_only_with("TV-1194"));
  CHECK(all.portfolio.buildings.size() == 1);
}

TEST_CASE("More visitors than the water can hold in its open hours stop at their cell") {
  const auto visited = [](int visitors) {
    return PortfolioReading({{"buildings.csv", "building_id;use;year;area_m2;visitors_per_year\nH;swimming_hall;1990;2800;" +
                                                   std::to_string(visitors) + "\n"},
                             {"pools.csv", kPools}});
  };
  CHECK_FALSE(visited(120000).findings.stops());
  const PortfolioReading r = visited(900000);
  CHECK(r.stops_only_with("TV-1194"));
  CHECK(r.first("TV-1194").pos.line == 2);
  CHECK(r.first("TV-1194").pos.column == 27);
  CHECK(r.portfolio.buildings.empty());
}

TEST_CASE("A pool hall is not larger than its building and not smaller than its water") {
  CHECK(read_with("swimming_halls.csv", "building_id,hall_area_m2\nH,2801\n").stops_only_with("TV-1227"));
  CHECK(read_with("swimming_halls.csv", "building_id,hall_area_m2\nH,412\n").stops_only_with("TV-1227"));
  CHECK_FALSE(read_with("swimming_halls.csv", "building_id,hall_area_m2\nH,413\n").findings.stops());
  CHECK(read_pools("pool_id,building_id,water_area_m2\nP1,H,2900\n").stops_only_with("TV-1227"));
  CHECK_FALSE(read_pools("pool_id,building_id,water_area_m2,outdoor\nP1,H,2900,yes\n").findings.stops());
}

TEST_CASE("A hall that is described without basins warns") {
  const PortfolioReading r =
      PortfolioReading({{"buildings.csv", kBuildings}, {"swimming_halls.csv", "building_id,air_temperature_degc\nH,30\nS,30\n"}});
  REQUIRE(r.count("TV-1196") == 2);
  CHECK(r.all("TV-1196")[0].severity == Severity::warns);
  CHECK(r.all("TV-1196")[0].pos.line == 2);
  CHECK(r.all("TV-1196")[1].id == "S");
}
