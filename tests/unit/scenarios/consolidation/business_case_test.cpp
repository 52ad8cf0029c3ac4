// SPDX-License-Identifier: MPL-2.0
#include "scenarios/consolidation/business_case.hpp"

#include <catch2/catch.hpp>

#include "scenarios/consolidation/plan_end.hpp"
#include "scenarios/consolidation/plan_view.hpp"
#include "scenarios/report/report_words.hpp"

namespace {

using namespace tvilling;  // NOLINT(google-build-using-namespace)
using scenarios::BusinessYear;
using scenarios::ConsolidationCase;
using scenarios::Plan;

/// Premises "A" of two floors (internal rent) and "B"; a unit in each. Two half years, then the rest of four years.
ConsolidationCase small_case() {
  ConsolidationCase c;
  scenarios::CasePremises a;
  a.lease_id = "A";
  a.desks = 40.0;
  a.blocks = 2;
  a.rent_dkk_year = 2e6;
  a.internal_rent = true;
  a.operation_dkk_year = 200e3;
  a.open = {100e3, 50e3, 10e3, 90e3};
  a.person = {-100.0, 200.0, 20.0, 200.0};
  a.empty = {30e3, 1e3, 3e3, 20e3};
  a.close_cost_dkk = 300e3;
  a.notice_years = 0.75;
  scenarios::CasePremises b = a;
  b.lease_id = "B";
  b.desks = 60.0;
  b.blocks = 1;
  b.rent_dkk_year = 1e6;
  b.internal_rent = false;
  c.premises = {a, b};
  c.units = {{"U1", 20.0, 20.0, 20.0, 0, 400e3, false, {0, 1}}, {"U2", 30.0, 30.0, 30.0, 1, 600e3, false, {0, 1}}};
  c.periods = {{0.0, 0.5}, {0.5, 3.5}, {1.0, 1.0}, {}};
  return c;
}

/// U1 moves to B in the second half year and A is given up.
Plan all_in_b() {
  return {{1, 1}, {1, 0}, {{2, 0}, {1, 1}}};
}

}  // namespace

TEST_CASE("A plan that begins in December has one month in its first calendar year") {
  const std::vector<BusinessYear> whole = scenarios::business_case(small_case(), all_in_b(), "2027-01-01", 4);
  const std::vector<BusinessYear> years = scenarios::business_case(small_case(), all_in_b(), "2027-12-01", 4);
  REQUIRE(years.size() == 5);
  CHECK(years[0].year == 2027);
  CHECK(years[0].cash_dkk() == Approx(0.0).margin(1e-6));  // the move is in June 2028
  CHECK(years[1].move_dkk == whole[0].move_dkk);
  CHECK(years[4].internal_rent_dkk == Approx(-2e6 * 334.0 / 365.0));
  double all = 0.0;
  double shifted = 0.0;
  for (const BusinessYear& year : whole) all += year.cash_dkk() + year.internal_rent_dkk;
  for (const BusinessYear& year : years) shifted += year.cash_dkk() + year.internal_rent_dkk;
  CHECK(shifted == Approx(all));
}

TEST_CASE("A business case is scenario minus baseline, notice in the years that it lasts") {
  const std::vector<BusinessYear> years = scenarios::business_case(small_case(), all_in_b(), "2027-01-01", 4);
  REQUIRE(years.size() == 4);
  CHECK(years[0].year == 2027);
  // A is left after half a year, and paid for three quarters more.
  CHECK(years[0].internal_rent_dkk == Approx(0.0).margin(1e-6));
  CHECK(years[1].internal_rent_dkk == Approx(-0.75 * 2e6));
  CHECK(years[2].internal_rent_dkk == Approx(-2e6));
  CHECK(years[3].internal_rent_dkk == Approx(-2e6));
  CHECK(years[1].operation_dkk == Approx(-0.75 * 200e3));
  // In the first year A is at frost guard for half a year instead of open, and U1's energy is that of B, which is equal.
  CHECK(years[0].energy_dkk == Approx(0.5 * (20e3 - 90e3)));
  CHECK(years[2].energy_dkk == Approx(-90e3));
  CHECK(years[0].move_dkk == 400e3);
  CHECK(years[0].close_dkk == 300e3);
  CHECK(years[1].move_dkk == 0.0);
  CHECK(years[2].rent_dkk == Approx(0.0).margin(1e-6));
  CHECK(years[2].cash_dkk() == Approx(-200e3 - 90e3));
}

TEST_CASE("The years of a business case add up to what the plan costs without discount") {
  const ConsolidationCase c = small_case();
  double sum_dkk = 0.0;
  for (const BusinessYear& y : scenarios::business_case(c, all_in_b(), "2027-01-01", 4)) {
    sum_dkk += y.cash_dkk() + y.internal_rent_dkk + y.apart_dkk;
  }
  const double change =
      scenarios::cost_of(c, all_in_b()).objective_dkk_per_year - scenarios::cost_of(c, scenarios::stay(c)).objective_dkk_per_year;
  CHECK(sum_dkk == Approx(4.0 * change));
}

