// SPDX-License-Identifier: MPL-2.0
#include "scenarios/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "core/error.hpp"
#include "core/stopwatch.hpp"
#include "scenarios/batch_group.hpp"
#include "scenarios/batch_money.hpp"
#include "scenarios/batch_resolve.hpp"
#include "scenarios/economics/prices.hpp"
#include "scenarios/premises/premises_steps.hpp"
#include "scenarios/protected_address.hpp"
#include "scenarios/provenance.hpp"
#include "scenarios/results_sound.hpp"
#include "scenarios/results_target.hpp"
#include "scenarios/reuse.hpp"
#include "scenarios/selection.hpp"
#include "scenarios/study_codes.hpp"

namespace tvilling::scenarios {

namespace {

using core::Findings;
using models::Portfolio;

/// The whole run: groups of scenarios, one after the other, into one file.
class StudyRun {
 public:
  /// `partial`: where the writer keeps the unfinished file.
  StudyRun(const Study& study, const BatchInputs& inputs, const MoneyInputs& money, ResultsWriter& writer,
           const core::RunContext& context, const std::filesystem::path& partial)
      : study_(study),
        inputs_(inputs),
        money_(money),
        writer_(writer),
        context_(context),
        partial_(partial.string()),
        totals_(study.scenarios.size()),
        measures_(applied_measures(study)) {
    total_ = study.scenarios.size() * inputs.portfolio->buildings.size();
  }

  /// `early`: what could be resolved without results. `earlier`: a file to take equal scenarios from, or null.
  void run(std::optional<std::vector<ResolvedScenario>> early, const EarlierRun* earlier, Findings& findings) {
    const Portfolio& portfolio = *inputs_.portfolio;
    if (!early) {
      // Some `where` asks for results: the baseline first, alone.
      run_scenarios({resolve(study_.scenarios.front(), 0, Selection(portfolio), findings)}, earlier);
      std::vector<std::uint8_t> failed;
      failed.reserve(baseline_.status.size());
      for (const TaskStatus status : baseline_.status) failed.push_back(status == TaskStatus::done ? 0 : 1);
      Selection with_results(portfolio);
      with_results.add_results(baseline_.results, failed);
      early = resolve_all(study_, 1, with_results, findings);
      core::throw_if_stopped(findings);
    }
    warn_of_idle_measures(study_, *early, portfolio, findings);
    run_scenarios(std::move(*early), earlier);
  }

  void report(RunSummary& summary) {
    summary.scenarios = study_.scenarios.size();
    summary.buildings = inputs_.portfolio->buildings.size();
    summary.simulated = counts_.simulated;
    summary.reused = counts_.reused;
    summary.failed = counts_.failed;
    summary.taken = taken_;
    summary.lanes = counts_.lanes;
    summary.phases = counts_.phases;
    summary.failures = std::move(failures_);
    summary.safety.baseline = study_.scenarios.front().name;
    summary.safety.halls = static_cast<std::size_t>(std::ranges::count_if(
        inputs_.portfolio->buildings, [](const models::BuildingRecord& record) { return record.building.hall != nullptr; }));
    for (ScenarioTotal& total : totals_) {
      summary.totals.push_back(std::move(total.row));
      std::ranges::move(total.safety.condensation, std::back_inserter(summary.safety.condensation));
      std::ranges::move(total.safety.mould, std::back_inserter(summary.safety.mould));
      std::ranges::move(total.safety.crowding, std::back_inserter(summary.safety.crowding));
    }
  }

 private:
  struct ScenarioTotal {
    RowSum sum;
    std::size_t done = 0;
    ComparisonRow row;
    HallSafety safety;
  };

  /// What a file holds already is left out; the rest runs in groups. What is taken over is compared with the baseline: when that
  /// is in no file, it runs first, alone.
  void run_scenarios(std::vector<ResolvedScenario> scenarios, const EarlierRun* earlier) {
    std::vector<ResolvedScenario> left;
    for (ResolvedScenario& scenario : scenarios) {
      const core::Stopwatch looking;
      const bool held = is_held(scenario, earlier);
      counts_.phases.write_s += looking.seconds();  // from file to file
      if (held) continue;
      if (scenario.position == 0 && earlier != nullptr) {
        run_whole_group(std::span(&scenario, 1));
      } else {
        left.push_back(std::move(scenario));
      }
    }
    for (std::span<const ResolvedScenario> rest(left); !rest.empty();) {
      const std::size_t size = group_size(rest, inputs_);
      run_whole_group(rest.first(size));
      rest = rest.subspan(size);
    }
  }

  /// Taken from the unfinished file or from an earlier one.
  bool is_held(const ResolvedScenario& scenario, const EarlierRun* earlier) {
    return skip_complete(scenario.position) || (earlier != nullptr && take_over(scenario, *earlier));
  }

