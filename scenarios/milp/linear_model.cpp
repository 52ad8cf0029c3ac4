// SPDX-License-Identifier: MPL-2.0
#include "scenarios/milp/linear_model.hpp"

#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <utility>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

/// The same numbers for both solvers, by columns and scaled.
struct Matrix {
  std::vector<CoinBigIndex> start;
  std::vector<int> row;
  std::vector<double> entry;
  std::vector<double> cost;
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  double cost_scale = 1.0;
  std::vector<double> row_scale;
};

double scaled_bound(double bound, double scale) {
  return std::abs(bound) >= kUnbounded ? bound : bound / scale;
}

void scale_rows(const LinearModel& model, Matrix& m) {
  for (std::size_t r = 0; r < model.row.size(); ++r) {
    double most = 0.0;
    for (const LinearTerm& term : model.row[r]) most = std::max(most, std::abs(term.factor));
    m.row_scale.push_back(most > 0.0 ? most : 1.0);
    m.row_lower.push_back(scaled_bound(model.row_lower[r], m.row_scale[r]));
    m.row_upper.push_back(scaled_bound(model.row_upper[r], m.row_scale[r]));
  }
}

Matrix matrix_of(const LinearModel& model) {
  Matrix m;
  const std::size_t columns = model.cost.size();
  double most = 0.0;
  for (const double cost : model.cost) most = std::max(most, std::abs(cost));
  m.cost_scale = most > 0.0 ? most : 1.0;
  for (const double cost : model.cost) m.cost.push_back(cost / m.cost_scale);
  scale_rows(model, m);
  m.start.assign(columns + 1, 0);
  for (const std::vector<LinearTerm>& terms : model.row) {
    for (const LinearTerm& term : terms) ++m.start[term.column + 1];
  }
  for (std::size_t c = 0; c < columns; ++c) m.start[c + 1] += m.start[c];
  m.row.resize(static_cast<std::size_t>(m.start[columns]));
  m.entry.resize(m.row.size());
  std::vector<CoinBigIndex> next(m.start.begin(), m.start.end() - 1);
  for (std::size_t r = 0; r < model.row.size(); ++r) {
    for (const LinearTerm& term : model.row[r]) {
      const auto at = static_cast<std::size_t>(next[term.column]++);
      m.row[at] = static_cast<int>(r);
      m.entry[at] = term.factor / m.row_scale[r];
    }
  }
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

void set_limits(Cbc_Model* model, const BranchSettings& settings) {
  Cbc_setLogLevel(model, 0);
  Cbc_setParameter(model, "log", "0");
  // With it CBC ends without a status where nothing is feasible.
  Cbc_setParameter(model, "preprocess", "off");
  // In CBC 2.10.8 cover cuts cut off the best choice of one knapsack in some thousand, and probing can cross the bounds of a
  // column, where Clp stops the program.
  if (!settings.cuts) Cbc_setParameter(model, "cuts", "off");
  Cbc_setParameter(model, "knapsackCuts", "off");
  Cbc_setParameter(model, "probingCuts", "off");
  Cbc_setParameter(model, "increment", "1e-9");
  Cbc_setParameter(model, "ratioGap", fmt::format("{}", settings.gap_fraction).c_str());
  Cbc_setParameter(model, "maxNodes", fmt::format("{}", settings.max_nodes).c_str());
  if (settings.max_seconds > 0.0) Cbc_setParameter(model, "sec", fmt::format("{}", settings.max_seconds).c_str());
}

BranchEnd end_of(Cbc_Model* model) {
  if (Cbc_isProvenInfeasible(model) != 0) return BranchEnd::infeasible;
  if (Cbc_isNodeLimitReached(model) != 0) return BranchEnd::node_limit;
  if (Cbc_isSecondsLimitReached(model) != 0) return BranchEnd::time_limit;
  if (Cbc_isProvenOptimal(model) != 0) return BranchEnd::optimal;
  throw core::Error(core::ErrorKind::internal, fmt::format("CBC gave up with status {}", Cbc_status(model)));
}

void take_found(Cbc_Model* cbc, const LinearModel& model, IntegerAnswer& answer) {
  const double* found = Cbc_bestSolution(cbc);
  answer.is_found = found != nullptr;
  if (!answer.is_found) return;
  const std::span<const double> values(found, model.cost.size());
  for (std::size_t c = 0; c < values.size(); ++c) {
    answer.value.push_back(model.is_integer[c] ? std::round(values[c]) : values[c]);
    answer.objective += model.cost[c] * answer.value[c];
  }
}

}  // namespace