TEST_CASE("The municipal form has cash only, in whole thousands, with the internal rent beside") {
  const std::vector<BusinessYear> years = scenarios::business_case(small_case(), all_in_b(), "2027-01-01", 4);
  const scenarios::MunicipalTable cash = scenarios::plan_consequences_table(years, 2025);
  CHECK(cash.years == std::vector<int>{2027, 2028, 2029, 2030});
  REQUIRE(cash.rows.size() == 5);
  CHECK(cash.rows[1].area == scenarios::ControlArea::service);
  CHECK(cash.rows[1].thousand_dkk == std::vector<std::int64_t>{300, 0, 0, 0});
  CHECK(cash.rows[3].thousand_dkk == std::vector<std::int64_t>{0, -150, -200, -200});
  const scenarios::MunicipalTable rent = scenarios::plan_internal_rent_table(years, 2025);
  CHECK(rent.rows[0].thousand_dkk == std::vector<std::int64_t>{0, -1500, -2000, -2000});
}

TEST_CASE("A sale stands under construction, restoration under service, and both are what the plan pays once") {
  ConsolidationCase c = small_case();
  c.premises[0].sale_dkk = -5e6;
  const std::vector<BusinessYear> years = scenarios::business_case(c, all_in_b(), "2027-01-01", 4);
  CHECK(years[0].sale_dkk == -5e6);
  CHECK(years[0].close_dkk == 300e3);
  const std::vector<BusinessYear> unsold = scenarios::business_case(small_case(), all_in_b(), "2027-01-01", 4);
  const scenarios::OnceCost once = scenarios::once_in_all(scenarios::cost_of(c, all_in_b()));
  CHECK(once.sale_dkk == -5e6);
  CHECK(once.close_dkk == 300e3);
  CHECK(years[0].cash_dkk() == Approx(unsold[0].cash_dkk() - 5e6));
  const scenarios::MunicipalTable cash = scenarios::plan_consequences_table(years, 2025);
  REQUIRE(cash.rows.size() == 6);
  CHECK(cash.rows[0].area == scenarios::ControlArea::construction);
  CHECK(cash.rows[0].thousand_dkk == std::vector<std::int64_t>{-5000, 0, 0, 0});
  CHECK(cash.rows[2].thousand_dkk == std::vector<std::int64_t>{300, 0, 0, 0});
}

TEST_CASE("Every line of the municipal form of a plan has its English words") {
  std::vector<BusinessYear> years(2);
  years[0] = {2027, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
  const tvilling::scenarios::report::Words english(tvilling::scenarios::report::Language::en);
  std::vector<std::string> labels;
  for (const scenarios::MunicipalTable& table :
       {scenarios::plan_consequences_table(years, 2025), scenarios::plan_internal_rent_table(years, 2025)}) {
    labels.push_back(table.title);
    if (!table.note.empty()) labels.push_back(table.note);
    for (const scenarios::MunicipalRow& row : table.rows) labels.push_back(row.label);
    for (const scenarios::MunicipalSum& total : table.sums) labels.push_back(total.label);
  }
  CHECK(labels.size() == 15);
  for (const std::string& label : labels) {
    INFO(label);
    CHECK(english.named("plan_form", label) != label);
  }
}

TEST_CASE("More years than columns are added up in the last") {
  const std::vector<BusinessYear> years = scenarios::business_case(small_case(), all_in_b(), "2027-01-01", 12);
  const scenarios::MunicipalTable table = scenarios::plan_internal_rent_table(years, 2025);
  REQUIRE(table.years.size() == 8);
  CHECK(table.last_year == 2038);
  CHECK(table.rows[0].thousand_dkk.back() == -5 * 2000);
}

TEST_CASE("A view of a plan says who moves when and why, what is given up and until when it is paid") {
  const ConsolidationCase c = small_case();
  const std::vector<scenarios::PlanMove> moves = scenarios::moves_of(c, all_in_b());
  REQUIRE(moves.size() == 1);
  CHECK(moves[0].reason == scenarios::MoveReason::given_up);
  CHECK(moves[0].period == 1);
  const std::vector<scenarios::PlanRelease> releases = scenarios::releases_of(c, all_in_b());
  REQUIRE(releases.size() == 1);
  CHECK(releases[0].blocks == 2);
  CHECK(releases[0].saves_dkk_year == 2.2e6);
  CHECK(releases[0].paid_until_years == 1.25);
  CHECK(scenarios::closed_leases(c, all_in_b()) == std::vector<std::string>{"A"});
  CHECK(scenarios::month_after("2027-01-01", 0.5) == "2027-07");
  CHECK(scenarios::month_after("2027-10-01", 1.25) == "2029-01");
}

TEST_CASE("The lasting energy of a plan is that of premises in use, their people, and nothing of what is given up") {
  const scenarios::PremisesEnergy change = scenarios::lasting_energy_change(small_case(), all_in_b());
  CHECK(change.heat_kwh == Approx(-100e3));
  CHECK(change.electricity_kwh == Approx(-50e3));
}
