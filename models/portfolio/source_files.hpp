// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <map>

#include "core/findings.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

/// Which table of a portfolio stands where below a path. What is no table and what is there twice are findings.
[[nodiscard]] std::map<PortfolioTable, TablePlace> find_tables(const std::filesystem::path& path, core::Findings& findings);

}  // namespace tvilling::models
