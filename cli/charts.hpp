// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "viz/chart.hpp"

namespace tvilling::cli {

/// To be called before anything is computed or printed by a command that will draw: without a display the program starts itself
/// again on a virtual one with `arguments` (the whole command line, argv[0] first). Throws Error (wrong_usage) in a program that
/// was built without the viewer, Error (io) where no virtual display comes up.
void need_display(const std::vector<std::string>& arguments);

/// viz::draw_png. Throws Error (wrong_usage) in a program that was built without the viewer.
void draw_chart(const viz::LineChart& chart, const std::filesystem::path& out);
void draw_chart(const viz::BarChart& chart, const std::filesystem::path& out);

}  // namespace tvilling::cli
