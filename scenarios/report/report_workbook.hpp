// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <span>

#include "scenarios/report/report_table.hpp"

namespace tvilling::scenarios::report {

/// A workbook of the tables, a sheet each, real numbers with formats, ids as text. Equal tables give equal bytes. Of a table that
/// is longer than a sheet its first `most_rows` stand there with a line that says so. Throws Error (io).
void write_workbook(const std::filesystem::path& path, std::span<const Table> tables, const Words& words,
                    std::size_t most_rows = kMostSheetRows);

}  // namespace tvilling::scenarios::report
