// SPDX-License-Identifier: MPL-2.0
// More of a measure never raises what it shall lower.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>

#include "core/random.hpp"
#include "scenarios/hall_hours.hpp"
#include "scenarios/hall_measures.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/hall_fixture.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using models::HallTotal;
using models::HallTotals;

constexpr double kRounding = 0.01;  // kWh: a year of hours on the 2^-20 grid

double between(double min, double max) {
  return min + (max - min) * static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000.0;
}

models::BuildingResult after(std::string_view type, const scenarios::ParameterValues& given) {
  const Building base = test::plausibility_hall_building();
  Building b = base;
  const scenarios::MeasureType* measure = scenarios::find_measure_type(type);
  scenarios::ParameterValues values;
  for (const scenarios::MeasureParameter& p : measure->parameters) values[std::string(p.variable.name)] = p.default_value;
  for (const auto& [name, value] : given) values[name] = value;
  (void)scenarios::apply_measure(*measure, b, base, values);
  models::HourlySeries hourly;
  return models::simulate_building(b, tests::reference_environment(), hourly);
}

double of(const models::BuildingResult& result, HallTotal variable) {
  return (*result.hall)[variable];
}
double of(const models::BuildingResult& result, Annual variable) {
  return result.annual[models::index(variable)];
}

/// Two simulated years per try: six tries a law, each with two values of a parameter in ascending order.
void few(double min, double max, const std::function<void(double, double)>& law) {
  for (std::uint64_t k = 0; k < 6; ++k) {
    const auto value = [&](const char* which) {
      return min + (max - min) * core::uniform01({.seed = 22, .entity = "law", .attribute = which, .k = k});
    };
    const double a = value("a");
    const double b = value("b");
    INFO(std::min(a, b) << " and " << std::max(a, b));
    law(std::min(a, b), std::max(a, b));
  }
}

}  // namespace

TEST_CASE("A larger cover never raises evaporation or the heat of the water") {
  few(0.0, 1.0, [](double less, double more) {
    const models::BuildingResult a = after("pool_cover", {{"cover_fraction", less}});
    const models::BuildingResult b = after("pool_cover", {{"cover_fraction", more}});
    CHECK(of(b, HallTotal::evaporation) <= of(a, HallTotal::evaporation));
    CHECK(of(b, HallTotal::pool_heating) <= of(a, HallTotal::pool_heating) + kRounding);
  });
}

TEST_CASE("More backwash never lowers water or the heat of the basins") {
  few(10.0, 100.0, [](double less, double more) {
    const models::BuildingResult a = after("pool_backwash", {{"backwash_l_visit", less}});
    const models::BuildingResult b = after("pool_backwash", {{"backwash_l_visit", more}});
    CHECK(of(a, Annual::water) <= of(b, Annual::water));
    CHECK(of(a, HallTotal::pool_heating) <= of(b, HallTotal::pool_heating) + kRounding);
  });
}

TEST_CASE("More shower water never lowers water or heat") {
  few(10.0, 100.0, [](double less, double more) {
    const models::BuildingResult a = after("hall_showers", {{"shower_l_visit", less}});
    const models::BuildingResult b = after("hall_showers", {{"shower_l_visit", more}});
    CHECK(of(a, Annual::water) <= of(b, Annual::water));
    CHECK(of(a, Annual::heat) <= of(b, Annual::heat) + kRounding);
  });
}

TEST_CASE("More grey-water recovery never raises heat and leaves water and electricity") {
  few(0.0, 0.6, [](double less, double more) {
    const models::BuildingResult a = after("grey_water_recovery", {{"grey_water_recovery_fraction", less}});
    const models::BuildingResult b = after("grey_water_recovery", {{"grey_water_recovery_fraction", more}});
    CHECK(of(b, Annual::heat) <= of(a, Annual::heat));
    CHECK(of(b, Annual::water) == of(a, Annual::water));
    CHECK(of(b, Annual::electricity) == of(a, Annual::electricity));
  });
}

TEST_CASE("More visitors never lower water or evaporation and come as many as asked") {
  few(0.2, 2.0, [](double less, double more) {
    const models::BuildingResult a = after("hall_visitors", {{"visitors_factor", less}});
    const models::BuildingResult b = after("hall_visitors", {{"visitors_factor", more}});
    CHECK(of(a, Annual::water) <= of(b, Annual::water));
    CHECK(of(a, HallTotal::evaporation) <= of(b, HallTotal::evaporation));
    CHECK(of(b, HallTotal::visits) == Approx(120000.0 * more));
  });
}

TEST_CASE("Faster pumps at night never lower their electricity") {
  few(0.0, 1.0, [](double less, double more) {
    const models::BuildingResult a = after("pool_night_pumps", {{"night_pump_fraction", less}});
    const models::BuildingResult b = after("pool_night_pumps", {{"night_pump_fraction", more}});
    CHECK(of(a, HallTotal::pump_electricity) <= of(b, HallTotal::pump_electricity));
  });
}

TEST_CASE("More heat recovery never raises the heat of the air") {
  few(0.0, 0.9, [](double less, double more) {
    const models::BuildingResult a = after("hall_heat_recovery", {{"hall_heat_recovery_fraction", less}});
    const models::BuildingResult b = after("hall_heat_recovery", {{"hall_heat_recovery_fraction", more}});
    CHECK(of(b, HallTotal::air_heating) <= of(a, HallTotal::air_heating) + kRounding);
  });
}

TEST_CASE("Damper air never raises evaporation") {
  few(0.45, 0.65, [](double less, double more) {
    const models::BuildingResult a = after("hall_humidity", {{"relative_humidity", less}});
    const models::BuildingResult b = after("hall_humidity", {{"relative_humidity", more}});
    CHECK(of(b, HallTotal::evaporation) <= of(a, HallTotal::evaporation));
  });
}

TEST_CASE("Hours that are shifted stay between closed and open and keep the visitors") {
  REQUIRE(rc::check([] {
    models::HallWeek week;
    for (std::size_t h = 0; h < models::kWeekHours; ++h) {
      if (*rc::gen::inRange(0, 3) == 0) continue;
      week.open[h] = between(0.0, 1.0);
      week.visits[h] = week.open[h] > 0.0 ? between(0.0, 50.0) : 0.0;
    }
    const double later_h = between(-6.0, 12.0);
    const double earlier_h = between(-6.0, 12.0);
    const models::HallWeek shifted = scenarios::shift_opening_hours(week, later_h, earlier_h);
    const auto sum = [](const models::WeekHours& hours) { return std::accumulate(hours.begin(), hours.end(), 0.0); };
    for (std::size_t h = 0; h < models::kWeekHours; ++h) {
      RC_ASSERT(shifted.open[h] >= 0.0);
      RC_ASSERT(shifted.open[h] <= 1.0);
      RC_ASSERT(shifted.open[h] > 0.0 || shifted.visits[h] == 0.0);
    }
    const double kept = sum(shifted.visits);
    RC_ASSERT(kept == 0.0 || std::abs(kept - sum(week.visits)) <= 1e-9 * sum(week.visits));
    if (later_h >= 0.0 && earlier_h >= 0.0) RC_ASSERT(sum(shifted.open) <= sum(week.open) + 1e-9);
    if (later_h <= 0.0 && earlier_h <= 0.0) RC_ASSERT(sum(shifted.open) >= sum(week.open) - 1e-9);
  }));
}
