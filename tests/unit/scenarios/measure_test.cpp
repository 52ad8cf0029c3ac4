// SPDX-License-Identifier: MPL-2.0
#include "scenarios/measure.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "models/building/building.hpp"
#include "scenarios/hall_measures.hpp"
#include "scenarios/measure_doc.hpp"

using namespace tvilling;
using models::Building;
using scenarios::find_measure_type;
using scenarios::measure_types;
using scenarios::MeasureParameter;
using scenarios::MeasureType;
using scenarios::ParameterValues;

namespace {

Building old_school() {
  Building b;
  b.building_id = "1";
  b.use = models::Use::school;
  b.area_m2 = 2000.0;
  b.party_wall_fraction = 0.1;
  b.window_fraction = 0.2;
  b.heated_fraction = 0.9;
  b.heating_capacity_w_m2 = 80.0;
  b.roof_u_value_w_m2k = 0.6;
  b.wall_u_value_w_m2k = 1.0;
  b.floor_u_value_w_m2k = 0.6;
  b.window_u_value_w_m2k = 2.6;
  b.window_g_value = 0.75;
  b.q50_l_s_m2 = 4.0;
  b.mechanical_ventilation_l_s_m2 = 1.2;
  b.heat_recovery_fraction = 0.5;
  b.specific_fan_power_kj_m3 = 2.8;
  b.heating_set_point_degc = 21.0;
  b.night_set_back_k = 0.0;
  b.year = 1950.0;
  b.footprint_area_m2 = 1000.0;
  b.distribution_loss_fraction = 0.05;
  b.set_point_correction_k = 0.0;
  b.rebound_k = 0.0;
  b.district_heating_cooling_k = 30.0;
  b.appliance_base_fraction = 0.3;
  b.hot_water_l_m2 = 100.0;
  b.hot_water_circulation_w_m2 = 0.3;
  b.water_m3_m2 = 0.22;
  b.pv_capacity_kw = 0.0;
  b.lighting_w_m2 = 10.0;
  b.lighting_control_fraction = 0.8;
  return b;
}

ParameterValues defaults(const MeasureType& type) {
  ParameterValues values;
  for (const MeasureParameter& p : type.parameters) values[std::string(p.variable.name)] = p.default_value;
  return values;
}

bool apply_next(std::string_view name, Building& b, const Building& base, const ParameterValues& given = {}) {
  const MeasureType* type = find_measure_type(name);
  REQUIRE(type != nullptr);
  ParameterValues values = defaults(*type);
  for (const auto& [key, value] : given) values[key] = value;
  return type->apply(b, base, values);
}

/// As the first measure of a scenario: the building is unchanged still.
bool apply(std::string_view name, Building& b, const ParameterValues& given = {}) {
  const Building base = b;
  return apply_next(name, b, base, given);
}

std::size_t changed_columns(const Building& a, const Building& b) {
  std::size_t changed = 0;
  for (const models::BuildingColumn& column : models::building_columns()) {
    const double before = a.*column.member;
    const double after = b.*column.member;
    if (before != after && !(std::isnan(before) && std::isnan(after))) ++changed;
  }
  return changed;
}

}  // namespace

TEST_CASE("The measures of the first version are all there") {
  for (const char* name : {"insulate_roof", "insulate_wall", "insulate_floor", "replace_windows", "heat_recovery", "set_point",
                           "night_set_back", "lighting"}) {
    REQUIRE(find_measure_type(name) != nullptr);
  }
  REQUIRE(find_measure_type("insulate_rof") == nullptr);
}

TEST_CASE("Every parameter has a name that fits its unit and a default in its range") {
  for (const MeasureType& type : measure_types()) {
    for (const MeasureParameter& p : type.parameters) {
      INFO(type.name << " " << p.variable.name);
      REQUIRE(core::name_fits_unit(p.variable));
      REQUIRE(p.min < p.max);
      if (!std::isnan(p.default_value)) {
        REQUIRE(p.default_value >= p.min);
        REQUIRE(p.default_value <= p.max);
      }
    }
  }
}

TEST_CASE("A new roof gets the wanted U-value and touches nothing else") {
  const Building before = old_school();
  Building b = before;
  REQUIRE(apply("insulate_roof", b));
  REQUIRE(b.roof_u_value_w_m2k == 0.12);
  REQUIRE(changed_columns(before, b) == 1);
}

TEST_CASE("A roof that is good already stays as it is") {
  Building b = old_school();
  b.roof_u_value_w_m2k = 0.10;
  const Building before = b;
  REQUIRE_FALSE(apply("insulate_roof", b));
  REQUIRE(changed_columns(before, b) == 0);
  b.roof_u_value_w_m2k = 0.12;
  REQUIRE_FALSE(apply("insulate_roof", b));
}

TEST_CASE("An insulated floor changes its construction's U-value") {
  Building b = old_school();
  REQUIRE(apply("insulate_floor", b));
  REQUIRE(b.floor_u_value_w_m2k == 0.10);
}

