// SPDX-License-Identifier: MPL-2.0
#include "models/window/gap.hpp"

#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>

#include "core/error.hpp"

namespace models = tvilling::models;
using models::Gap;
using models::GapState;

namespace {

constexpr double kGlass = 0.84;
constexpr double kLowE = 0.04;

/// Mean 0 degC across 15 K: the second row of the table.
constexpr GapState kMild{-7.5, 7.5, 90.0};

Gap gap_of(Gap::Gas gas, double thickness_m = 0.016) {
  return {thickness_m, gas, {}};
}

double conductance_w_m2k(const Gap& gap, const GapState& state) {
  return models::gap_conductance_w_m2k(gap, kGlass, kGlass, state);
}

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0;
}

}  // namespace

TEST_CASE("A gap at the rows of EN 673 is worked by hand") {
  // 16 mm, 15 K around the row's temperature. Gas: Gr = 9.81 0.016^3 15 (rho / mu)^2 / T, Nu = 0.035 (Gr Pr)^0.38, Nu lambda / d.
  // Air at 0 degC: Gr 12291.4, Pr 0.71386, Nu 1.10278, 1.66520. At 20 degC Gr Pr is 6280: Nu would be below 1, so 0.02576 /
  // 0.016. Radiation: 5.670374e-8 (Ta^2 + Tb^2)(Ta + Tb) / (2 / 0.84 - 1), exactly: 2.99541, 3.34984, 3.73119, 4.14044.
  struct Row {
    Gap::Gas gas;
    std::array<double, 4> gas_w_m2k;
  };
  const std::array rows{Row{Gap::Gas::air, {1.721382, 1.665200, 1.613280, 1.610000}},
                        Row{Gap::Gas::argon, {1.241976, 1.199454, 1.159504, 1.121882}},
                        Row{Gap::Gas::krypton, {1.064474, 1.028706, 0.997155, 0.963120}}};
  constexpr std::array kRadiation{2.995407, 3.349839, 3.731190, 4.140444};
  constexpr std::array kLowRadiation{0.164209, 0.183640, 0.204545, 0.226981};  // 0.04 against 0.84
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.gas_w_m2k.size(); ++i) {
      const double mean_degc = -10.0 + 10.0 * static_cast<double>(i);
      const GapState state{mean_degc - 7.5, mean_degc + 7.5, 90.0};
      CHECK(conductance_w_m2k(gap_of(row.gas), state) == Approx(row.gas_w_m2k[i] + kRadiation[i]).epsilon(1e-6));
      CHECK(models::gap_conductance_w_m2k(gap_of(row.gas), kLowE, kGlass, state) ==
            Approx(row.gas_w_m2k[i] + kLowRadiation[i]).epsilon(2e-6));
    }
  }
}

TEST_CASE("Between the rows of the table the gas is linear and beyond them it goes on") {
  // 2 and 4 mm: no convection, so the gas conducts lambda / d, and radiation is the same in both.
  const auto pure_w_m2k = [](double at_degc) {
    const GapState state{at_degc - 0.5, at_degc + 0.5, 90.0};
    return conductance_w_m2k(gap_of(Gap::Gas::air, 0.002), state) - conductance_w_m2k(gap_of(Gap::Gas::air, 0.004), state);
  };
  CHECK(pure_w_m2k(10.0) == Approx(0.02496 * 250.0).epsilon(1e-9));
  CHECK(pure_w_m2k(15.0) == Approx(0.02536 * 250.0).epsilon(1e-9));
  CHECK(pure_w_m2k(-5.0) == Approx(0.02376 * 250.0).epsilon(1e-9));
  CHECK(pure_w_m2k(40.0) == Approx(0.02736 * 250.0).epsilon(1e-9));
  CHECK(pure_w_m2k(-30.0) == Approx(0.02176 * 250.0).epsilon(1e-9));
}

TEST_CASE("The rating of EN 673 is the state of 10 degC in the mean and 15 K within 1 percent") {
  const GapState rating{2.5, 17.5, 90.0};
  for (const Gap::Gas gas : {Gap::Gas::air, Gap::Gas::argon, Gap::Gas::krypton}) {
    for (const double thickness_m : {0.006, 0.012, 0.016, 0.020}) {
      const Gap gap = gap_of(gas, thickness_m);
      for (const double emissivity : {kGlass, kLowE}) {
        CHECK(models::gap_conductance_w_m2k(gap, emissivity, kGlass, rating) ==
              Approx(models::gap_conductance_w_m2k(gap, emissivity, kGlass, models::kEn673Difference_k)).epsilon(0.01));
      }
    }
  }
}

