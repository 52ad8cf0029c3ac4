// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>

namespace tvilling::core {

/// Seconds since it was made, by the clock on the wall.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace tvilling::core
