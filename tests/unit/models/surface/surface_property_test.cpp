// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

#include "models/surface/convection.hpp"
#include "models/surface/radiation.hpp"
#include "models/surface/wind.hpp"

namespace models = tvilling::models;

namespace {

/// A number from `low` to `high` in steps of a ten thousandth of the range.
double number(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(0, 10001) / 10000.0;
}

template <typename T, std::size_t N>
T one_of(const std::array<T, N>& values) {
  return values[*rc::gen::inRange<std::size_t>(0, N)];
}

models::SurfaceSide any_side() {
  return one_of(std::array{models::SurfaceSide::outside, models::SurfaceSide::inside});
}
models::WindSide any_wind_side() {
  return one_of(std::array{models::WindSide::windward, models::WindSide::leeward});
}
models::Terrain any_terrain() {
  using models::Terrain;
  return one_of(std::array{Terrain::open_country, Terrain::suburb, Terrain::city, Terrain::ocean});
}
models::Roughness any_roughness() {
  using models::Roughness;
  return one_of(std::array{Roughness::very_rough, Roughness::rough, Roughness::medium_rough, Roughness::medium_smooth,
                           Roughness::smooth, Roughness::very_smooth});
}

struct Room {
  std::vector<double> area_m2;
  std::vector<double> views;
};

/// A room of 1 to 12 surfaces of any size; some rooms have one surface with more than half the area.
Room any_room() {
  const std::size_t count = *rc::gen::inRange<std::size_t>(1, 13);
  Room room;
  for (std::size_t i = 0; i < count; ++i) room.area_m2.push_back(number(0.1, 50.0));
  room.views = models::carroll_view_factors(room.area_m2);
  return room;
}

}  // namespace

TEST_CASE("Natural convection grows with the difference and is never below its least value") {
  REQUIRE(rc::check([]() {
    const double tilt_deg = number(0.0, 180.0);
    const models::SurfaceSide side = any_side();
    const double smaller_k = number(0.0, 60.0);
    const double larger_k = number(smaller_k, 80.0);
    for (const double sign : {-1.0, 1.0}) {
      const double smaller = models::natural_convection_w_m2k(tilt_deg, sign * smaller_k, side);
      const double larger = models::natural_convection_w_m2k(tilt_deg, sign * larger_k, side);
      RC_ASSERT(smaller >= models::kLeastConvection_w_m2k);
      RC_ASSERT(larger >= smaller);
    }
  }));
}

TEST_CASE("An element turned over on its other side convects the same") {
  REQUIRE(rc::check([]() {
    const double tilt_deg = number(0.0, 180.0);
    const double surface_minus_air_k = number(-40.0, 40.0);
    const double outside = models::natural_convection_w_m2k(tilt_deg, surface_minus_air_k, models::SurfaceSide::outside);
    const double inside = models::natural_convection_w_m2k(180.0 - tilt_deg, surface_minus_air_k, models::SurfaceSide::inside);
    RC_ASSERT(std::abs(outside - inside) < 1e-9);
  }));
}

TEST_CASE("Outside convection grows with the wind and is never below natural convection") {
  REQUIRE(rc::check([]() {
    const double natural = number(0.1, 8.0);
    const double slower_m_s = number(0.0, 30.0);
    const double faster_m_s = number(slower_m_s, 40.0);
    const models::WindSide side = any_wind_side();
    const models::Roughness roughness = any_roughness();
    const double slower = models::outside_convection_w_m2k(natural, slower_m_s, side, roughness);
    const double faster = models::outside_convection_w_m2k(natural, faster_m_s, side, roughness);
    RC_ASSERT(slower >= natural - 1e-12);
    RC_ASSERT(faster >= slower - 1e-12);
  }));
}

TEST_CASE("On glass outside convection grows with natural convection too") {
  REQUIRE(rc::check([]() {
    const double smaller = number(0.1, 8.0);
    const double larger = number(smaller, 9.0);
    const double wind_m_s = number(0.0, 30.0);
    const models::WindSide side = any_wind_side();
    RC_ASSERT(models::outside_convection_w_m2k(larger, wind_m_s, side, models::Roughness::very_smooth) >=
              models::outside_convection_w_m2k(smaller, wind_m_s, side, models::Roughness::very_smooth) - 1e-12);
  }));
}

