// SPDX-License-Identifier: MPL-2.0
#include "models/building/occupancy.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "models/data_table.hpp"

namespace tvilling::data {
extern const std::string_view profiles;
extern const std::string_view profile_constants;
extern const std::string_view closed_days;
}  // namespace tvilling::data

namespace tvilling::models {

namespace {

enum class DayType : std::size_t { weekday, saturday, sunday };
constexpr std::array<std::string_view, 3> kDayNames{"weekday", "saturday", "sunday"};

struct DayProfile {
  std::array<double, 24> presence{};
  std::array<bool, 24> open{};
};
using WeekProfile = std::array<DayProfile, kDayNames.size()>;

/// Days on which a use stays closed whatever the weekday.
struct ClosedDays {
  std::set<int> iso_weeks;
  bool easter_week = false;
  std::set<std::pair<unsigned, unsigned>> days;  // month 1..12, day
};

[[noreturn]] void broken_profile(const std::string& what) {
  throw core::Error(core::ErrorKind::internal, "built-in table is broken: " + what);
}

int whole_number(const std::string& text, const std::string& where) {
  const std::optional<double> value = core::parse_number(text, core::NumberFormat::point);
  if (!value || *value < 1.0 || *value > 53.0 || std::floor(*value) != *value) broken_profile("'" + text + "' in " + where);
  return static_cast<int>(*value);
}

std::set<int> parse_weeks(const std::string& text) {
  std::set<int> weeks;
  std::istringstream words(text);
  std::string word;
  while (words >> word) {
    const std::size_t dash = word.find('-');
    const int first = whole_number(word.substr(0, dash), "closed_days.csv");
    const int last = dash == std::string::npos ? first : whole_number(word.substr(dash + 1), "closed_days.csv");
    for (int week = first; week <= last; ++week) weeks.insert(week);
  }
  return weeks;
}

std::set<std::pair<unsigned, unsigned>> parse_days(const std::string& text) {
  std::set<std::pair<unsigned, unsigned>> days;
  std::istringstream words(text);
  std::string word;
  while (words >> word) {
    if (word.size() != 5 || word[2] != '-') broken_profile("'" + word + "' in closed_days.csv is not MM-DD");
    const int month = whole_number(word.substr(0, 2), "closed_days.csv");
    const int day = whole_number(word.substr(3), "closed_days.csv");
    days.emplace(static_cast<unsigned>(month), static_cast<unsigned>(day));
  }
  return days;
}

std::array<ClosedDays, kUseNames.size()> read_closed_days() {
  const DataTable table(data::closed_days, "closed_days.csv");
  std::array<ClosedDays, kUseNames.size()> closed;
  for (std::size_t row = 0; row < table.size(); ++row) {
    ClosedDays& of_use = closed[static_cast<std::size_t>(use_of_table(table.text(row, "use")))];
    of_use.iso_weeks = parse_weeks(table.text(row, "iso_weeks"));
    of_use.easter_week = table.number(row, "easter_week") != 0.0;
    of_use.days = parse_days(table.text(row, "days"));
  }
  return closed;
}

DayProfile read_day(const DataTable& table, std::size_t row) {
  DayProfile day;
  const double from = table.number(row, "open_from");
  const double to = table.number(row, "open_to");
  if (from < 0.0 || to > 24.0 || from > to) broken_profile("open hours in profiles.csv");
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const std::string name = (hour < 10 ? "h0" : "h") + std::to_string(hour);
    day.presence[hour] = table.number(row, name);
    if (day.presence[hour] < 0.0 || day.presence[hour] > 1.0) broken_profile("presence outside 0..1 in profiles.csv");
    day.open[hour] = static_cast<double>(hour) >= from && static_cast<double>(hour) < to;
  }
  return day;
}

std::array<WeekProfile, kUseNames.size()> read_profiles() {
  const DataTable table(data::profiles, "profiles.csv");
  std::array<WeekProfile, kUseNames.size()> weeks;
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& use = table.text(row, "use");
    const std::string& day = table.text(row, "day");
    if (!seen.emplace(use, day).second) broken_profile("a use and day type stands twice in profiles.csv");
    std::size_t type = 0;
    while (type < kDayNames.size() && kDayNames[type] != day) ++type;
    if (type == kDayNames.size()) broken_profile("no day type '" + day + "'");
    weeks[static_cast<std::size_t>(use_of_table(use))][type] = read_day(table, row);
  }
  if (seen.size() != kUseNames.size() * kDayNames.size()) broken_profile("profiles.csv lacks a use or a day type");
  return weeks;
}

