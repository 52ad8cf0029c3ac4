// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_lanes.hpp"

#include <omp.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <memory>
#include <span>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"
#include "core/stopwatch.hpp"

namespace tvilling::scenarios {

namespace {

using models::CityTarget;
using models::kGroupLanes;

constexpr int kDays = 365;
constexpr int kWindowDays = 7;  // so that the sun of all directions and the city's hours stay near while groups take turns
constexpr std::size_t kGroupsTogether = 4;  // that take turns on one thread

/// Jobs in the order in which they are seated: heated ones first, equal shares of the city side by side, and among those the ones
/// that read the same series of sun and people. Buildings with zones and swimming halls take no seat.
std::vector<std::size_t> seating(const std::vector<Job>& jobs) {
  struct Seat {
    bool cold;
    CityShare share;
    int horizon;
    int compass;
    models::Use use;
    std::size_t job;
    auto operator<=>(const Seat&) const = default;
  };
  std::vector<Seat> seats;
  seats.reserve(jobs.size());
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    if (jobs[j].alone()) continue;
    const models::Building& b = jobs[j].building;
    const CityShare share = jobs[j].city.empty() ? CityShare{} : jobs[j].city.front();
    seats.push_back(
        {!jobs[j].heated(), share, models::horizon_index(b.horizon_deg), models::compass_index(b.azimuth_deg), b.use, j});
  }
  std::sort(seats.begin(), seats.end(), [](const Seat& x, const Seat& y) { return x < y; });
  std::vector<std::size_t> order;
  order.reserve(seats.size());
  for (const Seat& seat : seats) order.push_back(seat.job);
  return order;
}

/// From series by series to day by day.
void add_hours(const models::HourlySeries& hours, const CityTarget& target) {
  using models::kDayHours;
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    const std::span<const double> series = hours[static_cast<models::Hourly>(v)];
    for (std::size_t day = 0; day < kDays; ++day) {
      double* const to = target.sums + day * models::kCityDay + v * kDayHours;
      for (std::size_t h = 0; h < kDayHours; ++h) to[h] += target.sign * series[day * kDayHours + h];
    }
  }
}

/// From day by day to series by series.
void add_days(const std::vector<double>& days, CityHourly& total) {
  using models::kDayHours;
  for (std::size_t day = 0; day < kDays; ++day) {
    for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
      const double* const from = days.data() + day * models::kCityDay + v * kDayHours;
      double* const to = total.data() + v * core::kHoursPerYear + day * kDayHours;
      for (std::size_t h = 0; h < kDayHours; ++h) to[h] += from[h];
    }
  }
}

}  // namespace

/// What one thread keeps.
struct LaneRunner::Thread {
  std::unique_ptr<models::LaneDay> room = std::make_unique<models::LaneDay>();
  std::vector<std::vector<double>> city;         ///< its share, per scenario (CityTarget); made when needed
  std::unique_ptr<models::HourlySeries> series;  ///< of a building that takes no lane; made when needed

  CityTarget target(const CityShare& share) {
    std::vector<double>& sums = city[share.scenario];
    if (sums.empty()) sums.assign(models::kCityHourlyCount * core::kHoursPerYear, 0.0);
    return {sums.data(), share.times};
  }
};

/// A group of lanes and who sits in it.
struct LaneRunner::Seats {
  models::LaneGroup group;
  std::array<std::size_t, kGroupLanes> job{};
  std::vector<CityTarget> all;
  std::array<std::vector<CityTarget>, kGroupLanes> own;

  /// Shares that all have are added as one sum; the others lane by lane.
  void aim(const std::vector<Job>& jobs, Thread& thread) {
    all.clear();
    const std::size_t count = group.size();
    const auto everybody_has = [&](const CityShare& share) {
      return std::all_of(job.begin(), job.begin() + static_cast<std::ptrdiff_t>(count),
                         [&](std::size_t j) { return std::binary_search(jobs[j].city.begin(), jobs[j].city.end(), share); });
    };
    for (const CityShare& share : jobs[job[0]].city) {
      if (everybody_has(share)) all.push_back(thread.target(share));
    }
    group.add_hours_to(all);
    for (std::size_t lane = 0; lane < count; ++lane) {
      own[lane].clear();
      for (const CityShare& share : jobs[job[lane]].city) {
        const CityTarget target = thread.target(share);
        const auto same = [&target](const CityTarget& t) { return t.sums == target.sums; };
        if (std::none_of(all.begin(), all.end(), same)) own[lane].push_back(target);
      }
      group.add_hours_to(lane, own[lane]);
    }
  }
};

LaneRunner::LaneRunner(const models::Environment& environment, core::Isa isa, int threads, std::size_t scenarios, bool keep_hours)
    : environment_(environment),
      isa_(isa),
      scenarios_(scenarios),
      keep_hours_(keep_hours),
      threads_(static_cast<std::size_t>(threads)) {
  for (Thread& thread : threads_) thread.city.resize(scenarios);
}
LaneRunner::~LaneRunner() = default;

void LaneRunner::run(std::vector<Job>& jobs, const core::RunContext& context, RunPhases& phases,
                     const std::function<void(double)>& progress) {
  const core::Stopwatch preparing;
  prepare(jobs);
  phases.prepare_s += preparing.seconds();
  const core::Stopwatch simulating;
  simulate(jobs, context, progress);
  phases.simulate_s += simulating.seconds();
}

