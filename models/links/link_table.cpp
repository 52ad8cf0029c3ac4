// SPDX-License-Identifier: MPL-2.0
#include "models/links/link_table.hpp"

#include <fmt/format.h>

namespace tvilling::models {

namespace {

/// Rounded down: a score below a limit is never shown as having reached it, and 0.9975 is not certain.
std::string score_text(double score) {
  return fmt::format("{:.2f}", static_cast<int>(score * 100.0) / 100.0);
}

LinkRow open_row(const Link& link) {
  const LinkTables& tables = tables_of(link.kind);
  LinkRow row;
  row[0] = to_string(tables.from);
  row[1] = link.from_id;
  row[2] = link.from_name;
  row[3] = to_string(tables.to);
  row[4] = link.given_id;
  row[5] = to_string(link.state);
  if (link.state == LinkState::suggested) {
    row[6] = link.candidates.front().id;
    row[7] = score_text(link.candidates.front().score);
    row[8] = link.candidates.front().why;
  }
  row[9] = candidates_text(link);
  row[11] = link.administration;
  return row;
}

LinkRow decided_row(const LinkDecision& decision) {
  const LinkTables& tables = tables_of(decision.kind);
  LinkRow row;
  row[0] = to_string(tables.from);
  row[1] = decision.from_id;
  row[3] = to_string(tables.to);
  row[5] = to_string(decision.to_id.empty() ? LinkState::unmatched : LinkState::given);
  row[6] = decision.to_id;
  row[8] = "decided before";
  row[10] = decision.to_id.empty() ? "no" : decision.to_id;
  return row;
}

}  // namespace

std::string candidates_text(const Link& link) {
  std::string text;
  for (const LinkCandidate& candidate : link.candidates) {
    text += fmt::format("{}{}{}{} ({}: {})", text.empty() ? "" : " | ", candidate.id, candidate.name.empty() ? "" : " ",
                        candidate.name, score_text(candidate.score), candidate.why);
  }
  if (link.more > 0) text += fmt::format(" | and {} more", link.more);
  return text;
}

std::vector<LinkRow> link_table(const Links& links, const LinkDecisions& decisions) {
  std::vector<LinkRow> rows;
  rows.reserve(links.open.size() + decisions.list.size());
  for (const Link& link : links.open) rows.push_back(open_row(link));
  for (const LinkDecision& decision : decisions.list) rows.push_back(decided_row(decision));
  return rows;
}

}  // namespace tvilling::models
