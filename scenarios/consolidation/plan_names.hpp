// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/protected_buildings.hpp"
#include "scenarios/consolidation/make_case.hpp"

namespace tvilling::scenarios {

/// What people call the units and premises of a case; empty where there is only the id. `withheld` stands for a protected
/// address.
struct PlanNames {
  std::vector<std::string> unit;   ///< [unit of the case]
  std::vector<std::string> place;  ///< [premises of the case] the property's name, else its address, else the lease's
  std::map<std::string, std::string> building;  ///< by id
  [[nodiscard]] std::string building_named(const std::string& id) const;
};
[[nodiscard]] PlanNames plan_names(const PlanBasis& basis, const models::Portfolio& portfolio,
                                   const std::string& withheld = std::string(models::kProtectedName));

/// "L-000012 Rådhuset"; the id alone where the name says no more.
[[nodiscard]] std::string labelled(const std::string& id, const std::string& name);

}  // namespace tvilling::scenarios
