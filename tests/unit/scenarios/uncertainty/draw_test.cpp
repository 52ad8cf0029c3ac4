// SPDX-License-Identifier: MPL-2.0
#include "scenarios/uncertainty/draw.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scenarios/uncertainty/usual_inputs.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::Shared;
using scenarios::Spread;
using scenarios::UncertainInput;

UncertainInput input(std::string name, double low, double high, bool factor = true, Shared shared = Shared::building) {
  UncertainInput made;
  made.name = std::move(name);
  made.factor = factor;
  made.spread = Spread::uniform;
  made.low = low;
  made.high = high;
  made.shared = shared;
  return made;
}

scenarios::UncertaintySettings settings(std::vector<UncertainInput> inputs, std::size_t draws = 10) {
  scenarios::UncertaintySettings made;
  made.draws = draws;
  made.inputs = std::move(inputs);
  return made;
}

models::Building building(const std::string& id) {
  models::Building b;
  b.building_id = id;
  b.area_m2 = 1000.0;
  b.wall_u_value_w_m2k = 1.0;
  b.q50_l_s_m2 = 2.0;
  b.heat_recovery_fraction = 0.9;
  return b;
}

/// A building in a draw.
models::Building apply(const scenarios::UncertaintySettings& how, std::size_t number, models::Building b,
                       std::vector<std::size_t>* clamped = nullptr) {
  const std::vector<scenarios::DrawnInput> drawn = scenarios::drawn_inputs(how.inputs);
  std::vector<std::size_t> counts(drawn.size(), 0);
  scenarios::Draw(drawn, how, number).apply(b, counts);
  if (clamped != nullptr) *clamped = counts;
  return b;
}

}  // namespace

TEST_CASE("A draw multiplies or adds and leaves all else as it was") {
  const models::Building b = building("a");
  const auto how = settings({input("wall_u_value_w_m2k", 1.5, 1.5), input("q50_l_s_m2", 0.25, 0.25, false)});
  models::Building drawn = apply(how, 3, b);
  CHECK(drawn.wall_u_value_w_m2k == 1.5);
  CHECK(drawn.q50_l_s_m2 == 2.25);
  CHECK(drawn.area_m2 == b.area_m2);
  CHECK(std::isnan(drawn.roof_u_value_w_m2k));
}

TEST_CASE("A building has its own draws and the city has one for all") {
  const auto own = settings({input("wall_u_value_w_m2k", 0.8, 1.2)});
  CHECK(apply(own, 0, building("a")).wall_u_value_w_m2k != apply(own, 0, building("b")).wall_u_value_w_m2k);
  const auto city = settings({input("wall_u_value_w_m2k", 0.8, 1.2, true, Shared::city)});
  CHECK(apply(city, 0, building("a")).wall_u_value_w_m2k == apply(city, 0, building("b")).wall_u_value_w_m2k);
  CHECK(apply(city, 0, building("a")).wall_u_value_w_m2k != apply(city, 1, building("a")).wall_u_value_w_m2k);
}

TEST_CASE("Another input changes no draw of the first") {
  const auto alone = settings({input("wall_u_value_w_m2k", 0.8, 1.2)});
  const auto beside = settings({input("q50_l_s_m2", 0.5, 2.0), input("wall_u_value_w_m2k", 0.8, 1.2)});
  for (std::size_t d = 0; d < 10; ++d) {
    CHECK(apply(alone, d, building("a")).wall_u_value_w_m2k == apply(beside, d, building("a")).wall_u_value_w_m2k);
  }
}

TEST_CASE("A draw beyond the range of its column is put at its end and counted") {
  std::vector<std::size_t> clamped;
  const auto how = settings({input("heat_recovery_fraction", 1.2, 1.3), input("q50_l_s_m2", 1.0, 1.0)});
  CHECK(apply(how, 0, building("a"), &clamped).heat_recovery_fraction == 0.95);
  CHECK(clamped == std::vector<std::size_t>{1, 0});
}

TEST_CASE("Zones are drawn as their building is") {
  models::Building b = building("a");
  b.zones = {building("a"), building("a")};
  b.zones[1].wall_u_value_w_m2k = 2.0;
  const models::Building drawn = apply(settings({input("wall_u_value_w_m2k", 0.8, 1.2)}), 4, b);
  CHECK(drawn.zones[0].wall_u_value_w_m2k == drawn.wall_u_value_w_m2k);
  CHECK(drawn.zones[1].wall_u_value_w_m2k == 2.0 * drawn.wall_u_value_w_m2k);
}

TEST_CASE("A hall and its basins are drawn in a copy") {
  auto hall = std::make_shared<models::SwimmingHall>();
  hall->relative_humidity = 0.55;
  hall->basins.resize(2);
  for (models::Basin& basin : hall->basins) basin.water_temperature_degc = 28.0;
  models::Building b = building("a");
  b.hall = hall;
  const auto how = settings({input("relative_humidity", 0.02, 0.02, false), input("water_temperature_degc", -1.0, -1.0, false)});
  const models::Building drawn = apply(how, 0, b);
  CHECK(drawn.hall->relative_humidity == Approx(0.57));
  CHECK(drawn.hall->basins[1].water_temperature_degc == 27.0);
  CHECK(hall->relative_humidity == 0.55);
  CHECK(apply(how, 0, building("b")).hall == nullptr);
}

