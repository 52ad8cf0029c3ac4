// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/stepper.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

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
  n.add_thermostat({{{tank.node, 1.0}}, heater, heater});
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

TEST_CASE("A film of the step joins two nodes like a link of the same conductance") {
  const auto after_one_step_degc = [](bool driven) {
    ThermalNetwork n;
    const BoundaryId outdoor = n.add_boundary("outdoor");
    const TermId loss = n.add_term("loss");
    const NodeId wall = n.add_node("wall", 1e6);
    const NodeId air = n.add_node("air", 1e5);
    n.connect(wall, outdoor, 20.0, loss);
    if (driven) (void)n.connect_driven(wall, air);
    if (!driven) n.connect(wall, air, 37.0);
    const Plan plan = make_plan(n);
    Stepper stepper(plan, n, 3600.0);
    const std::array boundaries{-5.0};
    const std::vector<double> film_w_k(driven ? 1 : 0, 37.0);
    (void)stepper.step({boundaries, film_w_k, {}, {}});
    return stepper.temperature_degc(air);
  };
  CHECK(after_one_step_degc(true) == Approx(after_one_step_degc(false)).epsilon(1e-14));
}

TEST_CASE("A stream of air warms the room it enters and leaves the room it comes from as it is") {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const TermId stream = n.add_term("stream");
  const NodeId warm = n.add_node("warm", 0.0);
  const NodeId cold = n.add_node("cold", 0.0);
  n.connect(warm, outdoor, 10.0, loss);
  n.connect(cold, outdoor, 10.0, loss);
  (void)n.connect_flow(warm, cold, stream);
  (void)n.add_source({{{warm, 1.0}}, loss});
  const Plan plan = make_plan(n);
  Stepper stepper(plan, n, 3600.0);
  const std::array boundaries{0.0};
  const std::array stream_w_k{30.0};
  const std::array heat_w{200.0};
  const StepResult& result = stepper.step({boundaries, stream_w_k, heat_w, {}});
  CHECK(stepper.temperature_degc(warm) == Approx(20.0).epsilon(1e-14));
  CHECK(stepper.temperature_degc(cold) == Approx(20.0 * 30.0 / 40.0).epsilon(1e-14));  // mixed 30 to 10
  CHECK(result.term_w[1] == Approx(30.0 * (20.0 - 15.0)).epsilon(1e-13));
}

TEST_CASE("Two equal streams against one another are an open door") {
  const auto cold_degc = [](bool streams) {
    ThermalNetwork n;
    const BoundaryId outdoor = n.add_boundary("outdoor");
    const TermId loss = n.add_term("loss");
    const TermId stream = n.add_term("stream");
    const NodeId warm = n.add_node("warm", 1e5);
    const NodeId cold = n.add_node("cold", 1e5);
    n.connect(cold, outdoor, 10.0, loss);
    if (streams) (void)n.connect_flow(warm, cold, stream);
    if (streams) (void)n.connect_flow(cold, warm, stream);
    if (!streams) (void)n.connect_driven(warm, cold);
    const Plan plan = make_plan(n);
    Stepper stepper(plan, n, 3600.0);
    const std::array boundaries{0.0};
    const std::vector<double> driven_w_k(streams ? 2 : 1, 25.0);
    (void)stepper.step({boundaries, driven_w_k, {}, {}});
    return stepper.temperature_degc(cold);
  };
  CHECK(cold_degc(true) == Approx(cold_degc(false)).epsilon(1e-14));
}

TEST_CASE("A repeated step starts from the state before the step") {
  const Tank tank = make_tank();
  Stepper stepper(tank.plan, tank.network, 3600.0);
  stepper.reset(50.0);
  const std::array cold{0.0};
  const std::array mild{10.0};
  const std::array idle{SetPoint{.heat_to_degc = -100.0}};
  (void)stepper.step({cold, {}, kNoSource, idle});
  (void)stepper.repeat({mild, {}, kNoSource, idle});
  const double factor = kCapacity_j_k / (kCapacity_j_k + kLoss_w_k * 3600.0);
  CHECK(stepper.temperature_degc(tank.node) == Approx(10.0 + 40.0 * factor).epsilon(1e-14));
}

