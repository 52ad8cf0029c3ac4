// SPDX-License-Identifier: MPL-2.0
#include "models/portfolio/hall_week.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "models/building/occupancy.hpp"
#include "models/portfolio/hall_codes.hpp"
#include "models/portfolio/week_hours.hpp"

namespace tvilling::models {

namespace {

constexpr double kDaysOfWeek = 7.0;
constexpr double kDaysOfYear = 365.0;

double sum_of(const WeekHours& week) {
  return std::accumulate(week.begin(), week.end(), 0.0);
}

/// What bookings come to in a mean week.
struct Booked {
  WeekHours open{};     ///< share of the hour in which somebody has booked
  WeekHours persons{};  ///< who come in it
  std::size_t too_long = 0;
};

Booked booked_week(const std::vector<const Booking*>& bookings) {
  Booked booked;
  WeekDays days;
  std::vector<Spell> spells;
  for (const Booking* booking : bookings) {
    const std::optional<std::int64_t> start = clock_seconds_of(booking->start);
    const std::optional<std::int64_t> end = clock_seconds_of(booking->end);
    if (!start || !end || *end <= *start) continue;  // read_bookings keeps such rows out
    if (*end - *start > static_cast<std::int64_t>(kDaysOfWeek) * kDay_s) {
      ++booked.too_long;
      continue;
    }
    spells.emplace_back(*start, *end);
    if (std::isnan(booking->persons)) continue;
    // Each person comes once, however long the booking is.
    for_each_hour(spells.back(), days, [&](std::size_t slot, double seconds) {
      booked.persons[slot] += booking->persons * seconds / static_cast<double>(*end - *start);
    });
  }
  if (spells.empty()) return booked;
  spells = united(std::move(spells));
  for (const Spell& spell : spells) {
    for_each_hour(spell, days,
                  [&booked](std::size_t slot, double seconds) { booked.open[slot] += seconds / static_cast<double>(kHour_s); });
  }
  const std::int64_t days_booked = day_of_second(spells.back().second - 1) - day_of_second(spells.front().first) + 1;
  const double weeks = std::max(1.0, static_cast<double>(days_booked) / kDaysOfWeek);
  for (double& share : booked.open) share = std::min(1.0, share / weeks);
  for (double& persons : booked.persons) persons /= weeks;
  return booked;
}

/// How the public comes in its hours: as the profile has it; in hours that the profile has closed as in the quietest of its day.
WeekHours public_shape(const WeekHours& open) {
  const UseWeek profile = week_of_use(Use::swimming_hall);
  WeekHours shape{};
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) {
    const std::size_t day = hour / 24;
    double quietest = 1.0;
    for (std::size_t h = 24 * day; h < 24 * (day + 1); ++h) {
      if (profile.presence[h] > 0.0) quietest = std::min(quietest, profile.presence[h]);
    }
    shape[hour] = open[hour] * (profile.presence[hour] > 0.0 ? profile.presence[hour] : quietest);
  }
  return shape;
}

/// Visitors who come while it is closed are left out of the week; the year's number stays.
WeekHours while_open(const WeekHours& mean, const WeekHours& open, const BuildingRecord& record, core::Findings& findings) {
  WeekHours kept{};
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) kept[hour] = open[hour] > 0.0 ? mean[hour] : 0.0;
  const double all = sum_of(mean);
  const double lost = all - sum_of(kept);
  constexpr double kNoticed = 1e-9;
  if (lost > kNoticed * all) {
    findings.add(of_hall(record, hall_code::kNotInWeek, core::Severity::warns,
                         fmt::format("{:.3g} % of its visitors were counted in hours in which it is closed; they are taken as "
                                     "coming in its open hours",
                                     100.0 * lost / all),
                         "Correct its opening_hours, or the times of the counts (clock time)."));
  }
  return kept;
}

/// A year's visitors are seldom those of the year in which they were counted.
constexpr double kMostOffYear = 0.1;

/// The week has the shape of the counts and the year's number, whichever of both is wrong.
void tell_of_other_year(const CountedVisits& counted, const BuildingRecord& record, core::Findings& findings) {
  const double visitors = record.building.visitors_per_year;
  constexpr double kRounded = 1.0;
  if (!(std::abs(visitors - counted.per_year) > std::max(kRounded, kMostOffYear * counted.per_year))) return;
  findings.add(
      of_hall(record, hall_code::kMoreThanYear, core::Severity::warns,
              fmt::format("its counts come to {:.6g} visitors a year, but visitors_per_year is {:.10g}: every hour has {:.3g} "
                          "times the visitors that were counted",
                          counted.per_year, visitors, visitors / counted.per_year),
              "Correct visitors_per_year or the counts; without visitors_per_year it is taken from the counts."));
}

