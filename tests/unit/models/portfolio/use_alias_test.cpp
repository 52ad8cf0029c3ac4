// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/use_alias.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/fold.hpp"

namespace models = tvilling::models;
using models::PortfolioTable;
using models::Use;

TEST_CASE("Every use is known by its own name") {
  for (std::size_t i = 0; i < models::kUseNames.size(); ++i) {
    CHECK(models::parse_use(models::kUseNames[i]) == static_cast<Use>(i));
  }
}

TEST_CASE("BBR codes give the use that the register means") {
  CHECK(models::parse_use("421") == Use::school);
  CHECK(models::parse_use("441") == Use::daycare);
  CHECK(models::parse_use("532") == Use::swimming_hall);
  CHECK(models::parse_use("533") == Use::sports_hall);
  CHECK(models::parse_use("323") == Use::workshop_storage);
  CHECK(models::parse_use("413") == Use::culture);
  CHECK(models::parse_use("412") == Use::culture);
  CHECK(models::parse_use("531") == Use::clubhouse);
  CHECK(models::parse_use("910") == Use::small_building);
  CHECK(models::parse_use("535") != Use::sports_hall);
  CHECK(models::parse_use(" 421.0 ") == Use::school);
  CHECK(models::parse_use("421 Grundskole") == Use::school);
  CHECK(models::parse_use("321 - Bygning til kontor") == Use::office);
}

TEST_CASE("Codes that BBR phases out give the use of their successors and say so") {
  CHECK(models::parse_use("320") == Use::office);
  CHECK(models::parse_use("420") == Use::school);
  CHECK(models::parse_use("440") == Use::daycare);
  CHECK(models::parse_use("410") == Use::culture);
  CHECK(models::match_use("420")->approximate);
  CHECK_FALSE(models::match_use("421")->approximate);
}

TEST_CASE("Code 160 is residential care unless a word says nursing home") {
  CHECK(models::parse_use("160") == Use::residential_care);
  CHECK(models::parse_use("160 Plejehjem") == Use::nursing_home);
  CHECK(models::parse_use("plejecenter") == Use::nursing_home);
  CHECK(models::parse_use("Bo-/opholdssted") == Use::residential_care);
}

TEST_CASE("Danish words are understood in every spelling") {
  CHECK(models::parse_use("Svømmehal") == Use::swimming_hall);
  CHECK(models::parse_use("SVØMMEHAL") == Use::swimming_hall);
  CHECK(models::parse_use("svoemmehal") == Use::swimming_hall);
  CHECK(models::parse_use("Bygning til kontor") == Use::office);
  CHECK(models::parse_use("klub") == Use::club);
  CHECK(models::parse_use("klubhus") == Use::clubhouse);
}

TEST_CASE("Codes for not known are missing and not unknown") {
  for (const char* text : {"", "0", "999", "000", "0.0", "ukendt", "-", "NA"}) {
    INFO(text);
    CHECK(models::is_missing_use(text));
    CHECK_FALSE(models::parse_use(text).has_value());
  }
  CHECK_FALSE(models::is_missing_use("421"));
  CHECK_FALSE(models::is_missing_use("skole"));
}

TEST_CASE("An unknown use gets the nearest name") {
  CHECK_FALSE(models::parse_use("scool").has_value());
  CHECK(models::suggest_use("scool").find("\"school\"") != std::string::npos);
  CHECK(models::suggest_use("svømehal").find("swimming_hall") != std::string::npos);
  CHECK(models::suggest_use("121").find("\"321\" (office)") != std::string::npos);
  CHECK(models::suggest_use("rumskib").find("Known uses: office, school") != std::string::npos);
}

