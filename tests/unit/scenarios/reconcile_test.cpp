// SPDX-License-Identifier: MPL-2.0
#include "scenarios/reconcile.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/error.hpp"
#include "models/metering/metering.hpp"
#include "reconcile_town.hpp"
#include "scenarios/reconcile_factors.hpp"

namespace models = tvilling::models;
namespace scenarios = tvilling::scenarios;
using models::Carrier;
using scenarios::Comparable;
using tvilling::tests::kDegreeDays;
using tvilling::tests::ReconcileTown;

TEST_CASE("Heat of a cold year is brought down to the normal year and electricity stays") {
  ReconcileTown town;
  town.metering.degree_days = {{town.year, 0, 3500.0, kDegreeDays}};
  const scenarios::ReconciledUse heat = town.row("B1", Carrier::heat);
  CHECK(heat.guf == 0.18);
  CHECK(heat.corrected);
  CHECK(heat.normal == Approx(100000.0 * (0.18 + 0.82 * 2800.0 / 3500.0)));
  CHECK(heat.ratio == Approx(0.836));
  CHECK(town.row("B1", Carrier::electricity).ratio == Approx(1.0).epsilon(1e-12));
}

TEST_CASE("The normal year is what is asked for, else the table's, else the simulated weather's") {
  ReconcileTown town;
  town.metering.degree_days = {{town.year, 0, 3000.0, 3100.0}};
  scenarios::NormalYear normal = town.reconcile({0, 2900.0}).normal;
  CHECK(normal.degree_days == 2900.0);
  CHECK(normal.source == scenarios::NormalSource::option);
  normal = town.reconcile().normal;
  CHECK(normal.degree_days == 3100.0);
  CHECK(normal.source == scenarios::NormalSource::table);
  town.metering.degree_days[0].normal = models::kMissing;
  normal = town.reconcile().normal;
  CHECK(normal.degree_days == Approx(kDegreeDays));
  CHECK(normal.source == scenarios::NormalSource::simulated_weather);
  CHECK(town.row("B1", Carrier::heat).normal_degree_days == Approx(kDegreeDays));
}

TEST_CASE("A normal year far from the simulated weather is told") {
  ReconcileTown town;
  (void)town.reconcile();
  CHECK(town.found("TV-1711").size() == 1);
  CHECK(town.found("TV-1712").empty());
  (void)town.reconcile({0, 3112.0});
  CHECK(town.found("TV-1712").size() == 1);
}

TEST_CASE("Months with degree-days of their own are corrected each by them") {
  ReconcileTown town;
  town.metering.degree_days.clear();
  for (int month = 1; month <= 12; ++month)
    town.metering.degree_days.push_back({town.year, month, month == 1 ? 400.0 : 200.0, 200.0});
  // By hand: January's use of 100/12 MWh has 18 % that stays, the rest is halved.
  CHECK(town.row("B1", Carrier::heat).normal == Approx(100000.0 / 12.0 * (11.0 + 0.18 + 0.41)));
}

TEST_CASE("The table's degree-days go before those of measured weather") {
  ReconcileTown town;
  town.weather = {{town.year, 0, 9999.0, models::kMissing}};
  CHECK(town.row("B1", Carrier::heat).degree_days == kDegreeDays);
  town.metering.degree_days.clear();
  CHECK(town.row("B1", Carrier::heat).degree_days == 9999.0);
}

TEST_CASE("A year without degree-days is compared as metered and told once") {
  ReconcileTown town;
  town.metering.degree_days.clear();
  const scenarios::ReconciledUse row = town.row("B1", Carrier::heat);
  CHECK_FALSE(row.corrected);
  CHECK(row.ratio == Approx(1.0));
  CHECK(std::isnan(row.degree_days));
  CHECK(town.found("TV-1710").size() == 1);
}

