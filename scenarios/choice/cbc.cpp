// SPDX-License-Identifier: MPL-2.0
#include "scenarios/choice/cbc.hpp"

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <span>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

/// The same numbers for both solvers: columns are items, rows are the classes and then the knapsack's rows. Each row and the
/// values are divided by their largest number, so that the solvers' absolute tolerances mean the same for DKK and tonnes.
struct Matrix {
  std::vector<CoinBigIndex> start{0};
  std::vector<int> row;
  std::vector<double> entry;
  std::vector<double> cost;  ///< is minimised: minus the value
  std::vector<double> column_lower;
  std::vector<double> column_upper;
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  double value_scale = 1.0;
  std::vector<double> row_scale;
};

double largest(const std::vector<double>& numbers) {
  double most = 0.0;
  for (const double number : numbers) most = std::max(most, std::abs(number));
  return most > 0.0 ? most : 1.0;
}

Matrix matrix_of(const Knapsack& problem, const std::vector<bool>& must_take) {
  Matrix m;
  m.value_scale = largest(problem.value);
  for (const std::vector<double>& weights : problem.weight) m.row_scale.push_back(largest(weights));
  for (std::size_t c = 0; c < problem.classes; ++c) m.row_lower.push_back(must_take.empty() || !must_take[c] ? 0.0 : 1.0);
  m.row_upper.assign(problem.classes, 1.0);
  for (std::size_t r = 0; r < problem.limit.size(); ++r) {
    m.row_lower.push_back(-std::numeric_limits<double>::max());
    m.row_upper.push_back(problem.limit[r] / m.row_scale[r]);
  }
  for (std::size_t i = 0; i < problem.value.size(); ++i) {
    const auto add = [&m](std::size_t row, double entry) {
      m.row.push_back(static_cast<int>(row));
      m.entry.push_back(entry);
    };
    add(problem.class_of[i], 1.0);
    for (std::size_t r = 0; r < problem.limit.size(); ++r) {
      if (problem.weight[r][i] != 0.0) add(problem.classes + r, problem.weight[r][i] / m.row_scale[r]);
    }
    m.start.push_back(static_cast<CoinBigIndex>(m.row.size()));
    m.cost.push_back(-problem.value[i] / m.value_scale);
  }
  m.column_lower.assign(problem.value.size(), 0.0);
  m.column_upper.assign(problem.value.size(), 1.0);
  return m;
}

struct DeleteClp {
  void operator()(Clp_Simplex* model) const noexcept { Clp_deleteModel(model); }
};

struct DeleteCbc {
  void operator()(Cbc_Model* model) const noexcept { Cbc_deleteModel(model); }
};

constexpr double kTolerance = 1e-7;  // the solvers' own, of scaled numbers

/// CBC's driver keeps its settings in global variables.
std::mutex& cbc_lock() {
  static std::mutex lock;
  return lock;
}

void set_limits(Cbc_Model* model, const ChoiceSearch& search) {
  Cbc_setLogLevel(model, 0);
  Cbc_setParameter(model, "log", "0");
  // What it would find is found by the prices already; and it ends without a status where nothing is feasible.
  Cbc_setParameter(model, "preprocess", "off");
  // In CBC 2.10.8 cover cuts cut off the best choice of one problem in some thousand, and probing can cross the bounds of an
  // item, where Clp stops the program.
  Cbc_setParameter(model, "cuts", "off");
  Cbc_setParameter(model, "increment", "1e-9");
  Cbc_setParameter(model, "ratioGap", fmt::format("{}", search.gap_fraction).c_str());
  Cbc_setParameter(model, "maxNodes", fmt::format("{}", search.max_nodes).c_str());
  if (search.max_seconds > 0.0) Cbc_setParameter(model, "sec", fmt::format("{}", search.max_seconds).c_str());
}

ChoiceEnd end_of(Cbc_Model* model) {
  if (Cbc_isProvenInfeasible(model) != 0) return ChoiceEnd::infeasible;
  if (Cbc_isNodeLimitReached(model) != 0) return ChoiceEnd::node_limit;
  if (Cbc_isSecondsLimitReached(model) != 0) return ChoiceEnd::time_limit;
  if (Cbc_isProvenOptimal(model) != 0) return ChoiceEnd::optimal;
  throw core::Error(core::ErrorKind::internal, fmt::format("CBC gave up with status {}", Cbc_status(model)));
}

}  // namespace

