// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/water_surface.hpp"

#include <catch2/catch.hpp>

#include "models/air/psychrometrics.hpp"
#include "models/building/loads.hpp"
#include "models/swimming_hall/evaporation.hpp"
#include "tests/support/example_building.hpp"

namespace models = tvilling::models;

TEST_CASE("Convection by Lewis is 2.044 W per m2 and kelvin at rest and 8.177 in use") {
  CHECK(models::convection_of_mass_transfer_w_m2k(7.0) == Approx(2.044).margin(0.0005).epsilon(0));
  CHECK(models::convection_of_mass_transfer_w_m2k(28.0) == Approx(8.177).margin(0.0005).epsilon(0));
}

TEST_CASE("The mass transfer of an evaporation by VDI is the one it was made with") {
  const models::MoistAir air{30.0, 0.55 * models::saturation_pressure_pa(30.0), 101325.0};
  const double difference_pa = models::saturation_pressure_pa(28.0) - air.vapour_pressure_pa;
  CHECK(models::mass_transfer_m_h(models::evaporation_vdi_kg_m2h(28.0, air, 28.0), difference_pa, 29.0) ==
        Approx(28.0).epsilon(1e-12));
  CHECK(models::mass_transfer_m_h(0.1, 0.0, 29.0) == 0.0);
  CHECK(models::mass_transfer_m_h(0.1, -5.0, 29.0) == 0.0);
}

TEST_CASE("Water at 28 degC radiates 5.856 W per m2 to surroundings of 27 degC") {
  CHECK(models::radiation_w_m2(28.0, 27.0) == Approx(5.856).margin(0.0005).epsilon(0));
  CHECK(models::radiation_w_m2(27.0, 28.0) == -models::radiation_w_m2(28.0, 27.0));
  CHECK(models::radiation_coefficient_w_m2k(27.5) == Approx(5.856).margin(0.0005).epsilon(0));
}

TEST_CASE("A flow of 150 m3 per hour takes 8.759 kW of pumps") {
  CHECK(models::circulation_power_kw(150.0) == Approx(8.759).margin(0.0005).epsilon(0));
  CHECK(models::circulation_power_kw(150.0, 7.5, 0.35) == Approx(8.759).margin(0.0005).epsilon(0));
}

TEST_CASE("30 litres of fresh water per bather take 0.6279 kWh, those of 300 bathers 188.4 kWh a day") {
  CHECK(models::water_heat_kwh(0.030, 10.0, 28.0) == Approx(0.6279).margin(5e-5).epsilon(0));
  CHECK(300.0 * models::water_heat_kwh(0.030, 10.0, 28.0) == Approx(188.4).margin(0.05).epsilon(0));
}

TEST_CASE("A shower of 40 litres at 38 degC takes 1.3023 kWh") {
  CHECK(models::water_heat_kwh(0.040, 10.0, 38.0) == Approx(1.3023).margin(0.0001).epsilon(0));
}

TEST_CASE("200 m of hot water pipe at 10 W per m lose 17,520 kWh a year") {
  // The building's own column says it per gross area: 2.0 kW over 1,250 m2.
  models::Building hall = tvilling::tests::example_school();
  hall.area_m2 = 1250.0;
  hall.hot_water_circulation_w_m2 = 200.0 * 10.0 / 1250.0;
  const models::BuildingLoads loads(hall, tvilling::tests::reference_environment());
  CHECK(8760.0 * loads.plant_loss_kwh(0.0) == Approx(17520.0).epsilon(1e-9));
}
