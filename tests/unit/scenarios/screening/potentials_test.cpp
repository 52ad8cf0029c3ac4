// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/screen_town.hpp"

using namespace tvilling;
using scenarios::Light;
using scenarios::Potential;
using scenarios::PotentialSum;
using scenarios::Screened;
using scenarios::ScreenedPlace;
using scenarios::Screening;
using tests::ScreenTown;

namespace {

const PotentialSum& sum_of(const Screening& screening, Potential potential) {
  return screening.potentials[static_cast<std::size_t>(potential)];
}

/// Given: 29 m2 and 1,300 DKK/m2, as BC10 has them.
ScreenTown given_town() {
  ScreenTown town;
  town.settings.reference = scenarios::ScreeningReference::given;
  town.settings.reference_m2_per_employee = 29.0;
  town.settings.reference_rent_dkk_m2 = 1300.0;
  return town;
}

}  // namespace

TEST_CASE("Half empty at the ordinary rent saves the rent of the surplus area") {
  ScreenTown town = given_town();
  town.add("20", 5800.0, 100.0, 1300.0);
  const Screening screening = town.screened();
  const ScreenedPlace& place = ScreenTown::place(screening.properties, "P20");
  CHECK(place.potential == Potential::low_occupancy);
  CHECK(place.saving_dkk_year == (5800.0 - 29.0 * 100.0) * 1300.0);
  CHECK(place.saving_low_dkk_year == 0.5 * place.saving_dkk_year);
  CHECK(sum_of(screening, Potential::low_occupancy).properties == std::vector<std::size_t>{10});
  CHECK(sum_of(screening, Potential::low_occupancy).saving_dkk_year == place.saving_dkk_year);
  CHECK(sum_of(screening, Potential::low_occupancy).third_party_dkk_year == place.saving_dkk_year);
  CHECK(sum_of(screening, Potential::high_rent).properties.empty());
}

TEST_CASE("Twice the rent saves the difference on the whole area") {
  ScreenTown town = given_town();
  town.add("20", 3700.0, 130.0, 2600.0, "owned");
  const Screening screening = town.screened();
  const ScreenedPlace& place = ScreenTown::place(screening.properties, "P20");
  CHECK(place.potential == Potential::high_rent);
  CHECK(place.saving_dkk_year == 1300.0 * 3700.0);
  CHECK(sum_of(screening, Potential::high_rent).third_party_dkk_year == 0.0);  // the rent of one's own house is internal
}

TEST_CASE("Of a property that is rented in part the rented area counts as rent that leaves the municipality") {
  ScreenTown town = given_town();
  town.add("20", 3700.0, 130.0, 2600.0);
  models::Lease own = town.lease("L20");
  own.lease_id = "L20b";
  own.tenure = "owned";
  own.area_m2 = 370.0;
  town.lease("L20").area_m2 = 3330.0;
  town.portfolio.leases.push_back(own);
  const Screening screening = town.screened();
  CHECK(ScreenTown::place(screening.properties, "P20").tenure == "mixed");
  CHECK(sum_of(screening, Potential::high_rent).saving_dkk_year == Approx(1300.0 * 3700.0));
  CHECK(sum_of(screening, Potential::high_rent).third_party_dkk_year == Approx(1300.0 * 3330.0));
}

TEST_CASE("A property that is both counts once, where it saves more or where the settings say") {
  ScreenTown town = given_town();
  town.add("20", 4500.0, 100.0, 2600.0);
  const double occupancy = (4500.0 - 2900.0) * 2600.0;
  const double rent = 1300.0 * 4500.0;
  REQUIRE(rent > occupancy);
  for (const auto guard : {scenarios::OverlapGuard::larger, scenarios::OverlapGuard::occupancy_first}) {
    town.settings.overlap = guard;
    const Screening screening = town.screened();
    const ScreenedPlace& place = ScreenTown::place(screening.properties, "P20");
    const bool larger = guard == scenarios::OverlapGuard::larger;
    CHECK(place.potential == (larger ? Potential::high_rent : Potential::low_occupancy));
    CHECK(place.saving_dkk_year == (larger ? rent : occupancy));
    CHECK(place.occupancy_saving_dkk_year == occupancy);
    CHECK(place.rent_saving_dkk_year == rent);
    CHECK(sum_of(screening, Potential::low_occupancy).properties.size() +
              sum_of(screening, Potential::high_rent).properties.size() ==
          1);
  }
}

TEST_CASE("Yellow is no potential") {
  ScreenTown town = given_town();
  town.add("20", 3900.0, 100.0, 1700.0);  // 39 m2 of 29, 1,700 DKK of 1,300
  const Screening screening = town.screened();
  const ScreenedPlace& place = ScreenTown::place(screening.properties, "P20");
  CHECK(place[Screened::area_per_employee].light == Light::yellow);
  CHECK(place[Screened::rent].light == Light::yellow);
  CHECK(place.potential == Potential::none);
  CHECK(place.saving_dkk_year == 0.0);
}

