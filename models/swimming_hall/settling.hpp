// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <span>
#include <vector>

namespace tvilling::models {

/// Looks for the temperatures that a map gives back unchanged: a guess is tried, and moved by what the map found for it.
///
/// The first steps go all the way. Where that does not settle, the map either swings (it falls steeply as the guess rises) or
/// creeps (it rises nearly as steeply). A step of a fixed part helps the one and harms the other; Aitken's secant of the last two
/// trials has one part for all temperatures and helps both (Irons and Tuck 1969).
class Settling {
 public:
  /// Moves the guess; as many values in every trial. Returns the largest difference of guess and found [K].
  double move(std::span<double> guess_degc, std::span<const double> found_degc);

 private:
  [[nodiscard]] double secant_part(std::span<const double> guess_degc, std::span<const double> found_degc);
  void keep(std::span<const double> guess_degc, std::span<const double> found_degc);

  int trial_ = 0;
  double most_part_ = 1.0;
  std::vector<double> last_guess_degc_;
  std::vector<double> last_miss_k_;  ///< found less guess
};

}  // namespace tvilling::models
