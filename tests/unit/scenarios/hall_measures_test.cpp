// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_measures.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/content_key.hpp"
#include "scenarios/measure_doc.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using models::Basin;
using models::Building;
using models::SwimmingHall;
using scenarios::ParameterValues;

/// Two basins, open from 6 to 20 on all days; every number is the middle of its range unless a test needs another.
Building hall_building() {
  SwimmingHall hall;
  for (const models::HallColumn& column : models::hall_columns()) hall.*column.member = 0.5 * (column.min + column.max);
  hall.air_temperature_degc = 29.0;
  hall.night_air_set_back_k = 0.0;
  hall.relative_humidity = 0.55;
  hall.night_relative_humidity = 0.55;
  hall.condensation_guard = 0.0;
  Basin basin;
  for (const models::BasinColumn& column : models::basin_columns()) basin.*column.member = 0.5 * (column.min + column.max);
  basin.water_area_m2 = 300.0;
  basin.water_temperature_degc = 27.0;
  basin.cover_fraction = 0.0;
  basin.night_pump_fraction = 1.0;
  basin.bather_share = 0.75;
  hall.basins.push_back(basin);
  basin.water_area_m2 = 100.0;
  basin.water_temperature_degc = 32.0;
  basin.bather_share = 0.25;
  hall.basins.push_back(basin);
  hall.week.emplace();
  for (std::size_t h = 0; h < models::kWeekHours; ++h) {
    if (h % 24 >= 6 && h % 24 < 20) hall.week->open[h] = hall.week->visits[h] = 1.0;
  }
  Building b;
  b.building_id = "hall";
  b.use = models::Use::swimming_hall;
  b.visitors_per_year = 100000.0;
  b.hall = std::make_shared<const SwimmingHall>(hall);
  return b;
}

ParameterValues complete(const scenarios::MeasureType& type, const ParameterValues& given) {
  ParameterValues values;
  for (const scenarios::MeasureParameter& p : type.parameters) values[std::string(p.variable.name)] = p.default_value;
  for (const auto& [name, value] : given) {
    REQUIRE(values.contains(name));
    values[name] = value;
  }
  for (const auto& [name, value] : values) {
    INFO(name);
    REQUIRE_FALSE(std::isnan(value));
  }
  return values;
}

bool apply(std::string_view name, Building& b, const Building& base, const ParameterValues& given) {
  const scenarios::MeasureType* type = scenarios::find_measure_type(name);
  REQUIRE(type != nullptr);
  return scenarios::apply_measure(*type, b, base, complete(*type, given));
}

/// Names of the numbers that differ; a basin's with its number.
std::vector<std::string> changed(const Building& a, const Building& b) {
  std::vector<std::string> names;
  for (const models::HallColumn& column : models::hall_columns()) {
    if ((*a.hall).*column.member != (*b.hall).*column.member) names.emplace_back(column.variable.name);
  }
  for (std::size_t i = 0; i < a.hall->basins.size(); ++i) {
    for (const models::BasinColumn& column : models::basin_columns()) {
      if (a.hall->basins[i].*column.member == b.hall->basins[i].*column.member) continue;
      names.push_back(std::string(column.variable.name) + " " + std::to_string(i + 1));
    }
    if (a.hall->basins[i].closed != b.hall->basins[i].closed) names.push_back("closed " + std::to_string(i + 1));
  }
  if (a.hall->week->open != b.hall->week->open) names.emplace_back("open");
  if (a.hall->week->visits != b.hall->week->visits) names.emplace_back("visits");
  if (a.visitors_per_year != b.visitors_per_year) names.emplace_back("visitors_per_year");
  return names;
}

struct Case {
  std::string type;
  ParameterValues given;
  std::vector<std::string> changes;
};

std::vector<Case> cases() {
  return {
      {"pool_water_temperature",
       {{"water_temperature_change_k", -1.0}},
       {"water_temperature_degc 1", "water_temperature_degc 2"}},
      {"pool_water_temperature",
       {{"water_temperature_change_k", -1.0}, {"air_follows", 1.0}},
       {"air_temperature_degc", "water_temperature_degc 1", "water_temperature_degc 2"}},
      {"hall_air_temperature", {{"air_temperature_change_k", 1.5}}, {"air_temperature_degc"}},
      {"hall_night_air_temperature", {}, {"night_air_set_back_k"}},
      {"hall_humidity", {{"relative_humidity", 0.6}}, {"relative_humidity", "night_relative_humidity"}},
      {"hall_night_humidity", {{"night_relative_humidity", 0.65}}, {"night_relative_humidity"}},
      {"hall_condensation_guard", {}, {"condensation_guard"}},
      {"pool_cover", {}, {"cover_fraction 1", "cover_fraction 2"}},
      {"hall_night_air", {}, {"night_outdoor_air_fraction", "night_fan_fraction"}},
      {"hall_heat_recovery", {{"hall_heat_recovery_fraction", 0.0}}, {"hall_heat_recovery_fraction"}},
      {"hall_heat_pump", {{"heat_pump_capacity_kg_h", 40.0}}, {"heat_pump_capacity_kg_h", "heat_pump_cop"}},
      {"pool_backwash", {{"backwash_l_visit", 30.0}}, {"backwash_l_visit"}},
      {"hall_showers", {{"shower_l_visit", 30.0}}, {"shower_l_visit"}},
      {"grey_water_recovery", {}, {"grey_water_recovery_fraction"}},
      {"pool_night_pumps", {}, {"night_pump_fraction 1", "night_pump_fraction 2"}},
      {"hall_opening_hours", {{"opens_later_h", 1.0}}, {"open", "visits"}},
      {"close_basin", {{"basin", 2.0}}, {"bather_share 1", "bather_share 2", "closed 2"}},
      {"hall_visitors", {{"visitors_factor", 1.2}}, {"visitors_per_year"}},
  };
}

}  // namespace

