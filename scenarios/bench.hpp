// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/run_context.hpp"
#include "core/thermal/ceiling.hpp"
#include "core/thermal/isa.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/batch.hpp"

namespace tvilling::scenarios {

/// The form of the ceiling kernel that `fraction_of_ceiling` is held against; the other one is reported beside it.
inline constexpr core::CeilingForm kBenchCeiling = core::CeilingForm::plain;

struct BenchOptions {
  int buildings = 3500;  ///< heated ones; all differ
  int threads = 0;       ///< 0: all that the machine has, and the scaling over threads is measured too
  std::uint64_t seed = 1;
  core::Isa isa = core::best_isa();
};

/// The same simulation with another number of threads.
struct BenchScaling {
  int threads = 0;
  double simulate_s = 0.0;
  double ratio = 0.0;  ///< how many times faster than one thread
};

/// A city-year from files to file, by phase, and what the bare kernel does on the same machine in the same minute. Of several
/// runs the one with the quickest simulation counts, as of the ceiling's repetitions the quickest does.
struct BenchReport {
  int buildings = 0;
  int threads = 0;
  core::Isa isa = core::Isa::baseline;
  double heat_nodes_per_building = 0.0;  ///< with heat capacity; the least of a sample
  double heat_kwh_m2 = 0.0;              ///< delivered heat of the city over its floor area

  std::vector<double> simulate_runs_s;  ///< of every run
  double read_s = 0.0;                  ///< tables, values filled, weather
  RunPhases phases;
  double total_s = 0.0;   ///< read and everything of the run
  double lane_use = 0.0;  ///< share of the lanes that held a building
  double peak_rss_mib = 0.0;

  double ceiling_building_hours_per_s = 0.0;  ///< kBenchCeiling, with the same threads and instruction set
  double fused_ceiling_building_hours_per_s = 0.0;
  std::vector<BenchScaling> scaling;  ///< 1, 2, 4 ... threads; empty when the number of threads was given

  /// 8,760 hours of every building; the 21 days of warm-up are in the time and not in the count.
  [[nodiscard]] double building_hours_per_s() const noexcept;
  [[nodiscard]] double fraction_of_ceiling() const noexcept;
  [[nodiscard]] double fraction_of_fused_ceiling() const noexcept;
  [[nodiscard]] double with_networks_building_hours_per_s() const noexcept;  ///< simulate and prepare together
  [[nodiscard]] double ns_per_building_hour() const noexcept;                ///< by the clock on the wall, all threads together
};

/// Measures a city of heated buildings. Fast but wrong fails: Error (internal) when buildings are equal, networks are small, the
/// city's heat is not plausible, results differ from simulate_building, or hours do not add up to the year.
/// Throws Error (wrong_usage) for impossible options, Error (io) when there is no room for the files.
[[nodiscard]] BenchReport run_bench(const BenchOptions& options, const core::RunContext& context);

// Its parts, for tests and tests/bench.

/// A synthetic city of heated buildings only: filled, with the leases and properties that belong to them.
[[nodiscard]] models::Portfolio heated_city(int buildings, std::uint64_t seed);

/// Buildings of equal content would be simulated once. Throws Error (internal) naming two of them.
void check_all_differ(const models::Portfolio& city);

/// Heat nodes with capacity of the smallest network in a sample. Throws Error (internal) below 30, and for
/// a building without heating.
[[nodiscard]] std::size_t check_heat_nodes(const models::Portfolio& city, const models::Environment& environment);

/// Is what stands in the result file right? Throws Error (internal) when not; returns the city's delivered heat in kWh per m2.
double check_results(const Results& results, const models::Portfolio& city, const models::Environment& environment);

}  // namespace tvilling::scenarios
