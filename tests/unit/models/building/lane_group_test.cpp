// SPDX-License-Identifier: MPL-2.0
#include "models/building/lane_group.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/thermal/isa.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/lane_checks.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using models::Hourly;
using tests::annual;
using tests::BuildingYear;
using tests::example_school;
using tests::kCityHours;

/// The example school with other numbers.
using Changes = std::vector<std::pair<double Building::*, double>>;
Building school_with(const Changes& changes) {
  Building b = example_school();
  for (const auto& [member, value] : changes) b.*member = value;
  return b;
}

/// Lanes and reference side by side; returns the years of the lanes.
std::vector<BuildingYear> check_promise(const models::Environment& environment, const std::vector<Building>& buildings) {
  std::vector<BuildingYear> years = tests::lane_years(environment, buildings);
  for (std::size_t i = 0; i < buildings.size(); ++i) {
    INFO("building " << i);
    CHECK(tests::difference(years[i], tests::reference_year_of(environment, buildings[i]), buildings[i]) == "");
  }
  return years;
}

std::vector<BuildingYear> check_promise(const std::vector<Building>& buildings) {
  return check_promise(tests::reference_environment(), buildings);
}

/// The reference year, so much colder.
models::Environment colder_by(double difference_k) {
  models::Weather weather = tests::reference_environment().weather;
  for (double& degc : weather.dry_bulb_degc) degc -= difference_k;
  for (double& degc : weather.sky_temperature_degc) degc -= difference_k;
  return models::make_environment(std::move(weather), 2025);
}

/// Eight that have little in common.
std::vector<Building> mixed_eight() {
  std::vector<Building> eight{
      example_school(),
      school_with({{&Building::heated_fraction, 0.0}}),
      school_with({{&Building::window_fraction, 0.0}, {&Building::partition_area_fraction, 0.0}}),
      school_with({{&Building::mechanical_ventilation_l_s_m2, 1.4}, {&Building::heat_recovery_fraction, 0.8}}),
      school_with({{&Building::heating_capacity_w_m2, 15.0}}),
      school_with({{&Building::party_wall_fraction, 1.0}, {&Building::area_m2, 90.0}}),
      school_with({{&Building::heated_fraction, 0.3}, {&Building::horizon_deg, 40.0}}),
      school_with({{&Building::azimuth_deg, 35.0}, {&Building::window_fraction, 0.9}})};
  for (std::size_t i = 0; i < eight.size(); ++i) {
    eight[i].building_id = "b" + std::to_string(i);
    eight[i].use = static_cast<models::Use>(i);
  }
  return eight;
}

/// A group that runs a year, with room of its own.
struct Run {
  explicit Run(const models::Environment& environment) : group(environment) {}
  void year() {
    group.warm_up(*room);
    group.run_days(0, 365, *room);
  }
  models::LaneGroup group;
  std::unique_ptr<models::LaneDay> room = std::make_unique<models::LaneDay>();
};

core::ErrorKind kind_of_failure(const std::function<void()>& act) {
  try {
    act();
  } catch (const core::Error& error) {
    return error.kind();
  }
  FAIL("nothing was thrown");
  return core::ErrorKind::internal;
}

/// Hours of a city, added building by building.
std::vector<double> summed_hours(const std::vector<BuildingYear>& years) {
  std::vector<double> sums(kCityHours, 0.0);
  for (const BuildingYear& year : years) tests::add_to_city(year, 1.0, sums);
  return sums;
}

}  // namespace

TEST_CASE("The example school comes out of a lane as of the reference") {
  const auto years = check_promise({example_school()});
  CHECK(annual(years[0].result, Annual::heat_demand) > 50000.0);
}

