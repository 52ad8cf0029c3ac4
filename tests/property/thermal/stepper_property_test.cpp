// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/stepper.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <vector>

#include "tests/property/thermal/changed_network.hpp"
#include "tests/support/dense_oracle.hpp"
#include "tests/support/random_network.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

constexpr double kStep_s = 3600.0;

std::vector<double> temperatures_degc(const core::Stepper& stepper, const core::ThermalNetwork& network) {
  std::vector<double> degc;
  for (std::size_t i = 0; i < network.nodes().size(); ++i) degc.push_back(stepper.temperature_degc(static_cast<core::NodeId>(i)));
  return degc;
}

std::vector<double> powers_w(const core::StepResult& result) {
  return {result.thermostat_w.begin(), result.thermostat_w.end()};
}

double largest(const std::vector<double>& values) {
  double most = 0.0;
  for (const double value : values) most = std::max(most, std::abs(value));
  return most;
}

/// What rounding may leave in the sum of all balances: every product of a conductance and a temperature is rounded, and the
/// elimination does not amplify that (dominant diagonal, nothing positive beside it). A link stands in two balances with two
/// products each; eight units of rounding per product stand for the operations on it.
double rounding_w(const tests::RandomNetwork& r, double largest_degc) {
  double products_w_k = 0.0;
  for (const core::HeatNode& node : r.network.nodes()) products_w_k += 2.0 * node.capacity_j_k / kStep_s;
  for (const core::Link& link : r.network.links()) products_w_k += 4.0 * link.conductance_w_k;
  for (const core::BoundaryLink& link : r.network.boundary_links()) products_w_k += 2.0 * link.conductance_w_k;
  for (const double conductance_w_k : r.driven_w_k) products_w_k += 4.0 * conductance_w_k;
  return 8.0 * std::numeric_limits<double>::epsilon() * largest_degc * products_w_k;
}

}  // namespace

TEST_CASE("The stepper equals a dense solve on random networks") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    std::vector<double> expected(r.network.nodes().size(), 20.0);
    for (std::uint64_t step = 0; step < 12; ++step) {
      tests::drive(r, seed, step);
      const core::StepResult& result = stepper.step(r.input());
      expected = tests::dense_step(r.network, r.input(), kStep_s, expected, powers_w(result));
      for (std::size_t i = 0; i < expected.size(); ++i) {
        RC_ASSERT(std::abs(stepper.temperature_degc(static_cast<core::NodeId>(i)) - expected[i]) < 1e-8);
      }
    }
  }));
}

TEST_CASE("The energy of random networks closes to 1e-9 of what flows") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    std::vector<double> old_degc(r.network.nodes().size(), 20.0);
    for (std::uint64_t step = 0; step < 48; ++step) {
      tests::drive(r, seed, step);
      const core::StepResult& result = stepper.step(r.input());
      const std::vector<double> degc = temperatures_degc(stepper, r.network);
      double residual_w = -result.storage_w;
      double throughput_w = std::abs(result.storage_w);
      double stored_w = 0.0;
      for (const double heat_w : result.term_w) residual_w += heat_w;
      for (const double heat_w : result.term_w) throughput_w += std::abs(heat_w);
      for (std::size_t i = 0; i < degc.size(); ++i) {
        stored_w += r.network.nodes()[i].capacity_j_k / kStep_s * (degc[i] - old_degc[i]);
      }
      const double allowance_w = rounding_w(r, std::max({largest(degc), largest(old_degc), largest(r.boundary_degc)}));
      RC_ASSERT(std::abs(residual_w) <= 1e-9 * throughput_w + allowance_w);
      RC_ASSERT(std::abs(stored_w - result.storage_w) <= 1e-9 * throughput_w + allowance_w);
      old_degc = degc;
    }
  }));
}

TEST_CASE("With everything at one temperature and no heat nothing flows") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    stepper.reset(21.0);
    for (std::uint64_t step = 0; step < 10; ++step) {
      tests::drive(r, seed, step);
      std::fill(r.boundary_degc.begin(), r.boundary_degc.end(), 21.0);
      std::fill(r.source_w.begin(), r.source_w.end(), 0.0);
      for (core::SetPoint& set : r.set_points) {
        set.heat_to_degc = 20.0;
        set.cool_to_degc = 22.0;
      }
      const core::StepResult& result = stepper.step(r.input());
      for (const double heat_w : result.thermostat_w) RC_ASSERT(heat_w == 0.0);
      const double allowance_w = rounding_w(r, 21.0) * static_cast<double>(step + 1);  // old temperatures are rounded too
      for (const double heat_w : result.term_w) RC_ASSERT(std::abs(heat_w) <= allowance_w);
    }
  }));
}

TEST_CASE("The order in which a network is described changes no result") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed, 5, tests::ThermostatsAct::where_they_look);
    tests::PermutedNetwork p = tests::permute(r, seed);
    const core::Plan plan = core::make_plan(r.network);
    const core::Plan permuted_plan = core::make_plan(p.network.network);
    core::Stepper stepper(plan, r.network, kStep_s);
    core::Stepper permuted(permuted_plan, p.network.network, kStep_s);
    for (std::uint64_t step = 0; step < 12; ++step) {
      tests::drive(r, seed, step);
      tests::take_input(r, p);
      const core::StepResult& a = stepper.step(r.input());
      const core::StepResult& b = permuted.step(p.network.input());
      double throughput_w = std::abs(a.storage_w);
      for (const double heat_w : a.term_w) throughput_w += std::abs(heat_w);
      const double allowance_w = 1e-9 * throughput_w + 4.0 * rounding_w(r, 100.0);
      for (std::size_t i = 0; i < r.network.nodes().size(); ++i) {
        const core::NodeId node = static_cast<core::NodeId>(i);
        RC_ASSERT(std::abs(stepper.temperature_degc(node) - permuted.temperature_degc(p.node(node))) < 1e-9);
      }
      for (std::size_t i = 0; i < a.term_w.size(); ++i) {
        RC_ASSERT(std::abs(a.term_w[i] - b.term_w[p.terms.place[i]]) <= allowance_w);
      }
      for (std::size_t i = 0; i < a.thermostat_w.size(); ++i) {
        RC_ASSERT(std::abs(a.thermostat_w[i] - b.thermostat_w[p.thermostats.place[i]]) <= allowance_w);
      }
    }
  }));
}

