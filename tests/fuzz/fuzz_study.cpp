// SPDX-License-Identifier: MPL-2.0
// Any bytes as a study: findings, or a study whose first scenario is the unchanged baseline and whose measures are complete.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/findings.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/study.hpp"
#include "tests/fuzz/require.hpp"

using namespace tvilling;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  core::Findings findings;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const scenarios::Study study = scenarios::parse_study(text, "fuzz.toml", "/tmp", findings);
  if (findings.stops()) return 0;
  FUZZ_REQUIRE(!study.scenarios.empty() && study.scenarios.front().name == "baseline");
  FUZZ_REQUIRE(study.scenarios.front().measures.empty());
  for (const scenarios::Scenario& scenario : study.scenarios) {
    for (const scenarios::Measure& measure : scenario.measures) {
      const scenarios::MeasureType* type = scenarios::find_measure_type(measure.type);
      FUZZ_REQUIRE(type != nullptr && measure.parameters.size() == type->parameters.size());
    }
  }
  return 0;
}
