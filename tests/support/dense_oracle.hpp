// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/thermal/stepper.hpp"

namespace tvilling::tests {

/// Linear equations, row by row, with the right side as the last column.
using DenseSystem = std::vector<std::vector<double>>;

/// Gauss with pivots.
inline std::vector<double> solve_dense(DenseSystem a) {
  const std::size_t size = a.size();
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < size; ++i) pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    std::swap(a[k], a[pivot]);
    for (std::size_t i = k + 1; i < size; ++i) {
      const double f = a[i][k] / a[k][k];
      if (f == 0.0) continue;
      for (std::size_t j = k; j <= size; ++j) a[i][j] -= f * a[k][j];
    }
  }
  std::vector<double> x(size);
  for (std::size_t k = size; k-- > 0;) {
    x[k] = a[k][size];
    for (std::size_t j = k + 1; j < size; ++j) x[k] -= a[k][j] * x[j];
    x[k] /= a[k][k];
  }
  return x;
}

/// Heat balances of all nodes in one implicit step, without the heat of thermostats. `unknowns` >= nodes: the rows after the
/// nodes' are left empty.
inline DenseSystem dense_balances(const core::ThermalNetwork& n, const core::StepInput& in, double step_s,
                                  const std::vector<double>& old_degc, std::size_t unknowns) {
  DenseSystem a(unknowns, std::vector<double>(unknowns + 1, 0.0));
  for (std::size_t i = 0; i < n.nodes().size(); ++i) {
    a[i][i] += n.nodes()[i].capacity_j_k / step_s;
    a[i][unknowns] += n.nodes()[i].capacity_j_k / step_s * old_degc[i];
  }
  /// `node` gains conductance * (temperature of `other` - its own).
  const auto gains_from_node = [&a](core::NodeId node, core::NodeId other, double conductance_w_k) {
    a[core::index(node)][core::index(node)] += conductance_w_k;
    a[core::index(node)][core::index(other)] -= conductance_w_k;
  };
  const auto gains_from_boundary = [&a, &in, unknowns](core::NodeId node, core::BoundaryId boundary, double conductance_w_k) {
    a[core::index(node)][core::index(node)] += conductance_w_k;
    a[core::index(node)][unknowns] += conductance_w_k * in.boundary_degc[core::index(boundary)];
  };
  for (const core::Link& l : n.links()) {
    gains_from_node(l.a, l.b, l.conductance_w_k);
    gains_from_node(l.b, l.a, l.conductance_w_k);
  }
  for (const core::BoundaryLink& l : n.boundary_links()) gains_from_boundary(l.node, l.boundary, l.conductance_w_k);
  for (std::size_t d = 0; d < n.driven_links().size(); ++d) {
    const core::DrivenLink& l = n.driven_links()[d];
    switch (l.kind) {
      case core::DrivenLink::Kind::boundary: gains_from_boundary(l.node, l.boundary, in.driven_w_k[d]); break;
      case core::DrivenLink::Kind::flow: gains_from_node(l.node, l.other, in.driven_w_k[d]); break;
      case core::DrivenLink::Kind::exchange:
        gains_from_node(l.node, l.other, in.driven_w_k[d]);
        gains_from_node(l.other, l.node, in.driven_w_k[d]);
        break;
    }
  }
  std::vector<bool> given(n.sources().size(), true);
  for (const core::Thermostat& t : n.thermostats()) given[core::index(t.heating)] = given[core::index(t.cooling)] = false;
  for (std::size_t s = 0; s < n.sources().size(); ++s) {
    if (!given[s]) continue;
    for (const auto& [node, weight] : n.sources()[s].weights) a[core::index(node)][unknowns] += weight * in.source_w[s];
  }
  return a;
}

/// The same implicit step as one dense system: the oracle of the stepper. The thermostats' heat is given, so that only linear
/// algebra is left.
inline std::vector<double> dense_step(const core::ThermalNetwork& n, const core::StepInput& in, double step_s,
                                      const std::vector<double>& old_degc, const std::vector<double>& thermostat_w) {
  const std::size_t size = n.nodes().size();
  DenseSystem a = dense_balances(n, in, step_s, old_degc, size);
  for (std::size_t t = 0; t < thermostat_w.size(); ++t) {
    const core::Thermostat& thermostat = n.thermostats()[t];
    const core::SourceId source = thermostat_w[t] >= 0.0 ? thermostat.heating : thermostat.cooling;
    for (const auto& [node, weight] : n.sources()[core::index(source)].weights) {
      a[core::index(node)][size] += weight * thermostat_w[t];
    }
  }
  return solve_dense(std::move(a));
}

enum class ThermostatState { off, heating, cooling, heating_limit, cooling_limit };

