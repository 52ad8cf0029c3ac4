// SPDX-License-Identifier: MPL-2.0
#include "scenarios/economics/measure_cost.hpp"

#include <catch2/catch.hpp>

#include "models/building/envelope.hpp"
#include "tests/support/example_building.hpp"
#include "tests/support/hall_fixture.hpp"
#include "tests/support/zoned_building.hpp"

using namespace tvilling;
using scenarios::cost_of;
using scenarios::cost_quantity;
using scenarios::CostBasis;
using scenarios::Measure;
using scenarios::measure_costs;
using scenarios::MeasureCost;

namespace {

Measure measure(const char* type) {
  Measure m;
  m.type = type;
  return m;
}

}  // namespace

TEST_CASE("Every measure has a cost with a source, in the order of the measures") {
  const auto costs = measure_costs();
  const auto types = scenarios::measure_types();
  REQUIRE(costs.size() == types.size());
  for (std::size_t i = 0; i < costs.size(); ++i) {
    INFO(types[i].name);
    CHECK(costs[i].measure == types[i].name);
    CHECK_FALSE(costs[i].source.empty());
    CHECK(costs[i].unit_cost_low_dkk <= costs[i].unit_cost_dkk);
    CHECK(costs[i].unit_cost_dkk <= costs[i].unit_cost_high_dkk);
  }
}

TEST_CASE("What is bought has a life and operation has none") {
  for (const MeasureCost& cost : measure_costs()) {
    INFO(cost.measure);
    const bool is_renewed = cost.basis != CostBasis::none && !scenarios::is_once(cost.basis);
    CHECK(is_renewed == (cost.lifetime_years > 0.0));
    if (!scenarios::is_once(cost.basis)) CHECK((cost.basis == CostBasis::none) == (cost.unit_cost_high_dkk == 0.0));
  }
}

TEST_CASE("Loft insulation costs 250 to 450 DKK per m2 of roof and lasts 40 years") {
  const MeasureCost cost = cost_of(measure("insulate_roof"));
  CHECK(cost.basis == CostBasis::roof_m2);
  CHECK(cost.unit_cost_low_dkk == 250.0);
  CHECK(cost.unit_cost_dkk == 350.0);
  CHECK(cost.unit_cost_high_dkk == 450.0);
  CHECK(cost.lifetime_years == 40.0);
}

TEST_CASE("What a study says of a cost counts instead of the catalogue and is named as the source") {
  Measure m = measure("insulate_roof");
  m.cost.unit_cost_dkk = 400.0;
  m.cost.lifetime_years = 30.0;
  const MeasureCost cost = cost_of(m);
  CHECK(cost.unit_cost_low_dkk == 400.0);
  CHECK(cost.unit_cost_dkk == 400.0);
  CHECK(cost.unit_cost_high_dkk == 400.0);
  CHECK(cost.lifetime_years == 30.0);
  CHECK(cost.fixed_cost_dkk == 0.0);
  CHECK(cost.source.starts_with("the study"));
}

TEST_CASE("An unknown measure has no cost") {
  CHECK_THROWS_AS(cost_of(measure("paint_it_green")), core::Error);
}

TEST_CASE("Quantities are the areas that the thermal model uses") {
  const models::Building base = tests::example_school();
  models::Building changed = base;
  changed.roof_u_value_w_m2k = 0.12;
  const models::Envelope envelope = models::envelope_of(base);
  CHECK(cost_quantity(CostBasis::roof_m2, base, changed) == 600.0);
  CHECK(cost_quantity(CostBasis::floor_m2, base, changed) == 600.0);
  CHECK(cost_quantity(CostBasis::heated_m2, base, changed) == 1200.0);
  CHECK(cost_quantity(CostBasis::wall_m2, base, changed) == envelope.wall_m2());
  CHECK(cost_quantity(CostBasis::window_m2, base, changed) == envelope.window_m2());
  CHECK(cost_quantity(CostBasis::building, base, changed) == 1.0);
  CHECK(cost_quantity(CostBasis::none, base, changed) == 0.0);
}

TEST_CASE("What changes nothing has no quantity") {
  const models::Building base = tests::example_school();
  for (std::size_t basis = 0; basis < scenarios::kCostBasisNames.size(); ++basis) {
    CHECK(cost_quantity(static_cast<CostBasis>(basis), base, base) == 0.0);
  }
}

TEST_CASE("Half a building heated has half a roof to pay for") {
  models::Building base = tests::example_school();
  base.heated_fraction = 0.5;
  models::Building changed = base;
  changed.roof_u_value_w_m2k = 0.12;
  CHECK(cost_quantity(CostBasis::roof_m2, base, changed) == 300.0);
}

TEST_CASE("Only the zones that a measure changes are paid for") {
  const models::Building base = tests::cut_in_two(tests::example_school(), 0.25, 0.0);
  models::Building changed = base;
  changed.zones[0].wall_u_value_w_m2k = 0.18;
  CHECK(cost_quantity(CostBasis::heated_m2, base, changed) == Approx(300.0));
  changed.zones[1].wall_u_value_w_m2k = 0.18;
  CHECK(cost_quantity(CostBasis::heated_m2, base, changed) == Approx(1200.0));
}

TEST_CASE("A hall pays for its water surface, its air flow and its whole roof") {
  const models::Building base = test::plausibility_hall_building();
  models::Building changed = base;
  models::SwimmingHall hall = *base.hall;
  hall.basins.front().cover_fraction = 0.5;
  changed.hall = std::make_shared<const models::SwimmingHall>(hall);
  CHECK(cost_quantity(CostBasis::water_m2, base, changed) == base.hall->water_area_m2());
  CHECK(cost_quantity(CostBasis::air_m3_h, base, changed) == Approx(base.hall->design_air_flow_kg_h / 1.2));
  models::Building roofed = base;
  roofed.roof_u_value_w_m2k = 0.5 * base.roof_u_value_w_m2k;
  CHECK(cost_quantity(CostBasis::roof_m2, base, roofed) == Approx(base.footprint_area_m2 * base.heated_fraction));
}

TEST_CASE("Controls of a swimming hall are paid for all that they save in and light for the rooms beside the pool") {
  const models::Building base = test::plausibility_hall_building();
  const double heated_m2 = base.area_m2 * base.heated_fraction;
  models::Building tuned = base;
  tuned.set_point_correction_k -= 0.9;
  CHECK(cost_quantity(CostBasis::heated_m2, base, tuned) == Approx(heated_m2));
  models::Building lit = base;
  lit.lighting_w_m2 = 0.5 * base.lighting_w_m2;
  CHECK(cost_quantity(CostBasis::heated_m2, base, lit) == Approx(heated_m2 - base.hall->hall_area_m2));
}

TEST_CASE("Solar cells are paid by the power that is added") {
  models::Building base = tests::example_school();
  base.pv_capacity_kw = 10.0;
  models::Building changed = base;
  changed.pv_capacity_kw = 60.0;
  CHECK(cost_quantity(CostBasis::pv_kw, base, changed) == 50.0);
  CHECK(cost_quantity(CostBasis::pv_kw, changed, base) == 0.0);
}