RelaxedAnswer solve_relaxed(const Knapsack& problem) {
  const Matrix m = matrix_of(problem, {});
  const std::unique_ptr<Clp_Simplex, DeleteClp> model(Clp_newModel());
  Clp_setLogLevel(model.get(), 0);
  Clp_loadProblem(model.get(), static_cast<int>(m.cost.size()), static_cast<int>(m.row_lower.size()), m.start.data(),
                  m.row.data(), m.entry.data(), m.column_lower.data(), m.column_upper.data(), m.cost.data(), m.row_lower.data(),
                  m.row_upper.data());
  (void)Clp_dual(model.get(), 0);
  RelaxedAnswer answer;
  if (Clp_isProvenPrimalInfeasible(model.get()) != 0) return answer;
  if (Clp_isProvenOptimal(model.get()) == 0) {
    throw core::Error(core::ErrorKind::internal, fmt::format("Clp gave up with status {}", Clp_status(model.get())));
  }
  answer.is_feasible = true;
  const std::span<const double> share(Clp_getColSolution(model.get()), m.cost.size());
  answer.share.assign(share.begin(), share.end());
  const std::span<const double> price(Clp_getRowPrice(model.get()), m.row_lower.size());
  for (std::size_t r = 0; r < problem.limit.size(); ++r) {
    answer.price.push_back(std::max(0.0, -price[problem.classes + r]) * m.value_scale / m.row_scale[r]);
  }
  return answer;
}

BranchedAnswer solve_branched(const Knapsack& problem, const std::vector<bool>& must_take, const std::vector<std::size_t>& start,
                              const ChoiceSearch& search) {
  const Matrix m = matrix_of(problem, must_take);
  const std::lock_guard<std::mutex> guard(cbc_lock());
  const std::unique_ptr<Cbc_Model, DeleteCbc> model(Cbc_newModel());
  Cbc_loadProblem(model.get(), static_cast<int>(m.cost.size()), static_cast<int>(m.row_lower.size()), m.start.data(),
                  m.row.data(), m.entry.data(), m.column_lower.data(), m.column_upper.data(), m.cost.data(), m.row_lower.data(),
                  m.row_upper.data());
  for (std::size_t i = 0; i < m.cost.size(); ++i) Cbc_setInteger(model.get(), static_cast<int>(i));
  set_limits(model.get(), search);
  if (!start.empty()) {
    std::vector<int> column(m.cost.size());
    std::vector<double> share(m.cost.size(), 0.0);
    for (std::size_t i = 0; i < column.size(); ++i) column[i] = static_cast<int>(i);
    for (const std::size_t i : start) share[i] = 1.0;
    Cbc_setMIPStartI(model.get(), static_cast<int>(column.size()), column.data(), share.data());
  }
  (void)Cbc_solve(model.get());
  BranchedAnswer answer;
  answer.end = end_of(model.get());
  answer.nodes = Cbc_getNodeCount(model.get());
  if (answer.end == ChoiceEnd::infeasible) return answer;
  const double unsure = kTolerance * m.value_scale;
  answer.bound = -Cbc_getBestPossibleObjValue(model.get()) * m.value_scale + unsure;
  answer.is_found = Cbc_bestSolution(model.get()) != nullptr;
  if (!answer.is_found) return answer;
  if (answer.end == ChoiceEnd::optimal) {
    // What CBC passed over within the gap is not in its bound. The gap is a part of the larger of value and bound.
    const double value = -Cbc_getObjValue(model.get()) * m.value_scale;
    const double gap = search.gap_fraction;
    const double passed_over = gap < 1.0 ? gap / (1.0 - gap) * std::abs(value) : std::numeric_limits<double>::infinity();
    answer.bound = value + std::max(passed_over, unsure);
  }
  constexpr double kTaken = 0.5;
  const std::span<const double> share(Cbc_bestSolution(model.get()), m.cost.size());
  for (std::size_t i = 0; i < share.size(); ++i) {
    if (share[i] > kTaken) answer.items.push_back(i);
  }
  return answer;
}

}  // namespace tvilling::scenarios
