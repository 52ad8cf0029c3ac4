// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/protected_buildings.hpp"

/// Protected addresses (Danish: adressebeskyttelse). The result file is where a run's buildings leave the engineer's tables:
/// maps, reports, exports and Python read it, so what is withheld there is withheld everywhere. Physics uses the true place.
namespace tvilling::scenarios {

using models::kProtectedName;
using models::protected_buildings;

/// The portfolio as it may be shown: protected buildings are called "(protected)" and have no position and no footprint (origin
/// of the position: default, as where nobody knows it). Id, property, use and sizes stay.
[[nodiscard]] models::Portfolio withhold_protected(models::Portfolio portfolio);

/// Says how many buildings are withheld; nothing when none is.
void tell_of_protected(const models::Portfolio& portfolio, core::Findings& findings);

}  // namespace tvilling::scenarios
