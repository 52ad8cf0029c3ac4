// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/municipal_form.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "tests/support/money_results.hpp"

using namespace tvilling;
using scenarios::ControlArea;
using scenarios::MunicipalRow;
using scenarios::MunicipalTable;
using scenarios::PathwayYear;
using scenarios::thousand_dkk;

namespace {

const std::vector<int> kYears{2020, 2021, 2022, 2023, 2024, 2025};

/// All in 2020, as in BC10.
MunicipalRow in_2020(const std::string& label, double dkk) {
  return {label, ControlArea::service, {thousand_dkk(dkk), 0, 0, 0, 0, 0}};
}

PathwayYear year_of(int year, double investment, double bill, double maintenance, double renewal = 0.0) {
  PathwayYear row;
  row.year = year;
  row.scenario = "roofs";
  row.investment_dkk = investment;
  row.renewal_dkk = renewal;
  row.change_bill_dkk = bill;
  row.change_maintenance_dkk = maintenance;
  return row;
}

}  // namespace

TEST_CASE("Table 1.1 of BC10 comes out in the municipal form") {
  const MunicipalTable table{"1.1",
                             "Forslagets samlede økonomiske konsekvenser",
                             scenarios::price_level_name(2021),
                             kYears,
                             {in_2020("Etablering af datagrundlag og processer", 518000.0), in_2020("Systemopsætning", 750000.0),
                              in_2020("Projektledelse", 174000.0)},
                             {{"Samlede implementeringsomkostninger", ControlArea::service}}};
  CHECK(to_text(table) ==
        "Tabel 1.1. Forslagets samlede økonomiske konsekvenser\n"
        "1.000 kr., 2021 p/l                      Styringsområde   2020  2021  2022  2023  2024  2025\n"
        "Etablering af datagrundlag og processer  Service           518     -     -     -     -     -\n"
        "Systemopsætning                          Service           750     -     -     -     -     -\n"
        "Projektledelse                           Service           174     -     -     -     -     -\n"
        "Samlede implementeringsomkostninger      Service         1.442     -     -     -     -     -\n");
}

TEST_CASE("Table 1 of BC10 comes out in the municipal form") {
  const MunicipalTable table{"1",
                             "Serviceinvesteringer i forslaget",
                             "2021 p/l",
                             kYears,
                             {in_2020("Etablering af datagrundlag", 211000.0), in_2020("Systemopsætning", 750000.0),
                              in_2020("Implementering af processer", 307000.0), in_2020("Projektledelse", 174000.0)},
                             {{"Investeringer totalt, service", ControlArea::service}}};
  CHECK(to_text(table) ==
        "Tabel 1. Serviceinvesteringer i forslaget\n"
        "1.000 kr., 2021 p/l            Styringsområde   2020  2021  2022  2023  2024  2025\n"
        "Etablering af datagrundlag     Service           211     -     -     -     -     -\n"
        "Systemopsætning                Service           750     -     -     -     -     -\n"
        "Implementering af processer    Service           307     -     -     -     -     -\n"
        "Projektledelse                 Service           174     -     -     -     -     -\n"
        "Investeringer totalt, service  Service         1.442     -     -     -     -     -\n");
}

TEST_CASE("Table 2 of BC10 names the classes of outlay and lasting saving") {
  CHECK(to_text(scenarios::criteria_table(8e6, 3e6)) ==
        "Tabel 2. Kriterier til prioritering\n"
        "Udgift                                5-15 mio. kr.\n"
        "Potentiale for varig effektivisering  2-5 mio. kr. (service)\n");
  CHECK(scenarios::criteria_table(4.9e6, 1.9e6).rows[0][1] == "under 5 mio. kr.");
  CHECK(scenarios::criteria_table(5e6, 5.1e6).rows[1][1] == "over 5 mio. kr. (service)");
  CHECK(scenarios::criteria_table(15.1e6, -1.0).rows[0][1] == "over 15 mio. kr.");
}

TEST_CASE("A sum is that of what is shown") {
  const MunicipalTable table{"1",
                             "Prøve",
                             "2025 p/l",
                             {2025},
                             {{"a", ControlArea::service, {thousand_dkk(1400.0)}},
                              {"b", ControlArea::service, {thousand_dkk(1400.0)}},
                              {"c", ControlArea::construction, {thousand_dkk(-2500.0)}}},
                             {}};
  CHECK(amounts_of(table, {"", ControlArea::service}) == std::vector<std::int64_t>{2});
  CHECK(amounts_of(table, {"", ControlArea::construction}) == std::vector<std::int64_t>{-3});
  CHECK(amounts_of(table, {"", std::nullopt}) == std::vector<std::int64_t>{-1});
}

