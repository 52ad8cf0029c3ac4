// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/choose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "core/error.hpp"
#include "core/suggest.hpp"

namespace tvilling::scenarios {

namespace {

bool is_fast_enough(const ChoiceOption& option, const ChoiceLimits& limits) {
  return std::isnan(limits.payback_years) || option.investment_dkk <= limits.payback_years * option.saving_dkk;
}

void refuse_bad_limit(double limit, std::string_view name) {
  if (std::isnan(limit) || (limit >= 0.0 && std::isfinite(limit))) return;
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("the {} is {}", name, limit), {},
                    "Give a number that is not negative.");
}

void refuse_bad_limits(const OptionTable& table, const ChoiceLimits& limits) {
  refuse_bad_limit(limits.budget_dkk, "budget");
  refuse_bad_limit(limits.payback_years, "longest payback");
  refuse_bad_limit(limits.total_payback_years, "longest payback of all");
  refuse_bad_limit(limits.min_saving_co2_tonnes, "least saving of CO2");
  std::set<std::string_view> known(table.administration.begin(), table.administration.end());
  for (const auto& [administration, budget_dkk] : limits.administration_budget_dkk) {
    refuse_bad_limit(budget_dkk, fmt::format("budget of {}", administration));
    if (known.contains(administration)) continue;
    const std::vector<std::string_view> names(known.begin(), known.end());
    throw core::Error(core::ErrorKind::bad_input, fmt::format("no building is of the administration \"{}\"", administration), {},
                      core::did_you_mean(administration, names));
  }
}

/// The options as items, a class a building, a row a limit.
struct Model {
  Knapsack problem;
  std::vector<const ChoiceOption*> option;  ///< [item]
  std::size_t too_slow = 0;
};

template <typename Weight>
void add_row(Model& model, double limit, Weight weight) {
  std::vector<double> weights;
  weights.reserve(model.option.size());
  for (const ChoiceOption* option : model.option) weights.push_back(weight(*option));
  model.problem.weight.push_back(std::move(weights));
  model.problem.limit.push_back(limit);
}

void add_rows(Model& model, const OptionTable& table, const ChoiceLimits& limits) {
  // The budget first: its price is told.
  if (!std::isnan(limits.budget_dkk)) add_row(model, limits.budget_dkk, [](const ChoiceOption& o) { return o.investment_dkk; });
  if (limits.max_buildings) add_row(model, static_cast<double>(*limits.max_buildings), [](const ChoiceOption&) { return 1.0; });
  if (!std::isnan(limits.total_payback_years)) {
    const double years = limits.total_payback_years;
    add_row(model, 0.0, [years](const ChoiceOption& o) { return o.investment_dkk - years * o.saving_dkk; });
  }
  if (!std::isnan(limits.min_saving_co2_tonnes)) {
    add_row(model, -limits.min_saving_co2_tonnes, [](const ChoiceOption& o) { return -o.saving_co2_tonnes; });
  }
  for (const auto& entry : limits.administration_budget_dkk) {
    const std::string& name = entry.first;
    add_row(model, entry.second,
            [&](const ChoiceOption& o) { return table.administration[o.building] == name ? o.investment_dkk : 0.0; });
  }
}

Model model_of(const OptionTable& table, Objective objective, const ChoiceLimits& limits) {
  Model model;
  std::size_t building = 0;
  for (const ChoiceOption& option : table.options) {
    if (!is_fast_enough(option, limits)) {
      ++model.too_slow;
      continue;
    }
    if (model.option.empty() || building != option.building) ++model.problem.classes;
    building = option.building;
    model.option.push_back(&option);
    model.problem.class_of.push_back(model.problem.classes - 1);
    model.problem.value.push_back(objective_of(option, objective));
  }
  add_rows(model, table, limits);
  return model;
}

/// What an option is to the solver: options with equal numbers can change places.
std::vector<double> numbers_of(const Knapsack& problem, std::size_t item) {
  std::vector<double> numbers{problem.value[item]};
  for (const std::vector<double>& weights : problem.weight) numbers.push_back(weights[item]);
  return numbers;
}

/// Of buildings with an equal option, the first ids get it: the answer is the same whatever the solver met first.
std::vector<std::size_t> first_of_equal(const Knapsack& problem, const std::vector<std::size_t>& items) {
  std::map<std::vector<double>, std::vector<std::size_t>> groups;
  for (const std::size_t i : items) groups[numbers_of(problem, i)];
  for (std::size_t i = 0; i < problem.value.size(); ++i) {
    const auto group = groups.find(numbers_of(problem, i));
    if (group != groups.end()) group->second.push_back(i);
  }
  std::vector<std::size_t> item_of(problem.classes, problem.value.size());
  for (const std::size_t i : items) item_of[problem.class_of[i]] = i;
  const auto is_free = [&](std::size_t i) { return item_of[problem.class_of[i]] == problem.value.size(); };
  for (const auto& entry : groups) {
    std::size_t count = 0;
    for (const std::size_t i : entry.second) {
      if (item_of[problem.class_of[i]] != i) continue;
      item_of[problem.class_of[i]] = problem.value.size();
      ++count;
    }
    for (const std::size_t i : entry.second) {
      if (count == 0) break;
      if (!is_free(i)) continue;
      item_of[problem.class_of[i]] = i;
      --count;
    }
  }
  std::erase(item_of, problem.value.size());
  return item_of;  // classes ascend, so do the items
}

[[noreturn]] void refuse_infeasible(const OptionTable& table, const ChoiceLimits& limits) {
  std::string hint = "Loosen a limit.";
  if (!std::isnan(limits.min_saving_co2_tonnes)) {
    ChoiceLimits others = limits;
    others.min_saving_co2_tonnes = models::kMissing;
    const Choice most = choose(table, Objective::co2, others);
    hint = fmt::format("Within the other limits at most {:.0f} t can be saved over {} years.", std::floor(most.bound),
                       table.horizon_years);
  }
  throw core::Error(core::ErrorKind::bad_input, "nothing keeps all limits", {}, hint);
}

}  // namespace

