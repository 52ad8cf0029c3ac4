// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include "core/io/csv.hpp"
#include "core/io/file.hpp"
#include "core/io/layer_writer.hpp"
#include "core/io/workbook_writer.hpp"
#include "core/text.hpp"
#include "models/portfolio/hall_hours.hpp"
#include "models/portfolio/portfolio.hpp"
#include "models/portfolio/table_cells.hpp"
#include "models/portfolio/wkt.hpp"

namespace tvilling::models {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, kUseNames.size()> kDanishUses{
    "kontor",    "skole",  "daginstitution", "klub",    "plejehjem",      "bosted",    "idrætshal",
    "svømmehal", "kultur", "klubhus",        "sundhed", "værksted/lager", "småbygning"};

/// The first alias of a column: the data name the BBR field or the Danish word first.
std::string danish_column(PortfolioTable table, const std::string& column) {
  if (column.ends_with(kOriginSuffix)) {
    return danish_column(table, column.substr(0, column.size() - kOriginSuffix.size())) + "_oprindelse";
  }
  for (const TableColumn& known : table_columns(table)) {
    if (known.column == column) return known.aliases.empty() ? column : known.aliases.front();
  }
  return column;
}

std::string name_of(PortfolioTable table, bool danish) {
  return danish ? names_of_table(table).front() : std::string(to_string(table));
}

core::SheetCell danish_cell(const std::string& column, const core::SheetCell& cell) {
  const std::string* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return cell;
  const auto use = std::find(kUseNames.begin(), kUseNames.end(), *text);
  if (column.starts_with("use") && use != kUseNames.end()) {
    return std::string(kDanishUses[static_cast<std::size_t>(use - kUseNames.begin())]);
  }
  if (column == "days") {
    const std::optional<std::bitset<kWeekDays>> days = parse_days(*text);
    return days ? days_text(*days, true) : *text;
  }
  constexpr std::array<std::array<std::string_view, 3>, 9> kWords{{{"tenure", "owned", "ejet"},
                                                                   {"tenure", "third_party", "lejet"},
                                                                   {"carrier", "heat", "varme"},
                                                                   {"carrier", "electricity", "el"},
                                                                   {"carrier", "water", "vand"},
                                                                   {"kind", "register", "målerstand"},
                                                                   {"kind", "public", "offentlig"},
                                                                   {"kind", "school", "skole"},
                                                                   {"kind", "club", "forening"}}};
  for (const auto& [name, word, danish] : kWords) {
    if (column == name && *text == word) return std::string(danish);
  }
  return cell;
}

/// Headers and words in Danish.
void make_danish(OutTable& table) {
  for (std::vector<core::SheetCell>& row : table.rows) {
    const std::size_t columns = std::min(row.size(), table.columns.size());  // a planted row may have a cell more
    for (std::size_t i = 0; i < columns; ++i) row[i] = danish_cell(table.columns[i].name, row[i]);
  }
  for (core::LayerField& column : table.columns) column.name = danish_column(table.table, column.name);
}

/// The outlines of the buildings as a last column of text.
void add_geometry(OutTable& table, const Portfolio& portfolio) {
  const auto has_outline = [](const BuildingRecord& record) { return !record.building.footprint.empty(); };
  if (std::none_of(portfolio.buildings.begin(), portfolio.buildings.end(), has_outline)) return;
  table.columns.push_back({"geometry", core::FieldType::text});
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const std::vector<Point>& outline = portfolio.buildings[i].building.footprint;
    table.rows[i].emplace_back(outline.empty() ? std::string() : to_wkt(outline));
  }
}

/// "1.234" could be 1234 in a Danish table: a fourth decimal leaves no doubt.
bool may_be_thousands(const std::string& text) {
  const std::size_t point = text.find_first_of(".,");
  return point != std::string::npos && text.size() - point == 4;
}

std::string house_number(double number) {
  if (std::isnan(number)) return {};
  std::string text = fmt::format("{}", number);
  if (may_be_thousands(text)) text += '0';
  return text;
}

