// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/io/csv_codes.hpp"
#include "core/io/projection.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/source_codes.hpp"
#include "models/portfolio/synthetic_faults_rules.hpp"
#include "models/portfolio/wkt.hpp"
#include "models/preflight/preflight_codes.hpp"

/// Kinds of faults of the buildings table.
namespace tvilling::models::faults {

namespace {

namespace code = portfolio_code;
namespace pre = preflight_code;
using Made = std::optional<Fault>;
constexpr PortfolioTable kTable = PortfolioTable::buildings;

const Building& at(const City& city, std::size_t row) {
  return city.portfolio().buildings[row].building;
}

Made one(std::string_view column, SheetCell now) {
  return Fault{.changes = {{column, std::move(now)}}};
}

/// The other buildings of its property: their leases may be told to have more area than is left.
std::vector<RowName> others(const City& city, std::size_t row) {
  std::vector<RowName> rows;
  for (const std::size_t other : city.buildings_of(at(city, row).property_id)) {
    if (other != row) rows.emplace_back("buildings", at(city, other).building_id);
  }
  return rows;
}

/// Nobody refers to it: its id may change, or it may be left out, and nothing else is wrong then.
bool is_alone(const City& city, std::size_t row) {
  return !city.is_referred(kTable, at(city, row).building_id) && city.buildings_of(at(city, row).property_id).size() > 1;
}

bool in_range(double Building::* member, double value) {
  const std::span<const BuildingColumn> columns = building_columns();
  const auto found =
      std::find_if(columns.begin(), columns.end(), [member](const BuildingColumn& c) { return c.member == member; });
  return value >= found->min && value <= found->max;
}

Made duplicate_id(const City& city, std::size_t row) {
  return Fault{.changes = {{"building_id", at(city, row).building_id}}, .to = Fault::To::copy};
}

Made similar_id(const City& city, std::size_t row) {
  std::string id = at(city, row).building_id;
  for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  if (id == at(city, row).building_id) return std::nullopt;
  return Fault{.changes = {{"building_id", id}}, .to = Fault::To::copy, .also = {{"buildings", at(city, row).building_id}}};
}

/// The same building under two ids, as from two registers.
Made double_building(const City& city, std::size_t row) {
  return Fault{.changes = {{"building_id", at(city, row).building_id + "-1"}},
               .to = Fault::To::copy,
               .also = {{"buildings", at(city, row).building_id}}};
}

Made shortened_id(const City& city, std::size_t row) {
  if (!is_alone(city, row)) return std::nullopt;
  return one("building_id", fmt::format("1{}{:05}E+15", city.options().danish ? "," : ".", row));
}

Made missing_id(const City& city, std::size_t row) {
  if (!is_alone(city, row)) return std::nullopt;
  return Fault{.changes = {{"building_id", std::string()}}, .told = RowName{"buildings", ""}};
}

Made missing_use(const City&, std::size_t) {
  return one("use", std::string());
}

Made unknown_use(const City&, std::size_t) {
  return one("use", std::string("877"));
}

Made zero_area(const City&, std::size_t) {
  return one("area_m2", 0.0);
}

Made missing_area(const City&, std::size_t) {
  return one("area_m2", kMissing);
}

Made area_x10(const City& city, std::size_t row) {
  const Building& b = at(city, row);
  if (!(b.storeys > 0.0) || b.footprint.empty() || !in_range(&Building::area_m2, 10.0 * b.area_m2)) return std::nullopt;
  return one("area_m2", 10.0 * b.area_m2);
}

Made text_area(const City& city, std::size_t row) {
  return one("area_m2", fmt::format("ca. {:.0f}", at(city, row).area_m2));
}

Made negative_area(const City& city, std::size_t row) {
  return one("area_m2", -at(city, row).area_m2);
}

Made year_zero(const City&, std::size_t) {
  return one("year", 0.0);
}

Made year_1000(const City&, std::size_t) {
  return one("year", 1000.0);
}

Made year_future(const City&, std::size_t) {
  return one("year", 2062.0);
}

Made year_in_text(const City& city, std::size_t row) {
  return one("year", fmt::format("ca. {:.0f}", at(city, row).year));
}

Made year_fraction(const City& city, std::size_t row) {
  return one("year", at(city, row).year + 0.5);
}

Made swapped_position(const City& city, std::size_t row) {
  return Fault{.changes = {{"x_m", at(city, row).y_m}, {"y_m", at(city, row).x_m}}};
}

/// Longitude and latitude of a position: Newton's method on the projection.
Made degrees(const City& city, std::size_t row) {
  const Building& b = at(city, row);
  constexpr double kStep = 1e-4;
  constexpr double kMicro = 1e6;
  double longitude = 12.57;
  double latitude = 55.68;
  for (int step = 0; step < 4; ++step) {
    const auto here = core::utm32_of_degrees(longitude, latitude);
    const auto east = core::utm32_of_degrees(longitude + kStep, latitude);
    const auto north = core::utm32_of_degrees(longitude, latitude + kStep);
    if (!here || !east || !north) return std::nullopt;
    const double xe = (east->first - here->first) / kStep;
    const double ye = (east->second - here->second) / kStep;
    const double xn = (north->first - here->first) / kStep;
    const double yn = (north->second - here->second) / kStep;
    const double dx = b.x_m - here->first;
    const double dy = b.y_m - here->second;
    const double det = xe * yn - xn * ye;
    longitude += (dx * yn - xn * dy) / det;
    latitude += (xe * dy - dx * ye) / det;
  }
  return Fault{.changes = {{"x_m", std::round(longitude * kMicro) / kMicro}, {"y_m", std::round(latitude * kMicro) / kMicro}}};
}

Made outside_denmark(const City& city, std::size_t row) {
  return one("x_m", at(city, row).x_m + 1e6);
}

Made missing_y(const City&, std::size_t) {
  return one("y_m", kMissing);
}

Made far_away(const City& city, std::size_t row) {
  constexpr std::size_t kMembers = 3;  // of two nobody knows which is wrong
  constexpr double kShift_m = 6000.0;
  const std::vector<std::size_t>& members = city.buildings_of(at(city, row).property_id);
  if (members.size() < kMembers) return std::nullopt;
  return Fault{.changes = {{"x_m", at(city, row).x_m - kShift_m}}, .also = others(city, row)};
}

Made crossed_footprint(const City& city, std::size_t row) {
  std::vector<Point> outline = at(city, row).footprint;
  if (!city.has(kTable, "geometry") || outline.size() != 4) return std::nullopt;
  std::swap(outline[1], outline[2]);
  return one("geometry", to_wkt(outline));
}

Made cut_footprint(const City& city, std::size_t row) {
  const std::string wkt = city.text(kTable, row, "geometry");
  if (wkt.empty()) return std::nullopt;
  return one("geometry", wkt.substr(0, wkt.size() / 2));
}

Made open_footprint(const City& city, std::size_t row) {
  const std::string wkt = city.text(kTable, row, "geometry");
  const std::size_t last = wkt.rfind(',');
  if (last == std::string::npos) return std::nullopt;
  return one("geometry", wkt.substr(0, last) + "))");
}

Made unknown_property(const City& city, std::size_t row) {
  if (city.buildings_of(at(city, row).property_id).size() < 2) return std::nullopt;
  return Fault{.changes = {{"property_id", fmt::format("9999-{:06}", row)}}, .also = others(city, row)};
}

/// As a spreadsheet or a second register may write it.
Made reference_in_small_letters(const City& city, std::size_t row) {
  std::string id = at(city, row).property_id;
  for (char& c : id) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  if (id == at(city, row).property_id || city.buildings_of(at(city, row).property_id).size() < 2) return std::nullopt;
  return Fault{.changes = {{"property_id", id}}, .also = others(city, row)};
}

Made name_of_other_use(const City& city, std::size_t row) {
  const Use use = at(city, row).use;
  if (use != Use::office && use != Use::club && use != Use::culture && use != Use::daycare) return std::nullopt;
  return one("name", std::string("Søndermarkens svømmehal"));
}

Made mojibake(const City& city, std::size_t row) {
  if (at(city, row).use != Use::daycare && at(city, row).use != Use::club) return std::nullopt;
  return one("name", std::string("Institutionen B\xC3\x83\xC2\xB8gelunden"));
}

Made ragged_row(const City& city, std::size_t row) {
  return Fault{.changes = {{"name", at(city, row).name}}, .extra_cell = true};
}

Made demolished(const City& city, std::size_t row) {
  if (!is_alone(city, row)) return std::nullopt;
  return Fault{.changes = {{"status", std::string("Nedrevet")}}, .also = others(city, row)};
}

Made unknown_status(const City&, std::size_t) {
  return one("status", std::string("Afventer"));
}

Made storeys_as_height(const City& city, std::size_t row) {
  const Building& b = at(city, row);
  constexpr double kUsual_m = 5.5;
  const bool low = b.use == Use::office || b.use == Use::school || b.use == Use::nursing_home || b.use == Use::residential_care;
  const double height_m = std::round(10.0 * b.storeys * b.storey_height_m) / 10.0;
  if (!low || !(height_m > kUsual_m) || !in_range(&Building::storey_height_m, height_m)) return std::nullopt;
  return one("storey_height_m", height_m);
}

Made employees_absurd(const City& city, std::size_t row) {
  const Building& b = at(city, row);
  if (!(b.employees > 0.0) || !in_range(&Building::employees, b.area_m2)) return std::nullopt;
  return one("employees", b.area_m2);
}

Made visitors_x100(const City& city, std::size_t row) {
  const Building& b = at(city, row);
  if (!(b.visitors_per_year > 0.0) || !in_range(&Building::visitors_per_year, 100.0 * b.visitors_per_year)) return std::nullopt;
  return one("visitors_per_year", 100.0 * b.visitors_per_year);
}

Made error_mark(const City&, std::size_t) {
  return one("storeys", std::string("#REFERENCE!"));
}

Made totals_row(const City& city, std::size_t) {
  double sum = 0.0;
  for (const BuildingRecord& record : city.portfolio().buildings) sum += record.building.area_m2;
  return Fault{.changes = {{"building_id", std::string("I alt")}, {"area_m2", sum}},
               .to = Fault::To::blank_copy,
               .told = RowName{"buildings", ""}};
}

constexpr std::array kKinds{
    Kind{kTable, "duplicate_id", code::kDuplicateId, duplicate_id},
    Kind{kTable, "missing_use", code::kMissingValue, missing_use},
    Kind{kTable, "unknown_use", code::kUnknownUse, unknown_use},
    Kind{kTable, "zero_area", code::kMissingValue, zero_area},
    Kind{kTable, "area_x10", pre::kAreaFootprint, area_x10},
    Kind{kTable, "text_in_number", code::kNotANumber, text_area, true},
    Kind{kTable, "negative_area", code::kOutOfRange, negative_area},
    Kind{kTable, "year_0", code::kFilledLater, year_zero},
    Kind{kTable, "year_1000", code::kFilledLater, year_1000},
    Kind{kTable, "year_2062", code::kImpossibleYear, year_future},
    Kind{kTable, "year_in_text", code::kYearInText, year_in_text, true},
    Kind{kTable, "swapped_position", code::kPosition, swapped_position},
    Kind{kTable, "position_in_degrees", source_code::kDegrees, degrees},
    Kind{kTable, "position_outside_denmark", code::kPosition, outside_denmark},
    Kind{kTable, "self_crossing_footprint", code::kInvalidGeometry, crossed_footprint},
    Kind{kTable, "shortened_id", code::kDamagedId, shortened_id},
    Kind{kTable, "unknown_property", code::kUnknownReference, unknown_property},
    Kind{kTable, "reference_in_small_letters", code::kUnknownReference, reference_in_small_letters},
    Kind{kTable, "name_of_other_use", pre::kNameAndUse, name_of_other_use},
    Kind{kTable, "mojibake", core::csv_code::kMojibake, mojibake, false, true},
    Kind{kTable, "ragged_row", core::csv_code::kRagged, ragged_row, false, true},
    Kind{kTable, "demolished", code::kExcluded, demolished},
    Kind{kTable, "unknown_status", code::kUnknownStatus, unknown_status},
    Kind{kTable, "double_building", pre::kDoubleBuilding, double_building},
    Kind{kTable, "far_away", pre::kFarAway, far_away},
    Kind{kTable, "height_of_building", pre::kStoreyHeight, storeys_as_height},
    Kind{kTable, "employees_absurd", pre::kEmployees, employees_absurd},
    Kind{kTable, "visitors_x100", pre::kVisitors, visitors_x100},
    Kind{kTable, "error_mark", code::kSpreadsheetError, error_mark, true},
    Kind{kTable, "missing_area", code::kMissingValue, missing_area},
    Kind{kTable, "year_fraction", code::kOutOfRange, year_fraction},
    Kind{kTable, "missing_y", code::kPosition, missing_y},
    Kind{kTable, "similar_id", code::kSimilarId, similar_id},
    Kind{kTable, "cut_footprint", code::kUnreadableGeometry, cut_footprint},
    Kind{kTable, "open_footprint", code::kMendedGeometry, open_footprint},
    Kind{kTable, "missing_id", code::kMissingId, missing_id, false, false, 1},
    Kind{kTable, "totals_row", code::kTotalsRow, totals_row, false, false, 1},
};

}  // namespace

std::span<const Kind> building_kinds() {
  return kKinds;
}

}  // namespace tvilling::models::faults
