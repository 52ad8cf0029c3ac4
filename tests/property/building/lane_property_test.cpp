// SPDX-License-Identifier: MPL-2.0
// Eight buildings side by side against one after the other, for buildings of the whole allowed ranges.
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "core/thermal/isa.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/lane_checks.hpp"
#include "tests/support/random_network.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Building;
using tests::BuildingYear;

/// A number of a range: an end of it, evenly in it, or each order of magnitude alike.
double any_number(tests::Dice& dice, double min, double max) {
  const double kind = dice.number(0.0, 1.0);
  const double even = dice.number(min, max);
  const double ordered = min > 0.0 ? dice.magnitude(min, max) : even;
  if (kind < 0.15) return min;
  if (kind < 0.3) return max;
  return kind < 0.7 ? even : ordered;
}

/// Any building that is allowed; often one that lacks windows, walls, partitions, heating or a zone.
Building any_building(std::uint64_t seed) {
  tests::Dice dice(seed, "building");
  Building b;
  b.building_id = "seed " + std::to_string(seed);
  for (const models::BuildingColumn& column : models::building_columns()) {
    b.*column.member = any_number(dice, column.min, column.max);
  }
  b.use = static_cast<models::Use>(dice.below(models::kUseNames.size()));
  for (double Building::* part : {&Building::window_fraction, &Building::partition_area_fraction, &Building::heated_fraction,
                                  &Building::heating_capacity_w_m2, &Building::mechanical_ventilation_l_s_m2}) {
    if (dice.chance(0.1)) b.*part = 0.0;
  }
  if (dice.chance(0.1)) b.party_wall_fraction = 1.0;
  return b;
}

std::vector<Building> any_eight(std::uint64_t seed) {
  std::vector<Building> eight;
  for (std::uint64_t k = 0; k < models::kGroupLanes; ++k) eight.push_back(any_building(core::splitmix64(seed) + k));
  return eight;
}

std::vector<BuildingYear> run(const std::vector<Building>& buildings, core::Isa isa = core::best_isa()) {
  return tests::lane_years(tests::reference_environment(), buildings, isa);
}

/// Whether the reference itself knows the year to much less than the promise, when numbers change by their last bit. It does not
/// where windows that open on the hour before overshoot (the last bit grows to degrees), and where large flows through a small
/// building cancel.
bool is_sharp(const Building& building, const BuildingYear& reference) {
  constexpr double kShare = 0.02;
  for (const char* name : {"wall_u_value_w_m2k", "heat_capacity_kj_m2k", "area_m2", "perimeter_m", "person_heat_w",
                           "footprint_area_m2", "heating_set_point_degc"}) {
    const models::BuildingColumn& column = *models::find_building_column(name);
    Building other = building;
    const bool upper_half = building.*column.member > 0.5 * (column.min + column.max);
    other.*column.member = std::nextafter(building.*column.member, upper_half ? column.min : column.max);
    const BuildingYear year = tests::reference_year_of(tests::reference_environment(), other);
    if (!tests::difference(year, reference, building, kShare).empty()) return false;
  }
  return true;
}

std::vector<std::size_t> any_order(tests::Dice& dice) {
  std::vector<std::size_t> order(models::kGroupLanes);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i-- > 1;) std::swap(order[i], order[dice.below(i + 1)]);
  return order;
}

}  // namespace

TEST_CASE("Any building comes out of a lane as of the reference") {
  std::size_t blunt = 0;
  std::size_t tried = 0;
  REQUIRE(rc::check([&blunt, &tried](std::uint64_t seed) {
    const std::vector<Building> eight = any_eight(seed);
    const std::vector<BuildingYear> years = run(eight);
    for (const std::size_t i : {seed % 8, (seed + 3) % 8}) {
      const BuildingYear reference = tests::reference_year_of(tests::reference_environment(), eight[i]);
      const std::string wrong = tests::difference(years[i], reference, eight[i]);
      ++tried;
      if (wrong.empty()) continue;
      RC_LOG() << eight[i].building_id << ": " << wrong << "\n";
      RC_ASSERT_FALSE(is_sharp(eight[i], reference));
      ++blunt;
    }
  }));
  CHECK(blunt * 10 < tried);
}

