// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "cli/exit_codes.hpp"

namespace tvilling::cli {

struct ChooseOptions {
  std::filesystem::path results;
  std::optional<double> budget_dkk;
  std::string objective = "npv";
  std::optional<double> payback_years;
  std::optional<double> total_payback_years;
  std::optional<double> min_co2_tonnes;
  std::optional<int> max_buildings;
  std::vector<std::string> administration_budgets;  ///< "NAME=DKK"
  std::vector<std::string> scenarios;               ///< empty: all
  bool reconciled = false;
  int max_nodes = 5000;
  double max_seconds = 0.0;
  std::filesystem::path out;                  ///< .xlsx or .csv; empty: none
  std::filesystem::path study;                ///< .toml; empty: none
  std::filesystem::path portfolio;            ///< of that study; empty: what the results name
  std::vector<std::filesystem::path> curves;  ///< .csv or .png
  bool force = false;                         ///< replace what is there
  bool json = false;
  std::vector<std::string> arguments;  ///< the whole command line, to start again on a virtual display
};

Command add_choose(CLI::App& root, ChooseOptions& options, bool& quiet, const std::vector<std::string>& arguments);

ExitCode run_choose(const ChooseOptions& options, const Console& console);

}  // namespace tvilling::cli
