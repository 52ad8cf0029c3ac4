// SPDX-License-Identifier: MPL-2.0
#include "scenarios/milp/linear_model.hpp"

#include <catch2/catch.hpp>

using namespace tvilling::scenarios;

namespace {

/// Three things worth 60, 100 and 120 that weigh 10, 20 and 30, and a bag for 50.
LinearModel bag(bool integer) {
  LinearModel model;
  for (const double worth : {60.0, 100.0, 120.0}) model.add_column(0.0, 1.0, -worth, integer);
  model.add_row(-kUnbounded, 50.0, {{0, 10.0}, {1, 20.0}, {2, 30.0}});
  return model;
}

}  // namespace

TEST_CASE("Parts of things fill the bag, at the price of what is cut") {
  const LinearAnswer answer = solve_linear(bag(false));
  REQUIRE(answer.is_feasible);
  CHECK(answer.objective == Approx(-240.0));
  CHECK(answer.value[2] == Approx(2.0 / 3.0));
  CHECK(answer.price[0] == Approx(-4.0));
}

TEST_CASE("Whole things are worth less than parts") {
  const IntegerAnswer answer = solve_integer(bag(true), {}, {});
  REQUIRE(answer.is_found);
  CHECK(answer.end == BranchEnd::optimal);
  CHECK(answer.objective == -220.0);
  CHECK(answer.value == std::vector<double>{0.0, 1.0, 1.0});
  CHECK(answer.bound <= -220.0);
  CHECK(answer.bound == Approx(-220.0).epsilon(1e-5));
}

TEST_CASE("A start is known before the first node") {
  BranchSettings settings;
  settings.max_nodes = 0;
  const IntegerAnswer answer = solve_integer(bag(true), std::vector<double>{1.0, 1.0, 0.0}, settings);
  REQUIRE(answer.is_found);
  CHECK(answer.objective <= -160.0);
}

TEST_CASE("Rows that contradict each other are infeasible for both solvers, a row without columns, too") {
  LinearModel model = bag(true);
  model.add_row(60.0, kUnbounded, {{0, 10.0}, {1, 20.0}, {2, 30.0}});
  CHECK_FALSE(solve_linear(model).is_feasible);
  CHECK(solve_integer(model, {}, {}).end == BranchEnd::infeasible);
  LinearModel empty = bag(true);
  empty.add_row(1.0, 1.0, {});
  CHECK_FALSE(solve_linear(empty).is_feasible);
  CHECK(solve_integer(empty, {}, {}).end == BranchEnd::infeasible);
}

TEST_CASE("Large numbers and small ones in one model keep their tolerances") {
  LinearModel model;
  const std::size_t rooms = model.add_column(0.0, 9.0, 5e8, true);
  const std::size_t people = model.add_column(0.0, kUnbounded, 1e3);
  model.add_row(0.0, kUnbounded, {{rooms, 4e6}, {people, -1e6}});
  model.add_row(7.0, 7.0, {{people, 1.0}});
  const IntegerAnswer answer = solve_integer(model, {}, {});
  REQUIRE(answer.is_found);
  CHECK(answer.value[rooms] == 2.0);
  CHECK(answer.value[people] == Approx(7.0));
}
