// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "core/io/projection.hpp"
#include "core/text.hpp"
#include "models/portfolio/building_cells.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/position.hpp"
#include "models/portfolio/read_tables.hpp"
#include "models/portfolio/source_codes.hpp"
#include "models/portfolio/table_reader.hpp"
#include "models/portfolio/use_alias.hpp"
#include "models/portfolio/wkt.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
using core::shown;
using Row = TableReader::Row;

constexpr std::array<std::string_view, 4> kRequired{"building_id", "use", "area_m2", "year"};

std::vector<std::string_view> number_columns() {
  std::vector<std::string_view> names;
  for (const BuildingColumn& column : building_columns()) names.emplace_back(column.variable.name);
  names.insert(names.end(), {"use_2_area_m2", "use_3_area_m2"});
  return names;
}

/// In registers 0 says "not known" in these columns.
bool means_missing(std::string_view column, double value) {
  return value == 0.0 && (column == "storeys" || column == "footprint_area_m2" || column == "storey_height_m");
}

bool named_nursing_home(std::string_view name) {
  const std::string folded = fold(name);
  constexpr std::array<std::string_view, 5> kWords{"plejehjem", "plejecenter", "plejebolig", "aeldrecenter", "nursinghome"};
  return std::any_of(kWords.begin(), kWords.end(),
                     [&folded](std::string_view word) { return folded.find(word) != std::string::npos; });
}

std::string position_message(PositionProblem problem, double x_m, double y_m) {
  switch (problem) {
    case PositionProblem::swapped: return fmt::format("x and y are swapped: x is {:.10g}, y is {:.10g}", x_m, y_m);
    case PositionProblem::degrees:
      return fmt::format("the position {:.10g}, {:.10g} is in degrees, not in metres of EPSG:25832", x_m, y_m);
    default: return fmt::format("the position {:.10g}, {:.10g} is not in Denmark in EPSG:25832", x_m, y_m);
  }
}

/// Where latitude 54-58 and longitude 8-15.5 come to lie when they are taken for longitude and latitude.
bool could_be_latitude_first(double x_m, double y_m) {
  return x_m > 5.8e6 && x_m < 6.7e6 && y_m > 1.2e6 && y_m < 2.5e6;
}

std::string position_hint(PositionProblem problem, double x_m, double y_m) {
  switch (problem) {
    case PositionProblem::swapped: return "Swap them: x (easting) is 400000 to 900000, y (northing) 6000000 to 6450000.";
    case PositionProblem::degrees: return "Export the layer in EPSG:25832 (ETRS89 / UTM zone 32N), e.g. with \"Export\" in QGIS.";
    default:
      if (could_be_latitude_first(x_m, y_m))
        return "Latitude may stand before longitude: put longitude first, and export the layer again.";
      return "x (easting) must be 400000 to 900000, y (northing) 6000000 to 6450000.";
  }
}

/// Reads the rows of the buildings table one by one.
class BuildingsReader {
 public:
  BuildingsReader(TableReader& table, int this_year, std::vector<ExcludedBuilding>& excluded) noexcept
      : table_(table), this_year_(this_year), excluded_(excluded) {}

  /// The building of a row; nothing when something in it stops, or when it is excluded.
  std::optional<BuildingRecord> read(Row row) {
    static_cast<void>(table_.take_stopped());
    // First: what is wrong with a building that is not there stops nobody.
    std::string reason = excluding_status(table_, row);
    if (!reason.empty()) return exclude(row, "status", std::move(reason));
    const YearCell year = read_year(table_, row, this_year_);
    if (year.planned) {
      ++planned_;
      return exclude(row, "year", fmt::format("year is \"{}\", later than {}", shown(table_.text(row, "year")), this_year_));
    }
    BuildingRecord record;
    record.pos = table_.pos(row, "building_id");
    record.visitors_pos = table_.pos(row, "visitors_per_year");
    Building& building = record.building;
    building.building_id = table_.id(row);
    building.name = table_.text(row, "name");
    record.address = table_.text(row, "address");
    building.property_id = table_.text(row, "property_id");
    building.administration = table_.text(row, "administration");
    building.listed = table_.flag(row, "listed", false);
    building.year = year.year;
    read_use(row, building);
    read_numbers(row, building);
    read_use_parts(table_, row, building);
    read_position(row, building);
    read_geometry(row, building);
    read_origins(table_, row, record);
    if (year.from_text)
      record.origin[static_cast<std::size_t>(find_building_column("year") - building_columns().data())] = Origin::filled;
    if (table_.take_stopped() || !table_.complete()) return std::nullopt;
    note_missing(row, building, year.impossible);
    return record;
  }

  /// How many were left out because they are of a later year.
  [[nodiscard]] std::size_t planned() const noexcept { return planned_; }

 private:
  std::nullopt_t exclude(Row row, std::string_view column, std::string reason) {
    table_.say(core::Severity::info, code::kExcluded, row, column, fmt::format("the building is left out: {}", reason),
               "Only buildings that stand today are simulated.");
    excluded_.push_back({table_.id_text(row), std::move(reason)});
    return std::nullopt;
  }

