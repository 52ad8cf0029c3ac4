// SPDX-License-Identifier: MPL-2.0
// Buildings of several zones, stepped together.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "core/error.hpp"
#include "models/building/envelope.hpp"
#include "models/building/lane_group.hpp"
#include "models/building/simulate.hpp"
#include "models/building/sizing.hpp"
#include "models/building/zone_network.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/zoned_building.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Annual;
using models::Building;
using models::Hourly;
using tests::annual;
using tests::cut_in_two;
using tests::example_school;

constexpr std::array kAdditive{Annual::heat_demand,  Annual::hot_water, Annual::heat,         Annual::electricity,
                               Annual::water,        Annual::occupancy, Annual::transmission, Annual::ventilation,
                               Annual::infiltration, Annual::solar,     Annual::internal,     Annual::storage,
                               Annual::plant_loss};
/// Every hour of every zone is rounded once.
constexpr double kRounding = 8760.0 * 2.0 * 0x1.0p-20;

models::BuildingResult simulate(const Building& building, models::HourlySeries& hourly) {
  return models::simulate_building(building, tests::reference_environment(), hourly);
}
models::BuildingResult simulate(const Building& building) {
  models::HourlySeries hourly;
  return simulate(building, hourly);
}

/// A school with a warm hall of its own in a third of it.
Building school_with_hall(double link_m2) {
  Building b = cut_in_two(example_school(), 2.0 / 3.0, link_m2);
  b.zones[1].use = models::Use::swimming_hall;
  b.zones[1].heating_set_point_degc = 26.0;
  b.zones[1].mechanical_ventilation_l_s_m2 = 2.0;
  return b;
}

std::string refusal(const Building& building) {
  try {
    models::check_building(building);
    return {};
  } catch (const core::Error& error) {
    return error.message();
  }
}

}  // namespace

TEST_CASE("Zones without a link are exactly the sum of separate buildings") {
  const Building b = school_with_hall(0.0);
  models::HourlySeries together;
  models::HourlySeries first;
  models::HourlySeries second;
  const models::BuildingResult whole = simulate(b, together);
  const models::BuildingResult one = simulate(b.zones[0], first);
  const models::BuildingResult two = simulate(b.zones[1], second);
  for (const Annual v : kAdditive) {
    INFO(models::kAnnualVariables[models::index(v)].name);
    CHECK(annual(whole, v) == Approx(annual(one, v) + annual(two, v)).epsilon(1e-9).margin(1e-3));
  }
  double peak_kw = 0.0;
  for (std::size_t h = 0; h < 8760; ++h) peak_kw = std::max(peak_kw, first[Hourly::heat][h] + second[Hourly::heat][h]);
  CHECK(annual(whole, Annual::peak_heat) == Approx(peak_kw).epsilon(1e-9).margin(1e-5));
  for (std::size_t h = 0; h < 8760; h += 397) {
    const double mean_degc =
        2.0 / 3.0 * first[Hourly::operative_temperature][h] + 1.0 / 3.0 * second[Hourly::operative_temperature][h];
    CHECK(together[Hourly::operative_temperature][h] == Approx(mean_degc).epsilon(1e-9));
  }
}

TEST_CASE("A link without area links nothing") {
  Building none = school_with_hall(0.0);
  Building empty = none;
  empty.zone_links = {{0, 1, 0.0, 1.8}};
  CHECK(simulate(none).annual == simulate(empty).annual);
}

TEST_CASE("Two equal zones are the building in one piece, however much wall they share") {
  const models::BuildingResult whole = simulate(example_school());
  for (const double link_m2 : {0.0, 250.0}) {
    const models::BuildingResult two = simulate(cut_in_two(example_school(), 0.3, link_m2));
    for (const Annual v : kAdditive) {
      INFO(models::kAnnualVariables[models::index(v)].name);
      CHECK(annual(two, v) == Approx(annual(whole, v)).epsilon(1e-6).margin(kRounding));
    }
    CHECK(annual(two, Annual::peak_heat) == Approx(annual(whole, Annual::peak_heat)).epsilon(1e-6));
    CHECK(annual(two, Annual::overheating) == annual(whole, Annual::overheating));
    CHECK(annual(two, Annual::unmet) == annual(whole, Annual::unmet));
  }
}

TEST_CASE("A warm zone heats the cold one beside it") {
  Building apart = cut_in_two(example_school(), 0.5, 0.0);
  apart.zones[1].heating_set_point_degc = 5.0;  // kept from freezing
  apart.zones[1].night_set_back_k = 0.0;
  Building beside = apart;
  beside.zone_links = {{0, 1, 150.0, 1.8}};
  models::HourlySeries hours_apart;
  models::HourlySeries hours_beside;
  const models::BuildingResult without = simulate(apart, hours_apart);
  const models::BuildingResult with = simulate(beside, hours_beside);
  // The cold one floats: what it gets, the warm one needs more, and together they are warmer and lose more.
  CHECK(annual(with, Annual::heat_demand) > annual(without, Annual::heat_demand));
  CHECK(annual(with, Annual::transmission) > annual(without, Annual::transmission));
  double warmer_k = 0.0;
  for (std::size_t h = 0; h < 8760; ++h) {
    warmer_k += (hours_beside[Hourly::operative_temperature][h] - hours_apart[Hourly::operative_temperature][h]) / 8760.0;
  }
  CHECK(warmer_k > 0.1);
}

