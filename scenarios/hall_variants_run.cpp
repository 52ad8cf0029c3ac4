// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_variants_run.hpp"

#include <omp.h>

#include <algorithm>
#include <atomic>
#include <exception>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "scenarios/batch_group.hpp"

namespace tvilling::scenarios {

VariantRun run_variant(const HallCase& hall, const models::Building& variant, models::HourlySeries& hourly) {
  try {
    return {simulate_case(hall, variant, hourly), {}};
  } catch (const core::Error& error) {
    if (error.kind() == core::ErrorKind::internal) throw;
    return {{}, error.message()};
  }
}

std::vector<VariantRun> run_variants(const HallCase& hall, std::size_t count,
                                     const std::function<models::Building(std::size_t)>& variant, const core::RunContext& context,
                                     const std::function<void(std::size_t)>& done) {
  std::vector<VariantRun> runs(count);
  core::FirstError first_error;
  std::atomic<std::size_t> finished{0};
#pragma omp parallel num_threads(std::clamp(static_cast<int>(std::min<std::size_t>(count, 1024)), 1, thread_count(context)))
  {
    models::HourlySeries hourly;
#pragma omp for schedule(dynamic, 1)
    for (std::size_t i = 0; i < count; ++i) {
      try {
        if (context.stop.stop_requested() || first_error.is_kept()) continue;
        runs[i] = run_variant(hall, variant(i), hourly);
        const std::size_t now = ++finished;
        if (omp_get_thread_num() == 0) done(now);
      } catch (...) {
        first_error.keep(std::current_exception());
      }
    }
  }
  first_error.rethrow();
  core::stop_if_asked(context);
  return runs;
}

}  // namespace tvilling::scenarios
