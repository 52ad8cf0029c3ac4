// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/isa.hpp"

#include <algorithm>
#include <string>

#include "core/error.hpp"

namespace tvilling::core {

std::vector<Isa> available_isas() {
  std::vector<Isa> isas{Isa::baseline};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) isas.push_back(Isa::avx2);
  if (isas.size() == 2 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0) {
    isas.push_back(Isa::avx512);
  }
#endif
  return isas;
}

Isa best_isa() {
  return available_isas().back();
}

void need_isa(Isa isa) {
  const std::vector<Isa> available = available_isas();
  if (std::find(available.begin(), available.end(), isa) != available.end()) return;
  throw Error(ErrorKind::wrong_usage, "this machine has no " + std::string(to_string(isa)));
}

}  // namespace tvilling::core
