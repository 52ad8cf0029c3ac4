// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/building_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>

#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/origins.hpp"
#include "models/portfolio/row_cells.hpp"
#include "models/portfolio/use_alias.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
using core::Severity;
using core::shown;
using Row = TableReader::Row;

constexpr std::array kStatusWords{
    ColumnWord{"opfoert", "built"},
    ColumnWord{"bygningopfoert", "built"},
    ColumnWord{"built", "built"},
    ColumnWord{"existing", "built"},
    ColumnWord{"bestaaende", "built"},
    ColumnWord{"eksisterende", "built"},
    ColumnWord{"idrift", "built"},
    ColumnWord{"ibrug", "built"},
    ColumnWord{"tagetibrug", "built"},
    ColumnWord{"inuse", "built"},
    ColumnWord{"aktiv", "built"},
    ColumnWord{"active", "built"},
    ColumnWord{"nedrevet", "demolished"},
    ColumnWord{"nedlagt", "demolished"},
    ColumnWord{"bygningnedrevet", "demolished"},
    ColumnWord{"demolished", "demolished"},
    ColumnWord{"slettet", "demolished"},
    ColumnWord{"deleted", "demolished"},
    ColumnWord{"historisk", "demolished"},
    ColumnWord{"projekteret", "planned"},
    ColumnWord{"bygningprojekteret", "planned"},
    ColumnWord{"planlagt", "planned"},
    ColumnWord{"planned", "planned"},
    ColumnWord{"underopfoerelse", "planned"},
    ColumnWord{"bygningunderopfoerelse", "planned"},
    ColumnWord{"underconstruction", "planned"},
};

struct OriginWord {
  std::string_view word;  ///< folded
  Origin origin;
};
constexpr std::array kOriginWords{
    OriginWord{"metered", Origin::metered},       OriginWord{"maalt", Origin::metered},
    OriginWord{"measured", Origin::metered},      OriginWord{"calibrated", Origin::calibrated},
    OriginWord{"kalibreret", Origin::calibrated}, OriginWord{"register", Origin::register_},
    OriginWord{"bbr", Origin::register_},         OriginWord{"registreret", Origin::register_},
    OriginWord{"archetype", Origin::archetype},   OriginWord{"arketype", Origin::archetype},
    OriginWord{"filled", Origin::filled},         OriginWord{"udfyldt", Origin::filled},
    OriginWord{"skoennet", Origin::filled},       OriginWord{"estimated", Origin::filled},
    OriginWord{"default", Origin::default_},      OriginWord{"standard", Origin::default_},
};

/// The one plausible year among the four-digit numbers of a text; nothing when there is none or more than one.
std::optional<double> year_in_text(std::string_view text, double last) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::size_t kYearLength = 4;
  std::optional<double> year;
  for (std::size_t at = text.find_first_of(kDigits); at != std::string_view::npos; at = text.find_first_of(kDigits, at)) {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
    const std::string_view number = text.substr(at, end - at);
    at = end;
    if (number.size() != kYearLength) continue;
    const double value = *core::plain_number(number);
    if (value < kFirstYear || value > last) continue;
    if (year) return std::nullopt;
    year = value;
  }
  return year;
}

/// The area of a further use: NaN where there is none.
double part_area(TableReader& table, Row row, std::string_view column) {
  constexpr NumberRange kArea{0.0, 1e6};
  const double area = table.number(row, column, kArea, "m2");
  return area == 0.0 ? kMissing : area;
}

std::optional<Use> part_use(TableReader& table, Row row, std::string_view column) {
  const std::string& text = table.text(row, column);
  const std::optional<Use> use = known_use(table, row, column);
  if (!use) {
    table.stop(code::kUnknownUse, row, column, fmt::format("{} \"{}\" is not known", column, shown(text)), suggest_use(text));
  }
  return use;
}

}  // namespace

