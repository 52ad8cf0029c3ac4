// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "scenarios/choice/options.hpp"

namespace tvilling::scenarios {

inline constexpr std::size_t kNoScenario = std::numeric_limits<std::size_t>::max();

/// A building goes a step further: from a scenario (or nothing) to another that saves more CO2.
struct AbatementStep {
  std::size_t building = 0;
  std::size_t from_scenario = kNoScenario;
  std::size_t scenario = 0;
  double saving_co2_tonnes = 0.0;      ///< over the horizon, more than before the step; positive
  double cost_dkk = 0.0;               ///< minus the net present value, more than before the step
  double dkk_per_tonne_co2 = 0.0;      ///< negative: it pays
  double investment_dkk = 0.0;         ///< more than before the step
  double cumulative_co2_tonnes = 0.0;  ///< with this step
  double cumulative_cost_dkk = 0.0;
};

/// The marginal abatement cost curve: of each building the options that no mixture of others beats (the lower convex hull of cost
/// over tonnes, from nothing), step by step, all steps by their cost per tonne. Equal costs: by building id.
[[nodiscard]] std::vector<AbatementStep> abatement_curve(const OptionTable& table);

/// Steps to one scenario of buildings of one use.
struct AbatementBlock {
  std::size_t scenario = 0;
  std::string use;
  std::size_t steps = 0;
  double saving_co2_tonnes = 0.0;
  double cost_dkk = 0.0;
  double investment_dkk = 0.0;
  double dkk_per_tonne_co2 = 0.0;
};

/// The curve in blocks, by cost per tonne. `use`: by place in the portfolio.
[[nodiscard]] std::vector<AbatementBlock> abatement_blocks(const std::vector<AbatementStep>& curve,
                                                           const std::vector<std::string>& use);

}  // namespace tvilling::scenarios
