// SPDX-License-Identifier: MPL-2.0
// Test zone Z1 of domain.md B2 as a detailed building: every printed digit.
#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/thermal/stepper.hpp"
#include "models/building/element.hpp"
#include "models/fabric/fabric_network.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::MassClass;

constexpr double kOutdoor_degc = -12.0;
constexpr double kVentilation_w_k = 30.0;

models::Construction lumped(std::string name, double resistance_m2k_w, double heat_capacity_j_m2k, MassClass mass) {
  models::Construction construction;
  construction.name = std::move(name);
  construction.lumped = models::LumpedElement{resistance_m2k_w, heat_capacity_j_m2k, mass, false, 0.0};
  return construction;
}

models::Surface surface(std::string name, std::size_t construction, double area_m2, double tilt_deg) {
  models::Surface surface;
  surface.name = std::move(name);
  surface.construction = construction;
  surface.area_m2 = area_m2;
  surface.tilt_deg = tilt_deg;
  return surface;
}

/// Films follow from the tilt (2.5 wall, 5.0 roof, 0.7 floor); the window stands in the wall, whose gross area holds it.
models::Fabric z1_fabric(double convective_heating) {
  models::Fabric fabric;
  fabric.options = models::city_fabric_options();
  models::Zone zone;
  zone.name = "Z1";
  zone.furniture_j_k = 1.0e6;
  models::ZoneThermostat thermostat;
  thermostat.operative = true;
  thermostat.heating_convective_fraction = convective_heating;
  zone.thermostat = std::move(thermostat);
  fabric.zones.push_back(std::move(zone));
  const auto resistance = models::resistance_of_u_value_m2k_w;
  fabric.constructions = {lumped("wall", resistance(0.30, 2.5), 250e3, MassClass::distributed),
                          lumped("roof", resistance(0.15, 5.0), 110e3, MassClass::inside),
                          lumped("floor", 1.0, 250e3, MassClass::inside)};
  models::GlazingType glass;
  glass.name = "glass";
  glass.u_value_w_m2k = 1.40;
  fabric.glazings.push_back(std::move(glass));
  fabric.surfaces = {surface("wall", 0, 108.0 + 12.0, 90.0), surface("roof", 1, 100.0, 0.0), surface("floor", 2, 100.0, 180.0)};
  fabric.surfaces[2].beyond = models::Beyond::adiabatic;
  models::Window window;
  window.name = "window";
  window.area_m2 = 12.0;
  fabric.windows.push_back(std::move(window));
  models::AirPath air;
  air.name = "ventilation";
  fabric.air_paths.push_back(std::move(air));
  return fabric;
}

struct ZoneZ1 {
  models::FabricNetwork net;
  core::Plan plan;
  core::NodeId air{};
};

ZoneZ1 make_z1(double convective_heating) {
  ZoneZ1 z1;
  z1.net = models::make_fabric_network(z1_fabric(convective_heating));
  z1.plan = core::make_plan(z1.net.network);
  z1.air = z1.net.zones[0].air;
  return z1;
}

struct Z1Step {
  double heating_w;
  double operative_degc;
};

Z1Step step(const ZoneZ1& z1, core::Stepper& stepper, double set_point_degc, double capacity_w) {
  const std::array boundaries{kOutdoor_degc, kOutdoor_degc};  // no colder sky in this zone
  const std::array driven{kVentilation_w_k};
  const std::vector<double> dark(z1.net.network.sources().size(), 0.0);
  const std::array set_points{core::SetPoint{.heat_to_degc = set_point_degc, .heating_capacity_w = capacity_w}};
  const core::StepResult& result = stepper.step({boundaries, driven, dark, set_points});
  return {result.thermostat_w[0], result.controlled_degc[0]};
}

double steady_heating_w(const ZoneZ1& z1, core::Stepper& stepper) {
  Z1Step last{};
  for (int hour = 0; hour < 20000; ++hour) last = step(z1, stepper, 20.0, 1e9);
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
  core::Stepper stepper(z1.plan, z1.net.network, 3600.0);
  CHECK(steady_heating_w(z1, stepper) == Approx(3030.411).margin(5e-4));
  CHECK(stepper.temperature_degc(z1.air) == Approx(21.2462).margin(5e-5));
}

TEST_CASE("Z1: the steady load with 40 percent convective heating is 3060.792 W", "[z1]") {
  const ZoneZ1 z1 = make_z1(0.4);
  core::Stepper stepper(z1.plan, z1.net.network, 3600.0);
  CHECK(steady_heating_w(z1, stepper) == Approx(3060.792).margin(5e-4));
  CHECK(stepper.temperature_degc(z1.air) == Approx(20.0691).margin(5e-5));
}