TEST_CASE("A leap year is compared without its 29 February") {
  ReconcileTown town(0);
  town.year = 2024;
  town.metering.degree_days = {{2024, 0, kDegreeDays, kDegreeDays}};
  town.add("B1", models::Use::office, 1000.0);
  for (const Carrier carrier : scenarios::kReconciledCarriers) {
    models::MeteredUse& use = town.use("B1", carrier);
    const double day = use.monthly[1] / 28.0;
    use.monthly[1] += day;
    use.amount += day;
  }
  CHECK(town.row("B1", Carrier::electricity).ratio == Approx(1.0).epsilon(1e-12));
  CHECK(town.row("B1", Carrier::water).ratio == Approx(1.0).epsilon(1e-12));
  const scenarios::ReconciledUse heat = town.row("B1", Carrier::heat);
  CHECK(heat.metered_365_days == Approx(100000.0).epsilon(1e-12));
  // 29 February is in the degree-days: only the part that does not follow the weather is brought to 365 days.
  CHECK(heat.normal == Approx(heat.metered * (1.0 - 0.18 / 366.0)).epsilon(1e-12));
}

TEST_CASE("What was filled shows in origin and totals") {
  ReconcileTown town;
  town.use("B2", Carrier::heat).filled_fraction = 0.1;
  CHECK(town.row("B2", Carrier::heat).origin == models::Origin::filled);
  CHECK(town.row("B1", Carrier::heat).origin == models::Origin::metered);
  const auto totals = scenarios::reconciled_totals(town.reconcile(), town.portfolio, scenarios::ReconcileBy::total);
  REQUIRE(totals.size() == 3);
  CHECK(totals[0].filled == Approx(10000.0));
}

TEST_CASE("What cannot be compared says why and is in no total") {
  ReconcileTown town(4);
  town.unmeter("B1", Carrier::heat);
  town.scale("B2", Carrier::heat, -1.0);
  town.baseline.status[2] = scenarios::TaskStatus::failed;
  town.baseline.messages[2] = "no area";
  CHECK(town.row("B1", Carrier::heat).comparable == Comparable::not_metered);
  CHECK(town.row("B2", Carrier::heat).comparable == Comparable::negative);
  CHECK(town.row("B3", Carrier::heat).comparable == Comparable::not_simulated);
  CHECK(town.found("TV-1714").size() == 1);
  town.baseline.results[3].annual[models::index(models::Annual::heat)] = 0.0;
  CHECK(town.row("B4", Carrier::heat).comparable == Comparable::nothing_simulated);
  CHECK(town.found("TV-1718").size() == 1);
  const auto totals = scenarios::reconciled_totals(town.reconcile(), town.portfolio, scenarios::ReconcileBy::total);
  CHECK(totals[0].carrier == Carrier::heat);
  CHECK(totals[0].buildings == 4);
  CHECK(totals[0].comparable == 0);
  CHECK(std::isnan(totals[0].ratio()));
}

TEST_CASE("Totals carry their coverage and groups add up to the whole") {
  ReconcileTown town(4);
  town.add("C1", models::Use::school, 3000.0);
  town.unmeter("B1", Carrier::heat);
  town.scale("C1", Carrier::heat, 1.2);
  const scenarios::Reconciliation all = town.reconcile();
  const auto city = scenarios::reconciled_totals(all, town.portfolio, scenarios::ReconcileBy::total);
  CHECK(city[0].comparable == 4);
  CHECK(city[0].comparable_m2 == 6000.0);
  CHECK(city[0].area_m2 == 7000.0);
  CHECK(city[0].ratio() == Approx((300000.0 + 360000.0) / 600000.0));
  double metered = 0.0;
  for (const auto& total : scenarios::reconciled_totals(all, town.portfolio, scenarios::ReconcileBy::use)) {
    if (total.carrier == Carrier::heat) metered += total.metered;
  }
  CHECK(metered == Approx(city[0].metered));
}

TEST_CASE("Gas counts as heat and is told") {
  ReconcileTown town;
  town.scale("B1", Carrier::heat, 0.25);
  town.meter("B1", Carrier::gas, "kWh", 75000.0);
  const scenarios::ReconciledUse row = town.row("B1", Carrier::heat);
  CHECK(row.gas);
  CHECK(row.metered == Approx(100000.0));
  CHECK(row.meters.size() == 2);
  CHECK(town.found("TV-1717").size() == 1);
}

