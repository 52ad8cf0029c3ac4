// SPDX-License-Identifier: MPL-2.0
#include "models/window/glazing_heat.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <vector>

#include "core/error.hpp"

namespace models = tvilling::models;
using models::Gap;
using models::Glazing;
using models::GlazingFilms;
using models::GlazingOptics;
using models::Pane;
using models::PerPane;

namespace {

Pane clear_pane(double thickness_m = 0.004) {
  Pane pane;
  pane.thickness_m = thickness_m;
  pane.transmittance_solar = 0.834;
  pane.reflectance_solar_front = 0.075;
  pane.reflectance_solar_back = 0.075;
  return pane;
}

Pane low_e_pane(double emissivity_front, double emissivity_back) {
  Pane pane = clear_pane();
  pane.transmittance_solar = 0.6;
  pane.emissivity_front = emissivity_front;
  pane.emissivity_back = emissivity_back;
  return pane;
}

/// Two panes around `gap`; the inner one faces it with `emissivity`.
Glazing double_glazing(const Gap& gap, double emissivity = 0.84) {
  return {{clear_pane(), low_e_pane(emissivity, 0.84)}, {gap}, {}, {}};
}

}  // namespace

TEST_CASE("Two clear panes around 16 mm of air have a U of 2.7") {
  CHECK(models::u_value_w_m2k(double_glazing({0.016, Gap::Gas::air, {}})) == Approx(2.7).margin(0.05).epsilon(0));
}

TEST_CASE("A low-emissivity pane and 16 mm of argon have a U of 1.1") {
  CHECK(models::u_value_w_m2k(double_glazing({0.016, Gap::Gas::argon, {}}, 0.04)) == Approx(1.1).margin(0.05).epsilon(0));
}

TEST_CASE("A gap follows EN 673 worked by hand") {
  // 16 mm: radiation 4 x 5.67e-8 x 283^3 / (2 / 0.84 - 1) = 3.7223. Air: Gr 10424, Pr 0.7112, Nu 1.034, gas 1.613.
  CHECK(models::gap_conductance_w_m2k({0.016, Gap::Gas::air, {}}, 0.84, 0.84) == Approx(3.7223 + 1.613).margin(2e-3).epsilon(0));
  // Argon and 0.04: radiation 0.2041. Gr 13128, Pr 0.6669, Nu 1.102, gas 1.160.
  CHECK(models::gap_conductance_w_m2k({0.016, Gap::Gas::argon, {}}, 0.04, 0.84) ==
        Approx(0.2041 + 1.160).margin(2e-3).epsilon(0));
}

TEST_CASE("A narrow gap conducts without convection") {
  // Nu stays 1: conductivity / thickness beside the radiation of two black faces.
  constexpr double kBlack_w_m2k = 4.0 * 5.670374419e-8 * 283.0 * 283.0 * 283.0;
  struct Row {
    Gap::Gas gas;
    double conductivity_w_mk;
  };
  constexpr std::array<Row, 3> rows{{{Gap::Gas::air, 0.02496}, {Gap::Gas::argon, 0.01684}, {Gap::Gas::krypton, 0.00900}}};
  for (const Row& row : rows) {
    CHECK(models::gap_conductance_w_m2k({0.006, row.gas, {}}, 1.0, 1.0) ==
          Approx(kBlack_w_m2k + row.conductivity_w_mk / 0.006).epsilon(1e-12));
  }
}

TEST_CASE("Argon insulates better than air and krypton better than argon in 10 mm") {
  const double air = models::gap_conductance_w_m2k({0.010, Gap::Gas::air, {}}, 0.84, 0.04);
  const double argon = models::gap_conductance_w_m2k({0.010, Gap::Gas::argon, {}}, 0.84, 0.04);
  const double krypton = models::gap_conductance_w_m2k({0.010, Gap::Gas::krypton, {}}, 0.84, 0.04);
  CHECK(argon < air);
  CHECK(krypton < argon);
}

TEST_CASE("A given conductance is taken as it is") {
  CHECK(models::gap_conductance_w_m2k({0.012, Gap::Gas::air, 5.208}, 0.84, 0.84) == 5.208);
  // Standard 140: combined coefficients 17.8 and 4.5, two panes of 3.048 mm around 5.208 W/m2K give 2.10.
  const Glazing glazing{{clear_pane(0.003048), clear_pane(0.003048)}, {{0.012, Gap::Gas::air, 5.208}}, {}, {}};
  CHECK(models::u_value_w_m2k(glazing, {4.5, 17.8}) == Approx(2.10).margin(5e-3).epsilon(0));
}

TEST_CASE("One pane has a U of its films and its glass") {
  const Glazing glazing{{clear_pane()}, {}, {}, {}};
  CHECK(models::u_value_w_m2k(glazing) == Approx(1.0 / (1.0 / 7.7 + 0.004 + 0.04)).epsilon(1e-12));
}

