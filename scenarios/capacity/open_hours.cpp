// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/open_hours.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "core/text.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/capacity/capacity_codes.hpp"
#include "scenarios/economics/prices.hpp"

namespace tvilling::scenarios {

namespace {

using models::kWeekHours;
using models::UseWeek;
using models::WeekHours;

constexpr std::size_t kWeekdays = 5;
constexpr std::size_t kDays = 7;
constexpr std::size_t kDayHours = 24;
constexpr double kOpenFrom = 0.5;  // share of the hour, as a year is laid out from a week
constexpr std::size_t kWeekendFrom_h = 10;
constexpr std::size_t kWeekendTo_h = 16;

bool is_open(const UseWeek& week, std::size_t hour) {
  return week.open[hour] >= kOpenFrom;
}

bool is_open_day(const UseWeek& week, std::size_t day) {
  for (std::size_t h = kDayHours * day; h < kDayHours * (day + 1); ++h) {
    if (is_open(week, h)) return true;
  }
  return false;
}

/// An hour opens as the one beside it is, or closes.
void change_hour(UseWeek& week, std::size_t hour, std::optional<std::size_t> beside) {
  week.open[hour] = beside ? 1.0 : 0.0;
  week.presence[hour] = beside ? week.presence[*beside] / week.open[*beside] : 0.0;
}

void change_weekday(UseWeek& week, std::size_t day, bool morning, bool more) {
  if (!is_open_day(week, day)) return;
  std::size_t edge = morning ? kDayHours * day : kDayHours * (day + 1) - 1;
  while (!is_open(week, edge)) edge = morning ? edge + 1 : edge - 1;
  const bool at_end = edge == (morning ? kDayHours * day : kDayHours * (day + 1) - 1);
  if (more && at_end) return;  // open from or to midnight
  if (more) {
    change_hour(week, morning ? edge - 1 : edge + 1, edge);
  } else {
    change_hour(week, edge, std::nullopt);
  }
}

void change_weekend(UseWeek& week, bool more) {
  if (!more) {
    std::size_t day = kDays - 1;
    while (day >= kWeekdays && !is_open_day(week, day)) --day;
    if (day < kWeekdays) return;
    for (std::size_t h = kDayHours * day; h < kDayHours * (day + 1); ++h) change_hour(week, h, std::nullopt);
    return;
  }
  std::size_t day = kWeekdays;
  while (day < kDays && is_open_day(week, day)) ++day;
  if (day == kDays) return;
  double people = 0.0;
  double open = 0.0;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    if (!is_open(week, h)) continue;
    people += week.presence[h];
    open += week.open[h];
  }
  for (std::size_t h = kWeekendFrom_h; h < kWeekendTo_h; ++h) {
    week.open[kDayHours * day + h] = 1.0;
    week.presence[kDayHours * day + h] = open > 0.0 ? people / open : 0.0;
  }
}

/// The week of a building that opens only while somebody is there, be it in one week of many.
UseWeek only_in_use(const UseWeek& week, const CapacityBuilding& building) {
  UseWeek needed = week;
  for (std::size_t h = 0; h < kWeekHours; ++h) {
    const double in_use = std::max(building.own[h], building.taken[index(Season::year)][h]);
    if (in_use > 0.0) continue;
    needed.open[h] = 0.0;
    needed.presence[h] = 0.0;
  }
  return needed;
}

bool is_same_year(const UseWeek& a, const UseWeek& b) {
  return a.open == b.open && a.presence == b.presence;
}

OpenHours hours_of(const models::Building& building, const Capacity& capacity, std::size_t place, WeekRun& run) {
  OpenHours hours;
  const UseWeek week = week_in_use(building, capacity, place);
  const OwnZones own = own_zones(building, capacity, place);
  hours.as_is = run.run(building, week, own);
  for (const EdgeHour edge : {EdgeHour::weekday_morning, EdgeHour::weekday_evening, EdgeHour::weekend_day}) {
    for (const bool more : {false, true}) {
      const std::optional<UseWeek> changed = edge_changed(week, edge, more);
      if (!changed) continue;
      hours.changes.push_back({edge, more, difference(run.run(building, *changed, own), hours.as_is)});
    }
  }
  if (capacity.buildings[place].booked_known) {
    const UseWeek needed = only_in_use(week, capacity.buildings[place]);
    hours.only_in_use = is_same_year(needed, week) ? WeekEnergy{} : difference(run.run(building, needed, own), hours.as_is);
  }
  return hours;
}

void tell_failures(const std::vector<OpenHours>& all, const Capacity& capacity, const models::Portfolio& portfolio,
                   core::Findings& findings) {
  for (std::size_t b = 0; b < all.size(); ++b) {
    if (all[b].failure.empty()) continue;
    const models::BuildingRecord& record = portfolio.buildings[capacity.buildings[b].building];
    core::Finding finding;
    finding.code = capacity_code::kNotSimulated.code;
    finding.severity = core::Severity::warns;
    finding.pos = record.pos;
    finding.message = fmt::format("building \"{}\" could not be simulated with its week: {}",
                                  core::shown(record.building.building_id), all[b].failure);
    finding.hint = "Correct what is told; its hours are counted, they have no energy and no price.";
    finding.table = "buildings";
    finding.id = record.building.building_id;
    findings.add(std::move(finding));
  }
}

}  // namespace

