// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/pathway.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

#include "scenarios/economics/prices.hpp"
#include "scenarios/results_file.hpp"

namespace tvilling::scenarios {

namespace {

/// Use of many buildings: what a bill of all of them needs, for it is linear in the prices.
struct UseSum {
  double heat_kwh = 0.0;
  double peak_heat_kw = 0.0;
  double corrected_kwh_k = 0.0;  ///< heat x kelvins of the cooling correction
  double electricity_kwh = 0.0;
  double electricity_sold_kwh = 0.0;
  double water_m3 = 0.0;
  double meters = 0.0;
  double maintenance_dkk = 0.0;
  double rent_dkk = 0.0;

  void add(const BilledUse& use) {
    heat_kwh += use.heat_kwh;
    peak_heat_kw += use.peak_heat_kw;
    corrected_kwh_k += use.heat_kwh * use.corrected_cooling_k;
    electricity_kwh += use.electricity_kwh;
    electricity_sold_kwh += use.electricity_sold_kwh;
    water_m3 += use.water_m3;
    meters += use.water_m3 != 0.0 ? 1.0 : 0.0;
  }
  [[nodiscard]] double bill_dkk(const Tariff& t) const {
    return heat_kwh * t.heat_dkk_kwh + peak_heat_kw * t.heat_capacity_dkk_kw + corrected_kwh_k * t.cooling_dkk_kwh_k +
           electricity_kwh * t.electricity_dkk_kwh - electricity_sold_kwh * t.electricity_sold_dkk_kwh +
           water_m3 * t.water_dkk_m3 + meters * t.water_meter_dkk;
  }
  [[nodiscard]] double co2_kg(const EmissionFactors& factors) const {
    return heat_kwh * factors.heat_kg_kwh + electricity_kwh * factors.electricity_kg_kwh;
  }
};

/// What was paid once and is renewed.
struct Tranche {
  int year = 0;
  double investment_dkk = 0.0;
  double lifetime_years = 0.0;

  /// Renewals that fall into `now`.
  [[nodiscard]] double renewals(int now) const {
    constexpr double kYearRounding = 1e-9;
    const double age = now - year;
    if (!(lifetime_years > 0.0) || age < 1.0) return 0.0;
    const auto lives = [this](double years) { return std::floor((years + kYearRounding) / lifetime_years); };
    return lives(age) - lives(age - 1.0);
  }
};

/// Investment in works, which is renewed: what is left without what is paid once for premises.
double works_dkk(const EconomicResult& r) {
  return r[index(Economic::investment)] - r[index(Economic::premises_once)] - r[index(Economic::premises_sale)];
}

/// What a step adds to a building lasts as long as the whole says that it must; where that is no life, as long as the whole.
double added_life(const EconomicResult& before, const EconomicResult& after, double added_dkk) {
  constexpr double kShortest = 1.0;
  constexpr double kLongest = 200.0;
  const auto lives = [](const EconomicResult& r) { return r[index(Economic::investment)] * r[index(Economic::lifetime)]; };
  const double life = (lives(after) - lives(before)) / added_dkk;
  return life >= kShortest && life <= kLongest ? life : after[index(Economic::lifetime)];
}

class Walk {
 public:
  Walk(const Results& results, const Pathway& pathway, const EconomicSettings& settings, const std::string& factor_set)
      : results_(results), pathway_(pathway), settings_(settings), factor_set_(factor_set) {
    check();
    for (const PathwayStep& step : pathway.steps) steps_.push_back(results.scenario_index(step.scenario));
    find_counted();
    const Tariff of_the_run = tariff_in(settings, settings.price_level_year);
    for (const std::size_t b : counted_) {
      baseline_use_.push_back(billed_use_of_stored(results.results[0][b], of_the_run));
    }
    sums_.emplace(0, sum_of(0, of_the_run));
    for (const std::size_t s : steps_) sums_.try_emplace(s, sum_of(s, of_the_run));
    tranches_.resize(counted_.size());
  }

  std::vector<PathwayYear> years() {
    std::vector<PathwayYear> out;
    const int last = pathway_.end_year != 0 ? pathway_.end_year : settings_.price_level_year + settings_.horizon_years - 1;
    std::size_t now = 0;  // scenario in force
    auto step = pathway_.steps.begin();
    for (int year = settings_.price_level_year; year <= last; ++year) {
      PathwayYear row;
      row.year = year;
      row.buildings = counted_.size();
      row.missing = results_.portfolio.buildings.size() - counted_.size();
      row.renewal_dkk = renewals_in(year);
      if (step != pathway_.steps.end() && step->year == year) {
        const std::size_t next = steps_[static_cast<std::size_t>(step - pathway_.steps.begin())];
        take_step(now, next, row);
        now = next;
        ++step;
      }
      row.investment_dkk += row.renewal_dkk;
      fill(row, sums_.at(0), sums_.at(now));
      row.scenario = results_.scenario_names[now];
      out.push_back(std::move(row));
    }
    return out;
  }

 private:
  [[noreturn]] void refuse(const std::string& why, const core::SourcePos& pos) const {
    throw core::Error(core::ErrorKind::bad_input, fmt::format("pathway \"{}\": {}", pathway_.name, why), pos);
  }

