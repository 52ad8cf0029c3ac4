// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/io/workbook_writer.hpp"

/// Sheets that the workbooks of several commands have.
namespace tvilling::cli {

/// A sheet keeps at most 32,767 letters in a cell; a text that long is cut where a letter begins, and "..." says so.
[[nodiscard]] std::string fitting_cell(const std::string& text);

/// Sheet "assumptions": what the figures rest on, as name and value.
void assumptions_sheet(core::WorkbookWriter& book, const std::vector<std::array<std::string, 2>>& assumptions);

/// Sheet "findings": a row each, with its place and what to do.
void findings_sheet(core::WorkbookWriter& book, const core::Findings& findings);

}  // namespace tvilling::cli
