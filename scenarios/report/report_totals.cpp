// SPDX-License-Identifier: MPL-2.0
#include "scenarios/report/report_totals.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace tvilling::scenarios::report {

namespace {

using models::Annual;
using models::index;

using Members = std::vector<std::size_t>;  ///< places of buildings, ascending

constexpr std::size_t at(Reconciled v) noexcept {
  return static_cast<std::size_t>(v);
}

bool known(const EconomicResult& economy) {
  return std::isfinite(economy[index(Economic::npv)]);
}

/// Economy of the counted buildings; what it saves of CO2 is of the same buildings.
void add_economy(const Report& report, std::size_t place, const Members& members, Total& total) {
  const EconomicSettings& settings = report.study.economics;
  for (const std::size_t b : members) {
    const EconomicResult& economy = report.results.economics[place][b];
    if (!is_counted(report, place, b) || !known(economy)) continue;
    ++total.priced;
    add(total.economy, economy);
    total.co2_saved_tonnes +=
        co2_saved_tonnes(report.results.results[0][b], report.results.results[place][b], settings, report.horizon);
  }
  if (total.priced == 0) {
    total.economy.fill(models::kMissing);
    return;
  }
  total.figures = key_figures(total.economy, total.co2_saved_tonnes, settings);
}

Total total_of(const Report& report, std::size_t place, const std::string& group, const Members& members) {
  const Results& results = report.results;
  RowSum sum;
  Total total;
  for (const std::size_t b : members) {
    sum.add(results.portfolio.buildings[b].building.area_m2, results.results[place][b], results.status[place][b],
            results.results[0][b], results.status[0][b]);
    if (is_changed(report, place, b)) ++total.changed;
  }
  total.group = group;
  total.energy = sum.row();
  total.energy.scenario = results.scenario_names[place];
  total.energy.group = group;
  if (report.has_economics) {
    add_economy(report, place, members, total);
  } else {
    total.economy.fill(models::kMissing);
  }
  return total;
}

/// The city's peak is that of its hours, not the sum of the buildings' peaks.
void set_coincident_peak(const Report& report, std::size_t place, ComparisonRow& row) {
  const auto peak_kw = [&](std::size_t scenario) {
    const std::vector<TaskStatus>& status = report.results.status[scenario];
    const auto done = static_cast<std::size_t>(std::count(status.begin(), status.end(), TaskStatus::done));
    return coincident_peak_kw(report.results.city[scenario], done, row.buildings);
  };
  row.value[index(Annual::peak_heat)] = peak_kw(place);
  row.change[index(Annual::peak_heat)] = peak_kw(place) - peak_kw(0);
}

WithinLimit within_limit(const Report& report, std::size_t place) {
  WithinLimit out;
  if (!report.has_economics) return out;
  for (std::size_t b = 0; b < report.results.portfolio.buildings.size(); ++b) {
    const EconomicResult& economy = report.results.economics[place][b];
    if (!is_counted(report, place, b) || !known(economy)) continue;
    if (!key_figures(economy, models::kMissing, report.study.economics).within_payback_limit) continue;
    ++out.buildings;
    out.investment_dkk += economy[index(Economic::investment)];
    out.saving_dkk += economy[index(Economic::saving)];
  }
  return out;
}

/// The simulated figures in the order of Reconciled.
ReconciledResult simulated_row(const Report& report, std::size_t place, std::size_t b) {
  const models::BuildingResult& result = report.results.results[place][b];
  ReconciledResult row;
  row[at(Reconciled::heat)] = result.annual[index(Annual::heat)];
  row[at(Reconciled::electricity)] = result.annual[index(Annual::electricity)];
  row[at(Reconciled::water)] = result.annual[index(Annual::water)];
  row[at(Reconciled::co2)] = result.annual[index(Annual::co2)];
  row[at(Reconciled::cost)] = result.annual[index(Annual::cost)];
  const double missing = models::kMissing;
  row[at(Reconciled::saving)] = report.has_economics ? report.results.economics[place][b][index(Economic::saving)] : missing;
  row[at(Reconciled::npv)] = report.has_economics ? report.results.economics[place][b][index(Economic::npv)] : missing;
  return row;
}

void add_to(ReconciledResult& sum, const ReconciledResult& row) {
  for (std::size_t i = 0; i < kReconciledCount; ++i) sum[i] += row[i];
}

/// Buildings with a metered carrier and a reconciled year, in both scenarios.
ReconciledSum reconciled_sum(const Report& report, std::size_t place) {
  const Results& results = report.results;
  ReconciledSum out;
  if (!report.has_reconciled) return out;
  EconomicResult money{};
  for (std::size_t b = 0; b < results.portfolio.buildings.size(); ++b) {
    const auto& factor = results.reconciled_factor.at(b);
    const bool metered = std::any_of(factor.begin(), factor.end(), [](const ReconciledFactor& f) {
      return f.origin == models::Origin::metered || f.factor != 1.0;
    });
    const ReconciledResult& row = results.reconciled[place][b];
    if (!is_counted(report, place, b) || !metered || !std::isfinite(row[at(Reconciled::cost)])) continue;
    ++out.buildings;
    add_to(out.simulated, simulated_row(report, place, b));
    add_to(out.simulated_before, simulated_row(report, 0, b));
    add_to(out.reconciled, row);
    add_to(out.reconciled_before, results.reconciled[0][b]);
    if (report.has_economics) add(money, results.economics[place][b]);
  }
  if (!report.has_economics || out.buildings == 0) return out;
  out.investment_dkk = money[index(Economic::investment)];
  const auto figures = [&](const ReconciledResult& sum) {
    money[index(Economic::saving)] = sum[at(Reconciled::saving)];
    money[index(Economic::npv)] = sum[at(Reconciled::npv)];
    return key_figures(money, models::kMissing, report.study.economics);
  };
  out.simulated_figures = figures(out.simulated);
  out.reconciled_figures = figures(out.reconciled);
  return out;
}

void add_months(const Report& report, std::size_t place, ScenarioReport& scenario) {
  const std::size_t heat = index(models::Monthly::heat);
  for (std::size_t b = 0; b < report.results.portfolio.buildings.size(); ++b) {
    if (!is_counted(report, place, b)) continue;
    for (std::size_t m = 0; m < core::kMonths; ++m) {
      scenario.heat_kwh[m] += report.results.results[place][b].monthly[heat][m];
      scenario.heat_before_kwh[m] += report.results.results[0][b].monthly[heat][m];
    }
  }
}

}  // namespace

