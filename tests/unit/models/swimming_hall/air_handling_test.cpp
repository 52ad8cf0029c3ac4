// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/air_handling.hpp"
#include "models/swimming_hall/hall_air.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/air/psychrometrics.hpp"
#include "models/swimming_hall/evaporation.hpp"
#include "tests/support/heat_exchanger.hpp"

namespace models = tvilling::models;
namespace tests = tvilling::tests;

namespace {

double humidity_kg_kg(double temperature_degc, double relative_humidity) {
  return models::humidity_ratio_kg_kg(relative_humidity * models::saturation_pressure_pa(temperature_degc), 101325.0);
}

models::Exhaust hall_air(double relative_humidity) {
  return {30.0, humidity_kg_kg(30.0, relative_humidity), 101325.0};
}

// Evaporation of case P1 in use by VDI.
constexpr double kEvaporation_kg_h = 90.788;

/// Nine tonnes of air that hold `before`, with outdoor air from 0 to 17 t/h.
models::AirDemand demand(double before, double wanted, double outdoor) {
  return {.air_mass_kg = 9000.0,
          .humidity_kg_kg = before,
          .set_point_kg_kg = wanted,
          .saturation_kg_kg = 0.030,
          .outdoor_kg_kg = outdoor,
          .most_outdoor_air_kg_h = 17000.0};
}

/// That holds the humidity where it is.
double outdoor_air_kg_h(double evaporation_kg_h, double indoor, double outdoor) {
  models::AirDemand steady = demand(indoor, indoor, outdoor);
  steady.most_outdoor_air_kg_h = 1e6;
  return models::dehumidify(steady, [evaporation_kg_h](double) { return evaporation_kg_h; }).outdoor_air_kg_h;
}

}  // namespace

TEST_CASE("The outdoor air that carries out the vapour of case P1") {
  struct Row {
    double outdoor_degc;
    double relative_humidity;
    double humidity_g_kg;
    double flow_kg_h;
  };
  constexpr std::array<Row, 4> rows{
      {{-12.0, 0.80, 1.07, 6674.0}, {0.0, 0.85, 3.21, 7917.0}, {10.0, 0.80, 6.09, 10577.0}, {20.0, 0.65, 9.47, 17462.0}}};
  for (const Row& row : rows) {
    CAPTURE(row.outdoor_degc);
    const double outdoor_kg_kg = humidity_kg_kg(row.outdoor_degc, row.relative_humidity);
    CHECK(outdoor_kg_kg * 1000.0 == Approx(row.humidity_g_kg).margin(0.0051).epsilon(0));
    CHECK(outdoor_air_kg_h(kEvaporation_kg_h, humidity_kg_kg(30.0, 0.55), outdoor_kg_kg) ==
          Approx(row.flow_kg_h).margin(1.0).epsilon(0));
  }
}

TEST_CASE("VDI 2089 sizes the outdoor air of case P1 to 17,130 kg per hour") {
  CHECK(outdoor_air_kg_h(kEvaporation_kg_h, models::kSultriness_kg_kg, models::kDesignOutdoorHumidity_kg_kg) ==
        Approx(17130.0).margin(0.5).epsilon(0));
}

TEST_CASE("The limit of sultriness is 22.7 hPa") {
  CHECK(models::humidity_ratio_kg_kg(2270.0, 101325.0) == Approx(models::kSultriness_kg_kg).margin(5e-5).epsilon(0));
}

TEST_CASE("An hour of 7,917 kg outdoor air brings the hall of case P1 to 13.665 g per kg") {
  models::AirDemand hour = demand(0.014673, 0.0, 0.00107);
  hour.air_mass_kg = 8855.0;
  hour.least_outdoor_air_kg_h = hour.most_outdoor_air_kg_h = 7917.0;
  const models::AirAnswer answer = models::dehumidify(hour, [](double) { return kEvaporation_kg_h; });
  CHECK(1000.0 * answer.humidity_kg_kg == Approx(13.665).margin(0.0005).epsilon(0));
}

