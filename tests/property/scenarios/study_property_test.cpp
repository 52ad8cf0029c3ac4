// SPDX-License-Identifier: MPL-2.0
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/building/building.hpp"
#include "scenarios/hall_measures.hpp"
#include "scenarios/measure.hpp"
#include "scenarios/study.hpp"

using namespace tvilling;
using models::Building;

namespace {

/// A number of [min, max] in 1,000 steps.
double between(double min, double max) {
  return min + (max - min) * static_cast<double>(*rc::gen::inRange(0, 1001)) / 1000.0;
}

Building any_building() {
  Building b;
  for (const models::BuildingColumn& column : models::building_columns()) b.*column.member = between(column.min, column.max);
  b.listed = *rc::gen::arbitrary<bool>();
  if (*rc::gen::inRange(0, 5) == 0) b.heating_capacity_w_m2 = 0.0;
  if (*rc::gen::inRange(0, 3) == 0) b.mechanical_ventilation_l_s_m2 = 0.0;
  return b;
}

scenarios::ParameterValues any_parameters(const scenarios::MeasureType& type) {
  scenarios::ParameterValues values;
  for (const scenarios::MeasureParameter& p : type.parameters) {
    values[std::string(p.variable.name)] = p.yes_no ? static_cast<double>(*rc::gen::inRange(0, 2)) : between(p.min, p.max);
  }
  return values;
}

bool same(const Building& a, const Building& b) {
  for (const models::BuildingColumn& column : models::building_columns()) {
    if (a.*column.member != b.*column.member) return false;
  }
  return true;
}

/// A measure with its parameters.
struct Step {
  const scenarios::MeasureType* type;
  scenarios::ParameterValues parameters;
};

/// What is set as asked counts by the last; so does what halls have.
bool sets_operation(const scenarios::MeasureType& type) {
  const std::vector<scenarios::MeasureType> of_halls = scenarios::hall_measure_types();
  const auto same_name = [&type](const scenarios::MeasureType& other) { return other.name == type.name; };
  return type.sets || std::any_of(of_halls.begin(), of_halls.end(), same_name);
}

/// One to six measures that better a building. Few values of each parameter, so that equal ones meet.
std::vector<Step> any_steps() {
  std::vector<const scenarios::MeasureType*> types;
  for (const scenarios::MeasureType& type : scenarios::measure_types()) {
    if (!sets_operation(type)) types.push_back(&type);
  }
  std::vector<Step> steps;
  const std::size_t count = *rc::gen::inRange<std::size_t>(1, 7);
  while (steps.size() < count) {
    const scenarios::MeasureType& type = *types[*rc::gen::inRange<std::size_t>(0, types.size())];
    scenarios::ParameterValues values;
    for (const scenarios::MeasureParameter& p : type.parameters) {
      const int steps_of = p.yes_no ? 1 : 4;
      values[std::string(p.variable.name)] = p.min + (p.max - p.min) * *rc::gen::inRange(0, steps_of + 1) / steps_of;
    }
    steps.push_back({&type, values});
  }
  return steps;
}

Building after(const Building& base, const std::vector<Step>& steps) {
  Building building = base;
  std::vector<const scenarios::MeasureType*> types;
  for (const Step& step : steps) types.push_back(step.type);
  for (const std::size_t i : scenarios::application_order(types)) {
    (void)steps[i].type->apply(building, base, steps[i].parameters);
  }
  return building;
}

std::string list_of(std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "0." : ", 0.") + std::to_string(101 + i);
  return "[" + list + "]";
}

}  // namespace

TEST_CASE("No measure raises a U-value or the air leakage") {
  REQUIRE(rc::check([] {
    for (const scenarios::MeasureType& type : scenarios::measure_types()) {
      const Building before = any_building();
      Building after = before;
      (void)type.apply(after, before, any_parameters(type));
      RC_ASSERT(after.roof_u_value_w_m2k <= before.roof_u_value_w_m2k);
      RC_ASSERT(after.wall_u_value_w_m2k <= before.wall_u_value_w_m2k);
      RC_ASSERT(after.floor_u_value_w_m2k <= before.floor_u_value_w_m2k);
      RC_ASSERT(after.window_u_value_w_m2k <= before.window_u_value_w_m2k);
      RC_ASSERT(after.q50_l_s_m2 <= before.q50_l_s_m2);
    }
  }));
}

TEST_CASE("A measure says truly whether it changed the building and leaves it in range") {
  REQUIRE(rc::check([] {
    for (const scenarios::MeasureType& type : scenarios::measure_types()) {
      const Building before = any_building();
      Building after = before;
      const bool changed = type.apply(after, before, any_parameters(type));
      RC_ASSERT(changed != same(before, after));
      for (const models::BuildingColumn& column : models::building_columns()) {
        const double value = after.*column.member;
        RC_ASSERT(value >= column.min);
        RC_ASSERT(value <= column.max);
      }
    }
  }));
}

