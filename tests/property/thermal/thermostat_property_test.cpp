// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/thermostat.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "core/thermal/stepper.hpp"
#include "tests/support/dense_oracle.hpp"
#include "tests/support/random_network.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

constexpr double kStep_s = 3600.0;

bool agrees(const tests::ReferenceStep& reference, const core::StepResult& result, const core::Stepper& stepper) {
  for (std::size_t t = 0; t < result.thermostat_w.size(); ++t) {
    const double expected_w = reference.thermostat_w[t];
    if (std::abs(result.thermostat_w[t] - expected_w) > 1e-9 * std::abs(expected_w) + 1e-4) return false;
  }
  for (std::size_t i = 0; i < reference.degc.size(); ++i) {
    if (std::abs(stepper.temperature_degc(static_cast<core::NodeId>(i)) - reference.degc[i]) > 1e-7) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("Every thermostat of a random network is in its band or at a set point or at its limit") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    for (std::uint64_t step = 0; step < 48; ++step) {
      tests::drive(r, seed, step);
      const core::StepResult& result = stepper.step(r.input());
      for (std::size_t t = 0; t < result.thermostat_w.size(); ++t) {
        const core::SetPoint& set = r.set_points[t];
        RC_ASSERT(result.thermostat_w[t] <= set.heating_capacity_w && result.thermostat_w[t] >= -set.cooling_capacity_w);
        RC_ASSERT(tests::is_content(set, result.thermostat_w[t], result.controlled_degc[t], 1e-8, 1e-8));
      }
    }
  }));
}

TEST_CASE("Coupled thermostats find the powers that a trial of all their states finds") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed, 3);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    std::vector<double> old_degc(r.network.nodes().size(), 20.0);
    for (std::uint64_t step = 0; step < 4; ++step) {
      tests::drive(r, seed, step);
      const core::StepResult& result = stepper.step(r.input());
      const std::vector<tests::ReferenceStep> expected = tests::reference_steps(r.network, r.input(), kStep_s, old_degc);
      RC_ASSERT(std::any_of(expected.begin(), expected.end(), [&result, &stepper](const tests::ReferenceStep& reference) {
        return agrees(reference, result, stepper);
      }));
      for (std::size_t i = 0; i < old_degc.size(); ++i) {
        old_degc[i] = stepper.temperature_degc(static_cast<core::NodeId>(i));
      }
    }
  }));
}

TEST_CASE("Thermostats that act where they look have one solution and the stepper finds it") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed, 3, tests::ThermostatsAct::where_they_look);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    std::vector<double> old_degc(r.network.nodes().size(), 20.0);
    for (std::uint64_t step = 0; step < 4; ++step) {
      tests::drive(r, seed, step);
      const core::StepResult& result = stepper.step(r.input());
      const std::vector<tests::ReferenceStep> expected = tests::reference_steps(r.network, r.input(), kStep_s, old_degc);
      RC_ASSERT(!expected.empty());
      for (const tests::ReferenceStep& reference : expected) RC_ASSERT(agrees(reference, result, stepper));
      old_degc = expected.front().degc;
    }
  }));
}

TEST_CASE("Powers of thermostats do not depend on what was solved before") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::Dice dice(seed, "responses");
    constexpr std::size_t kRooms = 4;
    const auto draw = [&dice]() {
      std::vector<double> matrix(kRooms * kRooms);
      for (double& entry : matrix) entry = dice.number(0.0, 1e-4);
      for (std::size_t i = 0; i < kRooms; ++i) matrix[i * kRooms + i] += 1e-3;
      return matrix;
    };
    const std::vector<double> response_k_w = draw();
    const std::vector<double> other_k_w = draw();
    const std::vector<double> free_degc = {dice.number(-10.0, 40.0), dice.number(-10.0, 40.0), 15.0, 35.0};
    const std::vector<core::SetPoint> set_points(kRooms, {20.0, 26.0, 8000.0, 8000.0});
    std::vector<double> fresh_w(kRooms);
    std::vector<double> used_w(kRooms);
    core::ThermostatSolver fresh(kRooms);
    fresh.solve({free_degc, response_k_w, response_k_w}, set_points, fresh_w);
    core::ThermostatSolver used(kRooms);
    used.solve({free_degc, other_k_w, other_k_w}, set_points, used_w);
    used.solve({free_degc, response_k_w, response_k_w}, set_points, used_w);
    RC_ASSERT(fresh_w == used_w);
  }));
}
