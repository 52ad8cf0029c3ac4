// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "core/time_axis.hpp"
#include "models/fabric/fabric_file_reader.hpp"
#include "models/fabric/time_text.hpp"

namespace tvilling::models {

namespace {

constexpr double kHoursPerDay = 24.0;
constexpr std::size_t kMaxValues = 9000;  // hours of a year and some

class ScheduleReader {
 public:
  ScheduleReader(const FabricKey& key, core::Findings& findings) : key_(key), findings_(findings) {}

  [[nodiscard]] std::optional<Schedule> read(const core::TomlValue& value, bool may_be_column) {
    Schedule schedule;
    schedule.pos = value.pos;
    if (value.as_number()) {
      const std::optional<double> number = value_of(value);
      if (!number) return std::nullopt;
      schedule.values = {*number};
    } else if (const core::TomlArray* list = value.as_array()) {
      if (!read_list(*list, value.pos, schedule)) return std::nullopt;
    } else if (const core::TomlTable* table = value.as_table()) {
      if (!read_table(*table, value.pos, may_be_column, schedule)) return std::nullopt;
    } else {
      stop(fabric_code::kWrongType, value.pos, fmt::format("\"{}\" is {}, not a schedule", key_.key, core::kind_of(value)),
           "Write a number, a list of 24 or 168 numbers, or { points = ... }, { dated = ... } or { column = ... }.");
      return std::nullopt;
    }
    return schedule;
  }

 private:
  void stop(const core::FindingCode& code, const core::SourcePos& pos, std::string message, std::string hint = {}) {
    core::add_stop(findings_, code, pos, std::move(message), std::move(hint));
  }

  /// A value within the range of the key.
  [[nodiscard]] std::optional<double> value_of(const core::TomlValue& value) {
    const std::optional<double> number = value.as_number();
    if (!number) {
      stop(fabric_code::kWrongType, value.pos, fmt::format("\"{}\" holds {}, not a number", key_.key, core::kind_of(value)));
    } else if (!core::holds(key_.range, *number)) {
      stop(fabric_code::kOutOfRange, value.pos, fmt::format("\"{}\" holds {}, out of range", key_.key, *number),
           "Allowed: " + core::to_string(key_.range) + ".");
      return std::nullopt;
    }
    return number;
  }

  [[nodiscard]] bool read_list(const core::TomlArray& list, const core::SourcePos& pos, Schedule& schedule) {
    if (list.empty() || list.size() > kMaxValues) {
      stop(fabric_code::kScheduleLength, pos, fmt::format("\"{}\" has {} values", key_.key, list.size()),
           "Give 24 (each day), 168 (each week) or one per hour of the run.");
      return false;
    }
    schedule.kind = Schedule::Kind::hourly;
    schedule.values.clear();
    bool good = true;
    for (const core::TomlValue& entry : list) {
      const std::optional<double> value = value_of(entry);
      good = good && value.has_value();
      schedule.values.push_back(value.value_or(0.0));
    }
    return good;
  }

  [[nodiscard]] bool read_table(const core::TomlTable& table, const core::SourcePos& pos, bool may_be_column,
                                Schedule& schedule) {
    const FabricTable keys(table, "schedule", fmt::format("the schedule \"{}\"", key_.key), pos, findings_);
    const int kinds =
        static_cast<int>(keys.has("points")) + static_cast<int>(keys.has("dated")) + static_cast<int>(keys.has("column"));
    if (kinds != 1) {
      stop(fabric_code::kBadSchedule, pos,
           fmt::format("the schedule \"{}\" has {} of \"points\", \"dated\" and \"column\"", key_.key,
                       kinds == 0 ? "none" : "several"),
           "Give exactly one of them.");
      return false;
    }
    bool good = refuse_strangers(keys);
    if (keys.has("points")) return read_points(keys, schedule) && good;
    if (keys.has("dated")) return read_dated(keys, schedule) && good;
    if (!may_be_column) {
      stop(fabric_code::kBadSchedule, keys.pos_of("column"), "\"during\" cannot be a column", "Give points, dates or a list.");
      return false;
    }
    schedule.kind = Schedule::Kind::column;
    schedule.name = keys.text("column");
    schedule.scale = keys.number_or_default("scale");
    if (const core::TomlValue* during = keys.raw("during")) {
      constexpr FabricKey kAnyNumber{"schedule", "during", KeyType::schedule, {-1e9, 1e9, ""}, {}, {}, {}};
      const std::optional<Schedule> inner = ScheduleReader(kAnyNumber, findings_).read(*during, false);
      if (!inner) return false;
      schedule.during.push_back(*inner);
    }
    return good && !schedule.name.empty();
  }

