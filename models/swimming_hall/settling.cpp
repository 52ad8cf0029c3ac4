// SPDX-License-Identifier: MPL-2.0
#include "models/swimming_hall/settling.hpp"

#include <algorithm>
#include <cmath>

namespace tvilling::models {

namespace {

constexpr int kWholeTrials = 5;
constexpr double kFarthest_k = 5.0;  // beyond what was found

}  // namespace

double Settling::move(std::span<double> guess_degc, std::span<const double> found_degc) {
  double change_k = 0.0;
  for (std::size_t i = 0; i < guess_degc.size(); ++i) change_k = std::max(change_k, std::abs(found_degc[i] - guess_degc[i]));
  const double farthest = std::max(1.0, kFarthest_k / change_k);
  const double part = trial_ < kWholeTrials ? 1.0 : std::min(secant_part(guess_degc, found_degc), farthest);
  if (++trial_ >= kWholeTrials) keep(guess_degc, found_degc);  // the usual hour needs no memory
  for (std::size_t i = 0; i < guess_degc.size(); ++i) guess_degc[i] += part * (found_degc[i] - guess_degc[i]);
  return change_k;
}

/// Of the way to what was found: the step after which least would be missing if the map were straight.
double Settling::secant_part(std::span<const double> guess_degc, std::span<const double> found_degc) {
  double along = 0.0;
  double across = 0.0;
  double same = 0.0;
  for (std::size_t i = 0; i < guess_degc.size(); ++i) {
    const double miss_k = found_degc[i] - guess_degc[i];
    const double change_k = miss_k - last_miss_k_[i];
    along -= (guess_degc[i] - last_guess_degc_[i]) * change_k;
    across += change_k * change_k;
    same += miss_k * last_miss_k_[i];
  }
  // Where the map rises at least as steeply as its guess, the secant points nowhere, or back to an answer at which no hour would
  // stay. So on with what was found, twice as far as long as it keeps its direction.
  most_part_ = same > 0.0 ? 2.0 * most_part_ : 1.0;
  return along > 0.0 && along < most_part_ * across ? along / across : most_part_;
}

void Settling::keep(std::span<const double> guess_degc, std::span<const double> found_degc) {
  last_guess_degc_.assign(guess_degc.begin(), guess_degc.end());
  last_miss_k_.resize(guess_degc.size());
  for (std::size_t i = 0; i < guess_degc.size(); ++i) last_miss_k_[i] = found_degc[i] - guess_degc[i];
}

}  // namespace tvilling::models
