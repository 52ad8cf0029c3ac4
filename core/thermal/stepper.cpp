// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/stepper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "core/error.hpp"

namespace tvilling::core {

Stepper::Stepper(const Plan& plan, const ThermalNetwork& network, double step_s) : plan_(&plan) {
  if (!plan.fits(network)) throw Error(ErrorKind::internal, "thermal stepper: the plan is of another shape");
  if (!(step_s > 0.0)) throw Error(ErrorKind::internal, "thermal stepper: the step is not a time > 0");
  const std::size_t n = plan.node_count;
  capacity_w_k_.resize(n);
  for (std::size_t node = 0; node < n; ++node) {
    capacity_w_k_[plan.position[node]] = network.nodes()[node].capacity_j_k / step_s;
  }
  for (const BoundaryLink& link : network.boundary_links()) {
    fixed_.push_back({plan.position[index(link.node)], static_cast<std::uint32_t>(index(link.boundary)),
                      static_cast<std::uint32_t>(index(link.term)), link.conductance_w_k});
  }
  for (const DrivenLink& link : network.driven_links()) {
    driven_.push_back({plan.position[index(link.node)], static_cast<std::uint32_t>(index(link.boundary)),
                       static_cast<std::uint32_t>(index(link.term))});
  }
  const auto by_term = [](const FixedLink& a, const FixedLink& b) {
    return std::tuple(a.term, a.place, a.boundary) < std::tuple(b.term, b.place, b.boundary);
  };
  std::sort(fixed_.begin(), fixed_.end(), by_term);
  factor(network);
  take_sources(network);
  temperature_.assign(n, 20.0);
  old_.assign(n, 20.0);
  right_.resize(n);
  term_w_.resize(network.terms().size());
  thermostat_w_.resize(network.thermostats().size());
  controlled_degc_.resize(network.thermostats().size());
  std::size_t largest = 0;
  for (const ZoneBlock& block : plan.blocks) largest = std::max(largest, block.size());
  scratch_matrix_.resize(largest * largest);
  unit_.resize(largest);
  result_.term_w = term_w_;
  result_.thermostat_w = thermostat_w_;
  result_.controlled_degc = controlled_degc_;
}

void Stepper::factor(const ThermalNetwork& network) {
  const Plan& plan = *plan_;
  const std::size_t n = plan.node_count;
  // Flows are differences of numbers as large as conductance times temperature, here up to 100 K: their rounding is allowed for.
  double total_w_k = 0.0;
  for (const double capacity : capacity_w_k_) total_w_k += capacity;
  for (const FixedLink& link : fixed_) total_w_k += link.conductance_w_k;
  constexpr double kRounding_k = 1e-13 * 100.0;
  rounding_w_ = kRounding_k * total_w_k;
  std::vector<double> a(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) a[i * n + i] = capacity_w_k_[i];
  for (const FixedLink& link : fixed_) a[link.place * n + link.place] += link.conductance_w_k;
  for (const Link& link : network.links()) {
    const std::size_t i = plan.position[index(link.a)];
    const std::size_t j = plan.position[index(link.b)];
    a[i * n + i] += link.conductance_w_k;
    a[j * n + j] += link.conductance_w_k;
    a[i * n + j] -= link.conductance_w_k;
    a[j * n + i] -= link.conductance_w_k;
  }
  inverse_diagonal_.resize(plan.static_count);
  lower_.resize(plan.rows.size());
  for (std::size_t j = 0; j < plan.static_count; ++j) {
    const double pivot = a[j * n + j];
    if (!(pivot > 0.0)) throw Error(ErrorKind::internal, "thermal stepper: a node without capacity has no link");
    inverse_diagonal_[j] = 1.0 / pivot;
    for (std::uint32_t k = plan.column_begin[j]; k < plan.column_begin[j + 1]; ++k) {
      const std::size_t i = plan.rows[k];
      lower_[k] = a[i * n + j] / pivot;
      for (std::uint32_t l = plan.column_begin[j]; l < plan.column_begin[j + 1]; ++l) {
        a[i * n + plan.rows[l]] -= lower_[k] * a[plan.rows[l] * n + j];
      }
    }
  }
  for (const ZoneBlock& block : plan.blocks) {
    block_offset_.push_back(block_matrix_.size());
    for (std::size_t i = block.begin; i < block.end; ++i) {
      for (std::size_t j = block.begin; j < block.end; ++j) block_matrix_.push_back(a[i * n + j]);
    }
  }
}

void Stepper::take_sources(const ThermalNetwork& network) {
  for (const Source& source : network.sources()) {
    SourceRange range{static_cast<std::uint32_t>(weights_.size()), 0, static_cast<std::uint32_t>(index(source.term)), -1, 0.0};
    for (const auto& [node, weight] : source.weights) {
      weights_.push_back({plan_->position[index(node)], weight});
      range.weight_sum += weight;
    }
    range.end = static_cast<std::uint32_t>(weights_.size());
    sources_.push_back(range);
  }
  for (std::size_t t = 0; t < network.thermostats().size(); ++t) {
    const Thermostat& thermostat = network.thermostats()[t];
    SourceRange& range = sources_[index(thermostat.source)];
    range.thermostat = static_cast<std::int32_t>(t);
    std::vector<Weight> control;
    control.reserve(thermostat.control.size());
    for (const auto& [node, weight] : thermostat.control) control.push_back({plan_->position[index(node)], weight});
    control_.push_back(std::move(control));
    std::vector<double> load(plan_->node_count, 0.0);
    for (std::uint32_t w = range.begin; w < range.end; ++w) load[weights_[w].place] += weights_[w].value;
    forward(load);
    unit_load_.push_back(std::move(load));
  }
}

void Stepper::reset(double temperature_degc) {
  std::fill(temperature_.begin(), temperature_.end(), temperature_degc);
}

void Stepper::forward(std::span<double> values) const {
  const Plan& plan = *plan_;
  for (std::size_t j = 0; j < plan.static_count; ++j) {
    const double value = values[j];
    for (std::uint32_t k = plan.column_begin[j]; k < plan.column_begin[j + 1]; ++k) values[plan.rows[k]] -= lower_[k] * value;
  }
}

void Stepper::load(const StepInput& input) {
  for (std::size_t i = 0; i < right_.size(); ++i) right_[i] = capacity_w_k_[i] * old_[i];
  for (const FixedLink& link : fixed_) right_[link.place] += link.conductance_w_k * input.boundary_degc[link.boundary];
  for (std::size_t d = 0; d < driven_.size(); ++d) {
    right_[driven_[d].place] += input.driven_w_k[d] * input.boundary_degc[driven_[d].boundary];
  }
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    if (sources_[s].thermostat >= 0) continue;
    const double heat_w = input.source_w[s];
    for (std::uint32_t w = sources_[s].begin; w < sources_[s].end; ++w) right_[weights_[w].place] += weights_[w].value * heat_w;
  }
}

