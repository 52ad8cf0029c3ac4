// SPDX-License-Identifier: MPL-2.0
#include "core/random.hpp"

#include <algorithm>
#include <cmath>

namespace tvilling::core {

std::uint64_t random_bits(const RandomKey& key) noexcept {
  std::uint64_t h = splitmix64(stable_hash(key.entity));
  h = splitmix64(h ^ stable_hash(key.attribute));
  h = splitmix64(h ^ key.k);
  return splitmix64(key.seed ^ h);
}

double uniform01(const RandomKey& key) noexcept {
  return static_cast<double>(random_bits(key) >> 11U) * 0x1.0p-53;
}

double standard_normal(const RandomKey& key) noexcept {
  // The middle of the cell, so that neither 0 nor 1 occurs.
  return inverse_normal(uniform01(key) + 0x1.0p-54);
}

double inverse_normal(double p) noexcept {
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                          1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01,
                          -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                          -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  constexpr double low = 0.02425;
  p = std::clamp(p, 0x1.0p-60, 1.0 - 0x1.0p-53);
  const auto tail = [&](double q) {
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);
  };
  if (p < low) return tail(std::sqrt(-2.0 * std::log(p)));
  if (p > 1.0 - low) return -tail(std::sqrt(-2.0 * std::log(1.0 - p)));
  const double q = p - 0.5;
  const double r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q /
         (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0);
}

}  // namespace tvilling::core