std::optional<UseWeek> edge_changed(const UseWeek& week, EdgeHour edge, bool more) {
  UseWeek changed = week;
  if (edge == EdgeHour::weekend_day) {
    change_weekend(changed, more);
  } else {
    for (std::size_t day = 0; day < kWeekdays; ++day) {
      change_weekday(changed, day, edge == EdgeHour::weekday_morning, more);
    }
  }
  if (changed.open == week.open) return std::nullopt;
  return changed;
}

double energy_dkk_per_open_h(const OpenHours& hours, EdgeHour edge, bool more) noexcept {
  for (const bool wanted : {more, !more}) {
    for (const EdgeChange& change : hours.changes) {
      if (change.edge != edge || change.more != wanted || change.change.open_h == 0.0) continue;
      return (change.change.cost_dkk - change.change.power_dkk) / change.change.open_h;
    }
  }
  return models::kMissing;
}

std::vector<OpenHours> open_hours_of(const Capacity& capacity, const models::Portfolio& portfolio, const models::Weather& weather,
                                     const OpenHourSettings& settings, const core::RunContext& context,
                                     core::Findings& findings) {
  const models::Environment environment = models::make_environment(weather, settings.base_year);
  const int year = settings.economics.price_level_year;
  const Tariff tariff = tariff_in(settings.economics, year);
  const EmissionFactors factors = emission_factors(settings.factor_set, year);
  const std::size_t count = capacity.buildings.size();
  std::vector<OpenHours> all(count);
  core::FirstError first_error;
  std::atomic<std::size_t> finished{0};
#pragma omp parallel num_threads(std::clamp(static_cast<int>(std::min<std::size_t>(count, 1024)), 1, thread_count(context)))
  {
    WeekRun run(environment, tariff, factors);
#pragma omp for schedule(dynamic, 1)
    for (std::size_t b = 0; b < count; ++b) {
      try {
        if (context.stop.stop_requested() || first_error.is_kept()) continue;
        const models::Building& building = portfolio.buildings[capacity.buildings[b].building].building;
        try {
          all[b] = hours_of(building, capacity, b, run);
        } catch (const core::Error& error) {
          if (error.kind() == core::ErrorKind::internal) throw;
          all[b].failure = error.message();
        }
        const std::size_t now = ++finished;
        if (omp_get_thread_num() == 0 && context.on_progress) context.on_progress({"open hours", now, count, 0});
      } catch (...) {
        first_error.keep(std::current_exception());
      }
    }
  }
  first_error.rethrow();
  core::stop_if_asked(context);
  tell_failures(all, capacity, portfolio, findings);
  return all;
}

}  // namespace tvilling::scenarios
