// SPDX-License-Identifier: MPL-2.0
// Whatever a scenario does to a building, the causes of the change add up to it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>

#include "core/random.hpp"
#include "scenarios/change_causes.hpp"
#include "scenarios/measure.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/hall_fixture.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using scenarios::ChangeCauses;
using scenarios::HeatCause;

constexpr double kRounding_kwh = 0.05;  // 8,760 hours and 365 days of some terms, each rounded to 2^-20 kWh

const scenarios::Factors& factors() {
  static const scenarios::Factors made{{}, scenarios::emission_factors("br18", 2025)};
  return made;
}

models::BuildingResult year_of(const Building& building) {  // billed too
  models::HourlySeries hourly;
  models::BuildingResult result = models::simulate_building(building, tests::reference_environment(), hourly);
  scenarios::add_economics(result, building, factors().tariff, factors().co2);
  return result;
}

double uniform(std::string_view what, std::uint64_t k) {
  return core::uniform01({.seed = 7, .entity = "causes", .attribute = what, .k = k});
}

/// Three measures of any kind with any parameters.
Building changed(const Building& base, std::uint64_t k) {
  const auto types = scenarios::measure_types();
  Building b = base;
  for (std::uint64_t m = 0; m < 3; ++m) {
    const auto place = static_cast<std::size_t>(uniform("type", 10 * k + m) * static_cast<double>(types.size()));
    const scenarios::MeasureType& type = types[std::min(place, types.size() - 1)];
    scenarios::ParameterValues values;
    for (const scenarios::MeasureParameter& p : type.parameters) {
      const double share = uniform(p.variable.name, 10 * k + m);
      values[std::string(p.variable.name)] = p.yes_no ? std::round(share) : p.min + (p.max - p.min) * share;
    }
    Building tried = b;
    (void)scenarios::apply_measure(type, tried, base, values);
    try {
      models::check_building(tried);
    } catch (const core::Error&) {
      continue;  // two measures can ask for what a hall cannot be
    }
    b = tried;
  }
  return b;
}

template <std::size_t N>
double sum(const std::array<double, N>& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0);
}

void check_law(const Building& base, std::uint64_t tries) {
  const models::BuildingResult before = year_of(base);
  for (std::uint64_t k = 0; k < tries; ++k) {
    INFO("try " << k);
    const models::BuildingResult after = year_of(changed(base, k));
    ChangeCauses causes;
    causes.add(after, before, factors());
    const std::size_t heat = models::index(Annual::heat);
    CHECK(causes.heat.change == after.annual[heat] - before.annual[heat]);
    CHECK(sum(causes.heat.causes) == causes.heat.change);  // to the last bit
    CHECK(std::abs(causes.heat.causes.back()) < kRounding_kwh);
    CHECK(sum(causes.electricity.causes) == causes.electricity.change);
    CHECK(std::abs(causes.electricity.causes.back()) < kRounding_kwh);
    CHECK(sum(causes.cost.causes) == Approx(causes.cost.change).margin(1e-6));
    CHECK(sum(causes.co2.causes) == Approx(causes.co2.change).margin(1e-6));
    CHECK(std::abs(causes.co2.causes.back()) < 1e-4);
  }
}

}  // namespace

TEST_CASE("The causes of a change of a building add up to the change") {
  check_law(tests::example_school(), 20);
}

TEST_CASE("The causes of a change of a swimming hall add up to the change") {
  check_law(test::plausibility_hall_building(), 12);
}
