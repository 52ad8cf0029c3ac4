// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/latin_hypercube.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace tvilling::scenarios {

namespace {

/// Rounds of the shuffle. Its paper asks for some 6 log2(size): 80 for the most draws.
constexpr std::uint64_t kRounds = 80;

/// Inverse of the standard normal distribution at 0.9.
constexpr double kNormalP90 = 1.2815515655446004;

/// In the middle of one of 2^32 cells: never 0 or 1, and exact beside the number of a stratum.
double place_in_stratum(std::uint64_t bits) noexcept {
  return (static_cast<double>(bits >> 32U) + 0.5) * 0x1.0p-32;
}

double triangular(double low, double high, double probability) noexcept {
  const double width = high - low;
  return probability < 0.5 ? low + width * std::sqrt(0.5 * probability) : high - width * std::sqrt(0.5 * (1.0 - probability));
}

double lognormal(double p10, double p90, double probability) noexcept {
  const double middle = 0.5 * (std::log(p10) + std::log(p90));
  const double sigma = 0.5 * (std::log(p90) - std::log(p10)) / kNormalP90;
  return std::exp(middle + sigma * core::inverse_normal(probability));
}

}  // namespace

std::size_t permuted(std::size_t index, std::size_t size, std::uint64_t key) noexcept {
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    const std::uint64_t bits = core::splitmix64(key + round);
    // Every index has one partner: the two change places together, or not, as the greater of them says.
    const std::size_t partner = (bits % size + size - index) % size;
    const std::size_t greater = std::max(index, partner);
    if ((core::splitmix64(bits ^ (greater + 1)) & 1U) != 0) index = partner;
  }
  return index;
}

double latin_hypercube(const DrawKey& key, std::size_t draw, std::size_t draws) noexcept {
  const std::uint64_t order = core::random_bits({key.seed, key.building, key.input, 0});
  const std::uint64_t place = core::random_bits({key.seed, key.building, key.input, 1 + draw});
  const std::size_t stratum = permuted(draw, draws, order);
  return (static_cast<double>(stratum) + place_in_stratum(place)) / static_cast<double>(draws);
}

double quantile_of(const UncertainInput& input, double probability) noexcept {
  if (input.spread == Spread::normal) return input.low + input.high * core::inverse_normal(probability);
  if (input.low == input.high) return input.low;
  switch (input.spread) {
    case Spread::uniform: return input.low + (input.high - input.low) * probability;
    case Spread::triangular: return triangular(input.low, input.high, probability);
    case Spread::lognormal: return lognormal(input.low, input.high, probability);
    case Spread::normal: break;
  }
  return input.low;
}

}  // namespace tvilling::scenarios