/// Seats the jobs that take a lane, eight to a group.
void LaneRunner::prepare(std::vector<Job>& jobs) {
  const std::vector<std::size_t> order = seating(jobs);
  const auto heated_end = std::find_if(order.begin(), order.end(), [&jobs](std::size_t j) { return !jobs[j].heated(); });
  const std::size_t heated = static_cast<std::size_t>(heated_end - order.begin());
  const std::size_t heated_groups = (heated + kGroupLanes - 1) / kGroupLanes;
  used_ = heated_groups + (order.size() - heated + kGroupLanes - 1) / kGroupLanes;
  alone_.clear();
  for (std::size_t j = 0; j < jobs.size(); ++j) {
    if (jobs[j].alone()) alone_.push_back(j);
  }
  lanes_ += used_ * kGroupLanes + alone_.size();
  while (seats_.size() < used_) seats_.push_back({models::LaneGroup(environment_, isa_), {}, {}, {}});
  core::FirstError first_error;
#pragma omp parallel for schedule(dynamic, 4) num_threads(static_cast<int>(threads_.size()))
  for (std::size_t g = 0; g < used_; ++g) {
    try {
      Seats& seats = seats_[g];
      seats.group.clear();
      const bool cold = g >= heated_groups;
      const std::size_t begin = cold ? heated + (g - heated_groups) * kGroupLanes : g * kGroupLanes;
      const std::size_t end = std::min(begin + kGroupLanes, cold ? order.size() : heated);
      for (std::size_t i = begin; i < end; ++i) {
        Job& job = jobs[order[i]];
        try {
          const std::size_t lane = seats.group.add(job.building);
          seats.job.at(lane) = order[i];
          if (!keep_hours_) continue;
          job.hourly = models::HourlySeries();
          seats.group.keep_hours(lane, job.hourly);
        } catch (const core::Error& error) {  // ends this building only, and is listed
          job.failure = error.message();
        }
      }
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
}

void LaneRunner::simulate(std::vector<Job>& jobs, const core::RunContext& context, const std::function<void(double)>& progress) {
  const std::size_t together = std::clamp(used_ / (2 * threads_.size()), std::size_t{1}, kGroupsTogether);
  const std::size_t seat_tasks = (used_ + together - 1) / together;
  const std::size_t tasks = alone_.size() + seat_tasks;  // the long ones first
  core::FirstError first_error;
  std::atomic<std::size_t> done{0};
#pragma omp parallel for schedule(dynamic, 1) num_threads(static_cast<int>(threads_.size()))
  for (std::size_t task = 0; task < tasks; ++task) {
    try {
      if (first_error.is_kept()) continue;
      const int number = omp_get_thread_num();
      Thread& thread = threads_[static_cast<std::size_t>(number)];
      if (task < alone_.size()) {
        if (!context.stop.stop_requested()) run_alone(jobs[alone_[task]], thread);
      } else {
        const std::size_t begin = (task - alone_.size()) * together;
        run_seats(begin, std::min(begin + together, used_), jobs, thread, context);
      }
      const std::size_t ended = ++done;
      if (number == 0) progress(static_cast<double>(ended) / static_cast<double>(tasks));
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
}

/// A building with zones by the stepper for any network, a swimming hall by its own run. Its hours are added when all of them are
/// sound.
void LaneRunner::run_alone(Job& job, Thread& thread) const {
  if (keep_hours_) job.hourly = models::HourlySeries();
  if (!keep_hours_ && thread.series == nullptr) thread.series = std::make_unique<models::HourlySeries>();
  models::HourlySeries& hours = keep_hours_ ? job.hourly : *thread.series;
  try {
    job.result = models::simulate_building(job.building, environment_, hours);
  } catch (const core::Error& error) {  // ends this building only, and is listed
    job.failure = error.message();
    return;
  }
  for (const CityShare& share : job.city) add_hours(hours, thread.target(share));
}

void LaneRunner::run_seats(std::size_t begin, std::size_t end, std::vector<Job>& jobs, Thread& thread,
                           const core::RunContext& context) {
  for (std::size_t g = begin; g < end; ++g) {
    if (seats_[g].group.size() == 0) continue;
    seats_[g].aim(jobs, thread);
    seats_[g].group.warm_up(*thread.room);
  }
  for (int day = 0; day < kDays; day += kWindowDays) {
    if (context.stop.stop_requested()) return;
    for (std::size_t g = begin; g < end; ++g) seats_[g].group.run_days(day, std::min(day + kWindowDays, kDays), *thread.room);
  }
  for (std::size_t g = begin; g < end; ++g) {
    const models::LaneGroup& group = seats_[g].group;
    for (std::size_t lane = 0; lane < group.size(); ++lane) {
      Job& job = jobs[seats_[g].job.at(lane)];
      try {
        job.result = group.result(lane);
      } catch (const core::Error& error) {
        job.failure = error.message();
        take_back(job, group.sound_days(lane), thread);
      }
    }
  }
}

/// What a building gave to the city before its balance failed is taken out again, to the last bit.
void LaneRunner::take_back(const Job& job, int days, Thread& thread) const {
  models::LaneGroup group(environment_, isa_);
  (void)group.add(job.building);
  std::vector<CityTarget> targets;
  targets.reserve(job.city.size());
  for (const CityShare& share : job.city) targets.push_back(thread.target({share.scenario, -share.times}));
  group.add_hours_to(targets);
  group.warm_up(*thread.room);
  group.run_days(0, days, *thread.room);
}

std::vector<CityHourly> LaneRunner::city() const {
  std::vector<CityHourly> total(scenarios_, CityHourly(models::kCityHourlyCount * core::kHoursPerYear, 0.0));
#pragma omp parallel for schedule(dynamic, 1) num_threads(static_cast<int>(threads_.size()))
  for (std::size_t s = 0; s < scenarios_; ++s) {
    for (const Thread& thread : threads_) {
      if (!thread.city[s].empty()) add_days(thread.city[s], total[s]);
    }
  }
  return total;
}

}  // namespace tvilling::scenarios
