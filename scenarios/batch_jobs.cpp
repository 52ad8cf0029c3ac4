// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch_jobs.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/first_error.hpp"

namespace tvilling::scenarios {

namespace {

using models::Building;

bool touches(const ResolvedMeasure& measure, std::size_t building) {
  return std::binary_search(measure.buildings.begin(), measure.buildings.end(), building);
}

/// The building after a scenario's measures: copy, then change. Nothing when no measure is for it.
std::optional<Building> changed_building(const Building& base, std::size_t building, const ResolvedScenario& scenario) {
  std::optional<Building> changed;
  for (const Turn turn : kTurns) {  // as application_order, without making a list for every building
    for (const ResolvedMeasure& measure : scenario.measures) {
      if (measure.type->turn != turn || !touches(measure, building)) continue;
      if (!changed) changed = base;
      (void)apply_measure(*measure.type, *changed, base, parameters_for(measure, building));
    }
  }
  return changed;
}

/// Why a building cannot be simulated; empty when it can.
std::string refusal(const Building& building) {
  try {
    models::check_building(building);
    return {};
  } catch (const core::Error& error) {
    return error.message();
  }
}

/// A building in the scenarios that change it.
struct Changes {
  struct Variant {
    std::size_t scenario = 0;
    Building building;
    ContentKey key;
    std::string refusal;
  };
  ContentKey base_key;
  std::string base_refusal;
  std::vector<Variant> variants;
};

Changes changes_of(const Building& base, std::size_t building, std::span<const ResolvedScenario> group,
                   const BatchInputs& inputs) {
  Changes changes;
  changes.base_key = content_key(base, inputs.environment_key);
  changes.base_refusal = refusal(base);
  for (std::size_t s = 0; s < group.size(); ++s) {
    std::optional<Building> changed = changed_building(base, building, group[s]);
    if (!changed) continue;
    const ContentKey key = content_key(*changed, inputs.environment_key);
    if (key == changes.base_key) continue;
    std::string why = refusal(*changed);
    changes.variants.push_back({s, std::move(*changed), key, std::move(why)});
  }
  return changes;
}

class Planner {
 public:
  Planner(std::span<const ResolvedScenario> group, const BatchInputs& inputs, const ScenarioResults* baseline, std::size_t count)
      : group_(group), inputs_(inputs), baseline_(baseline) {
    plan_.keys.assign(group.size(), std::vector<ContentKey>(count));
  }

  void add(std::size_t building, std::size_t slot, Changes changes) {
    const Building& base = inputs_.portfolio->buildings[building].building;
    const bool base_counts =
        changes.base_refusal.empty() && (baseline_ == nullptr || baseline_->status[building] == TaskStatus::done);
    auto variant = changes.variants.begin();
    for (std::size_t s = 0; s < group_.size(); ++s) {
      if (variant == changes.variants.end() || variant->scenario != s) {
        plan_.keys[s][slot] = changes.base_key;
        add_unchanged(base, changes.base_key, changes.base_refusal, {s, slot});
        continue;
      }
      plan_.keys[s][slot] = variant->key;
      if (base_counts) share(job_of(base, changes.base_key), s, -1.0);
      if (variant->refusal.empty()) {
        Job& job = job_of(variant->building, variant->key);
        job.results.push_back({s, slot});
        share(job, s, 1.0);
      } else {
        plan_.refused.push_back({s, slot, variant->refusal});
      }
      ++variant;
    }
  }

  BlockPlan take() { return std::move(plan_); }

 private:
  void add_unchanged(const Building& base, const ContentKey& key, const std::string& refusal, Job::Place place) {
    if (baseline_ != nullptr && inputs_.hourly.empty()) {
      plan_.from_baseline.push_back({place.scenario, place.slot});
      return;
    }
    if (!refusal.empty()) {
      plan_.refused.push_back({place.scenario, place.slot, refusal});
      return;
    }
    Job& job = job_of(base, key);
    job.results.push_back(place);
    if (group_[place.scenario].position == 0) share(job, place.scenario, 1.0);
  }

  Job& job_of(const Building& building, const ContentKey& key) {
    const auto [found, added] = index_.try_emplace(key, plan_.jobs.size());
    if (added) {
      plan_.jobs.emplace_back();
      plan_.jobs.back().building = building;
      plan_.jobs.back().key = key;
    }
    return plan_.jobs[found->second];
  }

  static void share(Job& job, std::size_t scenario, double times) {
    const auto at = std::lower_bound(job.city.begin(), job.city.end(), scenario,
                                     [](const CityShare& share, std::size_t s) { return share.scenario < s; });
    if (at != job.city.end() && at->scenario == scenario) {
      at->times += times;
    } else {
      job.city.insert(at, {scenario, times});
    }
  }

  std::span<const ResolvedScenario> group_;
  const BatchInputs& inputs_;
  const ScenarioResults* baseline_;
  std::unordered_map<ContentKey, std::size_t> index_;
  BlockPlan plan_;
};

}  // namespace

std::vector<ContentKey> keys_of(const ResolvedScenario& scenario, const BatchInputs& inputs) {
  std::vector<ContentKey> keys;
  for (std::size_t b = 0; b < inputs.portfolio->buildings.size(); ++b) {
    const Building& base = inputs.portfolio->buildings[b].building;
    const std::optional<Building> changed = changed_building(base, b, scenario);
    keys.push_back(content_key(changed ? *changed : base, inputs.environment_key));
  }
  return keys;
}

BlockPlan plan_block(std::span<const ResolvedScenario> group, const BatchInputs& inputs, const ScenarioResults* baseline,
                     std::size_t first, std::size_t count, int threads) {
  std::vector<Changes> changes(count);
  core::FirstError first_error;
#pragma omp parallel for schedule(dynamic, 16) num_threads(threads)
  for (std::size_t slot = 0; slot < count; ++slot) {
    try {
      if (!first_error.is_kept()) {
        changes[slot] = changes_of(inputs.portfolio->buildings[first + slot].building, first + slot, group, inputs);
      }
    } catch (...) {
      first_error.keep(std::current_exception());
    }
  }
  first_error.rethrow();
  Planner planner(group, inputs, baseline, count);
  for (std::size_t slot = 0; slot < count; ++slot) planner.add(first + slot, slot, std::move(changes[slot]));
  return planner.take();
}

}  // namespace tvilling::scenarios
