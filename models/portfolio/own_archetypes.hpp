// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>

#include "core/findings.hpp"
#include "core/io/csv.hpp"
#include "models/portfolio/portfolio.hpp"

namespace tvilling::models {

/// Where a portfolio's own archetype tables stand: `archetypes` in its folder; beside a file X.csv, X.xlsx or X.gpkg the folder
/// `archetypes_X`.
[[nodiscard]] std::filesystem::path own_archetypes_folder(const std::filesystem::path& portfolio);

/// Reads the own archetype tables of the portfolio at `path`, where there are any, into it: they take the place of the built-in
/// ones of the same name. Every mistake in them is a finding (stops). Throws Error (io) when the folder cannot be read.
void read_own_archetypes(const std::filesystem::path& path, Portfolio& portfolio, core::Findings& findings);

/// Writes the built-in tables as files to be read and edited. Throws Error (bad_input) when one of them is there already.
void write_archetypes(const std::filesystem::path& folder, core::CsvForm form);

}  // namespace tvilling::models
