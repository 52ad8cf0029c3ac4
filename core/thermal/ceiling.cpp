// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/ceiling.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "core/error.hpp"
#include "core/stopwatch.hpp"

namespace tvilling::core {

void run_ceiling_plain_baseline(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);
void run_ceiling_fused_baseline(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);
#if defined(__x86_64__)
void run_ceiling_plain_avx2(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);
void run_ceiling_fused_avx2(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);
void run_ceiling_plain_avx512(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);
void run_ceiling_fused_avx512(CeilingGroup& group, const double* outdoor_degc, std::size_t hours);
#endif

namespace {

constexpr double kStep_s = 3600.0;
constexpr double kStart_degc = 20.0;
constexpr double kAgree = 1e-9;

/// A fortnight of changing weather: small enough for the nearest cache.
constexpr std::size_t kSeriesHours = 336;

std::vector<double> changing_weather_degc() {
  std::vector<double> outdoor(kSeriesHours);
  for (std::size_t h = 0; h < kSeriesHours; ++h) {
    const double days = static_cast<double>(h) / 24.0;
    outdoor[h] = 6.0 - 5.0 * std::cos(2.0 * std::numbers::pi * days) + 6.0 * std::sin(2.0 * std::numbers::pi * days / 14.0);
  }
  return outdoor;
}

/// Eliminates an element from outside to inside; returns what it leaves in the zone's pivot.
double factor(const CeilingWall& wall, std::size_t lane, CeilingPlain& plain, CeilingFused& fused) {
  double outside = 0.0;  // lower of the node outside
  for (std::size_t i = 0; i < kCeilingNodes; ++i) {
    const double capacity_w_k = wall.capacity_j_k[i] / kStep_s;
    const double outward = wall.conductance_w_k[i];
    const double inward = wall.conductance_w_k[i + 1];
    const double pivot = capacity_w_k + outward + inward - outside * outward;
    const double lower = inward / pivot;
    plain.capacity_w_k[i][lane] = capacity_w_k;
    plain.lower[i][lane] = lower;
    plain.inverse_k_w[i][lane] = 1.0 / pivot;
    fused.scaled[i][lane] = capacity_w_k / pivot;
    fused.carry[i][lane] = outward / pivot;
    fused.lower[i][lane] = lower;
    outside = lower;
  }
  plain.outdoor_w_k[lane] = wall.conductance_w_k.front();
  fused.zone_w_k[lane] = wall.conductance_w_k.back();
  return wall.conductance_w_k.back() * (1.0 - outside);
}

void check_rest(RunCeiling run, CeilingForm form) {
  constexpr std::size_t kHours = 10000;  // the slowest building's time constant is about 200 h
  constexpr double kOutdoor_degc = 3.0;
  const std::vector<double> outdoor(kHours, kOutdoor_degc);
  CeilingGroup group = make_ceiling_group();
  run(group, outdoor.data(), kHours);
  for (std::size_t lane = 0; lane < kCeilingLanes; ++lane) {
    const double rest_degc = ceiling_rest_degc(lane, kOutdoor_degc);
    if (std::abs(group.zone_degc[lane] - rest_degc) <= kAgree * (rest_degc - kOutdoor_degc)) continue;
    throw Error(ErrorKind::internal, fmt::format("the {} ceiling kernel rests at {} degC in lane {}, not at {}", to_string(form),
                                                 group.zone_degc[lane], lane, rest_degc));
  }
}

bool agree(const CeilingRow& a, const CeilingRow& b) {
  return std::equal(std::begin(a), std::end(a), std::begin(b), [](double x, double y) { return std::abs(x - y) <= kAgree; });
}

void check_agreement(RunCeiling run_plain, RunCeiling run_fused) {
  const std::vector<double> outdoor = changing_weather_degc();
  CeilingGroup plain = make_ceiling_group();
  CeilingGroup fused = make_ceiling_group();
  for (int fortnight = 0; fortnight < 3; ++fortnight) {
    run_plain(plain, outdoor.data(), kSeriesHours);
    run_fused(fused, outdoor.data(), kSeriesHours);
    bool same = agree(plain.zone_degc, fused.zone_degc);
    for (std::size_t e = 0; e < kCeilingElements; ++e) {
      for (std::size_t i = 0; i < kCeilingNodes; ++i) {
        same = same && agree(plain.temperature_degc[e][i], fused.temperature_degc[e][i]);
      }
    }
    if (!same) throw Error(ErrorKind::internal, "the two ceiling kernels disagree");
  }
}

/// No zone is colder than outdoors ever was, or warmer than where it would rest at the warmest hour.
void check_physical(const CeilingGroup& group, const std::vector<double>& outdoor_degc) {
  const auto [coldest, warmest] = std::minmax_element(outdoor_degc.begin(), outdoor_degc.end());
  for (std::size_t lane = 0; lane < kCeilingLanes; ++lane) {
    const double zone_degc = group.zone_degc[lane];
    if (zone_degc > *coldest && zone_degc < std::max(kStart_degc, ceiling_rest_degc(lane, *warmest))) continue;
    throw Error(ErrorKind::internal, fmt::format("the ceiling kernel left a zone at {} degC", zone_degc));
  }
}

/// All threads at once, `rounds` times through the series; the longest of them [s].
double repetition_s(RunCeiling run, std::vector<CeilingGroup>& groups, const std::vector<double>& outdoor, std::size_t rounds) {
  double longest_s = 0.0;
#pragma omp parallel num_threads(static_cast<int>(groups.size())) reduction(max : longest_s)
  {
    CeilingGroup& mine = groups[static_cast<std::size_t>(omp_get_thread_num())];
#pragma omp barrier
    const Stopwatch started;
    for (std::size_t i = 0; i < rounds; ++i) run(mine, outdoor.data(), outdoor.size());
    longest_s = started.seconds();
  }
  return longest_s;
}

/// How many threads the machine really gives.
std::size_t team_size(int wanted) {
  int given = 1;
#pragma omp parallel num_threads(wanted)
  {
#pragma omp single
    given = omp_get_num_threads();
  }
  return static_cast<std::size_t>(given);
}

}  // namespace

CeilingWall ceiling_wall(std::size_t element, std::size_t lane) {
  constexpr double kOutside_w_m2k = 25.0;
  constexpr double kInside_w_m2k = 7.7;
  constexpr std::array<double, kCeilingNodes> kShares{0.125, 0.25, 0.25, 0.25, 0.125};  // distributed mass
  const auto e = static_cast<double>(element);
  const auto l = static_cast<double>(lane);
  const double area_m2 = 20.0 + 9.0 * e + 2.5 * l;
  const double inner_resistance_m2k_w = 1.0 + 0.25 * e + 0.125 * l;
  const double kappa_j_m2k = 1.5e5 + 1.0e4 * e + 5.0e3 * l;
  CeilingWall wall;
  for (std::size_t i = 0; i < kCeilingNodes; ++i) wall.capacity_j_k[i] = kShares[i] * kappa_j_m2k * area_m2;
  wall.conductance_w_k.fill(area_m2 * static_cast<double>(kCeilingNodes - 1) / inner_resistance_m2k_w);
  wall.conductance_w_k.front() = area_m2 * kOutside_w_m2k;
  wall.conductance_w_k.back() = area_m2 * kInside_w_m2k;
  return wall;
}

double ceiling_air_capacity_j_k(std::size_t lane) {
  return 1.2 * 1005.0 * 2.8 * (150.0 + 30.0 * static_cast<double>(lane));
}

double ceiling_gain_w(std::size_t lane) {
  return 3000.0 + 250.0 * static_cast<double>(lane);
}

double ceiling_rest_degc(std::size_t lane, double outdoor_degc) {
  double ua_w_k = 0.0;
  for (std::size_t e = 0; e < kCeilingElements; ++e) {
    double resistance_k_w = 0.0;
    for (const double conductance_w_k : ceiling_wall(e, lane).conductance_w_k) resistance_k_w += 1.0 / conductance_w_k;
    ua_w_k += 1.0 / resistance_k_w;
  }
  return outdoor_degc + ceiling_gain_w(lane) / ua_w_k;
}

CeilingGroup make_ceiling_group() {
  CeilingGroup group{};
  for (std::size_t lane = 0; lane < kCeilingLanes; ++lane) {
    double pivot_w_k = ceiling_air_capacity_j_k(lane) / kStep_s;
    group.air_capacity_w_k[lane] = pivot_w_k;
    group.gain_w[lane] = ceiling_gain_w(lane);
    group.zone_degc[lane] = kStart_degc;
    for (std::size_t e = 0; e < kCeilingElements; ++e) {
      pivot_w_k += factor(ceiling_wall(e, lane), lane, group.plain[e], group.fused[e]);
      for (std::size_t i = 0; i < kCeilingNodes; ++i) group.temperature_degc[e][i][lane] = kStart_degc;
    }
    group.inverse_pivot_k_w[lane] = 1.0 / pivot_w_k;
  }
  return group;
}

RunCeiling ceiling_kernel(Isa isa, CeilingForm form) {
  need_isa(isa);
  const bool plain = form == CeilingForm::plain;
#if defined(__x86_64__)
  if (isa == Isa::avx512) return plain ? run_ceiling_plain_avx512 : run_ceiling_fused_avx512;
  if (isa == Isa::avx2) return plain ? run_ceiling_plain_avx2 : run_ceiling_fused_avx2;
#endif
  return plain ? run_ceiling_plain_baseline : run_ceiling_fused_baseline;
}

void check_ceiling(RunCeiling plain, RunCeiling fused) {
  check_rest(plain, CeilingForm::plain);
  check_rest(fused, CeilingForm::fused);
  check_agreement(plain, fused);
}

void check_ceiling(Isa isa) {
  check_ceiling(ceiling_kernel(isa, CeilingForm::plain), ceiling_kernel(isa, CeilingForm::fused));
}

CeilingResult measure_ceiling(Isa isa, int threads, CeilingForm form, double seconds) {
  constexpr double kRepetition_s = 0.01;  // long against the clock and the start of threads, short against what disturbs
  check_ceiling(isa);
  const RunCeiling run = ceiling_kernel(isa, form);
  const std::vector<double> outdoor = changing_weather_degc();
  std::vector<CeilingGroup> groups(team_size(threads > 0 ? threads : omp_get_max_threads()), make_ceiling_group());
  const double hours = static_cast<double>(groups.size() * kCeilingLanes * outdoor.size());
  CeilingResult result;
  result.threads = static_cast<int>(groups.size());
  std::size_t rounds = 1;
  const Stopwatch started;
  while (result.repetitions == 0 || started.seconds() < seconds) {
    const double taken_s = repetition_s(run, groups, outdoor, rounds);
    if (taken_s < kRepetition_s) {
      rounds *= 2;
      continue;
    }
    const double rate = hours * static_cast<double>(rounds) / taken_s;
    result.building_hours_per_s = std::max(result.building_hours_per_s, rate);
    ++result.repetitions;
  }
  for (const CeilingGroup& group : groups) check_physical(group, outdoor);
  return result;
}

}  // namespace tvilling::core
