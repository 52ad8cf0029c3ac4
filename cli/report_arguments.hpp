// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"

namespace tvilling::cli {

/// The options of `report`, which are read into `o`.
[[nodiscard]] Command add_report(CLI::App& root, ReportCommandOptions& o, bool& quiet);

}  // namespace tvilling::cli
