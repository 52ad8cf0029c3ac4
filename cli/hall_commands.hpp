// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace tvilling::cli {

struct HallExplainOptions {
  std::filesystem::path results;
  std::string hall;                     ///< building_id; empty: the only hall, or the figures of all
  std::optional<std::string> scenario;  ///< nothing: the baseline, and charts of all
  std::string to = "baseline";
  std::filesystem::path charts;  ///< folder for a chart per scenario; empty: none
  bool json = false;
  std::vector<std::string> arguments;  ///< the whole command line, to start again on a virtual display
};

struct HallSweepOptions {
  std::filesystem::path study;
  std::vector<std::string> vary;           ///< KEY=a:b:n
  std::string hall;                        ///< building_id; empty: the only hall
  std::string scenario = "baseline";       ///< that is varied
  std::vector<std::filesystem::path> out;  ///< .csv, .h5, .png
  std::string figure = "cost_dkk";         ///< of the chart
  int threads = 0;
  bool json = false;
  std::vector<std::string> arguments;  ///< the whole command line, to start again on a virtual display
};

struct HallOptimiseOptions {
  std::filesystem::path study;
  std::string hall;                   ///< building_id; empty: the only hall
  std::string scenario = "baseline";  ///< whose hall is bettered
  std::string goal = "cost";
  std::vector<std::string> vary;  ///< KEY=a:b
  std::vector<std::string> fix;   ///< KEY
  bool cover = false;
  std::filesystem::path out;  ///< scenario (.toml); empty: none
  int threads = 0;
  bool json = false;
};

ExitCode run_hall_explain(const HallExplainOptions& options, const Console& console);
ExitCode run_hall_sweep(const HallSweepOptions& options, const Console& console);
ExitCode run_hall_optimise(const HallOptimiseOptions& options, const Console& console);

}  // namespace tvilling::cli
