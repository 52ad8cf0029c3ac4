// SPDX-License-Identifier: MPL-2.0
#include "scenarios/hall_optimise.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <stdexcept>
#include <stop_token>

#include "core/error.hpp"
#include "tests/support/hall_case.hpp"

using namespace tvilling;
using scenarios::HallFigure;
using scenarios::HallOptimum;

namespace {

const scenarios::HallCase& hall() {
  static const scenarios::HallCase made = test::plausibility_case();
  return made;
}

/// Few free numbers, so that the tests stay short.
scenarios::OptimiseOptions short_search() {
  scenarios::OptimiseOptions options;
  options.choice.fixed = {"night_air_set_back_k", "night_fan_fraction",       "night_outdoor_air_fraction",
                          "night_pump_fraction",  "air_temperature_change_k", "water_temperature_change_k"};
  return options;
}

HallOptimum search(const scenarios::OptimiseOptions& options, int threads = 2) {
  core::RunContext context;
  context.threads = threads;
  return scenarios::optimise_hall(hall(), options, context);
}

const HallOptimum& found() {
  static const HallOptimum made = search(short_search());
  return made;
}

models::Building building_of(const HallOptimum& optimum) {
  models::Building building = hall().start;
  for (const scenarios::HallMeasure& measure : optimum.measures) {
    (void)scenarios::apply_measure(*measure.type, building, hall().base, measure.parameters);
  }
  return building;
}

const scenarios::OperationFound& number(const HallOptimum& optimum, std::string_view name) {
  for (const scenarios::OperationFound& operation : optimum.operation) {
    if (operation.variable.key.parameter_name() == name) return operation;
  }
  throw std::runtime_error("no such number");
}

}  // namespace

TEST_CASE("The found operation is cheaper, and simulated again it costs what was said") {
  CHECK(found().better);
  CHECK(found().best[HallFigure::cost] < found().present[HallFigure::cost]);
  models::HourlySeries hourly;
  const scenarios::HallFigures again = scenarios::hall_figures(scenarios::simulate_case(hall(), building_of(found()), hourly));
  for (std::size_t f = 0; f < scenarios::kHallFigureCount; ++f) {
    INFO(scenarios::kHallFigureVariables[f].name);
    CHECK(again.value[f] == found().best.value[f]);
  }
}

TEST_CASE("The found operation is within every limit when it is simulated again") {
  models::HourlySeries hourly;
  const models::Building building = building_of(found());
  const scenarios::HallFigures again = scenarios::hall_figures(scenarios::simulate_case(hall(), building, hourly));
  const std::vector<double> values = scenarios::limited_values(building, again);
  REQUIRE(values.size() == found().limits.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    INFO(found().limits[i].limit.name);
    CHECK(values[i] == found().limits[i].value);
    CHECK(found().limits[i].limit.excess(values[i]) < 1e-9);
  }
}

TEST_CASE("The parts of the saving add up to the whole") {
  CHECK_FALSE(found().parts.empty());
  for (const HallFigure figure :
       {HallFigure::heat, HallFigure::electricity, HallFigure::water, HallFigure::cost, HallFigure::co2}) {
    double sum = 0.0;
    for (const scenarios::OptimisePart& part : found().parts) sum += part.change[figure];
    const double whole = found().best[figure] - found().present[figure];
    CHECK(sum == Approx(whole).epsilon(1e-12).margin(1e-6));
  }
}

TEST_CASE("No single step of a free number is better within the limits") {
  for (const scenarios::OperationFound& operation : found().operation) {
    if (!operation.variable.free()) continue;
    for (const double value : operation.variable.values) {
      if (value == operation.value || std::abs(value - operation.value) > 0.0101) continue;
      std::vector<double> values;
      std::vector<scenarios::OperationVariable> variables;
      for (const scenarios::OperationFound& other : found().operation) {
        variables.push_back(other.variable);
        values.push_back(&other == &operation ? value : other.value);
      }
      const models::Building building =
          scenarios::hall_variant(hall().start, hall().base, scenarios::operation_settings(variables, values)).building;
      models::HourlySeries hourly;
      const scenarios::HallFigures figures = scenarios::hall_figures(scenarios::simulate_case(hall(), building, hourly));
      const std::vector<double> limited = scenarios::limited_values(building, figures);
      bool within = true;
      for (std::size_t i = 0; i < limited.size(); ++i) within &= found().limits[i].limit.excess(limited[i]) < 1e-9;
      INFO(operation.variable.key.name << " = " << value);
      CHECK((!within || figures[HallFigure::cost] >= found().best[HallFigure::cost]));
    }
  }
}

