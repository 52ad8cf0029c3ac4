// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

/// Warns once of each id that refers to a row which another table does not have, at the first row that names it. A table that
/// is not there at all is not asked for.
void check_references(const Portfolio& portfolio, const PortfolioSource& source, core::Findings& findings);

}  // namespace tvilling::models