void Stepper::factor_block(std::span<double> matrix, std::size_t n) const {
  for (std::size_t j = 0; j < n; ++j) {
    const double pivot = matrix[j * n + j];
    if (!(pivot > 0.0)) throw Error(ErrorKind::internal, "thermal stepper: a zone has neither capacity nor a link");
    for (std::size_t i = j + 1; i < n; ++i) {
      const double factor = matrix[i * n + j] / pivot;
      for (std::size_t k = j + 1; k < n; ++k) matrix[i * n + k] -= factor * matrix[j * n + k];
      matrix[i * n + j] = factor;
    }
  }
}

void Stepper::solve_factored(std::span<const double> matrix, std::span<double> x) {
  const std::size_t n = x.size();
  for (std::size_t i = 1; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) x[i] -= matrix[i * n + j] * x[j];
  }
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = i + 1; j < n; ++j) x[i] -= matrix[i * n + j] * x[j];
    x[i] /= matrix[i * n + i];
  }
}

double Stepper::thermostat_power(double free_degc, double response_k_w, const SetPoint& set_point) const {
  if (free_degc < set_point.heat_to_degc) {
    return std::min((set_point.heat_to_degc - free_degc) / response_k_w, set_point.heating_capacity_w);
  }
  if (free_degc > set_point.cool_to_degc) {
    return std::max((set_point.cool_to_degc - free_degc) / response_k_w, -set_point.cooling_capacity_w);
  }
  return 0.0;
}

