// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/investment.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <deque>
#include <string>
#include <vector>

#include "models/building/envelope.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/hall_fixture.hpp"

using namespace tvilling;
using scenarios::MeasureFate;
using scenarios::ParameterValues;
using scenarios::pay_for;
using scenarios::Payment;

namespace {

/// Measures as a scenario offers them, with the catalogue's costs.
class Offer {
 public:
  Offer& add(const std::string& type, const ParameterValues& given = {}) {
    scenarios::Measure measure;
    measure.type = type;
    const scenarios::MeasureType* found = scenarios::find_measure_type(type);
    REQUIRE(found != nullptr);
    for (const scenarios::MeasureParameter& p : found->parameters) {
      measure.parameters[std::string(p.variable.name)] = p.default_value;
    }
    for (const auto& [name, value] : given) measure.parameters[name] = value;
    parameters_.push_back(measure.parameters);
    costs_.push_back(scenarios::cost_of(measure));
    offered_.push_back({found, &parameters_.back(), &costs_.back()});
    return *this;
  }
  [[nodiscard]] Payment pay(const models::Building& base, const scenarios::EconomicSettings& settings = {}) const {
    return pay_for(base, offered_, settings);
  }

 private:
  std::deque<ParameterValues> parameters_;
  std::deque<scenarios::MeasureCost> costs_;
  std::vector<scenarios::OfferedMeasure> offered_;
};

}  // namespace

TEST_CASE("A new roof costs its area, its price and the client's share") {
  const Payment payment = Offer().add("insulate_roof").pay(tests::example_school());
  REQUIRE(payment.measures.size() == 1);
  CHECK(payment.measures[0].fate == MeasureFate::done);
  CHECK(payment.measures[0].quantity == 600.0);
  CHECK(payment.measures[0].investment_dkk == Approx(600.0 * 350.0 * 1.15));
  CHECK(payment.measures[0].lifetime_years == 40.0);
  CHECK(payment.measures[0].maintenance_dkk_year == 0.0);
  CHECK(payment.after.roof_u_value_w_m2k == 0.12);
}

TEST_CASE("A roof that is good already costs nothing") {
  models::Building base = tests::example_school();
  base.roof_u_value_w_m2k = 0.10;
  const Payment payment = Offer().add("insulate_roof").pay(base);
  CHECK(payment.measures[0].fate == MeasureFate::idle);
  CHECK(payment.measures[0].investment_dkk == 0.0);
  CHECK(payment.measures[0].quantity == 0.0);
  CHECK(payment.measures[0].lifetime_years == 0.0);
}

TEST_CASE("Of two measures of a type the one that does more is paid") {
  const Payment payment =
      Offer().add("insulate_wall", {{"u_value_w_m2k", 0.30}}).add("insulate_wall").pay(tests::example_school());
  CHECK(payment.measures[0].fate == MeasureFate::replaced);
  CHECK(payment.measures[0].investment_dkk == 0.0);
  CHECK(payment.measures[1].fate == MeasureFate::done);
  CHECK(payment.measures[1].quantity == models::envelope_of(tests::example_school()).wall_m2());
  const Payment other_way =
      Offer().add("insulate_wall").add("insulate_wall", {{"u_value_w_m2k", 0.30}}).pay(tests::example_school());
  CHECK(other_way.measures[0].fate == MeasureFate::done);
  CHECK(other_way.measures[1].fate == MeasureFate::idle);
}

TEST_CASE("What others wholly do is not paid whatever its type and in whatever order") {
  const models::Building base = tests::example_school();
  const std::vector<std::array<std::string, 2>> covered{{"cavity_fill", "insulate_wall"},
                                                        {"insulate_basement_ceiling", "insulate_floor"},
                                                        {"seal_leaks", "insulate_wall"},
                                                        {"secondary_glazing", "replace_windows"}};
  for (const auto& [less, more] : covered) {
    INFO(less << " and " << more);
    const Payment first = Offer().add(less).add(more).pay(base);
    const Payment last = Offer().add(more).add(less).pay(base);
    CHECK(first.measures[0].fate != MeasureFate::done);
    CHECK(first.measures[0].investment_dkk == 0.0);
    CHECK(first.measures[1].fate == MeasureFate::done);
    CHECK(first.measures[1].investment_dkk == last.measures[0].investment_dkk);
    CHECK(last.measures[1].fate == MeasureFate::idle);
  }
}

TEST_CASE("Of two measures that each do something the other does not both are paid") {
  models::Building base = tests::example_school();
  base.mechanical_ventilation_l_s_m2 = 1.2;
  base.heat_recovery_fraction = 0.0;
  base.specific_fan_power_kj_m3 = 4.0;
  const Payment payment = Offer()
                              .add("heat_recovery", {{"heat_recovery_fraction", 0.9}, {"specific_fan_power_kj_m3", 3.0}})
                              .add("heat_recovery", {{"heat_recovery_fraction", 0.3}, {"specific_fan_power_kj_m3", 1.2}})
                              .pay(base);
  CHECK(payment.after.heat_recovery_fraction == 0.9);
  CHECK(payment.after.specific_fan_power_kj_m3 == 1.2);
  for (const scenarios::PaidMeasure& measure : payment.measures) {
    CHECK(measure.fate == MeasureFate::done);
    CHECK(measure.investment_dkk > 0.0);
  }
}

