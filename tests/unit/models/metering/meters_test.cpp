// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "models/metering/meter_units.hpp"
#include "models/metering/metering_codes.hpp"
#include "tests/support/metering_folder.hpp"

namespace core = tvilling::core;
namespace models = tvilling::models;
using core::Severity;
using models::Carrier;
using tvilling::tests::MeteringFolder;
using tvilling::tests::read_meters_of;
using tvilling::tests::ReadMeters;

namespace {

ReadMeters read(const std::string& meters, const std::string& shares = {}) {
  MeteringFolder folder;
  folder.put("meters", meters);
  if (!shares.empty()) folder.put("meter_shares", shares);
  return read_meters_of(folder);
}

const std::string kHeader = "meter_id,building_id,property_id,carrier,unit\n";

}  // namespace

TEST_CASE("A metered quantity is the same in every unit it can be written in") {
  CHECK(models::unit_factor("MWh", Carrier::heat, models::kMissing) == 1000.0);
  CHECK(*models::unit_factor("GJ", Carrier::heat, models::kMissing) == Approx(277.7778));
  CHECK(*models::unit_factor("Gcal", Carrier::heat, models::kMissing) == Approx(1163.0));
  CHECK(models::unit_factor("m\xC2\xB3", Carrier::water, models::kMissing) == 1.0);
  CHECK(*models::unit_factor("m3", Carrier::gas, 11.0) == Approx(11.0));
  CHECK_FALSE(models::unit_factor("m3", Carrier::heat, models::kMissing));
  CHECK_FALSE(models::unit_factor("kWh", Carrier::water, models::kMissing));
}

TEST_CASE("A meter without a unit stops and so does one with the unit 0 or an unknown one") {
  const std::string unit = GENERATE(std::string(), std::string("0"), std::string("BTU"), std::string("m3"));
  const ReadMeters result = read(kHeader + "M1,A,,heat," + unit + "\n");
  const auto found = result.found("TV-1501");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::stops);
  CHECK(found[0].pos.line == 2);
  CHECK(found[0].pos.column == 12);
  CHECK(found[0].id == "M1");
  CHECK(found[0].hint.find("kWh") != std::string::npos);
  CHECK(result.metering.meters.empty());
}

TEST_CASE("Gas in cubic metres needs a heating value") {
  CHECK(read(kHeader + "M1,A,,gas,m3\n").count("TV-1503") == 1);
  const ReadMeters given = read("meter_id,building_id,carrier,unit,kwh_per_unit\nM1,A,naturgas,m3,11.2\n");
  CHECK(given.count("TV-1503") == 0);
  REQUIRE(given.metering.meters.size() == 1);
  CHECK(given.metering.meters[0].factor == Approx(11.2));
}

TEST_CASE("Carriers have Danish and English words and an unknown one stops") {
  const ReadMeters result = read(kHeader + "1,A,,Fjernvarme,MWh\n2,A,,el,kWh\n3,A,,vand,m3\n4,A,,damp,kWh\n");
  REQUIRE(result.metering.meters.size() == 3);
  CHECK(result.metering.meters[0].carrier == Carrier::heat);
  CHECK(result.metering.meters[1].carrier == Carrier::electricity);
  CHECK(result.metering.meters[2].carrier == Carrier::water);
  const auto found = result.found("TV-1502");
  REQUIRE(found.size() == 1);
  CHECK(found[0].value == "damp");
}

TEST_CASE("A meter of a property with one building belongs to that building") {
  const ReadMeters result = read(kHeader + "M1,,P1,heat,MWh\n");
  REQUIRE(result.metering.shares.size() == 1);
  CHECK(result.metering.shares[0].building_id == "A");
  CHECK(result.metering.shares[0].share == 1.0);
  CHECK(result.count("TV-1506") == 1);
}

TEST_CASE("A meter of a property with two buildings is not used and shares by area are suggested") {
  const ReadMeters result = read(kHeader + "M1,,P2,heat,MWh\n");
  CHECK(result.metering.shares.empty());
  const auto found = result.found("TV-1505");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warns);
  CHECK(found[0].message.find("covers 2 buildings") != std::string::npos);
  CHECK(found[0].hint.find("M1,B,0.7500") != std::string::npos);
}

TEST_CASE("Shares that do not add up to 1 stop") {
  const ReadMeters short_of = read(kHeader + "M1,,P2,heat,MWh\n", "meter_id,building_id,share\nM1,B,0.7\nM1,C,0.2\n");
  const auto found = short_of.found("TV-1504");
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::stops);
  CHECK(found[0].message.find("0.9") != std::string::npos);
  const ReadMeters whole = read(kHeader + "M1,,P2,heat,MWh\n", "meter_id,building_id,share\nM1,B,0.7\nM1,C,0.3\n");
  CHECK(whole.count("TV-1504") == 0);
  REQUIRE(whole.metering.shares.size() == 2);
  CHECK(whole.metering.shares[1].share == 0.3);
}

TEST_CASE("A building named twice in the shares of a meter stops") {
  CHECK(read(kHeader + "M1,,P2,heat,MWh\n", "meter_id,building_id,share\nM1,B,0.5\nM1,B,0.5\n").count("TV-1504") == 1);
}

TEST_CASE("A meter of an unknown building and shares of an unknown meter are told") {
  const ReadMeters result = read(kHeader + "M1,X,,heat,MWh\n", "meter_id,building_id,share\nM9,A,1\n");
  CHECK(result.count("TV-1507") == 1);
  CHECK(result.count("TV-1509") == 1);
  CHECK(result.findings.count(Severity::stops) == 0);
}

TEST_CASE("Readings without a meters table are told and not used") {
  MeteringFolder folder;
  folder.put("readings", "meter_id,time,value\nM,2025,1\n");
  const ReadMeters result = read_meters_of(folder);
  CHECK(result.count("TV-1531") == 1);
  CHECK(result.metering.readings == 0);
}

TEST_CASE("Every metering code is there once and has a meaning") {
  std::set<std::string_view> codes;
  for (const core::FindingCode& code : models::metering_code::kAll) {
    CHECK(codes.insert(code.code).second);
    CHECK(code.meaning.size() > 10);
    CHECK(code.code.substr(0, 5) == "TV-15");
  }
}