/// Visitors of a week where nobody counted them.
WeekHours planned_visits(const HallInputs& inputs, const WeekHours& public_open, const Booked& booked,
                         const BuildingRecord& record, core::Findings& findings) {
  WeekHours fixed = booked.persons;
  for (const OpeningHours* row : inputs.hours) {
    if (!std::isnan(row->persons)) add_hours(fixed, *row, row->persons);
  }
  const double all = record.building.visitors_per_year * kDaysOfWeek / kDaysOfYear;
  const double known = sum_of(fixed);
  if (known > all * (1.0 + 1e-9)) {
    findings.add(
        of_hall(record, hall_code::kMoreThanYear, core::Severity::warns,
                fmt::format("schools, clubs and bookings have {:.6g} visitors a week, {:.6g} a year, but visitors_per_year "
                            "is {:.10g}; the public has none",
                            known, known * kDaysOfYear / kDaysOfWeek, record.building.visitors_per_year),
                "Correct visitors_per_year: it is of all, schools and clubs too. Or correct the persons."));
  }
  const WeekHours shape = public_shape(public_open);
  const double of_shape = sum_of(shape);
  if (!(of_shape > 0.0) && known > 0.0 && all > known * (1.0 + kMostOffYear)) {
    findings.add(
        of_hall(record, hall_code::kMoreThanYear, core::Severity::warns,
                fmt::format("schools, clubs and bookings have {:.6g} visitors a year, and there are no hours for the public, "
                            "but visitors_per_year is {:.10g}: each hour has {:.3g} times its persons",
                            known * kDaysOfYear / kDaysOfWeek, record.building.visitors_per_year, all / known),
                "Correct visitors_per_year or the persons, or give the public's hours in opening_hours."));
  }
  if (of_shape > 0.0 && all > known) {
    for (std::size_t hour = 0; hour < kWeekHours; ++hour) fixed[hour] += (all - known) * shape[hour] / of_shape;
  }
  return fixed;
}

/// Days of the week that are open: somebody was counted then, and the opening hours, where there are any, have them.
std::array<bool, kWeekDays> days_open(const std::array<double, kWeekDays>& counts,
                                      const std::vector<const OpeningHours*>& hours) {
  std::array<bool, kWeekDays> counted{};
  std::array<bool, kWeekDays> open{};
  for (std::size_t day = 0; day < kWeekDays; ++day) {
    counted[day] = counts[day] > 0.0;
    open[day] = counted[day] && (hours.empty() || std::any_of(hours.begin(), hours.end(),
                                                              [day](const OpeningHours* row) { return row->days.test(day); }));
  }
  return std::find(open.begin(), open.end(), true) == open.end() ? counted : open;
}

}  // namespace

std::vector<Basin> basins_of(const HallInputs& inputs) {
  std::vector<Basin> basins;
  basins.reserve(inputs.pools.size());
  for (const Pool* pool : inputs.pools) basins.push_back(pool->basin);
  return basins;
}

core::Finding of_hall(const BuildingRecord& record, const core::FindingCode& code, core::Severity severity, std::string message,
                      std::string hint) {
  core::Finding finding;
  finding.code = code.code;
  finding.severity = severity;
  finding.pos = record.pos;
  finding.message = fmt::format("swimming hall \"{}\": {}", core::shown(record.building.building_id), std::move(message));
  finding.hint = std::move(hint);
  finding.table = "buildings";
  finding.id = record.building.building_id;
  return finding;
}

std::map<std::string_view, HallInputs> hall_inputs(const Portfolio& portfolio) {
  std::map<std::string_view, HallInputs> halls;
  std::map<std::string_view, std::string_view> building_of_pool;
  for (const Pool& pool : portfolio.pools) {
    halls[pool.building_id].pools.push_back(&pool);
    building_of_pool.emplace(pool.basin.pool_id, pool.building_id);
  }
  for (const HallRow& row : portfolio.swimming_halls) halls[row.building_id].row = &row;
  for (const OpeningHours& row : portfolio.opening_hours) halls[row.building_id].hours.push_back(&row);
  for (const VisitCount& row : portfolio.visits) halls[row.building_id].visits.push_back(&row);
  for (const Booking& booking : portfolio.bookings) {
    const auto of_pool = building_of_pool.find(booking.pool_id);
    if (!booking.pool_id.empty()) {
      if (of_pool != building_of_pool.end()) halls[of_pool->second].bookings.push_back(&booking);
    } else if (booking.room_id.empty()) {
      const auto hall = halls.find(booking.building_id);
      if (hall != halls.end()) hall->second.bookings.push_back(&booking);
    }
  }
  return halls;
}

