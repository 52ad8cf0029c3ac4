// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tvilling::core {

/// How far a run has come.
struct Progress {
  std::string_view phase;  ///< e.g. "roofs (2 of 4)"
  std::size_t done = 0;    ///< building-years simulated
  std::size_t total = 0;
  std::size_t failed = 0;
};

/// All that a run needs from outside. The library itself never prints, never exits and holds no global state.
struct RunContext {
  int threads = 0;  ///< 0: all that the machine has
  std::stop_token stop;
  std::function<void(std::string_view)> log;         ///< may be empty
  std::function<void(const Progress&)> on_progress;  ///< called from the calling thread only; may be empty
};

/// Throws Error (interrupted) once the caller has asked for a stop.
void stop_if_asked(const RunContext& context);

}  // namespace tvilling::core
