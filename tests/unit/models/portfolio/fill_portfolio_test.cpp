// SPDX-License-Identifier: MPL-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "core/time_axis.hpp"
#include "models/building/occupancy.hpp"
#include "models/building/sizing.hpp"
#include "models/portfolio/portfolio.hpp"

using namespace tvilling;
using models::Origin;
using models::Use;

namespace {

models::BuildingRecord record(Use use, double year, double area_m2) {
  models::BuildingRecord r;
  r.origin.fill(Origin::register_);
  r.building.building_id = "B1";
  r.building.use = use;
  r.building.year = year;
  r.building.area_m2 = area_m2;
  r.building.x_m = 719300.0;
  r.building.y_m = 6179100.0;
  return r;
}

models::BuildingRecord filled(const models::BuildingRecord& r) {
  models::Portfolio portfolio;
  portfolio.buildings.push_back(r);
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  return portfolio.buildings.front();
}

Origin origin_of(const models::BuildingRecord& r, double models::Building::* member) {
  const auto columns = models::building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].member == member) return r.origin[i];
  }
  FAIL("no such column");
  return Origin::default_;
}

}  // namespace

TEST_CASE("Every use of every epoch gets all its numbers within their ranges") {
  for (std::size_t use = 0; use < models::kUseNames.size(); ++use) {
    for (const double year : {1500.0, 1890.0, 1935.0, 1955.0, 1968.0, 1976.0, 1985.0, 1997.0, 2003.0, 2008.0, 2012.0, 2024.0}) {
      for (const double area_m2 : {5.0, 800.0, 30000.0}) {
        const models::BuildingRecord r = filled(record(static_cast<Use>(use), year, area_m2));
        for (const models::BuildingColumn& column : models::building_columns()) {
          // Stays unknown where nobody tells: a head count, and what the property costs.
          if (column.member == &models::Building::employees || column.member == &models::Building::maintenance_backlog_dkk ||
              column.member == &models::Building::backlog_growth_fraction || column.member == &models::Building::sale_value_dkk) {
            REQUIRE(std::isnan(r.building.*column.member));
            continue;
          }
          const double value = r.building.*column.member;
          INFO(models::kUseNames[use] << ", " << year << ", " << area_m2 << " m2: " << column.variable.name << " = " << value);
          REQUIRE(std::isfinite(value));
          REQUIRE(value >= column.min);
          REQUIRE(value <= column.max);
        }
      }
    }
  }
}

TEST_CASE("A given value is never changed and keeps its origin") {
  models::BuildingRecord given = record(Use::school, 1910.0, 3000.0);
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (std::isnan(given.building.*column.member))
      given.building.*column.member = 0.5 * (column.min + std::min(column.max, column.min + 1.0));
  }
  given.origin.fill(Origin::calibrated);
  models::Portfolio portfolio;
  portfolio.buildings.push_back(given);
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  const models::BuildingRecord& after = portfolio.buildings.front();
  for (const models::BuildingColumn& column : models::building_columns()) {
    CHECK(after.building.*column.member == given.building.*column.member);
  }
  CHECK(after.origin == given.origin);
  REQUIRE(findings.list.size() == 1);  // its place is known and its outline is not
  CHECK(findings.list.front().code == "TV-1115");
}

TEST_CASE("Each filled value says where it comes from") {
  const models::BuildingRecord r = filled(record(Use::office, 1960.0, 2400.0));
  CHECK(origin_of(r, &models::Building::year) == Origin::register_);
  CHECK(origin_of(r, &models::Building::wall_u_value_w_m2k) == Origin::archetype);
  CHECK(origin_of(r, &models::Building::storeys) == Origin::archetype);
  CHECK(origin_of(r, &models::Building::footprint_area_m2) == Origin::filled);
  CHECK(origin_of(r, &models::Building::heating_capacity_w_m2) == Origin::filled);
  CHECK(origin_of(r, &models::Building::frame_fraction) == Origin::default_);
  CHECK(origin_of(r, &models::Building::schedule_shift_h) == Origin::default_);
  CHECK(r.building.wall_u_value_w_m2k == 0.94);
  CHECK(r.building.footprint_area_m2 == Approx(600.0));
  CHECK(r.building.heating_capacity_w_m2 == models::sized_heating_capacity_w_m2(r.building));
}

