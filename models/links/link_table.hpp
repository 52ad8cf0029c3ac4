// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/links/decisions.hpp"
#include "models/links/links.hpp"

namespace tvilling::models {

/// The columns of the links table, in the order in which it is written.
inline constexpr std::array<std::string_view, 12> kLinkColumns{"from_table", "from_id",    "from_name", "to_table",
                                                               "given_id",   "state",      "to_id",     "score",
                                                               "why",        "candidates", "decision",  "administration"};
inline constexpr std::size_t kLinkScoreColumn = 7;

/// A row of it, cell for cell; the score is a text of two decimals, or empty.
using LinkRow = std::array<std::string, kLinkColumns.size()>;

/// The open links, then the earlier decisions: a table that is written again loses none.
[[nodiscard]] std::vector<LinkRow> link_table(const Links& links, const LinkDecisions& decisions);

/// "P-000012 Birkelund Skole (0.85: the same address)", one after another.
[[nodiscard]] std::string candidates_text(const Link& link);

}  // namespace tvilling::models
