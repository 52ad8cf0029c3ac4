// SPDX-License-Identifier: MPL-2.0
// Its own program: see tests/support/counted_memory.hpp.
#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <memory>
#include <vector>

#include "models/building/lane_group.hpp"
#include "tests/support/counted_memory.hpp"
#include "tests/support/example_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)

}  // namespace

TEST_CASE("A year of eight buildings with all their hours asks for no memory") {
  tests::skip_where_nothing_is_counted();
  models::LaneGroup group(tests::reference_environment());
  const auto room = std::make_unique<models::LaneDay>();
  models::HourlySeries hours;
  std::vector<double> sums(models::kCityHourlyCount * core::kHoursPerYear, 0.0);
  const std::array targets{models::CityTarget{sums.data(), 1.0}};
  group.add_hours_to(targets);
  for (std::size_t lane = 0; lane < models::kGroupLanes; ++lane) {
    models::Building b = tests::example_school();
    b.use = static_cast<models::Use>(lane);
    b.heated_fraction = lane == 5 ? 0.0 : 1.0;
    group.keep_hours(group.add(b), hours);
    group.add_hours_to(lane, targets);
  }
  const std::size_t before = tests::allocations();
  group.warm_up(*room);
  group.run_days(0, 365, *room);
  const std::size_t after = tests::allocations();
  CHECK(before > 0);
  CHECK(after - before == 0);
  CHECK(tests::annual(group.result(0), models::Annual::heat_demand) > 0.0);
  CHECK(sums[0] > 0.0);
}