TEST_CASE("Neither the lane nor the neighbours change a bit of any building") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    tests::Dice dice(seed, "neighbours");
    const std::vector<Building> eight = any_eight(seed);
    const std::vector<Building> strangers = any_eight(seed + 1);
    const std::vector<BuildingYear> expected = run(eight);
    const std::vector<std::size_t> order = any_order(dice);
    std::vector<Building> mixed;
    for (const std::size_t i : order) mixed.push_back(dice.chance(0.5) ? eight[i] : strangers[i]);
    mixed.resize(1 + dice.below(models::kGroupLanes));
    const std::vector<BuildingYear> years = run(mixed);
    for (std::size_t lane = 0; lane < mixed.size(); ++lane) {
      const std::size_t i = order[lane];
      if (mixed[lane].building_id == eight[i].building_id) RC_ASSERT(tests::same_bits(years[lane], expected[i]));
    }
  }));
}

TEST_CASE("The instruction sets of newer machines give any building the same bits") {
  std::vector<core::Isa> isas = core::available_isas();
  isas.erase(isas.begin());
  if (isas.size() < 2) {
    std::fprintf(stderr, "skipped: this machine has no two of them\n");
    std::exit(77);
  }
  REQUIRE(rc::check([&isas](std::uint64_t seed) {
    if (isas.size() < 2) return;
    tests::Dice dice(seed, "order");
    const std::vector<Building> eight = any_eight(seed);
    const std::vector<BuildingYear> expected = run(eight, isas.back());
    const std::vector<std::size_t> order = any_order(dice);
    std::vector<Building> turned;
    for (const std::size_t i : order) turned.push_back(eight[i]);
    const std::vector<BuildingYear> years = run(turned, isas.front());
    for (std::size_t lane = 0; lane < order.size(); ++lane) RC_ASSERT(tests::same_bits(years[lane], expected[order[lane]]));
  }));
}

TEST_CASE("The instruction set of every machine gives any building the bits of the best") {
  // Its multiply-add is a call of a function: few tries.
  for (std::uint64_t k = 0; k < 6; ++k) {
    const std::vector<Building> eight =
        any_eight(core::random_bits({.seed = 31, .entity = "law", .attribute = "baseline", .k = k}));
    const std::vector<BuildingYear> expected = run(eight);
    const std::vector<BuildingYear> years = run(eight, core::Isa::baseline);
    for (std::size_t i = 0; i < eight.size(); ++i) {
      INFO(eight[i].building_id);
      CHECK(tests::same_bits(years[i], expected[i]));
    }
  }
}

TEST_CASE("The city's hours of any buildings are the exact sum of theirs") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    // Of a size at which sums stay on the grid.
    std::vector<Building> eight = any_eight(seed);
    for (Building& b : eight) b.area_m2 = std::min(b.area_m2, 50000.0);
    std::vector<double> sums(tests::kCityHours, 0.0);
    const std::array targets{models::CityTarget{sums.data(), 1.0}};
    models::LaneGroup group(tests::reference_environment());
    const auto room = std::make_unique<models::LaneDay>();
    std::vector<BuildingYear> years(eight.size());
    group.add_hours_to(targets);
    for (std::size_t i = 0; i < eight.size(); ++i) group.keep_hours(group.add(eight[i]), years[i].hours);
    group.warm_up(*room);
    group.run_days(0, 365, *room);
    for (const BuildingYear& year : years) tests::add_to_city(year, -1.0, sums);
    RC_ASSERT(std::all_of(sums.begin(), sums.end(), [](double rest) { return rest == 0.0; }));
  }));
}
