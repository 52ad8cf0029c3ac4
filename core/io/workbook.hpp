// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"

namespace tvilling::core {

struct SheetName {
  std::string name;
  bool hidden = false;
};

/// Whether the ending of a file's name is that of a workbook (.xlsx, .xlsm, .ods).
[[nodiscard]] bool is_workbook(const std::filesystem::path& path);

/// The sheets of a workbook, in its order. What is no workbook is a finding (stops). Throws Error (io) when it cannot be read.
[[nodiscard]] std::vector<SheetName> sheet_names(const std::filesystem::path& path, Findings& findings);

/// Reads a sheet. The header is the first row with at least two cells. Numbers are written with a point and all their digits,
/// dates as "2025-01-31" or "2025-01-31T18:00:00", yes and no as "true" and "false". Empty rows are skipped. Error cells,
/// formulas without a stored result, a damaged file and a header as parse_csv would refuse it are findings.
[[nodiscard]] Table read_sheet(const std::filesystem::path& path, const std::string& sheet, Findings& findings);

}  // namespace tvilling::core
