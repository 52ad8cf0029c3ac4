// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/consolidation/plan.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "scenarios/consolidation/consolidation_codes.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::PlanBasis;
namespace code = scenarios::consolidation_code;

/// Two offices of two leases each, with a unit in each lease, and a school that takes no part.
struct Town {
  models::Portfolio portfolio;
  models::Overrides overrides;
  std::string study;
  core::Findings findings;

  Town() {
    portfolio.archetypes = nullptr;
    for (const std::string id : {"B1", "B2", "S1"}) {
      models::BuildingRecord record;
      record.building.building_id = id;
      record.building.property_id = "P" + id.substr(1);
      record.building.use = id == "S1" ? models::Use::school : models::Use::office;
      record.building.area_m2 = 2000.0;
      record.building.storeys = 4.0;
      record.building.x_m = id == "B2" ? 3000.0 : 0.0;
      record.building.y_m = 0.0;
      portfolio.buildings.push_back(record);
    }
    portfolio.properties = {{"P1", "Hus 1", "", "TMF", 20e6}, {"P2", "Hus 2", "", "ØKF", 30e6}};
    lease("L2", "B1", 800.0, 1000.0, 40.0);
    lease("L1", "B1", 1200.0, 1500.0, 60.0);
    lease("L3", "B2", 2000.0, 2000.0, 100.0);
    lease("L9", "S1", 2000.0, 800.0, 10.0);
    unit("U2", "L2", 30.0);
    unit("U1", "L1", 50.0);
    unit("U3", "L3", 20.0);
    unit("U9", "L9", 90.0);
  }

  void lease(const std::string& id, const std::string& building, double area_m2, double rent, double desks) {
    models::Lease made;
    made.lease_id = id;
    made.building_id = building;
    made.property_id = "P" + building.substr(1);
    made.area_m2 = area_m2;
    made.rent_dkk_m2 = rent;
    made.desks = desks;
    made.tenure = "third_party";
    made.notice_months = 6.0;
    portfolio.leases.push_back(made);
  }

  void unit(const std::string& id, const std::string& lease_id, double employees) {
    models::Unit made;
    made.unit_id = id;
    made.lease_id = lease_id;
    made.employees = employees;
    portfolio.units.push_back(made);
  }

  models::Lease& lease_of(const std::string& id) { return *std::ranges::find(portfolio.leases, id, &models::Lease::lease_id); }
  models::Unit& unit_of(const std::string& id) { return *std::ranges::find(portfolio.units, id, &models::Unit::unit_id); }

  PlanBasis make() {
    findings = {};
    core::Findings of_study;
    const scenarios::Study read =
        scenarios::parse_study("[study]\nportfolio = \".\"\nbase_year = 2026\n[consolidation]\nenergy = \"none\"\n" + study,
                               "study.toml", TVILLING_SOURCE_DIR, of_study);
    REQUIRE(of_study.list.empty());
    return scenarios::make_case(read, portfolio, overrides, findings);
  }

  /// The one finding of this code.
  core::Finding found(const core::FindingCode& wanted) {
    const auto is = [&wanted](const core::Finding& f) { return f.code == wanted.code; };
    REQUIRE(std::ranges::count_if(findings.list, is) == 1);
    return *std::ranges::find_if(findings.list, is);
  }
};

}  // namespace

