// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "scenarios/report/report.hpp"
#include "scenarios/report/report_table.hpp"

/// The tables of a report in words. Money is in 1,000 DKK of the price level's year, without VAT; changes are scenario minus
/// baseline, so that a saving is negative.
namespace tvilling::scenarios::report {

[[nodiscard]] Table summary_table(const Report& report, const Words& words);
/// What is used, in each scenario: carriers, CO2, bill, peak, with changes.
[[nodiscard]] Table use_table(const Report& report, const Words& words);
[[nodiscard]] Table economics_table(const Report& report, const Words& words);
/// Scenarios by use of the building, or by administration.
[[nodiscard]] Table groups_table(const Report& report, const Words& words, GroupBy by);
/// Every building, before and after in the scenario shown.
[[nodiscard]] Table buildings_table(const Report& report, const Words& words);
/// Every building that a scenario changes, for all scenarios.
[[nodiscard]] Table changes_table(const Report& report, const Words& words);
[[nodiscard]] Table measures_table(const Report& report, const Words& words);
[[nodiscard]] Table months_table(const Report& report, const Words& words);
[[nodiscard]] Table pathways_table(const Report& report, const Words& words);
[[nodiscard]] Table reconciled_table(const Report& report, const Words& words);
[[nodiscard]] Table halls_table(const Report& report, const Words& words);
[[nodiscard]] Table origins_table(const Report& report, const Words& words);
[[nodiscard]] Table failures_table(const Report& report, const Words& words);
[[nodiscard]] Table assumptions_table(const Report& report, const Words& words);
[[nodiscard]] Table provenance_table(const Report& report, const Words& words);

/// As Copenhagen's budget proposals have them (BC10, tables 1.1 and 1), of every pathway; without pathways of the scenario shown.
[[nodiscard]] std::vector<Table> municipal_tables(const Report& report, const Words& words);
/// Keep, renovate or sell, by property.
[[nodiscard]] Table choices_table(const Report& report, const Words& words);

/// All of them in the order of the workbook. Left out are those that have nothing to say and that nobody looks for.
[[nodiscard]] std::vector<Table> report_tables(const Report& report, const Words& words);

/// "1,000 DKK without VAT, real, price level 2025 ..."
[[nodiscard]] std::string money_note(const Report& report, const Words& words);
/// What passes the line of the innovation pool, or that nothing does and what is nearest.
[[nodiscard]] std::vector<std::string> limit_notes(const Report& report, const Words& words);
/// "3,497 of 3,500 buildings are counted ..."
[[nodiscard]] std::string coverage_note(const Report& report, const Words& words);

}  // namespace tvilling::scenarios::report
