// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/hall_commands.hpp"

namespace tvilling::cli {

/// Room for the options of the group `hall` while the line is read.
struct HallCommandOptions {
  HallExplainOptions explain;
  HallSweepOptions sweep;
  HallOptimiseOptions optimise;
};

/// Examples of the group: at least one of each of its commands.
inline constexpr std::string_view kHallExamples =
    "  tvilling hall explain results.h5\n"
    "  tvilling hall explain results.h5 H1 --scenario rh_60 --charts charts\n"
    "  tvilling hall sweep study.toml --vary relative_humidity=0.5:0.6:5 -o sweep.csv\n"
    "  tvilling hall optimise study.toml -o optimised.toml";

/// The commands of the group `hall`. `arguments`: the whole command line, to start again on a virtual display.
[[nodiscard]] std::vector<Command> add_hall_commands(CLI::App& hall, HallCommandOptions& all, bool& quiet,
                                                     const std::vector<std::string>& arguments);

}  // namespace tvilling::cli