YearCell read_year(TableReader& table, Row row, int this_year) {
  if (!table.has("year")) return {};
  const double last = this_year + kPlannedYears;
  const std::string& text = table.text(row, "year");
  const std::optional<double> given = table.plain_number(row, "year");
  const std::optional<double> in_text = given ? std::nullopt : year_in_text(text, last);
  if (!given && !in_text) {  // what is wrong with it is told there
    static_cast<void>(table.number(row, "year", {}));
    return {};
  }
  const double year = given.value_or(in_text.value_or(kMissing));
  if (std::isnan(year) || year == 0.0 || year == 1000.0) return {};  // registers write 0 and 1000 for "not known"
  if (year != std::floor(year)) {
    table.stop(code::kOutOfRange, row, "year", fmt::format("year is {}", shown(text)), "Write a whole year.");
    return {};
  }
  if (year < kFirstYear || year > last) {
    table.warn(code::kImpossibleYear, row, "year",
               fmt::format("year is {}; it counts as missing and will be filled", shown(text)),
               fmt::format("A year of construction is {:.0f} to {}.", kFirstYear, this_year));
    return {kMissing, false, true, false};
  }
  const bool planned = year > this_year;
  if (in_text && !planned) {
    table.say(Severity::filled, code::kYearInText, row, "year",
              fmt::format("year is \"{}\"; {:.0f} is taken and marked as filled", shown(text), year),
              "Write the year alone where it is known.");
  }
  return {year, in_text.has_value(), false, planned};
}

std::string excluding_status(TableReader& table, Row row) {
  const std::string& text = table.text(row, "status");
  const std::string word = fold(text);
  if (word.empty() || word == "ukendt" || word == "unknown") return {};
  const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  constexpr std::string_view kBuilt = "6";  // BBR's code; all others are before or after a building's life
  if (digits > 0) return word.substr(0, digits) == kBuilt ? std::string() : fmt::format("status is \"{}\"", shown(text));
  const auto found =
      std::find_if(kStatusWords.begin(), kStatusWords.end(), [&word](const ColumnWord& w) { return w.word == word; });
  if (found != kStatusWords.end())
    return found->meaning == "built" ? std::string() : fmt::format("status is \"{}\"", shown(text));
  table.note(code::kUnknownStatus, fmt::format("status \"{}\" is not known; the building is kept", shown(text)),
             "Write built, planned or demolished (opført, projekteret, nedrevet), or a BBR code (6 is built).", row, "status");
  return {};
}

void read_use_parts(TableReader& table, Row row, Building& building) {
  double sum_m2 = 0.0;
  for (const std::string_view column : {"use_2", "use_3"}) {
    const std::string area_column = std::string(column) + "_area_m2";
    const double area_m2 = part_area(table, row, area_column);
    const bool has_use = !is_missing_use(table.text(row, column));
    if (!has_use && std::isnan(area_m2)) continue;
    if (!has_use) {
      table.stop(code::kUseParts, row, area_column,
                 fmt::format("{} is {}, but {} is empty", area_column, shown(table.text(row, area_column)), column),
                 fmt::format("Write the use in {}, or leave both empty.", column));
      continue;
    }
    const std::optional<Use> use = part_use(table, row, column);
    if (!use) continue;
    if (std::isnan(area_m2)) {
      table.stop(code::kUseParts, row, column,
                 fmt::format("{} is \"{}\", but {} is missing", column, shown(table.text(row, column)), area_column),
                 fmt::format("Write its part of area_m2 in {}, or leave both empty.", area_column));
      continue;
    }
    building.parts.push_back({*use, area_m2});
    sum_m2 += area_m2;
  }
  constexpr double kRounding = 1e-9;  // of an area: 100.1 + 256.1 is a hair more than 356.2
  if (sum_m2 > building.area_m2 * (1.0 + kRounding)) {
    table.stop(code::kUseParts, row, "use_2_area_m2",
               fmt::format("the further uses have {:.10g} m2, the building {:.10g} m2", sum_m2, building.area_m2),
               "area_m2 is the whole building; its first use has what the others leave.");
  }
}

void read_origins(TableReader& table, Row row, BuildingRecord& record) {
  mark_register(record);
  const std::span<const BuildingColumn> columns = building_columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view number = columns[i].variable.name;
    const bool given = !std::isnan(record.building.*columns[i].member);
    record.given[i] = given;
    const std::string column = std::string(number) + std::string(kOriginSuffix);
    const std::string& text = table.text(row, column);
    if (text.empty()) continue;
    const std::string word = fold(text);
    const auto found =
        std::find_if(kOriginWords.begin(), kOriginWords.end(), [&word](const OriginWord& w) { return w.word == word; });
    if (found == kOriginWords.end()) {
      table.stop(code::kOriginWord, row, column, fmt::format("{} is \"{}\", which is no origin", column, shown(text)),
                 fmt::format("Write one of: {}.", fmt::join(kOriginNames, ", ")));
    } else if (given) {
      record.origin[i] = found->origin;
    } else if (found->origin <= Origin::register_) {
      table.warn(code::kOriginWord, row, column, fmt::format("{} is \"{}\", but {} is missing", column, shown(text), number),
                 "Write the number too, or leave both empty: it will be filled and marked.");
    }
  }
}

}  // namespace tvilling::models
