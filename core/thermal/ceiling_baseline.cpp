// SPDX-License-Identifier: MPL-2.0
#include "core/thermal/ceiling_kernel.hpp"

namespace tvilling::core {

void run_ceiling_plain_baseline(CeilingGroup& group, const double* outdoor_degc, std::size_t hours) {
  baseline::run_ceiling_plain(group, outdoor_degc, hours);
}

void run_ceiling_fused_baseline(CeilingGroup& group, const double* outdoor_degc, std::size_t hours) {
  baseline::run_ceiling_fused(group, outdoor_degc, hours);
}

}  // namespace tvilling::core
