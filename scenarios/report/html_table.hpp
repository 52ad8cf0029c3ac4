// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "scenarios/report/report_table.hpp"

namespace tvilling::scenarios::report {

struct HtmlTableOptions {
  bool sortable = false;  ///< the page's script lets it be sorted and filtered
  bool foldable = false;  ///< closed until it is asked for
  bool printed = false;   ///< on paper whatever its length
};

/// A section of the page: heading, what it is about, its notes, and the table in a box that scrolls by itself. Without rows only
/// the notes stand there.
[[nodiscard]] std::string html_table(const Table& table, const Words& words, const HtmlTableOptions& options = {});

/// Only the rows whose first cell is `first`, without that column.
[[nodiscard]] Table rows_of(const Table& table, const std::string& first);

/// All columns but this one.
[[nodiscard]] Table without(const Table& table, std::string_view key);

/// Only these columns, in this order.
[[nodiscard]] Table columns_of(const Table& table, const std::vector<std::string>& keys);

}  // namespace tvilling::scenarios::report
