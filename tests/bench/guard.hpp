// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <exception>
#include <functional>
#include <string>

namespace tvilling::bench {

/// How many checks failed: the program's exit code.
inline int& failed_checks() {
  static int count = 0;
  return count;
}

/// Fast but wrong fails: runs the physical check of a case before its loop; false (and the case is told as failed) when it
/// throws or says what is wrong.
inline bool holds(benchmark::State& state, const std::function<std::string()>& what_is_wrong) {
  std::string wrong;
  try {
    wrong = what_is_wrong();
  } catch (const std::exception& error) {
    wrong = error.what();
  }
  if (wrong.empty()) return true;
  ++failed_checks();
  state.SkipWithError(wrong.c_str());
  return false;
}

}  // namespace tvilling::bench