  void read_use(Row row, Building& building) {
    if (!table_.has("use")) return;
    const std::string& text = table_.text(row, "use");
    if (is_missing_use(text)) {
      const std::string what = text.empty() ? "empty" : fmt::format("\"{}\" (not known)", shown(text));
      table_.stop(code::kMissingValue, row, "use", "use is " + what,
                  "Every building needs a use: a BBR code or a word. " + suggest_use({}));
      return;
    }
    const std::optional<UseMatch> match = match_use(text);
    if (!match) {
      table_.stop(code::kUnknownUse, row, "use", fmt::format("use \"{}\" is not known", shown(text)), suggest_use(text));
      return;
    }
    building.use = match->use;
    if (match->approximate) {
      table_.note(code::kApproximateUse,
                  fmt::format("use \"{}\" is read as {}, which it fits only in part", shown(text), to_string(match->use)),
                  "Write the use that fits best, where it is another.", row, "use");
    }
    if (match->use == Use::residential_care && text.starts_with("160") && named_nursing_home(building.name)) {
      table_.note(code::kApproximateUse,
                  fmt::format("use \"{}\" is read as residential_care, but the name says nursing home", shown(text)),
                  "BBR has one code for both: write nursing_home (plejehjem) where it is one.", row, "use");
    }
  }

  void read_numbers(Row row, Building& building) {
    for (const BuildingColumn& column : building_columns()) {
      const std::string_view name = column.variable.name;
      if (name == "x_m" || name == "y_m" || name == "year" || !table_.has(name)) continue;
      building.*column.member = name == "area_m2" ? read_area(row, column) : read_number(row, column);
    }
  }

  double read_number(Row row, const BuildingColumn& column) {
    const std::string_view name = column.variable.name;
    const double given = table_.number(row, name, {}, column.variable.unit);
    if (std::isnan(given) || means_missing(name, given)) return kMissing;
    return table_.number(row, name, {column.min, column.max}, column.variable.unit);
  }

  double read_area(Row row, const BuildingColumn& column) {
    const double given = table_.number(row, "area_m2", {}, column.variable.unit);
    const bool blank = std::isnan(given) && is_blank_number(table_.text(row, "area_m2"));
    if (!blank && given != 0.0)
      return std::isnan(given) ? kMissing : table_.number(row, "area_m2", {column.min, column.max}, column.variable.unit);
    table_.stop(code::kMissingValue, row, "area_m2", blank ? "area_m2 is missing" : "area_m2 is 0, which means missing",
                "Every building needs its gross floor area.");
    return kMissing;
  }

  static bool is_blank_number(const std::string& text) {
    const std::optional<double> value = core::parse_number(text, core::NumberFormat::point);
    return value && std::isnan(*value);
  }

  void read_position(Row row, Building& building) {
    double x_m = table_.number(row, "x_m", {});
    double y_m = table_.number(row, "y_m", {});
    std::string_view column = "x_m";
    const std::string& point = table_.text(row, "position");
    if (std::isnan(x_m) && std::isnan(y_m) && !point.empty()) {
      column = "position";
      const std::optional<Point> parsed = parse_wkt_point(point);
      if (!parsed) {
        table_.stop(code::kUnreadableGeometry, row, column,
                    fmt::format("position is \"{}\", which is no WKT POINT", shown(point)),
                    "Write POINT(x y) in EPSG:25832, or leave it empty.");
        return;
      }
      x_m = parsed->x_m;
      y_m = parsed->y_m;
    }
    if (x_m == 0.0 && y_m == 0.0) return;  // registers write 0, 0 for "not known"
    if (std::isnan(x_m) != std::isnan(y_m)) {
      table_.stop(code::kPosition, row, column,
                  fmt::format("{} is given without {}", std::isnan(x_m) ? "y_m" : "x_m", std::isnan(x_m) ? "x_m" : "y_m"),
                  "Give both, or neither.");
      return;
    }
    if (std::isnan(x_m)) return;
    const PositionProblem problem = check_position({x_m, y_m});
    if (problem == PositionProblem::degrees && read_degrees(row, column, x_m, y_m, building)) return;
    if (problem != PositionProblem::none) {
      table_.stop(code::kPosition, row, column, position_message(problem, x_m, y_m), position_hint(problem, x_m, y_m));
      return;
    }
    building.x_m = x_m;
    building.y_m = y_m;
  }

  /// Longitude and latitude in Denmark are brought to EPSG:25832 and told; false when they are not in Denmark.
  bool read_degrees(Row row, std::string_view column, double longitude, double latitude, Building& building) {
    if (!core::are_danish_degrees(longitude, latitude)) return false;
    const std::optional<std::pair<double, double>> metres = core::utm32_of_degrees(longitude, latitude);
    if (!metres) return false;
    building.x_m = metres->first;
    building.y_m = metres->second;
    table_.note(source_code::kDegrees, "positions in degrees (longitude, latitude) are brought to EPSG:25832", {}, row, column,
                core::Severity::info);
    return true;
  }

