// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "models/portfolio/archetypes.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Divides the buildings that have rooms or several uses into zones (Building::zones), in place of any they had. fill_portfolio
/// does it last; do it again after numbers of a building were changed. The buildings must be filled.
///
/// A number that somebody gave for the building holds in every zone, but set point and night set back only in those of the
/// building's own use; one that nobody gave and that depends on the use comes from the archetype of the zone's use. The zones
/// share out area, roof, floor and facades exactly. See docs/physics/zones.md.
void make_zones(Portfolio& portfolio, const Archetypes& archetypes, core::Findings& findings);

}  // namespace tvilling::models