TEST_CASE("One thread and two find the same") {
  const HallOptimum one = search(short_search(), 1);
  REQUIRE(one.operation.size() == found().operation.size());
  for (std::size_t v = 0; v < one.operation.size(); ++v) CHECK(one.operation[v].value == found().operation[v].value);
  CHECK(one.best[HallFigure::cost] == found().best[HallFigure::cost]);
  CHECK(one.simulations == found().simulations);
}

TEST_CASE("What is fixed stays, and a cover is an investment that must be allowed") {
  CHECK(number(found(), "night_pump_fraction").value == 1.0);
  CHECK(number(found(), "night_pump_fraction").variable.kept_because == "as asked (--fix)");
  CHECK(number(found(), "cover_fraction").value == 0.0);
  scenarios::OperationChoice choice;
  const auto cover = [&choice] {
    for (const scenarios::OperationVariable& variable : scenarios::operation_variables(hall().start, hall().base, choice)) {
      if (variable.key.parameter_name() == "cover_fraction") return variable.free();
    }
    return false;
  };
  CHECK_FALSE(cover());
  choice.cover = true;
  CHECK(cover());
}

TEST_CASE("Water that may only get warmer leaves the present operation as the best") {
  scenarios::OptimiseOptions options = short_search();
  options.choice.fixed.pop_back();
  options.choice.fixed.insert(options.choice.fixed.end(), {"relative_humidity", "night_relative_humidity"});
  options.choice.ranges.push_back(scenarios::parse_range("water_temperature_change_k=0:1"));
  const HallOptimum optimum = search(options);
  CHECK_FALSE(optimum.better);
  CHECK(optimum.parts.empty());
  CHECK(optimum.measures.empty());
  CHECK(optimum.best[HallFigure::cost] == optimum.present[HallFigure::cost]);
}

TEST_CASE("A limit that the hall is beyond already is not made worse, but does not stop the search") {
  models::Building humid = hall().start;
  models::SwimmingHall changed = *humid.hall;
  changed.air_temperature_degc = 31.5;
  humid.hall = std::make_shared<const models::SwimmingHall>(changed);
  const scenarios::HallFigures none{};
  for (const scenarios::OperationLimit& limit : scenarios::operation_limits(humid, none)) {
    INFO(limit.name);
    CHECK(limit.excess(limit.present) <= 0.0);
    if (limit.name == "air_temperature_degc") CHECK(limit.bound == 31.5);
  }
}

TEST_CASE("Numbers that an optimisation does not know, or that are varied and fixed, are refused") {
  scenarios::OperationChoice choice;
  choice.fixed = {"shower_l_visit"};
  CHECK_THROWS_AS(scenarios::operation_variables(hall().start, hall().base, choice), core::Error);
  choice.fixed = {"relative_humidity"};
  choice.ranges = {scenarios::parse_range("relative_humidity=0.5:0.6")};
  CHECK_THROWS_AS(scenarios::operation_variables(hall().start, hall().base, choice), core::Error);
}

TEST_CASE("The night keeps its humidity when only the day's is changed") {
  const std::vector<scenarios::OperationVariable> variables = scenarios::operation_variables(hall().start, hall().base, {});
  std::vector<double> values;
  for (const scenarios::OperationVariable& variable : variables) {
    values.push_back(variable.key.parameter_name() == "relative_humidity" ? 0.6 : variable.present);
  }
  const models::Building after =
      scenarios::hall_variant(hall().start, hall().base, scenarios::operation_settings(variables, values)).building;
  CHECK(after.hall->relative_humidity == 0.6);
  CHECK(after.hall->night_relative_humidity == 0.55);
}

