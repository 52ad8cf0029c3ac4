// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "scenarios/hall_case.hpp"
#include "tests/support/hall_fixture.hpp"

namespace tvilling::test {

/// The plausibility hall in the reference year, unchanged.
inline scenarios::HallCase plausibility_case() {
  const models::Weather weather = models::reference_year();
  constexpr int kYear = 2025;
  return {plausibility_hall_building(),
          plausibility_hall_building(),
          "baseline",
          models::make_environment(weather, kYear),
          scenarios::environment_key(weather, kYear),
          {},
          scenarios::emission_factors("br18", kYear)};
}

}  // namespace tvilling::test
