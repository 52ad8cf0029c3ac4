// SPDX-License-Identifier: MPL-2.0
#include "scenarios/bench.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/error.hpp"
#include "core/io/temporary_folder.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/batch_group.hpp"

namespace tvilling::scenarios {

namespace {

bool is_heated(const models::BuildingRecord& record) {
  return record.building.heated_fraction > 0.0;
}

double peak_rss_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;  // Linux counts KiB
}

/// Keeps the tables whole: what belongs to a building that is gone goes too.
void drop_orphans(models::Portfolio& city) {
  std::set<std::string_view> buildings{""};
  std::set<std::string_view> properties{""};
  std::set<std::string_view> leases{""};
  for (const models::BuildingRecord& record : city.buildings) {
    buildings.insert(record.building.building_id);
    properties.insert(record.building.property_id);
  }
  std::erase_if(city.properties, [&](const models::Property& p) { return !properties.contains(p.property_id); });
  std::erase_if(city.leases, [&](const models::Lease& l) {
    return !buildings.contains(l.building_id) || !properties.contains(l.property_id);
  });
  for (const models::Lease& lease : city.leases) leases.insert(lease.lease_id);
  std::erase_if(city.units, [&](const models::Unit& u) { return !leases.contains(u.lease_id); });
}

/// 1, 2, 4 ... and what there is.
std::vector<int> thread_counts(int available) {
  std::vector<int> counts;
  for (int n = 1; n < available; n *= 2) counts.push_back(n);
  counts.push_back(available);
  return counts;
}

/// What a run starts from, as `tvilling run` has it after reading.
struct BenchInputs {
  models::Portfolio city;
  models::Weather weather;
};

class Bench {
 public:
  Bench(const BenchOptions& options, const core::RunContext& context) : options_(options), context_(context), folder_("bench") {
    study_.name = "bench";
    study_.scenarios.push_back({.name = "baseline", .measures = {}});
    report_.buildings = options.buildings;
    report_.isa = options.isa;
    report_.threads = thread_count(context_with(options.threads));
    // Large cities take long enough to be measured in one go.
    runs_ = std::clamp(10500 / options.buildings, 1, 3);
  }

  BenchReport run() {
    say(fmt::format("making the tables of {} heated buildings", options_.buildings));
    models::write_portfolio(heated_city(options_.buildings, options_.seed), tables());
    const BenchInputs inputs = measure_runs();
    say("checking the results");
    check(inputs);
    if (options_.threads == 0) measure_scaling(inputs);
    return report_;
  }

 private:
  [[nodiscard]] std::filesystem::path tables() const { return folder_.path() / "city"; }
  [[nodiscard]] std::filesystem::path results() const { return folder_.path() / "results.h5"; }

  void say(const std::string& text) const {
    if (context_.stop.stop_requested()) throw core::Error(core::ErrorKind::interrupted, "stopped by the user");
    if (context_.log) context_.log(text);
  }

  void say_run(int run, int threads) const {
    say(fmt::format("run {} of {} on {} thread{}", run + 1, runs_, threads, threads == 1 ? "" : "s"));
  }

  [[nodiscard]] core::RunContext context_with(int threads) const {
    core::RunContext context;
    context.threads = threads;
    context.stop = context_.stop;
    return context;
  }

  BenchInputs read() const {
    core::Findings findings;
    BenchInputs inputs{models::read_portfolio(tables(), findings), load_weather(study_.weather, findings)};
    models::fill_portfolio(inputs.city, findings);
    core::throw_if_stopped(findings);
    return inputs;
  }

  RunSummary simulate(const BenchInputs& inputs, int threads) const {
    RunOptions options;
    options.out = results();
    options.isa = options_.isa;
    core::Findings findings;
    RunSummary summary = run_study(study_, inputs.city, inputs.weather, options, context_with(threads), findings);
    core::throw_if_stopped(findings);
    const auto buildings = static_cast<std::size_t>(options_.buildings);
    if (summary.buildings != buildings || summary.simulated != buildings || summary.failed > 0) {
      throw core::Error(core::ErrorKind::internal, fmt::format("bench: of {} buildings {} were simulated and {} failed",
                                                               buildings, summary.simulated, summary.failed));
    }
    if (!(summary.phases.simulate_s > 0.0)) {
      throw core::Error(core::ErrorKind::internal, "bench: the run does not tell how long it simulated");
    }
    return summary;
  }

  /// Ceiling and runs take turns: what disturbs the machine disturbs both.
  BenchInputs measure_runs() {
    BenchInputs inputs;
    measure_ceilings();
    for (int i = 0; i < runs_; ++i) {
      say_run(i, report_.threads);
      inputs = {};  // one portfolio at a time in memory
      const core::Stopwatch started;
      inputs = read();
      const double read_s = started.seconds();
      keep_if_best(read_s, simulate(inputs, report_.threads));
      report_.peak_rss_mib = peak_rss_mib();
      measure_ceilings();
    }
    return inputs;
  }

