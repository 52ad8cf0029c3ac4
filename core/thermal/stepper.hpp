// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/thermal/network.hpp"
#include "core/thermal/plan.hpp"
#include "core/thermal/thermostat.hpp"

namespace tvilling::core {

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

/// The stepper of a network: implicit Euler, any number of nodes and thermostats, no allocation after construction.
///
/// (C/dt + G) T = C/dt T_old + G_b T_b + Q. The inside of elements is condensed once to two-ports (L D L^T by the plan). A step
/// costs one forward and one back substitution, and the factor of the nodes with driven conductances (L U: streams of air make
/// it unsymmetric). Thermostats' heat follows from the free solution and the responses to 1 W, which are linear (ISO 52016-1,
/// 6.5.5.2), cut at the capacities. Every step is checked against the first law.
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
  /// Sets the temperature of one node.
  void reset(NodeId node, double temperature_degc) { temperature_[plan_->position[index(node)]] = temperature_degc; }

  /// One step; the spans of the result live until the next one. Throws Error (internal) when the first law fails: the
  /// balance must close to 1e-9 of the heat that flows.
  const StepResult& step(const StepInput& input);

  /// The last step once more from the same state, with other input: for coefficients that depend on the temperatures found.
  const StepResult& repeat(const StepInput& input);

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
  /// Entries of the per-step factor that a driven link changes; of kind boundary only the first.
  struct Driven {
    DrivenLink::Kind kind;
    std::uint32_t place;
    std::uint32_t other;
    std::uint32_t boundary;
    std::uint32_t term;
    std::uint32_t lower;  ///< entry (place, other), wherever it stands
    std::uint32_t upper;  ///< entry (other, place)
  };
  struct SourceRange {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t term;
    std::int32_t heats;  ///< thermostat that heats with it, or -1
    std::int32_t cools;  ///< thermostat that cools with it, or -1
    double weight_sum;
  };
  /// 1 W of a thermostat after the static forward elimination, and the rise of the per-step nodes from it.
  struct UnitLoad {
    std::vector<double> load;
    std::vector<double> rise_k_w;
  };

  void factor_static(const ThermalNetwork& network);
  void take_links(const ThermalNetwork& network);
  void take_sources(const ThermalNetwork& network);
  [[nodiscard]] UnitLoad unit_load_of(const SourceRange& range) const;
  void forward(std::span<double> values) const;
  void load(const StepInput& input);
  void factor_zone(const StepInput& input);
  void solve_zone(const ZoneBlock& block, std::span<double> x) const;
  void control(const ZoneBlock& block, const StepInput& input);
  void respond(const ZoneBlock& block);
  void give_power(const ZoneBlock& block, std::uint32_t thermostat, double power_w);
  [[nodiscard]] double seen(std::size_t thermostat, std::span<const double> values) const;
  [[nodiscard]] double source_power_w(std::size_t source, const StepInput& input) const;
  void back_substitute();
  [[nodiscard]] double hundreds_of_degrees() const;
  [[nodiscard]] double stored_w() const;
  void book(const StepInput& input);

  const Plan* plan_;
  double rounding_w_ = 0.0;               ///< of the first-law residual
  std::vector<double> capacity_w_k_;      ///< C/dt by place
  std::vector<double> inverse_diagonal_;  ///< by static place
  std::vector<double> lower_;             ///< L of the static columns by the plan's rows
  std::vector<double> zone_matrix_;       ///< what is left for the per-step nodes: [diagonal | lower | upper]
  std::vector<double> zone_factor_;       ///< the same, with this step's driven conductances, factored
  std::vector<double> zone_inverse_;      ///< inverse diagonal of the factor
  std::vector<FixedLink> fixed_;
  std::vector<Driven> driven_;
  std::vector<Weight> weights_;
  std::vector<SourceRange> sources_;
  std::vector<std::vector<Weight>> control_;  ///< per thermostat
  std::vector<UnitLoad> heating_;             ///< per thermostat
  std::vector<UnitLoad> cooling_;             ///< per thermostat; without load when it cools where it heats
  std::vector<double> temperature_;
  std::vector<double> old_;
  std::vector<double> right_;
  ThermostatSolver thermostats_;
  std::vector<double> free_degc_;
  std::vector<double> heating_k_w_;
  std::vector<double> cooling_k_w_;
  std::vector<double> power_w_;
  std::vector<SetPoint> block_set_points_;
  std::vector<double> term_w_;
  std::vector<double> thermostat_w_;
  std::vector<double> controlled_degc_;
  StepResult result_;
};

}  // namespace tvilling::core
