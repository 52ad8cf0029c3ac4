// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/thermostat.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

constexpr double kTolerance_k = 1e-9;
constexpr double kTolerance_w = 1e-9;
constexpr std::size_t kMostTried = 8;

}  // namespace

ThermostatSolver::ThermostatSolver(std::size_t most_thermostats)
    : state_(most_thermostats),
      matrix_(most_thermostats * most_thermostats),
      right_(most_thermostats),
      seen_degc_(most_thermostats) {
  active_.reserve(most_thermostats);
}

/// By the state, not by the sign of the power: a heating thermostat that comes out negative is about to change its state, and
/// until then all must see the same linear system.
double ThermostatSolver::rise_k_w(const ThermostatResponse& response, std::size_t i, std::size_t j) const {
  const bool heats = state_[j] == State::heating || state_[j] == State::heating_limit;
  return (heats ? response.heating_k_w : response.cooling_k_w)[i * response.free_degc.size() + j];
}

/// Solves the m x m system of `matrix_` and `right_` into `right_`, by Gauss with pivots: a heater may warm the neighbour more
/// than its own room.
void ThermostatSolver::solve_active(std::size_t m) {
  for (std::size_t k = 0; k < m; ++k) {
    std::size_t pivot = k;
    for (std::size_t a = k + 1; a < m; ++a) pivot = std::abs(matrix_[a * m + k]) > std::abs(matrix_[pivot * m + k]) ? a : pivot;
    if (pivot != k) {
      for (std::size_t b = k; b < m; ++b) std::swap(matrix_[k * m + b], matrix_[pivot * m + b]);
      std::swap(right_[k], right_[pivot]);
    }
    for (std::size_t a = k + 1; a < m; ++a) {
      const double factor = matrix_[a * m + k] / matrix_[k * m + k];
      for (std::size_t b = k + 1; b < m; ++b) matrix_[a * m + b] -= factor * matrix_[k * m + b];
      right_[a] -= factor * right_[k];
    }
  }
  for (std::size_t k = m; k-- > 0;) {
    for (std::size_t b = k + 1; b < m; ++b) right_[k] -= matrix_[k * m + b] * right_[b];
    right_[k] /= matrix_[k * m + k];
  }
}

/// Limits are known, controlled ones follow from a linear system, the rest is zero.
void ThermostatSolver::powers_of_states(const ThermostatResponse& response, std::span<const SetPoint> set_points,
                                        std::span<double> power_w) {
  const std::size_t n = set_points.size();
  active_.clear();
  for (std::size_t i = 0; i < n; ++i) {
    power_w[i] = 0.0;
    if (state_[i] == State::heating_limit) power_w[i] = set_points[i].heating_capacity_w;
    if (state_[i] == State::cooling_limit) power_w[i] = -set_points[i].cooling_capacity_w;
    if (state_[i] == State::heating || state_[i] == State::cooling) active_.push_back(i);
  }
  const std::size_t m = active_.size();
  for (std::size_t a = 0; a < m; ++a) {
    const std::size_t i = active_[a];
    right_[a] = (state_[i] == State::heating ? set_points[i].heat_to_degc : set_points[i].cool_to_degc) - response.free_degc[i];
    for (std::size_t j = 0; j < n; ++j) right_[a] -= rise_k_w(response, i, j) * power_w[j];
    for (std::size_t b = 0; b < m; ++b) matrix_[a * m + b] = rise_k_w(response, i, active_[b]);
  }
  solve_active(m);
  for (std::size_t a = 0; a < m; ++a) power_w[active_[a]] = right_[a];
}

ThermostatSolver::State ThermostatSolver::better_state(std::size_t i, double seen_degc, double power_w,
                                                       const SetPoint& set) const {
  switch (state_[i]) {
    case State::off:
      if (seen_degc < set.heat_to_degc - kTolerance_k && set.heating_capacity_w > 0.0) return State::heating;
      if (seen_degc > set.cool_to_degc + kTolerance_k && set.cooling_capacity_w > 0.0) return State::cooling;
      return State::off;
    case State::heating:
      if (power_w < -kTolerance_w) return State::off;
      return power_w > set.heating_capacity_w + kTolerance_w ? State::heating_limit : State::heating;
    case State::cooling:
      if (power_w > kTolerance_w) return State::off;
      return power_w < -set.cooling_capacity_w - kTolerance_w ? State::cooling_limit : State::cooling;
    case State::heating_limit: return seen_degc > set.heat_to_degc + kTolerance_k ? State::heating : State::heating_limit;
    case State::cooling_limit: return seen_degc < set.cool_to_degc - kTolerance_k ? State::cooling : State::cooling_limit;
  }
  return state_[i];
}

/// What all see, and whether each is content with the state it is in.
bool ThermostatSolver::is_settled(const ThermostatResponse& response, std::span<const SetPoint> set_points,
                                  std::span<const double> power_w) {
  const std::size_t n = set_points.size();
  bool settled = true;
  for (std::size_t i = 0; i < n; ++i) {
    seen_degc_[i] = response.free_degc[i];
    for (std::size_t j = 0; j < n; ++j) seen_degc_[i] += rise_k_w(response, i, j) * power_w[j];
    settled = settled && std::isfinite(seen_degc_[i]) && better_state(i, seen_degc_[i], power_w[i], set_points[i]) == state_[i];
  }
  return settled;
}

/// All 5^n states one after the other, as the digits of a counter.
bool ThermostatSolver::try_all_states(const ThermostatResponse& response, std::span<const SetPoint> set_points,
                                      std::span<double> power_w) {
  const std::size_t n = set_points.size();
  if (n > kMostTried) return false;
  std::fill_n(state_.begin(), n, State::off);
  for (std::size_t i = 0; i < n;) {
    powers_of_states(response, set_points, power_w);
    if (is_settled(response, set_points, power_w)) return true;
    for (i = 0; i < n && state_[i] == State::cooling_limit; ++i) state_[i] = State::off;
    if (i == n) return false;
    state_[i] = static_cast<State>(static_cast<std::uint8_t>(state_[i]) + 1);
  }
  return n == 0;
}

void ThermostatSolver::solve(const ThermostatResponse& response, std::span<const SetPoint> set_points,
                             std::span<double> power_w) {
  const std::size_t n = set_points.size();
  std::fill_n(state_.begin(), n, State::off);
  std::fill(power_w.begin(), power_w.end(), 0.0);
  // All wrong states change at once, which nearly always settles in two or three rounds; after that only the first wrong one
  // does (Murty's least-index rule, finite when the responses are those of rooms that feel their own heat most).
  const std::size_t together = 8 + 2 * n;
  const std::size_t most = together + 4096;
  bool settled = is_settled(response, set_points, power_w);
  for (std::size_t round = 0; round < most && !settled; ++round) {
    bool changed = false;
    for (std::size_t i = 0; i < n && !(changed && round >= together); ++i) {
      const State better = better_state(i, seen_degc_[i], power_w[i], set_points[i]);
      changed = changed || better != state_[i];
      state_[i] = better;
    }
    powers_of_states(response, set_points, power_w);
    settled = is_settled(response, set_points, power_w);
  }
  // Heat that warms a neighbour more than the own room (a slab between both) can lead the rule in a circle.
  if (!settled && !try_all_states(response, set_points, power_w)) {
    throw Error(ErrorKind::internal, "thermal stepper: the thermostats of a network find no balance");
  }
  for (std::size_t i = 0; i < n; ++i) {
    power_w[i] = std::clamp(power_w[i], -set_points[i].cooling_capacity_w, set_points[i].heating_capacity_w);
  }
}

}  // namespace tvilling::core
