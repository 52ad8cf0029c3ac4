// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/hall_codes.hpp"
#include "models/portfolio/hall_hours.hpp"
#include "models/portfolio/read_rows.hpp"
#include "models/portfolio/read_tables.hpp"
#include "models/portfolio/row_cells.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
using Row = TableReader::Row;

constexpr std::array<std::string_view, 1> kOwner{"building_id"};
constexpr NumberRange kPersons{0.0, 100000.0};

constexpr std::array kModels{
    ColumnWord{"shah", "shah"},        ColumnWord{"vdi2089", "vdi2089"}, ColumnWord{"vdi", "vdi2089"},
    ColumnWord{"vdi20891", "vdi2089"}, ColumnWord{"ashrae", "ashrae"},   ColumnWord{"smith", "smith"},
};

constexpr std::array kKinds{
    ColumnWord{"public", "public"},     ColumnWord{"offentlig", "public"},
    ColumnWord{"offentligt", "public"}, ColumnWord{"offentligaabning", "public"},
    ColumnWord{"alle", "public"},       ColumnWord{"school", "school"},
    ColumnWord{"schools", "school"},    ColumnWord{"skole", "school"},
    ColumnWord{"skoler", "school"},     ColumnWord{"skolesvoemning", "school"},
    ColumnWord{"club", "club"},         ColumnWord{"clubs", "club"},
    ColumnWord{"klub", "club"},         ColumnWord{"klubber", "club"},
    ColumnWord{"forening", "club"},     ColumnWord{"foreninger", "club"},
    ColumnWord{"svoemmeklub", "club"},
};

template <typename Column>
std::vector<std::string_view> names_of(std::span<const Column> columns) {
  std::vector<std::string_view> names;
  for (const Column& column : columns) names.push_back(column.variable.name);
  return names;
}

/// A share of something: these are written in percent too.
bool is_share(const core::Variable& variable, double max) {
  constexpr double kMostShare = 2.0;
  return variable.unit == "1" && max <= kMostShare;
}

/// "55 %" as 55; nothing without the sign.
std::optional<double> percent_of(std::string_view text) {
  text = core::trimmed(text);
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  const bool comma = text.find(',') != std::string_view::npos;
  return core::parse_number(core::trimmed(text), comma ? core::NumberFormat::comma : core::NumberFormat::point);
}

std::optional<double> yes_or_no(const std::string& text) {
  const std::string word = fold(text);
  if (word == "ja" || word == "yes") return 1.0;
  if (word == "nej" || word == "no") return 0.0;
  return std::nullopt;
}

constexpr std::string_view kYesOrNo = "condensation_guard";  // 1 is yes
constexpr double kHundred = 100.0;

struct Share {
  double number = 0.0;  ///< as it is written
  bool percent = false;
};

/// Nothing for an empty cell and for what is no number. "55 %" is percent, and so is what is no fraction.
std::optional<Share> share_of(const TableReader& table, Row row, std::string_view column, double max) {
  const std::optional<double> signed_percent = percent_of(table.text(row, column));
  if (signed_percent) return Share{*signed_percent, true};
  const std::optional<double> number = table.plain_number(row, column);
  if (!number || std::isnan(*number)) return std::nullopt;
  constexpr double kLeastPercent = 2.0;  // 1.1 is no percent
  return Share{*number, *number > max && *number >= kLeastPercent};
}

/// True when a share of the row is written in percent.
template <typename Owner>
bool in_percent(const TableReader& table, Row row, std::span<const NumberColumn<Owner>> columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const NumberColumn<Owner>& column) {
    if (!is_share(column.variable, column.max) || column.variable.name == kYesOrNo) return false;
    const std::optional<Share> share = share_of(table, row, column.variable.name, column.max);
    return share && share->percent;
  });
}