TEST_CASE("A repeated step with the same input gives the same bits as the step alone") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper alone(plan, r.network, kStep_s);
    core::Stepper repeated(plan, r.network, kStep_s);
    for (std::uint64_t step = 0; step < 24; ++step) {
      tests::drive(r, seed, step + 1000);
      if (step % 2 == 0) (void)repeated.step(r.input());  // another input first leaves no trace
      tests::drive(r, seed, step);
      const core::StepResult& a = alone.step(r.input());
      if (step % 2 == 1) (void)repeated.step(r.input());
      for (std::uint64_t k = 0; k < 1 + step % 3; ++k) (void)repeated.repeat(r.input());
      const core::StepResult& b = repeated.repeat(r.input());
      RC_ASSERT(temperatures_degc(alone, r.network) == temperatures_degc(repeated, r.network));
      RC_ASSERT(powers_w(a) == powers_w(b));
      RC_ASSERT(std::equal(a.term_w.begin(), a.term_w.end(), b.term_w.begin(), b.term_w.end()));
      RC_ASSERT(std::equal(a.controlled_degc.begin(), a.controlled_degc.end(), b.controlled_degc.begin()));
      RC_ASSERT(a.storage_w == b.storage_w);
    }
  }));
}

TEST_CASE("Networks side by side in one stepper behave as each does alone") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    std::vector<tests::RandomNetwork> parts;
    tests::RandomNetwork whole;
    for (std::uint64_t part = 0; part < 3; ++part) {
      parts.push_back(tests::make_random_network(core::splitmix64(seed + part), 3));
      tests::append(parts.back(), whole);
    }
    std::vector<core::Plan> plans;
    for (const tests::RandomNetwork& part : parts) plans.push_back(core::make_plan(part.network));
    std::vector<std::unique_ptr<core::Stepper>> steppers;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      steppers.push_back(std::make_unique<core::Stepper>(plans[i], parts[i].network, kStep_s));
    }
    const core::Plan plan = core::make_plan(whole.network);
    core::Stepper together(plan, whole.network, kStep_s);
    for (std::uint64_t step = 0; step < 6; ++step) {
      whole = {whole.network, {}, {}, {}, {}};
      for (std::size_t i = 0; i < parts.size(); ++i) {
        tests::drive(parts[i], seed + i, step);
        tests::append_input(parts[i], whole);
      }
      (void)together.step(whole.input());
      std::vector<double> alone_degc;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        (void)steppers[i]->step(parts[i].input());
        for (const double degc : temperatures_degc(*steppers[i], parts[i].network)) alone_degc.push_back(degc);
      }
      const std::vector<double> together_degc = temperatures_degc(together, whole.network);
      for (std::size_t i = 0; i < alone_degc.size(); ++i) RC_ASSERT(std::abs(together_degc[i] - alone_degc[i]) < 1e-9);
    }
  }));
}

TEST_CASE("Steppers that share a plan do not disturb one another") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    core::Stepper alone(plan, r.network, kStep_s);
    std::vector<std::vector<double>> alone_degc;
    for (std::uint64_t step = 0; step < 6; ++step) {
      tests::drive(r, seed, step);
      (void)alone.step(r.input());
      alone_degc.push_back(temperatures_degc(alone, r.network));
    }
    core::Stepper first(plan, r.network, kStep_s);
    core::Stepper second(plan, r.network, kStep_s);
    for (std::uint64_t step = 0; step < 6; ++step) {
      tests::drive(r, seed, step + 100);
      (void)first.step(r.input());
      tests::drive(r, seed, step);
      (void)second.step(r.input());
      RC_ASSERT(temperatures_degc(second, r.network) == alone_degc[step]);
    }
  }));
}

TEST_CASE("Without sources no temperature leaves the range of start and boundaries at any step from a minute to an hour") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::RandomNetwork r = tests::make_random_network(seed);
    const core::Plan plan = core::make_plan(r.network);
    for (const double step_s : {60.0, 300.0, 900.0, 3600.0}) {
      core::Stepper stepper(plan, r.network, step_s);
      stepper.reset(12.0);
      double lowest_degc = 12.0;
      double highest_degc = 12.0;
      for (std::uint64_t step = 0; step < 24; ++step) {
        tests::drive(r, seed, step);
        std::fill(r.source_w.begin(), r.source_w.end(), 0.0);
        for (core::SetPoint& set : r.set_points) set.heating_capacity_w = set.cooling_capacity_w = 0.0;
        (void)stepper.step(r.input());
        for (const double degc : r.boundary_degc) lowest_degc = std::min(lowest_degc, degc);
        for (const double degc : r.boundary_degc) highest_degc = std::max(highest_degc, degc);
        for (const double degc : temperatures_degc(stepper, r.network)) {
          RC_ASSERT(degc >= lowest_degc - 1e-9 && degc <= highest_degc + 1e-9);
        }
      }
    }
  }));
}