TEST_CASE("A measure done twice changes nothing the second time") {
  REQUIRE(rc::check([] {
    for (const scenarios::MeasureType& type : scenarios::measure_types()) {
      const Building base = any_building();
      Building building = base;
      const scenarios::ParameterValues parameters = any_parameters(type);
      (void)type.apply(building, base, parameters);
      RC_ASSERT(!type.apply(building, base, parameters));
    }
  }));
}

TEST_CASE("Measures in any order and any number of times give the same building") {
  REQUIRE(rc::check([] {
    const std::vector<Step> steps = any_steps();
    const Building base = any_building();
    const Building first = after(base, steps);
    std::vector<Step> other_way = steps;
    for (std::size_t i = steps.size(); i > 1; --i) std::swap(other_way[i - 1], other_way[*rc::gen::inRange<std::size_t>(0, i)]);
    const std::size_t repeated = *rc::gen::inRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < repeated; ++i) other_way.push_back(steps[*rc::gen::inRange<std::size_t>(0, steps.size())]);
    RC_ASSERT(same(first, after(base, other_way)));
  }));
}

TEST_CASE("Operation is as the last measure sets it whatever came before") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    for (const scenarios::MeasureType& type : scenarios::measure_types()) {
      if (!sets_operation(type)) continue;
      const Step last{&type, any_parameters(type)};
      RC_ASSERT(same(after(base, {last}), after(base, {{&type, any_parameters(type)}, {&type, any_parameters(type)}, last})));
    }
  }));
}

TEST_CASE("A better measure after a weaker one is the better one alone") {
  REQUIRE(rc::check([] {
    const Building base = any_building();
    for (const std::string_view name : {"insulate_roof", "insulate_wall", "insulate_floor", "replace_windows"}) {
      const scenarios::MeasureType& type = *scenarios::find_measure_type(name);
      Step better{&type, any_parameters(type)};
      Step weaker = better;
      weaker.parameters["u_value_w_m2k"] = between(better.parameters["u_value_w_m2k"], type.parameters.front().max);
      RC_ASSERT(same(after(base, {better}), after(base, {weaker, better})));
      RC_ASSERT(same(after(base, {better}), after(base, {better, weaker})));
    }
  }));
}

TEST_CASE("A grid has as many members as its lists multiplied and no name twice") {
  REQUIRE(rc::check([] {
    const std::size_t roofs = *rc::gen::inRange<std::size_t>(1, 6);
    const std::size_t windows = *rc::gen::inRange<std::size_t>(1, 6);
    const std::size_t g_values = *rc::gen::inRange<std::size_t>(1, 6);
    const std::string text =
        "[study]\nportfolio = \".\"\n[[scenario]]\nname = \"g\"\n[[scenario.measure]]\ntype = \"insulate_roof\"\n" +
        ("grid.u_value_w_m2k = " + list_of(roofs)) +
        "\n[[scenario.measure]]\ntype = \"replace_windows\"\n[scenario.measure.grid]\n" +
        ("air_tightness_factor = " + list_of(windows)) + "\n" + ("g_value = " + list_of(g_values)) + "\n";
    core::Findings findings;
    const scenarios::Study study = scenarios::parse_study(text, "s.toml", "/", findings);
    RC_ASSERT(findings.list.empty());
    RC_ASSERT(study.scenarios.size() == 1 + roofs * windows * g_values);
    std::set<std::string> names;
    std::set<std::vector<double>> values;
    for (const scenarios::Scenario& scenario : study.scenarios) {
      names.insert(scenario.name);
      if (scenario.measures.empty()) continue;
      values.insert({scenario.measures.at(0).parameters.at("u_value_w_m2k"),
                     scenario.measures.at(1).parameters.at("air_tightness_factor"),
                     scenario.measures.at(1).parameters.at("g_value")});
    }
    RC_ASSERT(names.size() == study.scenarios.size());
    RC_ASSERT(values.size() + 1 == study.scenarios.size());
  }));
}

TEST_CASE("Whatever the study's text is the parser answers with findings") {
  REQUIRE(rc::check([](const std::string& noise) {
    const std::string text =
        "[study]\nportfolio = \".\"\n[[scenario]]\nname = \"a\"\n[[scenario.measure]]\ntype = \"lighting\"\n";
    const std::size_t cut = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
    core::Findings findings;
    const scenarios::Study study =
        scenarios::parse_study(text.substr(0, cut) + noise + text.substr(cut), "s.toml", "/", findings);
    RC_ASSERT(!study.scenarios.empty());
    RC_ASSERT(study.scenarios.front().name == "baseline");
  }));
}