TEST_CASE("Heat goes up through a roof light faster than through a window and down by conduction alone") {
  // Air at 0 degC, 16 mm, 15 K: Ra = 8774.3. Level, up: Nu = 0.16 Ra^0.28 = 2.03339. Down: 1.
  const GapState up{-7.5, 7.5, 0.0};
  const GapState down{7.5, -7.5, 0.0};
  CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), up) == Approx(3.349839 + 3.070414).epsilon(1e-6));
  CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), down) == Approx(3.349839 + 0.02416 / 0.016).epsilon(1e-6));
  // A glazing in a floor hangs over the outdoors: there a warm room is above.
  CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), {-7.5, 7.5, 180.0}) == conductance_w_m2k(gap_of(Gap::Gas::air), down));
  CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), {7.5, -7.5, 180.0}) == conductance_w_m2k(gap_of(Gap::Gas::air), up));
}

TEST_CASE("Factor and exponent of the convection are linear in the tilt between 0 and 45 and 90 degrees") {
  // Ra = 8774.3. 45: 0.10, 0.31 -> Nu 1.66877. 22.5: 0.13, 0.295 -> 1.89318. 67.5: 0.0675, 0.345 -> 1.54779.
  struct Row {
    double tilt_deg;
    double gas_w_m2k;
  };
  for (const Row& row : {Row{45.0, 2.519843}, Row{22.5, 2.858700}, Row{67.5, 2.337167}, Row{90.0, 1.665200}}) {
    CAPTURE(row.tilt_deg);
    CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), {-7.5, 7.5, row.tilt_deg}) == Approx(3.349839 + row.gas_w_m2k).epsilon(1e-6));
    CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), {7.5, -7.5, 180.0 - row.tilt_deg}) ==
          Approx(3.349839 + row.gas_w_m2k).epsilon(1e-6));
  }
}

TEST_CASE("A gap with a given conductance has it in every state") {
  const Gap given{0.012, Gap::Gas::air, 5.208};
  for (const GapState& state : {GapState{-30.0, 20.0, 90.0}, GapState{40.0, 20.0, 0.0}, GapState{0.0, 0.0, 180.0}}) {
    CHECK(models::gap_conductance_w_m2k(given, kGlass, kGlass, state) == 5.208);
  }
}

TEST_CASE("A gap without difference has conduction and radiation") {
  const double radiation_w_m2k = 4.0 * 5.670374419e-8 * std::pow(273.15, 3) / (2.0 / kGlass - 1.0);
  for (const double tilt_deg : {0.0, 45.0, 90.0, 180.0}) {
    CHECK(conductance_w_m2k(gap_of(Gap::Gas::air), {0.0, 0.0, tilt_deg}) == Approx(radiation_w_m2k + 1.51).epsilon(1e-9));
  }
}

TEST_CASE("A gap conducts more the warmer it is and the larger the difference") {
  REQUIRE(rc::check([] {
    const Gap::Gas gas = *rc::gen::element(Gap::Gas::air, Gap::Gas::argon, Gap::Gas::krypton);
    const double mean_degc = between(-30.0, 50.0);
    const double difference_k = between(0.0, 40.0);
    const double emissivity = between(0.02, 1.0);
    const double tilt_deg = between(0.0, 90.0);
    const auto at = [gas, emissivity, tilt_deg](double thickness_m, double mean, double difference) {
      return models::gap_conductance_w_m2k(gap_of(gas, thickness_m), emissivity, kGlass,
                                           {mean - 0.5 * difference, mean + 0.5 * difference, tilt_deg});
    };
    // Where the gas does not flow (3 mm) warmer gas conducts more and warmer faces radiate more. A flow slows down as the gas
    // grows viscous: there only radiation is sure to rise.
    RC_ASSERT(at(0.003, mean_degc + 1.0, 0.0) > at(0.003, mean_degc, 0.0));
    RC_ASSERT(at(0.016, mean_degc, difference_k + 1.0) >= at(0.016, mean_degc, difference_k));
    RC_ASSERT(at(0.016, mean_degc, difference_k) > 0.0);
  }));
}

TEST_CASE("A vertical gap does not know on which side it is warm") {
  REQUIRE(rc::check([] {
    const double a_degc = between(-30.0, 60.0);
    const double b_degc = between(-30.0, 60.0);
    const double one_way = models::gap_conductance_w_m2k(gap_of(Gap::Gas::argon), kLowE, kGlass, {a_degc, b_degc, 90.0});
    const double other_way = models::gap_conductance_w_m2k(gap_of(Gap::Gas::argon), kGlass, kLowE, {b_degc, a_degc, 90.0});
    RC_ASSERT(std::abs(one_way - other_way) <= 1e-12 * one_way);
  }));
}

TEST_CASE("A state does not save a gap that cannot be") {
  CHECK_THROWS_AS(models::gap_conductance_w_m2k({0.0, Gap::Gas::air, {}}, kGlass, kGlass, kMild), tvilling::core::Error);
  CHECK_THROWS_AS(models::gap_conductance_w_m2k({0.012, Gap::Gas::air, {}}, kGlass, 1.5, kMild), tvilling::core::Error);
  CHECK_THROWS_AS(models::gap_conductance_w_m2k({0.012, Gap::Gas::air, -1.0}, kGlass, kGlass, kMild), tvilling::core::Error);
}
