// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/thermal/network.hpp"
#include "core/thermal/plan.hpp"

namespace tvilling::core {

/// What a thermostat is asked in one step.
struct SetPoint {
  double heat_to_degc = 20.0;
  double cool_to_degc = 1e6;
  double heating_capacity_w = 0.0;
  double cooling_capacity_w = 0.0;
};

/// What drives a network in one step; the order is that of the ids.
struct StepInput {
  std::span<const double> boundary_degc;
  std::span<const double> driven_w_k;
  std::span<const double> source_w;  ///< entries of thermostat sources are ignored
  std::span<const SetPoint> set_points;
};

/// Heat of one step [W, mean over the step]; positive flows go into the network.
struct StepResult {
  std::span<const double> term_w;           ///< by TermId: flows from boundaries and sources booked under the term
  double storage_w = 0.0;                   ///< rise of the heat stored; the terms add up to it
  std::span<const double> thermostat_w;     ///< heating (positive) or cooling (negative) per thermostat
  std::span<const double> controlled_degc;  ///< temperature that each thermostat sees at the end of the step
};

/// The readable reference stepper: implicit Euler on the whole network, any number of nodes.
///
/// (C/dt + G) T = C/dt T_old + G_b T_b + Q. The constant part is factored once (L D L^T by the plan); each step costs one
/// forward and one back substitution and a small dense solve of the zone nodes, where driven conductances act. A
/// thermostat's heat follows from the free solution and the response to 1 W, which is linear (ISO 52016-1, 6.5.5.2), cut
/// at the capacity. Every step is checked against the first law.
class Stepper {
 public:
  /// `plan` must fit the network and outlive the stepper. Throws Error (internal) when the network has no unique solution
  /// (a massless node without a link).
  Stepper(const Plan& plan, const ThermalNetwork& network, double step_s);
  Stepper(const Stepper&) = delete;  // its result looks into itself
  Stepper& operator=(const Stepper&) = delete;
  ~Stepper() = default;

  /// Sets all temperatures.
  void reset(double temperature_degc);

  /// One step; the spans of the result live until the next one. Throws Error (internal) when the first law fails: the
  /// balance must close to 1e-9 of the heat that flows.
  const StepResult& step(const StepInput& input);

  [[nodiscard]] double temperature_degc(NodeId node) const { return temperature_[plan_->position[index(node)]]; }

 private:
  struct Weight {
    std::uint32_t place;
    double value;
  };
  struct FixedLink {
    std::uint32_t place;
    std::uint32_t boundary;
    std::uint32_t term;
    double conductance_w_k;
  };
  struct Driven {
    std::uint32_t place;
    std::uint32_t boundary;
    std::uint32_t term;
  };
  struct SourceRange {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t term;
    std::int32_t thermostat;  ///< that owns the source, or -1
    double weight_sum;
  };

  void factor(const ThermalNetwork& network);
  void take_sources(const ThermalNetwork& network);
  void forward(std::span<double> values) const;
  void load(const StepInput& input);
  void solve_block(std::size_t block, const StepInput& input);
  void factor_block(std::span<double> matrix, std::size_t n) const;
  static void solve_factored(std::span<const double> matrix, std::span<double> x);
  double thermostat_power(double free_degc, double response_k_w, const SetPoint& set_point) const;
  void back_substitute();
  double stored_w() const;
  void book(const StepInput& input);

  const Plan* plan_;
  double rounding_w_ = 0.0;               ///< of the first-law residual
  std::vector<double> capacity_w_k_;      ///< C/dt by place
  std::vector<double> inverse_diagonal_;  ///< by static place
  std::vector<double> lower_;             ///< L by the plan's rows
  std::vector<double> block_matrix_;      ///< constant Schur complement of each block, dense, one after the other
  std::vector<std::size_t> block_offset_;
  std::vector<FixedLink> fixed_;
  std::vector<Driven> driven_;
  std::vector<Weight> weights_;
  std::vector<SourceRange> sources_;
  std::vector<std::vector<Weight>> control_;    ///< per thermostat
  std::vector<std::vector<double>> unit_load_;  ///< per thermostat: 1 W of its source after forward elimination
  std::vector<double> temperature_;
  std::vector<double> old_;
  std::vector<double> right_;
  std::vector<double> scratch_matrix_;
  std::vector<double> unit_;
  std::vector<double> term_w_;
  std::vector<double> thermostat_w_;
  std::vector<double> controlled_degc_;
  StepResult result_;
};

}  // namespace tvilling::core