TEST_CASE("Amounts in thousands have points and a sign before savings") {
  const MunicipalTable table{"1", "Prøve", "2025 p/l", {2025, 2026}, {{"Åre", ControlArea::construction, {-1234567, 1000000}}},
                             {}};
  CHECK(to_text(table) ==
        "Tabel 1. Prøve\n"
        "1.000 kr., 2025 p/l  Styringsområde        2025       2026\n"
        "Åre                  Anlæg           -1.234.567  1.000.000\n");
}

TEST_CASE("A pathway gives investments in anlæg and savings in service with a minus") {
  const std::vector<PathwayYear> years{year_of(2025, 0.0, 0.0, 0.0), year_of(2026, 5e6, -400000.0, 20000.0),
                                       year_of(2027, 0.0, -410000.0, 20000.0), year_of(2028, 0.0, -420000.0, 20000.0)};
  const MunicipalTable table = scenarios::consequences_table(years, 2025, 3);
  CHECK(to_text(table) ==
        "Tabel 1.1. Forslagets samlede økonomiske konsekvenser\n"
        "1.000 kr., 2025 p/l                  Styringsområde  2025   2026  2027\n"
        "Investering i energirenovering       Anlæg              -  5.000     -\n"
        "Ændret udgift til varme, el og vand  Service            -   -400  -410\n"
        "Ændret vedligehold                   Service            -     20    20\n"
        "Anlæg i alt                          Anlæg              -  5.000     -\n"
        "Service i alt                        Service            -   -380  -390\n"
        "Samlede økonomiske konsekvenser      I alt              -  4.620  -390\n"
        "Ikke vist: 2028.\n");
}

TEST_CASE("A table begins at the first step and has all steps in it") {
  std::vector<PathwayYear> years;
  for (int year = 2025; year < 2045; ++year) {
    years.push_back(year_of(year, year == 2028 || year == 2034 ? 1e6 : 0.0, -1000.0, 0.0));
    years.back().scenario = year < 2028 ? "baseline" : year < 2034 ? "roofs" : "windows";
  }
  const MunicipalTable table = scenarios::consequences_table(years, 2025);
  CHECK(table.years == std::vector<int>{2028, 2029, 2030, 2031, 2032, 2033, 2034});
  CHECK(table.rows[0].thousand_dkk == std::vector<std::int64_t>{1000, 0, 0, 0, 0, 0, 1000});
  CHECK(table.note == "Ikke vist: 2025-2027 (før første trin). Ikke vist: 2035-2044.");
}

TEST_CASE("Steps far apart stand in a last column that adds up") {
  std::vector<PathwayYear> years;
  for (int year = 2025; year < 2045; ++year) {
    years.push_back(year_of(year, year == 2025 || year == 2036 ? 1e6 : 0.0, -1000.0, 0.0));
    years.back().scenario = year < 2036 ? "roofs" : "windows";
  }
  const MunicipalTable table = scenarios::consequences_table(years, 2025);
  CHECK(year_heads(table) == std::vector<std::string>{"2025", "2026", "2027", "2028", "2029", "2030", "2031", "2032-2044"});
  CHECK(table.rows[0].thousand_dkk == std::vector<std::int64_t>{1000, 0, 0, 0, 0, 0, 0, 1000});
  CHECK(table.rows[1].thousand_dkk.back() == -13);
  CHECK(table.note.empty());
  const MunicipalTable investments = scenarios::investment_table(years, 2025);
  REQUIRE(investments.rows.size() == 2);
  CHECK(investments.rows[1].label == "windows (2036)");
  CHECK(investments.rows[1].thousand_dkk.back() == 1000);
}

TEST_CASE("Investments of a pathway stand by step and renewals apart") {
  const std::vector<PathwayYear> years{year_of(2025, 1e6, 0.0, 0.0), year_of(2026, 0.0, 0.0, 0.0),
                                       year_of(2027, 700000.0, 0.0, 0.0, 200000.0)};
  const MunicipalTable table = scenarios::investment_table(years, 2025);
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0].label == "roofs (2025)");
  CHECK(table.rows[0].thousand_dkk == std::vector<std::int64_t>{1000, 0, 0});
  CHECK(table.rows[1].thousand_dkk == std::vector<std::int64_t>{0, 0, 500});
  CHECK(table.rows[2].label == "Genanskaffelser");
  CHECK(table.rows[2].thousand_dkk == std::vector<std::int64_t>{0, 0, 200});
  CHECK(amounts_of(table, table.sums[0]) == std::vector<std::int64_t>{1000, 0, 700});
}

