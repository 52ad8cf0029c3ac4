// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"

/// The commands that run a study and tell what came out. Their options are read into `o`.
namespace tvilling::cli {

[[nodiscard]] Command add_run(CLI::App& root, RunCommandOptions& o, bool& quiet);
[[nodiscard]] Command add_uncertainty(CLI::App& root, UncertaintyOptions& o, bool& quiet);
[[nodiscard]] Command add_compare(CLI::App& root, CompareOptions& o, bool& quiet);
[[nodiscard]] Command add_explain(CLI::App& root, ExplainOptions& o, bool& quiet);

}  // namespace tvilling::cli
