// SPDX-License-Identifier: MPL-2.0
#include "cli/hall_optimise_report.hpp"

#include <catch2/catch.hpp>

#include <limits>

#include "tests/support/hall_case.hpp"

using namespace tvilling;
using scenarios::HallFigure;

namespace {

scenarios::HallOptimum found() {
  scenarios::HallOptimum optimum;
  optimum.better = true;
  optimum.goal = scenarios::OptimiseGoal::co2;
  optimum.present[HallFigure::cost] = 100000.0;
  optimum.best[HallFigure::cost] = 101200.0;
  optimum.present[HallFigure::co2] = 10000.0;
  optimum.best[HallFigure::co2] = 8000.0;
  return optimum;
}

const scenarios::HallCase& hall() {
  static const scenarios::HallCase made = test::plausibility_case();
  return made;
}

std::string text_of(const scenarios::HallOptimum& optimum) {
  return cli::optimum_text(optimum, hall());
}

bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("What costs more while CO2 is saved is said to take more") {
  CHECK(has(text_of(found()), "It takes 1 200 more DKK and saves 2.0 t CO2 a year (+1.2 % of cost, -20.0 % of CO2)."));
}

TEST_CASE("A saving whose parts cannot be told is told whole, with why") {
  scenarios::HallOptimum optimum = found();
  CHECK_FALSE(has(text_of(optimum), "no parts"));
  optimum.no_parts_because = "the water freezes";
  CHECK(has(text_of(optimum), "all changes"));
  CHECK(has(text_of(optimum), "The saving has no parts: a change alone cannot be simulated: the water freezes"));
}

TEST_CASE("A limit that does not apply has a dash and null") {
  scenarios::HallOptimum optimum = found();
  scenarios::OperationLimit limit{
      "night_outdoor_air_fraction", "1", "Night outdoor air over uncovered water", false, 0.05, 0.15, 0.05};
  optimum.limits = {{limit, std::numeric_limits<double>::quiet_NaN(), false}};
  CHECK(has(text_of(optimum), "0.15      -"));
  CHECK(has(cli::optimum_json(optimum, hall()), R"("present":0.15,"found":null)"));
}

TEST_CASE("A found operation takes a name that the study has not") {
  scenarios::Study study;
  CHECK(cli::free_scenario_name(study) == "optimised");
  study.scenarios.resize(2);
  study.scenarios[0].name = "optimised";
  CHECK(cli::free_scenario_name(study) == "optimised_2");
  study.scenarios[1].name = "optimised_2";
  CHECK(cli::free_scenario_name(study) == "optimised_3");
}
