// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace tvilling::cli {

struct ConsolidateOptions {
  std::filesystem::path study;
  std::filesystem::path out;       ///< .xlsx or .json; empty: none
  std::filesystem::path proposal;  ///< .html; empty: none
  std::filesystem::path from;      ///< an approved plan (.json)
  std::string keep;                ///< what of it is kept: unit, lease or property
  double seconds = 60.0;
  std::uint64_t seed = 1;
  int threads = 0;
  bool reproducible = false;
  bool force = false;
  bool json = false;
  std::string language = "da";
};

Command add_consolidate(CLI::App& root, ConsolidateOptions& options, bool& quiet);

ExitCode run_consolidate(const ConsolidateOptions& options, const Console& console);

}  // namespace tvilling::cli
