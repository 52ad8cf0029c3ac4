// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "scenarios/economics/key_figures.hpp"

using namespace tvilling;
using models::Annual;
using scenarios::Economic;
using scenarios::EconomicResult;
using scenarios::EconomicSettings;
using scenarios::MeasureFate;
using scenarios::PaidMeasure;

namespace {

double between(double min, double max) {
  return min + (max - min) * static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000.0;
}

EconomicSettings any_settings() {
  EconomicSettings settings;
  settings.horizon_years = *rc::gen::inRange(1, 81);
  settings.realised_saving_fraction = between(0.0, 1.0);
  settings.rise = {between(-0.02, 0.03), between(-0.02, 0.03), between(-0.02, 0.03)};
  const int first = *rc::gen::inRange(2, 40);
  settings.discount = {{1, between(0.0, 0.08)}, {first, between(0.0, 0.08)}, {first + 20, between(0.0, 0.08)}};
  settings.tariff.cooling_band_counts = *rc::gen::arbitrary<bool>();
  if (*rc::gen::arbitrary<bool>()) settings.prices = {{2030, between(0.1, 2.0), between(50.0, 400.0), 1.0, 40.0}};
  return settings;
}

models::Building cooled(double cooling_k) {
  models::Building building;
  building.district_heating_cooling_k = cooling_k;
  return building;
}

models::BuildingResult any_year() {
  models::BuildingResult result;
  result.annual[models::index(Annual::heat)] = between(0.0, 1e6);
  result.annual[models::index(Annual::peak_heat)] = between(0.0, 500.0);
  result.annual[models::index(Annual::electricity)] = between(0.0, 1e5);
  result.annual[models::index(Annual::electricity_sold)] = between(0.0, 1e4);
  result.annual[models::index(Annual::pv)] = result.annual[models::index(Annual::electricity_sold)] + between(0.0, 1e4);
  result.annual[models::index(Annual::water)] = between(0.0, 1e3);
  return result;
}

std::vector<PaidMeasure> any_payment() {
  std::vector<PaidMeasure> paid;
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    paid.push_back({MeasureFate::done, 1.0, between(0.0, 1e6), between(0.0, 60.0), between(-100.0, 1000.0)});
  }
  return paid;
}

double at(const EconomicResult& result, Economic v) {
  return result[scenarios::index(v)];
}

constexpr double kGrid = 0x1p-19;

}  // namespace

TEST_CASE("A higher saving never lowers the net present value") {
  REQUIRE(rc::check("saving more", [] {
    const EconomicSettings settings = any_settings();
    const models::Building building = cooled(between(10.0, 50.0));
    const models::BuildingResult before = any_year();
    const std::vector<PaidMeasure> paid = any_payment();
    models::BuildingResult after = before;
    models::BuildingResult better = before;
    for (const Annual v : {Annual::heat, Annual::peak_heat, Annual::electricity, Annual::water}) {
      const double factor = between(0.0, 1.3);
      after.annual[models::index(v)] *= factor;
      better.annual[models::index(v)] *= factor * between(0.0, 1.0);
    }
    const EconomicResult less = economic_result(paid, {&building, &before}, {&building, &after}, settings);
    const EconomicResult more = economic_result(paid, {&building, &before}, {&building, &better}, settings);
    RC_ASSERT(at(more, Economic::npv) >= at(less, Economic::npv) - kGrid);
    RC_ASSERT(at(more, Economic::saving) >= at(less, Economic::saving) - kGrid);
  }));
}

TEST_CASE("A higher price of the measure never raises the net present value") {
  REQUIRE(rc::check("paying more", [] {
    const EconomicSettings settings = any_settings();
    const models::Building building = cooled(30.0);
    const models::BuildingResult before = any_year();
    const models::BuildingResult after = any_year();
    std::vector<PaidMeasure> paid = any_payment();
    const EconomicResult cheap = economic_result(paid, {&building, &before}, {&building, &after}, settings);
    for (PaidMeasure& measure : paid) measure.investment_dkk *= between(1.0, 3.0);
    const EconomicResult dear = economic_result(paid, {&building, &before}, {&building, &after}, settings);
    RC_ASSERT(at(dear, Economic::npv) <= at(cheap, Economic::npv) + kGrid);
    RC_ASSERT(at(dear, Economic::saving) == at(cheap, Economic::saving));
  }));
}

