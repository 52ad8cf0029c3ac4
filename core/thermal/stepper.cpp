// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/stepper.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "core/error.hpp"

namespace tvilling::core {

namespace {

constexpr double kRounding_k = 1e-13 * 100.0;  // of a temperature up to 100 K

/// Room for the largest block's thermostats.
std::size_t most_thermostats(const Plan& plan) {
  std::size_t most = 0;
  for (const ZoneBlock& block : plan.blocks) most = std::max(most, block.thermostats.size());
  return most;
}

}  // namespace

Stepper::Stepper(const Plan& plan, const ThermalNetwork& network, double step_s)
    : plan_(&plan), thermostats_(most_thermostats(plan)) {
  if (!plan.fits(network)) throw Error(ErrorKind::internal, "thermal stepper: the plan is of another shape");
  if (!(step_s > 0.0)) throw Error(ErrorKind::internal, "thermal stepper: the step is not a time > 0");
  const std::size_t n = plan.node_count;
  capacity_w_k_.resize(n);
  for (std::size_t node = 0; node < n; ++node) {
    capacity_w_k_[plan.position[node]] = network.nodes()[node].capacity_j_k / step_s;
  }
  take_links(network);
  factor_static(network);
  zone_factor_.resize(zone_matrix_.size());
  zone_inverse_.resize(plan.zone_count());
  take_sources(network);
  temperature_.assign(n, 20.0);
  old_.assign(n, 20.0);
  right_.resize(n);
  const std::size_t most = most_thermostats(plan);
  free_degc_.resize(most);
  heating_k_w_.resize(most * most);
  cooling_k_w_.resize(most * most);
  power_w_.resize(most);
  block_set_points_.resize(most);
  term_w_.resize(network.terms().size());
  thermostat_w_.resize(network.thermostats().size());
  controlled_degc_.resize(network.thermostats().size());
  result_.term_w = term_w_;
  result_.thermostat_w = thermostat_w_;
  result_.controlled_degc = controlled_degc_;
}

void Stepper::take_links(const ThermalNetwork& network) {
  const Plan& plan = *plan_;
  for (const BoundaryLink& link : network.boundary_links()) {
    fixed_.push_back({plan.position[index(link.node)], static_cast<std::uint32_t>(index(link.boundary)),
                      static_cast<std::uint32_t>(index(link.term)), link.conductance_w_k});
  }
  const auto by_term = [](const FixedLink& a, const FixedLink& b) {
    return std::tuple(a.term, a.place, a.boundary) < std::tuple(b.term, b.place, b.boundary);
  };
  std::sort(fixed_.begin(), fixed_.end(), by_term);
  for (const DrivenLink& link : network.driven_links()) {
    Driven driven{link.kind,
                  plan.position[index(link.node)],
                  plan.position[index(link.other)],
                  static_cast<std::uint32_t>(index(link.boundary)),
                  static_cast<std::uint32_t>(index(link.term)),
                  0,
                  0};
    if (link.kind != DrivenLink::Kind::boundary) {
      driven.lower = plan.factor_entry(driven.place, driven.other);
      driven.upper = plan.factor_entry(driven.other, driven.place);
    }
    driven_.push_back(driven);
  }
  // Flows are differences of numbers as large as conductance times temperature, here up to 100 K: their rounding is allowed for.
  double total_w_k = 0.0;
  for (const double capacity : capacity_w_k_) total_w_k += capacity;
  for (const FixedLink& link : fixed_) total_w_k += link.conductance_w_k;
  for (const Link& link : network.links())
    total_w_k += link.conductance_w_k;  // what one end loses rounds unlike the other's gain
  rounding_w_ = kRounding_k * total_w_k;
}

/// The matrix in the plan's structure: diagonal by place, entries below it by the plan's rows. It is symmetric here.
void Stepper::factor_static(const ThermalNetwork& network) {
  const Plan& plan = *plan_;
  std::vector<double> diagonal = capacity_w_k_;
  std::vector<double> below(plan.rows.size(), 0.0);
  const auto entry = [&plan](std::size_t i, std::size_t j) { return plan.row_entry(i, j); };
  for (const FixedLink& link : fixed_) diagonal[link.place] += link.conductance_w_k;
  for (const Link& link : network.links()) {
    const std::size_t i = plan.position[index(link.a)];
    const std::size_t j = plan.position[index(link.b)];
    diagonal[i] += link.conductance_w_k;
    diagonal[j] += link.conductance_w_k;
    below[entry(i, j)] -= link.conductance_w_k;
  }
  inverse_diagonal_.resize(plan.static_count);
  lower_.resize(plan.column_begin[plan.static_count]);
  for (std::size_t j = 0; j < plan.static_count; ++j) {
    const double pivot = diagonal[j];
    if (!(pivot > 0.0)) throw Error(ErrorKind::internal, "thermal stepper: a node without capacity has no link");
    inverse_diagonal_[j] = 1.0 / pivot;
    for (std::uint32_t k = plan.column_begin[j]; k < plan.column_begin[j + 1]; ++k) {
      lower_[k] = below[k] / pivot;
      diagonal[plan.rows[k]] -= lower_[k] * below[k];
      for (std::uint32_t l = plan.column_begin[j]; l < k; ++l) {
        below[entry(plan.rows[k], plan.rows[l])] -= lower_[k] * below[l];
      }
    }
  }
  const std::size_t first = plan.static_count;
  zone_matrix_.assign(diagonal.begin() + static_cast<std::ptrdiff_t>(first), diagonal.end());
  const auto first_entry = below.begin() + plan.column_begin[first];
  zone_matrix_.insert(zone_matrix_.end(), first_entry, below.end());
  zone_matrix_.insert(zone_matrix_.end(), first_entry, below.end());
}

Stepper::UnitLoad Stepper::unit_load_of(const SourceRange& range) const {
  UnitLoad unit{std::vector<double>(plan_->node_count, 0.0), std::vector<double>(plan_->node_count, 0.0)};
  for (std::uint32_t w = range.begin; w < range.end; ++w) unit.load[weights_[w].place] += weights_[w].value;
  forward(unit.load);
  return unit;
}

void Stepper::take_sources(const ThermalNetwork& network) {
  for (const Source& source : network.sources()) {
    SourceRange range{
        static_cast<std::uint32_t>(weights_.size()), 0, static_cast<std::uint32_t>(index(source.term)), -1, -1, 0.0};
    for (const auto& [node, weight] : source.weights) {
      weights_.push_back({plan_->position[index(node)], weight});
      range.weight_sum += weight;
    }
    range.end = static_cast<std::uint32_t>(weights_.size());
    sources_.push_back(range);
  }
  for (std::size_t t = 0; t < network.thermostats().size(); ++t) {
    const Thermostat& thermostat = network.thermostats()[t];
    SourceRange& heating = sources_[index(thermostat.heating)];
    SourceRange& cooling = sources_[index(thermostat.cooling)];
    heating.heats = static_cast<std::int32_t>(t);
    cooling.cools = static_cast<std::int32_t>(t);
    heating_.push_back(unit_load_of(heating));
    cooling_.push_back(thermostat.heating == thermostat.cooling ? UnitLoad{} : unit_load_of(cooling));
    std::vector<Weight> control;
    control.reserve(thermostat.control.size());
    for (const auto& [node, weight] : thermostat.control) control.push_back({plan_->position[index(node)], weight});
    control_.push_back(std::move(control));
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

double Stepper::source_power_w(std::size_t source, const StepInput& input) const {
  const SourceRange& range = sources_[source];
  if (range.heats < 0 && range.cools < 0) return input.source_w[source];
  double power_w = 0.0;
  if (range.heats >= 0) power_w += std::max(0.0, thermostat_w_[static_cast<std::size_t>(range.heats)]);
  if (range.cools >= 0) power_w += std::min(0.0, thermostat_w_[static_cast<std::size_t>(range.cools)]);
  return power_w;
}

void Stepper::load(const StepInput& input) {
  for (std::size_t i = 0; i < right_.size(); ++i) right_[i] = capacity_w_k_[i] * old_[i];
  for (const FixedLink& link : fixed_) right_[link.place] += link.conductance_w_k * input.boundary_degc[link.boundary];
  for (std::size_t d = 0; d < driven_.size(); ++d) {
    if (driven_[d].kind != DrivenLink::Kind::boundary) continue;
    right_[driven_[d].place] += input.driven_w_k[d] * input.boundary_degc[driven_[d].boundary];
  }
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    if (sources_[s].heats >= 0 || sources_[s].cools >= 0) continue;
    const double heat_w = input.source_w[s];
    for (std::uint32_t w = sources_[s].begin; w < sources_[s].end; ++w) right_[weights_[w].place] += weights_[w].value * heat_w;
  }
}

void Stepper::factor_zone(const StepInput& input) {
  const Plan& plan = *plan_;
  const std::size_t first = plan.static_count;
  std::copy(zone_matrix_.begin(), zone_matrix_.end(), zone_factor_.begin());
  for (std::size_t d = 0; d < driven_.size(); ++d) {
    const Driven& link = driven_[d];
    const double conductance_w_k = input.driven_w_k[d];
    zone_factor_[link.place - first] += conductance_w_k;
    if (link.kind == DrivenLink::Kind::boundary) continue;
    zone_factor_[link.lower] -= conductance_w_k;
    if (link.kind == DrivenLink::Kind::flow) continue;
    zone_factor_[link.other - first] += conductance_w_k;
    zone_factor_[link.upper] -= conductance_w_k;
  }
  const std::size_t lower = plan.zone_count();
  const std::size_t upper = lower + plan.lower_count();
  const std::uint32_t first_row = plan.column_begin[first];
  const std::uint32_t* update = plan.updates.data();
  for (std::size_t j = first; j < plan.node_count; ++j) {
    const double pivot = zone_factor_[j - first];
    if (!(pivot > 0.0)) throw Error(ErrorKind::internal, "thermal stepper: a zone has neither capacity nor a link");
    zone_inverse_[j - first] = 1.0 / pivot;
    for (std::uint32_t a = plan.column_begin[j]; a < plan.column_begin[j + 1]; ++a) {
      double& factor = zone_factor_[lower + a - first_row];
      factor *= zone_inverse_[j - first];
      for (std::uint32_t b = plan.column_begin[j]; b < plan.column_begin[j + 1]; ++b, ++update) {
        zone_factor_[*update] -= factor * zone_factor_[upper + b - first_row];
      }
    }
  }
}

/// Solves for the nodes of a block; `x` is indexed by place.
void Stepper::solve_zone(const ZoneBlock& block, std::span<double> x) const {
  const Plan& plan = *plan_;
  const std::uint32_t first_row = plan.column_begin[plan.static_count];
  const double* lower = zone_factor_.data() + plan.zone_count();
  const double* upper = lower + plan.lower_count();
  for (std::size_t j = block.begin; j < block.end; ++j) {
    for (std::uint32_t k = plan.column_begin[j]; k < plan.column_begin[j + 1]; ++k) {
      x[plan.rows[k]] -= lower[k - first_row] * x[j];
    }
  }
  for (std::size_t j = block.end; j-- > block.begin;) {
    for (std::uint32_t k = plan.column_begin[j]; k < plan.column_begin[j + 1]; ++k) {
      x[j] -= upper[k - first_row] * x[plan.rows[k]];
    }
    x[j] *= zone_inverse_[j - plan.static_count];
  }
}

double Stepper::seen(std::size_t thermostat, std::span<const double> values) const {
  double sum = 0.0;
  for (const Weight& w : control_[thermostat]) sum += w.value * values[w.place];
  return sum;
}

void Stepper::give_power(const ZoneBlock& block, std::uint32_t thermostat, double power_w) {
  thermostat_w_[thermostat] = power_w;
  if (power_w == 0.0) return;
  const UnitLoad& unit = power_w < 0.0 && !cooling_[thermostat].load.empty() ? cooling_[thermostat] : heating_[thermostat];
  for (std::size_t i = block.begin; i < block.end; ++i) temperature_[i] += power_w * unit.rise_k_w[i];
  for (std::size_t i = 0; i < plan_->static_count; ++i) right_[i] += power_w * unit.load[i];
}

/// Rises of the block's nodes per watt of each of its thermostats.
void Stepper::respond(const ZoneBlock& block) {
  const auto solve = [this, &block](UnitLoad& unit) {
    std::copy(unit.load.begin() + block.begin, unit.load.begin() + block.end, unit.rise_k_w.begin() + block.begin);
    solve_zone(block, unit.rise_k_w);
  };
  const std::size_t n = block.thermostats.size();
  for (std::size_t j = 0; j < n; ++j) {
    const std::uint32_t t = block.thermostats[j];
    solve(heating_[t]);
    if (!cooling_[t].load.empty()) solve(cooling_[t]);
    const UnitLoad& cooling = cooling_[t].load.empty() ? heating_[t] : cooling_[t];
    for (std::size_t i = 0; i < n; ++i) {
      heating_k_w_[i * n + j] = seen(block.thermostats[i], heating_[t].rise_k_w);
      cooling_k_w_[i * n + j] = seen(block.thermostats[i], cooling.rise_k_w);
    }
  }
}

void Stepper::control(const ZoneBlock& block, const StepInput& input) {
  const std::size_t n = block.thermostats.size();
  bool asked = false;
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t t = block.thermostats[i];
    const SetPoint& set = input.set_points[t];
    block_set_points_[i] = set;
    free_degc_[i] = seen(t, temperature_);
    thermostat_w_[t] = 0.0;
    asked = asked || (free_degc_[i] < set.heat_to_degc && set.heating_capacity_w > 0.0) ||
            (free_degc_[i] > set.cool_to_degc && set.cooling_capacity_w > 0.0);
  }
  if (asked) {
    respond(block);
    const std::span<double> power_w(power_w_.data(), n);
    thermostats_.solve(
        {std::span(free_degc_).first(n), std::span(heating_k_w_).first(n * n), std::span(cooling_k_w_).first(n * n)},
        std::span(block_set_points_).first(n), power_w);
    for (std::size_t i = 0; i < n; ++i) give_power(block, block.thermostats[i], power_w[i]);
  }
  for (const std::uint32_t t : block.thermostats) controlled_degc_[t] = seen(t, temperature_);
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

/// The rounding allowed for is that of temperatures up to 100 K; hotter networks round in proportion.
double Stepper::hundreds_of_degrees() const {
  double largest_k = 100.0;
  for (const double t : temperature_) largest_k = std::max(largest_k, std::abs(t));
  return largest_k / 100.0;
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
  double driven_w_k = 0.0;
  for (std::size_t d = 0; d < driven_.size(); ++d) {
    const Driven& link = driven_[d];
    driven_w_k += input.driven_w_k[d];
    if (link.kind == DrivenLink::Kind::exchange) continue;
    const bool flow = link.kind == DrivenLink::Kind::flow;
    const double from_degc = flow ? temperature_[link.other] : input.boundary_degc[link.boundary];
    term_w_[link.term] += input.driven_w_k[d] * (from_degc - temperature_[link.place]);
  }
  for (std::size_t s = 0; s < sources_.size(); ++s) {
    term_w_[sources_[s].term] += sources_[s].weight_sum * source_power_w(s, input);
  }
  result_.storage_w = stored_w();
  double residual_w = -result_.storage_w;
  double throughput_w = std::abs(result_.storage_w);
  for (const double heat_w : term_w_) {
    residual_w += heat_w;
    throughput_w += std::abs(heat_w);
  }
  const double allowed_w = rounding_w_ + kRounding_k * driven_w_k;
  const double wrong_w = std::abs(residual_w) - 1e-9 * throughput_w;
  if (!(wrong_w <= allowed_w) && !(wrong_w <= allowed_w * hundreds_of_degrees())) {
    throw Error(ErrorKind::internal, "thermal stepper: the first law fails by " + std::to_string(residual_w) + " W of " +
                                         std::to_string(throughput_w) + " W");
  }
}

const StepResult& Stepper::step(const StepInput& input) {
  old_.swap(temperature_);
  return repeat(input);
}

const StepResult& Stepper::repeat(const StepInput& input) {
  load(input);
  forward(right_);
  factor_zone(input);
  std::copy(right_.begin() + static_cast<std::ptrdiff_t>(plan_->static_count), right_.end(),
            temperature_.begin() + static_cast<std::ptrdiff_t>(plan_->static_count));
  for (const ZoneBlock& block : plan_->blocks) {
    solve_zone(block, temperature_);
    control(block, input);
  }
  back_substitute();
  book(input);
  return result_;
}

}  // namespace tvilling::core
