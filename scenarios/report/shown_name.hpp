// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "models/building/building.hpp"
#include "models/portfolio/protected_buildings.hpp"
#include "scenarios/report/report_words.hpp"

namespace tvilling::scenarios::report {

/// The building's name, or that it is withheld.
inline std::string shown_name(const models::Building& building, const Words& words) {
  return building.name == models::kProtectedName ? words("withheld") : building.name;
}

}  // namespace tvilling::scenarios::report