TEST_CASE("Insulated walls make the building tighter too") {
  Building b = old_school();
  REQUIRE(apply("insulate_wall", b));
  REQUIRE(b.wall_u_value_w_m2k == 0.18);
  REQUIRE(b.q50_l_s_m2 == Approx(4.0 * 0.6));
}

TEST_CASE("New windows bring their U-value and g-value and are tighter") {
  Building b = old_school();
  REQUIRE(apply("replace_windows", b, {{"u_value_w_m2k", 0.9}, {"g_value", 0.45}}));
  REQUIRE(b.window_u_value_w_m2k == 0.9);
  REQUIRE(b.window_g_value == 0.45);
  REQUIRE(b.q50_l_s_m2 == Approx(4.0 * 0.8));
  Building leaky = old_school();
  REQUIRE(apply("replace_windows", leaky, {{"air_tightness_factor", 1.0}}));
  REQUIRE(leaky.q50_l_s_m2 == 4.0);
}

TEST_CASE("Windows that are better already keep their g-value and tightness") {
  Building b = old_school();
  b.window_u_value_w_m2k = 0.8;
  const Building before = b;
  REQUIRE_FALSE(apply("replace_windows", b));
  REQUIRE(changed_columns(before, b) == 0);
}

TEST_CASE("Walls in two steps are as tight as in one") {
  const Building base = old_school();
  Building once = base;
  REQUIRE(apply_next("insulate_wall", once, base, {{"u_value_w_m2k", 0.18}}));
  Building twice = base;
  REQUIRE(apply_next("insulate_wall", twice, base, {{"u_value_w_m2k", 0.30}}));
  REQUIRE(apply_next("insulate_wall", twice, base, {{"u_value_w_m2k", 0.18}}));
  REQUIRE(changed_columns(once, twice) == 0);
  REQUIRE_FALSE(apply_next("insulate_wall", twice, base, {{"u_value_w_m2k", 0.30}}));
  REQUIRE(changed_columns(once, twice) == 0);
}

TEST_CASE("Walls and windows together are as tight as the tighter of the two") {
  const Building base = old_school();
  Building b = base;
  REQUIRE(apply_next("replace_windows", b, base));
  REQUIRE(b.q50_l_s_m2 == 4.0 * 0.8);
  REQUIRE(apply_next("insulate_wall", b, base));
  REQUIRE(b.q50_l_s_m2 == 4.0 * 0.6);
  Building other_way = base;
  REQUIRE(apply_next("insulate_wall", other_way, base));
  REQUIRE(apply_next("replace_windows", other_way, base));
  REQUIRE(changed_columns(b, other_way) == 0);
}

TEST_CASE("The same walls made tighter later are a change") {
  const Building base = old_school();
  Building b = base;
  REQUIRE(apply_next("insulate_wall", b, base, {{"air_tightness_factor", 1.0}}));
  REQUIRE(b.q50_l_s_m2 == 4.0);
  REQUIRE(apply_next("insulate_wall", b, base, {{"air_tightness_factor", 0.5}}));
  REQUIRE(b.q50_l_s_m2 == 2.0);
}

TEST_CASE("The g-value is that of the best window") {
  const Building base = old_school();
  const ParameterValues good{{"u_value_w_m2k", 0.8}, {"g_value", 0.45}};
  const ParameterValues better_in_the_sun{{"u_value_w_m2k", 0.8}, {"g_value", 0.55}};
  const ParameterValues worse{{"u_value_w_m2k", 1.2}, {"g_value", 0.6}};
  Building b = base;
  REQUIRE(apply_next("replace_windows", b, base, worse));
  REQUIRE(apply_next("replace_windows", b, base, good));
  REQUIRE(b.window_g_value == 0.45);
  REQUIRE_FALSE(apply_next("replace_windows", b, base, worse));
  REQUIRE(b.window_g_value == 0.45);
  REQUIRE(apply_next("replace_windows", b, base, better_in_the_sun));
  REQUIRE_FALSE(apply_next("replace_windows", b, base, good));
  REQUIRE(b.window_g_value == 0.55);
}

TEST_CASE("A building without windows or without a free facade has nothing to renew there") {
  Building no_windows = old_school();
  no_windows.window_fraction = 0.0;
  REQUIRE_FALSE(apply("replace_windows", no_windows));
  REQUIRE(apply("insulate_wall", no_windows));
  Building enclosed = old_school();
  enclosed.party_wall_fraction = 1.0;
  const Building before = enclosed;
  REQUIRE_FALSE(apply("replace_windows", enclosed));
  REQUIRE_FALSE(apply("insulate_wall", enclosed));
  REQUIRE(changed_columns(before, enclosed) == 0);
}

TEST_CASE("A listed building keeps its face unless asked otherwise") {
  for (const char* name : {"insulate_wall", "replace_windows"}) {
    Building b = old_school();
    b.listed = true;
    const Building before = b;
    REQUIRE_FALSE(apply(name, b));
    REQUIRE(changed_columns(before, b) == 0);
    REQUIRE(apply(name, b, {{"include_listed", 1.0}}));
  }
  Building b = old_school();
  b.listed = true;
  REQUIRE(apply("insulate_roof", b));
}