/// A share as a fraction, in percent ("55 %", or 2 to 100 without a sign), or as yes and no. `beside_percent`: another of the row
/// is in percent, then 1 may be 1 % or all of it.
double read_share(TableReader& table, Row row, std::string_view column, const NumberRange& range, bool beside_percent) {
  const std::string& text = table.text(row, column);
  const std::optional<double> word = column == kYesOrNo ? yes_or_no(text) : std::nullopt;
  if (word) return *word;
  const std::optional<Share> share = share_of(table, row, column, range.max);
  if (!share) return table.number(row, column, range);
  const bool percent = share->percent;
  constexpr double kMostUnclear = 2.0;
  if (beside_percent && !percent && column != kYesOrNo && share->number > 0.0 && share->number <= kMostUnclear) {
    table.stop(hall_code::kPercent, row, column,
               fmt::format("{} is {}, and other shares of the row are in percent", column, core::shown(text)),
               fmt::format("Write {:.10g} % or {:.10g} %, with the sign.", share->number, kHundred * share->number));
    return kMissing;
  }
  const double value = percent ? share->number / kHundred : share->number;
  if (value < range.min || value > range.max) {
    table.stop(code::kOutOfRange, row, column, fmt::format("{} is {}", column, core::shown(text)),
               fmt::format("Allowed is {0:.10g} to {1:.10g} ({2:.10g} % to {3:.10g} %).", range.min, range.max,
                           kHundred * range.min, kHundred * range.max));
    return kMissing;
  }
  if (percent) {
    table.note(hall_code::kPercent, fmt::format("{} is read as percent", column),
               fmt::format("Write a fraction, {:.10g}, to silence this.", value), row, column, core::Severity::info);
  }
  return value + 0.0;
}

template <typename Owner>
void read_numbers(TableReader& table, Row row, std::span<const NumberColumn<Owner>> columns, Owner& owner) {
  const bool beside_percent = in_percent(table, row, columns);
  for (const NumberColumn<Owner>& column : columns) {
    const NumberRange range{column.min, column.max};
    owner.*column.member = is_share(column.variable, column.max)
                               ? read_share(table, row, column.variable.name, range, beside_percent)
                               : table.number(row, column.variable.name, range, column.variable.unit);
  }
}

/// Of an inclined floor nobody knows the mean depth exactly.
void warn_of_volume(TableReader& table, Row row, const Basin& basin) {
  constexpr double kMostOff = 1.5;
  const double expected_m3 = basin.water_area_m2 * basin.depth_m;
  const double ratio = basin.volume_m3 / expected_m3;
  if (!(ratio > kMostOff || ratio < 1.0 / kMostOff)) return;
  table.warn(hall_code::kVolume, row, "volume_m3",
             fmt::format("volume_m3 is {}, but {:.6g} m2 at {:.4g} m are {:.6g} m3", core::shown(table.text(row, "volume_m3")),
                         basin.water_area_m2, basin.depth_m, expected_m3),
             "Correct the volume, the area or the mean depth, or leave the volume empty.");
}

Pool read_pool(TableReader& table, Row row) {
  Pool pool;
  pool.basin.pool_id = table.id(row);
  pool.building_id = table.text(row, "building_id");
  pool.basin.name = table.text(row, "name");
  pool.basin.outdoor = table.flag(row, "outdoor", false);
  pool.basin.closed = table.flag(row, "closed", false);
  read_numbers(table, row, basin_columns(), pool.basin);
  pool.pos = table.pos(row, "pool_id");
  warn_of_volume(table, row, pool.basin);
  need_one(table, row, kOwner);
  return pool;
}

HallRow read_hall(TableReader& table, Row row) {
  HallRow hall;
  hall.building_id = table.id(row);
  read_numbers(table, row, hall_columns(), hall.hall);
  const std::string model =
      table.word(row, "evaporation_model", kModels, "Write shah, vdi2089, ashrae or smith, or leave the cell empty.");
  const auto named = std::find(kEvaporationModelNames.begin(), kEvaporationModelNames.end(), model);
  if (named != kEvaporationModelNames.end()) {
    hall.hall.evaporation_model = static_cast<EvaporationModel>(named - kEvaporationModelNames.begin());
  }
  hall.pos = table.pos(row, "building_id");
  hall.area_pos = table.pos(row, "hall_area_m2");
  return hall;
}

