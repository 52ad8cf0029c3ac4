// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Each takes one parsed table over into the portfolio (rows with stopping findings are kept out) and returns what was
/// detected in it: "semicolon, decimal comma, ISO-8859-1".
std::string read_buildings(core::Table table, int this_year, Portfolio& portfolio, core::Findings& findings);
std::string read_properties(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_leases(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_units(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_rooms(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_pools(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_swimming_halls(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_opening_hours(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_visits(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_bookings(core::Table table, Portfolio& portfolio, core::Findings& findings);
std::string read_costs(core::Table table, Portfolio& portfolio, core::Findings& findings);

}  // namespace tvilling::models