Objective objective_named(std::string_view name) {
  for (std::size_t i = 0; i < kObjectiveNames.size(); ++i) {
    if (kObjectiveNames[i] == name) return static_cast<Objective>(i);
  }
  throw core::Error(core::ErrorKind::wrong_usage, fmt::format("no objective \"{}\"", name), {},
                    core::did_you_mean(name, kObjectiveNames));
}

double objective_of(const ChoiceOption& option, Objective objective) noexcept {
  switch (objective) {
    case Objective::npv: return option.npv_dkk;
    case Objective::co2: return option.saving_co2_tonnes;
    case Objective::saving: return option.saving_dkk;
  }
  return 0.0;
}

void add(ChoiceSum& sum, const ChoiceOption& option) noexcept {
  ++sum.buildings;
  sum.investment_dkk += option.investment_dkk;
  sum.saving_dkk += option.saving_dkk;
  sum.npv_dkk += option.npv_dkk;
  sum.saving_co2_kg += option.saving_co2_kg;
  sum.saving_co2_tonnes += option.saving_co2_tonnes;
}

double Choice::gap_fraction() const noexcept {
  if (bound <= value) return 0.0;
  return value == 0.0 ? std::numeric_limits<double>::infinity() : (bound - value) / std::abs(value);
}

Choice choose(const OptionTable& table, Objective objective, const ChoiceLimits& limits, const ChoiceSearch& search) {
  refuse_bad_limits(table, limits);
  const Model model = model_of(table, objective, limits);
  const KnapsackAnswer answer = solve_knapsack(model.problem, search);
  if (answer.end == ChoiceEnd::infeasible) refuse_infeasible(table, limits);
  Choice choice;
  for (const std::size_t item : first_of_equal(model.problem, answer.items)) {
    choice.chosen.push_back(*model.option[item]);
    add(choice.sum, choice.chosen.back());
    choice.value += objective_of(choice.chosen.back(), objective);
  }
  choice.bound = std::max(choice.value, answer.bound);
  choice.end = answer.end;
  choice.nodes = answer.nodes;
  choice.too_slow = model.too_slow;
  if (!std::isnan(limits.budget_dkk)) choice.budget_price = answer.price[0];
  return choice;
}

std::vector<ScenarioSum> by_scenario(const Choice& choice) {
  std::map<std::size_t, ChoiceSum> sums;
  for (const ChoiceOption& option : choice.chosen) add(sums[option.scenario], option);
  std::vector<ScenarioSum> rows;
  rows.reserve(sums.size());
  for (const auto& [scenario, sum] : sums) rows.push_back({scenario, sum});
  return rows;
}

std::optional<ChoiceOption> cheapest_option(const OptionTable& table, Objective objective, const ChoiceLimits& limits) {
  std::optional<ChoiceOption> cheapest;
  for (const ChoiceOption& option : table.options) {
    if (objective_of(option, objective) <= 0.0 || !is_fast_enough(option, limits)) continue;
    if (!cheapest || option.investment_dkk < cheapest->investment_dkk) cheapest = option;
  }
  return cheapest;
}

}  // namespace tvilling::scenarios
