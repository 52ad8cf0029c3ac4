// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/key_figures.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "core/exact.hpp"

using namespace tvilling;
using models::Annual;
using scenarios::add;
using scenarios::Economic;
using scenarios::EconomicResult;
using scenarios::EconomicSettings;
using scenarios::KeyFigures;
using scenarios::MeasureFate;
using scenarios::PaidMeasure;

namespace {

/// The stepped Danish rate: 3.5 % to year 35, 2.5 % to year 70, then 1.5 %.
const std::vector<scenarios::DiscountStep> kDanish = EconomicSettings{}.discount;

models::BuildingResult year_of(double heat_kwh, double electricity_kwh = 0.0, double water_m3 = 0.0, double peak_kw = 0.0) {
  models::BuildingResult result;
  result.annual[models::index(Annual::heat)] = heat_kwh;
  result.annual[models::index(Annual::electricity)] = electricity_kwh;
  result.annual[models::index(Annual::water)] = water_m3;
  result.annual[models::index(Annual::peak_heat)] = peak_kw;
  return result;
}

models::BuildingResult with_cells(models::BuildingResult result, double pv_kwh, double sold_kwh) {
  result.annual[models::index(Annual::pv)] = pv_kwh;
  result.annual[models::index(Annual::electricity_sold)] = sold_kwh;
  return result;
}

models::Building building() {
  models::Building b;
  b.district_heating_cooling_k = models::kRequiredCooling_k;
  return b;
}

EconomicResult economy(const std::vector<PaidMeasure>& paid, const models::BuildingResult& before,
                       const models::BuildingResult& after, const EconomicSettings& settings = {}) {
  const models::Building b = building();
  return economic_result(paid, {&b, &before}, {&b, &after}, settings);
}

double at(const EconomicResult& result, Economic v) {
  return result[scenarios::index(v)];
}

/// R1 of domain.md C7: a loft of 1,000 m2, U 0.40 to 0.12 W/(m2 K), 2,552 degree-days.
constexpr double kR1SavedKwh = 1000.0 * (0.40 - 0.12) * 2552.0 * 24.0 / 1000.0;

EconomicSettings r1_settings() {
  EconomicSettings settings;
  settings.horizon_years = 40;
  settings.client_cost_fraction = 0.0;
  return settings;
}

}  // namespace

TEST_CASE("Present-value factors are those of the stepped Danish rate") {
  CHECK(present_value_factor(kDanish, 15) == Approx(11.5174).margin(5e-5));
  CHECK(present_value_factor(kDanish, 20) == Approx(14.2124).margin(5e-5));
  CHECK(present_value_factor(kDanish, 30) == Approx(18.3920).margin(5e-5));
  CHECK(present_value_factor(kDanish, 40) == Approx(21.3943).margin(5e-5));
  CHECK(present_value_factor(kDanish, 0) == 0.0);
}

TEST_CASE("A discount factor falls by each year's own rate") {
  CHECK(discount_factor(kDanish, 0) == 1.0);
  CHECK(discount_factor(kDanish, 1) == Approx(1.0 / 1.035).epsilon(1e-14));
  CHECK(discount_factor(kDanish, 36) / discount_factor(kDanish, 35) == Approx(1.0 / 1.025).epsilon(1e-13));
  CHECK(discount_factor(kDanish, 71) / discount_factor(kDanish, 70) == Approx(1.0 / 1.015).epsilon(1e-13));
}

TEST_CASE("A price that rises as fast as money is discounted is worth its first year every year") {
  const std::vector<scenarios::DiscountStep> flat{{1, 0.035}};
  CHECK(present_value_factor(flat, 20, 0.035) == Approx(20.0 / 1.035).epsilon(1e-13));
  CHECK(present_value_factor(flat, 20, 0.01) > present_value_factor(flat, 20));
}

