// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <utility>
#include <vector>

#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::models {

/// Reads all rows with `read_row` and keeps those in which nothing stops; the others are noted in `kept_out`.
template <class Record, class ReadRow>
void read_rows(TableReader& table, std::vector<KeptOutRow>& kept_out, std::vector<Record>& records, const ReadRow& read_row) {
  for (TableReader::Row row = 0; row < table.rows(); ++row) {
    static_cast<void>(table.take_stopped());
    Record record = read_row(table, row);
    if (!table.take_stopped() && table.complete()) {
      records.push_back(std::move(record));
    } else {
      kept_out.push_back(table.kept_out(row));
    }
  }
  table.add_ragged(kept_out);
  table.warn_of_lost_zeros();
  table.tell_notes();
}

}  // namespace tvilling::models
