// SPDX-License-Identifier: MPL-2.0
// Buildings as they are and as a plan makes them, simulated in one go. Only for scenarios/consolidation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/run_context.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/weather/weather.hpp"
#include "scenarios/consolidation/make_case.hpp"
#include "scenarios/premises/occupancy_change.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// What the simulation of a plan's buildings needs.
struct PlanInputs {
  const Study* study = nullptr;
  const models::Portfolio* portfolio = nullptr;
  const models::Weather* weather = nullptr;
};

/// A year of a building variant. Not `ok`: it could not be simulated, and `message` says why.
struct VariantYear {
  PremisesEnergy energy;
  bool ok = false;
  std::string message;
};

/// Simulates the variants with the study's weather, each as `run` would, and counts bill and CO2 of the price level's year. The
/// order is that of the variants; neither it nor the threads change a bit.
[[nodiscard]] std::vector<VariantYear> simulate_variants(std::vector<models::BuildingRecord> variants, const PlanInputs& inputs,
                                                         const core::RunContext& context);

/// A building in which premises of the case are.
struct PlanBuilding {
  struct Part {
    std::size_t premises = 0;  ///< of the case
    double fraction = 1.0;     ///< of the building
    double share = 1.0;        ///< of the premises' people: by area
  };
  std::size_t building = 0;  ///< place in the portfolio
  std::vector<Part> parts;
};
/// By their places in the portfolio.
[[nodiscard]] std::vector<PlanBuilding> plan_buildings(const PlanBasis& basis, const models::Portfolio& portfolio);

/// The use of premises of the case: in whose zones their people sit; none: nobody knows.
[[nodiscard]] std::optional<models::Use> plan_use(const PlanBasis& basis, const models::Portfolio& portfolio,
                                                  std::size_t premises);

/// People with what they bring or take, for all of them.
struct PeopleLoad {
  double persons = 0.0;
  PersonLoad load;
  /// Of one of them.
  [[nodiscard]] PersonLoad each() const noexcept;
};
/// So many people of a use leave a building, at most who is `left` there, which goes down: head counts of units and people of
/// buildings come from different registers (as the measure `move`).
[[nodiscard]] PeopleLoad leave(const models::Building& building, double persons, std::optional<models::Use> use, double& left);

/// People of the case's units by premises, for given seats.
[[nodiscard]] std::vector<double> persons_of(const ConsolidationCase& c, const std::vector<std::size_t>& seat);

}  // namespace tvilling::scenarios