  /// A scenario that the unfinished file held whole.
  bool skip_complete(std::size_t position) {
    if (!writer_.complete(position)) return false;
    const ScenarioResults kept = writer_.read_back(position);
    // An unfinished file has no checksum yet.
    const std::string wrong = unsound(kept.results, kept.status, kept.city);
    if (!wrong.empty()) {
      throw core::Error(core::ErrorKind::bad_input, "cannot resume: the unfinished file is damaged: " + wrong, {partial_},
                        "Delete it to begin anew, or give the results another name with -o.");
    }
    if (position == 0) baseline_ = kept;
    counts_.failed += static_cast<std::size_t>(std::ranges::count(kept.status, TaskStatus::failed));
    ResultsBlock block;
    block.scenario = position;
    block.results = kept.results;
    block.status = kept.status;
    block.messages = kept.messages;
    add_totals(block);
    end_totals(position, kept.city);
    done_ += kept.results.size();
    return true;
  }

  /// A scenario that an earlier file holds with equal content.
  bool take_over(const ResolvedScenario& scenario, const EarlierRun& earlier) {
    ResultsBlock block = empty_block(scenario, inputs_);
    std::optional<ScenarioResults> kept = earlier.find(block.keys);
    if (!kept) return false;
    block.results = kept->results;
    block.status = kept->status;
    if (scenario.position == 0) baseline_ = {.results = {}, .status = {}, .messages = {}, .city = kept->city};
    write(scenario, block);
    write_city(scenario.position, kept->city);
    taken_ += block.results.size();
    done_ += block.results.size();
    return true;
  }

  void run_whole_group(std::span<const ResolvedScenario> group) {
    const bool first_group = group.front().position == 0;
    if (first_group) baseline_ = {};
    const auto write = [this, group](ResultsBlock& block) {
      this->write(*std::ranges::find(group, block.scenario, &ResolvedScenario::position), block);
    };
    const std::string phase = fmt::format("{} of {} scenarios", group.back().position + 1, study_.scenarios.size());
    const auto progress = [this, &phase, &group](std::size_t buildings_done) {
      if (!context_.on_progress) return;
      context_.on_progress({phase, done_ + buildings_done * group.size(), total_, counts_.failed});
    };
    std::vector<CityHourly> city =
        run_group(group, inputs_, first_group ? nullptr : &baseline_, context_, counts_, write, progress);
    if (first_group) baseline_.city = city.front();
    const core::Stopwatch started;
    for (std::size_t s = 0; s < group.size(); ++s) write_city(group[s].position, city[s]);
    counts_.phases.write_s += started.seconds();
    done_ += group.size() * inputs_.portfolio->buildings.size();
  }

  /// Counts the money of a block and writes it.
  void write(const ResolvedScenario& scenario, ResultsBlock& block) {
    BlockMoney money(money_, scenario, block);
    if (block.scenario == 0) keep_baseline(block);
    money.compare(baseline_.results);
    money.count(measures_of(block.scenario));
    writer_.write(block);
    add_totals(block);
  }
  void write_city(std::size_t position, const CityHourly& city) {
    writer_.write_measures(position, measures_of(position));
    writer_.write_city(position, city);
    end_totals(position, city);
  }

  /// The rows of a scenario's measures.
  std::span<AppliedMeasure> measures_of(std::size_t position) {
    const auto rows = std::ranges::equal_range(measures_, position, {}, &AppliedMeasure::scenario);
    return {rows.begin(), rows.end()};
  }

  void keep_baseline(const ResultsBlock& block) {
    baseline_.results.insert(baseline_.results.end(), block.results.begin(), block.results.end());
    baseline_.status.insert(baseline_.status.end(), block.status.begin(), block.status.end());
    baseline_.messages.insert(baseline_.messages.end(), block.messages.begin(), block.messages.end());
  }

  void add_totals(const ResultsBlock& block) {
    constexpr std::size_t kListed = 20;
    ScenarioTotal& total = totals_[block.scenario];
    for (std::size_t i = 0; i < block.results.size(); ++i) {
      const std::size_t b = block.first_building + i;
      const models::Building& building = inputs_.portfolio->buildings[b].building;
      total.sum.add(building.area_m2, block.results[i], block.status[i], baseline_.results[b], baseline_.status[b]);
      add_dampness(total.safety, study_.scenarios[block.scenario].name, building.building_id, block.results[i],
                   baseline_.results[b]);
      if (block.status[i] == TaskStatus::done) {
        ++total.done;
      } else if (failures_.size() < kListed) {
        failures_.push_back({study_.scenarios[block.scenario].name, building.building_id, block.messages[i]});
      }
    }
  }

  void end_totals(std::size_t position, const CityHourly& city) {
    ScenarioTotal& total = totals_[position];
    total.row = total.sum.row();
    total.row.scenario = study_.scenarios[position].name;
    total.row.group = "all";
    if (total.row.buildings == 0) return;
    constexpr std::size_t kPeak = index(models::Annual::peak_heat);
    total.row.value[kPeak] = coincident_peak_kw(city, total.done, total.row.buildings);
    total.row.change[kPeak] =
        total.row.value[kPeak] - coincident_peak_kw(baseline_.city, totals_.front().done, total.row.buildings);
  }

