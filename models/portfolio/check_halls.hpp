// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// What the tables of swimming halls say against each other and against the buildings, each at its cell. Rows and buildings in
/// which something stops are kept out.
void check_halls(Portfolio& portfolio, core::Findings& findings);

}  // namespace tvilling::models