TEST_CASE("Buildings that lack windows or walls or partitions come out of lanes as of the reference") {
  const auto years = check_promise(
      {school_with({{&Building::window_fraction, 0.0}}), school_with({{&Building::window_fraction, 0.95}}),
       school_with({{&Building::party_wall_fraction, 1.0}}), school_with({{&Building::partition_area_fraction, 0.0}}),
       school_with({{&Building::partition_area_fraction, 0.0}, {&Building::party_wall_fraction, 0.0}}),
       school_with({{&Building::thermal_bridge_w_m2k, 0.0}, {&Building::q50_l_s_m2, 0.0}}),
       school_with({{&Building::heat_capacity_kj_m2k, 10.0}}), school_with({{&Building::heat_capacity_kj_m2k, 1000.0}})});
  CHECK(annual(years[0].result, Annual::solar) == 0.0);
  CHECK(annual(years[2].result, Annual::solar) == 0.0);
  CHECK(annual(years[1].result, Annual::solar) > 100000.0);
}

TEST_CASE("Partly heated and unheated buildings come out of lanes as of the reference") {
  const auto years =
      check_promise({school_with({{&Building::heated_fraction, 0.5}}), school_with({{&Building::heated_fraction, 1e-6}}),
                     school_with({{&Building::heated_fraction, 0.0}}),
                     school_with({{&Building::heated_fraction, 0.0}, {&Building::visitors_per_year, 700.0}})});
  const auto air = years[2].hours[Hourly::operative_temperature];
  CHECK(std::equal(air.begin(), air.end(), tests::reference_environment().weather.dry_bulb_degc.begin()));
  CHECK(annual(years[2].result, Annual::electricity) > 0.0);
  CHECK(annual(years[2].result, Annual::internal) == 0.0);
  CHECK(annual(years[3].result, Annual::visitors) == 700.0);
  CHECK(annual(years[2].result, Annual::visitors) == 0.0);
}

TEST_CASE("Unheated buildings among themselves have the bits that they have beside heated ones") {
  const Building cold = school_with({{&Building::heated_fraction, 0.0}});
  const auto alone = tests::lane_years(tests::reference_environment(), std::vector{cold});
  const auto beside = tests::lane_years(tests::reference_environment(), std::vector{example_school(), cold});
  CHECK(tests::same_bits(alone[0], beside[1]));
}

TEST_CASE("Ventilation of every kind comes out of lanes as of the reference") {
  check_promise({school_with({{&Building::natural_ventilation_per_h, 10.0}}),
                 school_with({{&Building::natural_ventilation_per_h, 0.0}, {&Building::window_airing_per_h, 0.0}}),
                 school_with({{&Building::mechanical_ventilation_l_s_m2, 1.2}}),
                 school_with({{&Building::mechanical_ventilation_l_s_m2, 1.2}, {&Building::heat_recovery_fraction, 0.85}}),
                 school_with({{&Building::mechanical_ventilation_l_s_m2, 4.0}, {&Building::heat_recovery_fraction, 0.95}})});
}

TEST_CASE("Heat recovery that is cut by frost comes out of lanes as of the reference") {
  const Building full = school_with({{&Building::mechanical_ventilation_l_s_m2, 1.2}, {&Building::heat_recovery_fraction, 0.9}});
  Building half = full;
  half.heat_recovery_fraction = 0.45;  // in the colder year the limit is at (20 - 1) / (20 + 15) = 0.54 and above
  const auto cold = check_promise(colder_by(20.0), {full, half});
  const auto mild = check_promise({full, half});
  const auto gain = [](const std::vector<BuildingYear>& years) {
    return annual(years[1].result, Annual::ventilation) / annual(years[0].result, Annual::ventilation);
  };
  CHECK(gain(cold) < 0.7 * gain(mild));
}

