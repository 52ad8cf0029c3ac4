// SPDX-License-Identifier: MPL-2.0
#include <benchmark/benchmark.h>

#include "tests/bench/guard.hpp"

/// As benchmark_main, and ends with 1 when a physical check failed.
int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  if (benchmark::RunSpecifiedBenchmarks() == 0) return 2;  // a filter that matches nothing
  benchmark::Shutdown();
  return tvilling::bench::failed_checks() == 0 ? 0 : 1;
}