TEST_CASE("R1 of the dossier comes out to the krone") {
  const EconomicSettings settings = r1_settings();
  CHECK(kR1SavedKwh == Approx(17149.0).margin(0.6));
  const std::vector<PaidMeasure> loft{{MeasureFate::done, 1000.0, 400000.0, 40.0, 0.0}};
  const EconomicResult r1 = economy(loft, year_of(100000.0), year_of(100000.0 - kR1SavedKwh), settings);
  CHECK(at(r1, Economic::saving) == Approx(9677.0).margin(0.5));
  CHECK(at(r1, Economic::investment) == 400000.0);
  CHECK(at(r1, Economic::investment_present) == 400000.0);  // horizon = life: no renewal, no rest value
  CHECK(at(r1, Economic::lifetime) == 40.0);
  CHECK(at(r1, Economic::npv) == Approx(-192958.0).margin(1.0));
  const KeyFigures figures = key_figures(r1, 0.0, settings);
  CHECK(figures.profitability == Approx(0.968).margin(5e-4));
  CHECK(figures.payback_years == Approx(41.3).margin(0.05));
  CHECK(figures.npv_dkk == at(r1, Economic::npv));
  CHECK_FALSE(figures.profitable);
  CHECK_FALSE(figures.within_payback_limit);
}

TEST_CASE("What does not last the horizon is bought again and keeps what is left of it") {
  EconomicSettings settings;
  settings.horizon_years = 30;
  const auto d = [](int year) { return discount_factor(kDanish, year); };
  CHECK(present_investment_dkk(1000.0, 10.0, settings) == Approx(1000.0 * (1.0 + d(10) + d(20))).epsilon(1e-14));
  CHECK(present_investment_dkk(1000.0, 20.0, settings) == Approx(1000.0 * (1.0 + d(20) - 0.5 * d(30))).epsilon(1e-14));
  CHECK(present_investment_dkk(1000.0, 40.0, settings) == Approx(1000.0 * (1.0 - 0.25 * d(30))).epsilon(1e-14));
  CHECK(present_investment_dkk(1000.0, 30.0, settings) == 1000.0);
  CHECK(present_investment_dkk(1000.0, 0.0, settings) == 1000.0);
}

TEST_CASE("A life that is no whole number of years is renewed within the year") {
  EconomicSettings settings;
  settings.horizon_years = 15;
  settings.discount = {{1, 0.035}};
  CHECK(present_investment_dkk(1000.0, 7.5, settings) == Approx(1000.0 * (1.0 + std::pow(1.035, -7.5))).epsilon(1e-14));
}

TEST_CASE("Only what is done is paid") {
  const std::vector<PaidMeasure> paid{{MeasureFate::done, 10.0, 1000.0, 40.0, 5.0},
                                      {MeasureFate::replaced, 10.0, 700.0, 40.0, 5.0},
                                      {MeasureFate::idle, 10.0, 700.0, 40.0, 5.0},
                                      {MeasureFate::listed, 10.0, 700.0, 40.0, 5.0},
                                      {MeasureFate::done, 1.0, 3000.0, 20.0, 10.0}};
  const EconomicResult result = economy(paid, year_of(1000.0), year_of(1000.0));
  CHECK(at(result, Economic::investment) == 4000.0);
  CHECK(at(result, Economic::lifetime) == 25.0);
  CHECK(at(result, Economic::maintenance) == 15.0);
  CHECK(at(result, Economic::saving) == -15.0);
}

TEST_CASE("Of a change of energy use the realised share counts up or down and of water all of it") {
  EconomicSettings settings;
  settings.realised_saving_fraction = 0.75;
  const EconomicResult result = economy({}, year_of(10000.0, 1000.0, 50.0, 10.0), year_of(6000.0, 1200.0, 40.0, 6.0), settings);
  const double energy = 0.75 * (4000.0 * 0.56430 + 4.0 * 200.87 - 200.0 * 1.6);
  CHECK(at(result, Economic::saving) == Approx(energy + 10.0 * 35.13).margin(0x1p-20));
}

TEST_CASE("A realised share scales a saving of energy and its side effect alike") {
  // Better light saves electricity and takes more heat: half of it real is half of the money.
  const EconomicResult whole = economy({}, year_of(10000.0, 5000.0, 0.0, 10.0), year_of(11000.0, 3000.0, 0.0, 10.5));
  EconomicSettings settings;
  settings.realised_saving_fraction = 0.5;
  const EconomicResult half = economy({}, year_of(10000.0, 5000.0, 0.0, 10.0), year_of(11000.0, 3000.0, 0.0, 10.5), settings);
  CHECK(at(half, Economic::saving) == Approx(0.5 * at(whole, Economic::saving)).margin(0x1p-19));
}

