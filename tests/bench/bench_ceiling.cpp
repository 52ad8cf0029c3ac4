// SPDX-License-Identifier: MPL-2.0
#include <cmath>
#include <string>
#include <vector>

#include "core/thermal/ceiling.hpp"
#include "tests/bench/guard.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

void ceiling(benchmark::State& state, core::Isa isa, core::CeilingForm form) {
  const auto check = [isa] {
    core::check_ceiling(isa);
    return std::string();
  };
  if (!bench::holds(state, check)) return;
  std::vector<double> outdoor_degc(336);
  for (std::size_t h = 0; h < outdoor_degc.size(); ++h) outdoor_degc[h] = 5.0 - 4.0 * std::cos(0.26 * static_cast<double>(h));
  const core::RunCeiling run = core::ceiling_kernel(isa, form);
  core::CeilingGroup group = core::make_ceiling_group();
  for ([[maybe_unused]] const auto _ : state) {
    run(group, outdoor_degc.data(), outdoor_degc.size());
    benchmark::DoNotOptimize(group.zone_degc);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(core::kCeilingLanes * outdoor_degc.size()));
  state.SetLabel("items are building-hours");
}

const bool registered = [] {
  for (const core::Isa isa : core::available_isas()) {
    for (const core::CeilingForm form : {core::CeilingForm::plain, core::CeilingForm::fused}) {
      const std::string name = "ceiling/" + std::string(to_string(form)) + "/" + std::string(to_string(isa));
      benchmark::RegisterBenchmark(name.c_str(), ceiling, isa, form)->Unit(benchmark::kMicrosecond);
    }
  }
  return true;
}();

}  // namespace
