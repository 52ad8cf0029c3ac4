// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/text.hpp"
#include "models/portfolio/column_alias.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/read_tables.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
namespace fs = std::filesystem;
using core::Finding;
using core::Severity;
using ReadTable = std::string (*)(core::CsvTable, Portfolio&, core::Findings&);

struct TableKind {
  std::string_view name;
  ReadTable read;
};
constexpr std::array kTables{TableKind{"buildings", read_buildings}, TableKind{"properties", read_properties},
                             TableKind{"leases", read_leases}, TableKind{"units", read_units}};

[[noreturn]] void cannot_read(const fs::path& path, const std::error_code& error) {
  throw core::Error(core::ErrorKind::io, "cannot read the portfolio: " + error.message(), {path.string()},
                    "Name a folder with buildings.csv, or a CSV file of buildings.");
}

/// The CSV files of a folder in the order of their names.
std::vector<fs::path> csv_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator entry(folder, error);
  if (error) cannot_read(folder, error);
  for (; entry != fs::directory_iterator(); entry.increment(error)) {
    if (error) cannot_read(folder, error);
    if (fold(entry->path().extension().string()) == "csv") files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Which file is which table; other CSV files and doubles are told.
std::map<std::string_view, fs::path> assign(const std::vector<fs::path>& files, core::Findings& findings) {
  std::map<std::string_view, fs::path> tables;
  for (const fs::path& file : files) {
    const std::string_view table = table_of_file(file.stem().string());
    if (table.empty()) {
      findings.add({std::string(code::kUnusedFile.code),
                    Severity::warns,
                    {file.string()},
                    "the file is not read",
                    "Read are buildings.csv, properties.csv, leases.csv and units.csv."});
      continue;
    }
    const auto [place, is_new] = tables.emplace(table, file);
    if (is_new) continue;
    findings.add(
        {std::string(code::kTwoFiles.code),
         Severity::stops,
         {file.string()},
         fmt::format("{} and {} are both the {} table", place->second.filename().string(), file.filename().string(), table),
         "Keep one of them in the folder."});
  }
  return tables;
}

/// Findings of one file in the order of its lines.
void sort_by_line(core::Findings& findings, std::size_t from) {
  std::stable_sort(findings.list.begin() + static_cast<std::ptrdiff_t>(from), findings.list.end(),
                   [](const Finding& a, const Finding& b) {
                     return std::pair(a.pos.line, a.pos.column) < std::pair(b.pos.line, b.pos.column);
                   });
}

void read_table(const fs::path& file, ReadTable read, Portfolio& portfolio, core::Findings& findings) {
  const std::size_t from = findings.list.size();
  const std::string bytes = core::read_file(file);
  core::CsvTable csv = core::parse_csv(bytes, file.string(), findings);
  InputFile input{file.string(), core::sha256_hex(bytes), {}};
  if (!csv.header.empty()) input.detected = read(std::move(csv), portfolio, findings);
  portfolio.inputs.push_back(std::move(input));
  sort_by_line(findings, from);
}

/// Ids that a table refers to and the other table does not have: one finding each, at the first row.
class References {
 public:
  References(std::string_view what, std::string_view table) : what_(what), table_(table) {}

  void known(const std::string& id) { known_.insert(id); }
  void refer(const std::string& id, const core::SourcePos& pos) {
    if (id.empty() || known_.contains(id)) return;
    const auto [place, is_new] = unknown_.emplace(id, std::pair(pos, 0));
    ++place->second.second;
    if (is_new) order_.push_back(id);
  }
  void tell(core::Findings& findings) const {
    for (const std::string& id : order_) {
      const auto& [pos, count] = unknown_.at(id);
      findings.add({std::string(code::kUnknownReference.code), Severity::warns, pos,
                    fmt::format("{} \"{}\" is not in the {} table ({} {})", what_, core::shown(id), table_, count,
                                count == 1 ? "row" : "rows"),
                    fmt::format("Add it to the {} table, or correct the id.", table_)});
    }
  }

 private:
  std::string_view what_;
  std::string_view table_;
  std::set<std::string> known_;
  std::map<std::string, std::pair<core::SourcePos, int>> unknown_;
  std::vector<std::string> order_;
};

std::string file_of(const std::map<std::string_view, fs::path>& tables, std::string_view table) {
  const auto found = tables.find(table);
  return found == tables.end() ? std::string() : found->second.string();
}

void check_references(const Portfolio& portfolio, const std::map<std::string_view, fs::path>& tables, core::Findings& findings) {
  References properties("property", "properties");
  References buildings("building", "buildings");
  References leases("lease", "leases");
  for (const Property& property : portfolio.properties) properties.known(property.property_id);
  for (const BuildingRecord& record : portfolio.buildings) buildings.known(record.building.building_id);
  for (const Lease& lease : portfolio.leases) leases.known(lease.lease_id);
  const core::SourcePos lease_file{file_of(tables, "leases")};
  const core::SourcePos unit_file{file_of(tables, "units")};
  if (tables.contains("properties")) {
    for (const BuildingRecord& record : portfolio.buildings) properties.refer(record.building.property_id, record.pos);
    for (const Lease& lease : portfolio.leases) properties.refer(lease.property_id, lease_file);
  }
  for (const Lease& lease : portfolio.leases) buildings.refer(lease.building_id, lease_file);
  if (tables.contains("leases")) {
    for (const Unit& unit : portfolio.units) leases.refer(unit.lease_id, unit_file);
  }
  properties.tell(findings);
  buildings.tell(findings);
  leases.tell(findings);
}

std::map<std::string_view, fs::path> find_tables(const fs::path& path, core::Findings& findings) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) cannot_read(path, error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
  if (!fs::is_directory(status)) return {{"buildings", path}};
  std::map<std::string_view, fs::path> tables = assign(csv_files(path), findings);
  if (!tables.contains("buildings")) {
    findings.add({std::string(code::kNoBuildings.code),
                  Severity::stops,
                  {path.string()},
                  "the folder has no buildings.csv (bygninger.csv)",
                  "Save the list of buildings there as CSV under that name."});
  }
  return tables;
}

std::string name_of(const fs::path& path) {
  fs::path whole = fs::absolute(path).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "city/"
  return fs::is_directory(path) ? whole.filename().string() : whole.stem().string();
}

}  // namespace

Portfolio read_portfolio(const std::filesystem::path& path, core::Findings& findings) {
  const std::map<std::string_view, fs::path> tables = find_tables(path, findings);
  Portfolio portfolio;
  portfolio.name = name_of(path);
  for (const TableKind& kind : kTables) {
    const auto found = tables.find(kind.name);
    if (found != tables.end()) read_table(found->second, kind.read, portfolio, findings);
  }
  // Rows that stopped are missing from the tables: references to them would be told wrongly.
  if (!findings.stops()) check_references(portfolio, tables, findings);
  return portfolio;
}

}  // namespace tvilling::models
