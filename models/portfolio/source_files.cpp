// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/source_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/io/layers.hpp"
#include "core/io/workbook.hpp"
#include "core/suggest.hpp"
#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/source_codes.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
namespace fs = std::filesystem;
using core::Severity;

[[noreturn]] void cannot_read(const fs::path& path, const std::error_code& error) {
  throw core::Error(core::ErrorKind::io, "cannot read the portfolio: " + error.message(), {path.string()},
                    "Name a folder with buildings.csv, a workbook, a GeoPackage, or a file of buildings.");
}

core::Finding finding(const core::FindingCode& code, Severity severity, core::SourcePos pos, std::string message,
                      std::string hint) {
  return {std::string(code.code), severity, std::move(pos), std::move(message), std::move(hint)};
}

bool has_ending(const fs::path& path, std::string_view ending) {
  return fold(path.extension().string()) == ending;
}

/// A sheet or layer of a file that may hold several tables.
struct Part {
  std::string name;
  bool hidden = false;
};

std::string nearest_table(std::string_view name) {
  const std::string near = core::nearest(core::shown(name), kPortfolioTableNames);
  return near.empty() ? fmt::format("Tables are: {}.", fmt::join(kPortfolioTableNames, ", ")) : "Did you mean \"" + near + "\"?";
}

/// Gathers which table stands where.
class TableFinder {
 public:
  explicit TableFinder(core::Findings& findings) : findings_(findings) {}

  /// A file of a folder: text is one table by its name; a workbook or GIS file holds its sheets or layers.
  void add_file(const fs::path& file) {
    if (core::is_workbook(file) || core::is_layer_file(file)) {
      add_parts(file, table_of_name(file.stem().string()));
    } else if (has_ending(file, "xls")) {
      findings_.add(finding(source_code::kOldWorkbook, Severity::warns, {file.string()},
                            "the file is not read: it is an old workbook", "Save it as .xlsx."));
    } else if (has_ending(file, "csv")) {
      const std::optional<PortfolioTable> table = table_of_name(file.stem().string());
      if (table) {
        place(*table, {file, {}});
      } else {
        findings_.add(finding(code::kUnusedFile, Severity::warns, {file.string()}, "the file is not read",
                              nearest_table(file.stem().string())));
      }
    }
  }

  /// A file that is the whole portfolio: tables by the names of its sheets, or only buildings.
  void add_whole(const fs::path& file) {
    if (core::is_workbook(file) || core::is_layer_file(file)) {
      add_parts(file, PortfolioTable::buildings);
    } else {
      place(PortfolioTable::buildings, {file, {}});
    }
  }

  std::map<PortfolioTable, TablePlace> tables;

 private:
  /// `otherwise`: the table that the file is when it has one sheet only and that has a name of its own.
  void add_parts(const fs::path& file, std::optional<PortfolioTable> otherwise) {
    std::vector<Part> parts = parts_of(file);
    std::size_t named = 0;
    for (const Part& part : parts) named += table_of_name(part.name) ? 1 : 0;
    std::erase_if(parts,
                  [](const Part& part) { return part.name == "layer_styles" || (part.hidden && !table_of_name(part.name)); });
    if (named == 0 && parts.size() == 1 && otherwise) {
      findings_.add(finding(source_code::kTakenAsBuildings, Severity::info, {file.string(), 0, 0, parts.front().name},
                            fmt::format("\"{}\" is read as the {} table", core::shown(parts.front().name), to_string(*otherwise)),
                            {}));
      place(*otherwise, {file, parts.front().name});
      return;
    }
    for (const Part& part : parts) add_part(file, part);
  }

  void add_part(const fs::path& file, const Part& part) {
    const core::SourcePos pos{file.string(), 0, 0, part.name};
    const std::optional<PortfolioTable> table = table_of_name(part.name);
    if (!table) {
      const std::string what = core::is_workbook(file) ? "sheet" : "layer";
      findings_.add(finding(source_code::kUnusedSheet, Severity::warns, pos,
                            fmt::format("the {} \"{}\" is not read", what, core::shown(part.name)), nearest_table(part.name)));
      return;
    }
    if (part.hidden) {
      findings_.add(finding(source_code::kHiddenSheet, Severity::info, pos,
                            fmt::format("the {} table is read from a hidden sheet", to_string(*table)), {}));
    }
    place(*table, {file, part.name});
  }

  std::vector<Part> parts_of(const fs::path& file) {
    std::vector<Part> parts;
    if (core::is_workbook(file)) {
      for (const core::SheetName& sheet : core::sheet_names(file, findings_)) parts.push_back({sheet.name, sheet.hidden});
    } else {
      for (const std::string& layer : core::layer_names(file, findings_)) parts.push_back({layer, false});
    }
    return parts;
  }

  void place(PortfolioTable table, const TablePlace& where) {
    const auto [first, is_new] = tables.emplace(table, where);
    if (is_new) return;
    const auto name = [](const TablePlace& p) {
      return p.file.filename().string() + (p.sheet.empty() ? "" : ":" + core::shown(p.sheet));
    };
    findings_.add(finding(code::kTwoFiles, Severity::stops, {where.file.string(), 0, 0, where.sheet},
                          fmt::format("{} and {} are both the {} table", name(first->second), name(where), to_string(table)),
                          "Keep one of them."));
  }

  core::Findings& findings_;
};

/// The files of a folder in the order of their names. Hidden files and a spreadsheet's locks ("~$x.xlsx") are none.
std::vector<fs::path> files_of(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator entry(folder, error);
  if (error) cannot_read(folder, error);
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    if (error) cannot_read(folder, error);
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.') && !name.starts_with("~$")) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::map<PortfolioTable, TablePlace> find_tables(const fs::path& path, core::Findings& findings) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) cannot_read(path, error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
  const bool folder = fs::is_directory(status);
  TableFinder finder(findings);
  const std::size_t before = findings.count(Severity::stops);
  if (folder) {
    for (const fs::path& file : files_of(path)) finder.add_file(file);
  } else {
    finder.add_whole(path);
  }
  if (!finder.tables.contains(PortfolioTable::buildings) && findings.count(Severity::stops) == before) {
    findings.add(finding(code::kNoBuildings, Severity::stops, {path.string()},
                         folder ? "the folder has no buildings.csv (bygninger.csv)" : "the file has no table of buildings",
                         folder ? "Save the list of buildings there as CSV or .xlsx under that name."
                                : "Name the sheet or layer with the buildings \"buildings\" (bygninger)."));
  }
  return std::move(finder.tables);
}

}  // namespace tvilling::models