TEST_CASE("Geometry comes from the footprint where there is one") {
  models::BuildingRecord given = record(Use::office, 1960.0, 2400.0);
  given.building.x_m = models::kMissing;
  given.building.y_m = models::kMissing;
  given.building.footprint = {{724000, 6176000}, {724040, 6176000}, {724040, 6176015}, {724000, 6176015}};
  const models::BuildingRecord r = filled(given);
  CHECK(r.building.x_m == Approx(724020.0).epsilon(1e-12));
  CHECK(r.building.y_m == Approx(6176007.5).epsilon(1e-12));
  CHECK(r.building.footprint_area_m2 == Approx(600.0));
  CHECK(r.building.storeys == 4.0);
  CHECK(r.building.perimeter_m == Approx(110.0));
  CHECK(r.building.azimuth_deg == Approx(180.0));
  for (const auto member :
       {&models::Building::x_m, &models::Building::storeys, &models::Building::perimeter_m, &models::Building::azimuth_deg}) {
    CHECK(origin_of(r, member) == Origin::filled);
  }
}

TEST_CASE("Without a footprint the plan is a rectangle of 1 to 2.5") {
  const models::BuildingRecord r = filled(record(Use::daycare, 1960.0, 500.0));
  CHECK(r.building.storeys == 2.0);
  CHECK(r.building.footprint_area_m2 == Approx(250.0));
  CHECK(r.building.perimeter_m == Approx(70.0));  // 10 m x 25 m
}

TEST_CASE("Old schools are aired through windows and young ones by a plant with recovery") {
  const models::BuildingRecord old = filled(record(Use::school, 1920.0, 3000.0));
  CHECK(old.building.mechanical_ventilation_l_s_m2 == 0.0);
  CHECK(old.building.natural_ventilation_per_h >= 0.3);
  CHECK(old.building.heat_recovery_fraction == 0.0);
  const models::BuildingRecord young = filled(record(Use::school, 2018.0, 3000.0));
  CHECK(young.building.mechanical_ventilation_l_s_m2 > 0.0);
  CHECK(young.building.heat_recovery_fraction == 0.8);
  CHECK(young.building.specific_fan_power_kj_m3 < old.building.specific_fan_power_kj_m3);
}

TEST_CASE("Halls have a plant whatever their age") {
  for (const Use use : {Use::swimming_hall, Use::sports_hall}) {
    const models::BuildingRecord r = filled(record(use, 1930.0, 2500.0));
    CHECK(r.building.mechanical_ventilation_l_s_m2 > 0.0);
    CHECK(r.building.heat_recovery_fraction > 0.0);
  }
}

TEST_CASE("The inner city has more party walls and a higher horizon") {
  models::BuildingRecord inner = record(Use::office, 1900.0, 2400.0);
  inner.building.x_m = 725000.0;
  inner.building.y_m = 6176600.0;
  const models::BuildingRecord in = filled(inner);
  const models::BuildingRecord out = filled(record(Use::office, 1900.0, 2400.0));
  CHECK(in.building.party_wall_fraction == 0.4);
  CHECK(out.building.party_wall_fraction == 0.1);
  CHECK(in.building.horizon_deg > out.building.horizon_deg);
}

TEST_CASE("Sheds and garages are unheated") {
  const models::BuildingRecord r = filled(record(Use::small_building, 1980.0, 40.0));
  CHECK(r.building.heated_fraction == 0.0);
  CHECK(r.building.heating_capacity_w_m2 == 0.0);
}

TEST_CASE("An office with a known head count has its own density") {
  models::BuildingRecord given = record(Use::office, 1960.0, 2000.0);
  given.building.employees = 40.0;
  const models::BuildingRecord r = filled(given);
  CHECK(r.building.occupant_density_m2_person == 50.0);
  CHECK(origin_of(r, &models::Building::occupant_density_m2_person) == Origin::filled);
  CHECK(filled(record(Use::office, 1960.0, 2000.0)).building.occupant_density_m2_person == 29.0);
}

TEST_CASE("A head count that nobody gave stays unknown") {
  CHECK(std::isnan(filled(record(Use::office, 1960.0, 2400.0)).building.employees));
}

