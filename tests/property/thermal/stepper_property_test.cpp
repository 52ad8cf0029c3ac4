// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "core/thermal/stepper.hpp"
#include "tests/support/dense_oracle.hpp"
#include "tests/support/random_network.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

}  // namespace

TEST_CASE("The stepper equals a dense solve on random networks") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, 3600.0);
    const std::size_t size = r.network.nodes().size();
    std::vector<double> expected(size, 20.0);
    for (int step = 0; step < 24; ++step) {
      const core::StepResult& result = stepper.step(r.input());
      expected = tests::dense_step(r.network, r.input(), 3600.0, expected, {result.thermostat_w[0]});
      for (std::size_t i = 0; i < size; ++i) {
        RC_ASSERT(std::abs(stepper.temperature_degc(static_cast<core::NodeId>(i)) - expected[i]) < 1e-8);
      }
    }
  }));
}

TEST_CASE("On random networks the thermostat reaches its set point or its limit") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    const tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, 3600.0);
    const core::SetPoint& set = r.set_points[0];
    for (int step = 0; step < 24; ++step) {
      const core::StepResult& result = stepper.step(r.input());
      const double heat_w = result.thermostat_w[0];
      const double reached_degc = result.controlled_degc[0];
      RC_ASSERT(heat_w <= set.heating_capacity_w && heat_w >= -set.cooling_capacity_w);
      if (heat_w > 0.0 && heat_w < set.heating_capacity_w) RC_ASSERT(std::abs(reached_degc - set.heat_to_degc) < 1e-9);
      if (heat_w < 0.0 && heat_w > -set.cooling_capacity_w) RC_ASSERT(std::abs(reached_degc - set.cool_to_degc) < 1e-9);
      if (heat_w == 0.0 && set.heating_capacity_w > 0.0) RC_ASSERT(reached_degc >= set.heat_to_degc - 1e-9);
    }
  }));
}

TEST_CASE("With everything at one temperature and no heat, nothing flows") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    r.boundary_degc.assign(2, 21.0);
    r.source_w.assign(2, 0.0);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, 3600.0);
    stepper.reset(21.0);
    for (int step = 0; step < 10; ++step) {
      const core::StepResult& result = stepper.step(r.input());
      RC_ASSERT(result.thermostat_w[0] == 0.0);
      for (const double heat_w : result.term_w) RC_ASSERT(std::abs(heat_w) < 1e-6);
    }
  }));
}