TEST_CASE("The protection of a listed building blocks its face and its roof for solar cells") {
  models::Building base = tests::example_school();
  base.listed = true;
  base.pv_capacity_kw = 0.0;
  const Payment payment = Offer().add("insulate_wall").add("replace_windows").add("solar_cells").add("insulate_roof").pay(base);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(payment.measures[i].fate == MeasureFate::listed);
    CHECK(payment.measures[i].investment_dkk == 0.0);
  }
  CHECK(payment.measures[3].fate == MeasureFate::done);
  const Payment opened = Offer().add("insulate_wall", {{"include_listed", 1.0}}).pay(base);
  CHECK(opened.measures[0].fate == MeasureFate::done);
}

TEST_CASE("A listed building whose windows are good is not blocked but idle") {
  models::Building base = tests::example_school();
  base.listed = true;
  base.window_u_value_w_m2k = 0.8;
  CHECK(Offer().add("replace_windows").pay(base).measures[0].fate == MeasureFate::idle);
}

TEST_CASE("Work on a listed building costs half as much again") {
  models::Building base = tests::example_school();
  const double plain_dkk = Offer().add("insulate_roof").pay(base).measures[0].investment_dkk;
  base.listed = true;
  CHECK(Offer().add("insulate_roof").pay(base).measures[0].investment_dkk == Approx(1.5 * plain_dkk));
  scenarios::EconomicSettings settings;
  settings.listed_cost_factor = 2.0;
  settings.client_cost_fraction = 0.0;
  CHECK(Offer().add("insulate_roof").pay(base, settings).measures[0].investment_dkk == Approx(600.0 * 350.0 * 2.0));
}

TEST_CASE("Operation costs nothing") {
  const Payment payment = Offer().add("set_point", {{"heating_set_point_degc", 19.0}}).pay(tests::example_school());
  CHECK(payment.measures[0].fate == MeasureFate::done);
  CHECK(payment.measures[0].investment_dkk == 0.0);
  CHECK(payment.after.heating_set_point_degc == 19.0);
}

TEST_CASE("What is set back to where it was is done by nobody") {
  const models::Building base = test::plausibility_hall_building();
  const double shower_l = base.hall->shower_l_visit;
  const Payment payment = Offer()
                              .add("hall_showers", {{"shower_l_visit", 0.5 * shower_l}})
                              .add("hall_showers", {{"shower_l_visit", shower_l}})
                              .pay(base);
  CHECK(payment.measures[0].fate == MeasureFate::replaced);
  CHECK(payment.measures[1].fate == MeasureFate::idle);
  CHECK(payment.measures[1].investment_dkk == 0.0);
  CHECK(payment.after.hall->shower_l_visit == shower_l);
}

TEST_CASE("Rebound counts wherever it is written, and only where the envelope is bettered") {
  const models::Building base = tests::example_school();
  const Payment first = Offer().add("rebound").add("insulate_roof").pay(base);
  CHECK(first.measures[0].fate == MeasureFate::done);
  CHECK(first.after.rebound_k == 0.5);
  const Payment alone = Offer().add("rebound").pay(base);
  CHECK(alone.measures[0].fate == MeasureFate::idle);
  CHECK(alone.after.rebound_k == 0.0);
}

TEST_CASE("Solar cells cost their power and their upkeep") {
  const Payment payment = Offer().add("solar_cells", {{"pv_capacity_kw", 30.0}}).pay(tests::example_school());
  CHECK(payment.measures[0].quantity == 30.0);
  CHECK(payment.measures[0].investment_dkk == Approx(30.0 * 8000.0 * 1.15));
  CHECK(payment.measures[0].maintenance_dkk_year == Approx(3000.0));
}

TEST_CASE("People who move within a building are paid for though nothing changes in it") {
  const Payment payment =
      Offer().add("move", {{"persons", 0.0}, {"quantity", 15.0}, {"once_dkk", 120000.0}}).pay(tests::example_school());
  CHECK(payment.measures[0].fate == MeasureFate::done);
  CHECK(payment.measures[0].quantity == 15.0);
  CHECK(payment.measures[0].investment_dkk == 15.0 * 20000.0 + 120000.0);
  CHECK(payment.measures[0].once_dkk == payment.measures[0].investment_dkk);
  CHECK(payment.measures[0].sale_dkk == 0.0);
  CHECK_FALSE(scenarios::differ(payment.after, tests::example_school()));
}

TEST_CASE("A move that takes nobody and pays nothing is idle") {
  const Payment payment = Offer().add("move", {{"persons", 0.0}, {"quantity", 0.0}}).pay(tests::example_school());
  CHECK(payment.measures[0].fate == MeasureFate::idle);
  CHECK(payment.measures[0].investment_dkk == 0.0);
}

TEST_CASE("Proceeds of a sale stand apart from what is paid once") {
  const Payment payment =
      Offer().add("sell", {{"handed_over_fraction", 1.0}, {"quantity", 900.0}, {"once_dkk", -5e6}}).pay(tests::example_school());
  CHECK(payment.measures[0].fate == MeasureFate::done);
  CHECK(payment.measures[0].sale_dkk == -5e6);
  CHECK(payment.measures[0].once_dkk == 0.0);
}
