// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace tvilling::cli {

struct HallExplainOptions {
  std::filesystem::path results;
  std::string hall;  ///< building_id; empty: the only hall, or the figures of all
  std::string scenario = "baseline";
  std::string to = "baseline";
  std::filesystem::path charts;  ///< folder for a chart per scenario; empty: none
  bool json = false;
  std::vector<std::string> arguments;  ///< the whole command line, to start again on a virtual display
};

ExitCode run_hall_explain(const HallExplainOptions& options, const Console& console);

}  // namespace tvilling::cli