TEST_CASE("A year simulated with its measured weather needs no correction and is the better comparison") {
  ReconcileTown town;
  town.metering.degree_days = {{town.year, 0, 3500.0, kDegreeDays}};
  town.measured.push_back({town.year, town.baseline});
  for (models::BuildingResult& result : town.measured[0].simulated.results) {
    result.annual[models::index(models::Annual::heat)] *= 1.25;
  }
  const scenarios::ReconciledUse row = town.row("B1", Carrier::heat);
  CHECK(row.ratio == Approx(0.836));
  CHECK(row.ratio_measured == Approx(0.8));
  CHECK(row.best_ratio() == row.ratio_measured);
  CHECK(town.found("TV-1716").size() == 1);
}

TEST_CASE("A year that fails with its measured weather is told and compared corrected") {
  ReconcileTown town;
  scenarios::MeasuredBaseline measured{town.year, town.baseline};
  measured.simulated.status[1] = scenarios::TaskStatus::failed;
  measured.simulated.messages[1] = "it does not converge";
  town.measured.push_back(measured);
  CHECK(std::isnan(town.row("B2", Carrier::heat).ratio_measured));
  CHECK(town.row("B1", Carrier::heat).ratio_measured == Approx(1.0));
  const auto found = town.found("TV-1714");
  REQUIRE(found.size() == 1);
  CHECK(found[0].id == "B2");
  CHECK(found[0].message.find("it does not converge") != std::string::npos);
}

TEST_CASE("The part that does not follow the weather is that of all uses of a building") {
  ReconcileTown town;
  models::Building& building = town.portfolio.buildings[0].building;
  const double office = models::guf_of_use(models::Use::office);
  CHECK(town.row("B1", Carrier::heat).guf == office);
  building.zones.assign(2, building);
  building.zones[0].area_m2 = 750.0;
  building.zones[1].area_m2 = 250.0;
  building.zones[1].use = models::Use::swimming_hall;
  CHECK(town.row("B1", Carrier::heat).guf == Approx(0.75 * office + 0.25 * models::guf_of_use(models::Use::swimming_hall)));
}

TEST_CASE("Normals of months are the normal year where the year's own row has none") {
  ReconcileTown town;
  town.metering.degree_days = {{town.year, 0, 2000.0, models::kMissing}};
  for (int month = 1; month <= 12; ++month) town.metering.degree_days.push_back({town.year, month, 2000.0 / 12.0, 250.0});
  const scenarios::ReconciledUse row = town.row("B1", Carrier::heat);
  CHECK(row.degree_days == 2000.0);
  CHECK(row.normal_degree_days == Approx(3000.0));
}

TEST_CASE("The latest comparable year of a building is told and earlier ones are kept as rows") {
  ReconcileTown town;
  town.year = 2022;
  town.metering.degree_days.push_back({2022, 0, kDegreeDays, kDegreeDays});
  town.meter("B1", Carrier::heat, "kWh", 100.0);
  const scenarios::Reconciliation all = town.reconcile();
  CHECK(all.columns.size() == 4);
  CHECK(all.find(0, Carrier::heat, 2022)->cause);
  CHECK(scenarios::worst_ratios(all).empty());
  CHECK(scenarios::latest_comparable(all, 0, Carrier::heat)->year == 2023);
  CHECK(town.reconcile({2022, models::kMissing}).columns.size() == 1);
}

TEST_CASE("Results of another portfolio are refused") {
  ReconcileTown town;
  town.baseline.results.pop_back();
  CHECK_THROWS_AS(town.reconcile(), tvilling::core::Error);
}

TEST_CASE("More than three in a hundred ratios outside are told") {
  ReconcileTown town(9);
  for (int i = 1; i <= 11; ++i) town.add("C" + std::to_string(i), models::Use::school, 1000.0);
  town.scale("B1", Carrier::heat, 3.0);  // one of 60 ratios
  (void)town.reconcile();
  CHECK(town.found("TV-1715").empty());
  town.scale("B2", Carrier::heat, 3.0);
  (void)town.reconcile();
  CHECK(town.found("TV-1715").size() == 1);
}

