// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace tvilling::core {

/// SplitMix64 (Steele, Lea, Flood 2014): the next value of the sequence whose state was `state`.
[[nodiscard]] constexpr std::uint64_t splitmix64(std::uint64_t state) noexcept {
  std::uint64_t z = state + 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

/// FNV-1a, 64 bit: a stable hash of text (std::hash differs between libraries).
[[nodiscard]] constexpr std::uint64_t stable_hash(std::string_view text) noexcept {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (const char c : text) {
    h ^= static_cast<unsigned char>(c);
    h *= 0x100000001b3ULL;
  }
  return h;
}

/// The key of one random number: looked up, not drawn, so that order, threads and added attributes never
/// change another number.
struct RandomKey {
  std::uint64_t seed = 1;
  std::string_view entity;     ///< e.g. a building id
  std::string_view attribute;  ///< e.g. "area_m2"
  std::uint64_t k = 0;         ///< which of several (an hour, a try)
};

[[nodiscard]] std::uint64_t random_bits(const RandomKey& key) noexcept;

/// Uniform in [0, 1), a multiple of 2^-53.
[[nodiscard]] double uniform01(const RandomKey& key) noexcept;

/// Standard normal (inverse of the distribution by Acklam's rational approximation, relative error 1.2e-9).
[[nodiscard]] double standard_normal(const RandomKey& key) noexcept;

/// Inverse of the standard normal distribution (Acklam); `p` in (0, 1).
[[nodiscard]] double inverse_normal(double p) noexcept;

}  // namespace tvilling::core
