// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/csv_codes.hpp"
#include "core/io/csv_encoding.hpp"
#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/table_reader.hpp"
#include "models/portfolio/table_text.hpp"

/// Which row is which: ids, and rows that are kept out.
namespace tvilling::models {

namespace {

using core::shown;

}  // namespace

void TableReader::name_rows_of_file() {
  if (!has(id_column_)) return;
  const std::size_t id = columns_.at(id_column_).index;
  const auto about_file = [this](const core::Finding& f) { return f.pos.file == table_.file && f.table.empty(); };
  for (core::Finding& finding : findings_.list) {
    if (!about_file(finding)) continue;
    if (finding.code == core::csv_code::kRagged.code) {
      finding.table = to_string(kind_);
      const auto row = std::find_if(table_.ragged.begin(), table_.ragged.end(),
                                    [&finding](const auto& cells) { return cells.front().line == finding.pos.line; });
      if (row != table_.ragged.end() && id < row->size()) finding.id = (*row)[id].text;
    } else if (finding.code == core::csv_code::kMojibake.code) {
      finding.table = to_string(kind_);
      for (const std::vector<core::TableCell>& row : table_.rows) {
        const bool damaged =
            std::any_of(row.begin(), row.end(), [](const core::TableCell& cell) { return core::looks_damaged(cell.text); });
        if (damaged) finding.rows.push_back(row[id].text);
      }
    }
  }
}

KeptOutRow TableReader::kept_out(Row row) const {
  return {kind_, id_text(row), text(row, "property_id")};
}

void TableReader::add_ragged(std::vector<KeptOutRow>& kept_out) const {
  if (!has(id_column_)) return;
  const auto cell = [this](const std::vector<core::TableCell>& row, std::string_view column) {
    const auto found = columns_.find(column);
    return found != columns_.end() && found->second.index < row.size() ? row[found->second.index].text : std::string();
  };
  for (const std::vector<core::TableCell>& row : table_.ragged) {
    kept_out.push_back({kind_, cell(row, id_column_), cell(row, "property_id")});
  }
}

std::string TableReader::id(Row row) {
  if (!has(id_column_)) return {};
  const std::string& id = text(row, id_column_);
  if (id.empty()) {
    stop(portfolio_code::kMissingId, row, id_column_, fmt::format("{} is empty", id_column_), "Give the row an id.");
    return id;
  }
  const auto [first, is_new] = ids_.emplace(id, line(row));
  if (!is_new) {
    stop(portfolio_code::kDuplicateId, row, id_column_,
         fmt::format("{} \"{}\" is in line {} and in line {}", id_column_, shown(id), first->second, line(row)),
         "Remove one of the rows, or give it an id of its own.");
  } else {
    warn_if_similar(row, id);
  }
  warn_if_damaged(row, id);
  return id;
}

void TableReader::warn_if_damaged(Row row, const std::string& id) {
  constexpr std::string_view kHint = "Format the column as text and export the table again.";
  switch (id_damage(id)) {
    case IdDamage::none: return;
    case IdDamage::shortened:
      warn(portfolio_code::kDamagedId, row, id_column_,
           fmt::format("{} \"{}\" looks like a number that a spreadsheet has shortened", id_column_, shown(id)),
           std::string(kHint));
      return;
    case IdDamage::date:
      note(portfolio_code::kDamagedId,
           fmt::format("{} looks like a date that a spreadsheet has made of an id such as 1-2", id_column_), kHint, row,
           id_column_);
      return;
  }
}

void TableReader::warn_of_lost_zeros() {
  std::vector<std::string_view> ids;
  ids.reserve(ids_.size());
  for (const auto& [id, first] : ids_) ids.emplace_back(id);
  const std::size_t length = padded_length(ids);
  if (length == 0) return;
  for (Row row = 0; row < rows(); ++row) {
    const std::string& id = id_text(row);
    if (id.empty() || id.size() >= length) continue;
    note(portfolio_code::kDamagedId,
         fmt::format("{} has fewer digits than the {} of the others: leading zeros may be lost", id_column_, length),
         "Format the column as text and export the table again.", row, id_column_);
  }
}

void TableReader::warn_if_similar(Row row, const std::string& id) {
  const auto [first, is_new] = similar_ids_.emplace(plain_id(id), row);
  if (is_new) return;
  warn(portfolio_code::kSimilarId, row, id_column_,
       fmt::format("{} \"{}\" differs from \"{}\" in line {} only in case or spaces", id_column_, shown(id),
                   shown(text(first->second, id_column_)), line(first->second)),
       "They are read as two. Write one of them if they are the same.");
}

}  // namespace tvilling::models