void Stepper::solve_block(std::size_t b, const StepInput& input) {
  const ZoneBlock& block = plan_->blocks[b];
  const std::size_t n = block.size();
  const std::span<double> matrix(scratch_matrix_.data(), n * n);
  std::copy_n(block_matrix_.begin() + static_cast<std::ptrdiff_t>(block_offset_[b]), n * n, matrix.begin());
  for (std::size_t d = 0; d < driven_.size(); ++d) {
    if (driven_[d].place < block.begin || driven_[d].place >= block.end) continue;
    const std::size_t i = driven_[d].place - block.begin;
    matrix[i * n + i] += input.driven_w_k[d];
  }
  factor_block(matrix, n);
  const std::span<double> zone(temperature_.data() + block.begin, n);
  std::copy_n(right_.begin() + block.begin, n, zone.begin());
  solve_factored(matrix, zone);
  if (block.thermostat < 0) return;

  const std::size_t t = static_cast<std::size_t>(block.thermostat);
  const std::span<double> unit(unit_.data(), n);
  std::copy_n(unit_load_[t].begin() + block.begin, n, unit.begin());
  solve_factored(matrix, unit);
  double free_degc = 0.0;
  double response_k_w = 0.0;
  for (const Weight& w : control_[t]) {
    free_degc += w.value * zone[w.place - block.begin];
    response_k_w += w.value * unit[w.place - block.begin];
  }
  const double power_w = thermostat_power(free_degc, response_k_w, input.set_points[t]);
  thermostat_w_[t] = power_w;
  controlled_degc_[t] = free_degc + power_w * response_k_w;
  if (power_w == 0.0) return;
  for (std::size_t i = 0; i < n; ++i) zone[i] += power_w * unit[i];
  for (std::size_t i = 0; i < plan_->static_count; ++i) right_[i] += power_w * unit_load_[t][i];
}

void Stepper::back_substitute() {
  const Plan& plan = *plan_;
  for (std::size_t j = plan.static_count; j-- > 0;) {
    double value = right_[j] * inverse_diagonal_[j];
    for (std::uint32_t k = plan.column_begin[j]; k < plan.column_begin[j + 1]; ++k)
      value -= lower_[k] * temperature_[plan.rows[k]];
    temperature_[j] = value;
  }
}

double Stepper::stored_w() const {
  // Four partial sums: the additions do not wait for one another. Their order is fixed, so the bits are too.
  std::array<double, 4> sum{};
  const std::size_t n = temperature_.size();
  for (std::size_t i = 0; i < n; ++i) sum[i % 4] += capacity_w_k_[i] * (temperature_[i] - old_[i]);
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void Stepper::book(const StepInput& input) {
  std::fill(term_w_.begin(), term_w_.end(), 0.0);
  for (std::size_t first = 0; first < fixed_.size();) {  // sorted by term
    const std::uint32_t term = fixed_[first].term;
    double sum_w = 0.0;
    for (; first < fixed_.size() && fixed_[first].term == term; ++first) {
      const FixedLink& link = fixed_[first];
      sum_w += link.conductance_w_k * (input.boundary_degc[link.boundary] - temperature_[link.place]);
    }
    term_w_[term] += sum_w;
  }
  for (std::size_t d = 0; d < driven_.size(); ++d) {
    const Driven& link = driven_[d];
    term_w_[link.term] += input.driven_w_k[d] * (input.boundary_degc[link.boundary] - temperature_[link.place]);
  }
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    const std::int32_t t = sources_[s].thermostat;
    term_w_[sources_[s].term] +=
        sources_[s].weight_sum * (t >= 0 ? thermostat_w_[static_cast<std::size_t>(t)] : input.source_w[s]);
  }
  result_.storage_w = stored_w();
  double residual_w = -result_.storage_w;
  double throughput_w = std::abs(result_.storage_w);
  for (const double heat_w : term_w_) {
    residual_w += heat_w;
    throughput_w += std::abs(heat_w);
  }
  if (!(std::abs(residual_w) <= 1e-9 * throughput_w + rounding_w_)) {
    throw Error(ErrorKind::internal, "thermal stepper: the first law fails by " + std::to_string(residual_w) + " W of " +
                                         std::to_string(throughput_w) + " W");
  }
}

const StepResult& Stepper::step(const StepInput& input) {
  old_.swap(temperature_);
  load(input);
  forward(right_);
  for (std::size_t b = 0; b < plan_->blocks.size(); ++b) solve_block(b, input);
  back_substitute();
  book(input);
  return result_;
}

}  // namespace tvilling::core