TEST_CASE("Investments of a scenario stand by kind of measure") {
  tests::MoneyTown town;
  town.building("a", "P1");
  town.scenario("baseline", {{1000.0}});
  town.scenario("all", {{900.0}});
  scenarios::AppliedMeasure roof;
  roof.scenario = 1;
  roof.type = "insulate_roof";
  roof.investment_dkk = 211000.0;
  scenarios::AppliedMeasure windows = roof;
  windows.type = "replace_windows";
  windows.investment_dkk = 750000.0;
  town.results().measures = {roof, windows, roof};
  const MunicipalTable table = scenarios::investment_table(town.results(), "all", 2026, 2025, {{"insulate_roof", "Tage"}}, 2);
  CHECK(to_text(table) ==
        "Tabel 1. Anlægsinvesteringer i forslaget\n"
        "1.000 kr., 2025 p/l          Styringsområde   2026  2027\n"
        "Tage                         Anlæg             422     -\n"
        "replace_windows              Anlæg             750     -\n"
        "Investeringer totalt, anlæg  Anlæg           1.172     -\n");
  CHECK_THROWS_AS(scenarios::investment_table(town.results(), "alle", 2026, 2025), core::Error);
}

TEST_CASE("A pathway's classes are of all its outlay and its last year's saving") {
  const std::vector<PathwayYear> years{year_of(2025, 6e6, -1e6, 0.0), year_of(2026, 6e6, -2.5e6, 0.1e6)};
  const scenarios::MunicipalCriteria criteria = scenarios::criteria_table(years);
  CHECK(criteria.rows[0][1] == "5-15 mio. kr.");
  CHECK(criteria.rows[1][1] == "2-5 mio. kr. (service)");
}

TEST_CASE("Moving and rent stand under service and a sale under anlæg") {
  std::vector<PathwayYear> years{year_of(2025, 500000.0, -400000.0, 20000.0), year_of(2026, 0.0, -400000.0, 20000.0)};
  years[0].premises_once_dkk = 3300000.0;
  years[0].premises_sale_dkk = -2800000.0 - 1000000.0;
  years[0].investment_dkk += 3300000.0 - 3800000.0;
  for (PathwayYear& year : years) year.change_rent_dkk = -2400000.0;
  CHECK(to_text(scenarios::consequences_table(years, 2025, 2)) ==
        "Tabel 1.1. Forslagets samlede økonomiske konsekvenser\n"
        "1.000 kr., 2025 p/l                  Styringsområde    2025    2026\n"
        "Investering i energirenovering       Anlæg              500       -\n"
        "Salg af ejendomme                    Anlæg           -3.800       -\n"
        "Flytning og istandsættelse           Service          3.300       -\n"
        "Ændret husleje til tredjemand        Service         -2.400  -2.400\n"
        "Ændret udgift til varme, el og vand  Service           -400    -400\n"
        "Ændret vedligehold                   Service             20      20\n"
        "Anlæg i alt                          Anlæg           -3.300       -\n"
        "Service i alt                        Service            520  -2.780\n"
        "Samlede økonomiske konsekvenser      I alt           -2.780  -2.780\n");
  CHECK(to_text(scenarios::investment_table(years, 2025, 2)) ==
        "Tabel 1. Anlægsinvesteringer i forslaget\n"
        "1.000 kr., 2025 p/l          Styringsområde    2025  2026\n"
        "roofs (2025)                 Anlæg              500     -\n"
        "Salg af ejendomme            Anlæg           -3.800     -\n"
        "Investeringer totalt, anlæg  Anlæg           -3.300     -\n"
        "Flytning og istandsættelse (service) er ikke med.\n");
  CHECK(scenarios::criteria_table(years).rows[1][1] == "2-5 mio. kr. (service)");
}

TEST_CASE("Moves are no construction in the table of a scenario") {
  tests::MoneyTown town;
  town.building("a", "P1");
  town.scenario("baseline", {{1000.0}});
  town.scenario("left", {{900.0}});
  scenarios::AppliedMeasure move;
  move.scenario = 1;
  move.type = "move";
  move.investment_dkk = 900000.0;
  scenarios::AppliedMeasure sale = move;
  sale.type = "sell";
  sale.investment_dkk = -5e6;
  town.results().measures = {move, sale};
  const MunicipalTable table = scenarios::investment_table(town.results(), "left", 2026, 2025, {}, 1);
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0].label == "sell");
  CHECK(table.note == "Flytning og istandsættelse (service) er ikke med.");
}
