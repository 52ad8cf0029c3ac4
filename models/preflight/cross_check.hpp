// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "core/finding_code.hpp"
#include "core/findings.hpp"
#include "models/metering/metering.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/preflight/plausibility.hpp"

namespace tvilling::models {

/// What the checks look at. The portfolio is filled.
struct CheckInput {
  const Portfolio& portfolio;
  const Metering& metering;
  const Plausibility& rules;
  bool whole = true;  ///< no row was left out: what is missing in one table for another can be told
};

/// Values that do not go together, over the whole portfolio. Everything here warns or informs; nothing is changed.
void cross_check(const CheckInput& input, core::Findings& findings);

// Its parts.
void check_buildings(const CheckInput& input, core::Findings& findings);   ///< each by itself
void check_neighbours(const CheckInput& input, core::Findings& findings);  ///< one beside the others
void check_leases(const CheckInput& input, core::Findings& findings);      ///< with the units in them
void check_registers(const CheckInput& input, core::Findings& findings);   ///< properties, pools, administrations
void check_metered(const CheckInput& input, core::Findings& findings);

/// A finding about a row of a table.
[[nodiscard]] core::Finding building_finding(const core::FindingCode& code, core::Severity severity, const BuildingRecord& record,
                                             std::string message, std::string hint, std::string value = {});
[[nodiscard]] core::Finding row_finding(const core::FindingCode& code, core::Severity severity, const core::SourcePos& pos,
                                        PortfolioTable table, const std::string& id, std::string message, std::string hint,
                                        std::string value = {});
/// A finding about a whole column of the buildings table.
[[nodiscard]] core::Finding column_finding(const core::FindingCode& code, core::Severity severity, const CheckInput& input,
                                           std::string message, std::string hint);

/// As people read it: three digits, and all of those before the point.
[[nodiscard]] std::string three_digits(double value);

/// True for a number that the owner gave, false for one that is missing or filled.
[[nodiscard]] bool is_given(const BuildingRecord& record, double Building::* member);

}  // namespace tvilling::models