TEST_CASE("Z1: the cool-down without heating follows the printed temperatures", "[z1]") {
  const ZoneZ1 z1 = make_z1(0.4);
  core::Stepper stepper(z1.plan, z1.net.network, 3600.0);
  (void)steady_heating_w(z1, stepper);
  std::array<double, 25> operative_degc{};
  for (std::size_t hour = 1; hour <= 24; ++hour) operative_degc[hour] = step(z1, stepper, -50.0, 0.0).operative_degc;
  CHECK(operative_degc[1] == Approx(19.1115).margin(5e-5));
  CHECK(operative_degc[2] == Approx(18.6320).margin(5e-5));
  CHECK(operative_degc[6] == Approx(17.4070).margin(5e-5));
  CHECK(operative_degc[12] == Approx(16.0001).margin(5e-5));
  CHECK(operative_degc[24] == Approx(13.6759).margin(5e-5));
  CHECK(stepper.temperature_degc(z1.air) == Approx(12.9770).margin(5e-5));
}

TEST_CASE("Z1: hour 25 needs 22398.9 W and 8 kW lift it to 15.8203 degrees", "[z1]") {
  const ZoneZ1 z1 = make_z1(0.4);
  const auto cool = [&z1](core::Stepper& stepper) {
    (void)steady_heating_w(z1, stepper);
    for (int hour = 0; hour < 24; ++hour) (void)step(z1, stepper, -50.0, 0.0);
  };
  core::Stepper free(z1.plan, z1.net.network, 3600.0);
  cool(free);
  CHECK(step(z1, free, -50.0, 0.0).operative_degc == Approx(13.4980).margin(5e-5));
  core::Stepper unrestricted(z1.plan, z1.net.network, 3600.0);
  cool(unrestricted);
  CHECK(step(z1, unrestricted, 20.0, 1e9).heating_w == Approx(22398.9).margin(0.05));
  core::Stepper limited(z1.plan, z1.net.network, 3600.0);
  cool(limited);
  const Z1Step last = step(z1, limited, 20.0, 8000.0);
  CHECK(last.heating_w == 8000.0);
  CHECK(last.operative_degc == Approx(15.8203).margin(5e-5));
}

TEST_CASE("A single wall in steady state has the printed node temperatures", "[z1]") {
  models::Fabric fabric;
  fabric.options = models::city_fabric_options();
  models::Zone zone;
  zone.name = "inside";
  zone.furniture_j_k = 1.0;
  fabric.zones.push_back(std::move(zone));
  fabric.boundaries.push_back({"inside", models::Schedule::of(20.0), {}});
  fabric.constructions = {lumped("wall", models::resistance_of_u_value_m2k_w(0.30, 2.5), 250e3, MassClass::distributed)};
  fabric.surfaces = {surface("wall", 0, 1.0, 90.0)};
  models::FabricNetwork net = models::make_fabric_network(fabric);
  net.network.connect(net.zones[0].air, net.given[0], 1e9, net.transmission_term);
  net.network.connect(net.zones[0].radiant, net.given[0], 1e9, net.transmission_term);
  const core::Plan plan = core::make_plan(net.network);
  core::Stepper stepper(plan, net.network, 3600.0);
  const std::array boundaries{-12.0, -12.0, 20.0};
  const std::vector<double> dark(net.network.sources().size(), 0.0);
  for (int hour = 0; hour < 20000; ++hour) (void)stepper.step({boundaries, {}, dark, {}});
  // By hand: q = 0.30 x 32 = 9.600 W/m2 through films and the resistances R/6, R/3, R/3, R/6. (domain.md prints the five
  // temperatures to three digits: -11.602, -6.545, 3.570, 13.685, 18.742; the fourth is 13.68446.)
  const double resistance_m2k_w = 1.0 / 0.30 - 1.0 / 7.63 - 1.0 / 24.14;
  const std::array share{0.0, 1.0 / 6.0, 0.5, 5.0 / 6.0, 1.0};
  const std::size_t first = core::index(net.outside_faces[0].node);
  REQUIRE(core::index(net.inside_faces[0].node) == first + 4);
  for (std::size_t i = 0; i < share.size(); ++i) {
    const double expected_degc = -12.0 + 9.6 * (1.0 / 24.14 + share[i] * resistance_m2k_w);
    CHECK(stepper.temperature_degc(static_cast<core::NodeId>(first + i)) == Approx(expected_degc).margin(1e-5));
  }
}
