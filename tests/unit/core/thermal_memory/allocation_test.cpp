// SPDX-License-Identifier: MPL-2.0
// Its own program: see tests/support/counted_memory.hpp.
#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <vector>

#include "core/thermal/stepper.hpp"
#include "tests/support/counted_memory.hpp"

namespace {

using namespace tvilling::core;  // NOLINT(google-build-using-namespace)
namespace tests = tvilling::tests;

/// Three rooms in a row with films on their walls, streams of air from room to room, and a thermostat each.
ThermalNetwork make_rooms() {
  ThermalNetwork n;
  const BoundaryId outdoor = n.add_boundary("outdoor");
  const TermId loss = n.add_term("loss");
  const TermId heat = n.add_term("heat");
  NodeId before{};
  for (int room = 0; room < 3; ++room) {
    const NodeId air = n.add_node("air", 1e5);
    const NodeId outside = n.add_node("outside", 2e6);
    const NodeId inside = n.add_node("inside", 2e6);
    n.connect(outside, inside, 40.0);
    n.connect(outside, outdoor, 200.0, loss);
    (void)n.connect_driven(inside, air);
    (void)n.connect_driven(air, outdoor, loss);
    if (room > 0) (void)n.connect_flow(before, air, loss);
    if (room > 0) (void)n.connect_driven(before, air);
    const SourceId heater = n.add_source({{{air, 1.0}}, heat});
    const SourceId cooler = n.add_source({{{inside, 1.0}}, heat});
    n.add_thermostat({{{air, 1.0}}, heater, cooler});
    before = air;
  }
  return n;
}

}  // namespace

TEST_CASE("The count sees a request for memory") {
  tests::skip_where_nothing_is_counted();
  const std::size_t before = tests::allocations();
  const std::vector<double> some(1000, 1.0);
  CHECK(tests::allocations() > before);
  CHECK(some.size() == 1000);
}

TEST_CASE("A hundred steps with films and streams and three thermostats ask for no memory") {
  tests::skip_where_nothing_is_counted();
  const ThermalNetwork network = make_rooms();
  const Plan plan = make_plan(network);
  Stepper stepper(plan, network, 3600.0);
  std::vector<double> driven_w_k(network.driven_links().size());
  const std::vector<double> source_w(network.sources().size(), 0.0);
  const std::array set_points{SetPoint{20.0, 24.0, 900.0, 1e6}, SetPoint{21.0, 25.0, 1e6, 300.0}, SetPoint{18.0, 24.0, 1e6, 1e6}};
  int heating = 0;
  int cooling = 0;
  const std::size_t before = tests::allocations();
  for (std::size_t step = 0; step < 100; ++step) {
    const std::array outdoor_degc{-10.0 + 0.6 * static_cast<double>(step)};
    for (std::size_t d = 0; d < driven_w_k.size(); ++d) driven_w_k[d] = 10.0 + static_cast<double>((d + 1) * (step % 7 + 1));
    const StepResult& first = stepper.step({outdoor_degc, driven_w_k, source_w, set_points});
    const StepResult& second = step % 3 == 0 ? stepper.repeat({outdoor_degc, driven_w_k, source_w, set_points}) : first;
    for (const double power_w : second.thermostat_w) heating += power_w > 0.0 ? 1 : 0;
    for (const double power_w : second.thermostat_w) cooling += power_w < 0.0 ? 1 : 0;
  }
  const std::size_t after = tests::allocations();
  CHECK(after - before == 0);
  CHECK(heating > 50);
  CHECK(cooling > 50);
}