double read_time_of_day(TableReader& table, Row row, std::string_view column) {
  const std::string& text = table.text(row, column);
  if (text.empty()) {
    table.stop(code::kMissingValue, row, column, fmt::format("{} is missing", column), "Opening hours need both times: 06:00.");
    return kMissing;
  }
  const std::optional<double> hours = parse_time_of_day(text);
  if (hours) return *hours;
  table.stop(hall_code::kNotADay, row, column, fmt::format("{} is \"{}\", which is no time of day", column, core::shown(text)),
             "Write 06:00; midnight at the end of the day is 24:00. Two spells of a day are two rows.");
  return kMissing;
}

OpeningHours read_hours(TableReader& table, Row row) {
  OpeningHours hours;
  hours.building_id = table.text(row, "building_id");
  const std::string& days = table.text(row, "days");
  const std::optional<std::bitset<kWeekDays>> known = parse_days(days);
  if (known) hours.days = *known;
  if (!known) {
    table.stop(days.empty() ? code::kMissingValue : hall_code::kNotADay, row, "days",
               days.empty() ? "days is missing" : fmt::format("days is \"{}\"", core::shown(days)),
               "Write mon to sun, a range (mon-fri), weekday, weekend or all. Public holidays are Sundays.");
  }
  hours.opens_h = read_time_of_day(table, row, "opens");
  hours.closes_h = read_time_of_day(table, row, "closes");
  hours.kind = table.word(row, "kind", kKinds, "Write public, school or club, or leave the cell empty.");
  hours.persons = table.number(row, "persons", kPersons);
  hours.pos = table.pos(row, "building_id");
  hours.opens_pos = table.pos(row, "opens");
  hours.persons_pos = table.pos(row, "persons");
  if (hours.closes_h <= hours.opens_h) {
    table.stop(code::kWrongOrder, row, "closes",
               fmt::format("closes is {}, not after opens {}", core::shown(table.text(row, "closes")),
                           core::shown(table.text(row, "opens"))),
               "Correct one of them; midnight is 24:00, and what goes on after it is a row of the next day.");
  }
  need_one(table, row, kOwner);
  return hours;
}

VisitCount read_visit(TableReader& table, Row row) {
  VisitCount visit;
  visit.building_id = table.text(row, "building_id");
  const std::optional<core::TimeText> time = clock_time(table, row, "time", "A count needs the hour that it is of.");
  if (time) visit.time = core::to_string(*time);
  visit.visitors = table.number(row, "visitors", kPersons);
  visit.pos = table.pos(row, "building_id");
  need_number(table, row, "visitors", "Leave the row out where nobody has counted; 0 is nobody.");
  need_one(table, row, kOwner);
  return visit;
}

}  // namespace

std::string read_pools(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 2> kRequired{"pool_id", "building_id"};
  TableReader table(PortfolioTable::pools, std::move(csv), names_of(basin_columns()), kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.pools, read_pool);
  return table.detected();
}

std::string read_swimming_halls(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  TableReader table(PortfolioTable::swimming_halls, std::move(csv), names_of(hall_columns()), kOwner, findings);
  read_rows(table, portfolio.kept_out, portfolio.swimming_halls, read_hall);
  return table.detected();
}

std::string read_opening_hours(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 1> kNumbers{"persons"};
  constexpr std::array<std::string_view, 4> kRequired{"building_id", "days", "opens", "closes"};
  TableReader table(PortfolioTable::opening_hours, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.opening_hours, read_hours);
  return table.detected();
}

std::string read_visits(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 1> kNumbers{"visitors"};
  constexpr std::array<std::string_view, 3> kRequired{"building_id", "time", "visitors"};
  TableReader table(PortfolioTable::visits, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.visits, read_visit);
  return table.detected();
}

}  // namespace tvilling::models