  void read_geometry(Row row, Building& building) {
    const std::string& text = table_.text(row, "geometry");
    if (text.empty()) return;
    WktFootprint footprint = parse_wkt_footprint(text);
    if (!footprint.unreadable.empty()) {
      table_.stop(code::kUnreadableGeometry, row, "geometry", "the geometry is no footprint: " + footprint.unreadable,
                  "Write a WKT POLYGON in EPSG:25832, or leave the cell empty.");
      return;
    }
    if (!footprint.invalid.empty()) {
      table_.warn(code::kInvalidGeometry, row, "geometry", "the footprint is left out: " + footprint.invalid,
                  "Mend the polygon where it was drawn. Until then the building is a box at x_m and y_m, or without a place.");
      return;
    }
    if (footprint.position != PositionProblem::none) {
      const Point at = footprint.outside;
      table_.stop(code::kPosition, row, "geometry", "geometry: " + position_message(footprint.position, at.x_m, at.y_m),
                  position_hint(footprint.position, at.x_m, at.y_m));
      return;
    }
    tell_mended(row, footprint);
    building.footprint = std::move(footprint.ring);
  }

  void tell_mended(Row row, const WktFootprint& footprint) {
    if (footprint.was_open) {
      table_.warn(code::kMendedGeometry, row, "geometry", "the footprint was not closed; it is closed now",
                  "Repeat the first point at the end.");
    }
    if (footprint.parts_left_out > 0) {
      table_.warn(code::kMendedGeometry, row, "geometry",
                  fmt::format("the footprint has {} parts; the largest is used", footprint.parts_left_out + 1),
                  "Give each part a row of its own, if they are buildings.");
    }
    if (footprint.courtyards_left_out > 0) {
      table_.warn(
          code::kMendedGeometry, row, "geometry",
          fmt::format("{} of the footprint left out: only the outer ring is used",
                      footprint.courtyards_left_out == 1 ? "a courtyard is"
                                                         : fmt::format("{} courtyards are", footprint.courtyards_left_out)),
          "Give footprint_area_m2, so that the covered area is right.");
    }
  }

  void note_missing(Row row, const Building& building, bool year_told) {
    constexpr std::string_view kPlaceHint =
        "Nothing can replace it: the building is taken as outside the inner city and not drawn.";
    constexpr std::string_view kHint = "It will be filled and marked. Add it where you know it.";
    if (std::isnan(building.year) && !year_told)
      table_.note(code::kFilledLater, "year is missing (blank, 0 or 1000)", kHint, row, "year");
    const bool placed = !std::isnan(building.x_m) || !building.footprint.empty();
    if (!placed) table_.note(code::kFilledLater, "the position (x_m, y_m) is missing", kPlaceHint, row, "x_m");
  }

  TableReader& table_;
  int this_year_;
  std::size_t planned_ = 0;
  std::vector<ExcludedBuilding>& excluded_;
};

/// A column of statuses that means something else would leave a portfolio without most of its buildings.
void tell_excluded(const std::string& file, std::size_t rows, std::size_t out, core::Findings& findings) {
  if (2 * out <= rows) return;
  findings.add({std::string(code::kExcluded.code),
                out == rows ? core::Severity::stops : core::Severity::warns,
                {file},
                fmt::format("{} of {} buildings are left out by their status or year", out, rows),
                "In the column status, 6 (opført) or \"built\" is a building that stands. If the column means something else: in "
                "mapping.toml, [buildings] and its name = \"none\"."});
}

}  // namespace

std::string read_buildings(core::Table csv, int this_year, Portfolio& portfolio, core::Findings& findings) {
  const std::vector<std::string_view> numbers = number_columns();
  const std::string file = csv.file;
  TableReader table(PortfolioTable::buildings, std::move(csv), numbers, kRequired, findings);
  BuildingsReader reader(table, this_year, portfolio.excluded);
  for (Row row = 0; row < table.rows(); ++row) {
    const std::size_t out = portfolio.excluded.size();
    std::optional<BuildingRecord> record = reader.read(row);
    if (record) portfolio.buildings.push_back(std::move(*record));
    if (!record && portfolio.excluded.size() == out) portfolio.kept_out.push_back(table.kept_out(row));
  }
  table.add_ragged(portfolio.kept_out);
  table.warn_of_lost_zeros();
  table.tell_notes();
  tell_excluded(file, table.rows(), portfolio.excluded.size(), findings);
  std::sort(portfolio.buildings.begin(), portfolio.buildings.end(),
            [](const BuildingRecord& a, const BuildingRecord& b) { return a.building.building_id < b.building.building_id; });
  std::sort(portfolio.excluded.begin(), portfolio.excluded.end(),
            [](const ExcludedBuilding& a, const ExcludedBuilding& b) { return a.building_id < b.building_id; });
  // What the calendar decides stands in the record: the same table may give another portfolio next year.
  const std::string planned =
      reader.planned() == 0 ? "" : fmt::format("; {} of later than {} left out", reader.planned(), this_year);
  return table.detected() + planned;
}

}  // namespace tvilling::models
