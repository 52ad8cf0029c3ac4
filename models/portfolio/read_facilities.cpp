// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "models/portfolio/finding_codes.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/read_rows.hpp"
#include "models/portfolio/read_tables.hpp"
#include "models/portfolio/row_cells.hpp"
#include "models/portfolio/table_reader.hpp"
#include "models/portfolio/use_alias.hpp"

namespace tvilling::models {

namespace {

namespace code = portfolio_code;
using Row = TableReader::Row;

constexpr NumberRange kRoomArea{0.1, 1e6};
constexpr NumberRange kStorey{-10.0, 100.0};
constexpr NumberRange kRoomTemperature{5.0, 35.0};  // as of a building: a zone has it
constexpr NumberRange kPersons{0.0, 100000.0};
constexpr NumberRange kWaterArea{0.1, 20000.0};
constexpr NumberRange kVolume{0.1, 100000.0};
constexpr NumberRange kDepth{0.05, 20.0};
constexpr NumberRange kWaterTemperature{4.0, 45.0};
constexpr NumberRange kYear{1950.0, 2100.0};
constexpr NumberRange kAmount{-1e12, 1e12};  // below 0: what was paid back

constexpr std::array kStoreys{
    ColumnWord{"st", "0"},  ColumnWord{"stue", "0"},     ColumnWord{"stuen", "0"},     ColumnWord{"stueetage", "0"},
    ColumnWord{"kl", "-1"}, ColumnWord{"kaelder", "-1"}, ColumnWord{"basement", "-1"}, ColumnWord{"groundfloor", "0"},
};

constexpr std::array kCosts{
    ColumnWord{"heat", "heat"},
    ColumnWord{"heating", "heat"},
    ColumnWord{"varme", "heat"},
    ColumnWord{"fjernvarme", "heat"},
    ColumnWord{"electricity", "electricity"},
    ColumnWord{"power", "electricity"},
    ColumnWord{"el", "electricity"},
    ColumnWord{"elektricitet", "electricity"},
    ColumnWord{"water", "water"},
    ColumnWord{"vand", "water"},
    ColumnWord{"vandogafloeb", "water"},
    ColumnWord{"rent", "rent"},
    ColumnWord{"leje", "rent"},
    ColumnWord{"husleje", "rent"},
    ColumnWord{"maintenance", "maintenance"},
    ColumnWord{"vedligehold", "maintenance"},
    ColumnWord{"vedligeholdelse", "maintenance"},
    ColumnWord{"operation", "operation"},
    ColumnWord{"drift", "operation"},
    ColumnWord{"rengoering", "operation"},
    ColumnWord{"cleaning", "operation"},
    ColumnWord{"other", "other"},
    ColumnWord{"andet", "other"},
    ColumnWord{"oevrigt", "other"},
    ColumnWord{"oevrige", "other"},
};

const ColumnWord* find_word(std::span<const ColumnWord> words, const std::string& text) {
  const std::string folded = fold(text);
  const auto found = std::find_if(words.begin(), words.end(), [&folded](const ColumnWord& w) { return w.word == folded; });
  return found == words.end() ? nullptr : &*found;
}

/// A row needs one of these columns filled.
void need_one(TableReader& table, Row row, std::span<const std::string_view> columns) {
  const bool named =
      std::any_of(columns.begin(), columns.end(), [&](std::string_view column) { return !table.text(row, column).empty(); });
  if (named) return;
  table.stop(code::kNoOwner, row, columns.front(),
             fmt::format("{} {} empty", fmt::join(columns, " and "), columns.size() == 1 ? "is" : "are"),
             "Say what the row belongs to.");
}

void need_number(TableReader& table, Row row, std::string_view column, std::string_view hint) {
  if (!table.has(column)) return;  // told once for the table
  const std::optional<double> value = table.plain_number(row, column);
  if (value && std::isnan(*value))
    table.stop(code::kMissingValue, row, column, fmt::format("{} is missing", column), std::string(hint));
}

std::string read_room_use(TableReader& table, Row row) {
  const std::string& text = table.text(row, "use");
  if (is_missing_use(text)) return {};
  const std::optional<Use> use = known_use(table, row, "use");
  if (use) return std::string(to_string(*use));
  table.note(code::kUnknownUse, fmt::format("use \"{}\" is not known; the room has the building's", core::shown(text)),
             suggest_use(text), row, "use");
  return {};
}

/// "2", "st", "kælder"
double read_storey(TableReader& table, Row row) {
  const ColumnWord* word = find_word(kStoreys, table.text(row, "storey"));
  return word != nullptr ? *core::plain_number(word->meaning) : table.number(row, "storey", kStorey);
}

std::vector<std::string> split_ids(std::string_view text, std::string_view between) {
  std::vector<std::string> ids;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(between, at), text.size());
    const std::string_view id = core::trimmed(text.substr(at, end - at));
    if (!id.empty()) ids.emplace_back(id);
    at = end + 1;
  }
  return ids;
}