TEST_CASE("A horizon as long as the life leaves no rest value and needs no renewal") {
  REQUIRE(rc::check("horizon = life", [] {
    const EconomicSettings settings = any_settings();
    const double investment = between(0.0, 1e7);
    RC_ASSERT(present_investment_dkk(investment, settings.horizon_years, settings) == investment);
  }));
}

TEST_CASE("What is used up within the horizon is paid and never negative") {
  REQUIRE(rc::check("renewals", [] {
    const EconomicSettings settings = any_settings();
    const double investment = between(1.0, 1e7);
    const double life = between(1.0, 100.0);
    const double present = present_investment_dkk(investment, life, settings);
    RC_ASSERT(present >= 0.0);
    RC_ASSERT(present >= investment * std::min(1.0, settings.horizon_years / life) *
                             discount_factor(settings.discount, settings.horizon_years) * (1.0 - 1e-12));
    RC_ASSERT(present_investment_dkk(2.0 * investment, life, settings) == 2.0 * present);
  }));
}

TEST_CASE("A year farther off is worth no more and present-value factors add up") {
  REQUIRE(rc::check("discount", [] {
    const EconomicSettings settings = any_settings();
    const int year = *rc::gen::inRange(0, 120);
    RC_ASSERT(discount_factor(settings.discount, year + 1) <= discount_factor(settings.discount, year));
    const double step = present_value_factor(settings.discount, year + 1) - present_value_factor(settings.discount, year);
    RC_ASSERT(std::abs(step - discount_factor(settings.discount, year + 1)) < 1e-12);
  }));
}

TEST_CASE("A building that nothing changes has no economy but its payments") {
  REQUIRE(rc::check("nothing changes", [] {
    const EconomicSettings settings = any_settings();
    const models::Building building = cooled(between(10.0, 50.0));
    const models::BuildingResult year = any_year();
    RC_ASSERT(economic_result({}, {&building, &year}, {&building, &year}, settings) == EconomicResult{});
  }));
}

TEST_CASE("The sum of buildings is the same in any order to the last bit") {
  REQUIRE(rc::check("order of a sum", [] {
    const EconomicSettings settings = any_settings();
    const models::Building building = cooled(between(10.0, 50.0));
    std::vector<EconomicResult> all;
    for (int i = 0; i < 6; ++i) {
      const models::BuildingResult before = any_year();
      const models::BuildingResult after = any_year();
      all.push_back(economic_result(any_payment(), {&building, &before}, {&building, &after}, settings));
    }
    EconomicResult forwards{};
    EconomicResult backwards{};
    for (std::size_t i = 0; i < all.size(); ++i) {
      scenarios::add(forwards, all[i]);
      scenarios::add(backwards, all[all.size() - 1 - i]);
    }
    for (const Economic v : {Economic::investment, Economic::investment_present, Economic::maintenance, Economic::saving,
                             Economic::saving_present, Economic::npv}) {
      RC_ASSERT(at(forwards, v) == at(backwards, v));
    }
    RC_ASSERT(std::abs(at(forwards, Economic::lifetime) - at(backwards, Economic::lifetime)) < 1e-9);
  }));
}

TEST_CASE("Doubling every price doubles the bill") {
  REQUIRE(rc::check("linear in prices", [] {
    const EconomicSettings settings = any_settings();
    const models::Building building = cooled(between(10.0, 50.0));
    const scenarios::BilledUse use = billed_use(any_year(), building, settings.tariff);
    EconomicSettings twice = settings;
    twice.prices = {};
    EconomicSettings once = twice;
    for (const auto price :
         {&scenarios::Tariff::heat_dkk_kwh, &scenarios::Tariff::heat_capacity_dkk_kw, &scenarios::Tariff::cooling_dkk_kwh_k,
          &scenarios::Tariff::electricity_dkk_kwh, &scenarios::Tariff::electricity_sold_dkk_kwh, &scenarios::Tariff::water_dkk_m3,
          &scenarios::Tariff::water_meter_dkk}) {
      twice.tariff.*price *= 2.0;
    }
    const double single = bill_dkk(use, price_basis(once).present);
    RC_ASSERT(std::abs(bill_dkk(use, price_basis(twice).present) - 2.0 * single) <= 1e-9 * (1.0 + std::abs(single)));
  }));
}
