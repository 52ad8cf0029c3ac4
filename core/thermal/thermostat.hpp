// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tvilling::core {

/// What a thermostat is asked in one step.
struct SetPoint {
  double heat_to_degc = 20.0;
  double cool_to_degc = 1e6;
  double heating_capacity_w = 0.0;
  double cooling_capacity_w = 0.0;
};

/// How the controlled temperatures of n thermostats follow from their powers: T = free + response * P. Row i, column j: rise of
/// what thermostat i sees per watt of thermostat j, when j heats and when it cools (they may act at different places).
struct ThermostatResponse {
  std::span<const double> free_degc;
  std::span<const double> heating_k_w;  ///< n x n, row by row
  std::span<const double> cooling_k_w;  ///< n x n
};

/// Powers of coupled thermostats, each between its set points or at its limit: a complementarity problem. Where every room feels
/// its own heat most, the solution is unique and pivoting finds it (Murty 1974, Opsearch 11). Where heat warms a
/// neighbour more (a slab between rooms), pivoting may go in circles: then all states are tried, for up to 8 coupled thermostats.
/// Holds the room it needs: no allocation.
class ThermostatSolver {
 public:
  explicit ThermostatSolver(std::size_t most_thermostats);

  /// Writes the power of each thermostat [W], heating positive. Throws Error (internal) when no solution is found.
  void solve(const ThermostatResponse& response, std::span<const SetPoint> set_points, std::span<double> power_w);

 private:
  enum class State : std::uint8_t { off, heating, cooling, heating_limit, cooling_limit };

  /// What thermostat i sees of 1 W of thermostat j in the state that j is in.
  [[nodiscard]] double rise_k_w(const ThermostatResponse& response, std::size_t i, std::size_t j) const;
  void solve_active(std::size_t m);
  void powers_of_states(const ThermostatResponse& response, std::span<const SetPoint> set_points, std::span<double> power_w);
  bool is_settled(const ThermostatResponse& response, std::span<const SetPoint> set_points, std::span<const double> power_w);
  bool try_all_states(const ThermostatResponse& response, std::span<const SetPoint> set_points, std::span<double> power_w);
  [[nodiscard]] State better_state(std::size_t i, double seen_degc, double power_w, const SetPoint& set) const;

  std::vector<State> state_;
  std::vector<double> matrix_;
  std::vector<double> right_;
  std::vector<double> seen_degc_;
  std::vector<std::size_t> active_;
};

}  // namespace tvilling::core
