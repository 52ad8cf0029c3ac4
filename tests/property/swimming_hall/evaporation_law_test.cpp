// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/evaporation.hpp"
#include "models/swimming_hall/water_surface.hpp"
#include "tests/property/swimming_hall/any_hall_air.hpp"

namespace models = tvilling::models;
using models::EvaporationModel;
using tvilling::tests::air;
using tvilling::tests::any_air;
using tvilling::tests::number;

namespace {

constexpr std::array kModels{EvaporationModel::shah, EvaporationModel::vdi2089, EvaporationModel::ashrae,
                             EvaporationModel::smith};

EvaporationModel any_model() {
  return kModels[static_cast<std::size_t>(*rc::gen::inRange(0, 4))];
}

models::SurfaceUse any_use() {
  return {.bathers_m2 = number(0.0, 0.5),
          .open_share = number(0.0, 1.0),
          .covered_fraction = number(0.0, 1.0),
          .feature_fraction = number(0.0, 1.0),
          .depth_m = number(0.1, 4.0)};
}

}  // namespace

TEST_CASE("Evaporation is never negative and always a number") {
  REQUIRE(rc::check([]() {
    const models::MoistAir room = any_air();
    const double water_degc = number(-25.0, 45.0);
    const double kg_m2h = models::surface_evaporation(any_model(), water_degc, room, any_use()).all_kg_m2h;
    RC_ASSERT(std::isfinite(kg_m2h));
    RC_ASSERT(kg_m2h >= 0.0);
    RC_ASSERT(std::isfinite(models::evaporation_vdi_old_kg_m2h(water_degc, room, 28.0)));
    RC_ASSERT(models::evaporation_vdi_old_kg_m2h(water_degc, room, 28.0) >= 0.0);
  }));
}

TEST_CASE("Warmer water at rest evaporates more") {
  REQUIRE(rc::check([]() {
    const models::MoistAir room = any_air();
    const double cold_degc = number(-25.0, 45.0);
    const double warm_degc = number(cold_degc, 45.0);
    const EvaporationModel model = any_model();
    models::SurfaceUse use = any_use();
    use.open_share = 0.0;
    RC_ASSERT(models::surface_evaporation(model, cold_degc, room, use).all_kg_m2h <=
              models::surface_evaporation(model, warm_degc, room, use).all_kg_m2h + 1e-12);
  }));
}

TEST_CASE("Warmer water in use evaporates more in the air of a hall") {
  // Shah's ratio for water in use falls with buoyancy: where the air is far colder than the water, or dry, it takes back more
  // than warmer water gives. That is outside its measurements.
  REQUIRE(rc::check([]() {
    const models::MoistAir room = air(number(20.0, 36.0), number(0.3, 1.0), 101325.0);
    const double cold_degc = number(15.0, room.temperature_degc + 6.0);
    const double warm_degc = number(cold_degc, room.temperature_degc + 6.0);
    const EvaporationModel model = any_model();
    const models::SurfaceUse use = any_use();
    RC_ASSERT(models::surface_evaporation(model, cold_degc, room, use).all_kg_m2h <=
              models::surface_evaporation(model, warm_degc, room, use).all_kg_m2h + 1e-12);
  }));
}

TEST_CASE("More humid air takes up less") {
  REQUIRE(rc::check([]() {
    const double air_degc = number(5.0, 45.0);
    const double water_degc = number(5.0, 45.0);
    const double pressure_pa = number(90000.0, 105000.0);
    const double low = number(0.0, 1.0);
    const models::MoistAir dry = air(air_degc, low, pressure_pa);
    const models::MoistAir humid = air(air_degc, number(low, 1.0), pressure_pa);
    const EvaporationModel model = any_model();
    const models::SurfaceUse use = any_use();
    RC_ASSERT(models::surface_evaporation(model, water_degc, humid, use).all_kg_m2h <=
              models::surface_evaporation(model, water_degc, dry, use).all_kg_m2h + 1e-12);
  }));
}

TEST_CASE("More bathers never lower the evaporation and water in use never lies below water at rest") {
  REQUIRE(rc::check([]() {
    const models::MoistAir room = any_air();
    const double water_degc = number(5.0, 45.0);
    const double few = number(0.0, 0.5);
    const double many = number(few, 0.5);
    const double with_few = models::evaporation_shah_kg_m2h(water_degc, room, few);
    RC_ASSERT(with_few <= models::evaporation_shah_kg_m2h(water_degc, room, many) + 1e-12);
    RC_ASSERT(models::evaporation_shah_at_rest_kg_m2h(water_degc, room) <= with_few + 1e-12);
    const EvaporationModel model = any_model();
    models::SurfaceUse use = any_use();
    use.bathers_m2 = few;
    const double before = models::surface_evaporation(model, water_degc, room, use).all_kg_m2h;
    use.bathers_m2 = many;
    RC_ASSERT(before <= models::surface_evaporation(model, water_degc, room, use).all_kg_m2h + 1e-12);
  }));
}

TEST_CASE("A larger cover never raises the evaporation and does nothing while the hall is open") {
  REQUIRE(rc::check([]() {
    const models::MoistAir room = any_air();
    const double water_degc = number(5.0, 45.0);
    const EvaporationModel model = any_model();
    models::SurfaceUse small = any_use();
    models::SurfaceUse large = small;
    large.covered_fraction = number(small.covered_fraction, 1.0);
    RC_ASSERT(models::surface_evaporation(model, water_degc, room, large).all_kg_m2h <=
              models::surface_evaporation(model, water_degc, room, small).all_kg_m2h + 1e-12);
    small.open_share = 1.0;
    large.open_share = 1.0;
    RC_ASSERT(models::surface_evaporation(model, water_degc, room, large).all_kg_m2h ==
              models::surface_evaporation(model, water_degc, room, small).all_kg_m2h);
  }));
}

TEST_CASE("The mass transfer that an evaporation stands for gives the evaporation back") {
  REQUIRE(rc::check([]() {
    const models::MoistAir room = any_air();
    const double water_degc = number(5.0, 45.0);
    const double difference_pa = models::saturation_pressure_pa(water_degc) - room.vapour_pressure_pa;
    const double kg_m2h = models::surface_evaporation(any_model(), water_degc, room, any_use()).all_kg_m2h;
    const double beta_m_h = models::mass_transfer_m_h(kg_m2h, difference_pa, 0.5 * (water_degc + room.temperature_degc));
    RC_ASSERT(std::isfinite(beta_m_h));
    RC_ASSERT(std::abs(models::evaporation_vdi_kg_m2h(water_degc, room, beta_m_h) - kg_m2h) <= 1e-9 * (1.0 + kg_m2h));
  }));
}

TEST_CASE("Radiation and convection of water are antisymmetric and none without a difference") {
  REQUIRE(rc::check([]() {
    const double a = number(-25.0, 45.0);
    const double b = number(-25.0, 45.0);
    RC_ASSERT(models::radiation_w_m2(a, b) == -models::radiation_w_m2(b, a));
    RC_ASSERT(models::radiation_w_m2(a, a) == 0.0);
    RC_ASSERT((models::radiation_w_m2(a, b) > 0.0) == (a > b));
    RC_ASSERT(models::radiation_coefficient_w_m2k(a) > 0.0);
    RC_ASSERT(std::abs(models::water_heat_kwh(3.0, a, b) + models::water_heat_kwh(3.0, b, a)) < 1e-12);
  }));
}
