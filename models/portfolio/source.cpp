// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/source.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/layers.hpp"
#include "core/io/workbook.hpp"
#include "models/portfolio/source_codes.hpp"
#include "models/portfolio/source_files.hpp"

namespace tvilling::models {

namespace {

namespace fs = std::filesystem;

std::string name_of(const fs::path& path) {
  if (path.empty()) {
    throw core::Error(core::ErrorKind::bad_input, "the path of the portfolio is empty", {},
                      "Name a folder of tables, a workbook or a buildings table.");
  }
  fs::path whole = fs::absolute(path).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "city/"
  return fs::is_directory(path) ? whole.filename().string() : whole.stem().string();
}

/// Beside a workbook its mapping, overrides and screening have its name; one that is named as in a folder would be passed over
/// unheard.
void tell_not_its_own(const fs::path& portfolio, core::Findings& findings) {
  std::error_code ignored;  // what is not there is not read either
  if (fs::is_directory(portfolio, ignored)) return;
  for (const std::string_view name : {"mapping.toml", "overrides.toml", "screening.toml"}) {
    const fs::path file = portfolio.parent_path() / name;
    const std::string own = fmt::format("{}.{}", portfolio.stem().string(), name);
    if (!fs::exists(file, ignored) || fs::exists(portfolio.parent_path() / own, ignored)) continue;
    findings.add({std::string(source_code::kNotItsOwn.code),
                  core::Severity::warns,
                  {file.string()},
                  fmt::format("it is not read: {} is a portfolio of one file", portfolio.filename().string()),
                  fmt::format("Name it \"{}\", or name the folder as the portfolio.", own)});
  }
}

}  // namespace

PortfolioSource::PortfolioSource(const fs::path& path, core::Findings& findings)
    : path_(path), name_(name_of(path)), mapping_(read_mapping(path, findings)) {
  FoundTables found = find_tables(path, mapping_, findings);
  places_ = std::move(found.places);
  std::set<PortfolioTable> tables;
  for (const auto& [table, place] : places_) {
    tables.insert(table);
    if (place.sheet.empty() || sha256_.contains(place.file)) continue;
    sha256_.emplace(place.file, core::sha256_hex(core::read_file(place.file)));
  }
  tell_unmatched(mapping_, found.names, tables, findings);
  tell_not_its_own(path, findings);
}

std::string PortfolioSource::file(PortfolioTable table) const {
  const auto found = places_.find(table);
  return found == places_.end() ? std::string() : found->second.file.string();
}

std::optional<fs::path> PortfolioSource::text_file(PortfolioTable table) const {
  const auto found = places_.find(table);
  if (found == places_.end() || !found->second.sheet.empty()) return std::nullopt;
  return found->second.file;
}

core::Table PortfolioSource::read(PortfolioTable table, core::Findings& findings) const {
  const TablePlace& place = places_.at(table);
  core::Table read = core::is_workbook(place.file)     ? core::read_sheet(place.file, place.sheet, findings)
                     : core::is_layer_file(place.file) ? core::read_layer(place.file, place.sheet, findings)
                                                       : core::read_csv(place.file, findings);
  map_columns(read, table, mapping_, findings);
  return read;
}

std::string PortfolioSource::sha256(PortfolioTable table) const {
  const fs::path& file = places_.at(table).file;
  const auto known = sha256_.find(file);
  return known != sha256_.end() ? known->second : core::sha256_hex(core::read_file(file));
}

}  // namespace tvilling::models
