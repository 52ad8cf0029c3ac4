// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_group.hpp"

#include <omp.h>

#include <algorithm>
#include <exception>
#include <limits>

#include "core/error.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;
using models::BuildingResult;
using models::Hourly;
using models::HourlySeries;

constexpr std::size_t kBlockBuildings = 64;
constexpr std::size_t kHours = core::kHoursPerYear;

/// What one thread needs and keeps from building to building.
struct Worker {
  std::vector<HourlySeries> series;  ///< of each variant of the building at hand
  std::vector<CityHourly> city;      ///< this thread's share, per scenario of the group
};

/// One simulated variant of a building: result or message.
struct Variant {
  Building building;
  BuildingResult result;
  std::string failure;
};

/// The building after a scenario's measures: copy, then change.
Building changed_building(const Building& base, std::size_t building, const ResolvedScenario& scenario) {
  Building changed = base;
  for (const ResolvedMeasure& measure : scenario.measures) {
    if (!std::binary_search(measure.buildings.begin(), measure.buildings.end(), building)) continue;
    (void)measure.type->apply(changed, measure.parameters);
  }
  return changed;
}

bool same_numbers(const Building& a, const Building& b) {
  const auto same = [&a, &b](const models::BuildingColumn& column) {
    const double x = a.*column.member;
    const double y = b.*column.member;
    return x == y || (x != x && y != y);
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

void add_to_city(const HourlySeries& series, CityHourly& city) {
  for (std::size_t v = 0; v < models::kCityHourlyCount; ++v) {
    const std::span<const double> values = series[static_cast<Hourly>(v)];
    double* const sums = city.data() + v * kHours;
    for (std::size_t h = 0; h < kHours; ++h) sums[h] += values[h];
  }
}

void keep_hourly(const HourlySeries& series, const std::vector<Hourly>& kept, std::size_t slot, std::vector<float>& out) {
  float* to = out.data() + slot * kept.size() * kHours;
  for (const Hourly variable : kept) {
    for (const double value : series[variable]) *to++ = static_cast<float>(value);
  }
}

BuildingResult not_a_result() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  BuildingResult result;
  result.annual.fill(nan);
  for (auto& months : result.monthly) months.fill(nan);
  return result;
}

std::uint8_t weakest_origin(const models::BuildingRecord& record) {
  models::Origin weakest = models::Origin::metered;
  for (const models::Origin origin : record.origin) weakest = models::weakest(weakest, origin);
  return static_cast<std::uint8_t>(weakest);
}

/// One group on its way through the portfolio.
class GroupRun {
 public:
  GroupRun(std::span<const ResolvedScenario> group, const BatchInputs& inputs, int threads)
      : group_(group), inputs_(inputs), workers_(static_cast<std::size_t>(threads)) {
    for (Worker& worker : workers_) {
      worker.series.resize(group.size());
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
      const float nan = std::numeric_limits<float>::quiet_NaN();
      block.hourly.assign(count * inputs_.hourly.size() * kHours, nan);
      blocks.push_back(std::move(block));
    }
    return blocks;
  }

  /// Simulates the distinct variants of one building and hands them to every scenario that has them. Returns how many.
  std::size_t run_building(std::size_t building, std::size_t slot, Worker& worker, std::vector<ResultsBlock>& blocks) const {
    const models::BuildingRecord& record = inputs_.portfolio->buildings[building];
    std::vector<Variant> variants;
    for (std::size_t s = 0; s < group_.size(); ++s) {
      Building changed = changed_building(record.building, building, group_[s]);
      const auto equal = [&changed](const Variant& v) { return same_numbers(v.building, changed); };
      auto found = std::find_if(variants.begin(), variants.end(), equal);
      if (found == variants.end()) {
        variants.push_back({std::move(changed), {}, {}});
        found = std::prev(variants.end());
        simulate_variant(*found, inputs_, worker.series[variants.size() - 1]);
      }
      hand_over(*found, worker.series[static_cast<std::size_t>(found - variants.begin())], slot, worker.city[s], blocks[s]);
      blocks[s].origin[slot] = weakest_origin(record);
    }
    return variants.size();
  }

  Worker& worker(int thread) { return workers_[static_cast<std::size_t>(thread)]; }

  std::vector<CityHourly> city() const {
    std::vector<CityHourly> total = workers_.front().city;
    for (std::size_t w = 1; w < workers_.size(); ++w) {
      for (std::size_t s = 0; s < total.size(); ++s) {
        for (std::size_t i = 0; i < total[s].size(); ++i) total[s][i] += workers_[w].city[s][i];
      }
    }
    return total;
  }

 private:
  void hand_over(const Variant& variant, const HourlySeries& series, std::size_t slot, CityHourly& city,
                 ResultsBlock& block) const {
    if (!variant.failure.empty()) {
      block.messages[slot] = variant.failure;
      return;
    }
    block.results[slot] = variant.result;
    block.status[slot] = TaskStatus::done;
    add_to_city(series, city);
    keep_hourly(series, inputs_.hourly, slot, block.hourly);
  }

  std::span<const ResolvedScenario> group_;
  const BatchInputs& inputs_;
  std::vector<Worker> workers_;
};

}  // namespace

std::vector<CityHourly> run_group(std::span<const ResolvedScenario> group, const BatchInputs& inputs,
                                  const core::RunContext& context, BatchCounts& counts,
                                  const std::function<void(const ResultsBlock&)>& write,
                                  const std::function<void(std::size_t)>& progress) {
  const int threads = context.threads > 0 ? context.threads : omp_get_max_threads();
  const std::size_t buildings = inputs.portfolio->buildings.size();
  GroupRun run(group, inputs, threads);
  for (std::size_t first = 0; first < buildings; first += kBlockBuildings) {
    const std::size_t count = std::min(kBlockBuildings, buildings - first);
    std::vector<ResultsBlock> blocks = run.make_blocks(first, count);
    std::vector<std::size_t> simulated(count, 0);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (std::size_t slot = 0; slot < count; ++slot) {
      if (context.stop.stop_requested()) continue;
      simulated[slot] = run.run_building(first + slot, slot, run.worker(omp_get_thread_num()), blocks);
    }
    if (context.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped by the user");
    for (const std::size_t n : simulated) {
      counts.simulated += n;
      counts.reused += group.size() - n;
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

}  // namespace tvilling::scenarios
