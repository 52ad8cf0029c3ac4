// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_group.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <utility>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;
using models::BuildingResult;
using models::Hourly;
using models::HourlySeries;

constexpr std::size_t kBlockBuildings = 64;
constexpr std::size_t kHours = core::kHoursPerYear;

/// One simulated variant of a building: result or message.
struct Variant {
  Building building;
  BuildingResult result;
  std::string failure;

  [[nodiscard]] bool done() const noexcept { return failure.empty(); }
};

/// What one thread needs and keeps from building to building.
struct Worker {
  std::vector<Variant> variants;     ///< of the building at hand
  std::vector<HourlySeries> series;  ///< of each variant
  std::vector<CityHourly> city;      ///< this thread's share, per scenario of the group
};

/// What one thread counted for one building.
struct Counted {
  std::size_t simulated = 0;
  std::size_t reused = 0;
};

/// The building after a scenario's measures: copy, then change.
Building changed_building(const Building& base, std::size_t building, const ResolvedScenario& scenario) {
  Building changed = base;
  for (const ResolvedMeasure& measure : scenario.measures) {
    if (!std::binary_search(measure.buildings.begin(), measure.buildings.end(), building)) continue;
    (void)measure.type->apply(changed, base, measure.parameters);
  }
  return changed;
}

bool same_numbers(const Building& a, const Building& b) {
  const auto same = [&a, &b](const models::BuildingColumn& column) {
    const double x = a.*column.member;
    const double y = b.*column.member;
    return x == y || (std::isnan(x) && std::isnan(y));
  };
  const auto columns = models::building_columns();
  return a.use == b.use && std::all_of(columns.begin(), columns.end(), same);
}

void simulate_variant(Variant& variant, const BatchInputs& inputs, HourlySeries& series) {
  try {
    variant.result = models::simulate_building(variant.building, *inputs.environment, series);
    add_economics(variant.result, inputs.tariff, inputs.factors);
  } catch (const std::exception& error) {  // whatever it is, it ends this building only and is listed
    variant.failure = error.what();
    if (variant.failure.empty()) variant.failure = "unknown failure";
  }
}

void add_to_city(const HourlySeries& series, double sign, CityHourly& city) {
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    const std::span<const double> values = series[static_cast<Hourly>(v)];
    double* const sums = city.data() + v * kHours;
    for (std::size_t h = 0; h < kHours; ++h) sums[h] += sign * values[h];
  }
}

void keep_hourly(const HourlySeries& series, const std::vector<Hourly>& kept, std::size_t slot, std::vector<double>& out) {
  double* to = out.data() + slot * kept.size() * kHours;
  for (const Hourly variable : kept) to = std::copy(series[variable].begin(), series[variable].end(), to);
}

BuildingResult not_a_result() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  BuildingResult result;
  result.annual.fill(nan);
  for (auto& months : result.monthly) months.fill(nan);
  return result;
}

/// The origin of a result is the weakest of its inputs; what is unknown and not needed (a head count) is no input.
std::uint8_t weakest_origin(const models::BuildingRecord& record) {
  models::Origin weakest = models::Origin::metered;
  const auto columns = models::building_columns();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!std::isnan(record.building.*columns[c].member)) weakest = models::weakest(weakest, record.origin[c]);
  }
  return static_cast<std::uint8_t>(weakest);
}

/// One group on its way through the portfolio.
class GroupRun {
 public:
  GroupRun(std::span<const ResolvedScenario> group, const BatchInputs& inputs, const ScenarioResults* baseline, int threads)
      : group_(group), inputs_(inputs), baseline_(baseline), workers_(static_cast<std::size_t>(threads)) {
    for (Worker& worker : workers_) {
      worker.series.resize(group.size() + 1);
      worker.city.assign(group.size(), CityHourly(models::kCityHourlyCount * kHours, 0.0));
    }
  }

