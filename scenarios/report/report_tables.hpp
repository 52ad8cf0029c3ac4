// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/economics/municipal_form.hpp"
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

/// A table in municipal form as a sheet. `of`: what it is of.
[[nodiscard]] Table municipal_sheet(const MunicipalTable& from, const std::string& key, const std::string& name,
                                    const std::string& of, const Words& words);
/// As Copenhagen's budget proposals have them (BC10, tables 1.1 and 1), of every pathway; without pathways of the scenario shown.
[[nodiscard]] std::vector<Table> municipal_tables(const Report& report, const Words& words);
/// Keep, renovate or sell, by property.
[[nodiscard]] Table choices_table(const Report& report, const Words& words);

/// municipal_tables() with the note of the realised share.
[[nodiscard]] std::vector<Table> municipal_tables_noted(const Report& report, const Words& words);

/// What the draws of a report say of each scenario: P10, P50, P90 of its figures.
[[nodiscard]] Table draws_table(const Report& report, const Words& words);
/// In which share of the draws a scenario has a net present value above 0, is within the line, is profitable.
[[nodiscard]] Table draws_shares_table(const Report& report, const Words& words);
/// The worst buildings by heat per area, and how sure that is.
[[nodiscard]] Table worst_buildings_table(const Report& report, const Words& words);

/// The same with the names of scenarios beside their titles: for scripts.
[[nodiscard]] Table with_scenario_names(const Report& report, Table table);

/// True for the key of a table that some report has.
[[nodiscard]] bool is_table_key(std::string_view key);

/// All of them in the order of the workbook. Left out are those that have nothing to say and that nobody looks for.
[[nodiscard]] std::vector<Table> report_tables(const Report& report, const Words& words);

/// "1,000 DKK without VAT, real, price level 2025 ..."
[[nodiscard]] std::string money_note(const Report& report, const Words& words);
/// That all figures of the years (use, CO2, bill) count the realised share; nothing where that is all of it.
void add_realised_note(const Report& report, const Words& words, Table& table);
/// That saving, net present value, payback and rentabilitet count it, and the rest not.
void add_realised_saving_note(const Report& report, const Words& words, Table& table);
/// How sure the net present value of the scenario shown is; empty without draws.
[[nodiscard]] std::string draws_note(const Report& report, const Words& words);
/// What passes the line of the innovation pool, or that nothing does and what is nearest.
[[nodiscard]] std::vector<std::string> limit_notes(const Report& report, const Words& words);
/// "3,497 of 3,500 buildings are counted ..."
[[nodiscard]] std::string coverage_note(const Report& report, const Words& words);

}  // namespace tvilling::scenarios::report