  const Study& study_;
  const BatchInputs& inputs_;
  const MoneyInputs& money_;
  ResultsWriter& writer_;
  const core::RunContext& context_;
  std::string partial_;
  std::vector<ScenarioTotal> totals_;
  std::vector<AppliedMeasure> measures_;
  std::vector<Failure> failures_;
  ScenarioResults baseline_;
  BatchCounts counts_;
  std::size_t taken_ = 0;
  std::size_t total_ = 0;
  std::size_t done_ = 0;
};

/// The file to take equal scenarios from. It keeps no hours of single buildings: when those are asked for, all is simulated.
std::optional<EarlierRun> earlier_run(const RunOptions& options) {
  if (options.reuse.empty()) return std::nullopt;
  std::optional<EarlierRun> earlier(std::in_place, options.reuse);
  if (!options.hourly.empty()) earlier.reset();
  return earlier;
}

bool is_unfinished(const RunOptions& options) {
  std::error_code ignored;
  return !options.resume && std::filesystem::exists(partial_path(options.out), ignored);
}

/// A run that was interrupted is not thrown away without a word.
void warn_of_partial(const RunOptions& options, Findings& findings) {
  core::Finding finding;
  finding.code = study_code::kUnfinishedRun.code;
  finding.severity = core::Severity::warns;
  finding.pos.file = partial_path(options.out).string();
  finding.message = "an unfinished run was found and is begun anew";
  finding.hint = "Use --resume to go on with it instead.";
  findings.add(std::move(finding));
}

/// The factors of the buildings of the run.
std::vector<std::array<ReconciledFactor, 3>> factors_of(const Portfolio& part, const RunOptions& options) {
  if (!options.reconciled) return {};
  if (options.reconciled->factors.size() != part.buildings.size()) {
    throw core::Error(core::ErrorKind::internal, "the reconciled baseline is not of the buildings of the run");
  }
  return options.reconciled->factors;
}

}  // namespace

models::Weather load_weather(const std::string& weather, core::Findings& findings) {
  if (weather == kReferenceYearWeather) return models::reference_year();
  return models::read_epw(weather, findings);
}

RunSummary run_study(const Study& asked, const models::Portfolio& portfolio, const models::Weather& weather,
                     const RunOptions& options, const core::RunContext& context, core::Findings& findings) {
  const core::Stopwatch started;
  const int threads = thread_count(context);
  if (asked.scenarios.empty() || asked.scenarios.front().name != "baseline") {
    throw core::Error(core::ErrorKind::wrong_usage, "a study's first scenario must be `baseline`");
  }
  const Study study = with_premises(asked, portfolio, findings);
  core::throw_if_stopped(findings);
  check_named_buildings(study, portfolio, findings);
  core::throw_if_stopped(findings);
  const Portfolio part =
      sample_portfolio(restrict_portfolio(portfolio, options.only, findings), options.sample, options.sample_seed);
  if (part.buildings.empty())
    throw core::Error(core::ErrorKind::bad_input, "the portfolio has no building that can be simulated");
  std::optional<std::vector<ResolvedScenario>> early = resolve_early(study, part, findings);
  const models::Environment environment = models::make_environment(weather, study.base_year);
  const BatchInputs inputs{&part, &environment, environment_key(weather, study.base_year), options.hourly, options.isa};
  const std::vector<std::array<ReconciledFactor, 3>> reconciled = factors_of(part, options);
  const MoneyInputs money{
      &part,      &study.economics, price_basis(study.economics), emission_factors(study.factor_set, study.base_year),
      reconciled, threads};
  const std::optional<EarlierRun> earlier = earlier_run(options);
  const double prepared_s = started.seconds();

  ResultsLayout layout;
  for (const Scenario& scenario : study.scenarios) layout.scenario_names.push_back(scenario.name);
  layout.hourly = options.hourly;
  layout.axis = environment.axis;
  layout.measures = applied_measures(study);
  layout.reconciled = reconciled;
  layout.provenance = make_provenance(study, part, weather, options, threads);
  const bool unfinished = is_unfinished(options);
  ResultsWriter writer(options.out, part, layout, options.resume);
  if (unfinished) warn_of_partial(options, findings);
  const double opened_s = started.seconds();
  StudyRun run(study, inputs, money, writer, context, partial_path(options.out));
  run.run(std::move(early), earlier ? &*earlier : nullptr, findings);
  tell_of_protected(part, findings);
  const double ran_s = started.seconds();
  writer.finish();

  RunSummary summary;
  run.report(summary);
  summary.phases.prepare_s += prepared_s;
  summary.phases.write_s += opened_s - prepared_s + started.seconds() - ran_s;
  summary.wall_s = started.seconds();
  summary.out = options.out;
  return summary;
}

}  // namespace tvilling::scenarios