std::string danish_number(double number) {
  std::string text = house_number(number);
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

std::string to_csv(const OutTable& table, bool danish) {
  core::CsvWriter out(danish ? core::CsvForm::danish : core::CsvForm::house);
  for (const core::LayerField& column : table.columns) out.cell(column.name);
  out.end_row();
  for (const std::vector<core::SheetCell>& row : table.rows) {
    for (const core::SheetCell& cell : row) out.cell(cell_text({}, cell, danish));
    out.end_row();
  }
  return out.text();
}

std::string latin1_of(const std::string& utf8, const fs::path& path) {
  std::string bytes;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = [&utf8](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const std::size_t length = core::utf8_length(utf8, at);
    const bool fits = length == 1 || (length == 2 && byte(at) <= 0xC3);
    if (!fits) {
      throw core::Error(
          core::ErrorKind::bad_input,
          "a letter is not in ISO-8859-1: " + core::shown(std::string_view(utf8).substr(at, std::max<std::size_t>(length, 1))),
          {path.string()}, "Write UTF-8.");
    }
    bytes += static_cast<char>(length == 1 ? byte(at) : ((byte(at) & 0x03U) << 6U) | (byte(at + 1) & 0x3FU));
    at += length;
  }
  return bytes;
}

/// A file of a table that the portfolio does not write would be read as part of it.
void check_no_leftover(const fs::path& folder, PortfolioTable table, const fs::path& written) {
  std::vector<std::string> names = names_of_table(table);
  names.emplace_back(to_string(table));
  for (const std::string& name : names) {
    const fs::path path = folder / (name + ".csv");
    if (path == written || !fs::exists(path)) continue;
    throw core::Error(core::ErrorKind::io, "the folder has this table of another portfolio", {path.string()},
                      "Choose an empty folder, or remove the file.");
  }
}

void write_folder(const std::vector<OutTable>& tables, const fs::path& folder, const WriteOptions& options) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw core::Error(core::ErrorKind::io, "cannot make the folder: " + error.message(), {folder.string()},
                      "Choose another folder, or ask for permission.");
  }
  const auto path_of = [&](const OutTable& table) { return folder / (name_of(table.table, options.danish) + ".csv"); };
  for (const OutTable& table : tables) check_no_leftover(folder, table.table, table.rows.empty() ? fs::path() : path_of(table));
  // Buildings last: without them the folder is no portfolio, so a half-written one is not taken for whole.
  for (std::size_t i = tables.size(); i-- > 0;) {
    if (tables[i].rows.empty() && i > 0) continue;
    const std::string text = to_csv(tables[i], options.danish);
    core::write_file_atomic(path_of(tables[i]), options.latin1 ? latin1_of(text, path_of(tables[i])) : text);
  }
}

void write_workbook(const std::vector<OutTable>& tables, const fs::path& path, const WriteOptions& options) {
  core::WorkbookWriter book(path);
  for (const OutTable& table : tables) {
    if (table.rows.empty() && table.table != PortfolioTable::buildings) continue;
    std::vector<core::SheetColumn> columns;
    columns.reserve(table.columns.size());
    for (const core::LayerField& column : table.columns) columns.push_back({column.name});
    book.sheet(name_of(table.table, options.danish), columns);
    for (const std::vector<core::SheetCell>& row : table.rows) book.row(row);
  }
  book.finish();
}

std::vector<core::LayerWriter::Coordinate> outline_of(const Building& building) {
  std::vector<core::LayerWriter::Coordinate> points;
  points.reserve(building.footprint.size());
  for (const Point& point : building.footprint) points.emplace_back(point.x_m, point.y_m);
  return points;
}

/// A layer of outlines where any building has one; the positions are columns.
void write_geopackage(const std::vector<OutTable>& tables, const Portfolio& portfolio, const fs::path& path,
                      const WriteOptions& options) {
  const bool outlines = std::any_of(portfolio.buildings.begin(), portfolio.buildings.end(),
                                    [](const BuildingRecord& record) { return !record.building.footprint.empty(); });
  core::LayerWriter file(path);
  for (const OutTable& table : tables) {
    const bool buildings = table.table == PortfolioTable::buildings;
    if (table.rows.empty() && !buildings) continue;
    const core::LayerShape shape = buildings && outlines ? core::LayerShape::polygon : core::LayerShape::none;
    file.layer(name_of(table.table, options.danish), table.columns, shape);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      if (shape == core::LayerShape::none || i >= portfolio.buildings.size()) {
        file.feature(table.rows[i]);
      } else {
        file.feature(table.rows[i], outline_of(portfolio.buildings[i].building));
      }
    }
  }
  file.finish();
}

bool ends_in(const fs::path& path, std::string_view ending) {
  return path.extension() == ending;
}

}  // namespace

std::string cell_text(const std::string& column, const core::SheetCell& cell, bool danish) {
  const core::SheetCell shown = danish ? danish_cell(column, cell) : cell;
  if (const double* number = std::get_if<double>(&shown)) {
    return danish ? danish_number(*number) : house_number(*number);
  }
  if (const bool* flag = std::get_if<bool>(&shown)) return danish ? (*flag ? "ja" : "nej") : (*flag ? "yes" : "no");
  const std::string* text = std::get_if<std::string>(&shown);
  return text == nullptr ? std::string() : *text;
}

std::vector<OutTable> tables_of(const Portfolio& portfolio, const fs::path& path) {
  std::vector<OutTable> tables = tables_of(portfolio);
  if (!ends_in(path, ".gpkg")) add_geometry(tables.front(), portfolio);
  return tables;
}

void write_tables(std::vector<OutTable> tables, const Portfolio& portfolio, const fs::path& path, const WriteOptions& options) {
  if (options.danish) {
    for (OutTable& table : tables) make_danish(table);
  }
  if (ends_in(path, ".xlsx")) {
    write_workbook(tables, path, options);
  } else if (ends_in(path, ".gpkg")) {
    write_geopackage(tables, portfolio, path, options);
  } else {
    write_folder(tables, path, options);
  }
}

void write_portfolio(const Portfolio& portfolio, const std::filesystem::path& path, const WriteOptions& options) {
  write_tables(tables_of(portfolio, path), portfolio, path, options);
}

}  // namespace tvilling::models
