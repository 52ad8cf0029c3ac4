// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace tvilling::scenarios {

/// What a point is worth (less is better) and how far it is beyond each limit (above 0: broken).
struct SearchValue {
  double objective = 0.0;
  std::vector<double> excess;
};
/// Of a point in the unit cube.
using SearchFunction = std::function<SearchValue(std::span<const double>)>;

/// Where COBYLA (Powell 1994, of NLopt) comes to from a start within the unit cube, with at most so many evaluations. Draws no
/// random numbers: equal calls give equal points. What `function` throws ends the search and comes out. The point may be beyond a
/// limit by a little.
[[nodiscard]] std::vector<double> search_locally(const SearchFunction& function, std::vector<double> start, std::size_t limits,
                                                 int most_evaluations, double first_step = 0.25);

/// The point number `index` (from 0) of the Halton sequence in so many dimensions (at most 16): points that fill the unit cube
/// evenly.
[[nodiscard]] std::vector<double> halton_point(std::size_t index, std::size_t dimensions);

}  // namespace tvilling::scenarios
