// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/key_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/exact.hpp"

namespace tvilling::scenarios {

namespace {

/// Rounding of a sum of lifetimes: a renewal that is due at the end of the horizon is none.
constexpr double kYearRounding = 1e-9;

/// Present value of 1 DKK after `years`, which need not be whole: within a year the year's rate holds.
double discount_at(std::span<const DiscountStep> discount, double years) {
  double factor = 1.0;
  for (std::size_t s = 0; s < discount.size(); ++s) {
    const double from = discount[s].from_year - 1.0;
    const double to = s + 1 < discount.size() ? discount[s + 1].from_year - 1.0 : std::numeric_limits<double>::infinity();
    const double at_this_rate = std::min(years, to) - from;
    if (at_this_rate > 0.0) factor *= std::pow(1.0 + discount[s].rate_fraction, -at_this_rate);
  }
  return factor;
}

/// What comes of a use when a share of its change is real. A share above 1 does not make a use negative.
double realised(double before, double after, double fraction) {
  return std::max(before + fraction * (after - before), 0.0);
}

/// What light, equipment and fans use, bought or of the own solar cells.
double load_kwh(const BilledUse& use) {
  return use.electricity_kwh + use.pv_kwh - use.electricity_sold_kwh;
}

}  // namespace

double discount_factor(std::span<const DiscountStep> discount, int year) {
  return discount_at(discount, year);
}

double present_value_factor(std::span<const DiscountStep> discount, int years, double rise_fraction_year) {
  double sum = 0.0;
  double risen = 1.0;
  for (int year = 1; year <= years; ++year) {
    sum += risen * discount_factor(discount, year);
    risen *= 1.0 + rise_fraction_year;
  }
  return sum;
}

double present_investment_dkk(double investment_dkk, double lifetime_years, const EconomicSettings& settings) {
  if (std::isnan(investment_dkk) || std::isnan(lifetime_years)) return models::kMissing;
  // What has no technical life (operation) is paid once; nothing of it is left.
  if (!(lifetime_years > 0.0) || investment_dkk == 0.0) return investment_dkk;
  const double horizon = settings.horizon_years;
  double factor = 1.0;
  double last = 0.0;
  for (double renewals = 1.0; renewals * lifetime_years < horizon - kYearRounding; renewals += 1.0) {
    last = renewals * lifetime_years;
    factor += discount_at(settings.discount, last);
  }
  const double unused_fraction = std::max(0.0, (last + lifetime_years - horizon) / lifetime_years);
  return investment_dkk * (factor - unused_fraction * discount_at(settings.discount, horizon));
}

BilledUse realised_use(const BilledUse& baseline, const BilledUse& scenario, double realised_saving_fraction) {
  BilledUse use = scenario;
  use.heat_kwh = realised(baseline.heat_kwh, scenario.heat_kwh, realised_saving_fraction);
  use.peak_heat_kw = realised(baseline.peak_heat_kw, scenario.peak_heat_kw, realised_saving_fraction);
  const double load = realised(load_kwh(baseline), load_kwh(scenario), realised_saving_fraction);
  // Cells make what they make. A load that is lower than simulated leaves more of it to be sold.
  const double own_kwh = std::min(scenario.pv_kwh - scenario.electricity_sold_kwh, load);
  use.electricity_kwh = load - own_kwh;
  use.electricity_sold_kwh = scenario.pv_kwh - own_kwh;
  return use;
}

EconomicResult economic_result(std::span<const PaidMeasure> paid, const Billed& baseline, const Billed& scenario,
                               const EconomicSettings& settings, const PriceBasis& prices) {
  const BilledUse before = billed_use(*baseline.result, *baseline.building, settings.tariff);
  const BilledUse after =
      realised_use(before, billed_use(*scenario.result, *scenario.building, settings.tariff), settings.realised_saving_fraction);
  double works = 0.0;
  double investment = 0.0;
  double present = 0.0;
  double lives = 0.0;
  double maintenance = 0.0;
  double rent = 0.0;
  double internal_rent = 0.0;
  double once = 0.0;
  double sale = 0.0;
  for (const PaidMeasure& measure : paid) {
    if (measure.fate != MeasureFate::done) continue;
    works += measure.investment_dkk - measure.once_dkk - measure.sale_dkk;
    investment += measure.investment_dkk;
    present += present_investment_dkk(measure.investment_dkk, measure.lifetime_years, settings);
    lives += measure.investment_dkk * measure.lifetime_years;
    maintenance += measure.maintenance_dkk_year;
    rent += measure.change_rent_dkk;
    internal_rent += measure.change_internal_rent_dkk;
    once += measure.once_dkk;
    sale += measure.sale_dkk;
  }
  const double running = maintenance + rent;
  const double saving = bill_dkk(before, prices.first_year) - bill_dkk(after, prices.first_year) - running;
  EconomicResult result{};
  if (std::isnan(saving)) {
    result.fill(models::kMissing);
    return result;
  }
  const double saving_present =
      bill_dkk(before, prices.present) - bill_dkk(after, prices.present) - running * prices.present_factor;
  // On the grid, so that sums over buildings are the same in any order.
  result[index(Economic::premises_once)] = core::to_grid(once);
  result[index(Economic::premises_sale)] = core::to_grid(sale);
  // The sum of its parts on the grid, so that what is left without premises is nothing where there are no works.
  result[index(Economic::investment)] =
      core::to_grid(works) + result[index(Economic::premises_once)] + result[index(Economic::premises_sale)];
  result[index(Economic::investment_present)] = core::to_grid(present);
  result[index(Economic::lifetime)] = investment > 0.0 ? lives / investment : 0.0;
  result[index(Economic::maintenance)] = core::to_grid(maintenance);
  result[index(Economic::saving)] = core::to_grid(saving);
  result[index(Economic::saving_present)] = core::to_grid(saving_present);
  result[index(Economic::change_rent)] = core::to_grid(rent);
  result[index(Economic::change_internal_rent)] = core::to_grid(internal_rent);
  result[index(Economic::npv)] = result[index(Economic::saving_present)] - result[index(Economic::investment_present)];
  return result;
}

EconomicResult economic_result(std::span<const PaidMeasure> paid, const Billed& baseline, const Billed& scenario,
                               const EconomicSettings& settings) {
  return economic_result(paid, baseline, scenario, settings, price_basis(settings));
}

double co2_saved_tonnes(const models::BuildingResult& baseline, const models::BuildingResult& scenario,
                        const EconomicSettings& settings, const EmissionFactors& horizon) {
  constexpr double kKgPerTonne = 1000.0;
  const models::Building any;  // its cooling of the water gives no CO2
  const BilledUse before = billed_use(baseline, any, settings.tariff);
  const BilledUse after = realised_use(before, billed_use(scenario, any, settings.tariff), settings.realised_saving_fraction);
  return ((before.heat_kwh - after.heat_kwh) * horizon.heat_kg_kwh +
          (before.electricity_kwh - after.electricity_kwh) * horizon.electricity_kg_kwh) /
         kKgPerTonne;
}

EmissionFactors horizon_emissions(std::string_view factor_set, const EconomicSettings& settings) {
  EmissionFactors sum;
  for (int year = 0; year < settings.horizon_years; ++year) {
    const EmissionFactors factors = emission_factors(factor_set, settings.price_level_year + year);
    sum.heat_kg_kwh += factors.heat_kg_kwh;
    sum.electricity_kg_kwh += factors.electricity_kg_kwh;
  }
  return sum;
}

KeyFigures key_figures(const EconomicResult& sum, double co2_saved_tonnes, const EconomicSettings& settings) {
  const double investment = sum[index(Economic::investment)];
  const double saving = sum[index(Economic::saving)];
  KeyFigures figures;
  figures.npv_dkk = sum[index(Economic::npv)];
  if (saving > 0.0) figures.payback_years = std::max(0.0, investment / saving);  // a sale may bring more than is paid
  if (investment > 0.0 && sum[index(Economic::lifetime)] > 0.0)
    figures.profitability = saving * sum[index(Economic::lifetime)] / investment;
  if (co2_saved_tonnes > 0.0) figures.dkk_per_tonne_co2 = -figures.npv_dkk / co2_saved_tonnes;
  figures.within_payback_limit = figures.payback_years <= settings.payback_limit_years;
  // What costs nothing and saves is profitable, though its rentabilitet has no number.
  figures.profitable =
      investment > 0.0 ? figures.profitability >= settings.profitability_limit : investment <= 0.0 && saving > 0.0;
  return figures;
}

void add(EconomicResult& sum, const EconomicResult& building) {
  const double before = sum[index(Economic::investment)];
  const double added = building[index(Economic::investment)];
  const double lives = before * sum[index(Economic::lifetime)] + added * building[index(Economic::lifetime)];
  for (std::size_t v = 0; v < kEconomicCount; ++v) sum[v] += building[v];
  const double investment = before + added;
  if (!std::isnan(investment)) sum[index(Economic::lifetime)] = investment > 0.0 ? lives / investment : 0.0;
}

}  // namespace tvilling::scenarios