TEST_CASE("The baseline times its factors is what was metered") {
  ReconcileTown town;
  town.scale("B1", Carrier::heat, 1.3);
  town.scale("B1", Carrier::electricity, 0.8);
  const scenarios::ReconciledBaseline factors = scenarios::reconciled_baseline(town.reconcile(), town.baseline);
  const models::BuildingResult result =
      scenarios::reconciled(town.baseline.results[0], town.baseline.results[0], town.portfolio.buildings[0].building,
                            factors.factors[0], {}, {0.1, 0.2});
  CHECK(result.annual[models::index(models::Annual::heat)] == Approx(130000.0).epsilon(1e-9));
  CHECK(result.annual[models::index(models::Annual::electricity)] == Approx(32000.0).epsilon(1e-9));
  CHECK(result.annual[models::index(models::Annual::water)] == Approx(200.0).epsilon(1e-6));
  CHECK(result.annual[models::index(models::Annual::peak_heat)] == Approx(65.0));
  CHECK(result.annual[models::index(models::Annual::co2)] == Approx(0.1 * 130000.0 + 0.2 * 32000.0).epsilon(1e-6));
  double months = 0.0;
  for (const double month : result.monthly[models::index(models::Monthly::heat)]) months += month;
  CHECK(months == result.annual[models::index(models::Annual::heat)]);  // to the last bit
}

namespace {

/// A building of `load_kwh` whose cells make `pv_kwh`, of which it uses `own_kwh`.
models::BuildingResult with_cells(double load_kwh, double pv_kwh, double own_kwh) {
  using models::Annual;
  models::BuildingResult year;
  year.monthly[models::index(models::Monthly::electricity)].fill((load_kwh - own_kwh) / 12.0);
  year.annual[models::index(Annual::electricity)] = load_kwh - own_kwh;
  year.annual[models::index(Annual::pv)] = pv_kwh;
  year.annual[models::index(Annual::electricity_sold)] = pv_kwh - own_kwh;
  return year;
}

models::BuildingResult metered(const models::BuildingResult& year, const models::BuildingResult& baseline, double factor) {
  std::array<scenarios::ReconciledFactor, 3> factors;
  factors[1].factor = factor;
  return scenarios::reconciled(year, baseline, models::Building{}, factors, {}, {0.1, 0.2});
}

double electricity(const models::BuildingResult& year) {
  return year.annual[models::index(models::Annual::electricity)];
}
constexpr double kMonths = 24 * 0x1p-20;  // two years of months on the grid

double sold(const models::BuildingResult& year) {
  return year.annual[models::index(models::Annual::electricity_sold)];
}

}  // namespace

TEST_CASE("What solar cells save and sell is what they make whatever the meter said") {
  const models::BuildingResult before = with_cells(10000.0, 0.0, 0.0);
  const models::BuildingResult after = with_cells(10000.0, 6000.0, 4000.0);
  for (const double factor : {0.5, 0.8, 1.0, 1.25, 2.0}) {
    const models::BuildingResult was = metered(before, before, factor);
    const models::BuildingResult is = metered(after, before, factor);
    CHECK(electricity(was) == Approx(factor * 10000.0).margin(kMonths));
    CHECK(electricity(was) - electricity(is) + sold(is) == Approx(6000.0).margin(kMonths));
    CHECK(electricity(was) - electricity(is) <= factor * 10000.0 + kMonths);
  }
  CHECK(sold(metered(after, before, 0.5)) == Approx(4000.0).margin(kMonths));
  CHECK(sold(metered(after, before, 2.0)) == Approx(2000.0).margin(kMonths));
}

