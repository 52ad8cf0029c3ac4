// SPDX-License-Identifier: MPL-2.0
#include "scenarios/capacity/fit_problem.hpp"

#include <algorithm>
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
constexpr double kQuarter_s = 900.0;
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

struct Series {
  std::vector<std::size_t> rows;
  double persons = models::kMissing;  // the most that came
};

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
        for (const std::size_t s : capacity_.buildings[b].spaces) block(s, day, first, last - first);
      }
    }
  }

  void block(std::size_t space, std::size_t day, std::size_t first, std::size_t quarters) {
    FitSpace& of = problem_.spaces[space];
    of.taken[day] |= quarters_from(first, quarters);
    for (std::size_t q = first; q < std::min(first + quarters, kQuarters); ++q) {
      problem_.always_open[of.building][kDayHours * day + q / kHourQuarters] = 1.0;
    }
  }

  void gather_series() {
    models::WeekDays days;
    for (std::size_t s = 0; s < capacity_.spaces.size(); ++s) {
      for (const std::size_t row : capacity_.spaces[s].bookings) {
        const Booking& booking = portfolio_.bookings[row];
        const std::int64_t start = *models::clock_seconds_of(booking.start);
        const std::int64_t end = *models::clock_seconds_of(booking.end);
        const std::int64_t day = models::day_of_second(start);
        if (models::day_of_second(end - 1) != day) {
          problem_.left_out.push_back(row);  // over midnight
          continue;
        }
        const double begin_s = static_cast<double>(start - day * models::kDay_s);
        const double end_s = static_cast<double>(end - day * models::kDay_s);
        const std::size_t first = static_cast<std::size_t>(std::floor(begin_s / kQuarter_s));
        const std::size_t last = static_cast<std::size_t>(std::ceil(end_s / kQuarter_s));
        Series& series = series_[{s, days.of(day), first, last - first, booking.activity}];
        series.rows.push_back(row);
        if (!(booking.persons <= series.persons)) series.persons = std::isnan(booking.persons) ? series.persons : booking.persons;
      }
    }
  }

  void add_request(const SeriesKey& key, const Series& series) {
    const Space& space = capacity_.spaces[key.space];
    const Booking& booking = portfolio_.bookings[series.rows.front()];
    const bool of_all = space.kind != SpaceKind::building && booking.room_id.empty() && booking.pool_id.empty();
    const double weeks = capacity_.weeks[index(Season::year)];
    const bool ordinary = static_cast<double>(series.rows.size()) >= kOrdinary * weeks;
    const std::size_t b = problem_.spaces[key.space].building;
    if (!ordinary || of_all || space.kind == SpaceKind::basin || !hours_[b].failure.empty()) {
      problem_.left_out.insert(problem_.left_out.end(), series.rows.begin(), series.rows.end());
      if (ordinary) block(key.space, key.day, key.first, key.quarters);
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
    request.persons = series.persons;
    problem_.requests.push_back(std::move(request));
    problem_.takes_part[b] = true;
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
