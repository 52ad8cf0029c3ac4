// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fstream>
#include <string>

#include "core/io/file.hpp"
#include "core/time_axis.hpp"
#include "models/metering/danish_clock.hpp"
#include "models/metering/measured_weather.hpp"
#include "models/portfolio/column_alias.hpp"
#include "scenarios/synthetic_meters.hpp"

namespace tvilling::scenarios {

namespace {

namespace fs = std::filesystem;
using models::OutTable;
using models::PortfolioTable;

constexpr std::int64_t kHour_s = 3600;
constexpr std::int64_t kDay_s = 24 * kHour_s;

/// "2024-01-31 18:00", or "31-01-2024 18:00".
std::string clock_text(std::int64_t clock_s, bool danish) {
  const std::chrono::sys_days day{std::chrono::days(clock_s / kDay_s)};
  const std::chrono::year_month_day date(day);
  const int year = static_cast<int>(date.year());
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned of_month = static_cast<unsigned>(date.day());
  const int hour = static_cast<int>(clock_s % kDay_s / kHour_s);
  return danish ? fmt::format("{:02}-{:02}-{} {:02}:00", of_month, month, year, hour)
                : fmt::format("{}-{:02}-{:02} {:02}:00", year, month, of_month, hour);
}

/// The beginnings of all hours, and of the one after, as they are written.
std::vector<std::string> hour_texts(const MeterHours& hours, bool standard_time, bool danish) {
  const models::DanishClock clock;
  std::vector<std::string> texts;
  for (const std::int64_t at : hours.begin_s) {
    const std::int64_t ahead_s = standard_time ? kHour_s : clock.ahead_s(at, hours.year);
    texts.push_back(clock_text(at + ahead_s, danish));
  }
  return texts;
}

std::vector<std::string> month_texts(int year) {
  std::vector<std::string> texts;
  for (int month = 1; month <= core::kMonths; ++month) texts.push_back(fmt::format("{}-{:02}", year, month));
  return texts;
}

fs::path file_of(const fs::path& folder, PortfolioTable table, bool danish) {
  const std::string name = danish ? models::names_of_table(table).front() : std::string(models::to_string(table));
  return folder / (name + ".csv");
}

/// The first alias of a column, as other tables have it in Danish.
std::string header_of(PortfolioTable table, const std::vector<std::string_view>& columns, bool danish) {
  std::string text;
  for (const std::string_view column : columns) {
    std::string name(column);
    for (const models::TableColumn& known : models::table_columns(table)) {
      if (danish && known.column == column && !known.aliases.empty()) name = known.aliases.front();
    }
    text += (text.empty() ? "" : danish ? ";" : ",") + name;
  }
  return text + (danish ? "\r\n" : "\n");
}

/// Writes the readings of one meter behind each other.
class SeriesText {
 public:
  SeriesText(const MeterHours& hours, bool danish)
      : danish_(danish),
        year_(hours.year),
        clock_(hour_texts(hours, false, danish)),
        standard_(hour_texts(hours, true, danish)),
        months_(month_texts(hours.year)) {}

  /// Adds to `text`; returns how many.
  std::size_t add(const MeterSeries& series, std::string& text) const {
    const std::vector<std::string>& times = series.is_monthly ? months_ : series.standard_time ? standard_ : clock_;
    std::size_t count = 0;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      if (std::isnan(series.values[i])) continue;
      const bool later = i >= series.later_year.first && i < series.later_year.second;
      const std::string time = later ? later_year(times[i]) : override(series.time_texts, i, times[i]);
      add_row(series, time, value_text(series, i), text);
      ++count;
      if (i + 1 != series.repeated.second) continue;
      for (std::size_t again = series.repeated.first; again < series.repeated.second; ++again, ++count) {
        add_row(series, times[again], value_text(series, again), text);
      }
    }
    return count;
  }

 private:
  static std::string override(const std::vector<std::pair<std::size_t, std::string>>& texts, std::size_t at,
                              const std::string& own) {
    for (const auto& [i, text] : texts) {
      if (i == at) return text;
    }
    return own;
  }

  [[nodiscard]] std::string later_year(std::string time) const {
    const std::string year = std::to_string(year_);
    return time.replace(time.find(year), year.size(), std::to_string(year_ + 20));
  }

  [[nodiscard]] std::string value_text(const MeterSeries& series, std::size_t i) const {
    std::string text = fmt::format("{:.{}f}", series.values[i], series.decimals);
    const std::size_t point = text.find('.');
    if (danish_ && point != std::string::npos) text[point] = ',';
    return override(series.value_texts, i, text);
  }

  void add_row(const MeterSeries& series, const std::string& time, const std::string& value, std::string& text) const {
    const char delimiter = danish_ ? ';' : ',';
    text += series.told_as.empty() ? series.meter_id : series.told_as;
    text += delimiter;
    text += time;
    text += delimiter;
    text += value;
    text += danish_ ? "\r\n" : "\n";
  }