std::size_t LinearModel::add_column(double lower, double upper, double cost_each, bool integer) {
  cost.push_back(cost_each);
  column_lower.push_back(lower);
  column_upper.push_back(upper);
  is_integer.push_back(integer);
  return cost.size() - 1;
}

std::size_t LinearModel::add_row(double lower, double upper, std::vector<LinearTerm> terms) {
  row.push_back(std::move(terms));
  row_lower.push_back(lower);
  row_upper.push_back(upper);
  return row.size() - 1;
}

LinearAnswer solve_linear(const LinearModel& model) {
  const Matrix m = matrix_of(model);
  const std::unique_ptr<Clp_Simplex, DeleteClp> clp(Clp_newModel());
  Clp_setLogLevel(clp.get(), 0);
  Clp_loadProblem(clp.get(), static_cast<int>(m.cost.size()), static_cast<int>(m.row_lower.size()), m.start.data(), m.row.data(),
                  m.entry.data(), model.column_lower.data(), model.column_upper.data(), m.cost.data(), m.row_lower.data(),
                  m.row_upper.data());
  (void)Clp_dual(clp.get(), 0);
  LinearAnswer answer;
  if (Clp_isProvenPrimalInfeasible(clp.get()) != 0) return answer;
  if (Clp_isProvenOptimal(clp.get()) == 0) {
    throw core::Error(core::ErrorKind::internal, fmt::format("Clp gave up with status {}", Clp_status(clp.get())));
  }
  answer.is_feasible = true;
  const std::span<const double> value(Clp_getColSolution(clp.get()), m.cost.size());
  answer.value.assign(value.begin(), value.end());
  for (std::size_t c = 0; c < value.size(); ++c) answer.objective += model.cost[c] * value[c];
  const std::span<const double> price(Clp_getRowPrice(clp.get()), m.row_lower.size());
  for (std::size_t r = 0; r < price.size(); ++r) answer.price.push_back(price[r] * m.cost_scale / m.row_scale[r]);
  return answer;
}

IntegerAnswer solve_integer(const LinearModel& model, std::span<const double> start, const BranchSettings& settings) {
  const Matrix m = matrix_of(model);
  const std::lock_guard<std::mutex> guard(cbc_lock());
  const std::unique_ptr<Cbc_Model, DeleteCbc> cbc(Cbc_newModel());
  Cbc_loadProblem(cbc.get(), static_cast<int>(m.cost.size()), static_cast<int>(m.row_lower.size()), m.start.data(), m.row.data(),
                  m.entry.data(), model.column_lower.data(), model.column_upper.data(), m.cost.data(), m.row_lower.data(),
                  m.row_upper.data());
  for (std::size_t c = 0; c < m.cost.size(); ++c) {
    if (model.is_integer[c]) Cbc_setInteger(cbc.get(), static_cast<int>(c));
  }
  set_limits(cbc.get(), settings);
  if (!start.empty()) {
    std::vector<int> column(m.cost.size());
    for (std::size_t c = 0; c < column.size(); ++c) column[c] = static_cast<int>(c);
    Cbc_setMIPStartI(cbc.get(), static_cast<int>(column.size()), column.data(), start.data());
  }
  (void)Cbc_solve(cbc.get());
  IntegerAnswer answer;
  answer.end = end_of(cbc.get());
  answer.nodes = Cbc_getNodeCount(cbc.get());
  if (answer.end == BranchEnd::infeasible) return answer;
  answer.tolerance = kTolerance * m.cost_scale;
  answer.bound = Cbc_getBestPossibleObjValue(cbc.get()) * m.cost_scale - answer.tolerance;
  take_found(cbc.get(), model, answer);
  if (answer.is_found && answer.end == BranchEnd::optimal) {
    // What CBC passed over within the gap is not in its bound. The gap is a part of the larger of value and bound.
    const double value = Cbc_getObjValue(cbc.get()) * m.cost_scale;
    const double gap = settings.gap_fraction;
    const double passed_over = gap < 1.0 ? gap / (1.0 - gap) * std::abs(value) : std::numeric_limits<double>::infinity();
    const double cut_off = std::max(passed_over, answer.tolerance);
    answer.bound = value - cut_off;
    answer.tolerance += cut_off;  // and its value is only as sure as that
  }
  return answer;
}

}  // namespace tvilling::scenarios