TEST_CASE("Heating and cooling act where each has its source") {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const TermId heating = n.add_term("heating");
  const TermId cooling = n.add_term("cooling");
  const NodeId floor = n.add_node("floor", 0.0);
  const NodeId air = n.add_node("air", 0.0);
  n.connect(floor, air, 50.0);
  n.connect(air, outdoor, 10.0, loss);
  const SourceId heater = n.add_source({{{floor, 1.0}}, heating});
  const SourceId cooler = n.add_source({{{air, 1.0}}, cooling});
  n.add_thermostat({{{air, 1.0}}, heater, cooler});
  const Plan plan = make_plan(n);
  Stepper stepper(plan, n, 3600.0);
  const std::array no_source{0.0, 0.0};
  const std::array set_points{SetPoint{20.0, 26.0, 1e4, 1e4}};
  const std::array winter{0.0};
  const StepResult cold = stepper.step({winter, {}, no_source, set_points});
  CHECK(cold.thermostat_w[0] == Approx(200.0).epsilon(1e-13));
  CHECK(cold.term_w[1] == Approx(200.0).epsilon(1e-13));
  CHECK(stepper.temperature_degc(floor) == Approx(24.0).epsilon(1e-13));  // 200 W through 50 W/K
  const std::array summer{36.0};
  const StepResult warm = stepper.step({summer, {}, no_source, set_points});
  CHECK(warm.term_w[1] == 0.0);
  CHECK(warm.term_w[2] == Approx(-100.0).epsilon(1e-13));
  CHECK(stepper.temperature_degc(floor) == Approx(26.0).epsilon(1e-13));
}

TEST_CASE("Stiff links inside a network that is nearly at rest raise no false alarm of the first law") {
  for (const double conductance_w_k : {1e3, 1e5, 1e7}) {
    for (int k = 0; k < 20; ++k) {
      ThermalNetwork n;
      const BoundaryId outdoor = n.add_boundary("outdoor");
      const TermId loss = n.add_term("loss");
      const NodeId first = n.add_node("sheet", 0.0);
      NodeId last = first;
      for (int i = 0; i < 10; ++i) {
        const NodeId next = n.add_node("sheet", 0.0);
        n.connect(last, next, conductance_w_k * (1.0 + 0.37 * i));
        last = next;
      }
      n.connect(last, outdoor, 1.0 + 0.1 * k, loss);
      const Plan plan = make_plan(n);
      Stepper stepper(plan, n, 3600.0);
      const std::array boundaries{20.0 + 0.7 * k};
      CHECK_NOTHROW(stepper.step({boundaries, {}, {}, {}}));
      // Each of ten links rounds its flow to some ulp of conductance times temperature, which the weakest link (1 W/K) carries.
      const double rounding_k = 50.0 * std::numeric_limits<double>::epsilon() * conductance_w_k * boundaries[0];
      CHECK(stepper.temperature_degc(first) == Approx(boundaries[0]).epsilon(0.0).margin(rounding_k));
    }
  }
}

TEST_CASE("A chain of three thousand nodes is stepped with a factor of its own length and carries its heat through") {
  // A dense factor would be 3,000 x 3,000 numbers; the plan of a chain has one entry below the diagonal per node.
  constexpr int kNodes = 3000;
  constexpr double kLink_w_k = 3000.0;
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const BoundaryId indoor = n.add_boundary("indoor");
  const TermId out = n.add_term("out");
  const TermId in = n.add_term("in");
  std::vector<NodeId> nodes;
  for (int i = 0; i < kNodes; ++i) {
    nodes.push_back(n.add_node("slice", 1.0));
    if (i > 0) n.connect(nodes[static_cast<std::size_t>(i) - 1], nodes.back(), kLink_w_k);
  }
  n.connect(nodes.front(), outdoor, kLink_w_k, out);
  (void)n.connect_driven(nodes.back(), indoor, in);
  const Plan plan = make_plan(n);
  CHECK(plan.rows.size() <= 2 * static_cast<std::size_t>(kNodes));
  CHECK(plan.zone_count() < 10);
  Stepper stepper(plan, n, 1e7);
  stepper.reset(10.0);
  const std::array boundaries{0.0, 20.0};
  const std::array films{kLink_w_k};
  // 3,001 equal links in a row: 20 K over 3,001 / 3,000 K/W. The steps are long, the walls light: the second is at rest.
  StepResult result = stepper.step({boundaries, films, {}, {}});
  for (int step = 0; step < 20; ++step) result = stepper.step({boundaries, films, {}, {}});
  CHECK(result.term_w[1] == Approx(20.0 * 3000.0 / 3001.0).epsilon(1e-6));
  CHECK(result.term_w[0] == Approx(-20.0 * 3000.0 / 3001.0).epsilon(1e-6));
  CHECK(stepper.temperature_degc(nodes[1499]) == Approx(20.0 * 1500.0 / 3001.0).epsilon(1e-6));
}

