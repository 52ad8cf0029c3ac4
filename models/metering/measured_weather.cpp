// SPDX-License-Identifier: MPL-2.0
#include "models/metering/measured_weather.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <utility>

#include "core/text.hpp"
#include "models/metering/danish_clock.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/metering/reading_cells.hpp"
#include "models/metering/readings.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/table_reader.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::Severity;
using core::shown;
using Row = TableReader::Row;

constexpr std::int64_t kHour_s = 3600;
constexpr std::int64_t kLongestGap_h = 6;  // that is bridged
constexpr std::int64_t kMostHours = std::int64_t{40} * 8784;
constexpr std::string_view kPast = "past1h";  // DMI's mean or sum of the hour before

/// A column of the weather table and the numbers that can be true on earth.
struct Quantity {
  std::string_view column;
  MeasuredSeries MeasuredWeather::* series;
  NumberRange range;
  std::string_view unit;
  bool needed;  ///< a month without it cannot be used
};
constexpr std::array kQuantities{
    Quantity{"dry_bulb_degc", &MeasuredWeather::dry_bulb_degc, {-60.0, 60.0}, "degC", true},
    Quantity{"relative_humidity", &MeasuredWeather::relative_humidity, {0.0, 105.0}, "%", false},
    Quantity{"wind_speed_m_s", &MeasuredWeather::wind_speed_m_s, {0.0, 75.0}, "m/s", false},
    Quantity{"wind_direction_deg", &MeasuredWeather::wind_direction_deg, {0.0, 360.0}, "degrees", false},
    Quantity{"pressure_hpa", &MeasuredWeather::pressure_hpa, {850.0, 1100.0}, "hPa", false},
    Quantity{"global_horizontal_w_m2", &MeasuredWeather::global_horizontal_w_m2, {-20.0, 1500.0}, "W/m2", true},
    Quantity{"direct_normal_w_m2", &MeasuredWeather::direct_normal_w_m2, {-20.0, 1300.0}, "W/m2", true},
    Quantity{"diffuse_horizontal_w_m2", &MeasuredWeather::diffuse_horizontal_w_m2, {-20.0, 1000.0}, "W/m2", true},
};

struct TimedRow {
  std::int64_t time_s = 0;
  Row row = 0;
};

/// The rows in the order of time, each time once; of the doubled hour in autumn the first is summer time.
std::vector<TimedRow> timed_rows(TableReader& table) {
  std::vector<TimedRow> rows;
  ReadingClock clock;
  std::map<std::int64_t, std::size_t> doubled;
  for (Row row = 0; row < table.rows(); ++row) {
    const std::string& text = table.text(row, "time");
    const std::optional<ReadingTime> time = clock.read(text);
    if (!time || (time->marks & (ReadingMark::month | ReadingMark::year)) != 0) {
      table.stop(code::kWeatherTime, row, "time", fmt::format("time is \"{}\"", shown(text)),
                 "Write \"2025-01-31 18:00\", with \"Z\" when it is UTC.");
      continue;
    }
    if ((time->marks & ReadingMark::twice) != 0) {
      const auto [first, is_new] = doubled.emplace(time->time_s, rows.size());
      if (!is_new) rows[first->second].time_s = time->time_s - kHour_s;
    }
    rows.push_back({time->time_s, row});
  }
  std::sort(rows.begin(), rows.end(),
            [](const TimedRow& a, const TimedRow& b) { return std::pair(a.time_s, a.row) < std::pair(b.time_s, b.row); });
  std::vector<TimedRow> once;
  for (const TimedRow& row : rows) {
    if (once.empty() || once.back().time_s != row.time_s) {
      once.push_back(row);
      continue;
    }
    table.note(code::kWeatherTime, "a time that is there before, of which the last row is kept,",
               "Remove what was delivered anew.", row.row, "time");
    once.back() = row;
  }
  table.tell_notes();
  return once;
}

/// Means of the rows of each hour.
MeasuredSeries hourly(TableReader& table, const std::vector<TimedRow>& rows, const Quantity& quantity,
                      const MeasuredWeather& weather) {
  MeasuredSeries series;
  if (!table.has(quantity.column)) return series;
  const bool past = fold(table.header(quantity.column)).ends_with(kPast);
  const bool direction = quantity.series == &MeasuredWeather::wind_direction_deg;
  std::vector<int> counts(weather.hours);
  std::vector<double> cosines(direction ? weather.hours : 0);
  series.hours.assign(weather.hours, 0.0);
  series.bridged.assign(weather.hours, false);
  for (const TimedRow& timed : rows) {
    const std::int64_t of_s = timed.time_s - (past ? 1 : 0) - weather.first_s;
    if (of_s < 0) continue;  // the first row's past hour lies before the weather
    const double value = table.number(timed.row, quantity.column, quantity.range, quantity.unit);
    if (std::isnan(value)) continue;
    const std::size_t hour = static_cast<std::size_t>(of_s / kHour_s);
    const double angle = value * std::numbers::pi / 180.0;
    series.hours[hour] += direction ? std::sin(angle) : value;
    if (direction) cosines[hour] += std::cos(angle);
    ++counts[hour];
  }
  for (std::size_t h = 0; direction && h < weather.hours; ++h) {  // 350 and 10 degrees are north, not south
    if (counts[h] == 0) continue;
    const double mean = std::atan2(series.hours[h], cosines[h]) * 180.0 / std::numbers::pi;
    series.hours[h] = (mean < 0.0 ? mean + 360.0 : mean) * counts[h];
  }
  for (std::size_t h = 0; h < weather.hours; ++h) series.hours[h] = counts[h] > 0 ? series.hours[h] / counts[h] : kMissing;
  return series;
}