  std::vector<ResultsBlock> make_blocks(std::size_t first, std::size_t count) const {
    std::vector<ResultsBlock> blocks;
    for (const ResolvedScenario& scenario : group_) {
      ResultsBlock block;
      block.scenario = scenario.position;
      block.first_building = first;
      block.results.assign(count, not_a_result());
      block.status.assign(count, TaskStatus::failed);
      block.messages.resize(count);
      block.origin.resize(count);
      block.hourly.assign(count * inputs_.hourly.size() * kHours, std::numeric_limits<double>::quiet_NaN());
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  /// Simulates the distinct variants of one building and hands them to every scenario that has them.
  Counted run_building(std::size_t building, std::size_t slot, int thread, std::vector<ResultsBlock>& blocks) {
    Worker& worker = workers_[static_cast<std::size_t>(thread)];
    const models::BuildingRecord& record = inputs_.portfolio->buildings[building];
    worker.variants.clear();
    Counted counted;
    for (std::size_t s = 0; s < group_.size(); ++s) {
      blocks[s].origin[slot] = weakest_origin(record);
      Building changed = changed_building(record.building, building, group_[s]);
      const bool unchanged = baseline_ != nullptr && same_numbers(changed, record.building);
      if (unchanged && inputs_.hourly.empty()) {
        take_from_baseline(building, slot, blocks[s]);
        ++counted.reused;
        continue;
      }
      const std::size_t before = worker.variants.size();
      const std::size_t variant = find_or_simulate(std::move(changed), worker);
      counted.reused += worker.variants.size() == before ? 1 : 0;
      hand_over(variant, slot, worker, blocks[s]);
      if (unchanged) continue;  // only its hours were asked for; the city holds it already
      if (worker.variants[variant].done()) add_to_city(worker.series[variant], 1.0, worker.city[s]);
      if (baseline_ != nullptr && baseline_->status[building] == TaskStatus::done) {
        const std::size_t old = find_or_simulate(record.building, worker);
        add_to_city(worker.series[old], -1.0, worker.city[s]);
      }
    }
    counted.simulated = worker.variants.size();
    return counted;
  }

  std::vector<CityHourly> city() const {
    std::vector<CityHourly> total = workers_.front().city;
    for (std::size_t s = 0; s < total.size(); ++s) {
      for (std::size_t w = 1; w < workers_.size(); ++w) add(workers_[w].city[s], total[s]);
      if (baseline_ != nullptr) add(baseline_->city, total[s]);
    }
    return total;
  }

 private:
  static void add(const CityHourly& part, CityHourly& total) {
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += part[i];
  }

  std::size_t find_or_simulate(Building building, Worker& worker) const {
    for (std::size_t v = 0; v < worker.variants.size(); ++v) {
      if (same_numbers(worker.variants[v].building, building)) return v;
    }
    worker.variants.push_back({std::move(building), {}, {}});
    simulate_variant(worker.variants.back(), inputs_, worker.series[worker.variants.size() - 1]);
    return worker.variants.size() - 1;
  }

  void hand_over(std::size_t v, std::size_t slot, const Worker& worker, ResultsBlock& block) const {
    const Variant& variant = worker.variants[v];
    if (!variant.done()) {
      block.messages[slot] = variant.failure;
      return;
    }
    block.results[slot] = variant.result;
    block.status[slot] = TaskStatus::done;
    keep_hourly(worker.series[v], inputs_.hourly, slot, block.hourly);
  }

  void take_from_baseline(std::size_t building, std::size_t slot, ResultsBlock& block) const {
    block.results[slot] = baseline_->results[building];
    block.status[slot] = baseline_->status[building];
    block.messages[slot] = baseline_->messages[building];
  }

  std::span<const ResolvedScenario> group_;
  const BatchInputs& inputs_;
  const ScenarioResults* baseline_;
  std::vector<Worker> workers_;
};

/// The first exception of a parallel loop, kept until the loop has ended: none may leave it.
class FirstError {
 public:
  void keep(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr error_;
};

}  // namespace

std::vector<CityHourly> run_group(std::span<const ResolvedScenario> group, const BatchInputs& inputs,
                                  const ScenarioResults* baseline, const core::RunContext& context, BatchCounts& counts,
                                  const std::function<void(const ResultsBlock&)>& write,
                                  const std::function<void(std::size_t)>& progress) {
  const std::size_t buildings = inputs.portfolio->buildings.size();
  const int threads = thread_count(context);
  GroupRun run(group, inputs, baseline, threads);
  for (std::size_t first = 0; first < buildings; first += kBlockBuildings) {
    const std::size_t count = std::min(kBlockBuildings, buildings - first);
    std::vector<ResultsBlock> blocks = run.make_blocks(first, count);
    std::vector<Counted> counted(count);
    FirstError first_error;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (std::size_t slot = 0; slot < count; ++slot) {
      try {
        if (!context.stop.stop_requested()) counted[slot] = run.run_building(first + slot, slot, omp_get_thread_num(), blocks);
      } catch (...) {
        first_error.keep(std::current_exception());
      }
    }
    first_error.rethrow();
    if (context.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped by the user");
    for (const Counted& n : counted) {
      counts.simulated += n.simulated;
      counts.reused += n.reused;
    }
    for (const ResultsBlock& block : blocks) {
      const auto failed = std::count(block.status.begin(), block.status.end(), TaskStatus::failed);
      counts.failed += static_cast<std::size_t>(failed);
      write(block);
    }
    progress(first + count);
  }
  return run.city();
}

int thread_count(const core::RunContext& context) {
  const int wanted = context.threads > 0 ? context.threads : omp_get_max_threads();
  return std::clamp(wanted, 1, static_cast<int>(kBlockBuildings));  // more than a block has buildings would only wait
}

}  // namespace tvilling::scenarios
