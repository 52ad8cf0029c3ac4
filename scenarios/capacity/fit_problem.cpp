// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/fit_problem.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "models/data_table.hpp"
#include "models/portfolio/fold.hpp"
#include "models/portfolio/week_hours.hpp"

namespace tvilling::data {
extern const std::string_view activity_words;
}  // namespace tvilling::data

namespace tvilling::scenarios {

namespace {

using models::Booking;
using models::kWeekHours;
using models::WeekHours;

constexpr std::size_t kDayHours = 24;
constexpr std::size_t kHourQuarters = 4;
constexpr std::int64_t kQuarter_s = 900;
constexpr double kOrdinary = 0.5;  // of the weeks: what comes again so often is part of an ordinary week

/// Bookings that come again on the same day, at the same time, in the same space, for the same purpose.
struct SeriesKey {
  std::size_t space = 0;
  std::size_t day = 0;
  std::size_t first = 0;
  std::size_t quarters = 0;
  std::string activity;
  friend auto operator<=>(const SeriesKey&, const SeriesKey&) = default;
};

/// What a series has on one date.
struct SeriesDate {
  double persons = models::kMissing;  // of all its rows
  bool holiday = false;
};

struct Series {
  std::vector<std::size_t> rows;
  std::map<std::int64_t, SeriesDate> dates;
};

/// Of the calendar; 0: Monday. A series goes on, on a public holiday too.
std::size_t weekday_of(std::int64_t day) {
  return std::chrono::weekday(std::chrono::sys_days{std::chrono::days(day)}).iso_encoding() - 1;
}

/// Quarters of a day of the week that are offered. Of an hour that is offered in part it is the end where the next hour is
/// offered more, else the beginning.
DayQuarters offered_quarters(const WeekHours& offered, std::size_t day) {
  DayQuarters quarters;
  for (std::size_t h = 0; h < kDayHours; ++h) {
    const std::size_t hour = kDayHours * day + h;
    const std::size_t count = static_cast<std::size_t>(std::floor(kHourQuarters * offered[hour] + 1e-9));
    const bool at_end = h + 1 < kDayHours && offered[hour + 1] > offered[hour];
    for (std::size_t q = 0; q < count; ++q) quarters.set(kHourQuarters * h + (at_end ? kHourQuarters - 1 - q : q));
  }
  return quarters;
}

DayQuarters quarters_from(std::size_t first, std::size_t count) {
  DayQuarters quarters;
  for (std::size_t q = first; q < std::min(first + count, kQuarters); ++q) quarters.set(q);
  return quarters;
}

/// The quarters that a spell of a day reaches into: the first, and the one after the last.
std::pair<std::size_t, std::size_t> quarters_of(std::int64_t begin_s, std::int64_t end_s) {
  return {static_cast<std::size_t>(begin_s / kQuarter_s), static_cast<std::size_t>((end_s + kQuarter_s - 1) / kQuarter_s)};
}

/// What an open hour of each week costs in the year; by the hour's kind.
double hour_cost_dkk(const OpenHours& hours, std::size_t hour) {
  constexpr double kWeeks = 365.0 / 7.0;
  constexpr std::size_t kWeekdayHours = 5 * kDayHours;
  constexpr std::size_t kNoon = 12;
  const EdgeHour edge = hour >= kWeekdayHours      ? EdgeHour::weekend_day
                        : hour % kDayHours < kNoon ? EdgeHour::weekday_morning
                                                   : EdgeHour::weekday_evening;
  for (const EdgeHour e : {edge, EdgeHour::weekday_evening, EdgeHour::weekend_day, EdgeHour::weekday_morning}) {
    const double dkk = energy_dkk_per_open_h(hours, e, false);
    if (!std::isnan(dkk)) return std::max(0.0, kWeeks * dkk);  // nobody opens a place to save energy
  }
  return 0.0;  // it is open day and night, or never
}

class Making {
 public:
  Making(const Capacity& capacity, const std::vector<OpenHours>& hours, const models::Portfolio& portfolio,
         const FitSettings& settings)
      : capacity_(capacity), hours_(hours), portfolio_(portfolio), settings_(settings) {}

  FitProblem run() {
    add_places();
    gather_series();
    for (const auto& [key, series] : series_) add_request(key, series);
    std::sort(problem_.requests.begin(), problem_.requests.end(),
              [](const FitRequest& a, const FitRequest& b) { return a.booking < b.booking; });
    for (const FitRequest& request : problem_.requests) problem_.options.push_back(options_of(request));
    for (std::size_t b = 0; b < capacity_.buildings.size(); ++b) finish_building(b);
    std::sort(problem_.left_out.begin(), problem_.left_out.end());
    problem_.left_out.erase(std::unique(problem_.left_out.begin(), problem_.left_out.end()), problem_.left_out.end());
    return std::move(problem_);
  }

