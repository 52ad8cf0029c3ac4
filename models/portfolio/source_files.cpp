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
#include "models/portfolio/synthetic_faults.hpp"

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

std::string mapping_hint(std::string_view name) {
  const std::string near = core::nearest(core::shown(name), kPortfolioTableNames);
  return (near.empty() ? "" : fmt::format("Did you mean \"{}\"? ", near)) +
         fmt::format(
             "Name it as its table ({}), or write in mapping.toml: [files] \"{}\" = \"buildings\"; \"none\" silences this.",
             fmt::join(kPortfolioTableNames, ", "), core::shown(name));
}

/// Gathers which table stands where.
class TableFinder {
 public:
  TableFinder(const Mapping& mapping, core::Findings& findings) : mapping_(mapping), findings_(findings) {}

  /// A file of a folder: text is one table by its name; a workbook or GIS file holds its sheets or layers.
  void add_file(const fs::path& file) {
    const bool parted = core::is_workbook(file) || core::is_layer_file(file);
    const std::string name = file.filename().string();
    if (!parted && !has_ending(file, "csv")) {
      add_unread(file, name);
      return;
    }
    if (name == "faults.csv" && is_faults_file(file)) return;  // what `synth --faults` lays beside its tables
    bool ignored = false;
    const std::optional<PortfolioTable> table = table_of_name(name, mapping_, ignored);
    found.names.push_back(name);
    if (ignored) return;
    if (parted) {
      add_parts(file, table);
    } else if (table) {
      place(*table, {file, {}});
    } else {
      findings_.add(finding(code::kUnusedFile, Severity::warns, {file.string()}, "the file is not read", mapping_hint(name)));
    }
  }

  /// A file that is the whole portfolio: tables by the names of its sheets, or only buildings.
  void add_whole(const fs::path& file) {
    found.names.push_back(file.filename().string());
    if (core::is_workbook(file) || core::is_layer_file(file)) {
      add_parts(file, PortfolioTable::buildings);
    } else {
      place(PortfolioTable::buildings, {file, {}});
    }
  }

  FoundTables found;

 private:
  /// A file of a kind that may hold a table and is not read. Texts are often notes: they only inform, unless named as a table.
  void add_unread(const fs::path& file, const std::string& name) {
    const bool text = has_ending(file, "txt") || has_ending(file, "json");
    const bool old = has_ending(file, "xls");
    if (!text && !old && !has_ending(file, "tsv") && !has_ending(file, "shp") && !has_ending(file, "xlsb")) return;
    bool ignored = false;
    const std::optional<PortfolioTable> table = table_of_name(name, mapping_, ignored);
    found.names.push_back(name);
    if (ignored) return;
    if (old) {
      findings_.add(finding(source_code::kOldWorkbook, Severity::warns, {file.string()},
                            "the file is not read: it is an old workbook", "Save it as .xlsx."));
      return;
    }
    findings_.add(finding(code::kUnusedFile, text && !table ? Severity::info : Severity::warns, {file.string()},
                          fmt::format("the file is not read: {} is no form of a table", file.extension().string()),
                          has_ending(file, "shp") ? "Export the layer as GeoPackage (.gpkg) or GeoJSON."
                                                  : "If it holds a table, save it as .csv or .xlsx."));
  }

  /// A sheet or layer, with the table that it is.
  struct Part {
    std::string name;
    bool hidden = false;
    std::optional<PortfolioTable> table;
  };

  /// `otherwise`: the table that the file is when it has one sheet only and that has a name of its own.
  void add_parts(const fs::path& file, std::optional<PortfolioTable> otherwise) {
    const std::vector<Part> parts = parts_of(file);
    if (parts.empty()) return;  // all ignored, or unreadable, which is told
    const bool any_named = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.table.has_value(); });
    const bool own_form = otherwise == PortfolioTable::links;  // its sheets are known to those who wrote it
    if (!any_named && otherwise && (parts.size() == 1 || own_form)) {
      const core::SourcePos pos{file.string(), 0, 0, parts.front().name};
      findings_.add(finding(source_code::kTakenAs, Severity::info, pos,
                            fmt::format("\"{}\" is read as the {} table", core::shown(parts.front().name), to_string(*otherwise)),
                            {}));
      place(*otherwise, {file, parts.front().name});
      return;
    }
    for (const Part& part : parts) {
      if (part.table || !own_form) add_part(file, part);
    }
  }

  void add_part(const fs::path& file, const Part& part) {
    const core::SourcePos pos{file.string(), 0, 0, part.name};
    if (!part.table) {
      const std::string what = core::is_workbook(file) ? "sheet" : "layer";
      findings_.add(finding(source_code::kUnusedSheet, Severity::warns, pos,
                            fmt::format("the {} \"{}\" is not read", what, core::shown(part.name)), mapping_hint(part.name)));
      return;
    }
    if (part.hidden) {
      findings_.add(finding(source_code::kHiddenSheet, Severity::info, pos,
                            fmt::format("the {} table is read from a hidden sheet", to_string(*part.table)), {}));
    }
    place(*part.table, {file, part.name});
  }

  /// Without what the user leaves out, QGIS's own table of styles and hidden sheets that are no table.
  std::vector<Part> parts_of(const fs::path& file) {
    std::vector<Part> parts;
    if (core::is_workbook(file)) {
      for (const core::SheetName& sheet : core::sheet_names(file, findings_)) parts.push_back({sheet.name, sheet.hidden, {}});
    } else {
      for (const std::string& layer : core::layer_names(file, findings_)) parts.push_back({layer, false, {}});
    }
    std::vector<Part> kept;
    for (Part& part : parts) {
      bool ignored = false;
      part.table = table_of_name(part.name, mapping_, ignored);
      found.names.push_back(part.name);
      const bool of_no_use = !part.table && (part.hidden || part.name == "layer_styles");
      if (!ignored && !of_no_use) kept.push_back(std::move(part));
    }
    return kept;
  }

  void place(PortfolioTable table, const TablePlace& where) {
    const auto [first, is_new] = found.places.emplace(table, where);
    if (is_new) return;
    const auto name = [](const TablePlace& p) {
      return p.file.filename().string() + (p.sheet.empty() ? "" : ":" + core::shown(p.sheet));
    };
    findings_.add(finding(code::kTwoFiles, Severity::stops, {where.file.string(), 0, 0, where.sheet},
                          fmt::format("{} and {} are both the {} table", name(first->second), name(where), to_string(table)),
                          "Keep one of them in the folder."));
  }

  const Mapping& mapping_;
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

FoundTables find_tables(const fs::path& path, const Mapping& mapping, core::Findings& findings) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) cannot_read(path, error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
  const bool folder = fs::is_directory(status);
  TableFinder finder(mapping, findings);
  const std::size_t before = findings.count(Severity::stops);
  if (folder) {
    for (const fs::path& file : files_of(path)) finder.add_file(file);
  } else {
    finder.add_whole(path);
  }
  if (!finder.found.places.contains(PortfolioTable::buildings) && findings.count(Severity::stops) == before) {
    findings.add(finding(code::kNoBuildings, Severity::stops, {path.string()},
                         folder ? "the folder has no buildings.csv (bygninger.csv)" : "the file has no table of buildings",
                         folder ? "Save the list of buildings there as CSV or .xlsx under that name."
                                : "Name the sheet or layer with the buildings \"buildings\" (bygninger)."));
  }
  return std::move(finder.found);
}

}  // namespace tvilling::models