TEST_CASE("Prices and rates are those of the draw") {
  const auto how =
      settings({input("heat_price", 2.0, 2.0, true, Shared::city), input("electricity_price", 0.5, 0.5, true, Shared::city),
                input("realised_saving_fraction", 0.5, 0.5, true, Shared::city),
                input("discount_rate_fraction", 0.01, 0.01, false, Shared::city)});
  const std::vector<scenarios::DrawnInput> drawn = scenarios::drawn_inputs(how.inputs);
  std::vector<std::size_t> clamped(drawn.size(), 0);
  scenarios::EconomicSettings before;
  before.prices.push_back({2030, 1.0, models::kMissing, 2.0, 30.0});
  const scenarios::EconomicSettings after = scenarios::Draw(drawn, how, 0).economics(before, clamped);
  CHECK(after.tariff.heat_dkk_kwh == 2.0 * before.tariff.heat_dkk_kwh);
  CHECK(after.tariff.heat_capacity_dkk_kw == 2.0 * before.tariff.heat_capacity_dkk_kw);
  CHECK(after.tariff.electricity_dkk_kwh == 0.5 * before.tariff.electricity_dkk_kwh);
  CHECK(after.tariff.water_dkk_m3 == before.tariff.water_dkk_m3);
  CHECK(after.prices[0].heat_dkk_kwh == 2.0);
  CHECK(std::isnan(after.prices[0].heat_capacity_dkk_kw));
  CHECK(after.prices[0].electricity_dkk_kwh == 1.0);
  CHECK(after.realised_saving_fraction == 0.5);
  CHECK(after.discount[0].rate_fraction == Approx(0.045));
  CHECK(after.discount[2].rate_fraction == Approx(0.025));
}

TEST_CASE("The cost of one kind of measure can be drawn apart") {
  const auto how = settings({input("investment.insulate_roof", 2.0, 2.0, true, Shared::city),
                             input("investment", 1.5, 1.5, true, Shared::city), input("lifetime", 0.5, 0.5, true, Shared::city)});
  const std::vector<scenarios::DrawnInput> drawn = scenarios::drawn_inputs(how.inputs);
  const scenarios::Draw draw(drawn, how, 0);
  scenarios::Measure roof;
  roof.type = "insulate_roof";
  scenarios::Measure windows;
  windows.type = "replace_windows";
  CHECK(draw.cost(roof).unit_cost_dkk == Approx(3.0 * scenarios::cost_of(roof).unit_cost_dkk));
  CHECK(draw.cost(windows).unit_cost_dkk == Approx(1.5 * scenarios::cost_of(windows).unit_cost_dkk));
  CHECK(draw.cost(windows).lifetime_years == Approx(0.5 * scenarios::cost_of(windows).lifetime_years));
}

TEST_CASE("A cost that the study gives is sure against the catalogue's spread") {
  UncertainInput catalogue = input("investment.insulate_roof", 2.0, 2.0, true, Shared::city);
  catalogue.of_catalogue = true;
  const auto how = settings({catalogue});
  const std::vector<scenarios::DrawnInput> drawn = scenarios::drawn_inputs(how.inputs);
  const scenarios::Draw draw(drawn, how, 0);
  scenarios::Measure roof;
  roof.type = "insulate_roof";
  const double usual = scenarios::cost_of(roof).unit_cost_dkk;
  CHECK(draw.cost(roof).unit_cost_dkk == 2.0 * usual);
  roof.cost.unit_cost_dkk = 1000.0;
  CHECK(draw.cost(roof).unit_cost_dkk == 1000.0);
}

TEST_CASE("Every usual input can be drawn and says what it rests on") {
  scenarios::Study study;
  scenarios::Measure roof;
  roof.type = "insulate_roof";
  study.scenarios = {{"baseline", {}}, {"roofs", {roof}}};
  const std::vector<UncertainInput> inputs = scenarios::usual_inputs(study);
  CHECK(inputs.size() > 20);
  for (const UncertainInput& one : inputs) {
    INFO(one.name);
    CHECK(scenarios::find_input_target(one.name));
    CHECK(!one.source.empty());
    CHECK(one.low < one.high);
  }
  const auto has = [](const std::vector<UncertainInput>& all, const std::string& name) {
    return std::ranges::any_of(all, [&name](const UncertainInput& i) { return i.name == name; });
  };
  CHECK(has(inputs, "investment.insulate_roof"));
  CHECK_FALSE(has(inputs, "investment.replace_windows"));
  CHECK(has(inputs, "realised_saving_fraction"));
  study.economics.realised_saving_fraction = 0.75;
  CHECK_FALSE(has(scenarios::usual_inputs(study), "realised_saving_fraction"));
}

TEST_CASE("What says which building it is cannot be drawn") {
  for (const char* name : {"year", "area_m2", "x_m", "sale_value_dkk", "investment.nothing", "wall"}) {
    CHECK_FALSE(scenarios::find_input_target(name));
  }
  for (const std::string_view name : scenarios::input_target_names()) CHECK(scenarios::find_input_target(name));
}