TEST_CASE("One finding a column counts what was filled") {
  models::Portfolio portfolio;
  portfolio.buildings = {record(Use::office, 1960.0, 2400.0), record(Use::school, 1910.0, 3000.0)};
  portfolio.buildings[1].building.building_id = "B2";
  portfolio.buildings[1].building.roof_u_value_w_m2k = 0.2;
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  const auto about = [&findings](const std::string& column) {
    return std::count_if(findings.list.begin(), findings.list.end(),
                         [&column](const core::Finding& f) { return f.message.starts_with(column + ":"); });
  };
  CHECK(findings.count(core::Severity::filled) == findings.list.size());
  CHECK(about("roof_u_value_w_m2k") == 1);
  CHECK(about("area_m2") == 0);
  const auto roof = std::find_if(findings.list.begin(), findings.list.end(),
                                 [](const core::Finding& f) { return f.message.starts_with("roof_u_value_w_m2k:"); });
  CHECK(roof->code == "TV-1301");
  CHECK(roof->message.find("1 of 2 buildings") != std::string::npos);
}

TEST_CASE("Buildings without any place are told in a warning and still run") {
  models::BuildingRecord given = record(Use::office, 1960.0, 2400.0);
  given.building.x_m = models::kMissing;
  models::Portfolio portfolio;
  portfolio.buildings.push_back(given);
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  CHECK(std::isnan(portfolio.buildings[0].building.x_m));
  CHECK(portfolio.buildings[0].building.party_wall_fraction == 0.1);
  REQUIRE(findings.count(core::Severity::warns) == 1);
  CHECK(findings.list.back().code == "TV-1302");
}

TEST_CASE("A building without area cannot be filled and is named") {
  models::Portfolio portfolio;
  portfolio.buildings.push_back(record(Use::office, 1960.0, models::kMissing));
  core::Findings findings;
  REQUIRE_THROWS_WITH(models::fill_portfolio(portfolio, findings), Catch::Matchers::Contains("'B1'"));
}

TEST_CASE("A missing year is filled with the middle one of its use and marked") {
  models::Portfolio portfolio;
  for (const double year : {1900.0, 1960.0, 2005.0, models::kMissing})
    portfolio.buildings.push_back(record(Use::school, year, 900.0));
  portfolio.buildings.push_back(record(Use::office, 2020.0, 900.0));
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  CHECK(portfolio.buildings[3].building.year == 1960.0);
  CHECK(origin_of(portfolio.buildings[3], &models::Building::year) == Origin::filled);
  CHECK(origin_of(portfolio.buildings[2], &models::Building::year) == Origin::register_);
  const auto of_year = [](const core::Finding& f) { return f.message.starts_with("year: filled for 1 of 5"); };
  CHECK(std::any_of(findings.list.begin(), findings.list.end(), of_year));
}

TEST_CASE("A building's habits depend on its id and on nothing else") {
  models::BuildingRecord a = record(Use::office, 1960.0, 2400.0);
  models::BuildingRecord b = record(Use::school, 1910.0, 900.0);
  CHECK(filled(a).building.schedule_shift_h == filled(b).building.schedule_shift_h);
  b.building.building_id = "B2";
  CHECK(filled(a).building.schedule_shift_h != filled(b).building.schedule_shift_h);
  CHECK(std::abs(filled(a).building.schedule_shift_h) <= 0.5);
}

TEST_CASE("A filled number outside its range is told with the building and its place and what leads there") {
  models::BuildingRecord tower = record(Use::office, 1990.0, 1.0);
  tower.building.building_id = "tower";
  tower.building.storeys = 60.0;
  tower.pos = {"buildings.csv", 3, 1};
  models::Portfolio portfolio;
  portfolio.buildings = {record(Use::office, 1990.0, 2400.0), tower};
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  const auto stop =
      std::find_if(findings.list.begin(), findings.list.end(), [](const core::Finding& f) { return f.code == "TV-1303"; });
  REQUIRE(stop != findings.list.end());
  CHECK(stop->severity == core::Severity::warns);
  CHECK(core::to_string(stop->pos) == "buildings.csv:3:1");
  CHECK(stop->message.find("building \"tower\": heating_capacity_w_m2 comes out as ") == 0);
  CHECK(stop->message.ends_with("it follows from storeys 60"));
  CHECK(stop->hint ==
        "The building will fail, the others run. Correct that, or give heating_capacity_w_m2 yourself (0 to 1000 W m-2).");
}

