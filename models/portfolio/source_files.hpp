// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "models/portfolio/mapping.hpp"
#include "models/portfolio/source.hpp"

namespace tvilling::models {

/// The tables found, and the names of all files, sheets and layers that were looked at.
struct FoundTables {
  std::map<PortfolioTable, TablePlace> places;
  std::vector<std::string> names;
};

/// Which table of a portfolio stands where below a path: by the user's mapping, else by name. What is no table and what is there
/// twice are findings.
[[nodiscard]] FoundTables find_tables(const std::filesystem::path& path, const Mapping& mapping, core::Findings& findings);

}  // namespace tvilling::models