/// "R1|R2", "R1; R2", "R1, R2", "R1 R2". An id may hold a comma or blanks ("Lokale 12"): such a one is not cut where the cell, or
/// what stands between its commas, is a room.
std::vector<std::string> read_adjacent(const std::string& text, const std::set<std::string>& rooms) {
  if (text.find_first_of("|;") != std::string::npos) return split_ids(text, "|;");
  if (rooms.contains(text)) return {text};
  std::vector<std::string> ids = split_ids(text, ",");
  const bool known = std::any_of(ids.begin(), ids.end(), [&rooms](const std::string& id) { return rooms.contains(id); });
  return known ? ids : split_ids(text, " ,");
}

Room read_room(TableReader& table, Row row, const std::set<std::string>& rooms) {
  Room room;
  room.room_id = table.id(row);
  room.building_id = table.text(row, "building_id");
  room.name = table.text(row, "name");
  room.use = read_room_use(table, row);
  room.area_m2 = table.number(row, "area_m2", kRoomArea, "m2");
  room.storey = read_storey(table, row);
  room.heating_set_point_degc = table.number(row, "heating_set_point_degc", kRoomTemperature, "degC");
  room.capacity_persons = table.number(row, "capacity_persons", kPersons);
  room.adjacent_to = read_adjacent(table.text(row, "adjacent_to"), rooms);
  room.pos = table.pos(row, "room_id");
  constexpr std::array<std::string_view, 1> kOwner{"building_id"};
  need_one(table, row, kOwner);
  need_number(table, row, "area_m2", "Every room needs its floor area.");
  return room;
}

Pool read_pool(TableReader& table, Row row) {
  Pool pool;
  pool.pool_id = table.id(row);
  pool.building_id = table.text(row, "building_id");
  pool.name = table.text(row, "name");
  pool.water_area_m2 = table.number(row, "water_area_m2", kWaterArea, "m2");
  pool.volume_m3 = table.number(row, "volume_m3", kVolume, "m3");
  pool.depth_m = table.number(row, "depth_m", kDepth, "m");
  pool.water_temperature_degc = table.number(row, "water_temperature_degc", kWaterTemperature, "degC");
  pool.pos = table.pos(row, "pool_id");
  constexpr std::array<std::string_view, 1> kOwner{"building_id"};
  need_one(table, row, kOwner);
  return pool;
}

/// A moment on the Danish clock; what has no time of day stops.
std::optional<core::TimeText> read_clock_time(TableReader& table, Row row, std::string_view column) {
  const std::optional<core::TimeText> time = danish_time(table, row, column);
  const std::string& text = table.text(row, column);
  if (!time) {
    if (text.empty())
      table.stop(code::kMissingValue, row, column, fmt::format("{} is missing", column), "A booking needs its begin and end.");
    return std::nullopt;
  }
  if (time->has_time) return time;
  table.stop(code::kNotATime, row, column, fmt::format("{} is \"{}\", which has no time of day", column, core::shown(text)),
             "Write the time on the clock of the place: 2025-01-31T18:00.");
  return std::nullopt;
}

