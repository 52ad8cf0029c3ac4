// SPDX-License-Identifier: MPL-2.0
// Test zone Z1 of domain.md B2: every printed digit.
#include <catch2/catch.hpp>

#include <array>

#include "core/thermal/stepper.hpp"
#include "models/building/element.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

constexpr double kOutdoor_degc = -12.0;
constexpr double kVentilation_w_k = 30.0;

struct ZoneZ1 {
  core::ThermalNetwork network;
  models::ZoneNodes zone;
  core::Plan plan;
};

ZoneZ1 make_z1(double convective_heating) {
  ZoneZ1 z1;
  core::ThermalNetwork& n = z1.network;
  const core::BoundaryId outdoor = n.add_boundary("outdoor");
  const core::BoundaryId sky = n.add_boundary("sky");
  const core::TermId transmission = n.add_term("transmission");
  const core::TermId ventilation = n.add_term("ventilation");
  const core::TermId heating = n.add_term("heating");
  z1.zone = models::add_zone(n, 1.0e6);
  const auto resistance = models::resistance_of_u_value_m2k_w;
  const models::Element wall{"wall", 108.0, resistance(0.30, 2.5), 250e3, models::MassClass::distributed, 2.5};
  const models::Element window{"window", 12.0, resistance(1.40, 2.5), 0.0, models::MassClass::distributed, 2.5};
  const models::Element roof{"roof", 100.0, resistance(0.15, 5.0), 110e3, models::MassClass::inside, 5.0};
  const models::Element floor{"floor", 100.0, 1.0, 250e3, models::MassClass::inside, 0.7};
  models::connect_outdoors(n, models::add_opaque(n, z1.zone, wall), wall.area_m2, 0.5, {outdoor, sky, transmission});
  models::connect_outdoors(n, models::add_window(n, z1.zone, window), window.area_m2, 0.5, {outdoor, sky, transmission});
  models::connect_outdoors(n, models::add_opaque(n, z1.zone, roof), roof.area_m2, 1.0, {outdoor, sky, transmission});
  models::add_opaque(n, z1.zone, floor);
  n.connect_driven(z1.zone.air, outdoor, ventilation);
  const core::SourceId heat = n.add_source({models::zone_weights(z1.zone, convective_heating), heating});
  n.add_thermostat({{{z1.zone.air, 0.5}, {z1.zone.radiant, 0.5}}, heat, heat});
  z1.plan = core::make_plan(n);
  return z1;
}

struct Z1Step {
  double heating_w;
  double operative_degc;
};

Z1Step step(core::Stepper& stepper, double set_point_degc, double capacity_w) {
  const std::array boundaries{kOutdoor_degc, kOutdoor_degc};  // no colder sky in this zone
  const std::array driven{kVentilation_w_k};
  const std::array source{0.0};
  const std::array set_points{core::SetPoint{.heat_to_degc = set_point_degc, .heating_capacity_w = capacity_w}};
  const core::StepResult& result = stepper.step({boundaries, driven, source, set_points});
  return {result.thermostat_w[0], result.controlled_degc[0]};
}

double steady_heating_w(core::Stepper& stepper) {
  Z1Step last{};
  for (int hour = 0; hour < 20000; ++hour) last = step(stepper, 20.0, 1e9);
  return last.heating_w;
}

}  // namespace

TEST_CASE("Z1: the resistances between the surfaces are those of ISO 52016-1", "[z1]") {
  CHECK(models::resistance_of_u_value_m2k_w(0.30, 2.5) == Approx(3.1608).margin(5e-5));
  CHECK(models::resistance_of_u_value_m2k_w(1.40, 2.5) == Approx(0.5418).margin(5e-5));
  CHECK(models::resistance_of_u_value_m2k_w(0.15, 5.0) == Approx(6.5265).margin(5e-5));
}

TEST_CASE("Z1: the steady load with convective heating is 3030.411 W", "[z1]") {
  const ZoneZ1 z1 = make_z1(1.0);
  core::Stepper stepper(z1.plan, z1.network, 3600.0);
  CHECK(steady_heating_w(stepper) == Approx(3030.411).margin(5e-4));
  CHECK(stepper.temperature_degc(z1.zone.air) == Approx(21.2462).margin(5e-5));
}

