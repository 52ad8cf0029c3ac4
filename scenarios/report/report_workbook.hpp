// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <span>

#include "scenarios/report/report_table.hpp"

namespace tvilling::scenarios::report {

/// A workbook of the tables, a sheet each, real numbers with formats, ids as text. Equal tables give equal bytes. A table that is
/// longer than a sheet stands there with a line that says so, and without rows. Throws Error (io).
void write_workbook(const std::filesystem::path& path, std::span<const Table> tables, const Words& words);

}  // namespace tvilling::scenarios::report