TEST_CASE("The heat pump takes out first what the least outdoor air leaves, and outdoor air the rest") {
  models::AirDemand hour = demand(0.012, 0.012, 0.004);
  const auto gain = [](double) { return 60.0; };
  hour.least_outdoor_air_kg_h = 1000.0;  // carries out 8 kg
  const double without_kg_h = models::dehumidify(hour, gain).outdoor_air_kg_h;
  CHECK(without_kg_h == Approx(60.0 / 0.008));
  hour.heat_pump_capacity_kg_h = 20.0;
  const models::AirAnswer some = models::dehumidify(hour, gain);
  CHECK(some.condensed_kg_h == 20.0);
  CHECK(some.outdoor_air_kg_h == Approx(without_kg_h - 20.0 / 0.008));
  hour.heat_pump_capacity_kg_h = 500.0;
  const models::AirAnswer all = models::dehumidify(hour, gain);
  CHECK(all.condensed_kg_h == Approx(52.0));
  CHECK(all.outdoor_air_kg_h == 1000.0);
  CHECK(all.humidity_kg_kg == 0.012);
}

TEST_CASE("Vapour that nothing takes out falls out as fog, and no water is lost") {
  models::AirDemand hour = demand(0.020, 0.015, 0.012);
  hour.saturation_kg_kg = 0.021;
  hour.least_outdoor_air_kg_h = hour.most_outdoor_air_kg_h = 100.0;
  const models::AirAnswer answer = models::dehumidify(hour, [](double) { return 200.0; });
  CHECK(answer.humidity_kg_kg == 0.021);
  CHECK(answer.fog_kg_h == Approx(200.0 + 100.0 * (0.012 - 0.021) - hour.air_mass_kg * (0.021 - 0.020)));
}

TEST_CASE("Outdoor air that is more humid than wanted still helps a hall that is more humid yet") {
  models::AirDemand hour = demand(0.018, 0.011, 0.012);
  const auto gain = [](double w) { return std::max(0.0, 80.0 - 2000.0 * w); };
  const models::AirAnswer open = models::dehumidify(hour, gain);
  CHECK(open.outdoor_air_kg_h == hour.most_outdoor_air_kg_h);
  hour.outdoor_kg_kg = 0.026;  // wetter than the hall would become: let in no more than must be
  const models::AirAnswer shut = models::dehumidify(hour, gain);
  CHECK(shut.outdoor_air_kg_h == hour.least_outdoor_air_kg_h);
}

TEST_CASE("Outdoor air of 0 degC needs 66.37 kW without recovery, 26.55 with 60 % and 16.59 with 75 %") {
  const auto kw = [](double recovery) { return models::outdoor_air_w_k(7917.0, recovery) * 30.0 / 1000.0; };
  CHECK(kw(0.0) == Approx(66.37).margin(0.005).epsilon(0));
  CHECK(kw(0.60) == Approx(26.55).margin(0.005).epsilon(0));
  CHECK(kw(0.75) == Approx(16.59).margin(0.005).epsilon(0));
}

TEST_CASE("A fan of 12,000 m3 per hour and 2.5 kJ per m3 takes 8.333 kW") {
  CHECK(models::fan_power_kw(12000.0 * 1.2, 2.5) == Approx(8.333).margin(0.0005).epsilon(0));
}

TEST_CASE("A fan at part of its flow takes the share of EnergyPlus") {
  CHECK(models::fan_part_load(0.3) == Approx(0.12826).margin(5e-6).epsilon(0));
  CHECK(models::fan_part_load(0.5) == Approx(0.29998).margin(5.1e-6).epsilon(0));
  CHECK(models::fan_part_load(0.7) == Approx(0.53576).margin(5e-6).epsilon(0));
  CHECK(models::fan_part_load(1.0) == Approx(0.9991).epsilon(1e-12));
  CHECK(models::fan_part_load(1.2) == models::fan_part_load(1.0));
}