/// What holds for all uses (profile_constants.csv).
struct ProfileConstants {
  int heat_up_h = 0;
  int night_from_h = 0;
  int night_to_h = 0;
  double night_light_fraction = 0.0;  // of the light in use, in places that are open while people sleep
};

ProfileConstants read_profile_constants() {
  const DataTable table(data::profile_constants, "profile_constants.csv");
  const auto value = [&table](std::string_view name) { return table.number(table.row_of("name", name), "value"); };
  const auto hour = [&value](std::string_view name) {
    const double h = value(name);
    if (h < 0.0 || h > 23.0 || std::floor(h) != h) broken_profile(std::string(name) + " in profile_constants.csv");
    return static_cast<int>(h);
  };
  return {hour("heat_up_h"), hour("night_from_h"), hour("night_to_h"), value("night_light_fraction")};
}

/// A clock hour placed in the calendar of its year.
struct CalendarDay {
  unsigned month = 1;  // by the clock, as the day
  unsigned day = 1;
  int week = 1;
  bool easter_week = false;
  DayType type = DayType::weekday;
};

CalendarDay place_in_calendar(const core::ClockHour& clock, int year, std::chrono::sys_days easter) {
  const std::chrono::sys_days date = core::calendar_day(year, clock.day_of_year);
  const std::chrono::year_month_day parts{date};
  CalendarDay result;
  result.month = static_cast<unsigned>(parts.month());
  result.day = static_cast<unsigned>(parts.day());
  result.week = core::iso_week(date);
  result.easter_week = date > easter - std::chrono::days{7} && date <= easter;
  if (clock.public_holiday || clock.weekday == 6) {
    result.type = DayType::sunday;
  } else if (clock.weekday == 5) {
    result.type = DayType::saturday;
  }
  return result;
}

double sum(const std::vector<double>& series) {
  return std::accumulate(series.begin(), series.end(), 0.0);
}

/// The series that follow from presence and open hours.
void derive_series(UseProfile& profile, const core::TimeAxis& axis, const ProfileConstants& constants) {
  const std::size_t hours = axis.clock.size();
  const std::size_t heat_up_h = static_cast<std::size_t>(constants.heat_up_h);
  for (std::size_t h = 0; h < hours; ++h) {
    profile.presence_before.push_back(profile.presence[h > 0 ? h - 1 : 0]);
    profile.presence_after.push_back(profile.presence[std::min(h + 1, hours - 1)]);
    profile.open_share.push_back(profile.open[h]);
    const auto from = profile.open.begin() + static_cast<std::ptrdiff_t>(h);
    const auto to = profile.open.begin() + static_cast<std::ptrdiff_t>(std::min(h + heat_up_h + 1, hours));
    profile.warm.push_back(std::any_of(from, to, [](std::uint8_t open) { return open != 0; }) ? 1.0 : 0.0);
    const int clock_h = axis.clock[h].hour;
    const bool night = clock_h >= constants.night_from_h || clock_h < constants.night_to_h;
    profile.light.push_back(profile.open[h] == 0 ? 0.0 : night ? constants.night_light_fraction : 1.0);
  }
  profile.presence_h = sum(profile.presence);
  profile.presence_before_h = sum(profile.presence_before);
  profile.presence_after_h = sum(profile.presence_after);
}

