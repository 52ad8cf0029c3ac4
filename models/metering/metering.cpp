// SPDX-License-Identifier: MPL-2.0
#include "models/metering/metering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <tuple>
#include <utility>

#include "core/first_error.hpp"
#include "core/text.hpp"
#include "models/metering/building_uses.hpp"
#include "models/metering/measured_weather.hpp"
#include "models/metering/meter_days.hpp"
#include "models/metering/metering_codes.hpp"
#include "models/metering/readings.hpp"

namespace tvilling::models {

namespace {

namespace code = metering_code;
using core::Severity;
using core::shown;

std::int64_t now_s(const MeteringOptions& options) {
  if (options.now_s != 0) return options.now_s;
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The whole years about all readings up to now, one more on both sides.
DayCalendar calendar_of(const Readings& readings, std::int64_t now) {
  constexpr std::int64_t kYear_s = 31556952;  // mean of 400 years: the year is right or one off
  std::int64_t first = now;
  std::int64_t last = 0;
  for (const std::vector<Reading>& meter : readings.of_meter) {
    for (const Reading& reading : meter) {
      first = std::min(first, reading.time_s);
      if (reading.time_s <= now) last = std::max(last, reading.time_s);
    }
  }
  const auto year = [](std::int64_t time_s) { return 1970 + static_cast<int>(time_s / kYear_s); };
  const int from = std::clamp(year(first) - 1, DanishClock::kFirstYear, DanishClock::kLastYear);
  return {DanishClock(), from, std::clamp(year(std::max(first, last)) + 1, from, DanishClock::kLastYear)};
}

/// The mean outdoor temperature of each day of the calendar; empty without weather.
std::vector<double> day_temperatures(const PortfolioSource& source, const DayCalendar& calendar) {
  if (!source.has(PortfolioTable::weather)) return {};
  core::Findings told_elsewhere;  // by who reads the weather for itself
  const MeasuredWeather weather = read_measured_weather(source, told_elsewhere);
  std::vector<double> means(calendar.days());
  for (std::size_t day = 0; day < means.size(); ++day) {
    means[day] = mean_dry_bulb_degc(weather, calendar.begin_s(day), calendar.begin_s(day) + calendar.length_s(day));
  }
  return means;
}

/// One meter's readings on their way to its years.
struct MeterWork {
  std::vector<Reading> ordered;
  MeterRhythm rhythm;
  std::optional<HourLabel> label;
  MeterNotices notices;
  std::vector<MeterYear> years;
};

std::vector<MeterWork> order_all(Readings& readings, const DayCalendar& calendar, std::int64_t now) {
  const std::ptrdiff_t count = static_cast<std::ptrdiff_t>(readings.of_meter.size());
  std::vector<MeterWork> works(readings.of_meter.size());
  core::FirstError error;
#pragma omp parallel for schedule(dynamic)
  for (std::ptrdiff_t m = 0; m < count; ++m) {
    const std::size_t i = static_cast<std::size_t>(m);
    MeterWork& work = works[i];
    try {
      work.ordered = in_order(std::exchange(readings.of_meter[i], {}), calendar, now, work.notices);
      work.rhythm = rhythm_of(work.ordered, calendar);
      work.label = label_of(work.ordered, work.rhythm, calendar);
    } catch (...) {
      error.keep(std::current_exception());
    }
  }
  error.rethrow();
  return works;
}

/// What most of the meters that tell say; one that does not tell is labelled like them.
HourLabel label_of_table(const std::vector<Meter>& meters, const std::vector<MeterWork>& works, const Readings& readings,
                         core::Findings& findings) {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t steps = 0;
  std::size_t midnights = 0;
  for (std::size_t m = 0; m < works.size(); ++m) {
    if (meters[m].kind == MeterKind::register_) continue;
    midnights += static_cast<std::size_t>(works[m].rhythm.rhythm == Rhythm::days &&
                                          (works[m].ordered.front().marks & ReadingMark::day) == 0);
    if (works[m].rhythm.rhythm != Rhythm::steps) continue;
    ++steps;
    begin += static_cast<std::size_t>(works[m].label == HourLabel::begin);
    end += static_cast<std::size_t>(works[m].label == HourLabel::end);
  }
  const HourLabel label = begin > end ? HourLabel::begin : HourLabel::end;
  if (midnights > 0) {
    findings.add(
        {std::string(code::kHourLabel.code),
         Severity::info,
         {readings.input.path},
         fmt::format("{} meters are read at midnight day after day: each time is taken as the day that it names", midnights),
         {},
         "readings",
         {},
         {}});
  }
  if (steps == 0) return label;
  const bool decided = begin != end;
  findings.add(
      {std::string(code::kHourLabel.code),
       decided ? Severity::info : Severity::warns,
       {readings.input.path},
       fmt::format("times are taken as the {} of what they stand for ({} of {} meters run over whole days that way, {} the "
                   "other way)",
                   label == HourLabel::begin ? "beginning" : "end", std::max(begin, end), steps, std::min(begin, end)),
       decided ? "" : "Nothing tells which: deliver whole days, so that the first or the last time shows it.",
       "readings",
       {},
       {}});
  return label;
}

void clean_one(std::size_t i, const Meter& meter, MeterWork& work, HourLabel label, const DayCalendar& calendar,
               const std::vector<double>& temperature_degc) {
  const std::vector<UseInterval> intervals =
      use_intervals(meter, work.ordered, work.rhythm, work.label.value_or(label), calendar, work.notices);
  DailyUse use = daily_use(meter, intervals, work.ordered, calendar, work.notices);
  if (work.rhythm.rhythm == Rhythm::steps || work.rhythm.rhythm == Rhythm::days) {
    check_days(use, work.ordered, calendar, work.notices);
  }
  const bool by_temperature = meter.carrier == Carrier::heat && work.rhythm.rhythm <= Rhythm::days;
  const std::vector<double> none;
  work.years = meter_years(i, use, calendar, by_temperature ? temperature_degc : none, work.notices);
}

void clean_all(const std::vector<Meter>& meters, std::vector<MeterWork>& works, HourLabel label, const DayCalendar& calendar,
               const std::vector<double>& temperature_degc) {
  const std::ptrdiff_t count = static_cast<std::ptrdiff_t>(works.size());
  core::FirstError error;
#pragma omp parallel for schedule(dynamic)
  for (std::ptrdiff_t m = 0; m < count; ++m) {
    const std::size_t i = static_cast<std::size_t>(m);
    try {
      clean_one(i, meters[i], works[i], label, calendar, temperature_degc);
    } catch (...) {
      error.keep(std::current_exception());
    }
  }
  error.rethrow();
}

void tell_all(const Metering& metering, const std::vector<MeterWork>& works, const Readings& readings, core::Findings& findings) {
  for (std::size_t m = 0; m < works.size(); ++m) {
    const Meter& meter = metering.meters[m];
    if (works[m].ordered.empty() && works[m].notices.all().empty()) {
      findings.add({std::string(code::kNoReadings.code),
                    Severity::warns,
                    meter.pos,
                    fmt::format("meter \"{}\" has no readings", shown(meter.meter_id)),
                    "Add its readings, or take it out of the meters table.",
                    "meters",
                    meter.meter_id,
                    {}});
      continue;
    }
    const Reading first = works[m].ordered.empty() ? Reading{} : works[m].ordered.front();
    works[m].notices.tell(meter, readings, first, findings);
  }
}

/// Findings in the order of files and their lines; what is about no line comes first.
void sort_by_line(core::Findings& findings, std::size_t from) {
  const auto key = [](const core::Finding& f) { return std::tie(f.pos.file, f.pos.line, f.pos.column, f.code, f.id, f.message); };
  std::sort(findings.list.begin() + static_cast<std::ptrdiff_t>(from), findings.list.end(),
            [&key](const core::Finding& a, const core::Finding& b) { return key(a) < key(b); });
}

void read_and_clean(const PortfolioSource& source, std::int64_t now, MeterTables tables, Metering& metering,
                    core::Findings& findings) {
  Readings readings = read_readings(source, tables, findings);
  metering.meters = std::move(tables.meters);
  metering.readings = readings.count;
  metering.inputs.push_back(readings.input);
  if (readings.count == 0) {
    findings.add({std::string(code::kNoReadings.code),
                  Severity::warns,
                  {readings.input.path},
                  "no reading could be read",
                  {},
                  "readings",
                  {},
                  {}});
    return;
  }
  const DayCalendar calendar = calendar_of(readings, now);
  std::vector<MeterWork> works = order_all(readings, calendar, now);
  const HourLabel label = label_of_table(metering.meters, works, readings, findings);
  clean_all(metering.meters, works, label, calendar, day_temperatures(source, calendar));
  tell_all(metering, works, readings, findings);
  for (const MeterWork& work : works) metering.years.insert(metering.years.end(), work.years.begin(), work.years.end());
  metering.uses = building_uses(metering, tables.unshared, findings);
}

void tell_no_meters(const PortfolioSource& source, core::Findings& findings) {
  for (const PortfolioTable table : {PortfolioTable::readings, PortfolioTable::meter_shares}) {
    if (!source.has(table)) continue;
    findings.add({std::string(code::kNoMeters.code),
                  Severity::warns,
                  {source.file(table)},
                  fmt::format("{} cannot be used without a meters table", to_string(table)),
                  "Add meters.csv with meter_id, carrier, unit and building_id.",
                  std::string(to_string(table)),
                  {},
                  {}});
  }
}

}  // namespace

Metering read_metering(const PortfolioSource& source, const Portfolio& portfolio, core::Findings& findings,
                       const MeteringOptions& options) {
  Metering metering;
  const std::size_t from = findings.list.size();
  if (source.has(PortfolioTable::degree_days)) {
    metering.degree_days = read_degree_days(source, findings, metering.inputs.emplace_back());
  }
  if (!source.has(PortfolioTable::meters)) {
    tell_no_meters(source, findings);
    return metering;
  }
  MeterTables tables = read_meter_tables(source, portfolio, findings);
  metering.shares = tables.shares;
  metering.inputs.insert(metering.inputs.end(), tables.inputs.begin(), tables.inputs.end());
  if (source.has(PortfolioTable::readings)) {
    read_and_clean(source, now_s(options), std::move(tables), metering, findings);
  } else {
    metering.meters = std::move(tables.meters);
    findings.add({std::string(code::kNoReadings.code),
                  Severity::info,
                  {source.file(PortfolioTable::meters)},
                  "the meters have no readings table",
                  "Add readings.csv with meter_id, time and value.",
                  "meters",
                  {},
                  {}});
  }
  sort_by_line(findings, from);
  return metering;
}

}  // namespace tvilling::models