  void keep_if_best(double read_s, const RunSummary& summary) {
    const bool best = report_.simulate_runs_s.empty() || summary.phases.simulate_s < report_.phases.simulate_s;
    report_.simulate_runs_s.push_back(summary.phases.simulate_s);
    if (!best) return;
    report_.read_s = read_s;
    report_.phases = summary.phases;
    report_.total_s = read_s + summary.wall_s;
    report_.lane_use = summary.lanes > 0 ? static_cast<double>(summary.simulated) / static_cast<double>(summary.lanes) : 0.0;
  }

  void measure_ceilings() {
    constexpr double kSeconds = 0.15;
    const auto rate = [this](core::CeilingForm form) {
      return core::measure_ceiling(options_.isa, report_.threads, form, kSeconds).building_hours_per_s;
    };
    double& ceiling = report_.ceiling_building_hours_per_s;
    double& fused = report_.fused_ceiling_building_hours_per_s;
    ceiling = std::max(ceiling, rate(kBenchCeiling));
    fused = std::max(fused, rate(core::CeilingForm::fused));
  }

  void check(const BenchInputs& inputs) {
    check_all_differ(inputs.city);
    const models::Environment environment = models::make_environment(inputs.weather, study_.base_year);
    report_.heat_nodes_per_building = static_cast<double>(check_heat_nodes(inputs.city, environment));
    report_.heat_kwh_m2 = check_results(read_results(results()), inputs.city, environment);
  }

  void measure_scaling(const BenchInputs& inputs) {
    for (const int threads : thread_counts(report_.threads)) {
      double best_s = report_.phases.simulate_s;  // measured already
      for (int i = 0; i < runs_ && threads != report_.threads; ++i) {
        say_run(i, threads);
        const double taken_s = simulate(inputs, threads).phases.simulate_s;
        best_s = i == 0 ? taken_s : std::min(best_s, taken_s);
      }
      const double one_s = report_.scaling.empty() ? best_s : report_.scaling.front().simulate_s;
      report_.scaling.push_back({threads, best_s, one_s / best_s});
    }
  }

  BenchOptions options_;
  core::RunContext context_;
  core::TemporaryFolder folder_;
  Study study_;
  BenchReport report_;
  int runs_ = 1;
};

}  // namespace

double BenchReport::building_hours_per_s() const noexcept {
  return static_cast<double>(buildings) * core::kHoursPerYear / phases.simulate_s;
}

double BenchReport::fraction_of_ceiling() const noexcept {
  return building_hours_per_s() / ceiling_building_hours_per_s;
}

double BenchReport::fraction_of_fused_ceiling() const noexcept {
  return building_hours_per_s() / fused_ceiling_building_hours_per_s;
}

double BenchReport::with_networks_building_hours_per_s() const noexcept {
  return static_cast<double>(buildings) * core::kHoursPerYear / (phases.simulate_s + phases.prepare_s);
}

double BenchReport::ns_per_building_hour() const noexcept {
  return 1e9 / building_hours_per_s();
}

models::Portfolio heated_city(int buildings, std::uint64_t seed) {
  const auto wanted = static_cast<std::ptrdiff_t>(buildings);
  double size = 1.4 * buildings;  // some are sheds
  while (true) {
    core::Findings findings;
    models::Portfolio city = models::synthetic_city({.buildings = static_cast<int>(std::ceil(size)), .seed = seed});
    models::fill_portfolio(city, findings);
    core::throw_if_stopped(findings);
    std::erase_if(city.buildings, [](const models::BuildingRecord& record) { return !is_heated(record); });
    const std::ptrdiff_t heated = std::ssize(city.buildings);
    if (heated < wanted) {
      size += std::max(1.0, 0.01 * size);  // just enough: the first ones of a much larger city would lack its last uses
      continue;
    }
    city.buildings.erase(city.buildings.begin() + wanted, city.buildings.end());
    drop_orphans(city);
    return city;
  }
}

BenchReport run_bench(const BenchOptions& options, const core::RunContext& context) {
  constexpr int kMostBuildings = 100000;  // the synthetic city has no room for more
  if (options.buildings < 1 || options.buildings > kMostBuildings) {
    throw core::Error(core::ErrorKind::wrong_usage, fmt::format("a bench of {} buildings cannot be made", options.buildings), {},
                      fmt::format("Choose 1 to {} buildings.", kMostBuildings));
  }
  if (options.threads > omp_get_num_procs()) {
    throw core::Error(
        core::ErrorKind::wrong_usage,
        fmt::format("{} threads on {} processors would measure their waiting", options.threads, omp_get_num_procs()), {},
        fmt::format("Choose at most {} threads, or 0 for all.", omp_get_num_procs()));
  }
  (void)core::ceiling_kernel(options.isa, kBenchCeiling);  // refuses what the machine lacks before anything is made
  return Bench(options, context).run();
}

}  // namespace tvilling::scenarios
