// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/energy_lines.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "models/weather/weather.hpp"
#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/consolidation/verify.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/reconcile_baseline.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::Plan;
using scenarios::PlanBasis;

models::BuildingRecord office(const std::string& id, double area_m2, double year, double employees) {
  models::BuildingRecord record;
  models::Building& b = record.building;
  b.building_id = id;
  b.property_id = "P" + id.substr(1);
  b.use = models::Use::office;
  b.area_m2 = area_m2;
  b.year = year;
  b.employees = employees;
  return record;
}

models::Lease lease(const std::string& id, const std::string& building, double area_m2, double desks) {
  models::Lease made;
  made.lease_id = id;
  made.building_id = building;
  made.property_id = "P" + building.substr(1);
  made.use = "office";
  made.area_m2 = area_m2;
  made.desks = desks;
  made.rent_dkk_m2 = 1500.0;
  made.tenure = "third_party";
  made.notice_months = 0.0;
  return made;
}

models::Unit unit(const std::string& id, const std::string& lease_id, double employees) {
  models::Unit made;
  made.unit_id = id;
  made.lease_id = lease_id;
  made.employees = employees;
  return made;
}

/// Building B1 with one lease, B2 shared by two leases of which one is vacant.
struct Offices {
  scenarios::Study study;
  models::Portfolio portfolio;
  models::Weather weather;
  core::Findings findings;
  PlanBasis basis;
  scenarios::EnergyCurvature curvature;

  Offices() {
    portfolio.buildings = {office("B1", 2000.0, 1965.0, 60.0), office("B2", 4000.0, 1985.0, 115.0)};
    portfolio.leases = {lease("L1", "B1", 2000.0, 70.0), lease("L2", "B2", 3000.0, 120.0), lease("L3", "B2", 1000.0, 40.0)};
    portfolio.units = {unit("U1", "L1", 40.0), unit("U2", "L1", 20.0), unit("U3", "L2", 50.0)};
    models::fill_portfolio(portfolio, findings);
    study = scenarios::parse_study("[study]\nportfolio = \".\"\n[consolidation]\n", "study.toml", TVILLING_SOURCE_DIR, findings);
    weather = models::reference_year();
    basis = scenarios::make_case(study, portfolio, {}, findings);
    curvature = scenarios::add_energy(basis, inputs(), {}, findings);
    REQUIRE_FALSE(findings.stops());
  }

  [[nodiscard]] scenarios::PlanInputs inputs() const { return {&study, &portfolio, &weather}; }

  /// Everybody of L1 moves to L2, and L1 is given up.
  [[nodiscard]] static Plan merged() { return {{1, 1, 1}, {0, 0, 0}, {{0}, {1}, {1}}}; }
};

}  // namespace

TEST_CASE("Today costs what the baseline says, premises, people and vacant parts together") {
  const Offices town;
  const scenarios::SimulatedYear year = scenarios::simulate_baseline(town.portfolio, town.weather, town.study.base_year, {});
  double heat_kwh = 0.0;
  double electricity_kwh = 0.0;
  for (const models::BuildingResult& result : year.results) {
    heat_kwh += result.annual[models::index(models::Annual::heat)];
    electricity_kwh += result.annual[models::index(models::Annual::electricity)];
  }
  const scenarios::PremisesEnergy today = scenarios::lasting_cost(town.basis.c, scenarios::stay(town.basis.c)).energy;
  CHECK(today.heat_kwh == Approx(heat_kwh).epsilon(1e-9));
  CHECK(today.electricity_kwh == Approx(electricity_kwh).epsilon(1e-9));
  CHECK(today.bill_dkk > 0.0);
  CHECK(today.co2_kg > 0.0);
}

TEST_CASE("More people use more electricity and need less heat, and frost guard uses little") {
  const Offices town;
  for (const scenarios::CasePremises& premises : town.basis.c.premises) {
    CHECK(premises.person.electricity_kwh > 0.0);
    CHECK(premises.person.heat_kwh < premises.person.electricity_kwh);
  }
  const scenarios::CasePremises& l1 = town.basis.c.premises[0];
  CHECK(l1.empty.heat_kwh < 0.6 * l1.open.heat_kwh);
  CHECK(l1.empty.electricity_kwh < 0.2 * l1.open.electricity_kwh);
  // L3 is vacant today and goes on as it is.
  CHECK(town.basis.c.premises[2].empty.heat_kwh == town.basis.c.premises[2].open.heat_kwh);
  CHECK(town.curvature.simulated == 2 * 3 + 3);
  CHECK(town.curvature.heat_fraction < 0.2);
}

TEST_CASE("What a merge changes in the simulation is what was booked within 15 percent") {
  const Offices town;
  const scenarios::PlanCheck check = scenarios::check_plan_by_simulation(town.basis, Offices::merged(), town.inputs(), {});
  REQUIRE(check.is_done);
  CHECK(check.buildings == 2);
  CHECK(check.failed.empty());
  CHECK(check.heat_kwh.simulated < 0.0);
  CHECK(check.heat_kwh.ratio() == Approx(1.0).margin(0.15));
  CHECK(check.electricity_kwh.ratio() == Approx(1.0).margin(0.15));
}

