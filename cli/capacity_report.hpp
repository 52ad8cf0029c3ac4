// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <string>

#include "scenarios/capacity/capacity_report.hpp"

namespace tvilling::cli {

[[nodiscard]] std::string capacity_text(const scenarios::CapacityReport& report);
/// The first table.
[[nodiscard]] std::string capacity_csv(const scenarios::CapacityReport& report);
void write_capacity_workbook(const scenarios::CapacityReport& report, const std::filesystem::path& out);

}  // namespace tvilling::cli
