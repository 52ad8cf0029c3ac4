// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cmath>
#include <utility>
#include <vector>

#include "core/thermal/stepper.hpp"

namespace tvilling::tests {

/// The same implicit step, written as one dense system and solved by Gauss with pivots: the oracle of the stepper.
/// The thermostat's heat is given (`thermostat_w`), so that only linear algebra is left.
inline std::vector<double> dense_step(const core::ThermalNetwork& n, const core::StepInput& in, double step_s,
                                      const std::vector<double>& old_degc, const std::vector<double>& thermostat_w) {
  const std::size_t size = n.nodes().size();
  std::vector<std::vector<double>> a(size, std::vector<double>(size + 1, 0.0));
  for (std::size_t i = 0; i < size; ++i) {
    a[i][i] += n.nodes()[i].capacity_j_k / step_s;
    a[i][size] += n.nodes()[i].capacity_j_k / step_s * old_degc[i];
  }
  for (const core::Link& l : n.links()) {
    const std::size_t i = core::index(l.a);
    const std::size_t j = core::index(l.b);
    a[i][i] += l.conductance_w_k;
    a[j][j] += l.conductance_w_k;
    a[i][j] -= l.conductance_w_k;
    a[j][i] -= l.conductance_w_k;
  }
  for (const core::BoundaryLink& l : n.boundary_links()) {
    a[core::index(l.node)][core::index(l.node)] += l.conductance_w_k;
    a[core::index(l.node)][size] += l.conductance_w_k * in.boundary_degc[core::index(l.boundary)];
  }
  for (std::size_t d = 0; d < n.driven_links().size(); ++d) {
    const core::DrivenLink& l = n.driven_links()[d];
    a[core::index(l.node)][core::index(l.node)] += in.driven_w_k[d];
    a[core::index(l.node)][size] += in.driven_w_k[d] * in.boundary_degc[core::index(l.boundary)];
  }
  std::vector<double> heat_w(in.source_w.begin(), in.source_w.end());
  for (std::size_t t = 0; t < thermostat_w.size(); ++t) heat_w[core::index(n.thermostats()[t].source)] = thermostat_w[t];
  for (std::size_t s = 0; s < n.sources().size(); ++s) {
    for (const auto& [node, weight] : n.sources()[s].weights) a[core::index(node)][size] += weight * heat_w[s];
  }
  for (std::size_t k = 0; k < size; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < size; ++i) pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    std::swap(a[k], a[pivot]);
    for (std::size_t i = k + 1; i < size; ++i) {
      const double f = a[i][k] / a[k][k];
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

}  // namespace tvilling::tests
