// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "models/building/building.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/economics/measure_cost.hpp"
#include "scenarios/economics/settings.hpp"
#include "scenarios/uncertainty/input_target.hpp"
#include "scenarios/uncertainty/uncertain_input.hpp"

namespace tvilling::scenarios {

/// An input with what it changes, of one kind of draw.
struct DrawnInput {
  UncertainInput input;
  InputTarget target;
};

/// Finds what the inputs change. Throws Error (internal) for a name that reading the study would have refused.
[[nodiscard]] std::vector<DrawnInput> drawn_inputs(std::span<const UncertainInput> inputs);

/// One draw of all inputs. Values are looked up by (seed, input, building): neither their order nor other inputs change them.
class Draw {
 public:
  /// The draw `number` of `settings.draws`, from 0. `inputs` are those of the settings and must live on.
  Draw(std::span<const DrawnInput> inputs, const UncertaintySettings& settings, std::size_t number);

  /// The value of each input, to multiply with or to add; NaN for one that every building has its own of.
  [[nodiscard]] std::span<const double> city() const noexcept { return city_; }

  /// Changes a building, its zones and its swimming hall. What is unknown stays so; what leaves its column's range is put at its
  /// end, and counted in `clamped` (per input).
  void apply(models::Building& building, std::span<std::size_t> clamped) const;

  /// Prices, rate and share of the draw; clamped as above: prices, rates and shares are not below 0, shares not above 1.
  [[nodiscard]] EconomicSettings economics(EconomicSettings settings, std::span<std::size_t> clamped) const;

  /// The cost of a measure in the draw.
  [[nodiscard]] MeasureCost cost(const Measure& measure) const;

 private:
  std::span<const DrawnInput> inputs_;
  const UncertaintySettings* settings_;
  std::size_t number_;
  std::vector<double> city_;
};

/// The buildings of a draw, on `threads`; adds what was clamped per input.
void draw_portfolio(const Draw& draw, const models::Portfolio& unchanged, models::Portfolio& drawn, int threads,
                    std::span<std::size_t> clamped);

}  // namespace tvilling::scenarios