TEST_CASE("Heating that is absent or too small comes out of lanes as of the reference") {
  const auto years = check_promise(
      {school_with({{&Building::heating_capacity_w_m2, 0.0}}), school_with({{&Building::heating_capacity_w_m2, 1.0}}),
       school_with({{&Building::heating_capacity_w_m2, 20.0}}),
       school_with({{&Building::heating_capacity_w_m2, 1000.0}, {&Building::night_set_back_k, 15.0}})});
  CHECK(annual(years[0].result, Annual::heat_demand) == 0.0);
  CHECK(annual(years[0].result, Annual::unmet) > annual(years[2].result, Annual::unmet));
  CHECK(annual(years[2].result, Annual::unmet) > 100.0);
  const auto heat = years[1].hours[Hourly::heat_demand];
  CHECK(std::count(heat.begin(), heat.end(), *std::max_element(heat.begin(), heat.end())) > 1000);
}

TEST_CASE("Shifted rhythms and set points come out of lanes as of the reference") {
  const auto years = check_promise(
      {school_with({{&Building::schedule_shift_h, 0.5}}), school_with({{&Building::schedule_shift_h, -0.5}}),
       school_with({{&Building::schedule_shift_h, 1.0}}), school_with({{&Building::schedule_shift_h, 0.0}}),
       school_with({{&Building::heating_set_point_degc, 5.0}}), school_with({{&Building::heating_set_point_degc, 35.0}}),
       school_with({{&Building::window_airing_per_h, 20.0}, {&Building::appliance_w_m2, 60.0}}),
       school_with({{&Building::window_airing_per_h, 0.0}, {&Building::appliance_w_m2, 60.0}})});
  CHECK(annual(years[7].result, Annual::overheating) > annual(years[6].result, Annual::overheating));
  CHECK(annual(years[5].result, Annual::overheating) > 1000.0);
}

TEST_CASE("Every use comes out of lanes as of the reference") {
  for (std::size_t first = 0; first < models::kUseNames.size(); first += models::kGroupLanes) {
    std::vector<Building> buildings;
    for (std::size_t use = first; use < std::min(first + models::kGroupLanes, models::kUseNames.size()); ++use) {
      buildings.push_back(example_school());
      buildings.back().use = static_cast<models::Use>(use);
    }
    check_promise(buildings);
  }
}

TEST_CASE("Every instruction set gives the same bits in every lane") {
  const std::vector<Building> eight = mixed_eight();
  std::vector<Building> turned(eight.rbegin(), eight.rend());
  const auto expected = tests::lane_years(tests::reference_environment(), eight);
  for (const core::Isa isa : core::available_isas()) {
    INFO(core::to_string(isa));
    const auto years = tests::lane_years(tests::reference_environment(), turned, isa);
    for (std::size_t i = 0; i < eight.size(); ++i) CHECK(tests::same_bits(expected[i], years[7 - i]));
  }
}

TEST_CASE("A year in pieces has the bits of a year in one") {
  const std::vector<Building> eight = mixed_eight();
  const auto expected = tests::lane_years(tests::reference_environment(), eight);
  Run run(tests::reference_environment());
  for (const Building& b : eight) (void)run.group.add(b);
  run.group.warm_up(*run.room);
  const auto other = std::make_unique<models::LaneDay>();
  for (int day = 0; day < 365; day += 13) run.group.run_days(day, std::min(day + 13, 365), day % 2 == 0 ? *run.room : *other);
  for (std::size_t i = 0; i < eight.size(); ++i) {
    CHECK(tests::same_bits(expected[i].result.annual, run.group.result(i).annual));
    CHECK(run.group.sound_days(i) == 365);
  }
}

TEST_CASE("A ninth building is refused and the eight stay") {
  const std::vector<Building> eight = mixed_eight();
  Run run(tests::reference_environment());
  for (std::size_t i = 0; i < eight.size(); ++i) {
    CHECK_FALSE(run.group.full());
    CHECK(run.group.add(eight[i]) == i);
  }
  CHECK(run.group.full());
  CHECK(kind_of_failure([&run]() { (void)run.group.add(example_school()); }) == core::ErrorKind::internal);
  CHECK(run.group.size() == 8);
  run.year();
  const auto expected = tests::lane_years(tests::reference_environment(), eight);
  for (std::size_t i = 0; i < eight.size(); ++i) {
    CHECK(tests::same_bits(expected[i].result.annual, run.group.result(i).annual));
  }
}