 private:
  [[nodiscard]] const models::Building& building(std::size_t place) const {
    return portfolio_.buildings[capacity_.buildings[place].building].building;
  }

  void add_places() {
    const std::size_t count = capacity_.buildings.size();
    problem_.spaces.resize(capacity_.spaces.size());
    problem_.open_cost_dkk.assign(count, {});
    problem_.always_open.assign(count, {});
    problem_.takes_part.assign(count, false);
    problem_.may_close.assign(count, false);
    for (std::size_t b = 0; b < count; ++b) {
      const CapacityBuilding& of = capacity_.buildings[b];
      // What people of its own have is theirs: a school's lessons; the public shares its rooms with those who book.
      const bool own_rooms = building(b).use != models::Use::culture;
      for (std::size_t h = 0; h < kWeekHours; ++h) problem_.always_open[b][h] = of.own[h] > 0.0 ? 1.0 : 0.0;
      for (const std::size_t s : of.spaces) {
        FitSpace& space = problem_.spaces[s];
        space.building = b;
        for (std::size_t day = 0; own_rooms && day < space.taken.size(); ++day) space.taken[day] = offered_quarters(of.own, day);
      }
    }
    for (const models::OpeningHours& row : portfolio_.opening_hours) {
      if (row.kind == "school" || row.kind == "club") hold(row);
    }
  }

  /// A school or club has all of its building.
  void hold(const models::OpeningHours& row) {
    for (std::size_t b = 0; b < capacity_.buildings.size(); ++b) {
      if (building(b).building_id != row.building_id) continue;
      const std::size_t first = static_cast<std::size_t>(std::floor(kHourQuarters * row.opens_h + 1e-9));
      const std::size_t last = static_cast<std::size_t>(std::ceil(kHourQuarters * row.closes_h - 1e-9));
      for (std::size_t day = 0; day < models::kWeekDays; ++day) {
        if (!row.days.test(day)) continue;
        for (const std::size_t s : capacity_.buildings[b].spaces) {
          problem_.spaces[s].taken[day] |= quarters_from(first, last - first);
          for (std::size_t q = first; q < last; ++q) problem_.always_open[b][kDayHours * day + q / kHourQuarters] = 1.0;
        }
      }
    }
  }

  /// It stays where it is: nobody else is put there, and its building is open then as it is today.
  void leave_out(std::size_t space, std::size_t row) {
    problem_.left_out.push_back(row);
    FitSpace& of = problem_.spaces[space];
    const WeekHours& open = capacity_.buildings[of.building].open[index(Season::year)];
    const Booking& booking = portfolio_.bookings[row];
    const std::int64_t end = *models::clock_seconds_of(booking.end);
    for (std::int64_t at = *models::clock_seconds_of(booking.start); at < end;) {
      const std::int64_t date = models::day_of_second(at);
      const std::int64_t until = std::min(end, (date + 1) * models::kDay_s);
      const std::size_t day = days_.of(date);
      const auto [first, last] = quarters_of(at - date * models::kDay_s, until - date * models::kDay_s);
      of.taken[day] |= quarters_from(first, last - first);
      for (std::size_t q = first; q < last; ++q) {
        const std::size_t hour = kDayHours * day + q / kHourQuarters;
        problem_.always_open[of.building][hour] = std::max(problem_.always_open[of.building][hour], open[hour]);
      }
      at = until;
    }
  }

  void gather_series() {
    for (std::size_t s = 0; s < capacity_.spaces.size(); ++s) {
      for (const std::size_t row : capacity_.spaces[s].bookings) {
        const Booking& booking = portfolio_.bookings[row];
        const std::int64_t start = *models::clock_seconds_of(booking.start);
        const std::int64_t end = *models::clock_seconds_of(booking.end);
        const std::int64_t day = models::day_of_second(start);
        if (models::day_of_second(end - 1) != day) {
          leave_out(s, row);  // over midnight
          continue;
        }
        const auto [first, last] = quarters_of(start - day * models::kDay_s, end - day * models::kDay_s);
        const std::size_t weekday = weekday_of(day);
        Series& series = series_[{s, weekday, first, last - first, booking.activity}];
        series.rows.push_back(row);
        SeriesDate& date = series.dates[day];
        date.holiday = days_.of(day) != weekday;
        if (!std::isnan(booking.persons)) date.persons = booking.persons + (std::isnan(date.persons) ? 0.0 : date.persons);
      }
    }
  }

