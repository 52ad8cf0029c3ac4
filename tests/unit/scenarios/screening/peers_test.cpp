// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/screen_town.hpp"

using namespace tvilling;
using scenarios::Light;
using scenarios::Screened;
using scenarios::Screening;
using scenarios::Unjudged;
using tests::ScreenTown;

namespace {

std::string group_of(const Screening& screening, std::size_t property, Screened figure) {
  return screening.groups[screening.properties[property][figure].group].name;
}

}  // namespace

TEST_CASE("The reference is the median of the others") {
  ScreenTown town(9);
  for (std::size_t i = 0; i < 9; ++i) town.portfolio.leases[i].rent_dkk_m2 = 1000.0 + 100.0 * static_cast<double>(i);
  const Screening screening = town.screened();
  // Of eight others: the mean of the two in the middle.
  CHECK(screening.properties[0][Screened::rent].reference == Approx(1450.0));
  CHECK(screening.properties[4][Screened::rent].reference == Approx(1400.0));
  CHECK(screening.properties[8][Screened::rent].reference == Approx(1350.0));
  CHECK(screening.properties[0][Screened::rent].peers == 8);
  CHECK(screening.properties[8][Screened::rent].rank == 1);
}

TEST_CASE("With fewer than eight peers size is dropped, then tenure") {
  ScreenTown town(9);
  town.add("20", 5000.0, 200.0, 1000.0);          // alone in its size
  town.add("30", 2000.0, 80.0, 1000.0, "owned");  // alone in its tenure
  const Screening screening = town.screened();
  CHECK(group_of(screening, 0, Screened::rent) == "office, third_party, 1000-3000 m2");
  CHECK(group_of(screening, 9, Screened::rent) == "office, third_party");
  CHECK(group_of(screening, 10, Screened::rent) == "office");
  CHECK(screening.properties[10][Screened::rent].peers == 10);
}

TEST_CASE("Peers whose figure is not known do not count") {
  ScreenTown town(9);
  town.add("20", 5000.0, 200.0, 1000.0);
  town.lease("L02").rent_dkk_m2 = models::kMissing;
  const Screening screening = town.screened();
  CHECK(group_of(screening, 0, Screened::rent) == "office, third_party");
  CHECK(group_of(screening, 0, Screened::area_per_employee) == "office, third_party, 1000-3000 m2");
}

TEST_CASE("A place with two others of its use is not judged") {
  ScreenTown town;
  for (const char* id : {"20", "21", "22"}) town.add(id, 900.0, 30.0, 800.0, "owned", models::Use::daycare);
  const Screening screening = town.screened();
  const scenarios::ScreenedFigure& rent = ScreenTown::place(screening.properties, "P20")[Screened::rent];
  CHECK(rent.light == Light::grey);
  CHECK(rent.why == Unjudged::peers);
}

TEST_CASE("Lights change above 1.10 and 1.35, and at the inverse for the property value") {
  const scenarios::ScreeningSettings settings;
  const auto light = [&](Screened figure, double ratio) { return light_of(figure, ratio, settings); };
  CHECK(light(Screened::rent, 1.10) == Light::green);
  CHECK(light(Screened::rent, 1.1001) == Light::yellow);
  CHECK(light(Screened::rent, 1.35) == Light::yellow);
  CHECK(light(Screened::rent, 1.3501) == Light::red);
  CHECK(light(Screened::rent, 0.1) == Light::green);
  CHECK(light(Screened::property_value, 2.0) == Light::green);
  CHECK(light(Screened::property_value, 1.0 / 1.09) == Light::green);
  CHECK(light(Screened::property_value, 1.0 / 1.2) == Light::yellow);
  CHECK(light(Screened::property_value, 1.0 / 1.4) == Light::red);
  CHECK(light(Screened::heat, models::kMissing) == Light::grey);
}

TEST_CASE("Where nothing else is vacant a twentieth may be") {
  ScreenTown town;
  town.lease("L01").vacant_m2 = 0.05 * 2000.0;
  town.lease("L02").vacant_m2 = 0.10 * 2000.0;
  const Screening screening = town.screened();
  CHECK(screening.properties[0][Screened::vacancy].light == Light::green);
  CHECK(screening.properties[1][Screened::vacancy].light == Light::red);
  CHECK(screening.properties[1][Screened::vacancy].change_to_yellow == Approx(0.05 * 1.35 - 0.10));
}

TEST_CASE("A regrouped property is compared with its new group and leaves its old one") {
  ScreenTown town(9);
  for (int i = 20; i < 29; ++i) town.add(std::to_string(i), 2000.0, 80.0, 2000.0, "owned");
  town.lease("L01").rent_dkk_m2 = 2000.0;
  CHECK(town.screened().properties[0][Screened::rent].light == Light::red);
  town.settings.regroupings.push_back({false, "P01", "office, owned", "KEID", "2026-03-01", "it is run as one of our own", {}});
  const Screening screening = town.screened();
  CHECK(screening.properties[0].regrouped);
  CHECK(screening.properties[0][Screened::rent].light == Light::green);
  CHECK(screening.groups[screening.properties[0].group].name == "office, owned");
  CHECK(screening.properties[1][Screened::rent].peers == 17);  // seven rented ones are left: size and tenure are dropped
}

TEST_CASE("Who names a group is held against it, however few they are") {
  ScreenTown town(9);
  for (int i = 20; i < 24; ++i) town.add(std::to_string(i), 2000.0, 80.0, 2000.0, "owned");
  town.settings.regroupings.push_back({false, "P01", "office, owned", "KEID", "2026-03-01", "it is run as one of our own", {}});
  const Screening screening = town.screened();
  CHECK(screening.properties[0][Screened::rent].reference == 2000.0);
  CHECK(screening.properties[0][Screened::rent].peers == 4);
}

TEST_CASE("A regrouping of what is not there stops, with the nearest id") {
  ScreenTown town;
  town.settings.regroupings.push_back({false, "P1", "mine", "KEID", "2026-03-01", "a slip", {}});
  static_cast<void>(town.screened());
  REQUIRE(town.codes() == std::vector<std::string>{"TV-3455"});
  CHECK(town.findings.stops());
  CHECK(town.findings.list[0].hint == "Did you mean \"P01\"?");
}

TEST_CASE("A group of one's own with nobody else in it is told") {
  ScreenTown town;
  town.settings.regroupings.push_back({false, "P01", "mine", "KEID", "2026-03-01", "there is none like it", {}});
  const Screening screening = town.screened();
  CHECK(town.codes() == std::vector<std::string>{"TV-3461"});
  CHECK(screening.properties[0][Screened::rent].why == Unjudged::peers);
}