TEST_CASE("A building that is refused leaves the group as it was") {
  const std::vector<Building> eight = mixed_eight();
  Run run(tests::reference_environment());
  std::vector<double> sums(kCityHours, 0.0);
  const std::array targets{models::CityTarget{sums.data(), 1.0}};
  run.group.add_hours_to(targets);
  for (std::size_t i = 0; i < 3; ++i) (void)run.group.add(eight[i]);
  const Building unknown = school_with({{&Building::wall_u_value_w_m2k, models::kMissing}});
  CHECK(kind_of_failure([&]() { (void)run.group.add(unknown); }) == core::ErrorKind::bad_input);
  // So little of it is heated that nothing of its zone is left: a network of no shape.
  const Building nothing = school_with({{&Building::heated_fraction, 5e-324}});
  CHECK(kind_of_failure([&]() { (void)run.group.add(nothing); }) == core::ErrorKind::internal);
  CHECK(run.group.size() == 3);
  CHECK(run.group.add(eight[3]) == 3);
  run.year();
  const auto expected = tests::lane_years(tests::reference_environment(), std::span(eight).first(4));
  for (std::size_t i = 0; i < 4; ++i) CHECK(tests::same_bits(expected[i].result.annual, run.group.result(i).annual));
  CHECK(tests::same_bits(sums, summed_hours(expected)));
}

TEST_CASE("A cleared group knows nothing of the buildings before") {
  const std::vector<Building> eight = mixed_eight();
  Run run(tests::reference_environment());
  models::HourlySeries hours;
  std::vector<double> sums(kCityHours, 0.0);
  const std::array targets{models::CityTarget{sums.data(), 1.0}};
  run.group.add_hours_to(targets);
  for (const Building& b : eight) run.group.keep_hours(run.group.add(b), hours);
  run.year();
  const std::vector<double> before = sums;
  run.group.clear();
  CHECK(run.group.size() == 0);
  CHECK(run.group.add(eight[4]) == 0);
  run.year();
  const auto expected = tests::lane_years(tests::reference_environment(), std::vector{eight[4]});
  CHECK(tests::same_bits(expected[0].result.annual, run.group.result(0).annual));
  CHECK(tests::same_bits(before, sums));
}

TEST_CASE("The city's hours are the exact sum of the buildings' hours") {
  const std::vector<Building> eight = mixed_eight();
  const auto years = tests::lane_years(tests::reference_environment(), eight);
  for (const std::size_t count : {std::size_t{8}, std::size_t{3}}) {
    Run run(tests::reference_environment());
    std::vector<double> all(kCityHours, 0.0);
    std::vector<double> second(kCityHours, 0.0);
    std::vector<double> twice(kCityHours, 0.0);
    const std::array all_targets{models::CityTarget{all.data(), 1.0}, models::CityTarget{twice.data(), 1.0}};
    const std::array second_targets{models::CityTarget{second.data(), 1.0}, models::CityTarget{twice.data(), 1.0}};
    run.group.add_hours_to(all_targets);
    for (std::size_t i = 0; i < count; ++i) (void)run.group.add(eight[i]);
    run.group.add_hours_to(1, second_targets);
    run.year();
    std::vector<BuildingYear> in_it(years.begin(), years.begin() + static_cast<std::ptrdiff_t>(count));
    CHECK(tests::same_bits(all, summed_hours(in_it)));
    CHECK(tests::same_bits(second, summed_hours({years[1]})));
    in_it.push_back(years[1]);
    CHECK(tests::same_bits(twice, summed_hours(in_it)));
  }
}

