// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scenarios/uncertainty/uncertain_input.hpp"

namespace tvilling::scenarios {

/// Most draws: a stratum and the place in it then fit a double exactly.
inline constexpr std::size_t kMaxDraws = 10000;

/// Where `index` goes in a permutation of 0 to `size` - 1 that `key` names: looked up, nothing is kept. A swap-or-not shuffle
/// (Hoang, Morris, Rogaway: An Enciphering Scheme Based on a Card Shuffle, CRYPTO 2012).
[[nodiscard]] std::size_t permuted(std::size_t index, std::size_t size, std::uint64_t key) noexcept;

/// Who is drawn: an input, of the city (no building) or of a building.
struct DrawKey {
  std::uint64_t seed = 1;
  std::string_view input;
  std::string_view building;
};

/// A probability in (0, 1), where draw `draw` of `draws` stands in a Latin hypercube (McKay, Beckman, Conover 1979): each of the
/// `draws` strata of equal probability has one draw, somewhere in it. Depends on nothing but its arguments.
[[nodiscard]] double latin_hypercube(const DrawKey& key, std::size_t draw, std::size_t draws) noexcept;

/// The number below which the share `probability` of a spread lies (its inverse distribution function). `low` and `high` as in
/// UncertainInput; equal ones (a standard deviation of 0) give that number to the last bit. The normal and lognormal ones rest
/// on core::inverse_normal (relative error 1.2e-9).
[[nodiscard]] double quantile_of(const UncertainInput& input, double probability) noexcept;

}  // namespace tvilling::scenarios
