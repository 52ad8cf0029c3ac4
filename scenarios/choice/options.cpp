// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/error.hpp"
#include "scenarios/economics/economics_text.hpp"
#include "scenarios/economics/key_figures.hpp"
#include "scenarios/premises/premises_measures.hpp"

namespace tvilling::scenarios {

namespace {

using models::Annual;
using models::index;

/// Buildings by their ids.
std::vector<std::size_t> places_by_id(const OptionTable& table) {
  std::vector<std::size_t> places(table.building_id.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::sort(places.begin(), places.end(),
            [&table](std::size_t a, std::size_t b) { return table.building_id[a] < table.building_id[b]; });
  return places;
}

bool is_finite(const ChoiceOption& o) {
  return std::isfinite(o.investment_dkk) && std::isfinite(o.saving_dkk) && std::isfinite(o.npv_dkk) &&
         std::isfinite(o.saving_co2_kg) && std::isfinite(o.saving_co2_tonnes);
}

bool is_idle(const ChoiceOption& o) {
  return o.investment_dkk == 0.0 && o.saving_dkk == 0.0 && o.npv_dkk == 0.0 && o.saving_co2_kg == 0.0 &&
         o.saving_co2_tonnes == 0.0;
}

bool are_equal(const ChoiceOption& a, const ChoiceOption& b) {
  return a.investment_dkk == b.investment_dkk && a.saving_dkk == b.saving_dkk && a.npv_dkk == b.npv_dkk &&
         a.saving_co2_kg == b.saving_co2_kg && a.saving_co2_tonnes == b.saving_co2_tonnes;
}

struct Source {
  const Results& results;
  const ChoiceBasis& basis;
  EmissionFactors factors;  ///< of the horizon's years
  std::size_t baseline;
  bool reconciled;
};

constexpr std::size_t at(Reconciled v) {
  return static_cast<std::size_t>(v);
}

/// The part of what solar cells gave a building as simulated that it uses when its meters are believed (reconcile_factors.hpp).
double own_use_share(const ReconciledResult& baseline, const models::BuildingResult& simulated_baseline) {
  const double simulated_kwh = simulated_baseline.annual[index(Annual::electricity)];
  return simulated_kwh > 0.0 ? std::min(baseline[at(Reconciled::electricity)] / simulated_kwh, 1.0) : 1.0;
}

/// A reconciled year as far as CO2 asks for it.
models::BuildingResult energy_of(const ReconciledResult& reconciled, const models::BuildingResult& simulated,
                                 double own_use_share) {
  models::BuildingResult result;
  result.annual[index(Annual::heat)] = reconciled[at(Reconciled::heat)];
  result.annual[index(Annual::electricity)] = reconciled[at(Reconciled::electricity)];
  const double pv_kwh = simulated.annual[index(Annual::pv)];
  result.annual[index(Annual::pv)] = pv_kwh;
  const double own_kwh = pv_kwh - simulated.annual[index(Annual::electricity_sold)];
  result.annual[index(Annual::electricity_sold)] = pv_kwh - own_use_share * own_kwh;
  return result;
}

/// Nothing where the building has no result in the scenario or in the baseline.
std::optional<ChoiceOption> option_of(const Source& source, std::size_t scenario, std::size_t building) {
  const Results& r = source.results;
  const bool is_done =
      r.status[scenario][building] == TaskStatus::done && r.status[source.baseline][building] == TaskStatus::done;
  if (!is_done) return std::nullopt;
  const EconomicResult& money = r.economics[scenario][building];
  ChoiceOption option{building, scenario};
  option.investment_dkk = money[index(Economic::investment)];
  const auto tonnes = [&source](const models::BuildingResult& before, const models::BuildingResult& now) {
    return co2_saved_tonnes(before, now, source.basis.settings, source.factors);
  };
  if (source.reconciled) {
    const ReconciledResult& now = r.reconciled[scenario][building];
    const ReconciledResult& before = r.reconciled[source.baseline][building];
    option.saving_dkk = now[at(Reconciled::saving)];
    option.npv_dkk = now[at(Reconciled::npv)];
    option.saving_co2_kg = before[at(Reconciled::co2)] - now[at(Reconciled::co2)];
    const models::BuildingResult& as_simulated = r.results[source.baseline][building];
    const double share = own_use_share(before, as_simulated);
    option.saving_co2_tonnes =
        tonnes(energy_of(before, as_simulated, share), energy_of(now, r.results[scenario][building], share));
  } else {
    const models::BuildingResult& now = r.results[scenario][building];
    const models::BuildingResult& before = r.results[source.baseline][building];
    option.saving_dkk = money[index(Economic::saving)];
    option.npv_dkk = money[index(Economic::npv)];
    option.saving_co2_kg = before.annual[index(Annual::co2)] - now.annual[index(Annual::co2)];
    option.saving_co2_tonnes = tonnes(before, now);
  }
  if (!is_finite(option)) return std::nullopt;
  return option;
}

void add_building(const Source& source, std::span<const std::size_t> scenarios, std::size_t building, OptionTable& table) {
  const auto first = static_cast<std::ptrdiff_t>(table.options.size());
  for (const std::size_t scenario : scenarios) {
    const std::optional<ChoiceOption> option = option_of(source, scenario, building);
    const auto same = [&option](const ChoiceOption& o) { return are_equal(*option, o); };
    if (!option) {
      ++table.failed;
    } else if (is_idle(*option)) {
      ++table.idle;
    } else if (std::any_of(table.options.begin() + first, table.options.end(), same)) {
      ++table.equal;
    } else {
      table.options.push_back(*option);
    }
  }
}

void refuse_without_money(const Results& results, bool reconciled) {
  if (results.economics.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "the results say nothing of investments and savings", {results.path},
                      "They were made by an older version: run the study again.");
  }
  if (reconciled && results.reconciled.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "the results are not reconciled with meters", {results.path},
                      "Give the portfolio meters and readings and run the study again, or leave --reconciled out.");
  }
}

/// People who leave one building come to another: half of that cannot be chosen.
void refuse_premises(const Results& results, std::span<const std::size_t> scenarios) {
  for (const AppliedMeasure& measure : results.measures) {
    if (!is_of_premises(measure.type) || std::ranges::find(scenarios, measure.scenario) == scenarios.end()) continue;
    throw core::Error(
        core::ErrorKind::bad_input,
        fmt::format("scenario \"{}\" has {}, which is for several buildings at once and cannot be chosen building by "
                    "building",
                    results.scenario_names[measure.scenario], measure.type),
        {results.path}, "Name the other scenarios with --scenarios.");
  }
}

/// In the order of the file, each once, the baseline left out.
std::vector<std::size_t> scenario_places(const Results& results, std::span<const std::string> names, std::size_t baseline) {
  std::vector<std::size_t> places;
  for (const std::string& name : names) places.push_back(results.scenario_index(name));
  if (names.empty()) {
    places.resize(results.scenario_names.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::erase(places, baseline);
  return places;
}

}  // namespace

ChoiceBasis choice_basis(const Results& results) {
  return {money_of(results).economics, factor_set_of(results)};
}

OptionTable choice_options(const Results& results, std::span<const std::string> scenarios, bool reconciled,
                           const ChoiceBasis& basis) {
  refuse_without_money(results, reconciled);
  const Source source{results, basis, horizon_emissions(basis.factor_set, basis.settings), results.scenario_index("baseline"),
                      reconciled};
  const std::vector<std::size_t> places = scenario_places(results, scenarios, source.baseline);
  if (places.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "there is no scenario but the baseline to choose from", {results.path},
                      "Add a [[scenario]] with measures to the study and run it again.");
  }
  refuse_premises(results, places);
  OptionTable table;
  table.scenario = results.scenario_names;
  table.horizon_years = basis.settings.horizon_years;
  for (const models::BuildingRecord& record : results.portfolio.buildings) {
    table.building_id.push_back(record.building.building_id);
    table.administration.push_back(record.building.administration);
  }
  for (const std::size_t building : places_by_id(table)) add_building(source, places, building, table);
  return table;
}

}  // namespace tvilling::scenarios