TEST_CASE("What is taken away with a sign of -1 is gone exactly") {
  const std::vector<Building> eight = mixed_eight();
  std::vector<double> sums(kCityHours, 0.0);
  const std::array add{models::CityTarget{sums.data(), 1.0}};
  const std::array take{models::CityTarget{sums.data(), -1.0}};
  Run run(tests::reference_environment());
  run.group.add_hours_to(add);
  for (const Building& b : eight) (void)run.group.add(b);
  run.year();
  CHECK(*std::max_element(sums.begin(), sums.end()) > 0.0);
  run.group.clear();  // the same, lane by lane and in another order
  for (auto b = eight.rbegin(); b != eight.rend(); ++b) run.group.add_hours_to(run.group.add(*b), take);
  run.year();
  CHECK(std::all_of(sums.begin(), sums.end(), [](double value) { return value == 0.0; }));
}

TEST_CASE("A building whose first law fails says so, and its hours stop on that day") {
  constexpr int kDay = 185;
  models::Weather weather = tests::reference_environment().weather;
  weather.dry_bulb_degc[kDay * 24 + 5] = 1e306;  // in July
  const models::Environment absurd = models::make_environment(std::move(weather), 2025);
  const std::vector<Building> two{example_school(), school_with({{&Building::heated_fraction, 0.0}})};
  Run run(absurd);
  std::vector<double> sums(kCityHours, 0.0);
  const std::array targets{models::CityTarget{sums.data(), 1.0}};
  std::vector<BuildingYear> years(2);
  run.group.add_hours_to(targets);
  for (std::size_t i = 0; i < 2; ++i) run.group.keep_hours(run.group.add(two[i]), years[i].hours);
  run.year();
  CHECK(kind_of_failure([&run]() { (void)run.group.result(0); }) == core::ErrorKind::internal);
  CHECK(kind_of_failure([&]() { (void)tests::reference_year_of(absurd, two[0]); }) == core::ErrorKind::internal);
  CHECK(run.group.sound_days(0) == kDay);
  CHECK(run.group.sound_days(1) == 365);
  const BuildingYear unheated = tests::reference_year_of(absurd, two[1]);
  CHECK(annual(run.group.result(1), Annual::electricity) == annual(unheated.result, Annual::electricity));
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    const auto school = years[0].hours[static_cast<Hourly>(v)];
    const auto other = years[1].hours[static_cast<Hourly>(v)];
    bool exact = true;
    for (std::size_t h = 0; h < school.size(); ++h) {
      const double expected = h < kDay * 24 ? school[h] + other[h] : other[h];
      exact = exact && sums[tests::city_place(v, h)] == expected;
    }
    CHECK(exact);
  }
}

TEST_CASE("A hall that is kept at 26 degrees is not too warm while the heating holds it there") {
  // Without sun and people nothing but the heating warms it: what the thermostat holds must not count, whatever the last bit.
  const Building hall = school_with({{&Building::heating_set_point_degc, 26.0},
                                     {&Building::night_set_back_k, 0.0},
                                     {&Building::heating_capacity_w_m2, 500.0},
                                     {&Building::window_fraction, 0.0},
                                     {&Building::appliance_w_m2, 0.0},
                                     {&Building::lighting_w_m2, 0.0},
                                     {&Building::person_heat_w, 0.0}});
  const models::Environment winter = colder_by(20.0);
  const std::vector<BuildingYear> years = check_promise(winter, {hall});
  CHECK(annual(years.front().result, Annual::overheating) == 0.0);
  CHECK(annual(tests::reference_year_of(winter, hall).result, Annual::overheating) == 0.0);
}

TEST_CASE("Lanes that hold nobody and days that are in no year are refused") {
  models::LaneGroup group(tests::reference_environment());
  const auto room = std::make_unique<models::LaneDay>();
  (void)group.add(example_school());
  models::HourlySeries none(0);
  CHECK_THROWS_AS(group.add_hours_to(1, std::span<const models::CityTarget>()), core::Error);
  CHECK_THROWS_AS(group.keep_hours(0, none), core::Error);
  CHECK_THROWS_AS(group.run_days(0, 366, *room), core::Error);
  CHECK_THROWS_AS(group.run_days(-1, 1, *room), core::Error);
}
