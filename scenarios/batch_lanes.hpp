// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "core/run_context.hpp"
#include "core/thermal/isa.hpp"
#include "models/building/lane_group.hpp"
#include "scenarios/batch.hpp"
#include "scenarios/batch_jobs.hpp"

namespace tvilling::scenarios {

/// Runs jobs on all threads, in lanes or (buildings with zones, swimming halls) one by one, and adds their hours to the city of
/// each scenario. Every sum is exact (2^-20 grid), so neither threads nor the order of jobs change a bit.
class LaneRunner {
 public:
  LaneRunner(const models::Environment& environment, core::Isa isa, int threads, std::size_t scenarios, bool keep_hours);
  ~LaneRunner();
  LaneRunner(const LaneRunner&) = delete;
  LaneRunner& operator=(const LaneRunner&) = delete;

  /// Fills result, failure and (when kept) hourly of each job; adds to the times of `phases`. Stops early, with jobs undone,
  /// when asked to. `progress` is told the share that is done, on the calling thread.
  void run(std::vector<Job>& jobs, const core::RunContext& context, RunPhases& phases,
           const std::function<void(double)>& progress);

  /// What was added to the city of each scenario.
  [[nodiscard]] std::vector<CityHourly> city() const;
  [[nodiscard]] std::size_t lanes() const noexcept { return lanes_; }

 private:
  struct Thread;
  struct Seats;

  void prepare(std::vector<Job>& jobs);
  void simulate(std::vector<Job>& jobs, const core::RunContext& context, const std::function<void(double)>& progress);
  void run_seats(std::size_t begin, std::size_t end, std::vector<Job>& jobs, Thread& thread, const core::RunContext& context);
  void run_alone(Job& job, Thread& thread) const;
  void take_back(const Job& job, int days, Thread& thread) const;

  const models::Environment& environment_;
  core::Isa isa_;
  std::size_t scenarios_;
  bool keep_hours_;
  std::size_t lanes_ = 0;
  std::vector<Thread> threads_;
  std::vector<Seats> seats_;        ///< groups of lanes with their jobs; kept from block to block
  std::size_t used_ = 0;            ///< of them, in this block
  std::vector<std::size_t> alone_;  ///< jobs of this block that take no lane
};

}  // namespace tvilling::scenarios