TEST_CASE("The local wind grows with height and with the station's wind") {
  REQUIRE(rc::check([]() {
    const models::Terrain terrain = any_terrain();
    const double lower_m = number(0.0, 400.0);
    const double higher_m = number(lower_m, 500.0);
    const double calmer_m_s = number(0.0, 30.0);
    const double windier_m_s = number(calmer_m_s, 40.0);
    RC_ASSERT(models::local_wind_m_s(calmer_m_s, lower_m, terrain) >= 0.0);
    RC_ASSERT(models::local_wind_m_s(calmer_m_s, higher_m, terrain) >= models::local_wind_m_s(calmer_m_s, lower_m, terrain));
    RC_ASSERT(models::local_wind_m_s(windier_m_s, lower_m, terrain) >= models::local_wind_m_s(calmer_m_s, lower_m, terrain));
  }));
}

TEST_CASE("Long-wave exchange of two bodies is antisymmetric and follows the fourth powers") {
  REQUIRE(rc::check([]() {
    const double emissivity = number(0.0, 1.0);
    const double view = number(0.0, 1.0);
    const double a_degc = number(-40.0, 80.0);
    const double b_degc = number(-40.0, 80.0);
    const double ab = models::longwave_conductance_w_m2k(emissivity, view, a_degc, b_degc);
    const double ba = models::longwave_conductance_w_m2k(emissivity, view, b_degc, a_degc);
    RC_ASSERT(ab >= 0.0);
    RC_ASSERT(ab == ba);
    const double a_k = a_degc + 273.15;
    const double b_k = b_degc + 273.15;
    const double fourth = emissivity * view * models::kStefanBoltzmann_w_m2k4 * (std::pow(a_k, 4.0) - std::pow(b_k, 4.0));
    RC_ASSERT(std::abs(ab * (a_degc - b_degc) - fourth) < 1e-9);
  }));
}

TEST_CASE("An outside surface sees its whole surroundings and no part is negative") {
  REQUIRE(rc::check([]() {
    const double tilt_deg = number(0.0, 180.0);
    const double emissivity = number(0.0, 1.0);
    const double all_degc = number(-40.0, 60.0);
    const models::OutsideLongwave parts =
        models::outside_longwave(emissivity, tilt_deg, {all_degc, all_degc, all_degc, all_degc});
    RC_ASSERT(parts.sky_w_m2k >= 0.0);
    RC_ASSERT(parts.air_w_m2k >= 0.0);
    RC_ASSERT(parts.ground_w_m2k >= 0.0);
    const double whole = models::longwave_conductance_w_m2k(emissivity, 1.0, all_degc, all_degc);
    RC_ASSERT(std::abs(parts.sky_w_m2k + parts.air_w_m2k + parts.ground_w_m2k - whole) < 1e-12);
  }));
}

TEST_CASE("The node's view factors solve their equation to 1e-12 where no surface has more than half the area") {
  REQUIRE(rc::check([]() {
    const Room room = any_room();
    const double total_m2 = std::accumulate(room.area_m2.begin(), room.area_m2.end(), 0.0);
    const double largest_m2 = *std::max_element(room.area_m2.begin(), room.area_m2.end());
    double sum = 0.0;
    for (std::size_t i = 0; i < room.area_m2.size(); ++i) {
      RC_ASSERT(std::isfinite(room.views[i]));
      RC_ASSERT(room.views[i] >= 1.0);
      sum += room.area_m2[i] * room.views[i];
    }
    if (largest_m2 > 0.499 * total_m2) return;
    for (std::size_t i = 0; i < room.area_m2.size(); ++i) {
      RC_ASSERT(std::abs(1.0 / room.views[i] - (1.0 - room.area_m2[i] * room.views[i] / sum)) < 1e-12);
    }
  }));
}

TEST_CASE("A larger surface of a room has a larger view factor") {
  REQUIRE(rc::check([]() {
    const Room room = any_room();
    for (std::size_t i = 1; i < room.area_m2.size(); ++i) {
      const bool larger = room.area_m2[i] >= room.area_m2[i - 1];
      RC_ASSERT((larger ? room.views[i] >= room.views[i - 1] : room.views[i] <= room.views[i - 1]));
    }
  }));
}

TEST_CASE("The conductance to the node is never negative and grows with the emissivity and with the view") {
  REQUIRE(rc::check([]() {
    const double mean_degc = number(-10.0, 50.0);
    const double duller = number(0.0, 1.0);
    const double brighter = number(0.0, duller);
    const double larger = number(1.0, 10.0);
    const double smaller = number(1.0, larger);
    const double most = models::node_conductance_w_m2k(duller, larger, mean_degc);
    RC_ASSERT(models::node_conductance_w_m2k(brighter, smaller, mean_degc) >= 0.0);
    RC_ASSERT(models::node_conductance_w_m2k(brighter, larger, mean_degc) <= most + 1e-12);
    RC_ASSERT(models::node_conductance_w_m2k(duller, smaller, mean_degc) <= most + 1e-12);
  }));
}