TEST_CASE("BBR fields and Danish words name the same columns in both spellings") {
  const auto column = [](const char* header) { return models::find_column(PortfolioTable::buildings, header); };
  CHECK(column("byg026Opførelsesår") == "year");
  CHECK(column("byg026Opfoerelsesaar") == "year");
  CHECK(column("BYG026OPFØRELSESÅR") == "year");
  CHECK(column("byg038samletbygningsareal") == "area_m2");
  CHECK(column("Etageareal") == "area_m2");
  CHECK(column("Areal (m²)") == "area_m2");
  CHECK(column("id_lokalId") == "building_id");
  CHECK(column("Bygning id") == "building_id");
  CHECK(column("byg070Fredning") == "listed");
  CHECK(column("wall_u_value_w_m2k") == "wall_u_value_w_m2k");
  CHECK(column("colour").empty());
  CHECK(models::find_column(PortfolioTable::properties, "Ejendomsværdi") == "value_dkk");
  CHECK(models::table_of_name("Lejemål") == models::PortfolioTable::leases);
  CHECK(models::table_of_name("lejemaal") == models::PortfolioTable::leases);
}

TEST_CASE("Every column of every table is found by its name and by all its aliases") {
  for (std::size_t i = 0; i < models::kPortfolioTableNames.size(); ++i) {
    const auto table = static_cast<PortfolioTable>(i);
    REQUIRE_FALSE(models::table_columns(table).empty());
    for (const models::TableColumn& column : models::table_columns(table)) {
      INFO(models::to_string(table) << " " << column.column);
      CHECK(models::find_column(table, column.column) == column.column);
      CHECK_FALSE(column.meaning.empty());
      for (const std::string& alias : column.aliases) {
        INFO(alias);
        CHECK(models::find_column(table, alias) == column.column);
      }
    }
  }
}

TEST_CASE("Bare BBR codes and the fields of a BBR unit are columns") {
  CHECK(models::find_column(PortfolioTable::buildings, "byg026") == "year");
  CHECK(models::find_column(PortfolioTable::buildings, "BYG038") == "area_m2");
  CHECK(models::find_column(PortfolioTable::buildings, "status") == "status");
  CHECK(models::find_column(PortfolioTable::leases, "enh020EnhedensAnvendelse") == "use");
  CHECK(models::find_column(PortfolioTable::leases, "enh026") == "area_m2");
}

TEST_CASE("Every number of a building has a column that says where it comes from") {
  for (const models::BuildingColumn& column : models::building_columns()) {
    const std::string origin = std::string(column.variable.name) + "_origin";
    CHECK(models::find_column(PortfolioTable::buildings, origin) == origin);
  }
  CHECK(models::find_column(PortfolioTable::buildings, "Areal oprindelse") == "area_m2_origin");
  CHECK(models::find_column(PortfolioTable::buildings, "name_origin").empty());
}

TEST_CASE("Danish file names stand for all tables") {
  const std::pair<const char*, PortfolioTable> names[] = {{"Bygninger", PortfolioTable::buildings},
                                                          {"ejendomme", PortfolioTable::properties},
                                                          {"Lejemål", PortfolioTable::leases},
                                                          {"enheder", PortfolioTable::units},
                                                          {"organisation", PortfolioTable::units},
                                                          {"lokaler", PortfolioTable::rooms},
                                                          {"rum", PortfolioTable::rooms},
                                                          {"bassiner", PortfolioTable::pools},
                                                          {"bookinger", PortfolioTable::bookings},
                                                          {"omkostninger", PortfolioTable::costs},
                                                          {"udgifter", PortfolioTable::costs},
                                                          {"målere", PortfolioTable::meters},
                                                          {"målerandele", PortfolioTable::meter_shares},
                                                          {"målinger", PortfolioTable::readings},
                                                          {"Aflaesninger", PortfolioTable::readings},
                                                          {"vejr", PortfolioTable::weather},
                                                          {"graddage", PortfolioTable::degree_days},
                                                          {"koblinger", PortfolioTable::links}};
  for (const auto& [name, table] : names) {
    INFO(name);
    CHECK(models::table_of_name(name) == table);
  }
  CHECK_FALSE(models::table_of_name("udtraek").has_value());
}