/// Temperatures and thermostat powers of one step.
struct ReferenceStep {
  std::vector<double> degc;
  std::vector<double> thermostat_w;
};

/// One step in which each thermostat is in the given state: balances of the nodes and one equation per thermostat, solved as one
/// system. "Off" and the limits give the power, "heating" and "cooling" the temperature that is seen.
inline ReferenceStep step_in_states(const core::ThermalNetwork& n, const core::StepInput& in, double step_s,
                                    const std::vector<double>& old_degc, const std::vector<ThermostatState>& states) {
  const std::size_t size = n.nodes().size();
  const std::size_t unknowns = size + states.size();
  DenseSystem a = dense_balances(n, in, step_s, old_degc, unknowns);
  for (std::size_t t = 0; t < states.size(); ++t) {
    const core::Thermostat& thermostat = n.thermostats()[t];
    const core::SetPoint& set = in.set_points[t];
    const bool heats = states[t] == ThermostatState::heating || states[t] == ThermostatState::heating_limit;
    const core::SourceId source = heats ? thermostat.heating : thermostat.cooling;
    for (const auto& [node, weight] : n.sources()[core::index(source)].weights) a[core::index(node)][size + t] -= weight;
    std::vector<double>& row = a[size + t];
    if (states[t] == ThermostatState::heating || states[t] == ThermostatState::cooling) {
      for (const auto& [node, weight] : thermostat.control) row[core::index(node)] += weight;
      row[unknowns] = states[t] == ThermostatState::heating ? set.heat_to_degc : set.cool_to_degc;
      continue;
    }
    row[size + t] = 1.0;
    if (states[t] == ThermostatState::heating_limit) row[unknowns] = set.heating_capacity_w;
    if (states[t] == ThermostatState::cooling_limit) row[unknowns] = -set.cooling_capacity_w;
  }
  const std::vector<double> x = solve_dense(std::move(a));
  const std::vector<double>::const_iterator middle = x.begin() + static_cast<std::ptrdiff_t>(size);
  return {{x.begin(), middle}, {middle, x.end()}};
}

inline double seen_degc(const core::Thermostat& thermostat, const std::vector<double>& degc) {
  double sum_degc = 0.0;
  for (const auto& [node, weight] : thermostat.control) sum_degc += weight * degc[core::index(node)];
  return sum_degc;
}

/// What a thermostat wants: in the band without heat, at the set point with heat it has, or short of it with all it has.
inline bool is_content(const core::SetPoint& set, double power_w, double seen_degc, double margin_k, double margin_w) {
  if (power_w > set.heating_capacity_w + margin_w || power_w < -set.cooling_capacity_w - margin_w) return false;
  const bool may_be_colder = power_w >= set.heating_capacity_w - margin_w;
  const bool may_be_warmer = power_w <= -set.cooling_capacity_w + margin_w;
  if (seen_degc < set.heat_to_degc - margin_k && !may_be_colder) return false;
  if (seen_degc > set.cool_to_degc + margin_k && !may_be_warmer) return false;
  if (power_w > margin_w && seen_degc > set.heat_to_degc + margin_k) return false;
  return !(power_w < -margin_w && seen_degc < set.cool_to_degc - margin_k);
}

/// Every step in which all thermostats are content, found by trying all 5^n states; more than one when a state is on the edge.
inline std::vector<ReferenceStep> reference_steps(const core::ThermalNetwork& n, const core::StepInput& in, double step_s,
                                                  const std::vector<double>& old_degc) {
  constexpr double kMargin_k = 1e-8;
  constexpr double kMargin_w = 1e-6;
  const std::size_t count = n.thermostats().size();
  std::size_t combinations = 1;
  for (std::size_t t = 0; t < count; ++t) combinations *= 5;
  std::vector<ReferenceStep> found;
  for (std::size_t combination = 0; combination < combinations; ++combination) {
    std::vector<ThermostatState> states;
    std::size_t rest = combination;
    for (std::size_t t = 0; t < count; ++t, rest /= 5) states.push_back(static_cast<ThermostatState>(rest % 5));
    ReferenceStep step = step_in_states(n, in, step_s, old_degc, states);
    bool content = true;
    for (std::size_t t = 0; t < count; ++t) {
      const double power_w = step.thermostat_w[t];
      const bool heats = states[t] == ThermostatState::heating;
      const bool cools = states[t] == ThermostatState::cooling;
      const bool right_sign = !(heats && power_w < -kMargin_w) && !(cools && power_w > kMargin_w);
      content = content && right_sign &&
                is_content(in.set_points[t], power_w, seen_degc(n.thermostats()[t], step.degc), kMargin_k, kMargin_w);
    }
    if (content) found.push_back(std::move(step));
  }
  return found;
}

}  // namespace tvilling::tests