bool is_closed(const ClosedDays& closed, const CalendarDay& day) {
  return closed.iso_weeks.contains(day.week) || (closed.easter_week && day.easter_week) ||
         closed.days.contains({day.month, day.day});
}

}  // namespace

UseWeek week_of_use(Use use) {
  const WeekProfile days = read_profiles()[static_cast<std::size_t>(use)];
  constexpr std::array<DayType, 7> kTypes{DayType::weekday, DayType::weekday,  DayType::weekday, DayType::weekday,
                                          DayType::weekday, DayType::saturday, DayType::sunday};
  UseWeek week;
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) {
    const DayProfile& day = days[static_cast<std::size_t>(kTypes[hour / 24])];
    week.presence[hour] = day.presence[hour % 24];
    week.open[hour] = day.open[hour % 24] ? 1.0 : 0.0;
  }
  return week;
}

UseProfile make_use_profile(std::vector<double> presence, std::vector<std::uint8_t> open, const core::TimeAxis& axis) {
  UseProfile profile;
  profile.presence = std::move(presence);
  profile.open = std::move(open);
  derive_series(profile, axis, read_profile_constants());
  return profile;
}

UseProfile make_week_profile(const UseWeek& week, Use use, const core::TimeAxis& axis) {
  constexpr double kOpenFrom = 0.5;  // share of the hour, as in the rooms beside a pool hall
  const ClosedDays closed = read_closed_days()[static_cast<std::size_t>(use)];
  const std::chrono::sys_days easter = core::easter_sunday(axis.base_year);
  std::vector<double> presence;
  std::vector<std::uint8_t> open;
  presence.reserve(axis.clock.size());
  open.reserve(axis.clock.size());
  for (const core::ClockHour& clock : axis.clock) {
    constexpr std::size_t kSunday = 6;
    const std::size_t day = clock.public_holiday ? kSunday : clock.weekday;
    const std::size_t hour = 24 * day + clock.hour;
    const bool shut = is_closed(closed, place_in_calendar(clock, axis.base_year, easter));
    presence.push_back(shut ? 0.0 : week.presence[hour]);
    open.push_back(!shut && week.open[hour] >= kOpenFrom ? 1 : 0);
  }
  return make_use_profile(std::move(presence), std::move(open), axis);
}

WeekHours warm_hours(const WeekHours& open) {
  const std::size_t heat_up_h = static_cast<std::size_t>(read_profile_constants().heat_up_h);
  WeekHours warm{};
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) {
    for (std::size_t ahead = 0; ahead <= heat_up_h; ++ahead) warm[hour] = std::max(warm[hour], open[(hour + ahead) % kWeekHours]);
  }
  return warm;
}

UseProfiles make_use_profiles(const core::TimeAxis& axis) {
  const std::array<WeekProfile, kUseNames.size()> weeks = read_profiles();
  const std::array<ClosedDays, kUseNames.size()> closed = read_closed_days();
  const std::chrono::sys_days easter = core::easter_sunday(axis.base_year);
  UseProfiles profiles;
  for (UseProfile& p : profiles.of_use) {
    p.presence.reserve(axis.clock.size());
    p.open.reserve(axis.clock.size());
  }
  for (const core::ClockHour& clock : axis.clock) {
    const CalendarDay day = place_in_calendar(clock, axis.base_year, easter);
    const int clock_hour = clock.hour;
    const std::size_t hour = static_cast<std::size_t>(clock_hour);
    for (std::size_t use = 0; use < kUseNames.size(); ++use) {
      const DayProfile& hours = weeks[use][static_cast<std::size_t>(day.type)];
      const bool shut = is_closed(closed[use], day);
      profiles.of_use[use].presence.push_back(shut ? 0.0 : hours.presence[hour]);
      profiles.of_use[use].open.push_back(!shut && hours.open[hour] ? 1 : 0);
    }
  }
  const ProfileConstants constants = read_profile_constants();
  for (UseProfile& profile : profiles.of_use) derive_series(profile, axis, constants);
  return profiles;
}

}  // namespace tvilling::models