TEST_CASE("Water that changes leaves the air as it is, also where the start let the air follow") {
  scenarios::HallCase cooler = hall();
  const scenarios::MeasureType* water = scenarios::find_measure_type("pool_water_temperature");
  cooler.measures = {{water, {{"water_temperature_change_k", -0.5}, {"air_follows", 1.0}}}};
  (void)scenarios::apply_measure(*water, cooler.start, cooler.base, cooler.measures[0].parameters);
  const std::vector<scenarios::OperationVariable> variables = scenarios::operation_variables(cooler.start, cooler.base, {});
  std::vector<double> values;
  for (const scenarios::OperationVariable& variable : variables) {
    values.push_back(variable.key.parameter_name() == "water_temperature_change_k" ? -1.0 : variable.present);
  }
  const models::Building after =
      scenarios::hall_variant(cooler.start, cooler.base, scenarios::operation_settings(variables, values), cooler.measures)
          .building;
  CHECK(after.hall->basins[0].water_temperature_degc == 26.0);
  CHECK(after.hall->air_temperature_degc == cooler.start.hall->air_temperature_degc);
}

TEST_CASE("Present numbers have no noise of reckoning, and no other value is next to them") {
  models::Building start = hall().start;
  models::SwimmingHall cooler = *start.hall;
  for (models::Basin& basin : cooler.basins) basin.water_temperature_degc += -0.3;
  cooler.air_temperature_degc += 0.7;
  start.hall = std::make_shared<const models::SwimmingHall>(cooler);
  for (const scenarios::OperationVariable& variable : scenarios::operation_variables(start, hall().base, {})) {
    if (variable.key.parameter_name() == "water_temperature_change_k") CHECK(variable.present == -0.3);
    if (variable.key.parameter_name() == "air_temperature_change_k") CHECK(variable.present == 0.7);
    INFO(variable.key.parameter_name());
    for (std::size_t i = 1; i < variable.values.size(); ++i) CHECK(variable.values[i] - variable.values[i - 1] > 1e-9);
  }
}

TEST_CASE("A limit that a hall has nothing for does not apply and is not broken") {
  models::Building covered = hall().start;
  models::SwimmingHall changed = *covered.hall;
  for (models::Basin& basin : changed.basins) basin.cover_fraction = 0.9;
  changed.night_outdoor_air_fraction = 0.0;
  covered.hall = std::make_shared<const models::SwimmingHall>(changed);
  for (models::Basin& basin : changed.basins) basin.outdoor = true;
  models::Building outdoors = hall().start;
  outdoors.hall = std::make_shared<const models::SwimmingHall>(changed);
  const auto values_of = [](const models::Building& building, std::string_view name) {
    const std::vector<scenarios::OperationLimit> limits = scenarios::operation_limits(building, {});
    const std::vector<double> values = scenarios::limited_values(building, {});
    std::vector<double> named;
    for (std::size_t i = 0; i < limits.size(); ++i) {
      if (limits[i].name != name) continue;
      named.push_back(values[i]);
      CHECK(std::isfinite(limits[i].bound));
      CHECK(limits[i].excess(values[i]) <= 0.0);
    }
    return named;
  };
  const std::vector<double> night = values_of(covered, "night_outdoor_air_fraction");
  REQUIRE(night.size() == 1);
  CHECK(std::isnan(night[0]));
  CHECK(values_of(hall().start, "night_outdoor_air_fraction") == std::vector<double>{0.15});
  const std::vector<double> over = values_of(outdoors, "air_over_water_k");
  REQUIRE(over.size() == 2);
  CHECK(std::isnan(over[0]));
}

TEST_CASE("COBYLA's progress comes to its end and never beyond, for any number of threads") {
  for (const int threads : {1, 2}) {
    core::RunContext context;
    context.threads = threads;
    std::size_t done = 0;
    std::size_t ends = 0;
    std::size_t turns = 0;
    context.on_progress = [&](const core::Progress& progress) {
      CHECK(progress.done <= progress.total);
      const bool local = progress.phase.starts_with("2 of 3");
      if (local && done == 0) ++turns;
      done = local && progress.done < progress.total ? progress.done : 0;
      if (local && progress.done == progress.total) ++ends;
    };
    (void)scenarios::optimise_hall(hall(), short_search(), context);
    CHECK(turns > 0);
    CHECK(ends >= turns);
  }
}

TEST_CASE("An optimisation stops when it is asked to") {
  std::stop_source source;
  core::RunContext context;
  context.threads = 2;
  context.stop = source.get_token();
  int told = 0;
  context.on_progress = [&](const core::Progress& progress) {
    if (progress.phase.starts_with("2 of 3") && ++told == 2) source.request_stop();
  };
  try {
    (void)scenarios::optimise_hall(hall(), short_search(), context);
    FAIL("it went on");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::interrupted);
  }
}
