// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/ceiling_kernel.hpp"

namespace tvilling::core {

void run_ceiling_plain_avx2(CeilingGroup& group, const double* outdoor_degc, std::size_t hours) {
  avx2::run_ceiling_plain(group, outdoor_degc, hours);
}

void run_ceiling_fused_avx2(CeilingGroup& group, const double* outdoor_degc, std::size_t hours) {
  avx2::run_ceiling_fused(group, outdoor_degc, hours);
}

}  // namespace tvilling::core