WeekHours open_hours(const std::vector<const OpeningHours*>& hours) {
  if (hours.empty()) return week_of_use(Use::swimming_hall).open;
  WeekHours open{};
  for (const OpeningHours* row : hours) add_hours(open, *row, 1.0);
  for (double& share : open) share = std::min(1.0, share);
  return open;
}

CountedVisits counted_visits(const std::vector<const VisitCount*>& visits, const std::vector<const OpeningHours*>& hours) {
  CountedVisits counted;
  WeekDays days;
  std::set<std::int64_t> seen;
  double sum = 0.0;
  for (const VisitCount* visit : visits) {
    const std::optional<std::int64_t> at = clock_seconds_of(visit->time);
    if (!at || std::isnan(visit->visitors)) continue;  // read_visits keeps such rows out
    const std::int64_t day = day_of_second(*at);
    seen.insert(day);
    sum += visit->visitors;
    counted.mean[24 * days.of(day) + static_cast<std::size_t>((*at - day * kDay_s) / kHour_s)] += visit->visitors;
  }
  counted.days = seen.size();
  if (static_cast<double>(seen.size()) < kDaysOfWeek) return counted;
  std::array<double, kWeekDays> of_day{};
  for (const std::int64_t day : seen) of_day[days.of(day)] += 1.0;
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) {
    if (of_day[hour / 24] > 0.0) counted.mean[hour] /= of_day[hour / 24];
  }
  const std::array<bool, kWeekDays> open = days_open(of_day, hours);
  double open_days = 0.0;
  double seen_days = 0.0;
  for (std::int64_t day = *seen.begin(); day <= *seen.rbegin(); ++day) {
    if (!open[days.of(day)]) continue;
    open_days += 1.0;
    if (seen.contains(day)) seen_days += 1.0;
  }
  // Few open days without a count were closed too; many are days on which nobody counted.
  constexpr double kMostClosed = 0.1;
  const double span = static_cast<double>(*seen.rbegin() - *seen.begin() + 1);
  counted.per_year = sum * kDaysOfYear / span;
  if (seen_days < (1.0 - kMostClosed) * open_days) counted.per_year *= open_days / seen_days;
  return counted;
}

WeekHours counted_hours(const CountedVisits& counted) {
  WeekHours open{};
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) open[hour] = counted.mean[hour] > 0.0 ? 1.0 : 0.0;
  return open;
}

MadeWeek make_week(const HallInputs& inputs, const CountedVisits& counted, const BuildingRecord& record,
                   core::Findings& findings) {
  MadeWeek made;
  made.hours_given = !inputs.hours.empty();
  made.counted = !std::isnan(counted.per_year) && sum_of(counted.mean) > 0.0;
  if (!inputs.visits.empty() && std::isnan(counted.per_year)) {
    findings.add(of_hall(record, hall_code::kNotInWeek, core::Severity::warns,
                         fmt::format("its visitors were counted on {} days only; they are not used", counted.days),
                         "Give counts of at least seven days."));
  }
  const Booked booked = booked_week(inputs.bookings);
  if (booked.too_long > 0) {
    findings.add(of_hall(record, hall_code::kNotInWeek, core::Severity::warns,
                         fmt::format("{} of its bookings are longer than a week; they are not used", booked.too_long),
                         "Write what comes again every week as bookings of their own."));
  }
  made.week.open = open_hours(inputs.hours);
  WeekHours public_open = made.week.open;
  if (made.hours_given) {  // a school that says how many it is has no public beside it
    public_open = WeekHours{};
    for (const OpeningHours* row : inputs.hours) {
      if (std::isnan(row->persons)) add_hours(public_open, *row, 1.0);
    }
  } else if (made.counted) {
    made.week.open = counted_hours(counted);
  }
  for (std::size_t hour = 0; hour < kWeekHours; ++hour) {
    made.week.open[hour] = std::max(made.week.open[hour], booked.open[hour]);
  }
  if (made.counted) tell_of_other_year(counted, record, findings);
  if (made.counted) made.week.visits = while_open(counted.mean, made.week.open, record, findings);
  made.counted = sum_of(made.week.visits) > 0.0;
  if (made.counted) made.origin = Origin::register_;
  if (!made.counted) made.week.visits = planned_visits(inputs, public_open, booked, record, findings);
  if (!(sum_of(made.week.visits) > 0.0)) made.week.visits = made.week.open;  // every hour that it is open
  return made;
}

}  // namespace tvilling::models