TEST_CASE("A zone without heating is kept warm by the zones around it, as far as a hand calculation says") {
  // Steady: no sun, no people, one outdoor temperature. The inner zone loses L to outdoors and gains K from its neighbour.
  models::Weather still = tests::reference_environment().weather;
  std::fill(still.dry_bulb_degc.begin(), still.dry_bulb_degc.end(), 0.0);
  std::fill(still.sky_temperature_degc.begin(), still.sky_temperature_degc.end(), 0.0);
  for (auto* series : {&still.direct_normal_w_m2, &still.diffuse_horizontal_w_m2, &still.global_horizontal_w_m2}) {
    std::fill(series->begin(), series->end(), 0.0);
  }
  const models::Environment e = models::make_environment(still, 2025);
  Building b = example_school();
  b.person_heat_w = b.appliance_w_m2 = b.lighting_w_m2 = 0.0;
  b.natural_ventilation_per_h = 0.0;
  b.q50_l_s_m2 = 0.0;
  b.night_set_back_k = 0.0;
  b.window_airing_per_h = 0.0;
  b = cut_in_two(b, 0.5, 200.0);
  b.zones[1].heating_capacity_w_m2 = 0.0;
  models::HourlySeries hours;
  const models::BuildingResult r = models::simulate_building(b, e, hours);
  // What enters the unheated zone is what the heated one needs beyond its own losses.
  Building alone = b.zones[0];
  models::HourlySeries hours_alone;
  const models::BuildingResult own = models::simulate_building(alone, e, hours_alone);
  const double given_kw = (annual(r, Annual::heat_demand) - annual(own, Annual::heat_demand)) / 8760.0;
  // The mean of both zones at the year's end, when all is steady; the heated one is at 20 degC operative.
  const double cold_degc = 2.0 * hours[Hourly::operative_temperature][8759] - 20.0;
  CHECK(cold_degc > 1.0);
  CHECK(cold_degc < 20.0);
  // K (T_warm - T_cold), within what air and operative temperature differ.
  CHECK(given_kw == Approx(200.0 * 1.8 * (20.0 - cold_degc) / 1000.0).epsilon(0.15));
}

TEST_CASE("Heat through a link leaves one zone and enters the other, so the balance of the building closes") {
  const models::BuildingResult r = simulate(school_with_hall(120.0));
  const double in_kwh = annual(r, Annual::heat_demand) + annual(r, Annual::solar) + annual(r, Annual::internal);
  const double out_kwh = annual(r, Annual::transmission) + annual(r, Annual::ventilation) + annual(r, Annual::infiltration) +
                         annual(r, Annual::storage);
  CHECK(in_kwh == Approx(out_kwh).margin(0.05));
}

TEST_CASE("Hours of a zoned building add up to months and the year, to the last bit") {
  models::HourlySeries hourly;
  const models::BuildingResult r = simulate(school_with_hall(120.0), hourly);
  for (const Hourly v : {Hourly::heat_demand, Hourly::hot_water, Hourly::heat, Hourly::electricity, Hourly::water}) {
    double sum = 0.0;
    for (const double value : hourly[v]) sum += value;
    CHECK(sum == r.annual[models::index(v)]);
  }
}

TEST_CASE("A cold store beside a workshop has loads but no heating") {
  Building b = cut_in_two(example_school(), 0.6, 100.0);
  b.zones[1].heated_fraction = 0.0;
  const models::BuildingResult r = simulate(b);
  const models::BuildingResult warm = simulate(b.zones[0]);
  const models::BuildingResult cold = simulate(b.zones[1]);
  CHECK(annual(r, Annual::heat_demand) == Approx(annual(warm, Annual::heat_demand)).epsilon(1e-9));
  CHECK(annual(r, Annual::electricity) ==
        Approx(annual(warm, Annual::electricity) + annual(cold, Annual::electricity)).epsilon(1e-9));
  b.zones[0].heated_fraction = 0.0;
  CHECK(annual(simulate(b), Annual::heat_demand) == 0.0);
}

