// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace tvilling::cli {

struct CapacityOptions {
  std::filesystem::path portfolio;
  std::vector<std::string> buildings;  ///< empty: all
  std::string by = "building";         ///< or room, use
  std::string weather = "reference-year";
  int base_year = 2025;              ///< weekdays and holidays of the simulated year
  std::string prime_time = "17-22";  ///< on weekdays
  bool no_energy = false;            ///< nothing is simulated
  bool fit = false;
  double shift_h = 1.0;
  double max_distance_m = 2000.0;
  int close = 0;
  int max_nodes = 5000;
  std::filesystem::path out;  ///< .xlsx or .csv; empty: none
  bool force = false;
  bool json = false;
  int threads = 0;
};

Command add_capacity(CLI::App& root, CapacityOptions& options, bool& quiet);

ExitCode run_capacity(const CapacityOptions& options, const Console& console);

}  // namespace tvilling::cli