TEST_CASE("Heat recovery is the dry one while the exhaust stays above its dew point") {
  for (const double dry : {0.3, 0.6, 0.75}) {
    CHECK(models::wet_heat_recovery(dry, hall_air(0.20), 5.0) == dry);   // dew point 4.6 degC
    CHECK(models::wet_heat_recovery(dry, hall_air(0.55), 18.0) == dry);  // 20.0 degC, leaves at 21 at the coldest
  }
}

TEST_CASE("An exhaust below its dew point gives as much as a counterflow exchanger with a greater stream") {
  for (const double dry : {0.4, 0.6, 0.75, 0.85, 0.95}) {
    for (const double outdoor_degc : {-12.0, -5.0, 0.0, 5.0, 9.0}) {
      for (const double humidity : {0.45, 0.55, 0.65, 1.0}) {
        CAPTURE(dry, outdoor_degc, humidity);
        const models::Exhaust exhaust = hall_air(humidity);
        const double wet = models::wet_heat_recovery(dry, exhaust, outdoor_degc);
        const double leaving_degc = tests::leaving_degc(wet, exhaust, outdoor_degc);
        CHECK(leaving_degc > 1.0);
        CHECK(wet == Approx(tests::counterflow_efficiency(dry, wet, exhaust, outdoor_degc)).margin(1e-6).epsilon(0));
      }
    }
  }
}

TEST_CASE("A plate of 60 % recovers 66 % from hall air of 30 degC and 14.7 g per kg when it freezes outside") {
  // It leaves at 16.82 degC, where air holds 11.98 g/kg: 13.18 K x 1.006 + 0.00272 x 2461 = 19.95 kJ/kg of 30.2, that is 0.661.
  // By the exchanger: ratio 13.26 / 19.95 = 0.665, NTU 1.5: (1 - exp(-0.503)) / (1 - 0.665 exp(-0.503)) = 0.661.
  CHECK(models::wet_heat_recovery(0.6, {30.0, 0.0147, 101325.0}, 0.0) == Approx(0.66089).margin(0.00001).epsilon(0));
}

TEST_CASE("The exhaust leaves no colder than 1 degC") {
  // 30 % humidity and 25 K of frost: a plate of 90 % would cool it below the limit.
  for (const double humidity : {0.0, 0.1, 0.2, 0.3}) {
    CAPTURE(humidity);
    const models::Exhaust exhaust = hall_air(humidity);
    const double recovery = models::wet_heat_recovery(0.9, exhaust, -25.0);
    CHECK(tests::leaving_degc(recovery, exhaust, -25.0) == Approx(1.0).margin(1e-6).epsilon(0));
    CHECK(recovery < 0.9);
  }
  CHECK(models::wet_heat_recovery(0.9, {0.5, 0.003, 101325.0}, -25.0) == 0.0);
}

TEST_CASE("Outdoor air warmer than the exhaust is met with the dry efficiency") {
  CHECK(models::wet_heat_recovery(0.6, hall_air(0.55), 30.0) == 0.6);
  CHECK(models::wet_heat_recovery(0.6, hall_air(0.55), 35.0) == 0.6);
}

TEST_CASE("No exchanger recovers nothing and a perfect one all") {
  CHECK(models::wet_heat_recovery(0.0, hall_air(0.55), -5.0) == 0.0);
  CHECK(models::wet_heat_recovery(1.0, hall_air(0.55), -5.0) == Approx(1.0).margin(1e-9).epsilon(0));
}

TEST_CASE("Fog in the exhaust gives no more heat than saturated air") {
  const models::Exhaust saturated = hall_air(1.0);
  models::Exhaust fog = saturated;
  fog.humidity_kg_kg += 0.005;
  CHECK(models::wet_heat_recovery(0.6, fog, 0.0) == models::wet_heat_recovery(0.6, saturated, 0.0));
}
