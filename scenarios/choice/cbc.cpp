// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/cbc.hpp"

#include <algorithm>
#include <utility>

#include "scenarios/milp/linear_model.hpp"

namespace tvilling::scenarios {

namespace {

/// Columns are items, rows are the classes and then the knapsack's rows; the cost is minus the value.
LinearModel model_of(const Knapsack& problem, const std::vector<bool>& must_take) {
  LinearModel model;
  for (const double value : problem.value) model.add_column(0.0, 1.0, -value, true);
  std::vector<std::vector<LinearTerm>> of_class(problem.classes);
  for (std::size_t i = 0; i < problem.value.size(); ++i) of_class[problem.class_of[i]].push_back({i, 1.0});
  for (std::size_t c = 0; c < problem.classes; ++c) {
    model.add_row(must_take.empty() || !must_take[c] ? 0.0 : 1.0, 1.0, std::move(of_class[c]));
  }
  for (std::size_t r = 0; r < problem.limit.size(); ++r) {
    std::vector<LinearTerm> terms;
    for (std::size_t i = 0; i < problem.value.size(); ++i) {
      if (problem.weight[r][i] != 0.0) terms.push_back({i, problem.weight[r][i]});
    }
    model.add_row(-kUnbounded, problem.limit[r], std::move(terms));
  }
  return model;
}

}  // namespace

RelaxedAnswer solve_relaxed(const Knapsack& problem) {
  LinearAnswer found = solve_linear(model_of(problem, {}));
  RelaxedAnswer answer;
  answer.is_feasible = found.is_feasible;
  if (!found.is_feasible) return answer;
  answer.share = std::move(found.value);
  for (std::size_t r = 0; r < problem.limit.size(); ++r) answer.price.push_back(std::max(0.0, -found.price[problem.classes + r]));
  return answer;
}

BranchedAnswer solve_branched(const Knapsack& problem, const std::vector<bool>& must_take, const std::vector<std::size_t>& start,
                              const ChoiceSearch& search) {
  std::vector<double> known;
  if (!start.empty()) known.assign(problem.value.size(), 0.0);
  for (const std::size_t i : start) known[i] = 1.0;
  BranchSettings settings = search;
  settings.cuts = false;
  const IntegerAnswer found = solve_integer(model_of(problem, must_take), known, settings);
  BranchedAnswer answer;
  answer.end = found.end;
  answer.nodes = found.nodes;
  answer.bound = -found.bound;
  answer.is_found = found.is_found;
  constexpr double kTaken = 0.5;
  for (std::size_t i = 0; i < found.value.size(); ++i) {
    if (found.value[i] > kTaken) answer.items.push_back(i);
  }
  return answer;
}

}  // namespace tvilling::scenarios