TEST_CASE("Solar cells earn the same whatever share of a saving is realised") {
  const models::BuildingResult before = year_of(10000.0, 5000.0);
  const models::BuildingResult cells = with_cells(year_of(10000.0, 3000.0), 3500.0, 1500.0);
  const EconomicResult whole = economy({}, before, cells);
  CHECK(at(whole, Economic::saving) == Approx(2000.0 * 1.6 + 1500.0 * 0.4).margin(0x1p-19));
  EconomicSettings settings;
  const scenarios::EmissionFactors horizon = horizon_emissions("br18", settings);
  const double co2_tonnes = co2_saved_tonnes(before, cells, settings, horizon);
  settings.realised_saving_fraction = 0.5;
  CHECK(at(economy({}, before, cells, settings), Economic::npv) == Approx(at(whole, Economic::npv)).epsilon(1e-12));
  CHECK(co2_saved_tonnes(before, cells, settings, horizon) == Approx(co2_tonnes).epsilon(1e-12));
}

TEST_CASE("Of light and cells together the load's change alone is cut") {
  EconomicSettings settings;
  settings.realised_saving_fraction = 0.5;
  // Load 5,000 to 4,000 by light, of which 1,800 is the cells' own.
  const EconomicResult result = economy({}, year_of(0.0, 5000.0), with_cells(year_of(0.0, 2200.0), 3500.0, 1700.0), settings);
  CHECK(at(result, Economic::saving) == Approx((500.0 + 1800.0) * 1.6 + 1700.0 * 0.4).margin(0x1p-19));
}

TEST_CASE("Cells never give a building more than its realised load and the rest is sold") {
  const models::Building b = building();
  const scenarios::BilledUse before = scenarios::billed_use(year_of(0.0, 1000.0), b, {});
  const scenarios::BilledUse after =
      scenarios::billed_use(with_cells(year_of(0.0, 0.0), 2000.0, 800.0), b, {});  // a load of 1,200
  const scenarios::BilledUse use = realised_use(before, after, 0.5);
  CHECK(use.electricity_kwh == 0.0);
  CHECK(use.electricity_sold_kwh == 900.0);
  const scenarios::BilledUse none = realised_use(before, after, 0.0);
  CHECK(none.electricity_kwh + none.pv_kwh - none.electricity_sold_kwh == 1000.0);
}

TEST_CASE("A better cooling of the water counts whole") {
  EconomicSettings settings;
  settings.realised_saving_fraction = 0.5;
  models::Building before = building();
  before.district_heating_cooling_k = 22.0;
  const models::Building after = building();
  const models::BuildingResult year = year_of(500000.0, 0.0, 0.0, 200.0);
  const EconomicResult result = economic_result({}, {&before, &year}, {&after, &year}, settings);
  CHECK(at(result, Economic::saving) == Approx(6765.0).margin(1e-5));
}

TEST_CASE("Without a change of prices the present saving is the saving times the present-value factor") {
  const EconomicResult result = economy({}, year_of(10000.0, 1000.0), year_of(6000.0, 900.0));
  CHECK(at(result, Economic::saving_present) ==
        Approx(at(result, Economic::saving) * present_value_factor(kDanish, 30)).epsilon(1e-9));
}

TEST_CASE("A heat price that rises makes saved heat worth more and leaves the first year as it was") {
  EconomicSettings settings;
  settings.rise.heat_fraction_year = 0.005;
  const EconomicResult result = economy({}, year_of(10000.0, 1000.0), year_of(6000.0, 1000.0), settings);
  CHECK(at(result, Economic::saving) == Approx(4000.0 * 0.56430).margin(1e-5));
  CHECK(at(result, Economic::saving_present) ==
        Approx(at(result, Economic::saving) * present_value_factor(kDanish, 30, 0.005)).epsilon(1e-9));
}

TEST_CASE("The bill of each year has that year's price") {
  EconomicSettings settings;
  settings.horizon_years = 3;
  settings.prices = {{2026, models::kMissing, models::kMissing, 0.9, models::kMissing}};
  const EconomicResult result = economy({}, year_of(0.0, 1000.0), year_of(0.0, 0.0), settings);
  const auto d = [](int year) { return discount_factor(kDanish, year); };
  CHECK(at(result, Economic::saving) == Approx(1600.0).margin(1e-5));
  CHECK(at(result, Economic::saving_present) == Approx(1600.0 * d(1) + 900.0 * (d(2) + d(3))).margin(1e-5));
}

