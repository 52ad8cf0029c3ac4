// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/findings.hpp"
#include "core/io/table.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/mapping.hpp"

namespace tvilling::models {

/// An input file as it was read, for the record.
struct InputFile {
  std::string path;
  std::string sha256;
  std::string detected;  ///< "semicolon, decimal comma, ISO-8859-1"
};

/// Where a table of a portfolio stands.
struct TablePlace {
  std::filesystem::path file;
  std::string sheet;  ///< of a workbook, or layer of a GIS file; empty for text
};

/// Where the tables of a portfolio lie: a folder of files, one workbook, one GeoPackage, or one file of buildings. Opening it
/// says which table is where; reading is left to those who know the tables.
class PortfolioSource {
 public:
  /// Finds the tables; what is no table and what is there twice are findings. Throws Error (io) when the path cannot be read.
  PortfolioSource(const std::filesystem::path& path, core::Findings& findings);

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }  ///< of the portfolio: that of its folder or file
  [[nodiscard]] bool has(PortfolioTable table) const { return places_.contains(table); }
  /// The file in which a table stands, for findings; empty when there is none.
  [[nodiscard]] std::string file(PortfolioTable table) const;
  /// The text file that a table is, to be read in a stream; nothing when it is a sheet or layer, or not there.
  [[nodiscard]] std::optional<std::filesystem::path> text_file(PortfolioTable table) const;
  /// Reads a table whole. Its header is empty when it could not be read (told as findings).
  [[nodiscard]] core::Table read(PortfolioTable table, core::Findings& findings) const;
  /// What the user says of names; columns are mapped already in what `read` gives.
  [[nodiscard]] const Mapping& mapping() const noexcept { return mapping_; }
  /// SHA-256 of a table's file, found once for each file.
  [[nodiscard]] std::string sha256(PortfolioTable table) const;

 private:
  std::filesystem::path path_;
  std::string name_;
  Mapping mapping_;
  std::map<PortfolioTable, TablePlace> places_;
  std::map<std::filesystem::path, std::string> sha256_;  ///< of workbooks and GIS files, which may hold several tables
};

}  // namespace tvilling::models