TEST_CASE("Numbers that are possible alone and not together are told whatever they fill") {
  const auto stops = [](const models::BuildingRecord& given) {
    models::Portfolio portfolio;
    portfolio.buildings.push_back(given);
    core::Findings findings;
    models::fill_portfolio(portfolio, findings);
    std::string messages;
    for (const core::Finding& f : findings.list) {
      if (f.code == "TV-1303") messages += f.message + "\n";
    }
    return messages;
  };
  models::BuildingRecord crowd = record(Use::office, 1990.0, 1000.0);
  crowd.building.employees = 4000.0;
  CHECK_THAT(stops(crowd), Catch::Matchers::Contains("occupant_density_m2_person comes out as 0.25 m2") &&
                               Catch::Matchers::Contains("follows from employees 4000"));
  models::BuildingRecord needle = record(Use::office, 1990.0, 1000.0);
  needle.building.footprint_area_m2 = 2.0;
  CHECK_THAT(stops(needle),
             Catch::Matchers::Contains("storeys comes out as 500, which cannot be: it follows from footprint_area_m2 2"));
  CHECK_THAT(stops(record(Use::swimming_hall, 1990.0, 400000.0)),
             Catch::Matchers::Contains("visitors_per_year") && Catch::Matchers::Contains("area_m2 400000"));
  models::BuildingRecord field = record(Use::office, 1990.0, 1000.0);
  field.building.footprint = {{500000, 6100000}, {502000, 6100000}, {502000, 6101000}, {500000, 6101000}};
  CHECK_THAT(stops(field), Catch::Matchers::Contains("footprint_area_m2 comes out as 2e+06 m2") &&
                               Catch::Matchers::Contains("follows from the geometry"));
}

TEST_CASE("A given number outside the archetypes' usual is kept and never told as filled") {
  models::BuildingRecord tower = record(Use::office, 1990.0, 1.0);
  tower.building.storeys = 60.0;
  tower.building.heating_capacity_w_m2 = 900.0;
  models::Portfolio portfolio;
  portfolio.buildings.push_back(tower);
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  CHECK_FALSE(findings.stops());
  CHECK(portfolio.buildings[0].building.heating_capacity_w_m2 == 900.0);
}

TEST_CASE("Missing years are the middle one of their own use and of all where none of the use is known") {
  models::Portfolio portfolio;
  for (const double year : {1900.0, 1910.0, 1920.0}) portfolio.buildings.push_back(record(Use::school, year, 900.0));
  for (const double year : {2000.0, 2010.0}) portfolio.buildings.push_back(record(Use::daycare, year, 900.0));
  for (const Use use : {Use::daycare, Use::school, Use::office, Use::daycare}) {
    portfolio.buildings.push_back(record(use, models::kMissing, 900.0));
  }
  core::Findings findings;
  models::fill_portfolio(portfolio, findings);
  CHECK(portfolio.buildings[5].building.year == 2010.0);
  CHECK(portfolio.buildings[6].building.year == 1910.0);
  CHECK(portfolio.buildings[7].building.year == 1920.0);  // 1900, 1910, 1920, 2000, 2010
  CHECK(portfolio.buildings[8].building.year == 2010.0);
}

TEST_CASE("A number that stays unknown has the origin default") {
  models::BuildingRecord given = record(Use::school, 1960.0, 2400.0);
  given.building.x_m = models::kMissing;
  const models::BuildingRecord r = filled(given);
  CHECK(origin_of(r, &models::Building::x_m) == Origin::default_);
  CHECK(origin_of(r, &models::Building::y_m) == Origin::register_);
  CHECK(origin_of(r, &models::Building::employees) == Origin::default_);
}

TEST_CASE("Workshops and sheds have the electricity that is usual for their gross area") {
  const core::TimeAxis axis = core::make_time_axis(2025);
  const models::UseProfiles profiles = models::make_use_profiles(axis);
  const auto kwh_m2 = [&](Use use) {
    const models::BuildingRecord r = filled(record(use, 1960.0, 500.0));
    double kwh = r.building.process_electricity_kwh_m2;
    for (int hour = 0; hour < core::kHoursPerYear; ++hour) {
      const std::size_t h = static_cast<std::size_t>(hour);
      const double base = r.building.appliance_base_fraction;
      kwh += 1e-3 * r.building.appliance_w_m2 * (base + (1.0 - base) * profiles[use].presence[h]);
      if (profiles[use].open[h] != 0) kwh += 1e-3 * r.building.lighting_w_m2 * r.building.lighting_control_fraction;
    }
    return kwh;
  };
  CHECK(kwh_m2(Use::workshop_storage) == Approx(15.0).margin(1.0));
  CHECK(kwh_m2(Use::small_building) > 1.0);
  CHECK(kwh_m2(Use::small_building) < 3.0);
}
