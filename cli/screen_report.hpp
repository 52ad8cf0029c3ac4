// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "cli/commands.hpp"
#include "scenarios/screening/screening_report.hpp"

namespace tvilling::cli {

[[nodiscard]] std::string screen_text(const ScreenOptions& options, const scenarios::ScreeningReport& report);
void write_screen_workbook(const ScreenOptions& options, const scenarios::ScreeningReport& report,
                           const std::filesystem::path& path);
/// Returns how many buildings are in it.
std::size_t write_screen_map(const scenarios::ScreeningReport& report, const std::filesystem::path& path);

}  // namespace tvilling::cli