TEST_CASE("Each measure of a hall changes what it names and nothing else") {
  const Building base = hall_building();
  for (const Case& c : cases()) {
    INFO(c.type);
    Building b = base;
    CHECK(apply(c.type, b, base, c.given));
    CHECK(changed(base, b) == c.changes);
  }
}

TEST_CASE("Every measure of a hall has a case here") {
  const std::vector<Case> all = cases();
  for (const scenarios::MeasureType& type : scenarios::hall_measure_types()) {
    INFO(type.name);
    CHECK(std::any_of(all.begin(), all.end(), [&type](const Case& c) { return c.type == type.name; }));
  }
}

TEST_CASE("A measure of a hall that comes twice counts once") {
  const Building base = hall_building();
  for (const Case& c : cases()) {
    INFO(c.type);
    Building b = base;
    (void)apply(c.type, b, base, c.given);
    const Building once = b;
    CHECK_FALSE(apply(c.type, b, base, c.given));
    CHECK(changed(once, b).empty());
  }
}

TEST_CASE("Measures of a hall leave a building without one as it is") {
  Building office;
  office.building_id = "office";
  office.visitors_per_year = 1000.0;
  for (const Case& c : cases()) {
    INFO(c.type);
    Building b = office;
    CHECK_FALSE(apply(c.type, b, office, c.given));
    CHECK(b.hall == nullptr);
    CHECK(b.visitors_per_year == 1000.0);
  }
}

TEST_CASE("A hall that is operated so already is not changed") {
  const Building base = hall_building();
  Building b = base;
  CHECK_FALSE(apply("pool_cover", b, base, {{"cover_fraction", 0.0}}));
  CHECK_FALSE(apply("hall_humidity", b, base, {{"relative_humidity", 0.55}}));
  CHECK_FALSE(apply("pool_water_temperature", b, base, {{"water_temperature_change_k", 0.0}}));
  CHECK_FALSE(apply("hall_opening_hours", b, base, {}));
  CHECK_FALSE(apply("hall_visitors", b, base, {{"visitors_factor", 1.0}}));
  CHECK(b.hall == base.hall);
}

TEST_CASE("Water and air of a hall change by kelvin from the unchanged hall and the last counts") {
  const Building base = hall_building();
  Building b = base;
  CHECK(apply("pool_water_temperature", b, base, {{"water_temperature_change_k", -1.0}, {"air_follows", 1.0}}));
  CHECK(b.hall->basins[0].water_temperature_degc == 26.0);
  CHECK(b.hall->basins[1].water_temperature_degc == 31.0);
  CHECK(b.hall->air_temperature_degc == 28.0);
  CHECK(apply("hall_air_temperature", b, base, {{"air_temperature_change_k", 2.0}}));
  CHECK(b.hall->air_temperature_degc == 31.0);
  CHECK(apply("pool_water_temperature", b, base, {{"water_temperature_change_k", 2.0}}));
  CHECK(b.hall->basins[0].water_temperature_degc == 29.0);
  CHECK(b.hall->air_temperature_degc == 31.0);
}

TEST_CASE("Values are not clipped to what can be simulated") {
  const Building base = hall_building();
  Building b = base;
  CHECK(apply("pool_water_temperature", b, base, {{"water_temperature_change_k", 10.0}}));
  CHECK(apply("pool_water_temperature", b, base, {{"water_temperature_change_k", 10.0}, {"air_follows", 1.0}}));
  CHECK(b.hall->basins[1].water_temperature_degc == 42.0);
  CHECK(b.hall->air_temperature_degc == 39.0);
}

