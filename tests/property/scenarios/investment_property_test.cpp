// SPDX-License-Identifier: MPL-2.0
// Laws of what measures cost, and of measures that better a building.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <deque>
#include <string>
#include <vector>

#include "scenarios/content_key.hpp"
#include "scenarios/economics/investment.hpp"
#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Building;
using scenarios::MeasureFate;
using scenarios::MeasureParameter;
using scenarios::MeasureType;

double between(double min, double max) {
  return min + (max - min) * static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000.0;
}

/// Measures that better a building: those that set operation count by the last.
std::vector<const MeasureType*> bettering() {
  std::vector<const MeasureType*> types;
  for (const MeasureType& type : scenarios::measure_types()) {
    if (!type.sets && type.name != "close_basin") types.push_back(&type);
  }
  return types;
}

struct Package {
  std::deque<scenarios::ParameterValues> parameters;
  std::deque<scenarios::MeasureCost> costs;
  std::vector<scenarios::OfferedMeasure> offered;

  void add(const MeasureType& type) {
    scenarios::Measure measure;
    measure.type = type.name;
    for (const MeasureParameter& p : type.parameters) {
      const double value = p.yes_no ? static_cast<double>(*rc::gen::inRange(0, 2)) : between(p.min, p.max);
      measure.parameters[std::string(p.variable.name)] = value;
    }
    parameters.push_back(measure.parameters);
    costs.push_back(scenarios::cost_of(measure));
    offered.push_back({&type, &parameters.back(), &costs.back()});
  }
};

const MeasureType& any_type() {
  static const std::vector<const MeasureType*> types = bettering();
  return *types[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(types.size())))];
}

Package any_package() {
  Package package;
  const int count = *rc::gen::inRange(1, 6);
  for (int i = 0; i < count; ++i) package.add(any_type());
  return package;
}

/// Those that set count too.
const MeasureType& any_measure() {
  const auto types = scenarios::measure_types();
  return types[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(types.size())))];
}

Building any_building() {
  Building b = tests::example_school();
  b.year = between(1850.0, 2020.0);
  b.listed = *rc::gen::inRange(0, 2) == 1;
  b.wall_u_value_w_m2k = between(0.15, 2.0);
  b.roof_u_value_w_m2k = between(0.1, 1.0);
  b.floor_u_value_w_m2k = between(0.1, 1.0);
  b.window_u_value_w_m2k = between(0.8, 3.0);
  b.heated_fraction = between(0.0, 1.0);
  b.mechanical_ventilation_l_s_m2 = *rc::gen::inRange(0, 2) == 1 ? between(0.3, 2.0) : 0.0;
  return b;
}

double investment_dkk(const scenarios::Payment& payment) {
  double sum = 0.0;
  for (const scenarios::PaidMeasure& paid : payment.measures) sum += paid.investment_dkk;
  return sum;
}

}  // namespace

TEST_CASE("An offered measure that changes nothing costs nothing") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    const Package package = any_package();
    const scenarios::Payment payment = scenarios::pay_for(base, package.offered, {});
    for (const scenarios::PaidMeasure& paid : payment.measures) {
      RC_ASSERT(paid.investment_dkk >= 0.0);
      RC_ASSERT(paid.quantity >= 0.0);
      if (paid.fate != MeasureFate::done) RC_ASSERT(paid.investment_dkk == 0.0 && paid.maintenance_dkk_year == 0.0);
    }
    const bool unchanged = scenarios::content_key(payment.after, {}) == scenarios::content_key(base, {}) &&
                           payment.after.district_heating_cooling_k == base.district_heating_cooling_k;
    if (unchanged) RC_ASSERT(investment_dkk(payment) == 0.0);
  }));
}

TEST_CASE("A package costs no more than each of its measures alone") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    const Package package = any_package();
    double alone = 0.0;
    for (const scenarios::OfferedMeasure& measure : package.offered) {
      alone += investment_dkk(scenarios::pay_for(base, std::vector{measure}, {}));
    }
    RC_ASSERT(investment_dkk(scenarios::pay_for(base, package.offered, {})) <= alone * (1.0 + 1e-12));
  }));
}

TEST_CASE("Two measures cost the same in either order") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    Package package;
    for (int i = 0; i < 2; ++i) package.add(any_type());
    const auto of = [&](std::size_t first, std::size_t second) {
      return scenarios::pay_for(base, std::vector{package.offered[first], package.offered[second]}, {});
    };
    const auto alone = [&](std::size_t i) { return scenarios::pay_for(base, std::vector{package.offered[i]}, {}).after; };
    RC_PRE(scenarios::differ(alone(0), alone(1)));  // of two that do the same the first is paid
    RC_ASSERT(std::abs(investment_dkk(of(0, 1)) - investment_dkk(of(1, 0))) <= 1e-9 * investment_dkk(of(0, 1)));
  }));
}

TEST_CASE("The building that is paid for is the one that is simulated") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    Package package;
    const int count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) package.add(any_measure());
    const scenarios::Payment payment = scenarios::pay_for(base, package.offered, {});
    // What the batch simulates: all measures, in their order.
    std::vector<const MeasureType*> types;
    for (const scenarios::OfferedMeasure& measure : package.offered) types.push_back(measure.type);
    Building simulated = base;
    Building paid_for = base;
    for (const std::size_t i : scenarios::application_order(types)) {
      const scenarios::OfferedMeasure& measure = package.offered[i];
      (void)apply_measure(*measure.type, simulated, base, *measure.parameters);
      if (payment.measures[i].fate == MeasureFate::done) (void)apply_measure(*measure.type, paid_for, base, *measure.parameters);
    }
    RC_ASSERT(!scenarios::differ(payment.after, simulated));
    RC_ASSERT(!scenarios::differ(paid_for, simulated));
    RC_ASSERT(scenarios::content_key(payment.after, {}) == scenarios::content_key(simulated, {}));
    RC_ASSERT(scenarios::content_key(paid_for, {}) == scenarios::content_key(simulated, {}));
  }));
}

TEST_CASE("Measures that better a building end at the same building in any order and however often") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    Package package = any_package();
    const auto key = scenarios::content_key(scenarios::pay_for(base, package.offered, {}).after, {});
    std::vector<scenarios::OfferedMeasure> other = package.offered;
    std::reverse(other.begin(), other.end());
    other.insert(other.end(), package.offered.begin(), package.offered.end());
    RC_ASSERT(scenarios::content_key(scenarios::pay_for(base, other, {}).after, {}) == key);
  }));
}
