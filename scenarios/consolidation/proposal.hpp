// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/portfolio.hpp"
#include "scenarios/consolidation/consolidate.hpp"
#include "scenarios/report/report_table.hpp"
#include "scenarios/report/report_words.hpp"
#include "scenarios/study.hpp"

namespace tvilling::scenarios {

/// A plan and what it is of. Protected addresses are withheld.
struct ProposalInputs {
  const Study* study = nullptr;
  const models::Portfolio* portfolio = nullptr;
  const Consolidation* result = nullptr;
  core::Findings warnings = {};  ///< of the plan, one by one: for text and JSON; the sheets have them in their own words
};

/// The tables of a plan: summary, moves, releases, premises, business case (cash, then internal rent), locks, alternatives,
/// assumptions.
[[nodiscard]] std::vector<report::Table> plan_tables(const ProposalInputs& inputs, const report::Words& words);

/// What stands first everywhere: limits that the plan breaks, if any, then what it brings.
[[nodiscard]] std::vector<std::string> first_sentences(const ProposalInputs& inputs, const report::Words& words);

/// A sheet for each of them; the first begins with the first sentences.
void write_plan_workbook(const ProposalInputs& inputs, const std::filesystem::path& out, const report::Words& words);

/// The proposal as one HTML file to be printed, with nothing loaded from elsewhere.
[[nodiscard]] std::string proposal_page(const ProposalInputs& inputs, const report::Words& words);

}  // namespace tvilling::scenarios