ScenarioReport scenario_totals(const Report& report, std::size_t place) {
  const std::vector<models::BuildingRecord>& buildings = report.results.portfolio.buildings;
  Members all;
  std::vector<Members> uses(report.uses.size());
  std::vector<Members> administrations(report.administrations.size());
  const auto place_in = [](const std::vector<std::string>& names, std::string_view name) {
    return static_cast<std::size_t>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
  };
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    all.push_back(b);
    uses[place_in(report.uses, models::to_string(buildings[b].building.use))].push_back(b);
    administrations[place_in(report.administrations, buildings[b].building.administration)].push_back(b);
  }
  ScenarioReport scenario;
  scenario.place = place;
  scenario.name = report.results.scenario_names[place];
  scenario.total = total_of(report, place, "all", all);
  if (scenario.total.energy.buildings > 0) set_coincident_peak(report, place, scenario.total.energy);
  for (std::size_t i = 0; i < uses.size(); ++i) {
    scenario.by_use.push_back(total_of(report, place, report.uses[i], uses[i]));
  }
  for (std::size_t i = 0; i < administrations.size(); ++i) {
    scenario.by_administration.push_back(total_of(report, place, report.administrations[i], administrations[i]));
  }
  scenario.within_limit = within_limit(report, place);
  scenario.reconciled = reconciled_sum(report, place);
  add_months(report, place, scenario);
  return scenario;
}

}  // namespace tvilling::scenarios::report
