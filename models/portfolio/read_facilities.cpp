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

Booking read_booking(TableReader& table, Row row) {
  Booking booking;
  booking.booking_id = table.text(row, "booking_id");  // not a key: a series has one id
  booking.building_id = table.text(row, "building_id");
  booking.room_id = table.text(row, "room_id");
  booking.pool_id = table.text(row, "pool_id");
  booking.activity = table.text(row, "activity");
  booking.persons = table.number(row, "persons", kPersons);
  booking.pos = table.pos(row, "start");
  booking.persons_pos = table.pos(row, "persons");
  constexpr std::string_view kNeedsBoth = "A booking needs its begin and end.";
  const std::optional<core::TimeText> start = clock_time(table, row, "start", kNeedsBoth);
  const std::optional<core::TimeText> end = clock_time(table, row, "end", kNeedsBoth);
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
