// SPDX-License-Identifier: MPL-2.0
// Rooms, pools, bookings, costs, and the dates of leases.
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "tests/support/portfolio_reading.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using tvilling::tests::PortfolioReading;

namespace {

const std::string kBuildings = "building_id;use;year;area_m2\nA;school;1950;1000\n";

PortfolioReading read_with(const char* name, const std::string& table) {
  return PortfolioReading({{"buildings.csv", kBuildings}, {name, table}});
}

}  // namespace

TEST_CASE("Rooms are read in Danish") {
  const PortfolioReading r =
      read_with("lokaler.csv",
                "Rum id;Bygning;Rumnavn;Rumtype;Areal;Etage;Temperatur;Kapacitet;Naborum\n"
                "R1;A;Klasse 1;skole;60,5;st;21;28;R2|R3\nR2;A;Kontor;321;20;1;;;\nR3;A;Gang;Gang;15;kælder;;;R1, R2\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.rooms.size() == 3);
  const models::Room& room = r.portfolio.rooms[0];
  CHECK(room.room_id == "R1");
  CHECK(room.building_id == "A");
  CHECK(room.use == "school");
  CHECK(room.area_m2 == 60.5);
  CHECK(room.storey == 0.0);
  CHECK(room.heating_set_point_degc == 21.0);
  CHECK(room.capacity_persons == 28.0);
  CHECK(room.adjacent_to == std::vector<std::string>{"R2", "R3"});
  CHECK(r.portfolio.rooms[1].use == "office");
  CHECK(r.portfolio.rooms[2].use.empty());
  CHECK(r.portfolio.rooms[2].storey == -1.0);
  CHECK(r.portfolio.rooms[2].adjacent_to == std::vector<std::string>{"R1", "R2"});
  CHECK(r.first("TV-1207").severity == Severity::warns);
}

TEST_CASE("A room without area or building stops and one of an unknown building is told") {
  CHECK(read_with("rooms.csv", "room_id,building_id,area_m2\nR1,A,\n").stops_only_with("TV-1205"));
  CHECK(read_with("rooms.csv", "room_id,building_id,area_m2\nR1,,20\n").stops_only_with("TV-1228"));
  CHECK(read_with("rooms.csv", "room_id,building_id,area_m2\nR1,A,0\n").stops_only_with("TV-1204"));
  CHECK(read_with("rooms.csv", "room_id,building_id,area_m2\nR1,A,20\nR1,A,20\n").stops_only_with("TV-1202"));
  const PortfolioReading r = read_with("rooms.csv", "room_id,building_id,area_m2\nR1,A,20\nR2,Z,20\n");
  CHECK(r.first("TV-1209").message == "building \"Z\" is not in the buildings table (1 row)");
  CHECK(r.first("TV-1209").pos.line == 3);
  CHECK(r.first("TV-1209").table == "rooms");
}

TEST_CASE("A room that is heated to what no zone can have stops") {
  for (const char* degc : {"0.5", "40"}) {
    const std::string table = "room_id,building_id,area_m2,heating_set_point_degc\nR1,A,20," + std::string(degc) + "\n";
    CHECK(read_with("rooms.csv", table).stops_only_with("TV-1204"));
  }
}

TEST_CASE("Pools are read with their water") {
  const PortfolioReading r =
      read_with("bassiner.csv", "Bassin;Bygning id;Navn;Vandareal;Volumen;Dybde;Vandtemperatur\nS1;A;Stort;416,5;943;2,26;28\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.pools.size() == 1);
  const models::Pool& pool = r.portfolio.pools[0];
  CHECK(pool.basin.pool_id == "S1");
  CHECK(pool.building_id == "A");
  CHECK(pool.basin.water_area_m2 == 416.5);
  CHECK(pool.basin.volume_m3 == 943.0);
  CHECK(pool.basin.depth_m == 2.26);
  CHECK(pool.basin.water_temperature_degc == 28.0);
  CHECK(read_with("pools.csv", "pool_id,building_id,water_temperature_degc\nS1,A,280\n").stops_only_with("TV-1204"));
}

TEST_CASE("Bookings are read in clock time") {
  const PortfolioReading r =
      read_with("bookinger.csv",
                "Booking;Bygning;Start;Slut;Aktivitet;Personer\n7;A;31-01-2025 18:00;31-01-2025 20:30;Gymnastik;20\n"
                "7;A;2025-07-01T22:00+02:00;2025-07-02 01:00;Fest;\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.bookings.size() == 2);
  CHECK(r.portfolio.bookings[0].start == "2025-01-31T18:00");
  CHECK(r.portfolio.bookings[0].end == "2025-01-31T20:30");
  CHECK(r.portfolio.bookings[0].persons == 20.0);
  CHECK(r.portfolio.bookings[1].start == "2025-07-01T22:00");
}

TEST_CASE("A booking without an end that follows its start stops") {
  const auto booking = [](const std::string& start, const std::string& end) {
    return read_with("bookings.csv", "building_id,start,end\nA," + start + "," + end + "\n");
  };
  CHECK(booking("2025-01-31T18:00", "2025-01-31T17:00").stops_only_with("TV-1226"));
  CHECK(booking("2025-01-31T18:00", "2025-01-31T18:00").stops_only_with("TV-1226"));
  CHECK(booking("2025-01-31T18:00", "").stops_only_with("TV-1205"));
  CHECK(booking("2025-01-31", "2025-01-31T18:00").stops_only_with("TV-1218"));
  CHECK(booking("2025-01-31T17:00Z", "2025-01-31T18:00").stops_only_with("TV-1226"));
  CHECK(booking("1/31/2025 18:00", "2025-01-31T20:00").stops_only_with("TV-1218"));
  CHECK(read_with("bookings.csv", "building_id,start,end\n,2025-01-31T18:00,2025-01-31T19:00\n").stops_only_with("TV-1228"));
  const PortfolioReading serial = booking("45688.75", "2025-01-31T20:00");
  CHECK(serial.first("TV-1218").hint.find("number of a day") != std::string::npos);
}

TEST_CASE("Costs are read by kind") {
  const PortfolioReading r = read_with("udgifter.csv",
                                       "Bygning;År;Udgiftstype;Beløb\nA;2024;Fjernvarme;1.234.567,50\nA;2024;El;200000\n"
                                       "A;2024;Snerydning;5000\nA;2024;Varme;-300\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.costs.size() == 4);
  CHECK(r.portfolio.costs[0].kind == "heat");
  CHECK(r.portfolio.costs[0].amount_dkk == 1234567.5);
  CHECK(r.portfolio.costs[0].year == 2024.0);
  CHECK(r.portfolio.costs[1].kind == "electricity");
  CHECK(r.portfolio.costs[2].kind == "other");
  CHECK(r.first("TV-1216").severity == Severity::warns);
  CHECK(r.first("TV-1216").message == "kind \"Snerydning\" is not known and is read as other in 1 row (line 4)");
  CHECK(read_with("costs.csv", "building_id,year,kind,amount_dkk\nA,2024,heat,\n").stops_only_with("TV-1205"));
  CHECK(read_with("costs.csv", "building_id,year,kind,amount_dkk\n,2024,heat,3\n").stops_only_with("TV-1228"));
}

TEST_CASE("Leases have their dates and term of notice") {
  const PortfolioReading r =
      read_with("leases.csv",
                "lease_id;property_id;startdato;udløb;opsigelsesvarsel;area_m2;vacant_m2\nL1;P1;1.7.2015;2027-06-30;6;100;20\n"
                "L2;P1;2015-07-01 00:00:00;;12;100;120\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.leases.size() == 2);
  CHECK(r.portfolio.leases[0].start == "2015-07-01");
  CHECK(r.portfolio.leases[0].end == "2027-06-30");
  CHECK(r.portfolio.leases[0].notice_months == 6.0);
  CHECK(r.portfolio.leases[1].start == "2015-07-01");
  CHECK(r.portfolio.leases[1].end.empty());
  CHECK(r.first("TV-1227").severity == Severity::warns);
  CHECK(r.first("TV-1227").id == "L2");
  CHECK(read_with("leases.csv", "lease_id;property_id;start;end\nL1;P1;2020-01-01;2019-01-01\n").stops_only_with("TV-1226"));
  CHECK(read_with("leases.csv", "lease_id;property_id;start\nL1;P1;snart\n").stops_only_with("TV-1218"));
}

TEST_CASE("Bookings of rooms and pools that are not there are told") {
  const PortfolioReading r({{"buildings.csv", kBuildings},
                            {"rooms.csv", "room_id,building_id,area_m2\nR1,A,20\n"},
                            {"pools.csv", "pool_id,building_id\nS1,A\n"},
                            {"bookings.csv",
                             "room_id,pool_id,start,end\nR1,,2025-01-01 10:00,2025-01-01 11:00\n"
                             "R9,,2025-01-01 10:00,2025-01-01 11:00\n,S9,2025-01-01 10:00,2025-01-01 11:00\n"}});
  CHECK_FALSE(r.findings.stops());
  const std::vector<core::Finding> told = r.all("TV-1209");
  REQUIRE(told.size() == 2);
  CHECK(told[0].message == "room \"R9\" is not in the rooms table (1 row)");
  CHECK(told[1].message == "pool \"S9\" is not in the pools table (1 row)");
}

TEST_CASE("A booking with an offset from UTC is brought to the Danish clock and told") {
  const PortfolioReading r = read_with("bookings.csv",
                                       "booking_id,building_id,start,end\n1,A,2025-07-01T18:00+01:00,2025-07-01T20:00+02:00\n"
                                       "2,A,2025-12-31T22:30Z,2025-12-31T23:30Z\n");
  CHECK_FALSE(r.findings.stops());
  REQUIRE(r.portfolio.bookings.size() == 2);
  CHECK(r.portfolio.bookings[0].start == "2025-07-01T19:00");
  CHECK(r.portfolio.bookings[0].end == "2025-07-01T20:00");
  CHECK(r.portfolio.bookings[1].start == "2025-12-31T23:30");
  CHECK(r.portfolio.bookings[1].end == "2026-01-01T00:30");
  CHECK(r.first("TV-1116").severity == Severity::info);
  CHECK(r.count("TV-1116") == 2);
}

TEST_CASE("The day of a lease is the Danish one where its time has an offset") {
  const auto start = [](const std::string& text) {
    const PortfolioReading r = read_with("leases.csv", "lease_id,property_id,start\nL1,P1," + text + "\n");
    REQUIRE(r.portfolio.leases.size() == 1);
    return r.portfolio.leases[0].start;
  };
  CHECK(start("2024-12-31T23:00:00Z") == "2025-01-01");
  CHECK(start("2024-06-30T22:00:00.000Z") == "2024-07-01");
  CHECK(start("2024-06-30T21:59:59Z") == "2024-06-30");
  CHECK(start("1990-05-31T22:00:00Z") == "1990-06-01");
  CHECK(start("1990-09-30T22:00:00Z") == "1990-09-30");
  CHECK(start("1975-05-31T22:00:00Z") == "1975-05-31");
  CHECK(start("9999-12-31T23:59:59Z") == "9999-12-31");
}

TEST_CASE("A use that fits only in part is told in leases and rooms too") {
  const PortfolioReading leases = read_with("leases.csv", "lease_id,property_id,use\nL1,P1,322\n");
  CHECK(leases.first("TV-1208").table == "leases");
  const PortfolioReading rooms = read_with("rooms.csv", "room_id,building_id,area_m2,use\nR1,A,20,322\n");
  CHECK(rooms.first("TV-1208").table == "rooms");
}

TEST_CASE("A missing column is told once and not in every row") {
  const PortfolioReading r = read_with("rooms.csv", "room_id,building_id\nR1,A\nR2,A\n");
  CHECK(r.stops_only_with("TV-1102"));
}

TEST_CASE("Room ids with blanks are whole in the list of neighbours") {
  const auto neighbours = [](const std::string& text) {
    const PortfolioReading r = read_with("rooms.csv",
                                         "room_id;building_id;area_m2;adjacent_to\nLokale 12;A;20;\nLokale 13;A;20;\n"
                                         "R3;A;20;\nR4;A;20;\nR5;A;20;\"" +
                                             text + "\"\n");
    REQUIRE(r.portfolio.rooms.size() == 5);
    return r.portfolio.rooms[4].adjacent_to;
  };
  CHECK(neighbours("Lokale 12") == std::vector<std::string>{"Lokale 12"});
  CHECK(neighbours("Lokale 12 | Lokale 13") == std::vector<std::string>{"Lokale 12", "Lokale 13"});
  CHECK(neighbours("Lokale 12; R3") == std::vector<std::string>{"Lokale 12", "R3"});
  CHECK(neighbours("Lokale 12, Lokale 13") == std::vector<std::string>{"Lokale 12", "Lokale 13"});
  CHECK(neighbours("R3 R4") == std::vector<std::string>{"R3", "R4"});
  CHECK(neighbours("R3, R4") == std::vector<std::string>{"R3", "R4"});
}

TEST_CASE("An id that is not there names all rows of the table that refer to it") {
  const PortfolioReading r({{"buildings.csv", kBuildings},
                            {"rooms.csv", "room_id,building_id,area_m2\nR1,Z,20\nR2,Z,20\n"},
                            {"pools.csv", "pool_id,building_id\nS1,Z\n"}});
  const std::vector<core::Finding> told = r.all("TV-1209");
  REQUIRE(told.size() == 2);
  CHECK(told[0].table == "rooms");
  CHECK(told[0].rows == std::vector<std::string>{"R1", "R2"});
  CHECK(told[1].table == "pools");
  CHECK(told[1].id == "S1");
}

TEST_CASE("The links table is read and applied although another row stops") {
  const PortfolioReading r(
      {{"buildings.csv", "building_id;use;year;area_m2;property_id\nA;school;1950;1000;\nB;school;1950;many;\n"},
       {"properties.csv", "property_id,name\nP1,Skolen\n"},
       {"links.csv",
        "from_table,from_id,to_table,to_id,state,decision\nbuildings,A,properties,P1,suggested,yes\n"
        "buildings,B,properties,P1,suggested,yes\nbuildings,A,pools,P1,suggested,yes\n"}});
  CHECK(r.portfolio.buildings[0].building.property_id == "P1");
  CHECK(r.count("TV-1203") == 1);  // "many"
  std::size_t of_links = 0;
  for (const core::Finding& f : r.findings.list) {
    if (f.table == "links" && f.severity == Severity::stops) ++of_links;
    CHECK(f.message.find("\"B\" is not in its table") == std::string::npos);  // B waits
  }
  CHECK(of_links == 1);  // there are no links to pools
}