TEST_CASE("Gains of ten megawatts make a network hot and raise no false alarm of the first law") {
  for (const double conductance_w_k : {1e2, 1e5, 1e8, 1e9}) {
    ThermalNetwork n;
    const BoundaryId outdoor = n.add_boundary("outdoor");
    const TermId loss = n.add_term("loss");
    const TermId gain = n.add_term("gain");
    const NodeId room = n.add_node("room", 0.0);
    NodeId last = room;
    for (int i = 0; i < 6; ++i) {
      const NodeId next = n.add_node("sheet", i == 2 ? 1e4 : 0.0);
      n.connect(last, next, conductance_w_k * (1.0 + 0.37 * i));
      last = next;
    }
    n.connect(last, outdoor, 7.0, loss);
    (void)n.connect_driven(room, outdoor, loss);
    (void)n.add_source({{{room, 1.0}}, gain});
    const Plan plan = make_plan(n);
    Stepper stepper(plan, n, 900.0);
    const std::array boundaries{-10.0};
    const std::array films{3.0};
    const std::array heat_w{1e7};
    for (int step = 0; step < 100; ++step) REQUIRE_NOTHROW(stepper.step({boundaries, films, heat_w, {}}));
    // At rest the films of 3 and of 7 W/K, the sheets before it, carry it all: a million degrees.
    double sheets_k_w = 1.0 / 7.0;
    for (int i = 0; i < 6; ++i) sheets_k_w += 1.0 / (conductance_w_k * (1.0 + 0.37 * i));
    CHECK(stepper.temperature_degc(room) + 10.0 == Approx(1e7 / (3.0 + 1.0 / sheets_k_w)).epsilon(1e-6));
  }
}

TEST_CASE("A room whose only links are driven ones of zero is refused in that step") {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const NodeId air = n.add_node("air", 0.0);
  (void)n.connect_driven(air, outdoor, n.add_term("air"));
  const Plan plan = make_plan(n);
  Stepper stepper(plan, n, 3600.0);
  const std::array boundaries{5.0};
  const std::array still{0.0};
  const std::array open{1.0};
  CHECK_THROWS_AS(stepper.step({boundaries, still, {}, {}}), Error);
  CHECK_NOTHROW(stepper.step({boundaries, open, {}, {}}));
}

TEST_CASE("A stepper refuses the plan of another network and a step that is no time") {
  const Tank tank = make_tank();
  const ThermalNetwork empty;
  CHECK_THROWS_AS(Stepper(tank.plan, empty, 3600.0), Error);
  CHECK_THROWS_AS(Stepper(tank.plan, tank.network, 0.0), Error);
  CHECK_THROWS_AS(Stepper(tank.plan, tank.network, std::nan("")), Error);
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
  const TermId term = n.add_term("term");
  CHECK_THROWS_AS(n.connect_driven(a, a), Error);
  CHECK_THROWS_AS(n.connect_flow(a, a, term), Error);
  CHECK_THROWS_AS(n.connect_driven(a, static_cast<NodeId>(7)), Error);
  CHECK_THROWS_AS(n.connect_flow(a, b, static_cast<TermId>(7)), Error);
}

TEST_CASE("Two thermostats may not heat with one source") {
  ThermalNetwork n;
  const NodeId a = n.add_node("a", 1.0);
  const NodeId b = n.add_node("b", 1.0);
  const TermId term = n.add_term("term");
  const SourceId shared = n.add_source({{{a, 1.0}}, term});
  const SourceId own = n.add_source({{{b, 1.0}}, term});
  n.add_thermostat({{{a, 1.0}}, shared, shared});
  CHECK_THROWS_AS(n.add_thermostat({{{b, 1.0}}, shared, own}), Error);
  CHECK_THROWS_AS(n.add_thermostat({{{b, 1.0}}, own, shared}), Error);
  CHECK_THROWS_AS(n.add_thermostat({{}, own, own}), Error);
  CHECK_NOTHROW(n.add_thermostat({{{b, 1.0}}, own, own}));
}
