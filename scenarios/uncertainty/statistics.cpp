// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace tvilling::scenarios {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

bool has_nan(std::span<const double> values) {
  return std::ranges::any_of(values, [](double v) { return std::isnan(v); });
}

/// Ranks from 1, ascending; equal values share the mean of theirs.
std::vector<double> shared_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [values](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double mean = 0.5 * static_cast<double>(begin + 1 + end);
    for (std::size_t i = begin; i < end; ++i) ranks[order[i]] = mean;
    begin = end;
  }
  return ranks;
}

}  // namespace

double quantile(std::span<const double> ascending, double share) {
  if (ascending.empty()) return kNan;
  const double place = share * static_cast<double>(ascending.size() - 1);
  const std::size_t below = static_cast<std::size_t>(place);
  const double part = place - std::floor(place);
  // Equal neighbours are given back as they are: to the last bit, and infinite ones too.
  if (part == 0.0 || ascending[below] == ascending[below + 1]) return ascending[below];
  return ascending[below] + part * (ascending[below + 1] - ascending[below]);
}

Quantiles quantiles(std::vector<double> values) {
  if (has_nan(values)) return {kNan, kNan, kNan};
  std::ranges::sort(values);
  Quantiles out{};
  for (std::size_t q = 0; q < out.size(); ++q) out[q] = quantile(values, kQuantiles[q]);
  return out;
}

double rank_correlation(std::span<const double> x, std::span<const double> y) {
  if (x.size() < 3 || has_nan(x) || has_nan(y)) return kNan;
  const std::vector<double> rank_x = shared_ranks(x);
  const std::vector<double> rank_y = shared_ranks(y);
  const double mean = 0.5 * static_cast<double>(x.size() + 1);
  double xx = 0.0;
  double yy = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (rank_x[i] - mean) * (rank_x[i] - mean);
    yy += (rank_y[i] - mean) * (rank_y[i] - mean);
    xy += (rank_x[i] - mean) * (rank_y[i] - mean);
  }
  return xx > 0.0 && yy > 0.0 ? xy / std::sqrt(xx * yy) : kNan;
}

std::vector<std::size_t> ranks_from_greatest(std::span<const double> values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isnan(values[i])) order.push_back(i);
  }
  std::ranges::stable_sort(order, std::ranges::greater{}, [values](std::size_t i) { return values[i]; });
  std::vector<std::size_t> ranks(values.size(), 0);
  for (std::size_t r = 0; r < order.size(); ++r) ranks[order[r]] = r + 1;
  return ranks;
}

}  // namespace tvilling::scenarios