TEST_CASE("Z1: the steady load with 40 percent convective heating is 3060.792 W", "[z1]") {
  const ZoneZ1 z1 = make_z1(0.4);
  core::Stepper stepper(z1.plan, z1.network, 3600.0);
  CHECK(steady_heating_w(stepper) == Approx(3060.792).margin(5e-4));
  CHECK(stepper.temperature_degc(z1.zone.air) == Approx(20.0691).margin(5e-5));
}

TEST_CASE("Z1: the cool-down without heating follows the printed temperatures", "[z1]") {
  const ZoneZ1 z1 = make_z1(0.4);
  core::Stepper stepper(z1.plan, z1.network, 3600.0);
  (void)steady_heating_w(stepper);
  std::array<double, 25> operative_degc{};
  for (std::size_t hour = 1; hour <= 24; ++hour) operative_degc[hour] = step(stepper, -50.0, 0.0).operative_degc;
  CHECK(operative_degc[1] == Approx(19.1115).margin(5e-5));
  CHECK(operative_degc[2] == Approx(18.6320).margin(5e-5));
  CHECK(operative_degc[6] == Approx(17.4070).margin(5e-5));
  CHECK(operative_degc[12] == Approx(16.0001).margin(5e-5));
  CHECK(operative_degc[24] == Approx(13.6759).margin(5e-5));
  CHECK(stepper.temperature_degc(z1.zone.air) == Approx(12.9770).margin(5e-5));
}

TEST_CASE("Z1: hour 25 needs 22398.9 W, and 8 kW lift it to 15.8203 degrees", "[z1]") {
  const ZoneZ1 z1 = make_z1(0.4);
  const auto cool = [](core::Stepper& stepper) {
    (void)steady_heating_w(stepper);
    for (int hour = 0; hour < 24; ++hour) (void)step(stepper, -50.0, 0.0);
  };
  core::Stepper free(z1.plan, z1.network, 3600.0);
  cool(free);
  CHECK(step(free, -50.0, 0.0).operative_degc == Approx(13.4980).margin(5e-5));
  core::Stepper unrestricted(z1.plan, z1.network, 3600.0);
  cool(unrestricted);
  CHECK(step(unrestricted, 20.0, 1e9).heating_w == Approx(22398.9).margin(0.05));
  core::Stepper limited(z1.plan, z1.network, 3600.0);
  cool(limited);
  const Z1Step last = step(limited, 20.0, 8000.0);
  CHECK(last.heating_w == 8000.0);
  CHECK(last.operative_degc == Approx(15.8203).margin(5e-5));
}

TEST_CASE("A single wall in steady state has the printed node temperatures", "[z1]") {
  core::ThermalNetwork n;
  const core::BoundaryId outdoor = n.add_boundary("outdoor");
  const core::BoundaryId inside = n.add_boundary("inside");
  const core::TermId term = n.add_term("transmission");
  models::ZoneNodes zone = models::add_zone(n, 1.0);
  const core::NodeId first = models::add_opaque(
      n, zone, {"wall", 1.0, models::resistance_of_u_value_m2k_w(0.30, 2.5), 250e3, models::MassClass::distributed, 2.5});
  models::connect_outdoors(n, first, 1.0, 0.5, {outdoor, outdoor, term});
  n.connect(zone.air, inside, 1e9, term);
  n.connect(zone.radiant, inside, 1e9, term);
  const core::Plan plan = core::make_plan(n);
  core::Stepper stepper(plan, n, 3600.0);
  const std::array boundaries{-12.0, 20.0};
  for (int hour = 0; hour < 20000; ++hour) (void)stepper.step({boundaries, {}, {}, {}});
  // By hand: q = 0.30 x 32 = 9.600 W/m2 through films and the resistances R/6, R/3, R/3, R/6. (domain.md prints the five
  // temperatures to three digits: -11.602, -6.545, 3.570, 13.685, 18.742; the fourth is 13.68446.)
  const double resistance_m2k_w = 1.0 / 0.30 - 1.0 / 7.63 - 1.0 / 24.14;
  const std::array share{0.0, 1.0 / 6.0, 0.5, 5.0 / 6.0, 1.0};
  for (std::size_t i = 0; i < share.size(); ++i) {
    const double expected_degc = -12.0 + 9.6 * (1.0 / 24.14 + share[i] * resistance_m2k_w);
    const core::NodeId node = static_cast<core::NodeId>(core::index(first) + i);
    CHECK(stepper.temperature_degc(node) == Approx(expected_degc).margin(1e-5));
  }
}