TEST_CASE("Measures on the envelope leave unheated buildings alone") {
  for (const char* name :
       {"insulate_roof", "insulate_wall", "insulate_floor", "replace_windows", "heat_recovery", "night_set_back"}) {
    Building b = old_school();
    b.heating_capacity_w_m2 = 0.0;
    const Building before = b;
    INFO(name);
    REQUIRE_FALSE(apply(name, b));
    REQUIRE(changed_columns(before, b) == 0);
  }
}

TEST_CASE("The heating system keeps its size whatever is insulated") {
  const std::vector<MeasureType> of_halls = scenarios::hall_measure_types();
  for (const MeasureType& type : measure_types().first(measure_types().size() - of_halls.size())) {
    if (!type.texts.empty()) continue;  // of premises
    Building base = old_school();
    if (type.name == "ventilation_with_recovery") base.mechanical_ventilation_l_s_m2 = 0.0;
    Building b = base;
    if (type.turn == scenarios::Turn::after_others) b.roof_u_value_w_m2k = 0.12;
    INFO(type.name);
    REQUIRE(apply_next(type.name, b, base,
                       type.name == "set_point" ? ParameterValues{{"heating_set_point_degc", 20.0}} : ParameterValues{}));
    REQUIRE(b.heating_capacity_w_m2 == 80.0);
  }
}

TEST_CASE("Heat recovery needs mechanical ventilation") {
  Building b = old_school();
  b.mechanical_ventilation_l_s_m2 = 0.0;
  REQUIRE_FALSE(apply("heat_recovery", b));
  b.mechanical_ventilation_l_s_m2 = 1.2;
  REQUIRE(apply("heat_recovery", b));
  REQUIRE(b.heat_recovery_fraction == 0.80);
  REQUIRE(b.specific_fan_power_kj_m3 == 1.8);
}

TEST_CASE("A ventilation unit keeps what is better already") {
  Building b = old_school();
  b.heat_recovery_fraction = 0.85;
  REQUIRE(apply("heat_recovery", b));
  REQUIRE(b.heat_recovery_fraction == 0.85);
  REQUIRE(b.specific_fan_power_kj_m3 == 1.8);
  REQUIRE_FALSE(apply("heat_recovery", b));
}

TEST_CASE("The set point goes up or down as asked") {
  Building b = old_school();
  REQUIRE(apply("set_point", b, {{"heating_set_point_degc", 20.0}}));
  REQUIRE(b.heating_set_point_degc == 20.0);
  REQUIRE(apply("set_point", b, {{"heating_set_point_degc", 22.0}}));
  REQUIRE(b.heating_set_point_degc == 22.0);
  REQUIRE_FALSE(apply("set_point", b, {{"heating_set_point_degc", 22.0}}));
  REQUIRE(std::isnan(find_measure_type("set_point")->parameters.at(0).default_value));
}

TEST_CASE("The night set-back is set as asked") {
  Building b = old_school();
  REQUIRE(apply("night_set_back", b));
  REQUIRE(b.night_set_back_k == 3.0);
  REQUIRE(apply("night_set_back", b, {{"night_set_back_k", 1.0}}));
  REQUIRE(b.night_set_back_k == 1.0);
}

TEST_CASE("Lighting takes the lower power and the better control") {
  Building b = old_school();
  b.lighting_control_fraction = 0.4;
  REQUIRE(apply("lighting", b));
  REQUIRE(b.lighting_w_m2 == 4.5);
  REQUIRE(b.lighting_control_fraction == 0.4);
  REQUIRE_FALSE(apply("lighting", b));
  b.lighting_w_m2 = 0.0;
  b.lighting_control_fraction = 1.0;
  REQUIRE_FALSE(apply("lighting", b));
}

TEST_CASE("A building in which no light burns is not bettered by new light") {
  for (double Building::* const none : {&Building::lighting_w_m2, &Building::lighting_control_fraction, &Building::area_m2}) {
    Building b = old_school();
    b.*none = 0.0;
    const Building before = b;
    REQUIRE_FALSE(apply("lighting", b));
    REQUIRE(changed_columns(before, b) == 0);
    b.*none = models::kMissing;
    REQUIRE_FALSE(apply("lighting", b));
  }
}

TEST_CASE("A parameter that is not given is our bug and says so") {
  Building b = old_school();
  REQUIRE_THROWS_AS(find_measure_type("insulate_roof")->apply(b, b, {}), core::Error);
}

TEST_CASE("The reference page of the measures is up to date") {
  std::ifstream file(std::string(TVILLING_SOURCE_DIR) + "/docs/reference/measures.md");
  REQUIRE(file.good());
  std::ostringstream page;
  page << file.rdbuf();
  REQUIRE(page.str() == scenarios::measures_markdown());
}
