// SPDX-License-Identifier: MPL-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/screen_town.hpp"

using namespace tvilling;
using scenarios::Light;
using scenarios::Screened;
using scenarios::Screening;
using tests::ScreenTown;

namespace {

ScreenTown drawn_town() {
  ScreenTown town(20);
  for (std::size_t i = 0; i < 20; ++i) town.years[i].heat_kwh *= 1.0 + 0.02 * static_cast<double>(i);
  town.years[3].heat_kwh *= 5.0;
  town.settings.draws = 200;
  town.settings.worst = 3;
  return town;
}

}  // namespace

TEST_CASE("What is far above the others is red in every draw, what is far below in none") {
  ScreenTown town = drawn_town();
  const Screening screening = town.screened();
  CHECK(screening.properties[3][Screened::heat].red_fraction == 1.0);
  CHECK(screening.properties[3][Screened::heat].worst_fraction == 1.0);
  CHECK(screening.properties[0][Screened::heat].red_fraction == 0.0);
}

TEST_CASE("Just above the limit is red in about half of the draws") {
  ScreenTown town(20);
  town.settings.draws = 2000;
  town.settings.reference = scenarios::ScreeningReference::given;
  town.settings.reference_m2_per_employee = 29.0;
  town.settings.reference_rent_dkk_m2 = 1000.0;
  town.lease("L01").rent_dkk_m2 = 1350.0;
  const double red = town.screened().properties[0][Screened::rent].red_fraction;
  CHECK(red > 0.45);  // four standard deviations of 2,000 draws
  CHECK(red < 0.55);
}

TEST_CASE("The weaker the origin the less sure is a light") {
  ScreenTown town = drawn_town();
  town.years[5].heat_kwh = 150.0 * 2000.0;
  town.years[5].heat_origin = models::Origin::metered;
  const Screening metered = town.screened();
  town.years[5].heat_origin = models::Origin::archetype;
  const Screening simulated = town.screened();
  REQUIRE(metered.properties[5][Screened::heat].light == simulated.properties[5][Screened::heat].light);
  const auto doubt = [](const Screening& s) {
    const double red = s.properties[5][Screened::heat].red_fraction;
    return std::min(red, 1.0 - red);
  };
  CHECK(doubt(metered) < doubt(simulated));
}

TEST_CASE("As many places are among the worst in each draw as the settings say") {
  ScreenTown town = drawn_town();
  const Screening screening = town.screened();
  double sum = 0.0;
  for (const scenarios::ScreenedPlace& place : screening.properties) sum += place[Screened::heat].worst_fraction;
  CHECK(sum == Approx(3.0));
}

TEST_CASE("Draws depend neither on the order of the tables nor on the threads") {
  ScreenTown town = drawn_town();
  const Screening screening = town.screened();
  town.threads = 3;
  std::ranges::reverse(town.portfolio.leases);
  std::ranges::reverse(town.portfolio.units);
  std::ranges::reverse(town.portfolio.properties);
  const Screening again = town.screened();
  for (std::size_t p = 0; p < screening.properties.size(); ++p) {
    for (std::size_t f = 0; f < scenarios::kScreenedCount; ++f) {
      const scenarios::ScreenedFigure& a = screening.properties[p].figures[f];
      const scenarios::ScreenedFigure& b = again.properties[p].figures[f];
      CHECK(a.light == b.light);
      CHECK((a.red_fraction == b.red_fraction || (std::isnan(a.red_fraction) && std::isnan(b.red_fraction))));
    }
  }
}

TEST_CASE("Every figure has a spread for every origin and says where it is from") {
  for (std::size_t f = 0; f < scenarios::kScreenedCount; ++f) {
    const Screened figure = static_cast<Screened>(f);
    CHECK_FALSE(scenarios::spread_source(figure).empty());
    double before = 0.0;
    for (std::size_t o = 0; o < models::kOriginNames.size(); ++o) {
      const double spread = scenarios::relative_spread(figure, static_cast<models::Origin>(o));
      CHECK(spread >= before);
      before = spread;
    }
  }
}

TEST_CASE("What is simulated is as sure as an archetype, whatever its inputs come from, unless it is calibrated") {
  using models::Origin;
  using scenarios::FigureSource;
  for (const Screened figure : {Screened::heat, Screened::electricity, Screened::water, Screened::co2, Screened::heat_cost}) {
    for (const Origin origin : {Origin::register_, Origin::archetype, Origin::filled, Origin::default_}) {
      CHECK(scenarios::relative_spread(figure, origin, FigureSource::simulated) ==
            scenarios::relative_spread(figure, Origin::archetype));
    }
    CHECK(scenarios::relative_spread(figure, Origin::calibrated, FigureSource::simulated) ==
          scenarios::relative_spread(figure, Origin::calibrated));
  }
  CHECK(scenarios::relative_spread(Screened::heat, Origin::default_, FigureSource::simulated) == 0.25);
}
