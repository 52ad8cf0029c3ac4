// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"
#include "models/links/links.hpp"

namespace tvilling::models {

/// What somebody wrote beside a link.
struct LinkDecision {
  LinkKind kind = LinkKind::unit_lease;
  std::string from_id;
  std::string to_id;  ///< empty: the row stays without link
  core::SourcePos pos;
  std::string text;  ///< as it was written: "ja"
};

/// The decisions of a links table. Rows without one decide nothing.
struct LinkDecisions {
  std::vector<LinkDecision> list;  ///< one a link, in the order of the table
  std::string detected;            ///< how the table was read, for the record
};

/// Reads a links table (columns from_table, from_id, to_table, to_id, state, decision): yes/ja takes to_id, no/nej leaves the row
/// without link, any other text is the id that is meant. Suggested links without a decision are told (warns), with their count.
[[nodiscard]] LinkDecisions read_link_decisions(core::Table table, core::Findings& findings);

/// Sets the links of buildings, leases and units as decided; each change is a finding (info). An id that the other table does not
/// have stops. Rows that are kept out, and tables that could not be read, count as there. Call it before anything follows the
/// links.
void apply_links(const LinkDecisions& decisions, Portfolio& portfolio, core::Findings& findings);
/// The same for meters; before their use is shared out. `left_out`: ids of meters whose row stopped.
void apply_links(const LinkDecisions& decisions, const Portfolio& portfolio, std::span<Meter> meters,
                 const std::set<std::string>& left_out, core::Findings& findings);

/// The links that stay open by decision, for suggest_links().
[[nodiscard]] std::vector<SilentLink> silent_links(const LinkDecisions& decisions);

}  // namespace tvilling::models
