// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/random.hpp"

namespace tvilling::scenarios {

/// Random numbers of one chain of a search: the n-th is looked up by seed, chain and n. Only additions, products and quotients of
/// doubles, so that they are the same on every machine.
class SearchDice {
 public:
  SearchDice(std::uint64_t seed, std::uint64_t chain) : key_(core::random_bits({seed, "consolidation", "chain", chain})) {}

  [[nodiscard]] std::uint64_t bits() noexcept { return core::splitmix64(key_ + n_++); }
  /// Whole, from 0 to below `n`, which is above 0 and below 2^32.
  [[nodiscard]] std::size_t below(std::size_t n) noexcept { return static_cast<std::size_t>(((bits() >> 32U) * n) >> 32U); }
  /// In [0, 1).
  [[nodiscard]] double unit() noexcept { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }
  /// -ln(u) of a u uniform in (0, 1], to about 1e-6.
  [[nodiscard]] double exponential() noexcept {
    constexpr double kLn2 = 0.69314718055994531;
    const std::uint64_t random = bits();
    const double halvings = std::countl_zero(random | 1U);
    const double m = 1.0 + static_cast<double>(random & 0xffffffffU) * 0x1.0p-32;  // in [1, 2)
    const double s = (m - 1.0) / (m + 1.0);
    const double s2 = s * s;
    const double ln_m = 2.0 * s * (1.0 + s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 / 9.0))));
    return (halvings + 1.0) * kLn2 - ln_m;
  }

 private:
  std::uint64_t key_;
  std::uint64_t n_ = 0;
};

}  // namespace tvilling::scenarios