  /// Keys that go with another kind of schedule.
  [[nodiscard]] bool refuse_strangers(const FabricTable& keys) {
    struct Pair {
      std::string_view key;
      std::string_view needs;
    };
    constexpr std::array<Pair, 3> kPairs{{{"linear", "points"}, {"scale", "column"}, {"during", "column"}}};
    bool good = true;
    for (const Pair& pair : kPairs) {
      if (!keys.has(pair.key) || keys.has(pair.needs)) continue;
      stop(fabric_code::kTwoWays, keys.pos_of(pair.key), fmt::format("\"{}\" only goes with \"{}\"", pair.key, pair.needs));
      good = false;
    }
    return good;
  }

  /// The pairs of a list [[a, b], ...]; null for what is none.
  [[nodiscard]] std::vector<const core::TomlArray*> pairs(const core::TomlValue& value, std::string_view form) {
    std::vector<const core::TomlArray*> found;
    const core::TomlArray* list = value.as_array();
    const std::string hint = fmt::format("Write {}.", form);
    if (list == nullptr || list->empty() || list->size() > kMaxValues) {
      stop(fabric_code::kBadSchedule, value.pos, "a list of pairs is needed here", hint);
      return {nullptr};
    }
    for (const core::TomlValue& entry : *list) {
      const core::TomlArray* pair = entry.as_array();
      if (pair == nullptr || pair->size() != 2) {
        stop(fabric_code::kBadSchedule, entry.pos, "this is no pair of time and value", hint);
        found.push_back(nullptr);
      } else {
        found.push_back(pair);
      }
    }
    return found;
  }

  [[nodiscard]] bool read_points(const FabricTable& keys, Schedule& schedule) {
    schedule.kind = Schedule::Kind::points;
    schedule.linear = keys.yes_no_or_default("linear");
    bool good = true;
    for (const core::TomlArray* pair : pairs(*keys.raw("points"), "points = [[0, 15], [7, 20], [23, 15]]")) {
      const std::optional<double> hour = pair == nullptr ? std::nullopt : pair->front().as_number();
      if (pair != nullptr && (!hour || !(*hour >= 0.0 && *hour <= kHoursPerDay))) {
        stop(fabric_code::kBadSchedule, pair->front().pos, "this is no hour of the day from 0 to 24");
      }
      const std::optional<double> value = pair == nullptr ? std::nullopt : value_of(pair->back());
      good = good && hour && *hour >= 0.0 && *hour <= kHoursPerDay && value;
      if (good) add_point(*pair, {*hour, *value}, false, schedule, good);
    }
    return good;
  }

  /// The year 0 and a finding where it is no date.
  [[nodiscard]] LocalHour date_of(const core::TomlValue& value) {
    const std::string* text = value.as_string();
    const LocalHour time = text == nullptr ? LocalHour{} : read_local_hour(*text).value_or(LocalHour{});
    if (time.year != 0 && !time.leap_day) return time;
    stop(fabric_code::kBadSchedule, value.pos,
         text == nullptr ? fmt::format("{} is no date", core::kind_of(value))
                         : fmt::format("\"{}\" is no date of a year with 365 days", core::shown(*text)),
         "Write \"2013-08-21 00:00\".");
    return {};
  }

  [[nodiscard]] bool read_dated(const FabricTable& keys, Schedule& schedule) {
    schedule.kind = Schedule::Kind::dated;
    bool good = true;
    bool first = true;
    for (const core::TomlArray* pair : pairs(*keys.raw("dated"), "dated = [[\"2013-08-21 00:00\", 1.0]]")) {
      const LocalHour time = pair == nullptr ? LocalHour{} : date_of(pair->front());
      const std::optional<double> value = pair == nullptr ? std::nullopt : value_of(pair->back());
      good = good && time.year != 0 && value;
      if (!good) continue;
      if (first) schedule.year = time.year;
      first = false;
      const double hour = static_cast<double>(time.year - schedule.year) * core::kHoursPerYear + time.hour_of_year;
      add_point(*pair, {hour, *value}, true, schedule, good);
    }
    return good;
  }

  /// Times rise; a time of the day may come twice (a jump), a date may not.
  void add_point(const core::TomlArray& pair, const std::pair<double, double>& point, bool strict, Schedule& schedule,
                 bool& good) {
    const bool falls = !schedule.points.empty() &&
                       (strict ? point.first <= schedule.points.back().first : point.first < schedule.points.back().first);
    if (falls) {
      stop(fabric_code::kBadSchedule, pair.front().pos, fmt::format("the times of \"{}\" do not rise here", key_.key));
      good = false;
    }
    schedule.points.push_back(point);
  }

  const FabricKey& key_;
  core::Findings& findings_;
};

}  // namespace

std::optional<Schedule> read_schedule(const core::TomlValue& value, const FabricKey& key, core::Findings& findings) {
  return ScheduleReader(key, findings).read(value, true);
}

}  // namespace tvilling::models