/// "2025-01 (3 h), 2025-02 (700 h)"
std::string months_text(const MeasuredSeries& series, const MeasuredWeather& weather, const DayCalendar& calendar) {
  constexpr std::size_t kListed = 12;
  std::map<std::pair<int, int>, int> months;
  for (std::size_t h = 0; h < weather.hours; ++h) {
    if (!std::isnan(series.hours[h])) continue;
    ++months[calendar.month_of(calendar.day_of(weather.first_s + static_cast<std::int64_t>(h) * kHour_s))];
  }
  std::string text;
  std::size_t listed = 0;
  for (const auto& [month, hours] : months) {
    if (listed++ == kListed) return text + fmt::format(" and {} more", months.size() - kListed);
    text += fmt::format("{}{}-{:02} ({} h)", text.empty() ? "" : ", ", month.first, month.second + 1, hours);
  }
  return text;
}

/// Fills a short gap before the first known hour, seen from either end.
template <class Hour, class Mark>
std::size_t hold_end(const Hour& begin, const Hour& end, const Mark& marks) {
  const Hour known = std::find_if(begin, end, [](double value) { return !std::isnan(value); });
  const auto gap = known - begin;
  if (known == end || gap > kLongestGap_h) return 0;
  std::fill(begin, known, *known);
  std::fill(marks, marks + gap, true);
  return static_cast<std::size_t>(gap);
}

/// Bridges gaps of at most six hours, at the ends with the nearest value; returns how many hours.
std::size_t bridge(MeasuredSeries& series, bool hold) {
  constexpr auto kLongest_h = static_cast<std::size_t>(kLongestGap_h);
  std::size_t bridged = 0;
  std::size_t known = series.hours.size();  // the last known hour
  for (std::size_t h = 0; h < series.hours.size(); ++h) {
    if (std::isnan(series.hours[h])) continue;
    const bool gap = known < h && h - known > 1 && h - known - 1 <= kLongest_h;
    for (std::size_t g = known + 1; gap && g < h; ++g) {
      const double part = static_cast<double>(g - known) / static_cast<double>(h - known);
      series.hours[g] = series.hours[known] + (hold ? 0.0 : part * (series.hours[h] - series.hours[known]));
      series.bridged[g] = true;
      ++bridged;
    }
    known = h;
  }
  return bridged + hold_end(series.hours.begin(), series.hours.end(), series.bridged.begin()) +
         hold_end(series.hours.rbegin(), series.hours.rend(), series.bridged.rbegin());
}

/// Reads one quantity and tells its gaps.
void read_quantity(TableReader& table, const std::vector<TimedRow>& rows, const Quantity& quantity, const DayCalendar& calendar,
                   MeasuredWeather& weather, core::Findings& findings) {
  MeasuredSeries& series = weather.*quantity.series;
  series = hourly(table, rows, quantity, weather);
  if (!series.given()) return;
  const auto tell = [&](const core::FindingCode& code, Severity severity, std::string message, std::string hint) {
    findings.add(
        {std::string(code.code), severity, {weather.input.path}, std::move(message), std::move(hint), "weather", {}, {}});
  };
  const bool radiation = quantity.column.ends_with("_w_m2");
  std::size_t negative = 0;
  for (double& value : series.hours) {
    if (!radiation || !(value < 0.0)) continue;
    value = 0.0;  // the zero of the instrument at night
    ++negative;
  }
  if (negative > 0) {
    tell(code::kWeatherFilled, Severity::filled,
         fmt::format("{} is slightly below 0 in {} hours and taken as 0", quantity.column, negative), {});
  }
  const std::size_t bridged = bridge(series, quantity.series == &MeasuredWeather::wind_direction_deg);
  if (bridged > 0) {
    tell(code::kWeatherGap, Severity::filled,
         fmt::format("{} is missing in {} hours, in gaps of at most 6, which are bridged", quantity.column, bridged), {});
  }
  const std::string months = months_text(series, weather, calendar);
  if (quantity.needed && !months.empty()) {
    tell(code::kWeatherMonth, Severity::info,
         fmt::format("{} is missing in months that are not used: {}", quantity.column, months),
         "Bridged are gaps of at most six hours.");
  }
}