TEST_CASE("The bathers of a closed basin go to the others and the last basin stays open") {
  Building base = hall_building();
  SwimmingHall three = *base.hall;
  three.basins.push_back(three.basins[1]);
  three.basins[0].bather_share = 0.5;
  base.hall = std::make_shared<const SwimmingHall>(three);
  Building b = base;
  CHECK(apply("close_basin", b, base, {{"basin", 1.0}}));
  CHECK(b.hall->basins[0].closed);
  CHECK(b.hall->basins[0].bather_share == 0.0);
  CHECK(b.hall->basins[1].bather_share == Approx(0.5));
  CHECK(b.hall->basins[2].bather_share == Approx(0.5));
  CHECK(b.hall->water_area_m2() == 200.0);
  CHECK_FALSE(apply("close_basin", b, base, {{"basin", 1.0}}));
  CHECK(apply("close_basin", b, base, {{"basin", 3.0}}));
  CHECK(b.hall->basins[1].bather_share == 1.0);
  CHECK_FALSE(apply("close_basin", b, base, {{"basin", 2.0}}));
  CHECK_FALSE(b.hall->basins[1].closed);
  CHECK_FALSE(apply("close_basin", b, base, {{"basin", 4.0}}));
}

TEST_CASE("Basins closed in any order leave the same hall") {
  Building base = hall_building();
  SwimmingHall four = *base.hall;
  for (const double share : {0.3, 0.1}) {
    four.basins.push_back(four.basins[1]);
    four.basins.back().bather_share = share;
  }
  base.hall = std::make_shared<const SwimmingHall>(four);
  Building a = base;
  (void)apply("close_basin", a, base, {{"basin", 1.0}});
  (void)apply("close_basin", a, base, {{"basin", 3.0}});
  Building b = base;
  (void)apply("close_basin", b, base, {{"basin", 3.0}});
  (void)apply("close_basin", b, base, {{"basin", 1.0}});
  CHECK(changed(a, b).empty());
}

TEST_CASE("A hall whose basins nobody bathes in shares them out by their water") {
  Building base = hall_building();
  SwimmingHall hall = *base.hall;
  hall.basins.push_back(hall.basins[0]);
  hall.basins[0].bather_share = 1.0;
  hall.basins[1].bather_share = 0.0;
  hall.basins[2].bather_share = 0.0;
  base.hall = std::make_shared<const SwimmingHall>(hall);
  Building b = base;
  CHECK(apply("close_basin", b, base, {{"basin", 1.0}}));
  CHECK(b.hall->basins[1].bather_share == Approx(0.25));
  CHECK(b.hall->basins[2].bather_share == Approx(0.75));
}

TEST_CASE("Every number and flag and hour of a hall is part of its key") {
  const Building base = hall_building();
  const scenarios::ContentKey key = scenarios::content_key(base, "env");
  const auto differs = [&](const std::function<void(SwimmingHall&)>& change) {
    SwimmingHall hall = *base.hall;
    change(hall);
    Building other = base;
    other.hall = std::make_shared<const SwimmingHall>(hall);
    return scenarios::content_key(other, "env") != key;
  };
  CHECK_FALSE(differs([](SwimmingHall&) {}));
  for (const models::HallColumn& column : models::hall_columns()) {
    INFO(column.variable.name);
    CHECK(differs([&column](SwimmingHall& hall) { hall.*column.member += 0.01; }));
  }
  for (const models::BasinColumn& column : models::basin_columns()) {
    INFO(column.variable.name);
    CHECK(differs([&column](SwimmingHall& hall) { hall.basins[1].*column.member += 0.01; }));
  }
  CHECK(differs([](SwimmingHall& hall) { hall.basins[1].outdoor = true; }));
  CHECK(differs([](SwimmingHall& hall) { hall.basins[1].closed = true; }));
  CHECK(differs([](SwimmingHall& hall) { hall.basins.pop_back(); }));
  CHECK(differs([](SwimmingHall& hall) { hall.evaporation_model = models::EvaporationModel::vdi2089; }));
  CHECK(differs([](SwimmingHall& hall) { hall.week.reset(); }));
  CHECK(differs([](SwimmingHall& hall) { hall.week->open[3] = 0.5; }));
  CHECK(differs([](SwimmingHall& hall) { hall.week->visits[8] = 0.5; }));
  CHECK_FALSE(differs([](SwimmingHall& hall) { hall.basins[0].name = "Baby"; }));
  Building none = base;
  none.hall.reset();
  CHECK(scenarios::content_key(none, "env") != key);
}

TEST_CASE("The page of measures tells of every parameter of a hall") {
  const std::string page = scenarios::measures_markdown();
  for (const scenarios::MeasureType& type : scenarios::hall_measure_types()) {
    CHECK(page.find("## " + std::string(type.name) + "\n") != std::string::npos);
    for (const scenarios::MeasureParameter& p : type.parameters) {
      CHECK(page.find("| `" + std::string(p.variable.name) + "` |") != std::string::npos);
    }
  }
}