  void check() const {
    if (results_.economics.size() != results_.scenario_names.size()) {
      throw core::Error(core::ErrorKind::bad_input, "the result file has no economics: it is of an older version",
                        {results_.path}, "Run the study again with this version.");
    }
    int before = settings_.price_level_year - 1;
    for (const PathwayStep& step : pathway_.steps) {
      if (step.year < settings_.price_level_year) {
        refuse(fmt::format("the step of {} lies before the price level's year {}", step.year, settings_.price_level_year),
               step.pos);
      }
      if (step.year <= before) refuse(fmt::format("the step of {} does not come after {}", step.year, before), step.pos);
      before = step.year;
    }
    if (pathway_.end_year != 0 && pathway_.end_year < before) {
      refuse(fmt::format("end_year {} lies before {}", pathway_.end_year, before), pathway_.pos);
    }
  }

  /// Buildings that have results in the baseline and in every step.
  void find_counted() {
    const auto known = [this](std::size_t s, std::size_t b) {
      return results_.status[s][b] == TaskStatus::done && !std::isnan(results_.economics[s][b][index(Economic::npv)]);
    };
    for (std::size_t b = 0; b < results_.portfolio.buildings.size(); ++b) {
      bool in_all = known(0, b);
      for (const std::size_t s : steps_) in_all = in_all && known(s, b);
      if (in_all) counted_.push_back(b);
    }
  }

  [[nodiscard]] UseSum sum_of(std::size_t scenario, const Tariff& of_the_run) const {
    UseSum sum;
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      const std::size_t b = counted_[i];
      const BilledUse simulated = billed_use_of_stored(results_.results[scenario][b], of_the_run);
      sum.add(realised_use(baseline_use_[i], simulated, settings_.realised_saving_fraction));
      const EconomicResult& money = results_.economics[scenario][b];
      sum.maintenance_dkk += money[index(Economic::maintenance)];
      sum.rent_dkk += money[index(Economic::change_rent)];
    }
    return sum;
  }

  [[nodiscard]] double renewals_in(int year) const {
    double paid = 0.0;
    for (const std::vector<Tranche>& building : tranches_) {
      for (const Tranche& tranche : building) paid += tranche.renewals(year) * tranche.investment_dkk;
    }
    return paid;
  }

  /// What goes from a scenario to the next cost, building by building.
  void take_step(std::size_t from, std::size_t to, PathwayYear& row) {
    double works = 0.0;
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      const EconomicResult& before = results_.economics[from][counted_[i]];
      const EconomicResult& after = results_.economics[to][counted_[i]];
      const auto more = [&](Economic v) { return after[index(v)] - before[index(v)]; };
      const double had = works_dkk(before);
      const double added = works_dkk(after) - had;
      if (added > 0.0) {
        tranches_[i].push_back({row.year, added, added_life(before, after, added)});
        works += added;
      } else if (added < 0.0) {
        for (Tranche& tranche : tranches_[i]) tranche.investment_dkk *= works_dkk(after) / had;
      }
      row.premises_once_dkk += std::max(0.0, more(Economic::premises_once));
      row.premises_sale_dkk += more(Economic::premises_sale);
    }
    row.investment_dkk = works + row.premises_once_dkk + row.premises_sale_dkk;
  }

  void fill(PathwayYear& row, const UseSum& baseline, const UseSum& now) const {
    const Tariff tariff = tariff_in(settings_, row.year);
    const EmissionFactors factors = emission_factors(factor_set_, row.year);
    row.heat_kwh = now.heat_kwh;
    row.electricity_kwh = now.electricity_kwh;
    row.water_m3 = now.water_m3;
    row.co2_kg = now.co2_kg(factors);
    row.bill_dkk = now.bill_dkk(tariff);
    row.change_heat_kwh = now.heat_kwh - baseline.heat_kwh;
    row.change_co2_kg = row.co2_kg - baseline.co2_kg(factors);
    row.change_bill_dkk = row.bill_dkk - baseline.bill_dkk(tariff);
    row.change_maintenance_dkk = now.maintenance_dkk - baseline.maintenance_dkk;
    row.change_rent_dkk = now.rent_dkk - baseline.rent_dkk;
    const double saving =
        0.0 - row.change_bill_dkk - row.change_maintenance_dkk - row.change_rent_dkk;  // 0.0: no "-0" where nothing changes
    const int since = row.year - settings_.price_level_year;
    row.cash_flow_dkk = saving - row.investment_dkk;
    row.present_value_dkk =
        saving * discount_factor(settings_.discount, since + 1) - row.investment_dkk * discount_factor(settings_.discount, since);
  }

  const Results& results_;
  const Pathway& pathway_;
  const EconomicSettings& settings_;
  const std::string& factor_set_;
  std::vector<std::size_t> steps_;  ///< their scenarios
  std::vector<std::size_t> counted_;
  std::vector<BilledUse> baseline_use_;         ///< of the counted
  std::map<std::size_t, UseSum> sums_;          ///< by scenario
  std::vector<std::vector<Tranche>> tranches_;  ///< of the counted
};

}  // namespace

std::vector<PathwayYear> pathway_years(const Results& results, const Pathway& pathway, const EconomicSettings& settings,
                                       const std::string& factor_set) {
  return Walk(results, pathway, settings, factor_set).years();
}

}  // namespace tvilling::scenarios