DayCalendar calendar_of(const MeasuredWeather& weather) {
  constexpr std::int64_t kYear_s = 31556952;
  const std::int64_t end = weather.first_s + static_cast<std::int64_t>(weather.hours) * kHour_s;
  const auto year = [](std::int64_t time_s) { return 1970 + static_cast<int>(time_s / kYear_s); };
  const int first = std::max(year(weather.first_s) - 1, DanishClock::kFirstYear);
  return {DanishClock(), first, std::min(year(end) + 1, DanishClock::kLastYear)};
}

/// The hours from the first row to the last; to the midnights of standard time where those are near: a table in UTC begins at 1.
void set_span(const std::vector<TimedRow>& rows, MeasuredWeather& weather) {
  constexpr std::int64_t kDay_h = 24;
  const std::int64_t first_h = rows.front().time_s / kHour_s;
  const std::int64_t end_h = rows.back().time_s / kHour_s + 1;
  const std::int64_t after_h = (first_h + 1) % kDay_h;  // midnight is 23:00 UTC
  const std::int64_t before_h = (kDay_h - (end_h + 1) % kDay_h) % kDay_h;
  const std::int64_t begin_h = first_h - (after_h <= kLongestGap_h ? after_h : 0);
  weather.first_s = begin_h * kHour_s;
  weather.hours = static_cast<std::size_t>(end_h + (before_h <= kLongestGap_h ? before_h : 0) - begin_h);
}

}  // namespace

MeasuredWeather read_measured_weather(const PortfolioSource& source, core::Findings& findings) {
  MeasuredWeather weather;
  if (!source.has(PortfolioTable::weather)) return weather;
  weather.source = source.file(PortfolioTable::weather);
  weather.input = {weather.source, source.sha256(PortfolioTable::weather), {}};
  core::Table raw = source.read(PortfolioTable::weather, findings);
  if (raw.header.empty()) return weather;
  std::array<std::string_view, kQuantities.size()> numbers;
  std::transform(kQuantities.begin(), kQuantities.end(), numbers.begin(), [](const Quantity& q) { return q.column; });
  constexpr std::array<std::string_view, 2> kRequired{"time", "dry_bulb_degc"};
  TableReader table(PortfolioTable::weather, std::move(raw), numbers, kRequired, findings);
  weather.input.detected = table.detected();
  if (!table.complete()) return weather;
  const std::vector<TimedRow> rows = timed_rows(table);
  if (rows.empty()) return weather;
  set_span(rows, weather);
  if (weather.hours > static_cast<std::size_t>(kMostHours)) {
    table.stop(code::kWeatherTime, rows.front().row, "time",
               fmt::format("the weather spans {} hours, more than 40 years", weather.hours),
               "Correct the first or the last time.");
    weather.hours = 0;
    return weather;
  }
  const DayCalendar calendar = calendar_of(weather);
  for (const Quantity& quantity : kQuantities) read_quantity(table, rows, quantity, calendar, weather, findings);
  return weather;
}

double mean_dry_bulb_degc(const MeasuredWeather& weather, std::int64_t begin_s, std::int64_t end_s) {
  if (begin_s < weather.first_s || !weather.dry_bulb_degc.given()) return kMissing;
  const std::size_t first = static_cast<std::size_t>((begin_s - weather.first_s) / kHour_s);
  const std::size_t end = static_cast<std::size_t>((end_s - weather.first_s) / kHour_s);
  if (end > weather.hours) return kMissing;
  double sum = 0.0;
  for (std::size_t h = first; h < end; ++h) sum += weather.dry_bulb_degc.hours[h];
  return sum / static_cast<double>(end - first);
}

std::vector<DegreeDays> degree_days_of(const MeasuredWeather& weather) {
  constexpr double kBase_degc = 17.0;
  std::vector<DegreeDays> all;
  if (weather.hours == 0) return all;
  const DayCalendar calendar = calendar_of(weather);
  for (int year = calendar.first_year(); year <= calendar.last_year(); ++year) {
    double of_year = 0.0;
    std::vector<DegreeDays> months;
    for (int month = 0; month < 12; ++month) {
      double sum = 0.0;
      for (std::size_t day = calendar.first_day(year, month); day < calendar.first_day(year, month + 1); ++day) {
        const double mean = mean_dry_bulb_degc(weather, calendar.begin_s(day), calendar.begin_s(day) + calendar.length_s(day));
        sum += std::isnan(mean) ? mean : std::max(0.0, kBase_degc - mean);
      }
      of_year += sum;
      if (!std::isnan(sum)) months.push_back({year, month + 1, sum, kMissing});
    }
    if (!std::isnan(of_year)) all.push_back({year, 0, of_year, kMissing});
    all.insert(all.end(), months.begin(), months.end());
  }
  return all;
}

Location copenhagen() {
  return {"Copenhagen", 55.6761, 12.5683, 1.0, 10.0};
}

}  // namespace tvilling::models
