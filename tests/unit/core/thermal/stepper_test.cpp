// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/stepper.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>

#include "core/error.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)

/// One capacity that loses heat to outdoors and has a heater.
struct Tank {
  ThermalNetwork network;
  NodeId node{};
  Plan plan;
};

constexpr double kCapacity_j_k = 3.6e6;
constexpr double kLoss_w_k = 100.0;

Tank make_tank() {
  Tank tank;
  ThermalNetwork& n = tank.network;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const TermId heating = n.add_term("heating");
  tank.node = n.add_node("water", kCapacity_j_k);
  n.connect(tank.node, outdoor, kLoss_w_k, loss);
  const SourceId heater = n.add_source({{{tank.node, 1.0}}, heating});
  n.add_thermostat({{{tank.node, 1.0}}, heater});
  tank.plan = make_plan(n);
  return tank;
}

constexpr std::array<double, 1> kNoSource{0.0};

StepResult run(Stepper& stepper, double outdoor_degc, const SetPoint& set_point) {
  const std::array boundaries{outdoor_degc};
  const std::array set_points{set_point};
  return stepper.step({boundaries, {}, kNoSource, set_points});
}

}  // namespace

TEST_CASE("A tank left alone cools by the implicit law C/(C + G dt) every step") {
  const Tank tank = make_tank();
  Stepper stepper(tank.plan, tank.network, 3600.0);
  stepper.reset(50.0);
  const double factor = kCapacity_j_k / (kCapacity_j_k + kLoss_w_k * 3600.0);
  for (int hour = 1; hour <= 10; ++hour) {
    (void)run(stepper, 0.0, {.heat_to_degc = -100.0});
    CHECK(stepper.temperature_degc(tank.node) == Approx(50.0 * std::pow(factor, hour)).epsilon(1e-12));
  }
}

TEST_CASE("Half the step comes half as far from the exact cool-down, as an implicit Euler must") {
  const Tank tank = make_tank();
  const double exact_degc = 50.0 * std::exp(-kLoss_w_k * 10.0 * 3600.0 / kCapacity_j_k);
  const auto error_k = [&tank, exact_degc](double step_s) {
    Stepper stepper(tank.plan, tank.network, step_s);
    stepper.reset(50.0);
    for (int i = 0; i < static_cast<int>(36000.0 / step_s); ++i) (void)run(stepper, 0.0, {.heat_to_degc = -100.0});
    return stepper.temperature_degc(tank.node) - exact_degc;
  };
  CHECK(error_k(900.0) / error_k(450.0) == Approx(2.0).margin(0.05));
}

TEST_CASE("A thermostat holds its set point with just the loss, once the tank is warm") {
  const Tank tank = make_tank();
  Stepper stepper(tank.plan, tank.network, 3600.0);
  stepper.reset(60.0);
  const StepResult result = run(stepper, 10.0, {.heat_to_degc = 60.0, .heating_capacity_w = 1e5});
  CHECK(result.thermostat_w[0] == Approx(5000.0).epsilon(1e-12));
  CHECK(result.controlled_degc[0] == Approx(60.0).epsilon(1e-14));
}

TEST_CASE("A thermostat gives no more than its capacity and says the temperature that it reaches") {
  const Tank tank = make_tank();
  Stepper stepper(tank.plan, tank.network, 3600.0);
  stepper.reset(60.0);
  const StepResult result = run(stepper, 10.0, {.heat_to_degc = 60.0, .heating_capacity_w = 2000.0});
  CHECK(result.thermostat_w[0] == 2000.0);
  CHECK(result.controlled_degc[0] == Approx(60.0 - 3000.0 * 3600.0 / (kCapacity_j_k + kLoss_w_k * 3600.0)).epsilon(1e-12));
}

TEST_CASE("A thermostat cools when it is too warm, and does nothing in between") {
  const Tank tank = make_tank();
  Stepper stepper(tank.plan, tank.network, 3600.0);
  stepper.reset(30.0);
  const SetPoint set_point{.heat_to_degc = 20.0, .cool_to_degc = 26.0, .heating_capacity_w = 1e4, .cooling_capacity_w = 1e4};
  CHECK(run(stepper, 40.0, set_point).thermostat_w[0] < 0.0);
  CHECK(stepper.temperature_degc(tank.node) == Approx(26.0).epsilon(1e-12));
  CHECK(run(stepper, 24.0, set_point).thermostat_w[0] == 0.0);
}

TEST_CASE("The terms of the balance add up to the heat stored") {
  const Tank tank = make_tank();
  Stepper stepper(tank.plan, tank.network, 3600.0);
  stepper.reset(20.0);
  const StepResult result = run(stepper, 5.0, {.heat_to_degc = 22.0, .heating_capacity_w = 1e5});
  CHECK(result.term_w[0] + result.term_w[1] == Approx(result.storage_w).epsilon(1e-12));
  CHECK(result.storage_w == Approx(kCapacity_j_k * 2.0 / 3600.0).epsilon(1e-12));
}

TEST_CASE("A massless node that is linked to nothing is refused") {
  ThermalNetwork n;
  (void)n.add_node("lost", 0.0);
  const Plan plan = make_plan(n);
  CHECK_THROWS_AS(Stepper(plan, n, 3600.0), Error);
}

TEST_CASE("A conductance or capacity that is not a number is refused where it is added") {
  ThermalNetwork n;
  const NodeId a = n.add_node("a", 1.0);
  const NodeId b = n.add_node("b", 1.0);
  CHECK_THROWS_AS(n.connect(a, b, -1.0), Error);
  CHECK_THROWS_AS(n.connect(a, b, std::nan("")), Error);
  CHECK_THROWS_AS(n.connect(a, a, 1.0), Error);
  CHECK_THROWS_AS(n.add_node("c", -1.0), Error);
}