TEST_CASE("A given reference is for the uses it is given for") {
  ScreenTown town = given_town();
  for (int i = 20; i < 30; ++i) town.add(std::to_string(i), 2000.0, 20.0, 3000.0, "owned", models::Use::school);
  const Screening screening = town.screened();
  CHECK(ScreenTown::place(screening.properties, "P20")[Screened::rent].reference == 3000.0);
  CHECK(ScreenTown::place(screening.properties, "P01")[Screened::rent].reference == 1300.0);
  CHECK(ScreenTown::place(screening.properties, "P01")[Screened::rent].peers == 0);
}

TEST_CASE("The smallest change takes a property off the red list, and nothing less does") {
  ScreenTown town = given_town();
  town.add("20", 5800.0, 100.0, 2600.0);
  const ScreenedPlace red = ScreenTown::place(town.screened().properties, "P20");
  REQUIRE(red.is_red());
  CHECK(red.fewer_m2 == Approx(5800.0 - 29.0 * 1.35 * 100.0));
  CHECK(red.more_employees == std::ceil(5800.0 / (29.0 * 1.35) - 100.0));
  CHECK(red[Screened::rent].change_to_yellow == Approx(1300.0 * 1.35 - 2600.0));
  const auto changed = [&](double area_m2, double employees, double rent) {
    ScreenTown other = given_town();
    other.add("20", area_m2, employees, rent);
    const ScreenedPlace place = ScreenTown::place(other.screened().properties, "P20");
    return std::pair(place[Screened::area_per_employee].light, place[Screened::rent].light);
  };
  const double rent = 2600.0 + red[Screened::rent].change_to_yellow;
  CHECK(changed(5800.0 - red.fewer_m2 - 1e-6, 100.0, rent - 1e-6) == std::pair(Light::yellow, Light::yellow));
  CHECK(changed(5800.0 - red.fewer_m2 + 1e-6, 100.0, rent + 1e-6) == std::pair(Light::red, Light::red));
  CHECK(changed(5800.0, 100.0 + red.more_employees, rent).first == Light::yellow);
  CHECK(changed(5800.0, 100.0 + red.more_employees - 1.0, rent).first == Light::red);
}

TEST_CASE("Where no unit may move the potential stands and is marked") {
  ScreenTown town = given_town();
  town.add("20", 5800.0, 100.0, 1300.0);
  CHECK_FALSE(ScreenTown::place(town.screened().properties, "P20").all_locked);
  for (const auto kind : {models::LockKind::unit, models::LockKind::lease, models::LockKind::building}) {
    constexpr std::array kIds{"U20", "L20", "B20"};
    town.locks = {{kind, kIds[static_cast<std::size_t>(kind)], "counter", "KEID", "2026-03-01", {}}};
    const Screening screening = town.screened();
    CHECK(ScreenTown::place(screening.properties, "P20").all_locked);
    CHECK(sum_of(screening, Potential::low_occupancy).locked_dkk_year ==
          sum_of(screening, Potential::low_occupancy).saving_dkk_year);
  }
  town.locks.clear();
  town.portfolio.units.back().movable = false;
  CHECK(ScreenTown::place(town.screened().properties, "P20").all_locked);
}

TEST_CASE("Room to spare at a rent that nobody knows is told, and in no sum") {
  ScreenTown town = given_town();
  town.add("20", 5800.0, 100.0, models::kMissing);
  const Screening screening = town.screened();
  CHECK(screening.properties[10].potential == Potential::none);
  CHECK(sum_of(screening, Potential::low_occupancy).saving_dkk_year == 0.0);
  CHECK(sum_of(screening, Potential::low_occupancy).unpriced == std::vector<std::size_t>{10});
}

TEST_CASE("The red list begins with the largest saving") {
  ScreenTown town = given_town();
  town.add("20", 5800.0, 100.0, 1300.0);
  town.add("21", 9000.0, 320.0, 2600.0);
  town.add("22", 2000.0, 75.0, 1300.0);
  town.years[12].heat_kwh *= 3.0;
  const Screening screening = town.screened();
  std::vector<std::string> ids;
  for (const std::size_t p : red_list(screening.properties)) ids.push_back(screening.properties[p].id);
  CHECK(ids == std::vector<std::string>{"P21", "P20", "P22"});
}

TEST_CASE("What is planted is looked for without the flag") {
  ScreenTown town = given_town();
  town.add("20", 5800.0, 100.0, 1300.0);
  town.add("21", 5800.0, 100.0, 1300.0);
  const Screening before = town.screened();
  CHECK(std::isnan(before.truth.recall()));
  town.lease("L20").planted = true;
  town.lease("L01").planted = true;
  const Screening screening = town.screened();
  CHECK(screening.truth.planted == 2);
  CHECK(screening.truth.recall() == 0.5);
  CHECK(screening.truth.precision() == 0.5);
  CHECK(screening.truth.missed == std::vector<std::size_t>{0});
  for (std::size_t p = 0; p < screening.properties.size(); ++p) {
    CHECK(screening.properties[p].saving_dkk_year == before.properties[p].saving_dkk_year);
  }
}