TEST_CASE("An hour is too warm or too cold when it is so in any zone") {
  Building b = cut_in_two(example_school(), 0.5, 0.0);
  b.zones[1].heating_capacity_w_m2 = 5.0;
  b.zones[0].window_airing_per_h = 0.0;
  const models::BuildingResult r = simulate(b);
  CHECK(annual(r, Annual::unmet) == annual(simulate(b.zones[1]), Annual::unmet));
  CHECK(annual(r, Annual::unmet) > 100.0);
  CHECK(annual(r, Annual::overheating) == annual(simulate(b.zones[0]), Annual::overheating));
  CHECK(annual(r, Annual::overheating) > 10.0);
}

TEST_CASE("Envelopes of zones add up to that of the building") {
  const Building whole = example_school();
  const Building cut = cut_in_two(whole, 0.37, 0.0);
  const models::Envelope all = models::envelope_of(whole);
  const models::Envelope a = models::envelope_of(cut.zones[0]);
  const models::Envelope b = models::envelope_of(cut.zones[1]);
  CHECK(a.roof_m2 + b.roof_m2 == Approx(all.roof_m2).epsilon(1e-14));
  CHECK(a.floor_m2 + b.floor_m2 == Approx(all.floor_m2).epsilon(1e-14));
  CHECK(a.perimeter_m + b.perimeter_m == Approx(all.perimeter_m).epsilon(1e-14));
  CHECK(a.volume_m3 + b.volume_m3 == Approx(all.volume_m3).epsilon(1e-14));
  CHECK(a.party_wall_m2 + b.party_wall_m2 == Approx(all.party_wall_m2).epsilon(1e-14));
  for (std::size_t i = 0; i < all.facades.size(); ++i) {
    CHECK(a.facades[i].wall_m2 + b.facades[i].wall_m2 == Approx(all.facades[i].wall_m2).epsilon(1e-14));
    CHECK(a.facades[i].window_m2 + b.facades[i].window_m2 == Approx(all.facades[i].window_m2).epsilon(1e-14));
  }
}

TEST_CASE("A zone under the roof has no floor and one on the ground no roof") {
  Building b = cut_in_two(example_school(), 0.5, 0.0);
  b.zones[0].share = {0.5, 0.0, 1.0};
  b.zones[1].share = {0.5, 1.0, 0.0};
  b.zone_links = {{0, 1, 600.0, 1.8}};
  const models::BuildingResult stacked = simulate(b);
  const models::BuildingResult whole = simulate(example_school());
  // At one temperature throughout it does not matter how the building is cut, but for what the two storeys see differently.
  CHECK(annual(stacked, Annual::heat_demand) == Approx(annual(whole, Annual::heat_demand)).epsilon(0.02));
  CHECK(std::isfinite(models::sized_heating_capacity_w_m2(b.zones[1])));
  CHECK(models::sized_heating_capacity_w_m2(b.zones[0]) + models::sized_heating_capacity_w_m2(b.zones[1]) ==
        Approx(2.0 * models::sized_heating_capacity_w_m2(example_school())).epsilon(1e-12));
}

TEST_CASE("One network holds all heated zones and their links") {
  const models::ZonedNetwork net =
      models::make_zoned_network(school_with_hall(120.0), tests::reference_environment().outdoor_monthly_degc);
  const models::BuildingNetwork one =
      models::make_building_network(example_school(), tests::reference_environment().outdoor_monthly_degc);
  CHECK(net.network.nodes().size() == 2 * one.network.nodes().size());
  CHECK(net.network.links().size() == 2 * one.network.links().size() + 1);
  CHECK(net.network.links().back().conductance_w_k == 120.0 * 1.8);
  CHECK(net.network.thermostats().size() == 2);
}

TEST_CASE("What is wrong with a zone names the zone") {
  Building b = school_with_hall(120.0);
  CHECK(refusal(b).empty());
  b.zones[1].hot_water_l_m2 = std::numeric_limits<double>::quiet_NaN();
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("a zone") && Catch::Matchers::Contains("hot_water_l_m2"));
}

TEST_CASE("Zones that do not share out their building are refused") {
  const Building good = school_with_hall(120.0);
  Building b = good;
  b.zones[1].area_m2 *= 0.9;
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("its zones have"));
  b = good;
  b.zones[1].share.roof += 0.1;
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("roof"));
  b = good;
  b.zones[1].share.facade = -0.1;
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("share of the envelope"));
  b = good;
  b.zone_links[0].b = 2;
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("link"));
  b = good;
  b.zone_links[0].area_m2 = std::numeric_limits<double>::quiet_NaN();
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("link"));
  b = good;
  b.zones[0].zones = {good.zones[1]};
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("zones of its own"));
  b = example_school();
  b.zone_links = {{0, 1, 10.0, 1.8}};
  CHECK_THAT(refusal(b), Catch::Matchers::Contains("link"));
}

TEST_CASE("A building with zones takes no lane") {
  models::LaneGroup group(tests::reference_environment());
  CHECK_THROWS_AS(group.add(school_with_hall(0.0)), core::Error);
  CHECK(group.size() == 0);
}