  void add_request(const SeriesKey& key, const Series& series) {
    const Space& space = capacity_.spaces[key.space];
    const Booking& booking = portfolio_.bookings[series.rows.front()];
    const bool of_all = space.kind != SpaceKind::building && booking.room_id.empty() && booking.pool_id.empty();
    const std::size_t b = problem_.spaces[key.space].building;
    const double weeks = capacity_.buildings[b].weeks[index(Season::year)];
    const bool ordinary = static_cast<double>(series.dates.size()) >= kOrdinary * weeks;
    if (!ordinary || of_all || space.kind == SpaceKind::basin || !hours_[b].failure.empty()) {
      for (const std::size_t row : series.rows) leave_out(key.space, row);
      return;
    }
    FitRequest request;
    request.booking = series.rows.front();
    request.booking_id = booking.booking_id;
    request.activity = booking.activity;
    request.priority = priority_of(booking.activity);
    request.home = key.space;
    request.day = key.day;
    request.first = key.first;
    request.quarters = key.quarters;
    add_dates(request, series, weeks);
    problem_.requests.push_back(std::move(request));
    problem_.takes_part[b] = true;
  }

  static void add_dates(FitRequest& request, const Series& series, double weeks) {
    request.weeks_fraction = static_cast<double>(series.dates.size()) / weeks;
    for (const auto& [day, date] : series.dates) {
      if (date.holiday) request.holidays_fraction += 1.0 / weeks;
      if (std::isnan(date.persons)) continue;
      request.persons = std::isnan(request.persons) ? date.persons : std::max(request.persons, date.persons);
      request.mean_persons = date.persons / weeks + (std::isnan(request.mean_persons) ? 0.0 : request.mean_persons);
    }
  }

  [[nodiscard]] bool is_near(std::size_t from, std::size_t to) const {
    if (from == to) return true;
    const double metres = std::hypot(building(from).x_m - building(to).x_m, building(from).y_m - building(to).y_m);
    return metres <= settings_.max_distance_m;  // not where a place is not known
  }

  [[nodiscard]] bool holds(const Space& space, const FitRequest& request) const {
    const double needed = std::isnan(request.persons) ? capacity_.spaces[request.home].capacity_persons : request.persons;
    return space.capacity_persons >= needed;  // not where one is not known
  }

  std::vector<FitOption> options_of(const FitRequest& request) {
    std::vector<FitOption> options{{{request.home, request.first}, 0.0}};
    const std::size_t from = problem_.spaces[request.home].building;
    for (std::size_t s = 0; s < capacity_.spaces.size(); ++s) {
      const Space& space = capacity_.spaces[s];
      const std::size_t to = problem_.spaces[s].building;
      if (space.kind == SpaceKind::basin || space.use != capacity_.spaces[request.home].use || !hours_[to].failure.empty())
        continue;
      if (!is_near(from, to) || (s != request.home && !holds(space, request))) continue;
      const DayQuarters offered = offered_quarters(capacity_.buildings[to].offered, request.day);
      const DayQuarters free = offered & ~problem_.spaces[s].taken[request.day];
      add_begins(request, s, free, options);
    }
    for (const FitOption& option : options) problem_.takes_part[problem_.spaces[option.seat.space].building] = true;
    return options;
  }

  /// Begins in steps of half an hour.
  void add_begins(const FitRequest& request, std::size_t space, const DayQuarters& free, std::vector<FitOption>& options) const {
    constexpr std::ptrdiff_t kStep = 2;
    const std::ptrdiff_t most = static_cast<std::ptrdiff_t>(std::floor(kHourQuarters * settings_.shift_h + 1e-9));
    for (std::ptrdiff_t shift = -most / kStep * kStep; shift <= most; shift += kStep) {
      const std::ptrdiff_t first = static_cast<std::ptrdiff_t>(request.first) + shift;
      if (first < 0 || static_cast<std::size_t>(first) + request.quarters > kQuarters) continue;
      if (space == request.home && shift == 0) continue;
      const FitSeat seat{space, static_cast<std::size_t>(first)};
      const DayQuarters needed = quarters_from(seat.first, request.quarters);
      if ((needed & ~free).any()) continue;
      options.push_back({seat, kMoveWorth_dkk + kShiftWorth_dkk * static_cast<double>(std::abs(shift))});
    }
  }

  void finish_building(std::size_t b) {
    for (std::size_t h = 0; h < kWeekHours; ++h) {
      const bool open = problem_.always_open[b][h] > 0.0;
      problem_.open_cost_dkk[b][h] = open ? 0.0 : hour_cost_dkk(hours_[b], h);
    }
    const bool lives_by_bookings =
        std::none_of(problem_.always_open[b].begin(), problem_.always_open[b].end(), [](double open) { return open > 0.0; });
    const bool has_some = std::any_of(problem_.requests.begin(), problem_.requests.end(),
                                      [&](const FitRequest& request) { return problem_.spaces[request.home].building == b; });
    problem_.may_close[b] = lives_by_bookings && has_some;
  }

