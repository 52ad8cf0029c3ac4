// SPDX-License-Identifier: MPL-2.0
#pragma once

// Eight numbers side by side, one per building, in the registers of the instruction set that the including source is compiled
// for. Only sources compiled for one instruction set include this (`*_avx512.cpp` and its like); nothing here may be seen by
// others, so it all stands in a namespace of that instruction set.
//
// Each operation is one IEEE operation per lane, and fused only where `fma` is written: all instruction sets agree to the bit.

#include <cmath>
#include <cstddef>

// CMake tells each source by its name for which set it is built (cmake/TvillingTargets.cmake), whatever else a user's flags
// allow.
#if defined(TVILLING_KERNEL_AVX512)
#include <immintrin.h>
#define TVILLING_ISA avx512
#elif defined(TVILLING_KERNEL_AVX2)
#include <immintrin.h>
#define TVILLING_ISA avx2
#else
#define TVILLING_ISA baseline
#endif

#define TVILLING_INLINE [[gnu::always_inline]] inline

namespace tvilling::core::TVILLING_ISA {

inline constexpr std::size_t kLanes = 8;

#if defined(TVILLING_KERNEL_AVX512)
inline constexpr std::size_t kNative = 8;
#elif defined(TVILLING_KERNEL_AVX2)
inline constexpr std::size_t kNative = 4;
#else
inline constexpr std::size_t kNative = 2;
#endif
inline constexpr std::size_t kParts = kLanes / kNative;

using Native [[gnu::vector_size(kNative * sizeof(double)), gnu::may_alias]] = double;

struct alignas(kLanes * sizeof(double)) Lanes {
  Native part[kParts];
};

template <typename F>
TVILLING_INLINE Lanes each(F f) {
  Lanes r;
#pragma GCC unroll 4
  for (std::size_t i = 0; i < kParts; ++i) r.part[i] = f(i);
  return r;
}

TVILLING_INLINE Lanes lanes(double value) {
  return each([value](std::size_t) { return Native{} + value; });
}
TVILLING_INLINE Lanes load(const double* from) {
  return *reinterpret_cast<const Lanes*>(from);
}
TVILLING_INLINE void store(double* to, const Lanes& value) {
  *reinterpret_cast<Lanes*>(to) = value;
}

TVILLING_INLINE Lanes operator+(const Lanes& a, const Lanes& b) {
  return each([&](std::size_t i) { return a.part[i] + b.part[i]; });
}
TVILLING_INLINE Lanes operator-(const Lanes& a, const Lanes& b) {
  return each([&](std::size_t i) { return a.part[i] - b.part[i]; });
}
TVILLING_INLINE Lanes operator*(const Lanes& a, const Lanes& b) {
  return each([&](std::size_t i) { return a.part[i] * b.part[i]; });
}
TVILLING_INLINE Lanes operator/(const Lanes& a, const Lanes& b) {
  return each([&](std::size_t i) { return a.part[i] / b.part[i]; });
}

TVILLING_INLINE Native native_fma(Native a, Native b, Native c) {
#if defined(TVILLING_KERNEL_AVX512)
  return Native(_mm512_fmadd_pd(a, b, c));
#elif defined(TVILLING_KERNEL_AVX2)
  return Native(_mm256_fmadd_pd(a, b, c));
#else
  return Native{std::fma(a[0], b[0], c[0]), std::fma(a[1], b[1], c[1])};
#endif
}
/// a * b + c, rounded once.
TVILLING_INLINE Lanes fma(const Lanes& a, const Lanes& b, const Lanes& c) {
  return each([&](std::size_t i) { return native_fma(a.part[i], b.part[i], c.part[i]); });
}

TVILLING_INLINE Lanes larger(const Lanes& a, const Lanes& b) {
  return each([&](std::size_t i) { return a.part[i] > b.part[i] ? a.part[i] : b.part[i]; });
}
TVILLING_INLINE Lanes smaller(const Lanes& a, const Lanes& b) {
  return each([&](std::size_t i) { return a.part[i] < b.part[i] ? a.part[i] : b.part[i]; });
}
/// `yes` where a > b, else `no`.
TVILLING_INLINE Lanes where_greater(const Lanes& a, const Lanes& b, const Lanes& yes, const Lanes& no) {
  return each([&](std::size_t i) { return a.part[i] > b.part[i] ? yes.part[i] : no.part[i]; });
}
TVILLING_INLINE Lanes magnitude(const Lanes& a) {
  return each([&](std::size_t i) { return a.part[i] < 0.0 ? -a.part[i] : a.part[i]; });
}

/// Turns a square of the registers' length: to[c][r] = from[r][c].
TVILLING_INLINE void turn_square(const double* from, std::size_t from_stride, double* to, std::size_t to_stride) {
#if defined(TVILLING_KERNEL_AVX512)
  __m512d a[8];
  __m512d b[8];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < 8; ++i) a[i] = _mm512_load_pd(from + i * from_stride);
#pragma GCC unroll 4
  for (std::size_t i = 0; i < 8; i += 2) {
    b[i] = _mm512_unpacklo_pd(a[i], a[i + 1]);
    b[i + 1] = _mm512_unpackhi_pd(a[i], a[i + 1]);
  }
#pragma GCC unroll 2
  for (std::size_t i = 0; i < 2; ++i) {
    a[i] = _mm512_shuffle_f64x2(b[i], b[i + 2], 0x88);
    a[i + 2] = _mm512_shuffle_f64x2(b[i], b[i + 2], 0xdd);
    a[i + 4] = _mm512_shuffle_f64x2(b[i + 4], b[i + 6], 0x88);
    a[i + 6] = _mm512_shuffle_f64x2(b[i + 4], b[i + 6], 0xdd);
  }
#pragma GCC unroll 4
  for (std::size_t i = 0; i < 4; ++i) {
    _mm512_store_pd(to + i * to_stride, _mm512_shuffle_f64x2(a[i], a[i + 4], 0x88));
    _mm512_store_pd(to + (i + 4) * to_stride, _mm512_shuffle_f64x2(a[i], a[i + 4], 0xdd));
  }
#elif defined(TVILLING_KERNEL_AVX2)
  __m256d a[4];
#pragma GCC unroll 4
  for (std::size_t i = 0; i < 4; ++i) a[i] = _mm256_load_pd(from + i * from_stride);
  const __m256d b[4] = {_mm256_unpacklo_pd(a[0], a[1]), _mm256_unpackhi_pd(a[0], a[1]), _mm256_unpacklo_pd(a[2], a[3]),
                        _mm256_unpackhi_pd(a[2], a[3])};
  _mm256_store_pd(to, _mm256_permute2f128_pd(b[0], b[2], 0x20));
  _mm256_store_pd(to + to_stride, _mm256_permute2f128_pd(b[1], b[3], 0x20));
  _mm256_store_pd(to + 2 * to_stride, _mm256_permute2f128_pd(b[0], b[2], 0x31));
  _mm256_store_pd(to + 3 * to_stride, _mm256_permute2f128_pd(b[1], b[3], 0x31));
#else
  for (std::size_t r = 0; r < kNative; ++r) {
    for (std::size_t c = 0; c < kNative; ++c) to[c * to_stride + r] = from[r * from_stride + c];
  }
#endif
}

}  // namespace tvilling::core::TVILLING_ISA
