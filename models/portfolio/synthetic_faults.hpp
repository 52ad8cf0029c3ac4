// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/table_cells.hpp"

/// Faults of a synthetic city that are known, so that the checks can be scored against them.
namespace tvilling::models {

/// A row of a table: the table's name and the id.
using RowName = std::pair<std::string, std::string>;

/// A fault, and the code that is meant to find it.
struct PlantedFault {
  std::string table;
  std::string id;      ///< of the row as it stands now
  std::string column;  ///< the first that was changed
  std::string kind;    ///< "area_x10"
  std::string code;    ///< empty: no check is meant to find it
  std::string was;     ///< as it would stand in the file
  std::string now;
  RowName told;               ///< the row that the finding names: its own, or another that it spoils
  std::vector<RowName> also;  ///< rows that may be told of in consequence
};

enum class TableForm : std::uint8_t { text, workbook, layer };

struct FaultOptions {
  double share = 0.02;  ///< of the rows of each table
  std::uint64_t seed = 1;
  TableForm form = TableForm::text;
  bool danish = false;                 ///< the words and numbers of the record are those of the file
  std::set<std::string> usual_meters;  ///< meters of one building whose use per m2 is usual: a wrong unit shows there
};

/// Plants faults into the cells of a portfolio's tables (those of tables_of, and meters): of each kind one after the other, in
/// rows by keyed random numbers. No row has two; those of `planted` are left alone. Equal options give equal cells.
[[nodiscard]] std::vector<PlantedFault> plant_faults(const Portfolio& portfolio, std::vector<OutTable>& tables,
                                                     const FaultOptions& options, std::span<const PlantedFault> planted = {});

/// The record of the faults: table, id, column, kind, code, was, now, told_table, told_id, also ("table:id" with blanks between).
[[nodiscard]] std::string faults_csv(std::span<const PlantedFault> faults);

/// Reads that record back. Throws Error (io, bad_input).
[[nodiscard]] std::vector<PlantedFault> read_faults(const std::filesystem::path& path);

}  // namespace tvilling::models
