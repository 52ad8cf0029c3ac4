// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"
#include "models/portfolio/column_alias.hpp"

namespace tvilling::models {

/// One line of a mapping file: their name and ours.
struct MappedName {
  std::string given;
  std::string folded;  ///< how names are compared (fold.hpp)
  std::string ours;    ///< a table, column or use; kNoMapping: is not to be used
  core::SourcePos pos;
};

/// "none": the file or column is left out on purpose, without a warning.
inline constexpr std::string_view kNoMapping = "none";

/// What a user says of names that the alias tables do not know: mapping.toml in the portfolio's folder, or
/// `<name>.mapping.toml` beside a portfolio of one file.
///
///     [files]
///     "udtraek_2026.csv" = "buildings"
///     [buildings]
///     "Bygn. areal brutto" = "area_m2"
///     [use]
///     "Særlig brug" = "office"
struct Mapping {
  std::string file;  ///< empty: there is none
  std::vector<MappedName> files;
  std::map<PortfolioTable, std::vector<MappedName>> columns;
  std::vector<MappedName> uses;

  /// The entry for the name of a file (with or without its ending), sheet or layer.
  [[nodiscard]] const MappedName* find_file(std::string_view name) const;
  [[nodiscard]] const MappedName* find_column(PortfolioTable table, std::string_view header) const;
  [[nodiscard]] const MappedName* find_use(std::string_view text) const;
  /// For the record: `"Bygn. areal brutto" = area_m2, ...`
  [[nodiscard]] std::string summary() const;
};

/// Where the mapping file of a portfolio is looked for.
[[nodiscard]] std::filesystem::path mapping_path(const std::filesystem::path& portfolio);

/// Reads the mapping file of a portfolio; an empty value when there is none. What is wrong in it is a finding (stops) at its
/// place.
[[nodiscard]] Mapping read_mapping(const std::filesystem::path& portfolio, core::Findings& findings);

/// The table that a file, sheet or layer stands for: by the mapping, else by its name. `ignored` is set for "none".
[[nodiscard]] std::optional<PortfolioTable> table_of_name(std::string_view name, const Mapping& mapping, bool& ignored);

/// Gives the columns of a table the names that the mapping says, and takes out those it leaves out. Tells what was mapped, and
/// each entry that matches no column.
void map_columns(core::Table& table, PortfolioTable kind, const Mapping& mapping, core::Findings& findings);

/// Gives the cells of the columns of uses the names that the mapping says; tells them, and adds the entries met to `met`.
void map_uses(core::Table& table, PortfolioTable kind, const Mapping& mapping, std::set<std::string>& met,
              core::Findings& findings);

/// Warns of the entries for files that are not among `names` and for tables that are not among `tables`.
void tell_unmatched(const Mapping& mapping, const std::vector<std::string>& names, const std::set<PortfolioTable>& tables,
                    core::Findings& findings);
/// Warns of the entries for uses that were not met.
void tell_unmatched_uses(const Mapping& mapping, const std::set<std::string>& met, core::Findings& findings);

/// What to write in the mapping file for an unknown header: `in mapping.toml: [buildings] "Header" = "area_m2"`.
[[nodiscard]] std::string mapping_line(PortfolioTable table, std::string_view header);

}  // namespace tvilling::models