TEST_CASE("A missing result makes a building's economy missing") {
  const EconomicResult result = economy({{MeasureFate::done, 1.0, 100.0, 10.0, 0.0}}, year_of(1000.0), year_of(models::kMissing));
  for (const double value : result) CHECK(std::isnan(value));
}

TEST_CASE("Money of a building is on the grid so that sums are exact") {
  const EconomicResult result =
      economy({{MeasureFate::done, 1.0, 1234.567, 17.0, 1.0 / 3.0}}, year_of(12345.678, 99.9), year_of(777.7, 88.8));
  for (const Economic v : {Economic::investment, Economic::investment_present, Economic::maintenance, Economic::saving,
                           Economic::saving_present, Economic::npv}) {
    CHECK(at(result, v) == core::to_grid(at(result, v)));
  }
}

TEST_CASE("A sum of buildings weighs lives by investment") {
  EconomicResult sum{};
  add(sum, {100.0, 90.0, 40.0, 1.0, 10.0, 180.0, 90.0});
  add(sum, {300.0, 300.0, 20.0, 0.0, 20.0, 360.0, 60.0});
  add(sum, {0.0, 0.0, 0.0, 0.0, 5.0, 90.0, 90.0});
  CHECK(sum == EconomicResult{400.0, 390.0, 25.0, 1.0, 35.0, 630.0, 240.0});
}

TEST_CASE("What saves nothing has no payback and what costs nothing pays back at once") {
  const EconomicSettings settings;
  const KeyFigures nothing = key_figures(EconomicResult{}, 0.0, settings);
  CHECK(std::isnan(nothing.payback_years));
  CHECK(std::isnan(nothing.profitability));
  CHECK(std::isnan(nothing.dkk_per_tonne_co2));
  CHECK_FALSE((nothing.within_payback_limit || nothing.profitable));
  const KeyFigures free = key_figures({0.0, 0.0, 0.0, 0.0, 100.0, 1839.2, 1839.2}, 2.0, settings);
  CHECK(free.payback_years == 0.0);
  CHECK((free.within_payback_limit && free.profitable));
  CHECK(free.dkk_per_tonne_co2 == Approx(-919.6));
  const KeyFigures dearer = key_figures({100.0, 100.0, 30.0, 0.0, -5.0, -90.0, -190.0}, 1.0, settings);
  CHECK(std::isnan(dearer.payback_years));
  CHECK(dearer.dkk_per_tonne_co2 == Approx(190.0));
}

TEST_CASE("The lines of the innovation pool and of rentabilitet include their ends") {
  const EconomicSettings settings;
  CHECK(key_figures({600.0, 600.0, 30.0, 0.0, 100.0, 0.0, 0.0}, 0.0, settings).within_payback_limit);
  CHECK_FALSE(key_figures({601.0, 601.0, 30.0, 0.0, 100.0, 0.0, 0.0}, 0.0, settings).within_payback_limit);
  CHECK(key_figures({3000.0, 3000.0, 39.9, 0.0, 100.0, 0.0, 0.0}, 0.0, settings).profitable);
  CHECK_FALSE(key_figures({3000.0, 3000.0, 39.8, 0.0, 100.0, 0.0, 0.0}, 0.0, settings).profitable);
}

TEST_CASE("CO2 over the horizon has the factors of each year") {
  EconomicSettings settings;
  settings.horizon_years = 3;
  const scenarios::EmissionFactors horizon = horizon_emissions("br18", settings);
  CHECK(horizon.heat_kg_kwh == Approx(0.0878 + 0.0845 + 0.0812).epsilon(1e-9));
  CHECK(horizon.electricity_kg_kwh == Approx(0.135 + 0.1174 + 0.0998).epsilon(1e-9));
  const double saved = co2_saved_tonnes(year_of(10000.0, 1000.0), year_of(6000.0, 1100.0), settings, horizon);
  CHECK(saved == Approx((4000.0 * horizon.heat_kg_kwh - 100.0 * horizon.electricity_kg_kwh) / 1000.0).epsilon(1e-12));
  settings.realised_saving_fraction = 0.5;
  CHECK(co2_saved_tonnes(year_of(10000.0, 1000.0), year_of(6000.0, 1100.0), settings, horizon) ==
        Approx((2000.0 * horizon.heat_kg_kwh - 50.0 * horizon.electricity_kg_kwh) / 1000.0).epsilon(1e-12));
}