TEST_CASE("A case has the leases of the uses with their units in the order of their ids") {
  Town town;
  const PlanBasis basis = town.make();
  CHECK(town.findings.list.size() == 1);
  CHECK(town.found(code::kOperationFilled).severity == core::Severity::filled);
  REQUIRE(basis.c.premises.size() == 3);
  CHECK(basis.c.premises[0].lease_id == "L1");
  CHECK(basis.c.premises[0].rent_dkk_year == 1500.0 * 1200.0);
  CHECK(basis.c.premises[0].operation_dkk_year == 120.0 * 1200.0);
  CHECK(basis.c.premises[0].notice_years == 0.5);
  CHECK_FALSE(basis.c.premises[0].internal_rent);
  REQUIRE(basis.c.units.size() == 3);
  CHECK(basis.c.units[1].unit_id == "U2");
  CHECK(basis.c.units[1].home == 1);
  CHECK(basis.c.units[1].move_cost_dkk == 30.0 * 20000.0);
  CHECK(basis.c.units[1].places == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("Costs of operation come from the costs table where it has them") {
  Town town;
  town.portfolio.costs = {{"", "B1", 2024.0, "operation", 90000.0, {}},
                          {"", "B1", 2025.0, "operation", 100000.0, {}},
                          {"", "B1", 2025.0, "maintenance", 60000.0, {}},
                          {"", "B1", 2025.0, "heat", 500000.0, {}}};
  const PlanBasis basis = town.make();
  CHECK(basis.c.premises[0].operation_dkk_year == Approx(0.6 * 160000.0));
  CHECK(basis.c.premises[2].operation_dkk_year == 120.0 * 2000.0);
}

TEST_CASE("Each kind of operation counts in its latest year and place") {
  Town town;
  town.portfolio.costs = {{"", "B1", 2024.0, "operation", 300000.0, {}},
                          {"", "B1", 2024.0, "maintenance", 500000.0, {}},
                          {"", "B1", 2025.0, "maintenance", 10000.0, {}}};
  CHECK(town.make().c.premises[0].operation_dkk_year == Approx(0.6 * 310000.0));
  CHECK(town.found(code::kOperationFilled).rows == std::vector<std::string>{"L3"});
}

TEST_CASE("A lease without tenure stops, and so does one that begins later with units in it") {
  Town town;
  town.lease_of("L1").tenure.clear();
  (void)town.make();
  CHECK(town.found(code::kNoTenure).severity == core::Severity::stops);
  town.lease_of("L1").tenure = "third_party";
  town.lease_of("L3").start = "2045-01-01";
  (void)town.make();
  CHECK(town.found(code::kNotYet).severity == core::Severity::stops);
  town.portfolio.units.erase(town.portfolio.units.begin() + 2);  // U3
  CHECK(town.make().c.premises.size() == 2);
  CHECK(town.found(code::kNotYet).severity == core::Severity::warns);
}

TEST_CASE("Closing what owned premises keep contradicts, and both reasons are told") {
  Town town;
  town.lease_of("L3").tenure = "owned";
  town.study = "owned_saves = \"nothing\"\n[[consolidation.lock]]\nlease = \"L3\"\ndecision = \"close\"\nreason = \"old\"\n";
  (void)town.make();
  CHECK(town.found(code::kContradiction).message.find("owned_saves") != std::string::npos);
  CHECK(town.found(code::kContradiction).message.find("old") != std::string::npos);
}

TEST_CASE("Owned premises save what the study says and nothing else") {
  Town town;
  town.lease_of("L3").tenure = "owned";
  CHECK(town.make().c.premises[2].internal_rent);
  CHECK(town.make().c.premises[2].operation_dkk_year == 0.0);
  CHECK(town.make().c.premises[2].kept_operation_dkk_year == 120.0 * 2000.0);
  town.study = "owned_saves = \"let\"\nlet_fraction = 0.5\n";
  PlanBasis let = town.make();
  CHECK_FALSE(let.c.premises[2].internal_rent);
  CHECK(let.c.premises[2].rent_dkk_year == 0.5 * 2000.0 * 2000.0);
  CHECK(let.c.premises[2].operation_dkk_year == 120.0 * 2000.0);
  CHECK(scenarios::cost_of(let.c, scenarios::stay(let.c)).running[0].forgone_rent_dkk == 0.5 * 2000.0 * 2000.0);
  town.study = "owned_saves = \"sold\"\nclose_dkk = 1e6\nfloor_blocks = true\n";
  const PlanBasis sold = town.make();
  CHECK(sold.c.premises[2].rent_dkk_year == 0.0);
  CHECK(sold.c.premises[2].close_cost_dkk == 1e6);
  CHECK(sold.c.premises[2].sale_dkk == -30e6);
  CHECK(sold.c.premises[2].blocks == 1);
  CHECK(sold.c.premises[0].close_cost_dkk == 1e6);
  town.study = "owned_saves = \"nothing\"\n";
  const PlanBasis kept = town.make();
  CHECK(kept.c.premises[2].fate == scenarios::Fate::keep);
  CHECK(kept.locks.back().kind == scenarios::CaseLockKind::premises_kept);
}

TEST_CASE("A unit without a lease stops the plan unless it may be left out") {
  Town town;
  town.unit_of("U2").lease_id.clear();
  (void)town.make();
  CHECK(town.found(code::kUnitWithoutLease).severity == core::Severity::stops);
  CHECK(town.found(code::kUnitWithoutLease).message.find("\"U2\"") != std::string::npos);
  town.study = "units_without_lease = \"leave_out\"\n";
  const PlanBasis basis = town.make();
  CHECK(town.found(code::kUnitWithoutLease).severity == core::Severity::warns);
  CHECK(basis.left_out == 1);
  CHECK(basis.left_out_desks == 30.0);
  CHECK(basis.c.units.size() == 2);
}

TEST_CASE("More people than desks warn in one place and stop in all") {
  Town town;
  town.unit_of("U1").employees = 70.0;
  (void)town.make();
  CHECK(town.found(code::kCrowded).severity == core::Severity::warns);
  CHECK(town.found(code::kCrowded).rows == std::vector<std::string>{"L1"});
  town.unit_of("U1").employees = 170.0;
  (void)town.make();
  CHECK(town.found(code::kTooFewDesks).severity == core::Severity::stops);
}

TEST_CASE("Rents of zero or unknown are named") {
  Town town;
  town.lease_of("L1").rent_dkk_m2 = 0.0;
  town.lease_of("L2").rent_dkk_m2 = models::kMissing;
  (void)town.make();
  CHECK(town.found(code::kFreeRent).rows == std::vector<std::string>{"L1"});
  CHECK(town.found(code::kUnknownRent).rows == std::vector<std::string>{"L2"});
}

TEST_CASE("Desks and notice that nobody knows are filled and told") {
  Town town;
  town.lease_of("L3").desks = models::kMissing;
  town.lease_of("L3").notice_months = models::kMissing;
  const PlanBasis basis = town.make();
  CHECK(basis.c.premises[2].desks == 100.0);  // 2,000 m2 of 20 m2
  CHECK(basis.c.premises[2].notice_years == 0.75);
  CHECK(town.found(code::kDesksFilled).severity == core::Severity::filled);
  CHECK(town.found(code::kNoticeFilled).severity == core::Severity::filled);
}

TEST_CASE("Distance and lists say where a unit may sit") {
  Town town;
  town.study = "max_distance_m = 1000\n[[consolidation.never]]\nunit = \"U1\"\nleases = [\"L2\"]\n";
  const PlanBasis basis = town.make();
  CHECK(basis.c.units[0].places == std::vector<std::size_t>{0});
  CHECK(basis.c.units[1].places == std::vector<std::size_t>{0, 1});
  town.study = "[[consolidation.only]]\nunit = \"U1\"\nleases = [\"L2\"]\n";
  (void)town.make();
  CHECK(town.found(code::kNoHome).severity == core::Severity::stops);
}

TEST_CASE("Locks come from units, overrides and the study with their reasons") {
  Town town;
  town.unit_of("U1").movable = false;
  town.unit_of("U1").lock_reason = "borgerbetjening";
  town.overrides.locks = {{models::LockKind::building, "B2", "fredet", "NN", "2026-01-01", {"overrides.toml", 3}}};
  town.study = "[[consolidation.lock]]\nlease = \"L2\"\ndecision = \"close\"\nreason = \"sold\"\n";
  const PlanBasis basis = town.make();
  CHECK(town.findings.list.size() == 1);  // operation is filled
  CHECK(basis.c.units[0].locked);
  CHECK(basis.c.premises[1].fate == scenarios::Fate::close);
  CHECK(basis.c.premises[2].fate == scenarios::Fate::keep);
  REQUIRE(basis.locks.size() == 3);
  CHECK(basis.locks[0].reason == "borgerbetjening");
  CHECK(basis.locks[1].source == "overrides.toml:3");
  CHECK(basis.locks[2].source.find("study.toml:") == 0);
}

TEST_CASE("A lock on an ended lease, an unknown one and two that contradict each other stop") {
  Town town;
  const auto lock = [](const std::string& id, const std::string& decision) {
    return "[[consolidation.lock]]\nlease = \"" + id + "\"\ndecision = \"" + decision + "\"\nreason = \"r\"\n";
  };
  town.lease_of("L3").end = "2025-06-30";
  town.study = lock("L3", "keep") + lock("L11", "keep") + lock("L1", "keep") + lock("L1", "close");
  (void)town.make();
  CHECK(town.found(code::kEndedLock).message.find("2025-06-30") != std::string::npos);
  CHECK(town.found(code::kUnknownId).hint.find("L1") != std::string::npos);
  CHECK(town.found(code::kContradiction).severity == core::Severity::stops);
  CHECK(town.found(code::kEndedLease).severity == core::Severity::warns);  // U3 still sits there
}

TEST_CASE("A lock on what takes no part warns") {
  Town town;
  town.study = "[[consolidation.lock]]\nunit = \"U9\"\nreason = \"r\"\n";
  (void)town.make();
  CHECK(town.found(code::kOutside).severity == core::Severity::warns);
}

TEST_CASE("A fixed term runs on until its end") {
  Town town;
  town.lease_of("L1").end = "2028-01-01";
  const PlanBasis basis = town.make();
  CHECK(basis.c.premises[0].locked_until_years == Approx(2.0).margin(0.01));
  CHECK(town.found(code::kFixedTerm).severity == core::Severity::info);
}

TEST_CASE("Periods weigh as long as they are, discounted, the last to the horizon") {
  scenarios::ConsolidationSettings settings;
  settings.discount_fraction = 0.0;
  settings.periods = 3;
  settings.horizon_years = 6;
  const scenarios::CasePeriods plain = scenarios::plan_periods(settings);
  CHECK(plain.start_years == std::vector<double>{0.0, 0.5, 1.0});
  CHECK(plain.weight_years == std::vector<double>{0.5, 0.5, 5.0});
  CHECK(plain.once_factor == std::vector<double>{1.0, 1.0, 1.0});
  settings.discount_fraction = 0.035;
  const scenarios::CasePeriods discounted = scenarios::plan_periods(settings);
  settings.periods = 1;
  const double all = scenarios::plan_periods(settings).weight_years[0];
  CHECK(discounted.weight_years[0] + discounted.weight_years[1] + discounted.weight_years[2] == Approx(all));
  CHECK(all < 6.0);
  CHECK(discounted.once_factor[2] == Approx(1.0 / 1.035));
}

TEST_CASE("A forecast asks for more desks and its price is seen without it") {
  Town town;
  town.study = "headcount_high_fraction = 0.1\n";
  const PlanBasis basis = town.make();
  CHECK(basis.c.units[0].desks == 50.0);
  CHECK(basis.c.units[0].desks_high == Approx(55.0));
  CHECK(scenarios::without_forecast(basis.c).units[0].desks_high == 50.0);
}

TEST_CASE("Every use that may have desks has a driver with its area") {
  CHECK(scenarios::capacity_driver("office").m2_per_driver == 20.0);
  CHECK(scenarios::capacity_driver("school").driver == "pupil");
  CHECK(std::isnan(scenarios::capacity_driver("castle").m2_per_driver));
}
