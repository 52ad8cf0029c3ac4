// SPDX-License-Identifier: MPL-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/finding_code.hpp"
#include "core/random.hpp"
#include "models/metering/danish_clock.hpp"
#include "models/metering/metering_codes.hpp"
#include "scenarios/synthetic_meters.hpp"

namespace tvilling::scenarios {

namespace {

namespace code = models::metering_code;
using models::PlantedFault;

constexpr std::size_t kDay = 24;

/// A series with the place where its fault begins.
struct Patient {
  MeterSeries& series;
  const MeterHours& hours;
  std::size_t at = 0;  ///< a midnight between 1 February and the end of September

  [[nodiscard]] bool has_uses() const { return !series.is_monthly && !series.is_register; }
  [[nodiscard]] double mean() const {
    return std::accumulate(series.values.begin(), series.values.end(), 0.0) / static_cast<double>(series.values.size());
  }
  void blank(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < std::min(end, series.values.size()); ++i) series.values[i] = models::kMissing;
  }
};

/// What stands in the record: what was, and what is now. Nothing where the series does not show it.
using Words = std::optional<std::pair<std::string, std::string>>;

Words days(std::string was, std::size_t count, std::string_view what) {
  return std::pair{std::move(was), fmt::format("{} days {}", count, what)};
}

/// On a meter of few digits it cannot be told from a constant load.
Words stuck(const Patient& p) {
  constexpr std::size_t kDays = 21;
  constexpr double kSteps = 60.0;
  if (!p.has_uses()) return std::nullopt;
  const double grid = std::pow(10.0, p.series.decimals);
  const double value = std::round(p.mean() * grid) / grid;
  if (!(value * grid > kSteps)) return std::nullopt;
  for (std::size_t i = p.at; i < p.at + kDays * kDay; ++i) p.series.values[i] = value;
  return days("uses", kDays, "of one value");
}

Words gap(const Patient& p) {
  constexpr std::size_t kDays = 20;
  if (!p.has_uses()) return std::nullopt;
  p.blank(p.at, p.at + kDays * kDay);
  return days("uses", kDays, "missing");
}

Words long_gap(const Patient& p) {
  constexpr std::size_t kDays = 60;
  if (!p.has_uses()) return std::nullopt;
  p.blank(p.at, p.at + kDays * kDay);
  return days("uses", kDays, "missing");
}

Words negative(const Patient& p) {
  constexpr std::size_t kHours = 3;
  if (!p.has_uses()) return std::nullopt;
  for (std::size_t i = p.at + 9; i < p.at + 9 + kHours; ++i) p.series.values[i] = -std::max(p.series.values[i], 1.0);
  return std::pair{std::string("uses"), fmt::format("{} negative", kHours)};
}

Words spike(const Patient& p) {
  constexpr double kDays = 40.0;
  if (!p.has_uses()) return std::nullopt;
  p.series.values[p.at + 13] = std::round(kDays * kDay * p.mean());
  return std::pair{std::string("uses"), fmt::format("{:.10g} in an hour", p.series.values[p.at + 13])};
}

Words week_x1000(const Patient& p) {
  constexpr std::size_t kDays = 7;
  if (!p.has_uses()) return std::nullopt;
  for (std::size_t i = p.at; i < p.at + kDays * kDay; ++i) p.series.values[i] *= 1000.0;
  return days("uses", kDays, "x1000");
}

Words fall(const Patient& p) {
  if (!p.series.is_register || !std::isnan(p.series.rollover)) return std::nullopt;
  const double was = p.series.values[p.at];
  const double off = std::round(was / 2.0);
  for (std::size_t i = p.at; i < p.series.values.size(); ++i) p.series.values[i] -= off;
  return std::pair{fmt::format("{:.10g}", was), fmt::format("{:.10g}", p.series.values[p.at])};
}

/// The hour that the clock shows twice is delivered once.
Words hour_missing(const Patient& p) {
  if (!p.has_uses()) return std::nullopt;
  const models::DanishClock clock;
  for (std::size_t h = p.series.values.size() / 2; h + 1 < p.series.values.size(); ++h) {
    const bool summer = clock.ahead_s(p.hours.begin_s[h], p.hours.year) > clock.ahead_s(p.hours.begin_s[h + 1], p.hours.year);
    if (!summer) continue;
    p.blank(h, h + 1);
    return std::pair{std::string("02:00 twice"), std::string("02:00 once")};
  }
  return std::nullopt;
}

Words standard_time(const Patient& p) {
  if (!p.has_uses()) return std::nullopt;
  p.series.standard_time = true;
  return std::pair{std::string("clock time"), std::string("standard time all year")};
}

Words delivered_twice(const Patient& p) {
  if (!p.has_uses()) return std::nullopt;
  p.series.repeated = {p.at, p.at + kDay};
  return std::pair{std::string("a day"), std::string("the day twice")};
}

Words text_value(const Patient& p) {
  if (p.series.is_monthly) return std::nullopt;
  p.series.value_texts.emplace_back(p.at + 7, "fejl");
  return std::pair{fmt::format("{:.10g}", p.series.values[p.at + 7]), std::string("fejl")};
}

Words bad_time(const Patient& p) {
  if (p.series.is_monthly) return std::nullopt;
  const std::string time = fmt::format("{}-13-05 07:00", p.hours.year);
  p.series.time_texts.emplace_back(p.at + 7, time);
  return std::pair{std::string("a time"), time};
}

Words later_year(const Patient& p) {
  if (!p.has_uses()) return std::nullopt;
  p.series.later_year = {p.at, p.at + 2 * kDay};
  return std::pair{std::to_string(p.hours.year), std::to_string(p.hours.year + 20)};
}

Words all_zero(const Patient& p) {
  if (p.series.is_register) return std::nullopt;
  std::fill(p.series.values.begin(), p.series.values.end(), 0.0);
  return std::pair{std::string("uses"), std::string("0 all year")};
}

Words no_readings(const Patient& p) {
  p.series.values.clear();
  return std::pair{std::string("readings"), std::string("none")};
}

Words other_id(const Patient& p) {
  p.series.told_as = p.series.meter_id + "-NY";
  return std::pair{p.series.meter_id, p.series.told_as};
}

/// Of a building whose ventilation no longer stops at night. The readings are right: it is for screening, not for the checks.
Words night_load(const Patient& p) {
  constexpr std::size_t kDays = 60;
  constexpr std::size_t kUntil = 5;
  if (!p.has_uses() || p.series.carrier != models::Carrier::electricity) return std::nullopt;
  const double more = p.mean();
  for (std::size_t i = p.at; i < p.at + kDays * kDay; ++i) {
    if ((i - p.at) % kDay < kUntil) p.series.values[i] = std::round((p.series.values[i] + more) * 10.0) / 10.0;
  }
  return days("uses", kDays, "with load at night");
}

struct Kind {
  std::string_view name;
  core::FindingCode code;
  std::string_view table;  ///< that the finding names
  Words (*make)(const Patient&);
};
constexpr std::array kKinds{
    Kind{"stuck_value", code::kRepeated, "readings", stuck},
    Kind{"gap", code::kGapFilled, "readings", gap},
    Kind{"negative", code::kNegative, "readings", negative},
    Kind{"spike", code::kSpike, "readings", spike},
    Kind{"unconfirmed_fall", code::kUnconfirmedFall, "readings", fall},
    Kind{"week_x1000", code::kSpike, "readings", week_x1000},
    Kind{"dst_hour_missing", code::kGapFilled, "readings", hour_missing},
    Kind{"night_load", {"", ""}, "readings", night_load},
    Kind{"long_gap", code::kYearNotUsable, "readings", long_gap},
    Kind{"standard_time", code::kSkippedHour, "readings", standard_time},
    Kind{"delivered_twice", code::kOverlap, "readings", delivered_twice},
    Kind{"text_in_number", code::kNotANumber, "readings", text_value},
    Kind{"bad_time", code::kTime, "readings", bad_time},
    Kind{"wrong_year", code::kFuture, "readings", later_year},
    Kind{"zero_all_year", code::kZero, "readings", all_zero},
    Kind{"no_readings", code::kNoReadings, "meters", no_readings},
    Kind{"unknown_meter", code::kUnknownMeter, "readings", other_id},
};

bool plant(SyntheticMeters& meters, const Kind& kind, std::uint64_t seed, MeterSeries& series) {
  constexpr std::size_t kFirstDay = 31;
  constexpr std::size_t kDays = 180;
  const std::size_t day = kFirstDay + core::random_bits({seed, series.meter_id, "fault_day", 0}) % kDays;
  const Words words = kind.make({series, meters.hours, day * kDay});
  if (!words) return false;
  PlantedFault fault;
  fault.table = "readings";
  fault.id = series.told_as.empty() ? series.meter_id : series.told_as;
  fault.column = kind.make == bad_time || kind.make == standard_time || kind.make == later_year ? "time"
                 : kind.make == other_id                                                        ? "meter_id"
                                                                                                : "value";
  fault.kind = kind.name;
  fault.code = kind.code.code;
  fault.was = words->first;
  fault.now = words->second;
  fault.told = {std::string(kind.table), fault.id};
  fault.also = {{"meters", series.meter_id}, {"meter_shares", series.meter_id}};
  for (const auto& [building, share] : series.shares) fault.also.emplace_back("buildings", building);
  meters.faults.push_back(std::move(fault));
  return true;
}

}  // namespace

void plant_reading_faults(SyntheticMeters& meters, const SyntheticMeterOptions& options) {
  const std::size_t wanted =
      static_cast<std::size_t>(std::lround(options.fault_share * static_cast<double>(meters.series.size())));
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t m = 0; m < meters.series.size(); ++m) {
    order.emplace_back(core::random_bits({options.seed, meters.series[m].meter_id, "fault", 0}), m);
  }
  std::sort(order.begin(), order.end());
  std::size_t done = 0;
  std::size_t barren = 0;
  for (std::size_t k = 0; done < wanted && barren < kKinds.size(); k = (k + 1) % kKinds.size()) {
    const auto taken = std::find_if(order.begin(), order.end(), [&](const auto& draw) {
      return plant(meters, kKinds[k], options.seed, meters.series[draw.second]);
    });
    barren = taken == order.end() ? barren + 1 : 0;
    if (taken == order.end()) continue;
    order.erase(taken);
    ++done;
  }
}

}  // namespace tvilling::scenarios