TEST_CASE("Air of a building that takes people in is told before and after, and a worse one breaks a limit") {
  const Offices town;
  const scenarios::PlanCheck check = scenarios::check_plan_by_simulation(town.basis, Offices::merged(), town.inputs(), {});
  REQUIRE(check.receiving.size() == 1);
  const scenarios::ReceivingAir& air = check.receiving[0];
  CHECK(air.building_id == "B2");
  CHECK(air.persons_before == 50.0);
  CHECK(air.persons_after == 110.0);
  CHECK(air.after.least_l_s_person < air.before.least_l_s_person);
  CHECK(air.after.co2_max_ppm > air.before.co2_max_ppm);
  scenarios::AirLimits strict;
  strict.least_l_s_person = 0.5 * (air.before.least_l_s_person + air.after.least_l_s_person);
  const scenarios::PlanCheck broken =
      scenarios::check_plan_by_simulation(town.basis, Offices::merged(), town.inputs(), {}, strict);
  REQUIRE_FALSE(broken.receiving[0].broken.empty());
  core::Findings findings;
  models::Portfolio read = town.portfolio;
  read.buildings[1].pos = {"buildings.csv", 3, 1};
  scenarios::tell_plan_check(broken, read, findings);
  CHECK(findings.list.front().code == "TV-3425");
  CHECK(core::to_string(findings.list.front().pos) == "buildings.csv:3:1");
  CHECK(findings.list.front().message.find("\"B2\"") != std::string::npos);
}

TEST_CASE("A plan without energy is not simulated") {
  Offices town;
  town.study.consolidation.energy = scenarios::PlanEnergy::none;
  CHECK_FALSE(scenarios::check_plan_by_simulation(town.basis, Offices::merged(), town.inputs(), {}).is_done);
}

TEST_CASE("A change that was booked far off is told") {
  scenarios::PlanCheck check;
  check.is_done = true;
  check.heat_kwh = {-100.0, -100.0};
  check.electricity_kwh = {-130.0, -100.0};
  core::Findings findings;
  scenarios::tell_plan_check(check, {}, findings);
  REQUIRE(findings.list.size() == 1);
  CHECK(findings.list[0].code == "TV-3426");
  CHECK(findings.list[0].message.find("electricity") != std::string::npos);
}

TEST_CASE("Owned premises that are given up go on at frost guard in the books and in the simulation") {
  Offices town;
  town.portfolio.leases[0].tenure = "owned";
  town.basis = scenarios::make_case(town.study, town.portfolio, {}, town.findings);
  (void)scenarios::add_energy(town.basis, town.inputs(), {}, town.findings);
  const Offices rented;
  CHECK(town.basis.c.premises[0].kept_energy.heat_kwh == rented.basis.c.premises[0].empty.heat_kwh);
  CHECK(town.basis.c.premises[0].empty.heat_kwh == 0.0);
  const scenarios::PlanCheck owned = scenarios::check_plan_by_simulation(town.basis, Offices::merged(), town.inputs(), {});
  const scenarios::PlanCheck gone = scenarios::check_plan_by_simulation(rented.basis, Offices::merged(), rented.inputs(), {});
  const double frost_kwh = town.basis.c.premises[0].kept_energy.heat_kwh;
  CHECK(owned.heat_kwh.booked == Approx(gone.heat_kwh.booked + frost_kwh));
  CHECK(owned.heat_kwh.simulated == Approx(gone.heat_kwh.simulated + frost_kwh));
  CHECK(scenarios::lasting_cost(town.basis.c, scenarios::stay(town.basis.c)).energy.bill_dkk ==
        Approx(scenarios::lasting_cost(rented.basis.c, scenarios::stay(rented.basis.c)).energy.bill_dkk));
}

TEST_CASE("Only who is in a building leaves it, and as many arrive") {
  Offices town;
  town.portfolio.buildings[0].building.occupant_density_m2_person = 2000.0 / 20.0;  // 20 of the units' 60
  town.basis = scenarios::make_case(town.study, town.portfolio, {}, town.findings);
  (void)scenarios::add_energy(town.basis, town.inputs(), {}, town.findings);
  const scenarios::PlanCheck check = scenarios::check_plan_by_simulation(town.basis, Offices::merged(), town.inputs(), {});
  REQUIRE(check.receiving.size() == 1);
  CHECK(check.receiving[0].persons_after - check.receiving[0].persons_before == Approx(20.0));
  core::Findings findings;
  scenarios::tell_plan_check(check, town.portfolio, findings);
  REQUIRE_FALSE(findings.list.empty());
  CHECK(findings.list.front().code == "TV-3038");
  CHECK_FALSE(findings.list.front().rows.empty());
  CHECK(scenarios::is_of_plan(findings.list.front()));
}

TEST_CASE("A building whose air cannot be found fails and the plan is still told") {
  const Offices town;
  models::Portfolio broken = town.portfolio;
  broken.buildings[1].building.person_heat_w = models::kMissing;
  const scenarios::PlanCheck check =
      scenarios::check_plan_by_simulation(town.basis, Offices::merged(), {&town.study, &broken, &town.weather}, {});
  CHECK(check.failed == std::vector<std::string>{"B2"});
  CHECK(check.receiving.empty());
  core::Findings findings;
  scenarios::tell_plan_check(check, broken, findings);
  CHECK(findings.list.front().code == "TV-3417");
}