  bool danish_;
  int year_;
  std::vector<std::string> clock_;
  std::vector<std::string> standard_;
  std::vector<std::string> months_;
};

/// Relative humidity over water (Magnus; WMO-No. 8, annex 4.B).
double relative_humidity(double dry_bulb_degc, double dew_point_degc) {
  const auto saturation = [](double t) { return std::exp(17.62 * t / (243.12 + t)); };
  return std::clamp(100.0 * saturation(dew_point_degc) / saturation(dry_bulb_degc), 0.0, 100.0);
}

/// Weather by the hours of the calendar year, as if it had been measured.
models::MeasuredWeather measured(const MeterHours& hours, const models::Weather& weather) {
  models::MeasuredWeather measured;
  measured.first_s = hours.begin_s.front();
  measured.hours = hours.modelled.size();
  for (const std::uint16_t h : hours.modelled) measured.dry_bulb_degc.hours.push_back(weather.dry_bulb_degc[h]);
  measured.dry_bulb_degc.bridged.assign(measured.hours, false);
  return measured;
}

OutTable degree_day_table(const SyntheticMeters& meters) {
  OutTable table;
  table.table = PortfolioTable::degree_days;
  for (const char* const name : {"year", "month", "degree_days", "normal"})
    table.columns.push_back({name, core::FieldType::number});
  const auto rounded = [](double value) { return std::round(10.0 * value) / 10.0; };
  const std::vector<models::DegreeDays> normal = models::degree_days_of(measured(meters.hours, models::reference_year()));
  for (const models::DegreeDays& days : models::degree_days_of(measured(meters.hours, meters.weather))) {
    const auto same = std::find_if(normal.begin(), normal.end(),
                                   [&days](const models::DegreeDays& n) { return n.year == days.year && n.month == days.month; });
    if (days.month == 0 || same == normal.end()) continue;
    table.rows.push_back(
        {static_cast<double>(days.year), static_cast<double>(days.month), rounded(days.degree_days), rounded(same->degree_days)});
  }
  return table;
}

}  // namespace

std::vector<OutTable> meter_tables(const SyntheticMeters& meters) {
  using core::FieldType;
  OutTable table;
  table.table = PortfolioTable::meters;
  table.columns = {
      {"meter_id"}, {"building_id"}, {"property_id"}, {"carrier"}, {"unit"}, {"kind"}, {"rollover", FieldType::number}};
  OutTable shares;
  shares.table = PortfolioTable::meter_shares;
  shares.columns = {{"meter_id"}, {"building_id"}, {"share", FieldType::number}};
  for (const MeterSeries& series : meters.series) {
    const bool one = series.shares.size() == 1;
    table.rows.push_back({series.meter_id, one ? series.shares.front().first : std::string(),
                          series.meter_id.substr(0, series.meter_id.rfind('-')), std::string(models::to_string(series.carrier)),
                          series.unit, std::string(series.is_register ? "register" : "interval"), series.rollover});
    if (one) continue;
    for (const auto& [building, share] : series.shares) shares.rows.push_back({series.meter_id, building, share});
  }
  return {std::move(table), std::move(shares), degree_day_table(meters)};
}

std::size_t write_readings(const SyntheticMeters& meters, const fs::path& folder, bool danish) {
  const fs::path path = file_of(folder, PortfolioTable::readings, danish);
  const fs::path partial = path.string() + ".partial";
  const SeriesText writer(meters.hours, danish);
  std::ofstream out(partial, std::ios::binary);
  if (!out) core::throw_system_error("cannot write", partial, errno);
  std::string text = header_of(PortfolioTable::readings, {"meter_id", "time", "value"}, danish);
  std::size_t count = 0;
  for (const MeterSeries& series : meters.series) {
    count += writer.add(series, text);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    text.clear();
  }
  out.close();
  if (!out) {
    const int error = errno;
    std::error_code ignored;
    fs::remove(partial, ignored);
    core::throw_system_error("cannot write", path, error);
  }
  core::publish_file(partial, path);
  return count;
}

void write_weather(const SyntheticMeters& meters, const fs::path& folder, bool danish) {
  const std::vector<std::string_view> columns{
      "time",         "dry_bulb_degc",          "relative_humidity",  "wind_speed_m_s",         "wind_direction_deg",
      "pressure_hpa", "global_horizontal_w_m2", "direct_normal_w_m2", "diffuse_horizontal_w_m2"};
  std::string text = header_of(PortfolioTable::weather, columns, danish);
  const models::Weather& w = meters.weather;
  constexpr double kPaPerHpa = 100.0;
  for (std::size_t i = 0; i < meters.hours.modelled.size(); ++i) {
    const std::size_t h = meters.hours.modelled[i];
    const std::int64_t standard_s = meters.hours.begin_s[i] + kHour_s;
    std::string time = clock_text(standard_s, false);
    time.replace(time.find(' '), 1, "T");
    text += time + "+01:00";
    const std::array<double, 8> values{w.dry_bulb_degc[h],           relative_humidity(w.dry_bulb_degc[h], w.dew_point_degc[h]),
                                       w.wind_speed_m_s[h],          w.wind_direction_deg[h],
                                       w.pressure_pa[h] / kPaPerHpa, w.global_horizontal_w_m2[h],
                                       w.direct_normal_w_m2[h],      w.diffuse_horizontal_w_m2[h]};
    for (const double value : values) {
      std::string cell = fmt::format("{:.1f}", value);
      if (danish) cell.replace(cell.find('.'), 1, ",");
      text += (danish ? ";" : ",") + cell;
    }
    text += danish ? "\r\n" : "\n";
  }
  core::write_file_atomic(file_of(folder, PortfolioTable::weather, danish), text);
}

}  // namespace tvilling::scenarios