TEST_CASE("Gaps of three panes share the 15 K by their resistance") {
  Glazing glazing{
      {clear_pane(), clear_pane(), low_e_pane(0.04, 0.84)}, {{0.016, Gap::Gas::air, {}}, {0.016, Gap::Gas::argon, {}}}, {}, {}};
  const PerPane found = models::gap_conductances_w_m2k(glazing);
  const double whole_m2k_w = 1.0 / found[0] + 1.0 / found[1];
  const double first_k = 15.0 / (found[0] * whole_m2k_w);
  CHECK(first_k < 7.5);
  CHECK(models::gap_conductance_w_m2k(glazing.gaps[0], 0.84, 0.84, first_k) == Approx(found[0]).epsilon(1e-12));
  CHECK(models::gap_conductance_w_m2k(glazing.gaps[1], 0.84, 0.04, 15.0 - first_k) == Approx(found[1]).epsilon(1e-12));
  CHECK(found[2] == 0.0);

  const Glazing same{{clear_pane(), clear_pane(), clear_pane()}, {2, Gap{0.02, Gap::Gas::air, {}}}, {}, {}};
  const double half = models::gap_conductance_w_m2k(same.gaps[0], 0.84, 0.84, 7.5);
  CHECK(models::gap_conductances_w_m2k(same)[0] == Approx(half).epsilon(1e-12));
  CHECK(models::gap_conductances_w_m2k(same)[1] == Approx(half).epsilon(1e-12));
}

TEST_CASE("Three panes with two low-emissivity gaps of argon have a U of 0.7") {
  const Glazing glazing{
      {low_e_pane(0.84, 0.04), clear_pane(), low_e_pane(0.04, 0.84)}, {2, Gap{0.012, Gap::Gas::argon, {}}}, {}, {}};
  CHECK(models::u_value_w_m2k(glazing) == Approx(0.7).margin(0.05).epsilon(0));
}

TEST_CASE("Heat absorbed further inside goes more to the room") {
  const Glazing glazing = double_glazing({0.016, Gap::Gas::argon, {}}, 0.04);
  const PerPane shares = models::inward_shares(glazing);
  CHECK(shares[0] > 0.0);
  CHECK(shares[0] < shares[1]);
  CHECK(shares[1] < 1.0);
  CHECK(shares[2] == 0.0);
}

TEST_CASE("The solar factor of one pane is worked by hand") {
  // Middle of the pane: 1/23 + 0.002 of 1/23 + 0.004 + 1/8 goes inward.
  const Glazing glazing{{clear_pane()}, {}, {}, {}};
  const double share = (1.0 / 23.0 + 0.002) / (1.0 / 23.0 + 0.004 + 1.0 / 8.0);
  CHECK(models::g_value(glazing) == Approx(0.834 + 0.091 * share).epsilon(1e-12));
}

TEST_CASE("The solar factor falls with the angle and equals a heat balance of the panes") {
  const Glazing glazing = double_glazing({0.016, Gap::Gas::air, {}});
  const GlazingFilms films = models::kEn410Films;
  const GlazingOptics optics = models::glazing_optics(glazing, 0.7);
  // Two nodes at the middles between 0 degC outside and 0 degC inside, warmed by what they absorb.
  const double out = 1.0 / (1.0 / films.outside_w_m2k + 0.002);
  const double in = 1.0 / (1.0 / films.inside_w_m2k + 0.002);
  const double between = 1.0 / (0.002 + 1.0 / models::gap_conductances_w_m2k(glazing)[0] + 0.002);
  const double determinant = (out + between) * (in + between) - between * between;
  const double inner_k = ((out + between) * optics.absorbed[1] + between * optics.absorbed[0]) / determinant;
  CHECK(models::g_value(glazing, films, 0.7) == Approx(optics.transmittance + in * inner_k).epsilon(1e-12));
  CHECK(models::g_value(glazing, films, 0.4) < models::g_value(glazing, films, 0.7));
}

TEST_CASE("Gaps and films that cannot be are a bug of ours") {
  CHECK_THROWS_AS(models::gap_conductance_w_m2k({0.0, Gap::Gas::air, {}}, 0.84, 0.84), tvilling::core::Error);
  CHECK_THROWS_AS(models::gap_conductance_w_m2k({0.012, Gap::Gas::air, {}}, 0.0, 0.84), tvilling::core::Error);
  CHECK_THROWS_AS(models::gap_conductance_w_m2k({0.012, Gap::Gas::air, 0.0}, 0.84, 0.84), tvilling::core::Error);
  CHECK_THROWS_AS(models::u_value_w_m2k({{clear_pane()}, {}, {}, {}}, {0.0, 25.0}), tvilling::core::Error);
}