TEST_CASE("A baseline with solar cells buys what was metered") {
  const models::BuildingResult before = with_cells(10000.0, 6000.0, 4000.0);
  for (const double factor : {0.5, 1.0, 1.5}) {
    CHECK(electricity(metered(before, before, factor)) == Approx(factor * 6000.0).margin(kMonths));
  }
  // A load halved by light has half the reconciled load too.
  const models::BuildingResult after = with_cells(5000.0, 6000.0, 3000.0);
  const double load = 1.5 * 6000.0 + 4000.0;
  CHECK(electricity(metered(after, before, 1.5)) == Approx(0.5 * load - 3000.0).margin(kMonths));
}

TEST_CASE("A building that lives of its cells buys what a meter shows beyond them") {
  const models::BuildingResult before = with_cells(3000.0, 0.0, 0.0);
  const models::BuildingResult after = with_cells(3000.0, 9000.0, 3000.0);
  const models::BuildingResult is = metered(after, before, 1.2);
  CHECK(electricity(is) == Approx(600.0).margin(kMonths));
  double months = 0.0;
  for (const double month : is.monthly[models::index(models::Monthly::electricity)]) months += month;
  CHECK(months == electricity(is));
}

TEST_CASE("A factor tells what it rests on and a riddle gives none") {
  ReconcileTown town;
  town.scale("B1", Carrier::heat, 1.3);
  town.scale("B2", Carrier::heat, 3.0);
  town.unmeter("B3", Carrier::heat);
  town.use("B4", Carrier::heat).filled_fraction = 0.05;
  const scenarios::ReconciledBaseline all = scenarios::reconciled_baseline(town.reconcile(), town.baseline);
  CHECK(all.factors[0][0].factor == Approx(1.3));
  CHECK(all.factors[0][0].origin == models::Origin::metered);
  CHECK(all.factors[0][0].year == town.year);
  CHECK(all.factors[1][0].factor == 1.0);
  CHECK(all.factors[1][0].origin == models::Origin::archetype);
  CHECK(all.factors[2][0].factor == 1.0);
  CHECK(all.factors[2][0].year == 0);
  CHECK(all.factors[3][0].origin == models::Origin::filled);
}

TEST_CASE("Heat of a year that could not be corrected gives a factor that is marked as filled") {
  ReconcileTown town;
  town.metering.degree_days.clear();
  const scenarios::ReconciledBaseline all = scenarios::reconciled_baseline(town.reconcile(), town.baseline);
  CHECK(all.factors[0][0].origin == models::Origin::filled);
  CHECK(all.factors[0][1].origin == models::Origin::metered);
}

TEST_CASE("The degree-days of the reference year are those of its days below 17 degrees") {
  const models::Weather weather = models::reference_year();
  const double sum = scenarios::sum_of(scenarios::degree_days_of_simulated(weather));
  CHECK(sum == Approx(2796.0).epsilon(0.01));  // domain.md F
}

TEST_CASE("Buildings in another order give the same rows") {
  ReconcileTown town;
  town.scale("B2", Carrier::heat, 0.001);
  const scenarios::Reconciliation all = town.reconcile();
  ReconcileTown turned = town;
  std::reverse(turned.portfolio.buildings.begin(), turned.portfolio.buildings.end());
  std::reverse(turned.baseline.results.begin(), turned.baseline.results.end());
  const scenarios::Reconciliation other = turned.reconcile();
  const std::size_t last = town.portfolio.buildings.size() - 1;
  for (std::size_t b = 0; b <= last; ++b) {
    for (std::size_t c = 0; c < all.columns.size(); ++c) {
      CHECK(all.at(b, c).ratio == other.at(last - b, c).ratio);
      CHECK(all.at(b, c).cause.has_value() == other.at(last - b, c).cause.has_value());
    }
  }
}

TEST_CASE("Twice the metered use is twice the ratio, whatever the correction") {
  for (const double degree_days : {1500.0, 2800.0, 4000.0}) {
    ReconcileTown town;
    town.metering.degree_days = {{town.year, 0, degree_days, kDegreeDays}};
    const double once = town.row("B1", Carrier::heat).ratio;
    town.scale("B1", Carrier::heat, 2.0);
    CHECK(town.row("B1", Carrier::heat).ratio == Approx(2.0 * once).epsilon(1e-12));
  }
}