Booking read_booking(TableReader& table, Row row) {
  Booking booking;
  booking.booking_id = table.text(row, "booking_id");  // not a key: a series has one id
  booking.building_id = table.text(row, "building_id");
  booking.room_id = table.text(row, "room_id");
  booking.pool_id = table.text(row, "pool_id");
  booking.activity = table.text(row, "activity");
  booking.persons = table.number(row, "persons", kPersons);
  booking.pos = table.pos(row, "start");
  const std::optional<core::TimeText> start = read_clock_time(table, row, "start");
  const std::optional<core::TimeText> end = read_clock_time(table, row, "end");
  if (start) booking.start = core::to_string(*start);
  if (end) booking.end = core::to_string(*end);
  if (start && end && core::clock_seconds(*end) <= core::clock_seconds(*start)) {
    table.stop(code::kWrongOrder, row, "end", fmt::format("end is {}, not after start {}", booking.end, booking.start),
               "Correct one of them; a booking over midnight ends on the next day.");
  }
  constexpr std::array<std::string_view, 3> kOwners{"building_id", "room_id", "pool_id"};
  need_one(table, row, kOwners);
  return booking;
}

Cost read_cost(TableReader& table, Row row) {
  Cost cost;
  cost.property_id = table.text(row, "property_id");
  cost.building_id = table.text(row, "building_id");
  cost.year = table.number(row, "year", kYear);
  const std::string& kind = table.text(row, "kind");
  const ColumnWord* word = find_word(kCosts, kind);
  cost.kind = word != nullptr ? std::string(word->meaning) : "other";
  if (word == nullptr) {
    table.note(code::kUnknownWord, fmt::format("kind \"{}\" is not known and is read as other", core::shown(kind)),
               "Write heat, electricity, water, rent, maintenance, operation or other.", row, "kind");
  }
  cost.amount_dkk = table.number(row, "amount_dkk", kAmount, "DKK");
  cost.pos = table.pos(row, "amount_dkk");
  for (const std::string_view column : {"year", "amount_dkk"})
    need_number(table, row, column, "A cost needs its year and amount.");
  constexpr std::array<std::string_view, 2> kOwners{"property_id", "building_id"};
  need_one(table, row, kOwners);
  return cost;
}

}  // namespace

std::string read_rooms(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 4> kNumbers{"area_m2", "storey", "heating_set_point_degc", "capacity_persons"};
  constexpr std::array<std::string_view, 3> kRequired{"room_id", "building_id", "area_m2"};
  TableReader table(PortfolioTable::rooms, std::move(csv), kNumbers, kRequired, findings);
  std::set<std::string> rooms;
  for (Row row = 0; row < table.rows(); ++row) rooms.insert(table.id_text(row));
  read_rows(table, portfolio.kept_out, portfolio.rooms, [&rooms](TableReader& t, Row row) { return read_room(t, row, rooms); });
  return table.detected();
}

std::string read_pools(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 4> kNumbers{"water_area_m2", "volume_m3", "depth_m", "water_temperature_degc"};
  constexpr std::array<std::string_view, 2> kRequired{"pool_id", "building_id"};
  TableReader table(PortfolioTable::pools, std::move(csv), kNumbers, kRequired, findings);
  read_rows(table, portfolio.kept_out, portfolio.pools, read_pool);
  return table.detected();
}

std::string read_bookings(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 1> kNumbers{"persons"};
  constexpr std::array<std::string_view, 2> kRequired{"start", "end"};
  TableReader table(PortfolioTable::bookings, std::move(csv), kNumbers, kRequired, findings);
  table.name_rows_by("booking_id");
  read_rows(table, portfolio.kept_out, portfolio.bookings, read_booking);
  return table.detected();
}

std::string read_costs(core::Table csv, Portfolio& portfolio, core::Findings& findings) {
  constexpr std::array<std::string_view, 2> kNumbers{"year", "amount_dkk"};
  constexpr std::array<std::string_view, 3> kRequired{"kind", "year", "amount_dkk"};
  TableReader table(PortfolioTable::costs, std::move(csv), kNumbers, kRequired, findings);
  table.name_rows_by(table.has("property_id") ? "property_id" : "building_id");
  read_rows(table, portfolio.kept_out, portfolio.costs, read_cost);
  return table.detected();
}

}  // namespace tvilling::models