  const Capacity& capacity_;
  const std::vector<OpenHours>& hours_;
  const models::Portfolio& portfolio_;
  const FitSettings& settings_;
  FitProblem problem_;
  std::map<SeriesKey, Series> series_;
  models::WeekDays days_;
};

}  // namespace

double FitRequest::hours() const noexcept {
  return static_cast<double>(quarters) / static_cast<double>(kHourQuarters);
}

FitPriority priority_of(std::string_view activity) {
  static const models::DataTable table(data::activity_words, "activity_words.csv");
  const std::string text = models::fold(activity);
  FitPriority priority = FitPriority::second;
  std::size_t longest = 0;  // "aftenskole" is no "skole"
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& word = table.text(row, "word");
    if (word.size() <= longest || text.find(word) == std::string::npos) continue;
    longest = word.size();
    const auto name = std::find(kFitPriorityNames.begin(), kFitPriorityNames.end(), table.text(row, "priority"));
    priority = static_cast<FitPriority>(name - kFitPriorityNames.begin());
  }
  return priority;
}

FitProblem fit_problem(const Capacity& capacity, const std::vector<OpenHours>& hours, const models::Portfolio& portfolio,
                       const FitSettings& settings) {
  return Making(capacity, hours, portfolio, settings).run();
}

WeekHours hours_needed(const FitProblem& problem, const FitSolution& solution, std::size_t building) {
  WeekHours open = problem.always_open[building];
  for (std::size_t r = 0; r < problem.requests.size(); ++r) {
    if (!solution.option[r]) continue;
    const FitSeat& seat = problem.options[r][*solution.option[r]].seat;
    if (problem.spaces[seat.space].building != building) continue;
    for (std::size_t q = seat.first; q < seat.first + problem.requests[r].quarters; ++q) {
      open[kDayHours * problem.requests[r].day + q / kHourQuarters] = 1.0;
    }
  }
  return open;
}

void add_holidays(const FitProblem& problem, const FitSolution& solution, std::size_t building, WeekHours& open) {
  constexpr std::size_t kSunday = 6;
  WeekHours held{};
  for (std::size_t r = 0; r < problem.requests.size(); ++r) {
    const double share = problem.requests[r].holidays_fraction;
    if (!solution.option[r] || !(share > 0.0)) continue;
    const FitSeat& seat = problem.options[r][*solution.option[r]].seat;
    if (problem.spaces[seat.space].building != building) continue;
    const std::size_t last = (seat.first + problem.requests[r].quarters - 1) / kHourQuarters;
    for (std::size_t h = seat.first / kHourQuarters; h <= last; ++h) held[kDayHours * kSunday + h] += share;
  }
  for (std::size_t h = 0; h < kWeekHours; ++h) open[h] = std::max(open[h], std::min(1.0, held[h]));
}

Capacity without_requests(const Capacity& capacity, const FitProblem& problem) {
  Capacity others = capacity;
  for (const FitRequest& request : problem.requests) {
    BookedWeek& week = others.spaces[request.home].season[index(Season::year)];
    const double persons = std::isnan(request.mean_persons) ? 0.0 : request.mean_persons;
    for (std::size_t q = request.first; q < request.first + request.quarters; ++q) {
      const std::size_t hour = kDayHours * request.day + q / kHourQuarters;
      week.booked[hour] = std::max(0.0, week.booked[hour] - request.weeks_fraction / static_cast<double>(kHourQuarters));
      week.person_h[hour] = std::max(0.0, week.person_h[hour] - persons / static_cast<double>(kHourQuarters));
    }
  }
  for (CapacityBuilding& building : others.buildings) {
    WeekHours& taken = building.taken[index(Season::year)];
    taken.fill(0.0);
    for (const std::size_t s : building.spaces) {
      const WeekHours& booked = others.spaces[s].season[index(Season::year)].booked;
      for (std::size_t h = 0; h < kWeekHours; ++h) taken[h] = std::max(taken[h], booked[h]);
    }
  }
  return others;
}

FitSolution stay_seated(const FitProblem& problem) {
  FitSolution solution;
  solution.option.assign(problem.requests.size(), 0);
  for (std::size_t b = 0; b < problem.open_cost_dkk.size(); ++b) {
    const WeekHours open = hours_needed(problem, solution, b);
    for (std::size_t h = 0; h < kWeekHours; ++h) solution.cost_dkk += open[h] * problem.open_cost_dkk[b][h];
  }
  solution.bound_dkk = solution.cost_dkk;
  return solution;
}

}  // namespace tvilling::scenarios
